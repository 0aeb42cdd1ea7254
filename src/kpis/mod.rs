//! The catalogue of KPIs: pure data. One struct literal each; its place in the list is its place in the report.
//!
//! Help, documentation, JSON schema, intervals, rules and tests derive from it. Not responsible for measuring
//! (`analysis`) nor for what a fact is (`facts`).

pub mod bot;
pub mod consent;
pub mod conversations;
pub mod cost;
pub mod delivery;
pub mod engagement;
pub mod formula;
pub mod journey;
pub mod loyalty;
pub mod outcome;
pub mod own;
pub mod resolution;
pub mod response;
pub mod satisfaction;
pub mod section;

use anyhow::Result;

use crate::dimensions::Dimension;
use crate::facts::{Needs, message};
use crate::request::filter::Filter;
use crate::settings::Settings;
use crate::units::{Better, Unit};
pub use formula::{Formula, Per};
pub use section::Section;

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
    /// After a message, or the start of a conversation, for an order.
    Conversion,
    /// After the latest message of a conversation, for another.
    SessionGap,
    /// After a resolve, for a reopening.
    Reopen,
}

impl Window {
    /// How many there are.
    pub const ALL: usize = Window::Reopen as usize + 1;
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
    /// Which counts that somebody else made can stand for its units.
    pub counted: Option<Counted>,
    /// Which units count; none = all.
    pub filter: Option<&'static Filter>,
    /// A worked example.
    pub example: Example,
}

/// How a figure comes from counts that somebody else made (tables.md, aggregates).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What is added up.
    pub of: Aggregated,
    /// What it is divided by, where it is.
    pub among: Option<Aggregated>,
}

/// A column of the aggregates table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the columns of the aggregates table say what each is")]
pub enum Aggregated {
    Sent,
    /// Sent less delivered less failed.
    Pending,
    Delivered,
    Read,
    Failed,
    Replied,
    Clicked,
    Converted,
    OptOuts,
    Cost,
    Revenue,
}

impl Aggregated {
    /// Every column.
    pub const ALL: [Aggregated; 11] = {
        use Aggregated::*;
        [Sent, Pending, Delivered, Read, Failed, Replied, Clicked, Converted, OptOuts, Cost, Revenue]
    };
}

impl Kpi {
    /// A share of which more is better, dated by its unit: what figures begin from, naming what is theirs.
    pub const SHARE: Kpi = Kpi {
        id: "",
        name: "",
        question: "",
        section: Section::Delivery,
        unit: Unit::Share,
        better: Some(Better::Higher),
        formula: Formula::Count { of: &message::OUTBOUND, per: Per::Row },
        window: None,
        dated: Dated::ByUnit,
        headline: true,
        doc: "",
        caveat: None,
        counted: None,
        filter: None,
        example: Example { given: &[], then: 0.0 },
    };

    /// The same figure, for which counts that somebody else made can stand.
    pub const fn counted(self, of: Aggregated, among: Option<Aggregated>) -> Kpi {
        Kpi { counted: Some(Counted { of, among }), ..self }
    }

    /// What must be in the input.
    pub fn needs(&self) -> Vec<Needs> {
        self.formula.needs()
    }

    /// Whether it can be broken down by a dimension: all formulas that it is made of can.
    pub fn knows(&self, dimension: &Dimension) -> bool {
        self.formula.parts().into_iter().map(Formula::grain).all(|grain| match dimension.is_calendar() {
            true => self.dated == Dated::ByUnit && grain.is_dated(),
            false => dimension.families.contains(&grain.family()),
        })
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
        counted: None,
        filter: None,
        example: Example { given, then },
    }
}

/// The sections' lists, in the order of the report.
static LISTS: &[&[&[Kpi]]] = &[
    delivery::KPIS,
    engagement::KPIS,
    consent::KPIS,
    conversations::KPIS,
    response::KPIS,
    resolution::KPIS,
    bot::KPIS,
    journey::KPIS,
    outcome::KPIS,
    cost::KPIS,
    satisfaction::KPIS,
    loyalty::KPIS,
];

/// Every KPI, in the order of the report.
pub fn catalogue() -> impl Iterator<Item = &'static Kpi> {
    Catalogue::default().iter()
}

/// The figures of a run: those of the catalogue, then those of the settings.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue {
    sections: &'static [&'static [&'static [Kpi]]],
    own: &'static [Kpi],
}

impl Default for Catalogue {
    fn default() -> Self {
        Catalogue { sections: LISTS, own: &[] }
    }
}

impl Catalogue {
    /// The catalogue with the figures that settings add. They live as long as the program.
    pub fn with(settings: &Settings) -> Result<Catalogue> {
        let own: Vec<Kpi> = settings.kpis.iter().map(|kpi| own::figure(&settings.path, kpi)).collect::<Result<_>>()?;
        Ok(Catalogue { own: own.leak(), ..Catalogue::default() })
    }

    /// These figures and no others.
    pub const fn of(own: &'static [Kpi]) -> Catalogue {
        Catalogue { sections: &[], own }
    }

    /// Every figure, in the order of the report.
    pub fn iter(self) -> impl Iterator<Item = &'static Kpi> {
        self.sections.iter().flat_map(|section| section.iter()).flat_map(|kpis| kpis.iter()).chain(self.own)
    }

    /// The figure of an id.
    pub fn get(self, id: &str) -> Option<&'static Kpi> {
        self.iter().find(|kpi| kpi.id == id)
    }
}

/// The KPI of an id in the catalogue.
pub fn kpi(id: &str) -> Option<&'static Kpi> {
    catalogue().find(|kpi| kpi.id == id)
}
