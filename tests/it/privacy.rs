//! Privacy: nothing of a customer leaves the program unasked, pseudonyms hold together, and small groups are one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::library::files_below;
use crate::program::{printed, report, root};

const KEY: &str = "invented key of a test";

/// What nobody may read anywhere: texts, names, numbers and what embeds them (`MTk1` … is the number in an id).
const MARKS: &[&str] =
    &["Zauberwort", "Markerfrau", "markerfrau", "9177770001", "9177770002", "77770003", "HBgNNDkxNzc3NzAwMDE", KEY];

const MESSAGES: &str = "\
message_id,conversation_id,customer,direction,author,agent,campaign,segment,sent_at,delivered_at,at,reply_to,text
wamid.HBgNNDkxNzc3NzAwMDE1FQI=,whatsapp:+4919177770001,+49 191 7777 0001,outbound,campaign,,spring,vip,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,,,Hallo Markerfrau
wamid.HBgNNDkxNzc3NzAwMDE2FQI=,whatsapp:+4919177770001,4919177770001,inbound,,,,,,,2026-10-01T10:05:00Z,wamid.HBgNNDkxNzc3NzAwMDE1FQI=,das Zauberwort
b1,whatsapp:+4919177770001,4919177770001,outbound,agent,+15577770003,4919177770002,,2026-10-01T10:06:00Z,,,wamid.HBgNNDkxNzc3NzAwMDE9gone,gern
b2,c2,4919177770002,outbound,agent,Ana,spring,4919177770001,2026-10-01T11:00:00Z,2026-10-01T11:00:01Z,,,gern
b3,c2,4919177770002,Frau Markerfrau,agent,Ana,spring,,2026-10-01T11:00:00Z,,,,das Zauberwort
b4,c2,Markerfrau 9177770001,outbound,agent,Ana,spring,,am Zauberwort,,,,
b5,das Zauberwort für 4919177770001
";
const WEBHOOKS: &str = r#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550001111","phone_number_id":"77"},"contacts":[{"profile":{"name":"Mia Markerfrau"},"wa_id":"4919177770001"}],"messages":[{"from":"4919177770001","id":"wamid.HBgNNDkxNzc3NzAwMDE3FQI=","timestamp":"1790848900","type":"text","text":{"body":"noch ein Zauberwort"}}]}}]}]}
{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"contacts":[{"profile":{"name":"Mia Markerfrau"},"wa_id":"4919177770001"}],"messages":[{"id":"wamid.HBgNNDkxNzc3NzAwMDE4FQI=","type":"text","text":{"body":"Zauberwort ohne Zeit"}}]}}]}]}
{"torn":"das Zauberwort von Markerfrau 4919177770001
"#;
const ORDERS: &str = "\
order_id,customer,at,value,currency
W-4919177770001-7,+4919177770001,2026-10-02T10:00:00Z,20.00,EUR
W-8,Markerfrau,am Zauberwort,20.00,EUR
";
const CLICKS: &str = "\
at,customer,message_id,campaign,url
2026-10-01T10:30:00Z,4919177770001,wamid.HBgNNDkxNzc3NzAwMDE1FQI=,spring,https://shop.example/tea?who=4919177770001&name=Markerfrau
";
const ALIASES: &str = "alias,customer\nDE.Markerfrau,+4919177770001\n";
const CONTACTS: &str = "customer,segment,created_at\nDE.Markerfrau,vip,2026-01-01T00:00:00Z\n";

fn exports() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("messages.csv", MESSAGES),
        ("webhooks.jsonl", WEBHOOKS),
        ("orders.csv", ORDERS),
        ("clicks.csv", CLICKS),
        ("aliases.csv", ALIASES),
        ("contacts.csv", CONTACTS),
    ] {
        fs::create_dir_all(folder.path().join("in")).expect("a folder");
        fs::write(folder.path().join("in").join(name), text).expect("a file");
    }
    folder
}

