//! JSON values of the wrong type: they never fail their neighbours.
//!
//! Everything is read into the place where it will stand, so that nothing large is moved, and texts borrow from the
//! JSON wherever it holds no escapes. Not responsible for which fields there are (`model`).

mod slots;
mod word;

use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess};

pub(super) use slots::Slots;
pub(super) use word::{Word, first_of};

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

/// Reads the fields of an object.
#[inline]
pub(super) fn fields<'de, T: Fields<'de>, A: MapAccess<'de>>(object: &mut T, mut map: A) -> Result<(), A::Error> {
    while let Some(name) = map.next_key_seed(PhantomData::<Word>)? {
        if !object.field(name.get(), &mut map)? {
            if !T::OPEN {
                return Err(A::Error::custom("a further field"));
            }
            map.next_value::<IgnoredAny>()?;
        }
    }
    Ok(())
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
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.first.iter().chain(&self.rest)
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        usize::from(self.first.is_some()) + self.rest.len()
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

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

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
