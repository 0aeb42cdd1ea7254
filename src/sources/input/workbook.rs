//! Workbooks: every sheet that is not empty becomes a CSV text in a temporary file.
//!
//! Not responsible for how a cell is written (`cells`). Rows and columns before the first filled cell are left out, so
//! that a sheet begins with its header.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use anyhow::{Result, anyhow, bail, ensure};
use calamine::{Ods, Reader, SheetType, Sheets, Xls, Xlsb, Xlsx, XlsxError};
use tempfile::TempPath;

use super::archive::Archive;
use super::{Input, cells, temporary};
use crate::sources::load::REPORT_MARK;

/// What legacy workbooks, and those with a password, begin with.
pub(super) const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// No program writes more rows.
const ROWS: u32 = 1 << 20;
/// A sheet of more cells, empty ones between filled ones included, is damaged or hostile.
const CELLS: u64 = 500_000_000;

const CALC: &str = "application/vnd.oasis.opendocument.spreadsheet";

type Book = Sheets<BufReader<File>>;

/// How a workbook is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
}

/// A sheet as CSV.
pub(super) struct Sheet {
    pub(super) name: String,
    /// The number of its first row that is not empty.
    pub(super) first_row: u64,
    pub(super) text: TempPath,
}

/// Which kind of workbook a zip archive is, if it is one. An error is another document.
pub(super) fn kind(archive: &mut Archive, path: &str) -> Result<Option<Kind>> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    let begins = |folder: &str| archive.file_names_raw().any(|name| name.starts_with(folder.as_bytes()));
    if has("[Content_Types].xml") || has("xl/workbook.xml") || has("xl/workbook.bin") {
        ensure!(
            !begins("word/") && !begins("ppt/"),
            "`{path}`: is a document, expected exported logs or a workbook: leave it out"
        );
        return Ok(Some(if has("xl/workbook.bin") { Kind::Xlsb } else { Kind::Xlsx }));
    }
    let mut mimetype = String::new();
    if let Ok(member) = archive.by_name("mimetype") {
        // Whatever cannot be read is no mark of a workbook.
        let _ = member.take(100).read_to_string(&mut mimetype);
    }
    Ok((mimetype.trim() == CALC).then_some(Kind::Ods))
}

/// Whether a workbook is a report that this program wrote, as its properties say.
pub(super) fn is_own_report(archive: &mut Archive) -> bool {
    let mut properties = Vec::new();
    let read = archive.by_name("docProps/core.xml").map(|member| member.take(4_096).read_to_end(&mut properties));
    matches!(read, Ok(Ok(_))) && memchr::memmem::find(&properties, REPORT_MARK.as_bytes()).is_some()
}

/// The sheets of a workbook that stands in a file.
pub(super) fn sheets(input: &Input, kind: Kind, temp: &Path) -> Result<Vec<Sheet>> {
    let Some(place) = input.place() else { return Ok(Vec::new()) };
    let path = (**place).as_ref();
    // Hostile bytes may make the reader panic: that is an error of the file.
    let read = catch_unwind(AssertUnwindSafe(|| read(path, kind, temp)));
    read.unwrap_or_else(|_| bail!("its content breaks the reader")).map_err(|error| {
        let path = &input.path;
        anyhow!("`{path}`: is no workbook that can be read ({error}), expected a whole one without a password: save it again")
    })
}

fn read(path: &Path, kind: Kind, temp: &Path) -> Result<Vec<Sheet>> {
    let mut book = open(path, kind)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut sheets = Vec::new();
    for name in names {
        let sheet = read_sheet(&mut book, &name, temp).map_err(|error| anyhow!("sheet {name:?}: {error}"))?;
        sheets.extend(sheet.map(|(first_row, text)| Sheet { name, first_row, text }));
    }
    Ok(sheets)
}

