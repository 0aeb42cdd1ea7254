//! The order of one customer's messages: by time, inbound before outbound, then the message id.
//!
//! Ids are only read back as text where two messages of one side stand at the same time.

use super::clock::Clock;
use super::world::World;
use crate::tables::ids::is_derived;
use crate::tables::message::{Message, Millis, Origin};
use crate::tables::values::Direction;

/// The order of messages, and the row of each: customer, time, side and row stand one behind the other in one number,
/// which is compared at once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u128);

impl Key {
    fn new(customer: u32, time: Millis, outbound: bool, row: usize) -> Key {
        // Times of messages are never negative (`Time`).
        Key(u128::from(customer) << 96 | u128::from(time as u64) << 33 | u128::from(outbound) << 32 | row as u128)
    }

    fn customer(self) -> u32 {
        (self.0 >> 96) as u32
    }

    fn time(self) -> Millis {
        (self.0 >> 33) as Millis & Millis::MAX
    }

    fn at(self, time: Millis) -> Key {
        Key::new(self.customer(), time, self.0 >> 32 & 1 == 1, self.row())
    }

    fn row(self) -> usize {
        self.0 as u32 as usize
    }

    /// Whether nothing but the row tells two messages apart.
    fn is_tied(self, other: Key) -> bool {
        self.0 >> 32 == other.0 >> 32
    }
}

/// Puts messages in one list by customer and order.
pub fn sort_messages(messages: &[Message], world: &World) -> anyhow::Result<Vec<Message>> {
    let key = |(row, message): (usize, &Message)| {
        let at = message.times.own().unwrap_or_default();
        let outbound = world.profiles[message.profile as usize].direction != Some(Direction::Inbound);
        Key::new(message.customer.0, at, outbound, row)
    };
    let mut keys: Vec<Key> = messages.iter().enumerate().map(key).collect();
    keys.sort_unstable();
    for customer in keys.chunk_by_mut(|a, b| a.customer() == b.customer()) {
        let whole = |key: &Key| key.time() % 1000 == 0;
        // Where all times are whole seconds there is nothing to cut off.
        if customer.iter().all(whole) {
            continue;
        }
        let clock = clock_of(customer.iter().map(|key| &messages[key.row()]), world);
        if clock.coarse {
            customer.iter_mut().for_each(|key| *key = key.at(clock.key(key.time())));
            customer.sort_unstable();
        }
    }
    for tied in keys.chunk_by_mut(|a, b| a.is_tied(*b)).filter(|tied| tied.len() > 1) {
        let mut ids = Vec::with_capacity(tied.len());
        for &key in tied.iter() {
            ids.push((id_order(&messages[key.row()], world)?, key));
        }
        ids.sort_unstable();
        tied.iter_mut().zip(ids).for_each(|(place, (_, key))| *place = key);
    }
    Ok(keys.iter().map(|key| messages[key.row()]).collect())
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
