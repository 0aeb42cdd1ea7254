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

/// Adds up what units have, each a value.
pub(super) fn total(units: &Units, of: &Bits, value: impl Fn(usize) -> (i64, Text), into: &mut Target) {
    for unit in of.ones() {
        let (value, tag) = value(unit);
        let tally = into.of(units.group(unit));
        tally.units += 1;
        tally.value += i128::from(value);
        tally.tag.add(tag);
    }
}

/// Adds what every unit of `of` brings, by customer; `keeps`: every value is kept, too.
pub(super) fn add(units: &Units, of: &Bits, keeps: bool, added: impl Fn(usize) -> Option<Added>, into: &mut Target) {
    let mut rest = of.ones();
    let mut next = rest.next();
    while let Some(first) = next {
        let end = units.ends.next(first).unwrap_or(usize::MAX);
        let tally = into.of(units.group(first));
        let (mut x, mut y, mut count, mut members) = (0_i128, 0_i128, 0_u64, 0_u64);
        let mut tag = Tag::default();
        while let Some(unit) = next.filter(|&unit| unit <= end) {
            if let Some(added) = added(unit) {
                x += i128::from(added.x);
                y += i128::from(added.y);
                tag.add(added.tag);
                members += 1;
                count += u64::from(added.y != 0);
                if keeps {
                    tally.spans.get_or_insert_default().push(added.x);
                }
            }
            next = rest.next();
        }
        tally.units += count;
        tally.value += x;
        tally.tag = tally.tag.with(tag);
        // A customer with nothing to measure is none of the population.
        if (x, y) != (0, 0) {
            tally.clusters.add(x, y);
            tally.repeated |= members > 1;
        }
    }
}
