//! The delta method: the interval of a ratio of two sums when customers have several units.
//!
//! Messages of one customer resemble each other, so the customer, not the message, is what was
//! drawn at random. [`Clusters`] keeps the five sums over customers that the method needs; they
//! add up across shards. Finding each customer's own totals, and clipping, is the caller's work.

use ethnum::I256;

use super::{Confidence, Interval, Method};

/// Sums over customers of their own totals x and y, for the ratio R = Σx / Σy.
///
/// Money is in millionths, times are in milliseconds; all sums are exact in any order. `xx` and
/// `yy` stop at `i128::MAX`; the other sums cannot overflow before them, and no interval is
/// computed then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clusters {
    /// How many customers were added.
    pub customers: u64,
    /// Σx.
    pub x: i128,
    /// Σy.
    pub y: i128,
    /// Σx².
    pub xx: i128,
    /// Σxy.
    pub xy: i128,
    /// Σy².
    pub yy: i128,
}

impl Clusters {
    /// Adds one customer with the totals `x` (numerator) and `y` (denominator).
    ///
    /// To be called once per customer, and only for customers with a unit in the row.
    pub fn add(&mut self, x: i128, y: i128) {
        let product = |one: i128, other: i128| match (i64::try_from(one), i64::try_from(other)) {
            // Nearly always: then nothing can overflow, and one instruction does.
            (Ok(one), Ok(other)) => i128::from(one) * i128::from(other),
            _ => one.saturating_mul(other),
        };
        self.merge(&Self { customers: 1, x, y, xx: product(x, x), xy: product(x, y), yy: product(y, y) });
    }

    /// Adds the customers of `other`, none of which may be in `self` already.
    pub fn merge(&mut self, other: &Self) {
        self.customers += other.customers;
        // These do not wrap before the squares have stopped.
        self.x = self.x.wrapping_add(other.x);
        self.y = self.y.wrapping_add(other.y);
        self.xy = self.xy.wrapping_add(other.xy);
        self.xx = self.xx.saturating_add(other.xx);
        self.yy = self.yy.saturating_add(other.yy);
    }

    /// R = Σx / Σy; `None` where Σy is 0.
    pub fn ratio(&self) -> Option<f64> {
        (self.y != 0).then(|| self.x as f64 / self.y as f64)
    }

    /// Whether every customer has the same ratio, exactly; true of one customer and of none.
    pub fn all_agree(&self) -> bool {
        self.scaled_residuals() == Some(I256::ZERO)
    }

    /// The standard error of R by the delta method, in the unit of R: sqrt(Σe² / (n − 1) / n) / ȳ
    /// with e = x − R·y over n customers.
    ///
    /// Exactly 0 where all customers agree. `None` with fewer than two customers, and where Σy
    /// is 0. Defined in the catalogue's section on intervals.
    pub fn standard_error(&self) -> Option<f64> {
        if self.customers < 2 || self.y == 0 {
            return None;
        }
        let n = self.customers as f64;
        let y = self.y as f64;
        // With Σe² = residuals / y² and ȳ = y / n, everything but this cancels.
        let residuals = self.scaled_residuals()?.as_f64();
        Some((residuals * n / (n - 1.0)).sqrt() / (y * y))
    }

    /// y²·Σe² = y²Σx² − 2xyΣxy + x²Σy² in whole numbers, because floats would cancel; `None`
    /// where even 256 bits are too few.
    fn scaled_residuals(&self) -> Option<I256> {
        if self.xx == i128::MAX || self.yy == i128::MAX {
            return None;
        }
        let [x, y, xx, xy, yy] = [self.x, self.y, self.xx, self.xy, self.yy].map(I256::from);
        let squares_of_x = y.checked_mul(y)?.checked_mul(xx)?;
        let squares_of_y = x.checked_mul(x)?.checked_mul(yy)?;
        let products = x.checked_mul(y)?.checked_mul(xy)?;
        squares_of_x.checked_sub(products)?.checked_add(squares_of_y.checked_sub(products)?)
    }
}

