//! The matrix: one line a group, one column a figure. For readers who compare groups.
//!
//! Not responsible for how wide it may be (`table` chooses and cuts) nor for definitions, which need lines of their own.

use std::collections::BTreeMap;

use super::figures::{self, Figure, Group, Subject, in_order};
use super::page::{Cell, Column, Grid, Kind, Line, faint, plain, strong};
use super::{Style, change, words};
use crate::report::Row;

/// Stands before a value that rests on fewer than 30 units.
pub const SMALL: &str = "*";
/// Stands before a value that may still change.
pub const IMMATURE: &str = "~";

/// How much a matrix says about each figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Values with their intervals and receipts.
    Receipts,
    /// Values alone.
    Values,
}

/// The matrix of a section's figures, followed by the lines of those that do not know the groups.
pub fn grids(figures: &[&Figure], by: &[String], detail: Detail, style: &Style) -> Vec<Grid> {
    let (grouped, others): (Vec<&Figure>, Vec<&Figure>) =
        figures.iter().copied().partition(|figure| !figure.main.groups.is_empty());
    let mut grids = Vec::new();
    if !grouped.is_empty() {
        grids.push(matrix(&grouped, by, detail));
    }
    grids.extend(figures::grids(&others, &[], style));
    grids
}

fn matrix(figures: &[&Figure], by: &[String], detail: Detail) -> Grid {
    let compared = figures::is_compared(figures);
    let fields: Vec<Field> = figures.iter().flat_map(|figure| fields(figure, detail, compared)).collect();
    let mut columns: Vec<Column> = by.iter().map(|dimension| Column::words(dimension)).collect();
    let mut lines = Vec::new();

    let names = std::iter::once(strong("(all)")).chain((1..by.len()).map(|_| plain("")));
    let total = fields.iter().map(|field| (field.show)(field.subject, field.subject.total, true));
    lines.push(Line::from(names.chain(total).collect::<Vec<_>>()));

    let rows: Vec<BTreeMap<&Group, &Row>> = fields
        .iter()
        .map(|field| field.subject.groups.iter().map(|&row| (row.group.as_slice(), row)).collect())
        .collect();
    for group in in_order(fields.iter().map(|field| field.subject.groups.as_slice())) {
        let names = group.iter().map(|(_, value)| plain(words::clean(value.as_deref().unwrap_or_default())));
        let figures =
            fields.iter().zip(&rows).map(|(field, rows)| (field.show)(field.subject, rows.get(group).copied(), false));
        lines.push(Line::from(names.chain(figures).collect::<Vec<_>>()));
    }
    columns.extend(fields.into_iter().map(|field| field.column));
    Grid { columns, lines, kind: Kind::Free { names: by.len() } }
}

/// A column of the matrix: whose figure it shows, and which side of it.
struct Field<'f, 'r> {
    column: Column,
    subject: &'f Subject<'r>,
    show: fn(&Subject<'r>, Option<&Row>, bool) -> Cell,
}

/// The columns of a figure: its value and change, a time's median and p90, and what they rest on.
fn fields<'f, 'r>(figure: &'f Figure<'r>, detail: Detail, compared: bool) -> Vec<Field<'f, 'r>> {
    let main = &figure.main;
    let is_count = main.total.or(main.groups.first().copied()).is_some_and(|row| row.unit == "count");
    let mut fields = vec![Field { column: Column::numbers(&main.name()), subject: main, show: value }];
    if compared {
        let column = Column::numbers(change::TITLE).joined();
        let show = |subject: &Subject, row: Option<&Row>, _| {
            row.map_or_else(|| faint(""), |row| change::cell(row, subject.better()))
        };
        fields.push(Field { column, subject: main, show });
    }
    if detail == Detail::Receipts && !is_count {
        let column = Column::spans("interval").joined();
        let show = |_: &Subject, row: Option<&Row>, _| faint(row.map(words::interval).unwrap_or_default());
        fields.push(Field { column, subject: main, show });
    }
    for (title, subject) in [("p50", &figure.median), ("p90", &figure.p90)] {
        let field = |subject| Field { column: Column::numbers(title).joined(), subject, show: value };
        fields.extend(subject.as_ref().map(field));
    }
    if detail == Detail::Receipts && !is_count {
        let column = Column::numbers("counted").joined();
        let show = |_: &Subject, row: Option<&Row>, _| faint(row.map(words::receipt).unwrap_or_default());
        fields.push(Field { column, subject: main, show });
    }
    fields
}

fn value(_: &Subject, row: Option<&Row>, total: bool) -> Cell {
    let Some(row) = row.filter(|row| row.value.is_some()) else { return faint("–") };
    let small = if row.small { SMALL } else { "" };
    let immature = if row.immature > 0 { IMMATURE } else { "" };
    let value = format!("{small}{immature}{}", words::value(row));
    match (row.small, total) {
        (true, _) => faint(value),
        (false, true) => strong(value),
        (false, false) => plain(value),
    }
}
