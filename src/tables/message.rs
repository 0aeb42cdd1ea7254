//! The messages table: the wide draft that sources fill, and the compact row that is kept.
//!
//! Not responsible for merging rows of one key (`merge`) nor for what rows mean (`timeline`).

use super::texts::Text;
use super::values::{Author, Category, Direction, MessageType, Sentiment, Status};

/// A point in time: milliseconds since 1970-01-01 UTC.
pub type Millis = i64;

/// A partial message as a source reads it: borrowed texts, every column optional.
#[derive(Clone, Copy, Debug, Default)]
pub struct MessageDraft<'a> {
    /// The key; empty where the source has none: it is then derived from file and position.
    pub message_id: &'a str,
    /// The log's own conversation.
    pub conversation_id: &'a str,
    /// Phone number in any form, or user id.
    pub customer: &'a str,
    /// A second name of the same customer (user id beside the phone number).
    pub customer_alias: &'a str,
    /// Business number or channel.
    pub business: &'a str,
    /// See [`Direction`].
    pub direction: Option<Direction>,
    /// See [`Author`].
    pub author: Option<Author>,
    /// See [`MessageType`].
    pub kind: Option<MessageType>,
    /// See [`Category`].
    pub category: Option<Category>,
    /// The state, for sources that know it but not its time.
    pub status: Option<Status>,
    /// When it was sent or received.
    pub at: Option<Millis>,
    /// When it was sent.
    pub sent_at: Option<Millis>,
    /// When it reached the phone.
    pub delivered_at: Option<Millis>,
    /// When it was opened.
    pub read_at: Option<Millis>,
    /// When it failed.
    pub failed_at: Option<Millis>,
    /// First click that stands in the message's own row.
    pub clicked_at: Option<Millis>,
    /// Why it failed.
    pub error_code: Option<u32>,
    /// The message id that it quotes, or that a reaction is about.
    pub reply_to: &'a str,
    /// Template name.
    pub template: &'a str,
    /// Campaign name.
    pub campaign: &'a str,
    /// Arm of an experiment.
    pub variant: &'a str,
    /// Customer segment.
    pub segment: &'a str,
    /// Country, ISO 3166.
    pub country: &'a str,
    /// Language code.
    pub language: &'a str,
    /// Agent's name.
    pub agent: &'a str,
    /// Team's name.
    pub team: &'a str,
    /// Whether it is billed.
    pub billable: Option<bool>,
    /// Cost in millionths of the major unit.
    pub cost: Option<i64>,
    /// ISO 4217 code of `cost`.
    pub currency: &'a str,
    /// The text: looked at for opt-out words, closing words and its mood, then forgotten.
    pub text: &'a str,
    /// Tapped button.
    pub button: &'a str,
    /// Bot flow step.
    pub step: &'a str,
    /// Whether the step finishes the flow.
    pub final_step: Option<bool>,
    /// "Not understood".
    pub fallback: Option<bool>,
    /// Automated follow-up.
    pub followup: Option<bool>,
    /// Mood, where somebody classed it.
    pub sentiment: Option<Sentiment>,
}

/// Where a record stands: input number and position inside it, ordered like (path, position).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(pub u64);

impl Origin {
    const POSITION_BITS: u32 = 44;

    /// The place of a record: the input's number and a position that grows through the file.
    pub fn new(input: u32, position: u64) -> Origin {
        Origin(u64::from(input) << Self::POSITION_BITS | position & ((1 << Self::POSITION_BITS) - 1))
    }

    /// The input's number.
    pub fn input(self) -> u32 {
        (self.0 >> Self::POSITION_BITS) as u32
    }

    /// The position inside the input.
    pub fn position(self) -> u64 {
        self.0 & ((1 << Self::POSITION_BITS) - 1)
    }
}

/// What kind of record a row came from: two of the same kind and key are duplicates, of different kinds partial
/// records of one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum RecordKind {
    /// A whole row of a table or a message event.
    Message,
    /// A row of a send log.
    Send,
    /// A status event, by state.
    StatusSent,
    /// See [`RecordKind::StatusSent`].
    StatusDelivered,
    /// See [`RecordKind::StatusSent`].
    StatusRead,
    /// See [`RecordKind::StatusSent`].
    StatusPlayed,
    /// See [`RecordKind::StatusSent`].
    StatusFailed,
    /// Any other status event.
    StatusOther,
}

impl RecordKind {
    /// Every kind, in order.
    pub const ALL: [RecordKind; 8] = [
        RecordKind::Message,
        RecordKind::Send,
        RecordKind::StatusSent,
        RecordKind::StatusDelivered,
        RecordKind::StatusRead,
        RecordKind::StatusPlayed,
        RecordKind::StatusFailed,
        RecordKind::StatusOther,
    ];
}

/// A point in time in six bytes: milliseconds since 1970, exact until the year 10889. Earlier times do not occur.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time([u8; 6]);

impl Time {
    /// No time.
    pub const NONE: Time = Time([0xFF; 6]);

    /// Whether it can hold a time.
    pub fn holds(millis: Millis) -> bool {
        (0..(1 << 48) - 1).contains(&millis)
    }

    /// Packs a time; one outside the range is no time.
    pub fn new(millis: Option<Millis>) -> Time {
        match millis {
            Some(millis) if Time::holds(millis) => Time::of(millis),
            _ => Time::NONE,
        }
    }

    /// Packs a time that it can hold, or -1 for none.
    #[inline]
    pub(super) fn of(millis: Millis) -> Time {
        // Moved as a whole: byte by byte takes three times as long.
        millis.to_le_bytes().first_chunk().map_or(Time::NONE, |bytes| Time(*bytes))
    }

