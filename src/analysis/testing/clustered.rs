//! Two shares or ratios whose customers have several units: z of the difference with errors over customers.
//!
//! Messages of one customer resemble each other; taken as independent they make chance look like an effect. The errors
//! are those of the delta method. Adding up a customer's own totals is the caller's work.

use super::share::{around_log, combined};
use super::{Test, Tested, p_of_z};
use crate::analysis::interval::{Clusters, Confidence, Interval, Method, delta, share};

/// The confidence of the intervals that a test is taken from; where they are symmetric it does not matter.
const REFERENCE: f64 = 0.95;

/// A share or ratio with customers in several units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// The sums over its customers.
    pub clusters: Clusters,
    /// Whether it is a share: then it has an interval even where all customers agree.
    pub is_share: bool,
}

impl Side {
    /// Its interval, not clipped unless all customers agree. `None` with fewer than two customers: one cannot tell how
    /// much customers differ.
    fn interval(&self, confidence: Confidence) -> Option<Interval> {
        let clusters = &self.clusters;
        if clusters.customers < 2 {
            return None;
        }
        if !(self.is_share && clusters.all_agree()) {
            return delta(clusters, confidence);
        }
        // Customers who all agree show no spread; counted once each they do.
        let (units, successes) = (u64::try_from(clusters.y).ok()?, u64::try_from(clusters.x).ok()?);
        share(units, successes, true, clusters, confidence)
    }
}

/// Tests whether two shares or ratios differ: z = (R₁ − R₂) / sqrt(se₁² + se₂²).
///
/// Where all customers of a share agree, its error is that of Wilson's interval over the number of customers, as in the
/// interval of the share itself. `None` where a side has fewer than two customers or no denominator, and where no error
/// is known. Defined in the catalogue's section on intervals.
pub fn clustered_z(one: &Side, other: &Side) -> Option<Tested> {
    let confidence = Confidence::new(REFERENCE)?;
    let (value, base) = (one.clusters.ratio()?, other.clusters.ratio()?);
    let interval = clustered_difference(one, other, confidence)?;
    let difference = value - base;
    // The side of the interval that faces 0 tells how far 0 is.
    let reach = if difference < 0.0 { interval.high? - difference } else { difference - interval.low? };
    let z = difference * confidence.z() / reach;
    (reach > 0.0).then(|| Tested { p: p_of_z(z), test: Test::ClusteredZ })
}

/// The interval of the difference of two shares or ratios over customers.
///
/// `None` where a side has none.
pub fn clustered_difference(one: &Side, other: &Side, confidence: Confidence) -> Option<Interval> {
    let of = |side: &Side| Some((side.clusters.ratio()?, side.interval(confidence)?));
    Some(Interval { method: Method::Delta, ..combined(of(one)?, of(other)?)? })
}

