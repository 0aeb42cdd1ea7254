//! What many sources ask of the beginning of a file, worked out once: its first JSON values and the names in its first
//! lines.
//!
//! Not responsible for what any of it means.

use std::sync::OnceLock;

use csv::ByteRecord;
use hashbrown::HashSet;
use serde_json::Value;

use super::json::{next_start, parse, text_of, unfold};
use super::rows::{DELIMITERS, Rows};
use super::{forms, headers};

/// How many JSON values are looked at.
const VALUES: usize = 200;

/// A header does not stand further down, unless a comment says that the file holds several tables.
const PREAMBLE: usize = 30;

/// What was worked out so far.
#[derive(Default)]
pub struct Survey {
    values: OnceLock<Values>,
    unfolded: OnceLock<Vec<Value>>,
    lines: [OnceLock<Vec<Names>>; DELIMITERS.len()],
    words: OnceLock<HashSet<String>>,
}

/// The first JSON values of a file.
#[derive(Default)]
pub struct Values {
    /// In their order.
    pub values: Vec<Value>,
    /// Whether any of them stands on more than one line.
    pub spans_lines: bool,
}

/// The fields of a line, as names.
pub struct Names {
    /// As they are written.
    pub names: Vec<String>,
    /// Without case and punctuation.
    pub normal: Vec<String>,
    /// Where the next line begins.
    pub end: usize,
}

impl Survey {
    /// The first JSON values; of a web form a line, the object that it stands for.
    pub fn values(&self, head: &[u8]) -> &Values {
        self.values.get_or_init(|| values(head))
    }

    /// The same with texts that are JSON themselves put in their places.
    pub fn unfolded(&self, head: &[u8]) -> &[Value] {
        self.unfolded.get_or_init(|| {
            let mut values = self.values(head).values.clone();
            values.iter_mut().for_each(unfold);
            values
        })
    }

    /// The names in the first lines, cut at a delimiter. A file that begins with a comment may hold other tables
    /// before its own: all its lines are there.
    pub fn lines(&self, head: &[u8], delimiter: u8) -> &[Names] {
        let Some(place) = DELIMITERS.iter().position(|known| *known == delimiter) else { return &[] };
        self.lines[place].get_or_init(|| lines(head, delimiter))
    }

    /// Every name in the first lines and JSON values, without case and punctuation.
    pub fn words(&self, head: &[u8]) -> &HashSet<String> {
        self.words.get_or_init(|| {
            let lines = DELIMITERS.iter().flat_map(|delimiter| self.lines(head, *delimiter));
            let mut words: HashSet<String> = lines.flat_map(|line| line.normal.iter().cloned()).collect();
            let mut keys = HashSet::new();
            // What was unfolded has other names where a text was; those around it are still there.
            self.unfolded(head).iter().for_each(|value| collect_keys(value, &mut keys));
            words.extend(keys.into_iter().map(headers::normalise));
            words
        })
    }
}

fn collect_keys<'v>(value: &'v Value, keys: &mut HashSet<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        Value::Object(fields) => {
            keys.extend(fields.keys().map(String::as_str));
            fields.values().for_each(|value| collect_keys(value, keys));
        }
        _ => {}
    }
}

fn values(head: &[u8]) -> Values {
    let text = text_of(head);
    let text = forms::unfolded(&text);
    let mut found = Values::default();
    let (mut at, mut broken) = (0, 0);
    while let Some(start) = next_start(&text, at) {
        match parse(&text[start..]) {
            Some((value, length)) => {
                at = start + length;
                found.spans_lines |= text[start..at].contains('\n');
                found.values.push(value);
            }
            // The beginning of something longer than the sample: what stands inside it may be whole.
            None => (at, broken, found.spans_lines) = (start + 1, broken + 1, true),
        }
        if found.values.len() > VALUES || broken > VALUES {
            break;
        }
    }
    found
}

fn lines(head: &[u8], delimiter: u8) -> Vec<Names> {
    let mut rows = Rows::new(head, delimiter);
    let mut record = ByteRecord::new();
    let is_commented = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).starts_with(b"#");
    let most = if is_commented { usize::MAX } else { PREAMBLE };
    let mut lines = Vec::new();
    while lines.len() < most
        && let Ok(Some(place)) = rows.next(&mut record)
    {
        let names: Vec<String> = record.iter().map(headers::clean).collect();
        let normal = names.iter().map(|name| headers::normalise(name)).collect();
        lines.push(Names { names, normal, end: place.end });
    }
    lines
}
