//! A workbook: sheets with a frozen header and filters, cells with types and formats.
//!
//! The only file that knows rust_xlsxwriter. Texts are written as texts, so none becomes a formula or a link. Not
//! responsible for which sheets there are.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use chrono::DateTime;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use crate::render::sheet::{Cell, Form, Sheet};
use crate::render::table::widest;
use crate::render::words;
use crate::report::{Period, Report, SCHEMA};
use crate::units::{Unit, percent};

/// No program opens more rows, its header included.
const ROWS: usize = 1 << 20;
/// Nor more columns.
const COLUMNS: usize = 1 << 14;
/// No cell holds a longer text.
const LETTERS: usize = 32_767;
/// No sheet has a longer name.
const NAME: usize = 31;
/// Columns are as wide as the widest of so many of their first cells.
const LOOKED_AT: usize = 1_000;
/// Columns are no wider than so many letters; longer texts go over several lines.
const WIDEST: usize = 60;
const NARROWEST: usize = 8;
/// Excel counts days.
const DAY: f64 = 86_400.0;

/// A workbook in the making.
pub(super) struct Book {
    workbook: Workbook,
    names: BTreeSet<String>,
    formats: BTreeMap<String, Format>,
}

impl Book {
    /// A workbook about a period. Its time of creation is the moment of looking: same report, same bytes.
    pub(super) fn new(period: &Period) -> Book {
        let mut workbook = Workbook::new();
        let created = period.as_of.as_deref().and_then(instant).or_else(|| ExcelDateTime::from_ymd(2026, 1, 1).ok());
        let mut about = DocProperties::new().set_title("WhatsApp KPIs").set_comment(SCHEMA);
        if let Some(created) = created {
            about = about.set_creation_datetime(&created);
        }
        workbook.set_properties(&about);
        Book { workbook, names: BTreeSet::new(), formats: BTreeMap::new() }
    }

    /// Adds a sheet: a header that stays, filters, a row a row.
    pub(super) fn add(&mut self, name: &str, sheet: &Sheet) -> Result<()> {
        let fits = sheet.rows.len() < ROWS && sheet.columns.len() <= COLUMNS;
        ensure!(
            fits,
            "a workbook's sheet holds {} rows and {COLUMNS} columns, \"{name}\" would have {} and {}: write CSV or \
             Parquet, or break down by less",
            words::units(ROWS as u64),
            words::units(sheet.rows.len() as u64 + 1),
            words::units(sheet.columns.len() as u64)
        );
        let name = self.free_name(name);
        let (header, formats) = (header(), &mut self.formats);
        let page = self.workbook.add_worksheet();
        page.set_name(name)?;
        for (place, column) in (0_u16..).zip(&sheet.columns) {
            page.write_string_with_format(0, place, &column.name, &header)?;
            let mut width = widest([column.name.as_str()]) + 3;
            for (number, row) in (1_u32..).zip(&sheet.rows) {
                let Some(cell) = row.get(usize::from(place)) else { continue };
                let shown = write(page, (number, place), cell, column.form, formats)?;
                if (number as usize) < LOOKED_AT {
                    width = width.max(widest([shown.as_str()]) + 1);
                }
            }
            page.set_column_width(place, width.clamp(NARROWEST, WIDEST) as f64)?;
        }
        page.set_freeze_panes(1, 0)?;
        if let Some(last) = (sheet.columns.len() as u16).checked_sub(1) {
            page.autofilter(0, 0, sheet.rows.len() as u32, last)?;
        }
        Ok(())
    }

