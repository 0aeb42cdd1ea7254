//! What the catalogue says about one KPI, in words: everything derives from its declaration.
//!
//! Not responsible for how it is laid out.

use serde::Serialize;

use crate::dimensions::DIMENSIONS;
use crate::facts::Fact;
use crate::kpis::{Dated, Formula, Kpi, Window};
use crate::settings::{Span, Windows};
use crate::units::{Better, Unit, duration};

/// A KPI, explained.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its id.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// Its section's id.
    pub section: &'static str,
    /// What it is measured in.
    pub unit: &'static str,
    /// Which direction is good news.
    pub better: Option<Better>,
    /// The definition in full.
    pub definition: &'static str,
    /// The formula over facts.
    pub formula: String,
    /// The facts of the formula.
    pub facts: Vec<FactEntry>,
    /// What must be in the input.
    pub needs: Vec<&'static str>,
    /// How long the KPI waits before its units are mature.
    pub window: Option<String>,
    /// What its date is.
    pub date: String,
    /// The dimensions that it can be broken down by.
    pub dimensions: Vec<&'static str>,
    /// How its confidence interval is found.
    pub interval: &'static str,
    /// What to beware of.
    pub caveat: Option<&'static str>,
    /// Whether the terminal table shows it by default.
    pub headline: bool,
    /// A worked example.
    pub example: ExampleEntry,
}

/// A fact, explained.
#[derive(Clone, Debug, Serialize)]
pub struct FactEntry {
    /// Its id.
    pub id: &'static str,
    /// What one row is.
    pub grain: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// A worked example.
#[derive(Clone, Debug, Serialize)]
pub struct ExampleEntry {
    /// Canonical CSV files.
    pub given: Vec<String>,
    /// The value that they give.
    pub then: f64,
    /// The same as people read it.
    pub shown: String,
}

impl Entry {
    /// What the catalogue says about a KPI.
    pub fn of(kpi: &'static Kpi) -> Entry {
        let mut facts: Vec<FactEntry> = kpi.formula.facts().into_iter().map(FactEntry::of).collect();
        facts.dedup_by_key(|fact| fact.id);
        Entry {
            id: kpi.id,
            name: kpi.name,
            question: kpi.question,
            section: kpi.section.id(),
            unit: kpi.unit.id(),
            better: kpi.better,
            definition: kpi.doc,
            formula: kpi.formula.words(),
            facts,
            needs: kpi.needs().into_iter().map(|needs| bare(needs.reason())).collect(),
            window: kpi.window.map(window),
            date: date(kpi),
            dimensions: dimensions(kpi),
            interval: interval(kpi),
            caveat: kpi.caveat,
            headline: kpi.headline,
            example: ExampleEntry {
                given: kpi.example.given.iter().map(|table| table.trim().to_owned()).collect(),
                then: kpi.example.then,
                shown: kpi.unit.show(kpi.example.then),
            },
        }
    }
}

impl FactEntry {
    /// What is said about a fact.
    pub fn of(fact: &'static Fact) -> FactEntry {
        FactEntry { id: fact.id, grain: fact.grain.id(), meaning: fact.doc }
    }
}

fn bare(reason: &'static str) -> &'static str {
    reason.strip_prefix("needs ").unwrap_or(reason)
}

/// The window's name and its default.
fn window(window: Window) -> String {
    let defaults = Windows::default();
    let said = |name: &str, span: Span, after: &str| {
        format!("{name}, {} by default: {after}", duration(span as f64 / 1_000.0))
    };
    match window {
        Window::Reply => said("reply", defaults.reply, "after the message was sent"),
        Window::Click => said("click", defaults.click, "after the message was sent"),
        Window::OptOut => said("opt_out", defaults.opt_out, "after the marketing message was sent"),
        Window::Conversion => said("conversion", defaults.conversion, "after the message, or the conversation's start"),
        Window::SessionGap => said("session_gap", defaults.session_gap, "after the conversation's latest message"),
        Window::Reopen => said("reopen", defaults.reopen, "after the resolution"),
        Window::LateAnswer => said("late_answer", defaults.late_answer, "after the wait began; immature while open"),
    }
}

fn date(kpi: &Kpi) -> String {
    match kpi.dated {
        Dated::AtAsOf => "as of the moment of looking, whatever the period".to_owned(),
        Dated::ByUnit => format!("by the date of its {}", kpi.formula.grain().id()),
    }
}

/// The dimensions that the KPI knows.
fn dimensions(kpi: &Kpi) -> Vec<&'static str> {
    DIMENSIONS.iter().filter(|dimension| kpi.knows(dimension)).map(|dimension| dimension.id).collect()
}

/// How the interval is found, by the formula's kind.
fn interval(kpi: &Kpi) -> &'static str {
    match kpi.formula {
        Formula::Count { .. } | Formula::Sum { .. } | Formula::Longest { .. } | Formula::Net { .. } => "none",
        Formula::Quotient { .. } | Formula::Return { .. } => "none",
        Formula::Promoters { .. } => "normal",
        Formula::Share { .. } => "Wilson score; delta method where customers are in several units",
        Formula::Ratio { .. } => "delta method over customers",
        Formula::Mean { .. } => "Student t; delta method where customers are in several units",
        Formula::Quantile { .. } => "order statistics",
    }
}

/// How a KPI's unit and direction read: `share ↑`.
pub fn unit_and_direction(kpi: &Kpi) -> String {
    match kpi.better {
        Some(better) => format!("{} {}", kpi.unit.id(), better.arrow()),
        None => kpi.unit.id().to_owned(),
    }
}

/// The unit in a few words for people who meet it first.
pub fn unit_in_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "a whole number",
        Unit::Share => "0..1, shown as a percentage",
        Unit::Seconds => "shown as a duration",
        Unit::Money => "in major units of its currency",
        Unit::Ratio => "a plain quotient",
        Unit::Score => "points on a scale",
    }
}
