//! How a tested figure reads: its value, its bound and one sentence about both.
//!
//! Not responsible for where they stand.

use crate::render::words::{clean, units};
use crate::units::{Unit, grouped};
use crate::verdict::{Counts, Judgement, Outcome, RuleVerdict};

/// More decimals than these tell nobody anything.
const DECIMALS: usize = 6;

/// The value, with as many digits as it takes to tell it from the bound that it misses.
pub fn value(rule: &RuleVerdict, figure: &Judgement) -> String {
    let Some(value) = figure.value else { return crate::render::words::NOT_AVAILABLE.to_owned() };
    let unit = Unit::of(&rule.unit);
    let shown = show(unit, value);
    let misleads = |bound: &f64| *bound != value && show(unit, *bound) == shown;
    let text = match figure.bound.filter(misleads) {
        Some(bound) => (2..=DECIMALS)
            .map(|decimals| [value, bound].map(|number| in_full(unit, number, decimals)))
            .find_map(|[value, bound]| (value != bound).then_some(value))
            .unwrap_or(shown),
        None => shown,
    };
    with_currency(text, figure)
}

/// The comparison that is expected: `>= 95%`; empty where it cannot be told.
pub fn expected(rule: &RuleVerdict, figure: &Judgement) -> String {
    let Some(bound) = figure.bound else { return String::new() };
    let unit = Unit::of(&rule.unit);
    let text = match unit {
        Some(Unit::Share) => {
            // People write few decimals, a share of another figure has many.
            let decimals = if rule.of.is_some() { 2 } else { 4 };
            format!("{}%", trimmed(&format!("{:.decimals$}", bound * 100.0)))
        }
        _ => show(unit, bound),
    };
    format!("{} {}", rule.comparison, with_currency(text, figure))
}

/// The interval: `94.6–95.4%`; empty where there is none.
pub fn interval(rule: &RuleVerdict, figure: &Judgement) -> String {
    let bare = |value: f64| show(Unit::of(&rule.unit), value);
    match (figure.low, figure.high) {
        (Some(low), Some(high)) if low < 0.0 => format!("{} to {}", bare(low), bare(high)),
        (Some(low), Some(high)) => {
            let low = bare(low);
            format!("{}–{}", low.strip_suffix('%').unwrap_or(&low), bare(high))
        }
        (Some(low), None) => format!("≥ {}", bare(low)),
        (None, Some(high)) => format!("≤ {}", bare(high)),
        (None, None) => String::new(),
    }
}

/// The number of units; empty where the value says it itself or there are none.
pub fn n(rule: &RuleVerdict, figure: &Judgement) -> String {
    let says_itself = rule.unit == Unit::Count.id() && figure.n.map(|n| n as f64) == figure.value;
    figure.n.filter(|_| !says_itself).map(units).unwrap_or_default()
}

