//! Assembling: tallies become the rows of the report, group by group, in the order of the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use super::Observed;
use super::baseline::{adjust, recurs};
use super::figures::{figure, without_value};
use super::groups::{Key, dense, label, show_instant};
use super::plan::unknown_dimension;
use super::prepare::Prepared;
use crate::dimensions::{Axis, Dimension};
use crate::kpis::Kpi;
use crate::report::{Drawn, InputAccount, Period, Report, Row, SCHEMA};

/// Everything that a report says of its inputs: path and source, by input number.
pub type InputNames = Vec<(String, &'static str)>;

/// The report of what was measured.
pub fn assemble(observed: &Observed) -> Report {
    let Observed { request, plan, measured, prepared, .. } = observed;
    let other = observed.other();
    let mut rows = rows(observed, 0, &request.by);
    let mut notes = super::notes::notes(request, plan, measured, prepared);
    if let Some(other) = other {
        adjust(&mut rows);
        notes.splice(0..0, other.notes(&rows, plan, measured, request.timezone));
    }
    Report {
        schema: SCHEMA,
        period: period(observed),
        inputs: observed.accounts(),
        by: request.by.iter().map(|dimension| dimension.id.to_owned()).collect(),
        rows,
        breakdowns: BTreeMap::new(),
        notes,
        drawn: Drawn::default(),
    }
}

/// The period that was asked for.
pub fn period(observed: &Observed) -> Period {
    let Observed { request, prepared, .. } = observed;
    let as_of = prepared.dated.then_some(prepared.world.as_of).or(request.as_of);
    let (since, until) = request.period.bounds(as_of);
    let instant = |at: i64| show_instant(at, request.timezone);
    Period {
        since: since.map(instant),
        until: until.map(instant),
        timezone: request.timezone.name().to_owned(),
        as_of: as_of.map(|at| show_instant(at, chrono_tz::Tz::UTC)),
    }
}

/// The rows of one breakdown (see [`crate::request::Request::cuts`]), totals first, with what they were in the period compared with.
/// Changes are tested and not yet adjusted for their number.
pub fn rows(observed: &Observed, cut: usize, by: &[&'static Dimension]) -> Vec<Row> {
    let groups = groups(observed, cut, by);
    let mut rows = Vec::new();
    for kpi in observed.plan.catalogue.iter() {
        add_rows(&mut rows, observed, kpi, cut, by, &groups);
    }
    rows
}

/// The rows of one KPI as a report on nothing else would have them, whatever else was measured in the same run.
pub fn rows_of(observed: &Observed, kpi: &'static Kpi, cut: usize, by: &[&'static Dimension]) -> Vec<Row> {
    let fed = observed.plan.kpis.iter().find(|(fed, _)| fed.id == kpi.id);
    let measures = fed.map(|(_, measures)| measures.as_slice()).unwrap_or_default();
    let mut rows = Vec::new();
    add_rows(&mut rows, observed, kpi, cut, by, &groups_of(observed, Some(measures), cut, by));
    rows
}

/// The rows of one KPI: the total, then the groups.
fn add_rows(
    rows: &mut Vec<Row>,
    observed: &Observed,
    kpi: &'static Kpi,
    cut: usize,
    by: &[&'static Dimension],
    groups: &[(Key, Vec<String>)],
) {
    let Observed { request, plan, measured, .. } = observed;
    let (other, making) = (observed.other(), observed.making());
    let fed = plan.kpis.iter().find(|(fed, _)| fed.id == kpi.id);
    let missing = plan.unfed.iter().find(|(unfed, _)| unfed.id == kpi.id && request.selection.names(kpi.id));
    let unfiltered = unknown_dimension(kpi, &request.filter_dimensions());
    if let (Some(_), Some(dimension)) = (fed, unfiltered) {
        let reason = format!("does not know {}", dimension.id);
        rows.push(without_value(kpi, &reason));
        add_groups(rows, kpi, by, groups, |_| without_value(kpi, &reason));
    } else if let Some((_, measures)) = fed {
        let row_of = |key: Option<Key>| {
            let key = key.map(|key| (cut, key));
            let tallies = measured.tallies(measures, key);
            let row = figure(kpi, &tallies, &making);
            let other = other.as_ref().filter(|_| key.is_none() || by.iter().all(|dimension| recurs(dimension)));
            let baseline = other.map(|other| other.baseline(kpi, &row, &tallies, measures, key, &making));
            Row { baseline, ..row }
        };
        rows.push(row_of(None));
        add_groups(rows, kpi, by, groups, |key| row_of(Some(key)));
    } else if let Some((_, need)) = missing {
        rows.push(without_value(kpi, need.reason()));
        add_groups(rows, kpi, by, groups, |_| without_value(kpi, need.reason()));
    }
}

fn add_groups(
    rows: &mut Vec<Row>,
    kpi: &'static Kpi,
    by: &[&'static Dimension],
    groups: &[(Key, Vec<String>)],
    row_of: impl Fn(Key) -> Row,
) {
    if by.is_empty() {
        return;
    }
    let named = |values: Vec<Option<String>>| {
        by.iter().map(|dimension| dimension.id.to_owned()).zip(values).collect::<Vec<_>>()
    };
    if let Some(unknown) = unknown_dimension(kpi, by) {
        let reason = format!("not by {}", unknown.id);
        rows.push(Row { group: named(vec![None; by.len()]), ..without_value(kpi, &reason) });
        return;
    }
    for (key, labels) in groups {
        let values = labels.iter().cloned().map(Some).collect();
        rows.push(Row { group: named(values), ..row_of(*key) });
    }
}

/// Every group of a breakdown that occurs for any KPI, and for one calendar dimension every value in between, in order.
pub fn groups(observed: &Observed, cut: usize, by: &[&'static Dimension]) -> Vec<(Key, Vec<String>)> {
    groups_of(observed, None, cut, by)
}

/// The same for some measures only.
fn groups_of(
    observed: &Observed,
    measures: Option<&[usize]>,
    cut: usize,
    by: &[&'static Dimension],
) -> Vec<(Key, Vec<String>)> {
    let Observed { request, measured, prepared, .. } = observed;
    let wanted = |measure: &usize| measures.is_none_or(|measures| measures.contains(measure));
    let mut keys: BTreeSet<Key> =
        measured.groups.get(&cut).into_iter().flat_map(|groups| groups.keys(wanted)).collect();
    if let [dimension] = by
        && let Axis::Calendar(calendar) = dimension.axis
    {
        let (since, until) = request.period.bounds(prepared.dated.then_some(prepared.world.as_of));
        let first = since.or(measured.extent.first);
        let last = until.map(|until| until - 1).or(measured.extent.last);
        let (least, most) = (keys.first().copied(), keys.last().copied());
        keys.extend(dense(calendar, first, last, request.timezone).into_iter().map(|value| [value, 0, 0]));
        // Where no period is asked for, other figures have no say in where this one begins and ends.
        if measures.is_some() && !recurs(dimension) {
            keys.retain(|key| since.is_some() || least.is_some_and(|least| *key >= least));
            keys.retain(|key| until.is_some() || most.is_some_and(|most| *key <= most));
        }
    }
    let mut groups: Vec<(Vec<(u32, String)>, Key)> = keys
        .into_iter()
        .map(|key| {
            let parts = by.iter().zip(key).map(|(dimension, value)| {
                // Calendar values sort by time, texts by themselves.
                let rank = if dimension.is_calendar() { value } else { 0 };
                (rank, label(dimension, value, &prepared.world.texts))
            });
            (parts.collect(), key)
        })
        .collect();
    groups.sort();
    groups.into_iter().map(|(parts, key)| (key, parts.into_iter().map(|(_, label)| label).collect())).collect()
}

/// The accounting of the inputs, in order of path.
pub fn accounts(prepared: &Prepared, inputs: &InputNames) -> Vec<InputAccount> {
    let account = |(number, (path, source)): (usize, &(String, &'static str))| {
        let account = prepared.accounts.inputs.get(number).copied().unwrap_or_default();
        InputAccount {
            path: path.clone(),
            source: (*source).to_owned(),
            records: account.records,
            used: account.used(),
            duplicates: account.duplicates,
            ignored: account.ignored,
            rejected: account.rejected,
        }
    };
    inputs.iter().enumerate().map(account).collect()
}
