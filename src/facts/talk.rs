//! Facts of messages as parts of their conversation: dated by the message, with the dimensions of the conversation.

use super::frame::{Frame, Wanted, build_facts};
use super::{Grain, conversation};
use crate::dimensions::Axis;
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

    fn find_each<T>(&self, find: impl Fn(&MessageFinding) -> T) -> Vec<T> {
        self.messages.iter().map(|&row| find(&self.story.messages[row as usize])).collect()
    }

    /// The frame of these messages.
    pub fn frame(&self, wanted: &Wanted) -> anyhow::Result<Frame> {
        let dimensions = wanted.dimensions.iter().map(|dimension| match dimension.axis {
            Axis::Column(column) => self.find_each(|row| -> Text {
                let found = &self.story.conversations[row.conversation as usize];
                conversation::Row { found, life: &self.story.lives[found.life as usize] }.dimension(column)
            }),
            Axis::Calendar(_) => Vec::new(),
        });
        Ok(Frame {
            grain: Grain::Talk,
            life: self.find_each(|row| row.life),
            at: self.find_each(|row| row.at),
            campaign: Vec::new(),
            conversation: self.find_each(|row| row.conversation),
            open: Vec::new(),
            dimensions: dimensions.collect(),
            facts: build_facts(FACTS, self, self.messages.len(), &wanted.facts)?,
        })
    }
}

facts! { Grain::Talk, Rows;
    TALKED = "talked" Flag [Messages] "Messages that belong to a conversation.",
        |_| Some(true);
}
