//! Reading a condition: its words become a tree, or one sentence about what is wrong with it.
//!
//! `or` binds less than `and`, `and` less than `not`. Not responsible for splitting it into words (`words`).

use std::iter::Peekable;
use std::vec::IntoIter;

use anyhow::{Result, anyhow, bail, ensure};

use super::words::{Kind, Word, words};
use super::{Comparison, Condition, Value};
use crate::dimensions::{DIMENSIONS, Dimension, dimension};
use crate::suggest;

/// Brackets and negations inside each other, at most.
const DEEPEST: usize = 100;

/// Names that are no dimensions unless they are quoted.
const KEYWORDS: [&str; 8] = ["and", "or", "not", "in", "like", "is", "null", "between"];

const COMPARISON: &str = "a comparison: =, <>, <, <=, >, >=, in, like, between or is null";

/// The condition that a text holds.
pub fn condition(text: &str) -> Result<Condition> {
    let mut parser = Parser { words: words(text)?.into_iter().peekable(), depth: 0 };
    let condition = parser.any()?;
    match parser.words.next() {
        None => Ok(condition),
        Some(word) => Err(unexpected(Some(word), "\"and\", \"or\" or the end")),
    }
}

struct Parser<'t> {
    words: Peekable<IntoIter<Word<'t>>>,
    depth: usize,
}

/// A sentence about a word that does not fit; none = the condition ends too early.
fn unexpected(found: Option<Word>, expected: &str) -> anyhow::Error {
    match found {
        Some(word) => anyhow!("at character {}: found {}, expected {expected}", word.place, word.written),
        None => anyhow!("it ends too early: expected {expected}"),
    }
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Condition> {
        self.joined("or", Condition::Any, Self::all)
    }

    fn all(&mut self) -> Result<Condition> {
        self.joined("and", Condition::All, Self::negated)
    }

    /// One or more parts with a keyword in between.
    fn joined(
        &mut self,
        keyword: &str,
        join: fn(Vec<Condition>) -> Condition,
        part: fn(&mut Self) -> Result<Condition>,
    ) -> Result<Condition> {
        let first = part(self)?;
        if !self.takes(keyword) {
            return Ok(first);
        }
        let mut parts = vec![first, part(self)?];
        while self.takes(keyword) {
            parts.push(part(self)?);
        }
        Ok(join(parts))
    }

    fn negated(&mut self) -> Result<Condition> {
        self.depth += 1;
        ensure!(self.depth <= DEEPEST, "it holds more than {DEEPEST} brackets inside each other");
        let condition = if self.takes("not") {
            not(self.negated()?)
        } else if self.takes("(") {
            let inner = self.any()?;
            self.demand(")", "\"and\", \"or\" or )")?;
            inner
        } else {
            self.predicate()?
        };
        self.depth -= 1;
        Ok(condition)
    }

    /// A dimension and what is said of it.
    fn predicate(&mut self) -> Result<Condition> {
        let dimension = self.dimension()?;
        if self.takes("is") {
            let negated = self.takes("not");
            self.demand("null", "\"null\" or \"not null\"")?;
            return Ok(negated_if(negated, Condition::Unknown(dimension)));
        }
        let negated = self.takes("not");
        let condition = if self.takes("in") {
            self.demand("(", "( and a list of values")?;
            let mut values = vec![self.value()?];
            while self.takes(",") {
                values.push(self.value()?);
            }
            self.demand(")", ", or )")?;
            Condition::In(dimension, values)
        } else if self.takes("like") {
            match self.value()? {
                Value::Text(pattern) => Condition::Like(dimension, pattern),
                Value::Number(digits) => bail!("like compares with a text, found {digits}: expected '{digits}%'"),
            }
        } else if self.takes("between") {
            let low = Condition::Compare(dimension, Comparison::AtLeast, self.value()?);
            self.demand("and", "\"and\" and the upper end")?;
            Condition::All(vec![low, Condition::Compare(dimension, Comparison::AtMost, self.value()?)])
        } else {
            let word = self.words.next();
            match word.as_ref().filter(|_| !negated).and_then(comparison) {
                Some(comparison) => Condition::Compare(dimension, comparison, self.value()?),
                None if negated => return Err(unexpected(word, "in, like or between")),
                None => return Err(unexpected(word, COMPARISON)),
            }
        };
        Ok(negated_if(negated, condition))
    }

    fn dimension(&mut self) -> Result<&'static Dimension> {
        let Some(word) = self.words.next() else { return Err(unexpected(None, "a dimension, as in country = 'DE'")) };
        let name = match word.kind {
            Kind::Name if KEYWORDS.contains(&word.written.to_ascii_lowercase().as_str()) => None,
            Kind::Name => Some(word.written),
            Kind::QuotedName(name) => Some(name),
            Kind::Text(_) | Kind::Number | Kind::Sign => None,
        };
        let Some(name) = name else { return Err(unexpected(Some(word), "a dimension, as in country = 'DE'")) };
        dimension(&name.to_ascii_lowercase()).ok_or_else(|| {
            let ids: Vec<&str> = DIMENSIONS.iter().map(|dimension| dimension.id).collect();
            let otherwise = format!("expected one of {}", ids.join(", "));
            let said = suggest::unknown("dimension", name, ids.iter().copied(), &otherwise);
            anyhow!("at character {}: {said}", word.place)
        })
    }

    fn value(&mut self) -> Result<Value> {
        let Some(word) = self.words.next() else {
            return Err(unexpected(None, "a text in single quotes or a number"));
        };
        let hint = match word.kind {
            Kind::Text(text) => return Ok(Value::Text(text)),
            Kind::Number => return Ok(Value::Number(word.written.to_owned())),
            Kind::Name if word.written.eq_ignore_ascii_case("null") => {
                "a value; what is unknown is found by \"is null\""
            }
            Kind::Name => return Err(bare(&word, word.written)),
            Kind::QuotedName(name) => return Err(bare(&word, name)),
            Kind::Sign => "a text in single quotes or a number",
        };
        Err(unexpected(Some(word), hint))
    }

    /// Takes the next word where it is this keyword or sign.
    fn takes(&mut self, wanted: &str) -> bool {
        let is_wanted =
            |word: &Word| matches!(word.kind, Kind::Name | Kind::Sign) && word.written.eq_ignore_ascii_case(wanted);
        self.words.next_if(is_wanted).is_some()
    }

    fn demand(&mut self, wanted: &str, expected: &str) -> Result<()> {
        if self.takes(wanted) { Ok(()) } else { Err(unexpected(self.words.next(), expected)) }
    }
}

/// A value that lacks its quotes, or has those of a name.
fn bare(word: &Word, text: &str) -> anyhow::Error {
    let Word { place, written, .. } = word;
    anyhow!("at character {place}: found {written}, expected a value: a text stands in single quotes, '{text}'")
}

fn comparison(word: &Word) -> Option<Comparison> {
    let sign = if word.kind == Kind::Sign { word.written } else { "" };
    Some(match sign {
        "=" => Comparison::Equal,
        "<>" | "!=" => Comparison::Unequal,
        "<" => Comparison::Less,
        "<=" => Comparison::AtMost,
        ">" => Comparison::Greater,
        ">=" => Comparison::AtLeast,
        _ => return None,
    })
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn negated_if(negated: bool, condition: Condition) -> Condition {
    if negated { not(condition) } else { condition }
}
