//! Rows of the smaller tables: as sources fill them (drafts, borrowed texts) and as they are kept.
//!
//! Not responsible for merging rows of one key.

use super::message::{Millis, Origin};
use super::texts::Text;
use super::values::{Category, ConsentEvent, Rating, SurveyKind};

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

/// An order as it is kept: one row per conversion. Amounts in millionths of the major unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The key.
    pub order: Text,
    /// Whose.
    pub customer: Text,
    /// When.
    pub at: Millis,
    /// `purchase`, `lead`, `signup`, any goal; never missing.
    pub kind: Text,
    /// What it was worth.
    pub value: Option<i64>,
    /// ISO 4217 code of value and refund.
    pub currency: Text,
    /// The amount given back.
    pub refunded: Option<i64>,
    /// The campaign that the shop names.
    pub campaign: Text,
    /// Hash of the message that it names; 0 = none.
    pub message: u64,
    /// The conversation that it names.
    pub conversation: Text,
    /// Where it was read.
    pub origin: Origin,
}

/// A survey as it is kept: one row per survey sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The key.
    pub survey: Text,
    /// Whose; may be unknown where the conversation is named.
    pub customer: Text,
    /// The conversation that it asks about.
    pub conversation: Text,
    /// When it was sent.
    pub sent_at: Option<Millis>,
    /// When it was answered.
    pub at: Option<Millis>,
    /// What it asks.
    pub kind: SurveyKind,
    /// The answer, in millionths.
    pub score: Option<i64>,
    /// The lowest and highest answer, in millionths; the kind's own where the row names none.
    pub scale: (i64, i64),
    /// Whom it asks about.
    pub agent: Text,
    /// Where it was read.
    pub origin: Origin,
}

/// A cost that is not in a message, as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spend {
    /// The key, where two invoices may be equal.
    pub spend: Text,
    /// First instant.
    pub since: Option<Millis>,
    /// First instant after it: a date as `until` means the end of that day.
    pub until: Option<Millis>,
    /// Millionths of the major unit.
    pub amount: i64,
    /// ISO 4217 code.
    pub currency: Text,
    /// The campaign it was spent on.
    pub campaign: Text,
    /// `message`, `platform`, `agents` or `other`.
    pub kind: Text,
    /// Anything.
    pub note: Text,
}

/// Counts that somebody else made, as they are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Aggregate {
    /// First instant.
    pub since: Millis,
    /// Last instant.
    pub until: Millis,
    /// The template.
    pub template: Text,
    /// The campaign.
    pub campaign: Text,
    /// ISO 3166.
    pub country: Text,
    /// The category.
    pub category: Option<Category>,
    /// The counts; none where the row has none of that kind. Nested: `read` are counted in `delivered`, too.
    pub counts: Counts,
    /// Millionths of the major unit.
    pub cost: Option<i64>,
    /// ISO 4217 code of cost and revenue.
    pub currency: Text,
    /// Millionths of the major unit.
    pub revenue: Option<i64>,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the columns of the aggregates table say what each is")]
pub struct Counts {
    pub sent: Option<u64>,
    pub delivered: Option<u64>,
    pub read: Option<u64>,
    pub failed: Option<u64>,
    pub replied: Option<u64>,
    pub clicked: Option<u64>,
    pub converted: Option<u64>,
    pub opt_outs: Option<u64>,
}
