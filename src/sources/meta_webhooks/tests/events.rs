//! Consent, identity, templates, echoes and histories.

use super::*;
use crate::tables::values::{Author, Category, ConsentEvent, Direction, MessageType, Rating};

const METADATA: &str =
    r#""messaging_product":"whatsapp","metadata":{"display_phone_number":"+1 555 000 1111","phone_number_id":"77"}"#;

#[test]
fn consent_events_are_read() {
    let item = |value: &str| {
        format!(
            r#"{{"wa_id":"15550002222","user_id":"US.42","category":"marketing_messages","value":"{value}","timestamp":1785072102}}"#
        )
    };
    let value = format!(r#"{{{METADATA},"user_preferences":[{},{},{}]}}"#, item("stop"), item("resume"), item("maybe"));
    let mut told = tell(&other("user_preferences", &value));
    assert_eq!(told.counts(), [3, 1, 0]);
    let events: Vec<_> = told.intake.preferences.iter().map(|row| (row.event, row.at)).collect();
    assert_eq!(events, [(ConsentEvent::OptOut, 1_785_072_102_000), (ConsentEvent::Resume, 1_785_072_102_000)]);
    assert_eq!(told.text(told.intake.preferences[0].scope), "marketing");
    assert_eq!(told.unknown(), ["preference `maybe`"]);
    assert_eq!(told.aliases()[0], ("15550002222".to_owned(), "US.42".to_owned()));
}

#[test]
fn a_changed_user_id_is_an_alias() {
    let told =
        tell(&other("user_id_update", r#"{"user_id_update":[{"user_id":{"previous":"US.1","current":"US.2"}}]}"#));
    assert_eq!(told.aliases(), [("US.1".to_owned(), "US.2".to_owned())]);
    let told = tell(&other("user_id_update", r#"{"user_id":{"previous":"US.1","current":"US.2"}}"#));
    assert_eq!(told.aliases(), [("US.1".to_owned(), "US.2".to_owned())]);
}

#[test]
fn templates_are_recognised_by_their_keys() {
    let name = r#""message_template_id":7,"message_template_name":"offer","message_template_language":"en-US""#;
    let one = |field: &str, fields: &str| {
        let told = tell(&other(field, &format!("{{{name},{fields}}}")));
        let (_, event) = told.intake.templates[0];
        assert_eq!(told.text(event.template), "offer");
        assert_eq!(event.at, Some(1_785_072_000_000));
        (told.text(event.event), event.rating, event.category)
    };
    assert_eq!(
        one("message_template_status_update", r#""event":"APPROVED","message_template_category":"MARKETING""#),
        ("approved".to_owned(), None, Some(Category::Marketing))
    );
    assert_eq!(
        one("message_template_status_update", r#""previous_quality_score":"GREEN","new_quality_score":"YELLOW""#),
        ("quality".to_owned(), Some(Rating::Yellow), None)
    );
    assert_eq!(
        one("template_category_update", r#""new_category":"UTILITY""#),
        (String::new(), None, Some(Category::Utility))
    );
}

#[test]
fn what_no_kpi_needs_is_ignored_by_its_reason() {
    for (text, reason) in [
        (
            other("message_template_status_update", r#"{"message_template_name":"offer","event":"ARCHIVED"}"#),
            "template event without a KPI",
        ),
        (
            other(
                "message_template_components_update",
                r#"{"message_template_name":"offer","message_template_element":"x"}"#,
            ),
            "template event without a KPI",
        ),
        (other("phone_number_quality_update", r#"{"display_phone_number":"1","event":"FLAGGED"}"#), "number event"),
        (other("account_update", r#"{"event":"ACCOUNT_VIOLATION"}"#), "account event"),
        (
            other("messages", r#"{"user_actions":[{"action_type":"x","timestamp":"1785072102"}]}"#),
            "click without message or customer",
        ),
        (
            other("automatic_events", r#"{"automatic_events":[{"event_name":"Purchase","timestamp":1785072102}]}"#),
            "automatic event",
        ),
        (other("messages", r#"{"errors":[{"code":130429}]}"#), "account error"),
        (other("weather", r#"{"sun":true}"#), "unknown field"),
        (r#"{"object":"instagram","entry":[{"id":"1"}]}"#.to_owned(), "webhook of another product"),
    ] {
        let mut told = tell(&text);
        assert_eq!((told.counts(), told.ignored()), ([1, 1, 0], vec![reason]), "{text}");
        assert_eq!(!told.unknown().is_empty(), reason == "unknown field", "{text}");
    }
}

#[test]
fn a_webhook_without_anything_known_is_rejected() {
    for text in [r#"{"object":"whatsapp_business_account","entry":[]}"#.to_owned(), other("", r#"{"sun":true}"#)] {
        let both = format!("{}\n{text}\n", status("a", "sent"));
        assert_eq!(tell(&both).counts(), [2, 0, 1], "{text}");
    }
}

#[test]
fn echoes_are_an_agents() {
    let echo = r#"{"from":"15550001111","to":"15550002222","id":"wamid.A=","timestamp":"1785072102","type":"text","text":{"body":"hello"}}"#;
    let mut told = tell(&other("smb_message_echoes", &format!(r#"{{{METADATA},"message_echoes":[{echo}]}}"#)));
    let row = told.rows().remove(0);
    assert_eq!((row.profile.direction, row.profile.author), (Some(Direction::Outbound), Some(Author::Agent)));
    assert_eq!((row.customer.as_str(), row.profile.kind), ("15550002222", Some(MessageType::Text)));
}

#[test]
fn a_history_has_both_sides_and_its_states() {
    let message = |id: &str, from: &str, status: &str| {
        format!(
            r#"{{"id":"{id}","from":"{from}","timestamp":"1785072102","type":"text","history_context":{{"status":"{status}"}}}}"#
        )
    };
    let value = format!(
        r#"{{{METADATA},"history":[{{"metadata":{{"phase":0}},"threads":[{{"id":"15550002222","messages":[{},{},{}]}}]}},{{"errors":[{{"code":2593109}}]}}]}}"#,
        message("a", "15550001111", "READ"),
        message("b", "15550002222", "READ"),
        message("c", "15550001111", "ERROR"),
    );
    let mut told = tell(&other("history", &value));
    assert_eq!((told.counts(), told.ignored()), ([4, 1, 0], vec!["history not shared"]));
    let rows: Vec<_> =
        told.rows().iter().map(|row| (row.profile.direction, row.status, row.customer.clone())).collect();
    let customer = "15550002222".to_owned();
    assert_eq!(rows[0], (Some(Direction::Outbound), Status::Read, customer.clone()));
    assert_eq!(rows[1], (Some(Direction::Inbound), Status::Unknown, customer.clone()));
    assert_eq!(rows[2], (Some(Direction::Outbound), Status::Failed, customer));
}

#[test]
fn requests_and_answers_in_the_same_log_are_ignored() {
    let answer =
        r#"{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.A="}]}"#;
    let request =
        r#"{"messaging_product":"whatsapp","to":"15550002222","type":"template","template":{"name":"offer"}}"#;
    let mut told = tell(&format!("{}\nsent {request}\nanswer {answer}\n", status("a", "sent")));
    assert_eq!((told.counts(), told.rows().len()), ([3, 2, 0], 1));
}
