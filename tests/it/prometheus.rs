//! `--format prometheus`, read back by a small reader of the text format: what it says is what JSON says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::program::{printed, report, root};

/// A series: a metric with its labels.
type Series = (String, BTreeMap<String, String>);

/// Reads the text format, as strictly as it is specified.
fn parse(text: &str) -> BTreeMap<Series, f64> {
    assert!(text.ends_with('\n'));
    let (mut series, mut begun) = (BTreeMap::new(), BTreeSet::new());
    let mut current = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            current = help.split(' ').next().expect("a name").to_owned();
            assert!(begun.insert(current.clone()), "{current} begins twice");
            assert_eq!(lines.next(), Some(format!("# TYPE {current} gauge").as_str()));
            continue;
        }
        let (name, labels, value) = sample(line);
        assert_eq!(name, current, "{line}");
        let value: f64 = value.parse().expect("a number");
        assert!(series.insert((name, labels), value).is_none(), "twice: {line}");
    }
    series
}

fn sample(line: &str) -> (String, BTreeMap<String, String>, &str) {
    let end = line.find(['{', ' ']).expect("a value");
    let name = &line[..end];
    let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    assert!(is_name(name) && name.starts_with("wa_kpi_"), "{line}");
    let mut labels = BTreeMap::new();
    let mut rest = &line[end..];
    while let Some(label) = rest.strip_prefix(['{', ',']) {
        let (name, quoted) = label.split_once("=\"").expect("a label");
        assert!(is_name(name), "{line}");
        let mut letters = quoted.char_indices();
        let mut value = String::new();
        let end = loop {
            match letters.next().expect("a closing quote") {
                (place, '"') => break place,
                (_, '\\') => value.push(match letters.next().expect("an escape").1 {
                    'n' => '\n',
                    letter => letter,
                }),
                (_, letter) => value.push(letter),
            }
        };
        assert!(labels.insert(name.to_owned(), value).is_none(), "{line}");
        rest = &quoted[end + 1..];
    }
    let value = rest.strip_prefix('}').unwrap_or(rest).strip_prefix(' ').expect("a blank");
    (name.to_owned(), labels, value)
}

/// What JSON says, as series.
fn expected(report: &Value) -> BTreeMap<Series, f64> {
    let mut series = BTreeMap::new();
    for row in report["rows"].as_array().expect("rows") {
        let Some(value) = row["value"].as_f64() else { continue };
        let id = row["kpi"].as_str().expect("an id");
        let unit = row["unit"].as_str().expect("a unit");
        let suffix = BTreeMap::from([("share", "_ratio"), ("seconds", "_seconds")]).get(unit).copied().unwrap_or("");
        let group = row["group"].as_object().expect("a group").iter();
        let mut labels: BTreeMap<String, String> =
            group.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect();
        if let Some(currency) = row["currency"].as_str() {
            labels.insert("currency".to_owned(), currency.to_owned());
        }
        series.insert((format!("wa_kpi_{id}{suffix}"), labels.clone()), value);
        if let Some(n) = row["n"].as_f64().filter(|_| unit != "count") {
            series.insert((format!("wa_kpi_{id}_n"), labels), n);
        }
    }
    series
}

#[test]
fn every_value_of_the_report_is_a_series_and_nothing_else_is() {
    for options in [&[][..], &["--by", "campaign,country"], &["--by", "day", "--last", "7d"]] {
        let options = [options, &["--config", "examples/shop/wa-kpi.toml"]].concat();
        let json = report(&["examples/shop"], &options);
        let text = printed(&[&["report", "examples/shop", "--format", "prometheus"], &options[..]].concat());
        let mut series = parse(&text);
        let about: Vec<(Series, f64)> = series
            .iter()
            .filter(|((name, _), _)| ["wa_kpi_records", "wa_kpi_as_of_timestamp_seconds"].contains(&name.as_str()))
            .map(|(series, value)| (series.clone(), *value))
            .collect();
        assert_eq!(about.len(), 5);
        series.retain(|name, _| about.iter().all(|(about, _)| about != name));
        let records: f64 = about.iter().filter(|((name, _), _)| name == "wa_kpi_records").map(|(_, value)| value).sum();
        let inputs = json["inputs"].as_array().expect("inputs").iter();
        assert_eq!(records, inputs.filter_map(|input| input["records"].as_f64()).sum::<f64>());
        let expected = expected(&json);
        // The reader of JSON rounds the last digit in its own way.
        let is_told = |(name, value): &(&Series, &f64)| {
            series.get(name).is_some_and(|told| (told - **value).abs() <= value.abs() * f64::EPSILON)
        };
        let missing = expected.iter().find(|expected| !is_told(expected));
        assert!(missing.is_none() && series.len() == expected.len(), "{options:?}: {missing:?}");
    }
}

#[test]
fn names_of_campaigns_are_escaped_and_a_file_is_the_same_whoever_wrote_it_when() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = "message_id,customer,direction,sent_at,delivered_at,campaign\n\
        a,4915100000001,outbound,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,\"a \"\"b\"\" \\ c\nd\"\n";
    fs::write(folder.path().join("log.csv"), table).expect("a file");
    let (log, out) = (folder.path().join("log.csv"), folder.path().join("kpis.prom"));
    let (log, out) = (log.to_str().expect("a path"), out.to_str().expect("a path"));
    printed(&["report", log, "--by", "campaign", "-o", out]);
    let once = fs::read_to_string(out).expect("the file was written");
    let of_group = BTreeMap::from([("campaign".to_owned(), "a \"b\" \\ c\nd".to_owned())]);
    assert_eq!(parse(&once)[&("wa_kpi_delivery_rate_ratio".to_owned(), of_group)], 1.0);
    assert!(once.contains("wa_kpi_as_of_timestamp_seconds 1790848804\n"), "{once}");
    // A report beside the export is no input.
    let again = printed(&["report", folder.path().to_str().expect("a path"), "--by", "campaign", "-f", "prometheus"]);
    assert_eq!(again, once);
    assert!(root().join("src").exists());
}

#[test]
fn neither_the_order_of_inputs_nor_threads_nor_memory_show_in_any_format() {
    let inputs = ["examples/shop/send-log.csv", "examples/shop/webhooks.jsonl"];
    for format in ["prometheus", "csv", "json", "table", "html"] {
        let ask = |inputs: [&str; 2], rest: &[&str]| {
            printed(&[&["report", "-f", format, "--by", "country", "--min-group", "40"], &inputs[..], rest].concat())
        };
        let one = ask(inputs, &["--threads", "1"]);
        assert_eq!(one, ask([inputs[1], inputs[0]], &["--threads", "4", "--memory", "1M", "--quiet"]), "{format}");
    }
}