fn run(folder: &Path, line: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    command.current_dir(folder).env_remove("WA_KPI_CONFIG").env("WA_KPI_KEY", KEY);
    command.args(line.split_whitespace()).stdin(Stdio::null()).output().expect("the program starts")
}

fn assert_unmarked(text: &str, what: &str) {
    for mark in MARKS {
        let place = text.find(mark);
        let around = place.map(|place| text[..place].lines().last().unwrap_or_default());
        assert!(place.is_none(), "{what} tells {mark}, behind: {around:?}");
    }
}

#[test]
fn no_mark_of_a_customer_is_in_anything_that_is_written_or_said() {
    let home = exports();
    let everything = "-o r.csv -o r.json -o r.txt -o r.prom -o r.html --all --explain --rejects rejects.csv";
    for line in [
        // A page draws campaigns, and here one is called after a number: such names are hidden where that is asked for.
        format!("report in {} -vv", everything.replace("-o r.html ", "")),
        format!("report in {everything} -vv --log-format json --by campaign,segment --pseudonymize"),
        format!(
            "report in {everything} --by agent --pseudonymize --compare 2026-09-01..2026-09-30 --since 2026-10-01 --until 2026-10-31"
        ),
        "report in --by conversation".to_owned(),
        "report in --strict -vv".to_owned(),
        "report in/webhooks.jsonl --strict".to_owned(),
        "report in/orders.csv --strict".to_owned(),
        "inspect in -vv".to_owned(),
        "inspect in -f json".to_owned(),
        "convert in -o tables -f csv --facts --pseudonymize -vv --rejects rejects.csv".to_owned(),
        "convert in -o typed --facts --pseudonymize --log-format json -v".to_owned(),
        "convert typed -o again -f csv --pseudonymize".to_owned(),
        "report tables --all".to_owned(),
        "inspect typed".to_owned(),
    ] {
        let output = run(home.path(), &line);
        assert!(matches!(output.status.code(), Some(0 | 2)), "{line}");
        assert_unmarked(&String::from_utf8_lossy(&output.stdout), &line);
        assert_unmarked(&String::from_utf8_lossy(&output.stderr), &format!("standard error of {line}"));
        for file in files_below(home.path()).into_iter().filter(|file| !file.starts_with(home.path().join("in"))) {
            let bytes = fs::read(&file).expect("a file");
            assert_unmarked(&String::from_utf8_lossy(&bytes), &format!("{} of {line}", file.display()));
        }
    }
    let rejects = fs::read_to_string(home.path().join("rejects.csv")).expect("a file");
    assert!(rejects.lines().count() > 5, "{rejects}");
    assert!(rejects.contains("x0,x0,0000000000000,xxxx xxxxxxxxxx,"), "shapes stay: {rejects}");
    assert!(home.path().join("again/messages.csv").exists());
}

#[test]
fn the_texts_of_rejected_records_are_shown_to_whoever_asks_for_them() {
    let home = exports();
    assert!(run(home.path(), "report in -o r.json --rejects rejects.csv --show-texts").status.success());
    let rejects = fs::read_to_string(home.path().join("rejects.csv")).expect("a file");
    assert!(rejects.contains("das Zauberwort für 4919177770001"), "{rejects}");
    for line in ["report in --show-texts", "report in --rejects x.csv --show-texts --pseudonymize"] {
        assert_eq!(run(home.path(), line).status.code(), Some(2), "{line}");
    }
}

#[test]
fn a_word_that_nobody_knows_is_told_by_inspect_alone() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("log.csv"), MESSAGES.replace("Frau Markerfrau", "Markerfrau")).expect("a file");
    let told = |line: &str| String::from_utf8_lossy(&run(home.path(), line).stdout).into_owned();
    let report = told("report log.csv -f json");
    assert!(report.contains("1 × direction that nobody knows") && !report.contains("markerfrau"), "{report}");
    assert!(told("inspect log.csv").contains("markerfrau"));
}

