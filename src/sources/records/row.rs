//! A row of any container, and what its cells are read into: texts, times, words, numbers.
//!
//! Not responsible for which columns a table has nor for what becomes of the row.

use std::sync::atomic::{AtomicBool, Ordering};

use wide::u8x16;

use crate::sources::Block;
use crate::sources::values::{self, TimeProblem, TimeRules};
use crate::tables::columns::Table;
use crate::tables::intake::{IdText, Intake};
use crate::tables::likeness::Likeness;
use crate::tables::message::{Millis, Origin};

/// A row: its cells by their column's place in the table.
pub trait Row {
    /// The cell as it is written; empty where there is none.
    fn cell(&self, column: usize) -> &str;

    /// Whether there is no cell, or nothing in it.
    #[inline]
    fn is_empty(&self, column: usize) -> bool {
        self.cell(column).is_empty()
    }

    /// The cell as the first instant after a span that ends there: a bare date means the end of that day. Containers
    /// that know times override it.
    fn end(&self, column: usize, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
        values::end(self.cell(column), rules)
    }

    /// A second name of the row's customer; empty where there is none.
    #[inline]
    fn alias(&self) -> &str {
        ""
    }

    /// Whether the row tells of one state of a message, and other rows of others.
    #[inline]
    fn is_event(&self) -> bool {
        false
    }

    /// Whether a row of counts may lack its dates.
    fn may_be_undated(&self) -> bool {
        false
    }

    /// Whether its counts of messages that were read are in those of delivered ones, whatever the numbers look like.
    #[inline]
    fn counts_nest(&self) -> bool {
        false
    }

    /// What tells whether the row describes its message like others. Only for rows of the messages table whose cells
    /// stand side by side; hashing single cells is not worth it.
    #[inline]
    fn likeness(&self) -> Option<Likeness> {
        None
    }

    /// The row as it stands in its file.
    fn record(&self) -> Record<'_>;

    /// The cell as a time. Containers that know times override it.
    #[inline]
    fn time(&self, column: usize, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
        values::time(self.cell(column), rules)
    }
}

/// A row as it stands in its file.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// Where it begins.
    pub position: u64,
    /// Its text; empty where the container is no text.
    pub text: &'a str,
    /// Whether every byte of the text stands in the file.
    pub is_exact: bool,
}

/// The cell without blanks around it; empty where it says "nothing". The `'` that our own CSV puts before what begins
/// like a formula belongs to the file, not to the text.
#[inline]
pub fn text<R: Row>(row: &R, column: usize) -> &str {
    let cell = row.cell(column);
    if cell.is_empty() || values::is_plain(cell) { cell } else { unusual_text(cell) }
}

fn unusual_text(cell: &str) -> &str {
    let cell = values::bare(cell);
    match cell.strip_prefix('\'') {
        Some(text) if text.starts_with(['=', '+', '-', '@']) => text,
        _ => cell,
    }
}

/// Takes the rows of one block into the intake.
pub struct Taker<'block, 'run> {
    /// Where rows go.
    pub intake: &'block mut Intake<'run>,
    /// The table that the rows are of.
    pub table: &'static Table,
    /// The places of the columns that the rows have, in the order of their fields.
    pub places: &'block [usize],
    /// Whether something about the row was noted.
    pub noted: bool,
    block: &'block Block,
    /// What must be asked before times can be read: the run stops there. Canonical files never ask: UTC is their
    /// zone, and a date that could be read two ways costs its row.
    pub question: Option<String>,
    asks: bool,
    rules: TimeRules,
    zoneless: &'block Zoneless,
}

/// The places of the columns of a row that may have them all.
static EVERY_PLACE: [usize; 64] = {
    let mut places = [0; 64];
    let mut place = 0;
    while place < places.len() {
        places[place] = place;
        place += 1;
    }
    places
};

/// Whether a file was already noted for times without a zone.
#[derive(Default)]
pub struct Zoneless(AtomicBool);

/// Why a row is rejected: one sentence without personal data.
pub type Reason = String;

