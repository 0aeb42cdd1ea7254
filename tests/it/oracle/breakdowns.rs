//! The breakdowns of kpis.md section 3, as rows of named cells; columns as cli.md lists them.

use super::delivery::unreachable;
use super::groups::{CALENDAR, Slice};
use super::links::Link;
use super::story::{World, or_none};
use super::{Ask, DAY, HOUR, consent, engagement, groups, optout};
use chrono::{DateTime, Datelike, Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    Flag(bool),
    Empty,
}

pub type Row = BTreeMap<&'static str, Cell>;

fn text(value: &str) -> Cell {
    Cell::Text(value.to_string())
}

fn number(value: usize) -> Cell {
    Cell::Number(value as f64)
}

fn share(part: usize, whole: usize) -> Cell {
    if whole == 0 { Cell::Empty } else { Cell::Number(part as f64 / whole as f64) }
}

/// The groups that have breakdowns of their own beside the total: those of one dimension.
pub fn groups(world: &World, ask: &Ask) -> Vec<Vec<(String, String)>> {
    let mut all = vec![vec![]];
    let calendar = ask.by.iter().any(|dimension| CALENDAR.contains(&dimension.as_str()));
    if ask.by.len() == 1 && !calendar {
        for values in groups::occurring(world, ask) {
            all.push(ask.by.iter().cloned().zip(values).collect());
        }
    }
    all
}

/// Outbound messages that failed, by error code.
pub fn failures(slice: &Slice) -> Vec<Row> {
    let failed = slice.messages(|m| m.is_outbound() && m.failed());
    let code = |i: &usize| slice.world.messages[*i].row.error_code;
    let codes: BTreeSet<Option<i64>> = failed.iter().map(code).collect();
    codes
        .into_iter()
        .map(|wanted| {
            let messages = failed.iter().filter(|i| code(i) == wanted).count();
            Row::from([
                ("code", wanted.map_or(Cell::Empty, |code| Cell::Number(code as f64))),
                ("class", text(class(wanted))),
                ("messages", number(messages)),
                ("share", share(messages, failed.len())),
            ])
        })
        .collect()
}

fn class(code: Option<i64>) -> &'static str {
    match code {
        code if unreachable(code) => "unreachable",
        Some(131047) => "window closed",
        Some(131049) => "frequency cap",
        Some(131050) => "opted out",
        Some(130472) => "experiment",
        _ => "unknown",
    }
}

/// All taps, those in bot menus and opt-outs too, by payload or title. They belong to the
/// outreach that they answer, where there is any.
pub fn buttons(slice: &Slice) -> Vec<Row> {
    let world = slice.world;
    let mut taps: BTreeMap<(String, bool), Vec<usize>> = BTreeMap::new();
    for (i, tap) in world.messages.iter().enumerate().filter(|(_, m)| m.inbound && !m.event && m.is_tap()) {
        let answers = |link: &&Link| {
            let target = &world.messages[link.target];
            link.inbound == i && target.outreach && target.reached() && world.link_within(link, world.windows.click)
        };
        let target = world.links.iter().find(answers).map(|link| &world.messages[link.target]);
        let dated = target.unwrap_or(tap);
        if !slice.holds(&dated.dimensions, dated.at) {
            continue;
        }
        let name = or_none(&tap.row.button);
        taps.entry((name, tap.opt_out_word)).or_default().push(tap.customer);
    }
    taps.into_iter()
        .map(|((name, opt_out), by)| {
            let recipients: BTreeSet<&usize> = by.iter().collect();
            Row::from([
                ("button", text(&name)),
                ("taps", number(by.len())),
                ("recipients", number(recipients.len())),
                ("opt_out", Cell::Flag(opt_out)),
            ])
        })
        .collect()
}

/// Outreach by the rating that it was sent under.
pub fn quality(slice: &Slice) -> Vec<Row> {
    let ratings: Vec<String> = slice
        .messages(|m| m.outreach)
        .into_iter()
        .map(|i| consent::rating(slice.world, &slice.world.messages[i]))
        .filter(|rating| !rating.is_empty())
        .collect();
    ratings
        .iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|rating| {
            let messages = ratings.iter().filter(|other| *other == rating).count();
            let part = share(messages, ratings.len());
            Row::from([("rating", text(rating)), ("messages", number(messages)), ("share", part)])
        })
        .collect()
}

