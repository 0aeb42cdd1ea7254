//! Which message, conversation or campaign an order belongs to, and with which share.

use super::groups::MESSAGE_DIMENSIONS;
use super::money::{Money, largest_remainder, minor_unit};
use super::optout;
use super::orders::Order;
use super::story::{Dimensions, World, or_none};
use super::*;

/// The weights of one order's touches add up to this.
pub const WHOLE: i64 = 1_000_000_000;

const HALF_LIFE: f64 = (7 * DAY) as f64;

#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Message(usize),
    Conversation(usize),
    Campaign(String),
}

/// A part of an order.
#[derive(Clone, Debug)]
pub struct Touch {
    pub order: usize,
    pub target: Target,
    pub weight: i64,
    pub money: Option<Money>,
    /// The message's own time, else the order's.
    pub date: i64,
    pub dimensions: Dimensions,
}

pub fn find(world: &mut World, model: &str, windows: &settings::Windows) {
    for place in 0..world.orders.len() {
        let order = world.orders[place].clone();
        let targets = targets(world, &order, model, windows.conversion);
        let weights = largest_remainder(WHOLE, &targets.iter().map(|(_, part)| *part).collect::<Vec<_>>());
        let amounts = order.value.as_ref().map(|value| split(value, &weights));
        for (i, (target, _)) in targets.iter().enumerate() {
            let date = match target {
                Target::Message(message) => world.messages[*message].at,
                _ => order.at,
            };
            world.touches.push(Touch {
                order: place,
                target: target.clone(),
                weight: weights[i],
                money: amounts.as_ref().map(|amounts| amounts[i].clone()),
                date,
                dimensions: dimensions(world, &order, target),
            });
        }
    }
}

/// Money in minor units by largest remainder; what is less than a minor unit stays with the last.
fn split(value: &Money, weights: &[i64]) -> Vec<Money> {
    let minor = minor_unit(&value.currency);
    let parts: Vec<f64> = weights.iter().map(|weight| *weight as f64).collect();
    let mut amounts: Vec<i64> =
        largest_remainder(value.amount / minor, &parts).into_iter().map(|units| units * minor).collect();
    if let Some(last) = amounts.last_mut() {
        *last += value.amount % minor;
    }
    amounts.into_iter().map(|amount| Money::new(amount, &value.currency)).collect()
}

fn targets(world: &World, order: &Order, model: &str, window: i64) -> Vec<(Target, f64)> {
    let one = |target| vec![(target, 1.0)];
    if let Some(named) = order.message
        && world.messages[named].outreach
    {
        return one(Target::Message(named));
    }
    if let Some(c) = world.named_conversation(order) {
        return one(Target::Conversation(c));
    }
    if !order.campaign.is_empty() {
        let latest =
            delivered_outreach(world, order).into_iter().rfind(|i| world.messages[*i].row.campaign == order.campaign);
        return one(latest.map_or(Target::Campaign(order.campaign.clone()), Target::Message));
    }
    let touches: Vec<usize> = delivered_outreach(world, order)
        .into_iter()
        .filter(|i| world.within(order.customer, world.messages[*i].at, order.at, window))
        .collect();
    if !touches.is_empty() {
        return by_model(world, order, model, touches);
    }
    let organic = (0..world.conversations.len())
        .filter(|c| {
            let c = &world.conversations[*c];
            c.customer == order.customer && !c.by_business && world.within(c.customer, c.start, order.at, window)
        })
        .max_by_key(|c| world.begun(*c));
    organic.map(|c| one(Target::Conversation(c))).unwrap_or_default()
}

/// Delivered outreach to the order's customer that was sent before it, in order.
fn delivered_outreach(world: &World, order: &Order) -> Vec<usize> {
    let tick = |time| world.tick(order.customer, time);
    (0..world.messages.len())
        .filter(|i| {
            let m = &world.messages[*i];
            m.customer == order.customer && m.outreach && m.reached() && tick(m.at) <= tick(order.at)
        })
        .collect()
}

fn by_model(world: &World, order: &Order, model: &str, touches: Vec<usize>) -> Vec<(Target, f64)> {
    let at = |i: usize| world.tick(order.customer, world.messages[i].at);
    let last = *touches.last().unwrap();
    // Of two first ones at the same time the later id, as of two last ones.
    let first = touches.iter().copied().rfind(|i| at(*i) == at(touches[0])).unwrap();
    let middle = touches.len().saturating_sub(2) as f64;
    let part = |(place, i): (usize, usize)| match model {
        "linear" => 1.0,
        "position" if touches.len() <= 2 => 1.0,
        "position" if place == 0 || i == last => 0.4,
        "position" => 0.2 / middle,
        "time-decay" => (-((order.at - world.messages[i].at) as f64) / HALF_LIFE).exp2(),
        _ => panic!("no model {model}"),
    };
    match model {
        "" | "last-touch" => vec![(Target::Message(last), 1.0)],
        "first-touch" => vec![(Target::Message(first), 1.0)],
        _ => touches.iter().copied().enumerate().map(|(place, i)| (Target::Message(i), part((place, i)))).collect(),
    }
}

/// Of a conversation what it knows, of a campaign its name; the rest is the customer's.
fn dimensions(world: &World, order: &Order, target: &Target) -> Dimensions {
    match target {
        Target::Message(message) => world.messages[*message].dimensions.clone(),
        Target::Conversation(c) => {
            let none = MESSAGE_DIMENSIONS.iter().map(|dimension| (*dimension, "(none)".to_string()));
            let mut dimensions: Dimensions = none.collect();
            dimensions.extend(world.conversations[*c].dimensions.clone());
            dimensions
        }
        Target::Campaign(campaign) => {
            let mut dimensions = optout::of_contact(world, order.customer);
            dimensions.insert("campaign", or_none(campaign));
            dimensions
        }
    }
}

impl World {
    /// The conversation that an order names, be it by one of its messages.
    pub fn named_conversation(&self, order: &Order) -> Option<usize> {
        let of_message = |named: usize| self.conversations.iter().position(|c| c.members.contains(&named));
        order.message.and_then(of_message).or(order.conversation)
    }

    /// What tells which of two conversations of a customer began later.
    pub fn begun(&self, conversation: usize) -> (i64, &str) {
        let c = &self.conversations[conversation];
        let first = c.members.first().map_or("", |first| self.messages[*first].row.message_id.as_str());
        (self.tick(c.customer, c.start), first)
    }
}
