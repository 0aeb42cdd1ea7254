//! The test of a KPI: chosen by the kind of its formula, from two tallies of it.
//!
//! The table stands in the catalogue's section on intervals. Counts, totals and quotients of totals have none.

use std::cmp::Ordering;

use super::Test;
use super::chi_square::{ChiSquare, several_shares};
use super::clustered::{Side, clustered_difference, clustered_quotient, clustered_z};
use super::effect::{POWER, smallest_difference, smallest_increase};
use super::mean::{Sums, Welch};
use super::ranks::{Ranks, mann_whitney};
use super::score::{Answers, scores, scores_difference, scores_error};
use super::share::{Part, katz, newcombe, shares};
use crate::analysis::interval::{Confidence, Interval};
use crate::analysis::tally::Tally;
use crate::kpis::{Formula, Kpi};

/// What a test found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// The chance of a difference at least as large where there is none.
    pub p: f64,
    /// How it was found.
    pub test: Test,
}

/// What is compared, by the kind of a KPI.
enum Sides {
    Shares(Part, Part),
    Clustered(Side, Side),
    Means(Sums, Sums),
    Scores(Answers, Answers),
}

/// The percentile that is tested: ranks compare middles, not tails.
const MEDIAN: u8 = 50;

/// Tests whether a KPI differs between two tallies of it, taken as independent.
///
/// `None` for kinds without a test, and where the units are too few or too alike for one.
pub fn test(kpi: &Kpi, this: &Tally, other: &Tally) -> Option<Tested> {
    if matches!(kpi.formula, Formula::Quantile { percent: MEDIAN, .. }) {
        return ranks(this, other);
    }
    match sides(kpi, this, other)? {
        Sides::Shares(one, other) => shares(one, other),
        Sides::Clustered(one, other) => clustered_z(&one, &other),
        Sides::Means(one, other) => Welch::of(one, other)?.tested(),
        Sides::Scores(one, other) => scores(one, other),
    }
}

/// Mann–Whitney of two tallies of spans: the test of a median, and beside that of a mean. Takes the units as
/// independent, which those of one customer are not.
pub fn ranks(this: &Tally, other: &Tally) -> Option<Tested> {
    let runs = |tally: &Tally| tally.spans.as_ref().map(|spans| (**spans).clone().into_runs());
    mann_whitney(&runs(this)?, &runs(other)?)
}

/// The interval of the difference of a KPI between two tallies of it; of times in milliseconds.
pub fn difference(kpi: &Kpi, this: &Tally, other: &Tally, confidence: Confidence) -> Option<Interval> {
    match sides(kpi, this, other)? {
        Sides::Shares(one, other) => newcombe(one, other, confidence),
        Sides::Clustered(one, other) => clustered_difference(&one, &other, confidence),
        Sides::Means(one, other) => Welch::of(one, other)?.interval(confidence),
        Sides::Scores(one, other) => scores_difference(one, other, confidence),
    }
}

/// The interval of the quotient of a KPI between two tallies of it.
pub fn quotient(kpi: &Kpi, this: &Tally, other: &Tally, confidence: Confidence) -> Option<Interval> {
    match sides(kpi, this, other)? {
        Sides::Shares(one, other) => katz(one, other, confidence),
        Sides::Clustered(one, other) => clustered_quotient(&one.clusters, &other.clusters, confidence),
        Sides::Means(..) => clustered_quotient(&this.clusters, &other.clusters, confidence),
        // A score may be zero or below.
        Sides::Scores(..) => None,
    }
}

/// The smallest difference from `base` that a sample like these two tallies finds with the usual power, by a single
/// test; of times in milliseconds. Of shares of units an increase, else (negative) a decrease.
pub fn smallest_effect(kpi: &Kpi, this: &Tally, base: &Tally, confidence: Confidence) -> Option<f64> {
    let of_error = |error| smallest_difference(error, confidence, POWER);
    match sides(kpi, this, base)? {
        Sides::Shares(one, base) => {
            let (share, n, m) = (base.share()?, base.n, one.n);
            let decrease = || smallest_increase(1.0 - share, n, m, confidence, POWER).map(|effect| -effect);
            smallest_increase(share, n, m, confidence, POWER).or_else(decrease)
        }
        // Where all customers agree the interval still knows how unsure that is.
        Sides::Clustered(one, base) => {
            let interval = clustered_difference(&one, &base, confidence)?;
            of_error((interval.high? - interval.low?) / 2.0 / confidence.z())
        }
        Sides::Means(one, base) => of_error(Welch::of(one, base)?.error),
        Sides::Scores(one, base) => of_error(scores_error(one, base)?),
    }
}

