//! `wa-kpi sources`: the formats understood, and how to export each.

use anyhow::Result;
use serde::Serialize;

use super::ListFormat;
use super::output::{self, Color};
use crate::docs::markdown;
use crate::docs::reads::{Reads, reads};
use crate::render::{catalogue, json, table};
use crate::sources::{Source, sources};

/// What is asked of `sources`.
#[derive(Debug)]
pub struct Options {
    /// Those of one's own.
    pub own: Vec<&'static Source>,
    /// One source; none = all of them.
    pub source: Option<&'static Source>,
    /// How the answer is written.
    pub format: ListFormat,
    /// When colours are used.
    pub color: Color,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    name: &'static str,
    doc: &'static str,
    how_to_export: &'static [&'static str],
    tells: &'static [&'static str],
    lacks: &'static [&'static str],
    reads: Vec<Reads>,
}

impl Entry {
    fn of(source: &'static Source) -> Entry {
        let Source { id, name, doc, how_to_export, tells, lacks, .. } = source;
        Entry { id, name, doc, how_to_export, tells, lacks, reads: reads(source) }
    }
}

/// Answers.
pub fn run(options: &Options) -> Result<()> {
    let style = output::screen(options.color);
    let bytes = match (options.source, options.format) {
        (None, ListFormat::Table) => table::lay_out(&catalogue::sources(&options.own), &style).into_bytes(),
        (None, ListFormat::Json) => {
            let all = options.own.iter().copied().chain(sources());
            json::pretty(&all.map(Entry::of).collect::<Vec<_>>())?
        }
        (None, ListFormat::Markdown) => markdown::sources(&options.own).into_bytes(),
        (Some(source), ListFormat::Table) => table::lay_out(&catalogue::source(source), &style).into_bytes(),
        (Some(source), ListFormat::Json) => json::pretty(&Entry::of(source))?,
        (Some(source), ListFormat::Markdown) => markdown::source(source).into_bytes(),
    };
    output::show(&bytes)
}
