//! Breakdowns as a terminal shows them.

use serde_json::{Value, json};

use super::*;
use crate::render::{breakdowns, fixture, table};
use crate::report::Report;

fn report(name: &str, rows: Value) -> Report {
    let mut report = fixture::october();
    report.by = vec!["campaign".to_owned()];
    report.breakdowns.insert(name.to_owned(), rows.as_array().unwrap().clone());
    report
}

fn shown(report: &Report, style: &Style) -> String {
    let parts = breakdowns::all(report).filter_map(|breakdown| part(&breakdown, style)).collect();
    table::lay_out(&page::Page { parts }, style)
}

fn failures() -> Report {
    let rows = json!([
        {"group": {}, "code": 131026, "meaning": "not deliverable", "messages": 1300, "share": 0.8125},
        {"group": {}, "code": null, "meaning": null, "messages": 300, "share": 0.1875},
        {"group": {"campaign": "spring"}, "code": 131026, "meaning": "not deliverable", "messages": 1, "share": 1.0},
    ]);
    report("failures", rows)
}

#[test]
fn a_share_has_a_bar_and_groups_are_left_to_machines() {
    insta::assert_snapshot!(shown(&failures(), &fixture::style(80)), @r"
        failures  meaning          messages  share
        131026    not deliverable     1,300  81.2%  █████████████
        (none)                          300  18.8%  ███
    ");
    let ascii = Style { ascii: true, ..fixture::style(80) };
    insta::assert_snapshot!(shown(&failures(), &ascii), @r"
        failures  meaning          messages  share
        131026    not deliverable     1,300  81.2%  #############
        (none)                          300  18.8%  ###
    ");
}

#[test]
fn bars_are_left_out_where_there_is_no_room() {
    assert!(!shown(&failures(), &fixture::style(50)).contains('█'));
}

#[test]
fn numbers_without_a_share_are_drawn_beside_the_largest() {
    let rows = json!([
        {"group": {}, "button": "Yes 👍🏽", "taps": 40, "opt_out": false},
        {"group": {}, "button": "停止", "taps": 10, "opt_out": true},
    ]);
    insta::assert_snapshot!(shown(&report("buttons", rows), &fixture::style(80)), @r"
                       opt
        buttons  taps  out
        Yes 👍🏽     40       ████████████████
        停止       10  yes  ████
    ");
}

#[test]
fn the_week_is_darker_where_more_is_written() {
    let cell = |weekday: usize, hour: usize| {
        let messages = if (weekday, hour) == (2, 9) {
            40
        } else if weekday == 2 && hour > 9 {
            24 - hour
        } else {
            0
        };
        json!({"group": {}, "weekday": weekday.to_string(), "hour": format!("{hour:02}"), "messages": messages, "mean": 1.0})
    };
    let rows: Vec<Value> = (1..=7).flat_map(|day| (0..24).map(move |hour| cell(day, hour))).collect();
    let report = report("peak_hours", Value::Array(rows));
    insta::assert_snapshot!(shown(&report, &fixture::style(80)), @r"
        peak hours  0     3     6     9     12    15    18    21    messages
        Mon                                                                0
        Tue                           ██▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░░░     145
        Wed                                                                0
        Thu                                                                0
        Fri                                                                0
        Sat                                                                0
        Sun                                                                0
                    ██ = up to 40 messages
    ");
    assert!(shown(&report, &Style { ascii: true, ..fixture::style(80) }).is_ascii());
}

#[test]
fn cohorts_are_a_triangle() {
    let row = |cohort: &str, age: u64, share: Option<f64>| json!({"group": {}, "cohort": cohort, "age": age, "customers": 36, "active": 3, "share": share});
    let rows = json!([
        row("2026-08", 0, Some(1.0)),
        row("2026-08", 1, Some(0.25)),
        row("2026-09", 0, Some(1.0)),
        row("2026-10", 0, None),
    ]);
    insta::assert_snapshot!(shown(&report("cohorts", rows), &fixture::style(80)), @r"
        cohorts  customers     0    1
        2026-08         36  100%  25%
        2026-09         36  100%
        2026-10         36
    ");
}
