//! Dimensions: what figures can be broken down by. One entry each.
//!
//! Not responsible for finding a unit's value: that is `facts`' (columns) and `request::period`'s (calendar).

/// The family of dimensions that a KPI knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// What a message tells.
    Message,
    /// What a conversation tells.
    Conversation,
    /// What a wait tells: its conversation's, but the agent who answered, and the kind of author.
    Wait,
    /// What a customer tells.
    Customer,
}

/// What a dimension is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    /// A column of the unit.
    Column(Column),
    /// The KPI's date in the report's zone.
    Calendar(Calendar),
}

/// Dimensions that are columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is documented in DIMENSIONS")]
pub enum Column {
    Campaign,
    Template,
    Variant,
    Category,
    Type,
    Author,
    Agent,
    Team,
    Segment,
    Country,
    Language,
    Business,
}

/// Dimensions that are parts of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is documented in DIMENSIONS")]
pub enum Calendar {
    Hour,
    Weekday,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// A dimension, declared once.
#[derive(Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its name on the command line and in reports.
    pub id: &'static str,
    /// What it is made from.
    pub axis: Axis,
    /// The families that have it; calendar dimensions belong to whatever has a date.
    pub families: &'static [Family],
    /// What it means.
    pub doc: &'static str,
}

use Family::{Conversation as C, Customer as K, Message as M, Wait as W};

const fn column(id: &'static str, column: Column, families: &'static [Family], doc: &'static str) -> Dimension {
    Dimension { id, axis: Axis::Column(column), families, doc }
}

const fn calendar(id: &'static str, calendar: Calendar, doc: &'static str) -> Dimension {
    Dimension { id, axis: Axis::Calendar(calendar), families: &[], doc }
}

/// Every dimension, in the order of help.
pub static DIMENSIONS: &[Dimension] = &[
    column("campaign", Column::Campaign, &[M, C, W], "the campaign; of a conversation the one that began it"),
    column("template", Column::Template, &[M], "the template of the message"),
    column("variant", Column::Variant, &[M], "the arm of an experiment"),
    column("category", Column::Category, &[M], "marketing, utility, authentication or service"),
    column("type", Column::Type, &[M], "what the message is made of: text, image, template, button …"),
    column("author", Column::Author, &[M, W], "customer, agent, bot, automation or campaign; of a wait who ended it"),
    column("agent", Column::Agent, &[M, C, W], "the person; of a wait who answered"),
    column("team", Column::Team, &[M, C, W], "the person's team"),
    column("segment", Column::Segment, &[M, C, W, K], "the customer's segment: contacts, else the messages"),
    column("country", Column::Country, &[M, C, W, K], "the customer's country: its column, else the phone number"),
    column("language", Column::Language, &[M, C, W, K], "the language: its column, else the contact's"),
    column("business", Column::Business, &[M, C, W], "the business number or channel"),
    calendar("hour", Calendar::Hour, "00 to 23"),
    calendar("weekday", Calendar::Weekday, "1 to 7, Monday first"),
    calendar("day", Calendar::Day, "2026-02-28"),
    calendar("week", Calendar::Week, "2026-W05, ISO 8601"),
    calendar("month", Calendar::Month, "2026-02"),
    calendar("quarter", Calendar::Quarter, "2026-Q1"),
    calendar("year", Calendar::Year, "2026"),
];

/// The dimension of an id.
pub fn dimension(id: &str) -> Option<&'static Dimension> {
    DIMENSIONS.iter().find(|dimension| dimension.id == id)
}

impl Dimension {
    /// Whether it is a part of the calendar.
    pub fn is_calendar(&self) -> bool {
        matches!(self.axis, Axis::Calendar(_))
    }
}

/// How a missing value of a dimension is shown.
pub const NO_VALUE: &str = "(none)";

/// What is shown for groups that are too small to be shown (`--min-group`).
pub const SMALL_GROUPS: &str = "(small groups)";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = DIMENSIONS.iter().map(|dimension| dimension.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), DIMENSIONS.len());
    }
}
