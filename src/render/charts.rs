//! Breakdowns drawn in letters: bars beside their figures, the week's hours as a map, cohorts as a triangle.
//!
//! Shows everything's rows only; those of groups are in machine formats. Not responsible for what the rows say
//! (`analysis::breakdowns`).

use std::collections::BTreeMap;

use super::breakdowns::Breakdown;
use super::page::{self, Column, Grid, Kind, Line, Part, faint, plain};
use super::sheet::{Cell, Form};
use super::{Style, words};
use crate::dimensions::NO_VALUE;
use crate::units::{Unit, grouped};

/// How many letters a full bar takes.
const BAR: usize = 16;
/// How many letters an hour takes.
const HOUR: usize = 2;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A breakdown as a part of the page; none without rows.
pub fn part(breakdown: &Breakdown, style: &Style) -> Option<Part> {
    breakdown.total().next()?;
    Some(match breakdown.id {
        "peak_hours" => Part::Verbatim(week(breakdown, style)),
        "cohorts" => Part::Grids(vec![cohorts(breakdown)]),
        _ => Part::Grids(vec![bars(breakdown, style)]),
    })
}

/// A part of a whole as a bar.
fn bar(share: f64, style: &Style) -> String {
    let eighths = (share.clamp(0.0, 1.0) * (BAR * 8) as f64).round() as usize;
    if style.ascii {
        return "#".repeat(eighths.div_ceil(8));
    }
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    format!("{}{rest}", "█".repeat(eighths / 8))
}

/// How a name of a column reads.
fn title(name: &str) -> String {
    name.replace('_', " ")
}

/// A line a row, with a bar of the first share or, where there is none, of the first number beside the largest.
fn bars(breakdown: &Breakdown, style: &Style) -> Grid {
    let columns = breakdown.columns();
    let filled = |place: &usize| breakdown.total().any(|row| row[*place] != Cell::Nothing);
    let kept: Vec<usize> = (0..columns.len()).filter(filled).collect();
    let find = |is: fn(&Cell) -> bool| {
        let mut numbers = kept.iter().skip(1).copied();
        numbers.find(|&place| breakdown.total().any(|row| is(&row[place])))
    };
    let drawn = find(|cell| matches!(cell, Cell::Amount(_, Unit::Share, _)))
        .map(|place| (place, 1.0))
        .or_else(|| find(|cell| matches!(cell, Cell::Number(_))).map(|place| (place, largest(breakdown, place))));
    let mut titles: Vec<Column> = Vec::new();
    for (number, &place) in kept.iter().enumerate() {
        let column = &columns[place];
        titles.push(match (number, column.form) {
            (0, _) => Column::spans(&title(breakdown.id)),
            (_, Form::Whole | Form::Number | Form::Change) => Column::numbers(&title(&column.name)),
            _ => Column::words(&title(&column.name)),
        });
    }
    titles.extend(drawn.map(|_| Column::spans("").if_it_fits()));
    let line = |row: &[Cell]| -> Line {
        let mut cells: Vec<page::Cell> =
            kept.iter().map(|&place| plain(text(&row[place], columns[place].form))).collect();
        if let (Some(cell), Cell::Number(code)) = (cells.first_mut(), row[kept[0]]) {
            // A code is a name.
            cell.text = code.to_string();
        }
        if let (Some(cell), Cell::Nothing) = (cells.first_mut(), row[kept[0]]) {
            cell.text = NO_VALUE.to_owned();
        }
        cells.extend(drawn.map(|(place, whole)| match row[place] {
            Cell::Amount(part, ..) | Cell::Number(part) if whole > 0.0 => faint(bar(part / whole, style)),
            _ => plain(""),
        }));
        cells.into()
    };
    Grid { columns: titles, lines: breakdown.total().map(line).collect(), kind: Kind::Free { names: 1 } }
}

fn largest(breakdown: &Breakdown, place: usize) -> f64 {
    let numbers = breakdown.total().map(|row| if let Cell::Number(number) = row[place] { number } else { 0.0 });
    numbers.fold(0.0, f64::max)
}

