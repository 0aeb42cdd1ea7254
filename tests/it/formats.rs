//! Every format tells the shop's story: each file of `examples/formats` can stand in for its part of `examples/shop`.

use crate::library::files_below;
use crate::program::{root, text};
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
const CHATS_AS_TABLE: &str = "examples/formats/app-chat.csv";
const ZONE: [&str; 2] = ["--input-tz", "Europe/Berlin"];

#[test]
fn exported_chats_tell_what_a_table_of_their_messages_tells() {
    assert_same_story(&[CHATS], &[CHATS_AS_TABLE], &ZONE);
    for dimension in ["agent", "type", "country", "hour", "author"] {
        assert_same_story(&[CHATS], &[CHATS_AS_TABLE], &[&ZONE[..], &["--by", dimension]].concat());
    }
    // Exported twice, once under another name, each chat counts once.
    let folder = tempfile::tempdir().expect("a temporary folder");
    for chat in files_below(&root().join(CHATS))
        .iter()
        .filter(|chat| chat.parent().is_some_and(|folder| folder.ends_with("app-chat")))
    {
        let name = chat.file_name().map(|name| name.to_string_lossy().replace(".txt", " (1).txt")).unwrap_or_default();
        let text = std::fs::read_to_string(chat).expect("a chat can be read");
        // The newer export lacks the beginning.
        let later = text.split_inclusive('\n').skip(8).collect::<String>();
        let start = later.find("/26, ").or(later.find(".26, ")).or(later.find("2026-")).unwrap_or_default();
        let line = later[..start].rfind('\n').map_or(0, |end| end + 1);
        std::fs::write(folder.path().join(name), &later[line..]).expect("a chat can be written");
    }
    let twice = folder.path().to_string_lossy();
    assert_same_story(&[CHATS, &twice], &[CHATS_AS_TABLE], &ZONE);
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
