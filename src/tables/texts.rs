//! Interned texts: every distinct text is kept once and stands for itself as a small number.
//!
//! Readers on several threads share one [`Texts`] while loading; afterwards it is frozen into a [`TextTable`].
//! Numbers depend on the order of reading, so nothing may ever be sorted by them for output.

use std::sync::{Mutex, MutexGuard, PoisonError};

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// An interned text. `Text::NONE` is the empty text: no value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(pub u32);

impl Text {
    /// No value.
    pub const NONE: Text = Text(0);

    /// Whether there is no value.
    pub fn is_none(self) -> bool {
        self == Text::NONE
    }

    /// This text, or the other where this one is empty.
    pub fn or(self, other: Text) -> Text {
        if self.is_none() { other } else { self }
    }
}

const SHARDS: usize = 64;

#[derive(Default)]
struct Shard {
    numbers: HashTable<u32>,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Shard {
    fn get(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.bytes[start..self.ends[number] as usize]
    }

    fn intern(&mut self, text: &[u8], hash: u64) -> u32 {
        let Shard { numbers, ends, bytes } = self;
        let at = |number: u32| {
            let number = number as usize;
            let start = if number == 0 { 0 } else { ends[number - 1] as usize };
            &bytes[start..ends[number] as usize]
        };
        if let Some(&number) = numbers.find(hash, |&number| at(number) == text) {
            return number;
        }
        let number = ends.len() as u32;
        numbers.insert_unique(hash, number, |&number| xxh3_64(at(number)));
        bytes.extend_from_slice(text);
        ends.push(bytes.len() as u32);
        number
    }
}

/// Texts being collected, shared by all threads.
pub struct Texts {
    shards: Vec<Mutex<Shard>>,
}

impl Default for Texts {
    fn default() -> Self {
        Texts { shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }
}

fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Texts {
    /// The number of a text; the empty text is [`Text::NONE`].
    pub fn intern(&self, text: &str) -> Text {
        if text.is_empty() {
            return Text::NONE;
        }
        let hash = xxh3_64(text.as_bytes());
        let shard = (hash >> 58) as usize;
        let number = lock(&self.shards[shard]).intern(text.as_bytes(), hash);
        Text(number * SHARDS as u32 + shard as u32 + 1)
    }

    /// The text behind a number, copied out.
    pub fn text(&self, text: Text) -> String {
        let Some(place) = text.0.checked_sub(1) else { return String::new() };
        let shard = lock(&self.shards[place as usize % SHARDS]);
        String::from_utf8_lossy(shard.get(place / SHARDS as u32)).into_owned()
    }

    /// Ends the collecting: takes all texts out, to be read only.
    pub fn freeze(&self) -> TextTable {
        TextTable { shards: self.shards.iter().map(|shard| std::mem::take(&mut *lock(shard))).collect() }
    }
}

/// All texts of a run, read-only.
pub struct TextTable {
    shards: Vec<Shard>,
}

impl TextTable {
    /// The text behind a number; the empty text for [`Text::NONE`].
    pub fn get(&self, text: Text) -> &str {
        let Some(place) = text.0.checked_sub(1) else { return "" };
        let bytes = self.shards[place as usize % SHARDS].get(place / SHARDS as u32);
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The number of a text, where it was ever interned.
    pub fn find(&self, text: &str) -> Text {
        if text.is_empty() {
            return Text::NONE;
        }
        let hash = xxh3_64(text.as_bytes());
        let shard = (hash >> 58) as usize;
        let found = self.shards[shard].numbers.find(hash, |&number| self.shards[shard].get(number) == text.as_bytes());
        found.map_or(Text::NONE, |&number| Text(number * SHARDS as u32 + shard as u32 + 1))
    }

    /// Every number in use.
    pub fn all(&self) -> impl Iterator<Item = Text> + '_ {
        self.shards.iter().enumerate().flat_map(|(shard, texts)| {
            (0..texts.ends.len()).map(move |number| Text((number * SHARDS + shard) as u32 + 1))
        })
    }

    /// One more than the largest number in use: the length of a table indexed by text.
    pub fn capacity(&self) -> usize {
        self.shards.iter().map(|texts| texts.ends.len()).max().unwrap_or(0) * SHARDS + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_one_number_and_comes_back_whole() {
        let texts = Texts::default();
        let names: Vec<String> = (0..1000).map(|number| format!("name {number}")).collect();
        let numbers: Vec<Text> = names.iter().map(|name| texts.intern(name)).collect();
        assert_eq!(texts.intern(&names[7]), numbers[7]);
        assert_eq!(texts.intern(""), Text::NONE);
        let table = texts.freeze();
        for (name, &number) in names.iter().zip(&numbers) {
            assert_eq!(table.get(number), name);
            assert_eq!(table.find(name), number);
            assert!((number.0 as usize) < table.capacity());
        }
        assert_eq!(table.find("never seen"), Text::NONE);
        assert_eq!(table.all().count(), names.len());
    }
}
