//! Every renderer shows the same figures: each format is read back by a reader that shares no code with its writer, and
//! compared cell by cell with the JSON report.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx};
use polars::prelude::{AnyValue, ParquetReader, SerReader};
use serde_json::Value;
use wa_kpi::render::RENDERERS;

use crate::program::{printed, printed_at, report};

/// A row as texts and numbers, by column.
type Row = BTreeMap<String, Cell>;

#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Text(String),
    Number(f64),
    Boolean(bool),
}

/// What all formats tell: every kind of figure, by campaign, beside another period.
const QUESTION: [&str; 8] = [
    "--config",
    "examples/shop/wa-kpi.toml",
    "--by",
    "campaign",
    "--compare",
    "2026-09-01..2026-09-30",
    "--since",
    "2026-10-01",
];

struct Told {
    folder: tempfile::TempDir,
    json: Value,
}

/// The same report in every format, written by one run.
static TOLD: LazyLock<Told> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    for layout in ["long", "wide"] {
        let files = RENDERERS.iter().map(|renderer| folder.path().join(format!("{layout}.{}", renderer.extension)));
        let outputs: Vec<String> = files.map(|path| path.to_string_lossy().into_owned()).collect();
        let outputs = outputs.iter().flat_map(|path| ["-o", path]);
        let words = ["report", "examples/shop", "--all", "--quiet", "--layout", layout].into_iter();
        let line: Vec<&str> = words.chain(QUESTION).chain(outputs).collect();
        assert_eq!(printed(&line), "");
    }
    let json = std::fs::read_to_string(folder.path().join("long.json")).expect("a JSON report");
    Told { folder, json: serde_json::from_str(&json).expect("JSON") }
});

fn file(name: &str) -> std::path::PathBuf {
    TOLD.folder.path().join(name)
}

fn cell(value: &Value) -> Option<Cell> {
    match value {
        Value::String(text) => Some(Cell::Text(text.clone())),
        Value::Bool(flag) => Some(Cell::Boolean(*flag)),
        value => value.as_f64().map(Cell::Number),
    }
}

/// The rows of the JSON report under the names of the long layout.
fn expected_long() -> Vec<Row> {
    let rows = TOLD.json["rows"].as_array().expect("rows").iter();
    let flat = |row: &Value| {
        let mut cells = Row::new();
        let plain = row.as_object().into_iter().flatten().filter(|(name, _)| *name != "section");
        cells.extend(plain.filter_map(|(name, value)| Some((name.clone(), cell(value)?))));
        cells.extend(cell(&row["group"]["campaign"]).map(|name| ("campaign".to_owned(), name)));
        for (name, field) in
            [("baseline_value", "value"), ("change", "change"), ("p", "p"), ("p_adjusted", "p_adjusted")]
        {
            cells.extend(cell(&row["baseline"][field]).map(|cell| (name.to_owned(), cell)));
        }
        cells
    };
    rows.map(flat).collect()
}

/// The values of the JSON report by group, then by KPI.
fn expected_wide() -> BTreeMap<String, Row> {
    let mut groups: BTreeMap<String, Row> = BTreeMap::new();
    for row in TOLD.json["rows"].as_array().expect("rows") {
        let name = row["group"]["campaign"].as_str().unwrap_or_default().to_owned();
        if row["group"].as_object().is_some_and(|group| group.values().all(|value| !value.is_null())) {
            let kpi = row["kpi"].as_str().expect("an id");
            let cells = [(kpi.to_owned(), &row["value"]), (format!("{kpi}_change"), &row["baseline"]["change"])];
            let cells = cells.into_iter().filter_map(|(name, value)| Some((name, cell(value)?)));
            groups.entry(name).or_default().extend(cells);
        }
    }
    groups
}

fn csv_rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).expect("a CSV report");
    let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let typed = |text: &str| match (text, text.parse::<f64>()) {
        ("true" | "false", _) => Cell::Boolean(text == "true"),
        (_, Ok(number)) => Cell::Number(number),
        _ => Cell::Text(text.to_owned()),
    };
    let rows = reader.records().map(|record| {
        let record = record.expect("a record");
        let filled = names.iter().zip(record.iter()).filter(|(_, text)| !text.is_empty());
        filled.map(|(name, text)| (name.clone(), typed(text))).collect()
    });
    rows.collect()
}

fn parquet_rows(path: &Path) -> Vec<Row> {
    let frame = ParquetReader::new(std::fs::File::open(path).expect("a file")).finish().expect("a Parquet report");
    let typed = |value: AnyValue| match value {
        AnyValue::Null => None,
        AnyValue::String(text) => Some(Cell::Text(text.to_owned())),
        AnyValue::Boolean(flag) => Some(Cell::Boolean(flag)),
        AnyValue::Int64(number) => Some(Cell::Number(number as f64)),
        AnyValue::Float64(number) => Some(Cell::Number(number)),
        other => panic!("{other:?}"),
    };
    let row = |number: usize| {
        let cells =
            frame.columns().iter().map(|column| (column.name().to_string(), column.get(number).expect("a cell")));
        cells.filter_map(|(name, value)| Some((name, typed(value)?))).collect()
    };
    (0..frame.height()).map(row).collect()
}

