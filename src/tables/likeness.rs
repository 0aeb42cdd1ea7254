//! Likeness: rows that describe their messages by the very same cells, so what the cells mean is worked out once.
//!
//! Not responsible for which cells those are: sources know (`records`).

use super::message::MessageDraft;
use super::values::{Direction, MessageType, Status};

/// A hash of everything in a row but its ids, persons, times and text. Two rows of one likeness have one profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness(pub u64);

/// What must be known of a message beside its keys and its profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gist {
    /// See [`Direction`].
    pub direction: Option<Direction>,
    /// See [`MessageType`].
    pub kind: Option<MessageType>,
    /// The state that is told by a word.
    pub status: Option<Status>,
}

impl Gist {
    /// That of a draft.
    pub(super) fn of(draft: &MessageDraft) -> Gist {
        Gist { direction: draft.direction, kind: draft.kind, status: draft.status }
    }
}

/// What the cells of rows of one likeness mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Description {
    /// What their profile leaves open.
    pub gist: Gist,
    /// The number of their profile.
    pub(super) profile: u32,
}

impl Description {
    /// What the rows of a draft's likeness mean; nothing where its text says something too.
    pub(super) fn of(draft: &MessageDraft, profile: u32) -> Option<Description> {
        let description = Description { gist: Gist::of(draft), profile };
        (!description.is_changed_by(draft.text)).then_some(description)
    }

    /// Whether a row's text tells more than its other cells.
    #[inline]
    pub fn is_changed_by(&self, text: &str) -> bool {
        self.gist.direction == Some(Direction::Inbound) && !text.is_empty()
    }
}

/// What rows meant that were met lately.
pub(super) struct Descriptions {
    slots: Vec<Option<(Likeness, Description)>>,
}

impl Default for Descriptions {
    fn default() -> Self {
        Descriptions { slots: vec![None; Self::SLOTS] }
    }
}

impl Descriptions {
    const SLOTS: usize = 1 << 13;

    /// What the cells of a likeness mean, if they were met lately.
    #[inline]
    pub(super) fn get(&self, likeness: Likeness) -> Option<Description> {
        self.slots[likeness.0 as usize % Self::SLOTS].filter(|slot| slot.0 == likeness).map(|slot| slot.1)
    }

    /// Keeps what the cells of a likeness mean.
    pub(super) fn keep(&mut self, likeness: Likeness, description: Description) {
        self.slots[likeness.0 as usize % Self::SLOTS] = Some((likeness, description));
    }
}
