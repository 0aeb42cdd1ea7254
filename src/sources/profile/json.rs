//! Profiles of JSON: objects that a profile recognises, wherever in a file they stand: a line each, in lists, inside
//! other objects, inside texts.
//!
//! Not responsible for what values mean (`cells`).

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use super::cells::{Manners, Raw, hand_in};
use super::reference::{Part, Reference, Step, find, sum};
use super::table::negated;
use super::{Profile, Rows};
use crate::settings::own::OwnFormat;
use crate::sources::input::Sample;
use crate::sources::json::{self, text_of};
use crate::sources::records::{Cells, Record, Taker, Zoneless};
use crate::sources::survey::Values;
use crate::sources::values::TimeRules;
use crate::sources::{Block, ColumnUse, Read, Recognised, Rules, Shape, forms, headers};
use crate::tables::columns::MESSAGES;
use crate::tables::intake::Intake;

/// How deep objects may stand in each other.
const DEEPEST: usize = 12;

/// Looks for objects that a kind of rows recognises.
pub(super) fn recognise(profile: &'static Profile, sample: &Sample, rules: &Rules) -> Option<Recognised> {
    let (mut known, mut strangers) = (0, 0);
    let mut first: Option<&Rows> = None;
    let mut seen = vec![false; profile.rows.len()];
    let mut look = |value: &Value| {
        let mut found = 0;
        visit(value, &mut Vec::new(), &mut |item, around| {
            let object = Object { item, around };
            let before = found;
            for (rows, seen) in profile.rows.iter().zip(&mut seen).filter(|(rows, _)| object.has(rows)) {
                *seen |= rows.fits(&object);
                found = before + 1;
                first = first.or(Some(rows));
            }
        });
        found
    };
    let Values { values, spans_lines } = sample.values();
    for (number, value) in values.iter().enumerate() {
        let found = match look(value) {
            0 => look(&sample.unfolded()[number]),
            found => found,
        };
        known += found;
        strangers += usize::from(found == 0);
    }
    let first = first?;
    let names: Vec<&str> =
        first.recognise.iter().filter_map(|names| Some(profile.names[names.first()?.slot].text.as_str())).collect();
    let one_line = !sample.complete && !sample.head.ends_with(b"\n");
    let shape = if *spans_lines || one_line { Shape::Whole } else { Shape::Lines };
    let times = TimeRules { input_tz: profile.own.timezone.or(rules.times.input_tz), ..rules.times };
    Some(Recognised {
        certainty: profile.certainty(15 * known / (known + strangers) + 2 * names.len()).saturating_sub(5),
        why: format!("objects with {}, {known} in its beginning", headers::list(&names)),
        columns: columns(profile, &seen),
        reader: Arc::new(JsonReader { profile, shape, times, zoneless: Zoneless::default() }),
    })
}

/// What the paths of the kinds of rows become that were seen.
fn columns(profile: &Profile, seen: &[bool]) -> Vec<ColumnUse> {
    let mut columns: Vec<ColumnUse> = Vec::new();
    for (rows, _) in profile.rows.iter().zip(seen).filter(|(_, seen)| **seen) {
        let Some(table) = rows.table else { continue };
        for (target, references) in &rows.columns {
            let becomes = target.name(table);
            for part in references.iter().flat_map(Reference::named) {
                let column = profile.names[part.slot].text.clone();
                if !columns.iter().any(|known| known.column == column && known.becomes.as_ref() == Some(&becomes)) {
                    columns.push(ColumnUse { column, becomes: Some(becomes.clone()) });
                }
            }
        }
    }
    columns
}

/// Visits every object of a value, with the objects around it, the outermost first.
fn visit<'v>(value: &'v Value, around: &mut Vec<&'v Value>, take: &mut dyn FnMut(&'v Value, &[&'v Value])) {
    if around.len() > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, around, take)),
        Value::Object(fields) => {
            take(value, around);
            around.push(value);
            fields.values().for_each(|value| visit(value, around, take));
            around.pop();
        }
        _ => {}
    }
}

/// An object and the objects around it.
struct Object<'v> {
    item: &'v Value,
    around: &'v [&'v Value],
}

