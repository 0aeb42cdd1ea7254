//! What a source that is a mapping reads, kind of rows by kind of rows: which column it takes for what.
//!
//! Not responsible for how it is laid out.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::settings::own::{OwnFormat, OwnRows};
use crate::sources::Source;
use crate::tables::columns::TABLES;

/// One kind of rows that a source reads.
#[derive(Clone, Debug, Serialize)]
pub struct Reads {
    /// The canonical table; none where such rows are of no use.
    pub table: Option<String>,
    /// Why they are of no use.
    pub ignored: Option<String>,
    /// What holds them: `csv` or `json`.
    pub format: &'static str,
    /// The columns that must be there; of `a | b` one.
    pub recognised_by: Vec<String>,
    /// By column: the words of which a row must have one.
    pub when: BTreeMap<String, Vec<String>>,
    /// By canonical column: the names by which it is known.
    pub columns: Vec<(String, Vec<String>)>,
}

/// What a source reads; empty where it is more than a mapping.
pub fn reads(source: &'static Source) -> Vec<Reads> {
    source.profile().map(|profile| profile.own.rows.iter().map(Reads::of).collect()).unwrap_or_default()
}

impl Reads {
    fn of(rows: &OwnRows) -> Reads {
        let table = TABLES.iter().find(|table| table.id == rows.table);
        let place = |column: &str| table.and_then(|table| table.find(column)).unwrap_or(usize::MAX);
        let mut columns: Vec<(String, Vec<String>)> =
            rows.columns.iter().map(|(column, names)| (column.clone(), names.clone())).collect();
        columns.sort_by_key(|(column, _)| place(column));
        Reads {
            table: rows.ignore.is_none().then(|| rows.table.clone()),
            ignored: rows.ignore.clone(),
            format: match rows.format {
                OwnFormat::Csv => "csv",
                OwnFormat::Json => "json",
            },
            recognised_by: rows.recognise.clone(),
            when: rows.when.clone(),
            columns,
        }
    }

    /// Which rows these are, beyond their columns: `Type is sent or read`; empty where all are.
    pub fn condition(&self) -> String {
        let word = |word: &String| match word.as_str() {
            "*" => "there".to_owned(),
            "" => "empty".to_owned(),
            word => word.strip_prefix('!').map_or(word.to_owned(), |word| format!("not {word}")),
        };
        let asked = self.when.iter().map(|(column, words)| {
            let column = column.split(" | ").next().unwrap_or(column);
            format!("{column} is {}", words.iter().map(word).collect::<Vec<_>>().join(" or "))
        });
        asked.collect::<Vec<_>>().join(" and ")
    }
}
