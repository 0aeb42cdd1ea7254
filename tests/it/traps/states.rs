//! Traps 6 to 12: delivery states and replies.

use super::{Files, message, status};

fn log(lines: &[String]) -> Files {
    Files::one("log.jsonl", &(lines.join("\n") + "\n"))
}

fn at(second: u64) -> String {
    format!("\"{}\"", 1_790_000_000 + second)
}

#[test]
fn trap_06_a_later_state_proves_the_earlier_ones() {
    let files = log(&[
        status("wamid.A", "failed", &at(0), "15550002201"),
        status("wamid.B", "read", &at(0), "15550002202"),
        status("wamid.C", "delivered", &at(0), "15550002203"),
    ]);
    assert_eq!(files.value("messages_sent", &[]), Some(3.0));
    assert_eq!(files.value("messages_delivered", &[]), Some(2.0));
    assert_eq!(files.value("messages_failed", &[]), Some(1.0));
}

#[test]
fn trap_07_duplicates_disorder_and_failures_before_deliveries() {
    let files = log(&[
        status("wamid.A", "read", &at(60), "15550002201"),
        status("wamid.A", "delivered", &at(30), "15550002201"),
        status("wamid.A", "sent", &at(0), "15550002201"),
        status("wamid.A", "delivered", &at(7230), "15550002201"),
        status("wamid.B", "failed", &at(5), "15550002202"),
        status("wamid.B", "delivered", &at(9), "15550002202"),
    ]);
    assert_eq!(files.counts(&[])[2], 1, "the second delivery is a duplicate");
    assert_eq!(files.value("delivery_latency", &["--until", "2026-12-31"]), Some(30.0));
    assert_eq!(files.value("messages_delivered", &[]), Some(2.0));
    assert_eq!(files.value("messages_failed", &[]), Some(0.0));
}

#[test]
fn trap_08_a_present_state_alone_implies_the_others() {
    let files = Files::one(
        "result.csv",
        "CAMPAIGN_ID,TELEPHONE,RESULT,ERROR,DATE,LAST_UPDATE\n\
         7,15550002201,Read,,2026-10-01 10:00:00,2026-10-01 11:00:00\n\
         7,15550002202,Delivered,,2026-10-01 10:00:00,2026-10-01 11:00:00\n\
         7,15550002203,Failed,131026,2026-10-01 10:00:00,2026-10-01 11:00:00\n",
    );
    let zone = ["--input-tz", "UTC"];
    assert_eq!(files.value("delivery_rate", &zone), Some(2.0 / 3.0));
    assert_eq!(files.value("open_rate", &zone), Some(0.5));
    assert_eq!(files.value("time_to_open", &zone), None, "the time of the last change is no time of reading");
}

#[test]
fn trap_08_exclusive_buckets_are_summed_up() {
    let files = Files::one("totals.csv", "Campaign,Date,Sent,Delivered,Read,Failed\nspring,2026-10-01,5,30,60,5\n");
    assert_eq!(files.value("messages_sent", &[]), Some(100.0));
    assert_eq!(files.value("delivery_rate", &[]), Some(0.9));
}

#[test]
fn trap_09_a_source_without_read_receipts_has_no_open_rate() {
    let files = log(&[status("wamid.A", "delivered", &at(0), "15550002201")]);
    assert_eq!(files.value("open_rate", &[]), None);
}

#[test]
fn trap_10_reactions_edits_and_system_lines_are_no_replies() {
    let customer = "15550002201";
    let files = log(&[
        status("wamid.A", "delivered", &at(0), customer),
        message(
            "wamid.1",
            "1790000010",
            customer,
            r#""type":"reaction","reaction":{"message_id":"wamid.A","emoji":"+"}"#,
        ),
        message(
            "wamid.2",
            "1790000020",
            customer,
            r#""type":"system","system":{"body":"x","type":"user_changed_number"}"#,
        ),
        message("wamid.3", "1790000030", customer, r#""type":"edit","edit":{"original_message_id":"wamid.1"}"#),
        message("wamid.4", "1790000040", customer, r#""type":"request_welcome""#),
    ]);
    assert_eq!(files.value("reply_rate", &[]), Some(0.0));
}

#[test]
fn trap_11_replies_without_a_quote_are_found_by_the_window() {
    let customer = "15550002201";
    let files = log(&[
        status("wamid.A", "delivered", &at(0), customer),
        message("wamid.1", "1790003600", customer, r#""type":"text","text":{"body":"yes"}"#),
        status("wamid.B", "delivered", &at(0), "15550002202"),
        message("wamid.2", "1790200000", "15550002202", r#""type":"text","text":{"body":"two days later"}"#),
    ]);
    assert_eq!(files.value("reply_rate", &[]), Some(0.5));
}

#[test]
fn trap_12_group_chats_are_left_out_and_counted() {
    let group = status("wamid.G", "read", &at(0), "120363-group").replace(
        "\"recipient_id\"",
        "\"recipient_type\":\"group\",\"recipient_participant_id\":\"15550002209\",\"recipient_id\"",
    );
    let files = log(&[status("wamid.A", "delivered", &at(0), "15550002201"), group]);
    assert_eq!(files.counts(&[]), [2, 1, 0, 1, 0]);
}
