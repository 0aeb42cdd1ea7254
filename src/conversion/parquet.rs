//! Sheets as Parquet: times in UTC to the millisecond, decimals as 64-bit floats, null for no value.
//!
//! A float holds six decimals exactly up to nine billions, and reads back as the same number.

use std::io::Write;
use std::ops::Range;

use anyhow::Result;
use polars::io::parquet::write::KeyValueMetadata;
use polars::prelude::*;
use rayon::prelude::*;

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

/// The rows from `start` on that make a group, their columns built side by side.
fn frame(sheet: &Sheet, start: usize) -> Result<DataFrame> {
    let rows = start..sheet.len().min(start + GROUP);
    let columns = (0..sheet.columns.len()).into_par_iter().map(|number| column(sheet, number, rows.clone()));
    Ok(DataFrame::new(rows.len(), columns.collect())?)
}

fn column(sheet: &Sheet, number: usize, rows: Range<usize>) -> Column {
    let name = PlSmallStr::from_str(&sheet.columns[number].name);
    let cells = rows.map(|row| sheet.cell(number, row));
    let number_of = |cell| match cell {
        Cell::Number(number) | Cell::Time(number) => Some(number),
        _ => None,
    };
    match sheet.columns[number].form {
        Form::Text => {
            let texts: Vec<Cell> = cells.collect();
            let texts = texts.iter().map(|cell| if let Cell::Text(text) = cell { Some(&**text) } else { None });
            StringChunked::from_iter_options(name, texts).into_column()
        }
        Form::Boolean => {
            let flags = cells.map(|cell| if let Cell::Boolean(flag) = cell { Some(flag) } else { None });
            BooleanChunked::from_iter_options(name, flags).into_column()
        }
        Form::Integer => Int64Chunked::from_iter_options(name, cells.map(number_of)).into_column(),
        Form::Time => {
            let times = Int64Chunked::from_iter_options(name, cells.map(number_of));
            times.into_datetime(TimeUnit::Milliseconds, Some(TimeZone::UTC)).into_column()
        }
        Form::Decimal(places) => {
            let one = 10_f64.powi(places as i32);
            let numbers = cells.map(|cell| Some(number_of(cell)? as f64 / one));
            Float64Chunked::from_iter_options(name, numbers).into_column()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet;
    use super::*;

    #[test]
    fn columns_have_the_types_that_databases_expect() {
        let cells = [Cell::Nothing, Cell::Number(52_900), Cell::text("a"), Cell::Time(7), Cell::Boolean(true)];
        let forms = [Form::Integer, Form::Decimal(6), Form::Text, Form::Time, Form::Boolean];
        let columns = forms.iter().zip(cells).zip(["a", "b", "c", "d", "e"]).map(|((form, cell), name)| {
            sheet::Column::new(name, *form, move |row| if row == 0 { cell.clone() } else { Cell::Nothing })
        });
        let mut bytes = Vec::new();
        let sheet = Sheet::new("x", columns.collect(), 2, |row| Cell::Time(row as i64));
        write(&sheet, Mark::Facts, &mut bytes).unwrap();
        assert!(memchr::memmem::find(&bytes, b"wa-kpi/facts/1").is_some());
        let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish().unwrap();
        let zoned = DataType::Datetime(TimeUnit::Milliseconds, Some(TimeZone::UTC));
        let types = [DataType::Int64, DataType::Float64, DataType::String, zoned, DataType::Boolean];
        assert_eq!(frame.dtypes(), types);
        let first = |name: &str| frame.column(name).unwrap().get(0).unwrap().into_static();
        assert_eq!((first("a"), first("b")), (AnyValue::Null, AnyValue::Float64(0.0529)));
        assert_eq!(frame.column("e").unwrap().null_count(), 1);
    }
}
