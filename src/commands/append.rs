//! `--append`: a CSV report into a file that holds earlier ones. Rows of the same period, groups and KPI are replaced,
//! all others stay as they are, byte for byte.
//!
//! Not responsible for writing the file nor for keeping others from it (`output`).

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use chrono::DateTime;

use crate::kpis::Catalogue;
use crate::render::csv::unguard;

/// A mark that some programs put before UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The columns that say which period a row is about.
const PERIOD: [&str; 2] = ["period_since", "period_until"];

/// The column that says which KPI a row is about; where KPIs are columns there is none.
const KPI: &str = "kpi";

/// What a file holds once a report's rows, as CSV, are in it. `dimensions` are those of the report.
pub fn into_file(path: &Path, report: &[u8], dimensions: &[String], catalogue: Catalogue) -> Result<Vec<u8>> {
    let before = match fs::read(path) {
        Ok(before) => before,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read {}, which --append adds to", path.display()));
        }
    };
    let told = |error: anyhow::Error| error.context(format!("cannot append to {}", path.display()));
    join(&before, report, dimensions, catalogue).map_err(told)
}

fn join(before: &[u8], report: &[u8], dimensions: &[String], catalogue: Catalogue) -> Result<Vec<u8>> {
    let (old, new) = (Table::read(before)?, Table::read(report)?);
    let Some(header) = &old.header else { return Ok(report.to_vec()) };
    let columns = new.header.as_ref().map(|header| header.cells.clone()).unwrap_or_default();
    ensure_same(&header.cells, &columns)?;
    let key = Key::of(&columns, dimensions);
    let replaced: HashSet<Vec<&str>> = new.rows.iter().map(|row| key.cells(row)).collect();
    let kept = old.rows.iter().filter(|row| !replaced.contains(&key.cells(row))).map(|row| (row, before));
    let mut rows: Vec<(&Row, &[u8])> = kept.chain(new.rows.iter().map(|row| (row, report))).collect();
    rows.sort_by_cached_key(|(row, _)| key.place(row, catalogue));

    let mark = if before.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { &[] };
    let mut bytes = mark.to_vec();
    for (row, text) in std::iter::once((header, before)).chain(rows) {
        bytes.extend_from_slice(&text[row.place.clone()]);
        bytes.extend_from_slice(old.line_end);
    }
    Ok(bytes)
}

fn ensure_same(file: &[String], report: &[String]) -> Result<()> {
    if file == report {
        return Ok(());
    }
    let without = |all: &[String], others: &[String]| -> Vec<String> {
        all.iter().filter(|name| !others.contains(name)).cloned().collect()
    };
    let (more, fewer) = (without(report, file), without(file, report));
    let what = match (&more[..], &fewer[..]) {
        ([], []) => "its columns are those of the report in another order".to_owned(),
        (more, []) => format!("the report has columns that it lacks: {}", more.join(", ")),
        ([], fewer) => format!("it has columns that the report lacks: {}", fewer.join(", ")),
        (more, fewer) => {
            format!("it has the columns {}, the report has {} in their place", fewer.join(", "), more.join(", "))
        }
    };
    bail!("{what}; ask as before (--by, --compare, --layout), or name another file")
}

/// A file of rows.
struct Table {
    header: Option<Row>,
    rows: Vec<Row>,
    line_end: &'static [u8],
}

/// A row: where it stands without its line end, and its cells.
struct Row {
    place: Range<usize>,
    cells: Vec<String>,
}

impl Table {
    fn read(bytes: &[u8]) -> Result<Table> {
        let start = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let text = &bytes[start..];
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        let mut rows: Vec<Row> = Vec::new();
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record)? {
            let from = start + record.position().map_or(0, |place| place.byte() as usize);
            let to = start + reader.position().byte() as usize;
            let place = trimmed(bytes, from..to);
            let line = || 1 + bytes[..place.start].iter().filter(|byte| **byte == b'\n').count();
            let cells: Option<Vec<String>> =
                record.iter().map(|cell| std::str::from_utf8(cell).ok().map(str::to_owned)).collect();
            let Some(cells) = cells else {
                bail!("line {} is no UTF-8: save it as UTF-8, or name another file", line())
            };
            let expected = rows.first().map_or(cells.len(), |header: &Row| header.cells.len());
            ensure!(
                cells.len() == expected,
                "line {} has {} cells, expected {expected} as in the first line: mend or remove it",
                line(),
                cells.len()
            );
            rows.push(Row { place, cells });
        }
        let mut rows = rows.into_iter();
        let header = rows.next();
        let after = header.as_ref().map_or(&[][..], |header| &bytes[header.place.end..]);
        let line_end: &[u8] = if after.starts_with(b"\n") { b"\n" } else { b"\r\n" };
        Ok(Table { header, rows: rows.collect(), line_end })
    }
}

/// The place without the line ends around it. Those inside of quotes have a quote on either side.
fn trimmed(bytes: &[u8], place: Range<usize>) -> Range<usize> {
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let text = bytes.get(place.clone()).unwrap_or_default();
    let before = text.iter().take_while(|byte| is_end(byte)).count();
    let behind = text[before..].iter().rev().take_while(|byte| is_end(byte)).count();
    place.start + before..place.end - behind
}

