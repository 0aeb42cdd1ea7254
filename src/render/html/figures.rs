//! The lines of a section's figures: the value, what it rests on, and its definition under its name.
//!
//! Not responsible for groups (`groups`).

use super::{cards, table};
use crate::docs::entry::Entry as Explained;
use crate::kpis::Kpi;
use crate::render::figures::Figure;
use crate::render::{change, words};
use crate::report::{Report, Row};

/// A figure's line.
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Median and p90, where it is a span of time.
    pub beside: String,
    /// How it changed, and the tone of that.
    pub change: (String, &'static str),
    /// Its confidence interval.
    pub interval: String,
    /// What it was counted from.
    pub receipt: String,
    /// What to beware of.
    pub cautions: String,
    /// Its course over time.
    pub spark: String,
    /// The question it answers.
    pub question: &'static str,
    /// The definition in full.
    pub definition: &'static str,
    /// What to beware of, always.
    pub caveat: &'static str,
    /// The formula over facts.
    pub formula: String,
    /// All that the value rests on, in words.
    pub proof: String,
}

/// The line of a figure; none where nothing is known of it.
pub fn entry(figure: &Figure, report: &Report) -> Option<Entry> {
    let row = figure.main.total?;
    let kpi = figure.main.kpi;
    let cell = change::cell(row, figure.main.better());
    Some(Entry {
        id: figure.main.id.to_owned(),
        name: figure.main.name(),
        value: words::value(row),
        beside: beside(figure),
        change: (cell.text, table::tone(cell.tone)),
        interval: words::interval(row),
        receipt: words::receipt(row),
        cautions: words::cautions(row),
        spark: cards::spark(figure.main.id, report),
        question: kpi.map_or("", |kpi| kpi.question),
        definition: kpi.map_or("", |kpi| kpi.doc),
        caveat: kpi.and_then(|kpi| kpi.caveat).unwrap_or(""),
        formula: kpi.map(|kpi| Explained::of(kpi).formula).unwrap_or_default(),
        proof: proof(row, kpi),
    })
}

/// Median and p90 of a span of time.
fn beside(figure: &Figure) -> String {
    let of = |subject: &Option<crate::render::figures::Subject>, name: &str| {
        let row = subject.as_ref()?.total?;
        row.value.map(|_| format!("{name} {}", words::value(row)))
    };
    let parts = [of(&figure.median, "median"), of(&figure.p90, "p90")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What a value rests on: counted from, how many, which interval.
fn proof(row: &Row, kpi: Option<&'static Kpi>) -> String {
    let mut parts = Vec::new();
    let receipt = words::receipt(row);
    if !receipt.is_empty() {
        parts.push(receipt);
    }
    if let Some(n) = row.n {
        parts.push(format!("n = {}", words::units(n)));
    }
    if let Some(method) = &row.method {
        parts.push(format!("interval {} ({method})", words::interval(row)));
    }
    if row.immature > 0 {
        parts.push(format!("{} may still change", words::units(row.immature)));
    }
    if let Some(kpi) = kpi {
        parts.push(Explained::of(kpi).date);
    }
    parts.dedup();
    parts.join(" · ")
}

/// A figure without a value, and why.
pub fn missing(figure: &Figure) -> Option<String> {
    let row = figure.main.total.or(figure.main.foreign)?;
    let reason = row.reason.as_deref().unwrap_or(words::NOT_AVAILABLE);
    Some(format!("{}: {}", figure.main.name(), words::clean(reason)))
}
