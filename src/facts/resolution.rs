//! Facts of resolves, dated by the resolve, with the dimensions of the conversation.

use super::frame::{self, Keys};
use super::{Fact, Grain, conversation};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{ConversationFinding, Life, ResolutionFinding, Story};

/// The resolves of a shard.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
}

/// One resolve and its conversation.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    found: &'a ResolutionFinding,
    conversation: &'a ConversationFinding,
    life: &'a Life,
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Resolution;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.story.resolutions.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let found = &self.story.resolutions[number];
        let conversation = &self.story.conversations[found.conversation as usize];
        Row { found, conversation, life: &self.story.lives[conversation.life as usize] }
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.conversation.life, at: row.found.at, conversation: row.found.conversation, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        conversation::dimension(row.conversation, row.life, column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

facts! { Grain::Resolution;
    RESOLVE = "resolve" Flag [Resolutions] "Resolve events.",
        |_| Some(true);
    LAST_RESOLVE = "last_resolve" Flag [Resolutions] "The last resolve of a conversation.",
        |row| Some(row.found.last);
    RESOLUTION_TIME = "resolution_time" Duration [Resolutions] "From a conversation's start to its last resolve.",
        |row| row.found.span;
    RESOLUTION_TIME_AGENT = "resolution_time_agent" Duration [Resolutions] "From the hand-off, else the first message of a person, to the last resolve.",
        |row| row.found.agent_span;
    REOPENED = "reopened" Flag [Resolutions] "Last resolves of conversations that were reopened within the window.",
        |row| Some(row.found.reopened);
    FIRST_CONTACT = "first_contact" Flag [Resolutions] "Last resolves by at most one person, not reopened, after which the customer began no other conversation within the window.",
        |row| Some(row.found.first_contact);
}
