//! Where the records of one body go, with their places, and what surrounds them in the body.
//!
//! Not responsible for what they mean.

use std::cell::OnceCell;
use std::collections::HashMap;

use memchr::memchr3;

use super::loose::{Few, Word, first_of};
use super::model::{Contact, Metadata};
use crate::sources::json::shown;
use crate::sources::values::{self, TimeRules};
use crate::tables::account::EXAMPLES;
use crate::tables::intake::{IdText, Intake};
use crate::tables::message::{Millis, Origin};

/// Takes the records of the bodies of one block.
pub(super) struct Sink<'i, 'run, 't> {
    /// Where they end up.
    pub(super) intake: &'i mut Intake<'run>,
    /// The input's number.
    pub(super) input: u32,
    /// The position of the body in the file.
    pub(super) at: u64,
    /// The body as it stands in the file.
    pub(super) body: &'t str,
    /// How many records the body had so far.
    pub(super) records: u64,
    rejected: usize,
    /// The text in which all ids of this body stand, where they can be read again.
    pub(super) plain: Option<Plain>,
}

/// Text of a file that can be read again.
#[derive(Clone, Copy)]
pub(super) struct Plain {
    start: usize,
    length: usize,
    offset: u64,
}

impl Plain {
    /// A text that stands at a position of its file.
    pub(super) fn new(text: &str, offset: u64) -> Plain {
        Plain { start: text.as_ptr() as usize, length: text.len(), offset }
    }

    /// Whether an id stands in the text, so that reading at its place gives it back.
    pub(super) fn holds(&self, id: &str) -> bool {
        // What else ends an id cannot stand in a JSON text without an escape, which would be no place in the file.
        self.place(id).is_some() && !id.is_empty() && memchr3(b',', b';', b'|', id.as_bytes()).is_none()
    }

    fn place(&self, id: &str) -> Option<u64> {
        let place = (id.as_ptr() as usize).checked_sub(self.start).filter(|place| place + id.len() <= self.length)?;
        Some(self.offset + place as u64)
    }
}

impl<'i, 'run, 't> Sink<'i, 'run, 't> {
    /// For the bodies of a block of an input.
    pub(super) fn new(intake: &'i mut Intake<'run>, input: u32) -> Sink<'i, 'run, 't> {
        Sink { intake, input, at: 0, body: "", records: 0, rejected: 0, plain: None }
    }

    /// Begins a body at a position of the file.
    pub(super) fn begin(&mut self, at: u64, body: &'t str, plain: Option<Plain>) {
        (self.at, self.body, self.records, self.rejected, self.plain) = (at, body, 0, 0, plain);
    }

    /// Says whether all ids of the body can be read again at their places.
    pub(super) fn keep_place(&mut self, is_readable: bool) {
        self.plain = self.plain.filter(|_| is_readable);
    }

    /// The place of the next record, and how its id can be read again.
    pub(super) fn place(&mut self, id: &str) -> (Origin, IdText) {
        let number = self.records;
        self.records += 1;
        match self.plain.and_then(|plain| plain.place(id)) {
            Some(position) => (Origin::new(self.input, position), IdText::InFile),
            None => (Origin::new(self.input, self.at + number), IdText::Keep),
        }
    }

    /// Counts a record that is of no use.
    pub(super) fn ignore(&mut self, reason: &str, time: Option<Millis>) {
        let (origin, _) = self.place("");
        self.intake.ignore(origin, reason, time);
    }

    /// Counts a record that is not understood.
    pub(super) fn reject(&mut self, reason: &str) {
        let (origin, _) = self.place("");
        self.rejected += 1;
        // The body is the text of all its records: a long one is not kept for thousands of them.
        let text = if self.rejected <= EXAMPLES { self.body } else { "" };
        self.intake.reject(origin, reason, text);
    }

    /// Counts items of a list that are no objects.
    pub(super) fn reject_items(&mut self, count: usize, reason: &str) {
        for _ in 0..count {
            self.intake.note_unknown(self.input, reason);
            self.reject(reason);
        }
    }

    /// Counts a word that nobody knows.
    pub(super) fn note_unknown(&mut self, what: &str, word: &str) {
        self.intake.note_unknown(self.input, &format!("{what} {}", shown(word)));
    }
}

