//! Opening hours as they stand in the file.

use anyhow::Result;
use chrono_tz::Tz;

use super::readable::{As, Table};
use super::sentence::Told;
use super::shape;
use crate::settings::hours::{Hours, Schedule, Shift};

/// The hours of `[hours]`; `timezone` is the one of reports.
pub fn hours(written: Table<shape::Hours>, timezone: Option<Tz>, told: &Told) -> Result<Hours> {
    let shape::Hours { timezone: own, mon, tue, wed, thu, fri, sat, sun, holidays, special } = written.value;
    let shifts = |day: Vec<As<Shift>>| day.into_iter().map(|shift| shift.0).collect::<Vec<_>>();
    let schedule = Schedule {
        zone: own.map(|zone| zone.0).or(timezone).unwrap_or_default(),
        week: [mon, tue, wed, thu, fri, sat, sun].map(shifts),
        holidays: holidays.into_iter().map(|day| day.0).collect(),
        special: special.into_iter().map(|(day, own)| (day.0, shifts(own))).collect(),
    };
    let is_ever_open = schedule.week.iter().chain(schedule.special.values()).any(|shifts| !shifts.is_empty());
    if !is_ever_open {
        return Err(told.error(written.place, "hours: no day is open: expected shifts such as mon = [\"09:00-17:00\"]"));
    }
    Ok(Hours::new(schedule))
}
