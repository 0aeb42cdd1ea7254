//! Moods: whether a text sounds pleased or displeased, by the words of a list. An estimate, never more.
//!
//! Every inbound text comes through here, so words are told by their first eight bytes, and hardly any has to be looked
//! up. Not responsible for what a mood counts for.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::{entries, is_emoji, is_mark};

pub(super) const LIST: &str = include_str!("sentiment.txt");

/// How a text sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// More pleased words than others.
    Positive,
    /// More displeased words than others.
    Negative,
    /// As many of one as of the other.
    Mixed,
}

/// The mood of a text; nothing where it has no word of the list.
pub(super) fn mood(text: &str) -> Option<Mood> {
    let lexicon = &*LEXICON;
    let bytes = text.as_bytes();
    let mut tally = Tally::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match SHAPES[usize::from(byte)] {
            Shape::Blank => at += 1,
            Shape::Stop => {
                tally.forget();
                at += 1;
            }
            Shape::Letter => {
                let rest = &bytes[at..];
                let length = rest.iter().position(|&byte| SHAPES[usize::from(byte)] != Shape::Letter);
                let length = length.unwrap_or(rest.len());
                at += match rest.get(length) {
                    Some(b'\'' | 0x80..) => lexicon.unusual_word(&text[at..], &mut tally),
                    _ => {
                        tally.take(lexicon.usual_word(rest, length));
                        length
                    }
                };
            }
            Shape::Beyond => at += lexicon.beyond(&text[at..], &mut tally),
        }
    }
    tally.mood()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Positive,
    Negative,
    Negator,
    Greeting,
}

/// What a byte may be at the beginning of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Letter,
    /// Nothing, and what stands around it still stands together.
    Blank,
    /// Parts what stands around it.
    Stop,
    /// No ASCII.
    Beyond,
}

static SHAPES: [Shape; 256] = {
    let mut shapes = [Shape::Stop; 256];
    let mut byte = 0;
    while byte < 256 {
        shapes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Shape::Letter,
            b' ' | b'\t' | b'\n' | b'\r' | b'\'' => Shape::Blank,
            0x80.. => Shape::Beyond,
            _ => Shape::Stop,
        };
        byte += 1;
    }
    shapes
};

/// What was found so far.
#[derive(Default)]
struct Tally {
    positive: u32,
    negative: u32,
    /// A negator stands directly before.
    negated: bool,
    /// A word of greeting stands directly before.
    greeted: bool,
    /// A word that counted stands directly before: whether it is positive.
    last: Option<bool>,
}

impl Tally {
    #[inline]
    fn forget(&mut self) {
        (self.negated, self.greeted, self.last) = (false, false, None);
    }

    #[inline]
    fn take(&mut self, class: Option<Class>) {
        match class {
            None => self.forget(),
            Some(class) => self.take_listed(class),
        }
    }

    fn take_listed(&mut self, class: Class) {
        let (negated, greeted, last) = (self.negated, self.greeted, self.last);
        self.forget();
        match class {
            Class::Negator => self.negated = true,
            Class::Greeting => {
                self.greeted = true;
                if let Some(positive) = last {
                    *self.count_of(positive) -= 1;
                }
            }
            Class::Positive | Class::Negative if !greeted => {
                let positive = (class == Class::Positive) != negated;
                *self.count_of(positive) += 1;
                self.last = Some(positive);
            }
            _ => {}
        }
    }

    fn count_of(&mut self, positive: bool) -> &mut u32 {
        if positive { &mut self.positive } else { &mut self.negative }
    }

    fn mood(&self) -> Option<Mood> {
        match (self.positive, self.negative) {
            (0, 0) => None,
            (positive, negative) if positive > negative => Some(Mood::Positive),
            (positive, negative) if positive < negative => Some(Mood::Negative),
            _ => Some(Mood::Mixed),
        }
    }
}

/// How many different first bytes the filter tells apart.
const FILTER: usize = 1 << 15;

