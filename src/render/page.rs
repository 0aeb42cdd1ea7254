//! The page: a report as headings, grids of cells and notes, before anyone decides how wide a letter is.
//!
//! Not responsible for widths and colours (`table`) nor for how one figure reads (`words`).

use super::breakdowns::{self, Breakdown};
use super::matrix::Detail;
use super::{Style, accounts, charts, figures, matrix, words};
use crate::kpis::Section;
use crate::report::Report;

/// A page, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of a page.
#[derive(Clone, Debug)]
pub enum Part {
    /// A heading: a name, and what it is about.
    Heading(String, String),
    /// Grids, one under the other.
    Grids(Vec<Grid>),
    /// The same in full and in short: in full where every such part of the page fits.
    Either(Vec<Grid>, Vec<Grid>),
    /// A paragraph.
    Text(String),
    /// Lines as they are, of a file.
    Verbatim(Vec<String>),
    /// Short remarks, one item each.
    Notes(Vec<String>),
}

/// A grid of cells.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Grids of the page whose columns stand under each other.
    pub kind: Kind,
}

/// What a grid shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A figure a line.
    Figures,
    /// A span of time a line. Its names and values stand under those of the figures.
    Times,
    /// Anything else. Too wide for the screen, it is cut into several; the first columns, so many, are in each.
    Free {
        /// How many columns name the line.
        names: usize,
    },
}

/// A column of a grid.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Numbers stand to the right.
    pub right: bool,
    /// Never goes over two lines.
    pub whole: bool,
    /// May be left out where the screen is too narrow.
    pub optional: bool,
    /// Is read together with the column before.
    pub joined: bool,
}

impl Column {
    /// A column of words.
    pub fn words(title: &str) -> Column {
        Column { title: words::clean(title), right: false, whole: false, optional: false, joined: false }
    }

    /// A column of words that stay on one line.
    pub fn spans(title: &str) -> Column {
        Column { whole: true, ..Column::words(title) }
    }

    /// A column of numbers.
    pub fn numbers(title: &str) -> Column {
        Column { title: words::clean(title), right: true, whole: true, optional: false, joined: false }
    }

    /// The same, to be left out where the screen is too narrow.
    pub fn if_it_fits(self) -> Column {
        Column { optional: true, ..self }
    }

    /// The same, never parted from the column before.
    pub fn joined(self) -> Column {
        Column { joined: true, ..self }
    }
}

/// A line of a grid.
#[derive(Clone, Debug)]
pub struct Line {
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Explanations under the line, over all of its columns.
    pub below: Vec<String>,
}

impl From<Vec<Cell>> for Line {
    fn from(cells: Vec<Cell>) -> Line {
        Line { cells, below: Vec::new() }
    }
}

/// A piece of text and how loudly it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// How loudly.
    pub tone: Tone,
}

/// How loudly a text is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// What the reader came for.
    Strong,
    /// Background.
    Faint,
    /// To beware of.
    Warning,
    /// Good news.
    Good,
    /// Bad news.
    Bad,
}

/// Plain text.
pub fn plain(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), tone: Tone::Plain }
}

/// What the reader came for.
pub fn strong(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), tone: Tone::Strong }
}

/// Background.
pub fn faint(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), tone: Tone::Faint }
}

/// To beware of.
pub fn warning(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), tone: Tone::Warning }
}

impl Page {
    /// The page of a report.
    pub fn of(report: &Report, style: &Style) -> Page {
        let mut parts = vec![Part::Heading("WhatsApp KPIs".to_owned(), words::period(&report.period))];
        let (figures, folded) = figures::gather(report, style);
        let notes = accounts::notes(report, &figures, &folded, style);
        let breakdowns: Vec<Breakdown> = breakdowns::all(report).filter(|_| style.all).collect();
        for (section, figures) in figures::by_section(&figures) {
            parts.push(heading(section));
            parts.push(if report.by.is_empty() || style.explain {
                Part::Grids(figures::grids(&figures, &report.by, style))
            } else {
                let grids = |detail| matrix::grids(&figures, &report.by, detail, style);
                Part::Either(grids(Detail::Receipts), grids(Detail::Values))
            });
            let own = breakdowns.iter().filter(|breakdown| breakdown.section.id() == section);
            parts.extend(own.filter_map(|breakdown| charts::part(breakdown, style)));
        }
        if !report.inputs.is_empty() {
            parts.push(Part::Heading(
                "Inputs".to_owned(),
                "records = used + duplicates + ignored + rejected".to_owned(),
            ));
            parts.push(Part::Grids(vec![accounts::grid(&report.inputs, style.width)]));
        }
        if !notes.is_empty() {
            parts.push(Part::Heading("Notes".to_owned(), String::new()));
            parts.push(Part::Notes(notes));
        }
        Page { parts }
    }
}

impl Page {
    /// The page in letters of ASCII, but for names, which stay what they are.
    pub fn in_ascii(&self) -> Page {
        let mut page = self.clone();
        let all = |texts: &mut Vec<String>| texts.iter_mut().for_each(|text| *text = words::ascii(text));
        let grid = |grid: &mut Grid| {
            grid.columns.iter_mut().for_each(|column| column.title = words::ascii(&column.title));
            for line in &mut grid.lines {
                line.cells.iter_mut().for_each(|cell| cell.text = words::ascii(&cell.text));
                all(&mut line.below);
            }
        };
        for part in &mut page.parts {
            match part {
                Part::Heading(name, about) => (*name, *about) = (words::ascii(name), words::ascii(about)),
                Part::Grids(grids) => grids.iter_mut().for_each(grid),
                Part::Either(full, short) => full.iter_mut().chain(short).for_each(grid),
                Part::Text(text) => *text = words::ascii(text),
                Part::Verbatim(texts) | Part::Notes(texts) => all(texts),
            }
        }
        page
    }
}

/// A section's name, and its question.
fn heading(id: &str) -> Part {
    let question = Section::ALL.iter().find(|section| section.id() == id).map_or("", |section| section.question());
    Part::Heading(words::capitalised(id), question.to_owned())
}
