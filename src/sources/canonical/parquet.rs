//! Canonical tables as Parquet: every column is turned into texts or times once, then read row by row.
//!
//! Not responsible for columns that hold lists or structures: they are noted and kept out.

use std::io::Cursor;
use std::sync::Arc;

use anyhow::Context;
use polars::prelude::{
    Column, DataType, Int64Chunked, ParquetReader, PolarsResult, SerReader, StringChunked, TimeUnit,
};

use super::layout::{ABSENT, Layout};
use crate::sources::input::Sample;
use crate::sources::records::{Record, Row, Taker, Zoneless, take};
use crate::sources::values::{self, TimeProblem, TimeRules};
use crate::sources::{Block, Read, Recognised, Shape};
use crate::tables::columns::ColumnKind;
use crate::tables::intake::Intake;
use crate::tables::message::Millis;

/// What every Parquet file begins with.
pub const MAGIC: &[u8] = b"PAR1";

/// Recognises a table by the column names at the file's end, where the sample reaches it; else any Parquet file,
/// whose columns are then told while reading.
pub fn recognise(sample: &Sample, rules: &TimeRules) -> Option<Recognised> {
    let reader = Arc::new(FrameReader { rules: *rules, zoneless: Zoneless::default() });
    if !sample.complete {
        let why = "a Parquet file, its columns are told while reading".to_owned();
        return Some(Recognised { certainty: 50, why, columns: Vec::new(), reader });
    }
    let layout = layout(&names(&sample.head).ok()?)?;
    Some(layout.recognised("the Parquet columns are", reader))
}

fn names(bytes: &[u8]) -> PolarsResult<Vec<String>> {
    let schema = ParquetReader::new(Cursor::new(bytes)).schema()?;
    Ok(schema.iter_names().map(|name| name.to_string()).collect())
}

fn layout(names: &[String]) -> Option<Layout> {
    Layout::of(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

struct FrameReader {
    rules: TimeRules,
    zoneless: Zoneless,
}

/// A column turned into what its cells are read as.
enum Cells {
    Texts(StringChunked),
    Times { millis: Int64Chunked, has_zone: bool, are_dates: bool },
}

struct FrameRow<'a> {
    columns: &'a [Option<Cells>],
    number: usize,
}

impl Row for FrameRow<'_> {
    fn cell(&self, column: usize) -> &str {
        match &self.columns[column] {
            Some(Cells::Texts(texts)) => texts.get(self.number).unwrap_or_default(),
            _ => "",
        }
    }

    fn is_empty(&self, column: usize) -> bool {
        match &self.columns[column] {
            Some(Cells::Texts(texts)) => texts.get(self.number).is_none_or(str::is_empty),
            Some(Cells::Times { millis, .. }) => millis.get(self.number).is_none(),
            None => true,
        }
    }

    fn time(&self, column: usize, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
        match &self.columns[column] {
            Some(Cells::Times { millis, has_zone: true, .. }) => Ok(millis.get(self.number)),
            Some(Cells::Times { millis, has_zone: false, .. }) => {
                millis.get(self.number).map_or(Ok(None), |local| values::local_time(local, rules))
            }
            _ => values::time(self.cell(column), rules),
        }
    }

    fn end(&self, column: usize, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
        match &self.columns[column] {
            Some(Cells::Times { millis, are_dates: true, .. }) => {
                millis.get(self.number).map_or(Ok(None), |local| values::local_time(local + values::DAY, rules))
            }
            Some(Cells::Times { .. }) => self.time(column, rules),
            _ => values::end(self.cell(column), rules),
        }
    }

    fn record(&self) -> Record<'_> {
        Record { position: self.number as u64, text: "", is_exact: false }
    }
}

impl Read for FrameReader {
    fn shape(&self) -> Shape {
        Shape::Whole
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        let names = names(&block.bytes).context("the Parquet file cannot be read: write it again")?;
        let layout = layout(&names).with_context(|| {
            format!("the Parquet columns {} fit no canonical table: name them as its columns", names.join(", "))
        })?;
        let known = names.iter().zip(&layout.columns).filter(|(_, column)| column.becomes.is_some());
        let frame = ParquetReader::new(Cursor::new(&block.bytes))
            .with_columns(Some(known.map(|(name, _)| name.clone()).collect()))
            .finish()
            .context("the Parquet file cannot be read: write it again")?;
        let mut columns: Vec<Option<Cells>> = Vec::with_capacity(layout.table.columns.len());
        for (place, column) in layout.table.columns.iter().enumerate() {
            let field = layout.field(place);
            let cells = match names.get(usize::from(field)).filter(|_| field != ABSENT) {
                Some(name) => cells(frame.column(name)?, column.kind).ok(),
                None => None,
            };
            if cells.is_none() && field != ABSENT {
                intake.note_unknown(block.input, &format!("{} of a type that holds no plain values", column.name));
            }
            columns.push(cells);
        }
        let mut taker = Taker::new(layout.table, layout.places(), block, self.rules, &self.zoneless, intake);
        for number in 0..frame.height() {
            take(layout.table, &FrameRow { columns: &columns, number }, &mut taker);
        }
        Ok(())
    }
}

fn cells(column: &Column, kind: ColumnKind) -> PolarsResult<Cells> {
    let has_zone = match column.dtype() {
        DataType::Datetime(_, zone) if kind == ColumnKind::Time => zone.is_some(),
        DataType::Date if kind == ColumnKind::Time => false,
        _ => return Ok(Cells::Texts(column.strict_cast(&DataType::String)?.str()?.rechunk().into_owned())),
    };
    let zone = if let DataType::Datetime(_, zone) = column.dtype() { zone.clone() } else { None };
    let millis = column.cast(&DataType::Datetime(TimeUnit::Milliseconds, zone))?.to_physical_repr();
    let are_dates = column.dtype() == &DataType::Date;
    Ok(Cells::Times { millis: millis.i64()?.rechunk().into_owned(), has_zone, are_dates })
}
