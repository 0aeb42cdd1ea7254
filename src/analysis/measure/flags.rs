//! Adding up units of which only yes or no matters: many at once, by their bits.
//!
//! Not responsible for which units there are (`units`), nor for numbers (`adding`).

use super::units::Units;
use crate::analysis::grouped::Target;
use crate::analysis::interval::Clusters;
use crate::facts::bits::{Bits, WORD};

/// What the customers of a group add up to. Squares of counts of one frame fit easily.
#[derive(Clone, Copy, Default)]
struct Sums {
    customers: u64,
    x: u64,
    y: u64,
    xx: u64,
    xy: u64,
    yy: u64,
    repeated: bool,
}

impl Sums {
    #[inline]
    fn add(&mut self, x: u64, y: u64) {
        self.customers += 1;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.xy += x * y;
        self.yy += y * y;
        self.repeated |= y > 1;
    }

    fn clusters(&self) -> Clusters {
        Clusters {
            customers: self.customers,
            x: self.x.into(),
            y: self.y.into(),
            xx: self.xx.into(),
            xy: self.xy.into(),
            yy: self.yy.into(),
        }
    }
}

/// Counts units (`of`), and those that have something (`has`).
pub(super) fn count(units: &Units, of: &Bits, has: &Bits, into: &mut Target) {
    if units.are_together() {
        let tally = into.of(0);
        tally.units += of.count();
        tally.value += i128::from(of.common(has));
        return;
    }
    let mut counts = vec![(0_u64, 0_u64); into.count()];
    for unit in of.ones() {
        let (units, having) = &mut counts[units.group(unit)];
        *units += 1;
        *having += u64::from(has.has(unit));
    }
    for (group, (units, having)) in counts.into_iter().enumerate().filter(|(_, counts)| counts.0 > 0) {
        let tally = into.of(group);
        tally.units += units;
        tally.value += i128::from(having);
    }
}

/// The same with the sums over customers.
pub(super) fn add(units: &Units, of: &Bits, has: &Bits, into: &mut Target) {
    let mut sums = vec![Sums::default(); into.count()];
    each_cluster(units, of, has, |unit, x, y| sums[units.group(unit)].add(x, y));
    for (group, sums) in sums.into_iter().enumerate().filter(|(_, sums)| sums.y > 0) {
        let tally = into.of(group);
        tally.units += sums.y;
        tally.value += i128::from(sums.x);
        tally.clusters.merge(&sums.clusters());
        tally.repeated |= sums.repeated;
    }
}

/// Calls `take` for every cluster with a unit: its last unit, how many have something, how many there are.
#[inline]
fn each_cluster(units: &Units, of: &Bits, has: &Bits, mut take: impl FnMut(usize, u64, u64)) {
    let (mut x, mut y) = (0_u64, 0_u64);
    let words = of.words().iter().zip(has.words()).zip(units.ends.words());
    for (number, ((&of, &has), &ends)) in words.enumerate() {
        let (mut rest, mut ends) = (of, ends);
        loop {
            if y == 0 {
                // What ends before the first of them has none.
                ends &= !(rest & rest.wrapping_neg()).wrapping_sub(1);
            }
            if (rest == 0 && y == 0) || ends == 0 {
                break;
            }
            let up_to_end = ends ^ (ends - 1);
            x += u64::from((rest & has & up_to_end).count_ones());
            y += u64::from((rest & up_to_end).count_ones());
            if y != 0 {
                take(number * WORD + ends.trailing_zeros() as usize, x, y);
                (x, y) = (0, 0);
            }
            rest &= !up_to_end;
            ends &= ends - 1;
        }
        x += u64::from((rest & has).count_ones());
        y += u64::from(rest.count_ones());
    }
}
