//! Two distributions by their ranks: Mann–Whitney's U from two sorted runs of values.
//!
//! Takes the units as independent: where customers have several, whoever shows the p-value says so.

use std::iter::Peekable;

use super::{Test, Tested, p_of_z};
use crate::analysis::distribution::Runs;

/// Samples below this size without ties are tested exactly, as in R.
const EXACT_BELOW: u64 = 50;

/// What the ranks of two samples tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranks {
    /// How many pairs the first sample wins, twice: a tie counts 1.
    pub twice_u: u128,
    /// Σ(t³ − t) over the values that t units share.
    pub ties: u128,
    /// Units of the first sample.
    pub n: u64,
    /// Units of the second sample.
    pub m: u64,
}

/// Tests whether values of one sample tend to be larger than those of the other.
///
/// Exact below 50 units a side without ties, else the normal approximation with continuity and tie correction, as in R.
/// `None` where a side has no unit, and where all values are equal.
pub fn mann_whitney(one: &Runs, other: &Runs) -> Option<Tested> {
    let ranks = Ranks::of(one, other);
    let exactly = ranks.ties == 0 && ranks.n.max(ranks.m) < EXACT_BELOW;
    let p = if exactly { ranks.exact()? } else { ranks.approximate()? };
    Some(Tested { p, test: Test::MannWhitney })
}

impl Ranks {
    /// Compares every value of one sample with every value of the other, in one pass through both.
    pub fn of(one: &Runs, other: &Runs) -> Ranks {
        let (mut twice_u, mut ties, mut beaten) = (0, 0, 0);
        let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
        while let Some(value) = left.peek().into_iter().chain(right.peek()).map(|(value, _)| *value).min() {
            let (mine, others) = (count_of(value, &mut left), count_of(value, &mut right));
            twice_u += mine * (2 * beaten + others);
            beaten += others;
            let together = mine + others;
            ties += together * (together * together - 1);
        }
        Ranks { twice_u, ties, n: one.len(), m: other.len() }
    }

    /// U: pairs that the first sample wins, a tie counting half.
    pub fn u(&self) -> f64 {
        self.twice_u as f64 / 2.0
    }

    /// The p-value by the normal approximation. `None` where a side is empty or all values are equal.
    fn approximate(&self) -> Option<f64> {
        let (n, m) = (self.n as f64, self.m as f64);
        let all = n + m;
        let variance = n * m / 12.0 * (all + 1.0 - self.ties as f64 / (all * (all - 1.0)));
        let pairs = u128::from(self.n) * u128::from(self.m);
        // Half a pair closer to the middle, because U moves in steps.
        let distance = (self.twice_u.abs_diff(pairs) as f64 / 2.0 - 0.5).max(0.0);
        (pairs > 0 && variance > 0.0).then(|| p_of_z(distance / variance.sqrt()))
    }

    /// The p-value by counting all orders, for samples without ties. `None` where a side is empty.
    fn exact(&self) -> Option<f64> {
        if self.n == 0 || self.m == 0 {
            return None;
        }
        let orders = orders_by_u(self.n as usize, self.m as usize);
        let nearer = (self.twice_u / 2) as usize;
        let tail = nearer.min(orders.len() - 1 - nearer);
        let extreme: i128 = orders.iter().take(tail + 1).sum();
        let all: i128 = orders.iter().sum();
        Some((2.0 * extreme as f64 / all as f64).min(1.0))
    }
}

/// How often the smallest value left occurs on a side; it is taken away there.
fn count_of(value: i64, side: &mut Peekable<impl Iterator<Item = (i64, u64)>>) -> u128 {
    side.next_if(|(found, _)| *found == value).map_or(0, |(_, count)| u128::from(count))
}

