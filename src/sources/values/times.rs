//! Times: the usual form read by hand, since files hold millions of it, epoch numbers, and what a time without a
//! zone means.
//!
//! Not responsible for dates in words and other written forms (`written`).

use chrono::{DateTime, Duration, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use super::{is_null, written};
use crate::tables::message::Millis;

/// What the user or the source said about times that do not speak for themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeRules {
    /// Zone of times without one.
    pub input_tz: Option<Tz>,
    /// Whether times without a zone are UTC where `input_tz` says nothing: for sources that document it.
    pub naive_utc: bool,
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

/// Why a text could not be read as a time, and what to do about it. Never holds the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeProblem {
    /// A local time, nobody knows where.
    #[error("the time has no zone: name the zone it was written in with --input-tz, such as --input-tz Europe/Berlin")]
    NeedsZone,
    /// Day and month could be swapped.
    #[error("the date could be read two ways: say which comes first with --date-order dmy or --date-order mdy")]
    Ambiguous,
    /// None of the known forms.
    #[error("it is not a time in any known form: write it like 2026-10-31T22:59:12Z")]
    NotATime,
}

/// A point of time as written: local milliseconds and, where it is told, the zone's distance from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub local: Millis,
    pub offset: Option<Millis>,
}

const SECOND: Millis = 1000;
const MINUTE: Millis = 60 * SECOND;
const HOUR: Millis = 60 * MINUTE;
/// A day without a clock change.
pub const DAY: Millis = 24 * HOUR;

/// 2000-01-01 and 2101-01-01: outside, an epoch number is not one.
const PLAUSIBLE: std::ops::Range<Millis> = 946_684_800_000..4_133_980_800_000;

/// "Year one" and "1970": how programs write a time that was never set.
const NEVER: [Millis; 2] = [-62_135_596_800_000, 0];

/// Reads a time in any of the known forms as milliseconds since 1970-01-01 UTC; nothing where there is none.
///
/// A time without a zone is in `rules.input_tz`, else UTC where `rules.naive_utc` says so, else a problem. One that
/// a clock change skipped is moved forward by the change; of one that happened twice the earlier is meant. A numeric
/// date whose day and month could be swapped needs `rules.date_order`; a number above twelve proves the order.
#[inline]
pub fn time(text: &str, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
    if text.is_empty() { Ok(None) } else { told_time(text, rules) }
}

fn told_time(text: &str, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
    if let Some(time) = utc(text.as_bytes()).filter(|&time| time > 0) {
        return Ok(Some(time));
    }
    match usual(text.as_bytes()) {
        Some(stamp) => place(stamp, rules),
        None => unusual(text, rules),
    }
}

/// Reads a time as the end of a span: the first instant after it. Of a bare date that is the midnight that ends the
/// day.
pub fn end(text: &str, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
    let bare = text.trim().trim_start_matches('\'');
    if is_null(bare) || bare == "0" || bare.contains(':') || plain_number(bare).is_some() {
        return time(text, rules);
    }
    if let Some(local) = serial(bare) {
        let length = if bare.contains('.') { 0 } else { DAY };
        return place(Stamp { local: local + length, offset: None }, rules);
    }
    let day = written::read(bare, rules.date_order)?;
    place(Stamp { local: day.local + DAY, ..day }, rules)
}

/// What a local time means that stands in a file as a number and not as a text; see [`time`].
pub fn local_time(local: Millis, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
    place(Stamp { local, offset: None }, rules)
}

/// Milliseconds from an epoch number in seconds, milliseconds, microseconds or nanoseconds, told by its size.
pub fn epoch(number: i64) -> Millis {
    match number.unsigned_abs() {
        100_000_000_000_000_001.. => number / 1_000_000,
        100_000_000_000_001.. => number / 1000,
        100_000_000_001.. => number,
        _ => number * SECOND,
    }
}

#[cold]
fn unusual(text: &str, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
    let text = text.trim().trim_start_matches('\'');
    if is_null(text) || text == "0" {
        return Ok(None);
    }
    if let Some(stamp) = usual(text.as_bytes()) {
        return place(stamp, rules);
    }
    if let Some(number) = plain_number(text) {
        return number.map(Some);
    }
    if let Some(local) = serial(text) {
        return place(Stamp { local, offset: None }, rules);
    }
    place(written::read(text, rules.date_order)?, rules)
}

