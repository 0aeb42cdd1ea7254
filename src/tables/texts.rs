//! Interned texts: every distinct text is kept once and stands for itself as a small number.
//!
//! Readers on several threads share one [`Texts`] while loading; afterwards it is frozen into a [`TextTable`].
//! Numbers depend on the order of reading, so nothing may ever be sorted by them for output.

use std::hint::black_box;
use std::sync::{Mutex, MutexGuard, PoisonError};

use xxhash_rust::xxh3::xxh3_128;

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

/// The hash that stands for a text while collecting: two of a hundred million texts share one with a chance of one
/// in ten thousand billions, so the texts themselves need not be fetched to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    place: u64,
    check: u32,
}

impl Mark {
    /// The mark of a text, or of whatever else these bytes stand for.
    #[inline]
    pub(super) fn of(bytes: &[u8]) -> Mark {
        let hash = xxh3_128(bytes);
        Mark { place: hash as u64, check: (hash >> 64) as u32 }
    }

    fn shard(self) -> usize {
        (self.place >> 58) as usize
    }
}

/// A number, found by a mark.
#[derive(Clone, Copy, Default)]
struct Entry {
    place: u64,
    check: u32,
    /// One more than the number; 0 = nothing stands here.
    next: u32,
}

impl Entry {
    fn new(mark: Mark, number: u32) -> Entry {
        Entry { place: mark.place, check: mark.check, next: number + 1 }
    }

    #[inline]
    fn number(&self, mark: Mark) -> Option<u32> {
        if self.place == mark.place && self.check == mark.check { self.next.checked_sub(1) } else { None }
    }
}

#[derive(Default)]
struct Shard {
    /// Open addressing with room to spare: a look is one fetch from memory, seldom two.
    numbers: Vec<Entry>,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Shard {
    fn get(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.bytes[start..self.ends[number] as usize]
    }

    /// The number of a mark, or the place where it belongs.
    fn find(&self, mark: Mark) -> Result<u32, usize> {
        let last = self.numbers.len().wrapping_sub(1);
        let mut place = mark.place as usize & last;
        loop {
            match self.numbers.get(place) {
                Some(entry) if entry.next != 0 => match entry.number(mark) {
                    Some(number) => return Ok(number),
                    None => place = (place + 1) & last,
                },
                _ => return Err(place),
            }
        }
    }

    /// Looks where marks belong and at nothing else, so that memory is waited for once and not for each.
    fn fetch(&self, marks: impl Iterator<Item = Mark>) {
        let last = self.numbers.len().wrapping_sub(1);
        let entries = marks.filter_map(|mark| self.numbers.get(mark.place as usize & last));
        black_box(entries.fold(0, |seen, entry| seen ^ entry.next));
    }

    fn intern(&mut self, text: &str, mark: Mark) -> u32 {
        self.find(mark).unwrap_or_else(|mut place| {
            let number = self.ends.len();
            if number * 4 >= self.numbers.len() * 3 {
                self.grow();
                place = self.find(mark).err().unwrap_or(place);
            }
            self.numbers[place] = Entry::new(mark, number as u32);
            self.bytes.extend_from_slice(text.as_bytes());
            self.ends.push(self.bytes.len() as u32);
            number as u32
        })
    }

    fn held(&self) -> usize {
        self.numbers.capacity() * size_of::<Entry>() + self.ends.capacity() * 4 + self.bytes.capacity()
    }

    /// The texts alone: nobody asks for a number any more.
    fn bare(mut self) -> Shard {
        self.numbers = Vec::new();
        self.ends.shrink_to_fit();
        self.bytes.shrink_to_fit();
        self
    }

    fn grow(&mut self) {
        let size = (self.numbers.len() * 2).max(16);
        let old = std::mem::replace(&mut self.numbers, vec![Entry::default(); size]);
        for entry in old.into_iter().filter(|entry| entry.next != 0) {
            if let Err(place) = self.find(Mark { place: entry.place, check: entry.check }) {
                self.numbers[place] = entry;
            }
        }
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
        if text.is_empty() { Text::NONE } else { self.intern_marked(text, Mark::of(text.as_bytes())) }
    }

    fn intern_marked(&self, text: &str, mark: Mark) -> Text {
        let number = lock(&self.shards[mark.shard()]).intern(text, mark);
        Text(number * SHARDS as u32 + mark.shard() as u32 + 1)
    }

    /// The text behind a number, copied out.
    pub fn text(&self, text: Text) -> String {
        let Some(place) = text.0.checked_sub(1) else { return String::new() };
        let shard = lock(&self.shards[place as usize % SHARDS]);
        String::from_utf8_lossy(shard.get(place / SHARDS as u32)).into_owned()
    }

    /// How many bytes of memory they take.
    pub fn held(&self) -> usize {
        self.shards.iter().map(|shard| lock(shard).held()).sum()
    }

    /// Ends the collecting: takes all texts out, to be read only.
    pub fn freeze(&self) -> TextTable {
        TextTable { shards: self.shards.iter().map(|shard| std::mem::take(&mut *lock(shard)).bare()).collect() }
    }
}

/// What one thread met lately: found again without asking the tables that all threads share. Conversations and
/// customers come in bursts.
pub(super) struct Recent {
    slots: Vec<Entry>,
}

impl Default for Recent {
    fn default() -> Self {
        Recent { slots: vec![Entry::default(); Self::SLOTS] }
    }
}

impl Recent {
    const SLOTS: usize = 1 << 14;

