//! Small cases of the sections outcome and cost.

use super::money::{Money, half_even, largest_remainder};
use super::samples::*;
use super::settings::{Rate, Settings, decimal};
use super::*;

const DAY_SECONDS: i64 = 86_400;

fn with_model(model: &str) -> Ask {
    Ask { settings: Settings { model: model.to_string(), ..Settings::default() }, ..Ask::default() }
}

fn named(id: &str, name: &str, seconds: i64) -> MessageRow {
    MessageRow { campaign: name.to_string(), ..campaign(id, seconds) }
}

#[test]
fn an_order_belongs_to_the_last_touch_within_seven_days() {
    let week = 7 * DAY_SECONDS;
    for (seconds, conversions) in [(week, 1.0), (week + 1, 0.0), (0, 1.0)] {
        let mut data = with(vec![campaign("1", 0)]);
        data.orders = vec![order("o", seconds, 20)];
        assert_eq!(value(&data, "conversions"), Some(conversions), "{seconds}");
        assert_eq!(value(&data, "conversion_rate"), Some(conversions));
        assert_eq!(value(&data, "revenue"), Some(20.0 * conversions));
    }
}

#[test]
fn models_share_an_order_out() {
    let touches = vec![named("1", "a", 0), named("2", "b", 60), named("3", "c", 120)];
    let mut data = with(touches);
    data.orders = vec![order("o", 200, 100)];
    let mut ask = by("campaign");
    for (model, shares) in [
        ("last-touch", [0.0, 0.0, 100.0]),
        ("first-touch", [100.0, 0.0, 0.0]),
        ("linear", [33.34, 33.33, 33.33]),
        ("position", [40.0, 20.0, 40.0]),
    ] {
        ask.settings = with_model(model).settings;
        let revenue: Vec<f64> = values(&data, &ask, "revenue").into_iter().map(|(_, value)| value.unwrap()).collect();
        assert_eq!(revenue, shares, "{model}");
    }
    let aged = vec![named("1", "a", 0), named("2", "b", 7 * DAY_SECONDS)];
    let mut data = with(aged);
    data.orders = vec![order("o", 7 * DAY_SECONDS, 30)];
    ask.settings = with_model("time-decay").settings;
    let revenue = values(&data, &ask, "revenue");
    assert_eq!(revenue, [("a".to_string(), Some(10.0)), ("b".to_string(), Some(20.0))]);
    let weights: Vec<f64> = values(&data, &ask, "conversions").into_iter().map(|(_, value)| value.unwrap()).collect();
    assert_eq!(weights, [0.333333333, 0.666666667]);
}

#[test]
fn an_order_that_names_something_belongs_to_it_whatever_the_window() {
    let month = 30 * DAY_SECONDS;
    let mut data = with(vec![named("1", "a", 0), named("2", "b", 60)]);
    data.orders = vec![OrderRow { message_id: "1".into(), ..order("o", month, 20) }];
    let campaigns = |data: &Data| values(data, &by("campaign"), "conversions");
    assert_eq!(campaigns(&data), [("a".to_string(), Some(1.0)), ("b".to_string(), Some(0.0))]);
    data.orders = vec![OrderRow { campaign: "a".into(), ..order("o", month, 20) }];
    assert_eq!(campaigns(&data), [("a".to_string(), Some(1.0)), ("b".to_string(), Some(0.0))]);
    assert_eq!(value(&data, "time_to_convert"), Some(month as f64));
    data.orders = vec![OrderRow { campaign: "unheard of".into(), ..order("o", month, 20) }];
    assert_eq!(value(&data, "conversions"), Some(1.0));
    assert_eq!(value(&data, "conversion_rate"), Some(0.0));
    assert_eq!(value(&data, "time_to_convert"), None);
}

#[test]
fn an_order_with_no_touch_belongs_to_a_conversation_that_the_customer_began() {
    let mut data = with(vec![customer("1", 0), agent("2", 60)]);
    data.orders = vec![order("o", 3600, 20)];
    assert_eq!(value(&data, "conversions"), Some(1.0));
    assert_eq!(value(&data, "time_to_convert"), Some(3600.0));
    assert_eq!(value(&data, "conversation_conversion_rate"), Some(1.0));
    assert_eq!(value(&data, "revenue_per_message"), None);
    assert_eq!(values(&data, &by("campaign"), "revenue"), [("(none)".to_string(), Some(20.0))]);
}

#[test]
fn refunds_are_subtracted_and_a_full_refund_is_no_order() {
    let mut data = with(vec![campaign("1", 0)]);
    let refunded = |euros: i64| OrderRow { refunded: Some(euros * 1_000_000), ..order("o", 60, 20) };
    data.orders = vec![refunded(5)];
    assert_eq!(value(&data, "revenue"), Some(15.0));
    data.orders = vec![refunded(20), order("p", 61, 8)];
    assert_eq!(value(&data, "conversions"), Some(1.0));
    assert_eq!(value(&data, "average_order_value"), Some(8.0));
}

