//! Reports that compare two periods: each baseline is the figure of a report on that period alone.

use std::path::PathBuf;

use wa_kpi::facts::Grain;
use wa_kpi::kpis::{Dated, catalogue, kpi};
use wa_kpi::report::{Report, Row};
use wa_kpi::request::Request;
use wa_kpi::request::compare::Compare;
use wa_kpi::request::period::{Period, Written};

use crate::library::{by, measured, named};
use crate::program::root;

fn shop() -> [PathBuf; 1] {
    [root().join("examples/shop")]
}

fn period(since: &str, until: &str) -> Period {
    let written = Written { since: Some(since), until: Some(until), last: None };
    Period::parse(written, chrono_tz::UTC, None).unwrap_or_else(|error| panic!("{error:#}"))
}

fn report(request: &Request) -> Report {
    measured(&shop(), request).report
}

/// Every figure of the shop's second week, by a dimension or none.
fn second_week(dimension: &str) -> Request {
    Request { by: by(dimension).by, period: period("2026-10-05", "2026-10-11"), ..named(catalogue()) }
}

/// Whether a figure stands at as_of, in whatever period; customers stand as at the period's end.
fn is_undated(row: &Row) -> bool {
    kpi(&row.kpi).is_some_and(|kpi| kpi.dated == Dated::AtAsOf && kpi.formula.grain() != Grain::Customer)
}

#[test]
fn a_baseline_is_the_figure_of_a_report_on_that_period() {
    for (dimension, mature) in [("", false), ("campaign", false), ("weekday", true)] {
        let own = Request { mature, ..second_week(dimension) };
        let before = report(&Request { period: period("2026-09-28", "2026-10-04"), ..own.clone() });
        let plain = report(&own);
        let compared = report(&Request { compare: Some(Compare::Previous), ..own });
        let mut values = 0;
        assert_eq!(compared.rows.len(), plain.rows.len());
        for (row, plain) in compared.rows.iter().zip(&plain.rows) {
            assert_eq!(&Row { baseline: None, ..row.clone() }, plain);
            let baseline = row.baseline.clone().unwrap_or_else(|| panic!("{row:?}"));
            if is_undated(row) {
                assert_eq!(baseline.value, None, "{row:?}");
                continue;
            }
            let other = before.rows.iter().find(|other| (&other.kpi, &other.group) == (&row.kpi, &row.group));
            let Some(other) = other else { continue };
            // Money of several currencies, in either period, is compared with nothing.
            let mixed =
                [row, other].iter().any(|row| row.reason.as_ref().is_some_and(|why| why.contains("currencies")));
            if mixed {
                assert_eq!(baseline.change, None, "{row:?}");
                continue;
            }
            assert_eq!(
                (baseline.value, baseline.numerator, baseline.denominator),
                (other.value, other.numerator, other.denominator),
                "{row:?}"
            );
            assert_eq!(baseline.change, row.value.zip(other.value).map(|(value, other)| value - other), "{row:?}");
            values += usize::from(baseline.value.is_some());
        }
        assert!(values > 40, "only {values} baselines have a value");
    }
}

#[test]
fn tests_are_adjusted_for_their_number() {
    let report = report(&Request { compare: Some(Compare::Previous), ..second_week("campaign") });
    let mut tests: Vec<(f64, f64)> = Vec::new();
    for row in &report.rows {
        let baseline = row.baseline.clone().unwrap_or_default();
        assert_eq!(baseline.p.is_some(), baseline.p_adjusted.is_some(), "{row:?}");
        assert!(baseline.p.is_none() || baseline.change.is_some(), "{row:?}");
        let is_total = kpi(&row.kpi).is_some_and(|kpi| kpi.formula.is_total());
        assert!(baseline.p.is_none() || !is_total, "{row:?}");
        tests.extend(baseline.p.zip(baseline.p_adjusted));
    }
    tests.sort_by(|one, other| one.0.total_cmp(&other.0));
    assert!(tests.len() > 40, "only {} tests", tests.len());
    let mut least = 0.0_f64;
    for (place, (p, adjusted)) in tests.iter().enumerate() {
        assert!((0.0..=1.0).contains(p));
        least = least.max((p * (tests.len() - place) as f64).min(1.0));
        assert!((adjusted - least).abs() < 1e-12, "test {place}: {p} became {adjusted} instead of {least}");
    }
    let told = &report.notes[0].text;
    assert!(told.starts_with(&format!("compared with 2026-09-28 to 2026-10-04; {} changes are tested", tests.len())));
}

#[test]
fn days_of_two_periods_are_different_days() {
    let by_day = report(&Request { compare: Some(Compare::Previous), ..second_week("day") });
    let groups = || by_day.rows.iter().filter(|row| !row.group.is_empty());
    assert!(groups().all(|row| row.baseline.as_ref().is_some_and(|baseline| baseline.value.is_none())));
    assert!(groups().any(|row| row.value.is_some()));
    let totals = by_day.rows.iter().filter(|row| row.group.is_empty() && row.baseline.is_some());
    assert!(totals.filter(|row| row.baseline.clone().unwrap_or_default().value.is_some()).count() > 20);
}

#[test]
fn periods_that_overlap_are_shown_and_not_tested() {
    let other = Compare::Between(period("2026-10-01", "2026-10-07"));
    let report = report(&Request { compare: Some(other), ..second_week("") });
    let baselines = || report.rows.iter().filter_map(|row| row.baseline.as_ref());
    assert!(baselines().any(|baseline| baseline.change.is_some()));
    assert!(baselines().all(|baseline| baseline.p.is_none() && baseline.p_adjusted.is_none()));
    let told = &report.notes[0].text;
    assert_eq!(told, "compared with 2026-10-01 to 2026-10-07; the periods overlap: changes are not tested");
}

#[test]
fn neither_shards_nor_threads_show_in_a_comparison() {
    let request = || Request { compare: Some(Compare::Previous), ..second_week("campaign") };
    let expected = report(&request());
    for (shards, threads) in [(1, 1), (16, 3)] {
        assert!(report(&Request { shards, threads, ..request() }) == expected, "{shards} shards, {threads} threads");
    }
}
