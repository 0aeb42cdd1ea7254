//! What the page of a report holds, and how it is written.

use super::*;
use crate::render::fixture::{self, grouped, row};
use crate::report::{Bar, Drawn, Spread};

fn page(report: &Report) -> String {
    String::from_utf8(render(report, &fixture::style(100)).unwrap()).unwrap()
}

#[test]
fn names_from_exports_are_text_and_never_markup() {
    let mut report = fixture::october();
    report.by = vec!["campaign".to_owned()];
    let evil = "<script>alert('1')</script>\"><img src=x>&amp;";
    report.rows.push(grouped(row("open_rate", "share", Some(0.5)), &[("campaign", Some(evil))]));
    report.drawn.campaigns = ["a", evil]
        .map(|name| grouped(row("open_rate", "share", Some(0.5)).between(0.4, 0.6), &[("campaign", Some(name))]))
        .to_vec();
    let page = page(&report);
    assert!(!page.contains("<script>alert") && !page.contains("<img"));
    assert!(page.contains("&#60;script&#62;alert(") || page.contains("&lt;script&gt;alert("));
}

#[test]
fn a_page_needs_nothing_but_itself() {
    let page = page(&fixture::by_campaign());
    for foreign in ["http://", "https://", "src=", "url(", "@import", "<link"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

#[test]
fn every_figure_has_its_value_receipt_and_definition() {
    let report = fixture::october();
    let page = page(&report);
    let figures = fixture::style(100);
    for row in report.rows.iter().filter(|row| row.value.is_some() && row.unit == "share") {
        let name = figures.catalogue.get(&row.kpi).map_or("", |kpi| kpi.name);
        for said in [name.to_owned(), words::value(row), words::receipt(row), words::interval(row)] {
            assert!(page.contains(&said), "{}: {said}", row.kpi);
        }
    }
    assert!(page.contains("The definition of this figure in full"));
}

#[test]
fn a_course_is_a_line_with_a_band_and_a_table_of_the_same_values() {
    let mut report = fixture::october();
    let day = |day: &str, value: Option<f64>| {
        let of_day = row("delivery_rate", "share", value);
        let of_day = if value.is_some() { of_day.between(0.8, 0.99) } else { of_day };
        grouped(of_day, &[("day", Some(day))])
    };
    report.drawn = Drawn {
        calendar: "day".to_owned(),
        series: vec![
            day("2026-10-01", Some(0.9)),
            day("2026-10-02", Some(0.925)),
            day("2026-10-03", None),
            day("2026-10-04", Some(0.95)),
        ],
        ..Drawn::default()
    };
    let page = page(&report);
    assert!(page.contains("Delivery rate by day: lowest 90.0% (2026-10-01), highest 95.0% (2026-10-04)"));
    // A day without a value breaks the line; a day alone is a dot.
    let path = page.split("class=\"line\" d=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(path.matches('M').count(), 2, "{path}");
    assert!(path.ends_with("h0"), "{path}");
    assert_eq!(page.matches("class=\"band\"").count(), 1);
    assert!(page.contains("<th scope=\"row\"><bdi>2026-10-03</bdi></th><td>n/a</td>"));
}

#[test]
fn spans_are_shown_by_length_without_empty_ends() {
    let mut report = fixture::october();
    let bar = |up_to, units| Bar { up_to, units };
    let bars = vec![bar(Some(10.0), 0), bar(Some(30.0), 3), bar(Some(60.0), 0), bar(Some(120.0), 1), bar(None, 0)];
    report.drawn.spreads = vec![Spread { kpi: "first_response_time".to_owned(), bars }];
    let page = page(&report);
    assert!(page.contains("10s to 30s") && page.contains("30s to 1m") && page.contains("1m to 2m"));
    assert!(!page.contains("up to 10s") && !page.contains("over 2m"));
    assert!(page.contains("75.0%"));
}

#[test]
fn sections_cards_and_headings_have_ids_of_their_own() {
    let page = page(&fixture::by_campaign());
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&link), "#{link}");
    }
}
