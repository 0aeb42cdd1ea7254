//! Two shares of independent units: the pooled z test, and the intervals of their difference and quotient.
//!
//! For shares in which no customer has more than one unit; with repeated customers see `clustered`.

use super::{Test, Tested, fisher, p_of_z};
use crate::analysis::interval::{Confidence, Interval, Method, wilson};

/// The smallest expected count with which the pooled z test is trusted.
const LEAST_EXPECTED: u128 = 5;

/// A part of a whole: units that have something, among units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Units that have it.
    pub successes: u64,
    /// All units.
    pub n: u64,
}

impl Part {
    /// The share, 0..1; `None` where there is no unit, or where more units have it than there are.
    pub fn share(self) -> Option<f64> {
        (self.n > 0 && self.successes <= self.n).then(|| self.successes as f64 / self.n as f64)
    }
}

/// Tests whether two shares differ: [`pooled_z`], and Fisher's exact test where an expected count is below 5.
///
/// `None` where a side has no unit. Defined in the catalogue's section on intervals.
pub fn shares(one: Part, other: Part) -> Option<Tested> {
    one.share().and(other.share())?;
    if expects_few(one, other) {
        return Some(Tested { p: fisher(one, other)?, test: Test::Fisher });
    }
    Some(Tested { p: p_of_z(pooled_z(one, other)?), test: Test::PooledZ })
}

/// Whether a cell of the two-by-two table is expected to hold fewer than 5 units.
fn expects_few(one: Part, other: Part) -> bool {
    let [x1, n1, x2, n2] = [one.successes, one.n, other.successes, other.n].map(u128::from);
    let (successes, all) = (x1 + x2, n1 + n2);
    n1.min(n2) * successes.min(all - successes) < LEAST_EXPECTED * all
}

/// z = (p₁ − p₂) / sqrt(p(1 − p)(1/n₁ + 1/n₂)) with the share p of both together; z² is the chi-square of the
/// two-by-two table without correction.
///
/// `None` where a side has no unit, and where all units are alike.
pub fn pooled_z(one: Part, other: Part) -> Option<f64> {
    one.share().and(other.share())?;
    let [x1, n1, x2, n2] = [one.successes, one.n, other.successes, other.n].map(i128::from);
    let (successes, all) = (x1 + x2, n1 + n2);
    if successes == 0 || successes == all {
        return None;
    }
    let difference = (x1 * n2 - x2 * n1) as f64;
    let spread = successes as f64 * (all - successes) as f64 / all as f64 * n1 as f64 * n2 as f64;
    Some(difference / spread.sqrt())
}

/// Newcombe's hybrid score interval of the difference of two shares, from their Wilson intervals.
///
/// `None` where a side has no unit. Newcombe, Statistics in Medicine 17 (1998), method 10.
pub fn newcombe(one: Part, other: Part, confidence: Confidence) -> Option<Interval> {
    let bounds = |part: Part| wilson(part.successes, part.n, confidence);
    combined((one.share()?, bounds(one)?), (other.share()?, bounds(other)?))
}

/// The interval of a difference from the intervals of its sides, taken as independent: the distances from each value
/// to the end that matters are added as squares. Of symmetric intervals it is the usual one.
pub(super) fn combined(one: (f64, Interval), other: (f64, Interval)) -> Option<Interval> {
    let ((value, ends), (base, base_ends)) = (one, other);
    let difference = value - base;
    let below = (value - ends.low?).hypot(base_ends.high? - base);
    let above = (ends.high? - value).hypot(base - base_ends.low?);
    Some(Interval { low: Some(difference - below), high: Some(difference + above), method: ends.method })
}

/// Katz's log interval of the quotient of two shares (the risk ratio).
///
/// `None` where a side has no unit or no success.
pub fn katz(one: Part, other: Part, confidence: Confidence) -> Option<Interval> {
    let quotient = one.share()? / other.share()?;
    if one.successes == 0 || other.successes == 0 {
        return None;
    }
    let spread = |part: Part| (part.n - part.successes) as f64 / part.successes as f64 / part.n as f64;
    let error = (spread(one) + spread(other)).sqrt();
    Some(around_log(quotient, error, confidence, Method::Normal))
}

