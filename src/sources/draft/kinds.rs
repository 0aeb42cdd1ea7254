//! The kinds of rows that sources know, as far as they are told by names of columns: those of profiles, and the
//! canonical tables.
//!
//! Not responsible for choosing among them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::outline::Outline;
use crate::settings::own::OwnRows;
use crate::sources::{Rules, canonical};
use crate::tables::columns::{TABLES, Table};

/// A kind of rows that a source knows.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// The source's id.
    pub source: &'static str,
    /// Whether its names are those of any product.
    pub is_generic: bool,
    /// Whether tables and JSON are read alike.
    pub of_any_format: bool,
    /// What it says.
    pub rows: &'static OwnRows,
    /// The table whose rows they are.
    pub table: &'static Table,
}

/// The canonical tables, whose columns are called what they are.
static CANONICAL: LazyLock<Vec<OwnRows>> = LazyLock::new(|| {
    let rows = TABLES.iter().map(|table| OwnRows {
        table: table.id.to_owned(),
        recognise: table.columns.iter().filter(|column| column.required).map(|column| column.name.to_owned()).collect(),
        columns: table.columns.iter().map(|column| (column.name.to_owned(), vec![column.name.to_owned()])).collect(),
        ..OwnRows::default()
    });
    rows.collect()
});

impl Kind {
    /// Every kind of rows of use.
    pub fn all(rules: &Rules) -> Vec<Kind> {
        let profiles = rules.sources().filter_map(|source| Some((source.id, &source.profile()?.own)));
        let of_profiles = profiles.flat_map(|(source, own)| {
            own.rows.iter().map(move |rows| (source, own.generic, false, rows)).filter(|(.., rows)| !rows.also)
        });
        let canonical = CANONICAL.iter().map(|rows| (canonical::SOURCE.id, true, true, rows));
        let kinds = of_profiles.chain(canonical).filter_map(|(source, is_generic, of_any_format, rows)| {
            let table = TABLES.iter().copied().find(|table| table.id == rows.table && rows.ignore.is_none())?;
            Some(Kind { source, is_generic, of_any_format, rows, table })
        });
        kinds.collect()
    }

    /// The names in a file that its columns may stand under, by canonical column.
    pub fn found<'o>(&self, outline: &'o Outline) -> BTreeMap<&'static str, &'o str> {
        let rows: &'static OwnRows = self.rows;
        let named = |(column, names): (&'static String, &'static Vec<String>)| {
            Some((column.as_str(), names.iter().find_map(|name| outline.find(name))?))
        };
        rows.columns.iter().filter_map(named).collect()
    }
}