/// Pauses, disablings and rejections in the period.
pub fn template_events(slice: &Slice) -> Vec<Row> {
    let events = slice.world.templates.iter().filter(|row| {
        ["paused", "disabled", "rejected"].contains(&row.event.as_str()) && row.at.is_some_and(|at| slice.in_period(at))
    });
    let or_empty = |value: &str| if value.is_empty() { Cell::Empty } else { text(value) };
    events
        .map(|row| {
            Row::from([
                ("template", or_empty(&row.template)),
                ("business", or_empty(&row.business)),
                ("event", text(&row.event)),
                ("rating", or_empty(&row.rating)),
            ])
        })
        .collect()
}

/// The n-th delivered marketing message of a customer in 30 days, and what became of it.
pub fn fatigue(slice: &Slice) -> Vec<Row> {
    let world = slice.world;
    let reads = world.known.reads;
    let mut by_nth: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in slice.messages(|m| m.marketing && m.reached()) {
        let m = &world.messages[i];
        let earlier = (0..world.messages.len()).filter(|other| {
            let o = &world.messages[*other];
            o.customer == m.customer
                && o.marketing
                && o.reached()
                && world.order(*other) < world.order(i)
                && world.within(m.customer, o.at, m.at, 30 * DAY)
        });
        by_nth.entry(1 + earlier.count()).or_default().push(i);
    }
    by_nth
        .into_iter()
        .map(|(nth, messages)| {
            let recipients = |has: &dyn Fn(usize) -> bool| {
                let having = messages.iter().copied().filter(|i| has(*i));
                having.map(|i| world.messages[i].customer).collect::<BTreeSet<usize>>().len()
            };
            let all = recipients(&|_| true);
            let opened = recipients(&|i| world.messages[i].state == super::merge::State::Read);
            let replied = recipients(&|i| world.replies(i, world.windows.reply).next().is_some());
            let left = recipients(&|i| world.opt_outs.iter().any(|event| event.message == Some(i)));
            Row::from([
                ("nth", number(nth)),
                ("recipients", number(all)),
                ("opened", if reads { number(opened) } else { Cell::Empty }),
                ("replied", number(replied)),
                ("opted_out", number(left)),
                ("open_rate", if reads { share(opened, all) } else { Cell::Empty }),
                ("reply_rate", share(replied, all)),
                ("opt_out_rate", share(left, all)),
            ])
        })
        .collect()
}

/// Inbound messages by weekday and hour, and their mean over the weekdays of the period.
pub fn peak_hours(slice: &Slice) -> Vec<Row> {
    let world = slice.world;
    let received = slice.messages(|m| m.inbound);
    if received.is_empty() {
        return vec![];
    }
    let dates: BTreeSet<NaiveDate> = days_of_period(slice);
    let mut rows = vec![];
    for weekday in 1..=7 {
        let days = dates.iter().filter(|date| date.weekday().number_from_monday() == weekday).count();
        for hour in 0..24 {
            let cell = |name: &str, time: i64| groups::calendar(slice.ask, name, time);
            let messages = received
                .iter()
                .map(|i| world.messages[*i].at)
                .filter(|at| cell("weekday", *at) == weekday.to_string() && cell("hour", *at) == format!("{hour:02}"))
                .count();
            rows.push(Row::from([
                ("weekday", text(&weekday.to_string())),
                ("hour", text(&format!("{hour:02}"))),
                ("messages", number(messages)),
                ("mean", share(messages, days)),
            ]));
        }
    }
    rows
}

/// The days from since to until, or from the first to the last day with an inbound message.
fn days_of_period(slice: &Slice) -> BTreeSet<NaiveDate> {
    let world = slice.world;
    let everything = Slice { by: &[], ..*slice };
    let times: Vec<i64> = everything.messages(|m| m.inbound).into_iter().map(|i| world.messages[i].at).collect();
    let first = slice.ask.since.or(times.iter().min().copied());
    let last = slice.ask.until.map(|until| until - 1).or(times.iter().max().copied());
    let (Some(first), Some(last)) = (first, last) else { return BTreeSet::new() };
    let day = |time: i64| DateTime::from_timestamp_millis(time).unwrap().with_timezone(&slice.ask.zone).date_naive();
    let hours = (0..=(last - first).max(0) / HOUR).map(|hour| day(first + hour * HOUR));
    if first > last { BTreeSet::new() } else { hours.chain([day(last)]).collect() }
}

