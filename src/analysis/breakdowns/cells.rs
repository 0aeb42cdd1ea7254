//! Cells: counts by group and key, which add up over shards.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::Cell;

/// The group of everything.
pub const TOTAL: u32 = u32::MAX;

/// Up to four counts of one cell; what each is, its breakdown says.
pub type Counts = [u64; 4];

/// Counts by group and key.
#[derive(Default)]
pub struct Cells {
    counts: HashMap<(u32, u64), Counts>,
}

impl Cells {
    /// Adds to a cell.
    pub fn add(&mut self, group: u32, key: u64, counts: Counts) {
        let cell = self.counts.entry((group, key)).or_default();
        cell.iter_mut().zip(counts).for_each(|(mine, more)| *mine += more);
    }

    /// Adds the cells of disjoint customers.
    pub fn merge(&mut self, other: Cells) {
        for ((group, key), counts) in other.counts {
            self.add(group, key, counts);
        }
    }

    /// Every group once.
    pub fn groups(&self) -> impl Iterator<Item = u32> {
        let groups: BTreeMap<u32, ()> = self.counts.keys().map(|(group, _)| (*group, ())).collect();
        groups.into_keys()
    }

    /// The cells of a group, by key.
    pub fn of(&self, group: u32) -> Vec<Cell> {
        let own = self.counts.iter().filter(|((of, _), _)| *of == group);
        let mut cells: Vec<Cell> = own.map(|((_, key), counts)| (*key, *counts)).collect();
        cells.sort_unstable();
        cells
    }
}
