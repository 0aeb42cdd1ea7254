//! `wa-kpi compare`: published values reached through the command, figures counted again from the files by hand, and
//! what people see.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::golden::assert_golden;
use crate::program::{printed, printed_at, report, text};

fn compared(line: &str) -> Value {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let json = printed(&[&["compare", "--format", "json"], &arguments[..]].concat());
    serde_json::from_str(&json).expect("a JSON comparison")
}

/// The second arm against the first of two counts.
fn contrast(counts: &str) -> Value {
    compared(&format!("--counts {counts}"))["rows"][1]["against_control"].clone()
}

#[track_caller]
fn assert_close(found: &Value, expected: f64, tolerance: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("no number: {found}"));
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}

#[test]
fn two_shares_agree_with_the_reference_values() {
    let found = contrast("B=48/80,A=56/70");
    assert_close(&found["low"], 0.052431472402, 1e-9);
    assert_close(&found["high"], 0.333872654037, 1e-9);
    assert_close(&found["p"], 0.0080450813682, 1e-9);
    // Katz, by hand: ln(4/3) ± z · sqrt(1/56 − 1/70 + 1/48 − 1/80).
    let half = 1.959963984540054 * (1.0 / 56.0 - 1.0 / 70.0 + 1.0 / 48.0 - 1.0 / 80.0_f64).sqrt();
    assert_close(&found["ratio"], 4.0 / 3.0, 1e-9);
    assert_close(&found["ratio_low"], (4.0 / 3.0_f64) / half.exp(), 1e-9);
    assert_close(&found["ratio_high"], (4.0 / 3.0_f64) * half.exp(), 1e-9);
    assert_eq!(found["test"], "pooled z");
    let small = contrast("B=3/10,A=9/10");
    assert_eq!(small["test"], "Fisher's exact");
    assert_close(&small["p"], 0.0197666110979, 1e-9);
    assert_close(&small["low"], 0.170522723935, 1e-9);
    let nothing = contrast("B=0/20,A=0/10");
    assert_close(&nothing["low"], -0.161125158053, 1e-9);
    assert_close(&nothing["high"], 0.277532799863, 1e-9);
    assert_eq!((nothing["p"].as_f64(), nothing["verdict"].as_str()), (Some(1.0), Some("too_few")));
}

#[test]
fn two_shares_agree_with_published_trials() {
    // Aspirin and heart attacks (Physicians' Health Study, 1988), as in Agresti, Categorical Data Analysis.
    let aspirin = contrast("aspirin=104/11037,placebo=189/11034");
    assert_close(&aspirin["ratio"], 1.82, 5e-3);
    assert_close(&aspirin["ratio_low"], 1.43, 5e-3);
    assert_close(&aspirin["ratio_high"], 2.31, 5e-3);
    assert_close(&aspirin["difference"], 0.0077, 5e-5);
    assert_eq!(aspirin["verdict"], "higher");
    // The lady tasting tea, as in R's documentation of fisher.test (two-sided).
    assert_close(&contrast("milk=3/4,tea=1/4")["p"], 0.4857142857142857, 1e-9);
    // statsmodels, documentation of proportions_ztest.
    assert_close(&contrast("a=5/83,b=12/99")["p"], 0.159, 5e-4);
    // Newcombe (1998), table II, method 10.
    let small = contrast("b=0/29,a=5/56");
    assert_close(&small["low"], -0.0381, 5e-5);
    assert_close(&small["high"], 0.1926, 5e-5);
}

#[test]
fn several_shares_agree_with_r_and_holm() {
    // R: prop.test(c(83, 90, 129, 70), c(86, 93, 136, 82)), of Fleiss (1981).
    let found = compared("--counts first=83/86,second=90/93,third=129/136,fourth=70/82");
    assert_close(&found["overall"][0]["statistic"], 12.6004, 5e-5);
    assert_close(&found["overall"][0]["p"], 0.005585, 5e-7);
    let contrasts: Vec<&Value> = (1..4).map(|place| &found["rows"][place]["against_control"]).collect();
    let mut raw: Vec<f64> = contrasts.iter().map(|contrast| contrast["p"].as_f64().expect("a p-value")).collect();
    let mut adjusted: Vec<f64> =
        contrasts.iter().map(|contrast| contrast["p_adjusted"].as_f64().expect("a p-value")).collect();
    raw.sort_by(f64::total_cmp);
    adjusted.sort_by(f64::total_cmp);
    assert!((adjusted[0] - 3.0 * raw[0]).abs() < 1e-12);
    assert!((adjusted[1] - (2.0 * raw[1]).max(3.0 * raw[0]).min(1.0)).abs() < 1e-12);
    assert_eq!(found["tests"], 3);
}

