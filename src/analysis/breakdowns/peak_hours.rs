//! Peak hours: inbound messages by weekday and hour in the report's zone, as counts and as the mean of such weekdays.

use serde_json::{Map, Value};

use super::{Breakdown, Cell, Cells, Showing, View, row};
use crate::analysis::groups::{ZoneClock, dense};
use crate::dimensions::{Calendar, Family};
use crate::kpis::Section;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "peak_hours", section: Section::Conversations, family: Family::Message, gather, rows };

/// Where the first and the last day with a message are kept.
const DAYS: u64 = 1 << 32;

fn gather(view: &View, cells: &mut Cells) {
    let mut clock = ZoneClock::new(view.request.timezone);
    for &place in &view.messages.messages {
        let found = &view.story.messages[place as usize];
        if !found.inbound || !view.conditions.covers(found.at) {
            continue;
        }
        let value = |column| view.messages.at(place).dimension(column);
        if !view.takes(found.at, value) {
            continue;
        }
        let group = view.group(value);
        let weekday = u64::from(clock.key(Calendar::Weekday, found.at));
        let hour = u64::from(clock.key(Calendar::Hour, found.at));
        cells.add(group, weekday * 24 + hour, [1, 0, 0, 0]);
        cells.add(group, DAYS + u64::from(clock.key(Calendar::Day, found.at)), [1, 0, 0, 0]);
    }
}

fn rows(cells: &[Cell], showing: &Showing) -> Vec<Map<String, Value>> {
    let days: Vec<u64> = days(cells, showing);
    let weekdays = |weekday: u64| days.iter().filter(|&&day| (day + 3) % 7 + 1 == weekday).count() as u64;
    let count = |key: u64| cells.iter().find(|(known, _)| *known == key).map_or(0, |(_, counts)| counts[0]);
    let rows = (1..=7).flat_map(|weekday| (0..24).map(move |hour| (weekday, hour))).map(|(weekday, hour)| {
        let messages = count(weekday * 24 + hour);
        row! {
            "weekday": weekday.to_string(),
            "hour": format!("{hour:02}"),
            "messages": messages,
            "mean": super::part(messages, weekdays(weekday)),
        }
    });
    rows.collect()
}

/// The days of the period; where it has no end, from the first to the last day with a message.
fn days(cells: &[Cell], showing: &Showing) -> Vec<u64> {
    let seen = || cells.iter().filter(|(key, _)| *key >= DAYS).map(|(key, _)| key - DAYS);
    let conditions = showing.conditions;
    let zone = showing.request.timezone;
    let of_bound = |at: Option<i64>| at.and_then(|at| dense(Calendar::Day, Some(at), Some(at), zone).first().copied());
    let first = of_bound(conditions.since).map(u64::from).or_else(|| seen().min());
    let last = of_bound(conditions.until.map(|until| until - 1)).map(u64::from).or_else(|| seen().max());
    match (first, last) {
        (Some(first), Some(last)) => (first..=last).collect(),
        _ => Vec::new(),
    }
}
