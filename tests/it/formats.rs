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

#[test]
fn webhooks_tell_the_same_however_they_were_stored() {
    for stored in files_of("examples/formats/meta-webhooks") {
        assert_same_story(&[&stored, "examples/shop/send-log.csv"], &["examples/shop"], &[]);
    }
}

#[test]
fn send_logs_tell_the_same_whatever_their_columns_are_called() {
    for log in files_of("examples/formats/send-log") {
        let inputs = ["examples/shop/webhooks.jsonl", &log];
        assert_same_story(&inputs, &["examples/shop"], &[]);
        assert_same_story(&inputs, &["examples/shop"], &["--by", "campaign,variant"]);
    }
}

#[test]
fn the_order_of_files_changes_nothing() {
    let files = ["examples/shop/send-log.csv", "examples/shop/webhooks.jsonl"];
    assert_same_story(&files, &["examples/shop"], &[]);
    assert_same_story(&[files[1], files[0]], &["examples/shop"], &[]);
}