#[test]
fn the_split_the_smallest_effect_and_the_holdout_agree_with_the_reference_values() {
    let broken = compared("--counts A=60/600,B=40/400 --split 50:50");
    assert_close(&broken["split"]["statistic"], 40.0, 1e-9);
    assert_close(&broken["split"]["p"], 2.5396285894708634e-10, 1e-19);
    assert_eq!(broken["split"]["alarm"], true);
    let planned = compared("--counts A=60/600,B=40/400 --split 60:40");
    assert_eq!((planned["split"]["p"].as_f64(), planned["split"]["alarm"].as_bool()), (Some(1.0), Some(false)));
    assert_close(&contrast("A=100/1000,B=100/1000")["smallest_effect"], 0.040745, 5e-7);
    // Planned for 12 % and 13.5 %: 7,761 units an arm show a point and a half.
    assert_close(&contrast("A=931/7761,B=931/7761")["smallest_effect"], 0.015, 2e-5);
    let found = compared("--counts treated=620/10000,holdout=500/10000 --holdout holdout");
    let conversions = &found["incremental"][0]["conversions"];
    assert_close(&conversions["incremental"], 120.0, 1e-9);
    assert_eq!((conversions["verdict"].as_str(), found["control"].as_str()), (Some("higher"), Some("holdout")));
}

#[test]
fn a_broken_split_is_said_first_and_nothing_is_called_better() {
    let said = printed(&["compare", "--counts", "A=60/600,B=80/400", "--split", "50:50"]);
    let (split, finding) = (said.find("The split is broken"), said.find("B is higher"));
    assert!(split.is_some() && split < finding, "{said}");
    assert!(said.contains("not to be trusted"), "{said}");
}

#[test]
fn words_say_what_the_numbers_allow() {
    for (counts, verdict, words) in [
        ("A=400/2000,B=480/2000", "higher", "B is higher: +4.0 points (1.4 to 6.6)"),
        ("A=100/1000,B=105/1000", "no_difference", "no difference found; this sample could have shown 4.1 points"),
        ("A=5/20,B=6/20", "too_few", "too few units to tell (20 and 20); this sample could have shown 42.9 points"),
        ("A=0/500,B=0/400", "no_difference", "no difference found; this sample could have shown 1.7 points"),
        (
            "A=160/166,B=155/163",
            "no_difference",
            "no difference found; this sample could have shown a decrease of 8.2 points",
        ),
        (
            "A=30/30,B=29/30",
            "no_difference",
            "no difference found; this sample could have shown a decrease of 22.3 points",
        ),
    ] {
        let found = contrast(counts);
        assert_eq!((found["verdict"].as_str(), found["words"].as_str()), (Some(verdict), Some(words)), "{counts}");
    }
}

const SHOP: &str = "examples/shop --config examples/shop/wa-kpi.toml";

#[test]
fn arms_have_the_figures_of_a_report_by_them() {
    let found = compared(&format!("{SHOP} --arms variant --all"));
    let rows = report(&["examples/shop"], &["--config", "examples/shop/wa-kpi.toml", "--by", "variant"]);
    let all = rows["rows"].as_array().expect("rows");
    let mut arms = 0;
    for row in found["rows"].as_array().expect("rows") {
        let same = |other: &&Value| other["kpi"] == row["kpi"] && other["group"] == row["group"];
        let other = all.iter().find(same).unwrap_or_else(|| panic!("{row}"));
        for (field, value) in other.as_object().expect("an object") {
            assert_eq!(&row[field], value, "{} {field}", row["kpi"]);
        }
        arms += 1;
    }
    assert!(arms > 60, "{arms} rows");
}

