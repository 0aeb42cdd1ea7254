//! Versioned word lists: opt-out words, closing words, words of mood, error codes and their classes, dialling prefixes.
//!
//! The lists are text files beside this module; this module reads them once and answers questions.
//! Not responsible for what a match means: that is `timeline`'s.

mod sentiment;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub use sentiment::Mood;

/// Why a message failed, as far as a business can act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureClass {
    /// The number cannot be reached.
    Unreachable,
    /// Any other class, by its word in the list.
    Other(&'static str),
}

struct ErrorCode {
    class: &'static str,
    meaning: &'static str,
}

const OPT_OUT: &str = include_str!("opt_out.txt");
const CLOSING: &str = include_str!("closing.txt");
const ERROR_CODES: &str = include_str!("error_codes.txt");
const PREFIXES: &str = include_str!("dialling_prefixes.txt");

/// The list files, by name, as they stand in the source tree.
pub static FILES: &[(&str, &str)] = &[
    ("opt_out.txt", OPT_OUT),
    ("closing.txt", CLOSING),
    ("sentiment.txt", sentiment::LIST),
    ("error_codes.txt", ERROR_CODES),
    ("dialling_prefixes.txt", PREFIXES),
];

static ERRORS: LazyLock<HashMap<u32, ErrorCode>> = LazyLock::new(|| {
    let parse = |line: &'static str| {
        let mut fields = line.splitn(3, '\t');
        let code = fields.next()?.parse().ok()?;
        Some((code, ErrorCode { class: fields.next()?, meaning: fields.next()? }))
    };
    entries(ERROR_CODES).filter_map(parse).collect()
});

static COUNTRIES: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| entries(PREFIXES).filter_map(|line| line.split_once('\t')).collect());

/// The entries of a list file: lines that are neither empty nor comments.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The class of an error code.
pub fn failure_class(code: Option<u32>) -> FailureClass {
    match code.and_then(|code| ERRORS.get(&code)).map_or("unknown", |error| error.class) {
        "unreachable" => FailureClass::Unreachable,
        class => FailureClass::Other(class),
    }
}

/// The word of an error code's class.
pub fn failure_class_word(code: Option<u32>) -> &'static str {
    match failure_class(code) {
        FailureClass::Unreachable => "unreachable",
        FailureClass::Other(class) => class,
    }
}

/// What an error code means, in a few words.
pub fn failure_meaning(code: u32) -> Option<&'static str> {
    ERRORS.get(&code).map(|error| error.meaning)
}

/// The country (ISO 3166) of a phone number in international digits, by its longest known prefix.
pub fn country_of(phone: &str) -> Option<&'static str> {
    (1..=phone.len().min(7)).rev().find_map(|length| COUNTRIES.get(phone.get(..length)?).copied())
}

/// The words to look for in texts: the built-in lists and what the settings add.
#[derive(Clone, Debug)]
pub struct Words {
    opt_out: HashSet<String>,
    closing: HashSet<String>,
    /// How closing phrases begin: most texts are told by their first word.
    beginnings: HashSet<String>,
    longest: usize,
}

impl Default for Words {
    fn default() -> Self {
        Words::with(&[], &[])
    }
}

