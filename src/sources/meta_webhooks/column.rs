//! Webhook bodies in a column of a CSV file, as databases and no-code tools export them.
//!
//! Not responsible for the bodies themselves (`scan`).

use std::borrow::Cow;

use csv::ByteRecord;

use super::scan;
use super::sink::Sink;
use crate::sources::input::Sample;
use crate::sources::json;
use crate::sources::rows::{DELIMITERS, Rows};
use crate::sources::{Block, Read, Shape};
use crate::tables::intake::Intake;

/// Reads the bodies of one column.
pub(super) struct Column {
    delimiter: u8,
    number: usize,
    header: usize,
    /// The column's name in the file.
    pub(super) name: String,
}

impl Column {
    /// The column of a CSV file whose cells are webhook bodies.
    pub(super) fn find(sample: &Sample) -> Option<Column> {
        DELIMITERS.into_iter().find_map(|delimiter| {
            let mut rows = Rows::new(&sample.head, delimiter);
            let mut head = ByteRecord::new();
            rows.next(&mut head).ok()??;
            let number = head.iter().position(is_payload)?;
            let name = String::from_utf8_lossy(head.get(number)?).trim().to_owned();
            let (rows, header) = rows.take(50);
            let holds = rows.iter().filter_map(|row| row.get(number)).any(holds_body);
            holds.then_some(Column { delimiter, number, header: header?, name })
        })
    }
}

fn is_payload(name: &[u8]) -> bool {
    let bare: Vec<u8> = name.iter().filter(|byte| byte.is_ascii_alphabetic()).map(u8::to_ascii_lowercase).collect();
    let names: [&[u8]; 9] =
        [b"payload", b"raw", b"body", b"json", b"rawpayload", b"rawjson", b"rawbody", b"webhook", b"requestbody"];
    names.contains(&bare.as_slice())
}

fn holds_body(cell: &[u8]) -> bool {
    let starts = cell.trim_ascii_start().starts_with(b"{")
        || cell.trim_ascii_start().starts_with(b"[")
        || cell.trim_ascii_start().starts_with(b"\"");
    let holds = |word: &str| memchr::memmem::find(cell, word.as_bytes()).is_some();
    starts && ["statuses", "messages", "changes", "message_echoes", "history"].iter().any(|word| holds(word))
}

impl Read for Column {
    fn shape(&self) -> Shape {
        Shape::Csv { delimiter: self.delimiter }
    }

    fn skip(&self) -> usize {
        self.header
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        let mut rows = Rows::new(&block.bytes, self.delimiter);
        let mut record = ByteRecord::new();
        while let Some(row) = rows.next(&mut record)? {
            let at = block.offset + row.start as u64;
            let cell = json::text_of(record.get(self.number).unwrap_or_default());
            let cell = if cell.contains("&quot;") { Cow::Owned(json::unescape(&cell)) } else { cell };
            let mut sink = Sink::new(intake, block.input);
            if cell.trim().is_empty() {
                sink.begin(at, "", None);
                sink.ignore("row without a body", None);
                continue;
            }
            let survey = scan::read(&cell, at, false, &mut sink);
            if survey.webhooks + survey.strangers == 0 {
                sink.begin(at, &cell, None);
                sink.reject("a cell without JSON, expected a webhook body");
            }
        }
        Ok(())
    }
}
