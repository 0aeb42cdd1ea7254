//! Intervals of a share: Wilson's score interval, and the choice between it and the delta method.
//!
//! Counting units and finding out whether customers repeat is the caller's work.

use super::{Clusters, Confidence, Interval, Method, delta};

/// Wilson's score interval of `successes` among `n` units, 0..1, without continuity correction.
///
/// The lower end is exactly 0 without a success, the upper end exactly 1 without a failure.
/// `None` where there is no unit, or where there are more successes than units. Defined in the
/// catalogue's section on intervals: for shares in which no customer has more than one unit.
pub fn wilson(successes: u64, n: u64, confidence: Confidence) -> Option<Interval> {
    wilson_of(successes as f64, n as f64, confidence)
}

/// Interval of the share `successes` / `units`, 0..1, by the catalogue's section on intervals.
///
/// - Unless `repeated` (some customer has several units): [`wilson`] over the units; `clusters`
///   is not read then and may be empty.
/// - Else the [`delta()`] method over `clusters`, clipped to 0..1, with x = a customer's successes
///   and y = a customer's units.
/// - Where all customers agree, the delta method sees no spread and would claim certainty.
///   Every customer then counts once: Wilson over the number of customers, with the common share
///   of them as successes (a fraction of a customer, where each had, say, one success in two).
///   A single customer agrees with itself: Wilson over one customer, which is honestly wide. That
///   "one customer has no interval" holds for ratios, not for shares.
///
/// `None` where there is no unit or no customer.
pub fn share(
    units: u64,
    successes: u64,
    repeated: bool,
    clusters: &Clusters,
    confidence: Confidence,
) -> Option<Interval> {
    if !repeated {
        return wilson(successes, units, confidence);
    }
    if units == 0 {
        return None;
    }
    if clusters.all_agree() {
        let customers = clusters.customers as f64;
        let common_share = successes as f64 / units as f64;
        return wilson_of(customers * common_share, customers, confidence);
    }
    delta(clusters, confidence).map(|interval| interval.clip(0.0, 1.0))
}

fn wilson_of(successes: f64, n: f64, confidence: Confidence) -> Option<Interval> {
    if n <= 0.0 || successes > n {
        return None;
    }
    let z = confidence.z();
    let weight = n + z * z;
    let centre = (successes + z * z / 2.0) / weight;
    let spread = (successes * (n - successes) / n + z * z / 4.0).sqrt();
    let interval = Interval::around(centre, z / weight * spread, Method::Wilson).clip(0.0, 1.0);
    Some(Interval {
        low: if successes == 0.0 { Some(0.0) } else { interval.low },
        high: if successes == n { Some(1.0) } else { interval.high },
        ..interval
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_interval, confidence};
    use super::*;

    fn clusters(customers: &[(i128, i128)]) -> Clusters {
        let mut clusters = Clusters::default();
        for &(x, y) in customers {
            clusters.add(x, y);
        }
        clusters
    }

    #[test]
    fn wilson_agrees_with_the_reference_values() {
        let table = [
            (18, 20, 0.698966354772, 0.972133518786),
            (4, 200, 0.007804426416, 0.050287086906),
            (0, 30, 0.0, 0.113513393174),
            (30, 30, 0.886486606826, 1.0),
        ];
        for (successes, n, low, high) in table {
            assert_interval(wilson(successes, n, confidence(0.95)), low, high, 1e-12);
        }
    }

    #[test]
    fn wilson_agrees_with_the_table_of_newcombe_1998() {
        let table =
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)];
        for (successes, n, low, high) in table {
            assert_interval(wilson(successes, n, confidence(0.95)), low, high, 5e-5);
        }
    }

    #[test]
    fn wilson_ends_at_exactly_0_and_1_at_every_size() {
        for n in (1..2000).chain([12_345_678, 100_000_000]) {
            let none = wilson(0, n, confidence(0.9)).unwrap();
            let all = wilson(n, n, confidence(0.9)).unwrap();
            assert_eq!((none.low, all.high), (Some(0.0), Some(1.0)), "n = {n}");
            assert!(none.high > Some(0.0) && all.low < Some(1.0), "n = {n}");
        }
    }

    #[test]
    fn wilson_of_no_units_is_none() {
        assert_eq!(wilson(0, 0, confidence(0.95)), None);
        assert_eq!(wilson(3, 2, confidence(0.95)), None);
    }

    #[test]
    fn wilson_solves_its_own_equation() {
        // Each end p is where |share − p| equals z standard errors at p.
        let (x, n, z) = (37.0, 90.0, confidence(0.99).z());
        let interval = wilson(37, 90, confidence(0.99)).unwrap();
        for p in [interval.low.unwrap(), interval.high.unwrap()] {
            let distance: f64 = x / n - p;
            let error: f64 = z * (p * (1.0 - p) / n).sqrt();
            assert!((distance.abs() - error).abs() < 1e-14);
        }
    }

    #[test]
    fn a_share_without_repeated_customers_is_wilson_over_units() {
        let found = share(200, 4, false, &Clusters::default(), confidence(0.95));
        assert_eq!(found, wilson(4, 200, confidence(0.95)));
    }

    #[test]
    fn a_share_of_repeated_customers_is_the_clipped_delta() {
        let customers = clusters(&[(5, 6), (0, 5), (0, 4), (0, 2), (4, 5), (0, 6), (0, 3), (1, 1)]);
        let found = share(32, 10, true, &customers, confidence(0.95));
        assert_eq!(found.unwrap().method, Method::Delta);
        let high = 0.3125 + 1.959963984540054 * 0.16693384462757352;
        assert_interval(found, 0.0, high, 1e-12);
    }

    #[test]
    fn customers_who_agree_count_once_each() {
        let all = clusters(&[(3, 3), (2, 2), (4, 4)]);
        let found = share(9, 9, true, &all, confidence(0.95));
        assert_eq!(found, wilson(3, 3, confidence(0.95)));
        let none = clusters(&[(0, 3), (0, 2)]);
        let found = share(5, 0, true, &none, confidence(0.95));
        assert_eq!(found, wilson(0, 2, confidence(0.95)));
        let halves = clusters(&[(1, 2), (2, 4), (1, 2), (3, 6)]);
        let found = share(14, 7, true, &halves, confidence(0.95));
        assert_eq!(found, wilson(2, 4, confidence(0.95)));
    }

    #[test]
    fn a_share_of_one_customer_is_wilson_over_one_customer() {
        let found = share(9, 9, true, &clusters(&[(9, 9)]), confidence(0.95));
        assert_eq!(found, wilson(1, 1, confidence(0.95)));
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        for repeated in [false, true] {
            let found = share(0, 0, repeated, &Clusters::default(), confidence(0.95));
            assert_eq!(found, None);
        }
        let found = share(5, 2, true, &Clusters::default(), confidence(0.95));
        assert_eq!(found, None);
    }
}
