//! Two means over independent units: Welch's test and interval.
//!
//! Where customers have several units see `clustered`.

use super::{Test, Tested};
use crate::analysis::interval::{Confidence, Interval, Method, critical_t, t_tail, variance};
use crate::analysis::tally::Tally;

/// What a mean and its spread follow from, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    /// How many units.
    pub n: u64,
    /// Their sum.
    pub sum: i128,
    /// The sum of their squares.
    pub sum_of_squares: i128,
}

impl Sums {
    /// Those of spans, each of a customer of its own: what customers add is what units add.
    pub fn of(tally: &Tally) -> Sums {
        Sums { n: tally.units, sum: tally.clusters.x, sum_of_squares: tally.clusters.xx }
    }
}

/// Welch's statistic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Welch {
    /// The difference of the means, in their unit.
    pub difference: f64,
    /// Its standard error.
    pub error: f64,
    /// Degrees of freedom by Satterthwaite.
    pub degrees: f64,
}

impl Welch {
    /// The statistic of two sides.
    ///
    /// `None` with fewer than two units on a side, and where neither side has any spread.
    pub fn of(one: Sums, other: Sums) -> Option<Welch> {
        let squared_error = |side: Sums| Some(variance(side.n, side.sum, side.sum_of_squares)? / side.n as f64);
        let (first, second) = (squared_error(one)?, squared_error(other)?);
        let both = first + second;
        if both <= 0.0 {
            return None;
        }
        let (of_first, of_second) = (first / both, second / both);
        let degrees = of_first * of_first / (one.n - 1) as f64 + of_second * of_second / (other.n - 1) as f64;
        let mean = |side: Sums| side.sum as f64 / side.n as f64;
        Some(Welch { difference: mean(one) - mean(other), error: both.sqrt(), degrees: degrees.recip() })
    }

    /// The difference in standard errors.
    pub fn t(&self) -> f64 {
        self.difference / self.error
    }

    /// The two-sided p-value.
    pub fn tested(&self) -> Option<Tested> {
        Some(Tested { p: t_tail(self.t(), self.degrees)?, test: Test::Welch })
    }

    /// The interval of the difference, in the unit of the values.
    pub fn interval(&self, confidence: Confidence) -> Option<Interval> {
        let half_width = critical_t(self.degrees, confidence)? * self.error;
        Some(Interval::around(self.difference, half_width, Method::T))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::{assert_close, assert_interval, confidence};
    use super::*;

    fn sums(values: &[i128]) -> Sums {
        Sums {
            n: values.len() as u64,
            sum: values.iter().sum(),
            sum_of_squares: values.iter().map(|value| value * value).sum(),
        }
    }

    #[test]
    fn r_s_sleep_data_agree_with_the_reference_values() {
        // In tenths of an hour.
        let one = sums(&[7, -16, -2, -12, -1, 34, 37, 8, 0, 20]);
        let other = sums(&[19, 8, 11, 1, -1, 44, 55, 16, 46, 34]);
        let found = Welch::of(one, other).unwrap();
        assert_close(found.t(), -1.8608134674868526, 1e-14);
        assert_close(found.degrees, 17.776473516178488, 1e-14);
        assert_close(found.tested().unwrap().p, 0.0793941401873583, 1e-13);
        let interval = found.interval(confidence(0.95)).map(|interval| interval.divided_by(10.0));
        assert_interval(interval, -3.3654832307117104, 0.20548323071171137, 1e-12);
    }

    #[test]
    fn too_few_units_or_none_that_differ_have_no_test() {
        let some = sums(&[1, 2, 4]);
        assert_eq!(Welch::of(sums(&[5]), some), None);
        assert_eq!(Welch::of(some, sums(&[])), None);
        assert_eq!(Welch::of(sums(&[5, 5]), sums(&[6, 6, 6])), None);
        assert!(Welch::of(sums(&[5, 5]), some).is_some());
    }

    #[test]
    fn huge_samples_are_tested_like_normal_ones() {
        let side = |sum| Sums { n: 4_000_000, sum, sum_of_squares: 40_000_000_000 };
        let found = Welch::of(side(2_000_000), side(2_400_000)).unwrap();
        assert!(found.degrees > 1e6);
        let normal = super::super::p_of_z(found.t());
        assert_close(found.tested().unwrap().p, normal, 1e-6);
    }
}
