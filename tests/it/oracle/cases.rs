//! The oracle itself against figures that a person can check: the first five sections, and what
//! must hold of all of its answers.

use super::measure::percentile;
use super::samples::*;
use super::words;
use super::*;

#[test]
fn fr_01_a_handoff_by_the_bot_begins_a_wait() {
    let mut data = with(in_conversation(vec![customer("1", 0), message("2", 5, "outbound", "bot"), agent("3", 62)]));
    data.conversations = vec![ConversationRow { handoff_at: after(20), ..conversation() }];
    assert_eq!(value(&data, "first_response_time_agent"), Some(42.0));
    assert_eq!(value(&data, "first_response_time"), Some(5.0));
    assert_eq!(value(&data, "first_response_time_bot"), Some(5.0));
}

#[test]
fn fr_02_a_reopen_restarts_the_clock() {
    let friday = 4 * 86_400 + 5 * 3600;
    let mut data = with(in_conversation(vec![customer("1", 0), customer("2", friday), agent("3", friday + 600)]));
    data.conversations = vec![ConversationRow { resolved_at: after(300), ..conversation() }];
    assert_eq!(value(&data, "first_response_time_agent"), Some(600.0));
    assert_eq!(value(&data, "first_response_time"), None);
    assert_eq!(value(&data, "unanswered_rate"), Some(0.5));
}

#[test]
fn fr_04_templates_events_notes_campaigns_and_automation_answer_nothing() {
    let note = MessageRow { kind: "note".to_string(), ..agent("2", 10) };
    let system = MessageRow { kind: "system".to_string(), ..message("3", 20, "outbound", "system") };
    let data =
        with(vec![customer("1", 0), note, system, campaign("4", 30), message("5", 40, "outbound", "automation")]);
    assert_eq!(value(&data, "response_time"), None);
    assert_eq!(value(&data, "open_waits"), Some(1.0));
    let mut data = data;
    data.messages[0].push(agent("6", 50));
    assert_eq!(value(&data, "response_time"), Some(50.0));
    assert_eq!(value(&data, "open_waits"), Some(0.0));
}

#[test]
fn fr_10_percentiles_are_linear() {
    let answers = [31_000, 671_000, 3_665_000, 90_000_000];
    assert_eq!(percentile(&answers, 0.5), Some(2168.0));
    assert!((percentile(&answers, 0.9).unwrap() - 64099.5).abs() < 1e-6);
    let hundred: Vec<i64> = (1..=100).map(|n| n * 1000).collect();
    assert!((percentile(&hundred, 0.9).unwrap() - 90.1).abs() < 1e-9);
}

#[test]
fn fr_12_never_answered_is_no_value() {
    let data = with(vec![customer("1", 0)]);
    assert_eq!(total(&data, "first_response_time").value, None);
    assert_eq!(total(&data, "first_response_time").n, Some(0));
    let row = total(&data, "unanswered_rate");
    assert_eq!((row.value, row.immature), (Some(1.0), 1));
}

#[test]
fn rt_01_05_06_12_14_the_first_unanswered_message_begins_the_wait() {
    assert_eq!(value(&with(vec![customer("1", 0), agent("2", 7200)]), "response_time"), Some(7200.0));
    assert_eq!(value(&with(vec![agent("2", 7200)]), "response_time"), None);
    let data = with(vec![customer("1", 0), customer("2", 1800), agent("3", 3600), customer("4", 3700)]);
    assert_eq!(value(&data, "response_time"), Some(3600.0));
    assert_eq!(value(&data, "open_waits"), Some(1.0));
}

#[test]
fn rt_02_and_04_only_a_message_reopens_the_wait() {
    let mut data =
        with(in_conversation(vec![customer("1", 0), agent("2", 60), customer("3", 10_000), agent("4", 17_200)]));
    let row = ConversationRow { resolved_at: after(100), reopened_at: after(9000), ..conversation() };
    data.conversations = vec![row];
    assert_eq!(value(&data, "next_response_time"), Some(7200.0));
}

#[test]
fn closing_words_begin_no_wait() {
    let data = with(vec![customer("1", 0), agent("2", 60), said("3", 70, "OK, thanks 👍🏽!")]);
    assert_eq!(value(&data, "unanswered_rate"), Some(0.0));
    assert!(words::closes("👍👍") && !words::closes("ok but when?") && !words::closes("?"));
}

