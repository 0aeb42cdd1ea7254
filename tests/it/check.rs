//! `wa-kpi check`: verdicts over the shop in every format, exit codes, rules of the settings, data quality.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::errors::refusal;
use crate::golden::assert_golden;
use crate::junit;
use crate::library::files_below;
use crate::program::{report, root, run, run_at};

/// A week of the shop with its settings, and rules of every kind.
const WEEK: [&str; 18] = [
    "check",
    "examples/shop",
    "--config=examples/shop/wa-kpi.toml",
    "--since=2026-10-05",
    "--until=2026-10-11",
    "--rule=delivery_rate >= 95%",
    "--rule=delivery_rate >= 90% surely",
    "--rule=first_response_time_p90 <= 2h by agent",
    "--rule=reply_rate >= 90% of previous",
    "--rule=messages_sent <= 120% of previous",
    "--rule=csat >= 80% with n >= 100",
    "--rule=churn_rate <= 10% if present",
    "--rule=churn_rate <= 10%",
    "--rule=revenue_per_recipient >= 0.50 USD",
    "--rule=rejected <= 1%",
    "--rule=unknown = 0 by input",
    "--rule=coverage_gap <= 12h",
    "--rule=sends_after_opt_out = 0",
];

fn text(output: Output, code: i32) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stdout).expect("verdicts are UTF-8")
}

fn verdict(arguments: &[&str], code: i32) -> Value {
    let json = text(run(&[&["check", "--format", "json"], arguments].concat()), code);
    serde_json::from_str(&json).expect("a verdict is JSON")
}

#[test]
fn the_verdict_on_the_shop_in_every_format() {
    for width in [80, 140] {
        let table = text(run_at(width, &WEEK), 1);
        assert_golden(&format!("check-{width}.txt"), &table);
        let widest = table.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "the verdict is {widest:?} wide");
    }
    let written = |format: &str| text(run(&[&WEEK[..], &["--format", format]].concat()), 1);
    let json = written("json");
    let rules = json.find("\"rules\"").expect("a verdict has rules");
    assert_golden(
        "check.json.txt",
        &json[rules..].lines().take(100).map(|line| format!("{line}\n")).collect::<String>(),
    );
    let xml = written("junit");
    assert_golden("check.junit.txt", &xml);
    assert_eq!(junit::problems(&xml), Vec::<String>::new());
    assert_golden("check.github.txt", &written("github"));
}

#[test]
fn every_format_tells_the_same_verdict() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let outputs = [format!("-o={}", path("a.json")), format!("-o={}", path("a.xml")), format!("-o={}", path("a.txt"))];
    let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
    assert_eq!(text(run(&[&WEEK[..], &outputs].concat()), 1), "");
    let read = |name: &str| fs::read_to_string(path(name)).expect("the file is written");
    let json: Value = serde_json::from_str(&read("a.json")).expect("JSON");
    let figures: Vec<&Value> =
        json["rules"].as_array().unwrap().iter().flat_map(|rule| rule["figures"].as_array().unwrap()).collect();
    let cases = junit::cases(&read("a.xml"));
    assert_eq!(figures.len(), cases.len());
    for (figure, (name, message)) in figures.iter().zip(&cases) {
        assert_eq!(figure["outcome"] == "passed", message.is_empty(), "{name}: {message}");
    }
    let counted = |outcome: &str| read("a.txt").lines().filter(|line| line.trim_start().starts_with(outcome)).count();
    for outcome in ["failed", "passed", "skipped"] {
        assert_eq!(json["counts"][outcome], counted(outcome), "{outcome}");
    }
    // Verdicts beside exports are neither read nor unknown files.
    fs::copy(root().join("examples/shop/send-log.csv"), path("sends.csv")).expect("an export");
    fs::remove_file(path("a.txt")).expect("a file");
    let again = verdict(&[&folder.path().to_string_lossy(), "--rule", "unrecognised = 0"], 0);
    assert_eq!(again["inputs"].as_array().unwrap().len(), 1);
}

