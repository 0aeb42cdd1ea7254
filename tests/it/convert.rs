//! `convert` keeps everything but the text: what it writes, read back, gives the same report.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::oracle::{files, nasty};
use crate::program::{printed, report, root, run};

/// Figures that rest on words in texts, or on what follows from them: which message is an opt-out and no reply, which
/// closes a conversation and begins no wait.
const BY_WORDS: &[&str] = &[
    "active_conversations",
    "conversation_conversion_rate",
    "conversation_duration",
    "conversation_duration_p50",
    "conversation_duration_p90",
    "conversations",
    "conversations_by_business",
    "conversations_by_customer",
    "cost_per_conversation",
    "cost_per_reply",
    "engagement_rate",
    "exchanges_per_conversation",
    "first_response_time",
    "first_response_time_bot",
    "first_response_time_bot_p50",
    "first_response_time_bot_p90",
    "first_response_time_p50",
    "first_response_time_p90",
    "longest_response_time",
    "message_reply_rate",
    "messages_per_conversation",
    "net_list_growth",
    "next_response_time",
    "next_response_time_p90",
    "open_conversations",
    "open_waits",
    "opt_out_rate",
    "opt_outs",
    "replies",
    "reply_rate",
    "resolution_rate",
    "response_time",
    "response_time_p50",
    "response_time_p90",
    "time_to_reply",
    "time_to_reply_p50",
    "time_to_reply_p90",
    "unanswered_rate",
];

const FORMATS: [&str; 2] = ["parquet", "csv"];

/// Converts into a new folder.
fn converted(input: &str, options: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    printed(&[&["convert", input, "--quiet", "-o", shown(folder.path())], options].concat());
    folder
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("a path of letters")
}

/// The examples' canonical tables without a word of text, with the moods that words gave the shop's messages.
fn shop_without_texts() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for path in crate::library::files_below(&root().join("examples/formats/canonical")) {
        let name = path.file_name().expect("a file");
        let bytes = fs::read(&path).expect("an example");
        let bytes = if name == "messages.csv" { without_column(&bytes, "text") } else { bytes };
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

fn without_column(table: &[u8], column: &str) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table);
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a row")).collect();
    let place = records[0].iter().position(|name| name == column).expect("the column");
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        let cells = record.iter().enumerate().filter(|(number, _)| *number != place).map(|(_, cell)| cell);
        writer.write_record(cells).expect("a row");
    }
    writer.into_inner().expect("a table")
}

/// The rows of a report but some figures', and its breakdowns.
fn told(report: &Value, without: &[&str]) -> Vec<String> {
    let rows = report["rows"].as_array().expect("a report has rows").iter();
    let rows = rows.filter(|row| !without.contains(&row["kpi"].as_str().unwrap_or_default()));
    rows.map(Value::to_string).collect()
}

/// Fails with the first difference, not with two whole reports.
fn assert_same(one: &Value, other: &Value, without: &[&str], what: &str) {
    let (one, other) = (told(one, without), told(other, without));
    let difference = one.iter().zip(&other).find(|(one, other)| one != other);
    assert!(difference.is_none(), "{what}: {}\nread back: {}", difference.unwrap().0, difference.unwrap().1);
    assert_eq!(one.len(), other.len(), "{what}");
}

#[test]
fn the_shop_read_back_gives_all_figures_that_do_not_rest_on_words() {
    for options in [&[][..], &["--config", "examples/shop/wa-kpi.toml"]] {
        let shop = report(&["examples/shop"], options);
        for format in FORMATS {
            let folder = converted("examples/shop", &["--format", format]);
            let back = report(&[shown(folder.path())], options);
            let by_words = [BY_WORDS, &["sla_first_response", "sla_response", "sla_resolution"]].concat();
            assert_same(&shop, &back, &by_words, &format!("{format} {options:?}"));
            assert_eq!(shop["period"], back["period"], "{format} {options:?}");
        }
    }
}

#[test]
fn figures_said_to_rest_on_words_really_do() {
    let folder = converted("examples/shop", &[]);
    let of = |input: &str| -> BTreeSet<(String, String)> {
        let report = report(&[input], &[]);
        let rows = report["rows"].as_array().expect("a report has rows").clone();
        rows.iter().map(|row| (row["kpi"].as_str().unwrap_or_default().to_owned(), row.to_string())).collect()
    };
    let (shop, back) = (of("examples/shop"), of(shown(folder.path())));
    let differing: BTreeSet<&str> = shop.difference(&back).map(|(kpi, _)| kpi.as_str()).collect();
    assert_eq!(differing, BY_WORDS.iter().copied().collect());
}

