//! Reads objects, and lists of them, into the places where they will stand.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Few, Fields, Fill, Loose, fields};

/// What objects are put into: one place or a list.
pub(in crate::sources::meta_webhooks) trait Slots {
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
