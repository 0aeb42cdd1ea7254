//! The catalogue and the sources as pages: lists, and one entry explained.
//!
//! Not responsible for what is said (`docs::entry`, `sources`).

use super::page::{Cell, Column, Grid, Kind, Line, Page, Part, faint, plain, strong};
use super::words;
use crate::docs::entry::{Entry, FactEntry, unit_and_direction, unit_in_words};
use crate::docs::reads::reads;
use crate::kpis::{self, Kpi, Section};
use crate::settings::Language;
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
pub fn list(language: Language) -> Page {
    let mut parts = Vec::new();
    for section in Section::ALL {
        let mut lines = Vec::new();
        let mut asked = "";
        for kpi in kpis::catalogue().filter(|kpi| kpi.section == *section) {
            // A span of time asks its question once, for its mean, median and p90.
            let question = if asked == kpi.question { "" } else { kpi.question };
            asked = kpi.question;
            lines.push(vec![strong(kpi.id), faint(unit_and_direction(kpi)), plain(language.say(question))]);
        }
        if !lines.is_empty() {
            parts.push(heading(section.id(), language.say(section.question())));
            parts.push(grid(vec![Column::spans(""), Column::spans(""), Column::words("")], lines));
        }
    }
    parts.push(heading(language.say("Notes"), ""));
    parts.push(Part::Notes(vec![
        language
            .say("`wa-kpi kpis ID` explains one: definition, formula, inputs, window, dimensions, example")
            .to_owned(),
        language.say("↑ more is better, ↓ less is better").to_owned(),
    ]));
    Page { parts }
}

/// One KPI, explained.
pub fn one(kpi: &'static Kpi, language: Language) -> Page {
    let entry = Entry::of(kpi);
    let mut lines = Vec::new();
    let mut say = |name: &str, what: String| lines.push(vec![faint(language.say(name)), plain(what)]);
    say("question", language.say(entry.question).to_owned());
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
    let mut parts =
        vec![heading(entry.id, &language.name(kpi)), grid(vec![Column::spans(""), Column::words("")], lines)];
    if !entry.example.given.is_empty() {
        parts.push(heading(language.say("Example"), ""));
        for table in &entry.example.given {
            parts.push(Part::Verbatim(table.lines().map(str::to_owned).collect()));
        }
        parts.push(Part::Text(language.fill("gives {}", &[&language.show(kpi.unit, entry.example.then)])));
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

/// How many letters of what a source tells stand in the list.
const TOLD: usize = 60;

/// The first words of a list, as many as fit.
fn in_short(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        if text.chars().count() + word.chars().count() > TOLD {
            return format!("{text} …");
        }
        text += if text.is_empty() { "" } else { ", " };
        text += word;
    }
    text
}

/// Every source, those of one's own first.
pub fn sources(own: &[&'static Source]) -> Page {
    let is_generic = |source: &&'static Source| source.profile().is_none_or(|profile| profile.own.generic);
    let (of_any, mut of_products): (Vec<_>, Vec<_>) = sources::sources().partition(is_generic);
    of_products.sort_by_key(|source| source.id);
    let mut parts = Vec::new();
    for (name, about, sources) in [
        ("Your own", "[[source]] of the settings", own.to_vec()),
        ("Of any product", "", of_any),
        ("Of one product", "", of_products),
    ] {
        if sources.is_empty() {
            continue;
        }
        let lines = sources
            .into_iter()
            .map(|source| vec![strong(source.id), plain(source.name), faint(in_short(source.tells))]);
        let columns = vec![Column::spans(""), Column::words(""), Column::words("tells").if_it_fits()];
        parts.extend([heading(name, about), grid(columns, lines.collect())]);
    }
    let notes = [
        "`wa-kpi sources ID` tells how to export one, what it tells and what it lacks",
        "a format of your own: `wa-kpi inspect FILE` writes a [[source]] to start from; docs/profiles.md",
    ];
    parts.extend([heading("Notes", ""), Part::Notes(notes.map(str::to_owned).to_vec())]);
    Page { parts }
}

/// One source, explained.
pub fn source(source: &'static Source) -> Page {
    let mut parts = vec![heading(source.id, source.name)];
    if !source.doc.trim().is_empty() {
        parts.push(Part::Text(source.doc.trim().to_owned()));
    }
    if !source.how_to_export.is_empty() {
        parts.push(heading("How to export", ""));
        parts.push(Part::Notes(source.how_to_export.iter().map(|step| (*step).to_owned()).collect()));
    }
    for (title, items) in [("Tells", source.tells), ("Lacks", source.lacks)] {
        if !items.is_empty() {
            parts.extend([heading(title, ""), Part::Text(items.join(", "))]);
        }
    }
    let reads = reads(source);
    for rows in &reads {
        let what = match &rows.table {
            Some(table) => format!("Reads {}", words::clean(table)),
            None => "Leaves alone".to_owned(),
        };
        parts.push(heading(&what, &words::clean(&rows.condition())));
        if let Some(reason) = &rows.ignored {
            parts.push(Part::Text(words::clean(reason)));
            continue;
        }
        let lines = rows.columns.iter().map(|(column, names)| {
            vec![strong(words::clean(column)), faint("←"), plain(words::clean(&names.join(" | ")))]
        });
        parts.push(grid(vec![Column::spans(""), Column::spans(""), Column::words("")], lines.collect()));
    }
    if !reads.is_empty() {
        let notes = [
            "header names are compared without case, blanks and punctuation; of several the first that says something \
             counts",
            "docs/profiles.md explains the form, and how to describe a format of your own",
        ];
        parts.extend([heading("Notes", ""), Part::Notes(notes.map(str::to_owned).to_vec())]);
    }
    Page { parts }
}
