//! The figures of a report as rows under typed columns: what CSV, XLSX and Parquet have in common.
//!
//! Long: a row per value. Wide: a row per group, a column per KPI. Not responsible for how a file holds a cell, nor for
//! breakdowns.

use std::collections::BTreeMap;

use super::change;
use super::figures::in_order;
use crate::dimensions::{Axis, Calendar, dimension};
use crate::report::{Baseline, Report, Row};
use crate::units::Unit;

/// How figures become rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A row per value, with everything that is known of it.
    #[default]
    Long,
    /// A row per group with a column per KPI.
    Wide,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Texts.
    Text,
    /// Numbers.
    Number,
    /// Whole numbers of things.
    Whole,
    /// Differences of numbers, which may be negative.
    Change,
    /// Yes or no.
    Boolean,
    /// Days as texts: `2026-10-01`.
    Day,
    /// Instants as texts, RFC 3339.
    Moment,
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'r> {
    /// No value.
    Nothing,
    /// A text.
    Text(&'r str),
    /// A plain number.
    Number(f64),
    /// A number in a unit, of money with its currency.
    Amount(f64, Unit, Option<&'r str>),
    /// Yes or no.
    Boolean(bool),
}

impl<'r> Cell<'r> {
    /// A text, where there is one.
    pub fn text(text: Option<&'r str>) -> Cell<'r> {
        text.map_or(Cell::Nothing, Cell::Text)
    }

    fn number(number: Option<f64>) -> Cell<'r> {
        number.map_or(Cell::Nothing, Cell::Number)
    }

    /// An amount of a figure, in its unit.
    fn amount(row: &'r Row, value: Option<f64>) -> Cell<'r> {
        match (value, Unit::of(&row.unit)) {
            (Some(value), Some(unit)) => Cell::Amount(value, unit, row.currency.as_deref()),
            (value, None) => Cell::number(value),
            (None, _) => Cell::Nothing,
        }
    }
}

/// A column: its name and what its cells hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its cells hold.
    pub form: Form,
}

impl Column {
    /// A column.
    pub fn new(name: impl Into<String>, form: Form) -> Column {
        Column { name: name.into(), form }
    }
}

/// Rows under columns.
#[derive(Clone, Debug, Default)]
pub struct Sheet<'r> {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, a cell a column.
    pub rows: Vec<Vec<Cell<'r>>>,
}

/// What a figure shows in a column of its own.
type Field = (&'static str, Form, for<'r> fn(&'r Row) -> Cell<'r>);

/// The columns of a figure, after those of its group.
const FIELDS: [Field; 13] = [
    ("kpi", Form::Text, |row| Cell::Text(&row.kpi)),
    ("unit", Form::Text, |row| Cell::Text(&row.unit)),
    ("value", Form::Number, |row| Cell::amount(row, row.value)),
    ("numerator", Form::Number, numerator),
    ("denominator", Form::Number, |row| Cell::number(row.denominator)),
    ("n", Form::Whole, |row| Cell::number(row.n.map(|n| n as f64))),
    ("immature", Form::Whole, |row| Cell::Number(row.immature as f64)),
    ("low", Form::Number, |row| Cell::amount(row, row.low)),
    ("high", Form::Number, |row| Cell::amount(row, row.high)),
    ("currency", Form::Text, |row| Cell::text(row.currency.as_deref())),
    ("method", Form::Text, |row| Cell::text(row.method.as_deref())),
    ("small", Form::Boolean, |row| Cell::Boolean(row.small)),
    ("reason", Form::Text, |row| Cell::text(row.reason.as_deref())),
];

/// Further columns of a report that compares two periods.
const COMPARED: [Field; 4] = [
    ("baseline_value", Form::Number, |row| Cell::amount(row, baseline(row, |baseline| baseline.value))),
    ("change", Form::Change, changed),
    ("p", Form::Number, |row| Cell::number(baseline(row, |baseline| baseline.p))),
    ("p_adjusted", Form::Number, |row| Cell::number(baseline(row, |baseline| baseline.p_adjusted))),
];

/// What was added up: of times and money in the unit, of anything else a number of things.
fn numerator(row: &Row) -> Cell<'_> {
    match Unit::of(&row.unit) {
        Some(Unit::Seconds | Unit::Money) => Cell::amount(row, row.numerator),
        _ => Cell::number(row.numerator),
    }
}

fn changed(row: &Row) -> Cell<'_> {
    Cell::amount(row, baseline(row, |baseline| baseline.change))
}

fn baseline(row: &Row, field: fn(&Baseline) -> Option<f64>) -> Option<f64> {
    row.baseline.as_ref().and_then(field)
}

