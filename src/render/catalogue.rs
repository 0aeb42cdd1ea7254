//! The catalogue and the sources as pages: lists, and one entry explained.
//!
//! Not responsible for what is said (`docs::entry`, `sources`).

use super::page::{Cell, Column, Grid, Kind, Line, Page, Part, faint, plain, strong};
use crate::docs::entry::{Entry, FactEntry, unit_and_direction, unit_in_words};
use crate::kpis::{self, Kpi, Section};
use crate::sources::{self, Source};

fn grid(columns: Vec<Column>, lines: Vec<Vec<Cell>>) -> Part {
    let names = columns.len();
    let lines = lines.into_iter().map(Line::from).collect();
    Part::Grids(vec![Grid { columns, lines, kind: Kind::Free { names } }])
}

fn heading(name: &str, about: &str) -> Part {
    Part::Heading(name.to_owned(), about.to_owned())
}

/// Every KPI, by section.
pub fn list() -> Page {
    let mut parts = Vec::new();
    for section in Section::ALL {
        let mut lines = Vec::new();
        let mut asked = "";
        for kpi in kpis::catalogue().filter(|kpi| kpi.section == *section) {
            // A span of time asks its question once, for its mean, median and p90.
            let question = if asked == kpi.question { "" } else { kpi.question };
            asked = kpi.question;
            lines.push(vec![strong(kpi.id), faint(unit_and_direction(kpi)), plain(question)]);
        }
        if !lines.is_empty() {
            parts.push(heading(section.id(), section.question()));
            parts.push(grid(vec![Column::spans(""), Column::spans(""), Column::words("")], lines));
        }
    }
    parts.push(heading("Notes", ""));
    parts.push(Part::Notes(vec![
        "`wa-kpi kpis ID` explains one: definition, formula, inputs, window, dimensions, example".to_owned(),
        "↑ more is better, ↓ less is better".to_owned(),
    ]));
    Page { parts }
}

/// One KPI, explained.
pub fn one(kpi: &'static Kpi) -> Page {
    let entry = Entry::of(kpi);
    let mut lines = Vec::new();
    let mut say = |name: &str, what: String| lines.push(vec![faint(name), plain(what)]);
    say("question", entry.question.to_owned());
    say("definition", entry.definition.to_owned());
    say("formula", entry.formula.clone());
    for fact in &entry.facts {
        say("", format!("{}: {}", fact.id, fact.meaning));
    }
    say("unit", format!("{} ({})", unit_and_direction(kpi), unit_in_words(kpi.unit)));
    for needs in &entry.needs {
        say("needs", (*needs).to_owned());
    }
    say("window", entry.window.clone().unwrap_or_else(|| "none".to_owned()));
    say("date", entry.date.clone());
    say("dimensions", entry.dimensions.join(", "));
    say("interval", entry.interval.to_owned());
    if let Some(caveat) = entry.caveat {
        say("beware", caveat.to_owned());
    }
    let mut parts = vec![heading(entry.id, entry.name), grid(vec![Column::spans(""), Column::words("")], lines)];
    if !entry.example.given.is_empty() {
        parts.push(heading("Example", ""));
        for table in &entry.example.given {
            parts.push(Part::Verbatim(table.lines().map(str::to_owned).collect()));
        }
        parts.push(Part::Text(format!("gives {}", entry.example.shown)));
    }
    Page { parts }
}

/// The facts that formulas read.
pub fn facts(facts: &[FactEntry]) -> Page {
    let mut parts = Vec::new();
    for grain in facts.chunk_by(|one, next| one.grain == next.grain) {
        let lines = grain.iter().map(|fact| vec![strong(fact.id), plain(fact.meaning)]).collect();
        parts.push(heading(grain[0].grain, ""));
        parts.push(grid(vec![Column::spans(""), Column::words("")], lines));
    }
    Page { parts }
}

/// Every source.
pub fn sources() -> Page {
    let lines = sources::sources().map(|source| {
        let tells = if source.tells.is_empty() { source.name.to_owned() } else { source.tells.join(", ") };
        vec![strong(source.id), plain(source.name), faint(tells)]
    });
    let columns = vec![Column::spans(""), Column::words(""), Column::words("tells")];
    let notes = vec!["`wa-kpi sources ID` tells how to export one, and what it lacks".to_owned()];
    Page { parts: vec![grid(columns, lines.collect()), heading("Notes", ""), Part::Notes(notes)] }
}

/// One source, explained.
pub fn source(source: &Source) -> Page {
    let mut parts = vec![heading(source.id, source.name), Part::Text(source.doc.trim().to_owned())];
    let mut section = |title: &str, items: &[&str]| {
        if !items.is_empty() {
            parts.push(heading(title, ""));
            parts.push(Part::Notes(items.iter().map(|item| (*item).to_owned()).collect()));
        }
    };
    section("How to export", source.how_to_export);
    section("Tells", source.tells);
    section("Lacks", source.lacks);
    Page { parts }
}