/// The records of a CSV file without quotes, by its header.
fn records(path: &str) -> Vec<BTreeMap<String, String>> {
    let text = text(path);
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned));
    let header: Vec<String> = lines.next().into_iter().flatten().collect();
    lines.map(|cells| header.iter().cloned().zip(cells).collect()).collect()
}

#[test]
fn customers_of_arms_are_those_that_the_send_log_names() {
    let mut customers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for sent in records("examples/shop/send-log.csv") {
        let digits = sent["phone"].chars().filter(char::is_ascii_digit).collect();
        customers.entry(sent["variant"].clone()).or_default().insert(digits);
    }
    let found = compared(&format!("{SHOP} --arms variant --kpi reply_rate"));
    for arm in found["arms"].as_array().expect("arms") {
        let name = arm["name"].as_str().unwrap_or_default();
        assert_eq!(arm["customers"].as_u64(), Some(customers[name].len() as u64), "{name}");
    }
    let both = customers["A"].intersection(&customers["B"]).count();
    let told = found["notes"].to_string();
    assert_eq!(told.contains("in several arms"), both > 0, "{both}: {told}");
}

/// Whoever is in the holdout's files: customers, those who ordered from a day on, and what they paid.
fn bought(segment: &str, since: &str) -> (u64, u64, f64) {
    let contacts = records("examples/holdout/contacts.csv");
    let of_segment = contacts.iter().filter(|contact| contact["segment"] == segment);
    let customers: BTreeSet<&str> = of_segment.map(|contact| contact["customer"].as_str()).collect();
    let orders = records("examples/holdout/orders.csv");
    let counted = || {
        orders.iter().filter(|order| order["at"].as_str() >= since && customers.contains(order["customer"].as_str()))
    };
    let buyers: BTreeSet<&str> = counted().map(|order| order["customer"].as_str()).collect();
    let paid = counted().map(|order| order["value"].parse::<f64>().expect("an amount")).sum();
    (customers.len() as u64, buyers.len() as u64, paid)
}

#[test]
fn a_holdout_tells_what_would_have_come_anyway() {
    let found = compared("examples/holdout --arms segment --holdout holdout --since 2026-10-05");
    let incremental = &found["incremental"][0];
    let (treated, ordered, paid) = bought("treated", "2026-10-05");
    let (held, anyway, paid_anyway) = bought("holdout", "2026-10-05");
    let conversions = &incremental["conversions"];
    assert_eq!(
        (conversions["customers"].as_u64(), conversions["holdout_customers"].as_u64()),
        (Some(treated), Some(held))
    );
    let more = ordered as f64 - treated as f64 * anyway as f64 / held as f64;
    assert_close(&conversions["incremental"], more, 1e-9);
    let worth = paid - treated as f64 * paid_anyway / held as f64;
    assert_close(&incremental["revenue"]["incremental"], worth, 1e-6);
    // 200 messages of 0.065.
    assert_close(&incremental["spend"], 13.0, 1e-9);
    assert_close(&incremental["iroas"], worth / 13.0, 1e-6);
    // Whoever got no message of the campaign is the same here.
    let none = printed(&[
        "compare",
        "examples/holdout",
        "--arms",
        "campaign",
        "--holdout",
        "(none)",
        "--since",
        "2026-10-05",
        "-f",
        "json",
    ]);
    let none: Value = serde_json::from_str(&none).expect("a JSON comparison");
    assert_eq!(none["incremental"][0]["conversions"], *conversions);
}

#[test]
fn two_folders_have_the_figures_of_their_own_reports() {
    let inputs = ["examples/shop/former-provider.csv", "examples/shop/webhooks.jsonl"];
    let found = compared(&format!("{} {} --kpi delivery_rate,open_rate,messages_sent", inputs[0], inputs[1]));
    for input in inputs {
        let own = report(&[input], &["--kpi", "delivery_rate,open_rate,messages_sent"]);
        for row in own["rows"].as_array().expect("rows") {
            let same = |other: &&Value| other["kpi"] == row["kpi"] && other["group"]["input"] == *input;
            let other = found["rows"].as_array().expect("rows").iter().find(same).unwrap_or_else(|| panic!("{row}"));
            let fields =
                |row: &Value| ["value", "numerator", "denominator", "low", "high"].map(|name| row[name].clone());
            assert_eq!(fields(other), fields(row));
        }
    }
}

