//! Adding up units of which only yes or no matters: many at once, by their bits.
//!
//! Not responsible for which units there are (`units`), nor for numbers (`adding`).

use super::units::Units;
use crate::analysis::interval::Clusters;
use crate::analysis::tally::Tally;
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
}

/// Tallies, one a group, of units (`of`) of which some have something (`has`, each of them a unit). `clustered`: sums
/// over customers are asked for.
pub(super) fn add(units: &Units, groups: usize, of: &Bits, has: &Bits, clustered: bool) -> Vec<Tally> {
    if units.are_together() && !clustered {
        return vec![Tally { units: of.count(), value: has.count().into(), ..Tally::default() }];
    }
    let mut sums = vec![Sums::default(); groups];
    each_cluster(units, of, has, |unit, x, y| sums[units.group(unit)].add(x, y));
    let tally = |sums: Sums| Tally {
        units: sums.y,
        value: sums.x.into(),
        clusters: match clustered {
            true => Clusters {
                customers: sums.customers,
                x: sums.x.into(),
                y: sums.y.into(),
                xx: sums.xx.into(),
                xy: sums.xy.into(),
                yy: sums.yy.into(),
            },
            false => Clusters::default(),
        },
        repeated: clustered && sums.repeated,
        ..Tally::default()
    };
    sums.into_iter().map(tally).collect()
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
