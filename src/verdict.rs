//! The verdict: what became of every rule, as plain data that any renderer can show. Schema `wa-kpi/check/1`.
//!
//! Not responsible for judging (`analysis::rules`) nor for looks. It holds no wall-clock time: same input, same verdict.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::{InputAccount, Note, Period, in_order, number};

/// The name and version of the verdict's shape.
pub const SCHEMA: &str = "wa-kpi/check/1";

/// What became of every rule.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Verdict {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// `failed` where any rule failed, else `passed` where any passed.
    pub outcome: Outcome,
    /// How many rules came out how.
    pub counts: Counts,
    /// The period that figures are of.
    pub period: Period,
    /// The accounting of the input files, in order of path.
    pub inputs: Vec<InputAccount>,
    /// The rules: those of the command line, then those of the settings, as they stand there.
    pub rules: Vec<RuleVerdict>,
    /// What the reader should know.
    pub notes: Vec<Note>,
}

/// What became of something that was tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It does not hold, or cannot be tested.
    Failed,
    /// The rule itself says that it is not to be tested here.
    Skipped,
    /// It holds.
    Passed,
}

/// How many came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// How many hold.
    pub passed: u64,
    /// How many do not.
    pub failed: u64,
    /// How many were not to be tested.
    pub skipped: u64,
}

/// What became of one rule.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RuleVerdict {
    /// The rule, as it is written.
    pub rule: String,
    /// The settings file in which it stands; null = on the command line.
    pub path: Option<String>,
    /// The line there, or which `--rule` it is; both are counted from 1.
    pub line: usize,
    /// What it is about: the id of a KPI, or of a matter of data quality.
    pub subject: String,
    /// The comparison: `>=`, `<=`, `>`, `<` or `=`.
    pub comparison: &'static str,
    /// What the value is measured in.
    pub unit: String,
    /// The period whose figures bounds are shares of: `previous` or `year`; null = none.
    pub of: Option<String>,
    /// The dimensions by which it is asked.
    pub by: Vec<String>,
    /// Whether the end of the interval is tested, not the value.
    pub surely: bool,
    /// `failed` where any of its figures failed, else `passed` where any passed.
    pub outcome: Outcome,
    /// How many of its figures came out how.
    pub counts: Counts,
    /// Every figure that it was asked of, in the order of a report.
    pub figures: Vec<Judgement>,
}

/// One figure, tested.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Judgement {
    /// What the figure is about: dimension → value. Empty = all of it.
    #[serde(serialize_with = "in_order")]
    #[schemars(with = "std::collections::BTreeMap<String, Option<String>>")]
    pub group: Vec<(String, Option<String>)>,
    /// What became of it.
    pub outcome: Outcome,
    /// The figure; null = none can be given, see `reason`.
    #[serde(serialize_with = "number")]
    pub value: Option<f64>,
    /// What it was compared with, in the same unit; null = that cannot be told.
    #[serde(serialize_with = "number")]
    pub bound: Option<f64>,
    /// The figure of the period whose share the bound is.
    #[serde(serialize_with = "number")]
    pub baseline: Option<f64>,
    /// How many units the figure rests on.
    pub n: Option<u64>,
    /// Lower end of the confidence interval.
    #[serde(serialize_with = "number")]
    pub low: Option<f64>,
    /// Upper end of the confidence interval.
    #[serde(serialize_with = "number")]
    pub high: Option<f64>,
    /// The currency of a value in money.
    pub currency: Option<String>,
    /// Why it failed without being compared, or was skipped.
    pub reason: Option<String>,
}

impl Counts {
    /// How many there are.
    pub fn all(&self) -> u64 {
        self.passed + self.failed + self.skipped
    }

    /// What becomes of something that has so many parts.
    pub fn outcome(&self) -> Outcome {
        match self {
            Counts { failed: 1.., .. } => Outcome::Failed,
            Counts { passed: 1.., .. } => Outcome::Passed,
            _ => Outcome::Skipped,
        }
    }
}

impl FromIterator<Outcome> for Counts {
    fn from_iter<T: IntoIterator<Item = Outcome>>(outcomes: T) -> Counts {
        let mut counts = Counts::default();
        for outcome in outcomes {
            match outcome {
                Outcome::Passed => counts.passed += 1,
                Outcome::Failed => counts.failed += 1,
                Outcome::Skipped => counts.skipped += 1,
            }
        }
        counts
    }
}

impl Outcome {
    /// Its name in every format.
    pub fn id(self) -> &'static str {
        match self {
            Outcome::Passed => "passed",
            Outcome::Failed => "failed",
            Outcome::Skipped => "skipped",
        }
    }
}
