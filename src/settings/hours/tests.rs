//! Cases of peers' test suites, by their ids, and a slow way of counting that the fast one must agree with.

mod slowly;

use super::*;

const HOUR: i64 = 3_600;

fn shifts(text: &str) -> Vec<Shift> {
    let minute = |clock: &str| {
        let (hours, minutes) = clock.split_once(':').unwrap();
        hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap()
    };
    let shift = |text: &str| {
        let (from, to) = text.split_once('-').unwrap();
        Shift { from: minute(from), to: minute(to) }
    };
    text.split_whitespace().map(shift).collect()
}

/// The same shifts on some weekdays, counted from Monday.
fn week(zone: Tz, days: std::ops::Range<usize>, text: &str) -> Schedule {
    let mut schedule = Schedule { zone, ..Schedule::default() };
    schedule.week[days].fill(shifts(text));
    schedule
}

fn office() -> Schedule {
    week(Tz::UTC, 0..5, "09:00-17:00")
}

fn always(zone: Tz) -> Schedule {
    week(zone, 0..7, "00:00-24:00")
}

fn millis(text: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}

/// The open seconds of a span.
fn open(schedule: Schedule, from: &str, to: &str) -> i64 {
    let span = Hours::new(schedule).span(millis(from), millis(to));
    assert_eq!(span % 1_000, 0);
    span / 1_000
}

#[test]
fn office_hours_bh_01_to_08() {
    for (from, to, seconds) in [
        ("2022-03-20T00:00:00Z", "2022-03-26T23:59:00Z", 144_000),
        ("2022-03-20T12:00:00Z", "2022-03-21T14:00:00Z", 18_000),
        ("2014-04-07T08:00:00Z", "2014-04-07T08:00:00Z", 0),
        ("2014-04-11T20:00:00Z", "2014-04-14T05:00:00Z", 0),
        ("2014-04-13T09:10:24.010Z", "2014-04-14T09:10:24.020Z", 624),
        ("2014-04-07T10:00:00Z", "2014-04-07T15:00:00Z", 18_000),
        ("2014-04-07T15:00:00Z", "2014-04-07T10:00:00Z", -18_000),
        ("2014-04-07T07:00:00Z", "2014-04-07T20:00:00Z", 28_800),
    ] {
        assert_eq!(open(office(), from, to), seconds, "{from} to {to}");
    }
}

#[test]
fn both_ends_are_truncated_to_seconds() {
    assert_eq!(open(office(), "2014-04-07T09:00:00.999Z", "2014-04-07T09:00:02.001Z"), 2);
    assert_eq!(open(office(), "2014-04-07T16:59:59.999Z", "2014-04-07T17:00:00.000Z"), 1);
}

#[test]
fn split_shifts_bh_10_and_11() {
    let monday = week(Tz::UTC, 0..1, "07:00-12:00 13:00-18:00");
    assert_eq!(open(monday.clone(), "2014-04-07T11:59:00Z", "2014-04-07T13:01:00Z"), 120);
    assert_eq!(open(monday, "2014-04-07T11:00:00Z", "2014-04-14T13:00:00Z"), 39_600);
}

#[test]
fn offsets_of_the_input_do_not_matter_bh_12() {
    assert_eq!(open(office(), "2014-04-07T01:00:00-09:00", "2014-04-07T15:00:00-04:00"), 7 * HOUR);
}

#[test]
fn a_shift_after_clocks_are_put_forward_bh_13() {
    let sunday = week(Tz::Europe__Paris, 6..7, "08:00-21:00");
    assert_eq!(open(sunday, "2020-03-29T01:00:00Z", "2020-03-30T00:00:00Z"), 13 * HOUR);
}

#[test]
fn a_day_of_25_hours_has_25_bh_15() {
    let sunday = week(Tz::Europe__Paris, 6..7, "00:00-24:00");
    assert_eq!(open(sunday, "2020-10-24T22:00:00Z", "2020-10-25T23:00:00Z"), 90_000);
}

