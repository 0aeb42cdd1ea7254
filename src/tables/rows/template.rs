//! Rows about templates and numbers.
//!
//! Not responsible for which rating holds when.

use crate::tables::message::Millis;
use crate::tables::texts::Text;
use crate::tables::values::{Category, Rating};

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
