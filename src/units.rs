//! Units of measure, directions, and the only formatting of numbers and durations for people; spans as people write them.
//!
//! Not responsible for machine output: CSV and JSON write plain numbers.

use anyhow::{Result, bail};
use serde::Serialize;

/// What a KPI's value is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A number of things.
    Count,
    /// A part of a whole, 0..1, shown as a percentage.
    Share,
    /// A span of time; seconds in machine output, shown as a duration.
    Seconds,
    /// An amount in major units of a currency.
    Money,
    /// A plain quotient.
    Ratio,
    /// Points on a scale.
    Score,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Unit; 6] = [Unit::Count, Unit::Share, Unit::Seconds, Unit::Money, Unit::Ratio, Unit::Score];

    /// The unit of a name.
    pub fn of(id: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.id() == id)
    }

    /// The unit's name in CSV, JSON and help.
    pub fn id(self) -> &'static str {
        match self {
            Unit::Count => "count",
            Unit::Share => "share",
            Unit::Seconds => "seconds",
            Unit::Money => "money",
            Unit::Ratio => "ratio",
            Unit::Score => "score",
        }
    }

    /// A value of this unit as people read it: `1,234`, `95.3%`, `1h 2m`, `2.41`.
    pub fn show(self, value: f64) -> String {
        match self {
            Unit::Count => grouped(value, 0),
            Unit::Share => percent(value),
            Unit::Seconds => duration(value),
            // A message costs less than a coin: more digits than coins have.
            Unit::Money if value != 0.0 && value.abs() < 1.0 => grouped(value, 4),
            Unit::Money | Unit::Ratio | Unit::Score => grouped(value, 2),
        }
    }
}

impl Unit {
    /// A difference of two values: of shares in points (4.1 between 10.0% and 14.1%), else as a value.
    pub fn show_difference(self, value: f64) -> String {
        match self {
            Unit::Share => {
                let points = 100.0 * value;
                grouped(points, if points != 0.0 && points.abs() < 0.995 { 2 } else { 1 })
            }
            _ => self.show(value),
        }
    }
}

/// Which direction of change is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl Better {
    /// Both.
    pub const ALL: [Better; 2] = [Better::Higher, Better::Lower];

    /// Its name in settings and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Better::Higher => "higher",
            Better::Lower => "lower",
        }
    }

    /// The arrow shown beside a KPI whose direction is known.
    pub fn arrow(self) -> &'static str {
        match self {
            Better::Higher => "↑",
            Better::Lower => "↓",
        }
    }
}

/// A share as a percentage with one decimal; two below 1 %, so that rare events stay visible.
pub fn percent(share: f64) -> String {
    let percentage = share * 100.0;
    let decimals = if percentage != 0.0 && percentage.abs() < 0.995 { 2 } else { 1 };
    format!("{percentage:.decimals$}%")
}

/// A number with thousands separators and a fixed number of decimals.
pub fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut shown = String::with_capacity(text.len() + text.len() / 3 + 1);
    if value < 0.0 && text.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        shown.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if let Some(fraction) = fraction {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

/// Seconds as people read them: the two largest units, short forms (`1d 2h`, `1m 2s`, `55s`); below ten seconds one decimal.
pub fn duration(seconds: f64) -> String {
    let sign = if seconds < 0.0 { "-" } else { "" };
    let seconds = seconds.abs();
    if seconds < 10.0 && seconds.fract() != 0.0 {
        return format!("{sign}{seconds:.1}s");
    }
    let whole = seconds.trunc() as u64;
    let parts = [(whole / 86_400, "d"), (whole / 3_600 % 24, "h"), (whole / 60 % 60, "m"), (whole % 60, "s")];
    let Some(first) = parts.iter().position(|(amount, _)| *amount > 0) else {
        return format!("{sign}0s");
    };
    let largest = parts[first];
    // The neighbour below is part of the reading; anything smaller would be noise: 86401 s is `1d 1s`.
    match parts[first + 1..].iter().find(|(amount, _)| *amount > 0) {
        Some(next) => format!("{sign}{}{} {}{}", largest.0, largest.1, next.0, next.1),
        None => format!("{sign}{}{}", largest.0, largest.1),
    }
}

/// A span such as `45m`, `12h`, `30d` or `2w` in milliseconds; none where the text is not of that kind. Days have 24
/// hours.
pub fn span(text: &str) -> Result<Option<i64>> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    if digits.is_empty() || digits.len() == text.len() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    const SECOND: i64 = 1_000;
    let unit = match &text[digits.len()..] {
        "s" => SECOND,
        "m" => 60 * SECOND,
        "h" => 3_600 * SECOND,
        "d" => 86_400 * SECOND,
        "w" => 7 * 86_400 * SECOND,
        unit => bail!("\"{text}\" is no span: \"{unit}\" is not one of s, m, h, d and w"),
    };
    const CENTURY: i64 = 36_525 * 86_400 * SECOND;
    match digits.parse::<i64>().ok().and_then(|amount| amount.checked_mul(unit)) {
        Some(0) => bail!("\"{text}\" is no span: expected one longer than zero"),
        Some(span) if span <= CENTURY => Ok(Some(span)),
        _ => bail!("\"{text}\" is longer than a hundred years"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_show_their_two_largest_units() {
        for (seconds, shown) in [
            (86_400.0, "1d"),
            (86_401.0, "1d 1s"),
            (93_600.0, "1d 2h"),
            (3_660.0, "1h 1m"),
            (62.0, "1m 2s"),
            (55.2, "55s"),
            (0.0, "0s"),
            (2.5, "2.5s"),
            (3_661.0, "1h 1m"),
        ] {
            assert_eq!(duration(seconds), shown);
        }
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(1_234_567.0, 0), "1,234,567");
        assert_eq!(grouped(-999.5, 1), "-999.5");
        assert_eq!(grouped(-0.001, 2), "0.00");
        assert_eq!(grouped(1_000.456, 2), "1,000.46");
    }

    #[test]
    fn rare_shares_keep_a_second_decimal() {
        assert_eq!(percent(0.9534), "95.3%");
        assert_eq!(percent(0.0042), "0.42%");
        assert_eq!(percent(0.0), "0.0%");
        assert_eq!(percent(1.0), "100.0%");
    }
}