/// An epoch number, with or without a fraction, or `YYYYMMDD`; none where the text is no number at all.
fn plain_number(text: &str) -> Option<Result<Millis, TimeProblem>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() <= "YYYYMMDD".len() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let Ok(number) = whole.parse::<i64>() else { return Some(Err(TimeProblem::NotATime)) };
    let mut millis = epoch(number);
    if millis == number.saturating_mul(SECOND) {
        let thousandths = fraction.bytes().chain(*b"000").take(3);
        millis += thousandths.fold(0, |sum, digit| sum * 10 + Millis::from(digit - b'0'));
    }
    Some(if PLAUSIBLE.contains(&millis) { Ok(millis) } else { Err(TimeProblem::NotATime) })
}

/// A spreadsheet's day number of this century, with the time of day as its fraction: `46326.5`, in local milliseconds.
fn serial(text: &str) -> Option<Millis> {
    /// The number of 1970-01-01, and of 2000-01-01 and 2101-01-01: any other may be anything.
    const EPOCH: f64 = 25_569.0;
    const THIS_CENTURY: std::ops::Range<f64> = 36_526.0..73_415.0;
    let looks = text.len() >= 5 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = text.parse::<f64>().ok().filter(|number| looks && THIS_CENTURY.contains(number))?;
    // Whole seconds: a fraction of five digits is not exact to the millisecond.
    Some(((number - EPOCH) * DAY as f64 / SECOND as f64).round() as Millis * SECOND)
}

/// What a stamp means in UTC.
#[inline]
fn place(stamp: Stamp, rules: &TimeRules) -> Result<Option<Millis>, TimeProblem> {
    if stamp.local <= 0 {
        return if NEVER.contains(&stamp.local) { Ok(None) } else { Err(TimeProblem::NotATime) };
    }
    match stamp.offset {
        Some(offset) => Ok(Some(stamp.local - offset)),
        None => match rules.input_tz {
            Some(zone) => in_zone(stamp.local, zone).map(Some).ok_or(TimeProblem::NotATime),
            None if rules.naive_utc => Ok(Some(stamp.local)),
            None => Err(TimeProblem::NeedsZone),
        },
    }
}

fn in_zone(local: Millis, zone: Tz) -> Option<Millis> {
    let naive: NaiveDateTime = DateTime::from_timestamp_millis(local)?.naive_utc();
    if let Some(found) = zone.from_local_datetime(&naive).earliest() {
        return Some(found.timestamp_millis());
    }
    // Skipped by a clock change: what the clock would show without it, so the day before tells the distance.
    let day = Duration::days(1);
    Some((zone.from_local_datetime(&(naive - day)).latest()? + day).timestamp_millis())
}

/// `2026-10-31T22:59:12Z`: nearly all times of most files.
fn utc(bytes: &[u8]) -> Option<Millis> {
    let [head @ .., b'Z'] = <&[u8; 20]>::try_from(bytes).ok()? else { return None };
    if head[10] == b'T' { seconds(head).map(|seconds| seconds * SECOND) } else { None }
}

/// `2026-10-31T22:59:12` with an optional fraction and zone, by hand, eight bytes at once; a space may stand for the
/// `T`.
fn usual(bytes: &[u8]) -> Option<Stamp> {
    let (head, rest) = bytes.split_first_chunk()?;
    if !matches!(head[10], b'T' | b' ' | b't') {
        return None;
    }
    let local = seconds(head)? * SECOND;
    let (thousandths, rest) = fraction(rest)?;
    Some(Stamp { local: local + thousandths, offset: offset(rest)? })
}

