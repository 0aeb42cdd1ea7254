//! The room that an intake takes: what memory has no room for is spilled.
//!
//! Not responsible for how much room there is (`memory`).

use std::sync::Arc;

use anyhow::Result;

use super::{Intake, Names};
use crate::tables::memory::Memory;
use crate::tables::spill::Spill;

/// What a text of its own takes beside its bytes, and what is wasted between two of them.
const STRING: usize = 48;

impl Names {
    /// How many bytes of memory they take.
    pub fn held(&self) -> usize {
        self.texts.held() + self.customers.held() + self.conversations.held()
    }
}

impl Intake<'_> {
    /// Spills packed rows beyond this thread's share of the memory.
    pub fn make_room(&mut self, memory: &Memory, spill: &Arc<Spill>) -> Result<()> {
        if memory.limit.is_none() {
            return Ok(());
        }
        // What one thread has met, all have met.
        let rows = (self.messages.len() + self.conversations.len()) * memory.threads;
        let others = self.names.held() + self.held_beside_rows() * memory.threads;
        let share = memory.for_rows(rows, others) / memory.threads;
        self.messages.spill_beyond(share.saturating_sub(self.conversations.held()), spill)?;
        self.conversations.spill_beyond(share.saturating_sub(self.messages.held()), spill)
    }

    /// How many bytes of memory is taken by what is not spilled, names apart.
    pub fn held_beside_rows(&self) -> usize {
        fn held<T>(rows: &Vec<T>) -> usize {
            rows.capacity() * size_of::<T>()
        }
        let ids = held(&self.kept_ids) + self.kept_ids.len() * STRING;
        let people = held(&self.clicks) + held(&self.preferences) + held(&self.contacts) + held(&self.aliases);
        ids + people + held(&self.orders) + held(&self.surveys) + held(&self.spends) + held(&self.aggregates)
    }
}