/// The interval of the quotient of two shares or ratios over customers, by the delta method on its logarithm.
///
/// `None` where a value is not positive, and with fewer than two customers on a side.
pub fn clustered_quotient(one: &Clusters, other: &Clusters, confidence: Confidence) -> Option<Interval> {
    let relative = |side: &Clusters| {
        let ratio = side.ratio().filter(|ratio| *ratio > 0.0)?;
        Some(side.standard_error()? / ratio)
    };
    let error = relative(one)?.hypot(relative(other)?);
    Some(around_log(one.ratio()? / other.ratio()?, error, confidence, Method::Delta))
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::{assert_close, assert_interval, confidence};
    use super::super::share::{Part, pooled_z};
    use super::super::tests::Random;
    use super::*;

    fn side(customers: &[(i128, i128)], is_share: bool) -> Side {
        let mut clusters = Clusters::default();
        customers.iter().for_each(|&(x, y)| clusters.add(x, y));
        Side { clusters, is_share }
    }

    const CLICKS: [(i128, i128); 8] = [(5, 6), (0, 5), (0, 4), (0, 2), (4, 5), (0, 6), (0, 3), (1, 1)];

    #[test]
    fn z_is_the_difference_over_both_errors() {
        let one = side(&CLICKS, false);
        let other = side(&[(1, 4), (2, 3), (0, 2), (1, 1), (0, 5)], false);
        let (first, second): (f64, f64) = (0.16693384462757352, other.clusters.standard_error().unwrap());
        let error = (first * first + second * second).sqrt();
        let difference = 0.3125 - 4.0 / 15.0;
        let found = clustered_z(&one, &other).unwrap();
        assert_close(found.p, p_of_z(difference / error), 1e-13);
        let half = 1.959963984540054 * error;
        let interval = clustered_difference(&one, &other, confidence(0.95));
        assert_interval(interval, difference - half, difference + half, 1e-13);
    }

    #[test]
    fn a_share_on_which_all_agree_is_as_unsure_as_its_customers_are_few() {
        let most = side(&[(3, 4), (5, 6), (2, 2), (3, 5), (4, 4)], true);
        let all = |customers: usize| side(&vec![(2, 2); customers], true);
        let p = |customers| clustered_z(&all(customers), &most).unwrap().p;
        assert!(p(3) > 0.3 && p(300) < p(30) && p(30) < p(3));
        assert!(p(300) > 0.0);
        // Alike on both sides there is nothing to be found.
        assert_eq!(clustered_z(&all(3), &all(5)).unwrap().p, 1.0);
    }

    #[test]
    fn one_customer_or_no_spread_has_no_test() {
        let one = side(&[(1, 3)], true);
        assert_eq!(clustered_z(&one, &side(&CLICKS, true)), None);
        let same = side(&[(2, 1), (4, 2)], false);
        assert_eq!(clustered_z(&same, &same), None);
        assert_eq!(clustered_z(&side(&[], true), &side(&CLICKS, true)), None);
    }

    #[test]
    fn the_quotient_is_symmetric_on_the_logarithm() {
        let (one, other) = (side(&CLICKS, false).clusters, side(&[(1, 4), (2, 3), (0, 2)], false).clusters);
        let there = clustered_quotient(&one, &other, confidence(0.95)).unwrap();
        let back = clustered_quotient(&other, &one, confidence(0.95)).unwrap();
        assert_close(there.low.unwrap() * back.high.unwrap(), 1.0, 1e-13);
        assert_close(there.low.unwrap() * there.high.unwrap(), (0.3125 / (3.0 / 9.0_f64)).powi(2), 1e-13);
        let none = side(&[(0, 4), (0, 3)], false).clusters;
        assert_eq!(clustered_quotient(&none, &one, confidence(0.95)), None);
    }

    #[test]
    fn repeated_customers_raise_no_more_false_alarms_than_five_percent() {
        const ROUNDS: u32 = 4_000;
        let mut random = Random(20_261_001);
        let mut draw = || {
            let mut clusters = Clusters::default();
            for _ in 0..250 {
                // A third of the customers opens almost everything, the others almost nothing.
                let eager = if random.below(3) == 0 { 850 } else { 80 };
                let messages = 1 + random.below(8);
                let opened = (0..messages).filter(|_| random.happens(eager)).count();
                clusters.add(opened as i128, i128::from(messages));
            }
            Side { clusters, is_share: true }
        };
        let part = |side: &Side| Part { successes: side.clusters.x as u64, n: side.clusters.y as u64 };
        let (mut alarms, mut naive_alarms) = (0, 0);
        for _ in 0..ROUNDS {
            let (one, other) = (draw(), draw());
            alarms += u32::from(clustered_z(&one, &other).unwrap().p < 0.05);
            naive_alarms += u32::from(p_of_z(pooled_z(part(&one), part(&other)).unwrap()) < 0.05);
        }
        // No more than chance adds in so many rounds.
        let allowed = 0.05 * f64::from(ROUNDS) + 2.0 * (0.05 * 0.95 * f64::from(ROUNDS)).sqrt();
        assert!(f64::from(alarms) <= allowed, "{alarms} alarms, {allowed} allowed");
        assert!(naive_alarms > 4 * alarms, "taken as independent: {naive_alarms} alarms");
    }
}
