//! Tallies: what a figure needs, added up without rounding. Tallies of disjoint customers add up exactly.

use super::distribution::Distribution;
use super::interval::Clusters;

/// Sums of one measure in one group.
#[derive(Default)]
pub struct Tally {
    /// Units, or for totals the rows that carry a value.
    pub units: u64,
    /// Units that may still change, counted whether they are left out or not.
    pub immature: u64,
    /// Counts and totals: the value so far.
    pub value: i128,
    /// Sums over customers, for ratios and their intervals.
    pub clusters: Clusters,
    /// Whether some customer has several units.
    pub repeated: bool,
    /// The spans, where percentiles or means are asked for.
    pub spans: Option<Box<Distribution>>,
}

impl Tally {
    /// Whether any unit fell into the group, left out or not.
    pub fn occurs(&self) -> bool {
        self.units > 0 || self.immature > 0
    }

    /// Adds another shard's tally.
    pub fn merge(&mut self, other: Tally) {
        self.units += other.units;
        self.immature += other.immature;
        self.value += other.value;
        self.clusters.merge(&other.clusters);
        self.repeated |= other.repeated;
        match (&mut self.spans, other.spans) {
            (Some(mine), Some(others)) => mine.merge(&others),
            (mine @ None, others) => *mine = others,
            _ => {}
        }
    }
}
