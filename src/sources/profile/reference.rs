//! How a profile names the values of a row: a column, a path into JSON, several joined, a piece, negated or summed up.
//!
//! `Phone` · `country_code + phone` · `"contact:" + contact_id` · `minus price` · `sum clicked[].count` · `last of link` ·
//! `name of agent` · `payload.id` · `^.id` (of the object around) · `event_params[key=campaign].value.string_value` ·
//! `message.handoff?` (whether it is there) · `response > queryResult.match.matchType` (inside a column that holds
//! JSON). Not responsible for what values mean.

use std::borrow::Cow;

use serde_json::Value;

use super::piece::Piece;
use crate::sources::json;
use crate::sources::values;

/// A value of a row as a profile names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Pieces that are put together.
    pub parts: Vec<Part>,
    /// Whether the number's sign is turned.
    pub is_negated: bool,
    /// Whether all numbers that the path leads to are summed up.
    pub is_sum: bool,
}

/// A column, and a path into the JSON that it holds; or a path from the object that is the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The number of the column among those that the profile names.
    pub slot: usize,
    /// The way from there.
    pub path: Vec<Step>,
    /// A text that is put in as it stands, instead of a column.
    pub literal: Option<String>,
    /// The piece of the value that is meant, where it is not the whole.
    pub piece: Option<Piece>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To a field of an object, or an item of a list by its number.
    Field(String),
    /// To every item of a list.
    Items,
    /// To the items of a list in which a field has a value, or one of several with `|` between them.
    Where(String, String),
    /// To the object around.
    Up,
    /// To whether anything is there at all, be it empty.
    There,
}

impl Reference {
    /// Reads a name. `slot` gives each column a number.
    pub fn parse(text: &str, is_json: bool, slot: &mut dyn FnMut(&str) -> usize) -> Reference {
        let (text, is_negated) = text.strip_prefix("minus ").map_or((text, false), |rest| (rest, true));
        let (text, is_sum) = text.strip_prefix("sum ").map_or((text, false), |rest| (rest, true));
        let part = |piece: &str| {
            if let Some(literal) = piece.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
                return Part { slot: usize::MAX, path: Vec::new(), literal: Some(literal.to_owned()), piece: None };
            }
            let (piece, meant) = Piece::named(piece);
            let (slot, path) = match (is_json, piece.split_once(" > ")) {
                (true, _) => (slot(piece), steps(piece.trim())),
                (false, Some((column, path))) => (slot(column), steps(path.trim())),
                (false, None) => (slot(piece), Vec::new()),
            };
            Part { slot, path, literal: None, piece: meant }
        };
        Reference { parts: text.split(" + ").map(part).collect(), is_negated, is_sum }
    }

    /// The parts that stand in the file.
    pub fn named(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.literal.is_none())
    }

    /// The value that the parts make; `text` gives that of a part of the file. Texts put in alone say nothing.
    pub fn join<'v>(&self, text: impl Fn(&Part) -> Cow<'v, str>) -> Cow<'v, str> {
        match self.parts.as_slice() {
            [part] if part.literal.is_none() && part.piece.is_none() => text(part),
            parts => {
                let mut says_something = false;
                let piece = |part: &Part| match &part.literal {
                    Some(literal) => literal.clone(),
                    None => {
                        let text = text(part);
                        let text = values::bare(&text);
                        let text = part.piece.map_or_else(|| text.to_owned(), |piece| piece.of(text));
                        says_something |= !text.is_empty();
                        text
                    }
                };
                let joined: String = parts.iter().map(piece).collect();
                Cow::Owned(if says_something { joined } else { String::new() })
            }
        }
    }
}

