//! Compares the report's breakdowns with the oracle's, where the report has any.

use super::breakdowns::{self, Cell, Row};
use super::groups::Slice;
use super::story;
use super::{Ask, Data};
use serde_json::Value;
use std::collections::BTreeMap;

type Breakdown = fn(&Slice) -> Vec<Row>;

const ALL: [(&str, Breakdown); 9] = [
    ("failures", breakdowns::failures),
    ("buttons", breakdowns::buttons),
    ("quality", breakdowns::quality),
    ("template_events", breakdowns::template_events),
    ("fatigue", breakdowns::fatigue),
    ("peak_hours", breakdowns::peak_hours),
    ("steps", breakdowns::steps),
    ("funnel", breakdowns::funnel),
    ("cohorts", breakdowns::cohorts),
];

/// Breakdowns of customers know no other groups than theirs.
fn knows(name: &str, ask: &Ask) -> bool {
    let family = match name {
        "cohorts" => super::groups::Family::Customer,
        "steps" => super::groups::Family::Conversation,
        _ => super::groups::Family::Message,
    };
    name != "template_events" && ask.groups_known_to(family)
}

/// Every row of one side that the other does not have. Left out is what kpis.md does not tell:
/// breakdowns under a condition, cohorts and taps of a part of the time, and open months.
pub fn differences(data: &Data, ask: &Ask, report: &Value) -> Vec<String> {
    let Some(told) = report["breakdowns"].as_object() else { return vec![] };
    if told.is_empty() || ask.condition.is_some() {
        return vec![];
    }
    let world = story::tell(data, ask);
    let mut differences = vec![];
    for (name, breakdown) in ALL {
        if ["cohorts", "buttons"].contains(&name) && (ask.since.is_some() || ask.until.is_some()) {
            continue;
        }
        let mut wanted = vec![];
        for by in breakdowns::groups(&world, ask) {
            if by.is_empty() || (knows(name, ask) && !TOTAL_ONLY.contains(&name)) {
                let rows = breakdown(&Slice { world: &world, ask, by: &by });
                let none = by.len() > 1 && rows.iter().all(empty);
                let told = |row: &&Row| !(none || name == "cohorts" && row["active"] == Cell::Empty);
                wanted.extend(rows.iter().filter(told).map(|row| shown(&by, row)));
            }
        }
        let columns: Vec<&str> = breakdown_columns(name);
        let mut got: Vec<String> = vec![];
        for row in told.get(name).and_then(Value::as_array).into_iter().flatten() {
            let open = name == "cohorts" && row["active"].is_null();
            let other = TOTAL_ONLY.contains(&name) && row["group"].as_object().is_some_and(|group| !group.is_empty());
            if !open && !other {
                got.push(told_row(row, &columns));
            }
        }
        for row in &wanted {
            match got.iter().position(|other| other == row) {
                Some(place) => drop(got.swap_remove(place)),
                None => differences.push(format!("breakdown-{name}: missing {row}")),
            }
        }
        differences.extend(got.iter().map(|row| format!("breakdown-{name}: too many {row}")));
    }
    differences
}

/// A row in which nobody is counted.
fn empty(row: &Row) -> bool {
    row.iter().filter(|(name, _)| COUNTS.contains(name)).all(|(_, cell)| *cell == Cell::Number(0.0))
}

/// Over which days a group's mean hour is taken and whose dimensions a tap and a template's event
/// have is not told.
const TOTAL_ONLY: [&str; 3] = ["peak_hours", "buttons", "template_events"];

const COUNTS: [&str; 6] = ["messages", "taps", "recipients", "reached", "customers", "active"];

fn breakdown_columns(name: &str) -> Vec<&'static str> {
    let columns: &[&str] = match name {
        "failures" => &["code", "class", "messages", "share"],
        "buttons" => &["button", "taps", "recipients", "opt_out"],
        "quality" => &["rating", "messages", "share"],
        "template_events" => &["template", "business", "event", "rating"],
        "fatigue" => {
            &["nth", "recipients", "opened", "replied", "opted_out", "open_rate", "reply_rate", "opt_out_rate"]
        }
        "peak_hours" => &["weekday", "hour", "messages", "mean"],
        "steps" => &["step", "reached", "left", "share_left"],
        "funnel" => &["step", "recipients", "share_of_first", "share_of_previous"],
        _ => &["cohort", "age", "customers", "active", "share"],
    };
    let mut columns = columns.to_vec();
    columns.sort();
    columns
}

fn shown(by: &[(String, String)], row: &Row) -> String {
    let group: BTreeMap<&String, &String> = by.iter().map(|(dimension, value)| (dimension, value)).collect();
    let cells: Vec<String> = row
        .iter()
        .map(|(name, cell)| match cell {
            Cell::Text(text) => format!("{name}={text}"),
            Cell::Number(number) => format!("{name}={number:.6}"),
            Cell::Flag(flag) => format!("{name}={flag}"),
            Cell::Empty => format!("{name}=null"),
        })
        .collect();
    format!("{group:?} {}", cells.join(" "))
}

fn told_row(row: &Value, columns: &[&str]) -> String {
    let group = row["group"].as_object().into_iter().flatten();
    let group: BTreeMap<&String, &str> = group.map(|(name, value)| (name, value.as_str().unwrap_or("null"))).collect();
    let cells: Vec<String> = columns
        .iter()
        .map(|name| match &row[*name] {
            Value::String(text) => format!("{name}={text}"),
            Value::Number(number) => format!("{name}={:.6}", number.as_f64().unwrap()),
            Value::Bool(flag) => format!("{name}={flag}"),
            _ => format!("{name}=null"),
        })
        .collect();
    format!("{group:?} {}", cells.join(" "))
}
