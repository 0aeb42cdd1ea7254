//! Bodies in a text, however they are stored: a body a line, concatenated, in arrays, pretty-printed, wrapped, inside
//! log lines, as texts inside texts.
//!
//! The fast way reads a plain envelope into borrowed structs; whatever that cannot take goes the tolerant way.
//! Not responsible for what a body holds.

use memchr::memchr;

use super::loose::{Fill, Loose};
use super::model::{Change, Envelope, Status, Traffic};
use super::sink::{Plain, Scope, Sink};
use super::{usual, walk};
use crate::sources::json::{self, parser::Parser};

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

/// Reads every body of a text that stands at `offset` of its file; `readable` = ids can be read again there.
pub(super) fn read<'t>(text: &'t str, offset: u64, readable: bool, sink: &mut Sink<'_, '_, 't>) -> Survey {
    let plain = readable.then(|| Plain::new(text, offset));
    let mut survey = Survey::default();
    let mut at = 0;
    while let Some(start) = json::next_start(text, at) {
        sink.begin(offset + start as u64, &text[start..], plain);
        let Some((length, webhook)) = read_body(&text[start..], sink) else {
            let length = json::broken_length(&text[start..]);
            sink.body = &text[start..start + length];
            sink.reject("JSON that does not parse: torn or damaged");
            at = start + length;
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

/// Reads the body at the start of a text: its length, and whether it holds a webhook. `None` = it is no whole JSON.
fn read_body<'t>(text: &'t str, sink: &mut Sink<'_, '_, 't>) -> Option<(usize, bool)> {
    let mut envelope = Envelope::default();
    if let Some(length) = usual::read(text, &mut envelope)
        && fast(&envelope, &text[..length], sink)
    {
        return Some((length, true));
    }
    let mut envelope = Loose::<Envelope>::default();
    let mut json = Parser::new(text);
    if envelope.fill(&mut json).is_ok()
        && let Some(envelope) = envelope.get()
        && fast(envelope, &text[..json.at()], sink)
    {
        return Some((json.at(), true));
    }
    let (value, length) = json::parse(text)?;
    sink.body = &text[..length];
    sink.plain = None;
    let webhook = walk::read(&value, sink);
    if sink.records == 0 {
        sink.reject("JSON without a webhook in it");
    }
    Some((length, webhook))
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
