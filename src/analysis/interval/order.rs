//! The interval of a quantile: two of the sorted observations, chosen by rank.
//!
//! How many observations lie below the true quantile is binomial, whatever their distribution;
//! the ranks follow from its tails. The quantile itself is taken in [`Runs`].

use super::{Confidence, Interval, Method};
use crate::analysis::distribution::Runs;

/// Tails as large as alpha / 2 but for rounding count as within it.
const ROUNDING: f64 = 1e-12;

/// Interval of the `q`-quantile of `runs`, in their unit; the ends are observed values.
///
/// A side without a rank is `None`; so is the whole where there is no observation. Defined in the
/// catalogue's section on intervals.
pub fn order_interval(runs: &Runs, q: f64, confidence: Confidence) -> Option<Interval> {
    if runs.is_empty() {
        return None;
    }
    let (low, high) = order(q, runs.len(), confidence);
    let value = |rank| runs.at_rank(rank).map(|value| value as f64);
    Some(Interval { low: low.and_then(value), high: high.and_then(value), method: Method::Order })
}

/// Ranks, from 1, of the two observations among `n` that enclose the `q`-quantile.
///
/// The first is the largest rank l with P(Bin(n, q) ≤ l − 1) ≤ alpha / 2, the second the smallest
/// rank u with P(Bin(n, q) ≥ u) ≤ alpha / 2. A side is `None` where no rank is far enough out, and
/// both are where there is no observation or `q` is not strictly between 0 and 1.
///
/// Time and memory grow with the square root of `n`.
pub fn order(q: f64, n: u64, confidence: Confidence) -> (Option<u64>, Option<u64>) {
    if n == 0 || !(q > 0.0 && q < 1.0) {
        return (None, None);
    }
    let (first, weights) = binomial_weights(q, n, confidence.alpha() * 1e-18);
    let limit = confidence.alpha() / 2.0 * weights.iter().sum::<f64>() * (1.0 + ROUNDING);
    let low = first + count_within(weights.iter(), limit);
    let high = first + weights.len() as u64 - count_within(weights.iter().rev(), limit);
    ((low >= 1).then_some(low), (high <= n).then_some(high))
}

/// How many of the leading `weights` add up to at most `limit`.
fn count_within<'a>(weights: impl Iterator<Item = &'a f64>, limit: f64) -> u64 {
    let mut tail = 0.0;
    let within = weights.take_while(|&weight| {
        tail += weight;
        tail <= limit
    });
    within.count() as u64
}

