//! Values that are read from text, with one error sentence and one schema for each kind; and where they stand.
//!
//! Not responsible for which key has which kind.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use anyhow::Result;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use toml::Spanned;
use toml::value::Datetime;

/// A kind of value that stands as text in the settings file.
pub trait Readable: Sized {
    /// What is expected, in a few words, with an example.
    const EXPECTED: &'static str;
    /// Whether plain numbers are read too.
    const NUMBERS: bool = false;
    /// Whether TOML's own dates are read too.
    const DATES: bool = false;

    /// Reads it, or says in one sentence what is wrong.
    fn read(text: &str) -> Result<Self>;

    /// Its schema, with an example.
    fn schema() -> Schema;
}

/// A value as it stands in the file, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct As<T>(pub T);

impl<'de, T: Readable> Deserialize<'de> for As<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<As<T>, D::Error> {
        deserializer.deserialize_any(Reader(PhantomData)).map(As)
    }
}

impl<T: Readable> JsonSchema for As<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::EXPECTED.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        T::schema()
    }
}

/// A value and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its first byte in the file.
    pub place: usize,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<At<T>, D::Error> {
        let spanned = Spanned::<T>::deserialize(deserializer)?;
        Ok(At { place: spanned.span().start, value: spanned.into_inner() })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A table and where it stands. A list is none, though serde would take it for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table<T> {
    /// Its keys.
    pub value: T,
    /// Its first byte in the file.
    pub place: usize,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Table<T>, D::Error> {
        let At { value: Keys(value), place } = At::<Keys<T>>::deserialize(deserializer)?;
        Ok(Table { value, place })
    }
}

impl<T: JsonSchema> JsonSchema for Table<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

struct Keys<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keys<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Keys<T>, D::Error> {
        deserializer.deserialize_map(TableReader(PhantomData)).map(Keys)
    }
}

struct TableReader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TableReader<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Readable> Visitor<'de> for Reader<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::read(text).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        match T::NUMBERS {
            true => self.visit_str(&number.to_string()),
            false => Err(E::invalid_type(Unexpected::Signed(number), &self)),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        match T::NUMBERS {
            // The shortest text that means this number: what stands in the file.
            true => self.visit_str(&number.to_string()),
            false => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        if !T::DATES {
            return Err(A::Error::invalid_type(Unexpected::Map, &self));
        }
        let date = Datetime::deserialize(MapAccessDeserializer::new(map));
        let date = date.map_err(|_| A::Error::invalid_type(Unexpected::Map, &self))?;
        self.visit_str(&date.to_string())
    }
}
