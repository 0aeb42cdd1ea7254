//! Values as exports write them: times, numbers, booleans, nothing. Strict: what could be read two ways is not read.
//!
//! Not responsible for which column holds what.

mod amounts;
mod durations;
mod numbers;
mod order;
mod times;
mod written;

pub use amounts::{DecimalMark, amount, count, proven_mark};
pub use durations::duration;
pub use numbers::{boolean, decimal_millionths, integer};
pub use order::{is_ambiguous, proven_order};
pub use times::{DAY, DateOrder, TimeProblem, TimeRules, end, epoch, local_time, time};

/// What exports write where they have nothing to say, in lower case.
const NULLS: [&str; 17] = [
    "-",
    "?",
    "--",
    "\\n",
    "nil",
    "nan",
    "n/a",
    "–",
    "—",
    "null",
    "none",
    "#n/a",
    "undefined",
    "(not set)",
    "0000-00-00",
    "1970-01-01",
    "0000-00-00 00:00:00",
];

/// How long the spellings of nothing are that begin with a byte: one bit a length.
static NULL_LENGTHS: [u32; 256] = {
    let mut lengths = [0; 256];
    let mut number = 0;
    while number < NULLS.len() {
        let first = NULLS[number].as_bytes()[0];
        lengths[first as usize] |= 1 << NULLS[number].len();
        lengths[first.to_ascii_uppercase() as usize] |= 1 << NULLS[number].len();
        number += 1;
    }
    lengths
};

/// Whether a text that begins with a byte may be taken as it stands: no blank, no `'`, no spelling of nothing.
static IS_PLAIN: [bool; 256] = {
    let mut is_plain = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        is_plain[byte as usize] = NULL_LENGTHS[byte as usize] == 0 && byte != b'\'';
        byte += 1;
    }
    is_plain
};

/// Whether a text has nothing around it and is no spelling of nothing, by a look at its ends. False for some that are
/// plain all the same.
#[inline]
pub fn is_plain(text: &str) -> bool {
    matches!(text.as_bytes(), [first, .., last] if IS_PLAIN[usize::from(*first)] && last.is_ascii_graphic())
}

/// Whether a text is one of the many spellings of "no value".
#[inline]
pub fn is_null(text: &str) -> bool {
    bare(text).is_empty()
}

/// The text without blanks around it; empty where it is one of the many spellings of "no value".
#[inline]
pub fn bare(text: &str) -> &str {
    let text = match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    };
    let Some(&first) = text.as_bytes().first() else { return "" };
    let possible = NULL_LENGTHS[usize::from(first)].unbounded_shr(text.len() as u32) & 1 == 1;
    if possible && NULLS.iter().any(|null| text.eq_ignore_ascii_case(null)) { "" } else { text }
}

#[cfg(test)]
mod tests;
