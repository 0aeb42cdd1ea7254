//! Times as people and older programs write them: `Tue, 31 Oct 2017 22:10:47 +0000`, `Nov 25, 2022`,
//! `31.12.2026 18:05`, `1/2/2026 3:04 PM`, `20261231`, `Tue Oct 31 2017 22:10:47 GMT+0100 (the zone's name)`.
//!
//! Not responsible for zones of times that name none (`times`). Words are English.

use super::times::{DateOrder, Stamp, TimeProblem, day_number, offset};
use crate::tables::message::Millis;
use TimeProblem::{Ambiguous, NotATime};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// 1970-01-01 was the first of them.
const WEEKDAYS: [&str; 7] = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"];

/// What the words of a written time have told so far.
#[derive(Default)]
struct Parts<'a> {
    date: Option<[&'a str; 3]>,
    month: Option<u32>,
    weekday: Option<i64>,
    numbers: Vec<&'a str>,
    clock: Option<Millis>,
    afternoon: Option<bool>,
    zone: Option<Millis>,
}

/// Reads a written time.
pub(super) fn read(text: &str, order: Option<DateOrder>) -> Result<Stamp, TimeProblem> {
    let bare: String = text.chars().filter(|letter| !matches!(letter, '\u{200E}' | '\u{200F}')).collect();
    let mut parts = Parts::default();
    // After an offset its zone's name tells nothing new.
    let told = bare.split_once(" (").filter(|(told, name)| name.ends_with(')') && told.contains("GMT"));
    let told = told.map_or(bare.as_str(), |(told, _)| told);
    for word in told.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|word| !word.is_empty()) {
        parts.take(word).ok_or(NotATime)?;
    }
    let day = parts.day(order)?;
    if parts.weekday.is_some_and(|weekday| weekday != day.rem_euclid(7)) {
        return Err(NotATime);
    }
    Ok(Stamp { local: day * 86_400_000 + parts.clock_of_day().ok_or(NotATime)?, offset: parts.zone })
}

impl<'a> Parts<'a> {
    /// Finds out what a word is and keeps it; nothing where it fits nowhere.
    fn take(&mut self, word: &'a str) -> Option<()> {
        let first = word.bytes().next()?;
        if let Some((date, clock)) =
            word.split_once('T').filter(|(date, _)| first.is_ascii_digit() && !date.contains(':'))
        {
            self.take(date)?;
            return self.take(clock);
        }
        if first.is_ascii_digit() && word.contains(':') {
            let end = word.find(|letter: char| !letter.is_ascii_digit() && letter != ':' && letter != '.');
            let (clock, suffix) = word.split_at(end.unwrap_or(word.len()));
            set(&mut self.clock, read_clock(clock)?)?;
            return if suffix.is_empty() { Some(()) } else { self.take_suffix(suffix) };
        }
        if is_digits(word) {
            self.numbers.push(word);
            return Some(());
        }
        if first.is_ascii_digit() {
            let separator = word.chars().find(|letter| matches!(letter, '/' | '.' | '-'))?;
            let pieces: Vec<&str> = word.split(separator).collect();
            return set(&mut self.date, pieces.try_into().ok()?);
        }
        if let Some(month) = place_in(&MONTHS, word) {
            return set(&mut self.month, month as u32 + 1);
        }
        if let Some(weekday) = place_in(&WEEKDAYS, word) {
            return set(&mut self.weekday, weekday);
        }
        self.take_suffix(word)
    }

    /// What may follow a clock: a half of the day or a zone.
    fn take_suffix(&mut self, word: &str) -> Option<()> {
        self.clock?;
        match word.replace('.', "").to_ascii_lowercase().as_str() {
            "am" | "a" => set(&mut self.afternoon, false),
            "pm" | "p" => set(&mut self.afternoon, true),
            // The second half of `a. m.`
            "m" => self.afternoon.map(|_| ()),
            _ => {
                let distance = word.strip_prefix("GMT").or_else(|| word.strip_prefix("UTC"));
                let distance = distance.filter(|distance| distance.starts_with(['+', '-'])).unwrap_or(word);
                set(&mut self.zone, offset(distance.as_bytes())??)
            }
        }
    }

