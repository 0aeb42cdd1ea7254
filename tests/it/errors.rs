//! Every broken file of `testdata` and every wrong word on the command line gets one sentence that helps.

use serde_json::Value;

use crate::golden::assert_golden;
use crate::library::files_below;
use crate::program::{printed, root, run};

/// Command lines that ask wrongly.
const WRONG: &[&str] = &[
    "report",
    "report exports",
    "report exports/*.csv",
    "report examples/shop/send-log.csv send-log:examples/shop/send-log.csv canonical:examples/shop/send-log.csv",
    "report canonical:examples/shop/webhooks.jsonl",
    "report testdata/not_an_export",
    "report examples/shop --since 2026-13-01",
    "report examples/shop --since tomorrow",
    "report examples/shop --since 2026-10-02 --until 2026-10-01",
    "report examples/shop --last fortnight",
    "report examples/shop --last 7d --since 2026-10-01",
    "report examples/shop --as-of 30d",
    "report examples/shop --compare previous",
    "report examples/shop --since 2026-10-05 --compare year",
    "report examples/shop --last 7d --compare last-week",
    "report examples/shop --last 7d --compare 2026-09-30..2026-09-01",
    "report examples/shop --tz Europe/Berln",
    "report examples/shop --kpi delivry_rate",
    "report examples/shop --kpi happiness",
    "report examples/shop --section delivry",
    "report examples/shop --by campain",
    "report examples/shop --by campaign,campaign",
    "report examples/shop --where contry='DE'",
    "report examples/shop --where country=DE",
    "report examples/shop --where country",
    "report examples/shop --where (hour>=9",
    "report examples/shop --by campaign,agent,country,day",
    "report examples/shop --confidence 95",
    "report examples/shop --threads 0",
    "report examples/shop --clock busines",
    "report examples/shop --clock business",
    "report examples/shop --config no/such/wa-kpi.toml",
    "report examples/shop --config testdata/settings",
    "report examples/shop --date-order ydm",
    "report examples/shop --format xml",
    "report examples/shop -o report.pdf",
    "report examples/shop -o report.csv -o report.csv",
    "report examples/shop -o no/such/folder/report.csv",
    "report examples/shop/send-log.csv -o examples/shop/send-log.csv",
    "check",
    "check examples/shop",
    "check --rule csat>=80%",
    "check examples/shop --rule csat>=80",
    "check examples/shop --rule delivry_rate>=95%",
    "check examples/shop --rule csat>=80% --rule response_time<=15",
    "check examples/shop --rule csat>=80% --format xml",
    "check examples/shop --rule csat>=80% -o check.csv",
    "check examples/shop --rule csat>=80% -o check.xml -o check.xml",
    "check examples/shop/send-log.csv --rule csat>=80% -o examples/shop/send-log.csv",
    "check examples/shop --rule csat>=80% --by campaign",
    "check testdata/header_only.csv --rule rejected<=1%",
    "check testdata/unreadable_time.csv --strict --rule rejected<=1%",
    "compare",
    "compare examples/shop",
    "compare --arms variant",
    "compare examples/shop --arms varint",
    "compare examples/shop --arms variant --control C",
    "compare examples/shop --arms business",
    "compare examples/shop/bot.csv --arms variant",
    "compare examples/shop --arms variant --split 50",
    "compare examples/shop --arms variant --split 50:0",
    "compare examples/shop --arms variant --split 50:30:20",
    "compare examples/shop --arms variant --compare previous",
    "compare examples/shop --compare previous",
    "compare examples/shop/bot.csv examples/shop/inbox.csv --split 50:50",
    "compare examples/shop examples/shop",
    "compare examples/shop --holdout B",
    "compare examples/shop examples/holdout --holdout B",
    "compare examples/shop --arms variant --holdout C",
    "compare examples/shop --arms variant --holdout B --control A",
    "compare examples/shop --arms week --holdout B",
    "compare examples/shop --arms segment --holdout vip --where variant='A'",
    "compare examples/shop/send-log.csv --arms variant --holdout A",
    "compare examples/shop --arms variant --kpi delivry_rate",
    "compare examples/shop --arms variant --format xml",
    "compare examples/shop --arms variant -o compared.pdf",
    "compare --counts A=1",
    "compare --counts A=1/2",
    "compare --counts A=3/2,B=1/2",
    "compare --counts A=x/2,B=1/2",
    "compare --counts A=1/2,B=0/0",
    "compare --counts A=1/2,A=1/3",
    "compare examples/shop --counts A=1/2,B=1/3",
    "compare --counts A=1/2,B=1/3 --control C",
    "report examples/shop --append",
    "report examples/shop --append -o report.json",
    "report examples/shop --min-group 0",
    "report examples/shop --quiet -v",
    "report examples/shop --show-texts",
    "report examples/shop --pseudonymize",
    "report examples/shop --pseudonymize --key-file no/such/key",
    "report examples/shop --pseudonymize --key-file testdata/empty.csv",
    "report examples/shop --key-file testdata/empty.csv",
    "kpis delivry_rate",
    "sources meta-webhook",
    "report examples/own-format/repairs.csv",
    "report sendlog:examples/shop/send-log.csv",
    "inspect",
    "inspect send-log:examples/own-format/repairs.csv",
    "init examples/shop -o examples/shop/wa-kpi.toml",
    "init examples/shop/send-log.csv -o examples/shop/send-log.csv --force",
    "init no/such/folder -o -",
    "init -o no/such/folder/wa-kpi.toml",
    "convert examples/shop",
    "convert -o target/tables",
    "convert examples/shop -o examples/shop/tables",
    "convert examples/shop/send-log.csv -o README.md",
    "convert examples/formats/canonical/messages.csv -o examples/formats/canonical",
    "convert examples/shop -o target/tables --format xlsx",
    "convert examples/shop -o target/tables --rejects target/tables/messages.csv",
    "convert testdata/header_only.csv -o target/tables",
    "convert --strict testdata/unreadable_time.csv -o target/tables",
    "reprot examples/shop",
];

