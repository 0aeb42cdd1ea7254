//! Scouting: which templates were ever tapped, known before the walk.
//!
//! A tap that names its message tells at once; one that names none belongs to a message only the walk finds, so
//! those customers are walked twice, and only while some template is still in doubt.

use std::collections::HashSet;

use super::shard::Shard;
use super::walk;
use super::world::World;
use crate::tables::message::Message;
use crate::tables::profile::Profile;
use crate::tables::texts::Text;
use crate::tables::values::MessageType;

/// Whether a message is a tap that counts as one.
pub fn is_tap(profile: &Profile) -> bool {
    profile.is_inbound() && !profile.opt_out_word && profile.kind.is_some_and(MessageType::is_tap)
}

/// Adds to `tapped` the templates that taps without a quote belong to, among those `in_doubt`.
pub fn find_tapped(shard: &Shard, world: &World, in_doubt: &HashSet<Text>, tapped: &mut HashSet<Text>) {
    let profile = |message: &Message| &world.profiles[message.profile as usize];
    for customer in shard.customers() {
        if in_doubt.is_subset(tapped) {
            return;
        }
        let unnamed = |message: &Message| {
            let names = |other: &Message| {
                let outbound = !profile(other).is_inbound() && !profile(other).is_event();
                message.reply_to() != 0 && other.id() == message.reply_to() && outbound
            };
            is_tap(profile(message)) && !customer.messages.iter().any(names)
        };
        if customer.messages.iter().any(unnamed) {
            let story = walk::walk_customer(customer, world);
            for (found, message) in story.messages.iter().zip(customer.messages) {
                if found.taps > 0 {
                    tapped.insert(profile(message).template);
                }
            }
        }
    }
}
