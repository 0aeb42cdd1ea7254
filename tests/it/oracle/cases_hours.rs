//! cases.md section 1: opening hours; and section 6: targets.

use super::clock::{Clock, Hours};
use super::samples::*;
use super::settings::{Settings, Targets};
use super::*;
use chrono::NaiveDate;

const NINE_TO_FIVE: &[(u32, u32)] = &[(540, 1020)];
const ALL_DAY: &[(u32, u32)] = &[(0, 1440)];

/// Hours of these weekdays, Monday is 0.
fn hours(zone: &str, days: &[usize], shifts: &[(u32, u32)]) -> Hours {
    let week = std::array::from_fn(|day| if days.contains(&day) { shifts.to_vec() } else { vec![] });
    Hours { zone: zone.parse().unwrap(), week, holidays: vec![], special: vec![] }
}

fn seconds(hours: &Hours, from: &str, to: &str) -> i64 {
    let (from, to) = (at(from).unwrap(), at(to).unwrap());
    Clock::new(hours, from.min(to), from.max(to)).between(from, to) / SECOND
}

#[test]
fn bh_01_to_12_weeks_of_open_hours() {
    let week = hours("UTC", &[0, 1, 2, 3, 4], NINE_TO_FIVE);
    for (from, to, open) in [
        ("2022-03-20T00:00:00Z", "2022-03-26T23:59:00Z", 144_000),
        ("2022-03-20T12:00:00Z", "2022-03-21T14:00:00Z", 18_000),
        ("2014-04-07T08:00:00Z", "2014-04-07T08:00:00Z", 0),
        ("2014-04-11T20:00:00Z", "2014-04-14T05:00:00Z", 0),
        ("2014-04-13T09:10:24.010Z", "2014-04-14T09:10:24.020Z", 624),
        ("2014-04-07T10:00:00Z", "2014-04-07T15:00:00Z", 18_000),
        ("2014-04-07T07:00:00Z", "2014-04-07T20:00:00Z", 28_800),
        ("2014-04-07T01:00:00-09:00", "2014-04-07T15:00:00-04:00", 25_200),
    ] {
        assert_eq!(seconds(&week, from, to), open, "{from} to {to}");
    }
    let split = hours("UTC", &[0], &[(420, 720), (780, 1080)]);
    assert_eq!(seconds(&split, "2014-04-07T11:59:00Z", "2014-04-07T13:01:00Z"), 120);
    assert_eq!(seconds(&split, "2014-04-07T11:00:00Z", "2014-04-14T13:00:00Z"), 39_600);
}

#[test]
fn bh_13_15_30_38_daylight_saving_is_elapsed_time() {
    let every = [0, 1, 2, 3, 4, 5, 6];
    let paris = hours("Europe/Paris", &[6], &[(480, 1260)]);
    assert_eq!(seconds(&paris, "2020-03-29T01:00:00Z", "2020-03-30T00:00:00Z"), 46_800);
    let sunday = hours("Europe/Paris", &[6], ALL_DAY);
    assert_eq!(seconds(&sunday, "2020-10-24T22:00:00Z", "2020-10-25T23:00:00Z"), 90_000);
    let berlin = hours("Europe/Berlin", &every, ALL_DAY);
    assert_eq!(seconds(&berlin, "2015-02-17T12:00:00+01:00", "2015-05-18T12:00:00+02:00"), 7_772_400);
    let utc = hours("UTC", &every, ALL_DAY);
    assert_eq!(seconds(&utc, "2015-02-17T12:00:00Z", "2015-05-18T12:00:00Z"), 7_776_000);
    let sao_paulo = hours("America/Sao_Paulo", &every, ALL_DAY);
    assert_eq!(seconds(&sao_paulo, "2015-02-21T22:00:00-02:00", "2015-02-22T02:00:00-03:00"), 18_000);
}

#[test]
fn bh_17_to_27_special_days_replace_the_week_and_holidays() {
    let mut week = hours("UTC", &[0, 1], &[(480, 1080)]);
    let monday = NaiveDate::from_ymd_opt(2014, 4, 7).unwrap();
    week.special = vec![(monday, vec![(600, 720), (840, 1020)])];
    week.holidays = vec![monday, monday.succ_opt().unwrap()];
    for (from, to, open) in [("08", "09", 0), ("09", "12", 7200), ("12", "18", 10_800)] {
        let time = |hour: &str| format!("2014-04-07T{hour}:00:00Z");
        assert_eq!(seconds(&week, &time(from), &time(to)), open);
    }
    assert_eq!(seconds(&week, "2014-04-08T00:00:00Z", "2014-04-09T00:00:00Z"), 0);
    let long = hours("UTC", &[0, 1], &[(480, 1200)]);
    assert_eq!(seconds(&long, "2014-05-12T20:50:00Z", "2014-05-13T08:10:00Z"), 600);
}

#[test]
fn rs_01_the_business_clock_counts_in_resolution_and_response() {
    // Monday 09:00 UTC is the beginning of the samples.
    let mut data = with(in_conversation(vec![customer("1", 0), agent("2", 86_400)]));
    data.conversations = vec![ConversationRow { resolved_at: after(86_400 + 3600), ..conversation() }];
    let settings = Settings { hours: Some(hours("UTC", &[0, 1], NINE_TO_FIVE)), ..Settings::default() };
    let ask = Ask { settings, business_clock: true, ..Ask::default() };
    assert_eq!(total_of(&data, &ask, "response_time").value, Some(8.0 * 3600.0));
    assert_eq!(total_of(&data, &ask, "resolution_time").value, Some(9.0 * 3600.0));
    assert_eq!(total_of(&data, &ask, "conversation_duration").value, Some(86_400.0));
}

#[test]
fn sl_01_02_05_a_reply_at_the_target_meets_it() {
    let hour = Some(HOUR);
    let sla = Targets { first_response: hour, response: hour, resolution: hour };
    let ask = Ask { settings: Settings { sla, ..Settings::default() }, ..Ask::default() };
    let open = with(vec![customer("1", 0), customer("2", 18_000)]);
    assert_eq!(total_of(&open, &ask, "sla_first_response").value, Some(0.0));
    let early = Ask { as_of: after(3600), ..ask.clone() };
    assert_eq!(total_of(&open, &early, "sla_first_response").value, None);

    let met = with(vec![customer("1", 0), agent("2", 3600), customer("3", 3601), customer("4", 21_600)]);
    assert_eq!(total_of(&met, &ask, "sla_first_response").value, Some(1.0));
    assert_eq!(total_of(&met, &ask, "sla_response").value, Some(0.5));
    assert_eq!(total_of(&met, &ask, "sla_resolution").value, None);
    let mut due = with(in_conversation(vec![customer("1", 0), agent("2", 60), customer("3", 3601)]));
    due.conversations = vec![ConversationRow { status: "open".into(), ..conversation() }];
    assert_eq!(total_of(&due, &ask, "sla_resolution").value, Some(0.0));
    due.conversations = vec![ConversationRow { resolved_at: after(3600), ..conversation() }];
    assert_eq!(total_of(&due, &ask, "sla_resolution").value, Some(1.0));
}