#[test]
fn the_table_of_conversations_makes_orders_unless_one_names_the_conversation() {
    let mut data = with(in_conversation(vec![customer("1", 0), agent("2", 60)]));
    let won = ConversationRow { converted: Some(true), lead: Some(true), value: Some(9_000_000), ..conversation() };
    data.conversations = vec![ConversationRow { currency: "EUR".into(), ..won }];
    assert_eq!(value(&data, "conversions"), Some(2.0));
    assert_eq!(value(&data, "leads"), Some(1.0));
    assert_eq!(value(&data, "revenue"), Some(9.0));
    assert_eq!(value(&data, "time_to_convert"), Some(60.0));
    data.orders = vec![OrderRow { conversation_id: "c1".into(), ..order("o", 90, 4) }];
    assert_eq!(value(&data, "conversions"), Some(1.0));
    assert_eq!(value(&data, "revenue"), Some(4.0));
}

#[test]
fn money_of_two_currencies_needs_a_rate() {
    let mut data = with(vec![campaign("1", 0)]);
    data.orders = vec![order("o", 60, 20), OrderRow { currency: "USD".into(), ..order("p", 61, 10) }];
    assert_eq!(value(&data, "revenue"), None);
    let settings = Settings { currency: "EUR".into(), rates: vec![("USD".into(), 920_000)], ..Settings::default() };
    let row = total_of(&data, &Ask { settings, ..Ask::default() }, "revenue");
    assert_eq!((row.value, row.currency.as_deref()), (Some(29.2), Some("EUR")));
}

#[test]
fn costs_come_from_the_message_else_from_the_rate_card() {
    let own = MessageRow { cost: Some(50_000), currency: "EUR".into(), ..campaign("1", 0) };
    let free = MessageRow { billable: Some(false), ..campaign("3", 2) };
    let failed = MessageRow { delivered_at: None, failed_at: after(5), ..campaign("4", 3) };
    let data = with(vec![own, campaign("2", 1), free, failed]);
    assert_eq!(value(&data, "spend"), Some(0.05));
    assert_eq!(value(&data, "cost_per_message"), Some(0.05 / 3.0));
    let rate = |country: &str, price: i64, from: Option<i64>| Rate {
        country: country.into(),
        category: "marketing".into(),
        price,
        currency: "EUR".into(),
        valid_from: from,
    };
    let rate_card = vec![rate("*", 900_000, None), rate("DE", 110_000, None), rate("DE", 120_000, after(1))];
    let ask = Ask { settings: Settings { rate_card, ..Settings::default() }, ..Ask::default() };
    assert_eq!(total_of(&data, &ask, "spend").value, Some(0.17));
    assert_eq!(total_of(&data, &ask, "cost_per_delivered_message").value, Some(0.17 / 3.0));
    assert_eq!(total_of(&data, &ask, "free_message_share").value, Some(0.5));
}

#[test]
fn spend_rows_are_spread_over_their_span() {
    let mut data = with(vec![campaign("1", 0)]);
    let row = SpendRow {
        since: at("2026-05-11T00:00:00Z"),
        until: at("2026-05-13T00:00:00Z"),
        amount: 30_000_000,
        currency: "EUR".into(),
        ..SpendRow::default()
    };
    data.spend = vec![row.clone(), row.clone()];
    assert_eq!(value(&data, "spend"), Some(30.0));
    let half = Ask { until: at("2026-05-12T00:00:00Z"), ..Ask::default() };
    assert_eq!(total_of(&data, &half, "spend").value, Some(15.0));
    let days = values(&data, &by("day"), "spend");
    assert_eq!(days.iter().map(|(_, value)| value.unwrap()).collect::<Vec<_>>(), [15.0, 15.0]);
    data.spend = vec![SpendRow { kind: "message".into(), ..row }];
    data.messages[0][0].cost = Some(1_000_000);
    data.messages[0][0].currency = "EUR".into();
    assert_eq!(value(&data, "spend"), Some(1.0));
    data.orders = vec![order("o", 60, 20)];
    assert_eq!(value(&data, "roas"), Some(20.0));
    let settings = Settings { margin: Some(400_000), ..Settings::default() };
    assert_eq!(total_of(&data, &Ask { settings, ..Ask::default() }, "roi").value, Some(7.0));
}

#[test]
fn amounts_split_and_round_as_they_must() {
    assert_eq!(largest_remainder(100, &[1.0, 1.0, 1.0]), [34, 33, 33]);
    assert_eq!(largest_remainder(1, &[0.2, 0.4, 0.4]), [0, 1, 0]);
    assert_eq!([half_even(5, 2), half_even(7, 2), half_even(-5, 2), half_even(5, 3)], [2, 4, -2, 2]);
    assert_eq!([decimal(19_990_000), decimal(-500_000), decimal(0)], ["19.99", "-0.5", "0"]);
    let euros = Settings { currency: "EUR".into(), rates: vec![("JPY".into(), 6_130)], ..Settings::default() };
    assert_eq!(Money::new(1_001_000_000, "JPY").converted(&euros), Money::new(6_136_130, "EUR"));
}
