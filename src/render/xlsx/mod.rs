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
use crate::settings::Language;
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
    let language = style.language;
    let mut book = Book::new(&report.period, language);
    let say = |name: &str| language.say(name).to_owned();
    // Ids stay.
    let title = |name: &str| if style.catalogue.get(name).is_some() { name.to_owned() } else { say(name) };
    for rows in report.rows.chunk_by(|one, next| one.section == next.section) {
        let rows: Vec<&Row> = rows.iter().collect();
        let name = |row: &&Row| style.catalogue.get(&row.kpi).map_or(row.kpi.clone(), |kpi| language.name(kpi));
        let names: Vec<String> = rows.iter().map(name).collect();
        let section = words::capitalised(&rows[0].section);
        book.add(language.say(&section), &figures_of(&rows, &names, report, style), title)?;
    }
    for breakdown in breakdowns::all(report) {
        book.add(language.say(&breakdown.name()), &breakdown.sheet, say)?;
    }
    book.add_notes(report, &notes(report, style))?;
    let shown = style.catalogue.iter().filter(|kpi| report.rows.iter().any(|row| row.kpi == kpi.id));
    let shown: Vec<&'static Kpi> = shown.collect();
    let names: Vec<String> = shown.iter().map(|kpi| language.name(kpi)).collect();
    book.add(language.say("Definitions"), &definitions(&shown, &names, language), say)?;
    book.finish()
}

/// A section's figures; the period stands among the notes, and every row begins with a name for people.
fn figures_of<'r>(rows: &[&'r Row], names: &'r [String], report: &'r Report, style: &Style) -> Sheet<'r> {
    let mut sheet = Sheet::of_rows(rows, report, style.layout);
    if style.layout == Layout::Long {
        sheet.put_first(Column::new("name", Form::Text), |number| Cell::text(names.get(number).map(String::as_str)));
    }
    sheet
}

/// The report's notes, and what the columns hold.
fn notes(report: &Report, style: &Style) -> Vec<String> {
    let language = style.language;
    let name = |id: &str| style.catalogue.get(id).map_or_else(|| id.to_owned(), |kpi| language.name(kpi));
    let told = report.notes.iter().map(|note| match &note.kpi {
        Some(kpi) => format!("{}: {}", name(kpi), language.tell(&note.text)),
        None => language.tell(&note.text),
    });
    told.chain(COLUMNS.map(|column| language.say(column).to_owned())).collect()
}

/// What the figures mean.
fn definitions<'n>(kpis: &[&'static Kpi], names: &'n [String], language: Language) -> Sheet<'n> {
    let columns = ["kpi", "name", "section", "unit", "better", "question", "definition", "caveat"];
    let row = |(kpi, name): (&&'static Kpi, &'n String)| {
        let better = kpi.better.map(Better::id);
        let told = [kpi.id, name.as_str(), kpi.section.id(), kpi.unit.id()].map(Cell::Text);
        let meant = [better, Some(language.say(kpi.question)), Some(kpi.doc), kpi.caveat].map(Cell::text);
        [told, meant].concat()
    };
    let columns = columns.map(|name| Column::new(name, Form::Text)).to_vec();
    Sheet { columns, rows: kpis.iter().zip(names).map(row).collect() }
}

#[cfg(test)]
mod tests;
