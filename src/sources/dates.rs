//! The order of day and month in one file: told by the user or the format, or proven by the file itself.
//!
//! Not responsible for asking: a date that stays open makes its reader ask.

use std::sync::OnceLock;

use super::values::{DateOrder, is_ambiguous, proven_order};

/// What is known of the order of a file's dates.
#[derive(Debug)]
pub struct Order {
    known: OnceLock<DateOrder>,
    /// Whether the beginning of the file holds dates that could be read two ways, and the rest may tell.
    is_asked: bool,
}

impl Order {
    /// From what is told, else from the dates of the file's beginning.
    pub fn new<'t>(told: Option<DateOrder>, texts: impl Iterator<Item = &'t str> + Clone, complete: bool) -> Order {
        let known = OnceLock::new();
        if let Some(order) = told.or_else(|| proven_order(texts.clone())) {
            let _ = known.set(order);
        }
        Order { known, is_asked: !complete && texts.into_iter().any(is_ambiguous) }
    }

    /// The order, where it is known.
    pub fn get(&self) -> Option<DateOrder> {
        self.known.get().copied()
    }

    /// Whether more of the file should be looked at.
    pub fn is_open(&self) -> bool {
        self.is_asked && self.known.get().is_none()
    }

    /// Looks at more dates of the file.
    pub fn see<'t>(&self, texts: impl Iterator<Item = &'t str>) {
        if let Some(order) = proven_order(texts) {
            let _ = self.known.set(order);
        }
    }
}
