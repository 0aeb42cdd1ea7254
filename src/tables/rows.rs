//! Rows of the smaller tables: as sources fill them (drafts, borrowed texts) and as they are kept.
//!
//! Not responsible for orders, surveys, spend and aggregates beyond their times: no KPI reads them yet.

use super::message::{Millis, Origin};
use super::texts::Text;
use super::values::{Category, ConsentEvent, Rating};

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
    /// Agent it belongs to.
    pub agent: &'a str,
    /// Team it belongs to.
    pub team: &'a str,
    /// Campaign it belongs to.
    pub campaign: &'a str,
    /// Customer's segment.
    pub segment: &'a str,
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
    /// Where it was read.
    pub origin: Origin,
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

    /// Forgets what lies after `as_of`: it has not happened yet.
    pub fn rewind(&mut self, as_of: Millis) {
        let late = |time: &Option<Millis>| time.is_some_and(|time| time > as_of);
        // A resolution without a time of its own stands at the closing.
        if late(&self.resolved_at) || self.resolved_at.is_none() && late(&self.closed_at) {
            self.resolved = false;
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

/// A click as a source reads it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClickDraft<'a> {
    /// When (required).
    pub at: Option<Millis>,
    /// Who clicked.
    pub customer: &'a str,
    /// The message that was clicked.
    pub message_id: &'a str,
    /// The campaign whose link it was.
    pub campaign: &'a str,
    /// The link.
    pub url: &'a str,
}

/// A click as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Click {
    /// When.
    pub at: Millis,
    /// Who clicked; may be unknown where the message is named.
    pub customer: Text,
    /// Hash of the named message; 0 = none.
    pub message: u64,
    /// The named campaign.
    pub campaign: Text,
    /// The link.
    pub url: Text,
    /// Where it was read.
    pub origin: Origin,
}

/// A consent event as a source reads it.
#[derive(Clone, Copy, Debug, Default)]
pub struct PreferenceDraft<'a> {
    /// Whose.
    pub customer: &'a str,
    /// A second name of the same customer.
    pub customer_alias: &'a str,
    /// When (required).
    pub at: Option<Millis>,
    /// What (required).
    pub event: Option<ConsentEvent>,
    /// `marketing` or `all`.
    pub scope: &'a str,
}

/// A consent event as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Preference {
    /// When.
    pub at: Millis,
    /// Whose.
    pub customer: Text,
    /// What.
    pub event: ConsentEvent,
    /// `marketing` or `all`.
    pub scope: Text,
    /// Where it was read.
    pub origin: Origin,
}

/// A contact as a source reads it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContactDraft<'a> {
    /// The key.
    pub customer: &'a str,
    /// Segment.
    pub segment: &'a str,
    /// Country, ISO 3166.
    pub country: &'a str,
    /// Language code.
    pub language: &'a str,
    /// When consent was recorded.
    pub consent_at: Option<Millis>,
    /// When the contact was created.
    pub created_at: Option<Millis>,
}

/// A contact as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The key.
    pub customer: Text,
    /// Segment.
    pub segment: Text,
    /// Country.
    pub country: Text,
    /// Language.
    pub language: Text,
    /// When consent was recorded.
    pub consent_at: Option<Millis>,
    /// When the contact was created.
    pub created_at: Option<Millis>,
    /// Where it was read.
    pub origin: Origin,
}

/// A row about a template or a number as a source reads it.
#[derive(Clone, Copy, Debug, Default)]
pub struct TemplateDraft<'a> {
    /// The template's name; empty where the row is about a number.
    pub template: &'a str,
    /// Business number or channel.
    pub business: &'a str,
    /// When; a row without describes the template.
    pub at: Option<Millis>,
    /// What happened: `approved`, `rejected`, `paused`, `disabled`, `reinstated`, `quality`.
    pub event: &'a str,
    /// The quality from then on.
    pub rating: Option<Rating>,
    /// The template's category.
    pub category: Option<Category>,
    /// The template's language.
    pub language: &'a str,
    /// Whether it has buttons.
    pub buttons: Option<bool>,
}

/// A row about a template or a number as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TemplateEvent {
    /// When.
    pub at: Option<Millis>,
    /// The template.
    pub template: Text,
    /// The number.
    pub business: Text,
    /// What happened.
    pub event: Text,
    /// The quality from then on.
    pub rating: Option<Rating>,
    /// The template's category.
    pub category: Option<Category>,
    /// The template's language.
    pub language: Text,
    /// Whether it has buttons.
    pub buttons: Option<bool>,
}
