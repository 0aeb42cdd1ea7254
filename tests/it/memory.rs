//! Bounded memory: rows that leave memory come back as they were, whatever the shards and threads, and nothing of them
//! stays behind, whatever ends the program.

use std::fs;
use std::path::Path;

use wa_kpi::request::Request;

use crate::library::{by, measured, measured_within};
use crate::oracle::{files, nasty, shuffle};
use crate::program::{printed, run};

/// Nothing stays in so little.
const TINY: &str = "1M";

#[test]
fn neither_shards_nor_threads_nor_spilling_show_on_nasty_random_data() {
    for seed in 300..324 {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data");
        let data = nasty::invent(seed);
        files::write(&data, &folder, seed);
        let request = |shards, threads| Request { shards, threads, ..by(["agent", "day"][seed as usize % 2]) };
        let inputs = [folder.clone()];
        let expected = measured(&inputs, &request(0, 1));
        for (memory, shards, threads) in [(None, 7, 2), (Some(1), 0, 1), (Some(1), 3, 2), (Some(1 << 20), 500, 3)] {
            let told = measured_within(memory, &inputs, &request(shards, threads));
            let same = told.report == expected.report && told.rejections == expected.rejections;
            assert!(same, "seed {seed}: {shards} shards, {threads} threads and {memory:?} bytes give another report");
        }
        // Paths stand in the report: the same rows in another order stand in files of the same names.
        if data.messages.len() == 1 {
            files::write(&shuffle::shuffle(&data, seed), &folder, seed);
            let told = measured_within(Some(1), &inputs, &request(5, 2)).report;
            assert!(told.rows == expected.report.rows, "seed {seed}: rows in another order give other figures");
        }
    }
}

#[test]
fn the_program_writes_the_same_bytes_whatever_the_memory() {
    for input in ["examples/shop", "testdata"] {
        let line = ["report", input, "--format", "json", "--date-order", "dmy", "--by", "campaign"];
        let line = [&line[..], &["--input-tz", "UTC", "--business", "Lumen Tea"]].concat();
        let expected = printed(&line);
        let bounded = printed(&[&line[..], &["--memory", TINY, "--threads", "3"]].concat());
        assert!(bounded == expected, "{input}: --memory {TINY} gives another report");
    }
}

#[test]
fn a_folder_for_temporary_files_that_is_not_there_is_an_error_that_names_it() {
    let output = run(&["report", "examples/shop", "--memory", TINY, "--temp", "no/such/folder"]);
    let said = "wa-kpi: there is no folder no/such/folder for temporary files: name another with --temp\n";
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(2), said));
}

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

#[cfg(target_os = "linux")]
mod killed {
    use std::io::Write;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    use super::*;

    /// Enough rows for a while.
    fn write_messages(path: &Path) {
        let mut file = std::io::BufWriter::new(fs::File::create(path).unwrap());
        writeln!(file, "message_id,customer,direction,sent_at,delivered_at").unwrap();
        for number in 0..400_000_u32 {
            let (customer, second, hour) = (15_550_000_000_u64 + u64::from(number % 9_000), number % 60, number % 24);
            writeln!(
                file,
                "wamid.{number},+{customer},outbound,2026-10-01T{hour:02}:00:{second:02}Z,2026-10-02T00:00:{second:02}Z"
            )
            .unwrap();
        }
        file.flush().unwrap();
    }

    /// Whether the program has spilled: a file of its own without a name has a length.
    fn has_spilled(child: &Child, folder: &Path) -> bool {
        let Ok(open) = fs::read_dir(format!("/proc/{}/fd", child.id())) else { return false };
        open.flatten().map(|entry| entry.path()).any(|path| {
            let leads_to = fs::read_link(&path).unwrap_or_default();
            leads_to.starts_with(folder) && fs::metadata(&path).is_ok_and(|file| file.len() > 0)
        })
    }

    fn kill(child: &mut Child, signal: &str, number: i32) {
        let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let status = child.wait().unwrap();
        let (died_of, code) = (status.signal(), status.code());
        assert!(died_of == Some(number) || code == Some(128 + number), "{signal}: {status}");
    }

    fn wait_until(child: &mut Child, what: &str, holds: impl Fn(&Child) -> bool) {
        let begin = Instant::now();
        while !holds(child) {
            assert!(child.try_wait().unwrap().is_none(), "it ended before it {what}");
            assert!(begin.elapsed() < Duration::from_secs(120), "it never {what}");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn the_copy_of_standard_input_goes_with_a_run_that_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        for (signal, number) in [("INT", 2), ("TERM", 15)] {
            let mut child = Command::new(env!("CARGO_BIN_EXE_wa-kpi"))
                .args([Path::new("report"), Path::new("-"), Path::new("--temp"), folder.path()])
                .stdin(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            wait_until(&mut child, "copied", |_| !names(folder.path()).is_empty());
            kill(&mut child, signal, number);
            assert_eq!(names(folder.path()), Vec::<std::ffi::OsString>::new(), "{signal} left something behind");
        }
    }

    #[test]
    fn a_run_that_is_killed_while_it_spills_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let [input, temp, output] = ["in", "temp", "out"].map(|name| folder.path().join(name));
        [&input, &temp, &output].into_iter().for_each(|path| fs::create_dir(path).unwrap());
        let temp = fs::canonicalize(temp).unwrap();
        write_messages(&input.join("messages.csv"));
        for (signal, number) in [("INT", 2), ("TERM", 15), ("KILL", 9)] {
            let mut child = Command::new(env!("CARGO_BIN_EXE_wa-kpi"))
                .args(["report", "--memory", TINY, "--threads", "1", "--temp"])
                .args([&temp, &input, Path::new("-o"), &output.join("report.json")])
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            wait_until(&mut child, "spilled", |child| has_spilled(child, &temp));
            kill(&mut child, signal, number);
            assert_eq!((names(&temp), names(&output)), (vec![], vec![]), "{signal} left something behind");
        }
    }
}
