//! Statuses and messages.

use super::*;
use crate::tables::values::{Author, Category, Direction, MessageType};

fn only(text: &str) -> (Row, Told) {
    let mut told = tell(text);
    let mut rows = told.rows();
    assert_eq!(rows.len(), 1, "{:?}", told.intake.accounts);
    (rows.remove(0), told)
}

fn one_status(fields: &str) -> (Row, Told) {
    only(&body(&format!(
        r#""statuses":[{{"id":"wamid.A=","timestamp":"1785072102","recipient_id":"15550002222",{fields}}}]"#
    )))
}

fn one_message(fields: &str) -> (Row, Told) {
    only(&body(&format!(r#""messages":[{{"id":"wamid.A=","timestamp":"1785072102","from":"15550002222",{fields}}}]"#)))
}

const AT: Option<i64> = Some(1_785_072_102_000);

#[test]
fn every_state_has_its_time() {
    for (word, status, record) in [
        ("sent", Status::Sent, RecordKind::StatusSent),
        ("delivered", Status::Delivered, RecordKind::StatusDelivered),
        ("read", Status::Read, RecordKind::StatusRead),
        ("played", Status::Read, RecordKind::StatusPlayed),
        ("failed", Status::Failed, RecordKind::StatusFailed),
        ("pending", Status::Pending, RecordKind::StatusOther),
    ] {
        let (row, told) = one_status(&format!(r#""status":"{word}""#));
        assert_eq!((row.status, row.record, row.id), (status, record, id_hash("wamid.A=")), "{word}");
        let times = [row.times.sent, row.times.delivered, row.times.read, row.times.failed].map(|time| time.get());
        assert_eq!(times.iter().flatten().collect::<Vec<_>>().len(), usize::from(word != "pending"), "{word}");
        assert_eq!((row.customer.as_str(), told.text(row.profile.business).as_str()), ("15550002222", "15550001111"));
        assert_eq!(row.profile.direction, Some(Direction::Outbound));
        assert_eq!((row.profile.author, row.profile.kind), (None, None));
    }
    let (row, _) = one_status(r#""status":"read""#);
    assert_eq!(row.times.read.get(), AT);
}

#[test]
fn times_may_be_numbers_of_any_unit() {
    for time in [r#""1785072102""#, "1785072102", "1785072102000", r#""1785072102000000""#, "1785072102.0"] {
        let (row, _) = only(&body(&format!(r#""statuses":[{{"id":"a","status":"sent","timestamp":{time}}}]"#)));
        assert_eq!(row.times.sent.get(), AT, "{time}");
    }
}

#[test]
fn billing_is_understood() {
    let billed = |fields: &str| {
        let (row, _) = one_status(&format!(r#""status":"sent",{fields}"#));
        (row.profile.category, row.profile.billable)
    };
    let pricing = |category: &str, kind: &str| {
        billed(&format!(r#""pricing":{{"billable":true,"category":"{category}","type":"{kind}"}}"#))
    };
    assert_eq!(pricing("marketing_lite", "regular"), (Some(Category::Marketing), Some(true)));
    assert_eq!(pricing("authentication-international", "regular").0, Some(Category::Authentication));
    assert_eq!(pricing("referral_conversion", "free_entry_point"), (Some(Category::Service), Some(false)));
    assert_eq!(pricing("group_utility", "regular").0, Some(Category::Utility));
    assert_eq!(billed(r#""pricing":{"billable":"false"}"#), (None, Some(false)));
    assert_eq!(billed(r#""conversation":{"id":"c","origin":{"type":"utility"}}"#), (Some(Category::Utility), None));
    assert_eq!(billed(r#""pricing":"a text","errors":[7]"#), (None, None));
    let (row, told) = one_status(r#""status":"sent","pricing":{"category":"new_kind"}"#);
    assert_eq!((row.profile.category, told.unknown()), (None, vec!["category `new_kind`"]));
}

#[test]
fn errors_callbacks_and_user_ids_are_read() {
    for code in ["131026", r#""131026""#] {
        let (row, _) = one_status(&format!(r#""status":"failed","errors":[{{"code":{code},"title":"x"}}]"#));
        assert_eq!(row.profile.error_code, Some(131_026));
    }
    let (row, told) =
        one_status(r#""status":"sent","biz_opaque_callback_data":"{\"cmp\":\"spring\",\"seg\":\"vip\"}""#);
    assert_eq!(told.text(row.profile.campaign), "spring");
    assert_eq!(told.text(row.profile.segment), "vip");
    let (_, told) = one_status(r#""status":"sent","recipient_user_id":"US.42""#);
    assert_eq!(told.aliases(), [("15550002222".to_owned(), "US.42".to_owned())]);
    let contacts = r#""contacts":[{"wa_id":"1","user_id":"US.1"},{"wa_id":"15550002222","user_id":"US.42"}],"#;
    let text = status("wamid.A=", "sent").replace(r#""statuses""#, &format!(r#"{contacts}"statuses""#));
    assert_eq!(tell(&text).aliases(), [("15550002222".to_owned(), "US.42".to_owned())]);
}

#[test]
fn what_is_of_no_use_is_ignored_and_what_nobody_knows_is_counted() {
    for (text, reason) in [
        (status("a", "sent").replace(r#""recipient_id""#, r#""recipient_type":"group","recipient_id""#), "group chat"),
        (status("a", "deleted"), "legacy status"),
        (status("a", "teleported"), "unknown status"),
        (status("a", "sent").replace(r#""id":"900""#, r#""id":"0""#), "test payload"),
        (status("a", "sent").replace(r#""77""#, r#""123456123""#), "test payload"),
        (status("a", "ringing").replace(r#""field":"messages""#, r#""field":"calls""#), "call"),
        (
            body(r#""messages":[{"id":"a","from":"1","group_id":"g","timestamp":"1785072102","type":"text"}]"#),
            "group chat",
        ),
        (
            body(r#""messages":[{"id":"ABGGFlA5Fpa","from":"16315551181","timestamp":"1504902988","type":"text"}]"#),
            "test payload",
        ),
    ] {
        let mut told = tell(&text);
        assert_eq!((told.counts(), told.ignored()), ([1, 1, 0], vec![reason]), "{text}");
        assert_eq!(!told.unknown().is_empty(), reason == "unknown status");
    }
    assert_eq!(tell(&status("a", "15550002222")).unknown(), ["status (not a word)"], "never a number");
}

#[test]
fn items_that_cannot_be_used_are_rejected_and_their_siblings_stay() {
    let text = body(
        r#""statuses":["oops",{"status":"sent"},{"id":"a","status":"sent"}],"messages":[{"id":"b","type":"text"},17,{"id":"c","from":"15550002222"}]"#,
    );
    let mut told = tell(&text);
    assert_eq!((told.counts(), told.rows().len()), ([6, 0, 5], 1));
    assert!(told.intake.accounts.rejections.iter().all(|rejection| rejection.text == text));
}

#[test]
fn customers_messages_are_inbound_with_their_type() {
    for (fields, kind) in [
        (r#""type":"text","text":{"body":"hi"}"#, MessageType::Text),
        (r#""type":"voice""#, MessageType::Audio),
        (r#""type":"order","order":{"product_items":[]}"#, MessageType::Order),
        (
            r#""type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"1","title":"x"}}"#,
            MessageType::ListReply,
        ),
        (r#""type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{}}"#, MessageType::FlowReply),
        (r#""type":"interactive","interactive":{"type":"call_permission_reply"}"#, MessageType::Interactive),
        (r#""type":"reaction","reaction":{"message_id":"b","emoji":"👍"}"#, MessageType::Reaction),
        (r#""type":"unsupported","errors":[{"code":131051}]"#, MessageType::Unsupported),
        (r#""type":"hologram""#, MessageType::Unsupported),
        (r#""type":"request_welcome""#, MessageType::RequestWelcome),
    ] {
        let (row, told) = one_message(fields);
        assert_eq!(row.profile.kind, Some(kind), "{fields}");
        assert_eq!((row.profile.direction, row.profile.author), (Some(Direction::Inbound), Some(Author::Customer)));
        assert_eq!((row.times.at.get(), row.record), (AT, RecordKind::Message));
        assert_eq!(told.unknown(), if fields.contains("hologram") { vec!["message type `hologram`"] } else { vec![] });
    }
}

#[test]
fn replies_name_what_they_are_about() {
    for fields in [
        r#""type":"text","context":{"from":"1","id":"wamid.B="}"#,
        r#""type":"reaction","reaction":{"message_id":"wamid.B=","emoji":"x"}"#,
        r#""type":"edit","edit":{"original_message_id":"wamid.B=","message":{}}"#,
        r#""type":"revoke","revoke":{"original_message_id":"wamid.B="}"#,
    ] {
        assert_eq!(one_message(fields).0.reply_to, id_hash("wamid.B="), "{fields}");
    }
    assert_eq!(one_message(r#""type":"text","context":{"forwarded":true}"#).0.reply_to, 0);
}

#[test]
fn buttons_are_named_by_their_text_and_either_may_opt_out() {
    let (row, told) = one_message(r#""type":"button","button":{"payload":"STOP","text":"No more offers"}"#);
    assert_eq!((told.text(row.profile.button).as_str(), row.profile.opt_out_word), ("No more offers", true));
    let (row, told) = one_message(
        r#""type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"b1","title":"Stop"}}"#,
    );
    assert_eq!((told.text(row.profile.button).as_str(), row.profile.opt_out_word), ("Stop", true));
    assert_eq!(row.profile.kind, Some(MessageType::ButtonReply));
}

#[test]
fn customers_without_a_number_go_by_their_user_id() {
    let (row, _) =
        only(&body(r#""messages":[{"id":"a","from_user_id":"US.42","timestamp":"1785072102","type":"text"}]"#));
    assert_eq!(row.customer, "US.42");
    let (row, _) = only(&body(
        r#""contacts":[{"user_id":"US.42"}],"messages":[{"id":"a","timestamp":"1785072102","type":"text"}]"#,
    ));
    assert_eq!(row.customer, "US.42");
    let (_, told) = one_message(r#""from_user_id":"US.42","type":"text""#);
    assert_eq!(told.aliases(), [("15550002222".to_owned(), "US.42".to_owned())]);
    let (row, told) = one_message(r#""type":"system","system":{"type":"user_changed_number","wa_id":"15550003333"}"#);
    assert_eq!(row.profile.kind, Some(MessageType::System));
    assert_eq!(told.aliases(), [("15550002222".to_owned(), "15550003333".to_owned())]);
}
