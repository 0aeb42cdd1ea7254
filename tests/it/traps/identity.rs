//! Traps 13 to 16: who is who.

use super::{Files, status};

#[test]
fn trap_13_every_written_form_of_a_number_is_one_customer() {
    let forms = [
        "+15550002222",
        "15550002222",
        "0015550002222",
        "whatsapp:+15550002222",
        "15550002222@c.us",
        "15550002222@s.whatsapp.net",
        "+1 555 000-2222",
        "+1\u{A0}(555)\u{A0}000\u{2011}2222",
        "\u{202A}+1 555 000 2222\u{202C}",
        "'+15550002222",
        "15550002222.0",
    ];
    let rows: String = forms
        .iter()
        .enumerate()
        .map(|(number, form)| format!("m{number},{form},outbound,2026-10-01T10:00:0{}Z\n", number % 10))
        .collect();
    let files = Files::one("messages.csv", &format!("message_id,customer,direction,sent_at\n{rows}"));
    assert_eq!(files.value("recipients", &[]), Some(1.0));
}

#[test]
fn trap_13_a_number_that_a_spreadsheet_cut_is_refused_with_its_reason() {
    for form in ["1.5550002222E+10", "\"1,55E+10\""] {
        let content = format!(
            "message_id,customer,direction,sent_at\nm1,{form},outbound,2026-10-01T10:00:00Z\nm2,15550002222,outbound,2026-10-01T10:00:00Z\n"
        );
        let files = Files::one("messages.csv", &content);
        assert_eq!(files.counts(&[]), [2, 1, 0, 0, 1]);
        let campaign = content
            .replace("message_id,customer,direction,sent_at", "ref,phone,status,sent at")
            .replace("outbound", "sent");
        assert_eq!(Files::one("broadcast.csv", &campaign).counts(&[]), [2, 1, 0, 0, 1]);
    }
}

#[test]
fn trap_14_brazil_mexico_and_argentina_write_a_number_in_two_ways() {
    let pairs =
        [("5511987654321", "551187654321"), ("5215512345678", "525512345678"), ("5491123456789", "541123456789")];
    for (one, other) in pairs {
        let content = format!(
            "message_id,customer,direction,sent_at\na,{one},outbound,2026-10-01T10:00:00Z\nb,{other},outbound,2026-10-01T10:00:01Z\n"
        );
        assert_eq!(Files::one("messages.csv", &content).value("recipients", &[]), Some(1.0), "{one} {other}");
    }
}

#[test]
fn trap_15_a_user_id_beside_a_number_is_the_same_customer_before_and_after() {
    let both = status("wamid.B", "sent", "\"1790000100\"", "15550002222")
        .replace("\"recipient_id\"", "\"recipient_user_id\":\"US.1349\",\"recipient_id\"");
    let id_alone = status("wamid.C", "sent", "\"1790000200\"", "")
        .replace("\"recipient_id\":\"\"", "\"recipient_user_id\":\"US.1349\"");
    let number_alone = status("wamid.A", "sent", "\"1790000000\"", "15550002222");
    let files = Files::one("log.jsonl", &format!("{id_alone}\n{number_alone}\n{both}\n"));
    assert_eq!(files.value("recipients", &[]), Some(1.0));
}

#[test]
fn trap_16_neither_numbers_nor_message_ids_that_hold_them_leave_the_program() {
    let log = status("wamid.HBgLMTU1NTAwMDIyMjIVAgARGBI=", "sent", "\"1790000000\"", "15550002222");
    let files = Files::one("log.jsonl", &format!("{log}\n{}\n", &log[..200]));
    let report = files.report(&["--by", "campaign"]).to_string();
    assert!(!report.contains("15550002222") && !report.contains("HBgL"), "{report}");
}
