//! `wa-kpi kpis`: the catalogue, one KPI explained, the facts, the word lists.

use anyhow::Result;

use super::ListFormat;
use super::output::{self, Color};
use crate::docs::entry::{Entry, FactEntry};
use crate::docs::markdown;
use crate::kpis::{self, Kpi};
use crate::lists;
use crate::render::{catalogue, json, table};

/// What is asked of `kpis`.
#[derive(Debug)]
pub struct Options {
    /// The question.
    pub about: About,
    /// How the answer is written.
    pub format: ListFormat,
    /// When colours are used.
    pub color: Color,
}

/// What of the catalogue is asked for.
#[derive(Debug)]
pub enum About {
    /// Every KPI.
    Everything,
    /// One KPI.
    One(&'static Kpi),
    /// The facts that formulas read.
    Facts,
    /// The word lists and code lists.
    Lists,
}

/// Answers.
pub fn run(options: &Options) -> Result<()> {
    let style = output::screen(options.color);
    let bytes = match (&options.about, options.format) {
        (About::Everything, ListFormat::Table) => table::lay_out(&catalogue::list(), &style).into_bytes(),
        (About::Everything, ListFormat::Json) => json::pretty(&kpis::catalogue().map(Entry::of).collect::<Vec<_>>())?,
        (About::Everything, ListFormat::Markdown) => markdown::catalogue().into_bytes(),
        (About::One(kpi), ListFormat::Table) => table::lay_out(&catalogue::one(kpi), &style).into_bytes(),
        (About::One(kpi), ListFormat::Json) => json::pretty(&Entry::of(kpi))?,
        (About::One(kpi), ListFormat::Markdown) => markdown::kpi(kpi).into_bytes(),
        (About::Facts, ListFormat::Json) => json::pretty(&facts())?,
        (About::Facts, _) => table::lay_out(&catalogue::facts(&facts()), &style).into_bytes(),
        (About::Lists, _) => word_lists().into_bytes(),
    };
    output::show(&bytes)
}

/// Every fact that a KPI reads, by grain and id.
fn facts() -> Vec<FactEntry> {
    let mut facts: Vec<_> = kpis::catalogue().flat_map(|kpi| kpi.formula.facts()).collect();
    facts.sort_by_key(|fact| (fact.grain, fact.id));
    facts.dedup_by_key(|fact| (fact.grain, fact.id));
    facts.into_iter().map(FactEntry::of).collect()
}

/// The list files as they are, each under its name.
fn word_lists() -> String {
    let list = |(name, text): &(&str, &str)| format!("==> {name} <==\n{}\n", text.trim_end());
    lists::FILES.iter().map(list).collect::<Vec<_>>().join("\n")
}
