//! Figures: a tally becomes a value with its receipt and interval. The one place where anything is divided.

use super::interval::{Confidence, Interval, delta, mean_t, nps, order_interval, share};
use super::tally::{Tag, Tally};
use crate::facts::Kind;
use crate::kpis::{Formula, Kpi};
use crate::report::Row;
use crate::settings::money::{Decimal, NO_CURRENCY};
use crate::tables::texts::TextTable;
use crate::units::Unit;

/// Fewer units than this make a figure small.
const SMALL: u64 = 30;

/// What figures are made with besides their tallies.
#[derive(Clone, Copy)]
pub struct Making<'a> {
    /// How sure intervals are.
    pub confidence: Confidence,
    /// The part of revenue that is left after the goods are paid.
    pub margin: Decimal,
    /// The report's currency, where the settings name one.
    pub currency: Option<&'a str>,
    /// The names of currencies and scales.
    pub texts: &'a TextTable,
}

/// The row of a KPI whose input is there, from the tally of each of its measures. A missing tally is an empty one.
pub fn figure(kpi: &Kpi, tallies: &[Option<&Tally>], making: &Making) -> Row {
    let empty = Tally::default();
    let tally = |number: usize| tallies.get(number).copied().flatten().unwrap_or(&empty);
    let parts = kpi.formula.parts();
    let tag = parts.iter().enumerate().fold(Tag::default(), |tag, (place, part)| match part.is_of_money() {
        true => tag.with(tally(place).tag),
        false => tag,
    });
    let mut row = blank(kpi);
    row.immature = tally(parts.len() - 1).immature;
    match kpi.formula {
        Formula::Quotient { of, to } => {
            let [above, below] = [(of, tally(0)), (to, tally(1))].map(|(part, tally)| total(part, tally));
            receive(&mut row, above, below, units(to, tally(1)));
        }
        Formula::Return { revenue, spend } => {
            let margin = making.margin.digits as f64 / 10_f64.powi(making.margin.places as i32);
            let [revenue, cost] = [(revenue, tally(0)), (spend, tally(1))].map(|(part, tally)| total(part, tally));
            receive(&mut row, revenue * margin - cost, cost, tally(1).units);
        }
        _ => single(&mut row, kpi, tally(0), making.confidence),
    }
    let is_mixed = tag.is_mixture() || matches!(kpi.formula, Formula::Mean { .. }) && tally(0).tag.is_mixture();
    if is_mixed {
        let reason = match kpi.formula.facts()[0].kind {
            Kind::Score => "several scales cannot be averaged",
            _ => "several currencies: set `currency` and [rates] in wa-kpi.toml to add them",
        };
        return Row { immature: row.immature, ..without_value(kpi, reason) };
    }
    if tally(0).counted {
        (row.low, row.high, row.method) = (None, None, None);
    }
    if kpi.unit == Unit::Money {
        let found = tag.get().map(|currency| making.texts.get(currency)).filter(|code| *code != NO_CURRENCY);
        row.currency = found.or(making.currency).map(str::to_owned);
    }
    if row.value.is_none() {
        row.reason = Some("nothing in this selection to measure".to_owned());
    }
    row.small = !kpi.formula.is_total() && row.value.is_some() && row.n.is_some_and(|n| n < SMALL);
    row
}

