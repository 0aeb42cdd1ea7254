//! Send logs as JSON: a send a line, or answers of the API inside log text, with or without the request beside them.
//!
//! Not responsible for webhooks in the same log: they are another source's.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memrchr};
use serde_json::Value;

use super::columns::{Column, LABELS, column};
use super::entry::Entry;
use super::place::place;
use crate::sources::values::TimeRules;
use crate::sources::{Block, json};
use crate::tables::intake::Intake;
use crate::tables::message::Origin;

/// How deep texts that are JSON may hold texts that are JSON.
const NESTED_TEXTS: usize = 3;

/// What a text turned out to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// Sends with a message id.
    pub(super) sends: usize,
    /// Other JSON.
    pub(super) strangers: usize,
    /// Whether any send stands on more than one line.
    pub(super) spans_lines: bool,
}

/// What was found in one JSON value.
#[derive(Default)]
struct Found<'v> {
    entry: Entry<'v>,
    /// (message id, customer) of an answer of the API.
    accepted: Vec<(&'v str, &'v str)>,
    is_webhook: bool,
}

/// Reads every send of a block.
pub(super) fn read(block: &Block, times: &TimeRules, intake: &mut Intake) -> Survey {
    let text = json::text_of(&block.bytes);
    let mut survey = Survey::default();
    let mut at = 0;
    let mut words = Words::default();
    while let Some(start) = json::next_start(&text, at) {
        let origin = Origin::new(block.input, block.offset + start as u64);
        words = words.before(&text, at..start);
        let Some((value, length)) = json::parse(&text[start..]) else {
            let length = json::broken_length(&text[start..]);
            intake.reject(origin, "JSON that does not parse: torn or damaged", &text[start..start + length]);
            survey.strangers += 1;
            at = start + length;
            continue;
        };
        at = start + length;
        let sends = send(&value, &words, block, start..at, times, intake);
        survey.sends += sends;
        survey.strangers += usize::from(sends == 0);
        survey.spans_lines |= sends > 0 && memchr(b'\n', &text.as_bytes()[start..at]).is_some();
    }
    survey
}

/// What a line says in words around its JSON. A whole file may be one line: it is not looked at again for each value.
#[derive(Clone, Copy, Default)]
struct Words<'t> {
    /// Before the first value of the line.
    beginning: &'t str,
    /// Between the value before, if there is one, and this one.
    nearest: &'t str,
}

impl<'t> Words<'t> {
    /// The words around the next value; `gap` stands between the value before and it.
    fn before(self, text: &'t str, gap: Range<usize>) -> Words<'t> {
        let is_new_line = gap.start == 0 || text[..gap.start].ends_with('\n');
        let nearest = &text[gap];
        let line = memrchr(b'\n', nearest.as_bytes()).map(|newline| newline + 1).or(is_new_line.then_some(0));
        match line {
            Some(start) => Words { beginning: &nearest[start..], nearest: &nearest[start..] },
            None => Words { nearest, ..self },
        }
    }
}

/// Takes the sends of one JSON value; how many there were.
fn send(
    value: &Value,
    words: &Words,
    block: &Block,
    record: Range<usize>,
    times: &TimeRules,
    intake: &mut Intake,
) -> usize {
    let texts = nested_texts(value);
    let mut found = Found::default();
    look(value, &mut found);
    texts.iter().for_each(|value| look(value, &mut found));
    let Found { mut entry, mut accepted, is_webhook } = found;
    let text = &block.bytes[record.clone()];
    let origin = Origin::new(block.input, block.offset + record.start as u64);
    let own_id = entry.get(Column::MessageId).to_owned();
    if accepted.is_empty() && is_send(&entry) {
        accepted.push((&own_id, ""));
    }
    if accepted.is_empty() {
        match is_webhook {
            true => intake.ignore(origin, "webhook: no send", None),
            false if entry.get(Column::Customer).is_empty() && entry.get(Column::Error).is_empty() => {
                intake.reject(origin, "JSON without a sent message", &json::text_of(text));
            }
            false => intake.ignore(origin, "no message id: not accepted, or not logged", None),
        }
        return 0;
    }
    entry.set_missing(Column::Sent, Cow::Borrowed(leading_time(words.beginning)));
    for said in [words.nearest, words.beginning] {
        entry.set_missing(Column::Customer, Cow::Borrowed(phone(said)));
    }
    for (number, (id, customer)) in accepted.iter().enumerate() {
        let mut entry = entry.clone();
        entry.set(Column::MessageId, Cow::Borrowed(id));
        if !customer.is_empty() {
            entry.set(Column::Customer, Cow::Borrowed(customer));
        }
        let place = place(block, record.start + number..record.end, id, None);
        entry.hand_in(place, text, times, intake);
    }
    accepted.len()
}

/// Whether an object without an answer of the API is a send: it has an id and something that a send log is kept for.
fn is_send(entry: &Entry) -> bool {
    let has = |column: Column| !entry.get(column).is_empty();
    let canonical = has(Column::Direction) && has(Column::Customer);
    has(Column::MessageId) && LABELS.iter().any(|&label| has(label)) && !canonical
}

/// JSON inside the texts of a value, at any depth.
fn nested_texts(value: &Value) -> Vec<Value> {
    fn collect(value: &Value, depth: usize, into: &mut Vec<Value>) {
        match value {
            Value::String(text) if depth > 0 && text.len() > 1 => {
                if let Some(inner) = json::nested(text).filter(|inner| !inner.is_string() || depth > 1) {
                    collect(&inner, depth - 1, into);
                    into.push(inner);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, depth, into)),
            Value::Object(fields) => {
                let inner = fields.iter().filter(|(key, _)| !is_callback(key)).map(|(_, value)| value);
                inner.for_each(|value| collect(value, depth, into));
            }
            _ => {}
        }
    }
    let mut texts = Vec::new();
    collect(value, NESTED_TEXTS, &mut texts);
    texts
}

fn is_callback(key: &str) -> bool {
    column(key).is_some_and(|(column, _)| column == Column::Callback)
}

/// Collects what a value tells of a send.
fn look<'v>(value: &'v Value, found: &mut Found<'v>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| look(item, found)),
        Value::Object(fields) => {
            if fields.get("entry").is_some_and(Value::is_array) || fields.get("statuses").is_some_and(Value::is_array) {
                found.is_webhook = true;
                return;
            }
            for (key, value) in fields {
                field(key, value, fields, found);
            }
        }
        _ => {}
    }
}

