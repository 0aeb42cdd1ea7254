//! Periods: what `--since`, `--until`, `--last` and `--as-of` mean.
//!
//! A period holds its beginning and ends before its end. A bare date as its end means the end of that day; a date-time
//! as its end is the first instant after the period. Spans reach back from the instant after the latest data, which is
//! known only after reading. Not responsible for groups by the calendar.

use anyhow::{Context, Result, bail, ensure};
use chrono::{DateTime, TimeDelta};
use chrono_tz::Tz;

use super::moment::{Moment, midnight};
use crate::settings::Span;
use crate::units::span;

/// A bound of a period, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A point in time.
    At(i64),
    /// A span before the instant after as_of, once that is known.
    Ago(Span),
}

impl Bound {
    /// Reads the first instant of a period.
    pub fn beginning(text: &str, zone: Tz) -> Result<Bound> {
        Ok(match Moment::parse(text, zone)? {
            Moment::Day(day) => Bound::At(midnight(zone, day)),
            Moment::Instant(time) => Bound::At(time),
            Moment::Ago(span) => Bound::Ago(span),
        })
    }

    /// Reads the first instant after a period: of a bare date the end of that day.
    pub fn end(text: &str, zone: Tz) -> Result<Bound> {
        Ok(match Moment::parse(text, zone)? {
            Moment::Day(day) => Bound::At(midnight(zone, day + TimeDelta::days(1))),
            Moment::Instant(time) => Bound::At(time),
            Moment::Ago(span) => Bound::Ago(span),
        })
    }

    fn resolve(self, as_of: Option<i64>) -> Option<i64> {
        match self {
            Bound::At(time) => Some(time),
            Bound::Ago(span) => as_of.map(|as_of| as_of + 1 - span),
        }
    }
}

/// A period of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First instant; none = from the beginning.
    pub since: Option<Bound>,
    /// First instant after the end; none = to the end.
    pub until: Option<Bound>,
}

/// A period as written on the command line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written<'a> {
    /// `--since`
    pub since: Option<&'a str>,
    /// `--until`
    pub until: Option<&'a str>,
    /// `--last`
    pub last: Option<&'a str>,
}

impl Period {
    /// Between two points in time, the second one exclusive.
    pub fn between(since: Option<i64>, until: Option<i64>) -> Period {
        Period { since: since.map(Bound::At), until: until.map(Bound::At) }
    }

    /// Reads a period in a zone; `as_of` where it is known before reading the data.
    pub fn parse(written: Written, zone: Tz, as_of: Option<i64>) -> Result<Period> {
        if let Some(last) = written.last {
            ensure!(written.since.is_none() && written.until.is_none(), "--last goes without --since and --until");
            let span = span(last).context("--last")?;
            let Some(span) = span else { bail!("--last: \"{last}\" is no span: expected one such as 12h, 30d or 2w") };
            return Ok(Period { since: Some(Bound::Ago(span)), until: Some(Bound::Ago(0)) });
        }
        let period = Period {
            since: written.since.map(|text| Bound::beginning(text, zone)).transpose().context("--since")?,
            until: written.until.map(|text| Bound::end(text, zone)).transpose().context("--until")?,
        };
        let (since, until) = (written.since.unwrap_or_default(), written.until.unwrap_or_default());
        ensure!(
            period.may_hold_something(as_of),
            "the period is empty: --since {since} is not before the end of --until {until}"
        );
        Ok(period)
    }

    /// Whether it begins before it ends, as far as that can be told; `as_of` where it is known.
    pub(super) fn may_hold_something(&self, as_of: Option<i64>) -> bool {
        // Two spans can be compared whatever the latest data are.
        let (begin, end) = match (self.since, self.until) {
            (Some(Bound::Ago(_)), Some(Bound::Ago(_))) => self.bounds(as_of.or(Some(0))),
            _ => self.bounds(as_of),
        };
        begin.zip(end).is_none_or(|(begin, end)| begin < end)
    }

    /// The bounds once as_of is known: first instant and first instant after the end.
    pub fn bounds(&self, as_of: Option<i64>) -> (Option<i64>, Option<i64>) {
        let resolve = |bound: Option<Bound>| bound.and_then(|bound| bound.resolve(as_of));
        (resolve(self.since), resolve(self.until))
    }
}

/// Reads the moment of looking; of a bare date the last millisecond. What happened then is still seen.
pub fn as_of(text: &str, zone: Tz) -> Result<i64> {
    match Moment::parse(text, zone)? {
        Moment::Day(day) => Ok(midnight(zone, day + TimeDelta::days(1)) - 1),
        Moment::Instant(time) => Ok(time),
        Moment::Ago(_) => bail!("\"{text}\" is a span: expected a date or a date-time"),
    }
}

