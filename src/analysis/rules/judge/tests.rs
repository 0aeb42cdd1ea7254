//! Each clause of a rule, both ways, on a hand-made figure.

use super::*;
use crate::analysis::figures::without_value;
use crate::analysis::rules::{Place, parse::parse};
use crate::kpis::{Catalogue, kpi};
use crate::report::Baseline;
use Outcome::{Failed, Passed, Skipped};

fn rule(text: &str) -> Rule {
    let place = Place { path: None, line: 1 };
    parse(text, None, place, Catalogue::default(), None).unwrap_or_else(|error| panic!("{error}"))
}

/// A share of 90 % of 200 units, between 85 % and 94 %; it was 80 %.
fn ninety() -> Row {
    Row {
        value: Some(0.9),
        n: Some(200),
        low: Some(0.85),
        high: Some(0.94),
        method: Some("wilson".to_owned()),
        reason: None,
        baseline: Some(Baseline { value: Some(0.8), ..Baseline::default() }),
        ..without_value(kpi("csat").unwrap(), "")
    }
}

fn judged(text: &str, row: Row) -> (Outcome, String) {
    let judgement = rule(text).test(row);
    (judgement.outcome, judgement.reason.unwrap_or_default())
}

#[test]
fn comparisons_hold_or_do_not() {
    for (text, outcome) in [
        ("csat >= 90%", Passed),
        ("csat >= 90.1%", Failed),
        ("csat > 90%", Failed),
        ("csat > 89.9%", Passed),
        ("csat <= 90%", Passed),
        ("csat <= 89%", Failed),
        ("csat < 90%", Failed),
        ("csat < 91%", Passed),
        ("csat = 90%", Passed),
        ("csat = 89%", Failed),
    ] {
        assert_eq!(judged(text, ninety()), (outcome, String::new()), "{text}");
    }
}

#[test]
fn what_differs_by_rounding_alone_is_equal() {
    assert!(Comparison::Equal.holds(0.9 * 0.1, 0.09));
    assert!(Comparison::AtLeast.holds(0.3, 0.1 + 0.2));
    assert!(!Comparison::Above.holds(0.1 + 0.2, 0.3));
    assert!(!Comparison::AtLeast.holds(0.949_999_999, 0.95));
    assert!(!Comparison::AtLeast.holds(f64::NAN, 0.0) && !Comparison::AtMost.holds(f64::NAN, 0.0));
}

#[test]
fn surely_tests_the_end_of_the_interval_that_is_harder() {
    for (text, outcome) in [
        ("csat >= 85% surely", Passed),
        ("csat >= 86% surely", Failed),
        ("csat > 84% surely", Passed),
        ("csat <= 94% surely", Passed),
        ("csat <= 93% surely", Failed),
        ("csat < 94% surely", Failed),
    ] {
        assert_eq!(judged(text, ninety()).0, outcome, "{text}");
    }
    let half = Row { low: None, ..ninety() };
    assert_eq!(judged("csat >= 10% surely", half.clone()), (Failed, "its interval has no lower end".to_owned()));
    assert_eq!(judged("csat <= 95% surely", half).0, Passed);
    let none = Row { low: None, high: None, method: None, ..ninety() };
    assert_eq!(judged("csat >= 10% surely if present", none), (Failed, "it has no interval here".to_owned()));
}

#[test]
fn a_share_of_another_period_is_a_share_of_its_figure() {
    let bound = |text: &str| rule(text).test(ninety()).bound.unwrap();
    assert!((bound("csat >= 110% of previous") - 0.88).abs() < 1e-12);
    assert_eq!(judged("csat >= 110% of previous", ninety()).0, Passed);
    assert_eq!(judged("csat >= 115% of year", ninety()).0, Failed);
    assert_eq!(judged("csat >= 110% of previous surely", ninety()).0, Failed);
    let first = Row { baseline: Some(Baseline::default()), ..ninety() };
    let said = "no value in the period compared with".to_owned();
    assert_eq!(judged("csat >= 110% of previous", first.clone()), (Failed, said.clone()));
    assert_eq!(judged("csat >= 110% of previous if present", first), (Skipped, said));
}

#[test]
fn fewer_units_than_asked_for_are_neither_passed_nor_failed() {
    assert_eq!(judged("csat >= 95% with n >= 200", ninety()).0, Failed);
    assert_eq!(judged("csat >= 95% with n >= 201", ninety()), (Skipped, "fewer than 201 units".to_owned()));
    // Nothing to divide by are no units, a missing export is another matter.
    let empty = Row { value: None, n: Some(0), reason: Some("nothing here".to_owned()), ..ninety() };
    assert_eq!(judged("csat >= 95% with n >= 1", empty).0, Skipped);
    let missing = without_value(kpi("csat").unwrap(), "needs surveys");
    assert_eq!(judged("csat >= 95% with n >= 1", missing), (Failed, "needs surveys".to_owned()));
}

#[test]
fn a_figure_without_a_value_fails_with_its_reason_unless_the_rule_says_if_present() {
    let missing = || without_value(kpi("csat").unwrap(), "needs surveys");
    assert_eq!(judged("csat >= 95%", missing()), (Failed, "needs surveys".to_owned()));
    assert_eq!(judged("csat >= 95% if present", missing()), (Skipped, "needs surveys".to_owned()));
    assert_eq!(judged("csat >= 95% if present", ninety()), (Failed, String::new()));
}

#[test]
fn amounts_are_compared_in_one_currency_only() {
    let spend = |currency: Option<&str>| Row {
        value: Some(2.0),
        currency: currency.map(str::to_owned),
        ..without_value(kpi("spend").unwrap(), "")
    };
    assert_eq!(judged("spend <= 2 EUR", spend(Some("EUR"))).0, Passed);
    assert_eq!(judged("spend <= 2 EUR", spend(None)).0, Passed);
    let (outcome, reason) = judged("spend <= 2 EUR if present", spend(Some("USD")));
    assert_eq!((outcome, reason.as_str()), (Failed, "the rule speaks of EUR, not of USD"));
    assert_eq!(rule("spend <= 2 EUR").test(spend(Some("USD"))).bound, None);
}

#[test]
fn one_failed_group_fails_the_rule_and_skipped_ones_do_not_pass_it() {
    let of = |outcomes: &[Outcome]| outcomes.iter().copied().collect::<Counts>().outcome();
    assert_eq!(of(&[Passed, Failed, Skipped]), Failed);
    assert_eq!(of(&[Passed, Skipped]), Passed);
    assert_eq!(of(&[Skipped, Skipped]), Skipped);
}