fn open(path: &Path, kind: Kind) -> Result<Book> {
    let file = || File::open(path).map(BufReader::new);
    Ok(match kind {
        Kind::Xlsx => Sheets::Xlsx(Xlsx::new(file()?)?),
        Kind::Xlsb => Sheets::Xlsb(Xlsb::new(file()?)?),
        Kind::Ods => Sheets::Ods(Ods::new(file()?)?),
        Kind::Xls => match Xls::new(file()?) {
            Ok(book) => Sheets::Xls(book),
            Err(error) => match Xlsx::new(file()?) {
                // A newer workbook with a password is wrapped like a legacy one.
                Err(password @ XlsxError::Password) => return Err(password.into()),
                _ => return Err(error.into()),
            },
        },
    })
}

/// What of a sheet is filled.
#[derive(Default)]
struct Bounds {
    rows: Option<(u32, u32)>,
    first_column: u32,
    last_column: u32,
    filled_rows: u64,
}

fn bounds(book: &mut Book, name: &str) -> Result<Bounds> {
    let mut bounds = Bounds { first_column: u32::MAX, ..Bounds::default() };
    each_cell(book, name, &mut |row, column, _| {
        let (first, last) = bounds.rows.unwrap_or((row, row));
        ensure!(row >= last && row < ROWS, "its rows are not in order: save it again");
        bounds.filled_rows += u64::from(row > last || bounds.rows.is_none());
        bounds.rows = Some((first, row));
        bounds.first_column = bounds.first_column.min(column);
        bounds.last_column = bounds.last_column.max(column);
        Ok(())
    })?;
    Ok(bounds)
}

/// Writes a sheet as CSV and tells its first row; `None` for an empty one.
fn read_sheet(book: &mut Book, name: &str, temp: &Path) -> Result<Option<(u64, TempPath)>> {
    let bounds = bounds(book, name)?;
    let Some((first_row, _)) = bounds.rows else { return Ok(None) };
    let width = bounds.last_column - bounds.first_column + 1;
    ensure!(bounds.filled_rows * u64::from(width) <= CELLS, "it holds too many cells: leave out empty columns");
    let mut spool = temporary(temp)?;
    let mut out = BufWriter::new(&mut spool);
    let mut row = vec![String::new(); width as usize];
    let mut at = first_row;
    each_cell(book, name, &mut |number, column, text| {
        while at < number {
            cells::write_row(&row, &mut out)?;
            row.iter_mut().for_each(String::clear);
            at += 1;
        }
        if let Some(cell) = row.get_mut((column - bounds.first_column) as usize) {
            *cell = text;
        }
        Ok(())
    })?;
    cells::write_row(&row, &mut out)?;
    out.flush()?;
    drop(out);
    Ok(Some((u64::from(first_row) + 1, spool.into_temp_path())))
}

/// What takes a filled cell: its row, its column, its text.
type Take<'a> = dyn FnMut(u32, u32, String) -> Result<()> + 'a;

fn each_cell(book: &mut Book, name: &str, take: &mut Take) -> Result<()> {
    let mut take_filled = |(row, column): (u32, u32), text: String| {
        if text.is_empty() { Ok(()) } else { take(row, column, text) }
    };
    // Newer workbooks can be huge and are read as a stream, the others are in memory anyway.
    match book {
        Sheets::Xlsx(book) => {
            let mut cells = match book.worksheet_cells_reader(name) {
                Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
                cells => cells?,
            };
            while let Some(cell) = cells.next_cell()? {
                take_filled(cell.get_position(), cells::text(cell.get_value()))?;
            }
        }
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(name)?;
            while let Some(cell) = cells.next_cell()? {
                take_filled(cell.get_position(), cells::text(cell.get_value()))?;
            }
        }
        Sheets::Ods(_) | Sheets::Xls(_) => {
            let range = book.worksheet_range(name)?;
            let (first_row, first_column) = range.start().unwrap_or_default();
            for (row, column, cell) in range.used_cells() {
                let position = (first_row + row as u32, first_column + column as u32);
                take_filled(position, cells::text(cell))?;
            }
        }
    }
    Ok(())
}
