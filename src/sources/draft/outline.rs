//! What a file calls its columns: the header of a table, or the paths of the first object of JSON.
//!
//! A line is a header only where it can be told from rows: whatever might be a value is never taken for a name. Not
//! responsible for what the names mean.

use csv::ByteRecord;
use serde_json::{Map, Value};

use crate::settings::own::OwnFormat;
use crate::sources::headers::{self, normalise};
use crate::sources::input::Sample;
use crate::sources::json::{self, text_of};
use crate::sources::rows::{DELIMITERS, Rows};

/// Delimiters that nobody expects: a source must name them.
const RARE: [u8; 2] = [b'^', b'~'];

/// A header does not stand further down.
const PREAMBLE: usize = 30;

/// How many rows under a header are looked at.
const ROWS: usize = 20;

/// More names tell nothing more.
const MOST: usize = 60;

/// How deep paths lead.
const DEEPEST: usize = 4;

/// Longer texts are no names.
const LONGEST: usize = 60;

/// The names of a file's columns or paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outline {
    /// What holds the rows.
    pub format: OwnFormat,
    /// The names, each once.
    pub names: Vec<String>,
    /// What separates fields, where it must be said.
    pub delimiter: Option<u8>,
}

impl Outline {
    /// The names at the beginning of a file, if they can be told.
    pub fn of(sample: &Sample) -> Option<Outline> {
        if sample.head.contains(&0) {
            return None;
        }
        let text = text_of(&sample.head);
        let names = match text.trim_start().starts_with(['{', '[']) {
            true => (paths(&text)?, OwnFormat::Json, None),
            false => {
                let tables = DELIMITERS.into_iter().chain(RARE).filter_map(|delimiter| {
                    Some((
                        header(&sample.head, delimiter)?,
                        OwnFormat::Csv,
                        Some(delimiter).filter(|it| RARE.contains(it)),
                    ))
                });
                // Of equally many names the usual delimiter's.
                tables.reduce(|best, next| if next.0.len() > best.0.len() { next } else { best })?
            }
        };
        let (names, format, delimiter) = names;
        Some(Outline { format, names, delimiter })
    }

    /// The file's name for what a source calls so.
    pub fn find(&self, name: &str) -> Option<&str> {
        let wanted = wanted(name);
        let known = |known: &&String| {
            let whole = plain(known);
            let last = whole.rsplit('.').next().unwrap_or(&whole);
            !wanted.is_empty() && (normalise(&whole) == wanted || normalise(last) == wanted)
        };
        self.names.iter().find(known).map(String::as_str)
    }
}

/// A name of a source, without what leads from the column to the value.
fn wanted(name: &str) -> String {
    let name =
        ["minus ", "sum ", "last of ", "name of "].iter().fold(name, |name, words| name.trim_start_matches(words));
    normalise(&plain(name.split(" > ").next().unwrap_or(name).trim_start_matches("^.")))
}

/// A path without the places of items.
fn plain(path: &str) -> String {
    let mut depth = 0;
    let outside = path.chars().filter(|letter| {
        depth += i32::from(*letter == '[');
        let is_outside = depth == 0;
        depth -= i32::from(*letter == ']');
        is_outside
    });
    outside.collect()
}

/// Whether a text may be a name: it has letters, and nothing of an address, a number or a time.
fn is_name(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_clean = !text.contains(['@', '\u{FFFD}']) && !text.contains("://") && !text.contains(char::is_control);
    is_clean && letters > digits && digits < 5 && text.chars().count() <= LONGEST
}

