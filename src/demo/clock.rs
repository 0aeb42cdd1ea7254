//! The shop's time: whole seconds since 1970, written in the ways that exports write them.
//!
//! From April to mid-October Berlin is two hours ahead of UTC throughout.

pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 3600;
pub const DAY: i64 = 86_400;

const BERLIN: i64 = 2 * HOUR;

/// Wednesday 2026-04-01, the first day that the exports know.
pub const FIRST_DAY: i64 = -180;
/// Monday 2026-09-28 00:00 in Berlin: from here on the shop uses the Cloud API.
pub const BEGIN: i64 = 1_790_546_400;
/// Sunday 2026-10-18 22:00 in Berlin: the export is made.
pub const END: i64 = BEGIN + 20 * DAY + 22 * HOUR;

/// A moment of the shop's days, day 0 being the first Monday.
pub fn moment(day: i64, hour: i64, minute: i64) -> i64 {
    BEGIN + day * DAY + hour * HOUR + minute * MINUTE
}

/// Fridays and Mondays on which the shop is closed all the same: 1 May and the counting of the stock on 12 October.
const CLOSED: [i64; 2] = [-150, 14];
/// A Saturday on which it is open: 10 October.
const TEA_DAY: i64 = 12;

/// When agents are at work on a day, in seconds after midnight.
fn shifts(day: i64) -> &'static [(i64, i64)] {
    match day {
        TEA_DAY => &[(10 * HOUR, 14 * HOUR)],
        _ if CLOSED.contains(&day) || day.rem_euclid(7) > 4 => &[],
        _ => &[(9 * HOUR, 12 * HOUR + 30 * MINUTE), (13 * HOUR + 30 * MINUTE, 18 * HOUR)],
    }
}

/// When agents are next at work. During work it is now.
pub fn at_work(time: i64) -> i64 {
    let (day, second) = ((time - BEGIN).div_euclid(DAY), (time - BEGIN).rem_euclid(DAY));
    match shifts(day).iter().find(|(_, end)| second < *end) {
        Some((start, _)) => moment(day, 0, 0) + second.max(*start),
        None => at_work(moment(day + 1, 0, 0)),
    }
}

/// Year, month and day of a number of days since 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

fn date_and_time(time: i64, between: &str) -> String {
    let (year, month, day) = civil(time.div_euclid(DAY));
    let second = time.rem_euclid(DAY);
    let (hour, minute) = (second / HOUR, second % HOUR / MINUTE);
    format!("{year:04}-{month:02}-{day:02}{between}{hour:02}:{minute:02}:{:02}", second % MINUTE)
}

/// `2026-09-29T08:00:01Z`
pub fn utc(time: i64) -> String {
    format!("{}Z", date_and_time(time, "T"))
}

/// `2026-09-29T10:00:01+02:00`
pub fn with_zone(time: i64) -> String {
    format!("{}+02:00", date_and_time(time + BERLIN, "T"))
}

/// `2026-09-29 10:00:01`, as a server writes its own time into its log.
pub fn server_time(time: i64) -> String {
    date_and_time(time + BERLIN, " ")
}
