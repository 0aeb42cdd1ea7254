//! Scattering: messages and rows of the conversations table go to the shards of their customers, side by side.
//!
//! Not responsible for which customer a row belongs to (`places`).

use std::collections::HashSet;

use rayon::prelude::*;

use super::places::{Named, Owners, Places};
use crate::tables::bag::Bag;
use crate::tables::identity::Customers;
use crate::tables::message::Message;
use crate::tables::rows::Conversation;
use crate::tables::texts::Text;
use crate::timeline::shard::shard_of;
use crate::timeline::world::World;

/// Spreads the rows of the conversations table over the shards of their customers.
pub fn place_conversations(
    rows: Bag<Conversation>,
    places: &Places,
    count: usize,
    display: impl Fn(Text) -> Text + Sync,
) -> Bag<(u32, Conversation)> {
    let place = |mut placed: Bag<(u32, Conversation)>, chunks: Vec<Vec<Conversation>>| {
        for mut row in chunks.into_iter().flatten() {
            row.business = display(row.business);
            let customer = places.of_conversation(&row);
            placed.push(shard_of(customer, count), (customer, row));
        }
        placed
    };
    let merge = |mut one: Bag<_>, other: Bag<_>| {
        one.append(other);
        one
    };
    rows.into_parts().into_par_iter().fold(Bag::default, place).reduce(Bag::default, merge)
}

/// Messages by shard, and what was noted on the way.
#[derive(Default)]
pub struct Scattered {
    /// By shard.
    pub messages: Bag<Message>,
    /// Whose the messages and conversations are that rows name.
    pub owners: Owners,
    /// The templates of messages that were tapped.
    pub buttons: HashSet<Text>,
}

/// Spreads the messages over the shards of their customers, and notes on the way what other rows look for. A message
/// without a customer is a customer of its own.
pub fn scatter(
    parts: Vec<Vec<Vec<Message>>>,
    customers: &Customers,
    world: &World,
    tapped: &HashSet<u64>,
    count: usize,
    named: &Named,
) -> Scattered {
    let starts: Vec<u32> = parts
        .iter()
        .scan(customers.len() as u32, |start, part| {
            let this = *start;
            *start += part.iter().map(Vec::len).sum::<usize>() as u32;
            Some(this)
        })
        .collect();
    let spread = |mut scattered: Scattered, (start, part): (u32, Vec<Vec<Message>>)| {
        for (row, mut message) in part.into_iter().flatten().enumerate() {
            let customer = customers.number(message.customer).unwrap_or(start + row as u32);
            message.customer = Text(customer);
            scattered.owners.see(&message, named, customers);
            if !tapped.is_empty() && tapped.contains(&message.id()) {
                scattered.buttons.insert(world.profiles[message.profile as usize].template);
            }
            scattered.messages.push(shard_of(customer, count), message);
        }
        scattered
    };
    let merge = |mut one: Scattered, other: Scattered| {
        one.messages.append(other.messages);
        one.owners.merge(other.owners, customers);
        one.buttons.extend(other.buttons);
        one
    };
    starts.into_par_iter().zip(parts).fold(Scattered::default, spread).reduce(Scattered::default, merge)
}
