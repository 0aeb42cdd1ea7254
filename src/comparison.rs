//! A comparison's shape: arms side by side, with tests. Plain data, which other programs build on.
//!
//! Not responsible for finding it out (`analysis::arms`) nor for looks (`render::comparison`).

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::{InputAccount, Note, Period, Row, number};

/// The name and version of the comparison's shape.
pub const SCHEMA: &str = "wa-kpi/compare/1";

/// Arms side by side: every other arm against one of them, the control.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// What makes the arms: a dimension, `period`, `input`, or `counts`.
    pub by: String,
    /// The arm that the others are compared with.
    pub control: String,
    /// The confidence of intervals; a difference is called one where the adjusted p lies below 1 less this.
    pub confidence: f64,
    /// The chance with which `smallest_effect` would have been found.
    pub power: f64,
    /// The period that was asked for; null for counts.
    pub period: Option<Period>,
    /// The accounting of the input files, in order of path.
    pub inputs: Vec<InputAccount>,
    /// The arms: by name, periods and inputs in their order.
    pub arms: Vec<Arm>,
    /// Whether customers were split as planned; null where no plan is known.
    pub split: Option<Split>,
    /// The figures: by section, KPI, arm.
    pub rows: Vec<ArmRow>,
    /// Shares of more than two arms: whether they differ at all.
    pub overall: Vec<Overall>,
    /// What every arm brought beyond what the holdout tells would have come anyway.
    pub incremental: Vec<Incremental>,
    /// How many tests `p_adjusted` holds for, all together (Holm).
    pub tests: u64,
    /// What the reader should know.
    pub notes: Vec<Note>,
}

/// One arm.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Arm {
    /// Its name.
    pub name: String,
    /// Whether it is the control.
    pub control: bool,
    /// Its distinct customers: those that messages were sent to; of segment, country and language also contacts. Of
    /// counts their units.
    pub customers: u64,
}

/// The test of the split: chi-square of customers an arm.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Split {
    /// The arms, in their order.
    pub arms: Vec<SplitArm>,
    /// Whether the plan was named (`--split`); else equal parts are taken for it.
    pub named: bool,
    /// Chi-square.
    pub statistic: f64,
    /// Its degrees of freedom.
    pub degrees: u64,
    /// Chance of a split at least as uneven where all went as planned.
    pub p: f64,
    /// p below 0.001: the arms cannot be compared.
    pub alarm: bool,
}

/// An arm's part of the split.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SplitArm {
    /// The arm.
    pub arm: String,
    /// Its customers.
    pub observed: u64,
    /// How many the plan expects of all.
    pub expected: f64,
    /// The planned part, 0..1.
    pub planned: f64,
}

/// A figure of an arm, as in a report; `group` names the arm.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ArmRow {
    /// The figure with its receipt.
    #[serde(flatten)]
    pub row: Row,
    /// How it compares; null for the control.
    pub against_control: Option<Contrast>,
}

/// A figure against the control's.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Contrast {
    /// This value less the control's.
    #[serde(serialize_with = "number")]
    pub difference: Option<f64>,
    /// Lower end of its interval.
    #[serde(serialize_with = "number")]
    pub low: Option<f64>,
    /// Upper end of its interval.
    #[serde(serialize_with = "number")]
    pub high: Option<f64>,
    /// This value by the control's.
    #[serde(serialize_with = "number")]
    pub ratio: Option<f64>,
    /// Lower end of its interval.
    #[serde(serialize_with = "number")]
    pub ratio_low: Option<f64>,
    /// Upper end of its interval.
    #[serde(serialize_with = "number")]
    pub ratio_high: Option<f64>,
    /// The test; null where there is none.
    pub test: Option<String>,
    /// Chance of a difference at least as large where there is none.
    pub p: Option<f64>,
    /// The same, adjusted for all tests of the comparison (Holm).
    pub p_adjusted: Option<f64>,
    /// Of mean times: p by ranks (Mann–Whitney), as if no customer had several units. Not adjusted: nothing is
    /// concluded from it.
    pub p_ranks: Option<f64>,
    /// The smallest increase that a single test of this sample finds with the power; negative: the smallest decrease,
    /// where no increase could be found.
    #[serde(serialize_with = "number")]
    pub smallest_effect: Option<f64>,
    /// What the numbers allow to say.
    pub verdict: Verdict,
    /// Whether a difference that was found is good news; null where none was, or no direction is.
    pub better: Option<bool>,
    /// The verdict in words.
    pub words: String,
}

