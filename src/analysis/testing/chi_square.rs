//! Chi-square tests: whether an experiment was split as planned, and whether several shares differ at all.

use statrs::function::gamma::checked_gamma_ur;

use super::p_of_z;
use super::share::Part;

/// A split is alarming below this p-value: then the arms cannot be compared.
pub const SPLIT_ALARM: f64 = 0.001;

/// What a chi-square test found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    /// The statistic.
    pub statistic: f64,
    /// Its degrees of freedom.
    pub degrees: u64,
    /// The chance of one at least as large.
    pub p: f64,
}

impl ChiSquare {
    fn of(statistic: f64, degrees: u64) -> Option<ChiSquare> {
        let p = match degrees {
            _ if statistic == 0.0 => 1.0,
            1 => p_of_z(statistic.sqrt()),
            _ => checked_gamma_ur(degrees as f64 / 2.0, statistic / 2.0).ok()?,
        };
        Some(ChiSquare { statistic, degrees, p })
    }

    /// Whether a split with this finding went wrong.
    pub fn is_alarm(&self) -> bool {
        self.p < SPLIT_ALARM
    }
}

/// Tests whether the arms of an experiment have the sizes that were planned, `weights` in any unit (50:50).
///
/// `None` unless there are two arms or more, each with a positive weight, and any unit.
pub fn split(counts: &[u64], weights: &[f64]) -> Option<ChiSquare> {
    let (units, weight) = (counts.iter().map(|&count| count as f64).sum::<f64>(), weights.iter().sum::<f64>());
    let sound = weights.iter().all(|weight| *weight > 0.0 && weight.is_finite());
    if counts.len() < 2 || counts.len() != weights.len() || units <= 0.0 || !sound {
        return None;
    }
    let excess = |(&count, share): (&u64, &f64)| {
        let expected = units * share / weight;
        (count as f64 - expected).powi(2) / expected
    };
    ChiSquare::of(counts.iter().zip(weights).map(excess).sum(), counts.len() as u64 - 1)
}

/// Tests whether several shares differ at all.
///
/// `None` unless there are two sides or more, each with a unit, and not all units are alike.
pub fn several_shares(parts: &[Part]) -> Option<ChiSquare> {
    if parts.len() < 2 || parts.iter().any(|part| part.share().is_none()) {
        return None;
    }
    let successes: f64 = parts.iter().map(|part| part.successes as f64).sum();
    let units: f64 = parts.iter().map(|part| part.n as f64).sum();
    let share = successes / units;
    if share <= 0.0 || share >= 1.0 {
        return None;
    }
    let excess = |part: &Part| {
        let n = part.n as f64;
        (part.successes as f64 - n * share).powi(2) / (n * share * (1.0 - share))
    };
    ChiSquare::of(parts.iter().map(excess).sum(), parts.len() as u64 - 1)
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::assert_close;
    use super::super::share::pooled_z;
    use super::*;

    #[test]
    fn a_split_agrees_with_the_reference_values() {
        let found = split(&[600, 400], &[50.0, 50.0]).unwrap();
        assert_close(found.statistic, 40.0, 1e-15);
        assert_close(found.p / 2.5396285894708634e-10, 1.0, 1e-9);
        assert!(found.is_alarm());
    }

    #[test]
    fn a_split_as_planned_is_no_alarm() {
        let found = split(&[300, 700], &[3.0, 7.0]).unwrap();
        assert_eq!((found.statistic, found.p, found.is_alarm()), (0.0, 1.0, false));
        assert!(!split(&[520, 480], &[1.0, 1.0]).unwrap().is_alarm());
    }

    #[test]
    fn two_degrees_of_freedom_have_a_closed_form() {
        let found = split(&[110, 90, 100], &[1.0, 1.0, 1.0]).unwrap();
        assert_eq!((found.statistic, found.degrees), (2.0, 2));
        assert_close(found.p, (-1.0_f64).exp(), 1e-13);
    }

    #[test]
    fn two_shares_are_tested_as_by_pooled_z() {
        let parts = [Part { successes: 56, n: 70 }, Part { successes: 48, n: 80 }];
        let (z, found) = (pooled_z(parts[0], parts[1]).unwrap(), several_shares(&parts).unwrap());
        assert_close(found.statistic, z * z, 1e-13);
        assert_close(found.p, p_of_z(z), 1e-12);
    }

    #[test]
    fn smokers_of_four_studies_agree_with_r() {
        // R: prop.test(c(83, 90, 129, 70), c(86, 93, 136, 82)), of Fleiss (1981).
        let parts = [(83, 86), (90, 93), (129, 136), (70, 82)].map(|(successes, n)| Part { successes, n });
        let found = several_shares(&parts).unwrap();
        assert_close(found.statistic, 12.6004, 5e-6);
        assert_close(found.p, 0.005585, 1e-6);
    }

    #[test]
    fn what_cannot_be_tested_is_not() {
        assert_eq!(split(&[10], &[1.0]), None);
        assert_eq!(split(&[0, 0], &[1.0, 1.0]), None);
        assert_eq!(split(&[10, 10], &[1.0, 0.0]), None);
        assert_eq!(split(&[10, 10], &[1.0]), None);
        assert_eq!(several_shares(&[Part { successes: 0, n: 10 }, Part { successes: 0, n: 20 }]), None);
        assert_eq!(several_shares(&[Part { successes: 1, n: 10 }]), None);
    }
}
