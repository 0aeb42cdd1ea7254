//! Settings files: where they are looked for, and what they change in a report.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// A customer writes on a Friday at 16:50 in Berlin and is answered on Monday at 09:20.
const MESSAGES: &str = "\
message_id,customer,direction,author,sent_at
a,4915100000001,inbound,customer,2026-10-02T14:50:00Z
b,4915100000001,outbound,agent,2026-10-05T07:20:00Z
c,4915100000002,outbound,agent,2026-10-05T08:00:00Z
";

fn shop(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("exports")).unwrap();
    fs::write(folder.path().join("exports/messages.csv"), MESSAGES).unwrap();
    fs::write(folder.path().join("wa-kpi.toml"), settings).unwrap();
    folder
}

fn program(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    command.current_dir(folder).env_remove("COLUMNS").env_remove("WA_KPI_CONFIG").args(line.split_whitespace());
    command
}

fn run(folder: &Path, line: &str) -> Output {
    program(folder, line).output().unwrap()
}

fn report(output: Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The total of a figure.
fn value(report: &Value, kpi: &str) -> Option<f64> {
    report["rows"].as_array().into_iter().flatten().find(|row| row["kpi"] == kpi)?["value"].as_f64()
}

fn said(output: Output) -> String {
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn settings_of_the_folder_or_above_are_used_and_the_command_line_wins() {
    let folder = shop("timezone = \"Asia/Tokyo\"\n");
    let zone = |output: Output| report(output)["period"]["timezone"].as_str().unwrap_or_default().to_owned();
    assert_eq!(zone(run(folder.path(), "report . -f json")), "Asia/Tokyo");
    let exports = folder.path().join("exports");
    assert_eq!(zone(run(&exports, "report messages.csv -f json")), "Asia/Tokyo");
    assert_eq!(zone(run(&exports, "report . -f json --tz UTC")), "UTC");
    // A day of the period is one of the settings' zone.
    let json = report(run(&exports, "report . -f json --since 2026-10-01 --until 2026-10-01"));
    assert_eq!(json["period"]["since"], "2026-10-01T00:00:00+09:00");
}

#[test]
fn a_named_file_is_used_instead() {
    let folder = shop("timezone = \"Asia/Tokyo\"\n");
    fs::write(folder.path().join("mine.toml"), "timezone = \"Europe/Rome\"\n").unwrap();
    fs::write(folder.path().join("yours.toml"), "timezone = \"Europe/Oslo\"\n").unwrap();
    let zone = |command: &mut Command| report(command.output().unwrap())["period"]["timezone"].clone();
    assert_eq!(zone(&mut program(folder.path(), "report exports -f json --config mine.toml")), "Europe/Rome");
    let mut by_variable = program(folder.path(), "report exports -f json");
    assert_eq!(zone(by_variable.env("WA_KPI_CONFIG", "yours.toml")), "Europe/Oslo");
    let mut both = program(folder.path(), "report exports -f json --config mine.toml");
    assert_eq!(zone(both.env("WA_KPI_CONFIG", "yours.toml")), "Europe/Rome");
}

#[test]
fn a_missing_or_broken_file_stops_the_run() {
    let folder = shop("[windows]\nreplly = \"2h\"\n");
    let broken = "wa-kpi: wa-kpi.toml:2: windows: there is no key \"replly\": did you mean \"reply\"?\n";
    assert_eq!(said(run(folder.path(), "report exports")), broken);
    assert_eq!(said(run(folder.path(), "inspect exports")), broken);
    let missing = "wa-kpi: no.toml: there is no such file, expected settings: check --config\n";
    assert_eq!(said(run(folder.path(), "report exports --config no.toml")), missing);
    let mut by_variable = program(folder.path(), "inspect exports");
    assert!(said(by_variable.env("WA_KPI_CONFIG", "no.toml").output().unwrap()).ends_with("check WA_KPI_CONFIG\n"));
}

#[test]
fn windows_and_targets_change_figures() {
    let folder = shop("[windows]\nlate_answer = \"2d\"\n[sla]\nfirst_response = \"1h\"\n");
    let json = report(run(folder.path(), "report exports -f json"));
    assert_eq!(value(&json, "unanswered_rate"), Some(1.0));
    assert_eq!(value(&json, "sla_first_response"), Some(0.0));
}

const HOURS: &str = "\
[hours]
timezone = \"Europe/Berlin\"
mon = [\"09:00-17:00\"]
tue = [\"09:00-17:00\"]
wed = [\"09:00-17:00\"]
thu = [\"09:00-17:00\"]
fri = [\"09:00-17:00\"]
[sla]
first_response = \"30m\"
";

#[test]
fn the_business_clock_counts_opening_hours_only_and_a_target_is_met_by_it() {
    let folder = shop(HOURS);
    let elapsed = report(run(folder.path(), "report exports -f json"));
    assert_eq!(value(&elapsed, "first_response_time"), Some(232_200.0));
    assert_eq!(value(&elapsed, "sla_first_response"), Some(0.0));
    let business = report(run(folder.path(), "report exports -f json --clock business"));
    // Ten minutes on Friday, twenty on Monday.
    assert_eq!(value(&business, "first_response_time"), Some(1_800.0));
    assert_eq!(value(&business, "longest_response_time"), Some(1_800.0));
    assert_eq!(value(&business, "sla_first_response"), Some(1.0));
    let told = |report: &Value| report["notes"].to_string().contains("business clock");
    assert!(told(&business) && !told(&elapsed));
}

#[test]
fn an_open_wait_is_past_its_target_by_the_business_clock_too() {
    let folder = shop(HOURS);
    let due = |clock: &str, as_of: &str| {
        let line = format!("report exports -f json --clock {clock} --as-of {as_of}");
        let report = report(run(folder.path(), &line));
        let rows = report["rows"].as_array().cloned().unwrap_or_default();
        let row = rows.into_iter().find(|row| row["kpi"] == "sla_first_response").unwrap();
        row["denominator"].as_f64()
    };
    assert_eq!(due("elapsed", "2026-10-04T12:00:00Z"), Some(1.0));
    assert_eq!(due("business", "2026-10-04T12:00:00Z"), Some(0.0));
    assert_eq!(due("business", "2026-10-05T07:20:00Z"), Some(1.0));
}

#[test]
fn without_hours_there_is_no_business_clock() {
    let expected = "wa-kpi: --clock business needs opening hours: add a table [hours] to wa-kpi.toml\n";
    assert_eq!(said(run(shop("").path(), "report exports --clock business")), expected);
}
