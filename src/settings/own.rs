//! Rules, figures and formats of one's own, as the settings file has them: each with its line there.
//!
//! Not responsible for what they mean: formulas, rules and columns are read where figures and sources are known.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::units::{Better, Unit};

/// A rule: a `[[check]]` table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCheck {
    /// The rule, such as `delivery_rate >= 95%`.
    pub rule: String,
    /// The dimension by which it is asked.
    pub by: Option<String>,
    /// Where it stands in the file, counted from 1.
    pub line: usize,
}

/// A figure: a `[[kpi]]` table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnKpi {
    /// Its id: lower case letters, digits and underscores; no other of the file has it.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is measured in.
    pub unit: Unit,
    /// Which direction is good news.
    pub better: Option<Better>,
    /// The formula over facts, such as `share of read among delivered`.
    pub formula: String,
    /// Which units count (`where`), an expression over dimensions.
    pub filter: Option<String>,
    /// Where it stands in the file, counted from 1.
    pub line: usize,
}

/// A CSV format: a `[[source]]` table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSource {
    /// Its id: lower case letters, digits, hyphens and underscores; no other of the file has it.
    pub id: String,
    /// The canonical table whose rows it has.
    pub table: String,
    /// Columns that a file must have to be recognised.
    pub recognise: Vec<String>,
    /// By canonical column: the file's column.
    pub columns: BTreeMap<String, String>,
    /// By canonical column: what words of the file mean.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// How times are written, in strftime's letters.
    pub time_format: Option<String>,
    /// The zone of times without one.
    pub timezone: Option<Tz>,
    /// What separates fields, where it is not told by the content.
    pub delimiter: Option<u8>,
    /// Where it stands in the file, counted from 1.
    pub line: usize,
}
