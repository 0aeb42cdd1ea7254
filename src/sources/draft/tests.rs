//! Made-up files that nothing recognises, and what is suggested for them.

use super::*;
use crate::sources::values::{DateOrder, TimeRules};

fn with(path: &str, content: &str, rules: &Rules) -> Stranger {
    let sample = Sample::new(path, content, true);
    Stranger::of(&sample, rules)
}

/// The suggested text, what it lacks, and the nearest source in words.
fn told(path: &str, content: &str) -> (String, Option<String>, Option<String>) {
    let Stranger { nearest, suggestion, .. } = with(path, content, &Rules::default());
    let nearest = nearest.map(|nearest| format!("{}: {}", nearest.source, nearest.words()));
    let (text, lacks) = suggestion.map(|suggestion| (suggestion.text, suggestion.lacks)).unwrap_or_default();
    (text, lacks, nearest)
}

const REPAIRS: &str = "Werkstatt Nord\n\nVorgangsnr;Telefonnummer;Aktion;Gesendet am;Filiale\n\
    17;4915100000001;spring;13.10.2026 10:00;Mitte\n18;4915100000002;spring;13.10.2026 11:00;Nord\n";

#[test]
fn a_table_is_told_by_its_header_and_a_source_is_written_for_it() {
    let (text, lacks, nearest) = told("exports/Vorgang-2026-10.csv", REPAIRS);
    assert_eq!(
        text,
        "[[source]]\nid = \"vorgang\"\ntable = \"messages\"\n\
         recognise = [\"Telefonnummer\", \"Vorgangsnr\", \"Filiale\", \"Gesendet am\"]\n\
         columns.customer = \"Telefonnummer\"\ncolumns.sent_at = \"Gesendet am\"\nconstants.direction = \"outbound\"\n\
         # not used yet: Vorgangsnr, Aktion, Filiale\n\
         # to do: its times name no zone: add timezone = \"Europe/Berlin\", or whichever it is\n"
    );
    assert!(lacks.is_some_and(|lacks| lacks.contains("timezone")));
    let nearest = nearest.unwrap();
    assert!(nearest.starts_with("campaign-csv: has customer (`Telefonnummer`), lacks "), "{nearest}");
}

#[test]
fn what_the_user_says_of_times_is_written_down() {
    let times = TimeRules {
        input_tz: Some(chrono_tz::Europe::Berlin),
        date_order: Some(DateOrder::DayMonthYear),
        ..TimeRules::default()
    };
    let rules = Rules { times, ..Rules::default() };
    let suggestion = with("vorgang.csv", &REPAIRS.replace("13.10.", "03.10."), &rules).suggestion.unwrap();
    assert_eq!(suggestion.lacks, None, "{}", suggestion.text);
    assert!(suggestion.text.contains("timezone = \"Europe/Berlin\"\n"), "{}", suggestion.text);
}

#[test]
fn paths_of_json_lead_to_values_and_keys_that_are_values_are_left_out() {
    let json = r#"{"total":3,"items":[{"ref":"a","who":{"phone":"1","15550002222":1},"tags":["a"],
        "sent_at":"2026-10-01T10:00:00Z"},{"ref":"b"}]}"#;
    let (text, lacks, _) = told("log.json", json);
    assert_eq!(lacks, None);
    assert!(text.contains("format = \"json\"\n") && text.contains("columns.customer = \"who.phone\"\n"), "{text}");
    assert!(text.ends_with("# not used yet: ref, tags[]\n") && !text.contains("1555"), "{text}");
}

#[test]
fn rows_are_never_taken_for_a_header() {
    for content in [
        "Max Mustermann,Berlin,15550002222\nAnna Beispiel,Bonn,15550002223\n",
        "Max Mustermann,Berlin\nAnna Beispiel,Bonn\n",
        "ada@example.com,spring,12\nbob@example.com,spring,13\n",
        "Dear all,\nthank you, we got it.\nBest, Ada\n",
        "# Files\n\n| file 1 | what |\n|---|---|\n| from Ada | letters |\n| to Bob 7 | letters 2026 |\n",
        "Name,Phone 1\nAda Example,Berlin\nBob Example,17\nCy Example,18\n",
        "\u{0}\u{1}binary",
        "{\"15550002222\": {\"4915100000001\": 1}}",
        r#"{"ada": {"sent": 1}, "bob": {"sent": 2}, "cy": {"sent": 3}}"#,
        "",
    ] {
        assert_eq!(told("x.csv", content), (String::new(), None, None), "{content}");
    }
}

#[test]
fn signs_that_nobody_expects_are_named_and_so_is_what_cannot_be_guessed() {
    let (text, lacks, _) = told("2026.csv", "Filiale^\"Kasse \"\"A\"\"\"^Name + Ort\nMitte^17^x\nNord^18^y\n");
    assert!(text.contains("id = \"our-export\"\n") && text.contains("delimiter = \"^\"\n"), "{text}");
    assert!(!text.contains("Name + Ort") && text.contains("Kasse"), "{text}");
    assert_eq!(
        lacks.as_deref(),
        Some("say which columns hold customer and direction and a time (at, sent_at, delivered_at, read_at)")
    );
}

#[test]
fn an_id_is_no_other_source_s() {
    assert!(told("canonical.csv", REPAIRS).0.contains("id = \"our-canonical\""));
}

#[test]
fn a_canonical_table_without_a_required_column_is_near_to_one() {
    let (_, _, nearest) = told("m.csv", "message_id,customer,campaign_x\na-1,15550002222,7\n");
    assert_eq!(nearest.as_deref(), Some("canonical: has `message_id` and `customer`, lacks `direction`"));
}
