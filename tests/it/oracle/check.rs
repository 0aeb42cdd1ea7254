//! Runs the program on an invented data set with several options and compares its rows with
//! the expected ones, in both directions.

use super::random::Random;
use super::*;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// What is asked, and the same as command-line options.
pub struct Question {
    pub ask: Ask,
    pub options: Vec<String>,
}

/// The plain report and a few with random options. `without` names sections, ids and the options
/// `config`, `clock` and `where` that are to be left out.
pub fn questions(data: &Data, seed: u64, how_many: usize, without: &[String]) -> Vec<Question> {
    let mut random = Random::new(seed ^ 0xA5C);
    let plain = Ask { without: without.to_vec(), ..Ask::default() };
    let mut all = vec![Question { ask: plain.clone(), options: vec![] }];
    for _ in 0..how_many {
        all.push(question(data, plain.clone(), &mut random));
    }
    all
}

fn question(data: &Data, mut ask: Ask, random: &mut Random) -> Question {
    let mut options = vec![];
    let mut add = |name: &str, value: String| options.extend([format!("--{name}"), value]);

    let mut dimensions = vec![
        "campaign", "template", "variant", "category", "type", "author", "agent", "team", "segment", "country",
        "language", "business", "agent", "segment", "country", "campaign", "author", "business", "hour", "weekday",
        "day", "week", "month", "quarter", "year",
    ];
    random.shuffle(&mut dimensions);
    for dimension in &dimensions[..random.below(4)] {
        if !ask.by.contains(&dimension.to_string()) {
            ask.by.push(dimension.to_string());
        }
    }
    if !ask.by.is_empty() {
        add("by", ask.by.join(","));
    }
    if random.chance(60) {
        let zone = random.text(&["Europe/Berlin", "America/Sao_Paulo"]);
        ask.zone = zone.parse().unwrap();
        add("tz", zone);
    }
    let mut times: Vec<i64> = data.messages.iter().flatten().flat_map(|row| row.times()).collect();
    // As often as messages, so that periods end among the orders.
    let ordered: Vec<i64> = data.orders.iter().filter_map(|row| row.at).collect();
    times.extend(ordered.iter().cycle().take(if ordered.is_empty() { 0 } else { times.len() }));
    if random.chance(35) {
        let (text, time) = bound(&ask, random, &times, 0);
        ask.since = Some(time);
        add("since", text);
    }
    if random.chance(35) {
        let (text, time) = bound(&ask, random, &times, 1);
        if ask.since.is_none_or(|since| since < time) {
            ask.until = Some(time);
            add("until", text);
        }
    }
    if random.chance(35) {
        let offset = random.one(&[0, 0, 1, -1, 86_400, 86_399, 259_200, 604_800, 604_801, 7200]);
        let time = random.one(&times).div_euclid(SECOND) * SECOND + offset * SECOND;
        ask.as_of = Some(time);
        add("as-of", rfc3339(time));
    }
    if random.chance(30) {
        ask.mature = true;
        options.push("--mature".to_string());
    }
    if random.chance(60) && ask.wants("config") {
        ask.settings = nasty_settings::settings(data, random);
        if ask.zone != Tz::UTC {
            // Whose midnight the dates of the settings mean is another question.
            ask.settings.spend.clear();
        }
    }
    if random.chance(15) && ask.wants("config") && ask.wants("clock") {
        ask.settings.hours = Some(nasty_settings::hours(data, random));
        ask.business_clock = true;
        options.extend(["--clock", "business"].map(String::from));
    }
    if random.chance(25) && ask.wants("where") {
        let condition = nasty_settings::condition(data, random);
        options.extend(["--where".to_string(), condition.sql()]);
        ask.condition = Some(condition);
    }
    Question { ask, options }
}

