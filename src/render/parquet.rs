//! Parquet: the rows and columns of CSV, typed.
//!
//! The only file of `render` that knows polars, which holds no report but writes the file. Not responsible for what
//! stands in which column (`sheet`), nor for canonical tables and facts (`conversion`).

use anyhow::Result;
use polars::io::parquet::write::KeyValueMetadata;
use polars::prelude::{
    BooleanChunked, Column, DataFrame, Float64Chunked, Int64Chunked, IntoColumn, NewChunkedArray, ParquetWriter,
    PlSmallStr, StringChunked,
};

use super::sheet::{Cell, Form, Sheet};
use super::{Renderer, Style};
use crate::report::{Report, SCHEMA};

/// `--format parquet`
pub static RENDERER: Renderer = Renderer {
    id: "parquet",
    extension: "parquet",
    doc: "the same rows with types, for notebooks and databases",
    binary: true,
    layouts: true,
    render,
    draws: false,
};

fn render(report: &Report, style: &Style) -> Result<Vec<u8>> {
    let sheet = Sheet::of(report, style.layout);
    let columns = (0..sheet.columns.len()).map(|place| column(&sheet, place)).collect();
    let mut frame = DataFrame::new(sheet.rows.len(), columns)?;
    // Readers of exports skip what says that it is a report.
    let mark = KeyValueMetadata::from_static(vec![("wa-kpi".to_owned(), SCHEMA.to_owned())]);
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).with_key_value_metadata(Some(mark)).finish(&mut frame)?;
    Ok(bytes)
}

fn column(sheet: &Sheet, place: usize) -> Column {
    let name = PlSmallStr::from_str(&sheet.columns[place].name);
    let cells = sheet.rows.iter().map(|row| row.get(place).copied().unwrap_or(Cell::Nothing));
    let number = |cell| match cell {
        Cell::Number(number) | Cell::Amount(number, ..) => Some(number),
        _ => None,
    };
    match sheet.columns[place].form {
        Form::Text | Form::Day | Form::Moment => {
            let texts = cells.map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None });
            StringChunked::from_iter_options(name, texts).into_column()
        }
        Form::Number | Form::Change => Float64Chunked::from_iter_options(name, cells.map(number)).into_column(),
        Form::Whole => {
            let whole = cells.map(|cell| number(cell).map(|number| number as i64));
            Int64Chunked::from_iter_options(name, whole).into_column()
        }
        Form::Boolean => {
            let flags = cells.map(|cell| if let Cell::Boolean(flag) = cell { Some(flag) } else { None });
            BooleanChunked::from_iter_options(name, flags).into_column()
        }
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::{AnyValue, DataType, ParquetReader, SerReader};

    use super::*;
    use crate::render::fixture;
    use crate::render::sheet::Layout;

    fn read(bytes: Vec<u8>) -> DataFrame {
        ParquetReader::new(std::io::Cursor::new(bytes)).finish().unwrap()
    }

    #[test]
    fn numbers_are_numbers_and_what_is_missing_is_null() {
        let frame = read(render(&fixture::by_campaign(), &Style::default()).unwrap());
        let type_of = |name: &str| frame.column(name).unwrap().dtype().clone();
        assert_eq!(["campaign", "value", "n", "small"].map(type_of), {
            [DataType::String, DataType::Float64, DataType::Int64, DataType::Boolean]
        });
        assert_eq!(frame.height(), fixture::by_campaign().rows.len());
        assert_eq!(frame.column("campaign").unwrap().get(0).unwrap(), AnyValue::Null);
    }

    #[test]
    fn wide_has_a_column_of_numbers_per_figure() {
        let style = Style { layout: Layout::Wide, ..Style::default() };
        let frame = read(render(&fixture::by_campaign(), &style).unwrap());
        assert_eq!(frame.height(), 5);
        assert_eq!(frame.column("messages_sent").unwrap().get(0).unwrap(), AnyValue::Float64(12_412.0));
    }
}
