//! The interval of a mean over independent units: Student's t.
//!
//! Means of units that customers share get the delta method instead. Tests between two means
//! stand elsewhere; the exact variance and the critical value that they need too are here.

use std::f64::consts::{PI, SQRT_2};

use ethnum::I256;
use libm::erfc;
use statrs::function::beta::checked_beta_reg;
use statrs::function::gamma::ln_gamma;

use super::{Confidence, Interval, Method};

/// Interval of the mean of `n` units from their exact sums, in the unit of the values.
///
/// Both ends are at least 0: times and scores are never negative. Of width 0 where all units are
/// equal. `None` with fewer than two units. Defined in the catalogue's section on intervals.
pub fn mean_t(n: u64, sum: i128, sum_of_squares: i128, confidence: Confidence) -> Option<Interval> {
    let variance = variance(n, sum, sum_of_squares)?;
    let units = n as f64;
    let critical = critical_t(units - 1.0, confidence)?;
    let half_width = critical * (variance / units).sqrt();
    let interval = Interval::around(sum as f64 / units, half_width, Method::T);
    Some(interval.clip(0.0, f64::INFINITY))
}

/// The sample variance (n − 1 below) of `n` units from their exact sums, in squared units.
///
/// The difference n·Σx² − (Σx)² is taken in whole numbers, so that nothing cancels. `None` with
/// fewer than two units.
pub fn variance(n: u64, sum: i128, sum_of_squares: i128) -> Option<f64> {
    if n < 2 {
        return None;
    }
    let sum = I256::from(sum);
    let spread = I256::from(n) * I256::from(sum_of_squares) - sum * sum;
    let units = n as f64;
    Some(spread.as_f64().max(0.0) / units / (units - 1.0))
}

/// The two-sided critical value of Student's t: P(|T| > t) = alpha at `degrees` of freedom.
///
/// `degrees` need not be whole (Welch). `None` unless it is positive.
pub fn critical_t(degrees: f64, confidence: Confidence) -> Option<f64> {
    if degrees.is_nan() || degrees <= 0.0 {
        return None;
    }
    if degrees >= 1000.0 {
        return Some(expanded_t(degrees, confidence.z()));
    }
    // The tail is convex and t lies beyond z, so Newton's steps from z never overshoot.
    let mut t = confidence.z();
    for _ in 0..200 {
        let step = (tail(t, degrees)? - confidence.alpha()) / (2.0 * density(t, degrees));
        t += step;
        if step.abs() <= 1e-15 * t {
            break;
        }
    }
    Some(t)
}