/// `2026-10-31T22:59:12`, whatever stands for the `T`, in seconds since 1970 where it is written.
#[inline]
fn seconds(text: &[u8; 19]) -> Option<i64> {
    let [thousands, hundreds, date @ .., _, _, _, _, _, _, _, _, _] = *text;
    let [.., a, b, c, d, e, f, g, h] = *text;
    let (date, clock) = (Digits::of(date, *b"00-00-00"), Digits::of([a, b, c, d, e, f, g, h], *b"00:00:00"));
    let (thousands, hundreds) = (thousands.wrapping_sub(b'0'), hundreds.wrapping_sub(b'0'));
    if (date.wrong | clock.wrong) != 0 || thousands > 9 || hundreds > 9 {
        return None;
    }
    let [year, _, _, month, _, _, day, _] = date.pairs().map(u32::from);
    let [hour, _, _, minute, _, _, second, _] = clock.pairs().map(i64::from);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let clock = (hour * 60 + minute) * 60 + second;
    let year = u32::from(thousands) * 1000 + u32::from(hundreds) * 100 + year;
    Some(day_number(year, month, day)? * (DAY / SECOND) + clock)
}

/// Eight characters as the values of their digits.
struct Digits {
    values: u64,
    /// Not zero where a character is no digit, or not the one that the pattern demands.
    wrong: u64,
}

impl Digits {
    /// Digits where the pattern has zeros; anything else must stand as it does there.
    #[inline]
    fn of(text: [u8; 8], pattern: [u8; 8]) -> Digits {
        const ABOVE_NINE: u64 = u64::from_le_bytes([0x7F - 9; 8]);
        const HIGHEST: u64 = u64::from_le_bytes([0x80; 8]);
        let values = u64::from_le_bytes(text) ^ u64::from_le_bytes(pattern);
        let literal = u64::from_le_bytes(pattern.map(|byte| if byte == b'0' { 0 } else { 0xFF }));
        Digits { values, wrong: (values.wrapping_add(ABOVE_NINE) | values) & HIGHEST | values & literal }
    }

    /// Each digit with its follower as a number below a hundred.
    #[inline]
    fn pairs(&self) -> [u8; 8] {
        (self.values * 10 + (self.values >> 8)).to_le_bytes()
    }
}

/// Days since 1970-01-01 of a date that exists.
pub(super) fn day_number(year: u32, month: u32, day: u32) -> Option<i64> {
    const BEFORE_MONTH: [u32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    if !(1..=12).contains(&month) || year < 1 {
        return None;
    }
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let start = BEFORE_MONTH[month as usize - 1];
    let length = BEFORE_MONTH[month as usize] - start + u32::from(leap && month == 2);
    if day < 1 || day > length {
        return None;
    }
    let past = year - 1;
    let leap_days = past / 4 - past / 100 + past / 400 + u32::from(leap && month > 2);
    Some(i64::from(past * 365 + leap_days + start + day - 1) - 719_162)
}

/// A fraction of a second in whole milliseconds, and what follows it.
fn fraction(rest: &[u8]) -> Option<(Millis, &[u8])> {
    let [b'.' | b',', digits @ ..] = rest else { return Some((0, rest)) };
    let length = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
    if length == 0 {
        return None;
    }
    let thousandths = digits[..length].iter().chain(b"00").take(3);
    Some((thousandths.fold(0, |sum, digit| sum * 10 + Millis::from(digit - b'0')), &digits[length..]))
}

/// A zone's distance from UTC: `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`. The inner nothing: no zone is told.
/// The outer nothing: not a zone.
pub(super) fn offset(rest: &[u8]) -> Option<Option<Millis>> {
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    let two = |tens: u8, ones: u8| {
        (tens.is_ascii_digit() && ones.is_ascii_digit())
            .then(|| Millis::from(tens - b'0') * 10 + Millis::from(ones - b'0'))
    };
    let (sign, hours, minutes) = match *rest {
        [] => return Some(None),
        [b'Z' | b'z'] | [b'U' | b'u', b'T' | b't', b'C' | b'c'] | [b'G' | b'g', b'M' | b'm', b'T' | b't'] => {
            return Some(Some(0));
        }
        [sign, a, b, b':', c, d] | [sign, a, b, c, d] => (sign, two(a, b)?, two(c, d)?),
        [sign, a, b] => (sign, two(a, b)?, 0),
        _ => return None,
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    let distance = hours * HOUR + minutes * MINUTE;
    match sign {
        b'+' => Some(Some(distance)),
        b'-' => Some(Some(-distance)),
        _ => None,
    }
}
