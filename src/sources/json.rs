//! JSON inside text: where it begins, where it ends, and what is left of it when it is broken.
//!
//! Not responsible for what it means.

pub mod parser;

use std::borrow::Cow;

use memchr::{memchr, memchr2_iter};
use serde_json::{Deserializer, Value};

/// The bytes as text of the same length: what is no UTF-8 becomes question marks.
pub fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    Cow::Owned(text)
}

/// The next place where JSON begins: a brace before a quote, or the quote before a brace of JSON inside a text.
pub fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let brace = at + memchr(b'{', bytes.get(at..)?)?;
        let quoted = brace > from && bytes[brace - 1] == b'"';
        match bytes.get(brace + 1) {
            Some(b'"') => return Some(brace),
            Some(b'\\') if quoted => return Some(brace - 1),
            Some(b'&') if text[brace + 1..].starts_with("&quot;") => return Some(brace),
            Some(byte) if byte.is_ascii_whitespace() => {
                let next = bytes[brace + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
                if next == Some(&b'"') {
                    return Some(brace);
                }
            }
            _ => {}
        }
        at = brace + 1;
    }
}

/// The JSON value at the start of a text, and its length. `None` = it is no whole JSON.
pub fn parse(text: &str) -> Option<(Value, usize)> {
    first_value(text).or_else(|| {
        let value = escaped_value(text)?;
        Some((value, text.lines().next()?.len()))
    })
}

/// The value at the start of a line whose quotes are escaped for HTML. Takes back no more escapes than needed: a line
/// may hold a hundred thousand such starts.
fn escaped_value(text: &str) -> Option<Value> {
    if !text.starts_with("{&quot;") {
        return None;
    }
    let mut length = 1024;
    loop {
        let end = (length.min(text.len())..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
        let piece = &text[..end];
        let line = piece.lines().next()?;
        let is_whole = piece.len() == text.len() || line.len() < piece.len();
        // An escape, like a letter, may be cut.
        let line = if is_whole { line } else { &line[..line.rfind('&').unwrap_or(line.len())] };
        match Deserializer::from_str(&unescape(line)).into_iter().next()? {
            Err(error) if error.is_eof() && !is_whole => length *= 2,
            value => return value.ok(),
        }
    }
}

fn first_value(text: &str) -> Option<(Value, usize)> {
    let mut stream = Deserializer::from_str(text).into_iter();
    let value = stream.next()?.ok()?;
    Some((value, stream.byte_offset()))
}

/// A text inside JSON that is itself JSON, also with its quotes escaped for HTML.
pub fn nested(text: &str) -> Option<Value> {
    let text = text.trim_start();
    if !text.starts_with(['{', '[', '"']) {
        return None;
    }
    let escaped = || text.contains("&quot;").then(|| serde_json::from_str(&unescape(text)).ok()).flatten();
    serde_json::from_str(text).ok().or_else(escaped)
}

/// Texts that are JSON may hold texts that are JSON.
const NESTED_TEXTS: usize = 3;

/// Puts texts of a value that are JSON themselves in their places.
pub fn unfold(value: &mut Value) {
    unfold_to(value, NESTED_TEXTS);
}

fn unfold_to(value: &mut Value, depth: usize) {
    match value {
        Value::String(text) if depth > 0 && text.len() > 1 => {
            if let Some(mut inner) = nested(text).filter(|inner| !inner.is_string()) {
                unfold_to(&mut inner, depth - 1);
                *value = inner;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| unfold_to(item, depth)),
        Value::Object(fields) => fields.values_mut().for_each(|value| unfold_to(value, depth)),
        _ => {}
    }
}

/// Takes back what HTML escapes in JSON.
pub fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&#34;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// How much of a text that begins with broken JSON must be given up before the next may begin.
pub fn broken_length(text: &str) -> usize {
    // One search for both: whole lines of broken beginnings would otherwise be searched again and again.
    let mut line = text.len();
    for place in memchr2_iter(b'\n', b'{', text.as_bytes()).skip_while(|place| *place == 0) {
        let rest = &text.as_bytes()[place..];
        if rest.starts_with(b"{\"object\"") || rest.starts_with(b"{\"entry\"") {
            return place;
        }
        if rest.starts_with(b"\n") {
            line = place + 1;
            break;
        }
    }
    let mut end = line;
    // The rest of a broken body that was printed over several lines.
    while end < text.len() && text[end..].starts_with([' ', '\t', '"', '}', ']']) {
        end += memchr(b'\n', &text.as_bytes()[end..]).map_or(text.len() - end, |newline| newline + 1);
    }
    end
}

/// A word from a file as it may be shown: anything that is not like a word of a closed list may be personal.
pub fn shown(word: &str) -> String {
    let harmless = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b'.');
    match word {
        "" => "(empty)".to_owned(),
        word if word.len() <= 48 && word.bytes().all(harmless) => format!("`{word}`"),
        _ => "(not a word)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_json_ends_where_the_next_body_begins_or_with_its_lines() {
        for (text, given_up) in [
            ("{\"a\":[1,\n{\"b\":2}\n", "{\"a\":[1,\n"),
            ("{\"a\":[1,\n  2,\n]}\n{\"b\":2}\n", "{\"a\":[1,\n  2,\n]}\n"),
            ("{\"object\":{\"a\": {\"object\":\"x\"}\n", "{\"object\":{\"a\": "),
            ("{\"entry\":[{\"entry\":[]}", "{\"entry\":["),
            ("{\"a\":\n{\"object\":\"x\"}", "{\"a\":\n"),
            ("\"{\"object\":", "\""),
            ("{", "{"),
        ] {
            assert_eq!(&text[..broken_length(text)], given_up, "{text}");
        }
    }

    #[test]
    fn escaped_json_is_found_whatever_its_length_and_whatever_follows_in_its_line() {
        for length in (0..60).chain([900, 1010, 1020, 1030, 5000, 100_000]) {
            let value = serde_json::json!({"a": "é<&>".repeat(length), "b": [1, {"c": length}]});
            let json = value.to_string().replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
            for rest in ["", "\n{}", " more, \"quoted\" é\n", "\r\n"] {
                let line = json.len() + rest.find(['\r', '\n']).unwrap_or(rest.len());
                assert_eq!(parse(&format!("{json}{rest}")), Some((value.clone(), line)));
            }
            assert_eq!(parse(&json[..json.len() - 1]), None);
            assert_eq!(parse(&json.replacen(':', "\n:", 1)), None, "a line only");
        }
    }

    #[test]
    fn a_line_of_broken_escaped_json_is_looked_through_once() {
        let text = "{\"a\":1}{&quot;b {".repeat(100_000);
        let (mut at, mut found) = (0, 0);
        while let Some(start) = next_start(&text, at) {
            match parse(&text[start..]) {
                Some((_, length)) => (at, found) = (start + length, found + 1),
                None => at = start + "{&quot;".len(),
            }
        }
        assert_eq!(found, 100_000);
    }

    #[test]
    fn a_line_of_broken_beginnings_is_looked_through_once() {
        let text = "{\"object\"".repeat(100_000);
        let (mut at, mut pieces) = (0, 0);
        while let Some(start) = next_start(&text, at) {
            (at, pieces) = (start + broken_length(&text[start..]), pieces + 1);
        }
        assert_eq!(pieces, 100_000);
    }
}
