//! The breakdowns of the report as charts: tables with bars, curves and heat maps. One that nothing is said about
//! becomes a plain table.
//!
//! Of the groups of a report only the total is drawn; CSV and JSON have them all. Not responsible for the counts.

use serde_json::Value;

use super::charts::{Body, Chart};
use super::table::{Cell, Head, Table};
use super::{heat, line};
use crate::analysis::breakdowns::BREAKDOWNS;
use crate::render::breakdowns::is_vocabulary;
use crate::render::words;
use crate::report::{Report, Row};
use crate::settings::Language;
use crate::units::Unit;

/// How a breakdown is drawn: its name, and what draws its rows.
struct Drawing {
    id: &'static str,
    draw: fn(&[&Value], Language) -> Vec<Chart>,
}

/// The breakdowns with a drawing of their own.
static DRAWINGS: &[Drawing] = &[
    Drawing {
        id: "funnel",
        draw: |rows, language| {
            bars(
                "funnel",
                [language.say("From sending to buying"), language.say("Recipients at each step.")],
                rows,
                "share_of_first",
                language,
            )
        },
    },
    Drawing {
        id: "failures",
        draw: |rows, language| {
            bars(
                "failures",
                [language.say("Why messages failed"), language.say("Failures by code.")],
                rows,
                "share",
                language,
            )
        },
    },
    Drawing {
        id: "quality",
        draw: |rows, language| {
            bars("quality", [language.say("Quality of templates and numbers"), ""], rows, "share", language)
        },
    },
    Drawing {
        id: "steps",
        draw: |rows, language| {
            bars(
                "steps",
                [language.say("Where flows end"), language.say("Who left at each step.")],
                rows,
                "share_left",
                language,
            )
        },
    },
    Drawing {
        id: "buttons",
        draw: |rows, language| bars("buttons", [language.say("Buttons"), ""], rows, "taps", language),
    },
    Drawing { id: "fatigue", draw: fatigue },
    Drawing { id: "peak_hours", draw: |rows, language| heat::peak_hours(rows, language).into_iter().collect() },
    Drawing { id: "cohorts", draw: |rows, language| heat::cohorts(rows, language).into_iter().collect() },
];

/// The charts of a section's breakdowns.
pub fn charts(section: &str, report: &Report, language: Language) -> Vec<Chart> {
    let of_section = BREAKDOWNS.iter().filter(|breakdown| breakdown.section.id() == section);
    let drawn = of_section.flat_map(|breakdown| {
        let all = report.breakdowns.get(breakdown.id).map(Vec::as_slice).unwrap_or_default();
        let is_total = |row: &&Value| row["group"].as_object().is_none_or(serde_json::Map::is_empty);
        let rows: Vec<&Value> = all.iter().filter(is_total).collect();
        let drawing = DRAWINGS.iter().find(|drawing| drawing.id == breakdown.id);
        match (rows.is_empty(), drawing) {
            (true, _) => Vec::new(),
            (false, Some(drawing)) => (drawing.draw)(&rows, language),
            (false, None) => {
                bars(breakdown.id, [language.say(&words::capitalised(breakdown.id)), ""], &rows, "", language)
            }
        }
    });
    drawn.collect()
}

/// The rows as a table, with bars of one field; none = without bars.
fn bars(id: &str, [title, about]: [&str; 2], rows: &[&Value], bar: &str, language: Language) -> Vec<Chart> {
    let Some(fields) = rows.first().and_then(|row| row.as_object()) else { return Vec::new() };
    let fields: Vec<&String> = fields.keys().filter(|field| *field != "group").collect();
    let most = rows.iter().filter_map(|row| row[bar].as_f64()).fold(f64::MIN_POSITIVE, f64::max);
    // Shares are of one, other numbers of the largest.
    let most = if bar.starts_with("share") { 1.0 } else { most };
    let heads = fields.iter().map(|field| Head {
        text: language.say(&field.replace('_', " ")).to_owned(),
        is_drawn: false,
        is_number: rows.iter().all(|row| row[field.as_str()].is_number() || row[field.as_str()].is_null()),
    });
    let with_bars = !bar.is_empty();
    let heads: Vec<Head> = heads.chain(with_bars.then(|| Head::bars(language))).collect();
    let lines = rows.iter().map(|row| {
        let cells = fields.iter().map(|field| match row[field.as_str()].as_str() {
            Some(term) if is_vocabulary(id, field) => Cell::words(language.say(term)),
            _ => cell(field, &row[field.as_str()], language),
        });
        cells.chain(with_bars.then(|| Cell::bar(row[bar].as_f64().unwrap_or(0.0) / most))).collect()
    });
    let table = Table { caption: title.to_owned(), heads, lines: lines.collect() };
    vec![Chart { title: title.to_owned(), about: about.to_owned(), body: Body::Table(table) }]
}

/// A value of a breakdown as people read it.
fn cell(field: &str, value: &Value, language: Language) -> Cell {
    let is_share = field.starts_with("share") || field.ends_with("_rate");
    match value {
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or(0.0);
            let text = match (is_share, number.fract() == 0.0, field) {
                (true, ..) => language.show(Unit::Share, number),
                // A code is a name made of digits.
                (_, _, "code") => format!("{number}"),
                (_, true, _) => language.grouped(number, 0),
                (_, false, _) => language.grouped(number, 2),
            };
            Cell::number(text, number)
        }
        Value::String(text) => Cell::words(words::clean(text)),
        Value::Bool(yes) => Cell::words(if *yes { language.say("yes") } else { language.say("no") }),
        _ => Cell::default(),
    }
}

/// How customers react to the first, second, third message: a curve a reaction.
fn fatigue(rows: &[&Value], language: Language) -> Vec<Chart> {
    let curves = [
        (language.say("Opened"), "opened", "open_rate"),
        (language.say("Replied"), "replied", "reply_rate"),
        (language.say("Opted out"), "opted_out", "opt_out_rate"),
    ];
    let chart = |(name, count, rate): (&str, &str, &str)| {
        let points: Vec<Row> = rows.iter().map(|row| point(row, count, rate, language)).collect();
        let line = line::line(&points.iter().collect::<Vec<_>>(), name, "message", language)?;
        Some(Chart {
            title: language.fill("{}, by how many messages came before", &[name]),
            about: language
                .say("A falling line is fatigue: the same customers react less to each further message.")
                .to_owned(),
            body: Body::Line(Box::new(line)),
        })
    };
    curves.into_iter().filter_map(chart).collect()
}

/// A rate after so many messages, as a row.
fn point(row: &Value, count: &str, rate: &str, language: Language) -> Row {
    let nth = row["nth"].as_u64().unwrap_or(0);
    Row {
        group: vec![("nth".to_owned(), Some(language.fill("message {}", &[&nth.to_string()])))],
        value: row[rate].as_f64(),
        numerator: row[count].as_f64(),
        denominator: row["recipients"].as_f64(),
        n: row["recipients"].as_u64(),
        ..Row::nothing(rate, "", "share")
    }
}
