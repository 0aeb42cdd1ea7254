//! The cells of workbooks as text: what a careful hand would write into a CSV file.
//!
//! Not responsible for which cells there are (`workbook`).

use calamine::{DataType, ExcelDateTime};

/// Numbers from here on have lost digits.
const EXACT: f64 = 9_007_199_254_740_992.0;
const DAY_SECONDS: f64 = 86_400.0;

/// A cell as text; empty where it holds nothing or an error.
pub(super) fn text(cell: &impl DataType) -> String {
    if let Some(text) = cell.get_string() {
        text.to_owned()
    } else if let Some(number) = cell.get_float() {
        decimal(number)
    } else if let Some(number) = cell.get_int() {
        number.to_string()
    } else if let Some(truth) = cell.get_bool() {
        truth.to_string()
    } else if let Some(time) = cell.get_datetime() {
        if time.is_duration() { decimal(seconds(time.as_f64())) } else { moment(&time) }
    } else if let Some(time) = cell.get_datetime_iso() {
        let time = if time.contains('.') { time.trim_end_matches('0').trim_end_matches('.') } else { time };
        time.strip_suffix("T00:00:00").unwrap_or(time).to_owned()
    } else if let Some(duration) = cell.get_duration_iso() {
        iso_seconds(duration).map_or_else(|| duration.to_owned(), decimal)
    } else {
        String::new()
    }
}

/// A number without loss: in scientific notation where it has lost digits before it came here.
fn decimal(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    if number.abs() < EXACT {
        // Without the sign of a negative zero.
        return format!("{}", number + 0.0);
    }
    format!("{number:E}").replacen('E', "E+", 1)
}

/// Days as seconds, to the millisecond that spreadsheets keep.
fn seconds(days: f64) -> f64 {
    (days * DAY_SECONDS * 1000.0).round() / 1000.0
}

/// A date, a date with a time, or a time of day.
fn moment(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let fraction = if milli == 0 { String::new() } else { format!(".{milli:03}") };
    let clock = format!("{hour:02}:{minute:02}:{second:02}{fraction}");
    if (0.0..1.0).contains(&time.as_f64()) {
        return clock;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if clock == "00:00:00" { date } else { format!("{date}T{clock}") }
}

/// The seconds of `PT12H30M05.5S`.
fn iso_seconds(duration: &str) -> Option<f64> {
    let mut rest = duration.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, length) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, others)) = rest.split_once(unit) {
            seconds += number.parse::<f64>().ok()? * length;
            rest = others;
        }
    }
    rest.is_empty().then_some((seconds * 1000.0).round() / 1000.0)
}

/// Writes a row of CSV; a row without a filled cell is an empty line.
pub(super) fn write_row(row: &[String], out: &mut impl std::io::Write) -> std::io::Result<()> {
    if row.iter().any(|cell| !cell.is_empty()) {
        for (number, cell) in row.iter().enumerate() {
            out.write_all(if number > 0 { b"," } else { b"" })?;
            if cell.contains([',', '"', '\n', '\r']) {
                write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
            } else {
                out.write_all(cell.as_bytes())?;
            }
        }
    }
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, Data, ExcelDateTimeType};

    use super::*;

    fn serial(value: f64, kind: ExcelDateTimeType) -> String {
        text(&Data::DateTime(ExcelDateTime::new(value, kind, false)))
    }

    #[test]
    fn numbers_keep_what_they_have() {
        let written = [0.0, -0.0, 7.0, 15550002222.0, 4.99, -0.0075, 1e-7, EXACT - 1.0, EXACT, 1.20226e17, -1.20226e17];
        let expected = [
            "0",
            "0",
            "7",
            "15550002222",
            "4.99",
            "-0.0075",
            "0.0000001",
            "9007199254740991",
            "9.007199254740992E+15",
            "1.20226E+17",
            "-1.20226E+17",
        ];
        assert_eq!(written.map(|number| text(&Data::Float(number))), expected);
        assert_eq!(text(&Data::Int(i64::MAX)), i64::MAX.to_string());
        assert_eq!([f64::NAN, f64::INFINITY].map(|number| text(&Data::Float(number))), ["", ""]);
    }

    #[test]
    fn times_have_no_zone_and_durations_are_seconds() {
        use ExcelDateTimeType::{DateTime, TimeDelta};
        assert_eq!(serial(45_943.0, DateTime), "2025-10-13");
        let whole_second = 45_943.0 + f64::from(12 * 3600 + 59 * 60 + 2) / DAY_SECONDS;
        assert_eq!(serial(whole_second, DateTime), "2025-10-13T12:59:02");
        assert_eq!(serial(45_943.541, DateTime), "2025-10-13T12:59:02.400");
        assert_eq!(serial(0.75, DateTime), "18:00:00");
        assert_eq!(serial(1.5, TimeDelta), "129600");
        assert_eq!(serial(f64::from(90) / DAY_SECONDS, TimeDelta), "90");
        for (written, expected) in [
            ("2026-10-31T22:59:12", "2026-10-31T22:59:12"),
            ("2026-10-31T22:59:10.500000000", "2026-10-31T22:59:10.5"),
            ("2026-10-31T22:59:10.000000000", "2026-10-31T22:59:10"),
            ("2026-10-31T00:00:00", "2026-10-31"),
        ] {
            assert_eq!(text(&Data::DateTimeIso(written.to_owned())), expected);
        }
        assert_eq!(text(&Data::DurationIso("PT12H30M05.5S".to_owned())), "45005.5");
        assert_eq!(text(&Data::DurationIso("P1Y".to_owned())), "P1Y");
    }

    #[test]
    fn what_is_no_value_is_empty() {
        assert_eq!(text(&Data::Error(CellErrorType::NA)), "");
        assert_eq!(text(&Data::Empty), "");
        assert_eq!(text(&Data::Bool(true)), "true");
    }

    #[test]
    fn rows_are_read_again_by_any_csv_reader() {
        let rows = [["a, b", "say \"so\"", "two\nlines"], ["", "", ""], ["", "x", " y "]];
        let mut written = Vec::new();
        for row in &rows {
            write_row(&row.map(str::to_owned), &mut written).unwrap();
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_slice());
        let read: Vec<Vec<String>> = reader.deserialize().map(Result::unwrap).collect();
        assert_eq!(read, [rows[0], rows[2]], "a row of nothing is an empty line");
    }
}