/// The list, ready to be asked.
struct Lexicon {
    words: HashMap<&'static [u8], Class>,
    /// One bit for the beginning of each word: most words of a text are told here.
    filter: Vec<u64>,
    emoji: HashMap<char, Class>,
    /// Words of scripts without blanks, by their first letter, the longest first.
    unspaced: HashMap<char, Vec<(&'static str, Class)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
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
    fn usual_word(&self, rest: &[u8], length: usize) -> Option<Class> {
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
    fn unusual_word(&self, rest: &str, tally: &mut Tally) -> usize {
        let mut folded = [0; 48];
        let (mut filled, mut fits) = (0, true);
        let mut length = rest.len();
        for (place, letter) in rest.char_indices() {
            if matches!(letter, '\'' | '\u{2019}') {
                continue;
            }
            if !is_letter(letter) {
                length = place;
                break;
            }
            let letter = lower(letter);
            match folded.get_mut(filled..filled + letter.len_utf8()) {
                Some(room) => filled += letter.encode_utf8(room).len(),
                None => fits = false,
            }
        }
        let word = &folded[..filled];
        let listed = fits && self.may_have(head(word));
        tally.take(if listed { self.words.get(word).copied() } else { None });
        length
    }

    /// What begins with no ASCII: a word, an emoji, a sign; how many bytes it takes.
    fn beyond(&self, rest: &str, tally: &mut Tally) -> usize {
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

/// A letter of a word, the frequent ones first.
fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\u{7F}' => letter.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Ѐ'..='ҁ' => true,
        _ => !is_han(letter) && (letter.is_alphanumeric() || is_mark(letter)),
    }
}

/// The small letter, the frequent ones first.
fn lower(letter: char) -> char {
    match letter {
        '\0'..='\u{7F}' => letter.to_ascii_lowercase(),
        'ß'..='ÿ' | 'а'..='џ' => letter,
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// Chinese characters, which stand without blanks.
fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_alone_and_in_capitals() {
        for (word, class) in entries(LIST).filter_map(|line| line.split_once('\t')) {
            let expected = match class {
                "positive" => Some(Mood::Positive),
                "negative" => Some(Mood::Negative),
                "negator" | "greeting" => None,
                other => panic!("{word}: `{other}` is no class"),
            };
            for text in [word.to_owned(), format!("... {} 12", word.to_uppercase()), format!("xx, {word}!")] {
                assert_eq!(mood(&text), expected, "{text}");
            }
        }
    }

    #[test]
    fn moods_of_sentences() {
        use Mood::{Mixed, Negative, Positive};
        for (text, expected) in [
            ("", None),
            ("when does my parcel come?", None),
            ("This is great, I love it", Some(Positive)),
            ("not good", Some(Negative)),
            ("It wasn't helpful, NOT bad though", Some(Mixed)),
            ("I don\u{2019}t recommend it", Some(Negative)),
            ("no, terrible", Some(Negative)),
            ("no 😡", Some(Negative)),
            ("👍🏽 ❤️", Some(Positive)),
            ("Good morning, best regards", None),
            ("Bom dia! Tudo bom?", None),
            ("o produto é muito bom", Some(Positive)),
            ("goodness, the toller", None),
            ("Ich bin nicht zufrieden", Some(Negative)),
            ("ENTTÄUSCHEND", Some(Negative)),
            ("L\u{2019}articolo non è rotto, ottimo", Some(Mixed)),
            ("C'est génial, j'adore", Some(Positive)),
            // Only a negator directly before is one.
            ("no me encanta", Some(Positive)),
            ("没有不满意 你好", Some(Positive)),
            ("我很满意，谢谢", Some(Positive)),
            ("不满意", Some(Negative)),
            ("质量不好", Some(Negative)),
            ("Мне НЕ понравилось", Some(Negative)),
            ("отличный сервис", Some(Positive)),
        ] {
            assert_eq!(mood(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_mood_or_none_and_blanks_around_it_do_not_matter(text in "\\PC{0,40}") {
            prop_assert_eq!(mood(&text), mood(&format!("  {text} ")));
        }
    }
}
