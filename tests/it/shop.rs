//! The example shop: the committed files are the generator's, and every way of telling the story gives one report.

use std::collections::BTreeMap;

use serde_json::Value;
use wa_kpi::demo;
use wa_kpi::kpis::catalogue;

use crate::program::{report, root, text};

/// Figures of a report: (KPI, group, currency) → what must agree wherever the same story is told.
type Figures = BTreeMap<String, BTreeMap<&'static str, Value>>;

fn figures(report: &Value) -> Figures {
    let rows = report["rows"].as_array().expect("a report has rows");
    let figure = |row: &Value| {
        let place = format!("{} {} {}", row["kpi"], row["group"], row["currency"]);
        let parts = ["value", "numerator", "denominator", "n", "immature", "low", "high"];
        (place, parts.map(|part| (part, row[part].clone())).into())
    };
    // A KPI that one of the two cannot feed may have no row at all.
    rows.iter().filter(|row| !row["value"].is_null()).map(figure).collect()
}

/// Fails with the first few differences, not with two whole reports.
pub fn assert_same_story(inputs: &[&str], expected_inputs: &[&str], options: &[&str]) {
    let (told, expected) = (figures(&report(inputs, options)), figures(&report(expected_inputs, options)));
    assert!(!expected.is_empty(), "no figure at all for {expected_inputs:?} {options:?}");
    let places = told.keys().chain(expected.keys().filter(|place| !told.contains_key(*place)));
    let differences: Vec<String> = places
        .filter(|place| told.get(*place) != expected.get(*place))
        .map(|place| format!("{place}\n   told {:?}\n   expected {:?}", told.get(place), expected.get(place)))
        .collect();
    let first = differences.iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    let count = differences.len();
    assert_eq!(count, 0, "{inputs:?} and {expected_inputs:?} with {options:?} differ in {count} figures:\n{first}");
}

#[test]
fn the_generator_gives_the_committed_files() {
    for (path, bytes) in demo::examples().expect("memory takes everything") {
        let path = root().join("examples").join(path);
        let committed = std::fs::read(&path).unwrap_or_default();
        let shown = path.display();
        assert!(committed == bytes, "{shown} is stale: run `cargo run --example generate` and look at the changes");
    }
}

/// The settings that stand beside the shop's exports.
const SETTINGS: [&str; 2] = ["--config", "examples/shop/wa-kpi.toml"];

#[test]
fn the_shops_exports_together_tell_what_the_canonical_tables_tell() {
    assert_same_story(&["examples/shop"], &["examples/formats/canonical"], &[]);
    assert_same_story(&["examples/shop"], &["examples/formats/canonical"], &SETTINGS);
    let october = ["--since", "2026-10-01", "--until", "2026-10-12"];
    assert_same_story(&["examples/shop"], &["examples/formats/canonical"], &october);
    let in_summer = ["--as-of", "2026-08-01T00:00:00Z"];
    assert_same_story(&["examples/shop"], &["examples/formats/canonical"], &in_summer);
}

#[test]
fn every_dimension_of_the_shop_tells_the_same_story() {
    let of_messages = ["campaign", "template", "variant", "category", "author", "type"];
    let of_people = ["agent", "team", "segment", "country", "language", "business", "month"];
    for dimension in [&of_messages[..], &of_people[..]].concat() {
        assert_same_story(&["examples/shop"], &["examples/formats/canonical"], &["--by", dimension]);
    }
}

#[test]
fn every_record_of_the_shop_is_understood() {
    let report = report(&["examples/shop"], &[]);
    let inputs = report["inputs"].as_array().expect("a report has inputs");
    assert_eq!(inputs.len(), 11, "the settings are no input");
    for input in inputs {
        assert_eq!(input["rejected"], 0, "{input}");
        assert!(input["used"].as_u64() > Some(0), "{input}");
    }
}

#[test]
fn the_shop_feeds_every_figure() {
    let report = report(&["examples/shop"], &SETTINGS);
    let rows = report["rows"].as_array().expect("a report has rows");
    let valued: Vec<&Value> = rows.iter().filter(|row| !row["value"].is_null()).map(|row| &row["kpi"]).collect();
    for kpi in catalogue() {
        assert!(valued.contains(&&Value::from(kpi.id)), "{} has no value", kpi.id);
    }
    for (breakdown, lines) in report["breakdowns"].as_object().expect("a report has breakdowns") {
        assert_ne!(lines.as_array().map(Vec::len), Some(0), "{breakdown} is empty");
    }
}

/// What a shop like this one sees in real life, at the total.
const PLAUSIBLE: [(&str, f64, f64); 16] = [
    ("delivery_rate", 0.92, 0.98),
    ("open_rate", 0.65, 0.78),
    ("reply_rate", 0.10, 0.20),
    ("click_through_rate", 0.03, 0.12),
    ("opt_out_rate", 0.005, 0.02),
    ("conversion_rate", 0.02, 0.06),
    ("first_response_time_p50", 60.0, 1800.0),
    ("first_response_time_p90", 36_000.0, 172_800.0),
    ("unanswered_rate", 0.01, 0.08),
    ("resolution_rate", 0.70, 0.95),
    ("bot_self_resolution_rate", 0.50, 0.85),
    ("dropoff_rate", 0.15, 0.50),
    ("csat", 0.75, 0.90),
    ("nps", 30.0, 50.0),
    ("retention_rate", 0.40, 0.85),
    ("churn_rate", 0.15, 0.45),
];

#[test]
fn the_shops_figures_are_plausible() {
    let report = report(&["examples/shop"], &SETTINGS);
    for (kpi, low, high) in PLAUSIBLE {
        let rows = report["rows"].as_array().expect("a report has rows");
        let value = rows.iter().find(|row| row["kpi"] == kpi).and_then(|row| row["value"].as_f64());
        assert!(value.is_some_and(|value| (low..=high).contains(&value)), "{kpi} is {value:?}, not {low} to {high}");
    }
}

#[test]
fn the_examples_page_counts_right() {
    let messages = text("examples/formats/canonical/messages.csv");
    let of = |direction: &str| messages.lines().filter(|line| line.contains(&format!(",{direction},"))).count();
    let (outbound, inbound) = (of("outbound"), of("inbound"));
    let thousands = |count: usize| format!("{},{:03}", count / 1000, count % 1000);
    let sentence = format!(
        "{} messages ({} outbound, {} inbound)",
        thousands(outbound + inbound),
        thousands(outbound),
        thousands(inbound)
    );
    let page = text("examples/README.md");
    assert!(page.contains(&sentence), "examples/README.md should say: {sentence}");
    for table in ["conversations", "orders", "surveys"] {
        let rows = text(&format!("examples/shop/{table}.csv")).lines().count() - 1;
        assert!(page.contains(&format!("\n- {rows} {table}")), "examples/README.md should say: {rows} {table}");
    }
}
