//! What may change and must not show: the order of rows and files, shards and threads, the format of the report.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use wa_kpi::kpis::catalogue;
use wa_kpi::render::{Style, renderer, words};
use wa_kpi::report::{Report, Row};
use wa_kpi::request::Request;
use wa_kpi::settings::Language;

use crate::library::{by, files_below, folder_of, measured, rows};
use crate::program::root;

fn shop() -> [PathBuf; 1] {
    [root().join("examples/shop")]
}

/// A table with its rows the other way round.
fn backwards(table: &str) -> String {
    let mut lines: Vec<&str> = table.lines().collect();
    lines[1..].reverse();
    lines.join("\n") + "\n"
}

#[test]
fn neither_shards_nor_threads_show() {
    let expected = measured(&shop(), &by("campaign")).report;
    for (shards, threads) in [(1, 1), (3, 2), (64, 4)] {
        let told = measured(&shop(), &Request { shards, threads, ..by("campaign") }).report;
        assert!(told == expected, "{shards} shards and {threads} threads give another report");
    }
}

#[test]
fn the_order_of_rows_and_files_does_not_show() {
    let folder = root().join("examples/formats/canonical");
    let tables: Vec<String> = files_below(&folder).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let turned: Vec<String> = tables.iter().rev().map(|table| backwards(table)).collect();
    let turned = folder_of(&turned);
    let expected = rows(&[folder], &by("agent"));
    assert!(rows(&[turned.path().to_owned()], &by("agent")) == expected, "canonical tables turned round");

    let turned = tempfile::tempdir().unwrap();
    for (number, path) in files_below(&shop()[0]).iter().rev().enumerate() {
        let (text, number) = (fs::read_to_string(path).unwrap(), 10 + number);
        let (name, text) = match path.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => (format!("{number}.csv"), backwards(&text)),
            Some("jsonl") => {
                (format!("{number}.jsonl"), text.lines().rev().map(|line| format!("{line}\n")).collect::<String>())
            }
            _ => continue,
        };
        fs::write(turned.path().join(name), text).unwrap();
    }
    let expected = rows(&shop(), &by("campaign"));
    assert!(rows(&[turned.path().to_owned()], &by("campaign")) == expected, "the shop's exports turned round");
}

#[test]
fn every_record_is_accounted_for() {
    let mut told = 0;
    for folder in ["examples", "testdata"] {
        for input in measured(&[root().join(folder)], &Request::default()).report.inputs {
            assert_eq!(input.records, input.used + input.duplicates + input.ignored + input.rejected, "{input:?}");
            told += 1;
        }
    }
    assert!(told > 8, "only {told} files were read");
}

#[test]
fn what_was_sent_was_delivered_has_failed_or_is_pending() {
    let rows = rows(&shop(), &by("campaign"));
    let mut groups: BTreeMap<_, BTreeMap<&str, &Row>> = BTreeMap::new();
    // Figures of customers do not know the campaign.
    for row in rows.iter().filter(|row| row.group.iter().all(|(_, value)| value.is_some())) {
        groups.entry(&row.group).or_default().insert(&row.kpi, row);
    }
    let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
    // Figures that know no campaign have one row beside the groups.
    for (group, figures) in groups.iter().filter(|(_, figures)| figures.contains_key("delivery_rate")) {
        let value = |kpi: &str| figures[kpi].value.unwrap_or_default();
        let states = value("messages_delivered") + value("messages_failed") + value("messages_pending");
        assert_eq!(Some(states), figures["delivery_rate"].denominator, "{group:?}");
        assert!(value("messages_read") <= value("messages_delivered"), "{group:?}");
        for kpi in ["messages_sent", "messages_delivered", "messages_failed", "messages_received", "recipients"] {
            *totals.entry(kpi).or_default() += if group.is_empty() { -value(kpi) } else { value(kpi) };
        }
    }
    assert!(groups.len() > 3 && totals.values().all(|rest| *rest == 0.0), "groups less total: {totals:?}");
}

fn rendered(report: &Report, format: &str) -> String {
    let style = Style { width: 140, all: true, ..Style::default() };
    let bytes = (renderer(format).expect("a known format").render)(report, &style).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Equal, but for the last bit that the JSON parser may lose.
fn close(one: Option<f64>, other: Option<f64>) -> bool {
    one.zip(other).is_some_and(|(one, other)| (one - other).abs() <= 1e-15 * one.abs())
}

#[test]
fn csv_and_json_hold_the_same_figures() {
    let report = measured(&shop(), &by("campaign")).report;
    let json: Value = serde_json::from_str(&rendered(&report, "json")).unwrap();
    let table = rendered(&report, "csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let names = reader.headers().unwrap().clone();
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let rows = json["rows"].as_array().unwrap();
    assert_eq!((rows.len(), lines.len()), (report.rows.len(), report.rows.len()));
    for (row, line) in rows.iter().zip(&lines) {
        for (name, cell) in names.iter().zip(line).filter(|(name, _)| !name.starts_with("period")) {
            let value = if name == "campaign" { &row["group"][name] } else { &row[name] };
            let same = match value {
                Value::Null => cell.is_empty(),
                Value::Number(number) => close(number.as_f64(), cell.parse().ok()),
                Value::String(word) => word == cell,
                Value::Bool(truth) => cell == if *truth { "true" } else { "false" },
                other => panic!("{other} in a row"),
            };
            assert!(same, "{name}: CSV has `{cell}`, JSON has {value} in {row}");
        }
    }
}

#[test]
fn the_table_shows_every_figure_of_the_report() {
    let report = measured(&shop(), &Request::default()).report;
    let table = rendered(&report, "table");
    for row in &report.rows {
        let kpi = catalogue().find(|kpi| kpi.id == row.kpi).expect("a known figure");
        let name = kpi.name.trim_end_matches(", median").trim_end_matches(", p90");
        let shown = words::value(row, Language::English);
        let is_there = table.lines().any(|line| line.trim_start().starts_with(name) && line.contains(&shown));
        assert!(is_there, "`{name}` with {shown} is missing:\n{table}");
    }
}
