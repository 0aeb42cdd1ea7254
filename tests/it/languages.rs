//! Reports in the reader's language: names, notes and numbers change, ids and what programs read never do.

use std::fs;

use wa_kpi::settings::Language;

use crate::golden::assert_golden;
use crate::program::{printed, root, run};

const LANGUAGES: [&str; 5] = ["en", "de", "es", "zh", "ru"];

/// What a week of the shop is asked for.
const WEEK: [&str; 8] =
    ["report", "examples/shop", "--since", "2026-10-05", "--until", "2026-10-11", "--compare", "previous"];

fn week(more: &[&str]) -> String {
    printed(&[&WEEK[..], more].concat())
}

/// The columns that a line takes on a screen: letters of Chinese take two.
fn columns(line: &str) -> usize {
    let is_wide = |letter: char| matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}');
    line.chars().map(|letter| if is_wide(letter) { 2 } else { 1 }).sum()
}

#[test]
fn the_report_of_the_shop_in_every_language_fits_a_terminal() {
    for language in LANGUAGES {
        let shop = ["report", "examples/shop", "--config", "examples/shop/wa-kpi.toml", "--lang", language];
        let report = printed(&shop);
        let wide: Vec<&str> = report.lines().filter(|line| columns(line) > 80).collect();
        assert_eq!(wide, [""; 0], "{language}");
        if language != "en" {
            assert_golden(&format!("report-{language}.txt"), &report);
        }
    }
}

#[test]
fn breakdowns_and_changes_are_told_in_every_language() {
    for language in LANGUAGES {
        let sections = ["--section", "delivery,conversations,journey", "--lang", language];
        assert_golden(&format!("report-compare-{language}.txt"), &week(&sections));
    }
}

#[test]
fn what_programs_read_knows_no_language() {
    for format in ["csv", "json", "prometheus"] {
        let told = |language: &str| printed(&["report", "examples/shop", "-f", format, "--lang", language]);
        let english = told("en");
        assert!(LANGUAGES.iter().all(|language| told(language) == english), "{format}");
    }
}

#[test]
fn the_command_line_wins_over_the_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("wa-kpi.toml");
    fs::write(&settings, "language = \"es\"\n").expect("settings are written");
    let told = |more: &[&str]| {
        let config = settings.to_str().expect("a path");
        printed(&[&["report", "examples/shop", "--kpi", "open_rate", "--config", config], more].concat())
    };
    assert!(told(&[]).contains("Tasa de apertura"));
    assert!(told(&["--lang", "de"]).contains("Öffnungsrate"));
    assert!(told(&["--lang", "en"]).contains("Open rate"));
}

#[test]
fn an_unknown_language_is_told_with_those_known() {
    let error = String::from_utf8(run(&["report", "examples/shop", "--lang", "fr"]).stderr).expect("text");
    assert!(error.contains("en, de, es, zh, ru") || error.contains("en, de, es, zh and ru"), "{error}");
}

#[test]
fn pages_and_catalogues_are_told_in_every_language() {
    for (language, rate, notes) in [
        ("de", "Zustellrate", "Hinweise"),
        ("es", "Tasa de entrega", "Notas"),
        ("zh", "送达率", "备注"),
        ("ru", "Доставляемость", "Примечания"),
    ] {
        let page = printed(&["report", "examples/shop", "-f", "html", "--lang", language]);
        assert!(page.contains(&format!("<html lang=\"{language}\">")) && page.contains(rate) && page.contains(notes));
        assert!(printed(&["report", "examples/shop", "-f", "md", "--lang", language]).contains(rate));
        assert!(printed(&["kpis", "delivery_rate", "--lang", language]).contains(rate));
    }
}

/// The texts between the tags of a page, without definitions, which stay English, and code.
fn texts(page: &str) -> Vec<&str> {
    let body = page.split("</style>").nth(1).and_then(|rest| rest.split("<script>").next()).unwrap_or_default();
    let pieces = body.split('<').filter(|piece| !piece.starts_with("p lang=\"en\"") && !piece.starts_with("code"));
    pieces
        .filter_map(|piece| piece.split_once('>'))
        .map(|(_, text)| text.trim())
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn no_english_is_left_on_a_page_that_the_table_knows() {
    for language in Language::ALL {
        let more = ["--all", "--by", "campaign", "-f", "html", "--lang", language.id()];
        let page = week(&more);
        let all = texts(&page);
        assert!(all.len() > 1_000, "{}", all.len());
        let left: Vec<&str> = all.into_iter().filter(|text| language.tell(text) != **text).collect();
        assert_eq!(left, [""; 0], "{}", language.id());
    }
}

#[test]
fn a_report_in_another_language_is_no_input() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(root().join("examples/shop/clicks.csv"), folder.path().join("clicks.csv")).expect("a copy");
    let shop = folder.path().to_str().expect("a path");
    for file in ["report.txt", "report.md", "report.html"] {
        let path = folder.path().join(file);
        printed(&["report", shop, "--lang", "zh", "-o", path.to_str().expect("a path")]);
    }
    let json = printed(&["report", shop, "-f", "json"]);
    assert!(!json.contains("report."), "{json}");
}