#[test]
fn the_code_says_whether_all_rules_hold() {
    let shop = "examples/shop/send-log.csv";
    let code = |rules: &[&str]| {
        let rules = rules.iter().flat_map(|rule| ["--rule", *rule]);
        run(&["check", shop].into_iter().chain(rules).collect::<Vec<_>>()).status.code()
    };
    assert_eq!(code(&["messages_sent >= 1"]), Some(0));
    assert_eq!(code(&["messages_sent >= 1", "messages_sent < 1"]), Some(1));
    // Skipped rules fail nothing; what cannot be told fails.
    assert_eq!(code(&["csat >= 80% if present"]), Some(0));
    assert_eq!(code(&["csat >= 80%"]), Some(1));
    assert_eq!(code(&["messages_sent >= 1", "mesages_sent >= 1"]), Some(2));
    assert_eq!(code(&[]), Some(2));
}

#[test]
fn what_the_data_cannot_feed_fails_with_what_it_needs() {
    let verdict =
        verdict(&["examples/shop/send-log.csv", "--rule", "csat >= 80%", "--rule", "csat >= 80% by agent"], 1);
    for rule in verdict["rules"].as_array().unwrap() {
        let reason = rule["figures"][0]["reason"].as_str().unwrap();
        assert!(reason.starts_with("needs "), "{reason}");
    }
}

/// Every rule compared by hand with the report that has the same figures.
#[test]
fn verdicts_are_those_that_the_report_would_give() {
    let options = ["--by", "campaign", "--kpi", "delivery_rate,messages_sent,response_time_p50"];
    let report = report(&["examples/shop"], &options);
    let rules = [
        "delivery_rate >= 94.5% by campaign",
        "messages_sent < 300 by campaign",
        "response_time_p50 <= 7m by campaign",
    ];
    for (rule, holds) in rules.into_iter().zip([
        (|value: f64| value >= 0.945) as fn(f64) -> bool,
        |value| value < 300.0,
        |value| value <= 420.0,
    ]) {
        let verdict = verdict(&["examples/shop", "--rule", rule], 1);
        let figures = verdict["rules"][0]["figures"].as_array().unwrap();
        assert!(figures.len() > 2, "{rule}");
        for figure in figures {
            let is_same =
                |row: &&Value| row["kpi"] == verdict["rules"][0]["subject"] && row["group"] == figure["group"];
            let row = report["rows"].as_array().unwrap().iter().find(is_same).expect("the report has it");
            for column in ["value", "n", "low", "high"] {
                assert_eq!(row[column], figure[column], "{rule}: {column}");
            }
            let expected = if row["value"].as_f64().is_some_and(holds) { "passed" } else { "failed" };
            assert_eq!(figure["outcome"], expected, "{rule}: {}", figure["group"]);
        }
    }
}

#[test]
fn a_rule_is_judged_alike_whatever_stands_beside_it_and_however_many_threads_work() {
    let rules =
        ["messages_sent >= 40 by day", "messages_received >= 3 by day", "csat >= 85% by agent", "coverage_gap <= 3d"];
    let together: Vec<&str> = rules.iter().flat_map(|rule| ["--rule", *rule]).collect();
    let all = verdict(&[&["examples/shop"], &together[..]].concat(), 1);
    assert_eq!(all, verdict(&[&["examples/shop", "--threads=3"], &together[..]].concat(), 1));
    for (place, rule) in rules.iter().enumerate() {
        let mut alone = verdict(&["examples/shop", "--rule", rule], 1);
        let found = alone["rules"][0].take();
        let strip = |mut rule: Value| {
            rule["line"] = Value::Null;
            rule
        };
        assert_eq!(strip(found), strip(all["rules"][place].clone()), "{rule}");
    }
}

#[test]
fn rules_of_the_settings_hold_beside_those_of_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rules.toml");
    let settings = "currency = \"EUR\"\n\n[[check]]\nrule = \"messages_sent >= 1\"\n\n[[check]]\nrule = \"delivery_rate >= 99%\"\nby = \"campaign\"\n";
    fs::write(&path, settings).expect("settings");
    let config = path.to_string_lossy().into_owned();
    let verdict = verdict(&["examples/shop", "--config", &config, "--rule", "spend <= 1"], 1);
    let rules = verdict["rules"].as_array().unwrap();
    let told: Vec<_> =
        rules.iter().map(|rule| (rule["rule"].as_str().unwrap(), rule["line"].as_u64().unwrap())).collect();
    assert_eq!(told, [("spend <= 1", 1), ("messages_sent >= 1", 3), ("delivery_rate >= 99% by campaign", 6)]);
    assert!(rules[0]["path"].is_null() && rules[1]["path"] == config.as_str());
    let annotated = text(run(&["check", "examples/shop", "--config", &config, "--format", "github"]), 1);
    let place = format!(",file={},line=6::", config.replace(':', "%3A"));
    assert!(annotated.lines().any(|line| line.starts_with("::error ") && line.contains(&place)), "{annotated}");
}

