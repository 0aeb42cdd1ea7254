//! Confidence intervals: how far a value could lie from the truth by chance alone.
//!
//! The catalogue's section on intervals decides which kind a KPI gets; one file each:
//!
//! | file | interval of | method |
//! |---|---|---|
//! | [`mod@share`] | a share of units | Wilson score, or delta where customers repeat |
//! | [`mod@delta`] | a ratio of two sums over customers | delta method clustered by customer |
//! | [`mean`] | a mean over independent units | Student's t |
//! | [`mod@order`] | a quantile | order statistics |
//! | [`score`] | the net promoter score | normal |
//!
//! Every function takes exact counts and sums and divides once, at the end. Choosing the kind
//! for a KPI, tests between groups and rounding for display are not done here.

pub mod delta;
pub mod mean;
pub mod order;
pub mod score;
pub mod share;

pub use delta::{Clusters, delta};
pub use mean::{critical_t, mean_t, t_tail, variance};
pub use order::{order, order_interval};
pub use score::{nps, nps_error};
pub use share::{share, wilson};

use std::f64::consts::SQRT_2;

use statrs::function::erf::erfc_inv;

/// How an interval was computed. Reports name it beside every interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Wilson's score interval of one proportion, without continuity correction.
    Wilson,
    /// Delta method over customers, for units that customers share.
    Delta,
    /// Student's t over independent units.
    T,
    /// Order statistics: two observed values around a quantile.
    Order,
    /// Normal approximation.
    Normal,
}

impl Method {
    /// The name in reports: `wilson`, `delta`, `t`, `order` or `normal`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Wilson => "wilson",
            Self::Delta => "delta",
            Self::T => "t",
            Self::Order => "order",
            Self::Normal => "normal",
        }
    }
}

/// A two-sided confidence interval, in the unit of its value, ends included.
///
/// A side is `None` where the data are too few to bound it (order statistics only).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// How it was computed.
    pub method: Method,
}

impl Interval {
    /// `centre` ± `half_width`.
    pub fn around(centre: f64, half_width: f64, method: Method) -> Self {
        Self { low: Some(centre - half_width), high: Some(centre + half_width), method }
    }

    /// The same interval with both ends moved into `low..=high`: 0 and 1 for a share.
    #[must_use]
    pub fn clip(self, low: f64, high: f64) -> Self {
        self.map(|end| end.max(low).min(high))
    }

    /// The same interval in a unit `divisor` times as large: 1000 from milliseconds to seconds.
    #[must_use]
    pub fn divided_by(self, divisor: f64) -> Self {
        self.map(|end| end / divisor)
    }

    fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self { low: self.low.map(&change), high: self.high.map(&change), method: self.method }
    }
}

/// How sure an interval is to cover the truth: a probability strictly between 0 and 1, two-sided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    level: f64,
    z: f64,
}

impl Confidence {
    /// A confidence of `level`, 0.95 for 95 %; `None` unless 0 < `level` < 1.
    pub fn new(level: f64) -> Option<Self> {
        (level > 0.0 && level < 1.0).then(|| Self { level, z: SQRT_2 * erfc_inv(1.0 - level) })
    }

    /// The probability itself, 0..1.
    pub fn level(self) -> f64 {
        self.level
    }

    /// The probability of missing the truth, both sides together: 1 − level.
    pub fn alpha(self) -> f64 {
        1.0 - self.level
    }

    /// The standard normal quantile at 1 − alpha/2: 1.959963984540054 at 95 %.
    pub fn z(self) -> f64 {
        self.z
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn confidence(level: f64) -> Confidence {
        Confidence::new(level).unwrap()
    }

    /// Fails unless the two agree to `tolerance`, relative for values beyond 1.
    #[track_caller]
    pub(crate) fn assert_close(found: f64, expected: f64, tolerance: f64) {
        let difference = (found - expected).abs();
        assert!(difference <= tolerance * expected.abs().max(1.0), "found {found}, expected {expected}");
    }

    #[track_caller]
    pub(crate) fn assert_interval(found: Option<Interval>, low: f64, high: f64, tolerance: f64) {
        let found = found.unwrap();
        assert_close(found.low.unwrap(), low, tolerance);
        assert_close(found.high.unwrap(), high, tolerance);
    }

    #[test]
    fn z_is_the_normal_quantile_to_twelve_decimals() {
        let quantiles = [
            (0.5, 0.674489750196082),
            (0.68, 0.994457883209753),
            (0.8, 1.2815515655446),
            (0.9, 1.644853626951473),
            (0.95, 1.959963984540054),
            (0.99, 2.575829303548901),
            (0.999, 3.290526731491926),
        ];
        for (level, z) in quantiles {
            assert!((confidence(level).z() - z).abs() < 1e-12, "at {level}");
        }
    }

    #[test]
    fn confidence_lies_strictly_between_0_and_1() {
        for level in [0.0, 1.0, -0.95, 95.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Confidence::new(level), None, "{level}");
        }
        assert_eq!(confidence(0.75).alpha(), 0.25);
        assert_eq!(confidence(0.75).level(), 0.75);
    }

    #[test]
    fn clipping_moves_both_ends_and_leaves_a_missing_one_missing() {
        let interval = Interval::around(0.9, 0.2, Method::Delta).clip(0.0, 1.0);
        assert_eq!(interval.low, Some(0.7));
        assert_eq!(interval.high, Some(1.0));
        let open = Interval { low: None, high: Some(-3.0), method: Method::Order };
        assert_eq!(open.clip(0.0, 1.0).low, None);
        assert_eq!(open.clip(0.0, 1.0).high, Some(0.0));
    }

    #[test]
    fn dividing_changes_the_unit_of_both_ends() {
        let seconds = Interval::around(5000.0, 1000.0, Method::T).divided_by(1000.0);
        assert_eq!(seconds, Interval::around(5.0, 1.0, Method::T));
    }

    #[test]
    fn every_method_has_its_name() {
        let methods = [Method::Wilson, Method::Delta, Method::T, Method::Order, Method::Normal];
        let names = methods.map(Method::id);
        assert_eq!(names, ["wilson", "delta", "t", "order", "normal"]);
    }
}
