//! Every format tells the shop's story: each file of `examples/formats` can stand in for its part of `examples/shop`.

use crate::program::{report, root, text};
use crate::shop::assert_same_story;

fn files_of(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root().join(folder)).expect("the folder is there");
    let mut files: Vec<String> =
        entries.map(|entry| format!("{folder}/{}", entry.expect("an entry").file_name().to_string_lossy())).collect();
    files.sort();
    files
}

/// The shop's exports with another file instead of one of them.
fn shop_with(other: &str, instead_of: &str) -> Vec<String> {
    let (mut files, instead) = (files_of("examples/shop"), format!("examples/shop/{instead_of}"));
    let place = files.iter().position(|file| *file == instead).expect("an export of the shop");
    files[place] = other.to_owned();
    files
}

fn assert_stands_in(other: &str, instead_of: &str, options: &[&str]) {
    let files = shop_with(other, instead_of);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_same_story(&files, &["examples/shop"], options);
}

#[test]
fn webhooks_tell_the_same_however_they_were_stored() {
    for stored in files_of("examples/formats/meta-webhooks") {
        assert_stands_in(&stored, "webhooks.jsonl", &[]);
    }
}

#[test]
fn send_logs_tell_the_same_whatever_their_columns_are_called() {
    for log in files_of("examples/formats/send-log") {
        assert_stands_in(&log, "send-log.csv", &[]);
        assert_stands_in(&log, "send-log.csv", &["--by", "campaign,variant"]);
    }
}

#[test]
fn each_table_beside_messages_can_be_canonical() {
    for table in ["clicks.csv", "contacts.csv", "conversations.csv", "orders.csv", "spend.csv", "surveys.csv"] {
        assert_stands_in(&format!("examples/formats/canonical/{table}"), table, &[]);
    }
}

const CHATS: &str = "examples/formats/app-chat";
/// The same messages as a canonical table.
const CHATS_AS_TABLE: &str = "examples/formats/chapters/chats/messages.csv";
const ZONE: [&str; 2] = ["--input-tz", "Europe/Berlin"];

#[test]
fn exported_chats_tell_what_a_table_of_their_messages_tells() {
    assert_same_story(&[CHATS], &[CHATS_AS_TABLE], &ZONE);
    for dimension in ["agent", "type", "country", "hour", "author"] {
        assert_same_story(&[CHATS], &[CHATS_AS_TABLE], &[&ZONE[..], &["--by", dimension]].concat());
    }
}

#[test]
fn a_chat_exported_twice_counts_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in files_of(CHATS).iter().filter_map(|path| path.strip_prefix(CHATS)?.strip_suffix(".txt")) {
        let chat = text(&format!("{CHATS}{name}.txt"));
        // The newer export lacks the beginning, and the browser has numbered it.
        let later = chat
            .split_inclusive('\n')
            .skip(8)
            .skip_while(|line| !line.starts_with(|letter: char| letter.is_ascii_digit()));
        let path = folder.path().join(format!("{} (1).txt", &name[1..]));
        std::fs::write(path, later.collect::<String>()).expect("a chat can be written");
    }
    let twice = folder.path().to_string_lossy();
    assert_same_story(&[CHATS, &twice], &[CHATS_AS_TABLE], &ZONE);
    let told = report(&[CHATS, &twice], &ZONE);
    let inputs = told["inputs"].as_array().expect("a report has inputs");
    let duplicates: u64 = inputs.iter().filter_map(|input| input["duplicates"].as_u64()).sum();
    assert!(duplicates > 50, "only {duplicates} messages came twice");
}

#[test]
fn the_business_of_a_chat_is_named_on_the_command_line_or_in_settings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = folder.path().join("wa-kpi.toml");
    std::fs::write(&settings, "senders = [\"lumen tea\"]\n").expect("settings can be written");
    for named in [["--business", "Lumen Tea"], ["--config", &settings.to_string_lossy()]] {
        let told = report(&["testdata/chat_without_business.txt"], &[&ZONE[..], &named].concat());
        let rows = told["rows"].as_array().expect("a report has rows");
        let value = |kpi: &str| rows.iter().find(|row| row["kpi"] == kpi).and_then(|row| row["value"].as_f64());
        let values = ["messages_sent", "messages_received", "first_response_time"].map(value);
        assert_eq!(values, [Some(1.0), Some(2.0), Some(120.0)], "{named:?}");
    }
}

#[test]
fn chats_with_seconds_tell_exactly_how_long_people_waited() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let table = folder.path().join("messages.csv").to_string_lossy().into_owned();
    // In whole seconds, as other exports have them.
    let rows = text(CHATS_AS_TABLE).replace(".001Z", "Z");
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let mut writer = csv::Writer::from_path(&table).expect("a table can be written");
    writer.write_record(reader.headers().expect("a header")).expect("a header can be written");
    for row in reader.records().map(|row| row.expect("a row")).filter(|row| row[0].starts_with("seconds")) {
        writer.write_record(&row).expect("a row can be written");
    }
    writer.flush().expect("a table can be written");
    let ios = format!("{CHATS}/WhatsApp Chat - */_chat.txt");
    assert_same_story(&[&ios], &[&table], &ZONE);
}

#[test]
fn the_order_of_files_changes_nothing() {
    let files = files_of("examples/shop");
    let mut files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_same_story(&files, &["examples/shop"], &[]);
    files.reverse();
    assert_same_story(&files, &["examples/shop"], &[]);
}
