//! The keys of a message as a source reads them, and the times among them before they are packed into a row.
//!
//! Not responsible for what they mean.

use crate::tables::message::{MessageDraft, Millis, Time, Times};

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
    pub(super) at: Option<Millis>,
    pub(super) sent: Option<Millis>,
    pub(super) delivered: Option<Millis>,
    pub(super) read: Option<Millis>,
    pub(super) failed: Option<Millis>,
    pub(super) clicked: Option<Millis>,
}

impl Told {
    pub(super) fn of(keys: &Keys) -> Told {
        let Keys { at, sent_at, delivered_at, read_at, failed_at, clicked_at, .. } = *keys;
        Told { at, sent: sent_at, delivered: delivered_at, read: read_at, failed: failed_at, clicked: clicked_at }
            .each(Time::holds)
    }

    /// Only what had happened by then.
    pub(super) fn until(self, limit: Millis) -> Told {
        self.each(|time| time <= limit)
    }

    /// The time at which the message itself stands: sent or received, else the earliest thing known of it.
    pub(super) fn own(&self) -> Option<Millis> {
        self.at.or(self.sent).or_else(|| self.span().map(|(first, _)| first))
    }

    /// The earliest and the latest of all.
    pub(super) fn span(&self) -> Option<(Millis, Millis)> {
        let Told { at, sent, delivered, read, failed, clicked } = *self;
        let all = [at, sent, delivered, read, failed, clicked];
        let first = all.iter().fold(Millis::MAX, |first, time| first.min(time.unwrap_or(Millis::MAX)));
        let last = all.iter().fold(Millis::MIN, |last, time| last.max(time.unwrap_or(Millis::MIN)));
        (first <= last).then_some((first, last))
    }

    /// As a row holds them.
    pub(super) fn times(&self) -> Times {
        Times {
            at: Time::new(self.at),
            sent: Time::new(self.sent),
            delivered: Time::new(self.delivered),
            read: Time::new(self.read),
            failed: Time::new(self.failed),
            clicked: Time::new(self.clicked),
        }
    }

    fn each(self, keeps: impl Fn(Millis) -> bool) -> Told {
        let kept = |time: Option<Millis>| time.filter(|&time| keeps(time));
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
