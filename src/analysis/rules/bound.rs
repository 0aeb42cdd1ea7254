//! The bound of a rule, in the unit of its subject: `95%`, `15m`, `2.50 EUR`, `100`.
//!
//! Decimals are read exactly, so that 95% is the very number that 950 of 1,000 gives. Not responsible for comparing.

use anyhow::{Result, anyhow, bail, ensure};
use iso_currency::Currency;

use super::{Bound, Subject};
use crate::analysis::rules::quality::Measure;
use crate::kpis::Formula;
use crate::settings::money::Decimal;
use crate::units::{Unit, duration};

/// Seconds in a unit of time, the largest first.
const TIMES: [(char, u32); 5] = [('w', 604_800), ('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

/// Reads a bound; `currency` is what bare numbers of money are in.
pub fn bound(text: &str, subject: Subject, currency: Option<&str>) -> Result<Bound> {
    match subject {
        Subject::Kpi(kpi) => {
            let bound = of_unit(text, kpi.unit, currency)
                .ok_or_else(|| unfit(text, kpi.id, kind(kpi.unit), example(kpi.unit, currency)))?;
            let whole = kpi.unit == Unit::Share && !matches!(kpi.formula, Formula::Return { .. });
            ensure!(
                !whole || (0.0..=1.0).contains(&bound.amount),
                "found {text}, expected a share between 0% and 100%: {}",
                percent_meant(text)
            );
            if let Some(code) = &bound.currency {
                ensure!(Currency::from_code(code).is_some(), "there is no currency {code}: expected one such as EUR");
            }
            Ok(bound)
        }
        Subject::Quality(quality) => {
            let (units, kind, example): (&[Unit], _, _) = match quality.measure {
                Measure::Records => (&[Unit::Count, Unit::Share], "counts records", "a share such as 1%, or 10"),
                Measure::Things => (&[Unit::Count], "is a count", "a number such as 100"),
                Measure::Span(_) => (&[Unit::Seconds], "is a span", "one such as 6h or 2d"),
            };
            let fits = |bound: &Bound| match bound.unit {
                // A bare fraction could be meant either way.
                Unit::Count => bound.amount >= 0.0 && bound.amount.fract() == 0.0,
                Unit::Share => text.ends_with('%') && (0.0..=1.0).contains(&bound.amount),
                _ => true,
            };
            let found = units.iter().find_map(|unit| of_unit(text, *unit, None).filter(fits));
            let bound = found.ok_or_else(|| unfit(text, quality.id, kind, example.to_owned()))?;
            if let Measure::Span(least) = quality.measure {
                ensure!(
                    bound.amount > least,
                    "found {text}, but {} is known to {} only: expected a longer span",
                    quality.id,
                    duration(least)
                );
            }
            Ok(bound)
        }
    }
}

/// Reads a share of another period's figure.
pub fn factor(text: &str, unit: Unit) -> Result<Bound> {
    let Some(amount) = share(text).filter(|amount| *amount >= 0.0) else {
        bail!("found {text}, expected a share of the other period's figure such as 90%")
    };
    Ok(Bound { amount, unit, currency: None })
}

fn unfit(text: &str, id: &str, kind: &str, example: String) -> anyhow::Error {
    anyhow!("found {text}, but {id} {kind}: expected {example}")
}

fn of_unit(text: &str, unit: Unit, currency: Option<&str>) -> Option<Bound> {
    let plain = |amount: f64| Bound { amount, unit, currency: None };
    match unit {
        Unit::Share => share(text).map(plain),
        Unit::Seconds => seconds(text).map(plain),
        Unit::Count | Unit::Ratio | Unit::Score => number(text, 0).map(plain),
        Unit::Money => {
            let (amount, code) = match text.split_once(' ') {
                Some((amount, code)) => (amount, code),
                None => (text, currency?),
            };
            Some(Bound { currency: Some(code.to_ascii_uppercase()), ..plain(number(amount, 0)?) })
        }
    }
}

fn kind(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "is a count",
        Unit::Share => "is a share",
        Unit::Seconds => "is a span",
        Unit::Money => "is an amount of money",
        Unit::Ratio => "is a ratio",
        Unit::Score => "is a score",
    }
}

fn example(unit: Unit, currency: Option<&str>) -> String {
    match unit {
        Unit::Count => "a number such as 100".to_owned(),
        Unit::Share => "one such as 95% or 0.95".to_owned(),
        Unit::Seconds => "one such as 90s, 15m, 1h30m or 2d".to_owned(),
        Unit::Money => format!("one with its currency such as 2.50 {}", currency.unwrap_or("EUR")),
        Unit::Ratio => "a number such as 1.5".to_owned(),
        Unit::Score => "a number such as 4.2".to_owned(),
    }
}

/// A number too large for a share was most likely meant as a percentage.
fn percent_meant(text: &str) -> String {
    match number(text, 2) {
        Some(amount) if (0.0..=1.0).contains(&amount) => format!("did you mean {text}%?"),
        _ => "no more than all can have it".to_owned(),
    }
}

/// A plain decimal number, divided by a power of ten.
fn number(text: &str, power: u32) -> Option<f64> {
    let Decimal { digits, places } = Decimal::parse(&text.replace('−', "-"))?;
    let below = i32::try_from(places + power).ok()?;
    Some(digits as f64 / 10_f64.powi(below))
}

fn share(text: &str) -> Option<f64> {
    match text.strip_suffix('%') {
        Some(percent) => number(percent.trim_end(), 2),
        None => number(text, 0),
    }
}

/// A span such as `15m`, `1h30m`, `1h 30m` or `2.5s`: each unit once, the larger ones first.
fn seconds(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut units = TIMES.iter();
    let mut sum = 0.0;
    while !rest.is_empty() {
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
        let letter = rest[end..].chars().next()?;
        let (_, length) = units.find(|(unit, _)| *unit == letter)?;
        sum += number(&rest[..end], 0)? * f64::from(*length);
        rest = rest[end + letter.len_utf8()..].trim_start();
    }
    (!text.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_the_very_numbers_that_counts_give() {
        for (text, counted) in [("95%", 950.0 / 1_000.0), ("99.9%", 999.0 / 1_000.0), ("0.1%", 3.0 / 3_000.0)] {
            assert_eq!(share(text), Some(counted));
        }
    }

    #[test]
    fn spans_have_each_unit_once_and_the_larger_ones_first() {
        for (text, expected) in [
            ("90s", Some(90.0)),
            ("15m", Some(900.0)),
            ("1h30m", Some(5_400.0)),
            ("1h 30m", Some(5_400.0)),
            ("2d", Some(172_800.0)),
            ("1w2d3h4m5s", Some(788_645.0)),
            ("2.5s", Some(2.5)),
            ("0s", Some(0.0)),
            ("30m1h", None),
            ("1m1m", None),
            ("15", None),
            ("m", None),
            ("", None),
            ("15min", None),
            ("-5m", None),
            ("1.2.3s", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