fn text(cell: &Cell, form: Form) -> String {
    match *cell {
        Cell::Nothing | Cell::Boolean(false) => String::new(),
        Cell::Boolean(true) => "yes".to_owned(),
        Cell::Text(text) if form == Form::Moment => words::minute(text),
        Cell::Text(text) => words::clean(text),
        Cell::Number(number) if form == Form::Whole => grouped(number, 0),
        Cell::Number(number) => grouped(number, 2),
        Cell::Amount(number, unit, _) => unit.show(number),
    }
}

/// What of a row stands under a name.
fn field<'r>(breakdown: &Breakdown, row: &[Cell<'r>], name: &str) -> Cell<'r> {
    let place = breakdown.columns().iter().position(|column| column.name == name);
    place.and_then(|place| row.get(place)).copied().unwrap_or(Cell::Nothing)
}

/// The days of the week, darker where more is written.
fn week(breakdown: &Breakdown, style: &Style) -> Vec<String> {
    let shades = if style.ascii { [' ', '.', ':', 'o', '#'] } else { [' ', '░', '▒', '▓', '█'] };
    let mut hours = [[0.0_f64; 24]; 7];
    for row in breakdown.total() {
        let number = |name: &str| match field(breakdown, row, name) {
            Cell::Text(text) => text.parse::<usize>().ok(),
            _ => None,
        };
        let (Some(day), Some(hour)) = (number("weekday"), number("hour")) else { continue };
        let cell = day.checked_sub(1).and_then(|day| hours.get_mut(day)).and_then(|hours| hours.get_mut(hour));
        if let (Some(cell), Cell::Number(messages)) = (cell, field(breakdown, row, "messages")) {
            *cell = messages;
        }
    }
    let most = hours.iter().flatten().copied().fold(0.0, f64::max);
    let shade = |messages: &f64| {
        let level = if most > 0.0 { (messages / most * 4.0).ceil() as usize } else { 0 };
        String::from(shades[level.min(4)]).repeat(HOUR)
    };
    let name = title(breakdown.id);
    let margin = name.len() + 2;
    let clock: String = (0..24).step_by(3).map(|hour| format!("{hour:<width$}", width = 3 * HOUR)).collect();
    let mut lines = vec![String::new(), format!("{name}  {}messages", clock)];
    for (day, hours) in DAYS.iter().zip(&hours) {
        let map: String = hours.iter().map(shade).collect();
        lines.push(format!("{day:<margin$}{map}{:>8}", grouped(hours.iter().sum(), 0)));
    }
    lines.push(format!("{}{}{} = up to {} messages", " ".repeat(margin), shades[4], shades[4], grouped(most, 0)));
    lines
}

/// A cohort a line, its age a column.
fn cohorts(breakdown: &Breakdown) -> Grid {
    let mut lines: BTreeMap<&str, (f64, Vec<String>)> = BTreeMap::new();
    for row in breakdown.total() {
        let (Cell::Text(cohort), Cell::Number(age)) = (field(breakdown, row, "cohort"), field(breakdown, row, "age"))
        else {
            continue;
        };
        let (customers, shares) = lines.entry(cohort).or_default();
        if let Cell::Number(number) = field(breakdown, row, "customers") {
            *customers = number;
        }
        if let Cell::Amount(share, ..) = field(breakdown, row, "share") {
            let age = age as usize;
            if shares.len() <= age {
                shares.resize(age + 1, String::new());
            }
            shares[age] = format!("{:.0}%", share * 100.0);
        }
    }
    let ages = lines.values().map(|(_, shares)| shares.len()).max().unwrap_or(0);
    let mut columns = vec![Column::spans(&title(breakdown.id)), Column::numbers("customers")];
    columns.extend((0..ages).map(|age| Column::numbers(&age.to_string())));
    let lines = lines.into_iter().map(|(cohort, (customers, mut shares))| {
        shares.resize(ages, String::new());
        let told = [words::clean(cohort), grouped(customers, 0)].into_iter().chain(shares);
        Line::from(told.map(plain).collect::<Vec<_>>())
    });
    Grid { lines: lines.collect(), columns, kind: Kind::Free { names: 1 } }
}

#[cfg(test)]
mod tests;
