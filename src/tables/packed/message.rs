//! The packed form of messages: about thirty bytes.
//!
//! Not responsible for what the columns mean.

use super::{Pack, Reader, Writer};
use crate::tables::message::{Message, Millis, Origin, RecordKind, Time, Times};
use crate::tables::texts::Text;
use crate::tables::values::Status;

const READS_KNOWN: u64 = 1 << 6;
const STATE_IS_OPEN: u64 = 1 << 7;
const REPLIES: u64 = 1 << 8;
/// All its times are whole seconds, and are written as such.
const SECONDS: u64 = 1 << 9;
/// The first of six bits: which times there are.
const FIRST_TIME: u32 = 10;
const SECOND: Millis = 1000;

/// What is remembered of the message before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before {
    origin: u64,
    time: Millis,
}

impl Pack for Message {
    type Before = Before;

    #[inline]
    fn write(&self, before: &mut Before, into: &mut Writer) {
        let times = self.times.each().map(Time::get);
        let mut mask = self.record as u64 | (self.status as u64) << 3;
        let mut in_seconds = true;
        for (place, time) in times.iter().enumerate() {
            if let Some(time) = time {
                mask |= 1 << (FIRST_TIME + place as u32);
                in_seconds &= time % SECOND == 0;
            }
        }
        let flags = [
            (self.reads_known, READS_KNOWN),
            (self.state_is_open, STATE_IS_OPEN),
            (self.reply_to() != 0, REPLIES),
            (in_seconds, SECONDS),
        ];
        mask |= flags.iter().map(|&(set, flag)| if set { flag } else { 0 }).sum::<u64>();
        into.fixed(mask, 2);
        into.fixed(self.id(), 8);
        if self.reply_to() != 0 {
            into.fixed(self.reply_to(), 8);
        }
        let origin = self.origin().0;
        into.signed(origin.wrapping_sub(before.origin) as i64);
        before.origin = origin;
        into.number(self.customer.0.into());
        into.number(self.conversation.0.into());
        into.number(self.profile.into());
        let unit = if in_seconds { SECOND } else { 1 };
        // The first time as a difference to the row before, the others to the first.
        let mut base = before.time / unit;
        for (place, time) in times.into_iter().flatten().enumerate() {
            let time = time / unit;
            into.signed(time - base);
            if place == 0 {
                base = time;
                before.time = time * unit;
            }
        }
    }

    #[inline]
    fn read(before: &mut Before, from: &mut Reader) -> Option<Message> {
        let mask = from.fixed(2)?;
        let id = from.fixed(8)?;
        let reply_to = if mask & REPLIES != 0 { from.fixed(8)? } else { 0 };
        before.origin = before.origin.wrapping_add(from.signed()? as u64);
        let customer = Text(from.small()?);
        let conversation = Text(from.small()?);
        let profile = from.small()?;
        let unit = if mask & SECONDS != 0 { SECOND } else { 1 };
        let mut base = before.time / unit;
        let mut is_first = true;
        let mut times = [Time::NONE; 6];
        for (place, time) in times.iter_mut().enumerate() {
            if mask >> FIRST_TIME >> place & 1 != 0 {
                let told = base.wrapping_add(from.signed()?);
                *time = Time::new(told.checked_mul(unit));
                if is_first {
                    (base, before.time, is_first) = (told, told.wrapping_mul(unit), false);
                }
            }
        }
        let record = *RecordKind::ALL.get((mask & 7) as usize)?;
        let status = *Status::ALL.get((mask >> 3 & 7) as usize)?;
        let times = Times::of(times);
        let origin = Origin(before.origin);
        let mut message = Message::new(id, reply_to, origin, customer, conversation, profile, times, record, status);
        message.reads_known = mask & READS_KNOWN != 0;
        message.state_is_open = mask & STATE_IS_OPEN != 0;
        Some(message)
    }
}
