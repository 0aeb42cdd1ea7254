//! Cuts CSV into records and their fields: many records at once where their quotes are proper, others by csv-core.
//!
//! Not responsible for what fields mean. Ends of lines (`\n`, `\r\n`) outside quotes are ends of records.

mod ends;
#[cfg(test)]
mod tests;

use std::ops::Range;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder, Terminator};
use memchr::memchr;

use super::layout::FIELDS;
use ends::{End, Ends, Form};

/// Cuts one record after the other and knows where the fields of the last one stand.
pub struct Splitter<'a> {
    delimiter: u8,
    bytes: &'a [u8],
    /// Where the next record begins.
    at: usize,
    /// The ends of the records that were looked at, from `base`.
    ends: Ends,
    base: usize,
    /// How many of these records were cut.
    cut: usize,
    last: Last,
    /// For records that need it; making it takes longer than cutting thousands of others.
    core: Option<Box<Reader>>,
    /// The fields of a record that csv-core has cut, each followed by one more byte.
    undone: Vec<u8>,
    undone_starts: Vec<u32>,
    undoubled: Undoubled,
}

/// The fields of a record in which quotes are doubled, without those.
#[derive(Default)]
struct Undoubled {
    bytes: Vec<u8>,
    /// The number of each field, and where it stands.
    places: Vec<(u8, Range<usize>)>,
}

/// What is known of the record that was cut last.
#[derive(Clone, Copy, Default)]
struct Last {
    /// Where the place of its first field stands, and how many fields there are.
    first: usize,
    width: usize,
    is_blank: bool,
    form: Form,
}

/// The fields of a record.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    text: &'a str,
    /// Where each field begins; it ends one byte before the next one.
    starts: &'a [u32],
    form: Form,
    undoubled: &'a Undoubled,
}

impl<'a> Fields<'a> {
    /// A field by its number; empty for one that is not there.
    #[inline]
    pub fn get(&self, number: u8) -> &'a str {
        let (start, next) = self.bounds(number);
        if next.wrapping_sub(start) == 1 {
            return "";
        }
        let field = self.text.get(start as usize..(next as usize).wrapping_sub(1)).unwrap_or_default();
        if matches!(self.form, Form::Plain | Form::Undone) { field } else { self.unquoted(number, field) }
    }

    /// Fields side by side as they are written, with the delimiters between them; nothing for a record whose fields
    /// were copied, where what stands between fields could stand in them.
    #[inline]
    pub fn run(&self, first: u8, last: u8) -> Option<&'a [u8]> {
        let (start, next) = (self.bounds(first).0, self.bounds(last).1);
        let is_told = self.form != Form::Undone;
        self.text.as_bytes().get(start as usize..(next as usize).wrapping_sub(1)).filter(|_| is_told)
    }

    /// Whether a field holds nothing.
    #[inline]
    pub fn is_empty(&self, number: u8) -> bool {
        let (start, next) = self.bounds(number);
        // Quotes may hold nothing.
        next.wrapping_sub(start) == 1 || self.form != Form::Plain && self.get(number).is_empty()
    }

    /// A field without the quotes around and those doubled inside.
    #[cold]
    fn unquoted(&self, number: u8, field: &'a str) -> &'a str {
        let mut places = self.undoubled.places.iter().filter(|_| self.form == Form::Doubled);
        match places.find(|(other, _)| *other == number) {
            Some((_, place)) => std::str::from_utf8(&self.undoubled.bytes[place.clone()]).unwrap_or_default(),
            None => field.strip_prefix('"').and_then(|field| field.strip_suffix('"')).unwrap_or(field),
        }
    }

    #[inline]
    fn bounds(&self, number: u8) -> (u32, u32) {
        let bounds = self.starts.get(usize::from(number)..).and_then(|starts| starts.first_chunk());
        bounds.map_or((0, 1), |&[start, next]| (start, next))
    }
}

