//! Exact distributions of whole numbers: [`Distribution`] collects them, [`Runs`] knows their
//! quantiles and ranks.
//!
//! Both merge without loss, so that shards can be measured one by one. What the numbers mean,
//! intervals and tests stand elsewhere.

mod runs;

pub use runs::Runs;

/// Whole seconds below this many have a counter of their own, once counters are worth it.
const COUNTED_SECONDS: usize = 1 << 16;

/// How many values wait unsorted before they are compacted.
const LOOSE_VALUES: usize = 1 << 16;

/// Collects durations in milliseconds, any number of them.
///
/// Adding one takes constant time. Few values are kept as they came; many are counted, so that
/// the memory grows with the distinct values only: whole seconds up to 18 hours by their own
/// counters, all others in sorted runs.
#[derive(Debug, Clone, Default)]
pub struct Distribution {
    max: Option<i64>,
    /// How often each whole second occurred since counting began; empty before.
    seconds: Vec<u64>,
    /// Values that have no counter and are not in `runs` yet, as they came.
    loose: Vec<i64>,
    runs: Runs,
}

impl Distribution {
    /// Adds one value, in milliseconds.
    pub fn push(&mut self, milliseconds: i64) {
        self.max = self.max.max(Some(milliseconds));
        self.count(milliseconds);
    }

    fn count(&mut self, milliseconds: i64) {
        match self.counter(milliseconds) {
            Some(counter) => *counter += 1,
            None => {
                self.loose.push(milliseconds);
                self.compact_when_due();
            }
        }
    }

    /// Adds the values of `other`.
    pub fn merge(&mut self, other: &Self) {
        self.max = self.max.max(other.max);
        if self.seconds.len() < other.seconds.len() {
            self.seconds.resize(other.seconds.len(), 0);
        }
        for (counter, count) in self.seconds.iter_mut().zip(&other.seconds) {
            *counter += count;
        }
        self.runs.merge(&other.runs);
        for &milliseconds in &other.loose {
            self.count(milliseconds);
        }
    }

    /// The largest value, in milliseconds; `None` without values.
    pub fn max(&self) -> Option<i64> {
        self.max
    }

    /// All values, sorted and counted.
    pub fn into_runs(mut self) -> Runs {
        self.compact();
        let mut counted = Runs::default();
        for (second, &count) in self.seconds.iter().enumerate() {
            if count > 0 {
                counted.append(second as i64 * 1000, count);
            }
        }
        self.runs.merge(&counted);
        self.runs
    }

    fn counter(&mut self, milliseconds: i64) -> Option<&mut u64> {
        if self.seconds.is_empty() {
            return None;
        }
        let milliseconds = usize::try_from(milliseconds).ok()?;
        if !milliseconds.is_multiple_of(1000) {
            return None;
        }
        self.seconds.get_mut(milliseconds / 1000)
    }

    /// Compacts once the loose values are many, and as many as the runs: sorting and merging then
    /// cost each value the same small time on average, however many there are.
    fn compact_when_due(&mut self) {
        if self.loose.len() >= LOOSE_VALUES.max(self.runs.distinct()) {
            self.seconds.resize(COUNTED_SECONDS, 0);
            self.compact();
        }
    }

    /// Sorts what is not sorted yet, so that [`Self::into_runs`] has less to do.
    pub fn compact(&mut self) {
        let loose = Runs::from_unsorted(std::mem::take(&mut self.loose));
        self.runs.merge(&loose);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator of reproducible numbers.
    pub(super) struct Random(pub u64);

    impl Random {
        pub fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005) + 1;
            (self.0 >> 33) % limit
        }
    }

    fn collect(values: &[i64]) -> Distribution {
        let mut distribution = Distribution::default();
        for &value in values {
            distribution.push(value);
        }
        distribution
    }

    /// Durations as they come: whole seconds, fractions, long ones, now and then a negative one.
    fn durations(count: usize, random: &mut Random) -> Vec<i64> {
        let duration = |_| match random.below(10) {
            0 => random.below(70_000_000) as i64,
            1 => random.below(1_000_000) as i64 * 1000,
            2 => -(random.below(5_000) as i64),
            _ => random.below(3_600) as i64 * 1000,
        };
        (0..count).map(duration).collect()
    }

    fn assert_holds(distribution: Distribution, values: &[i64]) {
        assert_eq!(distribution.max(), values.iter().copied().max());
        let expected = Runs::from_unsorted(values.to_vec());
        assert_eq!(distribution.into_runs(), expected);
    }

    #[test]
    fn an_empty_distribution_has_nothing() {
        assert_holds(Distribution::default(), &[]);
    }

    #[test]
    fn few_values_are_held_exactly() {
        let values = [0, 1000, 999, -1000, 65_535_000, 65_536_000, 1000, 604_800_000];
        assert_holds(collect(&values), &values);
    }

    #[test]
    fn many_values_are_held_exactly_when_they_are_counted() {
        let values = durations(400_000, &mut Random(3));
        let distribution = collect(&values);
        assert_eq!(distribution.seconds.len(), COUNTED_SECONDS);
        assert!(distribution.loose.len() < values.len() / 2);
        assert_holds(distribution, &values);
    }

    #[test]
    fn merged_parts_equal_the_whole() {
        let mut random = Random(5);
        for total in [10, 1_000, 70_000, 300_000] {
            let values = durations(total, &mut random);
            let cut = random.below(total as u64) as usize;
            let mut merged = collect(&values[cut..]);
            merged.merge(&collect(&values[..cut]));
            assert_holds(merged, &values);
        }
    }

    #[test]
    fn parts_merge_in_any_order_and_with_nothing() {
        let values = durations(150_000, &mut Random(9));
        let (few, many) = values.split_at(100);
        for (first, second) in [(few, many), (many, few), (&values, &[]), (&[], &values)] {
            let mut merged = collect(first);
            merged.merge(&collect(second));
            assert_holds(merged, &values);
        }
    }

    #[test]
    fn the_most_extreme_values_do_not_panic() {
        let distribution = collect(&[i64::MIN, i64::MIN, i64::MAX]);
        assert_eq!(distribution.max(), Some(i64::MAX));
        assert_eq!(distribution.into_runs().at_rank(1), Some(i64::MIN));
    }
}
