//! Rows of the conversations table.
//!
//! Not responsible for what messages tell of a conversation, nor for merging rows of one id.

use crate::tables::message::{Millis, Origin};
use crate::tables::texts::Text;

/// A row of the conversations table as a source reads it. Empty text = missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConversationDraft<'a> {
    /// The key.
    pub conversation_id: &'a str,
    /// Phone number or user id.
    pub customer: &'a str,
    /// Business number or channel.
    pub business: &'a str,
    /// When it began.
    pub started_at: Option<Millis>,
    /// When the business first answered.
    pub first_response_at: Option<Millis>,
    /// When it was last resolved.
    pub resolved_at: Option<Millis>,
    /// When it was reopened.
    pub reopened_at: Option<Millis>,
    /// When it was closed.
    pub closed_at: Option<Millis>,
    /// When a bot handed it to a person.
    pub handoff_at: Option<Millis>,
    /// Whether its status says that it is resolved.
    pub resolved: bool,
    /// Whether the row tells of one event, and other rows of others: then each resolve counts.
    pub is_event: bool,
    /// Agent it belongs to.
    pub agent: &'a str,
    /// Team it belongs to.
    pub team: &'a str,
    /// Campaign it belongs to.
    pub campaign: &'a str,
    /// Customer's segment.
    pub segment: &'a str,
    /// What else the row says, its currency apart.
    pub details: ConversationDetails,
    /// ISO 4217 code of the value.
    pub currency: &'a str,
}

/// A row of the conversations table as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// The key.
    pub conversation: Text,
    /// See [`ConversationDraft`] for this and the following.
    pub customer: Text,
    /// Business number or channel.
    pub business: Text,
    /// Agent it belongs to.
    pub agent: Text,
    /// Team it belongs to.
    pub team: Text,
    /// Campaign it belongs to.
    pub campaign: Text,
    /// Customer's segment.
    pub segment: Text,
    /// What else the row says; see [`ConversationDetails`].
    pub details: ConversationDetails,
    /// When it began.
    pub started_at: Option<Millis>,
    /// When the business first answered.
    pub first_response_at: Option<Millis>,
    /// When it was last resolved.
    pub resolved_at: Option<Millis>,
    /// When it was reopened.
    pub reopened_at: Option<Millis>,
    /// When it was closed.
    pub closed_at: Option<Millis>,
    /// When a bot handed it to a person.
    pub handoff_at: Option<Millis>,
    /// Whether its status says that it is resolved.
    pub resolved: bool,
    /// Whether the row tells of one event.
    pub is_event: bool,
    /// Where it was read.
    pub origin: Origin,
}

/// What a row of the conversations table says beside names and times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConversationDetails {
    /// Whether its status says something of resolutions at all: open, pending or resolved.
    pub has_status: bool,
    /// Whether a bot took part.
    pub bot: Option<bool>,
    /// Whether it ended in a purchase.
    pub converted: Option<bool>,
    /// Whether it made a lead.
    pub lead: Option<bool>,
    /// How many times it was resolved.
    pub resolutions: Option<u32>,
    /// How many people took part.
    pub agents: Option<u32>,
    /// What the purchase was worth, in millionths of the major unit.
    pub value: Option<i64>,
    /// ISO 4217 code of the value.
    pub currency: Text,
    /// Satisfaction, 1 to 5, in thousandths.
    pub csat: Option<i32>,
    /// Recommendation, 0 to 10, in thousandths.
    pub nps: Option<i32>,
    /// Effort, 1 to 7, in thousandths.
    pub ces: Option<i32>,
}

impl Conversation {
    /// All its times, the start first.
    pub fn times(&self) -> [Option<Millis>; 6] {
        [self.started_at, self.first_response_at, self.handoff_at, self.resolved_at, self.reopened_at, self.closed_at]
    }

    /// The time at which the row stands: its start, else the earliest thing known of it.
    pub fn own_time(&self) -> Option<Millis> {
        self.started_at.or_else(|| self.times().into_iter().flatten().min())
    }

    /// When its survey was answered and its purchase or lead made: at its closing, else its resolution, else (nothing
    /// here) at its last message.
    pub fn outcome_time(&self) -> Option<Millis> {
        self.closed_at.or(self.resolved_at)
    }

    /// Forgets what lies after `as_of`: it has not happened yet.
    pub fn rewind(&mut self, as_of: Millis) {
        let late = |time: &Option<Millis>| time.is_some_and(|time| time > as_of);
        // A resolution without a time of its own stands at the closing.
        if late(&self.resolved_at) || self.resolved_at.is_none() && late(&self.closed_at) {
            self.resolved = false;
            self.details.resolutions = None;
        }
        if late(&self.outcome_time()) {
            let ConversationDetails { has_status, bot, resolutions, agents, .. } = self.details;
            self.details = ConversationDetails { has_status, bot, resolutions, agents, ..Default::default() };
        }
        for time in [
            &mut self.started_at,
            &mut self.first_response_at,
            &mut self.handoff_at,
            &mut self.resolved_at,
            &mut self.reopened_at,
            &mut self.closed_at,
        ] {
            if late(time) {
                *time = None;
            }
        }
    }
}
