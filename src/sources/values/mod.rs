//! Values as exports write them: times, numbers, booleans, nothing. Strict: what could be read two ways is not read.
//!
//! Not responsible for which column holds what, nor for durations and amounts with thousands separators.

mod numbers;
mod times;
mod written;

pub use numbers::{boolean, decimal_millionths, integer};
pub use times::{DateOrder, TimeProblem, TimeRules, epoch, time};

/// What exports write where they have nothing to say, in lower case.
const NULLS: &[&str] = &[
    "null",
    "none",
    "nil",
    "nan",
    "n/a",
    "#n/a",
    "-",
    "--",
    "–",
    "—",
    "?",
    "undefined",
    "(not set)",
    "\\n",
    "0000-00-00",
    "0000-00-00 00:00:00",
    "1970-01-01",
];

const LONGEST_NULL: usize = "0000-00-00 00:00:00".len();

/// Whether a text is one of the many spellings of "no value".
pub fn is_null(text: &str) -> bool {
    let text = text.trim();
    let Some(first) = text.bytes().next() else { return true };
    let possible =
        matches!(first.to_ascii_lowercase(), b'n' | b'#' | b'-' | b'?' | b'u' | b'(' | b'\\' | b'0' | b'1' | 0xE2);
    possible && text.len() <= LONGEST_NULL && NULLS.iter().any(|null| text.eq_ignore_ascii_case(null))
}

#[cfg(test)]
mod tests;
