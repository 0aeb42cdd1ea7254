//! Facts of messages as parts of their conversation: dated by the message, with the dimensions of the conversation.

use std::ops::Range;

use super::frame::{self, Keys, Values};
use super::{Fact, Grain, conversation};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{MessageFinding, NOWHERE, Story};

/// The messages of a shard that belong to a conversation.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
    /// Those messages.
    pub messages: Vec<u32>,
}

impl<'a> Rows<'a> {
    /// The messages of a story that belong to a conversation.
    pub fn new(story: &'a Story) -> Rows<'a> {
        let talks = |row: &u32| story.messages[*row as usize].conversation != NOWHERE;
        Rows { story, messages: (0..story.messages.len() as u32).filter(talks).collect() }
    }

    fn row(&self, row: usize) -> &MessageFinding {
        &self.story.messages[self.messages[row] as usize]
    }
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Talk;
    const FACTS: &'static [&'static Fact] = FACTS;

    fn len(&self) -> usize {
        self.messages.len()
    }

    fn keys(&self, row: usize) -> Keys {
        let found = self.row(row);
        Keys { life: found.life, at: found.at, conversation: found.conversation, ..Keys::default() }
    }

    fn dimension(&self, row: usize, column: Column) -> Text {
        let found = &self.story.conversations[self.row(row).conversation as usize];
        conversation::Row { found, life: &self.story.lives[found.life as usize] }.dimension(column)
    }

    fn build(&self, fact: &Fact, rows: Range<usize>, into: &mut Values) {
        find(self, fact, rows, into);
    }
}

facts! { Grain::Talk;
    TALKED = "talked" Flag [Messages] "Messages that belong to a conversation.",
        |_| Some(true);
}
