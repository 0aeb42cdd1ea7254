//! Peak hours: inbound messages by weekday and hour in the report's zone, as counts and as the mean of such weekdays.

use super::{Breakdown, Cell, Cells, Row, Showing, View, row};
use crate::analysis::groups::{ZoneClock, dense};
use crate::dimensions::{Calendar, Family};
use crate::kpis::Section;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "peak_hours", section: Section::Conversations, family: Family::Message, gather, rows };

/// Days are numbered from a Thursday on.
fn weekday_of(day: u64) -> u64 {
    (day + 3) % 7 + 1
}

fn gather(view: &View, cells: &mut Cells) {
    let mut clock = ZoneClock::new(view.request.timezone);
    // Messages of one customer often follow each other within the hour.
    let (mut last, mut messages) = ((0, 0), 0);
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
        let [day, hour] = [Calendar::Day, Calendar::Hour].map(|part| u64::from(clock.key(part, found.at)));
        let cell = (group, day * 24 + hour);
        if cell != last {
            count(last, std::mem::take(&mut messages), cells);
            last = cell;
        }
        messages += 1;
    }
    count(last, messages, cells);
}

fn count((group, hour): (u32, u64), messages: u64, cells: &mut Cells) {
    if messages > 0 {
        cells.add(group, hour, [messages, 0, 0, 0]);
    }
}

fn rows(cells: &[Cell], showing: &Showing) -> Vec<Row> {
    let days: Vec<u64> = days(cells, showing);
    let weekdays = |weekday: u64| days.iter().filter(|&&day| weekday_of(day) == weekday).count() as u64;
    let counts = by_hour(cells);
    let rows = (1..=7).flat_map(|weekday| (0..24).map(move |hour| (weekday, hour))).map(|(weekday, hour)| {
        let messages = counts[weekday as usize][hour as usize];
        row! {
            "weekday": weekday.to_string(),
            "hour": format!("{hour:02}"),
            "messages": messages,
            "mean": super::part(messages, weekdays(weekday)),
        }
    });
    rows.collect()
}

/// Messages by weekday, 1 to 7, and hour.
fn by_hour(cells: &[Cell]) -> [[u64; 24]; 8] {
    let mut hours = [[0; 24]; 8];
    for (key, [messages, ..]) in cells {
        hours[weekday_of(key / 24) as usize][(key % 24) as usize] += messages;
    }
    hours
}

/// The largest cell and the largest row of the total, in words.
pub(super) fn peak(cells: &[Cell]) -> Option<String> {
    let hours = by_hour(cells);
    let all = || (1..=7).flat_map(|weekday| (0..24).map(move |hour| (weekday, hour)));
    // Of equal ones the earlier.
    let (weekday, hour) = all().rev().max_by_key(|&(weekday, hour): &(usize, usize)| hours[weekday][hour])?;
    let of_day = |weekday: usize| hours[weekday].iter().sum::<u64>();
    let busiest = (1..=7).rev().max_by_key(|&weekday| of_day(weekday))?;
    let messages = hours[weekday][hour];
    let text = format!(
        "peak_hour: weekday {weekday}, {hour:02}:00, {messages} inbound messages; peak_weekday: {busiest}, {}",
        of_day(busiest)
    );
    (messages > 0).then_some(text)
}

/// The days of the period; where it has no end, from the first to the last day with a message.
fn days(cells: &[Cell], showing: &Showing) -> Vec<u64> {
    let seen = || cells.iter().map(|(key, _)| key / 24);
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
