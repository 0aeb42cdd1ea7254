//! Scattering: messages and rows of the conversations table go to the shards of their customers, side by side.
//!
//! Not responsible for which customer a row belongs to (`places`).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use hashbrown::HashSet;
use rayon::prelude::*;

use super::places::{Named, Owners, Places};
use crate::tables::bag::{Bag, Packed};
use crate::tables::identity::Customers;
use crate::tables::memory::Memory;
use crate::tables::message::Message;
use crate::tables::packed::{Pack, PackedMessage};
use crate::tables::rows::Conversation;
use crate::tables::texts::Text;
use crate::timeline::scout::is_tap;
use crate::timeline::shard::shard_of;
use crate::timeline::world::World;

/// Where rows go to: so many shards, and so many bytes of memory for what waits and what has arrived.
pub struct Room<'a> {
    /// How many shards there are.
    pub shards: usize,
    /// How many bytes packed rows may take.
    pub bytes: usize,
    /// The run's memory.
    pub memory: &'a Memory,
}

/// Parts that wait for some thread.
struct Queue<T: Pack> {
    parts: Mutex<std::vec::IntoIter<(usize, Packed<T>)>>,
    held: AtomicUsize,
}

impl<T: Pack> Queue<T> {
    fn new(parts: Vec<Packed<T>>) -> Queue<T> {
        let held = AtomicUsize::new(parts.iter().map(Packed::held).sum());
        let parts: Vec<_> = parts.into_iter().enumerate().collect();
        Queue { parts: Mutex::new(parts.into_iter()), held }
    }

    fn next(&self) -> Option<(usize, Packed<T>)> {
        let next = self.parts.lock().unwrap_or_else(PoisonError::into_inner).next();
        if let Some((_, part)) = &next {
            self.held.fetch_sub(part.held(), Ordering::Relaxed);
        }
        next
    }

    /// What a thread may hold of what has arrived.
    fn share(&self, room: &Room) -> usize {
        room.bytes.saturating_sub(self.held.load(Ordering::Relaxed)) / rayon::current_num_threads()
    }
}

/// Every thread of the pool works until nothing is left.
fn on_every_thread<T: Send>(work: impl Fn() -> Result<T> + Sync) -> Result<Vec<T>> {
    (0..rayon::current_num_threads()).into_par_iter().with_max_len(1).map(|_| work()).collect()
}

/// Spreads the rows of the conversations table over the shards of their customers.
pub fn place_conversations(
    rows: Bag<Conversation>,
    places: &Places,
    room: &Room,
    display: impl Fn(Text) -> Text + Sync,
) -> Result<Bag<(u32, Conversation)>> {
    let queue = Queue::new(rows.into_parts());
    let work = || {
        let (mut placed, spill) = (Bag::of(room.shards), room.memory.spill());
        while let Some((_, part)) = queue.next() {
            part.for_each(|mut row: Conversation| {
                row.business = display(row.business);
                let customer = places.of_conversation(&row);
                placed.push(shard_of(customer, room.shards), (customer, row));
            })?;
            drop(part);
            placed.spill_beyond(queue.share(room), &spill)?;
        }
        Ok(placed)
    };
    let mut all = Bag::of(room.shards);
    on_every_thread(work)?.into_iter().for_each(|placed| all.append(placed));
    Ok(all)
}

/// Messages by shard, and what was noted on the way.
pub struct Scattered {
    /// By shard.
    pub messages: Bag<Message>,
    /// Whether there are taps, by shard.
    pub taps: Vec<bool>,
    /// Whose the messages and conversations are that rows name.
    pub owners: Owners,
    /// The templates of messages that were tapped.
    pub buttons: std::collections::HashSet<Text>,
}

impl Scattered {
    fn new(shards: usize) -> Scattered {
        let (owners, buttons) = (Owners::default(), Default::default());
        Scattered { messages: Bag::of(shards), taps: vec![false; shards], owners, buttons }
    }

    fn merge(&mut self, other: Scattered, customers: &Customers) {
        self.messages.append(other.messages);
        self.taps.iter_mut().zip(other.taps).for_each(|(mine, others)| *mine |= others);
        self.owners.merge(other.owners, customers);
        self.buttons.extend(other.buttons);
    }
}

/// Spreads the messages over the shards of their customers, and notes on the way what other rows look for; `settle`
/// ends the merging of a row of a part. A message without a customer is a customer of its own.
pub fn scatter(
    parts: Vec<Packed<Message>>,
    settle: impl Fn(usize, &mut PackedMessage) + Sync,
    customers: &Customers,
    world: &World,
    tapped: &HashSet<u64>,
    named: &Named,
    room: &Room,
) -> Result<Scattered> {
    let starts: Vec<u32> = parts
        .iter()
        .scan(customers.len() as u32, |start, part| {
            let this = *start;
            *start += part.len() as u32;
            Some(this)
        })
        .collect();
    let taps: Vec<bool> = world.profiles.iter().map(is_tap).collect();
    let queue = Queue::new(parts);
    let work = || {
        let (mut scattered, spill) = (Scattered::new(room.shards), room.memory.spill());
        while let Some((number, part)) = queue.next() {
            let mut stranger = starts[number];
            part.each_as(|mut message: PackedMessage| {
                settle(number, &mut message);
                let customer = customers.number(message.customer()).unwrap_or(stranger);
                stranger += 1;
                message.set_customer(Text(customer));
                scattered.owners.see(&message, named, customers);
                let profile = message.profile() as usize;
                if !tapped.is_empty() && tapped.contains(&message.id()) {
                    scattered.buttons.insert(world.profiles[profile].template);
                }
                let shard = shard_of(customer, room.shards);
                scattered.taps[shard] |= taps[profile];
                scattered.messages.push(shard, message);
            })?;
            drop(part);
            scattered.messages.spill_beyond(queue.share(room), &spill)?;
        }
        Ok(scattered)
    };
    let mut all = Scattered::new(room.shards);
    on_every_thread(work)?.into_iter().for_each(|scattered| all.merge(scattered, customers));
    Ok(all)
}