    /// The number of a mark, asked for where it was not met lately.
    #[inline]
    pub(super) fn number(&mut self, mark: Mark, ask: impl FnOnce() -> u32) -> u32 {
        let slot = &mut self.slots[mark.place as usize % Self::SLOTS];
        slot.number(mark).unwrap_or_else(|| {
            let number = ask();
            *slot = Entry::new(mark, number);
            number
        })
    }

    /// The number of a text; the same as `texts` gives.
    #[inline]
    pub(super) fn text(&mut self, text: &str, texts: &Texts) -> Text {
        if text.is_empty() {
            return Text::NONE;
        }
        let mark = Mark::of(text.as_bytes());
        let number = self.number(mark, || texts.intern_marked(text, mark).0);
        // Somebody who asked for it has no answer yet.
        if number < OWN { Text(number) } else { texts.intern_marked(text, mark) }
    }

    /// Puts a number in the place of another.
    fn replace(&mut self, mark: Mark, old: u32, new: u32) {
        let slot = &mut self.slots[mark.place as usize % Self::SLOTS];
        if slot.number(mark) == Some(old) {
            *slot = Entry::new(mark, new);
        }
    }
}

/// Texts whose numbers are asked for together: whoever goes to a shared table once for many of them waits for memory
/// and for other threads once, too. Until then they have numbers of their own.
#[derive(Default)]
pub(super) struct Asked {
    marks: Vec<Mark>,
    ends: Vec<usize>,
    texts: String,
    numbers: Vec<u32>,
    /// Their places here, by shard.
    of_shards: Vec<Vec<u32>>,
}

/// The first of the numbers that are not those of a table. No table has so many texts.
const OWN: u32 = 1 << 31;

impl Asked {
    /// The number of a text: its own until all get theirs.
    #[inline]
    pub(super) fn text(&mut self, text: &str, recent: &mut Recent) -> Text {
        if text.is_empty() {
            return Text::NONE;
        }
        let mark = Mark::of(text.as_bytes());
        Text(recent.number(mark, || self.ask(text, mark)))
    }

    fn ask(&mut self, text: &str, mark: Mark) -> u32 {
        let number = self.marks.len() as u32;
        self.of_shards.resize_with(SHARDS, Vec::new);
        self.of_shards[mark.shard()].push(number);
        self.marks.push(mark);
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
        OWN + number
    }

    /// Gets the numbers of all texts.
    pub(super) fn answer(&mut self, recent: &mut Recent, texts: &Texts) {
        self.numbers.clear();
        self.numbers.resize(self.marks.len(), 0);
        for (number, places) in self.of_shards.iter_mut().enumerate().filter(|(_, places)| !places.is_empty()) {
            let mut shard = lock(&texts.shards[number]);
            shard.fetch(places.iter().map(|&place| self.marks[place as usize]));
            for place in places.drain(..).map(|place| place as usize) {
                let start = if place == 0 { 0 } else { self.ends[place - 1] };
                let found = shard.intern(&self.texts[start..self.ends[place]], self.marks[place]);
                self.numbers[place] = found * SHARDS as u32 + number as u32 + 1;
            }
        }
        for (place, (&mark, &number)) in self.marks.iter().zip(&self.numbers).enumerate() {
            recent.replace(mark, OWN + place as u32, number);
        }
        self.marks.clear();
        self.ends.clear();
        self.texts.clear();
    }

    /// The number of a text that was answered last, by its own number.
    #[inline]
    pub(super) fn answered(&self, text: Text) -> Text {
        text.0.checked_sub(OWN).and_then(|own| self.numbers.get(own as usize)).map_or(text, |&number| Text(number))
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

    /// How many bytes of memory they take.
    pub fn held(&self) -> usize {
        self.shards.iter().map(Shard::held).sum()
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
            assert!((number.0 as usize) < table.capacity());
        }
        assert_eq!(table.all().count(), names.len());
    }
}