/// The rows of a sheet by column.
fn sheet(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("the sheet was written");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn a_customer_has_one_pseudonym_in_every_table_run_and_way_of_writing() {
    let home = exports();
    run(home.path(), "convert in -o tables -f csv --facts --pseudonymize");
    run(home.path(), "convert in/orders.csv -o alone -f csv --pseudonymize");
    let of = |path: &str| sheet(&home.path().join(path));
    let customer = of("alone/orders.csv")[0]["customer"].clone();
    assert!(customer.starts_with("customer-DE-") && customer.len() == "customer-DE-".len() + 32, "{customer}");
    for (path, column) in [
        ("tables/orders.csv", "customer"),
        ("tables/clicks.csv", "customer"),
        ("tables/contacts.csv", "customer"),
        ("tables/aliases.csv", "customer"),
        ("tables/messages.csv", "customer"),
        ("tables/facts-purchase.csv", "customer"),
    ] {
        assert!(of(path).iter().any(|row| row[column] == customer), "{path}");
    }
    let messages = of("tables/messages.csv");
    let named = |column: &str, value: &str| messages.iter().any(|row| row[column] == value);
    assert!(named("segment", &customer), "a customer's number is hidden where nobody expects it");
    assert!(named("agent", "Ana") && messages.iter().any(|row| row["agent"].starts_with("customer-US-")));
    let ids: BTreeSet<&str> = messages.iter().map(|row| row["message_id"].as_str()).collect();
    assert_eq!(ids.len(), messages.len());
    assert!(
        ids.iter().all(|id| id.starts_with("message-"))
            && ids.contains(of("tables/clicks.csv")[0]["message_id"].as_str())
    );
    assert!(messages.iter().any(|row| ids.contains(row["reply_to"].as_str())), "answers still know what they answer");
    assert_eq!(of("tables/clicks.csv")[0]["url"], "https://shop.example/tea");

    // With another key nothing is the same; without one nothing is written.
    fs::write(home.path().join("key"), "another invented key\n").expect("a file");
    run(home.path(), "convert in/orders.csv -o other -f csv --pseudonymize --key-file key");
    assert_ne!(of("other/orders.csv")[0]["customer"], customer);
    let mut keyless = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    keyless.current_dir(home.path()).env_remove("WA_KPI_KEY").args(["convert", "in", "-o", "none", "--pseudonymize"]);
    let said = String::from_utf8_lossy(&keyless.output().expect("it starts").stderr).into_owned();
    assert!(
        said.contains("WA_KPI_KEY") && said.contains("openssl rand -hex 32") && said.lines().count() == 1,
        "{said}"
    );
    assert!(!home.path().join("none").exists());
}

#[test]
fn pseudonymous_tables_read_back_give_the_figures_of_plain_ones() {
    let home = tempfile::tempdir().expect("a folder");
    let shop = root().join("examples/shop").display().to_string();
    for format in ["csv", "parquet"] {
        for (folder, option) in [("plain", ""), ("hidden", "--pseudonymize")] {
            let line = format!("convert {shop} -o {folder}-{format} -f {format} {option}");
            assert!(run(home.path(), &line).status.success(), "{line}");
        }
        let read = |folder: &str, by: &str| {
            let folder = home.path().join(format!("{folder}-{format}"));
            let mut report = report(&[folder.to_str().expect("a path")], &["--by", by]);
            report["inputs"].take();
            report
        };
        for by in ["country", "campaign", "agent", "segment"] {
            assert!(read("plain", by) == read("hidden", by), "{format} by {by}");
        }
    }
}

/// The rows of a report whose group has this value, without the group.
fn of_group(report: &Value, group: &Value) -> BTreeMap<String, String> {
    let rows = report["rows"].as_array().expect("rows").iter().filter(|row| row["group"] == *group);
    let figure = |row: &Value| {
        let mut row = row.clone();
        row["group"].take();
        (row["kpi"].as_str().unwrap_or_default().to_owned(), row.to_string())
    };
    rows.map(figure).collect()
}

fn groups(report: &Value, dimension: &str) -> BTreeSet<String> {
    let rows = report["rows"].as_array().expect("rows").iter();
    rows.filter_map(|row| row["group"][dimension].as_str().map(str::to_owned)).collect()
}

/// Rows without their baselines: the number of tests is another, and what is adjusted for it.
fn without_tests(rows: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let own = |row: String| row.split("\"baseline\"").next().unwrap_or_default().to_owned();
    rows.into_iter().map(|(kpi, row)| (kpi, own(row))).collect()
}

/// The rows of a breakdown whose group is this, without the group.
fn of_breakdown(report: &Value, name: &str, group: &Value) -> Vec<Value> {
    let rows = report["breakdowns"][name].as_array().cloned().unwrap_or_default();
    let mut own: Vec<Value> = rows.into_iter().filter(|row| row["group"] == *group).collect();
    own.iter_mut().for_each(|row| drop(row["group"].take()));
    own
}

/// Customers have one country, and several campaigns: there the fold is no sum of its groups.
#[test]
fn small_groups_are_measured_as_one() {
    for (by, enough, hidden) in [("country", "40", "BR"), ("campaign", "285", "spring-picks")] {
        let options = ["--config", "examples/shop/wa-kpi.toml"];
        let with = |more: &[&str]| report(&["examples/shop"], &[&options[..], more].concat());
        let folded = with(&["--by", by, "--min-group", enough]);
        let shown = groups(&folded, by);
        assert!(shown.contains("(small groups)") && shown.len() > 1 && !shown.contains(hidden), "{shown:?}");
        let kept: Vec<&String> = shown.iter().filter(|name| *name != "(small groups)").collect();
        let names: Vec<String> =
            kept.iter().filter(|name| **name != "(none)").map(|name| format!("'{name}'")).collect();
        let mut condition = String::from("segment is null or segment is not null");
        if !names.is_empty() {
            condition = format!("{by} not in ({})", names.join(", "));
        }
        if kept.iter().any(|name| *name == "(none)") {
            condition = format!("({condition}) and {by} is not null");
        }
        let together = with(&["--where", &condition]);
        let (fold, all) = (serde_json::json!({ by: "(small groups)" }), serde_json::json!({}));
        let (figures, expected) = (without_tests(of_group(&folded, &fold)), without_tests(of_group(&together, &all)));
        let differing = figures.iter().find(|(kpi, row)| expected.get(*kpi) != Some(row));
        assert!(
            figures.len() > 40 && differing.is_none(),
            "{by}: {differing:?}\n{:?}",
            differing.map(|(kpi, _)| &expected[kpi])
        );
        for name in ["failures", "quality", "peak_hours", "steps", "funnel", "fatigue", "cohorts"] {
            let rows = of_breakdown(&folded, name, &fold);
            assert!(rows.is_empty() || rows == of_breakdown(&together, name, &all), "{name} by {by}");
        }
        let plain = with(&["--by", by]);
        let group = serde_json::json!({ by: kept[kept.len() - 1] });
        let of = |report: &Value| without_tests(of_group(report, &group));
        assert_eq!(of(&folded), of(&plain), "what is kept is measured as before");
    }
}

#[test]
fn a_group_that_was_small_in_the_period_compared_with_is_folded() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = String::from("message_id,customer,direction,campaign,sent_at\n");
    let mut send = |campaign: &str, month: u32, customers: u32| {
        for number in 0..customers {
            log += &format!(
                "{campaign}{month}{number},1555000{number:04},outbound,{campaign},2026-{month:02}-05T10:00:00Z\n"
            );
        }
    };
    for (campaign, before, now) in [("grown", 2, 20), ("steady", 30, 30), ("new", 0, 10)] {
        send(campaign, 9, before);
        send(campaign, 10, now);
    }
    fs::write(folder.path().join("log.csv"), log).expect("a file");
    let period = ["--since", "2026-10-01", "--until", "2026-10-31"];
    let october = recipients(&folder, &[&["campaign", "--min-group", "5"], &period[..]].concat());
    assert_eq!(named(&october), [("grown", 20), ("new", 10), ("steady", 30)]);
    let compared = [&["campaign", "--min-group", "5", "--compare", "previous"], &period[..]].concat();
    // The new one had nobody to be recognised before; it is taken along, and then the next: only that one suffices.
    assert_eq!(named(&recipients(&folder, &compared)), [("(small groups)", 60)]);
}