/// So many contacts are no longer looked through for each record.
const MANY: usize = 16;

/// What surrounds records in their body.
pub(super) struct Scope<'a> {
    /// The business number as people write it.
    pub(super) display: &'a str,
    /// The business: its number, else its id.
    pub(super) business: &'a str,
    /// Names of the customers.
    pub(super) contacts: &'a Few<Contact<'a>>,
    /// The user ids of their numbers, where there are many.
    user_ids: OnceCell<HashMap<&'a str, &'a str>>,
    /// Whether this is a test that Meta sends on request.
    pub(super) test: bool,
    /// When an event without a time of its own happened.
    pub(super) time: Option<Millis>,
}

impl<'a> Scope<'a> {
    /// The surroundings of a change's records; tells the intake both names of the business.
    pub(super) fn new(
        entry: (&'a Word<'a>, &'a Word<'a>),
        metadata: Option<&'a Metadata<'a>>,
        contacts: &'a Few<Contact<'a>>,
        sink: &mut Sink,
    ) -> Scope<'a> {
        let (display, id) =
            metadata.map_or(("", ""), |metadata| (metadata.display_phone_number.get(), metadata.phone_number_id.get()));
        let test = entry.0.get() == "0" || id == "123456123";
        if !test {
            sink.intake.business_name(id, display);
        }
        let (business, user_ids) = (first_of([display, id]), OnceCell::new());
        Scope { display, business, contacts, user_ids, test, time: time(entry.1) }
    }

    /// The user id of a customer whose number is known.
    pub(super) fn user_id(&self, wa_id: &str) -> &'a str {
        if self.contacts.len() < MANY {
            return user_ids(self.contacts).find(|pair| pair.0 == wa_id).map_or("", |pair| pair.1);
        }
        // A body may name a hundred thousand customers, and be about each of them.
        let first_of_each = || user_ids(self.contacts).rev().collect();
        self.user_ids.get_or_init(first_of_each).get(wa_id).copied().unwrap_or_default()
    }

    /// The only customer of the body, by number or user id.
    pub(super) fn only_customer(&self) -> &'a str {
        self.contacts.only().map_or("", |contact| first_of([contact.wa_id.get(), contact.user_id.get()]))
    }
}

/// Numbers and user ids of the customers who have both.
fn user_ids<'a>(contacts: &'a Few<Contact<'a>>) -> impl DoubleEndedIterator<Item = (&'a str, &'a str)> {
    let pairs = contacts.iter().map(|contact| (contact.wa_id.get(), contact.user_id.get()));
    pairs.filter(|(_, user_id)| !user_id.is_empty())
}

/// A time in any of the units that webhooks use.
pub(super) fn time(word: &Word) -> Option<Millis> {
    let text = word.get();
    if text.len() == 10
        && let Ok(seconds) = text.parse::<u32>()
    {
        return Some(values::epoch(i64::from(seconds)));
    }
    values::time(text, &TimeRules::default()).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::ids::ends_id;

    #[test]
    fn an_id_is_readable_where_no_byte_in_it_ends_it() {
        for byte in (0..128).filter(|byte| ends_id(*byte)) {
            let id = format!("wamid.{}=", char::from(byte));
            let cannot_stand_in_json = byte < b' ' || byte == b'"';
            assert!(cannot_stand_in_json || !Plain::new(&id, 0).holds(&id), "{byte}");
        }
        assert!(Plain::new("wamid.A=", 0).holds("wamid.A=") && !Plain::new("wamid.A=", 0).holds("elsewhere"));
    }
}
