//! Every format tells the shop's story: each file of `examples/formats` can stand in for its part of `examples/shop`.

use crate::program::root;
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

#[test]
fn the_order_of_files_changes_nothing() {
    let files = files_of("examples/shop");
    let mut files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_same_story(&files, &["examples/shop"], &[]);
    files.reverse();
    assert_same_story(&files, &["examples/shop"], &[]);
}
