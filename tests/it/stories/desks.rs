//! Helpdesks: conversations with their messages, or one row per conversation.

use super::assert_tells;

/// What a helpdesk's messages tell.
const TALKS: &str = "conversations,messages_per_conversation,exchanges_per_conversation,conversation_duration,\
                     first_response_time,first_response_time_agent,response_time,next_response_time,unanswered_rate";

/// What resolves tell.
const RESOLVES: &str = "resolutions,resolved_conversations,resolution_rate,resolution_time,reopen_rate,\
                        open_conversations";

const DESK: [&str; 2] = ["desk/messages.csv", "desk/conversations.csv"];

#[test]
fn chatwoots_api_tells_the_desk() {
    assert_tells(&["chatwoot/api-conversations.json"], &DESK, &format!("{TALKS},{RESOLVES}"), &["--by", "agent"]);
}

#[test]
fn chatwoots_database_tells_the_desk() {
    let tables = ["messages.csv", "conversations.csv", "contacts.csv", "reporting_events.csv"];
    let tables = tables.map(|table| format!("chatwoot/{table}"));
    assert_tells(&tables.each_ref().map(String::as_str), &DESK, &format!("{TALKS},{RESOLVES}"), &["--by", "country"]);
}

#[test]
fn chatwoots_survey_tells_the_answers() {
    assert_tells(&["chatwoot/csat.csv"], &["desk/surveys.csv"], "csat,csat_mean", &["--by", "agent"]);
}

/// Conversations alone, without their messages.
const ROWS: [&str; 1] = ["desk/conversations.csv"];

/// What rows of conversations tell, with how many people took part.
const CONTACTS: &str = "conversations,first_contact_resolution_rate";

/// Times without a zone are those of the account.
const ZONE: [&str; 2] = ["--input-tz", "UTC"];

#[test]
fn zendesks_tickets_tell_the_resolves() {
    let kpis = format!("{CONTACTS},{RESOLVES}");
    let options = [&ZONE[..], &["--by", "agent"]].concat();
    assert_tells(&["zendesk/tickets.csv"], &ROWS, &kpis, &options);
    assert_tells(&["zendesk/tickets.json"], &ROWS, &kpis, &["--by", "country"]);
}

#[test]
fn zendesks_good_and_bad_tell_who_was_satisfied() {
    let chapters = ["desk/conversations.csv", "desk/surveys.csv"];
    // The mean differs: good is 5, whether 4 or 5 was meant.
    assert_tells(&["zendesk/tickets.csv"], &chapters, "csat,survey_response_rate", &ZONE);
    assert_tells(&["zendesk/tickets.json"], &chapters, "csat,survey_response_rate", &[]);
}

#[test]
fn intercom_tells_the_desk() {
    let kpis = format!("{TALKS},{RESOLVES}");
    assert_tells(&["intercom/conversations.json"], &DESK, &kpis, &["--by", "country"]);
    let all = ["desk/messages.csv", "desk/conversations.csv", "desk/surveys.csv"];
    assert_tells(&["intercom/conversations.json"], &all, "csat,csat_mean,survey_response_rate", &[]);
}

#[test]
fn intercoms_messages_tell_the_desk() {
    // This CSV tells the last closing only.
    let kpis = format!("{TALKS},resolved_conversations,resolution_rate,resolution_time,open_conversations");
    assert_tells(&["intercom/messages.csv"], &DESK, &kpis, &[]);
}

#[test]
fn gladlys_closings_tell_the_resolves() {
    let kpis = format!("conversations,{RESOLVES}");
    assert_tells(&["gladly/conversation-export.csv"], &ROWS, &kpis, &["--by", "agent"]);
    assert_tells(&["gladly/conversation-timestamps.csv"], &ROWS, &kpis, &["--by", "country"]);
    assert_tells(&["gladly"], &ROWS, &kpis, &["--by", "team"]);
}

#[test]
fn dixas_messages_tell_the_talks() {
    assert_tells(&["dixa"], &["desk/messages.csv"], TALKS, &["--by", "agent"]);
}

#[test]
fn hootsuite_tells_what_was_resolved() {
    // Open conversations are not exported, nor when and how often one was resolved.
    assert_tells(&["hootsuite"], &ROWS, "resolved_conversations", &[&ZONE[..], &["--by", "agent"]].concat());
}

#[test]
fn respond_io_tells_the_last_closing() {
    let kpis = "conversations,resolved_conversations,resolution_rate,resolution_time,open_conversations";
    assert_tells(&["respond-io"], &ROWS, kpis, &[&ZONE[..], &["--by", "agent"]].concat());
}

#[test]
fn ultimates_log_tells_the_talks() {
    // Customers are not named: intervals that are of customers are wider.
    let kpis = "conversations,first_response_time,first_response_time_agent,response_time,next_response_time";
    assert_tells(&["ultimate"], &["desk/messages.csv"], kpis, &["--by", "agent"]);
}

#[test]
fn twilio_flex_tells_the_desk() {
    // A conversation tells its last closing only.
    let resolves = "resolved_conversations,resolution_rate,resolution_time,open_conversations";
    let kpis = format!("{TALKS},{resolves}");
    assert_tells(&["twilio-flex/conversations.json"], &DESK, &kpis, &["--by", "country"]);
    let kpis = format!("conversations,{resolves}");
    assert_tells(&["twilio-flex/taskrouter.json"], &ROWS, &kpis, &["--by", "agent"]);
}