#[test]
fn an_answer_within_five_minutes_after_a_resolve_still_counts() {
    for (seconds, answered) in [(300, Some(400.0)), (301, None)] {
        let rows = vec![customer("1", 0), agent("2", 100 + seconds)];
        let mut data = with(in_conversation(rows));
        data.conversations = vec![ConversationRow { resolved_at: after(100), ..conversation() }];
        assert_eq!(value(&data, "response_time"), answered);
    }
}

#[test]
fn a_late_answer_belongs_to_the_wait_within_seven_days() {
    for (seconds, conversations, answered) in [(7 * 86_400, 1.0, Some(604_800.0)), (7 * 86_400 + 1, 2.0, None)] {
        let data = with(vec![customer("1", 0), agent("2", seconds)]);
        assert_eq!(value(&data, "conversations"), Some(conversations));
        assert_eq!(value(&data, "response_time"), answered);
    }
}

#[test]
fn states_are_the_highest_ever_seen() {
    let sent = |id: &str| MessageRow { sent_at: after(0), ..message(id, 0, "outbound", "agent") };
    let only_read = MessageRow { read_at: after(9), ..sent("1") };
    let failed_then_delivered =
        MessageRow { failed_at: after(1), delivered_at: after(2), error_code: Some(131049), ..sent("2") };
    let failed = MessageRow { failed_at: after(1), error_code: Some(131026), ..sent("3") };
    let data = with(vec![only_read, failed_then_delivered, failed, sent("4")]);
    let figures = ["messages_sent", "messages_delivered", "messages_read", "messages_failed", "messages_pending"];
    assert_eq!(figures.map(|kpi| value(&data, kpi).unwrap()), [4.0, 2.0, 1.0, 1.0, 1.0]);
    assert_eq!(value(&data, "delivery_rate"), Some(0.5));
    assert_eq!(value(&data, "delivery_latency"), Some(2.0));
}

#[test]
fn a_quote_proves_delivery_even_of_a_failed_message() {
    let mut first = campaign("1", 0);
    first.delivered_at = None;
    first.failed_at = after(1);
    let quote = MessageRow { reply_to: "1".to_string(), ..customer("2", 100) };
    let data = with(vec![first, quote]);
    assert_eq!(value(&data, "delivery_rate"), Some(1.0));
    assert_eq!(value(&data, "reply_rate"), Some(1.0));
    assert_eq!(value(&data, "conversations_by_business"), Some(1.0));
}

#[test]
fn a_recipient_counts_once_and_its_window_is_closed() {
    let data = with(vec![campaign("1", 0), campaign("2", 10), customer("3", 10 + 86_400)]);
    assert_eq!(value(&data, "recipients"), Some(1.0));
    assert_eq!(value(&data, "reply_rate"), Some(1.0));
    assert_eq!(value(&data, "message_reply_rate"), Some(0.5));
    assert_eq!(value(&data, "time_to_reply"), Some(86_400.0));
    let late = with(vec![campaign("1", 0), campaign("2", 10), customer("3", 11 + 86_400)]);
    assert_eq!(value(&late, "reply_rate"), Some(0.0));
    assert_eq!(value(&late, "engagement_rate"), Some(1.0));
}

#[test]
fn an_opt_out_belongs_to_the_latest_marketing_message() {
    let data = with(vec![campaign("1", 0), said("2", 60, " Stop "), campaign("3", 120)]);
    assert_eq!(value(&data, "opt_outs"), Some(1.0));
    assert_eq!(value(&data, "opt_out_rate"), Some(1.0));
    assert_eq!(value(&data, "sends_after_opt_out"), Some(1.0));
    assert_eq!(value(&data, "replies"), Some(0.0));
    assert_eq!(value(&data, "conversations"), Some(0.0));
}

#[test]
fn a_refusal_by_131050_is_an_opt_out_and_counts_itself() {
    let mut refused = campaign("1", 0);
    (refused.delivered_at, refused.failed_at, refused.error_code) = (None, after(2), Some(131050));
    let data = with(vec![refused]);
    assert_eq!(value(&data, "opt_outs"), Some(1.0));
    assert_eq!(value(&data, "sends_after_opt_out"), Some(1.0));
    assert_eq!(value(&data, "opt_out_rate"), None);
}

