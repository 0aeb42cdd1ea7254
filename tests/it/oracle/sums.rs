//! What must add up in the oracle's own answers over invented data.

use super::*;

const SETS: u64 = 60;

/// The total of a KPI and its groups by one dimension.
fn total_and_groups(rows: &[Expected], kpi: &str) -> (Option<f64>, Vec<Option<f64>>) {
    let own = || rows.iter().filter(|row| row.kpi == kpi);
    let total = own().find(|row| row.group.is_empty()).unwrap().value;
    (total, own().filter(|row| !row.group.is_empty()).map(|row| row.value).collect())
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-7 * one.abs().max(other.abs()).max(1.0)
}

#[test]
fn shares_of_one_whole_add_up_to_it() {
    for seed in 0..SETS {
        let data = nasty::invent(seed);
        for question in check::questions(&data, seed, 2, &[]) {
            let rows = expected(&data, &question.ask);
            let value = |kpi: &str, group: &BTreeMap<String, Option<String>>| {
                rows.iter().find(|row| row.kpi == kpi && row.group == *group).unwrap().value
            };
            for row in &rows {
                let parts: &[&str] = match row.kpi.as_str() {
                    "bot_self_resolution_rate" => &["bot_escalation_rate", "bot_abandonment_rate"],
                    "dropoff_rate" => &["completion_rate"],
                    _ => continue,
                };
                let others: Option<f64> = parts.iter().map(|kpi| value(kpi, &row.group)).sum();
                assert_eq!(row.value.is_some(), others.is_some(), "seed {seed} {}", row.kpi);
                let sum = row.value.unwrap_or(0.5) + others.unwrap_or(0.5);
                assert!(same(sum, 1.0), "seed {seed} {} {sum}", row.kpi);
            }
        }
    }
}

/// A message, a conversation, a resolve, an order or a coin stands in one group of a dimension.
#[test]
fn groups_of_counts_and_totals_add_up() {
    let everywhere =
        ["messages_sent", "messages_received", "replies", "clicks", "conversions", "leads", "revenue", "spend"];
    let of_conversations =
        ["conversations", "resolutions", "resolved_conversations", "open_conversations", "bot_conversations"];
    let models = ["last-touch", "first-touch", "linear", "position", "time-decay"];
    for seed in 0..SETS {
        let data = nasty::invent(seed);
        for (place, dimension) in ["campaign", "segment", "agent", "country", "month", "weekday"].iter().enumerate() {
            let mut ask = Ask { by: vec![dimension.to_string()], ..Ask::default() };
            ask.settings.model = models[(place + seed as usize) % models.len()].to_string();
            ask.settings.currency = "EUR".to_string();
            ask.settings.rates = vec![("USD".to_string(), 920_000), ("JPY".to_string(), 6_130)];
            let rows = expected(&data, &ask);
            for kpi in everywhere.iter().chain(&of_conversations) {
                let calendar = ["month", "weekday"].contains(dimension);
                // A conversation can be resolved in two months; open ones have no date.
                if calendar && ["resolved_conversations", "open_conversations"].contains(kpi) {
                    continue;
                }
                let (total, groups) = total_and_groups(&rows, kpi);
                let sum: f64 = groups.iter().flatten().sum();
                assert!(same(total.unwrap_or(0.0), sum), "seed {seed} {kpi} by {dimension}: {total:?} {sum}");
            }
        }
    }
}

/// Whatever the model, an order stays one order and its money the same.
#[test]
fn every_model_attributes_the_same_orders_in_full() {
    for seed in 0..SETS {
        let data = nasty::invent(seed);
        let ask = |model: &str| {
            let mut ask = Ask::default();
            ask.settings.model = model.to_string();
            ask
        };
        let figures = |model: &str| {
            let rows = expected(&data, &ask(model));
            ["conversions", "revenue", "leads"].map(|kpi| total_and_groups(&rows, kpi).0)
        };
        let usual = figures("last-touch");
        for model in ["first-touch", "linear", "position", "time-decay"] {
            for (one, other) in usual.iter().zip(figures(model)) {
                assert!(same(one.unwrap_or(0.0), other.unwrap_or(0.0)), "seed {seed} {model}");
            }
        }
    }
}
