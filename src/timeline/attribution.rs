//! Sharing the credit for an order among the messages before it, so that nothing is lost or doubled.
//!
//! Weights are billionths that add up to one; money is shared in minor units by largest remainder. Not responsible
//! for finding the messages (`outcome`).

use super::money::Amount;
use crate::settings::{Attribution, Span};

/// Billionths in one: the weights of one order add up to this.
pub const WHOLE: i64 = 1_000_000_000;

/// After so long a message counts half as much as one just before the order.
const HALF_LIFE: f64 = 7.0 * 86_400_000.0;

/// The weights of the touches of one order, in order of time; `ages` are the spans from each to the order.
pub fn weights(model: Attribution, ages: &[Span]) -> Vec<i64> {
    let count = ages.len();
    let all_to = |place: usize| (0..count).map(|touch| if touch == place { WHOLE } else { 0 }).collect();
    match model {
        Attribution::LastTouch => all_to(count.saturating_sub(1)),
        Attribution::FirstTouch => all_to(0),
        Attribution::Linear => share(WHOLE, &vec![1.0; count]),
        Attribution::Position if count > 2 => {
            let middle = share(WHOLE / 5, &vec![1.0; count - 2]);
            let ends = WHOLE / 5 * 2;
            [ends].into_iter().chain(middle).chain([ends]).collect()
        }
        Attribution::Position => share(WHOLE, &vec![1.0; count]),
        Attribution::TimeDecay => {
            share(WHOLE, &ages.iter().map(|&age| (-(age as f64) / HALF_LIFE).exp2()).collect::<Vec<_>>())
        }
    }
}

/// A whole number shared in proportion: the largest remainders get what is left, of equal ones the earlier.
fn share(whole: i64, parts: &[f64]) -> Vec<i64> {
    let total: f64 = parts.iter().sum();
    if total <= 0.0 {
        return share(whole, &vec![1.0; parts.len()]);
    }
    let exact: Vec<f64> = parts.iter().map(|part| part / total * whole as f64).collect();
    largest_remainder(whole, exact.iter().map(|exact| (exact.floor() as i64, exact.fract())).collect())
}

fn largest_remainder<R: PartialOrd>(whole: i64, floors: Vec<(i64, R)>) -> Vec<i64> {
    let mut left = whole - floors.iter().map(|(floor, _)| floor).sum::<i64>();
    let mut order: Vec<usize> = (0..floors.len()).collect();
    order.sort_by(|&a, &b| floors[b].1.partial_cmp(&floors[a].1).unwrap_or(std::cmp::Ordering::Equal));
    let mut shares: Vec<i64> = floors.iter().map(|(floor, _)| *floor).collect();
    for place in order.into_iter().cycle().take(if floors.is_empty() { 0 } else { usize::MAX }) {
        if left <= 0 {
            break;
        }
        shares[place] += 1;
        left -= 1;
    }
    shares
}

/// An amount shared by weights in whole minor units; what is below one goes to the last that has a share.
pub fn split((amount, currency): Amount, weights: &[i64], minor: i64) -> Vec<Amount> {
    let sign = amount.signum();
    let size = amount.saturating_abs();
    let (coins, rest) = (size / minor, size % minor);
    let floors = weights.iter().map(|&weight| {
        let exact = i128::from(coins) * i128::from(weight);
        ((exact / i128::from(WHOLE)) as i64, exact % i128::from(WHOLE))
    });
    let mut shares: Vec<i64> =
        largest_remainder(coins, floors.collect()).into_iter().map(|coin| coin * minor).collect();
    if let Some(last) = weights.iter().rposition(|&weight| weight > 0) {
        shares[last] += rest;
    }
    shares.into_iter().map(|share| (sign * share, currency)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::texts::Text;

    const DAY: Span = 86_400_000;

    #[test]
    fn every_model_shares_the_whole() {
        let models = [
            (Attribution::LastTouch, vec![0, 0, 0, WHOLE]),
            (Attribution::FirstTouch, vec![WHOLE, 0, 0, 0]),
            (Attribution::Linear, vec![WHOLE / 4; 4]),
            (Attribution::Position, vec![400_000_000, 100_000_000, 100_000_000, 400_000_000]),
        ];
        for (model, expected) in models {
            assert_eq!(weights(model, &[7 * DAY, 3 * DAY, DAY, 0]), expected);
        }
        assert_eq!(weights(Attribution::Position, &[DAY, 0]), vec![WHOLE / 2; 2]);
        assert_eq!(weights(Attribution::Position, &[0]), vec![WHOLE]);
        assert_eq!(weights(Attribution::Linear, &[2, 1, 0]), vec![333_333_334, 333_333_333, 333_333_333]);
        // A message seven days before counts half as much as one at the very moment.
        assert_eq!(weights(Attribution::TimeDecay, &[7 * DAY, 0]), vec![333_333_333, 666_666_667]);
    }

    #[test]
    fn money_is_split_to_the_cent_and_adds_up() {
        let weights = weights(Attribution::Linear, &[2, 1, 0]);
        let shares = split((10_000_000, Text(7)), &weights, 10_000);
        assert_eq!(shares, vec![(3_340_000, Text(7)), (3_330_000, Text(7)), (3_330_000, Text(7))]);
        let odd = split((10_005_001, Text(7)), &weights, 10_000);
        assert_eq!(odd.iter().map(|share| share.0).sum::<i64>(), 10_005_001);
        let first = split((10_005_001, Text(7)), &super::weights(Attribution::FirstTouch, &[1, 0]), 10_000);
        assert_eq!(first, vec![(10_005_001, Text(7)), (0, Text(7))]);
        let back = split((-10_000_000, Text(7)), &weights, 10_000);
        assert_eq!(back.iter().map(|share| share.0).sum::<i64>(), -10_000_000);
    }
}