/// So many customers of each campaign; the first customer of all is in every one of them.
fn campaigns(sizes: &[(&str, u32)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = String::from("message_id,customer,direction,campaign,sent_at,delivered_at,read_at\n");
    for (place, (campaign, size)) in sizes.iter().enumerate() {
        for number in 0..*size {
            let customer = if number == 0 { 0 } else { place as u32 * 1000 + number };
            let read = if number % 2 == 0 { "2026-10-01T11:00:00Z" } else { "" };
            log += &format!(
                "{campaign}{number},1555000{customer:04},outbound,{campaign},2026-10-{:02}T10:00:00Z,2026-10-01T10:00:05Z,{read}\n",
                place + 1
            );
        }
    }
    fs::write(folder.path().join("log.csv"), log).expect("a file");
    folder
}

fn recipients(folder: &TempDir, options: &[&str]) -> Vec<(String, i64)> {
    let report =
        report(&[folder.path().to_str().expect("a path")], &[&["--kpi", "messages_sent", "--by"], options].concat());
    let rows = report["rows"].as_array().expect("rows").iter().skip(1);
    let name = |row: &Value| {
        let group = row["group"].as_object().expect("a group").values();
        group.filter_map(Value::as_str).collect::<Vec<_>>().join("/")
    };
    rows.map(|row| (name(row), row["value"].as_i64().unwrap_or_default())).collect()
}

fn named(rows: &[(String, i64)]) -> Vec<(&str, i64)> {
    rows.iter().map(|(name, count)| (name.as_str(), *count)).collect()
}

#[test]
fn one_small_group_takes_the_next_smallest_along_so_that_nobody_can_subtract() {
    let folder = campaigns(&[("large", 40), ("middle", 20), ("small", 3)]);
    let rows = recipients(&folder, &["campaign", "--min-group", "5"]);
    assert_eq!(named(&rows), [("(small groups)", 23), ("large", 40)]);
    // Two small groups are not enough where they have too few customers together: three here, one of them in both.
    let folder = campaigns(&[("large", 40), ("middle", 20), ("one", 2), ("two", 2)]);
    let rows = recipients(&folder, &["campaign", "--min-group", "4"]);
    assert_eq!(named(&rows), [("(small groups)", 24), ("large", 40)]);
    let rows = recipients(&folder, &["campaign", "--min-group", "3"]);
    assert_eq!(named(&rows), [("(small groups)", 4), ("large", 40), ("middle", 20)]);
    // Where none is small nothing is folded, and one alone is hidden all the same.
    assert_eq!(recipients(&folder, &["campaign", "--min-group", "2"]).len(), 4);
    assert_eq!(
        named(&recipients(&campaigns(&[("one", 2)]), &["campaign", "--min-group", "5"])),
        [("(small groups)", 2)]
    );
}

#[test]
fn parts_of_the_calendar_are_never_folded_and_groups_are_folded_inside_of_them() {
    let folder = campaigns(&[("large", 40), ("one", 2)]);
    let by_day = recipients(&folder, &["day", "--min-group", "5"]);
    assert_eq!(named(&by_day), [("2026-10-01", 40), ("2026-10-02", 2)]);
    let rows = recipients(&folder, &["campaign,day", "--min-group", "5"]);
    assert_eq!(named(&rows), [("(small groups)/2026-10-02", 2), ("large/2026-10-01", 40)]);
    let text = printed(&["report", folder.path().to_str().expect("a path"), "--by", "campaign", "--min-group", "5"]);
    assert!(text.contains("(small groups)"), "{text}");
}
