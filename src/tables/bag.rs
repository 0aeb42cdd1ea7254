//! A bag: packed rows spread over a number of parts, in memory or spilled.
//!
//! Not responsible for order: whoever needs one sorts. Chunks keep growth from copying rows or doubling memory.

use std::sync::Arc;

use anyhow::{Context, Result};

use super::packed::{FormOf, LONGEST, PADDING, Pack, Reader, Writer};
use super::spill::{Run, Spill};

/// How many parts a bag has that is filled by hash. A power of two: parts are small enough to be worked on one by one.
pub const PARTS: usize = 256;

/// A chunk is closed when it has so many bytes: small, since every part of every bag has one that is being filled.
const CHUNK: usize = 4096;

/// Rows in parts.
pub struct Bag<T: Pack> {
    parts: Vec<Packed<T>>,
    writer: Writer,
}

impl<T: Pack> Default for Bag<T> {
    fn default() -> Self {
        Bag::of(PARTS)
    }
}

impl<T: Pack> Bag<T> {
    /// An empty bag of so many parts.
    pub fn of(parts: usize) -> Bag<T> {
        Bag { parts: (0..parts).map(|_| Packed::default()).collect(), writer: Writer::default() }
    }

    /// The part that a hash belongs to.
    pub fn part_of(hash: u64) -> usize {
        (hash >> (u64::BITS - PARTS.ilog2())) as usize
    }

    /// Adds a row to a part.
    #[inline]
    pub fn push(&mut self, part: usize, row: impl FormOf<T>) {
        self.parts[part].add(&row, &mut self.writer);
    }

    /// Puts another bag's rows behind these.
    pub fn append(&mut self, other: Bag<T>) {
        for (mine, others) in self.parts.iter_mut().zip(other.parts) {
            mine.append(others);
        }
    }

    /// Takes the bag apart.
    pub fn into_parts(self) -> Vec<Packed<T>> {
        self.parts
    }

    /// All rows, part by part.
    pub fn rows(&self) -> Result<Vec<T>> {
        let mut rows = Vec::with_capacity(self.len());
        self.for_each(|row| rows.push(row))?;
        Ok(rows)
    }

    /// Shows every row, part by part.
    pub fn for_each(&self, mut see: impl FnMut(T)) -> Result<()> {
        self.parts.iter().try_for_each(|part| part.for_each(&mut see))
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(Packed::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes of memory its rows take.
    pub fn held(&self) -> usize {
        self.parts.iter().map(Packed::held).sum()
    }

    /// Spills rows until they take no more memory than so many bytes.
    pub fn spill_beyond(&mut self, limit: usize, spill: &Arc<Spill>) -> Result<()> {
        let mut held = self.held();
        while held > limit {
            // Whole parts, the largest first: then what is read again stands in few places.
            let Some(part) = self.parts.iter_mut().max_by_key(|part| part.held()) else { break };
            held -= part.held();
            part.spill(spill)?;
        }
        Ok(())
    }
}

/// The rows of one part.
pub struct Packed<T: Pack> {
    runs: Vec<Run>,
    chunks: Vec<Box<[u8]>>,
    /// The rows that are no chunk yet, and what is remembered of the last one.
    open: Vec<u8>,
    before: T::Before,
    in_chunks: usize,
    len: usize,
}

impl<T: Pack> Default for Packed<T> {
    fn default() -> Self {
        Packed {
            runs: Vec::new(),
            chunks: Vec::new(),
            open: Vec::new(),
            before: T::Before::default(),
            in_chunks: 0,
            len: 0,
        }
    }
}

impl<T: Pack> FromIterator<T> for Packed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        let (mut packed, mut writer) = (Packed::default(), Writer::default());
        rows.into_iter().for_each(|row| packed.add(&row, &mut writer));
        packed
    }
}

impl<T: Pack> Packed<T> {
    #[inline]
    fn add(&mut self, row: &impl FormOf<T>, writer: &mut Writer) {
        writer.clear();
        row.write(&mut self.before, writer);
        self.reserve(writer.bytes().len());
        self.open.extend_from_slice(writer.bytes());
        self.len += 1;
        if self.open.len() >= CHUNK {
            self.close();
        }
    }

    /// Makes room for a row: what is open grows with its rows, and not beyond a chunk.
    #[inline]
    fn reserve(&mut self, row: usize) {
        if self.open.capacity() - self.open.len() < row {
            let room = (2 * self.open.capacity()).clamp(LONGEST, CHUNK + LONGEST);
            self.open.reserve_exact(room.saturating_sub(self.open.len()).max(row));
        }
    }

    /// Makes a chunk of the rows that are none yet.
    fn close(&mut self) {
        if !self.open.is_empty() {
            let mut chunk = Vec::with_capacity(self.open.len() + PADDING);
            chunk.extend_from_slice(&self.open);
            chunk.extend_from_slice(&[0; PADDING]);
            self.in_chunks += chunk.len();
            self.chunks.push(chunk.into_boxed_slice());
            self.open.clear();
            self.before = T::Before::default();
        }
    }

    /// Puts another part's rows behind these.
    fn append(&mut self, mut other: Packed<T>) {
        if self.len == 0 {
            *self = other;
            return;
        }
        self.close();
        other.close();
        self.runs.extend(other.runs);
        self.chunks.extend(other.chunks);
        self.in_chunks += other.in_chunks;
        self.len += other.len;
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many bytes of memory they take.
    pub fn held(&self) -> usize {
        self.in_chunks + self.open.len()
    }

    /// Whether some of them are in a file.
    pub fn is_spilled(&self) -> bool {
        !self.runs.is_empty()
    }

    /// Writes what is in memory to a file.
    pub fn spill(&mut self, spill: &Arc<Spill>) -> Result<()> {
        self.close();
        if !self.chunks.is_empty() {
            self.runs.push(spill.write(&self.chunks)?);
            self.chunks = Vec::new();
            self.in_chunks = 0;
        }
        Ok(())
    }

    /// Shows every row.
    pub fn for_each(&self, see: impl FnMut(T)) -> Result<()> {
        self.each_as(see)
    }

    /// Shows every row in another form.
    pub fn each_as<F: FormOf<T>>(&self, mut see: impl FnMut(F)) -> Result<()> {
        for run in &self.runs {
            run.for_each(|chunk| unpack(chunk, &mut see))?;
        }
        self.chunks.iter().try_for_each(|chunk| unpack(chunk, &mut see))?;
        if self.open.is_empty() { Ok(()) } else { unpack(&[&self.open, [0; PADDING].as_slice()].concat(), &mut see) }
    }

    /// All rows.
    pub fn rows(&self) -> Result<Vec<T>> {
        let mut rows = Vec::with_capacity(self.len);
        self.for_each(|row| rows.push(row))?;
        Ok(rows)
    }
}

fn unpack<T: Pack>(chunk: &[u8], see: &mut impl FnMut(T)) -> Result<()> {
    let (mut reader, mut before) = (Reader::new(chunk), T::Before::default());
    while !reader.is_at_end() {
        see(T::read(&mut before, &mut reader).context("packed rows cannot be read: please report this as a bug")?);
    }
    Ok(())
}