/// The steps of a path such as `a.b[].c[key=x].d`.
pub fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let (path, is_there) = path.strip_suffix('?').map_or((path, false), |path| (path, true));
    for piece in path.split('.') {
        if piece == "^" {
            steps.push(Step::Up);
            continue;
        }
        let mut rest = piece;
        if let Some((field, _)) = rest.split_once('[') {
            rest = &rest[field.len()..];
            if !field.is_empty() {
                steps.push(Step::Field(field.to_owned()));
            }
        } else if !rest.is_empty() {
            steps.push(Step::Field(rest.to_owned()));
            continue;
        }
        for inside in rest.split('[').skip(1).map(|inside| inside.trim_end_matches(']')) {
            steps.push(match inside.split_once('=') {
                Some((field, value)) => Step::Where(field.to_owned(), value.to_owned()),
                None => Step::Items,
            });
        }
    }
    steps.extend(is_there.then_some(Step::There));
    steps
}

/// The first plain value to which a path leads; an object or a list says only that it is there.
pub fn find<'v>(value: &'v Value, path: &[Step]) -> Option<Cow<'v, str>> {
    let mut found = None;
    walk(value, path, &mut |value| {
        found = scalar(value);
        found.is_some()
    });
    found
}

/// The sum of all numbers to which a path leads, as text.
pub fn sum(value: &Value, path: &[Step]) -> Option<String> {
    let mut sum: Option<i64> = None;
    walk(value, path, &mut |value| {
        let number = scalar(value).and_then(|text| values::decimal_millionths(text.into_owned().as_str()));
        if let Some(number) = number {
            sum = Some(sum.unwrap_or(0).saturating_add(number));
        }
        false
    });
    sum.map(plain)
}

/// Millionths as plain decimal text.
pub fn plain(millionths: i64) -> String {
    let (sign, size) = (if millionths < 0 { "-" } else { "" }, millionths.unsigned_abs());
    let text = format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Visits the values at the end of a path until one is enough. Texts that are JSON are looked into.
fn walk<'v>(value: &'v Value, path: &[Step], visit: &mut dyn FnMut(Cow<'v, Value>) -> bool) -> bool {
    let Some((step, rest)) = path.split_first() else { return visit(Cow::Borrowed(value)) };
    match (step, value) {
        (Step::There, Value::Null) => false,
        (Step::There, _) => visit(Cow::Owned(Value::Bool(true))),
        (Step::Field(field), Value::Object(fields)) => fields.get(field).is_some_and(|value| walk(value, rest, visit)),
        (Step::Field(place), Value::Array(items)) => {
            let item = place.parse::<usize>().ok().and_then(|place| items.get(place));
            item.is_some_and(|item| walk(item, rest, visit))
        }
        (Step::Items, Value::Array(items)) => items.iter().any(|item| walk(item, rest, visit)),
        (Step::Where(field, wanted), Value::Array(items)) => {
            let is_wanted = |found: Cow<str>| wanted.split('|').any(|wanted| wanted == found);
            let fits = |item: &&Value| item.get(field).and_then(scalar_of).is_some_and(is_wanted);
            items.iter().filter(fits).any(|item| walk(item, rest, visit))
        }
        (_, Value::String(text)) => match json::nested(text) {
            Some(inner) => walk(&inner, path, &mut |value| visit(Cow::Owned(value.into_owned()))),
            None => match (step, rest) {
                (Step::Field(name), []) => written(text, name).is_some_and(|found| visit(Cow::Owned(found.into()))),
                _ => false,
            },
        },
        _ => false,
    }
}

/// The value of a field in a text of the form `name: "value" other: 7`, as logs print messages.
fn written(text: &str, name: &str) -> Option<String> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let places = text.match_indices(name).filter(|(at, _)| !text[..*at].ends_with(is_name));
    let mut after = places.filter_map(|(at, _)| text[at + name.len()..].strip_prefix(':')).map(str::trim_start);
    let value = after.next()?;
    let Some(quoted) = value.strip_prefix('"') else {
        return value.split(|letter: char| letter.is_whitespace() || letter == '}').next().map(str::to_owned);
    };
    let (mut found, mut escaped) = (String::new(), false);
    for letter in quoted.chars() {
        match letter {
            '"' if !escaped => return Some(found),
            '\\' if !escaped => escaped = true,
            _ => {
                found.push(letter);
                escaped = false;
            }
        }
    }
    None
}

