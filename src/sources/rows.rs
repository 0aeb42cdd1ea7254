//! Rows of a CSV block, each with the place where it stands.
//!
//! Not responsible for what columns mean, nor for cutting a file into blocks (`input`).

use std::ops::Range;

use csv::{ByteRecord, ReaderBuilder};

/// The delimiters that exports use.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The rows of some bytes, in order; rows of any length.
pub struct Rows<'b> {
    bytes: &'b [u8],
    reader: csv::Reader<&'b [u8]>,
}

impl<'b> Rows<'b> {
    /// The rows of bytes that begin with one.
    pub fn new(bytes: &'b [u8], delimiter: u8) -> Rows<'b> {
        let mut builder = ReaderBuilder::new();
        let reader = builder.delimiter(delimiter).has_headers(false).flexible(true).from_reader(bytes);
        Rows { bytes, reader }
    }

    /// Reads the next row; where it stands in the bytes, line end included.
    pub fn next(&mut self, row: &mut ByteRecord) -> anyhow::Result<Option<Range<usize>>> {
        let mut start = self.reader.position().byte() as usize;
        if !self.reader.read_byte_record(row)? {
            return Ok(None);
        }
        // The second half of the line end before, and empty lines.
        while matches!(self.bytes.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        Ok(Some(start..(self.reader.position().byte() as usize).max(start)))
    }

    /// Up to `count` rows, with where the first begins.
    pub fn take(mut self, count: usize) -> (Vec<ByteRecord>, Option<usize>) {
        let (mut rows, mut first) = (Vec::new(), None);
        let mut row = ByteRecord::new();
        while rows.len() < count
            && let Ok(Some(range)) = self.next(&mut row)
        {
            first = first.or(Some(range.start));
            rows.push(row.clone());
        }
        (rows, first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_knows_where_it_stands() {
        let text = "a,b\r\n\r\n\"x\ny\",2\r\nlast";
        let mut rows = Rows::new(text.as_bytes(), b',');
        let mut row = ByteRecord::new();
        let mut places = Vec::new();
        while let Some(place) = rows.next(&mut row).unwrap() {
            places.push(text[place].trim_end());
        }
        assert_eq!(places, ["a,b", "\"x\ny\",2", "last"]);
    }
}
