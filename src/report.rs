//! The report: plain data that any renderer can show. Schema `wa-kpi/report/1`.
//!
//! Not responsible for measuring nor for looks. It holds no wall-clock time: same input, same report.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// The name and version of the report's shape.
pub const SCHEMA: &str = "wa-kpi/report/1";

/// Measured KPIs by group and period, with receipts, reasons and notes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The period that was asked for.
    pub period: Period,
    /// The accounting of the input files, in order of path.
    pub inputs: Vec<InputAccount>,
    /// The dimensions that figures are broken down by.
    pub by: Vec<String>,
    /// The figures: by section, KPI, group.
    pub rows: Vec<Row>,
    /// Tables beside the figures, by name.
    pub breakdowns: BTreeMap<String, Vec<serde_json::Value>>,
    /// What the reader should know.
    pub notes: Vec<Note>,
    /// What pages draw beside the figures; no part of the JSON report.
    #[serde(skip)]
    pub drawn: Drawn,
}

/// The same figures once more, as charts want them. Empty unless a page was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// The part of the calendar of `series`: `day`, `week` or `month`.
    pub calendar: String,
    /// The figures by that part, in order of time.
    pub series: Vec<Row>,
    /// The figures by campaign.
    pub campaigns: Vec<Row>,
    /// How spans of time are spread.
    pub spreads: Vec<Spread>,
}

/// How the spans behind a figure are spread.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The KPI's id: the mean of these spans.
    pub kpi: String,
    /// Bars of rising length, without a gap between them; the first begins at 0.
    pub bars: Vec<Bar>,
}

/// Spans that are longer than those of the bar before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The longest span of the bar, in seconds; null = any length.
    pub up_to: Option<f64>,
    /// How many spans.
    pub units: u64,
}

/// The period of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// First instant, RFC 3339 in the report's zone; null = from the beginning.
    pub since: Option<String>,
    /// First instant after the end; null = to the end.
    pub until: Option<String>,
    /// IANA name of the report's zone.
    pub timezone: String,
    /// The moment at which everything is looked at, UTC.
    pub as_of: Option<String>,
}

/// What became of the records of one input: `records = used + duplicates + ignored + rejected`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InputAccount {
    /// The file, as given.
    pub path: String,
    /// The source that read it.
    pub source: String,
    /// Everything that was there.
    pub records: u64,
    /// What went into the figures.
    pub used: u64,
    /// Repeats.
    pub duplicates: u64,
    /// Understood and of no use here.
    pub ignored: u64,
    /// Not understood.
    pub rejected: u64,
}

/// The group of a row: dimension → value. Empty = the total; null = the KPI does not know the dimension.
pub type Group = BTreeMap<String, Option<String>>;

/// One figure with its receipt.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Row {
    /// The KPI's id.
    pub kpi: String,
    /// Its section's id.
    pub section: String,
    /// Its unit's id.
    pub unit: String,
    /// What it is about.
    #[serde(serialize_with = "in_order")]
    #[schemars(with = "BTreeMap<String, Option<String>>")]
    pub group: Vec<(String, Option<String>)>,
    /// The figure; null = none can be given, see `reason`.
    #[serde(serialize_with = "number")]
    pub value: Option<f64>,
    /// What was counted or summed, in the unit's terms.
    #[serde(serialize_with = "number")]
    pub numerator: Option<f64>,
    /// What it was divided by.
    #[serde(serialize_with = "number")]
    pub denominator: Option<f64>,
    /// How many units the figure rests on.
    pub n: Option<u64>,
    /// How many of them may still change.
    pub immature: u64,
    /// Fewer than 30 units.
    pub small: bool,
    /// Lower end of the confidence interval.
    #[serde(serialize_with = "number")]
    pub low: Option<f64>,
    /// Upper end of the confidence interval.
    #[serde(serialize_with = "number")]
    pub high: Option<f64>,
    /// How the interval was found.
    pub method: Option<String>,
    /// The currency of a value in money.
    pub currency: Option<String>,
    /// Why there is no value.
    pub reason: Option<String>,
    /// The same figure in the period compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
}

impl Row {
    /// A row of a KPI of which nothing is known yet.
    pub fn nothing(kpi: &str, section: &str, unit: &str) -> Row {
        Row {
            kpi: kpi.to_owned(),
            section: section.to_owned(),
            unit: unit.to_owned(),
            group: Vec::new(),
            value: None,
            numerator: None,
            denominator: None,
            n: None,
            immature: 0,
            small: false,
            low: None,
            high: None,
            method: None,
            currency: None,
            reason: None,
            baseline: None,
        }
    }
}

/// The figure of another period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Baseline {
    /// Its value.
    #[serde(serialize_with = "number")]
    pub value: Option<f64>,
    /// Its numerator.
    #[serde(serialize_with = "number")]
    pub numerator: Option<f64>,
    /// Its denominator.
    #[serde(serialize_with = "number")]
    pub denominator: Option<f64>,
    /// This value less that one.
    #[serde(serialize_with = "number")]
    pub change: Option<f64>,
    /// Chance of such a change where nothing changed.
    pub p: Option<f64>,
    /// The same, adjusted for the number of tests (Holm).
    pub p_adjusted: Option<f64>,
}

/// Something the reader should know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Note {
    /// The KPI that it is about; null = the whole report.
    pub kpi: Option<String>,
    /// One sentence.
    pub text: String,
}

/// A number as machines read it: whole ones without a fraction, so that counts look like counts; null for infinities.
pub fn plain(value: f64) -> serde_json::Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT { serde_json::Value::from(value as i64) } else { value.into() }
}

/// The same, where there is one.
pub(crate) fn number<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(plain).serialize(serializer)
}

/// The group as an object whose keys keep the order of the dimensions.
pub(crate) fn in_order<S: Serializer>(group: &[(String, Option<String>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(group.iter().map(|(dimension, value)| (dimension, value)))
}
