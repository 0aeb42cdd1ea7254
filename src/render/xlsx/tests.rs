//! Workbooks read back by another program's reader.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::render::fixture::{self, compared, grouped, row};

fn opened(report: &Report, style: &Style) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(render(report, style).unwrap())).unwrap()
}

#[test]
fn a_sheet_a_section_then_notes_and_definitions() {
    let book = opened(&fixture::october(), &fixture::style(80));
    assert_eq!(book.sheet_names(), ["Delivery", "Engagement", "Consent", "Response", "Notes", "Definitions"]);
}

#[test]
fn texts_stay_texts_and_numbers_are_numbers() {
    let mut report = fixture::october();
    report.by = vec!["campaign".to_owned()];
    let names = ["=1+1", "https://example.com", "<script>", "a|b", "-5", "春のセール"];
    let rows = names.iter().map(|name| grouped(row("open_rate", "share", Some(0.25)), &[("campaign", Some(name))]));
    report.rows = rows.collect();
    let mut book = opened(&report, &fixture::style(80));
    let range = book.worksheet_range("Delivery").unwrap();
    for (place, name) in names.iter().enumerate() {
        assert_eq!(range.get((place + 1, 1)), Some(&Data::String((*name).to_owned())));
        assert_eq!(range.get((place + 1, 4)), Some(&Data::Float(0.25)));
    }
    assert!(book.worksheet_formula("Delivery").unwrap().is_empty());
}

#[test]
fn times_are_parts_of_days_and_their_changes_seconds() {
    let mut report = fixture::october();
    report.rows = vec![row("first_response_time", "seconds", Some(43_200.0)), row("x", "seconds", Some(5.0))];
    let mut book = opened(&compared(report), &fixture::style(80));
    let range = book.worksheet_range("Response").unwrap();
    let titles: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let number = |title: &str| {
        let place = titles.iter().position(|known| known == title).unwrap();
        match range.get((1, place)) {
            Some(Data::Float(number)) => *number,
            Some(Data::DateTime(time)) => time.as_f64(),
            other => panic!("{title}: {other:?}"),
        }
    };
    assert_eq!((number("value"), number("change")), (0.5, 43_200.0 / 11.0));
}
