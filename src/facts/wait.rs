//! Facts of waits, and the dimensions that a wait knows: its conversation's, but who answered.

use super::conversation;
use super::frame::{self, Keys};
use super::{Fact, Grain, Vocabulary};
use crate::dimensions::Column;
use crate::facts;
use crate::settings::Span;
use crate::tables::texts::Text;
use crate::tables::values::Author;
use crate::timeline::story::{ConversationFinding, Life, Outcome, Story, WaitFinding};
use crate::timeline::world::World;

/// The waits of a shard.
pub struct Rows<'a> {
    /// What the whole input knows.
    pub world: &'a World,
    /// The words of dimensions.
    pub words: &'a Vocabulary,
    /// What the walk found.
    pub story: &'a Story,
}

/// One wait with its conversation and customer.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// What the walk found.
    pub found: &'a WaitFinding,
    /// Its conversation.
    pub conversation: &'a ConversationFinding,
    /// Its customer.
    pub life: &'a Life,
    /// The words of dimensions.
    pub words: &'a Vocabulary,
    /// The moment of looking and the targets.
    pub world: &'a World,
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Wait;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.story.waits.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let found = &self.story.waits[number];
        let conversation = &self.story.conversations[found.conversation as usize];
        let life = &self.story.lives[conversation.life as usize];
        Row { found, conversation, life, words: self.words, world: self.world }
    }

    fn keys(row: &Row<'_>) -> Keys {
        let Row { found, conversation, .. } = *row;
        let open = found.outcome == Outcome::Open;
        Keys { life: conversation.life, at: found.began, conversation: found.conversation, open, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        row.dimension(column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

impl Row<'_> {
    /// The value of a dimension.
    pub fn dimension(&self, column: Column) -> Text {
        match column {
            Column::Agent => self.found.agent,
            Column::Author => self.words.author(self.found.author),
            _ => conversation::dimension(self.conversation, self.life, column),
        }
    }

    fn answered_by(&self, author: Author) -> bool {
        self.found.outcome == Outcome::Answered && self.found.author == Some(author)
    }

    fn span(&self, holds: bool) -> Option<Span> {
        if holds { self.found.span } else { None }
    }

    /// Whether the wait can be held against a target: answered, unanswered, or open past it.
    fn due(&self, target: Option<Span>) -> Option<bool> {
        let target = target?;
        Some(match self.found.outcome {
            Outcome::Answered => self.found.span.is_some(),
            Outcome::Unanswered => true,
            Outcome::Open => self.world.age(self.found.began) > target,
        })
    }

    fn met(&self, target: Option<Span>) -> Option<bool> {
        let target = target?;
        Some(self.found.outcome == Outcome::Answered && self.found.span.is_some_and(|span| span <= target))
    }
}

facts! { Grain::Wait;
    WAITED = "waited" Flag [Conversations] "Every wait.",
        |_| Some(true);
    OPEN = "open" Flag [Conversations] "Waits that are open at as_of.",
        |row| Some(row.found.outcome == Outcome::Open);
    NOT_ANSWERED = "not_answered" Flag [Conversations] "Waits that are open, or over without an answer.",
        |row| Some(row.found.outcome != Outcome::Answered);
    RESPONSE_TIME = "response_time" Duration [Conversations] "How long an answered wait took.",
        |row| row.span(row.found.outcome == Outcome::Answered);
    FIRST_RESPONSE_TIME = "first_response_time" Duration [Conversations] "The first wait of a conversation, whoever answered.",
        |row| row.span(row.found.first && row.found.outcome == Outcome::Answered);
    FIRST_RESPONSE_TIME_AGENT = "first_response_time_agent" Duration [Conversations] "The first wait of a conversation that an agent ended; one begun by a hand-off starts there.",
        |row| if row.found.first_by_agent { row.found.agent_span } else { None };
    FIRST_RESPONSE_TIME_BOT = "first_response_time_bot" Duration [Conversations] "The first wait of a conversation, where a bot ended it.",
        |row| row.span(row.found.first && row.answered_by(Author::Bot));
    NEXT_RESPONSE_TIME = "next_response_time" Duration [Conversations] "Every answered wait but the conversation's first.",
        |row| row.span(!row.found.first && row.found.outcome == Outcome::Answered);
    FIRST_DUE = "first_response_due" Flag [Conversations SlaFirstResponse] "First waits answered, unanswered, or open past the target.",
        |row| if row.found.first { row.due(row.world.targets.first_response) } else { None };
    FIRST_MET = "first_response_met" Flag [Conversations SlaFirstResponse] "First waits answered within the target.",
        |row| if row.found.first { row.met(row.world.targets.first_response) } else { None };
    DUE = "response_due" Flag [Conversations SlaResponse] "Waits answered, unanswered, or open past the target.",
        |row| row.due(row.world.targets.response);
    MET = "response_met" Flag [Conversations SlaResponse] "Waits answered within the target.",
        |row| row.met(row.world.targets.response);
}
