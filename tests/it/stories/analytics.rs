//! Counts that Meta makes.

use super::assert_tells;

const COUNTS: &str = "messages_sent,messages_delivered,messages_read,delivery_rate,open_rate";
const COSTS: &str = "spend,cost_per_message,cost_per_delivered_message";

const CAMPAIGN: [&str; 1] = ["campaign/messages.csv"];

/// Meta does not say in which currency its costs are: the settings do.
const CURRENCY: [&str; 2] = ["--config", "examples/shop/wa-kpi.toml"];

#[test]
fn template_analytics_tell_the_campaign() {
    assert_counts(&["template-analytics"], &format!("{COUNTS},{COSTS}"));
    assert_counts(&["template-group-analytics"], &format!("{COUNTS},{COSTS}"));
}

#[test]
fn account_and_pricing_analytics_tell_sums() {
    assert_counts(&["account"], "messages_sent,messages_delivered,spend");
}

#[test]
fn insights_tell_numbers_that_are_texts() {
    let options = [&CURRENCY[..], &["--input-tz", "UTC", "--by", "campaign"]].concat();
    assert_tells(&["meta-analytics/insights.json"], &CAMPAIGN, &format!("{COUNTS},{COSTS}"), &options);
}

#[test]
fn what_several_analytics_tell_is_counted_once() {
    let counts = format!("{COUNTS},{COSTS}");
    assert_counts(&["template-analytics", "account"], &counts);
    assert_counts(&["template-analytics", "template-group-analytics"], &counts);
    assert_counts(&["template-analytics", "template-group-analytics", "account", "insights"], &counts);
}

#[track_caller]
fn assert_counts(files: &[&str], kpis: &str) {
    let files: Vec<String> = files.iter().map(|file| format!("meta-analytics/{file}.json")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_tells(&files, &CAMPAIGN, kpis, &[&CURRENCY[..], &["--input-tz", "UTC"]].concat());
}
