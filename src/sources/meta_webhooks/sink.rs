//! Where the records of one body go, with their places, and what surrounds them in the body.
//!
//! Not responsible for what they mean.

use super::loose::{Few, Word, first_of};
use super::model::{Contact, Metadata};
use crate::sources::json::shown;
use crate::sources::values::{self, TimeRules};
use crate::tables::ids::breaks_id;
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
        self.place(id).is_some() && !id.is_empty() && !breaks_id(id)
    }

    fn place(&self, id: &str) -> Option<u64> {
        let place = (id.as_ptr() as usize).checked_sub(self.start).filter(|place| place + id.len() <= self.length)?;
        Some(self.offset + place as u64)
    }
}

impl<'i, 'run, 't> Sink<'i, 'run, 't> {
    /// For the bodies of a block of an input.
    pub(super) fn new(intake: &'i mut Intake<'run>, input: u32) -> Sink<'i, 'run, 't> {
        Sink { intake, input, at: 0, body: "", records: 0, plain: None }
    }

    /// Begins a body at a position of the file.
    pub(super) fn begin(&mut self, at: u64, body: &'t str, plain: Option<Plain>) {
        (self.at, self.body, self.records, self.plain) = (at, body, 0, plain);
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
        self.intake.reject(origin, reason, self.body);
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

/// What surrounds records in their body.
pub(super) struct Scope<'a> {
    /// The business number as people write it.
    pub(super) display: &'a str,
    /// The business: its number, else its id.
    pub(super) business: &'a str,
    /// Names of the customers.
    pub(super) contacts: &'a Few<Contact<'a>>,
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
        Scope { display, business: first_of([display, id]), contacts, test, time: time(entry.1) }
    }

    /// The user id of a customer whose number is known.
    pub(super) fn user_id(&self, wa_id: &str) -> &'a str {
        let same = |contact: &&Contact| !contact.user_id.is_empty() && contact.wa_id.get() == wa_id;
        self.contacts.iter().find(same).map_or("", |contact| contact.user_id.get())
    }

    /// The only customer of the body, by number or user id.
    pub(super) fn only_customer(&self) -> &'a str {
        self.contacts.only().map_or("", |contact| first_of([contact.wa_id.get(), contact.user_id.get()]))
    }
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