#[test]
fn nothing_but_the_words_is_lost() {
    let without_texts = shop_without_texts();
    let [parquet, csv] = FORMATS.map(|format| converted("examples/shop", &["--format", format]));
    for (folder, options) in [
        (&parquet, ["--by", "campaign,author,segment"]),
        (&csv, ["--by", "template,type,business"]),
        (&parquet, ["--by", "agent,country,month"]),
        (&csv, ["--as-of", "2026-10-01"]),
    ] {
        let [expected, back] = [&without_texts, folder].map(|folder| report(&[shown(folder.path())], &options));
        // Moods that words gave the shop's messages were written down, the examples' tables do not have them.
        assert_same(&expected, &back, &["sentiment"], &format!("{options:?}"));
        assert_eq!(expected["breakdowns"], back["breakdowns"], "{options:?}");
    }
}

#[test]
fn invented_data_without_texts_read_back_give_the_same_report() {
    for seed in 0..12 {
        let mut data = nasty::invent(seed);
        data.messages.iter_mut().flatten().for_each(|row| row.text.clear());
        let home = tempfile::tempdir().expect("a temporary folder");
        let original = home.path().join("data");
        files::write(&data, &original, seed);
        let back = home.path().join("back");
        let format = FORMATS[seed as usize % 2];
        let said =
            printed(&["convert", shown(&original), "-o", shown(&back), "--format", format, "--facts", "--quiet"]);
        let by = ["campaign,agent", "country,author", "template,month", "segment,business"][seed as usize % 4];
        let one = report(&[shown(&original)], &["--by", by]);
        let mut other = report(&[shown(&back)], &["--by", by]);
        if told(&one, &[]) != told(&other, &[]) {
            // A record that another one replaced may have told of a later time: then the moment is to be named.
            let as_of = said.lines().next().and_then(|line| line.split("as of ").nth(1)).expect("a moment");
            other = report(&[shown(&back)], &["--by", by, "--as-of", as_of.trim()]);
        }
        assert_same(&one, &other, &[], &format!("seed {seed}"));
        assert_eq!(one["breakdowns"], other["breakdowns"], "seed {seed}");
    }
}

/// A sheet that was written as CSV: its rows by column.
fn sheet(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).expect("the sheet was written");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// What stands in the named columns of a row.
fn cells<'a>(row: &'a BTreeMap<String, String>, names: &[&str]) -> Vec<&'a str> {
    names.iter().map(|name| row[*name].as_str()).collect()
}

/// A campaign message that is read and answered; an agent writes back. The last row has no id, its campaign looks like
/// a formula.
const SMALL: &str = "\
message_id,customer,direction,author,agent,campaign,template,sent_at,delivered_at,read_at,at,reply_to,cost,currency,text
m1,+1 555 000 2222,outbound,campaign,,spring,hello,2026-10-01T10:00:00Z,2026-10-01T10:00:05.250Z,2026-10-01T10:01:05.250Z,,,0.0529,EUR,
m2,15550002222,inbound,,,,,,,,2026-10-01T10:02:05Z,m1,,,a secret of mine
m3,15550002222,outbound,agent,Ana,,,2026-10-01T10:03:05.500Z,,,,gone,,,
,15550002222,outbound,agent,Ana,=1+1,,2026-10-01T10:04:05Z,,,,,,,
";

fn small() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("log.csv"), SMALL).expect("a file");
    folder
}

