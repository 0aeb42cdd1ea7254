//! How the pieces of a comparison read: chances, differences, names.
//!
//! Not responsible for where they stand.

use crate::comparison::{ArmRow, Comparison, Contrast, Split};
use crate::render::change;
use crate::render::words::{clean, units};
use crate::units::{Unit, grouped};

/// A chance: `0.012`, `<0.001`.
pub fn chance(p: f64) -> String {
    match p {
        p if p < 0.001 => "<0.001".to_owned(),
        p if p < 0.0995 => grouped(p, 3),
        p => grouped(p, 2),
    }
}

/// The arm of a row.
pub fn arm(row: &ArmRow) -> &str {
    row.row.group.first().and_then(|(_, arm)| arm.as_deref()).unwrap_or_default()
}

/// An arm's name where there is little room: of a period its place, of a path its last part, where that tells inputs
/// apart.
pub fn short(comparison: &Comparison, name: &str) -> String {
    if comparison.by == "period" {
        let is_first = comparison.arms.first().is_some_and(|first| first.name == name);
        return if is_first { "earlier" } else { "later" }.to_owned();
    }
    let last = |path: &str| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let is_unique = || comparison.arms.iter().filter(|arm| last(&arm.name) == last(name)).count() == 1;
    clean(&if comparison.by == "input" && is_unique() { last(name) } else { name.to_owned() })
}

/// A difference with its sign and unit.
pub fn difference(row: &ArmRow, contrast: &Contrast) -> String {
    contrast.difference.map_or_else(String::new, |difference| change::amount(&row.row, difference))
}

/// The interval of a difference: `-4.7 to 10.9`.
pub fn span(unit: Option<Unit>, low: Option<f64>, high: Option<f64>) -> String {
    let show = |value: f64| unit.map_or_else(|| grouped(value, 2), |unit| unit.show_difference(value));
    match (low, high) {
        (Some(low), Some(high)) => format!("{} to {}", show(low), show(high)),
        _ => String::new(),
    }
}

/// What the test of the split says.
pub fn split(split: &Split) -> String {
    const DISTRUST: &str = "something chose between customers before anything was measured: do not trust the figures below until it is found.";
    let test = format!("chi-square {}, p {}", grouped(split.statistic, 2), exact(split.p));
    match (split.alarm, split.named) {
        (true, true) => format!("The split is broken ({test}): {DISTRUST}"),
        (true, false) => format!(
            "The split is broken: the arms are not equal ({test}). Unless that was the plan (--split names it), {DISTRUST}"
        ),
        (false, true) => format!("As planned: {test}."),
        (false, false) => format!("Equal, as is taken for the plan (--split names another): {test}."),
    }
}

/// A chance with its order of magnitude.
fn exact(p: f64) -> String {
    if p < 0.001 { format!("{p:.1e}") } else { chance(p) }
}

/// A total by its customers: `620 / 10,000`.
pub fn part(total: Option<f64>, customers: u64) -> String {
    let total = total.map(|total| grouped(total, if total.fract() == 0.0 { 0 } else { 2 })).unwrap_or_default();
    format!("{total} / {}", units(customers))
}