/// The columns that say what a row is about.
struct Key {
    period: Vec<usize>,
    groups: Vec<usize>,
    kpi: Option<usize>,
}

/// The order of rows: by period, then as in a report: by KPI, then by group; the total stands first.
type Order = ([Option<i64>; 2], (Reverse<bool>, usize), String, Vec<String>);

impl Key {
    fn of(columns: &[String], dimensions: &[String]) -> Key {
        let find = |name: &str| columns.iter().position(|column| unguard(column) == name);
        let groups = PERIOD.len()..PERIOD.len() + dimensions.len();
        Key { period: PERIOD.iter().filter_map(|name| find(name)).collect(), groups: groups.collect(), kpi: find(KPI) }
    }

    fn cells<'a>(&self, row: &'a Row) -> Vec<&'a str> {
        let places = self.period.iter().chain(&self.groups).chain(&self.kpi);
        places.filter_map(|&place| row.cells.get(place)).map(String::as_str).collect()
    }

    fn place(&self, row: &Row, catalogue: Catalogue) -> Order {
        let cell = |place: usize| row.cells.get(place).map_or("", String::as_str);
        let instant = |place: &usize| DateTime::parse_from_rfc3339(cell(*place)).ok().map(|at| at.timestamp_millis());
        let mut period = self.period.iter().map(instant);
        let kpi = self.kpi.map_or("", cell);
        let known = catalogue.iter().position(|known| known.id == kpi);
        let unknown = if known.is_none() { kpi.to_owned() } else { String::new() };
        let groups = self.groups.iter().map(|&place| unguard(cell(place)).to_owned());
        (
            [period.next().flatten(), period.next().flatten()],
            (Reverse(known.is_some()), known.unwrap_or_default()),
            unknown,
            groups.collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "period_since,period_until,campaign,kpi,value\r\n";

    fn joined(before: &str, report: &str) -> String {
        let bytes = join(before.as_bytes(), report.as_bytes(), &["campaign".to_owned()], Catalogue::default());
        String::from_utf8(bytes.unwrap()).unwrap()
    }

    fn october(day: u8, rest: &str) -> String {
        format!("2026-10-{day:02}T00:00:00+02:00,2026-10-{:02}T00:00:00+02:00,{rest}\r\n", day + 1)
    }

    #[test]
    fn rows_of_the_same_period_group_and_kpi_are_replaced_and_stand_by_period_kpi_and_group() {
        let file = [HEADER, &october(3, ",open_rate,1"), &october(1, "b,open_rate,2")].concat();
        let report =
            [HEADER, &october(1, ",messages_sent,4"), &october(1, ",open_rate,5"), &october(1, "b,open_rate,6")];
        let expected = [report.concat(), october(3, ",open_rate,1")].concat();
        assert_eq!(joined(&file, &report.concat()), expected);
        assert_eq!(joined(&expected, &report.concat()), expected);
    }

    #[test]
    fn the_order_does_not_depend_on_who_came_first() {
        let one = [HEADER, &october(2, ",open_rate,1"), &october(2, "'=x,open_rate,1"), &october(2, "y,open_rate,1")];
        let other = [HEADER, &october(2, ",my_own,1"), &october(2, ",delivery_rate,1")];
        let [one, other] = [one.concat(), other.concat()];
        assert_eq!(joined(&joined("", &one), &other), joined(&joined("", &other), &one));
    }

    #[test]
    fn other_rows_stay_byte_for_byte_with_the_mark_and_line_ends_of_the_file() {
        let odd = "2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,\"a \"\"b\"\"\nc\r\n\",open_rate,\"1\"";
        let file = format!("\u{FEFF}{}\n{odd}", HEADER.trim_end());
        let report = [HEADER, &october(5, ",open_rate,2")].concat();
        let expected = format!("\u{FEFF}{}\n{odd}\n{}\n", HEADER.trim_end(), october(5, ",open_rate,2").trim_end());
        assert_eq!(joined(&file, &report), expected);
        assert_eq!(joined(&expected, &report), expected);
    }

    #[test]
    fn an_empty_file_becomes_the_report() {
        let report = [HEADER, &october(5, ",open_rate,2")].concat();
        assert_eq!(joined("", &report), report);
    }

    #[test]
    fn a_file_that_does_not_fit_is_told_with_what_to_do() {
        let refused = |file: &str| {
            let report = [HEADER, &october(5, ",open_rate,2")].concat();
            let by = ["campaign".to_owned()];
            join(file.as_bytes(), report.as_bytes(), &by, Catalogue::default()).unwrap_err().to_string()
        };
        let names = |names: &str| refused(&format!("{names}\r\n"));
        assert!(
            names("period_since,period_until,kpi,value").starts_with("the report has columns that it lacks: campaign;")
        );
        assert!(
            names("period_since,period_until,agent,kpi,value")
                .starts_with("it has the columns agent, the report has campaign in")
        );
        assert!(
            names("period_since,period_until,campaign,kpi,value,p")
                .starts_with("it has columns that the report lacks: p;")
        );
        assert!(names("period_until,period_since,campaign,kpi,value").contains("in another order"));
        assert!(refused(&[HEADER, "x,y\r\n"].concat()).starts_with("line 2 has 2 cells, expected 5"));
    }
}
