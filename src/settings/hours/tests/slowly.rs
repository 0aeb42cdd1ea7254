//! Counting open seconds one by one, with nothing but a clock to look at: compared with the fast way over random weeks.

use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;

use super::super::*;

const MINUTE: i64 = 60;

/// Zones with unlike customs, and a moment in each at which clocks are put forward or back.
const TURNS: [(Tz, &str); 10] = [
    (Tz::UTC, "2026-10-25T01:00:00Z"),
    (Tz::Europe__Berlin, "2026-03-29T01:00:00Z"),
    (Tz::Europe__Berlin, "2026-10-25T01:00:00Z"),
    (Tz::America__Sao_Paulo, "2015-02-22T02:00:00Z"),
    (Tz::America__Sao_Paulo, "2018-11-04T03:00:00Z"),
    (Tz::America__Havana, "2026-11-01T05:00:00Z"),
    (Tz::America__St_Johns, "2010-11-07T02:31:00Z"),
    (Tz::Australia__Lord_Howe, "2026-04-04T15:00:00Z"),
    (Tz::Pacific__Apia, "2011-12-30T10:00:00Z"),
    (Tz::Asia__Kathmandu, "2026-10-25T01:00:00Z"),
];

/// What the clock on the wall shows minute by minute, as if it were UTC. All of these zones are whole minutes off.
struct Wall {
    first: i64,
    shown: Vec<i64>,
}

impl Wall {
    fn watched(zone: Tz, from: i64, to: i64) -> Wall {
        let first = from - from.rem_euclid(MINUTE);
        let local = |second: i64| DateTime::from_timestamp(second, 0).unwrap().with_timezone(&zone).naive_local();
        let shown = (first..to).step_by(MINUTE as usize).map(|second| local(second).and_utc().timestamp()).collect();
        Wall { first, shown }
    }

    /// When the clock first shows a time, or one after it.
    fn reaches(&self, time: i64) -> i64 {
        let place = self.shown.iter().position(|shown| *shown >= time).unwrap_or(self.shown.len());
        self.first + place as i64 * MINUTE
    }

    /// The instant after the clock last shows a time before this one.
    fn leaves(&self, time: i64) -> i64 {
        let place = self.shown.iter().rposition(|shown| *shown < time).map_or(0, |place| place + 1);
        self.first + place as i64 * MINUTE
    }
}

/// The open seconds between two instants in order, one by one.
fn counted(schedule: &Schedule, from: i64, to: i64) -> i64 {
    const DAY: i64 = 86_400;
    let wall = Wall::watched(schedule.zone, from - 5 * DAY, to + 5 * DAY);
    let today = DateTime::from_timestamp(from, 0).unwrap().date_naive();
    let mut open: Vec<(i64, i64)> = Vec::new();
    for day in (-2..(to - from) / DAY + 3).map(|days| today + TimeDelta::days(days)) {
        let midnight = day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp();
        let minute = |minute: u16| midnight + i64::from(minute) * MINUTE;
        let is_closed = schedule.holidays.contains(&day);
        let usual = &schedule.week[day.weekday().num_days_from_monday() as usize];
        let usual = if is_closed { None } else { Some(usual) };
        for shift in schedule.special.get(&day).or(usual).into_iter().flatten() {
            open.push((wall.reaches(minute(shift.from)), wall.leaves(minute(shift.to))));
        }
    }
    (from..to).filter(|second| open.iter().any(|(start, end)| (start..end).contains(&second))).count() as i64
}

fn any_shifts() -> impl Strategy<Value = Vec<Shift>> {
    let shift = (0_u16..96, 1_u16..97)
        .prop_filter_map("an empty shift", |(from, to)| (from < to).then_some(Shift { from: from * 15, to: to * 15 }));
    prop::collection::vec(shift, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_fast_way_counts_what_the_slow_one_counts(
        week in prop::array::uniform7(any_shifts()),
        turn in 0..TURNS.len(),
        begin in -3 * 86_400_000_i64..86_400_000,
        length in 0..4 * 86_400_000_i64,
        holiday in -3..4_i64,
        special in (-3..4_i64, any_shifts()),
    ) {
        let (zone, moment) = TURNS[turn];
        let moment = DateTime::parse_from_rfc3339(moment).unwrap();
        let day = |days: i64| moment.date_naive() + TimeDelta::days(days);
        let schedule = Schedule {
            zone,
            week,
            holidays: [day(holiday)].into(),
            special: [(day(special.0), special.1)].into(),
        };
        let from = moment.timestamp_millis() + begin;
        let to = from + length;
        let slowly = counted(&schedule, from.div_euclid(1_000), to.div_euclid(1_000));
        prop_assert_eq!(Hours::new(schedule).span(from, to), slowly * 1_000);
    }
}