impl<'block, 'run> Taker<'block, 'run> {
    /// Takes rows of a table.
    pub fn new(
        table: &'static Table,
        places: &'block [usize],
        block: &'block Block,
        rules: TimeRules,
        zoneless: &'block Zoneless,
        intake: &'block mut Intake<'run>,
    ) -> Self {
        let rules = TimeRules { naive_utc: false, ..rules };
        Taker { intake, table, places, noted: false, question: None, asks: false, block, rules, zoneless }
    }

    /// Asks for a zone or an order of dates where times need one.
    pub fn asking(self, rules: TimeRules) -> Self {
        Taker { asks: true, rules, ..self }
    }

    /// The origin of a row that is told by its place alone.
    pub fn origin(&self, row: &impl Row) -> Origin {
        Origin::new(self.block.input, row.record().position)
    }

    /// The origin of a row that has an id: where the id stands, if it can be read again there.
    #[inline]
    pub fn origin_of(&self, row: &impl Row, id: &str) -> (Origin, IdText) {
        let record = row.record();
        match place_of(id, &record) {
            Some(place) => (Origin::new(self.block.input, record.position + place), self.block.id_text),
            None => (Origin::new(self.block.input, record.position), IdText::Keep),
        }
    }

    /// Does something with rows of another table.
    pub fn of_table(&mut self, table: &'static Table, take: impl FnOnce(&mut Self)) {
        let before = (self.table, self.places);
        (self.table, self.places) = (table, &EVERY_PLACE[..table.columns.len().min(EVERY_PLACE.len())]);
        take(self);
        (self.table, self.places) = before;
    }

    /// Counts a row that is understood and of no use.
    pub fn ignore(&mut self, row: &impl Row, reason: &str) {
        let origin = self.origin(row);
        self.intake.ignore(origin, reason, None);
    }

    /// Counts a word or kind that nobody knows.
    pub fn note(&mut self, what: &str) {
        self.noted = true;
        self.intake.note_unknown(self.block.input, what);
    }

    /// Rejects a row.
    #[cold]
    pub fn reject(&mut self, row: &impl Row, reason: &str) {
        let origin = self.origin(row);
        self.intake.reject(origin, reason, row.record().text.trim_end_matches(['\n', '\r']));
    }

    /// A time. A time without a zone is UTC unless the user said otherwise; that is noted once a file.
    #[inline]
    pub fn time<R: Row>(&mut self, row: &R, column: usize) -> Result<Option<Millis>, Reason> {
        match row.time(column, &self.rules) {
            Ok(time) => Ok(time),
            Err(problem) => self.unusual_time(row, column, R::time, problem),
        }
    }

    /// The first instant after a span that ends there; see [`Taker::time`].
    pub fn end<R: Row>(&mut self, row: &R, column: usize) -> Result<Option<Millis>, Reason> {
        match row.end(column, &self.rules) {
            Ok(time) => Ok(time),
            Err(problem) => self.unusual_time(row, column, R::end, problem),
        }
    }

    #[cold]
    fn unusual_time<R: Row>(
        &mut self,
        row: &R,
        column: usize,
        read: fn(&R, usize, &TimeRules) -> Result<Option<Millis>, TimeProblem>,
        problem: TimeProblem,
    ) -> Result<Option<Millis>, Reason> {
        let mut problem = problem;
        if self.asks && matches!(problem, TimeProblem::NeedsZone | TimeProblem::Ambiguous) {
            self.question = Some(format!("{}: {problem}", self.table.columns[column].name));
            return Ok(None);
        }
        if problem == TimeProblem::NeedsZone {
            self.rules.naive_utc = true;
            if !self.zoneless.0.swap(true, Ordering::Relaxed) {
                self.intake.note_unknown(self.block.input, "times without a zone were read as UTC");
            }
            match read(row, column, &self.rules) {
                Ok(time) => return Ok(time),
                Err(other) => problem = other,
            }
        }
        Err(format!("{}: {problem}", self.table.columns[column].name))
    }

