//! `wa-kpi init`: what it writes is read by the program itself, and reports work with it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::program::root;

/// The program in a folder of its own, beside the invented exports.
fn run(folder: &Path, line: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    let line = line.replace("SHOP", &root().join("examples/shop").to_string_lossy());
    command.args(line.split_whitespace()).current_dir(folder).env("COLUMNS", "80").env_remove("WA_KPI_CONFIG");
    command.output().expect("the program starts")
}

fn said(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("exports")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join("exports").join(name), text).unwrap();
    }
    folder
}

fn settings(folder: &Path) -> String {
    fs::read_to_string(folder.join("wa-kpi.toml")).unwrap()
}

#[test]
fn the_shop_s_settings_name_its_currencies_and_reports_work_with_them() {
    let folder = folder(&[]);
    let folder = folder.path();
    assert_eq!(said(folder, "init SHOP --tz Europe/Berlin"), "wa-kpi: wrote wa-kpi.toml\n");
    let written = settings(folder);
    assert!(written.contains("\ntimezone = \"Europe/Berlin\"\n"), "{written}");
    assert!(written.contains("\n#currency = \"EUR\"\n") && written.contains("\n#USD = ?"), "{written}");
    assert!(written.contains("\nbusiness = [\""), "{written}");
    assert!(said(folder, "report SHOP --section delivery").contains("Europe/Berlin"));
}

#[test]
fn a_file_that_nothing_recognises_is_read_after_init() {
    let repairs =
        "Case;Mobile;Sent on;Outcome\n7001;15550002241;13.10.2026 09:12;x\n7002;15550002242;13.10.2026 10:40;y\n";
    // Two months of one format become one source, another format of the same name another one.
    let other = "Mobile,Sent on,Shop code,Who\n15550002243,2026-10-13 10:00,17,a\n";
    let exports = folder(&[("repairs-09.csv", repairs), ("repairs-10.csv", repairs), ("repairs.txt", other)]);
    let folder = exports.path();
    assert!(String::from_utf8(run(folder, "report exports").stderr).unwrap().contains("no source recognises any of 3"));
    let told = said(folder, "init exports");
    assert!(told.ends_with("; 2 tables [[source]] at its end are still to be filled in\n"), "{told}");
    assert!(settings(folder).contains("\n# to do: its times name no zone: add timezone = "));
    said(folder, "init exports --force --input-tz Europe/Berlin --quiet");
    let written = settings(folder);
    assert_eq!(written.matches("\n[[source]]\n").count(), 2, "{written}");
    assert!(written.contains("\nid = \"repairs\"\n") && written.contains("\nid = \"repairs-2\"\n"), "{written}");
    assert!(!written.contains("155500022"), "values are never shown: {written}");
    let report = said(folder, "report exports --section delivery");
    assert!(report.contains("Messages sent") && !report.contains("no source recognises"), "{report}");
    let inspection: serde_json::Value = serde_json::from_str(&said(folder, "inspect exports -f json")).unwrap();
    assert_eq!(inspection["files"][1]["source"], "repairs");
    assert_eq!(inspection["files"][1]["tables"], serde_json::json!(["messages"]));
}

#[test]
fn without_inputs_the_template_is_plain_and_nothing_is_replaced_unasked() {
    let exports = folder(&[("m.csv", "message_id,customer,direction,sent_at\nc-1,15550002221,outbound,1790850000\n")]);
    let folder = exports.path();
    said(folder, "init");
    let plain = settings(folder);
    assert!(plain.lines().all(|line| line.is_empty() || line.starts_with('#')), "{plain}");
    assert_eq!(said(folder, "init -o -"), plain);
    said(folder, "report exports");
    let refused = run(folder, "init exports --tz Asia/Tokyo");
    let told = "wa-kpi: wa-kpi.toml is there already: write elsewhere with -o, or replace it with --force\n";
    assert_eq!((refused.status.code(), String::from_utf8(refused.stderr).unwrap()), (Some(2), told.to_owned()));
    assert_eq!(settings(folder), plain);
}

#[test]
fn names_in_chats_and_numbers_of_ones_own_are_written_down() {
    let chat = "[1/13/26, 10:00:00] Acme Support: hello\n[1/13/26, 10:01:00] Zoe: hi\n";
    let exports = folder(&[("_chat.txt", chat)]);
    let folder = exports.path();
    said(folder, "init exports --input-tz UTC --business Acme_Support --business +15550001111");
    let written = settings(folder);
    assert!(written.contains("\nbusiness = [\"15550001111\"]\n"), "{written}");
    assert!(written.contains("\nsenders = [\"Acme Support\", \"Acme_Support\"]\n"), "{written}");
    let report = said(folder, "report exports --input-tz UTC --section response");
    assert!(report.contains("Response"), "{report}");
}

#[test]
fn an_inspection_for_programs_names_the_nearest_source_and_a_suggestion() {
    let inspection = crate::program::printed(&["inspect", "examples/own-format", "--format", "json"]);
    let inspection: serde_json::Value = serde_json::from_str(&inspection).unwrap();
    let stranger = &inspection["strangers"][0];
    assert_eq!(stranger["nearest"]["source"], "campaign-csv");
    assert_eq!(stranger["nearest"]["has"], serde_json::json!(["customer (`Mobile`)"]));
    assert!(stranger["suggestion"].as_str().unwrap().starts_with("[[source]]\nid = \"repairs\"\n"));
    assert!(!inspection.to_string().contains("1555"));
}
