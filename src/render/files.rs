//! Files that were written, as a page: each with its rows and columns.
//!
//! Not responsible for writing them.

use super::page::{Column, Grid, Kind, Line, Page, Part, plain};
use super::{Style, table, words};

/// A file with rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its name in the folder.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// How many columns.
    pub columns: u64,
}

/// The files as text for a terminal, below the folder that they stand in and what is to be known of them.
pub fn text(folder: &str, about: &str, files: &[WrittenFile], style: &Style) -> String {
    let line = |file: &WrittenFile| -> Line {
        vec![plain(words::clean(&file.name)), plain(words::units(file.rows)), plain(words::units(file.columns))].into()
    };
    let columns = vec![Column::words(""), Column::numbers("rows"), Column::numbers("columns")];
    let grid = Grid { columns, lines: files.iter().map(line).collect(), kind: Kind::Free { names: 1 } };
    let heading = Part::Heading(words::clean(folder), words::clean(about));
    table::lay_out(&Page { parts: vec![heading, Part::Grids(vec![grid])] }, style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_a_line_with_its_rows_and_columns() {
        let file = WrittenFile { name: "messages.csv".to_owned(), rows: 12_345, columns: 34 };
        let shown = text("out", "as of 2026-10-18T19:52:47Z", &[file], &Style::default());
        assert_eq!(
            shown,
            "out  as of 2026-10-18T19:52:47Z\n                  rows  columns\n  messages.csv  12,345       34\n"
        );
    }
}