#[test]
fn two_periods_agree_with_the_report_that_compares_them() {
    let week = "--since 2026-10-05 --until 2026-10-11 --compare previous --kpi open_rate,reply_rate,response_time_p50";
    let found = compared(&format!("examples/shop {week}"));
    let own = report(&["examples/shop"], &week.split(' ').collect::<Vec<_>>());
    let now = |row: &&Value| !row["against_control"].is_null();
    let later: Vec<&Value> = found["rows"].as_array().expect("rows").iter().filter(now).collect();
    assert_eq!(later.len(), 3);
    for (row, other) in later.iter().zip(own["rows"].as_array().expect("rows")) {
        assert_eq!((&row["kpi"], &row["value"]), (&other["kpi"], &other["value"]));
        let (contrast, baseline) = (&row["against_control"], &other["baseline"]);
        assert_eq!(
            [&contrast["difference"], &contrast["p"], &contrast["p_adjusted"]],
            [&baseline["change"], &baseline["p"], &baseline["p_adjusted"]]
        );
    }
}

#[test]
fn threads_and_memory_never_show() {
    for question in ["--arms variant", "--arms segment --holdout vip", "--last 7d --compare previous"] {
        let told = |more: &str| {
            let line = format!("compare {SHOP} {question} -f json --quiet {more}");
            printed(&line.split_whitespace().collect::<Vec<_>>())
        };
        let usual = told("--threads 1");
        assert_eq!(told("--threads 4"), usual, "{question}");
        assert_eq!(told("--memory 45M --threads 2"), usual, "{question}");
    }
}

#[test]
fn comparisons_as_people_see_them() {
    let line = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let rates = "--kpi delivery_rate,open_rate,reply_rate,time_to_reply,time_to_reply_p50,opt_out_rate,conversion_rate,revenue_per_message";
    for (name, words) in [
        ("arms", format!("{SHOP} --arms variant {rates}")),
        ("campaigns", format!("{SHOP} --arms campaign --kpi open_rate --where category='marketing'")),
        ("periods", format!("{SHOP} --since 2026-10-05 --until 2026-10-11 --compare previous --section response")),
        ("inputs", "examples/shop/former-provider.csv examples/shop/webhooks.jsonl --section delivery".to_owned()),
        ("counts", "--counts A=387/592,B=356/596,C=402/601 --split 1:1:1".to_owned()),
        ("holdout", "examples/holdout --arms segment --holdout holdout --since 2026-10-05 --split 1:2".to_owned()),
    ] {
        let words = line(&format!("compare {words}"));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for width in [80, 140] {
            let table = printed_at(width, &words);
            let widest = table.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "{name} is {widest:?} wide");
            assert_golden(&format!("compare-{name}-{width}.txt"), &table);
        }
        if name == "arms" {
            let told = |format: &str| printed(&[&words[..], &["--format", format]].concat()).replace('\r', "");
            assert_golden("compare-arms.csv.txt", &told("csv"));
            assert_golden("compare-arms.md.txt", &told("md"));
        }
    }
}

#[test]
fn scores_on_one_scale_are_compared_and_those_on_two_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let answers = |least: u32, most: u32| -> String {
        let line = |place: usize| {
            let (customer, most) = if place < 40 { (4915550100 + place, 5) } else { (33155501000 + place, most) };
            let score = least as usize + place % 5;
            format!("s{place},{customer},csat,{score},{least},{most},2026-10-01T10:{:02}:00Z\n", place % 60)
        };
        let header = "survey_id,customer,kind,score,scale_min,scale_max,at\n".to_owned();
        (0..80).map(line).fold(header, |all, line| all + &line)
    };
    let said = |most: u32| {
        std::fs::write(folder.path().join("surveys.csv"), answers(1, most)).expect("a file");
        let path = folder.path().to_string_lossy();
        let found = compared(&format!("{path} --arms country --kpi csat_mean"));
        found["rows"][1]["against_control"]["verdict"].to_string() + &found["rows"][1]["against_control"].to_string()
    };
    assert!(said(10).contains("scores on different scales are not compared"), "{}", said(10));
    assert!(said(5).contains("\"p\":"), "{}", said(5));
}
