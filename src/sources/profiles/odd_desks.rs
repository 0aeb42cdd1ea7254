//! Odd shapes that helpdesks and bots are met in: webhooks that repeat themselves, other spellings, other orders.

use crate::sources::profile::tests::told;

const CHATWOOT: &str = include_str!("chatwoot.toml");
const ZENDESK: &str = include_str!("zendesk.toml");
const CX: &str = include_str!("dialogflow-cx.toml");
const RASA: &str = include_str!("rasa.toml");

#[test]
fn a_webhook_of_chatwoot_tells_its_message_once() {
    let content = r#"{"event":"message_created","id":7,"content":"Hallo","content_type":"text","message_type":"incoming",
        "created_at":"2026-10-01T08:00:00.000Z","private":false,"source_id":null,"inbox":{"id":3},
        "sender":{"id":4,"phone_number":"+15550002222"},"conversation":{"id":12,"inbox_id":3,"status":"open",
        "meta":{"sender":{"id":4,"phone_number":"+15550002222"}},"created_at":1790841600,
        "messages":[{"id":7,"content":"Hallo","content_type":"text","message_type":0,"created_at":1790841600,
        "conversation_id":12,"private":false,"source_id":"wamid.1"}]}}"#;
    let (rows, [_, ignored, rejected]) = told(CHATWOOT, content);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!((ignored, rejected), (1, 0));
}

#[test]
fn notes_and_activity_lines_of_chatwoot_are_no_messages() {
    let content = "id,content,conversation_id,message_type,created_at,private,status,source_id,sender_type,sender_id\n\
                   1,Call back,5,1,2026-10-01 08:00:00,true,0,,User,2\n\
                   2,Conversation was marked resolved by Ada,5,2,2026-10-01 08:01:00,f,0,,,\n\
                   3,Ada self-assigned this conversation,5,2,2026-10-01 08:02:00,f,0,,,\n\
                   4,Done,5,1,2026-10-01 08:00:30,f,2,wamid.4,User,2\n";
    let (rows, counts) = told(CHATWOOT, content);
    assert_eq!(rows, ["chatwoot conversation 5  Some(\"outbound\") \"read\" -/-/- None"]);
    assert_eq!(counts, [4, 2, 0]);
}

#[test]
fn chatwoot_asks_in_a_message_and_keeps_the_answer_in_a_table() {
    let asked = "id,content,conversation_id,message_type,created_at,private,status,source_id,sender_type,sender_id,\
                 content_type\n9,How was it?,5,3,2026-10-01 08:00:00,f,0,wamid.9,,,9\n";
    let (rows, counts) = told(CHATWOOT, asked);
    assert_eq!((rows.len(), counts), (1, [2, 0, 0]));
    let answered = "id,account_id,conversation_id,message_id,rating,feedback_message,contact_id,assigned_agent_id,\
                    created_at\n1,1,5,9,4,,3,2,2026-10-01 09:00:00\n";
    assert_eq!(told(CHATWOOT, answered).1, [1, 0, 0]);
}

#[test]
fn every_report_of_chatwoot_is_left_alone() {
    for header in [
        "Agent name,Assigned conversations,Avg first response time,Avg resolution time",
        "Inbox name,Inbox type,No. of conversations,Avg first response time,Avg resolution time",
        "Label,No. of conversations,Avg first response time,Avg resolution time,Avg reply time,Resolution Count",
        "Team name,Conversations count,Avg first response time,Avg resolution time",
        "Conversations,Messages received,Messages sent,Avg first response time,Avg resolution time",
    ] {
        let row = vec!["--"; header.split(',').count() - 1].join(",");
        let content = format!("Reporting period 2026-10-01 to 2026-10-31\n\n{header}\nAda,{row}\n");
        assert_eq!(told(CHATWOOT, &content).1, [1, 1, 0], "{header}");
    }
}

#[test]
fn headers_of_zendesk_are_known_in_any_case_and_order() {
    let content = "Status,Id,REQUESTER,assignee,Created At,Solved At,Topic [list]\n\
                   Solved,17,+15550002222,Ada,2026-10-01T08:00:00Z,2026-10-01T09:00:00Z,tea\n\
                   On-hold,18,+15550002222,Ada,2026-10-01T08:00:00Z,,\n";
    assert_eq!(told(ZENDESK, content).1, [2, 0, 0]);
}

#[test]
fn a_turn_of_dialogflow_may_be_words_answers_or_neither() {
    let turn = |response: &str| {
        format!("p/conversations/15550002222,2026-10-01T08:00:00Z,\"{}\"\n", response.replace('"', "\"\""))
    };
    let content = "conversation_name,request_time,response\n".to_owned()
        + &turn(r#"{"queryResult":{"text":"hi","responseMessages":[{"text":{"text":["x"]}}]}}"#)
        + &turn(r#"{"queryResult":{"transcript":"hello","responseMessages":[]}}"#)
        + &turn(r#"{"queryResult":{"responseMessages":[{"payload":{}}]}}"#)
        + &turn(r#"{"queryResult":{"responseMessages":[{"liveAgentHandoff":{}}]}}"#)
        + &turn("");
    let (rows, counts) = told(CX, &content);
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert_eq!(counts, [6, 1, 0]);
}

#[test]
fn commands_to_rasa_are_not_said_by_customers() {
    let content = r#"{"sender_id":"15550002222","event":"session_started","timestamp":1790841600.1}
{"sender_id":"15550002222","event":"user","text":"/restart","timestamp":1790841600.2}
{"sender_id":"15550002222","event":"user","text":"hi","timestamp":1790841600.3,"parse_data":{"intent":{"name":"x"}}}
{"sender_id":"15550002222","event":"action","name":"action_default_fallback","timestamp":1790841600.4}
{"sender_id":"15550002222","event":"bot","text":"?","timestamp":1790841600.5,"metadata":{"utter_action":"utter_default"}}
"#;
    let (rows, counts) = told(RASA, content);
    assert_eq!((rows.len(), counts), (2, [5, 3, 0]), "{rows:?}");
}
