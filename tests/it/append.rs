//! `--append`: a cron job run twice changes nothing, other rows stay byte for byte, and two runs at once lose nothing.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::program::root;

fn program(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    command.current_dir(folder).env_remove("WA_KPI_CONFIG").args(line.split_whitespace());
    command
}

fn run(folder: &Path, line: &str) -> Output {
    program(folder, line).stdin(Stdio::null()).output().expect("the program starts")
}

/// Runs what must succeed; what it says on standard error.
fn done(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{line}: {said}");
    said
}

fn refused(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{line}: {said}");
    said
}

fn shop() -> String {
    root().join("examples/shop/send-log.csv").display().to_string()
}

fn day(day: u8) -> String {
    format!("--since 2026-09-{day:02} --until 2026-09-{day:02}")
}

fn read(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("kpis.csv")).expect("the file was written")
}

/// The rows below the header, by the day on which their period begins.
fn days(csv: &str) -> Vec<&str> {
    let mut days: Vec<&str> = csv.lines().skip(1).map(|line| &line[..10]).collect();
    days.dedup();
    days
}

#[test]
fn a_run_repeated_changes_nothing_and_periods_stand_in_order() {
    let (folder, shop) = (tempfile::tempdir().expect("a folder"), shop());
    let ask = |number: u8| format!("report {shop} --by campaign -o kpis.csv --append {}", day(number));
    for number in [20, 18, 19] {
        assert_eq!(done(folder.path(), &ask(number)), "");
    }
    let once = read(&folder);
    assert_eq!(days(&once), ["2026-09-18", "2026-09-19", "2026-09-20"]);
    for number in [19, 18, 20] {
        done(folder.path(), &ask(number));
    }
    assert!(read(&folder) == once, "a repeated run changed the file");

    let alone = run(folder.path(), &format!("report {shop} --by campaign -f csv {}", day(19)));
    let alone = String::from_utf8_lossy(&alone.stdout).into_owned();
    let of_day: Vec<&str> = once.lines().filter(|line| line.starts_with("2026-09-19")).collect();
    assert_eq!(of_day, alone.lines().skip(1).collect::<Vec<_>>(), "the rows of a day are its report in its order");
}

#[test]
fn rows_of_others_survive_byte_for_byte_and_stale_ones_are_replaced() {
    let (folder, shop) = (tempfile::tempdir().expect("a folder"), shop());
    done(folder.path(), &format!("report {shop} --kpi messages_sent,delivery_rate -o kpis.csv {}", day(19)));
    let fresh = read(&folder);
    let (header, rows) = fresh.split_once("\r\n").expect("a header");
    let odd = "2026-09-01T00:00:00Z,2026-09-02T00:00:00Z,\"my \"\"own\"\"\r\nfigure\",count,1.50,,,,,,,,,,'=1+1\n";
    let stale = rows.replace(",share,", ",share,0.123456");
    fs::write(folder.path().join("kpis.csv"), format!("\u{FEFF}{header}\n{stale}{odd}")).expect("a file");
    done(folder.path(), &format!("report {shop} --kpi messages_sent,delivery_rate -o kpis.csv --append {}", day(19)));
    let expected = format!("\u{FEFF}{header}\n{odd}{}", rows.replace("\r\n", "\n"));
    assert_eq!(read(&folder), expected);
}

#[test]
fn what_cannot_be_appended_to_is_an_error_that_says_what_to_do_and_stays_as_it_is() {
    let (folder, shop) = (tempfile::tempdir().expect("a folder"), shop());
    done(folder.path(), &format!("report {shop} --kpi messages_sent -o kpis.csv --append {}", day(19)));
    let before = read(&folder);
    let ask = |options: &str| format!("report {shop} --kpi messages_sent {options} {}", day(19));
    for (options, said) in [
        ("--append", "--output"),
        ("-o kpis.json --append", "--append adds to a CSV file and none is written"),
        ("-o kpis.csv --append --by agent", "the report has columns that it lacks: agent; ask as before (--by"),
        ("-o kpis.csv --append --compare previous", "lacks: baseline_value, change, p, p_adjusted;"),
    ] {
        let refused = refused(folder.path(), &ask(options));
        assert!(refused.contains(said), "{options}: {refused}");
    }
    fs::write(folder.path().join("kpis.csv"), format!("{before}1,2\r\n")).expect("a file");
    let said = refused(folder.path(), &ask("-o kpis.csv --append"));
    assert!(said.contains("cannot append to kpis.csv: line 3 has 2 cells, expected 15"), "{said}");
    assert_eq!(read(&folder), format!("{before}1,2\r\n"));
}

#[test]
fn an_open_period_is_replaced_by_the_next_and_that_is_said() {
    let (folder, shop) = (tempfile::tempdir().expect("a folder"), shop());
    let ask = format!("report {shop} --kpi messages_sent -o kpis.csv --append");
    assert!(done(folder.path(), &ask).contains("the period is open"));
    let once = read(&folder);
    assert_eq!(done(folder.path(), &format!("{ask} --quiet")), "");
    assert_eq!(read(&folder), once);
    done(folder.path(), &format!("{ask} --last 7d"));
    assert_eq!(read(&folder).lines().count(), 3, "rows without a period stand before all others");
    assert!(read(&folder).starts_with(&once));
}

#[test]
fn other_files_beside_the_appended_one_are_replaced_as_ever() {
    let (folder, shop) = (tempfile::tempdir().expect("a folder"), shop());
    let ask = |number: u8| format!("report {shop} -o kpis.csv -o kpis.json -o kpis.txt --append {}", day(number));
    done(folder.path(), &ask(18));
    done(folder.path(), &ask(19));
    let json = fs::read_to_string(folder.path().join("kpis.json")).expect("a file");
    assert!(json.contains("\"since\": \"2026-09-19") && !json.contains("2026-09-18T"), "{json}");
    assert_eq!(days(&read(&folder)).len(), 2);
}

#[test]
fn runs_at_once_lose_no_rows() {
    let (folder, shop) = (tempfile::tempdir().expect("a folder"), shop());
    let runs: Vec<_> = (11..=20)
        .map(|number| {
            let line = format!("report {shop} --kpi messages_sent,open_rate -o kpis.csv --append {}", day(number));
            program(folder.path(), &line).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts")
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(days(&read(&folder)).len(), 10);
    assert_eq!(read(&folder).lines().count(), 1 + 10 * 2);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "no lock stays behind");
}

/// Where folders are no files another file is locked.
#[cfg(unix)]
#[test]
fn a_run_that_waits_in_vain_for_another_says_so_and_writes_nothing() {
    let (folder, shop) = (tempfile::tempdir().expect("a folder"), shop());
    let locked = File::open(folder.path()).expect("a folder");
    locked.lock().expect("nobody else has it");
    let said = refused(folder.path(), &format!("report {shop} -o kpis.csv --append"));
    assert!(said.contains("another run is writing to"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    drop(locked);
    done(folder.path(), &format!("report {shop} -o kpis.csv --append"));
}