/// Whether several shares of independent units differ at all; `None` for everything else.
pub fn overall(kpi: &Kpi, tallies: &[&Tally]) -> Option<ChiSquare> {
    let independent = tallies.iter().all(|tally| !tally.repeated && !tally.counted);
    let is_share = matches!(kpi.formula, Formula::Share { .. });
    let part = |tally: &&Tally| Some(Part { successes: u64::try_from(tally.value).ok()?, n: tally.units });
    let parts = tallies.iter().map(part).collect::<Option<Vec<_>>>()?;
    (independent && is_share).then(|| several_shares(&parts)).flatten()
}

/// Whether values of one tally tend to be larger or smaller than those of the other, by their ranks.
pub fn leaning(this: &Tally, other: &Tally) -> Option<Ordering> {
    let runs = |tally: &Tally| tally.spans.as_ref().map(|spans| (**spans).clone().into_runs());
    let ranks = Ranks::of(&runs(this)?, &runs(other)?);
    Some(ranks.twice_u.cmp(&(u128::from(ranks.n) * u128::from(ranks.m))))
}

/// How many of the units of [`difference`] make one of the report's.
pub fn scale(kpi: &Kpi) -> f64 {
    match kpi.formula {
        Formula::Ratio { of, to, .. } => of.kind.scale() / to.kind.scale(),
        Formula::Mean { of, .. } => of.kind.scale(),
        _ => 1.0,
    }
}

fn sides(kpi: &Kpi, this: &Tally, other: &Tally) -> Option<Sides> {
    // Counts that somebody else made do not tell whose they are.
    if this.counted || other.counted {
        return None;
    }
    let repeated = this.repeated || other.repeated;
    let clustered = |is_share: bool| {
        let side = |tally: &Tally| Side { clusters: tally.clusters, is_share };
        Sides::Clustered(side(this), side(other))
    };
    match kpi.formula {
        Formula::Share { .. } if !repeated => {
            let part = |tally: &Tally| Some(Part { successes: u64::try_from(tally.value).ok()?, n: tally.units });
            Some(Sides::Shares(part(this)?, part(other)?))
        }
        Formula::Share { .. } => Some(clustered(true)),
        Formula::Ratio { .. } => Some(clustered(false)),
        Formula::Mean { .. } if !repeated => Some(Sides::Means(Sums::of(this), Sums::of(other))),
        Formula::Mean { .. } => Some(clustered(false)),
        Formula::Promoters { .. } => Some(Sides::Scores(answers(this)?, answers(other)?)),
        Formula::Count { .. }
        | Formula::Sum { .. }
        | Formula::Net { .. }
        | Formula::Quantile { .. }
        | Formula::Longest { .. }
        | Formula::Quotient { .. }
        | Formula::Return { .. } => None,
    }
}

