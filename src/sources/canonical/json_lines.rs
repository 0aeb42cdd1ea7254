//! Canonical tables as JSON Lines: one object a line, its names those of the table's columns.
//!
//! Not responsible for nested values: whatever is an object or a list is not a value of a canonical column.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::MARK;
use super::layout::Layout;
use crate::sources::input::Sample;
use crate::sources::records::{Cells, Record, Taker, Zoneless, take};
use crate::sources::values::TimeRules;
use crate::sources::{Block, Read, Recognised, Shape};
use crate::tables::columns::Table;
use crate::tables::intake::Intake;

/// How many lines are looked at for names: a writer may leave out what is empty.
const LINES: usize = 1000;

/// Recognises a table by the names in the first lines.
pub fn recognise(sample: &Sample, rules: &TimeRules) -> Option<Recognised> {
    let head = sample.head.strip_prefix(MARK).unwrap_or(&sample.head);
    let mut names: Vec<String> = Vec::new();
    for line in head.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).take(LINES) {
        let Ok(object) = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line) else {
            // A torn last line is nothing to wonder at, anything else is another format.
            if names.is_empty() {
                return None;
            } else {
                break;
            };
        };
        for name in object.into_iter().map(|(name, _)| name) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let layout = Layout::of(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
    let skip = sample.head.len() - head.len();
    // Later lines may have names that the first ones leave out.
    let reader = JsonReader { layout: Layout::whole(layout.table), skip, rules: *rules, zoneless: Zoneless::default() };
    Some(layout.recognised("every line is an object with", Arc::new(reader)))
}

struct JsonReader {
    layout: Layout,
    skip: usize,
    rules: TimeRules,
    zoneless: Zoneless,
}

impl Read for JsonReader {
    fn shape(&self) -> Shape {
        Shape::Lines
    }

    fn skip(&self) -> usize {
        self.skip
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        let table = self.layout.table;
        let mut taker = Taker::new(table, self.layout.places(), block, self.rules, &self.zoneless, intake);
        let mut position = block.offset;
        for bytes in block.bytes.split_inclusive(|&byte| byte == b'\n') {
            let text = String::from_utf8_lossy(bytes);
            let record = Record { position, text: &text, is_exact: matches!(text, Cow::Borrowed(_)) };
            position += bytes.len() as u64;
            if text.trim().is_empty() {
                continue;
            }
            let mut row = Cells::new(table, record);
            let mut reader = serde_json::Deserializer::from_str(&text);
            let read = Line { table, cells: &mut row.cells }.deserialize(&mut reader);
            match read.and_then(|()| reader.end()) {
                Ok(()) => take(table, &row, &mut taker),
                Err(error) if error.is_data() => taker.reject(&row, &without_place(&error)),
                Err(_) => taker.reject(&row, "the line is not one whole JSON object: write one object a line"),
            }
        }
        Ok(())
    }
}

/// Our own words of an error, without the line and column that serde_json adds.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Reads an object into the cells of a table.
struct Line<'cells, 'text> {
    table: &'static Table,
    cells: &'cells mut [Cow<'text, str>],
}

impl<'text> DeserializeSeed<'text> for Line<'_, 'text> {
    type Value = ();

    fn deserialize<D: Deserializer<'text>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'text> Visitor<'text> for Line<'_, 'text> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    // serde's own words would repeat what was found.
    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Err(E::custom("the line is a text: write one object a line"))
    }

    fn visit_map<M: MapAccess<'text>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key_seed(Scalar)? {
            let place = name.and_then(|name| self.table.find(&name));
            let Some(place) = place else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            match map.next_value_seed(Scalar)? {
                Some(value) if self.cells[place].is_empty() => self.cells[place] = value,
                Some(_) => {}
                None => {
                    let name = self.table.columns[place].name;
                    return Err(M::Error::custom(format!("{name} is an object or a list: write a plain value")));
                }
            }
        }
        Ok(())
    }
}

/// Reads any plain value as its text; an object or a list is none.
struct Scalar;

impl<'text> DeserializeSeed<'text> for Scalar {
    type Value = Option<Cow<'text, str>>;

    fn deserialize<D: Deserializer<'text>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'text> Visitor<'text> for Scalar {
    type Value = Option<Cow<'text, str>>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a plain value")
    }

    fn visit_borrowed_str<E>(self, text: &'text str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed("")))
    }

    fn visit_map<M: MapAccess<'text>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_seq<S: serde::de::SeqAccess<'text>>(self, mut list: S) -> Result<Self::Value, S::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}
