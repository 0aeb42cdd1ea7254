//! The breakdowns of the report as charts: tables with bars, curves and heat maps. One that nothing is said about
//! becomes a plain table.
//!
//! Of the groups of a report only the total is drawn; CSV and JSON have them all. Not responsible for the counts.

use serde_json::Value;

use super::charts::{Body, Chart};
use super::table::{Cell, Head, Table};
use super::{heat, line};
use crate::analysis::breakdowns::BREAKDOWNS;
use crate::render::words;
use crate::report::{Report, Row};
use crate::units::{Unit, grouped};

/// How a breakdown is drawn: its name, and what draws its rows.
struct Drawing {
    id: &'static str,
    draw: fn(&[&Value]) -> Vec<Chart>,
}

/// The breakdowns with a drawing of their own.
static DRAWINGS: &[Drawing] = &[
    Drawing {
        id: "funnel",
        draw: |rows| bars("From sending to buying", "Recipients at each step.", rows, "share_of_first"),
    },
    Drawing { id: "failures", draw: |rows| bars("Why messages failed", "Failures by code.", rows, "share") },
    Drawing { id: "quality", draw: |rows| bars("Quality of templates and numbers", "", rows, "share") },
    Drawing { id: "steps", draw: |rows| bars("Where flows end", "Who left at each step.", rows, "share_left") },
    Drawing { id: "buttons", draw: |rows| bars("Buttons", "", rows, "taps") },
    Drawing { id: "fatigue", draw: fatigue },
    Drawing { id: "peak_hours", draw: |rows| heat::peak_hours(rows).into_iter().collect() },
    Drawing { id: "cohorts", draw: |rows| heat::cohorts(rows).into_iter().collect() },
];

/// The charts of a section's breakdowns.
pub fn charts(section: &str, report: &Report) -> Vec<Chart> {
    let of_section = BREAKDOWNS.iter().filter(|breakdown| breakdown.section.id() == section);
    let drawn = of_section.flat_map(|breakdown| {
        let all = report.breakdowns.get(breakdown.id).map(Vec::as_slice).unwrap_or_default();
        let is_total = |row: &&Value| row["group"].as_object().is_none_or(serde_json::Map::is_empty);
        let rows: Vec<&Value> = all.iter().filter(is_total).collect();
        let drawing = DRAWINGS.iter().find(|drawing| drawing.id == breakdown.id);
        match (rows.is_empty(), drawing) {
            (true, _) => Vec::new(),
            (false, Some(drawing)) => (drawing.draw)(&rows),
            (false, None) => bars(&words::capitalised(breakdown.id), "", &rows, ""),
        }
    });
    drawn.collect()
}

/// The rows as a table, with bars of one field; none = without bars.
fn bars(title: &str, about: &str, rows: &[&Value], bar: &str) -> Vec<Chart> {
    let Some(fields) = rows.first().and_then(|row| row.as_object()) else { return Vec::new() };
    let fields: Vec<&String> = fields.keys().filter(|field| *field != "group").collect();
    let most = rows.iter().filter_map(|row| row[bar].as_f64()).fold(f64::MIN_POSITIVE, f64::max);
    // Shares are of one, other numbers of the largest.
    let most = if bar.starts_with("share") { 1.0 } else { most };
    let heads = fields.iter().map(|field| Head {
        text: field.replace('_', " "),
        is_drawn: false,
        is_number: rows.iter().all(|row| row[field.as_str()].is_number() || row[field.as_str()].is_null()),
    });
    let with_bars = !bar.is_empty();
    let heads: Vec<Head> = heads.chain(with_bars.then(Head::bars)).collect();
    let lines = rows.iter().map(|row| {
        let cells = fields.iter().map(|field| cell(field, &row[field.as_str()]));
        cells.chain(with_bars.then(|| Cell::bar(row[bar].as_f64().unwrap_or(0.0) / most))).collect()
    });
    let table = Table { caption: title.to_owned(), heads, lines: lines.collect() };
    vec![Chart { title: title.to_owned(), about: about.to_owned(), body: Body::Table(table) }]
}

/// A value of a breakdown as people read it.
fn cell(field: &str, value: &Value) -> Cell {
    let is_share = field.starts_with("share") || field.ends_with("_rate");
    match value {
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or(0.0);
            let text = match (is_share, number.fract() == 0.0, field) {
                (true, ..) => Unit::Share.show(number),
                // A code is a name made of digits.
                (_, _, "code") => format!("{number}"),
                (_, true, _) => grouped(number, 0),
                (_, false, _) => grouped(number, 2),
            };
            Cell::number(text, number)
        }
        Value::String(text) => Cell::words(words::clean(text)),
        Value::Bool(yes) => Cell::words(if *yes { "yes" } else { "no" }),
        _ => Cell::default(),
    }
}

/// How customers react to the first, second, third message: a curve a reaction.
fn fatigue(rows: &[&Value]) -> Vec<Chart> {
    let curves = [
        ("Opened", "opened", "open_rate"),
        ("Replied", "replied", "reply_rate"),
        ("Opted out", "opted_out", "opt_out_rate"),
    ];
    let chart = |(name, count, rate): (&str, &str, &str)| {
        let points: Vec<Row> = rows.iter().map(|row| point(row, count, rate)).collect();
        let line = line::line(&points.iter().collect::<Vec<_>>(), name, "message")?;
        Some(Chart {
            title: format!("{name}, by how many messages came before"),
            about: "A falling line is fatigue: the same customers react less to each further message.".to_owned(),
            body: Body::Line(Box::new(line)),
        })
    };
    curves.into_iter().filter_map(chart).collect()
}

/// A rate after so many messages, as a row.
fn point(row: &Value, count: &str, rate: &str) -> Row {
    let nth = row["nth"].as_u64().unwrap_or(0);
    Row {
        group: vec![("nth".to_owned(), Some(format!("message {nth}")))],
        value: row[rate].as_f64(),
        numerator: row[count].as_f64(),
        denominator: row["recipients"].as_f64(),
        n: row["recipients"].as_u64(),
        ..Row::nothing(rate, "", "share")
    }
}
