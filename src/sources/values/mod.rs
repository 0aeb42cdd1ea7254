//! Values as exports write them: times, numbers, booleans, nothing. Strict: what could be read two ways is not read.
//!
//! Not responsible for which column holds what, nor for durations and amounts with thousands separators.

mod numbers;
mod times;
mod written;

pub use numbers::{boolean, decimal_millionths, integer};
pub use times::{DateOrder, TimeProblem, TimeRules, epoch, local_time, time};

/// Whether a text is one of the many spellings of "no value".
pub fn is_null(text: &str) -> bool {
    is_null_bare(text.trim())
}

/// [`is_null`] of a text without blanks around it.
#[inline]
pub fn is_null_bare(text: &str) -> bool {
    let nulls: &[&str] = match text.len() {
        0 => return true,
        1 => &["-", "?"],
        2 => &["--", "\\n"],
        3 => &["nil", "nan", "n/a", "–", "—"],
        4 => &["null", "none", "#n/a"],
        9 => &["undefined", "(not set)"],
        10 => &["0000-00-00", "1970-01-01"],
        19 => &["0000-00-00 00:00:00"],
        _ => return false,
    };
    nulls.iter().any(|null| text.eq_ignore_ascii_case(null))
}

#[cfg(test)]
mod tests;
