//! XLSX: a sheet a section and a breakdown, then notes with the inputs, and the definitions of every figure shown.
//!
//! Not responsible for how cells are written (`book`), nor for what stands in which column (`sheet`).

mod book;

use anyhow::Result;

use self::book::Book;
use super::sheet::{Cell, Column, Form, Layout, Sheet};
use super::{Renderer, Style, breakdowns, words};
use crate::kpis::Kpi;
use crate::report::{Report, Row};
use crate::units::Better;

/// `--format xlsx`
pub static RENDERER: Renderer = Renderer {
    id: "xlsx",
    extension: "xlsx",
    doc: "a workbook with a sheet per section, breakdown and one of definitions",
    binary: true,
    layouts: true,
    render,
    draws: false,
};

/// What is to be known of columns.
const COLUMNS: [&str; 3] = [
    "Times are parts of a day, shown as hours, minutes and seconds; changes of times are seconds",
    "small: fewer than 30 units",
    "immature: units whose windows are not over; the figure may still change",
];

fn render(report: &Report, style: &Style) -> Result<Vec<u8>> {
    let mut book = Book::new(&report.period);
    for rows in report.rows.chunk_by(|one, next| one.section == next.section) {
        let rows: Vec<&Row> = rows.iter().collect();
        book.add(&words::capitalised(&rows[0].section), &figures_of(&rows, report, style))?;
    }
    for breakdown in breakdowns::all(report) {
        book.add(&breakdown.name(), &breakdown.sheet)?;
    }
    book.add_notes(report, &notes(report, style))?;
    let shown = style.catalogue.iter().filter(|kpi| report.rows.iter().any(|row| row.kpi == kpi.id));
    book.add("Definitions", &definitions(&shown.collect::<Vec<_>>()))?;
    book.finish()
}

/// A section's figures; the period stands among the notes, and every row begins with a name for people.
fn figures_of<'r>(rows: &[&'r Row], report: &'r Report, style: &Style) -> Sheet<'r> {
    let mut sheet = Sheet::of_rows(rows, report, style.layout);
    if style.layout == Layout::Long {
        let name = |row: &'r Row| style.catalogue.get(&row.kpi).map_or(row.kpi.as_str(), |kpi| kpi.name);
        sheet.put_first(Column::new("name", Form::Text), |number| {
            rows.get(number).map_or(Cell::Nothing, |row| Cell::Text(name(row)))
        });
    }
    sheet
}

/// The report's notes, and what the columns hold.
fn notes(report: &Report, style: &Style) -> Vec<String> {
    let name = |id: &str| style.catalogue.get(id).map_or_else(|| id.to_owned(), |kpi| kpi.name.to_owned());
    let told = report.notes.iter().map(|note| match &note.kpi {
        Some(kpi) => format!("{}: {}", name(kpi), note.text),
        None => note.text.clone(),
    });
    told.chain(COLUMNS.map(str::to_owned)).collect()
}

/// What the figures mean.
fn definitions(kpis: &[&'static Kpi]) -> Sheet<'static> {
    let names = ["kpi", "name", "section", "unit", "better", "question", "definition", "caveat"];
    let row = |kpi: &&'static Kpi| {
        let better = kpi.better.map(Better::id);
        let told = [kpi.id, kpi.name, kpi.section.id(), kpi.unit.id()].map(Cell::Text);
        let meant = [better, Some(kpi.question), Some(kpi.doc), kpi.caveat].map(Cell::text);
        [told, meant].concat()
    };
    Sheet { columns: names.map(|name| Column::new(name, Form::Text)).to_vec(), rows: kpis.iter().map(row).collect() }
}

#[cfg(test)]
mod tests;
