//! Moments as people write them on the command line: a date, a date-time, or a span before the latest data.
//!
//! Not responsible for times inside exports (`sources::values`).

use anyhow::{Result, bail};
use chrono::{FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use crate::settings::Span;
pub use crate::settings::zoned::{instant, midnight};
use crate::units::span;

const EXPECTED: &str =
    "expected a date (2026-10-31), a date-time (2026-10-31T18:00, with or without a zone) or a span (30d)";

/// A moment as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day of the calendar, in the report's zone.
    Day(NaiveDate),
    /// A point in time, milliseconds.
    Instant(i64),
    /// A span before the latest data.
    Ago(Span),
}

impl Moment {
    /// Reads a moment; a date-time without a zone is the zone's.
    pub fn parse(text: &str, zone: Tz) -> Result<Moment> {
        let text = text.trim();
        if let Some(span) = span(text)? {
            return Ok(Moment::Ago(span));
        }
        let Some((date, rest)) = split_date(text) else { bail!("\"{text}\" is no time: {EXPECTED}") };
        let Some(date) = calendar_day(date) else { bail!("\"{date}\" is no day of the calendar") };
        if rest.is_empty() {
            return Ok(Moment::Day(date));
        }
        let time_and_zone = rest.strip_prefix(['T', 't', ' ']).and_then(time_of_day);
        let Some((time, offset)) = time_and_zone else { bail!("\"{text}\" is no time: {EXPECTED}") };
        let local = date.and_time(time);
        Ok(Moment::Instant(match offset {
            Some(offset) => (local - offset).and_utc().timestamp_millis(),
            None => instant(zone, local),
        }))
    }
}

/// Cuts the ten letters of a date off, if they look like one.
fn split_date(text: &str) -> Option<(&str, &str)> {
    let (date, rest) = text.split_at_checked(10)?;
    let shaped = date.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shaped.then_some((date, rest))
}

fn calendar_day(date: &str) -> Option<NaiveDate> {
    let number = |from: usize, to: usize| date.get(from..to)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)
        .filter(|day| *day + TimeDelta::days(2) < NaiveDate::MAX)
}

/// A time of day, with or without the offset of a zone.
fn time_of_day(text: &str) -> Option<(NaiveTime, Option<FixedOffset>)> {
    let zone_at = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = (text[..zone_at].trim_end(), &text[zone_at..]);
    let time = ["%H:%M:%S%.f", "%H:%M"].iter().find_map(|format| NaiveTime::parse_from_str(time, format).ok())?;
    let offset = match zone {
        "" => None,
        "Z" | "z" => FixedOffset::east_opt(0),
        _ => Some(zone.parse::<FixedOffset>().ok()?),
    };
    Some((time, offset))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn at(text: &str, zone: Tz) -> String {
        match Moment::parse(text, zone) {
            Ok(Moment::Instant(time)) => DateTime::from_timestamp_millis(time).unwrap().to_rfc3339(),
            Ok(Moment::Day(day)) => {
                format!("from {}", DateTime::from_timestamp_millis(midnight(zone, day)).unwrap().to_rfc3339())
            }
            Ok(Moment::Ago(span)) => format!("{} s ago", span / 1_000),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_date_time_has_its_own_zone_or_the_reports() {
        let berlin = Tz::Europe__Berlin;
        assert_eq!(at("2026-10-01T09:00:00+02:00", berlin), "2026-10-01T07:00:00+00:00");
        assert_eq!(at("2026-10-01T09:00Z", berlin), "2026-10-01T09:00:00+00:00");
        assert_eq!(at("2026-10-01 09:00", berlin), "2026-10-01T07:00:00+00:00");
        assert_eq!(at("2026-10-01 09:00:00.250 -0330", berlin), "2026-10-01T12:30:00.250+00:00");
    }

    #[test]
    fn a_day_begins_at_its_first_instant_even_where_midnight_is_skipped_or_the_day_before_is() {
        assert_eq!(at("2026-10-31", Tz::UTC), "from 2026-10-31T00:00:00+00:00");
        assert_eq!(at("2018-11-04", Tz::America__Sao_Paulo), "from 2018-11-04T03:00:00+00:00");
        assert_eq!(at("2011-12-30", Tz::Pacific__Apia), "from 2011-12-30T10:00:00+00:00");
        assert_eq!(at("2011-12-31", Tz::Pacific__Apia), "from 2011-12-30T10:00:00+00:00");
        assert_eq!(at("2026-11-01", Tz::America__Havana), "from 2026-11-01T04:00:00+00:00");
    }

    #[test]
    fn a_time_that_clocks_jump_over_is_the_first_instant_after() {
        assert_eq!(at("2026-03-29 02:30", Tz::Europe__Berlin), "2026-03-29T01:00:00+00:00");
        assert_eq!(at("2026-10-25 02:30", Tz::Europe__Berlin), "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn a_span_is_a_number_and_a_unit() {
        assert_eq!(at("30d", Tz::UTC), "2592000 s ago");
        assert_eq!(at("12h", Tz::UTC), "43200 s ago");
        assert_eq!(at("2w", Tz::UTC), "1209600 s ago");
    }

    #[test]
    fn what_is_no_moment_is_said_in_one_sentence() {
        for (text, said) in [
            ("2026-02-30", "\"2026-02-30\" is no day of the calendar"),
            ("3y", "\"3y\" is no span: \"y\" is not one of s, m, h, d and w"),
            ("0d", "\"0d\" is no span: expected one longer than zero"),
            ("99999999999999999999d", "\"99999999999999999999d\" is longer than a hundred years"),
        ] {
            assert_eq!(at(text, Tz::UTC), said);
        }
        for text in
            ["31.10.2026", "yesterday", "", "2026-10-31T25:00", "2026-10-31x", "2026-10-31T10:00+99:99", "１d", "-5d"]
        {
            assert_eq!(at(text, Tz::UTC), format!("\"{text}\" is no time: {EXPECTED}"));
        }
    }
}
