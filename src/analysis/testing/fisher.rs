//! Fisher's exact test of two shares.
//!
//! Written here because sums of logarithms of factorials, the usual way, lose digits where groups are large and
//! successes rare, which is where this test is needed.

use super::share::Part;

/// Tables as likely as the observed one but for rounding count as no likelier.
const ROUNDING: f64 = 1e-7;

/// Tables this much less likely than the likeliest one add nothing.
const NEGLIGIBLE: f64 = 1e-300;

/// The two-sided p-value: the chance, with all margins fixed, of a table no likelier than the observed one.
///
/// `None` where a side has no unit. The rule for "no likelier" (within one in ten million) is R's.
pub fn fisher(one: Part, other: Part) -> Option<f64> {
    one.share().and(other.share())?;
    let successes = one.successes.checked_add(other.successes)?;
    let (least, most) = (successes.saturating_sub(other.n), successes.min(one.n));
    let table = Table { least, most, successes, one: one.n, other: other.n };
    let mode = table.mode();
    let (mut below, mut above) = (table.downwards(mode), table.upwards(mode));
    below.reverse();
    let first = mode - below.len() as u64;
    below.push(1.0);
    below.append(&mut above);
    let weights = below;
    let observed = one.successes.checked_sub(first).and_then(|place| weights.get(place as usize)).copied();
    let limit = observed.unwrap_or(0.0) * (1.0 + ROUNDING);
    let total: f64 = weights.iter().sum();
    let unlikely: f64 = weights.iter().filter(|&&weight| weight <= limit).sum();
    Some((unlikely / total).min(1.0))
}

/// The margins of a two-by-two table; what varies is how many of the successes fall on the first side.
struct Table {
    least: u64,
    most: u64,
    successes: u64,
    one: u64,
    other: u64,
}

impl Table {
    /// The likeliest count.
    fn mode(&self) -> u64 {
        let [successes, one, other] = [self.successes, self.one, self.other].map(u128::from);
        let mode = (successes + 1) * (one + 1) / (one + other + 2);
        u64::try_from(mode).unwrap_or(self.most).clamp(self.least, self.most)
    }

    /// How likely `count` + 1 is beside `count`.
    fn step(&self, count: u64) -> f64 {
        let up = (self.one - count) as f64 * (self.successes - count) as f64;
        // Together never negative: `count` is at least `least`.
        let left = self.other - (self.successes - count - 1);
        up / ((count + 1) as f64 * left as f64)
    }

    /// Chances of the counts below `mode`, nearest first, as multiples of its own.
    fn downwards(&self, mode: u64) -> Vec<f64> {
        let mut weight = 1.0;
        let lighter = |count| {
            weight /= self.step(count);
            weight
        };
        (self.least..mode).rev().map(lighter).take_while(|weight| *weight > NEGLIGIBLE).collect()
    }

    /// Chances of the counts above `mode`, nearest first, as multiples of its own.
    fn upwards(&self, mode: u64) -> Vec<f64> {
        let mut weight = 1.0;
        let lighter = |count| {
            weight *= self.step(count);
            weight
        };
        (mode..self.most).map(lighter).take_while(|weight| *weight > NEGLIGIBLE).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::assert_close;
    use super::*;

    fn part(successes: u64, n: u64) -> Part {
        Part { successes, n }
    }

    /// All tables, weighed with whole binomial coefficients.
    fn naive(one: Part, other: Part) -> f64 {
        let choose = |n: u64, k: u64| (0..k).fold(1_u128, |c, i| c * u128::from(n - i) / u128::from(i + 1));
        let successes = one.successes + other.successes;
        let counts = successes.saturating_sub(other.n)..=successes.min(one.n);
        let ways = |count: u64| choose(one.n, count) * choose(other.n, successes - count);
        let observed = ways(one.successes);
        let all: u128 = counts.clone().map(ways).sum();
        let unlikely: u128 = counts.map(ways).filter(|ways| *ways <= observed).sum();
        unlikely as f64 / all as f64
    }

    #[test]
    fn p_values_agree_with_the_reference_values() {
        for (one, other, p) in [
            (part(56, 70), part(48, 80), 0.0125211297492),
            (part(9, 10), part(3, 10), 0.0197666110979),
            (part(0, 10), part(0, 20), 1.0),
            // Fisher's tea: R's documentation.
            (part(3, 4), part(1, 4), 0.4857142857142857),
            // Convictions of twins: R's documentation.
            (part(2, 17), part(10, 13), 0.0005367241),
        ] {
            assert_close(fisher(one, other).unwrap(), p, 1e-10);
            assert_close(fisher(other, one).unwrap(), p, 1e-10);
        }
    }

    #[test]
    fn p_values_agree_with_all_tables_counted() {
        for (n, m) in [(1, 1), (1, 9), (5, 5), (7, 12), (3, 40), (30, 31)] {
            for x in 0..=n {
                for y in 0..=m {
                    let found = fisher(part(x, n), part(y, m)).unwrap();
                    assert_close(found, naive(part(x, n), part(y, m)), 1e-12);
                }
            }
        }
    }

    #[test]
    fn rare_successes_in_large_groups_are_binomial() {
        // Of three successes all on one side of two equal halves: 2 · (1/2)³, as exactly as the halves are large.
        let found = fisher(part(3, 1_000_000_000), part(0, 1_000_000_000)).unwrap();
        assert_close(found, 0.25, 1e-8);
        let found = fisher(part(0, 40_000_000), part(0, 90)).unwrap();
        assert_eq!(found, 1.0);
    }

    #[test]
    fn what_can_hardly_be_has_a_p_of_almost_nothing() {
        let found = fisher(part(100_000, 100_000), part(0, 100_000)).unwrap();
        assert!((0.0..1e-200).contains(&found), "{found}");
        assert_eq!(fisher(part(0, 0), part(1, 2)), None);
    }
}
