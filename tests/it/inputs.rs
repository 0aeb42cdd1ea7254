//! Archives, workbooks and encodings: however the shop's exports are packed, they tell the same story.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::packed::{ods, xlsx, zipped};
use crate::program::{report, root, run};
use crate::shop::assert_same_story;

const SHOP: &str = "examples/shop";

fn exports() -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(root().join(SHOP)).expect("the shop is there").map(|entry| entry.expect("an entry"));
    let mut files: Vec<(String, Vec<u8>)> = files
        .map(|file| (file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path()).expect("an export")))
        .collect();
    files.sort();
    files
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).and_then(|()| gzip.finish()).expect("gzip in memory")
}

/// Writes the shop's exports to a folder, each under the name and with the bytes that `change` makes.
fn shop(folder: &Path, change: impl Fn(&str, Vec<u8>) -> (String, Vec<u8>)) {
    for (name, bytes) in exports() {
        let (name, bytes) = change(&name, bytes);
        std::fs::write(folder.join(name), bytes).expect("a changed export");
    }
}

fn assert_tells_the_shop(place: &Path) {
    assert_same_story(&[&place.to_string_lossy()], &[SHOP], &[]);
}

fn in_folder(change: impl Fn(&str, Vec<u8>) -> (String, Vec<u8>)) {
    let folder = tempfile::tempdir().expect("a folder");
    shop(folder.path(), change);
    assert_tells_the_shop(folder.path());
}

fn archive(folder: &Path) -> PathBuf {
    let files = exports();
    let named: Vec<(String, &[u8])> =
        files.iter().map(|(name, bytes)| (format!("exports/{name}"), bytes.as_slice())).collect();
    let mut members: Vec<(&str, &[u8])> = named.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    members.push(("exports/IMG-20261001-WA0001.jpg", b"\xFF\xD8\xFF"));
    let place = folder.join("shop.zip");
    std::fs::write(&place, zipped(&members)).expect("an archive");
    place
}

#[test]
fn an_archive_tells_what_its_files_tell_wherever_it_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = archive(folder.path());
    assert_tells_the_shop(&place);
    assert_tells_the_shop(folder.path());
    assert_tells_the_shop(&folder.path().join("*.zip"));
    let told = report(&[&place.to_string_lossy()], &[]);
    assert!(told["inputs"].to_string().contains("shop.zip/exports/webhooks.jsonl"), "{}", told["inputs"]);
    assert!(!told["notes"].to_string().contains("IMG-"), "{}", told["notes"]);
}

/// What the program prints with these bytes on standard input.
fn piped(arguments: &[&str], bytes: Vec<u8>) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    program.args(arguments).current_dir(root()).env_remove("WA_KPI_CONFIG");
    let mut program = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = program.stdin.take().expect("standard input");
    let writing = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = program.wait_with_output().expect("the program ends");
    writing.join().expect("a thread").expect("all is read");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("reports are UTF-8")
}

#[test]
fn standard_input_tells_what_a_file_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = std::fs::read(archive(folder.path())).expect("an archive");
    let csv = ["report", "--format", "csv"];
    let from_files = run(&["report", "--format", "csv", SHOP]);
    assert_eq!(piped(&[&csv[..], &["-"]].concat(), bytes), String::from_utf8_lossy(&from_files.stdout));
    let log = std::fs::read(root().join(SHOP).join("webhooks.jsonl")).expect("an export");
    let from_file = run(&["report", "--format", "csv", "examples/shop/webhooks.jsonl"]);
    assert_eq!(piped(&[&csv[..], &["-"]].concat(), log), String::from_utf8_lossy(&from_file.stdout));
}

#[test]
fn a_forced_source_reads_every_member() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("logs.zip");
    let log = std::fs::read(root().join(SHOP).join("send-log.csv")).expect("an export");
    std::fs::write(&place, zipped(&[("log.csv", &log), ("letter.txt", b"Dear shop,\n")])).expect("an archive");
    let told = report(&[&format!("send-log:{}", place.display())], &[]);
    assert_eq!(told["inputs"].as_array().map(Vec::len), Some(1));
    assert!(told["notes"].to_string().contains("logs.zip/letter.txt"), "{}", told["notes"]);
}