fn field<'v>(key: &'v str, value: &'v Value, fields: &'v serde_json::Map<String, Value>, found: &mut Found<'v>) {
    match (key, value) {
        ("messages", Value::Array(messages)) => answer(messages, fields, found),
        ("template", Value::Object(template)) => {
            let text = |value: Option<&'v Value>| value.and_then(Value::as_str).unwrap_or_default();
            found.entry.set_missing(Column::Template, Cow::Borrowed(text(template.get("name"))));
            let language = template.get("language");
            let code = language.and_then(|language| language.get("code")).or(language);
            found.entry.set_missing(Column::Language, Cow::Borrowed(text(code)));
        }
        ("error", Value::Object(error)) => {
            let code = error.get("code").map(Value::to_string).unwrap_or_default();
            found.entry.set_missing(Column::Error, Cow::Owned(code));
        }
        // What was sent, and who: neither names the message.
        ("contacts" | "components" | "parameters" | "text" | "headers", _) => {}
        (_, Value::Array(_) | Value::Object(_)) => look(value, found),
        _ => scalar(key, value, found),
    }
}

/// The messages of an answer: ids that stand beside the customers' numbers.
fn answer<'v>(messages: &'v [Value], fields: &'v serde_json::Map<String, Value>, found: &mut Found<'v>) {
    if messages.iter().any(|message| message.get("timestamp").is_some() || message.get("from").is_some()) {
        found.is_webhook = true;
        return;
    }
    let contacts = fields.get("contacts").and_then(Value::as_array);
    for (number, message) in messages.iter().enumerate() {
        let Some(id) = message.get("id").and_then(Value::as_str).filter(|id| !id.is_empty()) else { continue };
        let contact = contacts.and_then(|contacts| contacts.get(number).or(contacts.first()));
        let name = |key: &str| contact.and_then(|contact| contact.get(key)).and_then(Value::as_str);
        let customer = name("wa_id").or(name("input")).unwrap_or_default();
        if !found.accepted.iter().any(|(known, _)| *known == id) {
            found.accepted.push((id, customer));
        }
    }
}

fn scalar<'v>(key: &str, value: &'v Value, found: &mut Found<'v>) {
    let Some((column, _)) = column(key) else { return };
    let text = match value {
        Value::String(text) => Cow::Borrowed(text.as_str()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Bool(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        _ => return,
    };
    // `id` may be anything's.
    if key == "id" && !text.starts_with("wamid.") {
        return;
    }
    match column {
        Column::Author => found.entry.set_author(text, false),
        column => found.entry.set_missing(column, text),
    }
}

/// The time with which a log line begins; empty where it begins with something else.
fn leading_time(prefix: &str) -> &str {
    let start =
        prefix.trim_start_matches(|letter: char| letter == '[' || letter == '\u{FEFF}' || letter.is_whitespace());
    let end = start.find(|letter: char| !letter.is_ascii_digit() && !"-/.:+TZ ".contains(letter));
    let text = start[..end.unwrap_or(start.len())].trim_end_matches([' ', '-', '.', ':']);
    // A zone in letters, and nothing else, may follow.
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits >= 8 { text } else { "" }
}

/// The phone number that a log line names in words: `Phone: +1 …`, `to=1…`.
fn phone(prefix: &str) -> &str {
    let lower = prefix.to_ascii_lowercase();
    let named = ["phone", "recipient", "mobile", "to"].into_iter().find_map(|word| {
        let after = lower.match_indices(word).map(|(found, word)| found + word.len());
        after.filter(|&after| lower[after..].starts_with([':', '='])).map(|after| after + 1).next()
    });
    let Some(start) = named else { return "" };
    let number = prefix[start..].trim_start();
    let end = number.find(|letter: char| !letter.is_ascii_digit() && !"+-() ".contains(letter));
    let number = number[..end.unwrap_or(number.len())].trim_end();
    if number.bytes().filter(u8::is_ascii_digit).count() >= 7 { number } else { "" }
}
