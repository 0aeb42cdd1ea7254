//! Filters: which units a report is about, as a condition in SQL over the dimensions (`--where`).
//!
//! Logic is two-valued: an unknown value is the text `(none)`, for `is null` as for every comparison. Reading is done
//! in `parse`, judging in `evaluate`; finding a unit's values and leaving units out is `analysis`'.

mod evaluate;
mod parse;
#[cfg(test)]
mod tests;
mod words;

use std::fmt::{self, Display, Formatter};

use anyhow::Result;

use crate::dimensions::{DIMENSIONS, Dimension};

/// A condition on the dimensions of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    condition: Condition,
}

/// A condition, or several of them.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Condition {
    /// All of at least two hold.
    All(Vec<Condition>),
    /// Any of at least two holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A dimension compared with a value.
    Compare(&'static Dimension, Comparison, Value),
    /// A dimension is one of some values.
    In(&'static Dimension, Vec<Value>),
    /// A dimension looks like a pattern: `%` stands for any text, `_` for any letter.
    Like(&'static Dimension, String),
    /// A dimension has no known value.
    Unknown(&'static Dimension),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// A value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// In single quotes: compared as text.
    Text(String),
    /// Digits: compared as a number with labels that are numbers, as text with others.
    Number(String),
}

impl Filter {
    /// Reads a condition. An error is one sentence: where, what was found, what was expected.
    pub fn parse(text: &str) -> Result<Filter> {
        Ok(Filter { condition: parse::condition(text)? })
    }

    /// The dimensions that it reads, each once, in the order of help.
    pub fn dimensions(&self) -> Vec<&'static Dimension> {
        DIMENSIONS.iter().filter(|dimension| self.condition.reads(dimension)).collect()
    }

    /// Whether it holds for a unit, whose labels of the dimensions `value_of` gives, as reports show them.
    pub fn matches<'v>(&self, value_of: impl Fn(&Dimension) -> &'v str) -> bool {
        evaluate::holds(&self.condition, &value_of)
    }
}

impl Condition {
    fn reads(&self, dimension: &Dimension) -> bool {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| part.reads(dimension)),
            Condition::Not(inner) => inner.reads(dimension),
            Condition::Compare(read, ..)
            | Condition::In(read, _)
            | Condition::Like(read, _)
            | Condition::Unknown(read) => *read == dimension,
        }
    }
}

impl Comparison {
    fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::Unequal => "<>",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
        }
    }
}

impl Display for Filter {
    /// The condition in one spelling, which reads back as the same filter.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.condition.fmt(f)
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Condition::All(parts) => join(f, parts, " and "),
            Condition::Any(parts) => join(f, parts, " or "),
            Condition::Not(inner) => match &**inner {
                Condition::Unknown(dimension) => write!(f, "{} is not null", dimension.id),
                inner => {
                    f.write_str("not ")?;
                    inner.fmt_part(f)
                }
            },
            Condition::Compare(dimension, comparison, value) => {
                write!(f, "{} {} {value}", dimension.id, comparison.sign())
            }
            Condition::In(dimension, values) => {
                let values: Vec<String> = values.iter().map(Value::to_string).collect();
                write!(f, "{} in ({})", dimension.id, values.join(", "))
            }
            Condition::Like(dimension, pattern) => write!(f, "{} like {}", dimension.id, quoted(pattern)),
            Condition::Unknown(dimension) => write!(f, "{} is null", dimension.id),
        }
    }
}

impl Condition {
    /// As a part of a larger condition.
    fn fmt_part(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Condition::All(_) | Condition::Any(_) => write!(f, "({self})"),
            _ => self.fmt(f),
        }
    }
}

fn join(f: &mut Formatter<'_>, parts: &[Condition], between: &str) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(between)?;
        }
        part.fmt_part(f)?;
    }
    Ok(())
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(&quoted(text)),
            Value::Number(digits) => f.write_str(digits),
        }
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
