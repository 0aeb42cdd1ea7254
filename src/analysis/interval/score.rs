//! The interval of the net promoter score: normal approximation of a difference of two shares.
//!
//! Which answers are promoters, and which answer of a customer counts, is decided in the facts.

use super::{Confidence, Interval, Method};

/// Fewer answers than this have no interval.
const FEWEST_ANSWERS: u64 = 10;

/// Interval of the net promoter score of `n` answers, −100..100.
///
/// Of width 0 where all answers are of one kind. `None` with fewer than 10 answers. Defined in the
/// catalogue's section on intervals.
pub fn nps(promoters: u64, detractors: u64, n: u64, confidence: Confidence) -> Option<Interval> {
    if n < FEWEST_ANSWERS {
        return None;
    }
    let error = nps_error(promoters, detractors, n)?;
    let score = 100.0 * (promoters as f64 - detractors as f64) / n as f64;
    let interval = Interval::around(score, confidence.z() * error, Method::Normal);
    Some(interval.clip(-100.0, 100.0))
}

/// The standard error of the net promoter score in points: 100·sqrt((P + D − (P − D)²) / n), with
/// P and D the shares of promoters and detractors.
///
/// `None` without an answer, or with more promoters and detractors than answers.
pub fn nps_error(promoters: u64, detractors: u64, n: u64) -> Option<f64> {
    let [promoters, detractors, answers] = [promoters, detractors, n].map(i128::from);
    if answers == 0 || promoters + detractors > answers {
        return None;
    }
    let difference = promoters - detractors;
    let spread = answers * (promoters + detractors) - difference * difference;
    let n = n as f64;
    Some(100.0 * (spread as f64 / n).sqrt() / n)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_close, assert_interval, confidence};
    use super::*;

    #[test]
    fn the_score_of_a_hundred_answers_agrees_with_the_reference_values() {
        assert_close(nps_error(70, 10, 100).unwrap(), 6.6332495805, 1e-10);
        let found = nps(70, 10, 100, confidence(0.95));
        assert_eq!(found.unwrap().method, Method::Normal);
        assert_interval(found, 46.999, 73.001, 1e-5);
        assert_interval(
            found,
            60.0 - 1.959963984540054 * 44.0_f64.sqrt(),
            60.0 + 1.959963984540054 * 44.0_f64.sqrt(),
            1e-14,
        );
    }

    #[test]
    fn the_error_is_that_of_answers_scored_plus_one_zero_and_minus_one() {
        let (promoters, passives, detractors) = (13.0, 4.0, 6.0);
        let n: f64 = promoters + passives + detractors;
        let mean = (promoters - detractors) / n;
        let squares = promoters * (1.0 - mean).powi(2) + passives * mean.powi(2) + detractors * (-1.0 - mean).powi(2);
        let expected = 100.0 * (squares / n / n).sqrt();
        assert_close(nps_error(13, 6, 23).unwrap(), expected, 1e-14);
    }

    #[test]
    fn fewer_than_ten_answers_have_no_interval() {
        assert_eq!(nps(5, 2, 9, confidence(0.95)), None);
        assert!(nps(5, 2, 10, confidence(0.95)).is_some());
        assert_eq!(nps(0, 0, 0, confidence(0.95)), None);
    }

    #[test]
    fn the_interval_stays_within_a_hundred_points() {
        let found = nps(9, 0, 10, confidence(0.95)).unwrap();
        assert_eq!(found.high, Some(100.0));
        let found = nps(0, 9, 10, confidence(0.95)).unwrap();
        assert_eq!(found.low, Some(-100.0));
        assert_interval(nps(20, 0, 20, confidence(0.95)), 100.0, 100.0, 0.0);
    }

    #[test]
    fn more_opinions_than_answers_are_no_score() {
        assert_eq!(nps_error(8, 8, 12), None);
        assert_eq!(nps_error(0, 0, 0), None);
        assert_eq!(nps(u64::MAX, u64::MAX, u64::MAX, confidence(0.95)), None);
    }
}