/// What the numbers allow to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Higher than the control, by more than chance explains.
    Higher,
    /// Lower than the control, by more than chance explains.
    Lower,
    /// No difference was found; one smaller than the sample could show may be there.
    NoDifference,
    /// A test finds a difference, and takes for granted what these units do not have.
    Unsure,
    /// Too few units, or units too much alike, to tell.
    TooFew,
    /// There is no test for it.
    NotTested,
}

impl Verdict {
    /// Whether a difference was found.
    pub fn is_found(self) -> bool {
        matches!(self, Verdict::Higher | Verdict::Lower)
    }

    /// Its name in CSV and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Higher => "higher",
            Verdict::Lower => "lower",
            Verdict::NoDifference => "no_difference",
            Verdict::Unsure => "unsure",
            Verdict::TooFew => "too_few",
            Verdict::NotTested => "not_tested",
        }
    }
}

/// Whether a share differs between any of more than two arms: chi-square, not adjusted.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Overall {
    /// The KPI.
    pub kpi: String,
    /// Chi-square.
    pub statistic: f64,
    /// Its degrees of freedom.
    pub degrees: u64,
    /// Chance of shares at least as different where all are alike.
    pub p: f64,
}

/// What an arm brought beyond the holdout. Every customer of an arm counts, whatever was delivered.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Incremental {
    /// The treated arm.
    pub arm: String,
    /// The arm that was left out.
    pub holdout: String,
    /// Customers of the arm who ordered anything that was not given back in full.
    pub conversions: Excess,
    /// Value of the purchases of the arm's customers, refunds subtracted; null where no order has a value, or several
    /// currencies cannot be added.
    pub revenue: Option<Excess>,
    /// The currency of revenue and spend.
    pub currency: Option<String>,
    /// Spend on the arm.
    #[serde(serialize_with = "number")]
    pub spend: Option<f64>,
    /// Incremental revenue by spend.
    #[serde(serialize_with = "number")]
    pub iroas: Option<f64>,
    /// Lower end of its interval; the spend is taken as exact.
    #[serde(serialize_with = "number")]
    pub iroas_low: Option<f64>,
    /// Upper end of its interval.
    #[serde(serialize_with = "number")]
    pub iroas_high: Option<f64>,
    /// Why revenue, spend or return cannot be given.
    pub reason: Option<String>,
}

/// A total of a treated arm, and how much of it would not have come without treatment.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Excess {
    /// The arm's total.
    #[serde(serialize_with = "number")]
    pub total: Option<f64>,
    /// The arm's customers.
    pub customers: u64,
    /// The holdout's total.
    #[serde(serialize_with = "number")]
    pub holdout_total: Option<f64>,
    /// The holdout's customers.
    pub holdout_customers: u64,
    /// The total less what as many customers of the holdout would have brought.
    #[serde(serialize_with = "number")]
    pub incremental: Option<f64>,
    /// Lower end of its interval.
    #[serde(serialize_with = "number")]
    pub low: Option<f64>,
    /// Upper end of its interval.
    #[serde(serialize_with = "number")]
    pub high: Option<f64>,
    /// The test; null where there is none.
    pub test: Option<String>,
    /// Chance of a difference at least as large where there is none.
    pub p: Option<f64>,
    /// The same, adjusted for all tests of the comparison (Holm).
    pub p_adjusted: Option<f64>,
    /// The smallest increment that a single test of this sample finds with the power.
    #[serde(serialize_with = "number")]
    pub smallest_effect: Option<f64>,
    /// What the numbers allow to say.
    pub verdict: Verdict,
    /// The verdict in words.
    pub words: String,
}
