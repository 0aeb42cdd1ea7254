//! Facts of the contacts table, one row per customer that it has.

use super::frame::{self, Keys};
use super::{Fact, Grain, of_customer};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::message::Millis;
use crate::tables::texts::Text;
use crate::timeline::story::{Life, Story};

/// The contacts of a shard.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
    /// The moment of looking.
    pub as_of: Millis,
    /// The customers that are contacts.
    pub lives: Vec<u32>,
}

/// One contact.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    number: u32,
    life: &'a Life,
    as_of: Millis,
}

impl<'a> Rows<'a> {
    /// The customers of a story that the contacts table has.
    pub fn new(story: &'a Story, as_of: Millis) -> Rows<'a> {
        let lives = (0..story.lives.len() as u32).filter(|&life| story.lives[life as usize].is_contact).collect();
        Rows { story, as_of, lives }
    }
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Contact;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.lives.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let number = self.lives[number];
        Row { number, life: &self.story.lives[number as usize], as_of: self.as_of }
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.number, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        of_customer(row.life, column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

facts! { Grain::Contact;
    CONTACT = "contact" Flag [Contacts] "Customers of the contacts table.",
        |_| Some(true);
    CONSENTED = "consented" Flag [Contacts] "Contacts with consent recorded by as_of.",
        |row| Some(row.life.consent_at.is_some_and(|at| at <= row.as_of));
}