/// Promoters and detractors: every customer has one answer, of which x is 1, 0 or −1, so that Σx² counts both.
fn answers(tally: &Tally) -> Option<Answers> {
    let (net, either) = (tally.value, tally.clusters.xx);
    let count = |twice: i128| u64::try_from(twice / 2).ok();
    Some(Answers { promoters: count(either + net)?, detractors: count(either - net)?, n: tally.units })
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::{assert_close, confidence};
    use super::*;
    use crate::kpis::kpi;

    /// A tally of customers, each with its units that have something and its units.
    fn tally(customers: &[(i128, i128)]) -> Tally {
        let mut tally = Tally::default();
        for &(x, y) in customers {
            tally.clusters.add(x, y);
            tally.value += x;
            tally.units += y as u64;
            tally.repeated |= y > 1;
        }
        tally
    }

    /// A tally of spans, each of a customer of its own.
    fn spans(values: &[i64]) -> Tally {
        let mut tally = tally(&values.iter().map(|&value| (i128::from(value), 1)).collect::<Vec<_>>());
        values.iter().for_each(|&value| tally.spans.get_or_insert_default().push(value));
        tally
    }

    fn test_of(id: &str, this: &Tally, other: &Tally) -> Option<Tested> {
        test(kpi(id).unwrap(), this, other)
    }

    #[test]
    fn shares_are_tested_by_whether_customers_repeat() {
        let once =
            |successes: usize, n: usize| tally(&(0..n).map(|i| (i128::from(i < successes), 1)).collect::<Vec<_>>());
        let found = test_of("delivery_rate", &once(56, 70), &once(48, 80)).unwrap();
        assert_eq!(found.test, Test::PooledZ);
        assert_close(found.p, 0.0080450813682, 1e-12);
        assert_eq!(test_of("delivery_rate", &once(9, 10), &once(3, 10)).unwrap().test, Test::Fisher);
        let repeated = tally(&[(3, 4), (0, 2), (1, 1)]);
        assert_eq!(test_of("delivery_rate", &once(9, 10), &repeated).unwrap().test, Test::ClusteredZ);
        assert_eq!(test_of("delivery_rate", &Tally::default(), &once(3, 10)), None);
    }

    #[test]
    fn ratios_are_always_tested_over_customers() {
        let (one, other) = (tally(&[(3, 1), (4, 1), (9, 1)]), tally(&[(2, 1), (5, 1)]));
        assert_eq!(test_of("messages_per_conversation", &one, &other).unwrap().test, Test::ClusteredZ);
    }

    #[test]
    fn times_are_tested_by_their_kind() {
        let (one, other) = (spans(&[19, 22, 16, 29, 24]), spans(&[20, 11, 17, 12]));
        assert_eq!(test_of("response_time", &one, &other).unwrap().test, Test::Welch);
        assert_close(test_of("response_time_p50", &one, &other).unwrap().p, 0.1111111111, 1e-10);
        assert_eq!(test_of("response_time_p90", &one, &other), None);
        assert_eq!(test_of("longest_response_time", &one, &other), None);
        let repeated = Tally { repeated: true, ..spans(&[20, 11, 17, 12]) };
        assert_eq!(test_of("response_time", &one, &repeated).unwrap().test, Test::ClusteredZ);
    }

    #[test]
    fn scores_are_tested_by_promoters_and_detractors() {
        let answers = |promoters: usize, passives: usize, detractors: usize| {
            tally(&[vec![(1, 1); promoters], vec![(0, 1); passives], vec![(-1, 1); detractors]].concat())
        };
        let found = test_of("nps", &answers(70, 20, 10), &answers(50, 30, 20)).unwrap();
        assert_eq!(found.test, Test::ScoreZ);
        assert_close(found.p, super::super::p_of_z(30.0 / 105.0_f64.sqrt()), 1e-13);
    }

    #[test]
    fn what_somebody_else_counted_is_not_tested() {
        let counted = Tally { counted: true, ..tally(&[(9, 10)]) };
        assert_eq!(test_of("delivery_rate", &counted, &tally(&[(3, 10)])), None);
    }

    #[test]
    fn counts_have_no_test_and_no_interval() {
        let (one, other) = (tally(&[(1, 1)]), tally(&[(1, 1), (1, 1)]));
        for id in ["messages_sent", "net_list_growth"] {
            let kpi = kpi(id).unwrap();
            assert_eq!(test_of(id, &one, &other), None);
            assert_eq!(difference(kpi, &one, &other, confidence(0.95)), None);
            assert_eq!(quotient(kpi, &one, &other, confidence(0.95)), None);
        }
    }

    #[test]
    fn the_interval_of_a_difference_leaves_out_0_where_the_test_is_sure() {
        let once =
            |successes: usize, n: usize| tally(&(0..n).map(|i| (i128::from(i < successes), 1)).collect::<Vec<_>>());
        let kpi = kpi("delivery_rate").unwrap();
        let found = difference(kpi, &once(56, 70), &once(48, 80), confidence(0.95)).unwrap();
        assert_close(found.low.unwrap(), 0.052431472402, 1e-12);
        assert!(quotient(kpi, &once(56, 70), &once(48, 80), confidence(0.95)).unwrap().low > Some(1.0));
    }
}