/// The probabilities of Bin(n, q) up to a common factor, where they are not negligible beside the
/// largest, and the count that the first of them belongs to.
///
/// They are built from the most probable count outwards, by the quotient of neighbours: no gamma
/// function, whose logarithm loses digits when `n` is large.
fn binomial_weights(q: f64, n: u64, negligible: f64) -> (u64, Vec<f64>) {
    let odds = q / (1.0 - q);
    let mode = (((n as f64 + 1.0) * q) as u64).min(n);
    let mut weights = Vec::new();
    let mut weight = 1.0;
    for count in (0..mode).rev() {
        weight *= (count + 1) as f64 / ((n - count) as f64 * odds);
        if weight < negligible {
            break;
        }
        weights.push(weight);
    }
    let first = mode - weights.len() as u64;
    weights.reverse();
    weights.push(1.0);
    weight = 1.0;
    for count in mode + 1..=n {
        weight *= (n - count + 1) as f64 * odds / count as f64;
        if weight < negligible {
            break;
        }
        weights.push(weight);
    }
    (first, weights)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_close, confidence};
    use super::*;

    /// Exact tails from binomial coefficients, for small `n`.
    fn naive_order(q: f64, n: u64, alpha: f64) -> (Option<u64>, Option<u64>) {
        let mut coefficient = 1.0;
        let mut probabilities = vec![];
        for k in 0..=n {
            let powers = q.powi(k as i32) * (1.0 - q).powi((n - k) as i32);
            probabilities.push(coefficient * powers);
            coefficient = coefficient * (n - k) as f64 / (k + 1) as f64;
        }
        let sum = |range: &[f64]| range.iter().sum::<f64>();
        let low = |l: &u64| sum(&probabilities[..*l as usize]) <= alpha / 2.0 * (1.0 + 1e-9);
        let high = |u: &u64| sum(&probabilities[*u as usize..]) <= alpha / 2.0 * (1.0 + 1e-9);
        ((1..=n).rev().find(low), (1..=n).find(high))
    }

    #[test]
    fn ranks_agree_with_the_reference_values() {
        let table = [
            (0.5, 10, 2, 9),
            (0.5, 20, 6, 15),
            (0.5, 100, 40, 61),
            (0.9, 100, 84, 96),
            // Summed with forty digits.
            (0.5, 10_000, 4_902, 5_099),
            (0.9, 10_000, 8_941, 9_059),
            (0.5, 1_000_000, 499_020, 500_981),
            (0.9, 1_000_000, 899_412, 900_589),
        ];
        for (q, n, low, high) in table {
            let found = order(q, n, confidence(0.95));
            assert_eq!(found, (Some(low), Some(high)), "q = {q}, n = {n}");
        }
    }

    #[test]
    fn ranks_agree_with_exact_tails() {
        for q in [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99] {
            for level in [0.02, 0.68, 0.9, 0.95, 0.99] {
                for n in 1..120 {
                    let level = confidence(level);
                    let expected = naive_order(q, n, level.alpha());
                    assert_eq!(order(q, n, level), expected, "{q} {n} {level:?}");
                }
            }
        }
    }

    #[test]
    fn too_few_observations_leave_a_side_open() {
        assert_eq!(order(0.5, 5, confidence(0.95)), (None, None));
        assert_eq!(order(0.5, 6, confidence(0.95)), (Some(1), Some(6)));
        assert_eq!(order(0.9, 20, confidence(0.95)), (Some(15), None));
    }

    #[test]
    fn a_tail_of_exactly_half_alpha_counts_as_within_it() {
        assert_eq!(order(0.5, 2, confidence(0.5)), (Some(1), Some(2)));
        assert_eq!(order(0.9, 1, confidence(0.8)), (Some(1), None));
    }

    #[test]
    fn nothing_to_rank_gives_no_ranks() {
        assert_eq!(order(0.5, 0, confidence(0.95)), (None, None));
        for q in [0.0, 1.0, -0.5, f64::NAN] {
            assert_eq!(order(q, 100, confidence(0.95)), (None, None));
        }
    }

    #[test]
    fn ranks_of_the_median_are_symmetric_and_near_the_normal_ones_at_any_size() {
        let level = confidence(0.95);
        for n in [1_000, 99_999, 10_000_000, 100_000_000] {
            let (low, high) = order(0.5, n, level);
            assert_eq!(low.unwrap() + high.unwrap(), n + 1);
            let normal = n as f64 / 2.0 - level.z() * (n as f64).sqrt() / 2.0;
            assert!((low.unwrap() as f64 - normal).abs() < 1.5, "n = {n}");
        }
    }

    #[test]
    fn the_ends_are_observed_values() {
        let runs = Runs::from_unsorted((1..=100).map(|value| value * 10).collect());
        let found = order_interval(&runs, 0.5, confidence(0.95)).unwrap();
        assert_close(found.low.unwrap(), 400.0, 0.0);
        assert_close(found.high.unwrap(), 610.0, 0.0);
        assert_eq!(found.method, Method::Order);
        let runs = Runs::from_unsorted((1..=20).collect());
        let found = order_interval(&runs, 0.9, confidence(0.95)).unwrap();
        assert_eq!((found.low, found.high), (Some(15.0), None));
        assert_eq!(order_interval(&Runs::default(), 0.5, confidence(0.95)), None);
    }
}
