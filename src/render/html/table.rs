//! Tables of the page: a caption, headings, and cells with what they are sorted by.
//!
//! Not responsible for what stands in them. All text is escaped by the template.

use askama::Template;

use crate::render::page::{Grid, Tone};

/// A table.
#[derive(Template)]
#[template(path = "table.html")]
pub struct Table {
    /// What it shows, for those who come to it alone.
    pub caption: String,
    /// The headings of its columns.
    pub heads: Vec<Head>,
    /// Its lines; the first cell names the line.
    pub lines: Vec<Vec<Cell>>,
}

/// The heading of a column.
pub struct Head {
    /// Its text.
    pub text: String,
    /// Numbers stand to the right.
    pub is_number: bool,
    /// Over drawings that need no heading but for those who do not see them.
    pub is_drawn: bool,
}

impl Head {
    /// A column of words.
    pub fn words(text: impl Into<String>) -> Head {
        Head { text: text.into(), is_number: false, is_drawn: false }
    }

    /// A column of numbers.
    pub fn numbers(text: impl Into<String>) -> Head {
        Head { text: text.into(), is_number: true, is_drawn: false }
    }

    /// A column of bars.
    pub fn bars() -> Head {
        Head { is_drawn: true, ..Head::words("bar") }
    }
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// Further words in small letters.
    pub small: String,
    /// What lines are sorted by, where the text does not say it itself.
    pub rank: Option<f64>,
    /// What is drawn in it.
    pub mark: Mark,
    /// How loudly it is said: a class of the style sheet.
    pub tone: &'static str,
}

/// What is drawn in a cell, in hundredths of its width.
#[derive(Clone, Copy, Debug, Default)]
pub enum Mark {
    /// Nothing.
    #[default]
    Nothing,
    /// A bar from the left.
    Bar(f64),
    /// A value between the ends of its interval, beside that of everything.
    Range { low: f64, value: f64, high: f64, all: f64 },
    /// A shade of the cell itself.
    Shade(f64),
}

impl Cell {
    /// A cell of words.
    pub fn words(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A number as it is shown, and by itself.
    pub fn number(text: impl Into<String>, rank: f64) -> Cell {
        Cell { text: text.into(), rank: Some(rank), ..Cell::default() }
    }

    /// A bar of a share of the width.
    pub fn bar(share: f64) -> Cell {
        Cell { mark: Mark::Bar(hundredths(share)), rank: Some(share), ..Cell::default() }
    }

    /// The same cell, shaded.
    pub fn shaded(self, share: f64) -> Cell {
        Cell { mark: Mark::Shade(hundredths(share)), ..self }
    }
}

impl Table {
    /// What lines are sorted by, short.
    fn rank(&self, cell: &Cell) -> String {
        cell.rank.map(|rank| format!("{}", (rank * 1e6).round() / 1e6)).unwrap_or_default()
    }
}

/// A share of one in hundredths with one decimal.
pub fn hundredths(share: f64) -> f64 {
    (share.clamp(0.0, 1.0) * 1_000.0).round() / 10.0
}

/// A grid of the page as a table.
pub fn of_grid(caption: &str, grid: &Grid) -> Table {
    let heads = grid.columns.iter().map(|column| Head {
        text: if column.title.is_empty() { "file".to_owned() } else { column.title.clone() },
        is_number: column.right,
        is_drawn: false,
    });
    let cell = |cell: &crate::render::page::Cell| Cell {
        rank: cell.text.replace(',', "").parse().ok(),
        tone: tone(cell.tone),
        ..Cell::words(&cell.text)
    };
    let lines = grid.lines.iter().map(|line| line.cells.iter().map(cell).collect());
    Table { caption: caption.to_owned(), heads: heads.collect(), lines: lines.collect() }
}

/// The class of a tone.
pub fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain | Tone::Strong => "",
        Tone::Faint => "faint",
        Tone::Warning => "warning",
        Tone::Good => "good",
        Tone::Bad => "bad",
    }
}