    /// Adds the sheet of what else is to be known: the period, the inputs, the notes.
    pub(super) fn add_notes(&mut self, report: &Report, notes: &[String]) -> Result<()> {
        let (name, header) = (self.free_name("Notes"), header());
        let page = self.workbook.add_worksheet();
        page.set_name(name)?;
        let period = &report.period;
        let mut row = 0;
        let about = [
            ("report", Some(SCHEMA.to_owned())),
            ("period", Some(words::period(period))),
            ("since", period.since.clone()),
            ("until", period.until.clone()),
            ("timezone", Some(period.timezone.clone())),
            ("as of", period.as_of.clone()),
            ("by", (!report.by.is_empty()).then(|| report.by.join(", "))),
        ];
        for (name, value) in about {
            let Some(value) = value else { continue };
            page.write_string_with_format(row, 0, name, &header)?;
            page.write_string(row, 1, text(&value))?;
            row += 1;
        }
        row += 1;
        let titles = ["input", "source", "records", "used", "duplicates", "ignored", "rejected"];
        for (place, title) in (0_u16..).zip(titles) {
            page.write_string_with_format(row, place, title, &header)?;
        }
        for input in &report.inputs {
            row += 1;
            page.write_string(row, 0, text(&input.path))?;
            page.write_string(row, 1, text(&input.source))?;
            let counts = [input.records, input.used, input.duplicates, input.ignored, input.rejected];
            for (place, count) in (2_u16..).zip(counts) {
                page.write_number_with_format(row, place, count as f64, &format("#,##0"))?;
            }
        }
        row += 2;
        page.write_string_with_format(row, 0, "notes", &header)?;
        for note in notes {
            row += 1;
            // Nothing stands beside it: it may be as long as it likes.
            page.write_string(row, 0, text(note))?;
        }
        for (place, width) in [(0, 40.0), (1, 24.0), (2, 10.0), (3, 10.0), (4, 12.0), (5, 10.0), (6, 10.0)] {
            page.set_column_width(place, width)?;
        }
        Ok(())
    }

    /// The workbook's bytes.
    pub(super) fn finish(mut self) -> Result<Vec<u8>> {
        Ok(self.workbook.save_to_buffer()?)
    }

    /// A name that a sheet may have and no other has.
    fn free_name(&mut self, name: &str) -> String {
        let harmless = |letter: char| if "[]:*?/\\'".contains(letter) || letter.is_control() { ' ' } else { letter };
        let bare: String = name.chars().map(harmless).collect();
        let bare = if bare.trim().is_empty() { "Sheet" } else { bare.trim() };
        let numbered = (1..).map(|number| {
            let end = if number == 1 { String::new() } else { format!(" {number}") };
            let mut room = NAME - end.len();
            // Excel counts in UTF-16.
            let start = bare.chars().take_while(|letter| {
                let fits = letter.len_utf16() <= room;
                room = room.saturating_sub(letter.len_utf16());
                fits
            });
            format!("{}{end}", start.collect::<String>())
        });
        let mut free = numbered.filter(|name| !self.names.contains(&name.to_lowercase()));
        let name = free.next().unwrap_or_default();
        self.names.insert(name.to_lowercase());
        name
    }
}

fn header() -> Format {
    Format::new().set_bold().set_background_color("#E7ECEF").set_align(FormatAlign::Top)
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn format(form: &str) -> Format {
    Format::new().set_num_format(form)
}

/// A text that a cell can hold.
fn text(text: &str) -> String {
    words::clean(text).chars().take(LETTERS / 2).collect()
}

/// Writes a cell, and tells how it will look.
fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    form: Form,
    formats: &mut BTreeMap<String, Format>,
) -> Result<String> {
    let mut kept = |form: String| formats.entry(form).or_insert_with_key(|form| format(form)).clone();
    match *cell {
        Cell::Number(number) | Cell::Amount(number, ..) if !number.is_finite() => return Ok(String::new()),
        Cell::Nothing => return Ok(String::new()),
        Cell::Boolean(flag) => {
            page.write_boolean(row, column, flag)?;
        }
        Cell::Text(told) => {
            let moment = match form {
                Form::Day => ExcelDateTime::parse_from_str(told).ok().map(|day| (day, "yyyy-mm-dd")),
                Form::Moment => instant(told).map(|at| (at, "yyyy-mm-dd hh:mm:ss")),
                _ => None,
            };
            match moment {
                Some((at, form)) => page.write_datetime_with_format(row, column, at, &kept(form.to_owned()))?,
                None if told.chars().count() > WIDEST => {
                    page.write_string_with_format(row, column, text(told), &wrapped())?
                }
                None => page.write_string(row, column, text(told))?,
            };
            return Ok(told.to_owned());
        }
        Cell::Number(number) => {
            let form = if number.fract() == 0.0 { "#,##0" } else { "#,##0.00##" };
            page.write_number_with_format(row, column, number, &kept(form.to_owned()))?;
        }
        Cell::Amount(number, unit, currency) => {
            let is_change = form == Form::Change;
            // Excel shows no negative time.
            let is_time = unit == Unit::Seconds && !is_change && number >= 0.0;
            let value = if is_time { number / DAY } else { number };
            let form = number_format(number, unit, currency, is_change);
            page.write_number_with_format(row, column, value, &kept(form))?;
            return Ok(format!("{} {}", unit.show(number), currency.unwrap_or_default()));
        }
    }
    Ok(String::new())
}

