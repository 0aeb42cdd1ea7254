//! Moods: whether a text sounds pleased or displeased, by the words of a list. An estimate, never more.
//!
//! Every inbound text comes through here, so words are told by their first eight bytes, and hardly any has to be looked
//! up. Not responsible for what a mood counts for.

mod lexicon;
#[cfg(test)]
mod tests;

use lexicon::LEXICON;

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