#[test]
fn every_mistake_in_rules_is_told_with_its_place() {
    let mut told = Vec::new();
    for path in files_below(&root().join("testdata/rules")) {
        let path = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        let settings = fs::read_to_string(root().join(&path)).expect("a sample can be read");
        told.push(format!("{settings}{}", refusal(&format!("check examples/shop/send-log.csv --config {path}"))));
    }
    assert_golden("rules.txt", &told.join("\n"));
}

#[test]
fn rules_about_records_work_where_nothing_else_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("messages.csv");
    let header = "message_id,customer,direction,sent_at\n";
    let row = |number: usize, day: &str| format!("m{number},15550002222,inbound,2026-10-{day}T10:00:00Z\n");
    let broken = "x,15550002222,sideways,yesterday\n";
    let written = path.to_string_lossy().into_owned();
    let judged = |content: String, rule: &str, code: i32| {
        fs::write(&path, content).expect("an export");
        verdict(&[&written, "--rule", rule], code)["rules"][0]["figures"][0].clone()
    };
    let all_broken = format!("{header}{broken}{broken}");
    assert_eq!(judged(all_broken.clone(), "rejected <= 1%", 1)["value"], 1);
    assert_eq!(judged(all_broken.clone(), "rejected <= 2", 0)["value"], 2);
    assert_eq!(judged(all_broken.clone(), "coverage_gap <= 1d", 1)["reason"], "needs messages: no input has any");
    // Without a rule about records there is nothing to check.
    assert_eq!(run(&["check", &written, "--rule", "messages_sent >= 1"]).status.code(), Some(2));

    let days = format!("{header}{}{}{}{}", row(1, "01"), row(2, "02"), row(2, "02"), row(3, "06"));
    assert_eq!(judged(days.clone(), "coverage_gap <= 4d", 0)["value"], 4 * 86_400);
    assert_eq!(judged(days.clone(), "coverage_gap < 4d", 1)["value"], 4 * 86_400);
    assert_eq!(judged(days.clone(), "duplicates <= 25%", 0)["n"], 4);
    assert_eq!(judged(days.clone(), "duplicates = 0", 1)["value"], 1);
    fs::write(&path, days).expect("an export");
    let gap = |options: &[&str]| {
        let rule = ["--rule", "coverage_gap <= 20m"];
        verdict(&[&[written.as_str()], &rule[..], options].concat(), 1)["rules"][0]["figures"][0]["value"].clone()
    };
    assert_eq!(gap(&["--until", "2026-10-20"]), 14 * 86_400 + 14 * 3_600);
    assert_eq!(gap(&["--since", "2026-10-02", "--as-of", "2026-10-04T10:00"]), 2 * 86_400);
}

#[test]
fn the_summary_of_a_step_is_added_to_its_file_by_the_format_that_asks_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "# Before\n").expect("a file");
    let check = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
        command.args(WEEK).args(["--format", format]).current_dir(root()).env("GITHUB_STEP_SUMMARY", &summary);
        text(command.output().expect("the program starts"), 1)
    };
    check("json");
    assert_eq!(fs::read_to_string(&summary).expect("a file"), "# Before\n");
    check("github");
    let written = fs::read_to_string(&summary).expect("a file");
    assert_golden("check-summary.txt", written.strip_prefix("# Before\n").expect("what was there stays"));
}

#[test]
fn standard_input_is_read_once_for_all_rules_and_a_closed_pipe_changes_no_verdict() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wa-kpi"));
    let rules = ["--rule=messages_sent >= 1", "--rule=messages_sent < 1 by campaign", "--rule=rejected = 0"];
    command.args(["check", "-"]).args(rules).current_dir(root()).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let sends = fs::read(root().join("examples/shop/send-log.csv")).expect("an export");
    child.stdin.take().expect("a pipe").write_all(&sends).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(1), ""));
}
