//! The words of a condition: names, texts, numbers and signs, each with its place.
//!
//! Not responsible for what they mean together (`parse`).

use anyhow::{Result, bail};

/// A word and where it stands.
#[derive(Clone, Debug)]
pub struct Word<'t> {
    /// What it is.
    pub kind: Kind<'t>,
    /// As written.
    pub written: &'t str,
    /// Which letter of the condition it begins with, counted from 1.
    pub place: usize,
}

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<'t> {
    /// Letters: a keyword or the name of a dimension.
    Name,
    /// A name in double quotes, without them.
    QuotedName(&'t str),
    /// A text in single quotes, without them.
    Text(String),
    /// Digits, perhaps with a sign and a fraction.
    Number,
    /// A comparison, bracket or comma.
    Sign,
}

/// The signs; longer ones before those that they begin with.
const SIGNS: [&str; 10] = ["<>", "!=", "<=", ">=", "<", ">", "=", "(", ")", ","];

/// The words of a condition.
pub fn words(text: &str) -> Result<Vec<Word<'_>>> {
    let mut words = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Ok(words) };
        let place = text[..text.len() - rest.len()].chars().count() + 1;
        let (kind, length) = match first {
            '\'' => match closed(rest, '\'') {
                Some((inner, length)) => (Kind::Text(inner.replace("''", "'")), length),
                None => bail!("at character {place}: the text that begins here has no closing quote"),
            },
            '"' => match closed(rest, '"') {
                Some((inner, length)) => (Kind::QuotedName(inner), length),
                None => bail!("at character {place}: the name that begins here has no closing quote"),
            },
            _ if first.is_alphabetic() || first == '_' => (Kind::Name, run(rest)),
            _ if begins_number(rest) => {
                let written = &rest[..run(rest)];
                if !is_number(written) {
                    bail!("at character {place}: found {written}, expected a number, or a text: '{written}'");
                }
                (Kind::Number, written.len())
            }
            '‘' | '’' | '“' | '”' => {
                bail!("at character {place}: found {first}, expected a straight single quote: '")
            }
            _ => match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
                Some(sign) => (Kind::Sign, sign.len()),
                None => bail!("at character {place}: found {first}, which has no meaning here"),
            },
        };
        words.push(Word { kind, written: &rest[..length], place });
        rest = &rest[length..];
    }
}

/// What stands between a quote and the one that closes it, and the length of all of it. A doubled quote closes nothing.
fn closed(text: &str, quote: char) -> Option<(&str, usize)> {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((place, letter)) = letters.next() {
        if letter == quote && letters.next_if(|(_, next)| *next == quote).is_none() {
            return Some((&text[1..place], place + 1));
        }
    }
    None
}

/// How far letters, digits and what stands inside names and numbers go.
fn run(text: &str) -> usize {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ':' | '+');
    text.find(|letter| !inside(letter)).unwrap_or(text.len())
}

fn begins_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Whether a text is a plain decimal number: `7`, `-1.5`.
pub fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}