/// How a number of a unit is shown; as precisely as people read it elsewhere.
fn number_format(number: f64, unit: Unit, currency: Option<&str>, is_change: bool) -> String {
    let decimals = |shown: String| shown.rsplit_once('.').map_or(0, |(_, rest)| rest.trim_end_matches('%').len());
    match unit {
        Unit::Count => "#,##0".to_owned(),
        Unit::Share => format!("0.{}%", "0".repeat(decimals(percent(number)))),
        Unit::Seconds if is_change || number < 0.0 => "#,##0.0\" s\"".to_owned(),
        Unit::Seconds if number < 10.0 && number.fract() != 0.0 => "[h]:mm:ss.0".to_owned(),
        Unit::Seconds => "[h]:mm:ss".to_owned(),
        Unit::Money => {
            let code: String = currency.unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect();
            let code = if code.is_empty() { code } else { format!("\" {code}\"") };
            format!("#,##0.{}{code}", "0".repeat(decimals(unit.show(number))))
        }
        Unit::Ratio | Unit::Score => "#,##0.00".to_owned(),
    }
}

/// An instant as its zone's clocks show it.
fn instant(written: &str) -> Option<ExcelDateTime> {
    let local = DateTime::parse_from_rfc3339(written).ok()?.naive_local();
    ExcelDateTime::parse_from_str(&local.format("%Y-%m-%dT%H:%M:%S").to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Book {
        Book::new(&Period { since: None, until: None, timezone: "UTC".to_owned(), as_of: None })
    }

    #[test]
    fn names_of_sheets_are_short_harmless_and_unique() {
        let mut book = book();
        assert_eq!(book.free_name("a/b:[c]*?"), "a b  c");
        assert_eq!(book.free_name("Delivery"), "Delivery");
        assert_eq!(book.free_name("delivery"), "delivery 2");
        assert_eq!(book.free_name(""), "Sheet");
        let long = "春".repeat(40);
        assert_eq!(book.free_name(&long).chars().count(), 31);
        assert_eq!(book.free_name(&long).chars().count(), 31);
        assert_eq!(book.free_name(&"🌷".repeat(40)).chars().count(), 15);
    }

    #[test]
    fn a_sheet_that_no_program_could_open_is_an_error() {
        let sheet = Sheet { columns: Vec::new(), rows: vec![Vec::new(); ROWS] };
        let error = book().add("Delivery", &sheet).unwrap_err().to_string();
        assert!(error.contains("1,048,576 rows") && error.contains("would have 1,048,577"), "{error}");
    }

    #[test]
    fn formats_are_as_precise_as_what_people_read() {
        let of = |number, unit| number_format(number, unit, None, false);
        assert_eq!([of(0.95, Unit::Share), of(0.004, Unit::Share)], ["0.0%", "0.00%"]);
        assert_eq!([of(4.2, Unit::Seconds), of(4_200.0, Unit::Seconds)], ["[h]:mm:ss.0", "[h]:mm:ss"]);
        assert_eq!(number_format(-4.0, Unit::Seconds, None, true), "#,##0.0\" s\"");
        assert_eq!(number_format(0.05, Unit::Money, Some("E\"UR"), false), "#,##0.0000\" EUR\"");
        assert_eq!(number_format(7.0, Unit::Money, None, false), "#,##0.00");
    }
}
