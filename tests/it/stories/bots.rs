//! Chatbots: turns, what was not understood, hand-offs, steps.

use super::assert_tells;

const BOT: [&str; 2] = ["bot/days.csv", "bot/handoffs.csv"];

/// What turns tell.
const TALKS: &str = "conversations,bot_conversations,messages_per_conversation,exchanges_per_conversation";

/// What hand-offs and answers that missed tell; abandonment also needs to know which step is the last.
const CARRIES: &str = "bot_escalation_rate,bot_fallback_rate";

/// What pages of flows tell.
const FLOWS: &str = "bot_self_resolution_rate,bot_abandonment_rate,dropoff_rate,completion_rate";

#[test]
fn dialogflow_cx_tells_turns_pages_and_handoffs() {
    let kpis = format!("{TALKS},{CARRIES},{FLOWS}");
    assert_tells(&["dialogflow-cx/interactions.jsonl"], &BOT, &kpis, &["--by", "country"]);
    assert_tells(&["dialogflow-cx/interactions.csv"], &BOT, &kpis, &["--by", "country"]);
}

#[test]
fn dialogflow_es_tells_turns_and_handoffs() {
    assert_tells(&["dialogflow-es"], &BOT, &format!("{TALKS},{CARRIES}"), &["--by", "country"]);
}

#[test]
fn rasa_tells_turns_and_handoffs() {
    let kpis = format!("{TALKS},{CARRIES},first_response_time_bot");
    assert_tells(&["rasa/broker.jsonl"], &BOT, &kpis, &["--by", "country"]);
    assert_tells(&["rasa/events.csv"], &BOT, &kpis, &["--by", "country"]);
}

#[test]
fn botpress_tells_the_talks() {
    let kpis = format!("{TALKS},first_response_time_bot");
    assert_tells(&["botpress/messages.csv"], &["bot/days.csv"], &kpis, &[]);
    assert_tells(&["botpress/messages.json"], &["bot/days.csv"], &kpis, &[]);
}