/// The rows of every sheet of a workbook, by name; times as seconds.
fn sheets(path: &Path) -> Vec<(String, Vec<Row>)> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let typed = |data: &Data| match data {
        Data::Empty => None,
        Data::String(text) => Some(Cell::Text(text.clone())),
        Data::Bool(flag) => Some(Cell::Boolean(*flag)),
        Data::Float(number) => Some(Cell::Number(*number)),
        Data::DateTime(time) if time.is_duration() => Some(Cell::Number(time.as_f64() * 86_400.0)),
        Data::DateTime(time) => Some(Cell::Text(time.to_string())),
        other => panic!("{other:?}"),
    };
    let named = book.sheet_names().into_iter().map(|name| {
        let range = book.worksheet_range(&name).expect("a sheet");
        assert!(book.worksheet_formula(&name).expect("formulas").is_empty(), "{name} has formulas");
        let mut rows = range.rows();
        let titles: Vec<String> = rows.next().expect("a header").iter().map(ToString::to_string).collect();
        let row = |row: &[Data]| {
            let cells = titles.iter().zip(row).filter_map(|(title, data)| Some((title.clone(), typed(data)?)));
            cells.collect::<Row>()
        };
        (name, rows.map(row).collect())
    });
    named.collect()
}

/// Numbers may lose their last digit on the way through days.
fn assert_same(told: &Row, expected: &Row, without: &[&str], format: &str) {
    for name in expected.keys().chain(told.keys()).filter(|name| !without.contains(&name.as_str())) {
        let same = match (told.get(name), expected.get(name)) {
            (Some(Cell::Number(told)), Some(Cell::Number(expected))) => {
                (told - expected).abs() <= 1e-12 * expected.abs().max(1.0)
            }
            (told, expected) => told == expected,
        };
        assert!(same, "{format}, {name}: {:?} is not {:?}\n{expected:?}", told.get(name), expected.get(name));
    }
}

#[test]
fn rows_of_csv_and_parquet_are_those_of_json() {
    let expected = expected_long();
    for (format, told) in [("csv", csv_rows(&file("long.csv"))), ("parquet", parquet_rows(&file("long.parquet")))] {
        assert_eq!(told.len(), expected.len());
        for (told, expected) in told.iter().zip(&expected) {
            assert_same(told, expected, &["period_since", "period_until"], format);
            let since = Cell::Text(TOLD.json["period"]["since"].as_str().expect("a beginning").to_owned());
            assert_eq!(told["period_since"], since, "{format}");
        }
    }
}

