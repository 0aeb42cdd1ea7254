//! What people see, kept as texts in `golden/`. `UPDATE_GOLDENS=1 cargo test` rewrites them: read the changes.

use std::fs;

use crate::program::{printed, printed_at, root};

/// Compares a text with the one that is kept, line by line.
pub fn assert_golden(name: &str, told: &str) {
    let path = root().join("tests/it/golden").join(name);
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(&path, told).expect("goldens can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(told.lines()).position(|(kept, told)| kept != told);
    let line = differs.unwrap_or_else(|| kept.lines().count().min(told.lines().count()));
    let [was, is] = [&kept, told].map(|text| text.lines().nth(line).unwrap_or("(the end)"));
    let hint = "run with UPDATE_GOLDENS=1 and look at the changes";
    assert!(kept == told, "{name}, line {}:\n   kept {was}\n   told {is}\n{hint}", line + 1);
}

fn head(text: &str, lines: usize) -> String {
    text.lines().take(lines).map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_report_of_the_shop() {
    for width in [80, 140] {
        let table = printed_at(width, &["report", "examples/shop"]);
        assert_golden(&format!("report-{width}.txt"), &table);
        let widest = table.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "the report is {widest:?} wide");
    }
    assert_golden("report-by-campaign.txt", &printed(&["report", "examples/shop", "--by", "campaign"]));
}

#[test]
fn the_report_beside_another_period() {
    let week = "report examples/shop --since 2026-10-05 --until 2026-10-11 --compare previous";
    let told = |more: &str| printed(&format!("{week} {more}").split(' ').collect::<Vec<_>>());
    assert_golden("report-compare.txt", &told("--section delivery,engagement,response"));
    assert_golden("report-compare-by-campaign.txt", &told("--kpi open_rate,reply_rate --by campaign"));
    let csv = told("--kpi open_rate,reply_rate,response_time,response_time_p50 --by agent --format csv");
    assert_golden("report-compare.csv.txt", &csv.replace('\r', ""));
}

#[test]
fn the_report_on_some_units() {
    let some = "country = 'DE' and not (hour < 9 or hour >= 17)";
    let sections = ["--section", "delivery,engagement,response"];
    assert_golden(
        "report-where.txt",
        &printed(&[&["report", "examples/shop", "--where", some], &sections[..]].concat()),
    );
    let agents = ["report", "examples/shop", "--where", "agent is not null", "--by", "agent", "--section", "response"];
    assert_golden("report-where-by-agent.txt", &printed(&agents));
}

#[test]
fn the_report_for_programs() {
    let csv =
        printed(&["report", "examples/shop", "--format", "csv", "--since", "2026-10-05", "--until", "2026-10-11"]);
    assert_golden("report.csv.txt", &head(&csv.replace('\r', ""), 20));
    let json = printed(&["report", "examples/shop", "--format", "json", "--tz", "Europe/Berlin", "--last", "7d"]);
    assert_golden("report.json.txt", &head(&json, 90));
}

#[test]
fn figures_and_sources_explained() {
    assert_golden("kpis.txt", &printed(&["kpis"]));
    assert_golden("kpis-delivery_rate.txt", &printed(&["kpis", "delivery_rate"]));
    assert_golden("sources.txt", &printed(&["sources"]));
    assert_golden("sources-meta-webhooks.txt", &printed(&["sources", "meta-webhooks"]));
}

#[test]
fn files_explained() {
    assert_golden("inspect.txt", &printed(&["inspect", "examples/shop"]));
}
