//! Two net promoter scores: z with the errors of both.

use super::{Test, Tested, p_of_z};
use crate::analysis::interval::{Confidence, Interval, Method, nps_error};

/// Fewer answers than this have no test, as they have no interval.
const FEWEST_ANSWERS: u64 = 10;

/// Answers to the question whether one would recommend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answers {
    /// Answers of 9 and 10.
    pub promoters: u64,
    /// Answers of 0 to 6.
    pub detractors: u64,
    /// All answers.
    pub n: u64,
}

impl Answers {
    fn score(self) -> f64 {
        100.0 * (self.promoters as f64 - self.detractors as f64) / self.n as f64
    }

    fn error(self) -> Option<f64> {
        (self.n >= FEWEST_ANSWERS).then(|| nps_error(self.promoters, self.detractors, self.n)).flatten()
    }
}

/// The standard error of the difference of two scores, in points. `None` with fewer than 10 answers on a side.
pub fn scores_error(one: Answers, other: Answers) -> Option<f64> {
    Some(one.error()?.hypot(other.error()?))
}

/// Tests whether two scores differ. `None` with fewer than 10 answers on a side, and where neither side has any spread.
pub fn scores(one: Answers, other: Answers) -> Option<Tested> {
    let error = scores_error(one, other)?;
    let difference = one.score() - other.score();
    (error > 0.0).then(|| Tested { p: p_of_z(difference / error), test: Test::ScoreZ })
}

/// The interval of the difference of two scores, in points. `None` with fewer than 10 answers on a side.
pub fn scores_difference(one: Answers, other: Answers, confidence: Confidence) -> Option<Interval> {
    let error = scores_error(one, other)?;
    Some(Interval::around(one.score() - other.score(), confidence.z() * error, Method::Normal).clip(-200.0, 200.0))
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::{assert_close, assert_interval, confidence};
    use super::*;

    fn answers(promoters: u64, detractors: u64, n: u64) -> Answers {
        Answers { promoters, detractors, n }
    }

    #[test]
    fn z_is_the_difference_over_both_errors() {
        // The reference's error of 70, 20 and 10 is √44.
        let (one, other) = (answers(70, 10, 100), answers(50, 20, 100));
        let error = (44.0_f64 + 61.0).sqrt();
        let found = scores(one, other).unwrap();
        assert_close(found.p, p_of_z(30.0 / error), 1e-15);
        let half = 1.959963984540054 * error;
        assert_interval(scores_difference(one, other, confidence(0.95)), 30.0 - half, 30.0 + half, 1e-13);
    }

    #[test]
    fn few_answers_or_answers_all_alike_have_no_test() {
        assert_eq!(scores(answers(5, 2, 9), answers(70, 10, 100)), None);
        assert_eq!(scores(answers(10, 0, 10), answers(20, 0, 20)), None);
        assert_eq!(scores_difference(answers(5, 2, 9), answers(70, 10, 100), confidence(0.95)), None);
    }
}
