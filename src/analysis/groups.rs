//! Groups: the key of a row's group, its label in the report, and the order of groups.
//!
//! Calendar keys are numbers that grow with time; column keys are texts.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;

use super::folding::{FOLDED, Folds};
use super::plan::Plan;
use crate::dimensions::{Axis, Calendar, Dimension, NO_VALUE, SMALL_GROUPS};
use crate::facts::frame::Frame;
use crate::request::Request;
use crate::tables::message::Millis;
use crate::tables::texts::{Text, TextTable};

/// The most dimensions of one report.
pub const MOST: usize = 3;

/// The values of the dimensions of one group; unused places are 0.
pub type Key = [u32; MOST];

/// How many keys are remembered.
const RECENT: usize = 256;

/// The groups of a frame's rows: numbers into `keys`, in order of these.
pub struct Groups {
    /// The group of each row.
    pub of_row: Vec<u32>,
    /// The key of each group.
    pub keys: Vec<Key>,
}

/// A breakdown of a frame: its place among those of the request, its dimensions, and the groups.
pub type Cut<'a> = (usize, &'a [&'static Dimension], Groups);

/// The breakdowns of a frame that a request asks for, where somebody needs them.
pub fn cuts<'a>(
    frame: &Frame,
    plan: &Plan,
    request: &'a Request,
    folds: &Folds,
    needed: impl Fn(&[&'static Dimension]) -> bool,
) -> Vec<Cut<'a>> {
    let asked = request.cuts().enumerate().filter(|(_, by)| !by.is_empty() && needed(by));
    let groups = |cut: usize, by: &[&'static Dimension]| {
        let groups = Groups::of(frame, by, &plan.wanted.dimensions, request.timezone);
        if folds.concern(cut) { groups.folded(|key| folds.fold(cut, by, key)) } else { groups }
    };
    asked.map(|(cut, by)| (cut, by, groups(cut, by))).collect()
}

impl Groups {
    /// The groups of a frame by some of the dimensions that it was built for.
    pub fn of(frame: &Frame, by: &[&'static Dimension], built: &[&'static Dimension], timezone: Tz) -> Groups {
        let places: Vec<usize> =
            by.iter().map(|dimension| built.iter().position(|known| known == dimension).unwrap_or_default()).collect();
        let mut numbers: hashbrown::HashMap<Key, u32> = hashbrown::HashMap::new();
        let mut keys: Vec<Key> = Vec::new();
        // What was looked up lately: neighbours are often of the same few groups.
        let mut recent = [(Key::default(), u32::MAX); RECENT];
        let mut of_row = Vec::with_capacity(frame.len());
        for key in keys_of_rows(frame, by, &places, timezone) {
            let slot = &mut recent
                [key.iter().fold(0_usize, |slot, value| slot.wrapping_mul(31).wrapping_add(*value as usize)) % RECENT];
            if slot.1 == u32::MAX || slot.0 != key {
                let number = *numbers.entry(key).or_insert_with(|| {
                    keys.push(key);
                    keys.len() as u32 - 1
                });
                *slot = (key, number);
            }
            of_row.push(slot.1);
        }
        Groups { of_row, keys }.in_order()
    }

    /// The same, where several groups may be one.
    fn folded(mut self, fold: impl Fn(Key) -> Key) -> Groups {
        let mut keys: Vec<Key> = self.keys.iter().map(|&key| fold(key)).collect();
        let folded = keys.clone();
        keys.sort_unstable();
        keys.dedup();
        let number = |key: &Key| keys.binary_search(key).unwrap_or_default() as u32;
        let numbers: Vec<u32> = folded.iter().map(number).collect();
        self.of_row.iter_mut().for_each(|group| *group = numbers[*group as usize]);
        Groups { keys, ..self }
    }

    /// The same, numbered in order of their keys: then those of the calendar grow with time.
    fn in_order(mut self) -> Groups {
        let mut order: Vec<(Key, usize)> = self.keys.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let mut numbers = vec![0; order.len()];
        for (number, (key, before)) in order.into_iter().enumerate() {
            (numbers[before], self.keys[number]) = (number as u32, key);
        }
        self.of_row.iter_mut().for_each(|group| *group = numbers[*group as usize]);
        self
    }
}

/// The keys of a frame's rows; `places` tell where the columns of the dimensions stand.
fn keys_of_rows(frame: &Frame, by: &[&'static Dimension], places: &[usize], timezone: Tz) -> Vec<Key> {
    let mut rows = vec![Key::default(); frame.len()];
    let mut clock = ZoneClock::new(timezone);
    for (place, dimension) in by.iter().enumerate().take(MOST) {
        match dimension.axis {
            Axis::Column(_) => {
                rows.iter_mut().zip(&frame.dimensions[places[place]]).for_each(|(row, value)| row[place] = value.0);
            }
            Axis::Calendar(calendar) => {
                rows.iter_mut().zip(&frame.keys).for_each(|(row, keys)| row[place] = clock.key(calendar, keys.at));
            }
        }
    }
    rows
}

/// Local time, remembering the hour it looked up last: offsets never change inside a UTC quarter of an hour.
pub struct ZoneClock {
    timezone: Tz,
    known: Option<(i64, i64)>,
    /// The date that was looked up last, and its key.
    last: Option<(Calendar, u32, u32)>,
}

const QUARTER: i64 = 900_000;

impl ZoneClock {
    /// A clock of a zone.
    pub fn new(timezone: Tz) -> ZoneClock {
        ZoneClock { timezone, known: None, last: None }
    }

    /// Milliseconds of local wall-clock time since 1970-01-01 00:00 local.
    fn local(&mut self, at: Millis) -> i64 {
        if self.timezone == Tz::UTC {
            return at;
        }
        let quarter = at.div_euclid(QUARTER);
        let offset = match self.known {
            Some((known, offset)) if known == quarter => offset,
            _ => {
                let offset = offset_at(self.timezone, at);
                self.known = Some((quarter, offset));
                offset
            }
        };
        at + offset
    }

    /// The value of a part of the calendar: a number that grows with time.
    pub fn key(&mut self, calendar: Calendar, at: Millis) -> u32 {
        let local = self.local(at);
        let day = local.div_euclid(86_400_000);
        match calendar {
            Calendar::Hour => (local.rem_euclid(86_400_000) / 3_600_000) as u32,
            Calendar::Weekday => (day + 3).rem_euclid(7) as u32 + 1,
            Calendar::Day => day as u32,
            calendar => self.key_of_day(calendar, day as u32),
        }
    }

    fn key_of_day(&mut self, calendar: Calendar, day: u32) -> u32 {
        match self.last {
            Some((known, of, key)) if (known, of) == (calendar, day) => key,
            _ => {
                let key = key_of_day(calendar, date_of(day));
                self.last = Some((calendar, day, key));
                key
            }
        }
    }
}

/// The first instant after `at` at which another local hour or day begins.
pub fn next_boundary(calendar: Calendar, at: Millis, timezone: Tz) -> Millis {
    let mut clock = ZoneClock::new(timezone);
    let key = clock.key(calendar, at);
    // Nothing changes inside a quarter of an hour; most of a day can be skipped.
    let hours_left = 23 - i64::from(clock.key(Calendar::Hour, at)).min(23);
    let skipped = if calendar == Calendar::Day { (hours_left - 1).max(0) * 4 } else { 0 };
    let mut next = (at.div_euclid(QUARTER) + 1 + skipped) * QUARTER;
    if clock.key(calendar, next) != key {
        next = (at.div_euclid(QUARTER) + 1) * QUARTER;
    }
    while clock.key(calendar, next) == key {
        next += QUARTER;
    }
    next
}

/// How far local time is ahead of UTC, in milliseconds.
fn offset_at(timezone: Tz, at: Millis) -> i64 {
    use chrono::Offset;
    let utc = DateTime::from_timestamp_millis(at).unwrap_or_default().naive_utc();
    i64::from(timezone.offset_from_utc_datetime(&utc).fix().local_minus_utc()) * 1000
}

fn date_of(day: u32) -> NaiveDate {
    DateTime::<Utc>::from_timestamp(i64::from(day) * 86_400, 0).unwrap_or_default().date_naive()
}

/// The key of the week, month, quarter or year that a date lies in.
fn key_of_day(calendar: Calendar, date: NaiveDate) -> u32 {
    let year = date.year() as u32;
    match calendar {
        Calendar::Week => date.iso_week().year() as u32 * 100 + date.iso_week().week(),
        Calendar::Month => year * 12 + date.month0(),
        Calendar::Quarter => year * 4 + date.month0() / 3,
        Calendar::Year => year,
        Calendar::Day => date.signed_duration_since(NaiveDate::default()).num_days() as u32,
        Calendar::Hour | Calendar::Weekday => 0,
    }
}

/// How a key's value of a dimension is shown.
pub fn label(dimension: &Dimension, value: u32, texts: &TextTable) -> String {
    match dimension.axis {
        Axis::Column(_) if value == 0 => NO_VALUE.to_owned(),
        Axis::Column(_) if value == FOLDED => SMALL_GROUPS.to_owned(),
        Axis::Column(_) => texts.get(Text(value)).to_owned(),
        Axis::Calendar(calendar) => label_of(calendar, value),
    }
}

/// How a value of a part of the calendar is shown.
pub fn label_of(calendar: Calendar, value: u32) -> String {
    match calendar {
        Calendar::Hour => format!("{value:02}"),
        Calendar::Weekday => value.to_string(),
        Calendar::Day => date_of(value).format("%Y-%m-%d").to_string(),
        Calendar::Week => format!("{:04}-W{:02}", value / 100, value % 100),
        Calendar::Month => format!("{:04}-{:02}", value / 12, value % 12 + 1),
        Calendar::Quarter => format!("{:04}-Q{}", value / 4, value % 4 + 1),
        Calendar::Year => format!("{value:04}"),
    }
}

/// Every value of a calendar dimension that the report must show: hours and weekdays all, others from the first to
/// the last instant (both inside).
pub fn dense(calendar: Calendar, first: Option<Millis>, last: Option<Millis>, timezone: Tz) -> Vec<u32> {
    match calendar {
        Calendar::Hour => (0..24).collect(),
        Calendar::Weekday => (1..=7).collect(),
        _ => {
            let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
            let mut clock = ZoneClock::new(timezone);
            let (first, last) = (clock.key(Calendar::Day, first), clock.key(Calendar::Day, last));
            let mut keys: Vec<u32> = (first..=last)
                .map(|day| if calendar == Calendar::Day { day } else { key_of_day(calendar, date_of(day)) })
                .collect();
            keys.dedup();
            keys
        }
    }
}

/// An instant in RFC 3339 in a zone, to the second.
pub fn show_instant(at: Millis, timezone: Tz) -> String {
    let utc = DateTime::from_timestamp_millis(at).unwrap_or_default();
    if timezone == Tz::UTC {
        return utc.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    }
    let local = timezone.from_utc_datetime(&utc.naive_utc());
    local.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dimensions::dimension;
    use crate::tables::texts::Texts;

    fn shown(id: &str, at: &str, timezone: Tz) -> String {
        let Some(dimension) = dimension(id) else { panic!("no dimension {id}") };
        let Axis::Calendar(calendar) = dimension.axis else { panic!("{id} is no calendar") };
        let at = DateTime::parse_from_rfc3339(at).map(|time| time.timestamp_millis()).unwrap_or_default();
        label(dimension, ZoneClock::new(timezone).key(calendar, at), &Texts::default().freeze())
    }

    #[test]
    fn calendar_keys_are_shown_in_the_reports_zone() {
        let berlin = Tz::Europe__Berlin;
        assert_eq!(shown("hour", "2026-10-25T00:30:00Z", berlin), "02");
        assert_eq!(shown("hour", "2026-10-25T01:30:00Z", berlin), "02");
        assert_eq!(shown("weekday", "2026-10-25T23:30:00Z", berlin), "1");
        assert_eq!(shown("day", "2026-10-31T23:30:00Z", berlin), "2026-11-01");
        assert_eq!(shown("week", "2027-01-02T12:00:00Z", berlin), "2026-W53");
        assert_eq!(shown("month", "2026-12-31T23:30:00Z", berlin), "2027-01");
        assert_eq!(shown("quarter", "2026-02-28T12:00:00Z", Tz::UTC), "2026-Q1");
        assert_eq!(shown("year", "2026-02-28T12:00:00Z", Tz::UTC), "2026");
    }

    #[test]
    fn dense_days_have_no_gap_and_months_no_repeat() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).map(|time| time.timestamp_millis()).ok();
        let days = dense(Calendar::Day, at("2026-02-27T10:00:00Z"), at("2026-03-02T10:00:00Z"), Tz::UTC);
        assert_eq!(days.len(), 4);
        let months = dense(Calendar::Month, at("2026-01-31T10:00:00Z"), at("2026-03-02T10:00:00Z"), Tz::UTC);
        assert_eq!(months.len(), 3);
        assert_eq!(dense(Calendar::Weekday, None, None, Tz::UTC).len(), 7);
    }
}