#[test]
fn one_customer_has_many_forms() {
    let forms = ["+49 151 1234567", "0049151 1234567", "whatsapp:+491511234567", "US.77"];
    let rows = forms
        .iter()
        .enumerate()
        .map(|(place, form)| MessageRow { customer: form.to_string(), ..campaign(&place.to_string(), place as i64) });
    let mut data = with(rows.collect());
    assert_eq!(value(&data, "recipients"), Some(2.0));
    data.aliases = vec![AliasRow { alias: "US.77".into(), customer: "49151 1234567".into() }];
    assert_eq!(value(&data, "recipients"), Some(1.0));
}

#[test]
fn cn_05_every_weekday_has_a_row() {
    let ask = Ask { by: vec!["weekday".to_string()], ..Ask::default() };
    let rows = expected(&with(vec![customer("1", 0)]), &ask);
    let received: Vec<f64> = rows
        .iter()
        .filter(|row| row.kpi == "messages_received" && !row.group.is_empty())
        .map(|row| row.value.unwrap())
        .collect();
    assert_eq!(received, [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
}

#[test]
fn as_of_takes_back_what_came_later() {
    let mut read = campaign("1", 0);
    read.read_at = after(500);
    let data = with(vec![read, customer("2", 1000)]);
    let ask = Ask { as_of: after(400), ..Ask::default() };
    assert_eq!(total_of(&data, &ask, "messages_read").value, Some(0.0));
    assert_eq!(total_of(&data, &ask, "messages_received").value, Some(0.0));
    let rate = total_of(&data, &ask, "reply_rate");
    assert_eq!((rate.value, rate.immature), (Some(0.0), 1));
    let mature = Ask { mature: true, ..ask };
    assert_eq!(total_of(&data, &mature, "reply_rate").value, None);
}

#[test]
fn the_same_seed_gives_the_same_data_and_shuffling_the_same_answers() {
    for seed in 0..60 {
        let data = nasty::invent(seed);
        assert_eq!(data, nasty::invent(seed));
        let plain = expected(&data, &Ask::default());
        assert_eq!(plain, expected(&shuffle::shuffle(&data, seed), &Ask::default()));
        for row in plain {
            let share = row.kpi.ends_with("_rate") || row.kpi.ends_with("_share");
            assert!(!share || row.value.is_none_or(|value| (0.0..=1.0).contains(&value)), "{}", row.kpi);
        }
    }
}

/// The invented data must make every KPI move; a KPI that never has a value tests nothing.
#[test]
fn the_invented_data_reach_every_kpi() {
    let mut moved: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..150 {
        let data = nasty::invent(seed);
        for question in check::questions(&data, seed, 2, &[]) {
            for row in expected(&data, &question.ask).into_iter().filter(|row| row.group.is_empty()) {
                let moves = row.value.is_some_and(|value| value != 0.0);
                *moved.entry(row.kpi).or_default() += usize::from(moves);
            }
        }
    }
    for (kpi, count) in moved {
        let enough = if kpi == "customer_retention_rate" { 5 } else { 10 };
        assert!(count >= enough, "{kpi} has a value in {count} of 450 reports");
    }
}

#[test]
fn the_check_finds_nothing_in_its_own_answers_and_every_lie() {
    let data = nasty::invent(5);
    for question in check::questions(&data, 5, 6, &[]) {
        let rows = expected(&data, &question.ask);
        let told = |rows: &[Expected]| {
            let row = |row: &Expected| {
                serde_json::json!({
                    "kpi": row.kpi, "group": row.group, "value": row.value, "numerator": row.numerator,
                    "denominator": row.denominator, "n": row.n, "immature": row.immature,
                    "currency": row.currency,
                })
            };
            serde_json::json!({ "rows": rows.iter().map(row).collect::<Vec<_>>() })
        };
        assert_eq!(check::differences(&rows, &told(&rows)), Vec::<String>::new());
        assert_eq!(check::differences(&rows, &told(&rows[1..])).len(), 1);
        assert_eq!(check::differences(&rows[1..], &told(&rows)).len(), 1);
        let mut lie = rows.clone();
        lie[0].value = Some(-1.0);
        assert_eq!(check::differences(&rows, &told(&lie)).len(), 1);
    }
}
