//! Facts of messages as parts of their conversation: dated by the message, with the dimensions of the conversation.

use super::frame::{self, Keys};
use super::{Fact, Grain, conversation};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::profile::Profile;
use crate::tables::texts::Text;
use crate::tables::values::Sentiment;
use crate::timeline::shard::Sorted;
use crate::timeline::story::{ConversationFinding, Life, MessageFinding, NOWHERE, Story};
use crate::timeline::world::World;

/// The messages of a shard that belong to a conversation.
pub struct Rows<'a> {
    /// What the whole input knows.
    pub world: &'a World,
    /// The shard's rows.
    pub shard: &'a Sorted,
    /// What the walk found.
    pub story: &'a Story,
    /// Those messages.
    pub messages: Vec<u32>,
}

/// One such message with its conversation.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    found: &'a MessageFinding,
    profile: &'a Profile,
    conversation: &'a ConversationFinding,
    life: &'a Life,
}

impl<'a> Rows<'a> {
    /// The messages of a story that belong to a conversation.
    pub fn new(world: &'a World, shard: &'a Sorted, story: &'a Story) -> Rows<'a> {
        let talks = |row: &u32| story.messages[*row as usize].conversation != NOWHERE;
        Rows { world, shard, story, messages: (0..story.messages.len() as u32).filter(talks).collect() }
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
        let place = self.messages[number] as usize;
        let found = &self.story.messages[place];
        let profile = &self.world.profiles[self.shard.messages[place].profile as usize];
        let conversation = &self.story.conversations[found.conversation as usize];
        Row { found, profile, conversation, life: &self.story.lives[found.life as usize] }
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.found.life, at: row.found.at, conversation: row.found.conversation, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        conversation::dimension(row.conversation, row.life, column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

impl Row<'_> {
    fn has_mood(&self, mood: Sentiment) -> bool {
        self.found.inbound && self.profile.sentiment == Some(mood)
    }
}

facts! { Grain::Talk;
    TALKED = "talked" Flag [Messages] "Messages that belong to a conversation.",
        |_| Some(true);
    MOOD_KNOWN = "mood_known" Flag [Sentiment] "Inbound messages classed as positive or negative.",
        |row| Some(row.has_mood(Sentiment::Positive) || row.has_mood(Sentiment::Negative));
    MOOD_POSITIVE = "mood_positive" Flag [Sentiment] "Inbound messages classed as positive.",
        |row| Some(row.has_mood(Sentiment::Positive));
}