/// An instant as reports write it: RFC 3339 in a zone.
pub fn written(time: i64, zone: Tz) -> Option<String> {
    use chrono::SecondsFormat::AutoSi;
    Some(DateTime::from_timestamp_millis(time)?.with_timezone(&zone).to_rfc3339_opts(AutoSi, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(since: &str, until: &str, last: &str, zone: Tz) -> Result<Period> {
        let written = Written { since: given(since), until: given(until), last: given(last) };
        Period::parse(written, zone, None)
    }

    fn given(text: &str) -> Option<&str> {
        (!text.is_empty()).then_some(text)
    }

    fn shown(since: &str, until: &str, zone: Tz) -> String {
        let (begin, end) = parse(since, until, "", zone).unwrap().bounds(None);
        let text = |time: Option<i64>| time.and_then(|time| written(time, zone)).unwrap_or_else(|| "…".to_owned());
        format!("{} .. {}", text(begin), text(end))
    }

    #[test]
    fn a_bare_date_as_until_means_the_end_of_that_day() {
        assert_eq!(
            shown("2026-10-01", "2026-10-31", Tz::Europe__Berlin),
            "2026-10-01T00:00:00+02:00 .. 2026-11-01T00:00:00+01:00"
        );
        assert_eq!(shown("2026-10-31", "2026-10-31", Tz::UTC), "2026-10-31T00:00:00Z .. 2026-11-01T00:00:00Z");
        assert_eq!(shown("", "2018-11-03", Tz::America__Sao_Paulo), "… .. 2018-11-04T01:00:00-02:00");
    }

    #[test]
    fn a_date_time_as_until_is_the_first_instant_after_the_period() {
        assert_eq!(
            shown("2026-10-01 08:00", "2026-10-01T18:00Z", Tz::UTC),
            "2026-10-01T08:00:00Z .. 2026-10-01T18:00:00Z"
        );
    }

    #[test]
    fn spans_reach_back_from_the_instant_after_the_latest_data() {
        let day = 86_400_000;
        let last = parse("", "", "30d", Tz::UTC).unwrap();
        assert_eq!(last.bounds(Some(99 * day)), (Some(69 * day + 1), Some(99 * day + 1)));
        assert_eq!(last.bounds(None), (None, None));
        let week_before = parse("2w", "1w", "", Tz::UTC).unwrap();
        assert_eq!(week_before.bounds(Some(99 * day)), (Some(85 * day + 1), Some(92 * day + 1)));
    }

    #[test]
    fn the_moment_of_looking_may_be_a_day_and_then_is_its_end() {
        assert_eq!(as_of("2026-10-31", Tz::UTC).unwrap() + 1, as_of("2026-11-01T00:00Z", Tz::UTC).unwrap());
        assert_eq!(as_of("30d", Tz::UTC).unwrap_err().to_string(), "\"30d\" is a span: expected a date or a date-time");
    }

    #[test]
    fn a_broken_period_is_said_in_one_sentence() {
        for ((since, until, last), said) in [
            (
                ("2026-10-31", "2026-10-01", ""),
                "the period is empty: --since 2026-10-31 is not before the end of --until 2026-10-01",
            ),
            (
                ("2026-10-31T10:00", "2026-10-31T10:00", ""),
                "the period is empty: --since 2026-10-31T10:00 is not before the end of --until 2026-10-31T10:00",
            ),
            (("1d", "30d", ""), "the period is empty: --since 1d is not before the end of --until 30d"),
            (("2026-02-30", "", ""), "--since: \"2026-02-30\" is no day of the calendar"),
            (("", "3y", ""), "--until: \"3y\" is no span: \"y\" is not one of s, m, h, d and w"),
            (("", "", "month"), "--last: \"month\" is no span: expected one such as 12h, 30d or 2w"),
            (("", "", "0d"), "--last: \"0d\" is no span: expected one longer than zero"),
            (("2026-10-31", "", "30d"), "--last goes without --since and --until"),
        ] {
            assert_eq!(format!("{:#}", parse(since, until, last, Tz::UTC).unwrap_err()), said);
        }
    }

    #[test]
    fn with_a_known_moment_of_looking_a_span_is_compared_with_a_date() {
        let written = Written { since: Some("1d"), until: Some("2026-10-01"), last: None };
        let as_of = as_of("2026-10-31", Tz::UTC).unwrap();
        assert!(Period::parse(written, Tz::UTC, Some(as_of)).is_err());
        assert!(Period::parse(written, Tz::UTC, None).is_ok());
    }
}
