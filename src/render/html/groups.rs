//! Figures by group: a line a group, a column a figure, each value with what it rests on.
//!
//! Not responsible for lines over time (`line`).

use std::collections::BTreeMap;

use super::table::{Cell, Head, Table, tone};
use crate::render::figures::{Figure, Subject, is_compared};
use crate::render::{change, words};
use crate::report::{Report, Row};

/// More cells than these show values alone: a page stays light enough to be sent.
const RECEIPTS: usize = 2_000;

/// The figures of a section by group; none where the report has none or no figure knows them.
pub fn table(figures: &[&Figure], report: &Report) -> Option<Table> {
    let subjects: Vec<&Subject> = figures.iter().flat_map(|figure| subjects(figure)).collect();
    let subjects: Vec<&Subject> = subjects.into_iter().filter(|subject| !subject.groups.is_empty()).collect();
    let longest = subjects.iter().max_by_key(|subject| subject.groups.len())?;
    let compared = is_compared(figures);
    let is_light = longest.groups.len() * subjects.len() <= RECEIPTS;
    let rows: Vec<BTreeMap<_, &Row>> = subjects
        .iter()
        .map(|subject| subject.groups.iter().map(|row| (row.group.as_slice(), *row)).collect())
        .collect();
    let lines = longest.groups.iter().map(|group| {
        let names =
            group.group.iter().map(|(_, value)| Cell::words(words::clean(value.as_deref().unwrap_or_default())));
        let values = subjects.iter().zip(&rows).map(|(subject, rows)| match rows.get(group.group.as_slice()) {
            Some(row) => cell(row, subject, is_light, compared),
            None => Cell::default(),
        });
        names.chain(values).collect()
    });
    let by = report.by.join(", ");
    Some(Table {
        caption: format!("by {by}"),
        heads: report
            .by
            .iter()
            .map(Head::words)
            .chain(subjects.iter().map(|subject| Head::numbers(subject.name())))
            .collect(),
        lines: lines.collect(),
    })
}

/// A figure, and of a span of time its median and p90.
fn subjects<'f, 'r>(figure: &'f Figure<'r>) -> impl Iterator<Item = &'f Subject<'r>> {
    std::iter::once(&figure.main).chain(&figure.median).chain(&figure.p90)
}

fn cell(row: &Row, subject: &Subject, is_light: bool, compared: bool) -> Cell {
    let change = change::cell(row, subject.better());
    let mut small = Vec::new();
    if compared && !change.text.is_empty() {
        small.push(change.text.clone());
    }
    if is_light && row.value.is_some() {
        small.extend([words::receipt(row), words::cautions(row)].into_iter().filter(|text| !text.is_empty()));
    }
    Cell {
        text: words::value(row),
        small: small.join(" · "),
        rank: row.value,
        tone: if compared { tone(change.tone) } else { "" },
        ..Cell::default()
    }
}
