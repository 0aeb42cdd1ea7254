//! Values as exports write them: times, numbers, booleans, nothing. Strict: what could be read two ways is not read.
//!
//! Not responsible for which column holds what.

use chrono_tz::Tz;

/// What the user said about times that do not speak for themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeRules {
    /// Zone of times without one.
    pub input_tz: Option<Tz>,
    /// Order of dates that could be read two ways.
    pub date_order: Option<DateOrder>,
}

/// The order of day, month and year in numeric dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31.12.2026
    DayMonthYear,
    /// 12/31/2026
    MonthDayYear,
    /// 2026-12-31
    YearMonthDay,
}
