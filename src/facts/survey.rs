//! Facts of surveys that were sent, dated by their sending, with the dimensions of the conversation they ask about.

use super::frame::{self, Keys};
use super::{Fact, Grain, conversation, of_customer};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{ConversationFinding, Life, Story, SurveyFinding};

/// The surveys of a shard.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
}

/// One survey, its conversation where it is known, and its customer.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// What the walk found.
    pub found: &'a SurveyFinding,
    /// What it asks about.
    pub conversation: Option<&'a ConversationFinding>,
    /// Its customer.
    pub life: &'a Life,
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Survey;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.story.surveys.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        Row::new(&self.story.surveys[number], self.story)
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.found.life, at: row.found.at, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        row.dimension(column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

impl<'a> Row<'a> {
    /// A survey or answer of a story.
    pub fn new(found: &'a SurveyFinding, story: &'a Story) -> Row<'a> {
        let conversation = found.conversation.map(|number| &story.conversations[number as usize]);
        Row { found, conversation, life: &story.lives[found.life as usize] }
    }

    /// The value of a dimension: the conversation's, but the agent whom the survey names.
    pub fn dimension(&self, column: Column) -> Text {
        let Row { found, conversation, life } = *self;
        let told = conversation.map(|talk| conversation::dimension(talk, life, column));
        match column {
            Column::Agent => found.agent.or(told.unwrap_or_default()),
            _ => told.unwrap_or_else(|| of_customer(life, column)),
        }
    }
}

facts! { Grain::Survey;
    SURVEYED = "surveyed" Flag [Surveys] "Surveys that were sent.",
        |_| Some(true);
    SURVEY_ANSWERED = "survey_answered" Flag [Surveys] "Surveys that were answered.",
        |row| Some(row.found.answered);
}
