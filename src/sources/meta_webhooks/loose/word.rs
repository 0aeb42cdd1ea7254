//! Texts, borrowed from the JSON wherever it holds no escapes.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Fill;

/// A text, number or boolean as text; empty where it is missing, null or something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::sources::meta_webhooks) struct Word<'a>(pub(in crate::sources::meta_webhooks) Cow<'a, str>);

impl Word<'_> {
    /// The text.
    pub(in crate::sources::meta_webhooks) fn get(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub(in crate::sources::meta_webhooks) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> From<&'a str> for Word<'a> {
    fn from(text: &'a str) -> Word<'a> {
        Word(Cow::Borrowed(text))
    }
}

/// The first of some texts that is not empty.
pub(in crate::sources::meta_webhooks) fn first_of<const N: usize>(texts: [&str; N]) -> &str {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

struct WordVisitor;

impl<'de> Visitor<'de> for WordVisitor {
    type Value = Word<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a text or a number")
    }

    #[inline]
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Owned(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Word<'de>, E> {
        Ok(Word(Cow::Borrowed(if truth { "true" } else { "false" })))
    }

    fn visit_unit<E>(self) -> Result<Word<'de>, E> {
        Ok(Word::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Word<'de>, A::Error> {
        IgnoredAny.visit_seq(seq).map(|_| Word::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Word<'de>, A::Error> {
        IgnoredAny.visit_map(map).map(|_| Word::default())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Word<'a>, D::Error> {
        deserializer.deserialize_any(WordVisitor)
    }
}

impl<'de: 'a, 'a> Fill<'de> for Word<'a> {
    fn fill<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        self.0 = deserializer.deserialize_any(WordVisitor)?.0;
        Ok(())
    }
}
