//! The list of moods, ready to be asked: words by their first eight bytes, emoji, words without blanks around them.
//!
//! Not responsible for how often what counts (the tally).

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::{Class, LIST, SHAPES, Shape, Tally};
use crate::lists::{entries, is_emoji, is_mark};

/// How many different first bytes the filter tells apart.
const FILTER: usize = 1 << 15;

/// The list, ready to be asked.
pub(super) struct Lexicon {
    words: HashMap<&'static [u8], Class>,
    /// One bit for the beginning of each word: most words of a text are told here.
    filter: Vec<u64>,
    emoji: HashMap<char, Class>,
    /// Words of scripts without blanks, by their first letter, the longest first.
    unspaced: HashMap<char, Vec<(&'static str, Class)>>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        words: HashMap::new(),
        filter: vec![0; FILTER / 64],
        emoji: HashMap::new(),
        unspaced: HashMap::new(),
    };
    for (word, class) in entries(LIST).filter_map(|line| line.split_once('\t')) {
        let class = match class {
            "positive" => Class::Positive,
            "negative" => Class::Negative,
            "negator" => Class::Negator,
            _ => Class::Greeting,
        };
        match word.chars().next() {
            Some(letter) if is_han(letter) => lexicon.unspaced.entry(letter).or_default().push((word, class)),
            Some(letter) if letter.is_alphabetic() => {
                let place = filter_place(head(word.as_bytes()));
                lexicon.filter[place / 64] |= 1 << (place % 64);
                lexicon.words.insert(word.as_bytes(), class);
            }
            Some(letter) => {
                lexicon.emoji.insert(letter, class);
            }
            None => {}
        }
    }
    lexicon.unspaced.values_mut().for_each(|words| words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
    lexicon
});

/// The first eight bytes of a word; fewer are filled up with zeros.
fn head(word: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let length = word.len().min(8);
    bytes[..length].copy_from_slice(&word[..length]);
    u64::from_le_bytes(bytes)
}

fn filter_place(head: u64) -> usize {
    (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - FILTER.ilog2())) as usize
}

impl Lexicon {
    fn may_have(&self, head: u64) -> bool {
        let place = filter_place(head);
        self.filter[place / 64] >> (place % 64) & 1 == 1
    }

    /// A word of ASCII letters and digits: the first `length` bytes.
    #[inline]
    pub(super) fn usual_word(&self, rest: &[u8], length: usize) -> Option<Class> {
        const LOWER: u64 = u64::from_le_bytes([0x20; 8]);
        // Eight bytes at once, then what follows the word is masked.
        let first = rest.first_chunk::<8>().map_or_else(|| head(rest), |first| u64::from_le_bytes(*first));
        let head = (first | LOWER) & u64::MAX.unbounded_shr(64 - 8 * length.min(8) as u32);
        if self.may_have(head) { self.look_up(&rest[..length]) } else { None }
    }

    fn look_up(&self, word: &[u8]) -> Option<Class> {
        let mut lower = [0; 32];
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        self.words.get(&*lower).copied()
    }

    /// A word with other letters or an apostrophe, folded letter by letter; how many bytes it takes.
    pub(super) fn unusual_word(&self, rest: &str, tally: &mut Tally) -> usize {
        let bytes = rest.as_bytes();
        let mut folded = Folded { bytes: [0; 48], length: 0, fits: true };
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match (byte, bytes.get(at + 1)) {
                (b'\'', _) => at += 1,
                (..0x80, _) if SHAPES[usize::from(byte)] != Shape::Letter => break,
                (..0x80, _) => {
                    folded.push(&[byte.to_ascii_lowercase()]);
                    at += 1;
                }
                // Small and capital Latin and Cyrillic letters, two bytes each.
                (0xC3, Some(&next @ 0x80..=0x96 | &next @ 0x98..=0x9E)) => {
                    folded.push(&[byte, next + 0x20]);
                    at += 2;
                }
                (0xC3, Some(&next @ 0x9F..=0xB6 | &next @ 0xB8..)) | (0xD0, Some(&next @ 0xB0..)) => {
                    folded.push(&[byte, next]);
                    at += 2;
                }
                (0xD1, Some(&next @ 0x80..=0x9F)) => {
                    folded.push(&[byte, next]);
                    at += 2;
                }
                (0xD0, Some(&next @ 0x90..=0x9F)) => {
                    folded.push(&[byte, next + 0x20]);
                    at += 2;
                }
                (0xD0, Some(&next @ 0xA0..=0xAF)) => {
                    folded.push(&[0xD1, next - 0x20]);
                    at += 2;
                }
                _ => {
                    let letter = rest[at..].chars().next().unwrap_or_default();
                    match letter {
                        '\u{2019}' => {}
                        letter if is_letter(letter) => folded.push_letter(letter.to_lowercase().next()),
                        _ => break,
                    }
                    at += letter.len_utf8();
                }
            }
        }
        tally.take(self.folded_word(&folded));
        at
    }

    fn folded_word(&self, word: &Folded) -> Option<Class> {
        let first = word.bytes.first_chunk::<8>().map_or(0, |first| u64::from_le_bytes(*first));
        let listed = word.fits && self.may_have(first);
        if listed { self.words.get(&word.bytes[..word.length]).copied() } else { None }
    }

    /// What begins with no ASCII: a word, an emoji, a sign; how many bytes it takes.
    pub(super) fn beyond(&self, rest: &str, tally: &mut Tally) -> usize {
        let Some(letter) = rest.chars().next() else { return 1 };
        match letter {
            // Apostrophes, skin tones, joiners and variation selectors.
            '\u{2019}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{FE0E}' | '\u{FE0F}' | '\u{200D}' => {}
            letter if is_han(letter) => {
                let words = self.unspaced.get(&letter).into_iter().flatten();
                let found = words.copied().find(|(word, _)| rest.starts_with(word));
                tally.take(found.map(|(_, class)| class));
                return found.map_or(letter.len_utf8(), |(word, _)| word.len());
            }
            letter if !is_emoji(letter) && is_letter(letter) => return self.unusual_word(rest, tally),
            letter if letter.is_whitespace() => {}
            letter => {
                tally.forget();
                tally.take(self.emoji.get(&letter).copied());
                tally.forget();
            }
        }
        letter.len_utf8()
    }
}

/// A word, case-folded so far; zeros follow.
struct Folded {
    bytes: [u8; 48],
    length: usize,
    /// Longer words are in no list.
    fits: bool,
}

impl Folded {
    #[inline]
    fn push(&mut self, letter: &[u8]) {
        match self.bytes.get_mut(self.length..self.length + letter.len()) {
            Some(room) => {
                room.copy_from_slice(letter);
                self.length += letter.len();
            }
            None => self.fits = false,
        }
    }

    fn push_letter(&mut self, letter: Option<char>) {
        if let Some(letter) = letter {
            self.push(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

/// A letter of a word.
fn is_letter(letter: char) -> bool {
    match letter {
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Ѐ'..='ҁ' => true,
        _ => !is_han(letter) && (letter.is_alphanumeric() || is_mark(letter)),
    }
}

/// Chinese characters, which stand without blanks.
fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}
