//! Facts of expenses: messages whose cost is known, dated by the message; and spend that is in no message, dated by its
//! part of the period.
//!
//! Not responsible for cutting spend into parts (`analysis::spending`).

use super::frame::{self, Keys};
use super::{Fact, Grain, message};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::message::Millis;
use crate::tables::rows::Spend;
use crate::tables::texts::Text;
use crate::timeline::money::Amount;

/// The expenses of a shard, found beside its messages.
pub struct Rows<'a> {
    /// The messages of the shard.
    pub messages: &'a message::Rows<'a>,
    /// Those whose cost is known.
    pub costly: Vec<u32>,
}

/// One expense.
#[derive(Clone, Copy)]
pub enum Row<'a> {
    /// A message.
    Message(message::Row<'a>),
    /// A part of a spend.
    Part(&'a Part),
}

/// A part of a spend that is in no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The number of the spend.
    pub spend: u32,
    /// Its beginning.
    pub at: Millis,
    /// What was spent.
    pub amount: Amount,
    /// The campaign that it was spent on.
    pub campaign: Text,
}

impl<'a> Rows<'a> {
    /// The messages whose cost is known.
    pub fn new(messages: &'a message::Rows<'a>) -> Rows<'a> {
        let costly = messages.messages.iter().copied().filter(|&place| messages.at(place).cost().is_some());
        Rows { messages, costly: costly.collect() }
    }
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Expense;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.costly.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        Row::Message(self.messages.at(self.costly[number]))
    }

    fn keys(row: &Row<'_>) -> Keys {
        row.keys()
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        row.dimension(column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

/// Which of some spends on messages are accounted for by the messages themselves: in their span a message of their
/// campaign (where they name none: any) has a cost. `spans` are the spans of the spends.
pub fn covered(messages: &message::Rows, spends: &[Spend], spans: &[(Millis, Millis)]) -> Vec<usize> {
    let costly = messages.messages.iter().map(|&place| messages.at(place)).filter(|row| {
        let paid = row.cost().is_some_and(|(cost, _)| cost > 0);
        paid || row.profile.cost.is_some()
    });
    let mut covered = vec![false; spends.len()];
    for row in costly {
        for (number, (spend, span)) in spends.iter().zip(spans).enumerate() {
            let named = spend.campaign.is_none() || spend.campaign == row.profile.campaign;
            covered[number] |= named && span.0 <= row.found.at && row.found.at < span.1;
        }
    }
    (0..spends.len()).filter(|&number| covered[number]).collect()
}

/// Spend that is in no message, cut into parts.
pub struct Parts<'a>(pub &'a [Part]);

impl frame::Rows for Parts<'_> {
    const GRAIN: Grain = Grain::Expense;
    const FACTS: &'static [&'static Fact] = FACTS;
    const IN_PARTS: bool = true;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.0.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        Row::Part(&self.0[number])
    }

    fn keys(row: &Row<'_>) -> Keys {
        row.keys()
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        row.dimension(column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

impl Row<'_> {
    fn keys(&self) -> Keys {
        match self {
            Row::Message(row) => Keys { life: row.found.life, at: row.found.at, ..Keys::default() },
            Row::Part(part) => Keys { life: u32::MAX - 1, at: part.at, conversation: part.spend, ..Keys::default() },
        }
    }

    fn dimension(&self, column: Column) -> Text {
        match (self, column) {
            (Row::Message(row), _) => row.dimension(column),
            (Row::Part(part), Column::Campaign) => part.campaign,
            (Row::Part(_), _) => Text::NONE,
        }
    }

    fn amount(&self) -> Option<Amount> {
        match self {
            Row::Message(row) => row.cost(),
            Row::Part(part) => Some(part.amount),
        }
    }
}

facts! { Grain::Expense;
    SPENT = "spent" Flag [Costs] "Messages whose cost is known, and spend that is in no message.",
        |_| Some(true);
    EXPENSE = "expense" Money [Costs] "What they cost.",
        |row| row.amount();
}
