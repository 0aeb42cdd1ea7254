//! Facts of conversations, and the dimensions that a conversation knows.

use super::frame::{self, Keys, Values};
use super::{Fact, Grain};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{ConversationFinding, Life, Story};

/// The conversations of a shard.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
}

/// One conversation and its customer.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// What the walk found.
    pub found: &'a ConversationFinding,
    /// Its customer.
    pub life: &'a Life,
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Conversation;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.story.conversations.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let found = &self.story.conversations[number];
        Row { found, life: &self.story.lives[found.life as usize] }
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.found.life, at: row.found.started, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        row.dimension(column)
    }

    fn build(fact: &Fact, rows: &[Row<'_>], into: &mut Values) {
        find(fact, rows, into);
    }
}

impl Row<'_> {
    /// The value of a dimension.
    pub fn dimension(&self, column: Column) -> Text {
        let Row { found, life } = *self;
        match column {
            Column::Campaign => found.campaign,
            Column::Agent => found.agent,
            Column::Team => found.team,
            Column::Business => found.business,
            Column::Segment => life.segment(found.segment),
            Column::Country => life.country,
            Column::Language => life.language,
            Column::Template | Column::Variant | Column::Category | Column::Type | Column::Author => Text::NONE,
        }
    }
}

facts! { Grain::Conversation;
    STARTED = "started" Flag [Conversations] "Every conversation.",
        |_| Some(true);
    BY_CUSTOMER = "by_customer" Flag [Conversations] "Conversations that the customer began.",
        |row| Some(!row.found.by_business);
    BY_BUSINESS = "by_business" Flag [Conversations] "Conversations that the business began: a reply to outreach, or an agent's first message.",
        |row| Some(row.found.by_business);
    WITH_MESSAGES = "with_messages" Flag [Messages] "Conversations of which the input has messages.",
        |row| Some(row.found.messages > 0);
    MESSAGES = "messages" Number [Messages] "Messages of a conversation; null where the input has none of them.",
        |row| (row.found.messages > 0).then_some(i64::from(row.found.messages));
    EXCHANGES = "exchanges" Number [Messages] "How often the side changes in a conversation.",
        |row| (row.found.messages > 0).then_some(i64::from(row.found.exchanges));
    DURATION = "duration" Duration [Messages] "Last less first message of a conversation.",
        |row| row.found.duration;
}
