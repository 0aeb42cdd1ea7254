//! Amounts of money in millionths of the major unit, their currencies and rates.

use super::settings::Settings;

const ONE: i128 = 1_000_000;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Money {
    pub amount: i64,
    pub currency: String,
}

/// A quotient as the nearest whole number, halves to the even one.
pub fn half_even(numerator: i128, denominator: i128) -> i64 {
    let whole = numerator.div_euclid(denominator);
    let twice = 2 * numerator.rem_euclid(denominator);
    let up = twice > denominator || (twice == denominator && whole % 2 != 0);
    (whole + i128::from(up)) as i64
}

/// The smallest amount that can be paid, in millionths.
pub fn minor_unit(currency: &str) -> i64 {
    match currency {
        "JPY" | "KRW" | "CLP" => 1_000_000,
        "KWD" | "TND" => 1000,
        _ => 10_000,
    }
}

impl Money {
    pub fn new(amount: i64, currency: &str) -> Money {
        Money { amount, currency: currency.to_string() }
    }

    /// The same in the report's currency, where a rate leads there.
    pub fn converted(self, settings: &Settings) -> Money {
        let rate = settings.rates.iter().find(|(currency, _)| *currency == self.currency);
        match rate {
            Some((_, rate)) if !settings.currency.is_empty() && self.currency != settings.currency => {
                Money::new(half_even(i128::from(self.amount) * i128::from(*rate), ONE), &settings.currency)
            }
            _ => self,
        }
    }
}

/// A sum over rows; none where they have two currencies. A known 0 may have no currency at all.
pub fn sum(rows: &[Money]) -> Option<Money> {
    let mut total = Money::default();
    for row in rows {
        if !row.currency.is_empty() {
            if !total.currency.is_empty() && total.currency != row.currency {
                return None;
            }
            total.currency = row.currency.clone();
        }
        total.amount += row.amount;
    }
    Some(total)
}

/// Shares that add up to `whole`: each its part rounded down, what is left one by one to the
/// largest remainders, of equal ones to the earlier.
pub fn largest_remainder(whole: i64, parts: &[f64]) -> Vec<i64> {
    let all: f64 = parts.iter().sum();
    let exact: Vec<f64> = parts.iter().map(|part| whole as f64 * part / all).collect();
    let mut shares: Vec<i64> = exact.iter().map(|share| share.floor() as i64).collect();
    let mut places: Vec<usize> = (0..parts.len()).collect();
    let remainder = |place: &usize| exact[*place] - exact[*place].floor();
    places.sort_by(|one, other| remainder(other).total_cmp(&remainder(one)));
    let left = whole - shares.iter().sum::<i64>();
    for place in places.into_iter().cycle().take(left.max(0) as usize) {
        shares[place] += 1;
    }
    shares
}
