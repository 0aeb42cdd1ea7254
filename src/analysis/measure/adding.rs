//! Adding up units that bring numbers: each customer of a group becomes a cluster.
//!
//! Not responsible for which units there are (`units`), nor for those of which only yes or no matters (`flags`).

use super::units::Units;
use crate::analysis::grouped::Target;
use crate::analysis::tally::Tag;
use crate::facts::bits::Bits;
use crate::tables::texts::Text;

/// What a unit adds: to a ratio above and below, and what it is measured in.
#[derive(Clone, Copy)]
pub(super) struct Added {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) tag: Text,
}

/// What is wanted beside units and their total.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// Nothing.
    Total,
    /// Sums over customers.
    Clusters,
    /// Those, and every value.
    Spans,
}

/// Adds what every unit of `of` brings.
pub(super) fn add(units: &Units, of: &Bits, wants: Wants, added: impl Fn(usize) -> Option<Added>, into: &mut Target) {
    let mut cluster = Cluster::default();
    let mut end = None;
    for unit in of.ones() {
        let Some(Added { x, y, tag }) = added(unit) else { continue };
        if end.is_none_or(|end| unit > end) {
            cluster.close(wants, into);
            end = units.ends.next(unit);
            cluster = Cluster { group: units.group(unit), ..Cluster::default() };
        }
        cluster.x += i128::from(x);
        cluster.y += i128::from(y);
        cluster.added += 1;
        cluster.units += u64::from(y != 0);
        cluster.tag.add(tag);
        if wants == Wants::Spans {
            into.of(cluster.group).spans.get_or_insert_default().push(x);
        }
    }
    cluster.close(wants, into);
}

/// What a customer has added to a group so far.
#[derive(Default)]
struct Cluster {
    group: usize,
    x: i128,
    y: i128,
    added: u32,
    units: u64,
    tag: Tag,
}

impl Cluster {
    fn close(&self, wants: Wants, into: &mut Target) {
        if self.added == 0 {
            return;
        }
        let tally = into.of(self.group);
        tally.units += self.units;
        tally.value += self.x;
        tally.tag = tally.tag.with(self.tag);
        // A customer with nothing to measure is none of the population.
        if wants != Wants::Total && (self.x, self.y) != (0, 0) {
            tally.clusters.add(self.x, self.y);
            tally.repeated |= self.added > 1;
        }
    }
}