impl<'r> Sheet<'r> {
    /// All figures of a report, each row with the report's period.
    pub fn of(report: &'r Report, layout: Layout) -> Sheet<'r> {
        let rows: Vec<&Row> = report.rows.iter().collect();
        let mut sheet = Sheet::of_rows(&rows, report, layout);
        let period = [("period_since", &report.period.since), ("period_until", &report.period.until)];
        for (name, bound) in period.into_iter().rev() {
            sheet.put_first(Column::new(name, Form::Moment), |_| Cell::text(bound.as_deref()));
        }
        sheet
    }

    /// Some figures of a report.
    pub fn of_rows(rows: &[&'r Row], report: &'r Report, layout: Layout) -> Sheet<'r> {
        let compared = change::is_compared(report);
        match layout {
            Layout::Long => long(rows, &report.by, compared),
            Layout::Wide => wide(rows, &report.by, compared),
        }
    }

    /// Puts a column before the others; its cells are found by the number of the row.
    pub fn put_first(&mut self, column: Column, cell: impl Fn(usize) -> Cell<'r>) {
        self.columns.insert(0, column);
        for (number, row) in self.rows.iter_mut().enumerate() {
            row.insert(0, cell(number));
        }
    }
}

fn of_group(by: &[String]) -> impl Iterator<Item = Column> {
    let is_day = |id: &str| dimension(id).is_some_and(|found| found.axis == Axis::Calendar(Calendar::Day));
    by.iter().map(move |id| Column::new(id, if is_day(id) { Form::Day } else { Form::Text }))
}

fn long<'r>(rows: &[&'r Row], by: &[String], compared: bool) -> Sheet<'r> {
    let fields = || FIELDS.iter().chain(if compared { &COMPARED[..] } else { &[] });
    let columns = of_group(by).chain(fields().map(|(name, form, _)| Column::new(*name, *form))).collect();
    let cells = |row: &'r Row| {
        let value = |dimension: &String| row.group.iter().find(|(known, _)| known == dimension);
        let group =
            by.iter().map(move |dimension| Cell::text(value(dimension).and_then(|(_, value)| value.as_deref())));
        group.chain(fields().map(|(_, _, find)| find(row))).collect()
    };
    Sheet { columns, rows: rows.iter().copied().map(cells).collect() }
}

fn wide<'r>(rows: &[&'r Row], by: &[String], compared: bool) -> Sheet<'r> {
    let mut kpis: Vec<&str> = Vec::new();
    let mut groups: BTreeMap<&str, Vec<&'r Row>> = BTreeMap::new();
    for row in rows {
        let known = groups.entry(&row.kpi).or_insert_with(|| {
            kpis.push(&row.kpi);
            Vec::new()
        });
        // A row that only says that a figure does not know the dimension is no group.
        if row.group.iter().all(|(_, value)| value.is_some()) {
            known.push(row);
        }
    }
    let mut columns: Vec<Column> = of_group(by).collect();
    for kpi in &kpis {
        columns.push(Column::new(*kpi, Form::Number));
        columns.extend(compared.then(|| Column::new(format!("{kpi}_change"), Form::Change)));
    }
    let order = in_order(kpis.iter().filter_map(|kpi| groups.get(kpi).map(Vec::as_slice)));
    let mut table: BTreeMap<_, BTreeMap<&str, &'r Row>> = BTreeMap::new();
    for row in groups.into_values().flatten() {
        table.entry(row.group.as_slice()).or_default().insert(&row.kpi, row);
    }
    let rows = order.into_iter().map(|group| {
        let name = |place: usize| Cell::text(group.get(place).and_then(|(_, value)| value.as_deref()));
        let mut cells: Vec<Cell> = (0..by.len()).map(name).collect();
        for kpi in &kpis {
            let row = table.get(group).and_then(|row| row.get(kpi)).copied();
            cells.push(row.map_or(Cell::Nothing, |row| Cell::amount(row, row.value)));
            cells.extend(compared.then(|| row.map_or(Cell::Nothing, changed)));
        }
        cells
    });
    Sheet { rows: rows.collect(), columns }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::{self, grouped, row};

    #[test]
    fn wide_has_a_row_per_group_in_the_order_of_the_report_and_leaves_gaps_where_a_figure_has_no_such_group() {
        let mut report = fixture::october();
        report.by = vec!["campaign".to_owned()];
        report.rows = vec![
            row("messages_sent", "count", Some(7.0)),
            grouped(row("messages_sent", "count", Some(3.0)), &[("campaign", Some("b"))]),
            row("open_rate", "share", Some(0.5)),
            grouped(row("open_rate", "share", Some(0.25)), &[("campaign", Some("a"))]),
            grouped(row("open_rate", "share", None), &[("campaign", Some("b"))]),
            row("opt_in_rate", "share", Some(1.0)),
            grouped(row("opt_in_rate", "share", None), &[("campaign", None)]),
        ];
        let sheet = Sheet::of(&report, Layout::Wide);
        let names: Vec<&str> = sheet.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["period_since", "period_until", "campaign", "messages_sent", "open_rate", "opt_in_rate"]);
        let share = |value| Cell::Amount(value, Unit::Share, None);
        let count = |value| Cell::Amount(value, Unit::Count, None);
        let rows: Vec<&[Cell]> = sheet.rows.iter().map(|row| &row[2..]).collect();
        assert_eq!(
            rows,
            [
                [Cell::Nothing, count(7.0), share(0.5), share(1.0)],
                [Cell::Text("a"), Cell::Nothing, share(0.25), Cell::Nothing],
                [Cell::Text("b"), count(3.0), Cell::Nothing, Cell::Nothing],
            ]
        );
    }

    #[test]
    fn a_comparison_puts_the_change_beside_every_value() {
        let mut report = fixture::october();
        report.rows = vec![row("open_rate", "share", Some(0.5)).changed(-0.25, None)];
        let sheet = Sheet::of(&report, Layout::Wide);
        assert_eq!(sheet.columns[3], Column::new("open_rate_change", Form::Change));
        assert_eq!(sheet.rows[0][3], Cell::Amount(-0.25, Unit::Share, None));
    }
}
