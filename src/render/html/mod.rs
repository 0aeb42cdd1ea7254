//! HTML: one self-contained page that is read without a network and without script.
//!
//! `page.html` says how it is laid out; the files beside this one say what stands on it. Charts are inline SVG with a
//! table beside each; the few lines of script only sort tables. Not responsible for measuring: what charts draw is in
//! the report ([`crate::report::Drawn`]).

mod breakdowns;
mod cards;
mod charts;
mod figures;
mod groups;
mod heat;
mod line;
mod scale;
mod table;

use anyhow::Result;
use askama::Template;

use super::{Renderer, Style, accounts, words};
use crate::kpis::Section;
use crate::render::figures::{Figure, by_section, gather};
use crate::report::Report;
use cards::Card;
use charts::{Body, Chart};
use figures::Entry;
use table::Table;

/// `--format html`
pub static RENDERER: Renderer = Renderer {
    id: "html",
    extension: "html",
    doc: "one page with charts, for people",
    binary: false,
    layouts: false,
    render,
    draws: true,
};

/// A page, filled in.
#[derive(Template)]
#[template(path = "page.html")]
struct Document<'a> {
    period: String,
    cards: Vec<Card>,
    sections: Vec<Part<'a>>,
    inputs: Table,
    notes: Vec<String>,
    css: &'static str,
    script: &'static str,
}

/// A section of the report.
struct Part<'a> {
    id: &'a str,
    name: String,
    question: &'static str,
    compared: bool,
    figures: Vec<Entry>,
    further: Vec<Entry>,
    missing: Vec<String>,
    groups: Option<Table>,
    charts: Vec<Chart>,
}

fn render(report: &Report, style: &Style) -> Result<Vec<u8>> {
    let everything = Style { all: true, ..*style };
    let (figures, _) = gather(report, &everything);
    let (shown, folded) = gather(report, style);
    let document = Document {
        period: words::period(&report.period),
        cards: cards::cards(&figures, report),
        sections: by_section(&figures).into_iter().map(|(id, figures)| part(id, &figures, report, style)).collect(),
        inputs: table::of_grid("What became of every record", &accounts::grid(&report.inputs, usize::MAX)),
        notes: accounts::notes(
            report,
            &shown,
            &super::figures::Folded { further: 0, small: Vec::new(), ..folded },
            style,
        ),
        css: include_str!("page.css").trim_ascii(),
        script: include_str!("page.js").trim_ascii(),
    };
    Ok(document.render()?.into_bytes())
}

fn part<'a>(id: &'a str, figures: &[&Figure], report: &Report, style: &Style) -> Part<'a> {
    let section = Section::ALL.iter().find(|section| section.id() == id);
    let measured = |figure: &&Figure| figure.rows().any(|row| row.value.is_some());
    let (known, unknown): (Vec<&Figure>, Vec<&Figure>) = figures.iter().copied().partition(measured);
    let headline = |figure: &&Figure| style.all || figure.main.kpi.is_none_or(|kpi| kpi.headline);
    let (shown, further): (Vec<&Figure>, Vec<&Figure>) = known.into_iter().partition(headline);
    let entries = |figures: &[&Figure]| figures.iter().filter_map(|figure| figures::entry(figure, report)).collect();
    Part {
        id,
        name: words::capitalised(id),
        question: section.map_or("", |section| section.question()),
        compared: super::figures::is_compared(figures),
        figures: entries(&shown),
        further: entries(&further),
        missing: unknown.iter().filter_map(|figure| figures::missing(figure)).collect(),
        groups: groups::table(&shown, report),
        charts: charts::charts(id, &shown, report),
    }
}

#[cfg(test)]
mod tests;