impl Words {
    /// The built-in words and those given.
    pub fn with(opt_out: &[String], closing: &[String]) -> Words {
        let added = |list: &'static str, more: &[String], reduce: fn(&str) -> String| {
            entries(list).map(reduce).chain(more.iter().map(|word| reduce(word))).collect::<HashSet<_>>()
        };
        let (opt_out, closing) = (added(OPT_OUT, opt_out, fold), added(CLOSING, closing, bare));
        let longest = opt_out.iter().chain(&closing).map(String::len).max().unwrap_or(0);
        let beginnings = closing.iter().map(|phrase| beginning(phrase)).collect();
        Words { opt_out, closing, beginnings, longest }
    }

    /// Whether a text or button is, trimmed and case-folded, an opt-out word.
    pub fn is_opt_out(&self, text: &str) -> bool {
        text.len() <= self.longest * 2 && self.opt_out.contains(&fold(text))
    }

    /// Whether a text is nothing but closing words: several in one message count as one.
    pub fn is_closing(&self, text: &str) -> bool {
        if text.len() > 200 || !self.beginnings.contains(&beginning(text)) {
            return false;
        }
        let bare = bare(text);
        let words: Vec<&str> = bare.split_whitespace().collect();
        !words.is_empty() && self.covers(&words)
    }

    /// How a text sounds; nothing where no word of the list tells. An estimate.
    pub fn sentiment(&self, text: &str) -> Option<Mood> {
        sentiment::mood(text)
    }

    /// Whether a run of words can be cut into closing phrases.
    fn covers(&self, words: &[&str]) -> bool {
        let mut reached = vec![false; words.len() + 1];
        reached[0] = true;
        for end in 1..=words.len() {
            reached[end] = (0..end).any(|start| reached[start] && self.closing.contains(&words[start..end].join(" ")));
        }
        reached[words.len()]
    }
}

/// Trimmed and case-folded.
fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The first word of a text, bare; of one that begins with an emoji the emoji.
fn beginning(text: &str) -> String {
    let counts = |letter: char| letter.is_alphanumeric() || is_mark(letter) || matches!(letter, '\'' | '\u{2019}');
    let text = text.trim_start_matches(|letter| !counts(letter) && !is_emoji(letter));
    match text.chars().next() {
        Some(letter) if is_emoji(letter) => letter.to_string(),
        _ => bare(text.split(|letter| !counts(letter)).next().unwrap_or_default()),
    }
}

/// Case-folded, without punctuation, skin tones and variation selectors; emoji stand as words of their own.
fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            '\u{1F3FB}'..='\u{1F3FF}' | '\u{FE0E}' | '\u{FE0F}' | '\u{200D}' | '\'' | '\u{2019}' => {}
            letter if letter.is_alphanumeric() || is_mark(letter) => bare.push(letter),
            letter if is_emoji(letter) => {
                bare.push(' ');
                bare.push(letter);
                bare.push(' ');
            }
            _ => bare.push(' '),
        }
    }
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0900}'..='\u{0DFF}' | '\u{0E00}'..='\u{0E7F}' | '\u{064B}'..='\u{065F}')
}

fn is_emoji(letter: char) -> bool {
    matches!(letter, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opt_out_words_match_trimmed_and_case_folded_and_only_whole() {
        let words = Words::default();
        assert!(words.is_opt_out(" Stop "));
        assert!(words.is_opt_out("ABMELDEN"));
        assert!(!words.is_opt_out("stop sending the red ones"));
        assert!(Words::with(&["Keine Werbung".into()], &[]).is_opt_out("keine werbung"));
    }

    #[test]
    fn closing_words_match_alone_and_in_a_row_whatever_the_skin_tone() {
        let words = Words::default();
        assert!(words.is_closing("Thanks!"));
        assert!(words.is_closing("ok, thank you 👍🏽"));
        assert!(words.is_closing("👍👍"));
        assert!(!words.is_closing("ok but when?"));
        assert!(!words.is_closing("  "));
    }

    #[test]
    fn countries_come_from_the_longest_prefix() {
        assert_eq!(country_of("4915112345678"), Some("DE"));
        assert_eq!(country_of("5511912345678"), Some("BR"));
        assert_eq!(country_of("12425551234"), Some("BS"));
        assert_eq!(country_of("12125551234"), Some("US"));
        assert_eq!(country_of("000"), None);
    }

    #[test]
    fn unreachable_codes_are_known_with_their_meaning() {
        assert_eq!(failure_class(Some(131026)), FailureClass::Unreachable);
        assert_eq!(failure_class(Some(131049)), FailureClass::Other("frequency cap"));
        assert_eq!(failure_class(None), FailureClass::Other("unknown"));
        assert!(failure_meaning(131050).is_some());
    }
}
