//! Facts of what orders belong to: shares of orders in messages, conversations and campaigns, dated by the message, else by the order.

use super::frame::{self, Keys};
use super::{Fact, Grain, conversation, message, of_customer};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{Life, TouchFinding};

/// The touches of a shard, found beside its messages.
pub struct Rows<'a> {
    /// The messages of the shard.
    pub messages: &'a message::Rows<'a>,
}

/// One touch.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    found: &'a TouchFinding,
    life: &'a Life,
    rows: &'a Rows<'a>,
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Touch;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.messages.story.touches.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let story = self.messages.story;
        let found = &story.touches[number];
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
    /// The value of a dimension: the message's, else the conversation's, else the campaign and the customer.
    fn dimension(&self, column: Column) -> Text {
        if let Some(message) = self.found.message {
            return self.rows.messages.at(message).dimension(column);
        }
        if let Some(number) = self.found.conversation {
            let talk = &self.rows.messages.story.conversations[number as usize];
            return conversation::dimension(talk, self.life, column);
        }
        match column {
            Column::Campaign => self.found.campaign,
            _ => of_customer(self.life, column),
        }
    }
}

facts! { Grain::Touch;
    ATTRIBUTED = "attributed" Flag [Orders] "Shares of orders that belong to outreach, to a conversation or to a campaign.",
        |row| Some(row.found.weight > 0);
    ORDER_SHARE = "order_share" Weight [Orders] "The share of an order.",
        |row| Some(row.found.weight);
    LEAD_SHARE = "lead_share" Weight [Orders] "The share of a customer's first lead.",
        |row| row.found.first_lead.then_some(row.found.weight);
    PURCHASE_SHARE = "purchase_share" Weight [Orders] "The share of a purchase.",
        |row| row.found.purchase.then_some(row.found.weight);
    ACQUISITION_SHARE = "acquisition_share" Weight [Orders] "The share of a customer's first purchase of the input.",
        |row| row.found.first_purchase.then_some(row.found.weight);
    ORDER_VALUE = "order_value" Money [Orders] "The share of a purchase's value, refunds subtracted.",
        |row| row.found.value.filter(|_| row.found.weight > 0);
    TIME_TO_CONVERT = "time_to_convert" Duration [Orders] "From the last touch to the order.",
        |row| row.found.span;
}