/// The interval of a quotient whose logarithm has the standard error `error`.
pub(super) fn around_log(quotient: f64, error: f64, confidence: Confidence, method: Method) -> Interval {
    let factor = (confidence.z() * error).exp();
    Interval { low: Some(quotient / factor), high: Some(quotient * factor), method }
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::{assert_close, assert_interval, confidence};
    use super::*;

    fn part(successes: u64, n: u64) -> Part {
        Part { successes, n }
    }

    #[test]
    fn differences_agree_with_the_reference_values() {
        let table = [
            (part(56, 70), part(48, 80), 0.052431472402, 0.333872654037),
            (part(9, 10), part(3, 10), 0.170522723935, 0.809017973535),
            (part(0, 10), part(0, 20), -0.161125158053, 0.277532799863),
        ];
        for (one, other, low, high) in table {
            assert_interval(newcombe(one, other, confidence(0.95)), low, high, 1e-12);
            assert_interval(newcombe(other, one, confidence(0.95)), -high, -low, 1e-12);
        }
    }

    #[test]
    fn differences_agree_with_the_table_of_newcombe_1998() {
        let table = [
            (part(56, 70), part(48, 80), 0.0524, 0.3339),
            (part(9, 10), part(3, 10), 0.1705, 0.8090),
            (part(6, 7), part(2, 7), 0.0582, 0.8062),
            (part(5, 56), part(0, 29), -0.0381, 0.1926),
            (part(0, 10), part(0, 10), -0.2775, 0.2775),
            (part(10, 10), part(0, 20), 0.6791, 1.0),
        ];
        for (one, other, low, high) in table {
            assert_interval(newcombe(one, other, confidence(0.95)), low, high, 5e-5);
        }
    }

    #[test]
    fn z_and_p_agree_with_the_reference_values() {
        for (one, other, z, p) in [
            (part(56, 70), part(48, 80), 2.650171951259, 0.0080450813682),
            (part(9, 10), part(3, 10), 2.738612787526, 0.00616989932054),
        ] {
            let found = pooled_z(one, other).unwrap();
            assert_close(found, z, 1e-12);
            assert_close(p_of_z(found), p, 1e-13);
            assert_close(pooled_z(other, one).unwrap(), -z, 1e-12);
        }
        assert_eq!(pooled_z(part(0, 10), part(0, 20)), None);
        assert_eq!(pooled_z(part(10, 10), part(20, 20)), None);
    }

    #[test]
    fn z_squared_is_the_chi_square_of_the_table() {
        let (a, b, c, d) = (31.0_f64, 469.0, 52.0, 448.0);
        let chi_square = (a * d - b * c).powi(2) * (a + b + c + d) / ((a + b) * (c + d) * (a + c) * (b + d));
        let z = pooled_z(part(31, 500), part(52, 500)).unwrap();
        assert_close(z * z, chi_square, 1e-13);
    }

    #[test]
    fn few_expected_units_are_tested_exactly() {
        let found = shares(part(9, 10), part(3, 10)).unwrap();
        assert_eq!(found.test, Test::Fisher);
        assert_close(found.p, 0.0197666110979, 1e-12);
        let found = shares(part(56, 70), part(48, 80)).unwrap();
        assert_eq!(found.test, Test::PooledZ);
        assert_close(found.p, 0.0080450813682, 1e-13);
        // Exactly five are expected in the smallest cell.
        assert_eq!(shares(part(5, 10), part(5, 10)).unwrap().test, Test::PooledZ);
        assert_eq!(shares(part(4, 10), part(5, 10)).unwrap().test, Test::Fisher);
        assert_eq!(shares(part(0, 10_000), part(0, 20_000)).unwrap().p, 1.0);
    }

    #[test]
    fn a_side_without_units_has_no_test_and_no_interval() {
        let (nothing, some) = (part(0, 0), part(3, 10));
        assert_eq!(shares(nothing, some), None);
        assert_eq!(shares(some, part(3, 2)), None);
        assert_eq!(newcombe(some, nothing, confidence(0.95)), None);
        assert_eq!(katz(some, part(0, 10), confidence(0.95)), None);
        assert_eq!(katz(nothing, some, confidence(0.95)), None);
    }

    #[test]
    fn the_quotient_agrees_with_its_closed_form() {
        // ln RR = ln(0.8 / 0.6), se² = 1/56 − 1/70 + 1/48 − 1/80.
        let (center, error) = ((0.8_f64 / 0.6).ln(), (1.0 / 56.0 - 1.0 / 70.0 + 1.0 / 48.0 - 1.0 / 80.0_f64).sqrt());
        let half = 1.959963984540054 * error;
        let found = katz(part(56, 70), part(48, 80), confidence(0.95));
        assert_interval(found, (center - half).exp(), (center + half).exp(), 1e-13);
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        let whole = u64::MAX;
        assert!(shares(part(whole / 2, whole), part(whole / 3, whole)).unwrap().p < 1e-9);
    }
}
