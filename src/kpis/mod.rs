//! The catalogue of KPIs: pure data. One struct literal each; its place in the list is its place in the report.
//!
//! Help, documentation, JSON schema, intervals, rules and tests derive from it. Not responsible for measuring
//! (`analysis`) nor for what a fact is (`facts`).

pub mod consent;
pub mod conversations;
pub mod delivery;
pub mod engagement;
pub mod response;

use crate::facts::{Fact, Grain, Needs};
use crate::units::{Better, Unit};

/// A part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Do our messages arrive?
    Delivery,
    /// Do customers react?
    Engagement,
    /// Are we welcome?
    Consent,
    /// How much do we talk?
    Conversations,
    /// How fast do we answer?
    Response,
}

impl Section {
    /// Every section, in the order of the report.
    pub const ALL: &'static [Section] =
        &[Section::Delivery, Section::Engagement, Section::Consent, Section::Conversations, Section::Response];

    /// Its name on the command line and in reports.
    pub fn id(self) -> &'static str {
        match self {
            Section::Delivery => "delivery",
            Section::Engagement => "engagement",
            Section::Consent => "consent",
            Section::Conversations => "conversations",
            Section::Response => "response",
        }
    }

    /// The question it answers.
    pub fn question(self) -> &'static str {
        match self {
            Section::Delivery => "Do our messages arrive?",
            Section::Engagement => "Do customers react?",
            Section::Consent => "Are we welcome?",
            Section::Conversations => "How much do we talk?",
            Section::Response => "How fast do we answer?",
        }
    }
}

/// What is counted: rows of the frame, or the distinct things that rows of the selection belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Per {
    /// Each row by itself.
    Row,
    /// Distinct (campaign, customer) pairs: one has what any of its rows has; of spans the one that ends first.
    Recipient,
    /// Distinct customers: one has what any of its rows has.
    Customer,
    /// Distinct customers: one has what all of its rows have.
    CustomerThroughout,
    /// Distinct customers: one has what its last row has.
    CustomerAtLast,
    /// Distinct conversations.
    Conversation,
}

/// How a value comes from facts. The kind decides how it adds up, which interval it gets and how it reads.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// How many have it.
    Count { of: &'static Fact, per: Per },
    /// The total of a number over the rows of a population.
    Sum { of: &'static Fact, among: &'static Fact },
    /// How many have it among those of a population.
    Share { of: &'static Fact, among: &'static Fact, per: Per },
    /// A total per thing: Σ of / Σ to, where a flag counts 1; `per` says what `to` counts.
    Ratio { of: &'static Fact, to: &'static Fact, per: Per },
    /// The mean of a span over those of a population that have it.
    Mean { of: &'static Fact, among: &'static Fact, per: Per },
    /// A percentile (type 7) of a span.
    Quantile { of: &'static Fact, among: &'static Fact, per: Per, percent: u8 },
    /// The longest span.
    Longest { of: &'static Fact },
    /// How many have one thing less how many have another.
    Net { plus: &'static Fact, minus: &'static Fact, per: Per },
}

impl Formula {
    /// The facts it reads.
    pub fn facts(&self) -> Vec<&'static Fact> {
        match *self {
            Formula::Count { of, .. } | Formula::Longest { of } => vec![of],
            Formula::Sum { of, among }
            | Formula::Share { of, among, .. }
            | Formula::Mean { of, among, .. }
            | Formula::Quantile { of, among, .. } => vec![of, among],
            Formula::Ratio { of, to, .. } => vec![of, to],
            Formula::Net { plus, minus, .. } => vec![plus, minus],
        }
    }

    /// The grain of its facts.
    pub fn grain(&self) -> Grain {
        self.facts()[0].grain
    }

    /// The definition in words.
    pub fn words(&self) -> String {
        let each = |per: Per| match per {
            Per::Row => "",
            Per::Recipient => " (recipients)",
            Per::Customer => " (customers)",
            Per::CustomerThroughout => " (customers, all of whose messages have it)",
            Per::CustomerAtLast => " (customers, by their last message)",
            Per::Conversation => " (conversations)",
        };
        match *self {
            Formula::Count { of, per } => format!("count of {}{}", of.id, each(per)),
            Formula::Sum { of, among } => format!("sum of {} among {}", of.id, among.id),
            Formula::Share { of, among, per } => format!("share of {} among {}{}", of.id, among.id, each(per)),
            Formula::Ratio { of, to, per } => format!("ratio of {} to {}{}", of.id, to.id, each(per)),
            Formula::Mean { of, per, .. } => format!("mean of {}{}", of.id, each(per)),
            Formula::Quantile { of, per, percent, .. } => format!("p{percent} of {}{}", of.id, each(per)),
            Formula::Longest { of } => format!("longest of {}", of.id),
            Formula::Net { plus, minus, per } => {
                format!("count of {} less count of {}{}", plus.id, minus.id, each(per))
            }
        }
    }
}

