//! Judging a condition by the labels of a unit's dimensions.
//!
//! Two-valued, as the catalogue says of `--where`: every label is a text, an unknown one is `(none)`.

use std::cmp::Ordering;

use super::words::is_number;
use super::{Comparison, Condition, Value};
use crate::dimensions::{Dimension, NO_VALUE};

/// Whether a condition holds for the labels that `label` gives.
pub fn holds<'v>(condition: &Condition, label: &dyn Fn(&Dimension) -> &'v str) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(part, label)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, label)),
        Condition::Not(inner) => !holds(inner, label),
        Condition::Compare(dimension, comparison, value) => comparison.accepts(compare(label(dimension), value)),
        Condition::In(dimension, values) => {
            let label = label(dimension);
            values.iter().any(|value| compare(label, value) == Ordering::Equal)
        }
        Condition::Like(dimension, pattern) => is_like(label(dimension), pattern),
        Condition::Unknown(dimension) => label(dimension) == NO_VALUE,
    }
}

impl Comparison {
    fn accepts(self, order: Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::Unequal => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::AtLeast => order.is_ge(),
        }
    }
}

/// A label beside a value: as numbers where both are, else as texts, letter by letter.
fn compare(label: &str, value: &Value) -> Ordering {
    match value {
        Value::Number(digits) if is_number(label) => compare_numbers(label, digits),
        Value::Number(text) | Value::Text(text) => label.cmp(text),
    }
}

/// Two plain decimal numbers, exactly: numbers of businesses and campaigns are too long for floats.
fn compare_numbers(one: &str, other: &str) -> Ordering {
    let ((negative, one), (other_negative, other)) = (parts(one), parts(other));
    match (negative, other_negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => size(one).cmp(&size(other)),
        (true, true) => size(other).cmp(&size(one)),
    }
}

/// Whether a number is below zero, and its digits before and after the point without idle zeros.
fn parts(number: &str) -> (bool, (&str, &str)) {
    let unsigned = number.strip_prefix('-');
    let (whole, fraction) = unsigned.unwrap_or(number).split_once('.').unwrap_or((unsigned.unwrap_or(number), ""));
    let digits = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    (unsigned.is_some() && digits != ("", ""), digits)
}

/// Sorts numbers of digits: the longer whole part is larger.
fn size<'d>((whole, fraction): (&'d str, &'d str)) -> (usize, &'d str, &'d str) {
    (whole.len(), whole, fraction)
}

/// Whether a text looks like a pattern: `%` stands for any letters, `_` for one.
fn is_like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) = (text.chars().collect(), pattern.chars().collect());
    let (mut at, mut of_pattern) = (0, 0);
    // Where the last `%` stands, and how far it reaches so far: the only place to come back to.
    let mut last: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(of_pattern) {
            Some('%') => {
                last = Some((of_pattern, at));
                of_pattern += 1;
            }
            Some('_') => (at, of_pattern) = (at + 1, of_pattern + 1),
            Some(letter) if *letter == text[at] => (at, of_pattern) = (at + 1, of_pattern + 1),
            _ => {
                let Some((percent, reach)) = last else { return false };
                last = Some((percent, reach + 1));
                (at, of_pattern) = (reach + 1, percent + 1);
            }
        }
    }
    pattern[of_pattern..].iter().all(|letter| *letter == '%')
}
