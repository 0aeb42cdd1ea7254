//! Rows of what came of it: orders and surveys.
//!
//! Not responsible for which message or conversation an order belongs to, nor for whether an answer is valid.

use crate::tables::message::{Millis, Origin};
use crate::tables::texts::Text;
use crate::tables::values::SurveyKind;

/// An order as a source reads it. Empty text = missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct OrderDraft<'a> {
    /// The key (required).
    pub order_id: &'a str,
    /// Whose (required).
    pub customer: &'a str,
    /// When (required).
    pub at: Millis,
    /// `purchase`, `lead`, `signup`, any goal, in any case; `purchase` where it is missing.
    pub kind: &'a str,
    /// What it was worth, in millionths of the major unit.
    pub value: Option<i64>,
    /// ISO 4217 code of value and refund.
    pub currency: &'a str,
    /// The amount given back.
    pub refunded: Option<i64>,
    /// The campaign that the shop names.
    pub campaign: &'a str,
    /// The message that it names.
    pub message_id: &'a str,
    /// The conversation that it names.
    pub conversation_id: &'a str,
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
    /// `purchase`, `lead`, `signup`, any goal; `purchase` where no record names one, once records are merged.
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

/// A survey as a source reads it. Empty text = missing; customer or conversation must be there.
#[derive(Clone, Copy, Debug)]
pub struct SurveyDraft<'a> {
    /// The key (required).
    pub survey_id: &'a str,
    /// Whose.
    pub customer: &'a str,
    /// The conversation that it asks about.
    pub conversation_id: &'a str,
    /// When it was sent.
    pub sent_at: Option<Millis>,
    /// When it was answered.
    pub at: Option<Millis>,
    /// What it asks.
    pub kind: SurveyKind,
    /// The answer, in millionths.
    pub score: Option<i64>,
    /// The lowest answer, in millionths; the kind's own where it is missing.
    pub scale_min: Option<i64>,
    /// The highest answer, in millionths; the kind's own where it is missing.
    pub scale_max: Option<i64>,
    /// Whom it asks about.
    pub agent: &'a str,
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

impl Survey {
    /// The time at which it stands: its sending, else its answer.
    pub fn own_time(&self) -> Option<Millis> {
        self.sent_at.or(self.at)
    }

    /// Forgets an answer after `as_of`: it has not happened yet.
    pub fn rewind(&mut self, as_of: Millis) {
        if self.at.is_some_and(|at| at > as_of) {
            (self.at, self.score) = (None, None);
        }
    }
}

/// The scale of a kind of survey where its row names none, in millionths: 1 to 5, 0 to 10, 1 to 7.
pub fn usual_scale(kind: SurveyKind) -> (i64, i64) {
    let (lowest, highest) = match kind {
        SurveyKind::Csat => (1, 5),
        SurveyKind::Nps => (0, 10),
        SurveyKind::Ces => (1, 7),
    };
    (lowest * 1_000_000, highest * 1_000_000)
}