/// How many flows came to each step, and how many ended there without finishing.
pub fn steps(slice: &Slice) -> Vec<Row> {
    let world = slice.world;
    let mut reached: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for c in slice.conversations().into_iter().filter(|c| world.is_flow(c)) {
        let steps: Vec<&str> =
            c.members.iter().map(|i| world.messages[*i].row.step.trim()).filter(|step| !step.is_empty()).collect();
        for step in steps.iter().collect::<BTreeSet<_>>() {
            reached.entry(step.to_string()).or_default().0 += 1;
        }
        if !world.finished(c) && world.silent(c) {
            reached.entry(steps.last().unwrap().to_string()).or_default().1 += 1;
        }
    }
    reached
        .into_iter()
        .map(|(step, (reached, left))| {
            Row::from([
                ("step", text(&step)),
                ("reached", number(reached)),
                ("left", number(left)),
                ("share_left", share(left, reached)),
            ])
        })
        .collect()
}

/// Recipients of outreach: sent, delivered, read, engaged, converted.
pub fn funnel(slice: &Slice) -> Vec<Row> {
    let world = slice.world;
    let sent = slice.messages(|m| m.outreach);
    let delivered = slice.messages(|m| m.outreach && m.reached());
    let count = |messages: Vec<usize>| engagement::distinct_recipients(slice, &messages).len();
    let of_delivered = |has: &dyn Fn(usize) -> bool| count(delivered.iter().copied().filter(|i| has(*i)).collect());
    let engaged = |i: usize| {
        let clicked = world.taps(i).next().is_some() || world.link_clicks(i) > 0;
        clicked || world.replies(i, world.windows.click).next().is_some() || world.reactions(i) > 0
    };
    let converted = |i: usize| world.touches.iter().any(|touch| touch.target == super::touches::Target::Message(i));
    let mut counts = vec![
        ("sent", count(sent)),
        ("delivered", count(delivered.clone())),
        ("read", of_delivered(&|i| world.messages[i].state == super::merge::State::Read)),
        ("engaged", of_delivered(&engaged)),
        ("converted", of_delivered(&converted)),
    ];
    counts.retain(|(step, _)| *step != "read" || world.known.reads);
    counts.retain(|(step, _)| *step != "converted" || world.known.orders);
    if counts[0].1 == 0 {
        return vec![];
    }
    let mut rows = vec![];
    for (place, (step, recipients)) in counts.iter().enumerate() {
        let before = counts[place.saturating_sub(1)].1;
        rows.push(Row::from([
            ("step", text(step)),
            ("recipients", number(*recipients)),
            ("share_of_first", share(*recipients, counts[0].1)),
            ("share_of_previous", share(*recipients, before)),
        ]));
    }
    rows
}

/// Customers by the month of their first inbound message, and who wrote in each later month; what
/// the month of as_of brings is not known yet.
pub fn cohorts(slice: &Slice) -> Vec<Row> {
    let world = slice.world;
    let month = |time: i64| groups::calendar(slice.ask, "month", time);
    let mut months: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (customer, at) in super::loyalty::visits(world) {
        if slice.holds_undated(&optout::of_contact(world, customer)) {
            months.entry(customer).or_default().insert(month(at));
        }
    }
    let cohorts: BTreeSet<&String> = months.values().filter_map(|months| months.first()).collect();
    let mut rows = vec![];
    for cohort in cohorts {
        let members: Vec<&BTreeSet<String>> = months.values().filter(|months| months.first() == Some(cohort)).collect();
        let begin: NaiveDate = format!("{cohort}-01").parse().unwrap();
        for age in 0.. {
            let now = begin.checked_add_months(Months::new(age)).unwrap().format("%Y-%m").to_string();
            if now > month(world.as_of) {
                break;
            }
            let active = members.iter().filter(|months| months.contains(&now)).count();
            let over = now < month(world.as_of);
            rows.push(Row::from([
                ("cohort", text(cohort)),
                ("age", number(age as usize)),
                ("customers", number(members.len())),
                ("active", if over { number(active) } else { Cell::Empty }),
                ("share", if over { share(active, members.len()) } else { Cell::Empty }),
            ]));
        }
    }
    rows
}
