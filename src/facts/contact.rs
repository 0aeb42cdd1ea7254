//! Facts of the contacts table, one row per customer that it has.

use super::Grain;
use super::frame::{Frame, Wanted, build_facts};
use crate::dimensions::{Axis, Column};
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
    life: &'a Life,
    as_of: Millis,
}

impl<'a> Rows<'a> {
    /// The customers of a story that the contacts table has.
    pub fn new(story: &'a Story, as_of: Millis) -> Rows<'a> {
        let lives = (0..story.lives.len() as u32).filter(|&life| story.lives[life as usize].is_contact).collect();
        Rows { story, as_of, lives }
    }

    fn find_each<T>(&self, find: impl Fn(Row) -> T) -> Vec<T> {
        let row = |&life: &u32| find(Row { life: &self.story.lives[life as usize], as_of: self.as_of });
        self.lives.iter().map(row).collect()
    }

    /// The frame of the contacts.
    pub fn frame(&self, wanted: &Wanted) -> anyhow::Result<Frame> {
        let dimensions = wanted.dimensions.iter().map(|dimension| match dimension.axis {
            Axis::Column(Column::Segment) => self.find_each(|row| row.life.segment(Text::NONE)),
            Axis::Column(Column::Country) => self.find_each(|row| row.life.country),
            Axis::Column(Column::Language) => self.find_each(|row| row.life.language),
            Axis::Column(_) => vec![Text::NONE; self.lives.len()],
            Axis::Calendar(_) => Vec::new(),
        });
        Ok(Frame {
            grain: Grain::Contact,
            life: self.lives.clone(),
            at: vec![0; self.lives.len()],
            campaign: Vec::new(),
            conversation: Vec::new(),
            open: Vec::new(),
            dimensions: dimensions.collect(),
            facts: build_facts(FACTS, self, self.lives.len(), &wanted.facts)?,
        })
    }
}

facts! { Grain::Contact, Rows;
    CONTACT = "contact" Flag [Contacts] "Customers of the contacts table.",
        |_| Some(true);
    CONSENTED = "consented" Flag [Contacts] "Contacts with consent recorded by as_of.",
        |row| Some(row.life.consent_at.is_some_and(|at| at <= row.as_of));
}
