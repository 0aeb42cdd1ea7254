//! Where fields and records end, found in 64 bytes at once.
//!
//! Not responsible for records whose quotes are not proper: whoever asks cuts them. Proper quotes open a field and close
//! it, and those inside are doubled.

use wide::u8x16;

/// How many bytes are looked at together.
const CHUNK: usize = 64;

/// How many bytes are looked at ahead: enough for many records, and what is found stays in the processor's cache.
const AHEAD: usize = 128 * CHUNK;

/// A record longer than this is left alone.
const LONGEST: usize = 64 * AHEAD;

/// The ends of the fields and records in what was looked at.
pub struct Ends {
    delimiter: u8,
    /// The beginning, then the place behind every end, then anything.
    pub starts: Vec<u32>,
    found: usize,
    /// The records that end.
    pub records: Vec<End>,
}

/// The end of a record.
#[derive(Clone, Copy)]
pub struct End {
    /// The place behind it.
    pub next: u32,
    /// What stands between the places of its fields.
    pub form: Form,
}

/// What stands between the places where the fields of a record begin.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// The fields themselves.
    #[default]
    Plain,
    /// Fields, some of them in quotes.
    Quoted,
    /// Fields, some of them in quotes with doubled ones inside.
    Doubled,
    /// Fields that were copied out of their record.
    Undone,
}

impl Ends {
    /// None yet.
    pub fn new(delimiter: u8) -> Ends {
        Ends { delimiter, starts: Vec::new(), found: 0, records: Vec::new() }
    }

    /// Finds ends in bytes that begin with a record: of no record only where the quotes of the first are not proper,
    /// or where it is too long.
    pub fn find(&mut self, bytes: &[u8]) {
        let mut ahead = AHEAD;
        while !self.find_in(bytes, ahead) && self.records.is_empty() && ahead < LONGEST {
            ahead *= 2;
        }
    }

    /// Where the place behind the end of a record stands: as far behind the place of its beginning as with the record
    /// before, or elsewhere behind it.
    #[inline]
    pub fn place_of(&self, next: u32, first: usize, width: usize) -> usize {
        let is_there = |place: &usize| *place < self.found && self.starts.get(*place) == Some(&next);
        Some(first + width).filter(is_there).unwrap_or_else(|| self.find_place(next, first))
    }

    #[cold]
    fn find_place(&self, next: u32, first: usize) -> usize {
        let behind = self.starts.iter().skip(first + 1);
        first + 1 + behind.take_while(|&&start| start < next).count()
    }

    /// Finds ends in the first bytes; whether something forbids to look further.
    fn find_in(&mut self, bytes: &[u8], ahead: usize) -> bool {
        let part = &bytes[..bytes.len().min(ahead)];
        self.records.clear();
        // Room for an end at every byte, and for what is written behind the last one.
        if self.starts.len() < part.len() + 2 * CHUNK {
            self.starts.resize(part.len() + 2 * CHUNK, 0);
        }
        self.starts[0] = 0;
        let delimiter = self.delimiter;
        let (mut quotes, mut form) = (Quotes::default(), Form::Plain);
        self.found = 1;
        for (number, rest) in part.chunks(CHUNK).enumerate() {
            let filled;
            let chunk = match rest.first_chunk() {
                Some(chunk) => chunk,
                None => {
                    filled = fill(rest);
                    &filled
                }
            };
            let start = number * CHUNK;
            let newlines = marks(chunk, b'\n');
            let mut ends = marks(chunk, delimiter) | newlines;
            let (mut quoted, mut doubled, mut is_proper) = (0, 0, true);
            if quotes.matter() || has(chunk, b'"') {
                quoted = marks(chunk, b'"');
                let before = start.checked_sub(1).map(|before| part[before]);
                let opens = before.is_none_or(|byte| byte == delimiter || byte == b'\n');
                (ends, doubled) = quotes.follow(quoted, ends, opens);
                if let Some(wrong) = quotes.first_wrong(&bytes[start..]) {
                    is_proper = false;
                    ends &= (1 << wrong) - 1;
                }
            }
            let mut lines = newlines & ends;
            while lines != 0 {
                let before = (lines & lines.wrapping_neg()) - 1;
                let next = start as u32 + lines.trailing_zeros() + 1;
                if quoted != 0 {
                    form = form.with(quoted & before, doubled & before);
                    (quoted, doubled) = (quoted & !before, doubled & !before);
                }
                self.records.push(End { next, form });
                form = Form::Plain;
                lines &= lines - 1;
            }
            if quoted != 0 {
                form = form.with(quoted, doubled);
            }
            self.put(start, ends);
            if !is_proper {
                return true;
            }
        }
        let is_ended = part.len() == bytes.len();
        let end = self.records.last().map_or(0, |end| end.next as usize);
        if is_ended && end < part.len() && !quotes.are_open() {
            let next = part.len() as u32 + 1;
            self.starts[self.found] = next;
            self.found += 1;
            self.records.push(End { next, form });
        }
        is_ended
    }

