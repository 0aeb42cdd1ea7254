//! The period that a report's period is compared with: the one before, the same a year before, or any other
//! (`--compare`).
//!
//! Calendar-aware, in the report's zone. Not responsible for comparing figures (`analysis`).

use anyhow::{Context, Result, bail, ensure};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use super::moment::{instant, midnight};
use super::period::{Bound, Period};

/// Which period a report's period is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// The one that ends where the report's begins: of whole months as many months, of whole days as many days, else
    /// as much time.
    Previous,
    /// The same a year before; February 29 becomes February 28.
    YearBefore,
    /// Another one.
    Between(Period),
}

const EXPECTED: &str = "expected previous, year, or a period such as 2026-09-01..2026-09-30";

impl Compare {
    /// Reads what to compare this period with: `previous`, `year` or `FROM..UNTIL`, where a bare date as UNTIL means
    /// the end of that day, in this zone.
    pub fn parse(text: &str, period: &Period, zone: Tz) -> Result<Compare> {
        let compare = Compare::read(text, zone).context("--compare")?;
        compare.accepts(period)?;
        Ok(compare)
    }

    fn read(text: &str, zone: Tz) -> Result<Compare> {
        match text {
            "previous" => return Ok(Compare::Previous),
            "year" => return Ok(Compare::YearBefore),
            _ => {}
        }
        let bounds = text.split_once("..").filter(|(since, until)| !since.is_empty() && !until.is_empty());
        let Some((since, until)) = bounds else { bail!("found \"{text}\", {EXPECTED}") };
        let period = Period { since: Some(Bound::beginning(since, zone)?), until: Some(Bound::end(until, zone)?) };
        ensure!(period.may_hold_something(None), "the period is empty: {since} is not before the end of {until}");
        Ok(Compare::Between(period))
    }

    /// Refuses what cannot be found for a period without a beginning or an end.
    fn accepts(&self, period: &Period) -> Result<()> {
        self.ensure_found(period, "--compare")
    }

    /// The same; `asked` is by what it was asked for.
    pub fn ensure_found(&self, period: &Period, asked: &str) -> Result<()> {
        let name = match self {
            Compare::Previous => "previous",
            Compare::YearBefore => "year",
            Compare::Between(_) => return Ok(()),
        };
        let missing = match (period.since, period.until) {
            (Some(_), Some(_)) => return Ok(()),
            (None, Some(_)) => "--since",
            (Some(_), None) => "--until",
            (None, None) => "--since and --until",
        };
        bail!("{asked} {name} needs a period with both ends: add {missing}, or ask for one such as --last 30d")
    }

    /// The bounds of the other period, first instant and first instant after it, for a report on `since` to `until`.
    ///
    /// `as_of` is the latest time of the data, where spans end.
    pub fn bounds(&self, since: Option<i64>, until: Option<i64>, as_of: Option<i64>, zone: Tz) -> Result<(i64, i64)> {
        if let Compare::Between(period) = self {
            return match period.bounds(as_of) {
                (Some(since), Some(until)) if since < until => Ok((since, until)),
                (Some(_), Some(_)) => bail!("--compare: the period is empty"),
                _ => bail!("--compare: a span needs data with a latest time"),
            };
        }
        let (Some(since), Some(until)) = (since, until) else { bail!("--compare needs a period with both ends") };
        let span = Local { zone, since: local(zone, since)?, until: local(zone, until)? };
        let shifted = match self {
            Compare::YearBefore => span.year_before(since, until),
            _ => span.before(since, until),
        };
        shifted.context("--compare: the other period lies before all calendars")
    }
}

/// A period by the clocks of a zone.
struct Local {
    zone: Tz,
    since: NaiveDateTime,
    until: NaiveDateTime,
}

const YEAR: Months = Months::new(12);

impl Local {
    fn before(&self, since: i64, until: i64) -> Option<(i64, i64)> {
        let begin = match (self.months(), self.days()) {
            (Some(months), _) => midnight(self.zone, self.since.date().checked_sub_months(Months::new(months))?),
            (None, Some(days)) => midnight(self.zone, self.since.date().checked_sub_days(Days::new(days))?),
            (None, None) => since.checked_sub(until - since)?,
        };
        Some((begin, since))
    }

