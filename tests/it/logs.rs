//! Standard error: what is said by default, on demand and never, as text and as JSON; and nobody is ever asked.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// One row is rejected.
const LOG: &str = "\
message_id,customer,direction,sent_at,delivered_at
a,4915100000001,outbound,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z
b,4915100000002,sideways,2026-10-01T10:00:00Z,
";

fn run(folder: &Path, line: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    command.current_dir(folder).env_remove("WA_KPI_CONFIG").env_remove("WA_KPI_KEY");
    command.args(line.split_whitespace()).stdin(Stdio::null()).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it speaks UTF-8")
}

fn home() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("log.csv"), LOG).expect("a file");
    fs::write(folder.path().join("wa-kpi.toml"), "timezone = \"Europe/Berlin\"\n").expect("a file");
    folder
}

/// The lines of standard error, each an object.
fn lines(output: &Output) -> Vec<Value> {
    let line = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    said(output).lines().map(line).collect()
}

fn messages(lines: &[Value]) -> Vec<&str> {
    lines.iter().filter_map(|line| line["message"].as_str()).collect()
}

#[test]
fn by_default_remarks_are_said_and_with_quiet_only_errors() {
    let home = home();
    let ask = |rest: &str| run(home.path(), &format!("report log.csv -f csv {rest}"));
    assert_eq!(said(&ask("")), "wa-kpi: 1 of 2 records were rejected; --rejects FILE writes them\n");
    assert_eq!(said(&ask("--quiet")), "");
    let error = said(&ask("--quiet --strict"));
    assert!(error.starts_with("wa-kpi: log.csv:3: ") && error.lines().count() == 1, "{error}");
    assert!(said(&ask("--quiet -v")).contains("cannot be used with"));
}

#[test]
fn on_demand_it_tells_version_settings_inputs_memory_phases_and_files() {
    let home = home();
    let ask = |rest: &str| run(home.path(), &format!("report log.csv -o kpis.csv {rest}"));
    let told = said(&ask("-v"));
    for what in [
        concat!("wa-kpi ", env!("CARGO_PKG_VERSION")),
        "settings of wa-kpi.toml",
        "log.csv: canonical, 2 records = 1 used + 0 duplicates + 0 ignored + 1 rejected",
        "memory: ",
        "records are read (",
        "measures are taken (",
        "wrote ",
    ] {
        assert!(told.contains(what), "{what}\n{told}");
    }
    assert!(said(&ask("-vv")).lines().count() > told.lines().count());
    // What is told has no say in what is written.
    let before = fs::read(home.path().join("kpis.csv")).expect("a file");
    ask("");
    assert_eq!(fs::read(home.path().join("kpis.csv")).expect("a file"), before);
}

#[test]
fn with_json_every_line_is_an_object_whatever_happens() {
    let home = home();
    let log = lines(&run(home.path(), "report log.csv -o kpis.csv -v --log-format json"));
    let input = log.iter().find(|line| line["source"] == "canonical").expect("the input is told");
    assert_eq!((&input["path"], &input["used"], &input["level"]), (&"log.csv".into(), &1.into(), &"info".into()));
    let phases: Vec<&str> = log.iter().filter_map(|line| line["phase"].as_str()).collect();
    assert_eq!(phases, ["recognise", "read", "prepare", "measure", "write"]);
    assert!(log.iter().all(|line| line["time"].is_string() && line["elapsed_seconds"].is_number()));
    assert!(log.iter().filter(|line| line["phase"].is_string()).all(|line| line["took_seconds"].is_number()));

    for line in [
        "report log.csv -f csv --log-format json",
        "report missing.csv --log-format json",
        "report log.csv --log-format json --nonsense",
        "report --log-format=json log.csv --by campain",
        "convert log.csv -o tables --log-format json",
        "convert log.csv -o log.csv --log-format json",
        "convert log.csv -o tables --pseudonymize --log-format json",
        "inspect missing.csv --log-format json",
        "init -o wa-kpi.toml --log-format json",
        "init --force --log-format json",
    ] {
        let output = run(home.path(), line);
        let told = lines(&output);
        assert!(!told.is_empty(), "{line} says nothing");
        let level = if output.status.code() == Some(2) { "error" } else { "warn" };
        assert_eq!(told.last().expect("a line")["level"], level, "{line}: {:?}", messages(&told));
    }
}

#[test]
fn nobody_is_ever_asked_anything() {
    let home = home();
    let zoneless = "message_id,customer,direction,sent_at\na,4915100000001,outbound,01.02.2026 10:00\n";
    fs::write(home.path().join("send.csv"), zoneless).expect("a file");
    for line in [
        "report log.csv -o kpis.csv",
        "report send.csv",
        "report log.csv -o kpis.csv --append",
        "convert log.csv -o tables --pseudonymize",
        "init -o wa-kpi.toml",
        "inspect log.csv",
        "kpis",
    ] {
        // Whoever asked here would wait for ever: nothing is written to standard input, and it stays open.
        let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
        command.current_dir(home.path()).args(line.split_whitespace()).env_remove("WA_KPI_KEY");
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let standard_input = child.stdin.take();
        assert!(child.wait().expect("it ends").code().is_some(), "{line}");
        drop(standard_input);
    }
}