/// Interval of R = Σx / Σy by the delta method clustered by customer, in the unit of R.
///
/// Not clipped: the caller knows the bounds of its KPI. Of width 0 where all customers agree.
/// `None` with fewer than two customers, and where Σy is 0. Defined in the catalogue's section on
/// intervals.
pub fn delta(clusters: &Clusters, confidence: Confidence) -> Option<Interval> {
    let ratio = clusters.ratio()?;
    let half_width = confidence.z() * clusters.standard_error()?;
    Some(Interval::around(ratio, half_width, Method::Delta))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_close, assert_interval, confidence};
    use super::*;

    const CLICKS: [i128; 8] = [5, 0, 0, 0, 4, 0, 0, 1];
    const MESSAGES: [i128; 8] = [6, 5, 4, 2, 5, 6, 3, 1];

    fn clusters(xs: &[i128], ys: &[i128]) -> Clusters {
        let mut clusters = Clusters::default();
        for (&x, &y) in xs.iter().zip(ys) {
            clusters.add(x, y);
        }
        clusters
    }

    /// The definition, customer by customer, in floats.
    fn naive_standard_error(xs: &[i128], ys: &[i128]) -> f64 {
        let n = xs.len() as f64;
        let y = ys.iter().sum::<i128>() as f64;
        let ratio = xs.iter().sum::<i128>() as f64 / y;
        let residual = |(&x, &y): (&i128, &i128)| (x as f64 - ratio * y as f64).powi(2);
        let residuals: f64 = xs.iter().zip(ys).map(residual).sum();
        (residuals / (n - 1.0) / n).sqrt() / (y / n)
    }

    #[test]
    fn clicks_of_repeated_customers_agree_with_the_reference_values() {
        let clusters = clusters(&CLICKS, &MESSAGES);
        let error = clusters.standard_error().unwrap();
        assert_eq!(clusters.ratio(), Some(0.3125));
        assert_close(error, 0.16693384462757352, 1e-15);
        let design_effect = error * error / (0.3125 * 0.6875 / 32.0);
        assert_close(design_effect, 4.150649350649351, 1e-14);
        let half_width = 1.959963984540054 * 0.16693384462757352;
        let found = delta(&clusters, confidence(0.95));
        assert_interval(found, 0.3125 - half_width, 0.3125 + half_width, 1e-14);
    }

    #[test]
    fn one_customer_or_no_denominator_has_no_interval() {
        assert_eq!(delta(&Clusters::default(), confidence(0.95)), None);
        assert_eq!(delta(&clusters(&[3], &[4]), confidence(0.95)), None);
        assert_eq!(delta(&clusters(&[3, 4], &[0, 0]), confidence(0.95)), None);
    }

    #[test]
    fn customers_agree_exactly_or_not_at_all() {
        let agreeing = clusters(&[1, 333_333, 2], &[3, 999_999, 6]);
        assert!(agreeing.all_agree());
        assert_eq!(agreeing.standard_error(), Some(0.0));
        assert!(clusters(&[7], &[3]).all_agree());
        let nearly = clusters(&[1_000_000_000_000, 1_000_000_000_001], &[1, 1]);
        assert!(!nearly.all_agree());
    }

    #[test]
    fn large_money_does_not_cancel() {
        // A billion in millionths each, plus 0..999 millionths: floats see no spread at all.
        let xs: Vec<i128> = (0..1000).map(|i| 1_000_000_000_000_000 + i).collect();
        let found = clusters(&xs, &[1; 1000]).standard_error().unwrap();
        let variance = 1000.0 * 1001.0 / 12.0;
        assert_close(found, (variance / 1000.0_f64).sqrt(), 1e-13);
    }

    #[test]
    fn residuals_beyond_128_bits_keep_their_digits() {
        let quintillions = CLICKS.map(|clicks| clicks * 1_000_000_000_000_000_000);
        let found = clusters(&quintillions, &MESSAGES).standard_error();
        assert_close(found.unwrap(), 1.669338446275735e17, 1e-15);
    }

    #[test]
    fn sums_that_do_not_fit_give_no_interval() {
        let clusters = clusters(&[i128::MAX, 1, 5], &[1, 1, i128::MIN]);
        assert_eq!(clusters.standard_error(), None);
        assert!(!clusters.all_agree());
    }

    #[test]
    fn merged_parts_equal_the_whole_and_the_definition() {
        let mut state = 7_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005) + 1;
            i128::from((state >> 33) % below)
        };
        for _ in 0..200 {
            let n = 2 + random(40) as usize;
            let ys: Vec<i128> = (0..n).map(|_| 1 + random(9)).collect();
            let xs: Vec<i128> = (0..n).map(|_| random(1_000_000) - 300_000).collect();
            let whole = clusters(&xs, &ys);
            let cut = random(n as u64 + 1) as usize;
            let mut merged = clusters(&xs[cut..], &ys[cut..]);
            merged.merge(&clusters(&xs[..cut], &ys[..cut]));
            assert_eq!(merged, whole);
            let error = whole.standard_error().unwrap();
            assert_close(error, naive_standard_error(&xs, &ys), 1e-12);
        }
    }
}