    /// One of a column's words; an unknown one is noted and left out.
    #[inline]
    pub fn word<T>(&mut self, row: &impl Row, column: usize, known: fn(&str) -> Option<T>) -> Option<T> {
        let cell = row.cell(column);
        if cell.is_empty() { None } else { known(cell).or_else(|| self.unusual_word(cell, column, known)) }
    }

    #[cold]
    fn unusual_word<T>(&mut self, cell: &str, column: usize, known: fn(&str) -> Option<T>) -> Option<T> {
        let word = cell.trim().to_lowercase();
        if values::is_null(&word) {
            return None;
        }
        let value = known(&word);
        if value.is_none() {
            let name = self.table.columns[column].name;
            // Only what can be nothing but a word is repeated: never a number, never a sentence.
            let is_word =
                word.len() <= 24 && word.bytes().all(|byte| byte.is_ascii_lowercase() || b"_-".contains(&byte));
            let what = if is_word { format!("{name} `{word}`") } else { format!("{name} that is none of its words") };
            self.note(&what);
        }
        value
    }

    /// A decimal number in millionths; an unreadable one is noted and left out.
    #[inline]
    pub fn decimal(&mut self, row: &impl Row, column: usize) -> Option<i64> {
        self.value(row, column, values::decimal_millionths, "a plain decimal number")
    }

    /// A whole number; an unreadable one is noted and left out.
    #[inline]
    pub fn integer(&mut self, row: &impl Row, column: usize) -> Option<i64> {
        self.value(row, column, values::integer, "a whole number")
    }

    /// How many; an unreadable number or one below zero is noted and left out.
    pub fn count(&mut self, row: &impl Row, column: usize) -> Option<u64> {
        self.value(row, column, |cell| values::integer(cell)?.try_into().ok(), "a count")
    }

    /// True or false; anything else is noted and left out.
    #[inline]
    pub fn boolean(&mut self, row: &impl Row, column: usize) -> Option<bool> {
        self.value(row, column, values::boolean, "true or false")
    }

    #[inline]
    fn value<T>(&mut self, row: &impl Row, column: usize, read: fn(&str) -> Option<T>, kind: &str) -> Option<T> {
        let cell = row.cell(column);
        if cell.is_empty() {
            return None;
        }
        let value = read(cell);
        if value.is_none() && !values::is_null(cell) {
            let what = format!("{} that is not {kind}", self.table.columns[column].name);
            self.note(&what);
        }
        value
    }
}

/// The bytes at which an id ends in a plain file.
static IS_END: [bool; 256] = {
    let mut is_end = [false; 256];
    let ends = b",;\t|\"\r\n\0\\";
    let mut at = 0;
    while at < ends.len() {
        is_end[ends[at] as usize] = true;
        at += 1;
    }
    is_end
};

/// Where an id stands in its record, if it can be read again there: nothing in it looks like an end, and an end
/// follows.
#[inline]
fn place_of(id: &str, record: &Record) -> Option<u64> {
    if id.is_empty() || !record.is_exact || has_end(id.as_bytes()) {
        return None;
    }
    // A cell that was not copied lies inside its record.
    let inside = (id.as_ptr() as usize).wrapping_sub(record.text.as_ptr() as usize);
    let place = if inside < record.text.len() { inside } else { record.text.find(id)? };
    record.text.as_bytes().get(place + id.len()).is_none_or(|&byte| IS_END[usize::from(byte)]).then_some(place as u64)
}

/// Whether some byte looks like an end, as all control characters do. Longer texts are looked at sixteen bytes at
/// once, the last ones again.
#[inline]
fn has_end(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk() else { return bytes.iter().any(|&byte| IS_END[usize::from(byte)]) };
    let chunks = bytes.as_chunks::<16>().0.iter().chain([last]);
    let found = chunks.fold(u8x16::ZERO, |found, chunk| {
        let chunk = u8x16::new(*chunk);
        let is = |byte: u8| chunk.simd_eq(u8x16::splat(byte));
        let is_control = chunk.min(u8x16::splat(0x1F)).simd_eq(chunk);
        found | is_control | is(b',') | is(b';') | is(b'|') | is(b'"') | is(b'\\')
    });
    found.to_bitmask() != 0
}
