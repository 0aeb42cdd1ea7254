//! Many tests at once: Holm's adjustment of p-values.

/// The p-values adjusted so that the chance of any false alarm among them stays that of a single test.
///
/// The smallest is multiplied by the number of tests, the next by one less, and so on; none is smaller than one before
/// it, none larger than 1. What was not tested counts for nothing and stays `None`. Holm, Scandinavian Journal of
/// Statistics 6 (1979).
pub fn holm(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut tests: Vec<(usize, f64)> =
        p_values.iter().enumerate().filter_map(|(place, p)| p.map(|p| (place, p))).collect();
    tests.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let mut adjusted = vec![None; p_values.len()];
    let mut least = 0.0_f64;
    for (rank, &(place, p)) in tests.iter().enumerate() {
        least = least.max(p * (tests.len() - rank) as f64).min(1.0);
        adjusted[place] = Some(least);
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::super::super::interval::tests::assert_close;
    use super::*;

    fn assert_adjusted(p_values: &[f64], expected: &[f64]) {
        let found = holm(&p_values.iter().copied().map(Some).collect::<Vec<_>>());
        for (found, expected) in found.iter().zip(expected) {
            assert_close(found.unwrap(), *expected, 1e-15);
        }
    }

    #[test]
    fn five_tests_agree_with_the_reference_values() {
        assert_adjusted(&[0.01, 0.02, 0.03, 0.04, 0.05], &[0.05, 0.08, 0.09, 0.09, 0.09]);
    }

    #[test]
    fn the_order_of_tests_does_not_matter() {
        assert_adjusted(&[0.04, 0.01, 0.05, 0.02, 0.03], &[0.09, 0.05, 0.09, 0.08, 0.09]);
    }

    #[test]
    fn none_exceeds_one_and_none_is_smaller_than_before() {
        assert_adjusted(&[0.6, 0.4, 0.9], &[1.0, 1.0, 1.0]);
        assert_adjusted(&[0.5], &[0.5]);
    }

    #[test]
    fn what_was_not_tested_stays_so_and_counts_for_nothing() {
        assert_eq!(holm(&[None, Some(0.25), None, Some(0.125)]), [None, Some(0.25), None, Some(0.25)]);
        assert_eq!(holm(&[None, None]), [None, None]);
        assert_eq!(holm(&[]), []);
    }
}
