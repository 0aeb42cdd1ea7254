//! Tallies: what a figure needs, added up without rounding. Tallies of disjoint customers add up exactly.

use super::distribution::Distribution;
use super::interval::Clusters;
use crate::facts::frame::MIXTURE;
use crate::tables::texts::Text;

/// Sums of one measure in one group.
#[derive(Debug, Default)]
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
    /// What the values are measured in: a currency or a scale.
    pub tag: Tag,
    /// Whether counts that somebody else made are in it: their units are unknown.
    pub counted: bool,
    /// The spans, where percentiles or means are asked for.
    pub spans: Option<Box<Distribution>>,
}

/// What values are measured in. Different things must not be added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tag(Text);

impl Tag {
    /// Another value is measured in this.
    pub fn add(&mut self, tag: Text) {
        if self.0.is_none() {
            self.0 = tag;
        } else if !tag.is_none() && self.0 != tag {
            self.0 = MIXTURE;
        }
    }

    /// Whether different things were added.
    pub fn is_mixture(self) -> bool {
        self.0 == MIXTURE
    }

    /// What all values are measured in, where it is one thing.
    pub fn get(self) -> Option<Text> {
        (!self.0.is_none() && !self.is_mixture()).then_some(self.0)
    }

    /// The tag of values of both kinds.
    pub fn with(mut self, other: Tag) -> Tag {
        self.add(other.0);
        self
    }
}

impl Tally {
    /// Whether any unit fell into the group, left out or not, or anything was added up beside units.
    pub fn occurs(&self) -> bool {
        self.units > 0 || self.immature > 0 || self.value != 0 || self.counted
    }

    /// Ends adding: what figures read several times is found once.
    pub fn settle(&mut self) {
        if let Some(spans) = &mut self.spans {
            spans.compact();
        }
    }

    /// Adds another shard's tally.
    pub fn merge(&mut self, other: Tally) {
        self.units += other.units;
        self.immature += other.immature;
        self.value += other.value;
        self.clusters.merge(&other.clusters);
        self.repeated |= other.repeated;
        self.tag.add(other.tag.0);
        self.counted |= other.counted;
        match (&mut self.spans, other.spans) {
            (Some(mine), Some(others)) => mine.merge(&others),
            (mine @ None, others) => *mine = others,
            _ => {}
        }
    }
}
