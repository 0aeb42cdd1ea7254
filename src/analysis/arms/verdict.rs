//! Verdicts: what the numbers of a contrast allow to say, and never more.
//!
//! A difference is one where the adjusted p lies below 1 less the confidence and the interval, where there is one, leaves
//! out zero. Not responsible for the numbers (`contrast`).

use super::contrast::Open;
use crate::comparison::{Contrast, Verdict};
use crate::kpis::{Formula, Kpi};
use crate::report::Row;
use crate::units::{Better, Unit};

/// What all verdicts of a comparison depend on.
#[derive(Clone, Copy, Debug)]
pub struct Court {
    /// A p-value below it is more than chance explains.
    pub alpha: f64,
    /// Whether customers were not split as planned.
    pub is_split_broken: bool,
    /// Whether both sides share instants or customers by design, so that nothing is tested.
    pub overlaps: bool,
}

/// Concludes.
pub fn judge(open: Open, kpi: &Kpi, (arm, control): (&Row, &Row), name: &str, court: Court) -> Contrast {
    let Open { contrast, untested, doubt, few_customers } = open;
    let effect = |effect: f64| {
        let direction = if effect < 0.0 { "a decrease of " } else { "" };
        format!("{direction}{}", amount(kpi.unit, arm.currency.as_deref(), effect.abs()))
    };
    let few = few_customers.map(|(one, other)| format!("too few customers to tell ({one} and {other})"));
    let (verdict, words) = match (contrast.p, contrast.p_adjusted) {
        _ if court.overlaps => (Verdict::NotTested, "not tested: the periods overlap".to_owned()),
        _ if untested.is_some() => (Verdict::NotTested, format!("not tested: {}", untested.unwrap_or_default())),
        (Some(_), Some(_)) if few.is_some() => (Verdict::TooFew, few.unwrap_or_default()),
        (Some(p), Some(adjusted)) => match (direction(&contrast, adjusted, court.alpha), doubt) {
            (Some(_), Some(doubt)) => (Verdict::Unsure, doubt.to_owned()),
            (Some(verdict), None) => (verdict, String::new()),
            (None, _) if arm.small || control.small => (Verdict::TooFew, too_few(&contrast, (arm, control), effect)),
            (None, _) => (Verdict::NoDifference, not_found(&contrast, (p, adjusted), court.alpha, effect)),
        },
        _ => (Verdict::TooFew, "too few units to tell, or all of them alike".to_owned()),
    };
    let better = match (kpi.better, verdict) {
        (Some(better), Verdict::Higher) => Some(better == Better::Higher),
        (Some(better), Verdict::Lower) => Some(better == Better::Lower),
        _ => None,
    };
    let better = better.filter(|_| !court.is_split_broken);
    let found = Contrast { verdict, better, ..contrast };
    let words = match verdict.is_found() {
        true => say_found(&found, kpi, arm, name, court),
        false => words,
    };
    Contrast { words, ..found }
}

/// Where a difference was found: which way.
fn direction(contrast: &Contrast, adjusted: f64, alpha: f64) -> Option<Verdict> {
    let difference = contrast.difference.filter(|_| adjusted < alpha)?;
    let surely = |bound: Option<f64>, is_beyond: fn(f64) -> bool| bound.is_none_or(is_beyond);
    if difference > 0.0 && surely(contrast.low, |low| low > 0.0) {
        Some(Verdict::Higher)
    } else if difference < 0.0 && surely(contrast.high, |high| high < 0.0) {
        Some(Verdict::Lower)
    } else {
        None
    }
}

fn say_found(found: &Contrast, kpi: &Kpi, arm: &Row, name: &str, court: Court) -> String {
    let word = match (found.better, found.verdict) {
        (Some(true), _) => "better",
        (Some(false), _) => "worse",
        (None, Verdict::Higher) => "higher",
        (None, _) => "lower",
    };
    let ranked = if matches!(kpi.formula, Formula::Quantile { .. }) { " by ranks" } else { "" };
    let currency = arm.currency.as_deref();
    let by = found.difference.map(|difference| signed(kpi.unit, currency, difference)).unwrap_or_default();
    let span = match (found.low, found.high) {
        (Some(low), Some(high)) => {
            format!(" ({} to {})", kpi.unit.show_difference(low), kpi.unit.show_difference(high))
        }
        _ => String::new(),
    };
    let broken = if court.is_split_broken { "; not to be trusted, the split is broken" } else { "" };
    format!("{name} is {word}{ranked}: {by}{span}{broken}")
}

fn too_few(contrast: &Contrast, (arm, control): (&Row, &Row), effect: impl Fn(f64) -> String) -> String {
    let units = |row: &Row| row.n.unwrap_or(0);
    let could = match contrast.smallest_effect {
        Some(smallest) => format!("; this sample could have shown {}", effect(smallest)),
        None => String::new(),
    };
    format!("too few units to tell ({} and {}){could}", units(arm), units(control))
}

fn not_found(contrast: &Contrast, (p, adjusted): (f64, f64), alpha: f64, effect: impl Fn(f64) -> String) -> String {
    let chance = match p < alpha && adjusted >= alpha {
        true => format!(" once all tests are counted (p {p:.3}, adjusted {adjusted:.3})"),
        false => String::new(),
    };
    match contrast.smallest_effect {
        Some(smallest) => format!("no difference found{chance}; this sample could have shown {}", effect(smallest)),
        None => format!("no difference found{chance}"),
    }
}

/// An amount in words: `4.1 points`, `5m 2s`, `0.42 EUR`.
pub fn amount(unit: Unit, currency: Option<&str>, value: f64) -> String {
    match (unit, currency) {
        (Unit::Share, _) => format!("{} points", unit.show_difference(value)),
        (Unit::Money, Some(currency)) => format!("{} {currency}", unit.show(value)),
        _ => unit.show(value),
    }
}

/// The same with its sign.
pub fn signed(unit: Unit, currency: Option<&str>, value: f64) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", amount(unit, currency, value))
}
