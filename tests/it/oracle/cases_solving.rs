//! Small cases of the sections resolution, bot, journey, satisfaction and loyalty.

use super::samples::*;
use super::settings::{Settings, Windows};
use super::*;

fn resolved(seconds: i64) -> ConversationRow {
    ConversationRow { resolved_at: after(seconds), ..conversation() }
}

fn bot(id: &str, seconds: i64) -> MessageRow {
    message(id, seconds, "outbound", "bot")
}

/// A message of another customer long afterwards, so that everything before is over.
fn long_after() -> MessageRow {
    MessageRow { customer: "49151999".to_string(), ..customer("z", 30 * 86_400) }
}

#[test]
fn rs_08_a_message_after_the_resolve_reopens() {
    let week = 7 * 86_400;
    for (seconds, rate) in [(3600 + week, 1.0), (3601 + week, 0.0), (3600, 0.0)] {
        let rows = in_conversation(vec![customer("1", 0), agent("2", 60), customer("3", seconds)]);
        let mut data = with(rows);
        data.conversations = vec![resolved(3600)];
        assert_eq!(value(&data, "reopen_rate"), Some(rate), "{seconds}");
        assert_eq!(value(&data, "first_contact_resolution_rate"), Some(1.0 - rate));
    }
    let mut data = with(in_conversation(vec![customer("1", 0), said("2", 4000, "Thanks!")]));
    data.conversations = vec![resolved(3600)];
    assert_eq!(value(&data, "reopen_rate"), Some(0.0));
    data.conversations[0].reopened_at = after(3700);
    assert_eq!(value(&data, "reopen_rate"), Some(1.0));
    assert_eq!(value(&data, "open_conversations"), Some(1.0));
}

#[test]
fn a_resolve_without_a_time_stands_at_closed_at_else_at_the_last_message() {
    let mut data = with(in_conversation(vec![customer("1", 0), agent("2", 600)]));
    data.conversations = vec![ConversationRow { status: "resolved".into(), ..conversation() }];
    assert_eq!(value(&data, "resolution_time"), Some(600.0));
    data.conversations[0].closed_at = after(900);
    assert_eq!(value(&data, "resolution_time"), Some(900.0));
    data.conversations[0].resolutions = Some(3);
    assert_eq!(value(&data, "resolutions"), Some(3.0));
    assert_eq!(value(&data, "resolved_conversations"), Some(1.0));
    assert_eq!(value(&data, "resolution_rate"), Some(1.0));
}

#[test]
fn without_a_table_of_conversations_nothing_tells_of_resolutions() {
    let data = with(vec![customer("1", 0)]);
    assert_eq!(value(&data, "open_conversations"), None);
    assert_eq!(value(&data, "resolutions"), None);
}

#[test]
fn bt_01_03_a_conversation_with_no_agent_is_the_bots() {
    let mut data = with(in_conversation(vec![customer("1", 0), bot("2", 5)]));
    data.conversations = vec![resolved(10)];
    assert_eq!(value(&data, "bot_self_resolution_rate"), Some(1.0));
    data.messages[0].extend(in_conversation(vec![agent("3", 8)]));
    assert_eq!(value(&data, "bot_self_resolution_rate"), Some(0.0));
    assert_eq!(value(&data, "bot_escalation_rate"), Some(1.0));
}

#[test]
fn bt_04_fr_01_one_handoff_one_wait_for_the_agent() {
    let mut data = with(in_conversation(vec![customer("1", 0), bot("2", 5), agent("3", 62)]));
    data.conversations = vec![ConversationRow { handoff_at: after(20), ..conversation() }; 2];
    assert_eq!(value(&data, "handoff_wait"), Some(42.0));
    assert_eq!(total(&data, "handoff_wait").n, Some(1));
}

#[test]
fn a_bot_is_left_alone_where_the_customer_has_the_last_word() {
    let ended = |rows: Vec<MessageRow>| with([in_conversation(rows), vec![long_after()]].concat());
    let last_word = ended(vec![customer("1", 0), bot("2", 5), customer("3", 10)]);
    assert_eq!(value(&last_word, "bot_abandonment_rate"), Some(1.0));
    let thanked = ended(vec![customer("1", 0), bot("2", 5), said("3", 10, "Thanks")]);
    assert_eq!(value(&thanked, "bot_self_resolution_rate"), Some(1.0));
    let fallback = MessageRow { fallback: Some(true), ..bot("2", 5) };
    let misunderstood = ended(vec![customer("1", 0), fallback]);
    assert_eq!(value(&misunderstood, "bot_abandonment_rate"), Some(1.0));
    assert_eq!(value(&misunderstood, "bot_fallback_rate"), Some(1.0));
    let still_going = with(in_conversation(vec![customer("1", 0), bot("2", 5)]));
    assert_eq!(value(&still_going, "bot_abandonment_rate"), None);
    assert_eq!(value(&still_going, "bot_conversations"), Some(1.0));
}

