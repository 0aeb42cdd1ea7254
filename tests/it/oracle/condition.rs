//! `--where`: conditions over dimensions, written as SQL and looked up naively.

use super::groups::{CALENDAR, calendar};
use super::story::Dimensions;
use super::*;

#[derive(Clone, Debug)]
pub enum Condition {
    Is(String, String),
    IsNot(String, String),
    In(String, Vec<String>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
    Not(Box<Condition>),
}

fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

impl Condition {
    pub fn sql(&self) -> String {
        match self {
            Condition::Is(dimension, value) => format!("{dimension} = {}", quoted(value)),
            Condition::IsNot(dimension, value) => format!("{dimension} <> {}", quoted(value)),
            Condition::In(dimension, values) => {
                let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
                format!("{dimension} in ({})", values.join(", "))
            }
            Condition::And(one, other) => format!("({}) and ({})", one.sql(), other.sql()),
            Condition::Or(one, other) => format!("({}) or ({})", one.sql(), other.sql()),
            Condition::Not(inner) => format!("not ({})", inner.sql()),
        }
    }

    /// Every dimension that it names.
    pub fn dimensions(&self) -> Vec<&String> {
        match self {
            Condition::Is(dimension, _) | Condition::IsNot(dimension, _) | Condition::In(dimension, _) => {
                vec![dimension]
            }
            Condition::And(one, other) | Condition::Or(one, other) => [one.dimensions(), other.dimensions()].concat(),
            Condition::Not(inner) => inner.dimensions(),
        }
    }

    /// Whether a unit matches. A unit that lacks a dimension matches nothing about it.
    pub fn holds(&self, ask: &Ask, dimensions: &Dimensions, date: Option<i64>) -> bool {
        let value = |dimension: &String| match (dimensions.get(dimension.as_str()), date) {
            (Some(value), _) => value.clone(),
            (None, Some(date)) if CALENDAR.contains(&dimension.as_str()) => calendar(ask, dimension, date),
            _ => String::new(),
        };
        match self {
            Condition::Is(dimension, wanted) => value(dimension) == *wanted,
            Condition::IsNot(dimension, wanted) => value(dimension) != *wanted,
            Condition::In(dimension, wanted) => wanted.contains(&value(dimension)),
            Condition::And(one, other) => one.holds(ask, dimensions, date) && other.holds(ask, dimensions, date),
            Condition::Or(one, other) => one.holds(ask, dimensions, date) || other.holds(ask, dimensions, date),
            Condition::Not(inner) => !inner.holds(ask, dimensions, date),
        }
    }
}