impl Object<'_> {
    /// The object and the steps with which a path begins there.
    fn start<'p>(&self, path: &'p [Step]) -> Option<(&Value, &'p [Step])> {
        let ups = path.iter().take_while(|step| **step == Step::Up).count();
        let start = match ups {
            0 => self.item,
            _ => self.around.len().checked_sub(ups).map(|place| self.around[place])?,
        };
        Some((start, &path[ups..]))
    }

    fn field(&self, path: &[Step]) -> Cow<'_, str> {
        self.start(path).and_then(|(start, rest)| find(start, rest)).unwrap_or_default()
    }

    /// Whether something stands at a path, be it null.
    fn holds(&self, path: &[Step]) -> bool {
        let Some((mut value, path)) = self.start(path) else { return false };
        for step in path {
            let next = match step {
                Step::Field(field) => value.get(field),
                _ => return !self.field(path).is_empty(),
            };
            match next {
                Some(next) => value = next,
                None => return false,
            }
        }
        true
    }
}

impl Raw for Object<'_> {
    fn get(&self, reference: &Reference) -> Cow<'_, str> {
        let value = match reference.parts.as_slice() {
            [part] if reference.is_sum => {
                let sum = self.start(&part.path).and_then(|(start, rest)| sum(start, rest));
                Cow::Owned(sum.unwrap_or_default())
            }
            _ => reference.join(|part| self.field(&part.path)),
        };
        negated(value, reference)
    }

    fn has(&self, rows: &Rows) -> bool {
        let holds = |part: &Part| self.holds(&part.path);
        let has_all = rows.recognise.iter().all(|names| names.iter().any(holds));
        rows.format == OwnFormat::Json && has_all && !rows.without.iter().any(holds)
    }
}

/// Reads the objects of one file.
struct JsonReader {
    profile: &'static Profile,
    shape: Shape,
    times: TimeRules,
    zoneless: Zoneless,
}

impl Read for JsonReader {
    fn shape(&self) -> Shape {
        self.shape
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        let text = text_of(&block.bytes);
        let text = forms::unfolded(&text);
        let mut taker = Taker::new(&MESSAGES, &[], block, self.times, &self.zoneless, intake).asking(self.times);
        let manners = Manners::default();
        let mut at = 0;
        while let Some(start) = json::next_start(&text, at) {
            let position = block.offset + start as u64;
            let Some((mut value, length)) = json::parse(&text[start..]) else {
                let length = json::broken_length(&text[start..]);
                let record = Record { position, text: &text[start..start + length], is_exact: false };
                taker.reject(&Cells::new(&MESSAGES, record), "JSON that does not parse: torn or damaged");
                at = start + length;
                continue;
            };
            at = start + length;
            let mut number = 0;
            let mut hand_in_all = |value: &Value| {
                visit(value, &mut Vec::new(), &mut |item, around| {
                    let record = Record { position: position + number, text: &text[start..at], is_exact: false };
                    let object = Object { item, around };
                    let taken = hand_in(self.profile, &object, record, &manners, &mut taker, &self.times);
                    // Several rows may come of an object, and they stand in different places.
                    number += if taken { self.profile.rows.len().min(4) as u64 } else { 0 };
                });
                number
            };
            if hand_in_all(&value) == 0 {
                json::unfold(&mut value);
                if hand_in_all(&value) == 0 {
                    let record = Record { position, text: &text[start..at], is_exact: false };
                    taker.reject(&Cells::new(&MESSAGES, record), "JSON without a record that this source knows");
                }
            }
            if let Some(question) = taker.question.take() {
                anyhow::bail!(question);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::reference::steps;
    use super::*;

    #[test]
    fn objects_are_found_in_lists_and_texts_with_what_is_around_them() {
        let mut value = serde_json::json!({"id": 7, "items": [{"x": 1}, {"y": 2}], "body": "{\"x\": 3}"});
        json::unfold(&mut value);
        let mut seen = Vec::new();
        visit(&value, &mut Vec::new(), &mut |item, around| {
            let object = Object { item, around };
            if object.holds(&steps("x")) {
                seen.push(format!("{}{}", object.field(&steps("x")), object.field(&steps("^.id"))));
            }
        });
        assert_eq!(seen, ["17", "37"]);
    }
}