fn scalar_of(value: &Value) -> Option<Cow<'_, str>> {
    Some(match value {
        Value::Null => return None,
        Value::String(text) => Cow::Borrowed(text.as_str()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Bool(true) => Cow::Borrowed("true"),
        Value::Bool(false) => Cow::Borrowed("false"),
        Value::Array(items) if items.is_empty() => return None,
        Value::Object(fields) if fields.is_empty() => return None,
        Value::Array(_) | Value::Object(_) => Cow::Borrowed("(there)"),
    })
}

fn scalar(value: Cow<'_, Value>) -> Option<Cow<'_, str>> {
    match value {
        Cow::Borrowed(value) => scalar_of(value),
        Cow::Owned(value) => scalar_of(&value).map(|text| Cow::Owned(text.into_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str, path: &str) -> Option<String> {
        let value: Value = serde_json::from_str(json).unwrap();
        find(&value, &steps(path)).map(Cow::into_owned)
    }

    #[test]
    fn paths_lead_through_objects_lists_conditions_and_texts_that_are_json() {
        let json = r#"{"a":{"b":[{"k":"x","v":1},{"k":"y","v":true}]},"t":"{\"c\":\"d\"}","e":{},"n":null}"#;
        assert_eq!(found(json, "a.b.1.k").as_deref(), Some("y"));
        assert_eq!(found(json, "a.b[].v").as_deref(), Some("1"));
        assert_eq!(found(json, "a.b[k=y].v").as_deref(), Some("true"));
        assert_eq!(found(json, "t.c").as_deref(), Some("d"));
        assert_eq!(found(json, "a").as_deref(), Some("(there)"));
        assert_eq!(found(json, "e?").as_deref(), Some("true"));
        let log = r#"{"log":"Response : id: \"7\" my_query: \"no\" query: \"say \\\"hi\\\"\" meta { score: 0.5 }"}"#;
        assert_eq!(found(log, "log.query").as_deref(), Some("say \"hi\""));
        assert_eq!(found(log, "log.score").as_deref(), Some("0.5"));
        assert_eq!(found(log, "log.speech"), None);
        for path in ["e", "n", "n?", "x?", "a.x", "a.b.7", "t.c.d", "a.b[k=z].v"] {
            assert_eq!(found(json, path), None, "{path}");
        }
    }

    #[test]
    fn numbers_are_summed_up_exactly() {
        let value = serde_json::json!({"c": [{"n": 1}, {"n": "2.5"}, {"m": 9}]});
        assert_eq!(sum(&value, &steps("c[].n")).as_deref(), Some("3.5"));
        assert_eq!(sum(&value, &steps("x[].n")), None);
        assert_eq!(sum(&value, &steps("c[n=1|2].n")).as_deref(), Some("1"));
        assert_eq!(sum(&value, &steps("c[m=8|9].m")).as_deref(), Some("9"));
        assert_eq!(plain(-50), "-0.00005");
    }

    #[test]
    fn names_are_joined_negated_and_summed() {
        let mut names = Vec::new();
        let mut slot = |name: &str| {
            names.push(name.to_owned());
            names.len() - 1
        };
        let joined = Reference::parse("code + phone", false, &mut slot);
        assert_eq!((joined.parts.len(), joined.is_negated), (2, false));
        assert!(Reference::parse("minus Price", false, &mut slot).is_negated);
        assert!(Reference::parse("sum clicked[].count", true, &mut slot).is_sum);
        let inside = Reference::parse("response > a.b", false, &mut slot);
        assert_eq!(inside.parts[0].path, steps("a.b"));
        let told = Reference::parse("\"contact:\" + id", false, &mut slot);
        assert_eq!(told.join(|_| Cow::Borrowed("7")), "contact:7");
        assert_eq!(told.join(|_| Cow::Borrowed("null")), "");
        assert_eq!(names, ["code", "phone", "Price", "clicked[].count", "response", "id"]);
    }
}
