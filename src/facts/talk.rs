//! Facts of messages as parts of their conversation: dated by the message, with the dimensions of the conversation.

use super::frame::{self, Keys, Values};
use super::{Fact, Grain, conversation};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{ConversationFinding, Life, MessageFinding, NOWHERE, Story};

/// The messages of a shard that belong to a conversation.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
    /// Those messages.
    pub messages: Vec<u32>,
}

/// One such message with its conversation.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    found: &'a MessageFinding,
    conversation: &'a ConversationFinding,
    life: &'a Life,
}

impl<'a> Rows<'a> {
    /// The messages of a story that belong to a conversation.
    pub fn new(story: &'a Story) -> Rows<'a> {
        let talks = |row: &u32| story.messages[*row as usize].conversation != NOWHERE;
        Rows { story, messages: (0..story.messages.len() as u32).filter(talks).collect() }
    }
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Talk;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.messages.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let found = &self.story.messages[self.messages[number] as usize];
        let conversation = &self.story.conversations[found.conversation as usize];
        Row { found, conversation, life: &self.story.lives[found.life as usize] }
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.found.life, at: row.found.at, conversation: row.found.conversation, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        conversation::Row { found: row.conversation, life: row.life }.dimension(column)
    }

    fn build(fact: &Fact, rows: &[Row<'_>], into: &mut Values) {
        find(fact, rows, into);
    }
}

facts! { Grain::Talk;
    TALKED = "talked" Flag [Messages] "Messages that belong to a conversation.",
        |_| Some(true);
}
