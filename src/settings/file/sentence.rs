//! What is wrong with a settings file, in one sentence with file and line.
//!
//! Not responsible for finding it out.

use anyhow::{Error, anyhow};

use super::schema;
use crate::suggest;

/// The file whose mistakes are told.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Its path, as people name it.
    pub path: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

impl Told<'_> {
    /// The line of a byte, counted from 1.
    pub fn line(&self, place: usize) -> usize {
        self.text.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1
    }

    /// An error about what stands at a byte.
    pub fn error(&self, place: usize, what: &str) -> Error {
        anyhow!("{}:{}: {what}", self.path, self.line(place))
    }

    /// What the library found, in our words.
    pub fn found(&self, error: &toml::de::Error) -> Error {
        let span = error.span().unwrap_or(self.text.len()..self.text.len());
        let word = self.text.get(span.clone()).unwrap_or_default();
        let key = key(error);
        let said = match error.message() {
            "duplicate key" => format!("the key \"{word}\" stands in the file already: drop one of them"),
            "invalid type: map, expected a sequence" => {
                format!("found a table, expected a list: write [[{}]]", key.as_deref().unwrap_or(word))
            }
            message if key.is_some() && is_above_tables(word) && message.starts_with("unknown field ") => {
                format!("there is no key \"{word}\" in a table: move it to the top of the file")
            }
            message => sentence(message),
        };
        let key = key.map(|key| format!("{key}: ")).unwrap_or_default();
        self.error(span.start, &format!("{key}{said}"))
    }
}

/// The key that an error is about: `windows.reply`.
fn key(error: &toml::de::Error) -> Option<String> {
    // The library tells it only where it does not show the file.
    let mut plain = error.clone();
    plain.set_input(None);
    let told = plain.to_string();
    Some(told.lines().last()?.strip_prefix("in `")?.strip_suffix('`')?.to_owned())
}

/// Whether a key belongs to the file and to none of its tables.
fn is_above_tables(word: &str) -> bool {
    schema().get("properties").is_some_and(|properties| properties.get(word).is_some())
}

/// The library's message in our words, with the nearest known key.
fn sentence(message: &str) -> String {
    let quoted = |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    if let Some((unknown, known)) = message.split_once(", expected ").filter(|_| message.starts_with("unknown field "))
    {
        let (word, known) = (quoted(unknown).concat(), quoted(known));
        let otherwise = format!("expected {}{}", if known.len() > 1 { "one of " } else { "" }, known.join(", "));
        return suggest::unknown("key", &word, known.iter().map(String::as_str), &otherwise);
    }
    if let Some((unknown, known)) =
        message.strip_prefix("unknown variant ").and_then(|variant| variant.split_once(", expected "))
    {
        let (word, known) = (quoted(unknown).concat(), quoted(known));
        let otherwise = format!("expected one of {}", known.join(", "));
        return suggest::unknown("word", &word, known.iter().map(String::as_str), &otherwise);
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        return format!("the key {} is missing: add it", rest.replace('`', "\""));
    }
    match message.strip_prefix("invalid type: ") {
        Some(found) => {
            OUR_WORDS.iter().fold(format!("found {found}"), |said, (theirs, ours)| said.replace(theirs, ours))
        }
        None => message.lines().collect::<Vec<_>>().join("; "),
    }
}

/// The library's words for what it found and expected, and ours.
const OUR_WORDS: [(&str, &str); 6] = [
    ("found map", "found a table"),
    ("found sequence", "found a list"),
    ("expected a sequence", "expected a list in brackets"),
    ("expected a map", "expected a table"),
    ("expected a string", "expected a text in quotes"),
    ("` as i128", "`"),
];
