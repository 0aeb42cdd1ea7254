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
    /// The dimensions by which it is asked, with commas between.
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

/// A format of exports: a `[[source]]` table, or the same keys in a built-in profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSource {
    /// Its id: lower case letters, digits, hyphens and underscores; no other of the file has it.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is and what it can tell.
    pub doc: String,
    /// How to get the export, step by step.
    pub how_to_export: Vec<String>,
    /// What it can tell, as inputs that KPIs ask for.
    pub tells: Vec<String>,
    /// What it cannot tell.
    pub lacks: Vec<String>,
    /// Whether any product may have such files: sources that know their own files come first.
    pub generic: bool,
    /// The kinds of rows that it has; of one table the first that fits is meant.
    pub rows: Vec<OwnRows>,
    /// How times are written, in strftime's letters.
    pub time_format: Option<String>,
    /// The zone of times without one.
    pub timezone: Option<Tz>,
    /// Which of day and month comes first in its dates.
    pub date_order: Option<OwnOrder>,
    /// What separates fields, where it is not told by the content.
    pub delimiter: Option<u8>,
    /// Where it stands in the file, counted from 1.
    pub line: usize,
}

/// What holds the rows of a format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnFormat {
    /// Lines of fields under a header.
    #[default]
    Csv,
    /// JSON objects, wherever in the file they stand.
    Json,
}

/// The order of day and month in a format's dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnOrder {
    /// 31.12.2026
    DayMonthYear,
    /// 12/31/2026
    MonthDayYear,
}

/// One kind of rows of a format. What names a column names a path where they are JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnRows {
    /// What holds them.
    pub format: OwnFormat,
    /// The canonical table whose rows they are; empty where they are ignored.
    pub table: String,
    /// Why these rows are of no use.
    pub ignore: Option<String>,
    /// Columns that a file (CSV) or an object (JSON) must have; of `a | b` one.
    pub recognise: Vec<String>,
    /// Columns of which none may be there.
    pub without: Vec<String>,
    /// By column (of `a | b` the first that says something): the words of which it must have one; `*` is any, `paid*`,
    /// `*won*` what begins or holds so, `!word` any other, an empty one nothing.
    pub when: BTreeMap<String, Vec<String>>,
    /// By canonical column: the file's columns, of which the first that says something counts.
    pub columns: BTreeMap<String, Vec<String>>,
    /// By canonical column: what words of the file mean; `*` any other.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// By canonical column: what every row says.
    pub constants: BTreeMap<String, String>,
    /// Whether a row tells of one state of a message or one event of a conversation, and others of others.
    pub event: bool,
    /// Whether these rows come beside others of the same table that the same row told of.
    pub also: bool,
    /// Whether messages that were read are counted as delivered, too, in every row of counts.
    pub nested: bool,
}
