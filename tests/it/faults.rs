//! What may go wrong outside of the program: full disks, read-only folders, files that vanish, a kill at any moment. Each
//! is one clear sentence, and what was there stays as it was.
//!
//! Small and read-only disks are real ones where the system lets anybody mount them; else the size of files is limited.
//! Which of the two was done is printed.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::program::root;

const PROGRAM: &str = env!("CARGO_BIN_EXE_wa-kpi");

fn program(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).env_remove("WA_KPI_CONFIG").args(line.split_whitespace()).stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn shell(arguments: &[&str], script: &str) -> Output {
    let (first, rest) = arguments.split_first().expect("a program");
    let mut command = Command::new(first);
    command.args(rest).arg(script).env("PROGRAM", PROGRAM).env("SHOP", root().join("examples/shop"));
    command.env_remove("WA_KPI_CONFIG").stdin(Stdio::null()).output().expect("a shell")
}

/// A shell that may mount, in a world of its own that is gone when it ends; none where the system allows no such thing.
fn mounting() -> Option<&'static [&'static str]> {
    let ways: [&[&str]; 2] =
        [&["unshare", "--mount", "sh", "-c"], &["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]];
    let works = |way: &&&[&str]| {
        let mut command = Command::new(way[0]);
        let script = "d=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs $d; s=$?; umount $d; rmdir $d; exit $s";
        let tried = command.args(&way[1..]).arg(script).stdin(Stdio::null()).output();
        tried.is_ok_and(|output| output.status.success())
    };
    ways.iter().find(works).copied()
}

/// Runs a script in an empty folder on a disk of so many kilobytes; what it prints. None where nobody may mount one.
fn on_a_disk_of(kilobytes: u32, script: &str) -> Option<Output> {
    let Some(way) = mounting() else {
        eprintln!("NOT MOUNTED: this system lets nobody mount a small disk");
        return None;
    };
    eprintln!("mounted: a disk of {kilobytes} KB");
    let home = tempfile::tempdir().expect("a folder");
    let disk = home.path().display();
    let whole = format!(
        "mount -t tmpfs -o size={kilobytes}k tmpfs {disk} && cd {disk} && {{ {script}\n}}; s=$?; cd /; umount {disk}; exit $s"
    );
    Some(shell(way, &whole))
}

/// What failed says one sentence about a file that cannot be written.
fn assert_refused(output: &Output, file: &str) {
    let said = text(&output.stderr);
    let (lines, starts) = (said.lines().count(), said.starts_with(&format!("wa-kpi: cannot write {file}")));
    assert!(lines == 1 && starts, "{said}");
}

const OLD: &str = "printf old > kpis.csv; printf old > kpis.json;";
const AFTER: &str = "echo code $?; cat kpis.csv kpis.json; echo; ls -A";

#[test]
fn on_a_full_disk_old_files_stay_and_none_of_several_is_replaced() {
    let run = "$PROGRAM report $SHOP -o kpis.csv -o kpis.json;";
    // The table fits, JSON with its breakdowns does not.
    if let Some(output) = on_a_disk_of(64, &format!("{OLD} {run} {AFTER}")) {
        assert_refused(&output, "kpis.json: No space left on device");
        assert_eq!(text(&output.stdout), "code 2\noldold\nkpis.csv\nkpis.json\n");
    }
    // Everywhere: no file may become larger than a few blocks.
    let home = tempfile::tempdir().expect("a folder");
    let script = format!("cd {} && trap '' XFSZ && ulimit -f 64 && {OLD} {run} {AFTER}", home.path().display());
    let output = shell(&["sh", "-c"], &script);
    assert_refused(&output, "kpis.");
    assert_eq!(text(&output.stdout), "code 2\noldold\nkpis.csv\nkpis.json\n");
}

#[test]
fn tables_that_do_not_fit_leave_nothing() {
    for format in ["csv", "parquet"] {
        let run = format!("$PROGRAM convert $SHOP -o tables -f {format} --facts; echo code $?; ls -A");
        if let Some(output) = on_a_disk_of(64, &run) {
            assert_refused(&output, "tables/");
            assert!(text(&output.stderr).contains("No space left on device"), "{}", text(&output.stderr));
            assert_eq!(text(&output.stdout), "code 2\n", "{format}");
        }
    }
}

#[test]
fn appending_on_a_full_disk_keeps_every_row() {
    let first = "$PROGRAM report $SHOP/send-log.csv --kpi messages_sent --last 7d -o kpis.csv --append && cp kpis.csv /dev/shm/$$;";
    let fill = "head -c 90k /dev/zero > filler;";
    let second =
        "$PROGRAM report $SHOP/send-log.csv --by campaign,day --last 90d -o other.csv --append; echo code $?; ls -A;";
    let script = format!("{first} {fill} {second} cmp kpis.csv /dev/shm/$$ && echo same; rm /dev/shm/$$");
    if let Some(output) = on_a_disk_of(128, &script) {
        assert_refused(&output, "other.csv: No space left on device");
        assert_eq!(text(&output.stdout), "code 2\nfiller\nkpis.csv\nsame\n");
    }
}

#[test]
fn in_a_read_only_folder_the_old_file_stays() {
    let script = format!("{OLD} mount -o remount,ro . && $PROGRAM report $SHOP -o kpis.csv; {AFTER}");
    if let Some(output) = on_a_disk_of(64, &script) {
        assert_refused(&output, "kpis.csv: read-only filesystem");
        assert_eq!(text(&output.stdout), "code 2\noldold\nkpis.csv\nkpis.json\n");
    }
}

/// Messages enough for `--memory 1M` to spill.
fn many_messages(folder: &Path) {
    let mut log = String::from("message_id,customer,direction,sent_at,delivered_at,read_at\n");
    for number in 0..60_000_u32 {
        let (customer, minute) = (number * 7919 % 20_000, number / 60);
        let time = |second: u32| {
            format!("2026-10-{:02}T{:02}:{:02}:{second:02}Z", 1 + minute / 1440, minute / 60 % 24, minute % 60)
        };
        let row = format!(
            "m{number},1555{customer:07},outbound,{},{},{}\n",
            time(number % 50),
            time(number % 50 + 3),
            time(number % 50 + 9)
        );
        log.push_str(&row);
    }
    fs::write(folder.join("log.csv"), log).expect("a file");
}

#[test]
fn where_memory_is_short_and_the_temporary_folder_full_it_says_so_and_leaves_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    many_messages(home.path());
    let log = home.path().join("log.csv");
    let run = format!(
        "$PROGRAM report {} --memory 1M --temp . -o {}/kpis.csv; echo code $?; ls -A",
        log.display(),
        home.path().display()
    );
    if let Some(output) = on_a_disk_of(256, &run) {
        let said = text(&output.stderr);
        let told = "cannot write to the temporary folder .: free space there, or name another with --temp";
        assert!(said.contains(told) && said.contains("No space left on device") && said.lines().count() == 1, "{said}");
        assert_eq!(text(&output.stdout), "code 2\n");
    }
    assert_eq!(names(home.path()), ["log.csv"]);
}

#[test]
fn a_device_that_is_full_comes_before_files_and_so_does_standard_output() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("kpis.json"), "old").expect("a file");
    std::os::unix::fs::symlink("/dev/full", home.path().join("full.csv")).expect("a link");
    let shop = root().join("examples/shop/send-log.csv");
    let output = program(home.path(), &format!("report {} -o kpis.json -o full.csv", shop.display())).output();
    assert_refused(&output.expect("it starts"), "full.csv: No space left on device");
    let full = fs::File::options().write(true).open("/dev/full").expect("a device");
    let output = program(home.path(), &format!("report {} -o kpis.json -o -", shop.display())).stdout(full).output();
    let said = text(&output.expect("it starts").stderr);
    assert_eq!(said, "wa-kpi: cannot write to standard output: No space left on device (os error 28)\n");
    assert_eq!(fs::read(home.path().join("kpis.json")).expect("a file"), b"old");
    assert_eq!(names(home.path()), ["full.csv", "kpis.json"]);
}