/// The one line on standard error of a command line that must fail.
pub fn refusal(line: &str) -> String {
    let output = run(&line.split_whitespace().collect::<Vec<_>>());
    let said = String::from_utf8(output.stderr).expect("errors are UTF-8");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{line}: {said}");
    assert!(said.starts_with("wa-kpi: ") && said.lines().count() == 1, "{line}: {said}");
    said
}

#[test]
fn every_wrong_command_line_is_told_what_to_do() {
    let told: Vec<String> = WRONG.iter().map(|line| format!("$ wa-kpi {line}\n{}", refusal(line))).collect();
    assert_golden("errors.txt", &told.join("\n"));
}

/// What `inspect` found in a file, in short.
fn findings(file: &Value) -> String {
    let mut lines = String::new();
    for (name, list) in [("ignored", "ignored_because"), ("unknown", "unknown"), ("rejected", "rejected_because")] {
        for tally in file[list].as_array().into_iter().flatten() {
            lines += &format!("  {name} {} × {}\n", tally["count"], tally["what"].as_str().unwrap_or_default());
        }
    }
    lines
}

#[test]
fn every_broken_file_is_told_where_and_why() {
    let mut told = String::new();
    for path in files_below(&root().join("testdata")) {
        if ["testdata/settings", "testdata/rules", "testdata/fuzz"]
            .iter()
            .any(|other| path.starts_with(root().join(other)))
        {
            continue;
        }
        let path = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        let output = run(&["report", "--strict", "--format", "csv", &path]);
        let said = String::from_utf8(output.stderr).expect("errors are UTF-8");
        assert!(said.lines().count() == usize::from(!output.status.success()), "{path}: {said}");
        told += &format!("$ wa-kpi report --strict {path}\n{said}");
        let inspected = run(&["inspect", "--format", "json", &path]);
        if inspected.status.success() {
            let json: Value = serde_json::from_slice(&inspected.stdout).expect("an inspection is JSON");
            json["files"].as_array().into_iter().flatten().for_each(|file| told += &findings(file));
        }
        told += "\n";
    }
    assert_golden("testdata.txt", &told);
}

#[test]
fn every_mistake_in_settings_is_told_with_its_line() {
    let mut told = Vec::new();
    for path in files_below(&root().join("testdata/settings")) {
        let path = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        if path.ends_with(".toml") && !path.ends_with("full.toml") {
            let text = std::fs::read(root().join(&path)).expect("a sample can be read");
            let line = format!("report examples/shop/send-log.csv --config {path}");
            told.push(format!("{}{}", String::from_utf8_lossy(&text), refusal(&line)));
        }
    }
    assert_golden("settings.txt", &told.join("\n"));
    printed(&["report", "examples/shop/send-log.csv", "--config", "testdata/settings/full.toml"]);
}

#[test]
fn a_folder_with_broken_files_is_read_nevertheless() {
    let words = ["--input-tz", "UTC", "--date-order", "dmy", "--business", "Lumen Tea"];
    let inspection = printed(&[&["inspect", "testdata"], &words[..]].concat());
    assert!(
        inspection.contains("Not recognised") && inspection.contains("testdata/damaged_archive.zip"),
        "{inspection}"
    );
}
