//! CSV, long layout: a row per value. RFC 4180, UTF-8, a dot as the decimal sign, empty for no value.
//!
//! Cells are the report's own JSON values, so the two formats can never disagree. Not responsible for breakdowns.

use std::borrow::Cow;

use anyhow::Result;
use serde_json::Value;

use super::{Renderer, Style, change};
use crate::report::Report;

/// `--format csv`
pub static RENDERER: Renderer = Renderer {
    id: "csv",
    extension: "csv",
    doc: "a row per value, for spreadsheets and databases",
    render,
    draws: false,
};

const BEFORE_GROUP: [&str; 2] = ["period_since", "period_until"];
const AFTER_GROUP: [&str; 13] = [
    "kpi",
    "unit",
    "value",
    "numerator",
    "denominator",
    "n",
    "immature",
    "low",
    "high",
    "currency",
    "method",
    "small",
    "reason",
];

/// Columns of a report that compares two periods, with the field of the baseline that each shows.
const COMPARED: [(&str, &str); 4] =
    [("baseline_value", "value"), ("change", "change"), ("p", "p"), ("p_adjusted", "p_adjusted")];

fn render(report: &Report, _: &Style) -> Result<Vec<u8>> {
    let mut writer = writer();
    let dimensions = report.by.iter().map(String::as_str);
    let compared: &[_] = if change::is_compared(report) { &COMPARED } else { &[] };
    let names = compared.iter().map(|(name, _)| *name);
    writer.write_record(BEFORE_GROUP.into_iter().chain(dimensions).chain(AFTER_GROUP).chain(names).map(guard_text))?;
    let bound = |bound: &Option<String>| bound.clone().unwrap_or_default();
    for row in &report.rows {
        let fields = serde_json::to_value(row)?;
        let group = report.by.iter().map(|dimension| text(&fields["group"][dimension]));
        let figures = AFTER_GROUP.iter().map(|column| text(&fields[column]));
        let changes = compared.iter().map(|(_, field)| text(&fields["baseline"][field]));
        let bounds = [bound(&report.period.since), bound(&report.period.until)];
        let cells = bounds.into_iter().chain(group).chain(figures).chain(changes);
        writer.write_record(cells.map(|cell| guard(&cell).into_owned()))?;
    }
    Ok(writer.into_inner()?)
}

/// A writer with the line ends of RFC 4180.
pub fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new())
}

/// A JSON value as a cell.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A cell that no spreadsheet takes for a formula: one that begins like a formula and is no number gets a `'`.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@']) && !is_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn guard_text(cell: &str) -> String {
    guard(cell).into_owned()
}

/// Digits with a sign, a dot or an exponent; words such as `-inf` are none.
fn is_number(cell: &str) -> bool {
    cell.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) && cell.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::{self, grouped, row};

    fn lines(report: &Report) -> Vec<String> {
        let bytes = render(report, &Style::default()).unwrap();
        String::from_utf8(bytes).unwrap().split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_row_holds_every_field_of_the_contract_in_its_order() {
        let lines = lines(&fixture::october());
        assert_eq!(
            lines[0],
            "period_since,period_until,kpi,unit,value,numerator,denominator,n,immature,low,high,currency,method,small,reason"
        );
        assert_eq!(
            lines[3],
            "2026-10-01T00:00:00+02:00,2026-11-01T00:00:00+01:00,delivery_rate,share,0.9499,11790,12412,12412,12,0.9459,0.9536,,wilson,false,"
        );
    }

    #[test]
    fn a_comparison_has_four_more_columns() {
        let mut report = fixture::october();
        report.rows.truncate(1);
        report.rows.push(row("delivery_rate", "share", Some(0.75)).changed(-0.125, Some(0.5)));
        let lines = lines(&report);
        assert!(lines[0].ends_with(",small,reason,baseline_value,change,p,p_adjusted"));
        assert!(lines[1].ends_with(",false,,,,,"));
        assert!(lines[2].ends_with(",false,,0.875,-0.125,0.25,0.5"));
    }

    #[test]
    fn totals_have_empty_dimension_cells_and_an_unknown_dimension_has_its_reason() {
        let mut report = fixture::october();
        report.by = vec!["agent".to_owned()];
        report.rows = vec![
            row("open_rate", "share", Some(0.5)),
            grouped(row("open_rate", "share", Some(0.25)), &[("agent", Some("Ana, \"the\" best"))]),
            grouped(row("opt_in_rate", "share", None), &[("agent", None)]),
        ];
        report.rows[2].reason = Some("not by agent".to_owned());
        let lines: Vec<String> = lines(&report).iter().map(|line| line.replace("2026-", "")).collect();
        assert!(lines[0].contains("period_until,agent,kpi"));
        assert!(lines[1].contains("+01:00,,open_rate,share,0.5,"));
        assert!(lines[2].contains("+01:00,\"Ana, \"\"the\"\" best\",open_rate,share,0.25,"));
        assert!(lines[3].contains("+01:00,,opt_in_rate,share,,") && lines[3].ends_with(",not by agent"));
    }

    #[test]
    fn a_cell_that_begins_like_a_formula_is_guarded_unless_it_is_a_number() {
        for formula in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-inf", "+NaN", "--1", "-1+1", "-", "=\"x\""] {
            assert_eq!(guard(formula), format!("'{formula}"));
        }
        for harmless in ["-1.5", "+491512345", "-1e-7", "a=b", "", "2026-10-01", "'=1"] {
            assert_eq!(guard(harmless), harmless);
        }
    }

    #[test]
    fn group_names_are_guarded_where_they_stand() {
        let mut report = fixture::october();
        report.by = vec!["campaign".to_owned()];
        report.rows = vec![grouped(row("open_rate", "share", Some(-0.5)), &[("campaign", Some("=cmd()"))])];
        assert!(lines(&report)[1].contains(",'=cmd(),open_rate,share,-0.5,"));
    }
}
