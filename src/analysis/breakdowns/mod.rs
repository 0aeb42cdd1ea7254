//! Breakdowns: the tables beside the figures. One file each; a breakdown is a way to fill cells from a shard and a way
//! to show them.
//!
//! Cells of disjoint customers add up, as tallies do. Not responsible for looks (`render`).

mod buttons;
mod cells;
mod cohorts;
mod failures;
mod fatigue;
mod funnel;
mod peak_hours;
mod quality;
mod steps;
mod template_events;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::folding::FOLDED;
use super::measure::Conditions;
use super::prepare::Prepared;
use super::sieve::Sieve;
use crate::dimensions::{Axis, Column, Dimension, Family, NO_VALUE, SMALL_GROUPS};
use crate::facts::message;
use crate::kpis::Section;
use crate::report::{Note, Report};
use crate::request::Request;
use crate::tables::message::Millis;
use crate::tables::texts::Text;
use crate::timeline::story::Story;
pub use cells::{Cells, Counts, TOTAL};

/// A table beside the figures.
pub struct Breakdown {
    /// Its name in reports.
    pub id: &'static str,
    /// The section that it belongs to.
    pub section: Section,
    /// The dimensions that it knows.
    pub family: Family,
    /// Fills cells from a shard.
    gather: fn(&View, &mut Cells),
    /// The rows of one group.
    rows: fn(&[Cell], &Showing) -> Vec<Row>,
}

/// Every breakdown, in the order of the report.
pub static BREAKDOWNS: &[Breakdown] = &[
    failures::BREAKDOWN,
    buttons::BREAKDOWN,
    quality::BREAKDOWN,
    template_events::BREAKDOWN,
    fatigue::BREAKDOWN,
    peak_hours::BREAKDOWN,
    steps::BREAKDOWN,
    funnel::BREAKDOWN,
    cohorts::BREAKDOWN,
];

/// A row as it is shown: names and values, in order.
type Row = Map<String, Value>;

/// A cell's key inside its group, and its counts.
pub type Cell = (u64, Counts);

/// A shard as breakdowns see it.
pub struct View<'a> {
    /// What stands behind all shards.
    pub prepared: &'a Prepared,
    /// What the walk found.
    pub story: &'a Story,
    /// The messages of the shard.
    pub messages: &'a message::Rows<'a>,
    /// The period and the moment of looking.
    pub conditions: &'a Conditions,
    /// The request.
    pub request: &'a Request,
    /// The dimension of the groups; none = all is one.
    pub column: Option<Column>,
    /// What lets units through; none = all are.
    sieve: Option<&'a RefCell<Sieve<'a>>>,
}

impl View<'_> {
    /// Whether the report is about something of this date, whose dimensions are told by `value`.
    fn takes(&self, at: Millis, value: impl Fn(Column) -> Text) -> bool {
        self.sieve.is_none_or(|sieve| sieve.borrow_mut().takes(at, value))
    }

    /// The group of something whose dimensions are told by `value`.
    fn group(&self, value: impl Fn(Column) -> Text) -> u32 {
        self.column.map_or(TOTAL, |column| folded(self.prepared, self.request, value(column)).0)
    }
}

/// What rows are shown with.
pub struct Showing<'a> {
    /// What stands behind the report.
    pub prepared: &'a Prepared,
    /// The period and the moment of looking.
    pub conditions: &'a Conditions,
    /// The request.
    pub request: &'a Request,
    /// The group; none = the total.
    pub group: Option<(Column, Text)>,
}

impl Showing<'_> {
    fn text(&self, text: Text) -> &str {
        self.prepared.world.texts.get(text)
    }
}

/// The cells of every breakdown that is asked for, by its place in the list.
pub type Gathered = BTreeMap<usize, Cells>;

/// The dimension by which breakdowns are given, too: a single one that is no calendar.
fn dimension(request: &Request) -> Option<(&'static Dimension, Column)> {
    match request.by[..] {
        [dimension] => match dimension.axis {
            Axis::Column(column) => Some((dimension, column)),
            Axis::Calendar(_) => None,
        },
        _ => None,
    }
}

