//! Sorted runs of equal values: exact quantiles and ranks, and merging without loss.
//!
//! Collecting values and their sums is done in the parent module, intervals and tests elsewhere.

/// Sorted distinct values with how often each occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs {
    /// Each value with the number of observations up to and including it, both ascending.
    ends: Vec<(i64, u64)>,
}

impl Runs {
    /// Sorts and counts `values`.
    pub fn from_unsorted(mut values: Vec<i64>) -> Self {
        values.sort_unstable();
        let mut runs = Self::default();
        for value in values {
            runs.append(value, 1);
        }
        runs
    }

    /// How many distinct values there are.
    pub fn distinct(&self) -> usize {
        self.ends.len()
    }

    /// How many observations there are.
    pub fn len(&self) -> u64 {
        self.ends.last().map_or(0, |&(_, end)| end)
    }

    /// Whether there is no observation.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The distinct values, ascending, each with its count.
    pub fn iter(&self) -> impl Iterator<Item = (i64, u64)> + '_ {
        self.ends.iter().scan(0, |before, &(value, end)| {
            let count = end - *before;
            *before = end;
            Some((value, count))
        })
    }

    /// Adds the observations of `other`.
    pub fn merge(&mut self, other: &Self) {
        if other.is_empty() {
            return;
        }
        if self.is_empty() {
            self.clone_from(other);
            return;
        }
        *self = self.merged(other);
    }

    /// The observation of rank `rank` from below, the smallest being 1; `None` beyond the ends.
    pub fn at_rank(&self, rank: u64) -> Option<i64> {
        let index = self.ends.partition_point(|&(_, end)| end < rank);
        let &(value, _) = self.ends.get(index).filter(|_| rank > 0)?;
        Some(value)
    }

    /// The `q`-quantile, linear between neighbours (type 7), as the catalogue's rules for every
    /// KPI ask; in the unit of the values.
    ///
    /// `q` is taken to nine decimals and the rest is whole numbers, so that the result is rounded
    /// once. `None` without observations, and unless 0 ≤ `q` ≤ 1.
    pub fn quantile(&self, q: f64) -> Option<f64> {
        const WHOLE: u128 = 1_000_000_000;
        if !(0.0..=1.0).contains(&q) {
            return None;
        }
        let steps = u128::from(self.len().checked_sub(1)?);
        let position = steps * (q * WHOLE as f64).round() as u128;
        let rank = (position / WHOLE) as u64 + 1;
        let low = i128::from(self.at_rank(rank)?);
        let high = self.at_rank(rank + 1).map_or(low, i128::from);
        let whole = WHOLE as i128;
        let excess = (high - low) * (position % WHOLE) as i128;
        let units = low + excess.div_euclid(whole);
        Some(units as f64 + excess.rem_euclid(whole) as f64 / WHOLE as f64)
    }

    fn merged(&self, other: &Self) -> Self {
        let mut merged = Self { ends: Vec::with_capacity(self.ends.len() + other.ends.len()) };
        let (mut left, mut right) = (self.iter().peekable(), other.iter().peekable());
        loop {
            let next = match (left.peek(), right.peek()) {
                (Some(from_left), Some(from_right)) if from_left.0 <= from_right.0 => left.next(),
                (_, Some(_)) => right.next(),
                (_, None) => left.next(),
            };
            let Some((value, count)) = next else {
                return merged;
            };
            merged.append(value, count);
        }
    }

    /// Adds `count` observations of a value not below the last one.
    pub(super) fn append(&mut self, value: i64, count: u64) {
        let end = self.len() + count;
        match self.ends.last_mut() {
            Some(last) if last.0 == value => last.1 = end,
            _ => self.ends.push((value, end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Random;
    use super::*;

    /// Type 7 by its definition: the sorted values, joined by straight lines.
    fn naive_quantile(values: &[i64], q: f64) -> f64 {
        let mut sorted = values.to_vec();
        sorted.sort_unstable();
        let position = (sorted.len() - 1) as f64 * q;
        let below = sorted[position.floor() as usize] as f64;
        let above = sorted[position.ceil() as usize] as f64;
        below + (above - below) * position.fract()
    }

    #[test]
    fn quantiles_agree_with_the_reference_values() {
        let times = Runs::from_unsorted(vec![3665, 31, 90_000, 671]);
        assert_eq!(times.quantile(0.5), Some(2168.0));
        assert_eq!(times.quantile(0.9), Some(64_099.5));
        let hundred = Runs::from_unsorted((1..=100).collect());
        assert_eq!(hundred.quantile(0.9), Some(90.1));
    }

    #[test]
    fn the_extreme_quantiles_are_the_smallest_and_the_largest_value() {
        let runs = Runs::from_unsorted(vec![5, -7, 12]);
        assert_eq!(runs.quantile(0.0), Some(-7.0));
        assert_eq!(runs.quantile(1.0), Some(12.0));
        assert_eq!(Runs::from_unsorted(vec![42]).quantile(0.9), Some(42.0));
    }

    #[test]
    fn a_quantile_between_negative_values_is_linear_too() {
        let runs = Runs::from_unsorted(vec![-10, -3]);
        assert_eq!(runs.quantile(0.5), Some(-6.5));
        let widest = Runs::from_unsorted(vec![i64::MIN, i64::MAX]);
        assert_eq!(widest.quantile(0.5), Some(-0.5));
    }

    #[test]
    fn nothing_and_nonsense_have_no_quantile() {
        assert_eq!(Runs::default().quantile(0.5), None);
        for q in [-0.1, 1.1, f64::NAN] {
            assert_eq!(Runs::from_unsorted(vec![1, 2]).quantile(q), None);
        }
    }

    #[test]
    fn ranks_count_from_one_and_end_with_the_observations() {
        let runs = Runs::from_unsorted(vec![8, 3, 3, 8, 8]);
        let ranks: Vec<_> = (0..=6).map(|rank| runs.at_rank(rank)).collect();
        let (three, eight) = (Some(3), Some(8));
        assert_eq!(ranks, [None, three, three, eight, eight, eight, None]);
        assert_eq!((runs.len(), runs.distinct()), (5, 2));
        assert_eq!(runs.iter().collect::<Vec<_>>(), [(3, 2), (8, 3)]);
    }

    #[test]
    fn merged_parts_equal_the_whole_and_the_definition() {
        let mut random = Random(11);
        for _ in 0..300 {
            let length = 1 + random.below(60) as usize;
            let spread = 1 + random.below(100);
            let values: Vec<i64> = (0..length).map(|_| random.below(spread) as i64 - 20).collect();
            let whole = Runs::from_unsorted(values.clone());
            let cut = random.below(length as u64 + 1) as usize;
            let mut merged = Runs::from_unsorted(values[cut..].to_vec());
            merged.merge(&Runs::from_unsorted(values[..cut].to_vec()));
            assert_eq!(merged, whole);
            for q in [0.0, 0.1, 0.25, 0.5, 0.9, 0.99, 1.0] {
                let found = whole.quantile(q).unwrap();
                assert!((found - naive_quantile(&values, q)).abs() < 1e-9);
            }
        }
    }
}
