//! Canonical tables as CSV: which delimiter, which table, and the walk over the records of a block.
//!
//! Not responsible for cutting records into fields (`split`) nor for their meaning (`tables`).

use std::borrow::Cow;
use std::sync::Arc;

use super::MARK;
use super::layout::{FIELDS, Layout};
use super::split::{Fields, Splitter};
use crate::sources::input::Sample;
use crate::sources::records::{Record, Row, Taker, Zoneless, take};
use crate::sources::values::TimeRules;
use crate::sources::{Block, Read, Recognised, Shape};
use crate::tables::intake::Intake;
use crate::tables::likeness::Likeness;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Recognises a table by the first line: of the delimiters the one that finds most columns.
pub fn recognise(sample: &Sample, rules: &TimeRules) -> Option<Recognised> {
    let mark = if sample.head.starts_with(MARK) { MARK.len() } else { 0 };
    let header = &sample.head[mark..];
    let found = DELIMITERS.iter().filter_map(|&delimiter| {
        let mut splitter = Splitter::new(delimiter, header);
        let length = splitter.next()?.end;
        let line = std::str::from_utf8(&header[..length]).ok()?;
        // A line of more is no header: JSON on one line has commas without end.
        let width = u8::try_from(splitter.width()).ok().filter(|&width| usize::from(width) <= FIELDS)?;
        let fields = splitter.fields(line);
        let names: Vec<&str> = (0..width).map(|number| fields.get(number)).collect();
        Some((delimiter, mark + length, Layout::of(&names)?))
    });
    let (delimiter, skip, layout) = found.max_by_key(|(_, _, layout)| layout.width)?;
    let layout = Arc::new(layout);
    let reader = CsvReader { layout: layout.clone(), delimiter, skip, rules: *rules, zoneless: Zoneless::default() };
    Some(layout.recognised("the header names", Arc::new(reader)))
}

struct CsvReader {
    layout: Arc<Layout>,
    delimiter: u8,
    skip: usize,
    rules: TimeRules,
    zoneless: Zoneless,
}

struct CsvRow<'a> {
    layout: &'a Layout,
    fields: Fields<'a>,
    record: Record<'a>,
}

impl Row for CsvRow<'_> {
    #[inline]
    fn cell(&self, column: usize) -> &str {
        self.fields.get(self.layout.field(column))
    }

    #[inline]
    fn is_empty(&self, column: usize) -> bool {
        self.fields.is_empty(self.layout.field(column))
    }

    #[inline]
    fn likeness(&self) -> Option<Likeness> {
        self.layout.likeness(&self.fields)
    }

    #[inline]
    fn record(&self) -> Record<'_> {
        self.record
    }
}

impl Read for CsvReader {
    fn shape(&self) -> Shape {
        Shape::Csv { delimiter: self.delimiter }
    }

    fn skip(&self) -> usize {
        self.skip
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        let layout = &*self.layout;
        intake.wait();
        let mut taker = Taker::new(layout.table, layout.places(), block, self.rules, &self.zoneless, intake);
        let mut splitter = Splitter::new(self.delimiter, &block.bytes);
        let whole = simdutf8::basic::from_utf8(&block.bytes).ok();
        while let Some(place) = splitter.next() {
            let position = block.offset + place.start as u64;
            match whole {
                Some(whole) => {
                    let record = Record { position, text: whole.get(place).unwrap_or_default(), is_exact: true };
                    take_record(layout, &splitter, whole, record, &mut taker);
                }
                None => {
                    let text = String::from_utf8_lossy(&block.bytes[place]);
                    let record = Record { position, text: &text, is_exact: matches!(text, Cow::Borrowed(_)) };
                    let mut splitter = Splitter::new(self.delimiter, text.as_bytes());
                    splitter.next();
                    take_record(layout, &splitter, &text, record, &mut taker);
                }
            }
        }
        intake.settle();
        Ok(())
    }
}

/// Takes the record that was cut last out of a text.
#[inline]
fn take_record(layout: &Layout, splitter: &Splitter, text: &str, record: Record, taker: &mut Taker) {
    if splitter.is_blank() {
        return;
    }
    let row = CsvRow { layout, fields: splitter.fields(text), record };
    if splitter.width() == layout.width {
        return take(layout.table, &row, taker);
    }
    let reason = format!(
        "the row has {} fields and the header {}: quote fields that hold the delimiter",
        splitter.width(),
        layout.width
    );
    taker.reject(&row, &reason);
}
