//! CSV: a row per value or a row per group. RFC 4180, UTF-8, a dot as the decimal sign, empty for no value.
//!
//! Whole numbers have no fraction. Not responsible for what stands in which column (`sheet`), nor for breakdowns.

use std::borrow::Cow;

use anyhow::Result;

use super::sheet::{Cell, Sheet};
use super::{Renderer, Style};
use crate::report::{self, Report};

/// `--format csv`
pub static RENDERER: Renderer = Renderer {
    id: "csv",
    extension: "csv",
    doc: "a row per value, for spreadsheets and databases",
    binary: false,
    layouts: true,
    render,
    draws: false,
};

fn render(report: &Report, style: &Style) -> Result<Vec<u8>> {
    let sheet = Sheet::of(report, style.layout);
    let mut writer = writer();
    writer.write_record(sheet.columns.iter().map(|column| guard(&column.name).into_owned()))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| text(cell).into_owned()))?;
    }
    Ok(writer.into_inner()?)
}

/// A writer with the line ends of RFC 4180.
pub fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new())
}

fn text<'r>(cell: &Cell<'r>) -> Cow<'r, str> {
    match *cell {
        Cell::Nothing => Cow::Borrowed(""),
        Cell::Text(text) => guard(text),
        Cell::Number(number) | Cell::Amount(number, ..) => Cow::Owned(report::plain(number).to_string()),
        Cell::Boolean(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
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

/// What was a cell before it was guarded.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if matches!(guard(text), Cow::Owned(_)) => text,
        _ => cell,
    }
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
