//! Cuts CSV records into fields: lines without a quote by a tight loop, any other by csv-core.
//!
//! Not responsible for what fields mean. Ends of lines (`\n`, `\r\n`) outside quotes are ends of records.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder, Terminator};
use wide::u8x16;

use super::layout::{ABSENT, FIELDS};

/// How many bytes are looked at together.
const CHUNK: usize = 64;

const STARTS: usize = ABSENT as usize + 2;

/// Cuts one record after the other and remembers where the fields of the last one stand.
pub struct Splitter {
    delimiter: u8,
    /// Made for the first record with a quote: most files have none.
    core: Option<Box<Reader>>,
    /// Where each field begins; it ends one byte before the next one. The last two enclose nothing.
    starts: [u32; STARTS],
    width: usize,
    is_blank: bool,
    /// The fields of a record with quotes, each followed by one more byte; empty for one without.
    undone: Vec<u8>,
}

/// The fields of a record.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    text: &'a str,
    starts: &'a [u32; STARTS],
    is_undone: bool,
}

impl<'a> Fields<'a> {
    /// A field by its number; empty for [`ABSENT`].
    #[inline]
    pub fn get(&self, number: u8) -> &'a str {
        let (start, next) = self.bounds(number);
        &self.text[start as usize..next as usize - 1]
    }

    /// Fields side by side with the delimiters between them; nothing for a record with quotes, where what stands
    /// between fields could stand in them.
    #[inline]
    pub fn run(&self, first: u8, last: u8) -> Option<&'a [u8]> {
        let (start, next) = (self.starts[usize::from(first)], self.starts[usize::from(last) + 1]);
        if self.is_undone { None } else { self.text.as_bytes().get(start as usize..next as usize - 1) }
    }

    /// Whether a field holds nothing.
    #[inline]
    pub fn is_empty(&self, number: u8) -> bool {
        let (start, next) = self.bounds(number);
        next - start == 1
    }

    #[inline]
    fn bounds(&self, number: u8) -> (u32, u32) {
        (self.starts[usize::from(number)], self.starts[usize::from(number) + 1])
    }
}

impl Splitter {
    /// Cuts at a delimiter.
    pub fn new(delimiter: u8) -> Splitter {
        let mut starts = [0; STARTS];
        starts[STARTS - 1] = 1;
        Splitter { delimiter, core: None, starts, width: 0, is_blank: true, undone: Vec::new() }
    }

    /// Cuts the record that the bytes begin with; its length with its end of line.
    #[inline]
    pub fn cut(&mut self, bytes: &[u8]) -> usize {
        self.undone.clear();
        self.width = 0;
        let mut start = 0;
        let newline = loop {
            let rest = &bytes[start..];
            let filled;
            let chunk = match rest.first_chunk() {
                Some(chunk) => chunk,
                None => {
                    filled = fill(rest);
                    &filled
                }
            };
            let newlines = marks(chunk, b'\n');
            // What stands behind the line is looked at too, and forgotten.
            let inside = newlines.wrapping_sub(1) & !newlines;
            if marks(chunk, b'"') & inside != 0 {
                return self.cut_quoted(bytes);
            }
            self.fields_end(start, marks(chunk, self.delimiter) & inside);
            if newlines != 0 {
                break Some(start + newlines.trailing_zeros() as usize);
            }
            if rest.len() <= CHUNK {
                break None;
            }
            start += CHUNK;
        };
        let line = &bytes[..newline.unwrap_or(bytes.len())];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        self.field_ends(line.len());
        self.is_blank = line.is_empty();
        newline.map_or(bytes.len(), |newline| newline + 1)
    }

    /// How many fields the record has.
    #[inline]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether the record is an empty line, which is none.
    #[inline]
    pub fn is_blank(&self) -> bool {
        self.is_blank
    }

    /// The fields of the record, given its text.
    #[inline]
    pub fn fields<'a>(&'a self, record: &'a str) -> Fields<'a> {
        let is_undone = !self.undone.is_empty();
        let text = if is_undone { std::str::from_utf8(&self.undone).unwrap_or_default() } else { record };
        Fields { text, starts: &self.starts, is_undone }
    }

    /// Ends a field at every mark.
    #[inline]
    fn fields_end(&mut self, start: usize, mut marks: u64) {
        let mut at = self.width + 1;
        self.width += marks.count_ones() as usize;
        while marks != 0 {
            // Eight at once, though some of them may be none and written over later: how many there are is different
            // every time, and asking after each costs more.
            match self.starts[..FIELDS + 2].get_mut(at..).and_then(|starts| starts.first_chunk_mut::<8>()) {
                Some(starts) => {
                    for place in starts {
                        *place = (start + marks.trailing_zeros() as usize + 1) as u32;
                        marks &= marks.wrapping_sub(1);
                    }
                }
                None => marks = self.few_fields_end(at, start, marks),
            }
            at += 8;
        }
    }