/// The first row of several cells, if it can be told from those below it: names only, and a column that holds numbers
/// or times.
fn header(bytes: &[u8], delimiter: u8) -> Option<Vec<String>> {
    let (rows, _) = Rows::new(bytes, delimiter).take(PREAMBLE + ROWS);
    let filled = |row: &ByteRecord| row.iter().filter(|cell| !cell.trim_ascii().is_empty()).count();
    let is_table = |row: &ByteRecord| filled(row) > 1 && filled(row) * 2 > row.len();
    let is_followed = |place: usize, row: &ByteRecord| {
        let (below, alike) = (&rows[place + 1..], |other: &&ByteRecord| other.len() == row.len());
        below.iter().filter(alike).count() * 2 >= below.len().max(1)
    };
    // What stands further down is a row, whatever it looks like.
    let tables = rows.iter().take(PREAMBLE).enumerate();
    let (place, row) = tables.into_iter().find(|(place, row)| is_table(row) && is_followed(*place, row))?;
    let names: Vec<String> = row.iter().map(headers::clean).collect();
    let has_values = |column: usize| {
        let cells = rows[place + 1..].iter().filter(|below| below.len() == row.len()).filter_map(|row| row.get(column));
        let (with, all) = cells
            .filter(|cell| !cell.trim_ascii().is_empty())
            .fold((0, 0), |(with, all), cell| (with + usize::from(cell.iter().any(u8::is_ascii_digit)), all + 1));
        with * 2 > all && !names[column].contains(|letter: char| letter.is_ascii_digit())
    };
    let is_header = names.iter().all(|name| name.is_empty() || is_name(name)) && (0..names.len()).any(has_values);
    is_header.then(|| unique(names.into_iter().filter(|name| !name.is_empty())))
}

/// The names, each once.
fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for name in names {
        if known.len() < MOST && !known.contains(&name) {
            known.push(name);
        }
    }
    known
}

/// The paths of the first object, or of the first in its longest list.
fn paths(text: &str) -> Option<Vec<String>> {
    let mut at = 0;
    let value = loop {
        let start = json::next_start(text, at)?;
        match json::parse(&text[start..]) {
            Some((value, _)) => break value,
            // The beginning of something longer than the sample: what stands inside it may be whole.
            None => at = start + 1,
        }
    };
    let mut paths = Vec::new();
    lead(record(&value, 0), "", &mut paths);
    let paths = unique(paths.into_iter());
    (!paths.is_empty()).then_some(paths)
}

/// The object that is most likely a record.
fn record(value: &Value, depth: usize) -> &Value {
    let objects = |value: &&Value| value.as_array().is_some_and(|items| items.iter().any(Value::is_object));
    let Value::Object(fields) = value else { return value };
    let lists = fields.values().filter(objects).filter_map(Value::as_array);
    match lists.max_by_key(|items| items.len()).filter(|items| items.len() > 1 && depth < DEEPEST) {
        Some(items) => items.iter().find(|item| item.is_object()).map_or(value, |item| record(item, depth + 1)),
        None => value,
    }
}

/// Whether the keys of an object are values themselves: several objects of one form stand under them.
fn is_map(fields: &Map<String, Value>) -> bool {
    let keys = |value: &Value| value.as_object().map(|inner| inner.keys().cloned().collect::<Vec<_>>());
    let mut forms = fields.values().map(keys);
    let first = forms.next().flatten();
    fields.len() > 2 && first.is_some() && forms.all(|form| form == first)
}

/// Collects the paths that lead to plain values.
fn lead(value: &Value, path: &str, paths: &mut Vec<String>) {
    if path.split('.').count() > DEEPEST {
        return;
    }
    match value {
        Value::Object(fields) if !is_map(fields) => {
            for (field, value) in fields {
                let is_step = is_name(field) && !field.contains(['.', '[', ']', '?', '^', '"', ' ', '|', '+', '>']);
                if is_step {
                    let dot = if path.is_empty() { "" } else { "." };
                    lead(value, &format!("{path}{dot}{field}"), paths);
                }
            }
        }
        Value::Array(items) => {
            if let Some(item) = items.first() {
                lead(item, &format!("{path}[]"), paths);
            }
        }
        Value::Object(_) => {}
        _ if !path.is_empty() => paths.push(path.to_owned()),
        _ => {}
    }
}
