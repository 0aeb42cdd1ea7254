//! How one figure reads: its value, interval, receipt, cautions and group, in words for people.
//!
//! Not responsible for where they stand on the page.

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use crate::report::{Period, Row};
use crate::units::{Unit, grouped};

/// Shown where no value can be given.
pub const NOT_AVAILABLE: &str = "n/a";

/// The value with its unit.
pub fn value(row: &Row) -> String {
    match row.value {
        Some(value) => amount(row, value),
        None => NOT_AVAILABLE.to_owned(),
    }
}

/// Another value of the same figure.
pub fn amount(row: &Row, value: f64) -> String {
    let shown = Unit::of(&row.unit).map_or_else(|| grouped(value, 2), |unit| unit.show(value));
    match &row.currency {
        Some(currency) => format!("{shown} {}", clean(currency)),
        None => shown,
    }
}

/// The confidence interval: `94.6–95.4%`; empty where there is none.
pub fn interval(row: &Row) -> String {
    let bare = |value: f64| Unit::of(&row.unit).map_or_else(|| grouped(value, 2), |unit| unit.show(value));
    match (row.low, row.high) {
        (Some(low), Some(high)) if low < 0.0 => format!("{} to {}", bare(low), bare(high)),
        (Some(low), Some(high)) => {
            let low = bare(low);
            format!("{}–{}", low.strip_suffix('%').unwrap_or(&low), bare(high))
        }
        (Some(low), None) => format!("≥ {}", bare(low)),
        (None, Some(high)) => format!("≤ {}", bare(high)),
        (None, None) => String::new(),
    }
}

/// What the value rests on: `950 / 1,000`, or the number of units. Empty where the value says it itself.
pub fn receipt(row: &Row) -> String {
    let unit = Unit::of(&row.unit);
    match (row.numerator, row.denominator, row.n) {
        (Some(numerator), Some(denominator), _) if unit != Some(Unit::Seconds) => {
            format!("{} / {}", plain(numerator), plain(denominator))
        }
        (_, _, Some(n)) if unit != Some(Unit::Count) => format!("n = {}", units(n)),
        _ => String::new(),
    }
}

/// A whole number of things.
pub fn units(number: u64) -> String {
    grouped(number as f64, 0)
}

fn plain(number: f64) -> String {
    grouped(number, if number.fract() == 0.0 { 0 } else { 2 })
}

/// What to beware of: few units, or units that may still change.
pub fn cautions(row: &Row) -> String {
    match (row.small, row.immature) {
        (false, 0) => String::new(),
        (true, 0) => "small".to_owned(),
        (false, immature) => format!("{} immature", units(immature)),
        (true, immature) => format!("small, {} immature", units(immature)),
    }
}

/// The group's values: `spring · DE`.
pub fn group(row: &Row) -> String {
    let values = row.group.iter().map(|(_, value)| clean(value.as_deref().unwrap_or(NOT_AVAILABLE)));
    values.collect::<Vec<_>>().join(" · ")
}

/// An id as the beginning of a heading: `Peak hours`.
pub fn capitalised(id: &str) -> String {
    let mut letters = id.chars();
    let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    clean(&first.unwrap_or_default().replace('_', " "))
}

/// The text without letters that could move the cursor, change colours or the direction of writing.
pub fn clean(text: &str) -> String {
    let harmful = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if harmful(letter) { '\u{FFFD}' } else { letter }).collect()
}

/// The text with the signs of our own words in ASCII.
pub fn ascii(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '–' | '·' => told.push('-'),
            '…' => told.push_str("..."),
            '≥' => told.push_str(">="),
            '≤' => told.push_str("<="),
            '×' => told.push('x'),
            '▲' | '↑' => told.push('^'),
            '▼' | '↓' => told.push('v'),
            '•' => told.push('*'),
            letter => told.push(letter),
        }
    }
    told
}