fn asked(request: &Request) -> impl Iterator<Item = (usize, &'static Breakdown)> {
    let asked = |(_, breakdown): &(usize, &Breakdown)| request.selection.includes("", breakdown.section.id());
    BREAKDOWNS.iter().enumerate().filter(asked)
}

/// Adds to the cells of all breakdowns that are asked for what one shard has.
pub fn gather(
    prepared: &Prepared,
    messages: &message::Rows,
    conditions: &Conditions,
    request: &Request,
    gathered: &mut Gathered,
) {
    if asked(request).next().is_none() {
        return;
    }
    let sieve = Sieve::new(request, &prepared.world.texts).map(RefCell::new);
    let sieve = sieve.as_ref();
    for (place, breakdown) in asked(request) {
        if sieve.is_some_and(|sieve| !sieve.borrow().suits(breakdown.family)) {
            continue;
        }
        let cells = gathered.entry(place).or_default();
        let total = View { prepared, story: messages.story, messages, conditions, request, column: None, sieve };
        (breakdown.gather)(&total, cells);
        if let Some((dimension, column)) = dimension(request)
            && dimension.families.contains(&breakdown.family)
        {
            (breakdown.gather)(&View { column: Some(column), ..total }, cells);
        }
    }
}

/// Adds what another shard gathered.
pub fn merge(one: &mut Gathered, other: Gathered) {
    for (place, cells) in other {
        one.entry(place).or_default().merge(cells);
    }
}

/// Puts the breakdowns that have rows into the report.
pub fn show(gathered: &Gathered, prepared: &Prepared, conditions: &Conditions, request: &Request, report: &mut Report) {
    for (place, cells) in gathered {
        let breakdown = &BREAKDOWNS[*place];
        let mut groups: Vec<(String, u32)> = cells.groups().map(|group| (label(group, prepared), group)).collect();
        groups.sort_by(|a, b| (a.1 != TOTAL, &a.0).cmp(&(b.1 != TOTAL, &b.0)));
        let mut rows = Vec::new();
        for (label, group) in groups {
            let named = dimension(request).filter(|_| group != TOTAL);
            let showing =
                Showing { prepared, conditions, request, group: named.map(|(_, column)| (column, Text(group))) };
            let of_group: Map<String, Value> =
                named.map(|(dimension, _)| (dimension.id.to_owned(), Value::from(label))).into_iter().collect();
            for row in (breakdown.rows)(&cells.of(group), &showing) {
                let mut entry = Map::new();
                entry.insert("group".to_owned(), Value::Object(of_group.clone()));
                entry.extend(row);
                rows.push(Value::Object(entry));
            }
        }
        if breakdown.id == peak_hours::BREAKDOWN.id {
            let text = peak_hours::peak(&cells.of(TOTAL));
            report.notes.extend(text.map(|text| Note { kpi: None, text }));
        }
        if !rows.is_empty() {
            report.breakdowns.insert(breakdown.id.to_owned(), rows);
        }
    }
}

/// The group that a value of the report's single dimension is shown in.
fn folded(prepared: &Prepared, request: &Request, value: Text) -> Text {
    let [value, ..] = prepared.folds.fold(0, &request.by, [value.0, 0, 0]);
    Text(value)
}

fn label(group: u32, prepared: &Prepared) -> String {
    match group {
        TOTAL => String::new(),
        0 => NO_VALUE.to_owned(),
        FOLDED => SMALL_GROUPS.to_owned(),
        group => prepared.world.texts.get(Text(group)).to_owned(),
    }
}

/// A row of a breakdown: names and values, in order.
macro_rules! row {
    ($($name:literal: $value:expr),+ $(,)?) => {{
        let mut row = serde_json::Map::new();
        $(row.insert($name.to_owned(), serde_json::json!($value));)+
        row
    }};
}
use row;

/// A part of a whole; null where there is none.
fn part(of: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| of as f64 / whole as f64)
}
