//! What businesses write into `biz_opaque_callback_data` when they send: campaign, template, variant and the like.
//!
//! Not responsible for texts that follow no such habit: those are taken as the campaign's name.

use std::borrow::Cow;

use serde_json::Value;

/// What a callback text tells of its message; empty = nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Callback<'a> {
    /// Campaign name.
    pub campaign: Cow<'a, str>,
    /// Template name.
    pub template: Cow<'a, str>,
    /// Arm of an experiment.
    pub variant: Cow<'a, str>,
    /// Customer segment.
    pub segment: Cow<'a, str>,
    /// Agent's name.
    pub agent: Cow<'a, str>,
    /// Team's name.
    pub team: Cow<'a, str>,
}

impl<'a> Callback<'a> {
    /// Reads a JSON object, `key=value` pairs, or a plain text.
    pub fn parse(text: &'a str) -> Callback<'a> {
        let mut callback = Callback::default();
        let text = text.trim();
        if text.is_empty() {
            return callback;
        }
        if text.starts_with('{')
            && let Ok(Value::Object(fields)) = serde_json::from_str(text)
        {
            for (key, value) in fields {
                match value {
                    Value::String(value) => callback.set(&key, Cow::Owned(value)),
                    Value::Number(value) => callback.set(&key, Cow::Owned(value.to_string())),
                    _ => false,
                };
            }
            return callback;
        }
        let mut known = false;
        for (key, value) in pairs(text) {
            known |= callback.set(key, Cow::Borrowed(value));
        }
        if !known {
            callback.campaign = Cow::Borrowed(text);
        }
        callback
    }

    /// Puts a value where its key belongs; whether it is a known key.
    fn set(&mut self, key: &str, value: Cow<'a, str>) -> bool {
        let is = |words: &[&str]| words.iter().any(|word| key.trim().eq_ignore_ascii_case(word));
        let column = match () {
            () if is(&["campaign", "cmp", "camp", "utm_campaign", "broadcast", "campaign_name", "campaign_id"]) => {
                &mut self.campaign
            }
            () if is(&["template", "tpl", "tmpl", "hsm", "template_name"]) => &mut self.template,
            () if is(&["variant", "v", "var", "arm"]) => &mut self.variant,
            () if is(&["segment", "seg"]) => &mut self.segment,
            () if is(&["agent"]) => &mut self.agent,
            () if is(&["team"]) => &mut self.team,
            () => return false,
        };
        if column.is_empty() {
            *column = value;
        }
        true
    }
}

/// The `key=value` pairs of a text. A comma separates only where another pair follows: values may hold commas.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = rest.char_indices().find(|&(at, letter)| separates(letter, &rest[at + letter.len_utf8()..]));
            let (piece, after) = match end {
                Some((at, letter)) => (&rest[..at], &rest[at + letter.len_utf8()..]),
                None => (rest, ""),
            };
            rest = after;
            if let Some((key, value)) = piece.split_once('=') {
                return Some((key.trim(), value.trim()));
            }
        }
        None
    })
}

fn separates(letter: char, after: &str) -> bool {
    match letter {
        ';' | '&' | '|' => true,
        ',' => after.split([';', '&', '|', ',']).next().is_some_and(|piece| piece.contains('=')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> [String; 3] {
        let callback = Callback::parse(text);
        [callback.campaign, callback.template, callback.variant].map(Cow::into_owned)
    }

    #[test]
    fn pairs_objects_and_plain_texts_are_understood() {
        assert_eq!(told("cmp=spring;v=2"), ["spring", "", "2"]);
        assert_eq!(told("utm_campaign=spring&tpl=welcome&x=1"), ["spring", "welcome", ""]);
        assert_eq!(told("campaign=Spring, wave 2,variant=A"), ["Spring, wave 2", "", "A"]);
        assert_eq!(
            told(r#"{"Campaign":"spring","template":"welcome","variant":2,"more":{}}"#),
            ["spring", "welcome", "2"]
        );
        assert_eq!(told("spring sale"), ["spring sale", "", ""]);
        assert_eq!(told("ref=55"), ["ref=55", "", ""]);
        assert_eq!(told(""), ["", "", ""]);
        assert_eq!(told(r#"{"order":55}"#), ["", "", ""]);
    }
}