/// The group: `campaign spring, agent Ana`; empty for all.
pub fn group(figure: &Judgement) -> String {
    let part = |(dimension, value): &(String, Option<String>)| {
        format!("{} {}", clean(dimension), clean(value.as_deref().unwrap_or(crate::render::words::NOT_AVAILABLE)))
    };
    figure.group.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// One sentence about a figure.
pub fn sentence(rule: &RuleVerdict, figure: &Judgement) -> String {
    let group = group(figure);
    let about = if group.is_empty() { rule.subject.clone() } else { format!("{} of {group}", rule.subject) };
    let value = value(rule, figure);
    if let Some(reason) = &figure.reason {
        let reason = clean(reason);
        return match (figure.outcome, figure.value) {
            (Outcome::Skipped, _) => format!("{about} is not tested: {reason}"),
            (_, None) => format!("{about} has no value: {reason}"),
            (_, Some(_)) => format!("{about} is {value}, but {reason}"),
        };
    }
    let mut receipt: Vec<String> = Vec::new();
    receipt.extend(Some(interval(rule, figure)).filter(|interval| rule.surely && !interval.is_empty()));
    receipt.extend(Some(n(rule, figure)).filter(|n| !n.is_empty()).map(|n| format!("n = {n}")));
    let receipt = if receipt.is_empty() { String::new() } else { format!(" ({})", receipt.join(", ")) };
    let surely = if rule.surely { " surely" } else { "" };
    let baseline = match (&rule.of, figure.baseline) {
        (Some(of), Some(baseline)) => {
            let name = if of == "year" { "a year before" } else { "in the previous period" };
            format!("; it was {} {name}", with_currency(show(Unit::of(&rule.unit), baseline), figure))
        }
        _ => String::new(),
    };
    format!("{about} is {value}{receipt}, expected {}{surely}{baseline}", expected(rule, figure))
}

/// What became of the groups of a rule: `2 of 7 groups failed, 1 skipped`; empty for a rule about one figure.
pub fn groups(rule: &RuleVerdict) -> String {
    if rule.by.is_empty() {
        return String::new();
    }
    let Counts { failed, skipped, .. } = rule.counts;
    let all = rule.counts.all();
    let name = if rule.by == ["input"] { "input" } else { "group" };
    let s = if all == 1 { "" } else { "s" };
    match (failed, skipped) {
        (0, 0) => format!("{} {name}{s}", units(all)),
        (0, _) => format!("{} of {} {name}{s} skipped", units(skipped), units(all)),
        (_, 0) => format!("{} of {} {name}{s} failed", units(failed), units(all)),
        _ => format!("{} of {} {name}{s} failed, {} skipped", units(failed), units(all), units(skipped)),
    }
}

/// What became of all rules: `4 rules: 1 failed, 3 passed`.
pub fn total(counts: &Counts) -> String {
    let all = counts.all();
    let parts = [(counts.failed, "failed"), (counts.skipped, "skipped"), (counts.passed, "passed")];
    let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{} {name}", units(*count)));
    format!("{} rule{}: {}", units(all), if all == 1 { "" } else { "s" }, parts.collect::<Vec<_>>().join(", "))
}

/// Where a rule stands: `wa-kpi.toml:67`, `--rule 2`.
pub fn place(rule: &RuleVerdict) -> String {
    match &rule.path {
        Some(path) => format!("{}:{}", clean(path), rule.line),
        None => format!("--rule {}", rule.line),
    }
}

fn show(unit: Option<Unit>, value: f64) -> String {
    unit.map_or_else(|| grouped(value, 2), |unit| unit.show(value))
}

/// With so many decimals, in the smallest measure.
fn in_full(unit: Option<Unit>, value: f64, decimals: usize) -> String {
    match unit {
        Some(Unit::Share) => format!("{}%", grouped(value * 100.0, decimals)),
        Some(Unit::Seconds) => format!("{}s", grouped(value, decimals)),
        _ => grouped(value, decimals),
    }
}

fn with_currency(text: String, figure: &Judgement) -> String {
    match &figure.currency {
        Some(currency) => format!("{text} {}", clean(currency)),
        None => text,
    }
}

/// Without zeros at the end of its decimals.
fn trimmed(number: &str) -> &str {
    number.trim_end_matches('0').trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::check::fixture::{figure, rule};

    fn told(unit: &str, comparison: &'static str, value: f64, bound: f64) -> String {
        let rule = RuleVerdict { unit: unit.to_owned(), comparison, ..rule("delivery_rate", Vec::new()) };
        sentence(&rule, &Judgement { bound: Some(bound), ..figure(Outcome::Failed, Some(value)) })
    }

    #[test]
    fn a_value_is_told_from_the_bound_that_it_misses() {
        for (unit, comparison, value, bound, said) in [
            ("share", ">=", 0.881, 0.9, "delivery_rate is 88.1% (n = 1,200), expected >= 90%"),
            ("share", ">=", 0.949_96, 0.95, "delivery_rate is 94.996% (n = 1,200), expected >= 95%"),
            ("share", ">=", 0.999, 0.9995, "delivery_rate is 99.9% (n = 1,200), expected >= 99.95%"),
            ("seconds", "<=", 900.4, 900.0, "delivery_rate is 900.40s (n = 1,200), expected <= 15m"),
            ("seconds", "<=", 5_460.0, 900.0, "delivery_rate is 1h 31m (n = 1,200), expected <= 15m"),
            ("count", "=", 12_000.0, 0.0, "delivery_rate is 12,000 (n = 1,200), expected = 0"),
            ("count", "<=", 1_200.0, 7.0, "delivery_rate is 1,200, expected <= 7"),
            ("ratio", ">", 1.5, 1.5, "delivery_rate is 1.50 (n = 1,200), expected > 1.50"),
        ] {
            assert_eq!(told(unit, comparison, value, bound), said);
        }
    }

    #[test]
    fn what_was_not_compared_tells_why() {
        let reason = |outcome, value| Judgement { reason: Some("so it is".to_owned()), ..figure(outcome, value) };
        let rule = rule("csat", Vec::new());
        assert_eq!(sentence(&rule, &reason(Outcome::Failed, None)), "csat has no value: so it is");
        assert_eq!(sentence(&rule, &reason(Outcome::Failed, Some(0.5))), "csat is 50.0%, but so it is");
        assert_eq!(sentence(&rule, &reason(Outcome::Skipped, None)), "csat is not tested: so it is");
    }

    #[test]
    fn intervals_and_other_periods_are_told_where_they_decide() {
        let rule = RuleVerdict { surely: true, of: Some("previous".to_owned()), ..rule("reply_rate", Vec::new()) };
        let figure = Judgement {
            bound: Some(0.45),
            baseline: Some(0.5),
            low: Some(0.43),
            high: Some(0.49),
            group: vec![("campaign".to_owned(), Some("spring\u{1b}".to_owned())), ("day".to_owned(), None)],
            ..figure(Outcome::Failed, Some(0.46))
        };
        assert_eq!(
            sentence(&rule, &figure),
            "reply_rate of campaign spring\u{FFFD}, day n/a is 46.0% (43.0–49.0%, n = 1,200), expected >= 45% surely; it \
             was 50.0% in the previous period"
        );
    }
}