    fn year_before(&self, since: i64, until: i64) -> Option<(i64, i64)> {
        let begin = instant(self.zone, self.since.checked_sub_months(YEAR)?);
        let end = match (self.months(), self.days()) {
            (None, Some(_)) => {
                // The last day moves, not the one after: the end of February 28 stays that.
                let last = self.until.date().pred_opt()?.checked_sub_months(YEAR)?;
                midnight(self.zone, last.succ_opt()?)
            }
            _ => instant(self.zone, self.until.checked_sub_months(YEAR)?),
        };
        // Hours of February 29 end before they begin where both fall on the 28th.
        Some((begin, if begin < end { end } else { begin.checked_add(until - since)? }))
    }

    /// How many whole calendar days it has, if nothing else.
    fn days(&self) -> Option<u64> {
        let whole = [self.since, self.until].iter().all(|bound| bound.time() == NaiveTime::MIN);
        let days = self.until.date().signed_duration_since(self.since.date()).num_days();
        u64::try_from(days).ok().filter(|days| whole && *days > 0)
    }

    /// How many whole calendar months it has, if nothing else.
    fn months(&self) -> Option<u32> {
        let (first, last) = (self.since.date(), self.until.date());
        let number = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
        let whole = self.days().is_some() && first.day() == 1 && last.day() == 1;
        u32::try_from(number(last) - number(first)).ok().filter(|months| whole && *months > 0)
    }
}

/// An instant by the clocks of a zone. A day whose midnight clocks jump over begins at midnight all the same.
fn local(zone: Tz, at: i64) -> Result<NaiveDateTime> {
    let time = DateTime::from_timestamp_millis(at).context("a bound of the period lies outside all calendars")?;
    let local = time.with_timezone(&zone).naive_local();
    let day = local.date();
    Ok(if midnight(zone, day) == at { day.and_time(NaiveTime::MIN) } else { local })
}

#[cfg(test)]
mod tests {
    use super::super::period::{Written, written};
    use super::*;

    /// The other period of one that is written as on the command line.
    fn other(compare: &str, since: &str, until: &str, zone: Tz) -> String {
        let period = Period::parse(Written { since: Some(since), until: Some(until), last: None }, zone, None).unwrap();
        let (since, until) = period.bounds(None);
        let compare = Compare::read(compare, zone).unwrap();
        let (since, until) = compare.bounds(since, until, None, zone).unwrap();
        let shown = |at| written(at, zone).unwrap().replace("T00:00:00", "");
        format!("{} .. {}", shown(since), shown(until)).replace('Z', "")
    }

    #[test]
    fn before_whole_months_stand_as_many_months() {
        let before = |since, until| other("previous", since, until, Tz::UTC);
        assert_eq!(before("2026-10-01", "2026-10-31"), "2026-09-01 .. 2026-10-01");
        assert_eq!(before("2026-03-01", "2026-03-31"), "2026-02-01 .. 2026-03-01");
        assert_eq!(before("2026-04-01", "2026-06-30"), "2026-01-01 .. 2026-04-01");
        assert_eq!(before("2026-01-01", "2026-12-31"), "2025-01-01 .. 2026-01-01");
        assert_eq!(before("2026-01-01", "2026-02-28"), "2025-11-01 .. 2026-01-01");
    }

    #[test]
    fn before_whole_days_stand_as_many_days_and_before_hours_as_many_hours() {
        let before = |since, until| other("previous", since, until, Tz::UTC);
        assert_eq!(before("2026-10-05", "2026-10-11"), "2026-09-28 .. 2026-10-05");
        assert_eq!(before("2026-10-01", "2026-10-30"), "2026-09-01 .. 2026-10-01");
        assert_eq!(before("2026-10-05T08:00", "2026-10-05T12:00"), "2026-10-05T04:00:00 .. 2026-10-05T08:00:00");
    }

