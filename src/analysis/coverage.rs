//! Coverage: the longest span in which nobody wrote, the trace that a missing export leaves.
//!
//! Exact across shards in little memory: of every quarter of an hour that has a message the first and the last one are
//! kept. A silence inside a quarter is not seen, so shorter ones count as a quarter. Not responsible for whether a
//! silence is long (`rules`).

use hashbrown::HashMap;

use crate::tables::message::{Message, Millis};

/// Silences are told apart from this length on.
pub const FINEST: Millis = 900_000;

/// When anybody wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    quarters: HashMap<i64, (Millis, Millis)>,
}

impl Coverage {
    /// When these messages were written.
    pub fn of(messages: &[Message]) -> Coverage {
        let mut coverage = Coverage::default();
        messages.iter().filter_map(|message| message.times.own()).for_each(|at| coverage.see(at, at));
        coverage
    }

    fn see(&mut self, first: Millis, last: Millis) {
        let quarter = self.quarters.entry(first.div_euclid(FINEST)).or_insert((first, last));
        *quarter = (quarter.0.min(first), quarter.1.max(last));
    }

    /// Adds what another shard saw.
    pub fn merge(&mut self, other: Coverage) {
        other.quarters.into_values().for_each(|(first, last)| self.see(first, last));
    }

    /// The longest span without a message between two instants, each by default that of the outermost message; none
    /// where there is no message at all. What is shorter than [`FINEST`] is given as that.
    pub fn longest_gap(&self, since: Option<Millis>, until: Option<Millis>) -> Option<Millis> {
        let mut quarters: Vec<(Millis, Millis)> = self.quarters.values().copied().collect();
        quarters.sort_unstable();
        let (first, last) = (quarters.first()?.0, quarters.last()?.1);
        let (since, until) = (since.unwrap_or(first), until.unwrap_or(last));
        let inside = |at: Millis| at.clamp(since, until.max(since));
        let mut longest = FINEST;
        let mut silent_from = since;
        for (first, last) in quarters {
            longest = longest.max(inside(first) - silent_from);
            silent_from = silent_from.max(inside(last));
        }
        Some(longest.max(until - silent_from))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HOUR: Millis = 3_600_000;

    fn coverage(times: &[Millis]) -> Coverage {
        let mut coverage = Coverage::default();
        times.iter().for_each(|&at| coverage.see(at, at));
        coverage
    }

    #[test]
    fn silence_at_the_ends_of_a_period_counts_too() {
        let seen = coverage(&[10 * HOUR, 12 * HOUR, 15 * HOUR]);
        assert_eq!(seen.longest_gap(None, None), Some(3 * HOUR));
        assert_eq!(seen.longest_gap(Some(0), None), Some(10 * HOUR));
        assert_eq!(seen.longest_gap(None, Some(39 * HOUR)), Some(24 * HOUR));
        assert_eq!(seen.longest_gap(Some(11 * HOUR), Some(14 * HOUR)), Some(2 * HOUR));
        assert_eq!(seen.longest_gap(Some(20 * HOUR), Some(30 * HOUR)), Some(10 * HOUR));
        assert_eq!(Coverage::default().longest_gap(Some(0), Some(HOUR)), None);
    }

    proptest! {
        #[test]
        fn shards_and_order_change_nothing_and_the_gap_is_the_largest_difference(
            times in prop::collection::vec(-400 * HOUR..400 * HOUR, 1..60),
            cut in 0..60_usize,
        ) {
            let cut = cut.min(times.len());
            let mut merged = coverage(&times[cut..]);
            merged.merge(coverage(&times[..cut]));
            prop_assert_eq!(&merged, &coverage(&times));
            let mut sorted = times;
            sorted.sort_unstable();
            let widest = sorted.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0);
            prop_assert_eq!(merged.longest_gap(None, None), Some(widest.max(FINEST)));
        }
    }
}
