//! Bodies in a text, however they are stored: a body a line, concatenated, in arrays, pretty-printed, wrapped, inside
//! log lines, as texts inside texts.
//!
//! The fast way reads a plain envelope into borrowed structs; whatever that cannot take goes the tolerant way.
//! Not responsible for what a body holds.

use memchr::memchr;

use super::loose::{Fill, Loose, Word};
use super::model::{Change, Entry, Envelope, Traffic};
use super::sink::{Plain, Scope, Sink};
use super::usual::Usual;
use super::walk;
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
    let mut usual = Usual::default();
    if let Some(length) = usual.read(text)
        && is_traffic(&usual.traffic)
    {
        sink.body = &text[..length];
        sink.keep_place(all_readable(&usual.traffic, sink));
        take((&usual.account, &Word::default()), &usual.traffic, sink);
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
    sink.keep_place(false);
    let webhook = walk::read(&value, sink);
    if sink.records == 0 {
        sink.reject("JSON without a webhook in it");
    }
    Some((length, webhook))
}

/// Takes an envelope with nothing but statuses and messages in it; false and nothing taken where there is more.
fn fast<'t>(envelope: &Envelope<'t>, body: &'t str, sink: &mut Sink<'_, '_, 't>) -> bool {
    let plain_changes = envelope.entry.iter().all(|entry| {
        let plain = |change: &Change| {
            matches!(change.field.get(), "messages" | "") && change.value.get().is_some_and(is_traffic)
        };
        entry.changes.wrong == 0 && entry.changes.first().is_some() && entry.changes.iter().all(plain)
    });
    let ours = matches!(envelope.object.get(), "whatsapp_business_account" | "");
    if !ours || envelope.entry.first().is_none() || envelope.entry.wrong > 0 || !plain_changes {
        return false;
    }
    sink.body = body;
    sink.keep_place(traffics(envelope).all(|(_, traffic)| all_readable(traffic, sink)));
    for (entry, traffic) in traffics(envelope) {
        take((&entry.id, &entry.time), traffic, sink);
    }
    true
}

fn traffics<'e, 't>(envelope: &'e Envelope<'t>) -> impl Iterator<Item = (&'e Entry<'t>, &'e Traffic<'t>)> {
    let of_entry = |entry: &'e Entry<'t>| {
        entry.changes.iter().filter_map(move |change| change.value.get().map(|traffic| (entry, traffic)))
    };
    envelope.entry.iter().flat_map(of_entry)
}

/// Whether there is anything to take, also something wrong.
fn is_traffic(traffic: &Traffic) -> bool {
    !(traffic.statuses.is_empty() && traffic.messages.is_empty())
}

/// Takes the statuses and messages of one number; `entry` = id and time of the account's news.
fn take(entry: (&Word, &Word), traffic: &Traffic, sink: &mut Sink) {
    let scope = Scope::new(entry, traffic.metadata.get(), &traffic.contacts, sink);
    walk::items(&traffic.statuses, &traffic.messages, "messages", &scope, sink);
}

/// Whether the ids of all records can be read again at their places.
fn all_readable(traffic: &Traffic, sink: &Sink) -> bool {
    let Some(plain) = sink.plain else { return false };
    traffic.statuses.iter().all(|status| plain.holds(status.message_id()))
        && traffic.messages.iter().all(|message| plain.holds(message.id.get()))
}
