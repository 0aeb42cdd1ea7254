//! Facts of consent events. An opt-out has the dimensions of the message it belongs to, every event its customer's.

use super::frame::{self, Keys};
use super::{Fact, Grain, message, of_customer};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{ConsentFinding, Life};

/// The consent events of a shard, found beside its messages.
pub struct Rows<'a> {
    /// The messages of the shard.
    pub messages: &'a message::Rows<'a>,
}

/// One consent event.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    found: &'a ConsentFinding,
    life: &'a Life,
    rows: &'a Rows<'a>,
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Consent;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.messages.story.consents.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let story = self.messages.story;
        let found = &story.consents[number];
        Row { found, life: &story.lives[found.life as usize], rows: self }
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

impl Row<'_> {
    fn dimension(&self, column: Column) -> Text {
        if let Some(message) = self.found.message {
            return self.rows.messages.at(message).dimension(column);
        }
        of_customer(self.life, column)
    }
}

facts! { Grain::Consent;
    OPTED_OUT = "opted_out" Flag [Messages] "Opt-outs that count.",
        |row| Some(row.found.opt_out);
    OPTED_IN = "opted_in" Flag [OptIns] "Opt-ins, resumes and recorded consents.",
        |row| Some(!row.found.opt_out);
}
