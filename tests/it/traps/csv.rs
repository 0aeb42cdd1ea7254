//! Traps 23, 24, 26, 29 and 31: tables.

use super::{Files, status};

const HEADER: &str = "Campaign;Phone;Status;Sent at";
const ROW: &str = "spring;15550002222;delivered;2026-10-01T10:00:00Z";

#[test]
fn trap_23_encodings_marks_preambles_footers_and_totals() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(format!("{HEADER}\r\n{ROW}\r\n").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let latin = format!("{HEADER};Name\n{ROW};M").into_bytes().into_iter().chain(*b"\xFCller\n").collect::<Vec<u8>>();
    let text = |text: String| text.into_bytes();
    for content in [
        utf16,
        latin,
        text(format!("\u{FEFF}{HEADER}\n{ROW}\n")),
        text(format!("sep=;\n{HEADER}\n{ROW}\n")),
        text(format!("{}\n{}\n", HEADER.replace(';', ","), ROW.replace(';', ","))),
        text(format!("{}\n{}\n", HEADER.replace(';', "\t"), ROW.replace(';', "\t"))),
        text(format!("{}\n{}\n", HEADER.replace(';', "|"), ROW.replace(';', "|"))),
        text(format!("# Report name: broadcast\n# Start date: 20261001\n\n{HEADER}\n{ROW}\n")),
        text(format!(
            "Reporting period 2026-10-01 to 2026-10-31\n\n{HEADER}\n{ROW}\n\nReporting period 2026-10-01 to 2026-10-31\n"
        )),
        text(format!(
            "{HEADER}\n{ROW}\nGrand Total;1;;\nCopyright (c) 2026 Somebody\nConfidential Information - Do Not Distribute\n"
        )),
        text(format!("{HEADER};;Phone\n{ROW};;\n")),
        text(format!("{HEADER};Note\n{ROW};\"two\nlines; \"\"quoted\"\" and {{\"\"a\"\": 1}}\"\n")),
        text(format!("{HEADER}\r\n{ROW}\r\n\u{FEFF}{HEADER}\r\n")),
    ] {
        let files = Files::new(&[("broadcast.csv", &content)]);
        let shown = String::from_utf8_lossy(&content).into_owned();
        assert_eq!(files.value("messages_delivered", &[]), Some(1.0), "{shown}");
        let [records, used, _, ignored, rejected] = files.counts(&[]);
        assert_eq!((used, rejected), (1, 0), "{shown}");
        assert_eq!(records, used + ignored, "{shown}");
    }
}

#[test]
fn trap_24_headers_are_matched_whatever_their_case_order_and_punctuation() {
    for (header, row) in [
        ("SENT_AT,phone-number,Delivery Status", "2026-10-01T10:00:00Z,15550002222,DELIVERED"),
        ("Delivery status,Sent At,Phone Number", "Delivered,2026-10-01T10:00:00Z,+1 555 000 2222"),
        ("Telefonnummer,Zustellstatus,Gesendet am", "15550002222,zugestellt,2026-10-01T10:00:00Z"),
        ("Teléfono,Estado,Fecha de envío", "15550002222,Entregado,2026-10-01T10:00:00Z"),
        ("手机号,状态,发送时间", "15550002222,delivered,2026-10-01T10:00:00Z"),
        ("Телефон,Статус,Дата отправки", "15550002222,delivered,2026-10-01T10:00:00Z"),
    ] {
        let files = Files::one("broadcast.csv", &format!("{header}\n{row}\n"));
        assert_eq!(files.value("messages_delivered", &[]), Some(1.0), "{header}");
    }
}

#[test]
fn trap_26_durations_in_words_clocks_and_numbers() {
    for written in ["2 hours 5 minutes", "02:05:00", "PT2H5M", "125m", "7500", "2 Stunden 5 Minuten"] {
        let content = format!(
            "Ticket ID,Phone,Created at,Status,Resolution time\n7,15550002222,2026-10-01T10:00:00Z,solved,{written}\n8,15550003333,2026-10-01T10:00:00Z,open,--\n"
        );
        let files = Files::one("tickets.csv", &content);
        assert_eq!(files.value("resolution_time", &[]), Some(7500.0), "{written}");
    }
}

#[test]
fn trap_29_billing_counts_once_a_message_and_is_no_amount() {
    let priced = |state: &str, second: u32| {
        status("wamid.A", state, &format!("\"{}\"", 1_790_000_000 + second), "15550002222").replace(
            "\"recipient_id\"",
            "\"pricing\":{\"billable\":true,\"category\":\"marketing\",\"type\":\"regular\"},\"recipient_id\"",
        )
    };
    let log = [priced("sent", 0), priced("delivered", 5), priced("read", 9)].join("\n");
    let files = Files::new(&[
        ("log.jsonl", log.as_bytes()),
        ("rates.csv", b"country,category,price,currency,valid_from\nUS,marketing,0.0250,USD,2026-01-01\n"),
        ("wa-kpi.toml", b"currency = \"USD\"\n[rate_card]\nfile = \"rates.csv\"\n"),
    ]);
    let settings = format!("{}/wa-kpi.toml", files.path());
    assert_eq!(files.value("spend", &[]), None, "webhooks name no amount");
    assert_eq!(files.value("spend", &["--config", &settings]), Some(0.025));
}

#[test]
fn trap_31_the_same_bytes_whatever_the_threads() {
    let rows: String = (0..30_000)
        .map(|number| {
            format!("c{};1555{:07};{};2026-10-01T10:00:00Z\n", number % 7, number, ["read", "failed"][number % 2])
        })
        .collect();
    let files = Files::one("broadcast.csv", &format!("{HEADER}\n{rows}"));
    let told = |threads: &str| files.report(&["--by", "campaign", "--threads", threads]);
    assert_eq!(told("1"), told("4"));
}
