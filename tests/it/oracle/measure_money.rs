//! From amounts of money to a value with its receipt: totals, money per unit, quotients.

use super::measure::Measured;
use super::money::{Money, sum};

/// Millionths as they are reported: in major units.
pub fn major(amount: i64) -> f64 {
    amount as f64 / 1e6
}

fn currency(money: &Money) -> Option<String> {
    Some(money.currency.clone()).filter(|currency| !currency.is_empty())
}

/// A total; no value over two currencies.
pub fn total(kpi: &str, rows: &[Money], carriers: usize, immature: usize) -> Measured {
    let Some(total) = sum(rows) else { return Measured::null(kpi) };
    Measured {
        value: Some(major(total.amount)),
        numerator: Some(major(total.amount)),
        n: Some(carriers as u64),
        immature: immature as u64,
        currency: currency(&total),
        ..Measured::null(kpi)
    }
}

/// Money divided by units.
pub fn per_unit(kpi: &str, rows: &[Money], units: f64, immature: usize) -> Measured {
    let Some(total) = sum(rows) else { return Measured::null(kpi) };
    let amount = major(total.amount);
    Measured {
        value: if units == 0.0 { None } else { Some(amount / units) },
        numerator: Some(amount),
        denominator: Some(units),
        n: if units.fract() == 0.0 { Some(units as u64) } else { None },
        immature: immature as u64,
        currency: currency(&total),
        ..Measured::null(kpi)
    }
}

/// A count that fractions of a conversion may make up: weights in thousand millionths.
pub fn weighed(kpi: &str, weights: i64, immature: usize) -> Measured {
    let value = weights as f64 / super::touches::WHOLE as f64;
    Measured {
        value: Some(value),
        numerator: Some(value),
        n: if value.fract() == 0.0 { Some(value as u64) } else { None },
        immature: immature as u64,
        ..Measured::null(kpi)
    }
}

/// A quotient of two sums of money in one currency.
pub fn quotient(kpi: &str, above: Option<(f64, String)>, below: Option<(f64, String)>) -> Measured {
    let (Some((above, one)), Some((below, other))) = (above, below) else { return Measured::null(kpi) };
    if below == 0.0 || (one != other && !one.is_empty() && !other.is_empty()) {
        return Measured::null(kpi);
    }
    Measured { value: Some(above / below), numerator: Some(above), denominator: Some(below), ..Measured::null(kpi) }
}