    /// The number of the day since 1970-01-01.
    fn day(&self, order: Option<DateOrder>) -> Result<i64, TimeProblem> {
        let (year, month, day) = match (self.date, self.month, self.numbers.as_slice()) {
            (Some(pieces), None, []) => numeric(pieces, order)?,
            (None, Some(month), &[first, second]) => match (first.len(), second.len()) {
                (1..=2, 4) => (number(second)?, month, number(first)?),
                (4, 1..=2) => (number(first)?, month, number(second)?),
                _ => return Err(NotATime),
            },
            (None, None, &[compact]) if compact.len() == 8 => {
                (number(&compact[..4])?, number(&compact[4..6])?, number(&compact[6..])?)
            }
            _ => return Err(NotATime),
        };
        if !(1970..=2100).contains(&year) {
            return Err(NotATime);
        }
        day_number(year, month, day).ok_or(NotATime)
    }

    /// Milliseconds since midnight; a date alone is its midnight.
    fn clock_of_day(&self) -> Option<Millis> {
        const HOUR: Millis = 3_600_000;
        let clock = self.clock.unwrap_or(0);
        let Some(afternoon) = self.afternoon else { return Some(clock) };
        let hour = clock / HOUR;
        (1..=12).contains(&hour).then(|| clock % HOUR + (hour % 12 + if afternoon { 12 } else { 0 }) * HOUR)
    }
}

/// Keeps a value that must not be there twice.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// Year, month and day of a numeric date. A year stands first or last and has four digits.
fn numeric([first, second, third]: [&str; 3], order: Option<DateOrder>) -> Result<(u32, u32, u32), TimeProblem> {
    if first.len() == 4 && second.len() <= 2 && third.len() <= 2 {
        return Ok((number(first)?, number(second)?, number(third)?));
    }
    if first.len() > 2 || second.len() > 2 || third.len() != 4 {
        return Err(NotATime);
    }
    let (first, second, year) = (number(first)?, number(second)?, number(third)?);
    match order {
        _ if first > 12 || first == second => Ok((year, second, first)),
        _ if second > 12 => Ok((year, first, second)),
        Some(DateOrder::DayMonthYear) => Ok((year, second, first)),
        Some(DateOrder::MonthDayYear) => Ok((year, first, second)),
        Some(DateOrder::YearMonthDay) | None => Err(Ambiguous),
    }
}

fn number(digits: &str) -> Result<u32, TimeProblem> {
    if is_digits(digits) { digits.parse().map_err(|_| NotATime) } else { Err(NotATime) }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `18:05`, `18:05:59` or `18:05:59.123` in milliseconds since midnight.
fn read_clock(text: &str) -> Option<Millis> {
    let has_fraction = text.contains('.');
    let (text, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.is_empty() || !is_digits(fraction) {
        return None;
    }
    let mut pieces = text.split(':').map(|piece| if piece.len() <= 2 { piece.parse::<Millis>().ok() } else { None });
    let (hour, minute) = (pieces.next()??, pieces.next()??);
    let second = pieces.next();
    // What stands behind minutes is no fraction of a second.
    if second.is_none() && has_fraction {
        return None;
    }
    let second = second.unwrap_or(Some(0))?;
    if pieces.next().is_some() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let thousandths = fraction.bytes().chain(*b"000").take(3);
    let thousandths = thousandths.fold(0, |sum, digit| sum * 10 + Millis::from(digit - b'0'));
    Some(((hour * 60 + minute) * 60 + second) * 1000 + thousandths)
}

/// Where a name, written in full or by its first letters (three at least), stands in a list.
fn place_in(names: &[&str], word: &str) -> Option<i64> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let place = names.iter().position(|name| word.len() >= 3 && name.starts_with(&word))?;
    Some(place as i64)
}
