//! Sources of one's own, as `[[source]]` tables of the settings describe them: read, forced, listed, refused.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The example of the documentation, with every key that a plain table can have.
const CRM: &str = r#"
currency = "EUR"

[[source]]
id = "our-crm"
table = "messages"
recognise = ["Msg Ref", "Cust Phone"]
columns = { message_id = "Msg Ref", customer = ["Cust Phone", "Cust Mobile"], status = "Result", sent_at = "Sent" }
values = { status = { "OK" = "delivered", "NOK" = "failed" } }
constants = { direction = "outbound", campaign = "spring" }
time_format = "%d.%m.%Y %H:%M"
timezone = "Europe/Berlin"
delimiter = ";"
"#;

const CRM_FILE: &str = "Msg Ref;Cust Phone;Cust Mobile;Result;Sent\n\
    a-1;15550002221;;OK;01.10.2026 10:00\n\
    a-2;;15550002222;NOK;02.10.2026 10:00\n\
    a-3;15550002223;15550002224;ok;03.10.2026 00:30\n";

/// Kinds of rows, of a table and of JSON.
const DESK: &str = r#"
[[source]]
id = "our-desk"
name = "Our desk"
tells = ["messages", "conversations"]
timezone = "UTC"

[[source.rows]]
table = "messages"
recognise = ["Ref", "Number", "Way"]
when = { Way = "in" }
constants = { direction = "inbound" }
columns = { message_id = "Ref", customer = "Number", at = "When" }

[[source.rows]]
table = "messages"
recognise = ["Ref", "Number", "Way"]
constants = { direction = "outbound" }
columns = { message_id = "Ref", customer = "Number", at = "When" }

[[source.rows]]
format = "json"
ignore = "a test"
recognise = ["ref", "who.number"]
when = { test = "true" }

[[source.rows]]
format = "json"
table = "messages"
recognise = ["ref", "who.number"]
constants = { direction = "outbound" }
columns = { message_id = "ref", customer = "who.number", sent_at = "at", status = "state" }
"#;

fn folder(settings: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("exports")).unwrap();
    fs::write(folder.path().join("wa-kpi.toml"), settings).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join("exports").join(name), text).unwrap();
    }
    folder
}

fn run(folder: &Path, line: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    command.args(line.split_whitespace()).current_dir(folder).env("COLUMNS", "80").env_remove("WA_KPI_CONFIG");
    command.output().expect("the program starts")
}

fn printed(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(folder: &Path, line: &str) -> Value {
    serde_json::from_str(&printed(folder, line)).expect("JSON")
}

fn refused(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    assert_eq!(output.status.code(), Some(2), "{line}");
    String::from_utf8(output.stderr).unwrap()
}

fn value(report: &Value, kpi: &str) -> f64 {
    let rows = report["rows"].as_array().unwrap();
    rows.iter().find(|row| row["kpi"] == kpi && row["group"] == serde_json::json!({})).unwrap()["value"]
        .as_f64()
        .unwrap_or(f64::NAN)
}

#[test]
fn every_key_of_the_documented_example_works() {
    let folder = folder(CRM, &[("crm.csv", CRM_FILE)]);
    let report = json(folder.path(), "report exports -f json --by campaign");
    assert_eq!((value(&report, "messages_sent"), value(&report, "messages_failed")), (3.0, 1.0));
    assert_eq!(report["inputs"][0]["source"], "our-crm");
    // Half past midnight in Berlin is another day in UTC.
    assert_eq!(report["period"]["as_of"], "2026-10-02T22:30:00Z");
    assert!(report["rows"].as_array().unwrap().iter().any(|row| row["group"]["campaign"] == "spring"));
    let inspection = json(folder.path(), "inspect exports -f json");
    let columns = &inspection["files"][0]["columns"];
    assert_eq!(columns[2], serde_json::json!({"column": "Cust Mobile", "becomes": "messages.customer"}));
}

#[test]
fn tables_and_json_of_several_kinds_are_one_source() {
    let csv = "Ref,Number,Way,When\nb-1,15550002221,out,2026-10-01 10:00\nb-2,15550002221,in,2026-10-01 11:00\n";
    let lines = "{\"ref\":\"b-3\",\"who\":{\"number\":\"15550002222\"},\"at\":1790850000,\"state\":\"read\"}\n\
                 {\"ref\":\"b-4\",\"who\":{\"number\":\"15550002222\"},\"at\":1790850000,\"test\":true}\n";
    let folder = folder(DESK, &[("desk.csv", csv), ("desk.jsonl", lines)]);
    let report = json(folder.path(), "report exports -f json");
    assert_eq!((value(&report, "messages_sent"), value(&report, "messages_received")), (2.0, 1.0));
    let sources: Vec<&Value> = report["inputs"].as_array().unwrap().iter().map(|input| &input["source"]).collect();
    assert_eq!(sources, ["our-desk", "our-desk"]);
    assert_eq!(report["inputs"][1]["ignored"], 1);
}

#[test]
fn ones_own_source_wins_over_built_in_ones_unless_any_product_may_have_it() {
    // A built-in source knows this table, too.
    let file = "message_id,customer,direction,sent_at\nc-1,15550002221,outbound,2026-10-01T10:00:00Z\n";
    let own = "[[source]]\nid = \"ours\"\ntable = \"messages\"\nrecognise = [\"message_id\"]\n\
               columns = { message_id = \"message_id\", customer = \"customer\", sent_at = \"sent_at\" }\n\
               constants = { direction = \"outbound\" }\n";
    let source = |settings: &str, line: &str| {
        json(folder(settings, &[("x.csv", file)]).path(), line)["inputs"][0]["source"].clone()
    };
    assert_eq!(source(own, "report exports -f json"), "ours");
    assert_eq!(source(&format!("{own}generic = true\n"), "report exports -f json"), "canonical");
    assert_eq!(source(&format!("{own}generic = true\n"), "report ours:exports/x.csv -f json"), "ours");
    assert_eq!(source(own, "report canonical:exports/x.csv -f json"), "canonical");
}

#[test]
fn a_source_of_ones_own_can_be_forced_listed_and_explained() {
    let folder = folder(&format!("{CRM}{DESK}"), &[("crm.csv", CRM_FILE)]);
    let folder = folder.path();
    assert!(printed(folder, "report our-crm:exports/crm.csv -f csv").contains("messages_sent"));
    let wrong = "`exports/crm.csv`: does not look like `our-desk` (Our desk): see `wa-kpi sources our-desk`";
    assert!(refused(folder, "report our-desk:exports/crm.csv").contains(wrong));
    let unknown = refused(folder, "report our-crn:exports/crm.csv");
    assert!(unknown.contains("there is no source \"our-crn\": did you mean \"our-crm\"?"), "{unknown}");
    assert!(refused(folder, "sources our-crn").contains("did you mean \"our-crm\"?"));
    let list = printed(folder, "sources");
    assert!(
        list.starts_with("Your own  [[source]] of the settings\n") && list.contains("our-desk  Our desk"),
        "{list}"
    );
    let one = printed(folder, "sources our-crm");
    assert!(one.contains("Reads messages") && one.contains("customer    ←  Cust Phone | Cust Mobile"), "{one}");
    assert_eq!(json(folder, "sources our-crm -f json")["reads"][0]["columns"][0][1][0], "Msg Ref");
    assert!(printed(folder, "sources our-crm -f md").starts_with("## `our-crm`"));
}
