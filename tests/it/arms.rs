//! Comparisons of small data sets, each made for one question: who is in an arm, what is not compared, what is not
//! concluded.

use std::fmt::Write;

use serde_json::Value;

use crate::library::folder_of;
use crate::program::{printed, run};

const SENT: &str =
    "message_id,customer,direction,category,campaign,variant,sent_at,delivered_at,read_at,cost,currency\n";

fn number(customer: usize) -> String {
    format!("1555200{customer:04}")
}

/// A delivered message; read where somebody did.
fn sent(id: usize, customer: usize, variant: &str, read: bool, currency: &str) -> String {
    let read = if read { "2026-10-01T12:00:00Z" } else { "" };
    let at = "2026-10-01T10:00:00Z,2026-10-01T10:00:05Z";
    format!("m{id},{},outbound,marketing,spring,{variant},{at},{read},0.05,{currency}\n", number(customer))
}

fn compared(tables: &[String], options: &[&str]) -> Value {
    let folder = folder_of(tables);
    let path = folder.path().to_string_lossy().into_owned();
    let json = printed(&[&["compare", "--format", "json", &path], options].concat());
    serde_json::from_str(&json).expect("a JSON comparison")
}

fn notes(comparison: &Value) -> String {
    comparison["notes"].to_string()
}

/// The contrast of a figure in its second arm.
fn contrast<'c>(comparison: &'c Value, kpi: &str) -> &'c Value {
    let mut rows = comparison["rows"].as_array().into_iter().flatten();
    let found = rows.find(|row| row["kpi"] == kpi && !row["against_control"].is_null());
    &found.unwrap_or_else(|| panic!("no {kpi}"))["against_control"]
}

/// Customers in turn in A and B, so many messages each, of which those of B are all read.
fn pairs(customers: usize, messages: usize) -> String {
    let mut table = SENT.to_owned();
    for customer in 0..customers {
        for message in 0..messages {
            let (variant, is_read) = if customer % 2 == 0 { ("A", message == 0) } else { ("B", true) };
            table += &sent(customer * messages + message, customer, variant, is_read, "EUR");
        }
    }
    table
}

#[test]
fn customers_in_several_arms_are_told_and_those_without_an_arm_left_out() {
    let mut table = pairs(80, 1);
    table += &sent(900, 0, "B", false, "EUR");
    table += &sent(901, 500, "", false, "EUR");
    let found = compared(&[table.clone()], &["--arms", "variant", "--kpi", "open_rate"]);
    let customers: Vec<u64> =
        found["arms"].as_array().into_iter().flatten().filter_map(|arm| arm["customers"].as_u64()).collect();
    assert_eq!(customers, [40, 41]);
    let told = notes(&found);
    assert!(told.contains("counted in each: 1 customer;") && told.contains("without a variant (1 customer)"), "{told}");
    let found = compared(&[table], &["--arms", "variant", "--kpi", "open_rate", "--control", "(none)"]);
    let names: Vec<&Value> = found["arms"].as_array().into_iter().flatten().map(|arm| &arm["name"]).collect();
    assert_eq!(names, ["(none)", "A", "B"]);
}

#[test]
fn few_customers_with_many_messages_are_too_few() {
    let few = compared(&[pairs(20, 12)], &["--arms", "variant", "--kpi", "open_rate"]);
    let found = contrast(&few, "open_rate");
    assert_eq!(found["words"], "too few customers to tell (10 and 10)");
    let many = compared(&[pairs(80, 12)], &["--arms", "variant", "--kpi", "open_rate"]);
    let found = contrast(&many, "open_rate");
    assert_eq!((found["verdict"].as_str(), found["better"].as_bool()), (Some("higher"), Some(true)), "{found}");
}

#[test]
fn a_broken_split_makes_nothing_better() {
    let mut table = pairs(200, 2);
    (1_000..1_200).for_each(|customer| table += &sent(customer, customer, "B", true, "EUR"));
    let found = compared(&[table], &["--arms", "variant", "--kpi", "open_rate"]);
    assert_eq!((found["split"]["alarm"].as_bool(), found["split"]["named"].as_bool()), (Some(true), Some(false)));
    let open_rate = contrast(&found, "open_rate");
    assert_eq!((open_rate["verdict"].as_str(), open_rate["better"].as_bool()), (Some("higher"), None));
}

