//! Members: which customers a breakdown's groups have, and what they ordered, whatever it is attributed to.
//!
//! A group has the customers that messages were sent to with its value. Of what is a customer's own (segment, country,
//! language) it also has contacts: a holdout gets no message, and its contacts tell of it. Not responsible for
//! comparing (`arms`).

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::groups::Groups;
use super::interval::Clusters;
use super::measure::Conditions;
use super::plan::Plan;
use super::sieve::Sieve;
use super::tally::Tag;
use crate::dimensions::{Axis, Column, Family};
use crate::facts::bits::Bits;
use crate::facts::frame::{Frame, Wanted};
use crate::facts::{message, of_customer};
use crate::request::Request;

/// The customers that are in the same groups: the values of the dimension, in order, and whether they are contacts.
type Together = (Vec<u32>, bool);

/// What some customers ordered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bought {
    /// How many customers there are.
    pub customers: u64,
    /// How many of them ordered anything.
    pub buyers: u64,
    /// Sums over customers of the value of their purchases (x) and of 1 (y).
    pub revenue: Clusters,
    /// The currency of the value.
    pub tag: Tag,
}

impl Bought {
    fn add(&mut self, other: &Bought) {
        self.customers += other.customers;
        self.buyers += other.buyers;
        self.revenue.merge(&other.revenue);
        self.tag = self.tag.with(other.tag);
    }
}

/// The customers of a breakdown's groups.
#[derive(Debug, Default)]
pub struct Members(BTreeMap<Together, Bought>);

impl Members {
    /// The members among a shard's customers, in a period.
    pub fn of(messages: &message::Rows, plan: &Plan, request: &Request, conditions: &Conditions) -> Result<Members> {
        let story = messages.story;
        let mut values: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); story.lives.len()];
        add_messaged(messages, plan, request, conditions, &mut values)?;
        let contacts = contacts(messages, request);
        if let Some(column) = own_column(request) {
            for ((life, values), _) in story.lives.iter().zip(&mut values).zip(&contacts).filter(|(_, is)| **is) {
                values.insert(of_customer(life, column).0);
            }
        }
        let mut orders = vec![(0_i128, Tag::default(), false); story.lives.len()];
        for order in story.orders.iter().filter(|order| conditions.covers(order.at)) {
            let (value, tag, ordered) = &mut orders[order.life as usize];
            *ordered = true;
            if let Some((worth, currency)) = order.value {
                *value += i128::from(worth);
                tag.add(currency);
            }
        }
        let mut members = Members::default();
        for ((is_contact, values), (value, tag, ordered)) in contacts.into_iter().zip(values).zip(orders) {
            let mut bought = Bought { customers: 1, buyers: u64::from(ordered), tag, ..Bought::default() };
            bought.revenue.add(value, 1);
            if is_contact || !values.is_empty() {
                members.0.entry((values.into_iter().collect(), is_contact)).or_default().add(&bought);
            }
        }
        Ok(members)
    }

    /// Adds those of other customers.
    pub fn merge(&mut self, other: Members) {
        for (together, bought) in other.0 {
            self.0.entry(together).or_default().add(&bought);
        }
    }

    /// The customers of a group.
    pub fn of_group(&self, value: u32) -> Bought {
        self.sum(|(values, _)| values.contains(&value))
    }

    /// The contacts that are in no group but the one of those without a value.
    pub fn of_none(&self) -> Bought {
        self.sum(|(values, is_contact)| *is_contact && values.iter().all(|value| *value == 0))
    }

    /// The groups that have customers.
    pub fn groups(&self) -> BTreeSet<u32> {
        self.0.keys().flat_map(|(values, _)| values).copied().collect()
    }

    /// How many customers are in several of these groups.
    pub fn in_several(&self, groups: &[u32]) -> u64 {
        let several = |(values, _): &Together| values.iter().filter(|value| groups.contains(value)).count() > 1;
        self.sum(several).customers
    }

    fn sum(&self, takes: impl Fn(&Together) -> bool) -> Bought {
        let mut sum = Bought::default();
        self.0.iter().filter(|(together, _)| takes(together)).for_each(|(_, bought)| sum.add(bought));
        sum
    }
}

/// Adds the groups of the outbound messages of each customer; without a breakdown all are of one.
fn add_messaged(
    messages: &message::Rows,
    plan: &Plan,
    request: &Request,
    conditions: &Conditions,
    values: &mut [BTreeSet<u32>],
) -> Result<()> {
    let dimensions = &plan.wanted.dimensions;
    let wanted = Wanted { facts: vec![&message::OUTBOUND], dimensions: dimensions.clone() };
    let frame = Frame::of(messages, &wanted);
    let texts = &messages.world.texts;
    let taken = Sieve::new(request, texts)
        .map_or_else(|| Bits::all(frame.len()), |mut sieve| sieve.mask(&frame, dimensions))
        .and(&frame.flags(&message::OUTBOUND)?.yes);
    let groups = Groups::of(&frame, &request.by, dimensions, request.timezone);
    for row in taken.ones().filter(|&row| conditions.covers(frame.keys[row].at)) {
        let [value, ..] = groups.keys[groups.of_row[row] as usize];
        values[frame.keys[row].life as usize].insert(value);
    }
    Ok(())
}

/// Whether each customer is a contact that the filter lets through. One that asks for more than a customer knows lets
/// none through.
fn contacts(messages: &message::Rows, request: &Request) -> Vec<bool> {
    let mut sieve = Sieve::new(request, &messages.world.texts);
    let suits = sieve.as_ref().is_none_or(|sieve| sieve.suits(Family::Customer));
    let mut takes = |life| sieve.as_mut().is_none_or(|sieve| sieve.takes(0, |column| of_customer(life, column)));
    messages.story.lives.iter().map(|life| life.is_contact && suits && takes(life)).collect()
}

/// The column of a breakdown by what is a customer's own.
fn own_column(request: &Request) -> Option<Column> {
    let dimension = request.by.first().filter(|dimension| dimension.families.contains(&Family::Customer))?;
    match dimension.axis {
        Axis::Column(column) => Some(column),
        Axis::Calendar(_) => None,
    }
}