/// The period, its zone and the moment of looking; whole days without their times.
pub fn period(period: &Period) -> String {
    let since = period.since.as_deref().map(|time| edge(time, TimeDelta::zero()));
    let until = period.until.as_deref().map(|time| edge(time, TimeDelta::days(1)));
    let span = match (since, until) {
        (Some(since), Some(until)) if since == until => since,
        (Some(since), Some(until)) => format!("{since} to {until}"),
        (Some(since), None) => format!("since {since}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "the whole input".to_owned(),
    };
    let as_of = period.as_of.as_deref().map(|time| format!(" · as of {}", in_zone(time, &period.timezone)));
    format!("{span} · {}{}", period.timezone, as_of.unwrap_or_default())
}

/// A bound of the period: a day where it lies on midnight, of an end the day that it closes.
fn edge(time: &str, back: TimeDelta) -> String {
    match DateTime::parse_from_rfc3339(time) {
        Ok(time) if time.time() == NaiveTime::MIN => (time.date_naive() - back).to_string(),
        Ok(time) => minutes(time.naive_local().and_utc().fixed_offset()),
        Err(_) => clean(time),
    }
}

/// An instant in a zone, to the second.
pub fn in_zone(time: &str, zone: &str) -> String {
    match (DateTime::parse_from_rfc3339(time), zone.parse::<Tz>()) {
        (Ok(time), Ok(zone)) => minutes(time.with_timezone(&zone).naive_local().and_utc().fixed_offset()),
        _ => clean(time),
    }
}

/// An instant as its own zone's clocks show it.
pub fn minute(time: &str) -> String {
    DateTime::parse_from_rfc3339(time).map_or_else(|_| clean(time), minutes)
}

fn minutes(local: DateTime<FixedOffset>) -> String {
    local.format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::row;

    #[test]
    fn a_share_reads_with_interval_and_receipt() {
        let share = row("open_rate", "share", Some(0.95)).part(950.0, 1000.0).between(0.934_7, 0.961_9);
        assert_eq!([value(&share), interval(&share), receipt(&share)], ["95.0%", "93.5–96.2%", "950 / 1,000"]);
    }

    #[test]
    fn a_count_needs_no_receipt_and_money_names_its_currency() {
        let count = row("messages_sent", "count", Some(12_412.0)).part_of_count();
        assert_eq!([value(&count), interval(&count), receipt(&count)], ["12,412", "", ""]);
        let mut money = row("revenue_per_message", "money", Some(1.5)).part(1_500.25, 1000.0);
        money.currency = Some("EUR".to_owned());
        assert_eq!([value(&money), receipt(&money)], ["1.50 EUR", "1,500.25 / 1,000"]);
    }

    #[test]
    fn an_interval_may_lack_a_side_or_reach_below_zero() {
        let mut median = row("response_time_p50", "seconds", Some(600.0));
        median.low = Some(540.0);
        assert_eq!(interval(&median), "≥ 9m");
        (median.low, median.high) = (None, Some(720.0));
        assert_eq!(interval(&median), "≤ 12m");
        assert_eq!(interval(&row("nps", "score", Some(4.0)).between(-12.0, 20.0)), "-12.00 to 20.00");
    }

    #[test]
    fn a_missing_value_is_said() {
        assert_eq!(value(&row("open_rate", "share", None)), "n/a");
    }

    #[test]
    fn cautions_name_small_samples_and_immature_units() {
        let mut share = row("reply_rate", "share", Some(0.5));
        share.immature = 1_200;
        assert_eq!(cautions(&share), "1,200 immature");
        share.small = true;
        assert_eq!(cautions(&share), "small, 1,200 immature");
    }

    #[test]
    fn names_cannot_move_the_cursor_or_change_colours() {
        assert_eq!(clean("a\u{1b}[31mb\nc\u{202e}d"), "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}d");
        assert_eq!(clean("Ünïcödé 👍🏽"), "Ünïcödé 👍🏽");
    }

    #[test]
    fn whole_days_are_shown_as_days_and_the_last_one_is_inside() {
        let mut shown = Period {
            since: Some("2026-10-01T00:00:00+02:00".to_owned()),
            until: Some("2026-11-01T00:00:00+01:00".to_owned()),
            timezone: "Europe/Berlin".to_owned(),
            as_of: Some("2026-10-31T22:59:12Z".to_owned()),
        };
        assert_eq!(period(&shown), "2026-10-01 to 2026-10-31 · Europe/Berlin · as of 2026-10-31 23:59");
        shown.until = Some("2026-10-01T12:30:00+02:00".to_owned());
        assert_eq!(period(&shown), "2026-10-01 to 2026-10-01 12:30 · Europe/Berlin · as of 2026-10-31 23:59");
        (shown.since, shown.until, shown.as_of) = (None, None, None);
        assert_eq!(period(&shown), "the whole input · Europe/Berlin");
    }
}
