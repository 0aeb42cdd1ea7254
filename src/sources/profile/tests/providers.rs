//! What providers write in odd ways.

use super::told;

const TWILIO: &str = include_str!("../../profiles/twilio.toml");
const GUPSHUP: &str = include_str!("../../profiles/gupshup.toml");
const INFOBIP: &str = include_str!("../../profiles/infobip.toml");
const WATI: &str = include_str!("../../profiles/wati.toml");

#[test]
fn twilio_lists_name_the_customer_by_direction_and_charge_below_zero() {
    let content = r#"{"messages":[
        {"sid":"SM1","from":"whatsapp:+15550001111","to":"whatsapp:+15550002222","direction":"outbound-api","status":"read",
         "date_created":"Mon, 02 Jun 2025 09:15:03 +0000","date_sent":"Mon, 02 Jun 2025 09:15:04 +0000","price":"-0.00500"},
        {"sid":"SM2","from":null,"to":"whatsapp:+15550002222","direction":"outbound-reply","status":"queued",
         "date_created":"Mon, 02 Jun 2025 09:15:03 +0000","date_sent":null,"price":null},
        {"sid":"SM3","from":"+15550001111","to":"+15550002222","direction":"outbound-api","status":"delivered"},
        {"sid":"SM5","from":"x","to":"whatsapp:+15550002223","direction":"outbound-api","status":"canceled"},
        {"sid":"SM6","from":"whatsapp:+15550002222","to":"whatsapp:+15550001111","direction":"inbound","status":"received",
         "date_sent":"2025-06-02T09:16:00Z","body":"hi"}],"page":0}"#;
    let (rows, counts) = told(TWILIO, content);
    assert_eq!(
        rows,
        [
            "whatsapp:+15550002222  Some(\"outbound\") \"read\" 33304/-/- Some(5000)",
            "whatsapp:+15550002222  Some(\"outbound\") \"pending\" -/-/- None",
            "whatsapp:+15550002222  Some(\"inbound\") \"unknown\" -/-/- None",
        ]
    );
    assert_eq!(counts, [5, 2, 0]);
}

#[test]
fn twilio_tables_have_their_columns_in_any_order_and_texts_over_several_lines() {
    let console = "Body,Status,SentDate,ApiVersion,NumSegments,AccountSid,Sid,Direction,From,To,Price,PriceUnit\n\
                   \"two\nlines\",received,2025-06-02T09:15:04Z,2010,1,AC1,SM1,inbound,whatsapp:+15550002222,\
                   whatsapp:+15550001111,-0.005,USD\n";
    let tool = "SID,From,To,Status,Direction,Date Sent\n\
                SM1,whatsapp:+15550001111,whatsapp:+15550002222,read,outbound-api,Jun 02 2025 02:15:04 GMT-0700\n";
    assert_eq!(told(TWILIO, console).0, ["whatsapp:+15550002222  Some(\"inbound\") \"unknown\" -/-/- Some(5000)"]);
    assert_eq!(told(TWILIO, tool).0, ["whatsapp:+15550002222  Some(\"outbound\") \"read\" 33304/-/- None"]);
}

#[test]
fn gupshup_mixes_milliseconds_and_seconds() {
    let content = r#"{"app":"x","timestamp":1785072102000,"version":2,"type":"message-event","payload":
        {"id":"g1","type":"enqueued","destination":"15550002222","payload":{"whatsappMessageId":"w"}}}
        {"app":"x","timestamp":1785072199000,"version":2,"type":"message-event","payload":
        {"id":"w","gsId":"g1","type":"sent","destination":"15550002222","payload":{"ts":1785072103}}}
        {"app":"x","timestamp":1785072104000,"version":2,"type":"user-event","payload":{"phone":"1","type":"sandbox-start"}}"#;
    let (rows, counts) = told(GUPSHUP, content);
    assert_eq!(
        rows,
        [
            "15550002222  Some(\"outbound\") \"pending\" -/-/- None",
            "15550002222  Some(\"outbound\") \"sent\" 48103/-/- None",
        ]
    );
    assert_eq!(counts, [3, 1, 0]);
}

