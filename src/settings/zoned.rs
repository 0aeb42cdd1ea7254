//! Zones by their names, and local times as instants, where clocks are put forward and back.
//!
//! Not responsible for reading times from text.

use anyhow::{Result, anyhow};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::{GapInfo, TZ_VARIANTS, Tz};

use crate::suggest;

/// The zone of a name, whatever its case.
pub fn zone(name: &str) -> Result<Tz> {
    let found = TZ_VARIANTS.iter().copied().find(|zone| zone.name().eq_ignore_ascii_case(name));
    let names = TZ_VARIANTS.iter().map(|zone| zone.name());
    let otherwise = "expected an IANA name such as Europe/Berlin or UTC";
    found.ok_or_else(|| anyhow!(suggest::unknown("time zone", name, names, otherwise)))
}

/// The first instant of a day, milliseconds.
pub fn midnight(zone: Tz, day: NaiveDate) -> i64 {
    instant(zone, day.and_time(NaiveTime::MIN))
}

/// The instant at which a clock first shows a local time, milliseconds: the earlier one where clocks were put back over
/// it, the first one after where they were put forward over it.
pub fn instant(zone: Tz, local: NaiveDateTime) -> i64 {
    let known = zone.from_local_datetime(&local).earliest();
    known.map_or_else(|| after_gap(zone, local), |time| time.timestamp_millis())
}

/// The instant after a clock last showed a time before a local time, milliseconds: the later one where clocks were put
/// back over it. An hour that is repeated right at this time is after it.
pub fn end(zone: Tz, local: NaiveDateTime) -> i64 {
    let last = local - TimeDelta::milliseconds(1);
    let known = zone.from_local_datetime(&last).latest();
    known.map_or_else(|| after_gap(zone, last), |time| time.timestamp_millis() + 1)
}

/// The first instant after the gap in which a local time lies.
fn after_gap(zone: Tz, local: NaiveDateTime) -> i64 {
    let end = GapInfo::new(&local, &zone).and_then(|gap| gap.end);
    end.map_or_else(|| local.and_utc().timestamp_millis(), |time| time.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn shown(millis: i64) -> String {
        chrono::DateTime::from_timestamp_millis(millis).unwrap().to_rfc3339()
    }

    #[test]
    fn an_hour_that_is_skipped_begins_and_ends_with_the_instant_after() {
        for time in ["2026-03-29T02:00:00", "2026-03-29T02:30:00"] {
            assert_eq!(shown(instant(Tz::Europe__Berlin, local(time))), "2026-03-29T01:00:00+00:00");
            assert_eq!(shown(end(Tz::Europe__Berlin, local(time))), "2026-03-29T01:00:00+00:00");
        }
    }

    #[test]
    fn an_hour_that_is_repeated_begins_the_first_time_and_ends_the_second() {
        let zone = Tz::Europe__Berlin;
        assert_eq!(shown(instant(zone, local("2026-10-25T02:30:00"))), "2026-10-25T00:30:00+00:00");
        assert_eq!(shown(end(zone, local("2026-10-25T02:30:00"))), "2026-10-25T01:30:00+00:00");
        // Whoever closes at two has closed when the clock first shows it.
        assert_eq!(shown(end(zone, local("2026-10-25T02:00:00"))), "2026-10-25T00:00:00+00:00");
        assert_eq!(shown(end(zone, local("2026-10-25T03:00:00"))), "2026-10-25T02:00:00+00:00");
    }

    #[test]
    fn a_day_ends_once_where_its_last_hour_or_the_first_of_the_next_is_repeated() {
        assert_eq!(shown(end(Tz::America__Sao_Paulo, local("2015-02-22T00:00:00"))), "2015-02-22T03:00:00+00:00");
        assert_eq!(shown(end(Tz::America__Havana, local("2026-11-01T00:00:00"))), "2026-11-01T04:00:00+00:00");
        assert_eq!(
            shown(midnight(Tz::America__Havana, local("2026-11-01T00:00:00").date())),
            "2026-11-01T04:00:00+00:00"
        );
    }
}
