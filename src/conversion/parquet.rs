//! Sheets as Parquet: times in UTC to the millisecond, decimals as 64-bit floats, null for no value.
//!
//! A float holds six decimals exactly up to nine billions, and reads back as the same number.

use std::io::Write;

use anyhow::Result;
use polars::io::parquet::write::KeyValueMetadata;
use polars::prelude::*;

use super::Mark;
use super::sheet::{Cell, Form, Sheet};

/// So many rows stand in a group of the file, and are in memory as columns.
const GROUP: usize = 1 << 17;

/// Writes a sheet; `mark` is what the file says of itself.
pub fn write(sheet: &Sheet, mark: Mark, into: &mut dyn Write) -> Result<()> {
    let first = frame(sheet, 0)?;
    let mark = KeyValueMetadata::from_static(vec![("wa-kpi".to_owned(), mark.text().to_owned())]);
    let mut writer = ParquetWriter::new(into).with_key_value_metadata(Some(mark)).batched(first.schema())?;
    writer.write_batch(&first)?;
    for start in (GROUP..sheet.len()).step_by(GROUP) {
        writer.write_batch(&frame(sheet, start)?)?;
    }
    writer.finish()?;
    Ok(())
}

/// The rows from `start` on that make a group.
fn frame(sheet: &Sheet, start: usize) -> Result<DataFrame> {
    let rows = start..sheet.len().min(start + GROUP);
    let columns = sheet.columns.iter().enumerate().map(|(number, column)| {
        let name = PlSmallStr::from_str(&column.name);
        let cells = rows.clone().map(|row| sheet.cell(number, row));
        let numbers = |cells: &mut dyn Iterator<Item = Cell>| {
            let number = |cell| match cell {
                Cell::Number(number) | Cell::Time(number) => Some(number),
                _ => None,
            };
            cells.map(number).collect::<Vec<_>>()
        };
        let mut cells = cells;
        match column.form {
            Form::Text => {
                let texts: Vec<Cell> = cells.collect();
                let texts = texts.iter().map(|cell| if let Cell::Text(text) = cell { Some(&**text) } else { None });
                StringChunked::from_iter_options(name, texts).into_column()
            }
            Form::Boolean => {
                let flags = cells.map(|cell| if let Cell::Boolean(flag) = cell { Some(flag) } else { None });
                BooleanChunked::from_iter_options(name, flags).into_column()
            }
            Form::Integer => Int64Chunked::from_iter_options(name, numbers(&mut cells).into_iter()).into_column(),
            Form::Time => {
                let times = Int64Chunked::from_iter_options(name, numbers(&mut cells).into_iter());
                times.into_datetime(TimeUnit::Milliseconds, Some(TimeZone::UTC)).into_column()
            }
            Form::Decimal(places) => {
                let one = 10_f64.powi(places as i32);
                let numbers = numbers(&mut cells).into_iter().map(|number| Some(number? as f64 / one));
                Float64Chunked::from_iter_options(name, numbers).into_column()
            }
        }
    });
    Ok(DataFrame::new(rows.len(), columns.collect())?)
}
