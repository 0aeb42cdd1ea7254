//! Bodies in a text, however they are stored: a body a line, concatenated, in arrays, pretty-printed, wrapped, inside
//! log lines, as texts inside texts.
//!
//! The fast way reads a plain envelope into borrowed structs; whatever that cannot take goes the tolerant way.
//! Not responsible for what a body holds.

use std::borrow::Cow;

use memchr::{memchr, memmem};
use serde_json::{Deserializer, Value};

use super::loose::{Fill, Loose};
use super::model::{Change, Envelope, Status, Traffic};
use super::sink::{Plain, Scope, Sink};
use super::walk;

/// What a text turned out to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// Bodies with a webhook in them.
    pub(super) webhooks: usize,
    /// Other JSON.
    pub(super) strangers: usize,
    /// Whether any body stands on more than one line.
    pub(super) spans_lines: bool,
}

/// The bytes as text of the same length: what is no UTF-8 becomes question marks.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
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

/// Reads every body of a text that stands at `offset` of its file; `readable` = ids can be read again there.
pub(super) fn read<'t>(text: &'t str, offset: u64, readable: bool, sink: &mut Sink<'_, '_, 't>) -> Survey {
    let plain = readable.then(|| Plain::new(text, offset));
    let mut survey = Survey::default();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        sink.begin(offset + start as u64, &text[start..], plain);
        let Some((length, webhook)) = read_body(&text[start..], sink) else {
            at = start + broken(&text[start..], sink);
            survey.strangers += 1;
            continue;
        };
        at = start + length;
        if webhook {
            survey.webhooks += 1;
            survey.spans_lines |= memchr(b'\n', &text.as_bytes()[start..at]).is_some();
        } else {
            survey.strangers += 1;
        }
    }
    survey
}

/// The next place where JSON begins: a brace before a quote, or the quote before a brace of JSON inside a text.
fn next_start(text: &str, from: usize) -> Option<usize> {
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

/// Reads the body at the start of a text: its length, and whether it holds a webhook. `None` = it is no whole JSON.
fn read_body<'t>(text: &'t str, sink: &mut Sink<'_, '_, 't>) -> Option<(usize, bool)> {
    let mut envelope = Loose::<Envelope>::default();
    let mut json = Deserializer::from_str(text);
    if envelope.fill(&mut json).is_ok()
        && let Some(envelope) = envelope.get()
    {
        let length = json.into_iter::<Value>().byte_offset();
        if fast(envelope, &text[..length], sink) {
            return Some((length, true));
        }
    }
    let (value, length) = parse(text).or_else(|| {
        let line = text.lines().next().filter(|line| line.starts_with("{&quot;"))?;
        Some((parse(&walk::unescape(line))?.0, line.len()))
    })?;
    sink.body = &text[..length];
    sink.plain = None;
    let webhook = walk::read(&value, sink);
    if sink.records == 0 {
        sink.reject("JSON without a webhook in it");
    }
    Some((length, webhook))
}

fn parse(text: &str) -> Option<(Value, usize)> {
    let mut stream = Deserializer::from_str(text).into_iter();
    let value = stream.next()?.ok()?;
    Some((value, stream.byte_offset()))
}

/// Takes an envelope with nothing but statuses and messages in it; false and nothing taken where there is more.
fn fast<'t>(envelope: &Envelope<'t>, body: &'t str, sink: &mut Sink<'_, '_, 't>) -> bool {
    let is_traffic = |value: &Loose<Traffic>| {
        value.get().is_some_and(|traffic| !(traffic.statuses.is_empty() && traffic.messages.is_empty()))
    };
    let plain_changes = envelope.entry.iter().all(|entry| {
        let plain = |change: &Change| matches!(change.field.get(), "messages" | "") && is_traffic(&change.value);
        entry.changes.wrong == 0 && entry.changes.first().is_some() && entry.changes.iter().all(plain)
    });
    let ours = matches!(envelope.object.get(), "whatsapp_business_account" | "");
    if !ours || envelope.entry.first().is_none() || envelope.entry.wrong > 0 || !plain_changes {
        return false;
    }
    sink.body = body;
    if sink.plain.is_some_and(|plain| !all_readable(envelope, plain)) {
        sink.plain = None;
    }
    for entry in envelope.entry.iter() {
        for traffic in entry.changes.iter().filter_map(|change| change.value.get()) {
            let scope = Scope::new((&entry.id, &entry.time), traffic.metadata.get(), &traffic.contacts, sink);
            walk::items(&traffic.statuses, &traffic.messages, "messages", &scope, sink);
        }
    }
    true
}

/// Whether the ids of all records of a body can be read again at their places.
fn all_readable(envelope: &Envelope, plain: Plain) -> bool {
    let traffic = envelope.entry.iter().flat_map(|entry| entry.changes.iter()).filter_map(|change| change.value.get());
    traffic.into_iter().all(|traffic| {
        let statuses = traffic.statuses.iter().map(Status::message_id);
        let messages = traffic.messages.iter().map(|message| message.id.get());
        statuses.chain(messages).all(|id| plain.holds(id))
    })
}

/// Rejects what begins like JSON and does not parse; the distance to where the next body may begin.
fn broken<'t>(text: &'t str, sink: &mut Sink<'_, '_, 't>) -> usize {
    let line = memchr(b'\n', text.as_bytes()).map_or(text.len(), |newline| newline + 1);
    let next_body = |start: &str| memmem::find(&text.as_bytes()[1..line], start.as_bytes()).map(|found| found + 1);
    let next_body = next_body("{\"object\"").into_iter().chain(next_body("{\"entry\"")).min();
    let mut end = next_body.unwrap_or(line);
    // The rest of a broken body that was printed over several lines.
    while next_body.is_none() && end < text.len() && text[end..].starts_with([' ', '\t', '"', '}', ']']) {
        end += memchr(b'\n', &text.as_bytes()[end..]).map_or(text.len() - end, |newline| newline + 1);
    }
    sink.body = &text[..end];
    sink.reject("JSON that does not parse: torn or damaged");
    end
}
