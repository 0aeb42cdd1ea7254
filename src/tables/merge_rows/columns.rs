//! How the columns of each table are taken from several records.
//!
//! Not responsible for which records are one row.

use super::{Pick, Record};
use crate::tables::message::{Millis, Origin};
use crate::tables::rows::{Contact, Conversation, Order, Spend, Survey};

impl Record for Order {
    fn origin(&self) -> Origin {
        self.origin
    }

    fn set_origin(&mut self, origin: Origin) {
        self.origin = origin;
    }

    fn earliest(&self) -> Option<Millis> {
        Some(self.at)
    }

    fn combine(&mut self, other: &Order, pick: &Pick) {
        self.at = self.at.min(other.at);
        pick.customer(&mut self.customer, other.customer);
        pick.text(&mut self.kind, other.kind);
        pick.option(&mut self.value, other.value);
        pick.text(&mut self.currency, other.currency);
        pick.option(&mut self.refunded, other.refunded);
        pick.text(&mut self.campaign, other.campaign);
        pick.conversation(&mut self.conversation, other.conversation);
        // Only the hash of a named id is kept; any fixed order serves where two records disagree.
        let mut message = named(self.message);
        pick.option(&mut message, named(other.message));
        self.message = message.unwrap_or(0);
    }
}

fn named(message: u64) -> Option<u64> {
    (message != 0).then_some(message)
}

impl Record for Survey {
    fn origin(&self) -> Origin {
        self.origin
    }

    fn set_origin(&mut self, origin: Origin) {
        self.origin = origin;
    }

    fn earliest(&self) -> Option<Millis> {
        self.sent_at.into_iter().chain(self.at).min()
    }

    fn combine(&mut self, other: &Survey, pick: &Pick) {
        earliest(&mut self.sent_at, other.sent_at);
        earliest(&mut self.at, other.at);
        pick.customer(&mut self.customer, other.customer);
        pick.conversation(&mut self.conversation, other.conversation);
        // A scale goes with its kind.
        let mut asked = (self.kind.word(), self.scale, self.kind);
        pick.value(&mut asked, (other.kind.word(), other.scale, other.kind));
        (_, self.scale, self.kind) = asked;
        pick.option(&mut self.score, other.score);
        pick.text(&mut self.agent, other.agent);
    }
}

impl Record for (Origin, Spend) {
    fn origin(&self) -> Origin {
        self.0
    }

    fn set_origin(&mut self, origin: Origin) {
        self.0 = origin;
    }

    fn earliest(&self) -> Option<Millis> {
        self.1.since.into_iter().chain(self.1.until).min()
    }

    fn combine(&mut self, (_, other): &(Origin, Spend), pick: &Pick) {
        let (_, mine) = self;
        earliest(&mut mine.since, other.since);
        earliest(&mut mine.until, other.until);
        pick.value(&mut mine.amount, other.amount);
        pick.text(&mut mine.currency, other.currency);
        pick.text(&mut mine.campaign, other.campaign);
        pick.text(&mut mine.kind, other.kind);
        pick.text(&mut mine.note, other.note);
    }
}

impl Record for Conversation {
    fn origin(&self) -> Origin {
        self.origin
    }

    fn set_origin(&mut self, origin: Origin) {
        self.origin = origin;
    }

    fn earliest(&self) -> Option<Millis> {
        self.times().into_iter().flatten().min()
    }

    fn combine(&mut self, other: &Conversation, pick: &Pick) {
        earliest(&mut self.started_at, other.started_at);
        earliest(&mut self.first_response_at, other.first_response_at);
        earliest(&mut self.reopened_at, other.reopened_at);
        earliest(&mut self.closed_at, other.closed_at);
        earliest(&mut self.handoff_at, other.handoff_at);
        self.resolved_at = self.resolved_at.max(other.resolved_at);
        self.resolved |= other.resolved;
        pick.customer(&mut self.customer, other.customer);
        pick.text(&mut self.business, other.business);
        pick.text(&mut self.agent, other.agent);
        pick.text(&mut self.team, other.team);
        pick.text(&mut self.campaign, other.campaign);
        pick.text(&mut self.segment, other.segment);
        let (mine, others) = (&mut self.details, &other.details);
        mine.has_status |= others.has_status;
        any(&mut mine.bot, others.bot);
        any(&mut mine.converted, others.converted);
        any(&mut mine.lead, others.lead);
        pick.option(&mut mine.resolutions, others.resolutions);
        pick.option(&mut mine.agents, others.agents);
        pick.option(&mut mine.value, others.value);
        pick.text(&mut mine.currency, others.currency);
        pick.option(&mut mine.csat, others.csat);
        pick.option(&mut mine.nps, others.nps);
        pick.option(&mut mine.ces, others.ces);
    }

    /// Rows of events tell of one resolve each; the same one told twice, a little later, is one.
    fn gather(&mut self, records: &[Conversation]) {
        let mut resolves: Vec<Millis> =
            records.iter().filter(|row| row.is_event).filter_map(|row| row.resolved_at).collect();
        resolves.sort_unstable();
        resolves.dedup_by(|later, earlier| *later - *earlier < SAME_RESOLVE);
        if resolves.len() > 1 && self.details.resolutions.is_none() {
            self.details.resolutions = u32::try_from(resolves.len()).ok();
        }
    }
}

/// Logs that tell of the same resolve may differ by so many milliseconds.
const SAME_RESOLVE: Millis = 60_000;

impl Record for Contact {
    fn origin(&self) -> Origin {
        self.origin
    }

    fn set_origin(&mut self, origin: Origin) {
        self.origin = origin;
    }

    fn earliest(&self) -> Option<Millis> {
        self.consent_at.into_iter().chain(self.created_at).min()
    }

    fn combine(&mut self, other: &Contact, pick: &Pick) {
        earliest(&mut self.consent_at, other.consent_at);
        earliest(&mut self.created_at, other.created_at);
        pick.text(&mut self.segment, other.segment);
        pick.text(&mut self.country, other.country);
        pick.text(&mut self.language, other.language);
    }
}

fn earliest(mine: &mut Option<Millis>, other: Option<Millis>) {
    *mine = mine.iter().copied().chain(other).min();
}

/// True if any record says so, missing where none says anything.
fn any(mine: &mut Option<bool>, other: Option<bool>) {
    *mine = (*mine).max(other);
}
