//! Rows about customers: clicks, consent events, contacts.
//!
//! Not responsible for who is who (`identity`).

use crate::tables::message::{Millis, Origin};
use crate::tables::texts::Text;
use crate::tables::values::ConsentEvent;

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
