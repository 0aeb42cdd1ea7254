//! What a sample could have shown: the smallest effect that it would find, and the sample that an effect needs.
//!
//! For planning and for reading "no difference found" rightly. Two-sided; the power is the chance of finding what is
//! there.

use std::f64::consts::SQRT_2;

use statrs::function::erf::erfc_inv;

use crate::analysis::interval::Confidence;

/// The power that is usual, and that `compare` names.
pub const POWER: f64 = 0.8;

/// Halving this often leaves no more digits.
const HALVINGS: u32 = 200;

/// The standard normal quantile at `power`; `None` unless 0.5 ≤ `power` < 1.
fn z_of(power: f64) -> Option<f64> {
    (0.5..1.0).contains(&power).then(|| SQRT_2 * erfc_inv(2.0 * (1.0 - power)))
}

/// How far two shares would have to lie apart for a test of samples of these sizes, in shares.
fn reach(one: f64, other: f64, sizes: (f64, f64), z: f64, z_of_power: f64) -> f64 {
    let (n, m) = sizes;
    let pooled = (n * one + m * other) / (n + m);
    let if_alike = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt();
    let if_apart = (one * (1.0 - one) / n + other * (1.0 - other) / m).sqrt();
    z * if_alike + z_of_power * if_apart
}

/// The smallest increase of a share `base` that samples of `n` (where the base is) and `m` units find with this power.
///
/// In shares (0.04 = 4 points). `None` where even the largest possible one would not be found, and where a number makes
/// no sense. By the pooled z test; Fleiss, Statistical Methods for Rates and Proportions, without correction.
pub fn smallest_increase(base: f64, n: u64, m: u64, confidence: Confidence, power: f64) -> Option<f64> {
    let z_of_power = z_of(power)?;
    if n == 0 || m == 0 || !(0.0..1.0).contains(&base) {
        return None;
    }
    let sizes = (n as f64, m as f64);
    let is_found = |increase: f64| increase >= reach(base, base + increase, sizes, confidence.z(), z_of_power);
    if !is_found(1.0 - base) {
        return None;
    }
    let (mut too_small, mut found) = (0.0, 1.0 - base);
    for _ in 0..HALVINGS {
        let middle = (too_small + found) / 2.0;
        if is_found(middle) {
            found = middle;
        } else {
            too_small = middle;
        }
    }
    Some(found)
}

/// How many units each arm needs to tell the shares `base` and `other` apart with this power.
///
/// `None` where they are equal, and where a number makes no sense. The same formula as [`smallest_increase`].
pub fn sample_size(base: f64, other: f64, confidence: Confidence, power: f64) -> Option<u64> {
    let z_of_power = z_of(power)?;
    let share = 0.0..=1.0;
    if base == other || !share.contains(&base) || !share.contains(&other) {
        return None;
    }
    let reach = reach(base, other, (1.0, 1.0), confidence.z(), z_of_power);
    Some((reach / (base - other)).powi(2).ceil() as u64)
}

/// The smallest difference of two means, ratios or scores that is found with this power, from the standard error of
/// their difference and in its unit.
///
/// `None` unless the error is positive.
pub fn smallest_difference(error: f64, confidence: Confidence, power: f64) -> Option<f64> {
    let factor = confidence.z() + z_of(power)?;
    (error > 0.0 && error.is_finite()).then_some(factor * error)
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::{assert_close, confidence};
    use super::*;

    #[test]
    fn the_smallest_effect_and_the_sample_agree_with_the_reference_values() {
        let found = smallest_increase(0.1, 1000, 1000, confidence(0.95), POWER).unwrap();
        assert_close(found, 0.040745, 5e-7);
        assert_eq!(sample_size(0.12, 0.135, confidence(0.95), POWER), Some(7761));
    }

    #[test]
    fn the_two_undo_each_other() {
        for (base, n) in [(0.02, 400), (0.3, 5_000), (0.9, 200)] {
            let increase = smallest_increase(base, n, n, confidence(0.95), POWER).unwrap();
            let size = sample_size(base, base + increase, confidence(0.95), POWER).unwrap();
            assert!(size.abs_diff(n) <= 1, "{base}: {size} instead of {n}");
        }
    }

    #[test]
    fn more_units_find_smaller_effects() {
        let of = |n, m| smallest_increase(0.1, n, m, confidence(0.95), POWER).unwrap();
        assert!(of(2000, 2000) < of(2000, 1000) && of(2000, 1000) < of(1000, 1000));
    }

    #[test]
    fn too_few_units_find_nothing() {
        assert_eq!(smallest_increase(0.9, 10, 10, confidence(0.95), POWER), None);
        assert_eq!(smallest_increase(0.1, 0, 10, confidence(0.95), POWER), None);
        assert_eq!(smallest_increase(1.0, 10, 10, confidence(0.95), POWER), None);
        assert_eq!(smallest_increase(0.1, 100, 100, confidence(0.95), 1.0), None);
        assert_eq!(sample_size(0.1, 0.1, confidence(0.95), POWER), None);
        assert_eq!(smallest_difference(0.0, confidence(0.95), POWER), None);
    }

    #[test]
    fn a_mean_s_smallest_effect_is_a_multiple_of_its_error() {
        let found = smallest_difference(2.0, confidence(0.95), POWER).unwrap();
        assert_close(found, 2.0 * (1.959963984540054 + 0.8416212335729143), 1e-12);
    }
}