#[test]
fn infobip_writes_offsets_without_colon_and_reports_what_was_seen_apart() {
    let content = r#"{"results":[{"messageId":"a","to":"15550002222","sentAt":"2019-11-09T16:00:00.000+0100",
        "doneAt":"2019-11-09T16:00:02.000+0100","price":{"pricePerMessage":0.01,"currency":"EUR"},
        "status":{"groupId":3,"groupName":"DELIVERED"},"error":{"id":0}}]}
        {"results":[{"messageId":"a","from":"1","to":"15550002222","sentAt":"2019-11-09T16:00:00.000+0100",
        "seenAt":"2019-11-09T16:00:09.000+0100"}]}"#;
    let expected = [
        "15550002222  Some(\"outbound\") \"delivered\" 54000/54002/- Some(10000)",
        "15550002222  Some(\"outbound\") \"read\" 54000/-/54009 None",
    ];
    assert_eq!(told(INFOBIP, content), (expected.map(str::to_owned).to_vec(), [2, 0, 0]));
}

#[test]
fn watis_owner_is_a_truth_value_or_its_word_and_histories_name_no_customer() {
    let content = r#"[{"eventType":"message","id":"a","waId":"15550002222","owner":"false","timestamp":"1785072103","text":"hi"},
        {"eventType":"message","id":"b","waId":"15550002222","owner":true,"timestamp":"1785072104","text":"hello"},
        {"eventType":"sentMessageREAD_v2","id":"b","conversationId":"c1","timestamp":"1785072105"},
        {"eventType":"sentMessageREPLIED_v2","id":"b","conversationId":"c1","timestamp":"1785072106"},
        {"event_type":"ticket","id":"t","conversation_id":"c1","created":"2026-07-26T13:21:43Z","owner":true},
        {"event_type":"message","id":"d","conversation_id":"c1","created":"2026-07-26T13:21:43Z","owner":true,
         "status_string":"DELIVERED","operator_name":"Eva"}]"#;
    let (rows, counts) = told(WATI, content);
    assert_eq!(
        rows,
        [
            "15550002222  Some(\"inbound\") \"unknown\" -/-/- None",
            "15550002222  Some(\"outbound\") \"sent\" 48104/-/- None",
            "c1  Some(\"outbound\") \"read\" -/-/48105 None",
            "c1  Some(\"outbound\") \"delivered\" 48103/-/- None",
        ]
    );
    assert_eq!(counts, [6, 2, 0]);
}

#[test]
fn callbacks_are_found_inside_what_a_workflow_tool_wraps_around_them() {
    let content = r#"[{"headers":{"host":"x"},"timestamp":"2025-06-02T09:15:04Z","body":
        "{\"MessageSid\":\"SM1\",\"MessageStatus\":\"read\",\"From\":\"whatsapp:+1\",\"To\":\"whatsapp:+15550002222\"}"},
        {"headers":{"host":"x"},"timestamp":"2025-06-02T09:15:09Z","body":{"MessageSid":"SM2","SmsStatus":"received",
        "From":"whatsapp:+15550002222","To":"whatsapp:+1","WaId":"15550002222","Body":"hi"}},
        {"timestamp":"2025-06-02T09:15:09Z","body":{"MessageSid":"SM3","SmsStatus":"received","From":"+15550002222","To":"+1"}}]"#;
    let (rows, counts) = told(TWILIO, content);
    assert_eq!(
        rows,
        [
            "whatsapp:+15550002222  Some(\"outbound\") \"read\" -/-/33304 None",
            "whatsapp:+15550002222  Some(\"inbound\") \"unknown\" -/-/- None",
        ]
    );
    assert_eq!(counts, [3, 1, 0]);
}
