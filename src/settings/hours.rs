//! Opening hours: how much of a span lies inside them.
//!
//! A shift opens when the zone's clock first shows its beginning and closes after it last showed a time before its end,
//! so daylight saving makes it shorter or longer; what is counted are the seconds that pass. Not responsible for reading
//! hours from the settings file nor for which figures use them.

mod intervals;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::Span;
use intervals::Intervals;

/// A part of a day in which the business is open, in minutes since its midnight; 1440 is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// The first minute.
    pub from: u16,
    /// The first minute after it.
    pub to: u16,
}

/// When the business is open, as it is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Where the clock hangs.
    pub zone: Tz,
    /// The shifts of each weekday, Monday first. Where they overlap, time counts once.
    pub week: [Vec<Shift>; 7],
    /// Days on which it is closed.
    pub holidays: BTreeSet<NaiveDate>,
    /// Days with shifts of their own, whatever the weekday and the holidays say.
    pub special: BTreeMap<NaiveDate, Vec<Shift>>,
}

impl Schedule {
    /// The shifts of a day.
    fn shifts(&self, day: NaiveDate) -> &[Shift] {
        match self.special.get(&day) {
            Some(shifts) => shifts,
            None if self.holidays.contains(&day) => &[],
            None => &self.week[day.weekday().num_days_from_monday() as usize],
        }
    }
}

/// When the business is open.
#[derive(Clone, Debug, Default)]
pub struct Hours {
    schedule: Schedule,
    /// The open intervals of all years that logs are of, found when first asked for.
    usual: OnceLock<Intervals>,
}

impl PartialEq for Hours {
    fn eq(&self, other: &Hours) -> bool {
        self.schedule == other.schedule
    }
}

impl Eq for Hours {}

/// 2000-01-01 to 2100-01-01 in seconds since 1970. Spans outside are counted day by day.
const USUAL: (i64, i64) = (946_684_800, 4_102_444_800);

impl Hours {
    /// The hours of a schedule.
    pub fn new(schedule: Schedule) -> Hours {
        Hours { schedule, usual: OnceLock::new() }
    }

    /// The schedule.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// The part of a span that lies inside the opening hours, in milliseconds; both ends truncated to seconds. Negative
    /// where the end lies before the beginning.
    pub fn span(&self, from: i64, to: i64) -> Span {
        let (from, to) = (from.div_euclid(1_000), to.div_euclid(1_000));
        if from > to {
            return -self.open_between(to, from) * 1_000;
        }
        self.open_between(from, to) * 1_000
    }

    /// The open seconds between two instants in order.
    fn open_between(&self, from: i64, to: i64) -> i64 {
        if USUAL.0 <= from && to <= USUAL.1 {
            let usual = self.usual.get_or_init(|| Intervals::of(&self.schedule, USUAL.0, USUAL.1));
            return usual.open_before(to) - usual.open_before(from);
        }
        let unusual = Intervals::of(&self.schedule, from, to);
        unusual.open_before(to) - unusual.open_before(from)
    }
}

#[cfg(test)]
mod tests;
