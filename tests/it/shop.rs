//! The example shop: the committed files are the generator's, and every way of telling the story gives one report.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::program::{report, root, text};

#[path = "../../examples/generate/shop/mod.rs"]
mod generator;

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
    for (path, bytes) in generator::files() {
        let path = root().join("examples").join(path);
        let committed = std::fs::read(&path).unwrap_or_default();
        let shown = path.display();
        assert!(committed == bytes, "{shown} is stale: run `cargo run --example generate` and look at the changes");
    }
}

#[test]
fn webhooks_and_send_log_together_tell_what_the_canonical_tables_tell() {
    assert_same_story(&["examples/shop"], &["examples/formats/canonical"], &[]);
}

#[test]
fn every_dimension_of_the_shop_tells_the_same_story() {
    for dimension in ["campaign", "template", "variant", "category", "author", "agent", "segment", "country", "day"] {
        assert_same_story(&["examples/shop"], &["examples/formats/canonical"], &["--by", dimension]);
    }
}

#[test]
fn every_record_of_the_shop_is_understood() {
    let report = report(&["examples/shop"], &[]);
    let inputs = report["inputs"].as_array().expect("a report has inputs");
    assert_eq!(inputs.len(), 2);
    for input in inputs {
        assert_eq!(input["rejected"], 0, "{input}");
        assert!(input["used"].as_u64() > Some(0), "{input}");
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
    assert!(text("examples/README.md").contains(&sentence), "examples/README.md should say: {sentence}");
}
