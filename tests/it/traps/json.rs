//! Traps 1 to 5: envelopes.

use std::io::Write;

use super::{Files, body, message, status};

fn sends() -> [String; 2] {
    [
        status("wamid.A", "sent", "\"1790000000\"", "15550002222"),
        status("wamid.B", "read", "\"1790000100\"", "15550003333"),
    ]
}

#[test]
fn trap_01_bodies_are_read_however_they_were_stored() {
    let [a, b] = sends();
    let pretty = |body: &str| {
        let value: serde_json::Value = serde_json::from_str(body).unwrap();
        serde_json::to_string_pretty(&value).unwrap()
    };
    let text = |body: &str| serde_json::to_string(body).unwrap();
    let stored = [
        format!("{a}\n{b}\n"),
        format!("[{a},\n{b}]"),
        format!("{a}{b}"),
        format!("{}\n\n{}", pretty(&a), pretty(&b)),
        format!("2026-09-20 10:00:00\n{a}\n\n=====\n2026-09-20 10:01:40\n{b}\n\n"),
        format!("received_at,payload\n1,\"{}\"\n2,\"{}\"\n", a.replace('"', "\"\""), b.replace('"', "\"\"")),
        format!("{{\"headers\":{{}},\"body\":{a}}}\n{{\"query_params\":[],\"body_params\":{b}}}\n"),
        format!("{{\"timestamp\":1,\"payload\":{}}}\n{{\"timestamp\":2,\"payload\":{}}}\n", text(&a), text(&b)),
        format!("{}\n{}\n", a.replace('"', "&quot;"), b.replace('"', "&quot;")),
        format!("\u{FEFF}{a}\r\n\r\n\u{FEFF}{b}\r\n"),
    ];
    for content in stored {
        let files = Files::one("log.txt", &content);
        assert_eq!(files.value("messages_sent", &[]), Some(2.0), "{content}");
        assert_eq!(files.value("messages_read", &[]), Some(1.0), "{content}");
    }
}

#[test]
fn trap_01_a_torn_last_line_costs_one_record_and_gzip_is_read() {
    let [a, b] = sends();
    let files = Files::one("log.jsonl", &format!("{a}\n{}", &b[..b.len() - 20]));
    assert_eq!(files.counts(&[]), [2, 1, 0, 0, 1]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(format!("{a}\n{b}\n").as_bytes()).unwrap();
    let files = Files::new(&[("log.jsonl.gz", &gzip.finish().unwrap())]);
    assert_eq!(files.value("messages_sent", &[]), Some(2.0));
}

#[test]
fn trap_02_what_nobody_knows_fails_nothing_and_leaves_its_siblings() {
    let [a, _] = sends();
    let odd = body(
        r#""statuses":["a text",{"id":"wamid.B","status":"teleported","timestamp":"1790000001","recipient_id":"1555"},
           {"id":"wamid.C","status":"delivered","timestamp":"1790000002","recipient_id":"15550004444",
            "pricing":{"category":"moonlight","billable":true},"newcomer":{"x":[1]}}],"surprise":7"#,
    )
    .replace('\n', " ");
    let files = Files::one("log.jsonl", &format!("{a}\n{odd}\n{{\"object\":\"page\",\"entry\":[]}}\n"));
    assert_eq!(files.value("messages_sent", &[]), Some(2.0));
    let [records, used, duplicates, ignored, rejected] = files.counts(&[]);
    assert_eq!((used, records), (2, used + duplicates + ignored + rejected));
}

#[test]
fn trap_03_statuses_of_calls_are_no_messages() {
    let [a, b] = sends();
    let call = b
        .replace("\"field\":\"messages\"", "\"field\":\"calls\"")
        .replace("{\"id\":\"wamid.B\"", "{\"type\":\"call\",\"id\":\"wamid.B\"");
    assert_eq!(Files::one("log.jsonl", &format!("{a}\n{call}\n")).value("messages_sent", &[]), Some(1.0));
}

#[test]
fn trap_04_numbers_may_be_texts_and_texts_numbers() {
    let a = status("wamid.A", "failed", "1790000000", "15550002222")
        .replace("\"recipient_id\"", "\"errors\":[{\"code\":\"131026\"}],\"recipient_id\"");
    let b = status("wamid.B", "failed", "\"1790000000\"", "15550003333").replace(
        "\"recipient_id\"",
        "\"errors\":[{\"code\":131026}],\"pricing\":{\"billable\":\"false\"},\"recipient_id\"",
    );
    let files = Files::one("log.jsonl", &format!("{a}\n{b}\n"));
    assert_eq!(files.value("unreachable_recipients", &[]), Some(2.0));
}

#[test]
fn trap_05_metas_test_payloads_count_nowhere() {
    let [a, _] = sends();
    let test = message(
        "ABGGFlA5Fpa",
        "1504902988",
        "16315551181",
        r#""type":"text","text":{"body":"this is a text message"}"#,
    )
    .replace("\"id\":\"1009\"", "\"id\":\"0\"")
    .replace("\"77\"", "\"123456123\"");
    let files = Files::one("log.jsonl", &format!("{a}\n{test}\n"));
    assert_eq!(files.counts(&[]), [2, 1, 0, 1, 0]);
    assert_eq!(files.value("messages_received", &[]), Some(0.0));
}
