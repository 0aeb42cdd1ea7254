//! A row whose cells were gathered one by one, whatever its container.
//!
//! Not responsible for what cells mean.

use std::borrow::Cow;

use super::row::{Record, Row};
use crate::tables::columns::Table;

/// The cells of one row of a table.
pub struct Cells<'a> {
    /// By the column's place in the table; empty where there is none.
    pub cells: Vec<Cow<'a, str>>,
    /// A second name of the row's customer.
    pub alias: Cow<'a, str>,
    /// Whether the row tells of one state of a message, and other rows of others.
    pub is_event: bool,
    /// Whether a row of counts may lack its dates.
    pub may_be_undated: bool,
    /// Whether what was read is counted as delivered, too, whatever the numbers look like.
    pub counts_nest: bool,
    record: Record<'a>,
}

impl<'a> Cells<'a> {
    /// An empty row of a table that stands in a file.
    pub fn new(table: &Table, record: Record<'a>) -> Cells<'a> {
        let cells = vec![Cow::Borrowed(""); table.columns.len()];
        Cells { cells, alias: Cow::Borrowed(""), is_event: false, may_be_undated: false, counts_nest: false, record }
    }
}

impl Row for Cells<'_> {
    fn cell(&self, column: usize) -> &str {
        &self.cells[column]
    }

    fn alias(&self) -> &str {
        &self.alias
    }

    fn is_event(&self) -> bool {
        self.is_event
    }

    fn may_be_undated(&self) -> bool {
        self.may_be_undated
    }

    fn counts_nest(&self) -> bool {
        self.counts_nest
    }

    fn record(&self) -> Record<'_> {
        self.record
    }
}