    /// Ends eight fields where those beyond the last are near, or further ones: those are not looked at.
    #[cold]
    fn few_fields_end(&mut self, at: usize, start: usize, mut marks: u64) -> u64 {
        for number in at..at + 8 {
            if marks != 0 {
                self.starts[number.min(FIELDS + 1)] = (start + marks.trailing_zeros() as usize + 1) as u32;
                marks &= marks - 1;
            }
        }
        marks
    }

    #[inline]
    fn field_ends(&mut self, end: usize) {
        self.width += 1;
        self.starts[self.width.min(FIELDS + 1)] = end as u32 + 1;
    }

    fn cut_quoted(&mut self, bytes: &[u8]) -> usize {
        let mut core = self.core.take().unwrap_or_else(|| {
            let mut builder = ReaderBuilder::new();
            Box::new(builder.delimiter(self.delimiter).terminator(Terminator::Any(b'\n')).build())
        });
        core.reset();
        self.width = 0;
        self.is_blank = false;
        let (mut length, mut used) = (0, 0);
        self.undone.resize(256, 0);
        loop {
            let (result, read, written) = core.read_field(&bytes[length..], &mut self.undone[used..]);
            length += read;
            used += written;
            match result {
                // What follows is nothing: reading on tells csv-core so.
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => self.undone.resize(self.undone.len() * 2, 0),
                ReadFieldResult::Field { record_end } => {
                    if record_end && self.undone[..used].ends_with(b"\r") {
                        used -= 1;
                    }
                    self.field_ends(used);
                    used += 1;
                    if record_end {
                        break;
                    }
                    self.undone.resize(self.undone.len().max(used + 1), 0);
                }
                ReadFieldResult::End => break,
            }
        }
        self.core = Some(core);
        self.undone.truncate(used);
        length
    }
}

/// Which of 64 bytes are this one, a bit each.
#[inline]
fn marks(chunk: &[u8; CHUNK], byte: u8) -> u64 {
    let wanted = u8x16::splat(byte);
    let parts = chunk.as_chunks::<16>().0.iter().enumerate();
    parts.fold(0, |marks, (number, part)| {
        marks | u64::from(u8x16::new(*part).simd_eq(wanted).to_bitmask()) << (number * 16)
    })
}

/// The last bytes, filled up with what is neither a delimiter nor an end.
#[cold]
fn fill(rest: &[u8]) -> [u8; CHUNK] {
    let mut chunk = [0; CHUNK];
    chunk.iter_mut().zip(rest).for_each(|(place, &byte)| *place = byte);
    chunk
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_all(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut splitter = Splitter::new(delimiter);
        let (mut rest, mut records) = (text, Vec::new());
        while !rest.is_empty() {
            let length = splitter.cut(rest.as_bytes());
            let fields = splitter.fields(&rest[..length]);
            if !splitter.is_blank() {
                records.push((0..splitter.width()).map(|number| fields.get(number as u8).to_owned()).collect());
            }
            rest = &rest[length..];
        }
        records
    }

    #[test]
    fn quoted_delimiters_newlines_and_doubled_quotes_are_text() {
        assert_eq!(
            cut_all("a,\"b, \"\"c\"\"\nd\",e\r\n\"\",f\"g,\"h\"\r\n\ni,j,\"", b','),
            [vec!["a", "b, \"c\"\nd", "e"], vec!["", "f\"g", "h"], vec!["i", "j", ""]]
        );
    }

    #[test]
    fn every_delimiter_cuts_and_the_others_are_text() {
        for (delimiter, other) in [(b',', ';'), (b';', '\t'), (b'\t', '|'), (b'|', ',')] {
            let text = format!("a{}{other}b{0}", delimiter as char);
            assert_eq!(cut_all(&text, delimiter), [vec!["a".to_owned(), format!("{other}b"), String::new()]]);
        }
    }

    #[test]
    fn fields_beyond_the_last_are_counted_and_the_absent_one_is_empty() {
        let mut splitter = Splitter::new(b',');
        let line = "x,".repeat(400);
        splitter.cut(line.as_bytes());
        assert_eq!(splitter.width(), 401);
        assert_eq!(splitter.fields(&line).get(FIELDS as u8 - 1), "x");
        assert_eq!(splitter.fields(&line).get(ABSENT), "");
    }

    #[test]
    fn random_nasty_lines_are_cut_as_the_csv_crate_cuts_them() {
        const PIECES: [&str; 11] = ["a", "ü", "\"", "\"\"", ",", ",", "\n", "\r\n", " ", ";", "long text "];
        let mut seed: u64 = 7;
        for _ in 0..5_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(PIECES[(seed >> 33) as usize % PIECES.len()]);
            }
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            assert_eq!(cut_all(&text, b','), expected, "{text:?}");
        }
    }
}
