//! Figures: a tally becomes a value with its receipt and interval. The one place where anything is divided.

use super::interval::{Clusters, Confidence, Interval, delta, mean_t, order_interval, share};
use super::tally::Tally;
use crate::kpis::{Formula, Kpi};
use crate::report::Row;

/// Fewer units than this make a figure small.
const SMALL: u64 = 30;

const MILLISECONDS: f64 = 1000.0;

/// The row of a KPI whose input is there. A missing tally is an empty one.
pub fn figure(kpi: &Kpi, tally: Option<&Tally>, confidence: Confidence) -> Row {
    let empty = Tally::default();
    let tally = tally.unwrap_or(&empty);
    let mut row = blank(kpi);
    row.immature = tally.immature;
    match kpi.formula {
        Formula::Count { .. } | Formula::Sum { .. } | Formula::Net { .. } => {
            row.value = Some(tally.value as f64);
            row.numerator = row.value;
            row.n = u64::try_from(tally.value).ok();
        }
        Formula::Share { .. } => {
            receive(&mut row, tally.value as f64, tally.units as f64, tally.units);
            let successes = u64::try_from(tally.value).unwrap_or(0);
            set_interval(&mut row, share(tally.units, successes, tally.repeated, &tally.clusters, confidence));
        }
        Formula::Ratio { .. } => {
            receive(&mut row, tally.value as f64, tally.units as f64, tally.units);
            set_interval(&mut row, delta(&tally.clusters, confidence));
        }
        Formula::Mean { .. } => {
            receive(&mut row, tally.value as f64 / MILLISECONDS, tally.units as f64, tally.units);
            row.value = mean(&tally.clusters);
            let interval = match (tally.repeated, &tally.spans) {
                (true, _) => delta(&tally.clusters, confidence),
                (false, Some(spans)) => mean_t(spans.len(), spans.sum(), spans.sum_of_squares(), confidence),
                (false, None) => None,
            };
            set_interval(&mut row, interval.map(|interval| interval.divided_by(MILLISECONDS).clip(0.0, f64::INFINITY)));
        }
        Formula::Quantile { percent, .. } => {
            let quantile = f64::from(percent) / 100.0;
            let runs = tally.spans.as_ref().map(|spans| (**spans).clone().into_runs());
            row.n = Some(tally.units);
            row.value = runs.as_ref().and_then(|runs| runs.quantile(quantile)).map(|value| value / MILLISECONDS);
            let interval = runs.and_then(|runs| order_interval(&runs, quantile, confidence));
            set_interval(&mut row, interval.map(|interval| interval.divided_by(MILLISECONDS)));
        }
        Formula::Longest { .. } => {
            row.n = Some(tally.units);
            let longest = tally.spans.as_ref().and_then(|spans| spans.max());
            row.value = longest.map(|longest| longest as f64 / MILLISECONDS);
        }
    }
    if row.value.is_none() {
        row.reason = Some("nothing in this selection to measure".to_owned());
    }
    let is_count = matches!(kpi.formula, Formula::Count { .. } | Formula::Sum { .. } | Formula::Net { .. });
    row.small = !is_count && row.value.is_some() && row.n.is_some_and(|n| n < SMALL);
    row
}

/// The row of a KPI without a value.
pub fn without_value(kpi: &Kpi, reason: &str) -> Row {
    Row { reason: Some(reason.to_owned()), ..blank(kpi) }
}

fn mean(clusters: &Clusters) -> Option<f64> {
    clusters.ratio().map(|mean| mean / MILLISECONDS)
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
    Row {
        kpi: kpi.id.to_owned(),
        section: kpi.section.id().to_owned(),
        unit: kpi.unit.id().to_owned(),
        group: Vec::new(),
        value: None,
        numerator: None,
        denominator: None,
        n: None,
        immature: 0,
        small: false,
        low: None,
        high: None,
        method: None,
        currency: None,
        reason: None,
        baseline: None,
    }
}