#[test]
fn a_flow_is_dropped_where_it_ends_before_a_final_step() {
    let step = |id: &str, seconds: i64, step: &str| MessageRow { step: step.to_string(), ..bot(id, seconds) };
    let flow = |id: &str, rows: Vec<MessageRow>| {
        let name = |row| MessageRow { conversation_id: id.to_string(), ..row };
        rows.into_iter().map(name).collect::<Vec<MessageRow>>()
    };
    let one = flow("c1", vec![customer("1", 0), step("2", 1, "menu"), step("3", 9, "paid")]);
    let other = flow("c2", vec![customer("4", 90_000), step("5", 90_001, "menu")]);
    let data = with([one, other, vec![long_after()]].concat());
    assert_eq!(value(&data, "dropoff_rate"), None);
    let settings = Settings { final_steps: vec!["Paid".to_string()], ..Settings::default() };
    let ask = Ask { settings, ..Ask::default() };
    assert_eq!(total_of(&data, &ask, "dropoff_rate").value, Some(0.5));
    assert_eq!(total_of(&data, &ask, "completion_rate").value, Some(0.5));
    assert_eq!(total_of(&data, &ask, "bot_abandonment_rate").value, Some(0.5));
}

#[test]
fn a_follow_up_recovers_by_reply_or_order() {
    let followup = MessageRow { followup: Some(true), ..campaign("1", 0) };
    let mut data = with(vec![followup, long_after()]);
    assert_eq!(value(&data, "followup_recovery_rate"), Some(0.0));
    data.orders = vec![order("o", 3 * 86_400, 10)];
    assert_eq!(value(&data, "followup_recovery_rate"), Some(1.0));
    data.orders = vec![order("o", 3 * 86_400 + 1, 10)];
    assert_eq!(value(&data, "followup_recovery_rate"), Some(0.0));
}

#[test]
fn scores_count_on_their_scale() {
    let mut data = with(vec![customer("1", 0)]);
    data.surveys = vec![survey("a", 10, "csat", 4), survey("b", 20, "csat", 3), survey("c", 30, "csat", 9)];
    assert_eq!(value(&data, "csat"), Some(0.5));
    assert_eq!(value(&data, "csat_mean"), Some(3.5));
    assert_eq!(value(&data, "survey_response_rate"), Some(1.0));
    data.surveys.push(SurveyRow { scale_max: Some(7), ..survey("d", 40, "csat", 5) });
    assert_eq!(value(&data, "csat"), Some(1.0 / 3.0));
    assert_eq!(value(&data, "csat_mean"), None);
    data.surveys = vec![survey("a", 10, "nps", 0), survey("b", 20, "nps", 10), survey("c", 10, "ces", 6)];
    assert_eq!(value(&data, "nps"), Some(100.0));
    assert_eq!(value(&data, "ces"), Some(6.0));
    data.surveys.push(SurveyRow { at: None, score: None, ..survey("d", 40, "nps", 0) });
    assert_eq!(value(&data, "survey_response_rate"), Some(0.75));
}

#[test]
fn the_table_of_conversations_holds_scores_unless_a_survey_does() {
    let mut data = with(in_conversation(vec![customer("1", 0), agent("2", 60)]));
    data.conversations = vec![ConversationRow { csat: Some(5), nps: Some(3), ..conversation() }];
    assert_eq!(value(&data, "csat"), Some(1.0));
    assert_eq!(value(&data, "survey_response_rate"), None);
    data.surveys = vec![SurveyRow { conversation_id: "c1".into(), ..survey("a", 10, "csat", 1) }];
    assert_eq!(value(&data, "csat"), Some(0.0));
    assert_eq!(value(&data, "nps"), Some(-100.0));
}

#[test]
fn customers_stay_or_leave() {
    let day = 86_400;
    let other = |id: &str, seconds: i64| MessageRow { customer: "49151777".to_string(), ..customer(id, seconds) };
    let mut data = with(vec![customer("1", 0), other("2", day), customer("3", 31 * day), customer("4", 60 * day - 1)]);
    let windows = Windows { churn: 30 * DAY, ..Windows::default() };
    let settings = Settings { windows, ..Settings::default() };
    let ask = Ask { until: after(60 * day), settings, ..Ask::default() };
    assert_eq!(total_of(&data, &ask, "retention_rate").value, Some(0.5));
    assert_eq!(total_of(&data, &ask, "churn_rate").value, Some(0.5));
    assert_eq!(total_of(&data, &ask, "new_customers").value, Some(2.0));
    let later = Ask { until: after(60 * day - 1), ..ask.clone() };
    assert_eq!(total_of(&data, &later, "retention_rate").value, None);
    data.preferences = vec![PreferenceRow {
        customer: "491511234567".into(),
        at: after(40 * day),
        event: "opt_out".into(),
        scope: String::new(),
    }];
    assert_eq!(total_of(&data, &ask, "churn_rate").value, Some(1.0));
    data.orders = vec![order("a", 10, 5), order("b", 20, 5)];
    assert_eq!(total_of(&data, &ask, "repeat_purchase_rate").value, Some(1.0));
}
