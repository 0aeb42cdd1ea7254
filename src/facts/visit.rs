//! Facts of inbound messages as visits of their customer: dated by the message, with the dimensions of the customer.

use super::frame::{self, Keys};
use super::{Fact, Grain, of_customer};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{Life, MessageFinding, Story};

/// The inbound messages of a shard.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
    /// Those messages, and whether each is its customer's first.
    pub visits: Vec<(u32, bool)>,
}

/// One inbound message and its customer.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    found: &'a MessageFinding,
    life: &'a Life,
    first: bool,
}

impl<'a> Rows<'a> {
    /// The inbound messages of a story.
    pub fn new(story: &'a Story) -> Rows<'a> {
        let mut last = None;
        let inbound = story.messages.iter().enumerate().filter(|(_, found)| found.is_message && found.inbound);
        let visits = inbound.map(|(message, found)| (message as u32, last.replace(found.life) != Some(found.life)));
        Rows { story, visits: visits.collect() }
    }
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Visit;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.visits.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let (message, first) = self.visits[number];
        let found = &self.story.messages[message as usize];
        Row { found, life: &self.story.lives[found.life as usize], first }
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.found.life, at: row.found.at, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        of_customer(row.life, column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

facts! { Grain::Visit;
    VISITED = "visited" Flag [Messages] "Inbound messages.",
        |_| Some(true);
    FIRST_VISIT = "first_visit" Flag [Messages] "The customer's first inbound message of the input.",
        |row| Some(row.first);
}
