//! Scouting: which templates were ever tapped, known before the walk.
//!
//! A tap that names its message tells at once; one that names none belongs to a message only the walk finds, so
//! those customers are walked twice, and only where they got a template that is still in doubt.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

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
    known: HashSet<Text>,
    /// Those that may be tapped and are not known to be.
    in_doubt: RwLock<hashbrown::HashSet<Text>>,
    /// Those of them that were found to be.
    found: Mutex<Vec<Text>>,
}

impl Tapped {
    /// What is known already, and which templates there are.
    pub fn new(templates: HashSet<Text>, known: HashSet<Text>) -> Tapped {
        let in_doubt = templates.difference(&known).copied().collect();
        Tapped { known, in_doubt: RwLock::new(in_doubt), found: Mutex::default() }
    }

    /// What is known now.
    pub fn known(self) -> HashSet<Text> {
        let mut known = self.known;
        known.extend(self.found.into_inner().unwrap_or_else(PoisonError::into_inner));
        known
    }

    fn in_doubt(&self) -> RwLockReadGuard<'_, hashbrown::HashSet<Text>> {
        self.in_doubt.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes templates that are tapped.
    fn settle(&self, tapped: impl Iterator<Item = Text>) {
        let tapped: Vec<Text> = tapped.filter(|template| self.in_doubt().contains(template)).collect();
        if tapped.is_empty() {
            return;
        }
        let mut in_doubt = self.in_doubt.write().unwrap_or_else(PoisonError::into_inner);
        let new = tapped.into_iter().filter(|template| in_doubt.remove(template));
        self.found.lock().unwrap_or_else(PoisonError::into_inner).extend(new);
    }

    /// Adds the templates that a shard's taps without a quote belong to.
    pub fn find(&self, shard: &Shard, world: &World) -> anyhow::Result<()> {
        if !shard.has_taps || self.in_doubt().is_empty() {
            return Ok(());
        }
        let template = |message: &Message| world.profiles[message.profile as usize].template;
        let sorted = shard.sorted(world, &mut Accounts::default())?;
        for customer in sorted.customers().filter(|customer| self.may_tell(customer, world)) {
            let story = walk::walk_customer(customer, world);
            let tapped = story.messages.iter().zip(customer.messages).filter(|(found, _)| found.taps > 0);
            self.settle(tapped.map(|(_, message)| template(message)));
        }
        Ok(())
    }

    /// Whether a customer has a tap that names no message, and got a template in doubt.
    fn may_tell(&self, customer: &CustomerRows, world: &World) -> bool {
        let profile = |message: &Message| &world.profiles[message.profile as usize];
        if !customer.messages.iter().any(|message| is_tap(profile(message))) {
            return false;
        }
        let in_doubt = self.in_doubt();
        let is_in_doubt = |message: &Message| in_doubt.contains(&profile(message).template);
        customer.messages.iter().any(is_in_doubt) && has_unnamed_tap(customer, world)
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
