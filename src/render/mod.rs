//! Renderers: a report as bytes. They lay out and never compute, so two of them can never disagree.
//!
//! A renderer is one file and one word in [`RENDERERS`]. Not responsible for where the bytes go (`commands`).

pub mod accounts;
pub mod breakdowns;
pub mod catalogue;
pub mod change;
pub mod charts;
pub mod check;
pub mod comparison;
pub mod csv;
pub mod figures;
pub mod files;
#[cfg(test)]
mod fixture;
pub mod html;
pub mod inspection;
pub mod json;
pub mod markdown;
pub mod matrix;
pub mod page;
pub mod parquet;
pub mod prometheus;
pub mod sheet;
pub mod table;
pub mod widths;
pub mod words;
pub mod xlsx;

use std::path::Path;

use crate::kpis::Catalogue;
use crate::report::Report;
use sheet::Layout;

/// What a reader's eyes and screen ask for. Machine formats ignore it.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the screen.
    pub width: usize,
    /// Colours and bold letters.
    pub color: bool,
    /// Letters of ASCII only, for screens that have no others.
    pub ascii: bool,
    /// Every figure and breakdown, not the headline ones only.
    pub all: bool,
    /// The definition under each figure.
    pub explain: bool,
    /// How figures become rows, in formats of rows and columns.
    pub layout: Layout,
    /// Where names and definitions of KPIs come from.
    pub catalogue: Catalogue,
}

impl Default for Style {
    fn default() -> Self {
        Style {
            width: 80,
            color: false,
            ascii: false,
            all: false,
            explain: false,
            layout: Layout::default(),
            catalogue: Catalogue::default(),
        }
    }
}

/// A way to write a report, declared once.
#[derive(Debug)]
pub struct Renderer {
    /// Its name on the command line.
    pub id: &'static str,
    /// The extension of files that it writes, without the dot.
    pub extension: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Whether its bytes are no text for a terminal.
    pub binary: bool,
    /// Whether it has rows and columns, so that [`Style::layout`] means something.
    pub layouts: bool,
    /// Writes a report.
    pub render: fn(&Report, &Style) -> anyhow::Result<Vec<u8>>,
    /// Whether it draws charts, for which more has to be measured ([`crate::report::Drawn`]).
    pub draws: bool,
}

/// Every renderer, in the order of help; the first one is the default.
pub static RENDERERS: &[&Renderer] = &[
    &table::RENDERER,
    &csv::RENDERER,
    &json::RENDERER,
    &markdown::RENDERER,
    &xlsx::RENDERER,
    &parquet::RENDERER,
    &html::RENDERER,
    &prometheus::RENDERER,
];

/// The renderer of an id.
pub fn renderer(id: &str) -> Option<&'static Renderer> {
    RENDERERS.iter().copied().find(|renderer| renderer.id == id)
}

/// The renderer that writes files of this name.
pub fn renderer_of(path: &Path) -> Option<&'static Renderer> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    RENDERERS.iter().copied().find(|renderer| renderer.extension == extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_extensions_of_renderers_are_unique() {
        for name in [|renderer: &&Renderer| renderer.id, |renderer: &&Renderer| renderer.extension] {
            let mut names: Vec<_> = RENDERERS.iter().map(name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), RENDERERS.len());
        }
    }

    #[test]
    fn the_extension_decides_the_format_whatever_its_case() {
        assert_eq!(renderer_of(Path::new("a/report.CSV")).map(|renderer| renderer.id), Some("csv"));
        assert_eq!(renderer_of(Path::new("report.txt")).map(|renderer| renderer.id), Some("table"));
        assert!(renderer_of(Path::new("report.pdf")).is_none());
    }

    #[test]
    fn every_renderer_writes_the_same_bytes_for_the_same_report() {
        for renderer in RENDERERS {
            let once = || (renderer.render)(&fixture::by_campaign(), &fixture::style(80)).unwrap();
            assert_eq!(once(), once(), "{}", renderer.id);
        }
    }
}