#[test]
fn ranks_of_repeated_customers_conclude_nothing() {
    let mut table = SENT.to_owned();
    for customer in 0..80 {
        for message in 0..3 {
            let (variant, minute) = if customer % 2 == 0 { ("A", 10 + customer / 4) } else { ("B", 40 + message) };
            let line = sent(3 * customer + message, customer, variant, true, "EUR");
            table += &line.replace("T12:00:00Z", &format!("T10:{minute}:00Z"));
        }
    }
    let found = compared(&[table], &["--arms", "variant", "--kpi", "time_to_open_p50"]);
    let median = contrast(&found, "time_to_open_p50");
    assert!(median["p"].as_f64() < Some(1e-9), "{median}");
    assert_eq!(median["verdict"], "unsure");
}

#[test]
fn amounts_of_different_currencies_are_not_compared() {
    let of = |currency: &str| -> String {
        let lines = (0..60).map(|customer| sent(customer, customer, "", false, currency));
        lines.fold(SENT.to_owned(), |table, line| table + &line)
    };
    let [euros, dollars] = ["EUR", "USD"].map(|currency| folder_of(&[of(currency)]));
    let [euros, dollars] = [&euros, &dollars].map(|folder| folder.path().to_string_lossy().into_owned());
    let json = printed(&["compare", &euros, &dollars, "--kpi", "cost_per_message,open_rate", "-f", "json"]);
    let found: Value = serde_json::from_str(&json).expect("a JSON comparison");
    let cost = contrast(&found, "cost_per_message");
    assert_eq!(
        (cost["difference"].as_f64(), cost["words"].as_str()),
        (None, Some("not tested: USD is not compared with EUR"))
    );
    assert_eq!(found["control"].as_str(), Some(euros.as_str()));
}

#[test]
fn a_holdout_of_contacts_may_order_without_any_message() {
    let mut contacts = "customer,segment\n".to_owned();
    let mut orders = "order_id,customer,at,kind,value,currency,refunded\n".to_owned();
    let mut messages = SENT.to_owned();
    for customer in 0..200 {
        let segment = if customer < 100 { "treated" } else { "held" };
        let _ = writeln!(contacts, "{},{segment}", number(customer));
        if customer < 100 {
            messages += &sent(customer, customer, "", false, "EUR");
        }
    }
    let mut order = |id: usize, customer: usize, at: &str, kind: &str, refunded: &str| {
        let _ = writeln!(orders, "o{id},{},{at}T10:00:00Z,{kind},20.00,EUR,{refunded}", number(customer));
    };
    (0..30).for_each(|customer| order(customer, customer, "2026-10-03", "purchase", ""));
    (100..110).for_each(|customer| order(customer, customer, "2026-10-03", "purchase", "5.00"));
    // Given back in full, too early, and a lead, which is a conversion without revenue.
    order(300, 150, "2026-10-03", "purchase", "20.00");
    order(301, 151, "2026-09-03", "purchase", "");
    order(302, 50, "2026-10-04", "lead", "");
    let found =
        compared(&[contacts, messages, orders], &["--arms", "segment", "--holdout", "held", "--since", "2026-10-01"]);
    let incremental = &found["incremental"][0];
    let [conversions, revenue] = [&incremental["conversions"], &incremental["revenue"]];
    assert_eq!([&conversions["total"], &conversions["holdout_total"], &conversions["incremental"]], [31, 10, 21]);
    assert_eq!([&revenue["total"], &revenue["holdout_total"], &revenue["incremental"]], [600, 150, 450]);
    assert_eq!((incremental["iroas"].as_f64(), found["rows"].as_array().map(Vec::len)), (Some(90.0), Some(0)));
}

#[test]
fn one_value_only_has_nothing_to_be_compared_with() {
    let only = |table: String| {
        let folder = folder_of(&[table]);
        let output = run(&["compare", &folder.path().to_string_lossy(), "--arms", "variant"]);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8_lossy(&output.stderr).trim().to_owned()
    };
    let one = SENT.to_owned() + &sent(1, 1, "A", true, "EUR");
    assert_eq!(
        only(one.clone()),
        "wa-kpi: nothing to compare: variant has one value only, A; name a dimension with two or more"
    );
    let told = only(one + &sent(2, 2, "", true, "EUR"));
    assert!(told.ends_with("A; --control \"(none)\" compares it with messages without one"), "{told}");
}
