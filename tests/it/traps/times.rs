//! Traps 17 to 21: times, zones, dates, durations.

use super::Files;

fn sent_at(time: &str) -> Files {
    Files::one("messages.csv", &format!("message_id,customer,direction,sent_at\nm,15550002222,outbound,\"{time}\"\n"))
}

#[track_caller]
fn reads(time: &str, expected: &str, options: &[&str]) {
    let report = sent_at(time).report(options);
    assert_eq!(report["period"]["as_of"], expected, "{time}");
}

#[test]
fn trap_17_epochs_of_every_unit() {
    for epoch in ["1790000000", "1790000000000", "1790000000000000", "1790000000000000000", "1790000000.0"] {
        reads(epoch, "2026-09-21T14:13:20Z", &[]);
    }
}

#[test]
fn trap_18_written_times_of_every_form() {
    for time in [
        "2026-10-31T22:59:12Z",
        "2026-10-31T22:59:12+00:00",
        "2026-11-01T00:59:12+0200",
        "2026-10-31 22:59:12",
        "Sat, 31 Oct 2026 22:59:12 +0000",
        "Sat Oct 31 22:59:12 +0000 2026",
        "31/10/2026 22:59:12",
        "10/31/2026 10:59:12\u{202F}PM",
        "31.10.2026 10:59:12 p. m.",
        "October 31, 2026 22:59:12",
        "46326.95777777778",
    ] {
        reads(time, "2026-10-31T22:59:12Z", &["--input-tz", "UTC"]);
    }
    for (date, day) in [("20261031", "2026-10-31"), ("Oct 31, 2026", "2026-10-31"), ("29/2/2028 01:16", "2028-02-29")] {
        let report = sent_at(date).report(&["--input-tz", "UTC"]);
        assert!(report["period"]["as_of"].as_str().is_some_and(|time| time.starts_with(day)), "{date}");
    }
}

const CAMPAIGN: &str = "phone,status,sent at\n15550002222,delivered,";

#[test]
fn trap_19_the_order_of_day_and_month_is_proven_or_asked_for() {
    let asked = Files::one("broadcast.csv", &format!("{CAMPAIGN}03/04/2026 10:00\n"));
    let zone = ["--input-tz", "UTC"];
    let refusal = asked.refusal(&zone);
    assert!(refusal.contains("--date-order"), "{refusal}");
    let month = |files: &Files, options: &[&str]| {
        let report = files.report(&[&["--kpi", "messages_sent", "--by", "month"], options].concat());
        report["rows"][1]["group"]["month"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(month(&asked, &["--input-tz", "UTC", "--date-order", "dmy"]), "2026-04");
    assert_eq!(month(&asked, &["--input-tz", "UTC", "--date-order", "mdy"]), "2026-03");
    let proven =
        Files::one("broadcast.csv", &format!("{CAMPAIGN}03/04/2026 10:00\n15550003333,read,30/04/2026 10:00\n"));
    assert_eq!(month(&proven, &zone), "2026-04");
}

#[test]
fn trap_19_the_proof_may_stand_far_behind_the_beginning() {
    let rows: String = (0..20_000).map(|number| format!("1555{number:07},delivered,03/04/2026 10:00\n")).collect();
    let files =
        Files::one("broadcast.csv", &format!("phone,status,sent at\n{rows}15550003333,read,30/04/2026 10:00\n"));
    let report = files.report(&["--input-tz", "UTC", "--kpi", "messages_sent", "--by", "month"]);
    assert_eq!(report["rows"][1]["group"]["month"], "2026-04");
}

#[test]
fn trap_20_a_local_time_needs_its_zone() {
    let files = Files::one("broadcast.csv", &format!("{CAMPAIGN}2026-07-01 10:00:00\n"));
    let refusal = files.refusal(&[]);
    assert!(refusal.contains("--input-tz"), "{refusal}");
    let report = files.report(&["--input-tz", "Europe/Berlin"]);
    assert_eq!(report["period"]["as_of"], "2026-07-01T08:00:00Z");
}

#[test]
fn trap_21_response_times_are_of_all_time_or_of_opening_hours_and_say_so() {
    // Friday evening to Monday morning.
    let files = Files::new(&[
        (
            "messages.csv",
            b"message_id,customer,direction,at\na,15550002222,inbound,2026-10-02T17:55:00Z\nb,15550002222,outbound,2026-10-05T09:05:00Z\n",
        ),
        ("wa-kpi.toml", b"[hours]\ntimezone = \"UTC\"\nmon = [\"09:00-18:00\"]\nfri = [\"09:00-18:00\"]\n"),
    ]);
    let settings = format!("{}/wa-kpi.toml", files.path());
    assert_eq!(files.value("first_response_time", &[]), Some(227_400.0));
    assert_eq!(files.value("first_response_time", &["--config", &settings, "--clock", "business"]), Some(600.0));
}
