//! JSON values of the wrong type: they never fail their neighbours.
//!
//! Everything is read into the place where it will stand, so that nothing large is moved, and texts borrow from the
//! JSON wherever it holds no escapes. Not responsible for which fields there are (`model`).

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What can be read into its place.
pub(super) trait Fill<'de> {
    /// Reads the value.
    fn fill<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error>;
}

/// A place to read into.
pub(super) struct Place<'p, T>(pub(super) &'p mut T);

impl<'de, T: Fill<'de>> DeserializeSeed<'de> for Place<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.fill(deserializer)
    }
}

/// An object with known fields.
pub(super) trait Fields<'de>: Default {
    /// Whether it may have further fields.
    const OPEN: bool;

    /// Reads the value of a field; false where it is not known.
    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error>;
}

fn fields<'de, T: Fields<'de>, A: MapAccess<'de>>(object: &mut T, mut map: A) -> Result<(), A::Error> {
    while let Some(name) = map.next_key::<Word>()? {
        if !object.field(name.get(), &mut map)? {
            if !T::OPEN {
                return Err(A::Error::custom("a further field"));
            }
            map.next_value::<IgnoredAny>()?;
        }
    }
    Ok(())
}

/// A text, number or boolean as text; empty where it is missing, null or something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word<'a>(pub(super) Cow<'a, str>);

impl Word<'_> {
    /// The text.
    pub(super) fn get(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The first of some texts that is not empty.
pub(super) fn first_of<const N: usize>(texts: [&str; N]) -> &str {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

struct WordVisitor;

impl<'de> Visitor<'de> for WordVisitor {
    type Value = Word<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a text or a number")
    }

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
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Word<'a>, D::Error> {
        deserializer.deserialize_any(WordVisitor)
    }
}

impl<'de: 'a, 'a> Fill<'de> for Word<'a> {
    fn fill<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        *self = deserializer.deserialize_any(WordVisitor)?;
        Ok(())
    }
}

/// An object that may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Loose<T>(Option<T>);

impl<T> Default for Loose<T> {
    fn default() -> Self {
        Loose(None)
    }
}

impl<T> Loose<T> {
    /// The object; none where there is nothing or something else.
    pub(super) fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

/// A list of objects that mostly holds one: that one needs no memory of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Few<T> {
    first: Option<T>,
    rest: Vec<T>,
    /// How many items are no objects; one where the list itself is none.
    pub(super) wrong: usize,
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Few { first: None, rest: Vec::new(), wrong: 0 }
    }
}

impl<T> Few<T> {
    /// The items.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.first.iter().chain(&self.rest)
    }

    /// The first item.
    pub(super) fn first(&self) -> Option<&T> {
        self.first.as_ref()
    }

    /// The only item.
    pub(super) fn only(&self) -> Option<&T> {
        self.first().filter(|_| self.rest.is_empty())
    }

    /// Whether there is nothing in it, not even something wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.first.is_none() && self.wrong == 0
    }
}

/// What objects are put into: one place or a list.
trait Slots {
    type Item;

    /// The place for the next object.
    fn next(&mut self) -> &mut Self::Item;

    /// Notes something that is no object.
    fn wrong(&mut self);
}

impl<T: Default> Slots for Loose<T> {
    type Item = T;

    fn next(&mut self) -> &mut T {
        self.0.insert(T::default())
    }

    fn wrong(&mut self) {}
}

impl<T: Default> Slots for Few<T> {
    type Item = T;

    fn next(&mut self) -> &mut T {
        match &mut self.first {
            first @ None => first.insert(T::default()),
            Some(_) => {
                self.rest.push(T::default());
                let last = self.rest.len() - 1;
                &mut self.rest[last]
            }
        }
    }

    fn wrong(&mut self) {
        self.wrong += 1;
    }
}

/// Reads an object, or a list of them, into slots.
struct SlotsVisitor<'p, S>(&'p mut S);

impl<'de, S: Slots<Item: Fields<'de>>> Visitor<'de> for SlotsVisitor<'_, S> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        fields(self.0.next(), map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(SlotsSeed(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.0.wrong();
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.0.wrong();
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.0.wrong();
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.0.wrong();
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.0.wrong();
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

struct SlotsSeed<'p, S>(&'p mut S);

impl<'de, S: Slots<Item: Fields<'de>>> DeserializeSeed<'de> for SlotsSeed<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(SlotsVisitor(self.0))
    }
}

impl<'de, T: Fields<'de>> Fill<'de> for Loose<T> {
    fn fill<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(SlotsVisitor(self))
    }
}

impl<'de, T: Fields<'de>> Fill<'de> for Few<T> {
    fn fill<D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(SlotsVisitor(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq)]
    struct Item<'a> {
        id: Word<'a>,
    }

    impl<'de: 'a, 'a> Fields<'de> for Item<'a> {
        const OPEN: bool = true;

        fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
            if name == "id" {
                map.next_value_seed(Place(&mut self.id))?;
            }
            Ok(name == "id")
        }
    }

    fn read<'j, T: Fill<'j> + Default>(json: &'j str) -> T {
        let mut value = T::default();
        value.fill(&mut serde_json::Deserializer::from_str(json)).unwrap();
        value
    }

    #[test]
    fn a_word_is_a_text_or_a_number_and_anything_else_is_none() {
        for (json, word) in
            [(r#""a""#, "a"), ("17", "17"), ("true", "true"), ("null", ""), ("[1,[2]]", ""), (r#"{"a":1}"#, "")]
        {
            assert_eq!(read::<Word>(json).get(), word);
        }
        assert!(matches!(read::<Word>(r#""plain""#).0, Cow::Borrowed(_)));
        assert!(matches!(read::<Word>(r#""a\/b""#).0, Cow::Owned(text) if text == "a/b"));
    }

    #[test]
    fn items_of_the_wrong_type_are_counted_and_their_siblings_stay() {
        let few: Few<Item> = read(r#"["oops",{"id":"a"},3,{"id":"b","more":{}}]"#);
        assert_eq!(few.iter().map(|item| item.id.get()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((few.wrong, few.only().is_some()), (2, false));
        assert_eq!(read::<Few<Item>>(r#"{"id":"a"}"#).only().unwrap().id.get(), "a", "one object in place of a list");
        assert!(read::<Few<Item>>("null").is_empty());
        assert!(read::<Loose<Item>>("17").get().is_none());
    }
}