impl<'a> Splitter<'a> {
    /// Cuts bytes that begin with a record, at a delimiter.
    pub fn new(delimiter: u8, bytes: &'a [u8]) -> Splitter<'a> {
        Splitter {
            delimiter,
            bytes,
            at: 0,
            ends: Ends::new(delimiter),
            base: 0,
            cut: 0,
            last: Last::default(),
            core: None,
            undone: Vec::new(),
            undone_starts: Vec::new(),
            undoubled: Undoubled::default(),
        }
    }

    /// Cuts the next record: where it stands with its end of line. Nothing behind the last one.
    #[inline]
    pub fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        if self.cut == self.ends.records.len() {
            if start >= self.bytes.len() {
                return None;
            }
            self.base = start;
            self.cut = 0;
            self.last = Last::default();
            self.ends.find(&self.bytes[start..]);
        }
        let Some(&End { next, form }) = self.ends.records.get(self.cut) else { return Some(self.cut_by_core()) };
        self.cut += 1;
        let first = self.last.first + self.last.width;
        let place = self.ends.place_of(next, first, self.last.width);
        let newline = self.base + next as usize - 1;
        let is_feed = newline > start && self.bytes[newline - 1] == b'\r';
        let end = if is_feed { newline - 1 } else { newline };
        // The ends of two records may be the same place: the line end of one and the beginning of the next.
        self.ends.starts[first] = (start - self.base) as u32;
        self.ends.starts[place] = (end + 1 - self.base) as u32;
        self.at = (newline + 1).min(self.bytes.len());
        self.last = Last { first, width: place - first, is_blank: end == start, form };
        if form == Form::Doubled {
            self.undouble();
        }
        Some(start..self.at)
    }

    /// How many fields the record has.
    #[inline]
    pub fn width(&self) -> usize {
        self.last.width
    }

    /// Whether the record is an empty line, which is none.
    #[inline]
    pub fn is_blank(&self) -> bool {
        self.last.is_blank
    }

    /// The fields of the record, given all bytes as text.
    #[inline]
    pub fn fields<'b>(&'b self, whole: &'b str) -> Fields<'b> {
        let Last { first, width, form, .. } = self.last;
        if form == Form::Undone {
            let text = std::str::from_utf8(&self.undone).unwrap_or_default();
            return Fields { text, starts: &self.undone_starts, form, undoubled: &self.undoubled };
        }
        let starts = self.ends.starts.get(first..=first + width.min(FIELDS)).unwrap_or_default();
        let text = whole.get(self.base..).unwrap_or_default();
        Fields { text, starts, form, undoubled: &self.undoubled }
    }

    /// Copies the fields of the record that have doubled quotes.
    #[cold]
    fn undouble(&mut self) {
        let Undoubled { bytes, places } = &mut self.undoubled;
        bytes.clear();
        places.clear();
        let Last { first, width, .. } = self.last;
        for number in 0..width.min(FIELDS) {
            let bounds = (self.ends.starts[first + number] as usize, self.ends.starts[first + number + 1] as usize);
            let Some([b'"', inside @ .., b'"']) = self.bytes.get(self.base + bounds.0..self.base + bounds.1 - 1) else {
                continue;
            };
            let (begin, mut rest) = (bytes.len(), inside);
            while let Some(quote) = memchr(b'"', rest) {
                bytes.extend_from_slice(&rest[..=quote]);
                rest = rest.get(quote + 2..).unwrap_or_default();
            }
            if rest.len() < inside.len() {
                bytes.extend_from_slice(rest);
                places.push((number as u8, begin..bytes.len()));
            }
        }
    }

    fn cut_by_core(&mut self) -> Range<usize> {
        let delimiter = self.delimiter;
        let core = self.core.get_or_insert_with(|| {
            Box::new(ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build())
        });
        core.reset();
        self.undone.clear();
        self.undone.resize(256, 0);
        self.undone_starts.clear();
        self.undone_starts.push(0);
        let (start, mut used, mut width) = (self.at, 0, 0);
        loop {
            let (result, read, written) = core.read_field(&self.bytes[self.at..], &mut self.undone[used..]);
            self.at += read;
            used += written;
            match result {
                // What follows is nothing: reading on tells csv-core so.
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => self.undone.resize(self.undone.len() * 2, 0),
                ReadFieldResult::Field { record_end } => {
                    if record_end && self.undone[..used].ends_with(b"\r") {
                        used -= 1;
                    }
                    used += 1;
                    width += 1;
                    if width <= FIELDS {
                        self.undone_starts.push(used as u32);
                    }
                    if record_end {
                        break;
                    }
                    self.undone.resize(self.undone.len().max(used + 1), 0);
                }
                ReadFieldResult::End => break,
            }
        }
        self.undone.resize(used, 0);
        self.last = Last { first: 0, width, is_blank: false, form: Form::Undone };
        start..self.at
    }
}
