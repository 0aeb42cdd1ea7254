//! Lines over time: a figure by day, week or month, with the band of its interval.
//!
//! The drawing stretches with the page, so letters stand beside it and not in it. Not responsible for scales.

use super::scale::{Scale, Steps};
use super::table::{Cell, Head, Table};
use crate::render::words;
use crate::report::Row;
use crate::units::Unit;

/// The drawing is so wide and so high, whatever the page makes of it.
const WIDTH: f64 = 1_000.0;
const HEIGHT: f64 = 300.0;

/// A figure over time.
pub struct Line {
    /// The round values beside the drawing, from the top.
    pub ticks: Vec<Tick>,
    /// The first and the last date below it.
    pub ends: (String, String),
    /// The line.
    pub path: String,
    /// The band of the interval.
    pub band: String,
    /// What it shows, in a sentence.
    pub said: String,
    /// The values as a table.
    pub table: Table,
}

/// A round value beside a drawing.
pub struct Tick {
    /// As people read it.
    pub text: String,
    /// Its place from the top.
    pub top: f64,
}

/// A figure over time; none where fewer than two dates have a value.
pub fn line(rows: &[&Row], name: &str, calendar: &str) -> Option<Line> {
    if rows.iter().filter(|row| row.value.is_some()).count() < 2 {
        return None;
    }
    let scale = scale(rows)?;
    let (first, last) = (*rows.first()?, *rows.last()?);
    let y = |value: f64| HEIGHT * (1.0 - scale.place(value));
    let valued = || rows.iter().filter_map(|row| Some((row, row.value?)));
    let lowest = valued().min_by(|one, other| one.1.total_cmp(&other.1))?.0;
    let highest = valued().max_by(|one, other| one.1.total_cmp(&other.1))?.0;
    let told = |row: &Row| format!("{} ({})", words::value(row), words::group(row));
    Some(Line {
        ticks: scale
            .ticks
            .iter()
            .rev()
            .map(|tick| Tick { text: words::amount(first, *tick), top: short(100.0 * (1.0 - scale.place(*tick))) })
            .collect(),
        ends: (words::group(first), words::group(last)),
        path: path_of(rows, WIDTH, |row| row.value.map(y)),
        band: band(rows, y),
        said: format!("{name} by {calendar}: lowest {}, highest {}", told(lowest), told(highest)),
        table: values(rows, name, calendar),
    })
}

/// The scale of some rows: a wide interval of a single day must not press all others flat.
fn scale(rows: &[&Row]) -> Option<Scale> {
    let unit = rows.first().and_then(|row| Unit::of(&row.unit));
    let steps = match unit {
        Some(Unit::Seconds) => Steps::Times,
        Some(Unit::Count) => Steps::Whole,
        _ => Steps::Any,
    };
    let values: Vec<f64> = rows.iter().filter_map(|row| row.value).collect();
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let room = (high - low).max(high.abs() * 0.1);
    let ends = rows.iter().flat_map(|row| [row.low, row.high]).flatten();
    let ends = ends.map(|end| end.clamp(low - room, high + room));
    let all: Vec<f64> = values.iter().copied().chain(ends).collect();
    let least = if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
    let most = if unit == Some(Unit::Share) && high <= 1.0 { 1.0 } else { f64::INFINITY };
    Scale::of(all.iter().map(|value| value.clamp(least, most)), steps)
}

/// A line alone, as small as wanted; empty where there is nothing to draw.
pub fn path(rows: &[&Row], width: f64, height: f64) -> String {
    let values = rows.iter().filter_map(|row| row.value);
    let (low, high) =
        values.clone().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if values.count() < 3 {
        return String::new();
    }
    // A line that never moves runs through the middle; the pen is two wide.
    let share = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    path_of(rows, width, |row| row.value.map(|value| 2.0 + (height - 4.0) * (1.0 - share(value))))
}

/// The places of a line, broken where a date has no value.
fn path_of(rows: &[&Row], width: f64, y: impl Fn(&Row) -> Option<f64>) -> String {
    let mut path = String::new();
    let mut is_down = false;
    for (place, row) in rows.iter().enumerate() {
        let Some(y) = y(row) else {
            is_down = false;
            continue;
        };
        let alone = !is_down && rows.get(place + 1).is_none_or(|next| next.value.is_none());
        path.push(if is_down { 'L' } else { 'M' });
        path.push_str(&format!("{} {}", short(x(place, rows.len(), width)), short(y)));
        // A pen that only touches the paper leaves a dot.
        path.push_str(if alone { "h0" } else { "" });
        is_down = true;
    }
    path
}

/// The areas between the ends of intervals, broken where a date has none.
fn band(rows: &[&Row], y: impl Fn(f64) -> f64) -> String {
    let mut band = String::new();
    let known: Vec<(usize, Option<(f64, f64)>)> = rows.iter().map(|row| row.low.zip(row.high)).enumerate().collect();
    for run in known.chunk_by(|one, next| one.1.is_some() == next.1.is_some()) {
        let ends: Vec<(f64, f64, f64)> = run
            .iter()
            .filter_map(|(place, ends)| ends.map(|(low, high)| (x(*place, rows.len(), WIDTH), y(low), y(high))))
            .collect();
        if ends.len() < 2 {
            continue;
        }
        let upper = ends.iter().map(|(x, _, high)| (*x, *high));
        let lower = ends.iter().rev().map(|(x, low, _)| (*x, *low));
        let points: Vec<String> = upper.chain(lower).map(|(x, y)| format!("{} {}", short(x), short(y))).collect();
        band.push_str(&format!("M{}Z", points.join("L")));
    }
    band
}

/// Where a date stands.
fn x(place: usize, len: usize, width: f64) -> f64 {
    width * place as f64 / (len.max(2) - 1) as f64
}

/// A place with one decimal.
fn short(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

/// The values of a line; columns without anything in them are left out.
fn values(rows: &[&Row], name: &str, calendar: &str) -> Table {
    let value = |row: &Row| match row.value {
        Some(value) => Cell::number(words::value(row), value),
        None => Cell::words(words::NOT_AVAILABLE),
    };
    type Shown = fn(&Row) -> String;
    let columns: [(&str, Shown); 2] = [("interval", words::interval), ("counted", words::receipt)];
    let used = columns.iter().filter(|(_, shown)| rows.iter().any(|row| !shown(row).is_empty()));
    let used: Vec<_> = used.collect();
    let line = |row: &&Row| {
        let further = used.iter().map(|(_, shown)| Cell::words(shown(row)));
        [Cell::words(words::group(row)), value(row)].into_iter().chain(further).collect()
    };
    let heads = [Head::words(calendar), Head::numbers(name)].into_iter();
    Table {
        caption: format!("{name} by {calendar}"),
        heads: heads.chain(used.iter().map(|(title, _)| Head::numbers(*title))).collect(),
        lines: rows.iter().map(line).collect(),
    }
}