    #[test]
    fn days_are_the_calendar_s_whatever_clocks_do() {
        let berlin = Tz::Europe__Berlin;
        // Clocks go back on October 25: the week has an hour more than the one before it.
        assert_eq!(other("previous", "2026-10-19", "2026-10-25", berlin), "2026-10-12+02:00 .. 2026-10-19+02:00");
        assert_eq!(other("previous", "2026-10-26", "2026-11-01", berlin), "2026-10-19+02:00 .. 2026-10-26+01:00");
        assert_eq!(other("previous", "2026-11-01", "2026-11-30", berlin), "2026-10-01+02:00 .. 2026-11-01+01:00");
        // There is no midnight on 2018-11-04.
        let before = other("previous", "2018-11-04", "2018-11-10", Tz::America__Sao_Paulo);
        assert_eq!(before, "2018-10-28-03:00 .. 2018-11-04T01:00:00-02:00");
    }

    #[test]
    fn a_year_before_are_the_same_days_of_the_calendar() {
        let before = |since, until| other("year", since, until, Tz::UTC);
        assert_eq!(before("2026-10-05", "2026-10-11"), "2025-10-05 .. 2025-10-12");
        assert_eq!(before("2028-02-29", "2028-02-29"), "2027-02-28 .. 2027-03-01");
        assert_eq!(before("2028-02-20", "2028-02-28"), "2027-02-20 .. 2027-03-01");
        assert_eq!(before("2028-02-01", "2028-02-29"), "2027-02-01 .. 2027-03-01");
        // A whole February has its leap day.
        assert_eq!(before("2029-02-01", "2029-02-28"), "2028-02-01 .. 2028-03-01");
        assert_eq!(before("2028-02-29T10:00", "2028-02-29T12:00"), "2027-02-28T10:00:00 .. 2027-02-28T12:00:00");
        assert_eq!(before("2028-02-28T12:00", "2028-02-29T11:00"), "2027-02-28T12:00:00 .. 2027-03-01T11:00:00");
    }

    #[test]
    fn another_period_is_as_written_and_a_bare_date_ends_with_its_day() {
        let between = other("2026-09-01..2026-09-30", "2026-10-01", "2026-10-05", Tz::UTC);
        assert_eq!(between, "2026-09-01 .. 2026-10-01");
        let spans = Compare::read("60d..30d", Tz::UTC).unwrap();
        let day = 86_400_000;
        assert_eq!(spans.bounds(None, None, Some(99 * day), Tz::UTC).unwrap(), (39 * day + 1, 69 * day + 1));
    }

    #[test]
    fn what_cannot_be_compared_with_is_said_in_one_sentence() {
        for (text, said) in [
            ("last", "found \"last\", expected previous, year, or a period such as 2026-09-01..2026-09-30"),
            (
                "2026-09-01..",
                "found \"2026-09-01..\", expected previous, year, or a period such as 2026-09-01..2026-09-30",
            ),
            ("2026-09-31..2026-10-01", "\"2026-09-31\" is no day of the calendar"),
            ("2026-09-02..2026-09-01", "the period is empty: 2026-09-02 is not before the end of 2026-09-01"),
            ("1d..2d", "the period is empty: 1d is not before the end of 2d"),
        ] {
            let error = Compare::parse(text, &Period::default(), Tz::UTC).unwrap_err();
            assert_eq!(format!("{error:#}"), format!("--compare: {said}"));
        }
    }

    #[test]
    fn a_period_without_an_end_has_none_before_it() {
        let open = Period::between(Some(0), None);
        let said = Compare::Previous.accepts(&open).unwrap_err().to_string();
        assert_eq!(
            said,
            "--compare previous needs a period with both ends: add --until, or ask for one such as --last 30d"
        );
        assert!(Compare::YearBefore.accepts(&Period::default()).is_err());
        assert!(Compare::Between(Period::between(Some(0), Some(1))).accepts(&open).is_ok());
        assert!(Compare::Previous.accepts(&Period::between(Some(0), Some(1))).is_ok());
    }
}