/// Student's quantile from the normal one, by Fisher's expansion in 1 / degrees (Abramowitz and
/// Stegun 26.7.5); exact to rounding from a thousand degrees on.
fn expanded_t(degrees: f64, z: f64) -> f64 {
    let square = z * z;
    let first = (square + 1.0) / 4.0;
    let second = ((5.0 * square + 16.0) * square + 3.0) / 96.0;
    let third = (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0;
    let fourth = ((((79.0 * square + 776.0) * square + 1482.0) * square - 1920.0) * square - 945.0) / 92160.0;
    let correction = (((fourth / degrees + third) / degrees + second) / degrees + first) / degrees;
    z + z * correction
}

/// P(|T| > |t|): the two-sided p-value of Student's t at `degrees` of freedom, whole or not.
///
/// `None` unless `degrees` is positive and `t` is a number.
pub fn t_tail(t: f64, degrees: f64) -> Option<f64> {
    if t.is_nan() || degrees.is_nan() || degrees <= 0.0 {
        return None;
    }
    if degrees < 1000.0 {
        return tail(t, degrees);
    }
    Some(erfc(normal_of_t(t.abs(), degrees) / SQRT_2))
}

/// The normal deviate with the tail of a t at many degrees of freedom (Hill, Algorithm 395); exact to rounding from a
/// thousand degrees on.
fn normal_of_t(t: f64, degrees: f64) -> f64 {
    let a = degrees - 0.5;
    let b = 48.0 * a * a;
    let y = a * (t * t / degrees).ln_1p();
    let second = (((-0.4 * y - 3.3) * y - 24.0) * y - 85.5) / (0.8 * y * y + 100.0 + b);
    ((second + y + 3.0) / b + 1.0) * y.sqrt()
}

/// P(|T| > t) where `degrees` are not many.
fn tail(t: f64, degrees: f64) -> Option<f64> {
    checked_beta_reg(degrees / 2.0, 0.5, degrees / (degrees + t * t)).ok()
}

fn density(t: f64, degrees: f64) -> f64 {
    let power = (degrees + 1.0) / 2.0;
    let scale = ln_gamma(power) - ln_gamma(degrees / 2.0) - (degrees * PI).ln() / 2.0;
    (scale - power * (t * t / degrees).ln_1p()).exp()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_close, assert_interval, confidence};
    use super::*;

    #[test]
    fn critical_values_agree_with_fifty_digit_arithmetic() {
        let table = [
            (0.95, 1.0, 12.706204736174696),
            (0.95, 2.0, 4.302652729749464),
            (0.95, 4.0, 2.776445105197794),
            (0.95, 10.0, 2.228138851986275),
            (0.95, 30.0, 2.042272456301238),
            (0.95, 100.0, 1.983971518523552),
            (0.95, 998.0, 1.962343846216335),
            (0.95, 1000.0, 1.962339080826408),
            (0.95, 2000.0, 1.961150826099438),
            (0.5, 100.0, 0.676951043011471),
            (0.8, 500.0, 1.283247020710374),
            (0.999, 4.0, 8.610301581379275),
            (0.999, 1000.0, 3.300282648423913),
        ];
        for (level, degrees, expected) in table {
            let found = critical_t(degrees, confidence(level)).unwrap();
            assert_close(found, expected, 1e-12);
        }
    }

    #[test]
    fn critical_values_of_one_and_two_degrees_have_a_closed_form() {
        for level in [0.01, 0.5, 0.8, 0.9, 0.99, 0.9999, 0.999999] {
            let one = critical_t(1.0, confidence(level)).unwrap();
            assert_close(one, (PI * level / 2.0).tan(), 1e-9);
            let two = critical_t(2.0, confidence(level)).unwrap();
            assert_close(two, level * (2.0 / (1.0 - level * level)).sqrt(), 1e-9);
        }
    }

    #[test]
    fn both_ways_to_a_critical_value_meet_at_a_thousand_degrees() {
        for level in [0.5, 0.8, 0.95, 0.999] {
            let level = confidence(level);
            let newton = critical_t(999.999, level).unwrap();
            assert_close(newton, expanded_t(999.999, level.z()), 1e-11);
        }
    }

    #[test]
    fn tails_undo_critical_values_and_both_ways_to_them_meet() {
        for degrees in [1.0, 3.5, 30.0, 400.0, 999.0, 1000.0, 5e4, 1e9] {
            for level in [0.01, 0.5, 0.95, 0.9999] {
                let level = confidence(level);
                let p = t_tail(-critical_t(degrees, level).unwrap(), degrees).unwrap();
                assert_close(p, level.alpha(), 5e-12);
            }
        }
        for t in [0.0, 0.3, 2.0, 8.0, 12.0] {
            let (few, many) = (tail(t, 1000.0).unwrap(), erfc(normal_of_t(t, 1000.0) / SQRT_2));
            assert!((few - many).abs() <= 1e-9 * few, "{t}: {few} {many}");
        }
        assert_eq!(t_tail(2.0, 0.0), None);
        assert_eq!(t_tail(f64::NAN, 5.0), None);
    }

    #[test]
    fn critical_values_fall_to_z() {
        let level = confidence(0.95);
        let mut last = f64::INFINITY;
        for degrees in (1..5000).chain([100_000, 10_000_000]) {
            let t = critical_t(f64::from(degrees), level).unwrap();
            assert!(t < last && t > level.z(), "{degrees} degrees");
            last = t;
        }
        assert_eq!(critical_t(0.0, level), None);
        assert_eq!(critical_t(f64::NAN, level), None);
    }

    #[test]
    fn a_mean_agrees_with_r_and_its_closed_form() {
        // R: t.test(1:5)
        let found = mean_t(5, 15, 55, confidence(0.95));
        assert_eq!(found.unwrap().method, Method::T);
        let half_width = 2.776445105197794 * 0.5_f64.sqrt();
        assert_interval(found, 3.0 - half_width, 3.0 + half_width, 1e-13);
        assert_interval(found, 1.036757, 4.963243, 5e-7);
    }

    #[test]
    fn a_mean_is_clipped_at_0() {
        let found = mean_t(2, 10, 100, confidence(0.95)).unwrap();
        assert_eq!(found.low, Some(0.0));
        assert_close(found.high.unwrap(), 5.0 + 5.0 * 12.706204736174696, 1e-12);
    }

    #[test]
    fn fewer_than_two_units_have_no_interval() {
        assert_eq!(mean_t(0, 0, 0, confidence(0.95)), None);
        assert_eq!(mean_t(1, 7, 49, confidence(0.95)), None);
    }

    #[test]
    fn equal_units_have_an_interval_of_width_0() {
        assert_interval(mean_t(3, 21, 147, confidence(0.95)), 7.0, 7.0, 0.0);
    }

    #[test]
    fn variance_does_not_cancel_and_agrees_with_the_definition() {
        let values: Vec<i128> = (0..1000).map(|i| 1_700_000_000_000 + i * i % 97).collect();
        let n = values.len() as f64;
        let offset = |value: &i128| (value - 1_700_000_000_000) as f64;
        let mean = values.iter().map(offset).sum::<f64>() / n;
        let squares: f64 = values.iter().map(|v| (offset(v) - mean).powi(2)).sum();
        let sum_of_squares = values.iter().map(|v| v * v).sum();
        let found = variance(1000, values.iter().sum(), sum_of_squares).unwrap();
        assert_close(found, squares / (n - 1.0), 1e-12);
    }

    #[test]
    fn the_largest_sums_do_not_panic() {
        assert!(variance(u64::MAX, i128::MIN, i128::MAX).is_some());
    }
}
