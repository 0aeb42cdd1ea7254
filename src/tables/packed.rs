//! The packed form of rows: a few dozen bytes a row, in memory as on disk, where the plain form takes a hundred.
//!
//! A packed chunk is rows one after the other, each written as differences to the one before; what is missing takes a
//! bit. Not responsible for where chunks are kept (`bag`, `spill`).

mod conversation;
mod message;
#[cfg(test)]
mod tests;

pub use message::PackedMessage;

/// A row that has a packed form.
pub trait Pack: Copy {
    /// What is remembered of the row before, within a chunk.
    type Before: Copy + Default;

    /// Writes the row behind the one before.
    fn write(&self, before: &mut Self::Before, into: &mut Writer);

    /// Reads the row behind the one before; nothing where the bytes are no such row.
    fn read(before: &mut Self::Before, from: &mut Reader) -> Option<Self>;
}

/// Another way to read and write the packed form of a row: both write the same bytes.
pub trait FormOf<T: Pack>: Pack<Before = T::Before> {}

impl<T: Pack> FormOf<T> for T {}

/// No packed row is longer than this.
pub(super) const LONGEST: usize = 256;

/// So many zeros follow the rows of a chunk: every number is read as eight bytes.
pub(super) const PADDING: usize = 8;

/// The bytes of one row.
pub struct Writer {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Default for Writer {
    fn default() -> Self {
        Writer { bytes: [0; LONGEST], length: 0 }
    }
}

impl Writer {
    /// Begins another row.
    pub(super) fn clear(&mut self) {
        self.length = 0;
    }

    /// The row as far as it is written.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Eight bytes, of which the next ones overwrite all but the first `length`.
    #[inline]
    fn put(&mut self, word: u64, length: usize) {
        // There is always room: a row has less than thirty numbers of at most nine bytes.
        if let Some(place) = self.bytes.get_mut(self.length..self.length + 8) {
            place.copy_from_slice(&word.to_le_bytes());
            self.length += length;
        }
    }

    /// A number in as many bytes as it needs: one for each seven bits, the first one tells how many; nine at most.
    #[inline]
    pub(super) fn number(&mut self, value: u64) {
        let bits = u64::BITS - (value | 1).leading_zeros();
        let length = bits.div_ceil(7);
        if length <= 8 {
            self.put((value << 1 | 1) << (length - 1), length as usize);
        } else {
            self.put(0, 1);
            self.put(value, 8);
        }
    }

    /// A number that may be negative; small ones are short.
    #[inline]
    pub(super) fn signed(&mut self, value: i64) {
        self.number((value << 1 ^ value >> 63) as u64);
    }

    /// A whole word.
    #[inline]
    pub(super) fn word(&mut self, value: u64) {
        self.put(value, 8);
    }

    /// A number in a fixed count of bytes.
    #[inline]
    pub(super) fn fixed(&mut self, value: u64, length: usize) {
        self.put(value, length);
    }
}

/// The rows of a chunk.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads a chunk, padding included.
    pub(super) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    /// Whether all rows are read.
    pub(super) fn is_at_end(&self) -> bool {
        self.at + PADDING >= self.bytes.len()
    }

    #[inline]
    fn peek(&self) -> Option<u64> {
        self.bytes.get(self.at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
    }

    /// See [`Writer::number`].
    #[inline]
    pub(super) fn number(&mut self) -> Option<u64> {
        let word = self.peek()?;
        let length = word.trailing_zeros() + 1;
        if length <= 8 {
            self.at += length as usize;
            let unused = u64::BITS - 8 * length;
            Some(word << unused >> unused >> length)
        } else {
            self.at += 1;
            self.fixed(8)
        }
    }

    /// A number that must not be larger than 32 bits can tell.
    #[inline]
    pub(super) fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// See [`Writer::signed`].
    #[inline]
    pub(super) fn signed(&mut self) -> Option<i64> {
        let value = self.number()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// See [`Writer::word`].
    #[inline]
    pub(super) fn word(&mut self) -> Option<u64> {
        self.words().map(|[word]| word)
    }

    /// Several words.
    #[inline]
    pub(super) fn words<const COUNT: usize>(&mut self) -> Option<[u64; COUNT]> {
        let (words, _) = self.bytes.get(self.at..)?.as_chunks::<8>();
        let words = words.first_chunk::<COUNT>()?.map(u64::from_le_bytes);
        self.at += 8 * COUNT;
        Some(words)
    }

    /// See [`Writer::fixed`].
    #[inline]
    pub(super) fn fixed(&mut self, length: usize) -> Option<u64> {
        let word = self.peek()?;
        self.at += length;
        let unused = u64::BITS - 8 * length as u32;
        Some(word << unused >> unused)
    }
}

/// A row beside the number of its customer.
impl<T: Pack> Pack for (u32, T) {
    type Before = T::Before;

    #[inline]
    fn write(&self, before: &mut T::Before, into: &mut Writer) {
        into.number(self.0.into());
        self.1.write(before, into);
    }

    #[inline]
    fn read(before: &mut T::Before, from: &mut Reader) -> Option<(u32, T)> {
        Some((from.small()?, T::read(before, from)?))
    }
}
