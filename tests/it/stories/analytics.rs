//! Counts that Meta makes.

use crate::program::report;

const COUNTS: &str = "messages_sent,messages_delivered,messages_read,delivery_rate,open_rate";
const COSTS: &str = "spend,cost_per_delivered_message";

const CAMPAIGN: &str = "examples/formats/chapters/campaign/messages.csv";

/// Meta does not say in which currency its costs are: the settings do. Days of insights name no zone.
const OPTIONS: [&str; 4] = ["--config", "examples/shop/wa-kpi.toml", "--input-tz", "UTC"];

#[test]
fn template_analytics_tell_the_campaign() {
    assert_counts(&["template-analytics"], &format!("{COUNTS},{COSTS}"), &[]);
    assert_counts(&["template-group-analytics"], &format!("{COUNTS},{COSTS}"), &[]);
}

#[test]
fn account_and_pricing_analytics_tell_sums() {
    assert_counts(&["account"], "messages_sent,messages_delivered,spend", &[]);
    assert_counts(&["account"], "messages_delivered", &["--by", "category"]);
}

#[test]
fn insights_tell_numbers_that_are_texts() {
    assert_counts(&["insights"], &format!("{COUNTS},{COSTS}"), &["--by", "campaign"]);
}

#[test]
fn what_several_analytics_tell_is_counted_once() {
    let counts = format!("{COUNTS},{COSTS}");
    assert_counts(&["template-analytics", "account"], &counts, &[]);
    assert_counts(&["template-analytics", "template-group-analytics"], &counts, &[]);
    assert_counts(&["template-analytics", "template-group-analytics", "account", "insights"], &counts, &[]);
}

/// The values are those of the messages; intervals and numbers of units cannot be.
#[track_caller]
fn assert_counts(files: &[&str], kpis: &str, options: &[&str]) {
    let options = [&["--kpi", kpis], &OPTIONS[..], options].concat();
    let files: Vec<String> = files.iter().map(|file| format!("examples/formats/meta-analytics/{file}.json")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let values = |inputs: &[&str]| -> Vec<String> {
        let report = report(inputs, &options);
        let rows = report["rows"].as_array().expect("rows").iter().filter(|row| !row["value"].is_null());
        rows.map(|row| format!("{} {} {} {}", row["kpi"], row["group"], row["currency"], row["value"])).collect()
    };
    let (told, expected) = (values(&files), values(&[CAMPAIGN]));
    assert!(!expected.is_empty());
    assert_eq!(told, expected, "{files:?}");
}
