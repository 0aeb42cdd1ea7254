//! Every way in which bodies are stored.

use super::*;

/// The ids told by a text, expecting nothing but them.
fn ids(text: &str) -> Vec<u64> {
    let mut told = tell(text);
    assert_eq!(told.counts()[1..], [0, 0], "{:?}", told.intake.accounts);
    told.rows().iter().map(|row| row.id).collect()
}

fn hashes(ids: &[&str]) -> Vec<u64> {
    ids.iter().map(|id| id_hash(id)).collect()
}

fn two() -> (String, String) {
    (status("wamid.A=", "sent"), status("wamid.B=", "read"))
}

#[test]
fn bodies_are_found_however_they_are_stored() {
    let (a, b) = two();
    let pretty =
        |body: &str| serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(body).unwrap()).unwrap();
    let quoted = |body: &str| serde_json::to_string(body).unwrap();
    let value = |body: &str| {
        let parsed: serde_json::Value = serde_json::from_str(body).unwrap();
        parsed["entry"][0]["changes"][0]["value"].to_string()
    };
    let html = |body: &str| body.replace('"', "&quot;");
    for (what, text) in [
        ("a line each", format!("{a}\n{b}\n")),
        ("Windows line ends and no last one", format!("{a}\r\n{b}")),
        ("one array", format!("[{a},{b}]")),
        ("an array over several lines", format!("[\n{a},\n{b}\n]\n")),
        ("no separator", format!("{a}{b}")),
        ("blanks between", format!("{a} {b}")),
        ("pretty-printed", format!("{}\n{}\n", pretty(&a), pretty(&b))),
        (
            "time lines, banners, empty bodies",
            format!("2026-05-30 11:33:01\n\n=====\nTIME: now | TYPE: x\n{a}\n\n2026-05-30 11:35:58\n{}\n", pretty(&b)),
        ),
        ("log lines", format!("[2026-05-30 11:33:01] INFO webhook {{id=4}}: {a}\n2026 [web] {b} done\n")),
        ("a byte order mark in the middle", format!("{a}\n\u{FEFF}{b}\n")),
        ("wrapped", format!("{{\"headers\":{{}},\"body\":{a}}}\n{{\"query_params\":[],\"body_params\":{b}}}\n")),
        (
            "a text in a wrapper",
            format!("{{\"timestamp\":1,\"payload\":{}}}\n{{\"payload\":{}}}", quoted(&a), quoted(&b)),
        ),
        ("encoded twice", format!("{}\n{}\n", quoted(&a), quoted(&b))),
        ("encoded three times", format!("{{\"payload\":{}}}\n{b}", quoted(&quoted(&a)))),
        ("values alone", format!("[{},{}]", value(&a), value(&b))),
        ("values a line", format!("{}\n{}\n", value(&a), value(&b))),
        ("escaped for HTML", format!("{}\n{}\n", html(&a), html(&b))),
        (
            "a column",
            format!("id,payload,at\n1,\"{}\",x\n2,\"{}\",y\n", a.replace('"', "\"\""), b.replace('"', "\"\"")),
        ),
        ("a column escaped for HTML", format!("id;Raw JSON\n1;\"{}\"\n2;\"{}\"\n", html(&a), html(&b))),
        (
            "a column of texts in texts",
            format!("body\n\"{}\"\n\"{}\"\n", quoted(&a).replace('"', "\"\""), b.replace('"', "\"\"")),
        ),
    ] {
        assert_eq!(ids(&text), hashes(&["wamid.A=", "wamid.B="]), "{what}");
    }
}

#[test]
fn files_that_may_be_cut_at_lines_are_told_from_others() {
    let (a, b) = two();
    let shape = |text: &str| recognise(&sample(text), &Rules::default()).unwrap().reader.shape();
    assert_eq!(shape(&format!("{a}\n{b}\n")), Shape::Lines);
    assert_eq!(shape(&format!("{a}\n{}\n{b}\n", &b[..50])), Shape::Lines, "a torn line does not matter");
    assert_eq!(shape(&a.replace("[{", "[\n{")), Shape::Whole);
    assert_eq!(shape(&format!("body\n\"{}\"\n", a.replace('"', "\"\""))), Shape::Csv { delimiter: b',' });
    let start = Sample::new("", &a.as_bytes()[..150], false);
    assert_eq!(recognise(&start, &Rules::default()).unwrap().reader.shape(), Shape::Whole);
}