#[test]
fn a_wide_row_holds_the_values_of_its_group() {
    let expected = expected_wide();
    let sheets = sheets(&file("wide.xlsx"));
    let mut of_book: BTreeMap<String, Row> = BTreeMap::new();
    for row in sheets.into_iter().take_while(|(name, _)| name != "Failures").flat_map(|(_, rows)| rows) {
        of_book.entry(name_of(&row)).or_default().extend(row);
    }
    let by_group = |rows: Vec<Row>| rows.into_iter().map(|row| (name_of(&row), row)).collect();
    let told =
        [("csv", by_group(csv_rows(&file("wide.csv")))), ("parquet", by_group(parquet_rows(&file("wide.parquet"))))];
    for (format, told) in told.into_iter().chain([("xlsx", of_book)]) {
        assert_eq!(told.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{format}");
        for (group, row) in &told {
            assert_same(row, &expected[group], &["campaign", "period_since", "period_until"], format);
        }
    }
}

fn name_of(row: &Row) -> String {
    match row.get("campaign") {
        Some(Cell::Text(name)) => name.clone(),
        _ => String::new(),
    }
}

#[test]
fn sheets_of_a_workbook_are_sections_breakdowns_notes_and_definitions() {
    let sheets = sheets(&file("long.xlsx"));
    let mut figures = expected_long().into_iter();
    let mut known = Vec::new();
    for (name, rows) in &sheets {
        let breakdown = name.to_lowercase().replace(' ', "_");
        if let Some(expected) = TOLD.json["breakdowns"][&breakdown].as_array() {
            assert_eq!(rows.len(), expected.len(), "{name}");
            for (told, expected) in rows.iter().zip(expected) {
                let mut row: Row = expected
                    .as_object()
                    .expect("a row")
                    .iter()
                    .filter_map(|(name, value)| Some((name.clone(), cell(value)?)))
                    .collect();
                row.extend(cell(&expected["group"]["campaign"]).map(|name| ("campaign".to_owned(), name)));
                assert_same(told, &row, &["at"], name);
            }
        } else if name == "Definitions" {
            assert!(rows.iter().all(|row| row.contains_key("question") && row.contains_key("definition")));
        } else if name != "Notes" {
            for told in rows {
                assert_same(told, &figures.next().expect("a figure"), &["name"], name);
            }
        }
        known.push(breakdown);
    }
    assert_eq!(figures.next(), None);
    let breakdowns = TOLD.json["breakdowns"].as_object().expect("breakdowns");
    assert!(breakdowns.keys().all(|name| known.contains(name)), "{known:?}");
    assert!(known.ends_with(&["notes".to_owned(), "definitions".to_owned()]));
}

/// The cells of Markdown tables, as their readers see them.
fn markdown_tables(text: &str) -> Vec<Vec<String>> {
    let row = |line: &str| {
        let inner = line.trim_start_matches("| ").trim_end_matches(" |").replace("\\|", "\u{1}");
        let cells = inner.split('|').map(|cell| {
            let cell = cell.replace('\u{1}', "|").replace('\\', "").replace("<!-- -->", "").replace("&nbsp;", " ");
            cell.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim().to_owned()
        });
        cells.collect()
    };
    text.lines().filter(|line| line.starts_with('|')).map(row).collect()
}

#[test]
fn the_table_markdown_and_the_page_show_the_same_values() {
    let rows = report(&["examples/shop"], &["--config", "examples/shop/wa-kpi.toml"]);
    let shown = ["report", "examples/shop", "--config", "examples/shop/wa-kpi.toml", "--all"];
    let table = printed_at(200, &shown);
    let markdown = markdown_tables(&printed(&[&shown[..], &["--format", "md"]].concat()));
    let page = printed(&[&shown[..], &["--format", "html"]].concat());
    for row in rows["rows"].as_array().expect("rows") {
        let kpi = row["kpi"].as_str().expect("an id");
        // The median and p90 of a time stand beside its mean.
        let (base, place) = match (kpi.strip_suffix("_p50"), kpi.strip_suffix("_p90")) {
            (Some(base), _) => (base, Some("p50")),
            (_, Some(base)) => (base, Some("p90")),
            _ => (kpi, None),
        };
        // Those of the settings have no place in the built-in catalogue.
        let Some(known) = wa_kpi::kpis::kpi(base).or_else(|| wa_kpi::kpis::kpi(kpi)) else { continue };
        let (name, Some(value)) = (known.name, row["value"].as_f64()) else { continue };
        let unit = wa_kpi::units::Unit::of(row["unit"].as_str().expect("a unit")).expect("a unit");
        let currency = row["currency"].as_str().map(|code| format!(" {code}")).unwrap_or_default();
        let value = format!("{}{currency}", unit.show(value));
        let is_own = |line: &&str| line.trim().strip_prefix(name).is_some_and(|rest| rest.starts_with("  "));
        let shown = table.lines().filter(is_own).any(|line| line.contains(&value));
        assert!(shown, "{kpi}: the table does not show {value}");
        let entry = page.split(&format!("<tr id=\"{base}\">")).nth(1).and_then(|rest| rest.split("</tr>").next());
        let said = match place {
            None => format!("<strong>{value}</strong>"),
            Some("p50") => format!("median {value}"),
            Some(_) => format!("p90 {value}"),
        };
        assert!(entry.is_some_and(|entry| entry.contains(&said)), "{kpi}: the page does not show {said}");
        let line = markdown.iter().find(|cells| cells[0] == name);
        let told = line.is_some_and(|cells| if place.is_some() { cells.contains(&value) } else { cells[1] == value });
        assert!(told, "{kpi}: {value} is not in {line:?}");
    }
}

#[test]
fn reports_of_every_format_are_never_read_as_exports() {
    let folder = TOLD.folder.path().to_string_lossy().into_owned();
    let told = report(&["examples/shop", &folder], &[]);
    let inputs = told["inputs"].as_array().expect("inputs");
    assert_eq!(inputs.len(), 11, "{inputs:?}");
    let notes = told["notes"].to_string();
    assert!(!notes.contains("no source recognises"), "{notes}");
}

#[test]
fn every_format_has_the_same_bytes_again() {
    let again = tempfile::tempdir().expect("a folder");
    for renderer in RENDERERS {
        let path = again.path().join(format!("long.{}", renderer.extension));
        let path = path.to_string_lossy().into_owned();
        let words = ["report", "examples/shop", "--all", "--quiet", "--threads", "1", "-o", &path];
        printed(&[&words[..], &QUESTION].concat());
        let (once, twice) = (std::fs::read(file(&format!("long.{}", renderer.extension))), std::fs::read(path));
        assert!(once.expect("a file") == twice.expect("a file"), "{} differs", renderer.id);
    }
}
