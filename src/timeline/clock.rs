//! Comparing the times of one customer, some of which may know fractions of a second and some not; and how long somebody
//! waited, by the clock that is asked for.

use super::world::World;
use crate::settings::Span;
use crate::tables::message::Millis;

/// How the times of one customer are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// In whole seconds: some message of the customer has no fraction of a second.
    pub coarse: bool,
}

impl Clock {
    /// The clock for messages standing at the given times.
    pub fn for_times(times: impl Iterator<Item = Millis>) -> Clock {
        let mut times = times;
        Clock { coarse: times.any(|time| time % 1000 == 0) }
    }

    /// A time as it is compared.
    pub fn key(self, time: Millis) -> Millis {
        if self.coarse { time - time.rem_euclid(1000) } else { time }
    }

    /// Whether `later` lies after `earlier` by no more than `window`, both ends included.
    pub fn within(self, earlier: Millis, later: Millis, window: Span) -> bool {
        (0..=window).contains(&(self.key(later) - self.key(earlier)))
    }

    /// Whether `one` lies after `other`.
    pub fn after(self, one: Millis, other: Millis) -> bool {
        self.key(one) > self.key(other)
    }

    /// The span between two times: exact where it is positive, zero within one second, nothing where it is negative.
    pub fn span(self, from: Millis, to: Millis) -> Option<Span> {
        match to - from {
            span if span >= 0 => Some(span),
            _ if self.key(to) >= self.key(from) => Some(0),
            _ => None,
        }
    }
}

impl World {
    /// How long somebody waited from one time to another: the whole span, or with the business clock the part of it
    /// inside the opening hours. Nothing where it is negative.
    pub fn working_span(&self, clock: Clock, from: Millis, to: Millis) -> Option<Span> {
        let elapsed = clock.span(from, to)?;
        Some(self.hours.as_ref().map_or(elapsed, |hours| hours.span(from, to)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_whole_second_makes_the_clock_coarse() {
        assert!(Clock::for_times([1_500, 2_000].into_iter()).coarse);
        assert!(!Clock::for_times([1_500, 2_001].into_iter()).coarse);
    }

    #[test]
    fn spans_are_exact_and_never_negative() {
        let coarse = Clock { coarse: true };
        assert_eq!(coarse.span(1_900, 1_000), Some(0));
        assert_eq!(coarse.span(1_000, 3_250), Some(2_250));
        assert_eq!(coarse.span(2_000, 1_000), None);
        assert_eq!(Clock::default().span(1_900, 1_000), None);
        assert!(coarse.within(1_900, 1_000, 0) && !coarse.after(1_900, 1_000));
    }
}
