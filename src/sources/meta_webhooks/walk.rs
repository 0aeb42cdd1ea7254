//! The tolerant way to read: a parsed body is walked at any depth until something looks like Meta's webhooks.
//!
//! Not responsible for finding bodies in a file (`scan`).

use serde_json::Value;

use super::events::{self, word};
use super::loose::{Few, Fill, Loose, Word};
use super::messages::{self, Side};
use super::model::{Contact, Message, Metadata, Status};
use super::sink::{Scope, Sink};
use super::statuses;
use crate::sources::json;

/// How deep texts that are JSON may hold texts that are JSON.
const NESTED_TEXTS: usize = 4;

/// Takes everything that a body holds; whether it held a webhook.
pub(super) fn read(body: &Value, sink: &mut Sink) -> bool {
    find(body, NESTED_TEXTS, sink)
}

fn find(value: &Value, texts: usize, sink: &mut Sink) -> bool {
    match value {
        Value::Array(items) => items.iter().fold(false, |found, item| find(item, texts, sink) | found),
        Value::String(text) if texts > 0 => json::nested(text).is_some_and(|value| find(&value, texts - 1, sink)),
        Value::Object(fields) => {
            let list = |key: &str| fields.get(key).and_then(Value::as_array);
            if let Some(entries) = list("entry") {
                envelope(value, entries, sink)
            } else if let Some(changes) = list("changes") {
                entry(value, changes, sink);
                true
            } else if fields.contains_key("field") && fields.contains_key("value") {
                change(value, &Word::default(), &Word::default(), sink);
                true
            } else if is_value(value) {
                traffic("", value, &Word::default(), &Word::default(), sink);
                true
            } else if is_sending(value) {
                sink.ignore("a sent request or its answer: no webhook", None);
                false
            } else {
                fields.values().fold(false, |found, field| find(field, texts, sink) | found)
            }
        }
        _ => false,
    }
}

fn envelope(value: &Value, entries: &[Value], sink: &mut Sink) -> bool {
    let object = word(value, "object");
    if !object.is_empty() && object.get() != "whatsapp_business_account" {
        sink.ignore("webhook of another product", None);
        return true;
    }
    for item in entries {
        match item.get("changes").and_then(Value::as_array) {
            Some(changes) => entry(item, changes, sink),
            None => sink.reject_items(1, "an entry without changes"),
        }
    }
    true
}

fn entry(value: &Value, changes: &[Value], sink: &mut Sink) {
    let (id, time) = (word(value, "id"), word(value, "time"));
    for item in changes {
        change(item, &id, &time, sink);
    }
}

fn change(value: &Value, id: &Word, time: &Word, sink: &mut Sink) {
    match value.get("value") {
        Some(inner @ Value::Object(_)) => traffic(word(value, "field").get(), inner, id, time, sink),
        _ => sink.reject_items(1, "a change whose value is no object"),
    }
}

/// The value of a change.
fn traffic(field: &str, value: &Value, id: &Word, time: &Word, sink: &mut Sink) {
    let before = sink.records;
    let metadata: Loose<Metadata> = part(value, "metadata");
    let contacts: Few<Contact> = part(value, "contacts");
    let scope = Scope::new((id, time), metadata.get(), &contacts, sink);
    let received: Few<Status> = part(value, "statuses");
    let written: Few<Message> = part(value, "messages");
    if field == "calls" {
        for _ in received.iter() {
            sink.ignore("call", None);
        }
    } else {
        items(&received, &written, field, &scope, sink);
    }
    events::read(value, &scope, sink);
    if sink.records == before {
        match events::useless_field(field) {
            Some(reason) => sink.ignore(reason, scope.time),
            None if field.is_empty() => sink.reject("a webhook without a known record"),
            None => {
                sink.note_unknown("field", field);
                sink.ignore("unknown field", scope.time);
            }
        }
    }
}

/// Takes statuses and messages.
pub(super) fn items(received: &Few<Status>, written: &Few<Message>, field: &str, scope: &Scope, sink: &mut Sink) {
    for status in received.iter() {
        statuses::read(status, scope, sink);
    }
    // The media of a history come later, as messages of the same field.
    let side = if field == "history" { Side::Thread { customer: "", user_id: "" } } else { Side::Customer };
    for message in written.iter() {
        messages::read(message, side, scope, sink);
    }
    sink.reject_items(received.wrong, "a status that is no object");
    sink.reject_items(written.wrong, "a message that is no object");
}

fn part<'v, T: Fill<'v> + Default>(value: &'v Value, key: &str) -> T {
    let mut part = T::default();
    // Nothing fails here: whatever is wrong is noted in its place.
    let _ = value.get(key).map(|value| part.fill(value));
    part
}

/// Whether an object is the value of a change that lost what was around it.
fn is_value(value: &Value) -> bool {
    let first_has = |key: &str, fields: [&str; 2]| {
        let first = value.get(key).and_then(|items| items.get(0));
        first.is_some_and(|item| fields.iter().all(|field| item.get(field).is_some()))
    };
    first_has("statuses", ["id", "status"]) || first_has("messages", ["id", "timestamp"]) || events::known(value)
}

/// Whether an object is what a business posts to send a message, or the answer to it.
fn is_sending(value: &Value) -> bool {
    value.get("messaging_product").is_some() && (value.get("to").is_some() || value.get("messages").is_some())
}