#[test]
fn gzip_and_zstandard_tell_the_same() {
    in_folder(|name, bytes| (format!("{name}.gz"), gzip(&bytes)));
    in_folder(|name, bytes| (format!("{name}.zst"), zstd::encode_all(bytes.as_slice(), 1).expect("zstd in memory")));
}

#[test]
fn a_byte_order_mark_tells_nothing() {
    in_folder(|name, bytes| (name.to_owned(), [b"\xEF\xBB\xBF", bytes.as_slice()].concat()));
    in_folder(|name, bytes| (name.to_owned(), gzip(&[b"\xEF\xBB\xBF", bytes.as_slice()].concat())));
}

#[test]
fn utf_16_tells_the_same_in_both_orders_of_bytes() {
    for (mark, of) in [("\u{FEFF}", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("", u16::to_be_bytes)] {
        in_folder(|name, bytes| {
            let text = format!("{mark}{}", String::from_utf8(bytes).expect("exports are UTF-8"));
            (name.to_owned(), text.encode_utf16().flat_map(of).collect())
        });
    }
}

#[test]
fn windows_1252_is_told_by_its_letters() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("log.csv");
    let header = b"message_id,customer,direction,sent_at,campaign\n";
    let row = b"a,4915100000001,outbound,2026-10-01T10:00:00Z,fr\xFChling 5\x80\n";
    let log = [&header[..], row].concat();
    std::fs::write(&place, log).expect("a log");
    let told = report(&[&place.to_string_lossy()], &["--by", "campaign"]);
    assert!(told["rows"].to_string().contains("fr\u{FC}hling 5\u{20AC}"), "{}", told["rows"]);
}

#[test]
fn a_workbook_tells_what_its_csv_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    shop(folder.path(), |name, bytes| {
        let Some(table) = name.strip_suffix(".csv") else { return (name.to_owned(), bytes) };
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
        let rows: Vec<Vec<&str>> = records.iter().map(|record| record.iter().collect()).collect();
        match table {
            "orders" | "surveys" => (format!("{table}.ods"), ods(table, &rows)),
            _ => (format!("{table}.xlsx"), xlsx(&[("Empty", vec![]), (table, rows)])),
        }
    });
    assert_tells_the_shop(folder.path());
}

#[test]
fn a_rejected_row_is_told_with_its_line_in_an_archive_and_its_row_in_a_sheet() {
    let folder = tempfile::tempdir().expect("a folder");
    let header = "message_id,customer,direction,sent_at,campaign";
    let good = "a,4915100000001,outbound,2026-10-01T10:00:00Z,fr\u{FC}hling";
    let bad = "b,4915100000001,sideways,2026-10-01T10:00:00Z,x";
    let text: Vec<u16> = format!("{header}\n{good}\n{bad}\n").encode_utf16().collect();
    let utf_16: Vec<u8> = text.into_iter().flat_map(u16::to_le_bytes).collect();
    let row = |text: &'static str| text.split(',').collect::<Vec<&str>>();
    let tall = "a,4915100000001,outbound,2026-10-01T10:00:00Z,two\nlines";
    let rows = vec![vec![], row(header), row(tall), vec![], row(bad)];
    std::fs::write(folder.path().join("a.zip"), zipped(&[("log.csv", &utf_16)])).expect("an archive");
    std::fs::write(folder.path().join("b.xlsx"), xlsx(&[("Log", rows)])).expect("a workbook");
    for (name, place) in [("a.zip", "a.zip/log.csv:3: "), ("b.xlsx", "b.xlsx/Log:5: ")] {
        let output = run(&["report", "--strict", &folder.path().join(name).to_string_lossy()]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(place), "{said}");
    }
}