#[test]
fn special_days_replace_the_week_bh_17_to_22_and_win_over_holidays() {
    let day = "2014-04-07".parse().unwrap();
    let mut schedule = week(Tz::UTC, 0..2, "08:00-18:00");
    schedule.holidays = [day, "2014-04-08".parse().unwrap()].into();
    schedule.special = [(day, shifts("10:00-12:00 14:00-17:00"))].into();
    for (from, to, seconds) in [("08", "09", 0), ("09", "12", 7_200), ("12", "18", 10_800)] {
        let at = |hour: &str| format!("2014-04-07T{hour}:00:00Z");
        assert_eq!(open(schedule.clone(), &at(from), &at(to)), seconds, "{from} to {to}");
    }
    assert_eq!(open(schedule, "2014-04-08T00:00:00Z", "2014-04-09T00:00:00Z"), 0);
}

#[test]
fn an_answer_on_the_next_morning_bh_27() {
    let days = week(Tz::UTC, 0..2, "08:00-20:00");
    assert_eq!(open(days, "2014-05-12T20:50:00Z", "2014-05-13T08:10:00Z"), 600);
}

#[test]
fn around_the_clock_elapsed_time_counts_bh_30_and_38() {
    let (from, to) = ("2015-02-17T12:00:00+01:00", "2015-05-18T12:00:00+02:00");
    assert_eq!(open(always(Tz::Europe__Berlin), from, to), 7_772_400);
    let (from, to) = ("2015-02-17T12:00:00Z", "2015-05-18T12:00:00Z");
    assert_eq!(open(always(Tz::UTC), from, to), 7_776_000);
    let (from, to) = ("2015-02-21T22:00:00-02:00", "2015-02-22T02:00:00-03:00");
    assert_eq!(open(always(Tz::America__Sao_Paulo), from, to), 5 * HOUR);
}

#[test]
fn days_around_a_repeated_midnight_add_up() {
    // Clocks go from one back to midnight: Saturday has 24 hours, Sunday 25, together 49.
    let (from, to) = ("2026-10-30T00:00:00Z", "2026-11-03T00:00:00Z");
    let zone = Tz::America__Havana;
    assert_eq!(open(week(zone, 5..6, "00:00-24:00"), from, to), 24 * HOUR);
    assert_eq!(open(week(zone, 6..7, "00:00-24:00"), from, to), 25 * HOUR);
    assert_eq!(open(week(zone, 5..7, "00:00-24:00"), from, to), 49 * HOUR);
}

#[test]
fn overlapping_shifts_count_once_and_a_skipped_day_not_at_all() {
    let (from, to) = ("2014-04-07T00:00:00Z", "2014-04-08T00:00:00Z");
    assert_eq!(open(week(Tz::UTC, 0..1, "10:00-14:00 08:00-12:00 09:00-10:00"), from, to), 6 * HOUR);
    // Samoa went from Thursday to Saturday.
    let friday = week(Tz::Pacific__Apia, 4..5, "09:00-17:00");
    assert_eq!(open(friday, "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z"), 0);
}

#[test]
fn years_outside_the_usual_ones_are_counted_too() {
    assert_eq!(open(always(Tz::UTC), "1969-12-31T00:00:00Z", "1970-01-02T00:00:00Z"), 48 * HOUR);
    assert_eq!(open(always(Tz::UTC), "1999-12-31T00:00:00Z", "2000-01-02T00:00:00Z"), 48 * HOUR);
    assert_eq!(open(office(), "2099-12-28T00:00:00Z", "2100-01-04T00:00:00Z"), 40 * HOUR);
    assert_eq!(Hours::new(office()).span(i64::MIN, i64::MIN + 1), 0);
}

#[test]
fn without_a_shift_nothing_is_open_and_equality_asks_for_the_schedule_only() {
    let hours = Hours::new(office());
    assert_eq!(Hours::default().span(0, 1_000_000_000_000), 0);
    assert_eq!(hours.span(1_400_000_000_000, 1_400_604_800_000), 40 * HOUR * 1_000);
    assert_eq!(hours, Hours::new(office()));
}
