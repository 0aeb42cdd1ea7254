//! Facts of purchases, wherever they belong, dated by themselves, with the dimensions of the customer.

use super::frame::{self, Keys};
use super::{Fact, Grain, of_customer};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{Life, PurchaseFinding, Story};

/// The purchases of a shard.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
}

/// One purchase and its customer.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    found: &'a PurchaseFinding,
    life: &'a Life,
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Purchase;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.story.purchases.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let found = &self.story.purchases[number];
        Row { found, life: &self.story.lives[found.life as usize] }
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

facts! { Grain::Purchase;
    PURCHASED = "purchased" Flag [Orders] "Purchases that were not given back in full.",
        |_| Some(true);
}
