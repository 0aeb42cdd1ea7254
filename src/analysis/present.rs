//! What the input as a whole can tell: it decides which KPIs can be fed.
//!
//! Not responsible for what a KPI needs (`facts`) nor for choosing (`plan`).

use std::collections::BTreeSet;

use crate::kpis::{Aggregated, Counted};
use crate::settings::Windows;
use crate::tables::bag::Bag;
use crate::tables::message::Millis;
use crate::tables::profile::Profile;
use crate::tables::rows::{Conversation, Order, Survey};
use crate::tables::values::Author;

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

/// Rows that tell of more than messages.
pub struct Rows<'a> {
    /// Conversations.
    pub conversations: &'a Bag<Conversation>,
    /// Orders.
    pub orders: &'a [Order],
    /// Surveys.
    pub surveys: &'a [Survey],
}

impl Present {
    /// Adds what rows of the smaller tables tell.
    pub fn with_rows(mut self, rows: &Rows) -> Present {
        for row in rows.conversations.iter() {
            let details = &row.details;
            let resolved = row.resolved || row.resolved_at.is_some() || details.resolutions.is_some();
            self.resolutions |= details.has_status || resolved;
            self.handoffs |= row.handoff_at.is_some();
            self.bots |= details.bot == Some(true);
            self.orders |= details.converted.is_some() || details.lead.is_some();
            self.answers |= details.csat.is_some() || details.nps.is_some() || details.ces.is_some();
        }
        self.orders |= !rows.orders.is_empty();
        self.surveys |= !rows.surveys.is_empty();
        self.answers |= rows.surveys.iter().any(|survey| survey.score.is_some());
        self
    }

    /// Whether counts that somebody else made have what a KPI needs.
    pub fn is_counted(&self, counted: Counted) -> bool {
        self.counts.contains(&counted.of) && counted.among.is_none_or(|among| self.counts.contains(&among))
    }

    /// Adds what messages tell by their profiles.
    pub fn with_profiles(mut self, profiles: &[Profile]) -> Present {
        for profile in profiles {
            self.bots |= profile.author == Some(Author::Bot);
            self.fallbacks |= profile.fallback.is_some();
            self.final_steps |= profile.final_step == Some(true);
            self.follow_ups |= profile.followup == Some(true);
            self.costs |= profile.cost.is_some();
            self.billing |= profile.billable.is_some() || profile.cost.is_some();
            self.sentiment |= profile.sentiment.is_some();
        }
        self
    }

    /// Notes how far back the data reach, seen from the end of the period.
    pub fn reach_back(
        &mut self,
        end: Option<Millis>,
        first_visit: Option<Millis>,
        first_purchase: Option<Millis>,
        windows: &Windows,
    ) {
        let reaches = |first: Option<Millis>, span| first.zip(end).is_some_and(|(first, end)| first <= end - span);
        self.retention_visits = reaches(first_visit, 2 * windows.retention);
        self.retention_purchases = reaches(first_purchase, 2 * windows.retention);
        self.churn_visits = reaches(first_visit, 2 * windows.churn);
    }
}