    /// Keeps the places behind ends. Eight at once, though some of them may be none and written over later: how many
    /// there are is different every time, and asking after each costs more.
    #[inline]
    fn put(&mut self, start: usize, ends: u64) {
        let (behind, mut rest) = (start as u32 + 1, ends);
        for places in self.starts[self.found..].as_chunks_mut::<8>().0 {
            if rest == 0 {
                break;
            }
            for place in places {
                // Where none is left it does not matter what is written; asking for that takes longer.
                *place = behind + (rest | 1 << (CHUNK - 1)).trailing_zeros();
                rest &= rest.wrapping_sub(1);
            }
        }
        self.found += ends.count_ones() as usize;
    }
}

impl Form {
    /// The form with quotes, if there are any, and doubled ones, if there are any.
    #[inline]
    fn with(self, quoted: u64, doubled: u64) -> Form {
        match self {
            _ if doubled != 0 => Form::Doubled,
            Form::Plain if quoted != 0 => Form::Quoted,
            form => form,
        }
    }
}

/// Follows quotes from one chunk to the next, a bit for each byte.
#[derive(Default)]
struct Quotes {
    /// All bits where the chunk before ends inside quotes.
    inside: u64,
    /// One where its last byte closes quotes.
    closed: u64,
    /// Quotes that open where none may; bytes behind quotes that close, other than ends and quotes.
    wrong: u64,
    behind: u64,
}

impl Quotes {
    /// Whether a chunk without quotes must be looked at, too.
    #[inline]
    fn matter(&self) -> bool {
        self.inside | self.closed != 0
    }

    fn are_open(&self) -> bool {
        self.inside != 0
    }

    /// Follows quotes through a chunk: the ends that stand outside them, and the second ones of doubled quotes.
    fn follow(&mut self, quotes: u64, ends: u64, first_may_open: bool) -> (u64, u64) {
        // Every bit becomes the parity of itself and all before it.
        let mut inside = quotes;
        for distance in [1, 2, 4, 8, 16, 32] {
            inside ^= inside << distance;
        }
        inside ^= self.inside;
        let ends = ends & !inside;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let behind = closing << 1 | self.closed;
        let doubled = opening & behind;
        self.wrong = opening & !doubled & !(ends << 1 | u64::from(first_may_open));
        self.behind = behind & !doubled & !ends;
        self.closed = closing >> (CHUNK - 1);
        self.inside = if inside >> (CHUNK - 1) == 0 { 0 } else { u64::MAX };
        (ends, doubled)
    }

    /// The first place at which quotes turn out not to be proper, in the bytes from the chunk on.
    fn first_wrong(&self, bytes: &[u8]) -> Option<u32> {
        let mut wrong = self.wrong | self.behind;
        while wrong != 0 {
            let place = wrong.trailing_zeros();
            let behind = bytes.get(place as usize..).unwrap_or_default();
            let is_end = behind.is_empty() || behind.starts_with(b"\r\n");
            if !is_end || self.wrong >> place & 1 == 1 {
                return Some(place);
            }
            wrong &= wrong - 1;
        }
        None
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

/// Whether one of 64 bytes is this one.
#[inline]
fn has(chunk: &[u8; CHUNK], byte: u8) -> bool {
    let wanted = u8x16::splat(byte);
    let parts = chunk.as_chunks::<16>().0.iter();
    parts.fold(u8x16::ZERO, |found, part| found | u8x16::new(*part).simd_eq(wanted)).to_bitmask() != 0
}

/// The last bytes, filled up with what is neither a delimiter nor an end.
#[cold]
fn fill(rest: &[u8]) -> [u8; CHUNK] {
    let mut chunk = [0; CHUNK];
    chunk.iter_mut().zip(rest).for_each(|(place, &byte)| *place = byte);
    chunk
}
