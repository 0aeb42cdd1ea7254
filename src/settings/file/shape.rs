//! The settings file as it stands: its tables and keys. Their documentation is that of the JSON Schema.
//!
//! Every key is declared here and nowhere else. Not responsible for what values mean together.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::Deserialize;

use super::readable::{As, At, Table};
use super::times::{Length, Point, TimeFormat};
use super::words::{CostKind, Currency, Delimiter, KpiId, SourceId};
use crate::settings::hours::Shift;
use crate::settings::money::Decimal;
use crate::settings::{Attribution, Language};
use crate::units::{Better, Unit};

/// Rates by currency.
pub type Rates = BTreeMap<As<Currency>, At<As<Decimal>>>;

/// Settings of wa-kpi. Every key may be left out.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "wa-kpi.toml")]
pub struct File {
    /// The zone of reports, where the command line names none.
    #[schemars(extend("default" = "UTC"))]
    pub timezone: Option<As<Tz>>,
    /// Reports give money in this currency; other currencies need a rate.
    pub currency: Option<As<Currency>>,
    /// The part of revenue that is left after the goods are paid: 0.35 is 35 %.
    #[schemars(extend("default" = 1.0))]
    pub margin: Option<At<As<Decimal>>>,
    /// Own numbers, for sources that do not tell sides apart.
    #[serde(default)]
    pub business: Vec<String>,
    /// Own names in chat exports.
    #[serde(default)]
    pub senders: Vec<String>,
    /// The language of names and notes in reports.
    #[schemars(extend("default" = "en"))]
    pub language: Option<As<Language>>,
    /// By currency: one unit of it is that many of `currency`.
    pub rates: Option<At<Rates>>,
    /// How long things may take and still belong together.
    pub windows: Option<Table<Windows>>,
    /// When the business is open, for `--clock business`.
    pub hours: Option<Table<Hours>>,
    /// Service levels: a figure about a target has a value once the target is set.
    pub sla: Option<Table<Sla>>,
    /// How the credit for an order is shared among the messages before it.
    pub attribution: Option<Table<AttributionTable>>,
    /// Flows of bots.
    pub flow: Option<Table<Flow>>,
    /// Words beside the built-in ones.
    pub lists: Option<Table<Lists>>,
    /// What messages cost that do not say so themselves.
    pub rate_card: Option<Table<RateCard>>,
    /// Costs that are not in a message.
    #[serde(default)]
    pub spend: Vec<Table<Spend>>,
    /// Rules for `wa-kpi check`.
    #[serde(default)]
    pub check: Vec<Table<Check>>,
    /// Figures of one's own.
    #[serde(default)]
    pub kpi: Vec<Table<Kpi>>,
    /// Formats of one's own: docs/profiles.md explains them, `wa-kpi inspect FILE` writes one to start from.
    #[serde(default)]
    pub source: Vec<Table<Source>>,
}

/// Spans such as "45m", "24h", "7d" or "2w".
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Windows {
    /// After a message was sent, for a reply.
    #[schemars(extend("default" = "24h"))]
    pub reply: Option<As<Length>>,
    /// After a message was sent, for a click, tap or reaction.
    #[schemars(extend("default" = "72h"))]
    pub click: Option<As<Length>>,
    /// After a message was sent, for an order.
    #[schemars(extend("default" = "7d"))]
    pub conversion: Option<As<Length>>,
    /// The longest silence inside a conversation.
    #[schemars(extend("default" = "24h"))]
    pub session_gap: Option<As<Length>>,
    /// After a wait began, for an answer.
    #[schemars(extend("default" = "7d"))]
    pub late_answer: Option<As<Length>>,
    /// After a resolve, for a reopening or another conversation.
    #[schemars(extend("default" = "7d"))]
    pub reopen: Option<As<Length>>,
    /// After a marketing message, for an opt-out.
    #[schemars(extend("default" = "72h"))]
    pub opt_out: Option<As<Length>>,
    /// How long a customer has to come back to be retained.
    #[schemars(extend("default" = "30d"))]
    pub retention: Option<As<Length>>,
    /// How long a customer has to be silent to be lost.
    #[schemars(extend("default" = "90d"))]
    pub churn: Option<As<Length>>,
}

/// Shifts of each weekday such as "09:00-17:00"; a day that is missing is closed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Where the clock hangs; without it the zone of reports.
    pub timezone: Option<As<Tz>>,
    /// Monday.
    #[serde(default)]
    pub mon: Vec<As<Shift>>,
    /// Tuesday.
    #[serde(default)]
    pub tue: Vec<As<Shift>>,
    /// Wednesday.
    #[serde(default)]
    pub wed: Vec<As<Shift>>,
    /// Thursday.
    #[serde(default)]
    pub thu: Vec<As<Shift>>,
    /// Friday.
    #[serde(default)]
    pub fri: Vec<As<Shift>>,
    /// Saturday.
    #[serde(default)]
    pub sat: Vec<As<Shift>>,
    /// Sunday.
    #[serde(default)]
    pub sun: Vec<As<Shift>>,
    /// Days on which the business is closed.
    #[serde(default)]
    pub holidays: Vec<As<NaiveDate>>,
    /// By date: shifts that replace those of the weekday, on holidays too.
    #[serde(default)]
    pub special: BTreeMap<As<NaiveDate>, Vec<As<Shift>>>,
}

