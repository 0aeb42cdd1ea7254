//! A JSON parser for serde that looks at a machine word of a text at once and copies nothing.
//!
//! It takes exactly what `serde_json` takes and gives the same, at a third of the cost; numbers and texts with escapes
//! are left to `serde_json`. Not responsible for what is wrong with broken JSON, nor for JSON nested 128 deep.

use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// How many bytes are looked at together.
const CHUNK: usize = 64;

/// Parses values one after the other.
pub struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: u8,
    /// Where the bytes begin that were looked at last.
    window: usize,
    /// Which of those may end a text: quotes, backslashes, control characters.
    marks: u64,
}

/// The text is no JSON, or not what its reader asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("no JSON of the expected shape")
    }
}

impl std::error::Error for Broken {}

impl de::Error for Broken {
    fn custom<T: fmt::Display>(_: T) -> Broken {
        Broken
    }
}

/// Values may be nested less deep than this.
const DEPTH: u8 = 128;

type Number<'t> = serde_json::Deserializer<serde_json::de::StrRead<'t>>;

/// A text of the JSON, without its quotes.
enum Found<'t> {
    Plain(&'t str),
    Escaped(&'t str),
}

impl<'t> Parser<'t> {
    /// For the values of a text.
    pub fn new(text: &'t str) -> Parser<'t> {
        Parser::within(text, 0, 0)
    }

    /// For what stands from a place of a text on, so many lists and objects deep.
    pub fn within(text: &'t str, at: usize, depth: u8) -> Parser<'t> {
        Parser { text, at, depth, window: at, marks: marks_from(text.as_bytes(), at) }
    }

    /// The further members of an object, the first of which stand before.
    pub fn members(&mut self) -> impl MapAccess<'t> {
        Items { parser: self, first: false }
    }

    /// Where the last value ended.
    pub fn at(&self) -> usize {
        self.at
    }

    #[inline]
    fn byte(&self) -> u8 {
        // A text that ends is as wrong as one with a zero in it.
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    /// The next byte that is no space.
    #[inline]
    fn peek(&mut self) -> u8 {
        let byte = self.byte();
        if byte > b' ' { byte } else { self.peek_behind_spaces() }
    }

    #[cold]
    fn peek_behind_spaces(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\t' | b'\r') {
            self.at += 1;
        }
        self.byte()
    }

    #[inline]
    fn pass(&mut self, byte: u8) -> Result<(), Broken> {
        if self.peek() != byte {
            return Err(Broken);
        }
        self.at += 1;
        Ok(())
    }

    fn pass_word(&mut self, word: &str) -> Result<(), Broken> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += word.len();
        if rest.starts_with(word.as_bytes()) { Ok(()) } else { Err(Broken) }
    }

    /// Whether another item of a list or object follows, which `end` ends.
    #[inline]
    fn follows(&mut self, first: &mut bool, end: u8) -> Result<bool, Broken> {
        if self.peek() == end {
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.pass(b',')?;
        }
        Ok(true)
    }

    /// A text with its quotes.
    #[inline(always)]
    fn string(&mut self) -> Result<Found<'t>, Broken> {
        if self.peek() != b'"' {
            return Err(Broken);
        }
        let start = self.at + 1;
        let marks = self.marks.checked_shr((start - self.window) as u32).unwrap_or(0);
        let end = start + marks.trailing_zeros() as usize;
        // Where no mark is left the text goes on behind the window, and `end` stands anywhere.
        if marks != 0 && self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return self.text.get(start..end).map(Found::Plain).ok_or(Broken);
        }
        self.long_string(start)
    }

    /// A text that may leave the window or hold escapes.
    #[inline(never)]
    fn long_string(&mut self, start: usize) -> Result<Found<'t>, Broken> {
        self.at = start;
        self.find_mark();
        let escaped = self.byte() == b'\\';
        if escaped {
            self.pass_escapes()?;
        }
        let text = self.text.get(start..self.at).ok_or(Broken)?;
        if self.byte() != b'"' {
            return Err(Broken);
        }
        self.at += 1;
        Ok(if escaped { Found::Escaped(text) } else { Found::Plain(text) })
    }

    /// Goes to the next quote, backslash or control character, or to the end.
    fn find_mark(&mut self) {
        loop {
            let seen = self.at - self.window;
            if seen < CHUNK {
                let marks = self.marks >> seen;
                if marks != 0 {
                    self.at += marks.trailing_zeros() as usize;
                    return;
                }
                self.at = self.window + CHUNK;
            }
            self.window = self.at;
            self.marks = marks_from(self.text.as_bytes(), self.at);
        }
    }

    #[cold]
    fn pass_escapes(&mut self) -> Result<(), Broken> {
        while self.byte() == b'\\' {
            let rest = self.text.as_bytes().get(self.at + 1..).unwrap_or_default();
            self.at += match rest {
                [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
                [b'u', digits @ ..] if digits.iter().take(4).filter(|byte| byte.is_ascii_hexdigit()).count() == 4 => 6,
                _ => return Err(Broken),
            };
            self.find_mark();
        }
        Ok(())
    }

    /// Leaves a number to `serde_json`.
    fn number<T>(&mut self, read: impl FnOnce(&mut Number<'t>) -> serde_json::Result<T>) -> Result<T, Broken> {
        let rest = self.text.get(self.at..).ok_or(Broken)?;
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.bytes().take_while(is_part).count();
        let mut number = serde_json::Deserializer::from_str(rest.get(..length).ok_or(Broken)?);
        let value = read(&mut number).map_err(|_| Broken)?;
        self.at += number.into_iter::<IgnoredAny>().byte_offset();
        Ok(value)
    }

    /// Reads what stands between two brackets, the first of which is next.
    #[inline]
    fn inside<T>(&mut self, end: u8, read: impl FnOnce(&mut Self) -> Result<T, Broken>) -> Result<T, Broken> {
        self.depth += 1;
        if self.depth >= DEPTH {
            return Err(Broken);
        }
        self.at += 1;
        let value = read(self)?;
        self.pass(end)?;
        self.depth -= 1;
        Ok(value)
    }

    fn skip(&mut self) -> Result<(), Broken> {
        match self.peek() {
            b'"' => self.string().map(drop),
            end @ (b'{' | b'[') => {
                let end = end + 2;
                self.inside(end, |parser| {
                    let mut first = true;
                    while parser.follows(&mut first, end)? {
                        if end == b'}' {
                            parser.string()?;
                            parser.pass(b':')?;
                        }
                        parser.skip()?;
                    }
                    Ok(())
                })
            }
            b't' => self.pass_word("true"),
            b'f' => self.pass_word("false"),
            b'n' => self.pass_word("null"),
            _ => self.number(|number| number.deserialize_ignored_any(IgnoredAny)).map(drop),
        }
    }
}

/// Which of the bytes from a place on are quotes, backslashes or control characters, a bit each; the end of all bytes
/// counts as one. The first loop compares many bytes at once, the second gathers the bits of eight bytes.
fn marks_from(bytes: &[u8], from: usize) -> u64 {
    let rest = bytes.get(from..).unwrap_or_default();
    let is_mark = |byte: u8| (byte == b'"') | (byte == b'\\') | (byte < b' ');
    let Some(chunk) = rest.first_chunk::<CHUNK>() else {
        return rest.iter().rev().fold(1, |marks, byte| marks << 1 | u64::from(is_mark(*byte)));
    };
    let mut bits = [0; CHUNK];
    for (place, (bit, &byte)) in bits.iter_mut().zip(chunk).enumerate() {
        *bit = if is_mark(byte) { 1 << (place % 8) } else { 0 };
    }
    let words = bits.as_chunks::<8>().0.iter().enumerate();
    words.fold(0, |marks, (number, word)| {
        marks | (u64::from_le_bytes(*word).wrapping_mul(u64::from_le_bytes([1; 8])) >> 56) << (number * 8)
    })
}

/// The text that one with escapes stands for.
#[cold]
fn unescape(text: &str) -> Result<String, Broken> {
    serde_json::from_str(&format!("\"{text}\"")).map_err(|_| Broken)
}

impl<'de> Deserializer<'de> for &mut Parser<'de> {
    type Error = Broken;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.peek() {
            b'"' => match self.string()? {
                Found::Plain(text) => visitor.visit_borrowed_str(text),
                Found::Escaped(text) => visitor.visit_string(unescape(text)?),
            },
            b'{' => self.inside(b'}', |parser| visitor.visit_map(Items { parser, first: true })),
            b'[' => self.inside(b']', |parser| visitor.visit_seq(Items { parser, first: true })),
            b't' => self.pass_word("true").and_then(|()| visitor.visit_bool(true)),
            b'f' => self.pass_word("false").and_then(|()| visitor.visit_bool(false)),
            b'n' => self.pass_word("null").and_then(|()| visitor.visit_unit()),
            _ => self.number(|number| number.deserialize_any(visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// The items of a list or an object.
struct Items<'p, 't> {
    parser: &'p mut Parser<'t>,
    first: bool,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Broken;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Broken> {
        let follows = self.parser.follows(&mut self.first, b']')?;
        if follows { seed.deserialize(&mut *self.parser).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Broken;

    #[inline(always)]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Broken> {
        if !self.parser.follows(&mut self.first, b'}')? {
            return Ok(None);
        }
        match self.parser.string()? {
            Found::Plain(text) => seed.deserialize(BorrowedStrDeserializer::new(text)).map(Some),
            Found::Escaped(text) => seed.deserialize(StringDeserializer::new(unescape(text)?)).map(Some),
        }
    }

    #[inline]
    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Broken> {
        self.parser.pass(b':')?;
        seed.deserialize(&mut *self.parser)
    }
}

#[cfg(test)]
mod tests;
