//! What the input as a whole can tell: it decides which KPIs can be fed.
//!
//! Not responsible for what a KPI needs (`facts`) nor for choosing (`plan`).

use std::collections::BTreeSet;

use crate::kpis::{Aggregated, Counted};
use crate::settings::Windows;
use crate::tables::bag::Bag;
use crate::tables::message::Millis;
use crate::tables::rows::Conversation;
use crate::tables::tells::Tells;

/// What the input as a whole can tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// Messages.
    pub messages: bool,
    /// Messages or rows of the conversations table.
    pub conversations: bool,
    /// States of messages.
    pub states: bool,
    /// Reads of messages.
    pub reads: bool,
    /// Contacts with consent recorded.
    pub contacts: bool,
    /// Consent events, or contacts with consent recorded.
    pub opt_ins: bool,
    /// Ratings of templates or numbers.
    pub ratings: bool,
    /// Resolutions of conversations.
    pub resolutions: bool,
    /// Messages of bots, or conversations with one.
    pub bots: bool,
    /// Whether bots understood.
    pub fallbacks: bool,
    /// Hand-offs.
    pub handoffs: bool,
    /// Steps, some of which are final.
    pub final_steps: bool,
    /// Messages marked as follow-ups.
    pub follow_ups: bool,
    /// Orders.
    pub orders: bool,
    /// Costs of messages, spend, or a rate card.
    pub costs: bool,
    /// What messages cost: by themselves or by a rate card.
    pub prices: bool,
    /// Whether messages are billed.
    pub billing: bool,
    /// Surveys that were sent.
    pub surveys: bool,
    /// Answers to surveys.
    pub answers: bool,
    /// Moods of inbound messages.
    pub sentiment: bool,
    /// Inbound messages that reach back two retention windows.
    pub retention_visits: bool,
    /// Purchases that reach back two retention windows.
    pub retention_purchases: bool,
    /// Inbound messages that reach back two churn windows.
    pub churn_visits: bool,
    /// The columns of counts that somebody else made.
    pub counts: BTreeSet<Aggregated>,
}

impl Present {
    /// What the records told while they were read.
    pub fn new(tells: &Tells, conversations: &Bag<Conversation>) -> Present {
        Present {
            messages: tells.messages,
            conversations: tells.messages || !conversations.is_empty(),
            opt_ins: tells.opt_ins,
            resolutions: tells.resolutions,
            bots: tells.bots,
            fallbacks: tells.fallbacks,
            handoffs: tells.handoffs,
            final_steps: tells.final_steps,
            follow_ups: tells.followups,
            orders: tells.orders || tells.conversions,
            costs: tells.costs || tells.aggregate_costs,
            prices: tells.costs,
            billing: tells.billing,
            surveys: tells.surveys,
            answers: tells.surveys || tells.scores,
            sentiment: tells.sentiment,
            ..Present::default()
        }
    }

    /// Whether counts that somebody else made have what a KPI needs.
    pub fn is_counted(&self, counted: Counted) -> bool {
        self.counts.contains(&counted.of) && counted.among.is_none_or(|among| self.counts.contains(&among))
    }

    /// Notes how far back the data reach, seen from the end of the period.
    pub fn reach_back(&mut self, end: Option<Millis>, tells: &Tells, windows: &Windows) {
        let reaches = |first: Option<Millis>, span| first.zip(end).is_some_and(|(first, end)| first <= end - span);
        self.retention_visits = reaches(tells.first_visit, 2 * windows.retention);
        self.retention_purchases = reaches(tells.first_purchase, 2 * windows.retention);
        self.churn_visits = reaches(tells.first_visit, 2 * windows.churn);
    }
}
