//! Orders of shops, payment providers, CRMs and web analytics, beside the messages of the shop.

use super::assert_tells;

/// The shop's messages, which orders belong to.
const SENT: &str = "../shop/former-provider.csv";
const SINCE: &str = "../shop/webhooks.jsonl";
const LOG: &str = "../shop/send-log.csv";

/// What orders with their times, values and campaigns tell.
const MONEY: &str = "conversions,conversion_rate,revenue,average_order_value,time_to_convert,revenue_per_message,\
                     repeat_purchase_rate";

#[track_caller]
fn assert_orders(file: &str, kpis: &str, options: &[&str]) {
    let messages = [SENT, SINCE, LOG];
    let chapters = messages.map(|path| path.replace("../", "../../"));
    let files = [&[file][..], &messages].concat();
    let chapters: Vec<&str> = std::iter::once("orders/orders.csv").chain(chapters.iter().map(String::as_str)).collect();
    assert_tells(&files, &chapters, kpis, options);
}

#[test]
fn shopify_tells_the_orders() {
    assert_orders("shopify", MONEY, &[]);
    assert_orders("shopify", MONEY, &["--by", "campaign"]);
}

#[test]
fn stripe_tells_the_orders_as_a_table_as_an_answer_and_as_events() {
    for file in ["stripe/payments.csv", "stripe/charges.json", "stripe/events.jsonl"] {
        assert_orders(file, MONEY, &["--by", "campaign"]);
    }
    // The same payment in two of them is one.
    assert_tells(
        &["stripe/charges.json", "stripe/events.jsonl"],
        &["orders/orders.csv"],
        "conversions,revenue,repeat_purchase_rate",
        &[],
    );
}

#[test]
fn analytics_events_tell_the_orders() {
    assert_orders("ga4-bigquery", MONEY, &["--by", "campaign"]);
}

#[test]
fn any_shops_orders_tell_the_same() {
    for file in ["orders-csv/woocommerce.csv", "orders-csv/bestellungen.csv"] {
        assert_orders(file, MONEY, &["--input-tz", "UTC", "--date-order", "dmy", "--by", "campaign"]);
    }
}

#[test]
fn deals_that_were_won_tell_the_money() {
    // A deal is a lead beside its purchase, CRMs know whole minutes or days only, and no refunds: the money is theirs.
    let options = ["--input-tz", "UTC", "--by", "campaign"];
    assert_orders("hubspot", "revenue", &options);
    let kpis = "revenue,repeat_purchase_rate";
    for file in ["hubspot", "zoho", "salesforce"] {
        assert_tells(&[file], &["orders/orders.csv"], kpis, &["--input-tz", "UTC", "--date-order", "dmy"]);
    }
}

#[test]
fn a_report_of_web_analytics_tells_how_many_orders_campaigns_brought() {
    // Counts know no windows: seen from later, all of them are over.
    let options = ["--as-of", "2027-01-01T00:00:00Z", "--by", "campaign"];
    assert_tells(&["ga4"], &["orders/orders.csv"], "conversions", &options);
}
