//! Comparisons as bytes. Like the renderers of reports they lay out and never compute.
//!
//! A renderer is one file and one word in [`RENDERERS`]. Not responsible for where the bytes go (`commands`).

mod csv;
mod figures;
mod json;
mod markdown;
mod page;
mod phrases;

use crate::comparison::Comparison;
use crate::render::{Style, table};

/// A way to write a comparison, declared once.
#[derive(Debug)]
pub struct Renderer {
    /// Its name on the command line.
    pub id: &'static str,
    /// The extension of files that it writes, without the dot.
    pub extension: &'static str,
    /// Writes a comparison.
    pub render: fn(&Comparison, &Style) -> anyhow::Result<Vec<u8>>,
}

/// `--format table`
static TABLE: Renderer = Renderer {
    id: "table",
    extension: "txt",
    render: |comparison, style| Ok(table::lay_out(&page::of(comparison, style), style).into_bytes()),
};

/// Every renderer, in the order of help; the first one is the default.
pub static RENDERERS: &[&Renderer] = &[&TABLE, &json::RENDERER, &csv::RENDERER, &markdown::RENDERER];
