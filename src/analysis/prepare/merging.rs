//! The first step: records of one message become one row, part by part, side by side.
//!
//! Not responsible for what merging means (`tables::merge`) nor for whose a message is.

use anyhow::Result;
use hashbrown::HashSet;
use rayon::prelude::*;

use crate::tables::account::Accounts;
use crate::tables::bag::{Bag, Packed};
use crate::tables::intake::Names;
use crate::tables::memory::Memory;
use crate::tables::merge::{Traits, is_merged, merge_part};
use crate::tables::message::Message;
use crate::tables::texts::Text;
use crate::timeline::scout::is_tap;

/// What decides how parts are merged.
pub struct Merging<'a> {
    /// The names of the run.
    pub names: &'a Names,
    /// What is known of the inputs.
    pub traits: &'a Traits,
    /// The memory that the run may take.
    pub memory: &'a Memory,
    /// Whether somebody asks what was tapped.
    pub taps_matter: bool,
}

/// What all parts came to.
#[derive(Default)]
pub struct Merged {
    /// The rows.
    pub parts: Vec<Packed<Message>>,
    /// Whether a part holds merged rows; else those that were read, whose states are still to be settled.
    pub changed: Vec<bool>,
    /// Names that turned out to be one customer's.
    pub aliases: Vec<(Text, Text)>,
    /// Corrections of the accounting.
    pub accounts: Accounts,
    /// The ids that taps name.
    pub tapped: HashSet<u64>,
}

/// What one part came to.
#[derive(Default)]
struct Part {
    rows: Packed<Message>,
    changed: bool,
    aliases: Vec<(Text, Text)>,
    accounts: Accounts,
    tapped: Vec<u64>,
}

impl Merging<'_> {
    /// Merges all parts.
    pub fn merge(&self, messages: Bag<Message>) -> Result<Merged> {
        let spill = self.memory.spill();
        let taps = self.names.profiles.each(is_tap);
        let merge = |part: Packed<Message>| {
            let mut tapped = Vec::new();
            // Rows that are as they were read need not be written again.
            if is_merged(&part, |row| tapped.extend(self.tapped(row.profile(), row.reply_to(), &taps)))? {
                return Ok(Part { rows: part, tapped, ..Part::default() });
            }
            let was_spilled = part.is_spilled();
            let merged = merge_part(part.rows()?, self.names, self.traits);
            drop(part);
            tapped = merged.rows.iter().filter_map(|row| self.tapped(row.profile, row.reply_to(), &taps)).collect();
            let mut rows: Packed<Message> = merged.rows.into_iter().collect();
            if was_spilled {
                rows.spill(&spill)?;
            }
            anyhow::Ok(Part { rows, changed: true, aliases: merged.aliases, accounts: merged.accounts, tapped })
        };
        let parts = messages.into_parts().into_par_iter().map(merge).collect::<Result<Vec<Part>>>()?;
        let mut all = Merged::default();
        for part in parts {
            all.parts.push(part.rows);
            all.changed.push(part.changed);
            all.aliases.extend(part.aliases);
            all.accounts.merge(part.accounts);
            all.tapped.extend(part.tapped);
        }
        Ok(all)
    }

    /// The id that a row names that is a tap; `taps` tells which profiles are, but for those that merging has made.
    fn tapped(&self, profile: u32, reply_to: u64, taps: &[bool]) -> Option<u64> {
        let is_tap = || match taps.get(profile as usize) {
            Some(&known) => known,
            None => is_tap(&self.names.profiles.get(profile)),
        };
        (self.taps_matter && reply_to != 0 && is_tap()).then_some(reply_to)
    }
}
