//! Reports on some units only: a condition on a dimension chooses what breaking down by it shows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};
use wa_kpi::dimensions::{DIMENSIONS, Dimension, NO_VALUE};
use wa_kpi::kpis::{catalogue, kpi};
use wa_kpi::report::{Report, Row};
use wa_kpi::request::Request;
use wa_kpi::request::filter::Filter;

use crate::library::{by, measured, named, rows};
use crate::program::root;

fn inputs() -> [PathBuf; 1] {
    [root().join("examples/formats/canonical")]
}

/// The report on the units for which a condition holds.
fn report_where(condition: &str, request: Request) -> Report {
    let filter = Filter::parse(condition).unwrap_or_else(|error| panic!("{condition}: {error}"));
    measured(&inputs(), &Request { filter: Some(filter), ..request }).report
}

/// Its figures.
fn figures_where(condition: &str, request: Request) -> Vec<Row> {
    report_where(condition, request).rows
}

fn everything() -> Request {
    named(catalogue())
}

/// A figure without its group.
fn total(row: &Row) -> Row {
    Row { group: Vec::new(), ..row.clone() }
}

/// The value of the one dimension of a group; none for totals and for KPIs that do not know it.
fn value_of(row: &Row) -> Option<&str> {
    row.group.first()?.1.as_deref()
}

#[test]
fn a_condition_on_a_dimension_chooses_its_group() {
    let mut compared = 0;
    for dimension in DIMENSIONS {
        let groups = rows(&inputs(), &Request { by: vec![dimension], ..everything() });
        let mut values: Vec<&str> = groups.iter().filter_map(value_of).collect();
        values.sort_unstable();
        values.dedup();
        // One of many is enough; what is unknown stands first.
        let unknown = values.first().filter(|_| ["campaign", "agent"].contains(&dimension.id));
        for value in [unknown, values.get(values.len() / 2)].into_iter().flatten() {
            let condition = match *value {
                NO_VALUE => format!("{} is null", dimension.id),
                value => format!("{} = '{}'", dimension.id, value.replace('\'', "''")),
            };
            for found in figures_where(&condition, everything()) {
                let group = groups.iter().find(|row| row.kpi == found.kpi && value_of(row) == Some(value));
                match group {
                    Some(row) => assert_eq!(found, total(row), "{condition}"),
                    None => assert_no_value(&found, dimension, &groups),
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "only {compared} figures were compared");
}

#[test]
fn breakdowns_are_of_the_units_chosen() {
    let rows_of = |report: &Report, group: Value| -> BTreeMap<String, Vec<Value>> {
        let mut breakdowns = report.breakdowns.clone();
        for rows in breakdowns.values_mut() {
            rows.retain(|row| row["group"] == group);
            rows.iter_mut().for_each(|row| row["group"] = json!({}));
        }
        breakdowns.retain(|_, rows| !rows.is_empty());
        breakdowns
    };
    let mut told = BTreeSet::new();
    let groups = [("campaign", "autumn-harvest"), ("template", "sampler_offer"), ("country", "ES"), ("agent", "Jonas")];
    for (dimension, value) in groups {
        let wide = measured(&inputs(), &by(dimension)).report;
        let found = report_where(&format!("{dimension} = '{value}'"), Request::default());
        let (found, expected) = (rows_of(&found, json!({})), rows_of(&wide, json!({ dimension: value })));
        assert_eq!(found, expected, "{dimension} = {value}");
        told.extend(found.into_keys());
    }
    assert!(told.len() > 6, "only {told:?} have rows");
    let hours = report_where("hour between 9 and 10", Request::default()).breakdowns;
    let outside = hours["peak_hours"].iter().filter(|row| row["messages"] != 0 && row["hour"] != "09");
    assert_eq!(outside.filter(|row| row["hour"] != "10").count(), 0);
    assert!(!hours.contains_key("cohorts"), "customers have no hour");
}

/// A KPI that cannot be broken down by a dimension cannot be chosen by it either.
fn assert_no_value(found: &Row, dimension: &Dimension, groups: &[Row]) {
    let ungrouped = groups.iter().find(|row| row.kpi == found.kpi && !row.group.is_empty());
    assert!(ungrouped.is_none_or(|row| row.value.is_none()), "{found:?}");
    let reason = found.reason.as_deref().unwrap_or_default();
    assert!(reason.starts_with("needs") || reason == format!("does not know {}", dimension.id), "{found:?}");
    assert_eq!((found.value, found.n), (None, None));
}

#[test]
fn a_condition_and_its_opposite_choose_everything_once() {
    let counts = |rows: Vec<Row>| -> Vec<(String, f64)> {
        let counts = rows.into_iter().filter(|row| row.unit == "count" && row.value.is_some());
        counts.map(|row| (row.kpi, row.value.unwrap_or_default())).collect()
    };
    let condition = "country = 'DE' and weekday <= 3 or hour between 9 and 15 and segment is null";
    let all = counts(rows(&inputs(), &everything()));
    let inside = counts(figures_where(condition, everything()));
    let outside = counts(figures_where(&format!("not ({condition})"), everything()));
    // Customers may do both; messages, conversations and waits are on one side.
    for id in ["messages_sent", "messages_delivered", "messages_received", "messages_failed", "replies", "clicks"] {
        let of = |list: &[(String, f64)]| list.iter().find(|(kpi, _)| kpi == id).map(|(_, value)| *value);
        assert_eq!(of(&all), of(&inside).zip(of(&outside)).map(|(one, other)| one + other), "{id}");
        assert!(of(&inside) > Some(0.0) && of(&outside) > Some(0.0), "{id} does not tell the two apart");
    }
}

#[test]
fn groups_are_broken_down_from_what_is_chosen() {
    let narrow = figures_where("country is not null", Request { by: by("country").by, ..everything() });
    let wide = rows(&inputs(), &Request { by: by("country").by, ..everything() });
    let of_countries = |rows: Vec<Row>| -> Vec<Row> {
        rows.into_iter().filter(|row| value_of(row).is_some_and(|value| value != NO_VALUE)).collect()
    };
    assert_eq!(of_countries(narrow.clone()), of_countries(wide));
    assert!(narrow.iter().all(|row| value_of(row) != Some(NO_VALUE)));
}

#[test]
fn replies_and_waits_are_found_on_everything() {
    // Inbound messages have no category: a filter on it must not lose the replies to what was sent.
    let found = figures_where("category = 'marketing'", everything());
    let reply_rate = found.iter().find(|row| row.kpi == "reply_rate").and_then(|row| row.value);
    assert!(reply_rate > Some(0.0), "{reply_rate:?}");
    assert!(kpi("reply_rate").is_some());
}
