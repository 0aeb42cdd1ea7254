//! Opening hours, minute by minute: every minute of a span is open or it is not.

use super::*;
use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use std::fmt::Write;

/// Shifts of one day, in minutes after midnight; the end is exclusive, 1440 is 24:00.
pub type Shifts = Vec<(u32, u32)>;

#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    pub zone: Tz,
    /// Monday first.
    pub week: [Shifts; 7],
    pub holidays: Vec<NaiveDate>,
    pub special: Vec<(NaiveDate, Shifts)>,
}

fn written(shifts: &Shifts) -> String {
    let time = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let shifts: Vec<String> = shifts.iter().map(|(from, to)| format!("\"{}-{}\"", time(*from), time(*to))).collect();
    format!("[{}]", shifts.join(", "))
}

impl Hours {
    /// Whether the minute that begins at this time is open.
    fn open(&self, time: i64) -> bool {
        let local = DateTime::from_timestamp_millis(time).unwrap().with_timezone(&self.zone);
        let date = local.date_naive();
        let minute = local.hour() * 60 + local.minute();
        let special = self.special.iter().find(|(day, _)| *day == date);
        let shifts = match special {
            Some((_, shifts)) => shifts,
            None if self.holidays.contains(&date) => return false,
            None => &self.week[date.weekday().num_days_from_monday() as usize],
        };
        shifts.iter().any(|(from, to)| (*from..*to).contains(&minute))
    }

    pub fn toml(&self) -> String {
        let mut text = format!("[hours]\ntimezone = \"{}\"\n", self.zone.name());
        for (day, shifts) in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().zip(&self.week) {
            if !shifts.is_empty() {
                writeln!(text, "{day} = {}", written(shifts)).unwrap();
            }
        }
        if !self.holidays.is_empty() {
            let days: Vec<String> = self.holidays.iter().map(|day| format!("\"{day}\"")).collect();
            writeln!(text, "holidays = [{}]", days.join(", ")).unwrap();
        }
        if !self.special.is_empty() {
            text.push_str("[hours.special]\n");
            for (day, shifts) in &self.special {
                writeln!(text, "\"{day}\" = {}", written(shifts)).unwrap();
            }
        }
        text
    }
}

/// The open seconds before every minute from a first one on.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    first: i64,
    open: Vec<bool>,
    before: Vec<i64>,
}

impl Clock {
    pub fn new(hours: &Hours, from: i64, to: i64) -> Clock {
        let first = from.div_euclid(MINUTE);
        let mut clock = Clock { first, ..Clock::default() };
        let mut sum = 0;
        for minute in first..=to.div_euclid(MINUTE) {
            let open = hours.open(minute * MINUTE);
            clock.open.push(open);
            clock.before.push(sum);
            sum += if open { 60 } else { 0 };
        }
        clock
    }

    /// Open seconds before a time; fractions of a second are dropped.
    fn until(&self, time: i64) -> i64 {
        let place = (time.div_euclid(MINUTE) - self.first) as usize;
        let seconds = time.rem_euclid(MINUTE) / SECOND;
        self.before[place] + if self.open[place] { seconds } else { 0 }
    }

    /// The open time from one moment to another, in milliseconds.
    pub fn between(&self, from: i64, to: i64) -> i64 {
        (self.until(to) - self.until(from)) * SECOND
    }
}
