//! Which texts are times and nulls, and which are not.

use super::*;

const STRICT: TimeRules = TimeRules { input_tz: None, naive_utc: false, date_order: None };
const UTC: TimeRules = TimeRules { naive_utc: true, ..STRICT };

fn berlin() -> TimeRules {
    TimeRules { input_tz: Some(chrono_tz::Europe::Berlin), ..STRICT }
}

#[track_caller]
fn reads(text: &str, rules: &TimeRules, expected: &str) {
    let expected = chrono::DateTime::parse_from_rfc3339(expected).unwrap().timestamp_millis();
    assert_eq!(time(text, rules), Ok(Some(expected)), "{text}");
}

#[test]
fn times_with_a_zone_need_no_rules() {
    for (text, expected) in [
        ("2026-10-31T22:59:12Z", "2026-10-31T22:59:12Z"),
        ("2026-10-31t22:59:12z", "2026-10-31T22:59:12Z"),
        ("2026-10-31 22:59:12Z", "2026-10-31T22:59:12Z"),
        ("2026-10-31T22:59:12.5Z", "2026-10-31T22:59:12.500Z"),
        ("2026-10-31T22:59:12,123456789Z", "2026-10-31T22:59:12.123Z"),
        ("2026-10-31T22:59:12+02:00", "2026-10-31T20:59:12Z"),
        ("2026-10-31T22:59:12.250-0330", "2026-11-01T02:29:12.250Z"),
        ("2026-10-31T22:59:12+02", "2026-10-31T20:59:12Z"),
        ("2026-05-01 10:00:00 +0200", "2026-05-01T08:00:00Z"),
        ("2026-05-01 10:00:00 UTC", "2026-05-01T10:00:00Z"),
        ("2026-05-01T10:00Z", "2026-05-01T10:00:00Z"),
        ("2026-05-01T10:00+02:00", "2026-05-01T08:00:00Z"),
        (" 2026-10-31T22:59:12Z ", "2026-10-31T22:59:12Z"),
        ("'2026-10-31T22:59:12Z", "2026-10-31T22:59:12Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("2000-02-29T23:59:59Z", "2000-02-29T23:59:59Z"),
        ("Tue, 31 Oct 2017 22:10:47 +0000", "2017-10-31T22:10:47Z"),
        ("31 Oct 2017 22:10:47 GMT", "2017-10-31T22:10:47Z"),
        ("Tue Oct 31 22:10:47 +0000 2017", "2017-10-31T22:10:47Z"),
        ("Tue Oct 31 2017 22:10:47 GMT-0700", "2017-11-01T05:10:47Z"),
        ("Oct 31 2017 22:10:47 UTC+01:00", "2017-10-31T21:10:47Z"),
        ("Tue Oct 31 2017 22:10:47 GMT+0100 (Central European Standard Time)", "2017-10-31T21:10:47Z"),
        ("Tue, 31 Oct 2017 22:10:47 -0700", "2017-11-01T05:10:47Z"),
    ] {
        reads(text, &STRICT, expected);
    }
}

#[test]
fn epoch_numbers_tell_their_unit_by_their_size() {
    for (text, expected) in [
        ("1700000000", "2023-11-14T22:13:20Z"),
        ("1700000000.25", "2023-11-14T22:13:20.250Z"),
        ("1700000000123", "2023-11-14T22:13:20.123Z"),
        ("1700000000123.0", "2023-11-14T22:13:20.123Z"),
        ("1700000000123456", "2023-11-14T22:13:20.123Z"),
        ("1700000000123456789", "2023-11-14T22:13:20.123Z"),
    ] {
        reads(text, &STRICT, expected);
    }
    assert_eq!(epoch(1_700_000_000), 1_700_000_000_000);
    assert_eq!(epoch(1_700_000_000_123_456_789), 1_700_000_000_123);
}

#[test]
fn times_without_a_zone_are_read_where_a_rule_names_one() {
    for (text, expected) in [
        ("2026-05-01T10:00:00", "2026-05-01T10:00:00Z"),
        ("2026-05-01 10:00", "2026-05-01T10:00:00Z"),
        ("2026-05-01", "2026-05-01T00:00:00Z"),
        ("2026/05/01", "2026-05-01T00:00:00Z"),
        ("20260501", "2026-05-01T00:00:00Z"),
        ("Nov 25, 2022", "2022-11-25T00:00:00Z"),
        ("April 17, 2025", "2025-04-17T00:00:00Z"),
        ("Nov 25, 2022, 3:04 PM", "2022-11-25T15:04:00Z"),
        ("31.12.2026 18:05", "2026-12-31T18:05:00Z"),
        ("31.12.2026 18:05:59", "2026-12-31T18:05:59Z"),
        ("29/2/2016 01:16", "2016-02-29T01:16:00Z"),
        ("12/31/2026, 3:04:05\u{202F}PM", "2026-12-31T15:04:05Z"),
        ("12/31/2026 12:00 AM", "2026-12-31T00:00:00Z"),
        ("12/31/2026 12:30pm", "2026-12-31T12:30:00Z"),
        ("31/12/2026 3:04 p. m.", "2026-12-31T15:04:00Z"),
        ("31-12-2026 03:04 a.m.", "2026-12-31T03:04:00Z"),
        ("5/5/2026", "2026-05-05T00:00:00Z"),
    ] {
        reads(text, &UTC, expected);
        assert_eq!(time(text, &STRICT), Err(TimeProblem::NeedsZone), "{text}");
    }
    reads("2026-05-01 10:00:00", &berlin(), "2026-05-01T08:00:00Z");
    reads("2026-01-01 10:00:00Z", &berlin(), "2026-01-01T10:00:00Z");
}

#[test]
fn a_time_that_a_clock_change_skipped_moves_forward_and_of_two_the_earlier_is_meant() {
    reads("2026-03-29 02:30:00", &berlin(), "2026-03-29T01:30:00Z");
    reads("2026-03-29 01:59:59", &berlin(), "2026-03-29T00:59:59Z");
    reads("2026-10-25 02:30:00", &berlin(), "2026-10-25T00:30:00Z");
    let apia = TimeRules { input_tz: Some(chrono_tz::Pacific::Apia), ..STRICT };
    reads("2011-12-30 12:00:00", &apia, "2011-12-30T22:00:00Z");
}

#[test]
fn dates_that_could_be_read_two_ways_need_an_order_and_a_number_above_twelve_proves_it() {
    let ordered = |date_order| TimeRules { date_order: Some(date_order), ..UTC };
    for text in ["5/6/2026", "05.06.2026 10:00", "05-06-2026"] {
        assert_eq!(time(text, &UTC), Err(TimeProblem::Ambiguous), "{text}");
        assert_eq!(time(text, &ordered(DateOrder::YearMonthDay)), Err(TimeProblem::Ambiguous), "{text}");
    }
    reads("5/6/2026", &ordered(DateOrder::DayMonthYear), "2026-06-05T00:00:00Z");
    reads("5/6/2026", &ordered(DateOrder::MonthDayYear), "2026-05-06T00:00:00Z");
    reads("13/6/2026", &ordered(DateOrder::MonthDayYear), "2026-06-13T00:00:00Z");
    reads("6/13/2026", &UTC, "2026-06-13T00:00:00Z");
}

#[test]
fn a_time_that_was_never_set_is_no_time() {
    for text in
        ["", " ", "null", "0", "0000-00-00 00:00:00", "1970-01-01", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"]
    {
        assert_eq!(time(text, &STRICT), Ok(None), "{text:?}");
    }
}

#[test]
fn everything_else_is_not_a_time() {
    for text in [
        "yesterday",
        "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2026-04-31",
        "2026-00-10",
        "2026-01-01T24:00:00Z",
        "2026-01-01T10:60:00Z",
        "2026-01-01T10:00:60Z",
        "2026-01-01T10:00:00+25:00",
        "2026-01-01T10:00:00.Z",
        "2026-01-01T10:00:00X",
        "2026-1O-01T10:00:00Z",
        "1955-01-01T10:00:00Z",
        "1.76E+12",
        "123456789",
        "99999999999999999999",
        "Mon, 31 Oct 2017 22:10:47 +0000",
        "Oct 2017",
        "31.31.2026",
        "1/2/26",
        "12/31/2026 13:00 PM",
        "12/31/2026 0:10 AM",
        "10:00",
        "2026-01-01 10:00 10:00",
        "PM",
        "2026-01-01 EST",
        "20261301",
        "1:2:3:4",
        "2026-01-01T10:0é:00Z",
        "é",
        "1é/2/2026",
        "-1700000000",
        "12/31/2026 1:00.5:1",
    ] {
        assert_eq!(time(text, &UTC), Err(TimeProblem::NotATime), "{text}");
    }
}

#[test]
fn the_hand_written_reader_agrees_with_the_calendar_on_every_day() {
    let day = chrono::NaiveDate::from_ymd_opt(1970, 1, 2).unwrap();
    for date in day.iter_days().take(366 * 140) {
        let text = format!("{}T00:00:01Z", date.format("%Y-%m-%d"));
        let expected = date.and_hms_opt(0, 0, 1).unwrap().and_utc().timestamp_millis();
        assert_eq!(time(&text, &STRICT), Ok(Some(expected)), "{text}");
    }
}

#[test]
fn every_known_spelling_of_nothing_is_nothing() {
    for text in [
        "",
        "  ",
        "null",
        "NULL",
        "None",
        "nil",
        "NaN",
        "N/A",
        "n/a",
        "#N/A",
        "-",
        "--",
        "—",
        "–",
        "?",
        "undefined",
        "(not set)",
        "\\N",
        "0000-00-00 00:00:00",
        "1970-01-01",
        " null ",
    ] {
        assert!(is_null(text), "{text:?}");
    }
}

#[test]
fn words_that_only_resemble_nothing_are_values() {
    for text in ["0", "no", "NA", "nobody", "-1", "nullable", "1970-01-02", "?!", "“", "é"] {
        assert!(!is_null(text), "{text:?}");
    }
}

#[test]
fn a_spreadsheets_day_numbers_of_this_century_are_local_times() {
    reads("45474.5", &UTC, "2024-07-01T12:00:00Z");
    reads("46326", &UTC, "2026-10-31T00:00:00Z");
    assert_eq!(time("45474.5", &STRICT), Err(TimeProblem::NeedsZone));
    for text in ["20001", "99999", "45474.5.1", "4547"] {
        assert_eq!(time(text, &UTC), Err(TimeProblem::NotATime), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn a_usual_time_with_one_letter_changed_is_what_chrono_says(place in 0_usize..19, letter in "[0-9:.;/TZ+-]") {
        // What may stand for the `T` is known elsewhere.
        let place = if place < 10 { place } else { place + 1 };
        let mut text = "2026-10-31T22:59:12Z".to_owned();
        text.replace_range(place..=place, &letter);
        let expected = chrono::DateTime::parse_from_rfc3339(&text).ok().map(|time| time.timestamp_millis());
        let read = time(&text, &STRICT).ok().flatten();
        proptest::prop_assert_eq!(read, expected.filter(|&time| time > 0), "{}", text);
    }
}
