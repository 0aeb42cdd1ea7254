//! The program's manners: exit codes, one line for an error, nothing written when it fails, closed pipes.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const MESSAGES: &str = "\
message_id,customer,direction,sent_at,delivered_at,campaign
a,4915100000001,outbound,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,=spring
b,4915100000002,outbound,2026-10-01T10:00:00Z,,autumn
c,4915100000003,sideways,2026-10-01T10:00:00Z,,autumn
";

fn program(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    command.current_dir(folder).env_remove("COLUMNS").env_remove("WA_KPI_CONFIG").args(line.split_whitespace());
    command
}

fn run(folder: &Path, line: &str) -> Output {
    program(folder, line).output().unwrap()
}

fn shop() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("messages.csv"), MESSAGES).unwrap();
    folder
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn without_arguments_it_helps_and_fails() {
    let output = run(shop().path(), "");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && text(&output.stderr).contains("Usage: wa-kpi"));
}

#[test]
fn an_error_is_one_line_and_nothing_is_written() {
    let folder = shop();
    for line in [
        "report",
        "report missing.csv -o report.csv",
        "report messages.csv --strict -o report.csv --rejects rejected.csv",
        "report messages.csv -o report.csv -o missing/report.json",
        "report messages.csv -o messages.csv",
        "report messages.csv --by campain -o report.csv",
        "report messages.csv --since 2026-13-01 -o report.csv",
        "report messages.csv --since 2026-10-02 --until 2026-10-01 -o report.csv",
        "kpis no_such_kpi",
    ] {
        let output = run(folder.path(), line);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line}: {said}");
        assert!(said.starts_with("wa-kpi: ") && said.lines().count() == 1, "{line}: {said}");
        assert!(output.stdout.is_empty(), "{line}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{line}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("messages.csv")).unwrap(), MESSAGES);
}

#[test]
fn several_files_are_written_and_standard_output_stays_empty() {
    let folder = shop();
    let output = run(folder.path(), "report messages.csv --by campaign -o r.csv -o r.json -o r.txt --rejects x.csv");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), ""));
    assert_eq!(text(&output.stderr), "wa-kpi: 1 of 3 records were rejected\n");
    let written = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(written("r.csv").contains(",'=spring,messages_sent,count,1,"));
    assert!(written("r.json").contains("\"campaign\": \"=spring\""));
    assert!(written("r.txt").contains("=spring"));
    assert!(written("x.csv").starts_with("file,line,reason,text\r\nmessages.csv,4,"));
    // Reports beside the export are not read again.
    let again = run(folder.path(), "report . -f csv --quiet --by campaign");
    assert_eq!((text(&again.stdout), text(&again.stderr)), (written("r.csv").as_str(), ""));
}

#[test]
fn the_same_question_has_the_same_bytes_as_answer_whatever_the_number_of_threads() {
    let folder = shop();
    for format in ["table", "csv", "json"] {
        let once =
            |threads: u8| run(folder.path(), &format!("report messages.csv -f {format} --threads {threads}")).stdout;
        assert_eq!(once(1), once(4), "{format}");
    }
}

#[test]
fn colours_are_for_terminals_and_for_those_who_insist() {
    let folder = shop();
    let coloured = |line: &str| text(&run(folder.path(), line).stdout).contains('\u{1b}');
    assert!(!coloured("report messages.csv"));
    assert!(coloured("report messages.csv --color always"));
    assert!(!coloured("report messages.csv --color never"));
}

#[test]
fn a_closed_pipe_is_success() {
    let folder = shop();
    let mut child =
        program(folder.path(), "kpis --format json").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}
