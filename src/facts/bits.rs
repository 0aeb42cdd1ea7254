//! Bits: one yes or no a row, sixty-four to a word, so that rows are counted and combined many at once.
//!
//! Not responsible for what a bit means. Sets that are combined have the same length.

/// How many rows share a word.
pub const WORD: usize = u64::BITS as usize;

/// A yes or no for each of some rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// No for so many rows.
    pub fn none(len: usize) -> Bits {
        Bits { words: vec![0; len.div_ceil(WORD)], len }
    }

    /// Yes for so many rows.
    pub fn all(len: usize) -> Bits {
        let mut bits = Bits { words: vec![u64::MAX; len.div_ceil(WORD)], len };
        if let (Some(last), rest @ 1..) = (bits.words.last_mut(), len % WORD) {
            *last = u64::MAX >> (WORD - rest);
        }
        bits
    }

    /// What `holds` says of each of so many rows.
    pub fn of(len: usize, mut holds: impl FnMut(usize) -> bool) -> Bits {
        let word = |start: usize| {
            let rows = start..len.min(start + WORD);
            rows.fold(0, |word, row| word | u64::from(holds(row)) << (row - start))
        };
        Bits { words: (0..len).step_by(WORD).map(word).collect(), len }
    }

    /// Puts up to [`WORD`] rows behind these, the first in the lowest bit. Whoever comes before filled its word.
    pub fn push_word(&mut self, word: u64, rows: usize) {
        self.words.push(word);
        self.len += rows;
    }

    /// Leaves only the first rows.
    pub fn cut(&mut self, len: usize) {
        self.words.truncate(len.div_ceil(WORD));
        self.len = len;
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no row at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The words, the first row in the lowest bit of the first.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Whether a row has it.
    #[inline]
    pub fn has(&self, row: usize) -> bool {
        self.words[row / WORD] >> (row % WORD) & 1 == 1
    }

    /// Says yes for a row.
    #[inline]
    pub fn set(&mut self, row: usize) {
        self.words[row / WORD] |= 1 << (row % WORD);
    }

    /// Says yes or no for a row.
    #[inline]
    pub fn put(&mut self, row: usize, holds: bool) {
        let word = &mut self.words[row / WORD];
        *word = *word & !(1 << (row % WORD)) | u64::from(holds) << (row % WORD);
    }

    /// Whether any row has it.
    pub fn any(&self) -> bool {
        self.words.iter().any(|&word| word != 0)
    }

    /// Whether any row has both.
    pub fn meets(&self, other: &Bits) -> bool {
        self.words.iter().zip(&other.words).any(|(one, other)| one & other != 0)
    }

    /// The first row that has it, from a row on.
    pub fn next(&self, from: usize) -> Option<usize> {
        let mut number = from / WORD;
        let mut word = self.words.get(number)? & u64::MAX << (from % WORD);
        while word == 0 {
            number += 1;
            word = *self.words.get(number)?;
        }
        Some(number * WORD + word.trailing_zeros() as usize)
    }

    /// How many rows have it.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many rows have both.
    pub fn common(&self, other: &Bits) -> u64 {
        self.words.iter().zip(&other.words).map(|(one, other)| u64::from((one & other).count_ones())).sum()
    }

    /// The rows that have it, in order.
    #[inline]
    pub fn ones(&self) -> Ones<'_> {
        Ones { words: &self.words, word: 0, start: 0_usize.wrapping_sub(WORD) }
    }

    /// The rows that have both.
    pub fn and(&self, other: &Bits) -> Bits {
        self.with(other, |one, other| one & other)
    }

    /// The rows that have either.
    pub fn or(&self, other: &Bits) -> Bits {
        self.with(other, |one, other| one | other)
    }

    /// The rows that have this and not the other.
    pub fn but(&self, other: &Bits) -> Bits {
        self.with(other, |one, other| one & !other)
    }

    /// Adds the rows of another set.
    pub fn add(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, others)| *mine |= others);
    }

    fn with(&self, other: &Bits, word: impl Fn(u64, u64) -> u64) -> Bits {
        let words = self.words.iter().zip(&other.words).map(|(&one, &other)| word(one, other));
        Bits { words: words.collect(), len: self.len }
    }
}

/// The rows that have something, in order.
pub struct Ones<'a> {
    /// The words behind the one at hand.
    words: &'a [u64],
    /// The rows of it that are left.
    word: u64,
    /// Its first row.
    start: usize,
}

impl Iterator for Ones<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            let (&word, rest) = self.words.split_first()?;
            (self.word, self.words) = (word, rest);
            self.start = self.start.wrapping_add(WORD);
        }
        let row = self.start + self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn bits_do_what_lists_of_booleans_do(pairs in proptest::collection::vec((proptest::bool::ANY, proptest::bool::ANY), 0..200)) {
            let len = pairs.len();
            let (one, other) = (Bits::of(len, |row| pairs[row].0), Bits::of(len, |row| pairs[row].1));
            let rows = |holds: &dyn Fn(&(bool, bool)) -> bool| -> Vec<usize> {
                (0..len).filter(|&row| holds(&pairs[row])).collect()
            };
            proptest::prop_assert_eq!(one.ones().collect::<Vec<_>>(), rows(&|pair| pair.0));
            proptest::prop_assert_eq!(one.and(&other).ones().collect::<Vec<_>>(), rows(&|pair| pair.0 && pair.1));
            proptest::prop_assert_eq!(one.or(&other).ones().collect::<Vec<_>>(), rows(&|pair| pair.0 || pair.1));
            proptest::prop_assert_eq!(one.but(&other).ones().collect::<Vec<_>>(), rows(&|pair| pair.0 && !pair.1));
            proptest::prop_assert_eq!(one.count(), rows(&|pair| pair.0).len() as u64);
            proptest::prop_assert_eq!(one.common(&other), one.and(&other).count());
            proptest::prop_assert_eq!(Bits::all(len).ones().count(), len);
            proptest::prop_assert_eq!(one.meets(&other), one.and(&other).any());
            for from in 0..len {
                proptest::prop_assert_eq!(one.next(from), (from..len).find(|&row| pairs[row].0));
            }
            let mut put = Bits::all(len);
            (0..len).for_each(|row| put.put(row, one.has(row)));
            proptest::prop_assert_eq!(put, one);
        }
    }
}
