//! Bodies of web forms in a log: lines such as `2026-10-31T10:00:00Z MessageSid=SM1&MessageStatus=read` become JSON.
//!
//! Not responsible for what the fields mean.

use std::borrow::Cow;

use memchr::memchr;
use serde_json::{Map, Value};

/// The text with every line that ends in a form's body as JSON: its fields, and what stands before it as `timestamp`.
pub fn unfolded(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut unfolded = String::new();
    let mut found = false;
    for line in text.split_inclusive('\n') {
        match object(line) {
            Some(object) => {
                found = true;
                unfolded.push_str(&object.to_string());
                unfolded.push('\n');
            }
            None => unfolded.push_str(line),
        }
    }
    if found { Cow::Owned(unfolded) } else { Cow::Borrowed(text) }
}

/// The fields of a line, if it ends in a form's body of several fields.
fn object(line: &str) -> Option<Value> {
    let line = line.trim();
    let (before, body) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
    if !body.contains('&') || line.contains(['{', '"']) {
        return None;
    }
    let mut fields = Map::new();
    let time = before.trim().trim_matches(['[', ']']);
    if !time.is_empty() {
        fields.insert("timestamp".to_owned(), Value::from(time));
    }
    for pair in body.split('&') {
        let (key, value) = pair.split_once('=')?;
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return None;
        }
        fields.insert(key.to_owned(), Value::from(decoded(value)));
    }
    Some(Value::Object(fields))
}

/// A value without the escapes of forms; what is no escape stays.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let mut ahead = rest.clone();
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = ahead;
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_end_in_a_form_become_json() {
        let log = "[2026-10-31 10:00:00] Sid=SM1&To=whatsapp%3A%2B1&Body=a+b%26%C3%A4%\nother & line\nA=1&B=\n";
        assert_eq!(
            unfolded(log),
            "{\"timestamp\":\"2026-10-31 10:00:00\",\"Sid\":\"SM1\",\"To\":\"whatsapp:+1\",\"Body\":\"a b&ä%\"}\n\
             other & line\n{\"A\":\"1\",\"B\":\"\"}\n"
        );
    }

    #[test]
    fn json_stays_as_it_is() {
        for text in ["{\"url\": \"https://x?a=1&b=2\"}", "  \"url\": \"https://x?a=1&b=2\",\n", "a=1\n", "x?y=1&=2\n"] {
            assert!(matches!(unfolded(text), Cow::Borrowed(_)), "{text}");
        }
    }
}
