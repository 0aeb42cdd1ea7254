//! Adding up units that bring numbers: each customer of a group becomes a cluster.
//!
//! Not responsible for which units there are (`units`), nor for those of which only yes or no matters (`flags`).

use super::units::Units;
use crate::analysis::tally::Tally;
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

/// Tallies, one a group: what every unit of `of` adds, but those that may still change where these are left out.
pub(super) fn add(
    units: &Units,
    groups: usize,
    of: &Bits,
    (immature, mature): (&Bits, bool),
    wants: Wants,
    added: impl Fn(usize) -> Option<Added>,
) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = (0..groups).map(|_| Tally::default()).collect();
    let mut cluster = Cluster::default();
    let mut end = None;
    for unit in of.ones() {
        let Some(Added { x, y, tag }) = added(unit) else { continue };
        let group = units.group(unit);
        let tally = &mut tallies[group];
        if immature.has(unit) {
            tally.immature += u64::from(y != 0);
            if mature {
                continue;
            }
        }
        tally.units += u64::from(y != 0);
        tally.value += i128::from(x);
        tally.tag.add(tag);
        if wants == Wants::Total {
            continue;
        }
        if wants == Wants::Spans {
            tally.spans.get_or_insert_default().push(x);
        }
        if end.is_none_or(|end| unit > end) {
            std::mem::take(&mut cluster).close(&mut tallies);
            end = units.ends.next(unit);
            cluster.group = group;
        }
        cluster.x += i128::from(x);
        cluster.y += i128::from(y);
        cluster.units += 1;
    }
    cluster.close(&mut tallies);
    tallies
}

/// What a customer has added to a group so far.
#[derive(Default)]
struct Cluster {
    group: usize,
    x: i128,
    y: i128,
    units: u32,
}

impl Cluster {
    /// A customer with nothing to measure is none of the population.
    fn close(self, tallies: &mut [Tally]) {
        if (self.x, self.y) != (0, 0) {
            let tally = &mut tallies[self.group];
            tally.clusters.add(self.x, self.y);
            tally.repeated |= self.units > 1;
        }
    }
}
