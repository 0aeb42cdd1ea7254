//! The words of a rule: signs, and runs of anything else between blanks, each with its place.
//!
//! Not responsible for what they mean together (`parse`).

/// A word and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// As written.
    pub written: &'t str,
    /// Which letter of the rule it begins with, counted from 1.
    pub place: usize,
}

impl Word<'_> {
    /// Whether it is a keyword, whatever its case.
    pub fn is(&self, keyword: &str) -> bool {
        self.written.eq_ignore_ascii_case(keyword)
    }
}

/// The signs; longer ones before those that they begin with.
const SIGNS: [&str; 11] = [">=", "<=", "==", "!=", "<>", "≥", "≤", ">", "<", "=", ","];

/// The words of a rule.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let place = text[..text.len() - rest.len()].chars().count() + 1;
        let length = sign(rest).map_or_else(|| run(rest), str::len);
        words.push(Word { written: &rest[..length], place });
        rest = rest[length..].trim_start();
    }
    words
}

/// The sign that a text begins with.
fn sign(text: &str) -> Option<&'static str> {
    SIGNS.into_iter().find(|sign| text.starts_with(sign))
}

/// How far it is to the next blank or sign.
fn run(text: &str) -> usize {
    let ends = |place: usize| text[place..].starts_with(char::is_whitespace) || sign(&text[place..]).is_some();
    text.char_indices().map(|(place, _)| place).find(|&place| place > 0 && ends(place)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_needed_between_runs_only() {
        let written = |text| words(text).iter().map(|word| word.written).collect::<Vec<_>>().join(" | ");
        assert_eq!(written("delivery_rate>=95% by campaign,day"), "delivery_rate | >= | 95% | by | campaign | , | day");
        assert_eq!(written("  csat ≥ 80 %  "), "csat | ≥ | 80 | %");
        assert_eq!(words("ü ≤ 1")[2], Word { written: "1", place: 5 });
    }
}
