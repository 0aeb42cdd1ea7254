//! Open intervals of a schedule over some years, with running sums, so that a span takes two searches.
//!
//! Not responsible for what a schedule means beyond its shifts.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};

use super::{Schedule, Shift};
use crate::settings::zoned;

/// The earliest and latest instant that a message can have, in seconds (six bytes of milliseconds).
const REACH: i64 = (1 << 47) / 1_000;

/// Disjoint open intervals in order, in seconds since 1970.
#[derive(Clone, Debug, Default)]
pub struct Intervals {
    starts: Vec<i64>,
    ends: Vec<i64>,
    /// Open seconds before each interval.
    before: Vec<i64>,
}

impl Intervals {
    /// The intervals that touch the span between two instants, perhaps some more.
    pub fn of(schedule: &Schedule, from: i64, to: i64) -> Intervals {
        let day = |second: i64| DateTime::from_timestamp(second, 0).map(|time| time.date_naive());
        // A local day may begin a day before or end a day after the same date in UTC; one more where a day is skipped.
        let first = day(from.max(-REACH)).map(|day| day - TimeDelta::days(2));
        let last = day(to.min(REACH)).map(|day| day + TimeDelta::days(2));
        let mut intervals = Intervals::default();
        let (Some(mut day), Some(last)) = (first, last) else { return intervals };
        let mut found: Vec<(i64, i64)> = Vec::new();
        while day <= last {
            found.extend(schedule.shifts(day).iter().filter_map(|shift| interval(schedule, day, *shift)));
            day += TimeDelta::days(1);
        }
        found.sort_unstable();
        let mut total = 0;
        for (start, end) in found {
            match intervals.ends.last_mut().filter(|last| start <= **last) {
                Some(last) => {
                    total += (end - *last).max(0);
                    *last = end.max(*last);
                }
                None => {
                    intervals.starts.push(start);
                    intervals.ends.push(end);
                    intervals.before.push(total);
                    total += end - start;
                }
            }
        }
        intervals
    }

    /// The open seconds before an instant.
    pub fn open_before(&self, second: i64) -> i64 {
        let begun = self.starts.partition_point(|start| *start < second);
        let Some(last) = begun.checked_sub(1) else { return 0 };
        self.before[last] + second.min(self.ends[last]) - self.starts[last]
    }
}

/// A shift of a day as instants; none where clocks jump over all of it.
fn interval(schedule: &Schedule, day: NaiveDate, shift: Shift) -> Option<(i64, i64)> {
    let local = |minute: u16| day.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
    let start = zoned::instant(schedule.zone, local(shift.from)).div_euclid(1_000);
    let end = zoned::end(schedule.zone, local(shift.to)).div_euclid(1_000);
    (start < end).then_some((start, end))
}