/// In how many orders of n and m different values U is 0, 1, 2 …: the coefficients of Gauss's binomial.
fn orders_by_u(n: usize, m: usize) -> Vec<i128> {
    let mut orders = vec![0; n * m + 1];
    orders[0] = 1;
    for i in 1..=m {
        for u in (n + i..orders.len()).rev() {
            orders[u] -= orders[u - n - i];
        }
        for u in i..orders.len() {
            orders[u] += orders[u - i];
        }
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::assert_close;
    use super::super::tests::Random;
    use super::*;

    fn runs(values: &[i64]) -> Runs {
        Runs::from_unsorted(values.to_vec())
    }

    #[test]
    fn a_small_sample_agrees_with_the_reference_values() {
        let (one, other) = (runs(&[19, 22, 16, 29, 24]), runs(&[20, 11, 17, 12]));
        assert_eq!(Ranks::of(&one, &other).u(), 17.0);
        assert_close(mann_whitney(&one, &other).unwrap().p, 14.0 / 126.0, 1e-15);
        assert_close(mann_whitney(&other, &one).unwrap().p, 0.1111111111, 1e-10);
    }

    #[test]
    fn ties_are_corrected_for() {
        // By hand: U = 3.5 of a mean of 8, Σ(t³ − t) = 6 + 24 + 6, variance 16/12 · (9 − 36/56).
        let (one, other) = (runs(&[1, 1, 2, 3]), runs(&[2, 2, 3, 4]));
        let ranks = Ranks::of(&one, &other);
        assert_eq!((ranks.u(), ranks.ties), (3.5, 36));
        let variance: f64 = 16.0 / 12.0 * (9.0 - 36.0 / 56.0);
        assert_close(mann_whitney(&one, &other).unwrap().p, p_of_z(4.0 / variance.sqrt()), 1e-15);
    }

    #[test]
    fn u_is_the_number_of_pairs_won() {
        let mut random = Random(4);
        for _ in 0..200 {
            let mut draw = |spread| {
                let length = random.below(30);
                (0..length).map(|_| random.below(spread) as i64 - 5).collect::<Vec<_>>()
            };
            let (one, other) = (draw(12), draw(15));
            let won = |a: &i64| other.iter().map(|b| 1 + (*a > *b) as u128 - (*a < *b) as u128).sum::<u128>();
            let ranks = Ranks::of(&runs(&one), &runs(&other));
            assert_eq!(ranks.twice_u, one.iter().map(won).sum::<u128>());
            let together = [one.clone(), other.clone()].concat();
            let ties = runs(&together).iter().map(|(_, t)| u128::from(t).pow(3) - u128::from(t)).sum::<u128>();
            assert_eq!(ranks.ties, ties);
        }
    }

    #[test]
    fn orders_are_counted_exactly() {
        // Every choice of places for the first sample, and the pairs that it wins there.
        for (n, m) in [(1, 1), (3, 2), (4, 5), (6, 6)] {
            let mut naive = vec![0_i128; n * m + 1];
            for places in (0_u32..1 << (n + m)).filter(|places| places.count_ones() as usize == n) {
                let beaten = |place: u32| (0..place).filter(|below| places & (1 << below) == 0).count();
                let won: usize = (0..(n + m) as u32).filter(|place| places & (1 << place) != 0).map(beaten).sum();
                naive[won] += 1;
            }
            assert_eq!(orders_by_u(n, m), naive);
        }
        let most = orders_by_u(49, 49);
        assert_eq!(most.iter().sum::<i128>(), 25_477_612_258_980_856_902_730_428_600);
        assert!(most.iter().all(|orders| *orders > 0));
    }

    #[test]
    fn the_approximation_meets_the_exact_test() {
        let one: Vec<i64> = (0..49).map(|i| i * 10).collect();
        let other: Vec<i64> = (0..49).map(|i| i * 10 + 73).collect();
        let ranks = Ranks::of(&runs(&one), &runs(&other));
        assert_close(ranks.exact().unwrap(), ranks.approximate().unwrap(), 1e-3);
    }

    #[test]
    fn nothing_to_compare_has_no_p_value() {
        assert_eq!(mann_whitney(&runs(&[]), &runs(&[1, 2])), None);
        assert_eq!(mann_whitney(&runs(&[7, 7]), &runs(&[7, 7, 7])), None);
        assert_eq!(mann_whitney(&runs(&[7]), &runs(&[8])).unwrap().p, 1.0);
        // Ties exactly in the middle.
        assert_eq!(mann_whitney(&runs(&[1, 3]), &runs(&[1, 3])).unwrap().p, 1.0);
    }
}
