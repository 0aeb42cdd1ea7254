//! Sheets as CSV: RFC 4180, UTF-8, times in UTC, exact decimals, empty for no value.
//!
//! Not responsible for reports as CSV (`render::csv`), whose guard against formulas it shares.

use std::borrow::Cow;
use std::io::Write;

use anyhow::Result;
use chrono::DateTime;

use super::sheet::{Cell, Form, Sheet};
use crate::render::csv::guard;
use crate::tables::message::Millis;

/// Writes a sheet.
pub fn write(sheet: &Sheet, into: &mut dyn Write) -> Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(into);
    writer.write_record(sheet.columns.iter().map(|column| column.name.as_bytes()))?;
    for row in 0..sheet.len() {
        for (number, column) in sheet.columns.iter().enumerate() {
            writer.write_field(written(&sheet.cell(number, row), column.form).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(writer.flush()?)
}

fn written<'a>(cell: &'a Cell, form: Form) -> Cow<'a, str> {
    match (cell, form) {
        (Cell::Nothing, _) => Cow::Borrowed(""),
        (Cell::Text(text), _) => guard(text),
        (Cell::Time(time), _) => Cow::Owned(instant(*time)),
        (Cell::Number(number), Form::Decimal(places)) => Cow::Owned(decimal(*number, places)),
        (Cell::Number(number), _) => Cow::Owned(number.to_string()),
        (Cell::Boolean(flag), _) => Cow::Borrowed(if *flag { "true" } else { "false" }),
    }
}

/// A time as RFC 3339 in UTC, with milliseconds where there are any.
pub fn instant(time: Millis) -> String {
    let format = if time % 1_000 == 0 { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%dT%H:%M:%S%.3fZ" };
    DateTime::from_timestamp_millis(time).map(|time| time.format(format).to_string()).unwrap_or_default()
}

/// A whole number of so many decimals as a decimal number, without zeros at its end.
fn decimal(number: i64, places: u32) -> String {
    let one = 10_u64.pow(places);
    let (whole, rest) = (number.unsigned_abs() / one, number.unsigned_abs() % one);
    let sign = if number < 0 { "-" } else { "" };
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let rest = format!("{rest:0width$}", width = places as usize);
    format!("{sign}{whole}.{}", rest.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Column;
    use super::*;

    #[test]
    fn times_have_milliseconds_only_where_there_are_any() {
        assert_eq!(instant(1_793_487_552_000), "2026-10-31T22:59:12Z");
        assert_eq!(instant(1_793_487_552_007), "2026-10-31T22:59:12.007Z");
        assert_eq!(instant(0), "1970-01-01T00:00:00Z");
    }

    #[test]
    fn decimals_are_exact() {
        for (number, written) in
            [(0, "0"), (52_900, "0.0529"), (-1, "-0.000001"), (1_500_000, "1.5"), (-2_000_000, "-2")]
        {
            assert_eq!(decimal(number, 6), written);
        }
        assert_eq!(decimal(i64::MIN, 6), "-9223372036854.775808");
        assert_eq!(decimal(333_333_333, 9), "0.333333333");
    }

    #[test]
    fn texts_are_quoted_and_guarded_and_nothing_is_empty() {
        let texts = ["=1+1", "a,\"b\"", "", "-5"];
        let columns = vec![
            Column::new("text", Form::Text, move |row| Cell::text(texts[row])),
            Column::new("yes", Form::Boolean, |row| Cell::flag((row > 0).then_some(row > 1))),
        ];
        let mut bytes = Vec::new();
        write(&Sheet::new("x", columns, texts.len(), |_| Cell::Nothing), &mut bytes).unwrap();
        let expected = "text,yes\r\n,true\r\n-5,true\r\n'=1+1,\r\n\"a,\"\"b\"\"\",false\r\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
