//! Kinds of values that tell of time: zones, spans, shifts, days and formats.
//!
//! Not responsible for which key has which kind.

use anyhow::{Result, anyhow, bail, ensure};
use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use schemars::{Schema, json_schema};

use super::readable::Readable;
use crate::settings::hours::Shift;
use crate::settings::{Span, zoned};
use crate::units;

impl Readable for Tz {
    const EXPECTED: &'static str = "a time zone such as \"Europe/Berlin\"";

    fn read(text: &str) -> Result<Tz> {
        zoned::zone(text)
    }

    fn schema() -> Schema {
        json_schema!({"type": "string", "examples": ["Europe/Berlin"]})
    }
}

/// A span of time.
pub struct Length(pub Span);

impl Readable for Length {
    const EXPECTED: &'static str = "a span such as \"24h\"";

    fn read(text: &str) -> Result<Length> {
        let span = units::span(text)?;
        span.map(Length).ok_or_else(|| anyhow!("\"{text}\" is no span: expected one such as 45m, 24h, 7d or 2w"))
    }

    fn schema() -> Schema {
        json_schema!({"type": "string", "pattern": "^[0-9]+[smhdw]$", "examples": ["24h"]})
    }
}

impl Readable for Shift {
    const EXPECTED: &'static str = "a shift such as \"09:00-17:00\"";

    fn read(text: &str) -> Result<Shift> {
        let minute = |clock: &str| {
            let (hours, minutes) = clock.trim().split_once(':')?;
            let number = |digits: &str, length: std::ops::RangeInclusive<usize>| {
                let plain = length.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
                if plain { digits.parse::<u16>().ok() } else { None }
            };
            let (hours, minutes) = (number(hours, 1..=2)?, number(minutes, 2..=2)?);
            let minute = hours * 60 + minutes;
            (minutes < 60 && minute <= 1_440).then_some(minute)
        };
        let ends = text.split_once('-').and_then(|(from, to)| Some((minute(from)?, minute(to)?)));
        let Some((from, to)) = ends else { bail!("\"{text}\" is no shift: expected one such as 09:00-17:00") };
        ensure!(
            from < to,
            "\"{text}\" ends before it begins: write a night as 22:00-24:00 on one day and 00:00-06:00 on the next"
        );
        Ok(Shift { from, to })
    }

    fn schema() -> Schema {
        let clock = "([01]?[0-9]|2[0-4]):[0-5][0-9]";
        json_schema!({"type": "string", "pattern": format!("^ *{clock} *- *{clock} *$"), "examples": ["09:00-17:00"]})
    }
}

impl Readable for NaiveDate {
    const EXPECTED: &'static str = "a date such as \"2026-12-25\"";
    const DATES: bool = true;

    fn read(text: &str) -> Result<NaiveDate> {
        let shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        ensure!(shaped, "\"{text}\" is no date: expected one such as 2026-12-25");
        text.parse().map_err(|_| anyhow!("\"{text}\" is no day of the calendar"))
    }

    fn schema() -> Schema {
        json_schema!({"type": "string", "format": "date", "examples": ["2026-12-25"]})
    }
}

/// A day or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A day of the calendar.
    Day(NaiveDate),
    /// Milliseconds since 1970.
    Instant(i64),
}

impl Readable for Point {
    const EXPECTED: &'static str = "a date such as \"2026-12-25\"";
    const DATES: bool = true;

    fn read(text: &str) -> Result<Point> {
        if text.len() <= 10 {
            return NaiveDate::read(text).map(Point::Day);
        }
        let instant = DateTime::parse_from_rfc3339(text).map(|time| Point::Instant(time.timestamp_millis()));
        instant.map_err(|_| {
            anyhow!(
                "\"{text}\" is no time: expected a date (2026-12-25) or a time with its zone (2026-12-25T18:00:00Z)"
            )
        })
    }

    fn schema() -> Schema {
        json_schema!({"type": "string", "examples": ["2026-12-25"]})
    }
}

/// How times are written, in strftime's letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeFormat(pub String);

impl Readable for TimeFormat {
    const EXPECTED: &'static str = "a format of times such as \"%d.%m.%Y %H:%M\"";

    fn read(text: &str) -> Result<TimeFormat> {
        let is_known = !text.is_empty() && StrftimeItems::new(text).all(|item| item != Item::Error);
        ensure!(is_known, "\"{text}\" is no format of times: expected one such as %d.%m.%Y %H:%M");
        Ok(TimeFormat(text.to_owned()))
    }

    fn schema() -> Schema {
        json_schema!({"type": "string", "examples": ["%d.%m.%Y %H:%M"]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused<T: Readable>(text: &str) -> String {
        T::read(text).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn shifts_are_two_times_of_one_day() {
        assert_eq!(Shift::read("09:00-13:30").unwrap(), Shift { from: 540, to: 810 });
        assert_eq!(Shift::read("0:00 - 24:00").unwrap(), Shift { from: 0, to: 1_440 });
        assert!(refused::<Shift>("22:00-06:00").contains("write a night as"));
        for text in ["", "9-17", "09:00", "09:00-17:60", "09:00-24:01", "+9:00-17:00", "09:0-17:00", "-09:00-17:00"] {
            assert_eq!(refused::<Shift>(text), format!("\"{text}\" is no shift: expected one such as 09:00-17:00"));
        }
    }

    #[test]
    fn days_are_days_of_the_calendar() {
        assert_eq!(refused::<NaiveDate>("2026-02-30"), "\"2026-02-30\" is no day of the calendar");
        for text in ["25.12.2026", "2026-12-25T00:00:00Z", "+2026-12-2", "tomorrow"] {
            assert!(refused::<NaiveDate>(text).contains("expected one such as 2026-12-25"), "{text}");
        }
        assert_eq!(Point::read("1970-01-02T00:00:00+01:00").unwrap(), Point::Instant(82_800_000));
        assert!(refused::<Point>("2026-12-25T18:00:00").contains("with its zone"));
    }

    #[test]
    fn spans_and_formats_are_refused_with_an_example() {
        assert_eq!(refused::<Length>("soon"), "\"soon\" is no span: expected one such as 45m, 24h, 7d or 2w");
        assert_eq!(refused::<Length>("24"), "\"24\" is no span: expected one such as 45m, 24h, 7d or 2w");
        assert!(refused::<TimeFormat>("%Q").starts_with("\"%Q\" is no format of times"));
    }
}