/// A window of the settings that a KPI waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// After a message, for a reply.
    Reply,
    /// After a message, for a click, tap or reaction.
    Click,
    /// After a marketing message, for an opt-out.
    OptOut,
    /// After a wait began, for an answer: immature while open.
    LateAnswer,
}

/// What a KPI's date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// By the date of its unit: it knows periods and the calendar.
    ByUnit,
    /// At as_of, whatever the period: no calendar.
    AtAsOf,
}

/// A case small enough to check by hand: canonical CSV tables and the value they give.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Canonical CSV files, each with its header.
    pub given: &'static [&'static str],
    /// The value, in the unit of the report (seconds, shares in 0..1).
    pub then: f64,
}

/// A figure of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Kpi {
    /// Its name everywhere; never changes.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// Where it stands in the report.
    pub section: Section,
    /// What it is measured in.
    pub unit: Unit,
    /// Which direction is good news, where one is.
    pub better: Option<Better>,
    /// How it comes from facts.
    pub formula: Formula,
    /// The window that decides which units are immature.
    pub window: Option<Window>,
    /// What its date is.
    pub dated: Dated,
    /// Whether the terminal table shows it by default.
    pub headline: bool,
    /// The definition in full.
    pub doc: &'static str,
    /// What to beware of.
    pub caveat: Option<&'static str>,
    /// A worked example.
    pub example: Example,
}

impl Kpi {
    /// What must be in the input.
    pub fn needs(&self) -> Vec<Needs> {
        let mut needs: Vec<Needs> = self.formula.facts().iter().flat_map(|fact| fact.needs).copied().collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }
}

/// Declares a span of time as its three figures: mean, p50 and p90.
#[macro_export]
macro_rules! times {
    ($id:literal, $name:literal, $question:literal, $section:expr, $better:expr,
     $of:expr, among: $among:expr, $per:expr, $window:expr,
     headline: $headline:expr, $doc:literal, $caveat:expr, given: $given:expr, then: [$mean:expr, $p50:expr, $p90:expr]) => {
        [
            $crate::kpis::time_kpi(
                $id,
                $name,
                $question,
                $section,
                $better,
                $crate::kpis::Formula::Mean { of: $of, among: $among, per: $per },
                $window,
                $headline,
                $doc,
                $caveat,
                $given,
                $mean,
            ),
            $crate::kpis::time_kpi(
                concat!($id, "_p50"),
                concat!($name, ", median"),
                $question,
                $section,
                $better,
                $crate::kpis::Formula::Quantile { of: $of, among: $among, per: $per, percent: 50 },
                $window,
                $headline,
                concat!("The median (p50, type 7) of this span. ", $doc),
                $caveat,
                $given,
                $p50,
            ),
            $crate::kpis::time_kpi(
                concat!($id, "_p90"),
                concat!($name, ", p90"),
                $question,
                $section,
                $better,
                $crate::kpis::Formula::Quantile { of: $of, among: $among, per: $per, percent: 90 },
                $window,
                $headline,
                concat!("Nine in ten are this fast or faster (p90, type 7). ", $doc),
                $caveat,
                $given,
                $p90,
            ),
        ]
    };
}

/// One figure of a span of time; use [`times!`](crate::times).
#[doc(hidden)]
#[allow(clippy::too_many_arguments, reason = "only the `times` literal calls it")]
pub const fn time_kpi(
    id: &'static str,
    name: &'static str,
    question: &'static str,
    section: Section,
    better: Option<Better>,
    formula: Formula,
    window: Option<Window>,
    headline: bool,
    doc: &'static str,
    caveat: Option<&'static str>,
    given: &'static [&'static str],
    then: f64,
) -> Kpi {
    Kpi {
        id,
        name,
        question,
        section,
        unit: Unit::Seconds,
        better,
        formula,
        window,
        dated: Dated::ByUnit,
        headline,
        doc,
        caveat,
        example: Example { given, then },
    }
}

/// The sections' lists, in the order of the report.
static LISTS: &[&[&[Kpi]]] = &[delivery::KPIS, engagement::KPIS, consent::KPIS, conversations::KPIS, response::KPIS];

/// Every KPI, in the order of the report.
pub fn catalogue() -> impl Iterator<Item = &'static Kpi> {
    LISTS.iter().flat_map(|section| section.iter()).flat_map(|kpis| kpis.iter())
}

/// The KPI of an id.
pub fn kpi(id: &str) -> Option<&'static Kpi> {
    catalogue().find(|kpi| kpi.id == id)
}
