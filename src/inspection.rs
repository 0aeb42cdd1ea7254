//! What the files hold, as plain data: how each was recognised and understood, and which KPIs all of them can feed.
//!
//! Not responsible for finding it out nor for looks.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::InputAccount;

/// What all inputs hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Inspection {
    /// File by file, in order of path.
    pub files: Vec<FileInspection>,
    /// Files of a folder that nothing recognised.
    pub unrecognised: Vec<String>,
    /// What those look like whose content could be looked at.
    pub strangers: Vec<StrangerInspection>,
    /// Ids of the KPIs that the files can feed, in the order of the catalogue.
    pub feeds: Vec<String>,
    /// The others, by what they need.
    pub missing: Vec<Missing>,
}

/// What one file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileInspection {
    /// What became of its records; names the file and the source that reads it.
    #[serde(flatten)]
    pub account: InputAccount,
    /// How the source recognised it.
    pub why: String,
    /// The canonical tables that it can feed.
    pub tables: Vec<String>,
    /// How its columns are understood.
    pub columns: Vec<ColumnInspection>,
    /// The earliest time in it, RFC 3339.
    pub first: Option<String>,
    /// The latest time in it, RFC 3339.
    pub last: Option<String>,
    /// Why records were ignored, and how many.
    pub ignored_because: Vec<Tally>,
    /// Why records were rejected, and how many.
    pub rejected_because: Vec<Tally>,
    /// The first rejected records.
    pub first_rejections: Vec<RejectedLine>,
    /// Fields, types and words that nobody knows, and how often they stand there.
    pub unknown: Vec<Tally>,
}

/// A file that nothing recognised. Names of columns are told, values never are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StrangerInspection {
    /// The file.
    pub path: String,
    /// The source that it looks most like; null = like none.
    pub nearest: Option<NearestInspection>,
    /// A `[[source]]` for wa-kpi.toml to start from; null where no columns could be told.
    pub suggestion: Option<String>,
}

/// The source that a file looks most like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NearestInspection {
    /// Its id.
    pub source: String,
    /// In words: what the file has of it and what it lacks.
    pub why: String,
    /// What the file has.
    pub has: Vec<String>,
    /// What it lacks.
    pub lacks: Vec<String>,
}

/// A column as it is understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ColumnInspection {
    /// As the file names it.
    pub column: String,
    /// The canonical column that it becomes; null = not used.
    pub becomes: Option<String>,
}

/// How often something occurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// What.
    pub what: String,
    /// How often.
    pub count: u64,
}

/// Where a record that was not understood stands. Its text may be personal: it is left to `--rejects`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RejectedLine {
    /// The line, counted from 1.
    pub line: u64,
    /// What was found and what was expected.
    pub reason: String,
}

/// KPIs that the files cannot feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Missing {
    /// What they need, and the export that would feed them.
    pub reason: String,
    /// Their ids.
    pub kpis: Vec<String>,
}
