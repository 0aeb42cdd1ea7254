//! The packed form of messages: forty to sixty bytes, in whole words that are moved at once.
//!
//! The first of its times stands in full, the others as differences to it, two to a word. Smaller forms take longer to
//! write and read than they save. Not responsible for what the columns mean.

use super::{FormOf, Pack, Reader, Writer};
use crate::tables::message::{Message, Millis, Origin, RecordKind, Time, Times};
use crate::tables::texts::Text;
use crate::tables::values::Status;

/// The first of three bits.
const FIRST_STATUS: u32 = 3;
const STATUS: u64 = 7 << FIRST_STATUS;
const READS_KNOWN: u64 = 1 << 6;
const STATE_IS_OPEN: u64 = 1 << 7;
const REPLIES: u64 = 1 << 8;
/// Some time is so far from the first that its difference takes a word of its own.
const WIDE: u64 = 1 << 9;
/// The first of six bits: which times there are.
const FIRST_TIME: u32 = 10;

impl Pack for Message {
    type Before = ();

    #[inline]
    fn write(&self, (): &mut (), into: &mut Writer) {
        let times = self.times.each().map(Time::get);
        let first = times.into_iter().flatten().next().unwrap_or(0);
        let mut mask = self.record as u64 | (self.status as u64) << FIRST_STATUS;
        let (mut differences, mut count, mut is_wide) = ([0_i64; 6], 0, false);
        for (place, time) in times.into_iter().enumerate() {
            if let Some(time) = time {
                mask |= 1 << (FIRST_TIME + place as u32);
                differences[count] = time - first;
                is_wide |= i32::try_from(time - first).is_err();
                count += 1;
            }
        }
        let flags = [
            (self.reads_known, READS_KNOWN),
            (self.state_is_open, STATE_IS_OPEN),
            (self.reply_to() != 0, REPLIES),
            (is_wide, WIDE),
        ];
        mask |= flags.iter().map(|&(set, flag)| if set { flag } else { 0 }).sum::<u64>();
        // Times have 48 bits, the mask has 16.
        into.word(mask | (first as u64) << 16);
        into.word(self.id());
        into.word(self.origin().0);
        into.word(u64::from(self.customer.0) | u64::from(self.conversation.0) << 32);
        // The first difference is none.
        let (low, rest) = match differences[..count] {
            [_, second, ref rest @ ..] if !is_wide => (second, rest),
            [_, ref rest @ ..] => (0, rest),
            [] => (0, &[][..]),
        };
        into.word(u64::from(self.profile) | u64::from(low as u32) << 32);
        if self.reply_to() != 0 {
            into.word(self.reply_to());
        }
        match is_wide {
            true => rest.iter().for_each(|&difference| into.word(difference as u64)),
            false => rest.chunks(2).for_each(|pair| {
                let high = pair.get(1).copied().unwrap_or(0);
                into.word(u64::from(pair[0] as u32) | u64::from(high as u32) << 32);
            }),
        }
    }

    #[inline]
    fn read((): &mut (), from: &mut Reader) -> Option<Message> {
        let [head, id, origin, names, described] = from.words()?;
        let reply_to = if head & REPLIES != 0 { from.word()? } else { 0 };
        let first = (head >> 16) as Millis;
        let mut times = [Time::NONE; 6];
        let mut there = head >> FIRST_TIME & 0x3F;
        let mut word = described;
        let mut number = 0_u32;
        while there != 0 {
            let place = there.trailing_zeros() as usize;
            there &= there - 1;
            let difference = match (number, head & WIDE != 0) {
                (0, _) => 0,
                (_, true) => from.word()? as i64,
                (odd, false) if odd % 2 == 1 => i64::from((word >> 32) as i32),
                (_, false) => {
                    word = from.word()?;
                    i64::from(word as i32)
                }
            };
            number += 1;
            times[place] = Time::new(first.checked_add(difference));
        }
        let record = *RecordKind::ALL.get((head & 7) as usize)?;
        let status = *Status::ALL.get((head >> FIRST_STATUS & 7) as usize)?;
        let (customer, conversation) = (Text(names as u32), Text((names >> 32) as u32));
        let (origin, profile) = (Origin(origin), described as u32);
        let times = Times::of(times);
        let mut message = Message::new(id, reply_to, origin, customer, conversation, profile, times, record, status);
        message.reads_known = head & READS_KNOWN != 0;
        message.state_is_open = head & STATE_IS_OPEN != 0;
        Some(message)
    }
}

/// No packed message has more words: five, a quoted id and five times.
const WORDS: usize = 11;

/// A message in its packed form: what is asked of nearly all rows on their way is read and set without the rest.
#[derive(Clone, Copy)]
pub struct PackedMessage {
    words: [u64; WORDS],
    count: usize,
}

impl FormOf<Message> for PackedMessage {}

impl PackedMessage {
    /// See [`Message::id`].
    pub fn id(&self) -> u64 {
        self.words[1]
    }

    /// See [`Message::origin`].
    pub fn origin(&self) -> Origin {
        Origin(self.words[2])
    }

    /// See [`Message::customer`].
    pub fn customer(&self) -> Text {
        Text(self.words[3] as u32)
    }

    /// Sets the customer.
    pub fn set_customer(&mut self, customer: Text) {
        self.words[3] = self.words[3] >> 32 << 32 | u64::from(customer.0);
    }

    /// See [`Message::conversation`].
    pub fn conversation(&self) -> Text {
        Text((self.words[3] >> 32) as u32)
    }

    /// See [`Message::profile`].
    pub fn profile(&self) -> u32 {
        self.words[4] as u32
    }

    /// See [`Message::reply_to`].
    pub fn reply_to(&self) -> u64 {
        if self.words[0] & REPLIES != 0 { self.words[5] } else { 0 }
    }

    /// Whether it has any time.
    pub fn is_dated(&self) -> bool {
        times(self.words[0]) > 0
    }

    /// See [`Message::status`].
    pub fn status(&self) -> Status {
        status(self.words[0])
    }

    /// See [`Message::state_is_open`].
    pub fn state_is_open(&self) -> bool {
        self.words[0] & STATE_IS_OPEN != 0
    }

    /// Sets what is known of its state.
    pub fn set_state(&mut self, status: Status, reads_known: bool) {
        let others = self.words[0] & !(STATUS | READS_KNOWN);
        self.words[0] = others | (status as u64) << FIRST_STATUS | if reads_known { READS_KNOWN } else { 0 };
    }
}

impl Pack for PackedMessage {
    type Before = ();

    #[inline]
    fn write(&self, (): &mut (), into: &mut Writer) {
        self.words[..self.count].iter().for_each(|&word| into.word(word));
    }

    #[inline]
    fn read((): &mut (), from: &mut Reader) -> Option<PackedMessage> {
        let mut words = [0; WORDS];
        let first: [u64; 5] = from.words()?;
        words[..5].copy_from_slice(&first);
        let (head, times) = (first[0], times(first[0]));
        // The first time stands in the head, the second beside the profile unless they are wide.
        let behind = if head & WIDE != 0 { times.saturating_sub(1) } else { times.saturating_sub(1) / 2 };
        let count = 5 + usize::from(head & REPLIES != 0) + behind;
        for word in words.get_mut(5..count)? {
            *word = from.word()?;
        }
        Some(PackedMessage { words, count })
    }
}

/// How many times a message has.
fn times(head: u64) -> usize {
    (head >> FIRST_TIME & 0x3F).count_ones() as usize
}

fn status(head: u64) -> Status {
    Status::ALL.get(((head & STATUS) >> FIRST_STATUS) as usize).copied().unwrap_or(Status::Unknown)
}
