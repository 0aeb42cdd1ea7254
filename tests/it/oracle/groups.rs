//! The period and the groups: which dimensions a KPI knows, which groups occur, which units
//! lie in one.

use super::condition::Condition;
use super::story::{Dimensions, Message, World};
use super::walk::Conversation;
use super::*;
use chrono::{DateTime, Datelike, Timelike};
use std::collections::BTreeSet;

pub const MESSAGE_DIMENSIONS: [&str; 12] = [
    "campaign", "template", "variant", "category", "type", "author", "agent", "team", "segment", "country", "language",
    "business",
];
const CONVERSATION_DIMENSIONS: [&str; 7] = ["campaign", "agent", "team", "segment", "country", "language", "business"];
pub const CALENDAR: [&str; 7] = ["hour", "weekday", "day", "week", "month", "quarter", "year"];

/// The families of kpis.md section 4. `OpenWait` and `OpenConversation` are W and C without the
/// calendar and the period, `DatedCustomer` is K with the calendar; `MessageAndConversation` is a
/// quotient's: what both know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Message,
    Conversation,
    Wait,
    OpenWait,
    OpenConversation,
    Customer,
    DatedCustomer,
    MessageAndConversation,
}

impl Family {
    pub fn knows(self, dimension: &str) -> bool {
        if CALENDAR.contains(&dimension) {
            return !matches!(self, Family::OpenWait | Family::OpenConversation | Family::Customer);
        }
        match self {
            Family::Message => MESSAGE_DIMENSIONS.contains(&dimension),
            Family::Conversation | Family::OpenConversation | Family::MessageAndConversation => {
                CONVERSATION_DIMENSIONS.contains(&dimension)
            }
            Family::Wait | Family::OpenWait => CONVERSATION_DIMENSIONS.contains(&dimension) || dimension == "author",
            Family::Customer | Family::DatedCustomer => ["segment", "country", "language"].contains(&dimension),
        }
    }
}

/// A time's value of a calendar dimension.
pub fn calendar(ask: &Ask, dimension: &str, time: i64) -> String {
    let local = DateTime::from_timestamp_millis(time).unwrap().with_timezone(&ask.zone);
    match dimension {
        "hour" => format!("{:02}", local.hour()),
        "weekday" => local.weekday().number_from_monday().to_string(),
        "day" => local.format("%Y-%m-%d").to_string(),
        "week" => format!("{}-W{:02}", local.iso_week().year(), local.iso_week().week()),
        "month" => local.format("%Y-%m").to_string(),
        "quarter" => format!("{}-Q{}", local.year(), local.month0() / 3 + 1),
        "year" => local.year().to_string(),
        _ => panic!("{dimension} is no calendar dimension"),
    }
}

/// One group of a report: the units of the period that have these values.
pub struct Slice<'a> {
    pub world: &'a World,
    pub ask: &'a Ask,
    pub by: &'a [(String, String)],
}

impl<'a> Slice<'a> {
    pub fn in_period(&self, date: i64) -> bool {
        self.ask.since.is_none_or(|since| date >= since) && self.ask.until.is_none_or(|until| date < until)
    }

    /// Whether a unit has the group's values, its date in the calendar where it has one.
    fn in_group(&self, dimensions: &Dimensions, date: Option<i64>) -> bool {
        let wanted = |condition: &Condition| condition.holds(self.ask, dimensions, date);
        self.ask.condition.as_ref().is_none_or(wanted)
            && self.by.iter().all(|(dimension, value)| match (dimensions.get(dimension.as_str()), date) {
                (Some(own), _) => own == value,
                (None, Some(date)) if CALENDAR.contains(&dimension.as_str()) => {
                    calendar(self.ask, dimension, date) == *value
                }
                _ => false,
            })
    }

    /// A dated unit of the selection.
    pub fn holds(&self, dimensions: &Dimensions, date: i64) -> bool {
        self.in_period(date) && self.in_group(dimensions, Some(date))
    }

    /// A unit that belongs to no period.
    pub fn holds_undated(&self, dimensions: &Dimensions) -> bool {
        self.in_group(dimensions, None)
    }

    /// The messages of the selection, inbound and outbound, by their place in the world.
    pub fn messages(&self, wanted: impl Fn(&Message) -> bool) -> Vec<usize> {
        (0..self.world.messages.len())
            .filter(|i| {
                let m = &self.world.messages[*i];
                !m.event && wanted(m) && self.holds(&m.dimensions, m.at)
            })
            .collect()
    }

    /// The conversations that started in the selection.
    pub fn conversations(&self) -> Vec<&'a Conversation> {
        let all = self.world.conversations.iter();
        all.filter(|c| self.holds(&c.dimensions, c.start)).collect()
    }
}

/// The values of every group that occurs for any KPI, in the order of the dimensions asked.
pub fn occurring(world: &World, ask: &Ask) -> BTreeSet<Vec<String>> {
    let everything = Slice { world, ask, by: &[] };
    let mut groups = BTreeSet::new();
    let mut dates = vec![];
    for unit in units::all(&everything) {
        let here = match unit.date {
            Some(date) => everything.holds(&unit.dimensions, date),
            None => everything.holds_undated(&unit.dimensions),
        };
        if !here || !ask.known_to(unit.family) {
            continue;
        }
        dates.extend(unit.date);
        let value = |dimension: &String| match unit.dimensions.get(dimension.as_str()) {
            Some(value) => value.clone(),
            None => calendar(ask, dimension, unit.date.unwrap()),
        };
        groups.insert(ask.by.iter().map(value).collect());
    }
    if let [only] = ask.by.as_slice()
        && CALENDAR.contains(&only.as_str())
    {
        groups.extend(dense(ask, only, &dates).into_iter().map(|value| vec![value]));
    }
    groups
}

/// A single calendar dimension has all its values.
fn dense(ask: &Ask, dimension: &str, dates: &[i64]) -> BTreeSet<String> {
    match dimension {
        "hour" => return (0..24).map(|hour| format!("{hour:02}")).collect(),
        "weekday" => return (1..8).map(|weekday| weekday.to_string()).collect(),
        _ => {}
    }
    let first = ask.since.or(dates.iter().min().copied());
    let last = ask.until.map(|until| until - 1).or(dates.iter().max().copied());
    let (Some(first), Some(last)) = (first, last) else { return BTreeSet::new() };
    let mut values = BTreeSet::new();
    let mut time = first;
    while time <= last {
        values.insert(calendar(ask, dimension, time));
        time += HOUR;
    }
    if first <= last {
        values.insert(calendar(ask, dimension, last));
    }
    values
}