    /// The time in milliseconds.
    pub fn get(self) -> Option<Millis> {
        let [a, b, c, d, e, f] = self.0;
        (self != Time::NONE).then(|| Millis::from_le_bytes([a, b, c, d, e, f, 0, 0]))
    }

    /// The earlier of two times; one that is missing loses.
    pub fn earliest(self, other: Time) -> Time {
        match (self.get(), other.get()) {
            (Some(mine), Some(others)) if others < mine => other,
            (None, _) => other,
            _ => self,
        }
    }

    /// This time, unless it lies after a limit: then it has not happened yet.
    pub fn until(self, limit: Millis) -> Time {
        if self.get().is_some_and(|time| time > limit) { Time::NONE } else { self }
    }
}

impl std::fmt::Debug for Time {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}", self.get())
    }
}

/// The times of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// When it was sent or received, as the row says.
    pub at: Time,
    /// When it was sent.
    pub sent: Time,
    /// When it was delivered.
    pub delivered: Time,
    /// When it was read.
    pub read: Time,
    /// When it failed.
    pub failed: Time,
    /// First click in the message's own row.
    pub clicked: Time,
}

impl Times {
    /// The time at which the message itself stands: sent or received, else the earliest thing known of it.
    pub fn own(&self) -> Option<Millis> {
        self.at.get().or(self.sent.get()).or_else(|| self.earliest())
    }

    /// From the times in the order of the fields.
    pub(super) fn of([at, sent, delivered, read, failed, clicked]: [Time; 6]) -> Times {
        Times { at, sent, delivered, read, failed, clicked }
    }

    /// The times in the order of the fields.
    pub(super) fn each(&self) -> [Time; 6] {
        [self.at, self.sent, self.delivered, self.read, self.failed, self.clicked]
    }

    fn all(&self) -> impl Iterator<Item = Millis> {
        self.each().into_iter().filter_map(Time::get)
    }

    /// The earliest of all its times.
    pub fn earliest(&self) -> Option<Millis> {
        self.all().min()
    }

    /// The latest of all its times.
    pub fn latest(&self) -> Option<Millis> {
        self.all().max()
    }

    /// When it was sent, where that is really told.
    pub fn sending(&self) -> Option<Millis> {
        self.sent.get().or(self.at.get())
    }
}

/// A message as it is worked on: keys as hashes and numbers, everything else in its profile. 76 bytes; kept in less
/// (`packed`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    id: [u32; 2],
    reply_to: [u32; 2],
    origin: [u32; 2],
    /// The customer, as written until `identity` has resolved it.
    pub customer: Text,
    /// The log's own conversation.
    pub conversation: Text,
    /// Number of its profile.
    pub profile: u32,
    /// Its times.
    pub times: Times,
    /// The kind of record it was read from.
    pub record: RecordKind,
    /// The state that rows state, or that times prove.
    pub status: Status,
    /// Whether a source that reports reads tells of it.
    pub reads_known: bool,
    /// Whether the row leaves its state to what the rest of its input says (canonical rows without status and times).
    pub state_is_open: bool,
}

fn split(value: u64) -> [u32; 2] {
    [value as u32, (value >> 32) as u32]
}

fn join([low, high]: [u32; 2]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

impl Message {
    /// A message with its keys; the rest as given.
    #[allow(clippy::too_many_arguments, reason = "the one place where a row is put together")]
    pub fn new(
        id: u64,
        reply_to: u64,
        origin: Origin,
        customer: Text,
        conversation: Text,
        profile: u32,
        times: Times,
        record: RecordKind,
        status: Status,
    ) -> Message {
        Message {
            id: split(id),
            reply_to: split(reply_to),
            origin: split(origin.0),
            customer,
            conversation,
            profile,
            times,
            record,
            status,
            reads_known: false,
            state_is_open: false,
        }
    }

    /// Hash of the message id; of its origin where the source has no ids.
    pub fn id(&self) -> u64 {
        join(self.id)
    }

    /// Hash of the id that it quotes; 0 = none.
    pub fn reply_to(&self) -> u64 {
        join(self.reply_to)
    }

    /// Sets the quoted id.
    pub fn set_reply_to(&mut self, id: u64) {
        self.reply_to = split(id);
    }

    /// Where it was read: the first of its records.
    pub fn origin(&self) -> Origin {
        Origin(join(self.origin))
    }
}

/// The hash that stands for a message id. Two different ids among a hundred million share one with a chance of
/// one in four thousand.
pub fn id_hash(message_id: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(message_id.as_bytes()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_stays_compact() {
        assert_eq!(std::mem::size_of::<Message>(), 76);
    }

    #[test]
    fn times_come_back_exactly_and_missing_ones_stay_missing() {
        for millis in [0, 1_785_072_102_123, (1 << 48) - 2] {
            assert_eq!(Time::new(Some(millis)).get(), Some(millis));
        }
        assert_eq!(Time::new(None).get(), None);
        assert_eq!(Time::new(Some(-5)).get(), None);
        assert_eq!(Time::new(Some(7)).earliest(Time::NONE), Time::new(Some(7)));
        assert_eq!(Time::NONE.earliest(Time::new(Some(7))), Time::new(Some(7)));
    }

    #[test]
    fn origins_are_ordered_by_input_then_position() {
        assert!(Origin::new(0, 900) < Origin::new(1, 3));
        assert_eq!((Origin::new(7, 42).input(), Origin::new(7, 42).position()), (7, 42));
    }
}