#[test]
fn whoever_stops_reading_a_pipe_still_gets_the_files() {
    let home = tempfile::tempdir().expect("a folder");
    let shop = root().join("examples/shop/send-log.csv");
    let line = format!("report {} -o kpis.csv -f json", shop.display());
    let mut child = program(home.path(), &line).stdout(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert_eq!(names(home.path()), ["kpis.csv"]);
}

#[test]
fn a_file_that_vanishes_between_search_and_reading_is_told() {
    let home = tempfile::tempdir().expect("a folder");
    let [exports, temp] = ["exports", "temp"].map(|name| home.path().join(name));
    for folder in [&exports, &temp] {
        fs::create_dir(folder).expect("a folder");
    }
    let log = "message_id,customer,direction,sent_at\na,4915100000001,outbound,2026-10-01T10:00:00Z\n";
    for name in ["one.csv", "two.csv"] {
        fs::write(exports.join(name), log.replace("\na,", &format!("\n{name},"))).expect("a file");
    }
    // Folders are searched in the order of the command line, so standard input is copied once this one was.
    let mut child = program(home.path(), "report exports - --temp temp -f csv --kpi messages_sent -o kpis.json -o -")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(log.as_bytes()).expect("it reads");
    while names(&temp).is_empty() {
        sleep(Duration::from_millis(5));
    }
    fs::remove_file(exports.join("two.csv")).expect("it is there");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let report = fs::read_to_string(home.path().join("kpis.json")).expect("the report was written");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(report.contains("two.csv") && report.contains("left out"), "{report}");
    assert!(names(&temp).is_empty());
}

#[test]
fn a_file_that_vanishes_before_its_turn_to_be_read_is_an_error_that_names_it() {
    // The first file keeps the only thread busy while the second one is removed, nearly always.
    let refused = (0..10).find_map(|_| {
        let home = tempfile::tempdir().expect("a folder");
        many_messages(home.path());
        let second = home.path().join("next.csv");
        fs::copy(root().join("examples/shop/orders.csv"), &second).expect("a file");
        let line = "report log.csv next.csv --threads 1 -v -o kpis.csv";
        let mut child = program(home.path(), line).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut said = BufReader::new(child.stderr.take().expect("a pipe")).lines().map_while(Result::ok);
        said.find(|line| line.contains("2 files are recognised")).expect("it says so");
        fs::remove_file(&second).expect("it is there");
        let last = said.last().expect("it says more");
        let code = child.wait().expect("it ends").code();
        (code != Some(0)).then(|| (code, last, names(home.path())))
    });
    let (code, said, left) = refused.expect("it was never removed in time");
    assert_eq!(code, Some(2));
    assert!(said.contains("`next.csv`") && said.contains("No such file or directory"), "{said}");
    assert_eq!(left, ["log.csv"]);
}

#[test]
fn a_copy_of_standard_input_that_does_not_fit_is_told_and_removed() {
    let run = "yes message_id,customer,direction | head -c 1000000 | $PROGRAM report - --temp . ; echo code $?; ls -A";
    if let Some(output) = on_a_disk_of(64, run) {
        let said = text(&output.stderr);
        assert!(
            said.contains("cannot copy standard input to the temporary folder .: free space there")
                && said.contains("--temp")
                && said.lines().count() == 1,
            "{said}"
        );
        assert_eq!(text(&output.stdout), "code 2\n");
    }
}

#[test]
fn killed_at_any_moment_a_run_leaves_the_old_file_or_the_new_one_and_nothing_else() {
    let home = tempfile::tempdir().expect("a folder");
    let out = home.path().join("out");
    fs::create_dir(&out).expect("a folder");
    let log = root().join("examples/shop/orders.csv");
    let line = format!("report {} -o out/kpis.csv -o out/kpis.json --all", log.display());
    let whole = || {
        assert!(program(home.path(), &line).output().expect("it starts").status.success());
        ["kpis.csv", "kpis.json"].map(|name| fs::read(out.join(name)).expect("the file was written"))
    };
    let new = whole();
    let (mut killed, mut litter) = (0, 0);
    for round in 0..150_u64 {
        for name in ["kpis.csv", "kpis.json"] {
            fs::write(out.join(name), "old").expect("a file");
        }
        let mut child = program(home.path(), &line).spawn().expect("it starts");
        // Somewhere between the start and a little after the end, in no order.
        sleep(Duration::from_micros(round * 7919 % 150 * 600));
        child.kill().expect("it may be over");
        killed += u32::from(child.wait().expect("it ends").code().is_none());
        for (name, new) in ["kpis.csv", "kpis.json"].iter().zip(&new) {
            let found = fs::read(out.join(name)).expect("a file is always there");
            assert!(found == b"old" || found == *new, "{name} is half written: {} bytes", found.len());
        }
        let left: Vec<String> = names(&out).into_iter().filter(|name| name.starts_with('.')).collect();
        litter += left.len();
        left.iter().for_each(|name| fs::remove_file(out.join(name)).expect("it is there"));
    }
    eprintln!("killed {killed} of 150 runs before they were over, {litter} temporary names were left");
    // Where files can be without a name only the moment between linking and renaming leaves one.
    assert!(!cfg!(target_os = "linux") || litter <= 3, "{litter} temporary files were left");
    assert!(killed > 0 && whole() == new, "no run was killed: they are over too soon");
}
