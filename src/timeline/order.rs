//! The order of one customer's messages: by time, inbound before outbound, then the message id.
//!
//! Ids are only read back as text where two messages of one side stand at the same time.

use super::clock::Clock;
use super::world::World;
use crate::tables::ids::is_derived;
use crate::tables::message::{Message, Origin};
use crate::tables::values::Direction;

/// The order inside a customer, by which any two messages can be compared.
type Key = (u32, i64, bool);

/// Puts messages in one list by customer and order.
pub fn sort_messages(messages: &[Message], world: &World) -> anyhow::Result<Vec<Message>> {
    let at = |message: &Message| message.times.own().unwrap_or_default();
    let outbound = |message: &Message| world.profiles[message.profile as usize].direction != Some(Direction::Inbound);
    let mut keys: Vec<(Key, u32)> = messages
        .iter()
        .enumerate()
        .map(|(row, message)| ((message.customer.0, at(message), outbound(message)), row as u32))
        .collect();
    keys.sort_unstable();
    for customer in keys.chunk_by_mut(|a, b| a.0.0 == b.0.0) {
        let clock = clock_of(customer.iter().map(|&(_, row)| &messages[row as usize]), world);
        if clock.coarse {
            customer.iter_mut().for_each(|((_, time, _), _)| *time = clock.key(*time));
            customer.sort_unstable();
        }
    }
    for tied in keys.chunk_by_mut(|a, b| a.0 == b.0).filter(|tied| tied.len() > 1) {
        let mut ids = Vec::with_capacity(tied.len());
        for &(key, row) in tied.iter() {
            ids.push((id_order(&messages[row as usize], world)?, (key, row)));
        }
        ids.sort_unstable();
        tied.iter_mut().zip(ids).for_each(|(place, (_, row))| *place = row);
    }
    Ok(keys.iter().map(|&(_, row)| messages[row as usize]).collect())
}

/// The clock of one customer: events are no messages and do not decide it.
pub fn clock_of<'a>(messages: impl Iterator<Item = &'a Message>, world: &World) -> Clock {
    let of_messages = messages.filter(|message| !world.profiles[message.profile as usize].is_event());
    Clock::for_times(of_messages.filter_map(|message| message.times.own()))
}

/// The place of a message among those of its time: its id as text; without an id its place in the input.
fn id_order(message: &Message, world: &World) -> anyhow::Result<(bool, String, Origin)> {
    let origin = message.origin();
    if is_derived(message) {
        return Ok((false, String::new(), origin));
    }
    Ok((true, world.ids.text(origin)?, origin))
}