/// Targets; met when the time is no longer.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sla {
    /// For the first answer of a conversation.
    pub first_response: Option<As<Length>>,
    /// For every answer.
    pub response: Option<As<Length>>,
    /// For the resolution of a conversation.
    pub resolution: Option<As<Length>>,
}

/// Which messages an order belongs to.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Attribution")]
pub struct AttributionTable {
    /// The last message, the first, all alike, 40/20/40, or halved for every seven days before the order.
    #[schemars(extend("default" = "last-touch"))]
    pub model: Option<As<Attribution>>,
}

/// Flows of bots.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Steps that finish a flow, beside those that the log marks.
    #[serde(default)]
    pub final_steps: Vec<String>,
}

/// Words beside the built-in ones.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// Texts and buttons by which customers opt out.
    #[serde(default)]
    pub opt_out: Vec<String>,
    /// Words that end a talk and wait for no answer.
    #[serde(default)]
    pub closing: Vec<String>,
}

/// What messages cost that do not say so themselves.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateCard {
    /// A CSV with the columns country, category, price, currency and valid_from; beside the settings file.
    pub file: At<String>,
}

/// A cost that is not in a message.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spend {
    /// The first day.
    pub since: Option<As<Point>>,
    /// The last day.
    pub until: Option<As<Point>>,
    /// In major units.
    pub amount: As<Decimal>,
    /// Its currency; without it the `currency` of reports.
    pub currency: Option<As<Currency>>,
    /// The campaign that it was spent on.
    pub campaign: Option<String>,
    /// What it was for; costs of kind "message" are left out where messages tell their costs.
    pub kind: Option<As<CostKind>>,
}

/// A rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The rule, such as "delivery_rate >= 95%"; `wa-kpi check --help` tells what it may say.
    pub rule: String,
    /// Ask it of every group: a dimension, or up to three with commas between; of records "input".
    pub by: Option<String>,
}

/// A figure of one's own.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kpi {
    /// Its id in reports.
    pub id: As<KpiId>,
    /// Its name for people.
    pub name: String,
    /// What it is measured in.
    pub unit: As<Unit>,
    /// Which direction is good news.
    pub better: Option<As<Better>>,
    /// The formula over facts, such as "share of read among delivered"; `wa-kpi kpis --facts` lists facts.
    pub formula: String,
    /// Which units count, such as "segment = 'vip'".
    #[serde(rename = "where")]
    pub filter: Option<String>,
}

/// A format of one's own.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: As<SourceId>,
    /// Its name for people.
    #[serde(default)]
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub doc: String,
    /// How to get the export, step by step.
    #[serde(default)]
    pub how_to_export: Vec<String>,
    /// What it can tell.
    #[serde(default)]
    pub tells: Vec<String>,
    /// What it cannot tell.
    #[serde(default)]
    pub lacks: Vec<String>,
    /// Whether any product may have such files: sources that know their own files come first.
    #[serde(default)]
    pub generic: bool,
    /// What holds its rows, unless a kind of rows says otherwise.
    #[serde(default)]
    pub format: RowFormat,
    /// The canonical table whose rows it has.
    pub table: Option<String>,
    /// Columns that a file must have to be recognised.
    #[serde(default)]
    pub recognise: Vec<String>,
    /// By column: the words of which a row must have one; `*` is any, `!word` any other, an empty one nothing.
    #[serde(default)]
    pub when: BTreeMap<String, OneOrMany>,
    /// By canonical column: the file's column, or several of which the first that says something counts.
    #[serde(default)]
    pub columns: BTreeMap<String, OneOrMany>,
    /// By canonical column: what words of the file mean; `*` any other.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// By canonical column: what every row says.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// Several kinds of rows.
    #[serde(default)]
    pub rows: Vec<Rows>,
    /// How times are written, in strftime's letters.
    pub time_format: Option<As<TimeFormat>>,
    /// The zone of times without one.
    pub timezone: Option<As<Tz>>,
    /// Which of day and month comes first in dates.
    pub date_order: Option<Order>,
    /// What separates fields.
    pub delimiter: Option<As<Delimiter>>,
}

/// One kind of rows of a format.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// What holds them; the source's format by default.
    pub format: Option<RowFormat>,
    /// The canonical table whose rows they are.
    pub table: Option<String>,
    /// Why these rows are of no use.
    pub ignore: Option<String>,
    /// Columns that a file or an object must have; of `a | b` one.
    #[serde(default)]
    pub recognise: Vec<String>,
    /// Columns of which none may be there.
    #[serde(default)]
    pub without: Vec<String>,
    /// By column: the words of which a row must have one.
    #[serde(default)]
    pub when: BTreeMap<String, OneOrMany>,
    /// By canonical column: the file's column, or several of which the first that says something counts.
    #[serde(default)]
    pub columns: BTreeMap<String, OneOrMany>,
    /// By canonical column: what words of the file mean; `*` any other.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// By canonical column: what every row says.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// Whether a row tells of one state of a message or one event of a conversation, and others of others.
    #[serde(default)]
    pub event: bool,
    /// Whether these rows come beside others of the same table that the same row told of.
    #[serde(default)]
    pub also: bool,
    /// Whether what was read is counted as delivered, too, in every row of counts.
    #[serde(default)]
    pub nested: bool,
}

/// What holds the rows of a format.
#[derive(Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RowFormat {
    /// Lines of fields under a header.
    #[default]
    Csv,
    /// JSON objects.
    Json,
}

/// Which of day and month comes first.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// 31.12.2026
    Dmy,
    /// 12/31/2026
    Mdy,
}

/// A word, or several.
#[derive(Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}