#[test]
fn other_files_are_not_recognised() {
    for text in [
        "",
        "hello\n",
        "{\"level\":\"info\"}\n",
        "{\"messages\":[{\"sid\":\"SM1\",\"status\":\"sent\"}]}",
        "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"1\",\"wa_id\":\"1\"}],\"messages\":[{\"id\":\"wamid.A=\"}]}",
        "message_id,customer,direction\nwamid.A=,15550002222,inbound\n",
    ] {
        assert!(recognise(&sample(text), &Rules::default()).is_none(), "{text}");
    }
}

#[test]
fn ids_stand_at_their_positions_or_are_kept() {
    let (a, b) = (status("wamid.A=", "sent"), status(r"wamid.B\/=", "sent"));
    let text = format!("{a}\n{b}\n");
    let mut told = tell(&text);
    let bag = std::mem::take(&mut told.intake.messages);
    let mut origins: Vec<_> = bag.rows().unwrap().into_iter().map(|m| m.origin()).collect();
    origins.sort();
    assert!(text[origins[0].position() as usize..].starts_with("wamid.A=\""));
    assert_eq!(told.intake.kept_ids, [(origins[1], "wamid.B/=".to_owned())]);
}

#[test]
fn torn_and_damaged_bodies_are_one_rejected_record_each() {
    let (a, b) = two();
    for (what, text) in [
        ("the last line is torn", format!("{a}\n{b}\n{}", &a[..100])),
        ("a line in the middle is torn", format!("{a}\n{}\n{b}\n", &a[..150])),
        ("torn without a line end", format!("{a}{}{b}", &a[..90])),
        (
            "a pretty-printed body is torn",
            format!("{a}\n{{\n  \"object\": \"x\",\n  \"entry\": [\n    {{\n      \"id\": 1\n{b}\n"),
        ),
        ("other JSON", format!("{a}\n{{\"level\":\"info\"}}\n{b}\n")),
    ] {
        let mut told = tell(&text);
        assert_eq!(told.counts(), [3, 0, 1], "{what}: {:?}", told.intake.accounts);
        assert_eq!(
            told.rows().iter().map(|row| row.id).collect::<Vec<_>>(),
            hashes(&["wamid.A=", "wamid.B="]),
            "{what}"
        );
    }
}

#[test]
fn bytes_that_are_no_text_spoil_nothing_but_themselves() {
    let (a, b) = two();
    let text = format!("{}\n{b}\n", a.replace("whatsapp\"", "whats\u{1}pp\""));
    let bytes: Vec<u8> = text.bytes().map(|byte| if byte == 1 { 0xFF } else { byte }).collect();
    let reader = recognise(&sample(&b), &Rules::default()).unwrap().reader;
    assert_eq!(tell_with(reader, &bytes).counts(), [2, 0, 0]);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(
        pieces in proptest::collection::vec((0_usize..8, 0_usize..400, ".{0,6}"), 1..12),
    ) {
        let wrapped = serde_json::to_string(&status("c", "failed")).unwrap();
        let sources = [
            status("a", "sent"), body(r#""messages":[{"id":"b","type":"text","text":{"body":"ü"}}]"#), wrapped,
            "{\n \"a\": [".to_owned(), "{&quot;".to_owned(), "\r\n".to_owned(), "{\"entry\":".to_owned(), "]}".to_owned(),
        ];
        let cut = |(source, length, noise): &(usize, usize, String)| {
            sources[*source].chars().take(*length).collect::<String>() + noise
        };
        let text: String = pieces.iter().map(cut).collect();
        let told = tell_with(Arc::new(Bodies { shape: Shape::Whole }), text.as_bytes());
        let account = told.intake.accounts.inputs.first().copied().unwrap_or_default();
        proptest::prop_assert_eq!(account.used(), told.intake.messages.len() as u64);
    }
}

/// This took minutes when every message looked through all contacts and kept the text of the body.
#[test]
fn a_long_body_is_read_in_one_go() {
    const MANY: usize = 50_000;
    let wrong = vec!["1"; MANY].join(",");
    let contact = |number| format!(r#"{{"wa_id":"{number}","user_id":"US.{number}"}}"#);
    let message = |number| format!(r#"{{"from":"{number}","id":"{number}","timestamp":"1790000000","type":"text"}}"#);
    let list = |item: &dyn Fn(usize) -> String| (0..MANY).map(item).collect::<Vec<_>>().join(",");
    let value = format!(r#""contacts":[{}],"messages":[{},{wrong}]"#, list(&contact), list(&message));
    let mut told = tell(&body(&value));
    assert_eq!((told.counts(), told.intake.aliases.len()), ([2 * MANY as u64, 0, MANY as u64], MANY));
}
