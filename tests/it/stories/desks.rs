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
