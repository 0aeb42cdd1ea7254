//! The keys of a message as a source reads them, and the times among them before they are packed into a row.
//!
//! Not responsible for what they mean.

use crate::tables::message::{MessageDraft, Millis, Time, Times};
use crate::tables::values::Status;

/// What tells a message from others: its ids, persons and times. See [`MessageDraft`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Keys<'a> {
    /// The key; empty where the source has none.
    pub message_id: &'a str,
    /// The log's own conversation.
    pub conversation_id: &'a str,
    /// Phone number in any form, or user id.
    pub customer: &'a str,
    /// A second name of the same customer.
    pub customer_alias: &'a str,
    /// The message id that it quotes.
    pub reply_to: &'a str,
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
    /// First click.
    pub clicked_at: Option<Millis>,
}

impl<'a> Keys<'a> {
    /// Those of a draft.
    pub(super) fn of(draft: &MessageDraft<'a>) -> Keys<'a> {
        let MessageDraft { message_id, conversation_id, customer, customer_alias, reply_to, .. } = *draft;
        let MessageDraft { at, sent_at, delivered_at, read_at, failed_at, clicked_at, .. } = *draft;
        Keys {
            message_id,
            conversation_id,
            customer,
            customer_alias,
            reply_to,
            at,
            sent_at,
            delivered_at,
            read_at,
            failed_at,
            clicked_at,
        }
    }
}

/// The times of a message that a row can hold.
#[derive(Clone, Copy)]
pub(super) struct Told {
    at: Millis,
    sent: Millis,
    delivered: Millis,
    read: Millis,
    failed: Millis,
    clicked: Millis,
}

/// No time: every time that a row can hold is later.
const NONE: Millis = -1;

impl Told {
    #[inline]
    pub(super) fn of(keys: &Keys) -> Told {
        let time = |time: Option<Millis>| time.unwrap_or(NONE);
        Told {
            at: time(keys.at),
            sent: time(keys.sent_at),
            delivered: time(keys.delivered_at),
            read: time(keys.read_at),
            failed: time(keys.failed_at),
            clicked: time(keys.clicked_at),
        }
        .each(Time::holds)
    }

    /// Only what had happened by then.
    pub(super) fn until(self, limit: Millis) -> Told {
        self.each(|time| time <= limit)
    }

    /// The time at which the message itself stands: sent or received, else the earliest thing known of it.
    #[inline]
    pub(super) fn own(&self) -> Option<Millis> {
        let told = |time: Millis| (time != NONE).then_some(time);
        told(self.at).or(told(self.sent)).or_else(|| self.span().map(|(first, _)| first))
    }

    /// The earliest and the latest of all.
    #[inline]
    pub(super) fn span(&self) -> Option<(Millis, Millis)> {
        let Told { at, sent, delivered, read, failed, clicked } = *self;
        let all = [at, sent, delivered, read, failed, clicked];
        // As numbers without a sign, none is the latest.
        let first = all.iter().fold(u64::MAX, |first, &time| first.min(time as u64)) as Millis;
        let last = all.iter().fold(NONE, |last, &time| last.max(time));
        (last != NONE).then_some((first, last))
    }

    /// The state that the times prove.
    #[inline]
    pub(super) fn proves(&self) -> Status {
        match () {
            () if self.read != NONE => Status::Read,
            () if self.delivered != NONE => Status::Delivered,
            () if self.failed != NONE => Status::Failed,
            () => Status::Unknown,
        }
    }

    /// As a row holds them.
    #[inline]
    pub(super) fn times(&self) -> Times {
        Times {
            at: Time::of(self.at),
            sent: Time::of(self.sent),
            delivered: Time::of(self.delivered),
            read: Time::of(self.read),
            failed: Time::of(self.failed),
            clicked: Time::of(self.clicked),
        }
    }

    #[inline]
    fn each(self, keeps: impl Fn(Millis) -> bool) -> Told {
        let kept = |time: Millis| if keeps(time) { time } else { NONE };
        Told {
            at: kept(self.at),
            sent: kept(self.sent),
            delivered: kept(self.delivered),
            read: kept(self.read),
            failed: kept(self.failed),
            clicked: kept(self.clicked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_that_a_row_cannot_hold_or_that_come_later_are_none() {
        let keys = Keys { sent_at: Some(9), read_at: Some(5), failed_at: Some(-7), ..Keys::default() };
        let told = Told::of(&keys);
        assert_eq!((told.own(), told.span(), told.proves()), (Some(9), Some((5, 9)), Status::Read));
        let times = told.times();
        assert_eq!(times.each().map(Time::get), [None, Some(9), None, Some(5), None, None]);
        let told = told.until(8);
        assert_eq!((told.own(), told.span()), (Some(5), Some((5, 5))));
        let told = told.until(4);
        assert_eq!((told.own(), told.span(), told.proves()), (None, None, Status::Unknown));
    }
}