#[test]
fn tables_hold_what_was_read_but_no_text() {
    let small = small();
    let folder = converted(shown(small.path()), &["--format", "csv"]);
    let rows = sheet(folder.path(), "messages.csv");
    let names = ["customer", "sent_at", "delivered_at", "at", "status", "reply_to", "cost", "campaign"];
    let times = ["2026-10-01T10:00:00Z", "2026-10-01T10:00:05.250Z"];
    assert_eq!(cells(&rows[0], &names), ["15550002222", times[0], times[1], "", "read", "", "0.0529", "spring"]);
    assert_eq!(cells(&rows[1], &names)[3..6], ["2026-10-01T10:02:05Z", "", "m1"]);
    // An id that no message has is known by its hash; a row without an id is called after its place.
    assert!(rows[2]["reply_to"].starts_with("xxh3:"), "{:?}", rows[2]);
    let place = SMALL.find("\n,1555").expect("the last row") + 1;
    assert_eq!(cells(&rows[3], &["message_id", "status", "campaign"]), [&format!("log.csv#{place}"), "sent", "'=1+1"]);
    for file in crate::library::files_below(folder.path()) {
        assert!(!String::from_utf8_lossy(&fs::read(file).expect("a file")).contains("secret"));
    }
    let groups = report(&[shown(folder.path())], &["--kpi", "messages_sent", "--by", "campaign"]).to_string();
    assert!(groups.contains(r#""campaign":"=1+1""#), "the guard belongs to the file, not to the name: {groups}");
}

#[test]
fn facts_of_a_small_input_are_those_counted_by_hand() {
    let small = small();
    let folder = converted(shown(small.path()), &["--format", "csv", "--facts"]);
    let of = |name: &str| sheet(folder.path(), name);

    let messages = of("facts-message.csv");
    let names = ["message_id", "conversation_id", "outbound", "delivered", "read", "delivery_latency", "time_to_open"];
    assert_eq!(cells(&messages[0], &names), ["m1", "", "true", "true", "true", "5.25", "60"]);
    let names = ["replied", "replies", "time_to_reply", "message_cost", "message_cost_currency", "campaign"];
    assert_eq!(cells(&messages[0], &names), ["true", "1", "125", "0.0529", "EUR", "spring"]);
    let names = ["message_id", "conversation_id", "inbound", "delivered", "message_cost", "message_cost_currency"];
    assert_eq!(cells(&messages[1], &names), ["m2", "m2", "true", "", "", ""]);

    let waits = of("facts-wait.csv");
    let names = ["grain", "customer", "at", "conversation_id", "agent", "author", "first_response_time", "open"];
    let wait = ["wait", "15550002222", "2026-10-01T10:02:05Z", "m2", "Ana", "agent", "60.5", "false"];
    assert_eq!((waits.len(), cells(&waits[0], &names)), (1, wait.to_vec()));

    let conversations = of("facts-conversation.csv");
    let names = ["conversation_id", "at", "campaign", "by_business"];
    let conversation = ["m2", "2026-10-01T10:02:05Z", "spring", "true"];
    assert_eq!((conversations.len(), cells(&conversations[0], &names)), (1, conversation.to_vec()));
    assert_eq!(of("facts-expense.csv").len(), 1);
    assert_eq!(of("facts-visit.csv").len(), 1);
}

#[test]
fn facts_are_no_input_and_threads_do_not_show() {
    let [one, three] = ["1", "3"].map(|threads| converted("examples/shop", &["--facts", "--threads", threads]));
    for file in crate::library::files_below(one.path()) {
        let name = file.file_name().expect("a file");
        let same = fs::read(&file).expect("a file") == fs::read(three.path().join(name)).expect("the same file");
        assert!(same, "{name:?} depends on the number of threads");
    }
    let inputs = report(&[shown(one.path())], &["--strict", "--kpi", "messages_sent"])["inputs"].clone();
    assert_eq!(inputs.as_array().map(Vec::len), Some(10), "{inputs}");
    let again = converted(shown(one.path()), &[]);
    for file in crate::library::files_below(again.path()) {
        let name = file.file_name().expect("a file");
        let same = fs::read(&file).expect("a file") == fs::read(one.path().join(name)).expect("the same file");
        assert!(same, "{name:?}, converted again, is another");
    }
}

#[test]
fn files_of_an_earlier_run_are_replaced_and_those_that_stay_are_named() {
    let folder = converted("examples/shop", &[]);
    let again = run(&["convert", "examples/shop/orders.csv", "-o", shown(folder.path()), "--format", "parquet"]);
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(again.status.success() && said.contains("messages.parquet") && !said.contains("orders"), "{said}");
}

#[test]
fn ids_of_standard_input_are_read_again_like_those_of_a_file() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("tables");
    let tied = "message_id,customer,direction,sent_at\n\
        b,15550002222,outbound,2026-10-01T10:00:00Z\na,15550002222,outbound,2026-10-01T10:00:00Z\n";
    for arguments in [&["report", "-"][..], &["convert", "-", "-o", shown(&folder), "--format", "csv"]] {
        let mut program = assert_cmd::Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
        program.args(arguments).current_dir(root()).write_stdin(tied).assert().success();
    }
    let ids: Vec<String> = sheet(&folder, "messages.csv").iter().map(|row| row["message_id"].clone()).collect();
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn a_run_that_is_refused_writes_nothing() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("tables");
    let refused = run(&["convert", "--strict", "testdata/unreadable_time.csv", "-o", shown(&folder)]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!folder.exists());
}
