//! What providers post or keep of single messages.

use super::assert_tells;

/// The messages and what became of them.
const STATES: &str = "messages_sent,messages_delivered,messages_read,messages_failed,messages_received,delivery_rate,\
                      failure_rate,open_rate,recipients";

/// How long it took.
const TIMES: &str = "delivery_latency,time_to_open";

/// What customers did.
const REPLIES: &str =
    "replies,message_reply_rate,reply_rate,button_clicks,click_through_rate,time_to_reply,engagement_rate";

/// Bulk Export names no currency: the settings do.
const EUROS: [&str; 2] = ["--config", "examples/shop/wa-kpi.toml"];

const EVENTS: [&str; 2] = ["events/messages.csv", "events/replies.csv"];

fn all(kpis: &[&str]) -> String {
    kpis.join(",")
}

#[test]
fn gupshup_tells_states_and_replies() {
    assert_tells(&["gupshup"], &EVENTS, &all(&[STATES, TIMES, REPLIES, "unreachable_recipients,opt_outs"]), &[]);
    assert_tells(&["gupshup"], &EVENTS, STATES, &["--by", "category"]);
}

#[test]
fn infobip_tells_states_replies_and_costs() {
    assert_tells(&["infobip"], &EVENTS, &all(&[STATES, TIMES, REPLIES, "spend,cost_per_delivered_message"]), &[]);
    assert_tells(&["infobip"], &EVENTS, STATES, &["--by", "campaign"]);
}

#[test]
fn vonage_tells_states_replies_and_costs() {
    // It never says when a message was sent: no latency.
    assert_tells(&["vonage"], &EVENTS, &all(&[STATES, REPLIES, "spend"]), &[]);
    assert_tells(&["vonage"], &EVENTS, STATES, &["--by", "campaign"]);
}

#[test]
fn ycloud_tells_states_replies_and_costs() {
    let kpis = all(&[STATES, TIMES, REPLIES, "spend,cost_per_reply,unreachable_recipients,opt_outs"]);
    assert_tells(&["ycloud"], &EVENTS, &kpis, &[]);
    assert_tells(&["ycloud"], &EVENTS, STATES, &["--by", "category"]);
    assert_tells(&["ycloud"], &EVENTS, STATES, &["--by", "campaign"]);
}

#[test]
fn interakt_tells_states_and_replies() {
    // Replies quote nothing: which message a tap belongs to is not told.
    assert_tells(&["interakt"], &EVENTS, &all(&[STATES, TIMES, "unreachable_recipients"]), &[]);
    assert_tells(&["interakt"], &EVENTS, STATES, &["--by", "campaign"]);
}

#[test]
fn sinch_tells_states_and_replies() {
    assert_tells(&["sinch"], &EVENTS, &all(&[STATES, TIMES, REPLIES]), &[]);
}

#[test]
fn wati_tells_states_and_replies() {
    assert_tells(&["wati"], &EVENTS, &all(&[STATES, TIMES, REPLIES, "unreachable_recipients"]), &[]);
    assert_tells(&["wati"], &EVENTS, STATES, &["--by", "template"]);
}

#[test]
fn alibaba_tells_states() {
    // Replies quote nothing: which message a tap belongs to is not told.
    assert_tells(&["alibaba"], &EVENTS, &all(&[STATES, TIMES, "unreachable_recipients,opt_outs"]), &[]);
}

#[test]
fn twilio_tells_present_states_replies_and_costs() {
    let whole = ["campaign/messages.csv", "campaign/replies.csv"];
    // Twilio has neither reactions nor changes of numbers, which count as messages received; and its lists do not say
    // which message a reply quotes, which proves that it was read.
    let states = "messages_sent,messages_delivered,messages_failed,delivery_rate,failure_rate,recipients";
    let kpis = all(&[states, "messages_pending,spend,cost_per_message,unreachable_recipients,replies,reply_rate"]);
    let api = ["twilio/messages.json", "twilio/2026-10-07.json.gz"];
    assert_tells(&["twilio/sms-log.csv"], &whole, &kpis, &[]);
    assert_tells(&api, &whole, &kpis, &EUROS);
    assert_tells(&[&api[..], &["twilio/sms-log.csv"]].concat(), &whole, &kpis, &EUROS);
}

#[test]
fn twilios_callbacks_tell_times_too() {
    assert_tells(&["twilio/callbacks.json"], &EVENTS, &all(&[STATES, TIMES, REPLIES, "unreachable_recipients"]), &[]);
}