/// The figure of one tally.
fn single(row: &mut Row, kpi: &Kpi, tally: &Tally, confidence: Confidence) {
    let scale = kpi.formula.facts()[0].kind.scale();
    match kpi.formula {
        Formula::Count { .. } | Formula::Sum { .. } | Formula::Net { .. } => {
            row.value = Some(total(&kpi.formula, tally));
            row.numerator = row.value;
            row.n = Some(units(&kpi.formula, tally));
        }
        Formula::Share { .. } => {
            receive(row, tally.value as f64, tally.units as f64, tally.units);
            let successes = u64::try_from(tally.value).unwrap_or(0);
            set_interval(row, share(tally.units, successes, tally.repeated, &tally.clusters, confidence));
        }
        Formula::Ratio { to, .. } => {
            let below = tally.clusters.y as f64 / to.kind.scale();
            receive(row, tally.value as f64 / scale, below, below.round() as u64);
            let interval = delta(&tally.clusters, confidence);
            set_interval(row, interval.map(|interval| interval.divided_by(scale / to.kind.scale())));
        }
        Formula::Mean { of, .. } => {
            receive(row, tally.value as f64 / scale, tally.units as f64, tally.units);
            row.value = tally.clusters.ratio().map(|mean| mean / scale);
            let interval = match (tally.repeated, &tally.spans) {
                (true, _) => delta(&tally.clusters, confidence),
                // Where no customer repeats, what customers add is what units add.
                (false, Some(_)) => mean_t(tally.units, tally.clusters.x, tally.clusters.xx, confidence),
                (false, None) => None,
            };
            let interval = interval.map(|interval| interval.divided_by(scale));
            set_interval(
                row,
                match of.kind {
                    Kind::Duration => interval.map(|interval| interval.clip(0.0, f64::INFINITY)),
                    _ => interval,
                },
            );
        }
        Formula::Quantile { percent, .. } => {
            let quantile = f64::from(percent) / 100.0;
            let runs = tally.spans.as_ref().map(|spans| (**spans).clone().into_runs());
            row.n = Some(tally.units);
            row.value = runs.as_ref().and_then(|runs| runs.quantile(quantile)).map(|value| value / scale);
            let interval = runs.and_then(|runs| order_interval(&runs, quantile, confidence));
            set_interval(row, interval.map(|interval| interval.divided_by(scale)));
        }
        Formula::Longest { .. } => {
            row.n = Some(tally.units);
            let longest = tally.spans.as_ref().and_then(|spans| spans.max());
            row.value = longest.map(|longest| longest as f64 / scale);
        }
        Formula::Promoters { .. } => {
            receive(row, tally.value as f64, tally.units as f64, tally.units);
            row.value = row.value.map(|mean| 100.0 * mean);
            // Every customer has one answer: x² is 1 for promoters and detractors.
            let (net, either) = (tally.value, tally.clusters.xx);
            let count = |number: i128| u64::try_from(number / 2).unwrap_or(0);
            set_interval(row, nps(count(either + net), count(either - net), tally.units, confidence));
        }
        // Of two tallies.
        Formula::Quotient { .. } | Formula::Return { .. } => {}
    }
}

/// A count or total in the report's units.
fn total(formula: &Formula, tally: &Tally) -> f64 {
    let scale = match formula {
        Formula::Sum { of, .. } => of.kind.scale(),
        _ => 1.0,
    };
    tally.value as f64 / scale
}

/// How many units a count or total rests on: of money the rows that carry it, else what was counted.
fn units(formula: &Formula, tally: &Tally) -> u64 {
    match formula.is_of_money() {
        true => tally.units,
        false => total(formula, tally).round().max(0.0) as u64,
    }
}

/// The row of a KPI without a value.
pub fn without_value(kpi: &Kpi, reason: &str) -> Row {
    Row { reason: Some(reason.to_owned()), ..blank(kpi) }
}

/// Divides, where there is something to divide by.
fn receive(row: &mut Row, numerator: f64, denominator: f64, units: u64) {
    row.numerator = Some(numerator);
    row.denominator = Some(denominator);
    row.n = Some(units);
    row.value = (denominator != 0.0).then(|| numerator / denominator);
}

fn set_interval(row: &mut Row, interval: Option<Interval>) {
    if let (Some(interval), Some(_)) = (interval, row.value) {
        row.low = interval.low;
        row.high = interval.high;
        row.method = Some(interval.method.id().to_owned());
    }
}

fn blank(kpi: &Kpi) -> Row {
    Row::nothing(kpi.id, kpi.section.id(), kpi.unit.id())
}