fn rfc3339(time: i64) -> String {
    DateTime::from_timestamp_millis(time).unwrap().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A bound of the period: an instant, or a date in the report's zone (as `until`, its end).
fn bound(ask: &Ask, random: &mut Random, times: &[i64], days: u64) -> (String, i64) {
    let time = random.one(times).div_euclid(SECOND) * SECOND;
    if random.chance(50) {
        return (rfc3339(time), time);
    }
    let date = DateTime::from_timestamp_millis(time).unwrap().with_timezone(&ask.zone).date_naive();
    let next = date + chrono::Days::new(days);
    (date.format("%Y-%m-%d").to_string(), start_of_day(ask, next))
}

/// The first instant of a day; midnight may be missing or come twice.
fn start_of_day(ask: &Ask, date: NaiveDate) -> i64 {
    let mut local = date.and_time(NaiveTime::MIN);
    loop {
        if let Some(time) = ask.zone.from_local_datetime(&local).earliest() {
            return time.timestamp_millis();
        }
        local += chrono::Duration::minutes(1);
    }
}

/// Asks the program for every id of the oracle, within some bounds.
pub fn run_within(binary: &Path, folder: &Path, question: &Question, bounds: &[&str]) -> Result<Value, String> {
    let ids: Vec<String> = catalogue(&question.ask).into_iter().map(|entry| entry.kpi).collect();
    run_with(binary, folder, question, &[&["--kpi", &ids.join(",")], bounds].concat())
}

/// Writes the settings beside the data and runs the program; what it says where it fails.
pub fn run_with(binary: &Path, folder: &Path, question: &Question, more: &[&str]) -> Result<Value, String> {
    let ask = &question.ask;
    let home = folder.parent().unwrap();
    std::fs::write(home.join("wa-kpi.toml"), ask.settings.toml()).unwrap();
    std::fs::write(home.join("rates.csv"), ask.settings.rates_csv()).unwrap();
    let config: &[&str] = if ask.wants("config") { &["--config", "wa-kpi.toml"] } else { &[] };
    let output = Command::new(binary)
        .current_dir(home)
        .arg("report")
        .arg(folder)
        .args(["--format", "json", "--quiet"])
        .args(more)
        .args(config)
        .args(&question.options)
        .output()
        .map_err(|error| format!("{}: {error}", binary.display()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_string();
        return Err(format!("{}: {said}", output.status));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("no JSON: {error}"))
}

type Group = BTreeMap<String, Option<String>>;

/// Every difference between the expected rows and the report's, as one line each.
pub fn differences(expected: &[Expected], report: &Value) -> Vec<String> {
    let mut got: BTreeMap<(String, Group), &Value> = BTreeMap::new();
    let mut differences = vec![];
    for row in report["rows"].as_array().into_iter().flatten() {
        let group: Group = row["group"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(dimension, value)| (dimension.clone(), value.as_str().map(String::from)))
            .collect();
        let kpi = row["kpi"].as_str().unwrap_or_default().to_string();
        if got.insert((kpi.clone(), group.clone()), row).is_some() {
            differences.push(format!("{kpi} {}: the row comes twice", shown(&group)));
        }
    }
    for want in expected {
        match got.remove(&(want.kpi.clone(), want.group.clone())) {
            None => differences.push(format!("{} {}: the row is missing", want.kpi, shown(&want.group))),
            Some(row) => differences.extend(difference(want, row)),
        }
    }
    for (kpi, group) in got.keys() {
        differences.push(format!("{kpi} {}: a row too many", shown(group)));
    }
    differences
}

fn shown(group: &Group) -> String {
    let parts = group.iter().map(|(d, v)| format!("{d}={}", v.as_deref().unwrap_or("null")));
    format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
}

/// Fractions of an order are rounded to thousand millionths, cuts of a span to millionths of money.
fn tolerance(kpi: &str) -> f64 {
    match kpi {
        "spend" | "roas" | "roi" => 1e-4,
        "conversions" | "leads" | "average_order_value" => 1e-7,
        kpi if kpi.starts_with("cost_per") => 1e-4,
        _ => 1e-18,
    }
}

fn difference(want: &Expected, row: &Value) -> Option<String> {
    let tolerance = tolerance(&want.kpi);
    let same = |want: Option<f64>, field: &str| match (want, row[field].as_f64()) {
        (None, None) => true,
        (Some(want), Some(got)) => (want - got).abs() <= tolerance + 1e-9 * want.abs().max(got.abs()),
        _ => false,
    };
    let mut wrong = vec![];
    let mut expect = |field: &str, want: Option<f64>| {
        if !same(want, field) {
            let want = want.map_or("null".to_string(), |want| want.to_string());
            wrong.push(format!("{field} expected {want}, got {}", row[field]));
        }
    };
    expect("value", want.value);
    if want.value.is_some() {
        if want.kpi != "net_list_growth" {
            expect("numerator", want.numerator);
            expect("denominator", want.denominator);
            if want.n.is_some() {
                expect("n", want.n.map(|n| n as f64));
            }
        }
        expect("immature", Some(want.immature as f64));
    }
    if let (Some(currency), Some(_)) = (&want.currency, want.value) {
        let got = row["currency"].as_str().unwrap_or_default();
        if got != currency && want.value != Some(0.0) {
            wrong.push(format!("currency expected {currency}, got {}", row["currency"]));
        }
    }
    if wrong.is_empty() {
        return None;
    }
    Some(format!("{} {}: {}", want.kpi, shown(&want.group), wrong.join("; ")))
}
