//! Versioned word lists: opt-out words, closing words, words of mood, error codes and their classes, dialling
//! prefixes, phrases of exported chats.
//!
//! The lists are text files beside this module; this module reads them once and answers questions.
//! Not responsible for what a match means: that is `timeline`'s.

mod chat;
mod sentiment;
mod words;

use std::sync::LazyLock;

use hashbrown::HashMap;

pub use chat::{Found, chat_phrase};
pub use sentiment::Mood;
pub use words::Words;

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
const CHAT_PHRASES: &str = include_str!("chat_phrases.txt");

/// The list files, by name, as they stand in the source tree.
pub static FILES: &[(&str, &str)] = &[
    ("opt_out.txt", OPT_OUT),
    ("closing.txt", CLOSING),
    ("sentiment.txt", sentiment::LIST),
    ("error_codes.txt", ERROR_CODES),
    ("dialling_prefixes.txt", PREFIXES),
    ("chat_phrases.txt", CHAT_PHRASES),
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
