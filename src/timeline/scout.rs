//! Scouting: which templates were ever tapped, known before the walk.
//!
//! A tap that names its message tells at once; one that names none belongs to a message only the walk finds, so
//! those customers are walked twice, and only while some template is still in doubt.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::shard::{CustomerRows, Shard};
use super::walk;
use super::world::World;
use crate::tables::account::Accounts;
use crate::tables::message::Message;
use crate::tables::profile::Profile;
use crate::tables::texts::Text;
use crate::tables::values::MessageType;

/// Whether a message is a tap that counts as one.
pub fn is_tap(profile: &Profile) -> bool {
    profile.is_inbound() && !profile.opt_out_word && profile.kind.is_some_and(MessageType::is_tap)
}

/// The templates that are known to be tapped, shared by all threads.
pub struct Tapped {
    in_doubt: HashSet<Text>,
    known: Mutex<HashSet<Text>>,
}

impl Tapped {
    /// What is known already, and which templates there are.
    pub fn new(in_doubt: HashSet<Text>, known: HashSet<Text>) -> Tapped {
        Tapped { in_doubt, known: Mutex::new(known) }
    }

    /// What is known now.
    pub fn known(self) -> HashSet<Text> {
        self.known.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<Text>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_settled(&self) -> bool {
        self.in_doubt.is_subset(&self.lock())
    }

    /// Adds the templates that a shard's taps without a quote belong to.
    pub fn find(&self, shard: &Shard, world: &World) -> anyhow::Result<()> {
        let profile = |message: &Message| &world.profiles[message.profile as usize];
        if !shard.has_taps || self.is_settled() {
            return Ok(());
        }
        let sorted = shard.sorted(world, &mut Accounts::default())?;
        for customer in sorted.customers().filter(|customer| has_unnamed_tap(customer, world)) {
            if self.is_settled() {
                break;
            }
            let story = walk::walk_customer(customer, world);
            let tapped = story.messages.iter().zip(customer.messages).filter(|(found, _)| found.taps > 0);
            self.lock().extend(tapped.map(|(_, message)| profile(message).template));
        }
        Ok(())
    }
}

fn has_unnamed_tap(customer: &CustomerRows, world: &World) -> bool {
    let profile = |message: &Message| &world.profiles[message.profile as usize];
    customer.messages.iter().filter(|message| is_tap(profile(message))).any(|tap| {
        let names = |other: &Message| {
            let outbound = !profile(other).is_inbound() && !profile(other).is_event();
            tap.reply_to() != 0 && other.id() == tap.reply_to() && outbound
        };
        !customer.messages.iter().any(names)
    })
}
