//! Counts that somebody else made: rows of units without names, added to those of messages.

use super::groups::{MESSAGE_DIMENSIONS, Slice};
use super::measure::Unit;
use super::money::Money;
use super::rows::AggregateRow;
use super::story::{Dimensions, World, or_none};
use super::*;

#[derive(Clone, Debug)]
pub struct Aggregate {
    pub row: AggregateRow,
    pub at: i64,
    pub cost: Option<Money>,
    pub revenue: Option<Money>,
    pub dimensions: Dimensions,
}

/// The rows of campaigns and templates that no message has, whose span is over.
pub fn find(world: &mut World, rows: &[AggregateRow], ask: &Ask) {
    for row in merge::distinct(rows.iter().cloned()) {
        let has = |m: &&story::Message| {
            (!row.campaign.is_empty() && m.row.campaign == row.campaign)
                || (!row.template.is_empty() && m.row.template == row.template)
        };
        let Some(at) = row.since else { continue };
        if row.until.is_none_or(|until| until > world.as_of) || world.messages.iter().any(|m| has(&m)) {
            continue;
        }
        let none = MESSAGE_DIMENSIONS.iter().map(|dimension| (*dimension, "(none)".to_string()));
        let mut dimensions: Dimensions = none.collect();
        dimensions.insert("template", or_none(&row.template));
        dimensions.insert("campaign", or_none(&row.campaign));
        dimensions.insert("country", or_none(&row.country));
        dimensions.insert("category", or_none(&row.category));
        let money = |amount: Option<i64>| amount.map(|a| Money::new(a, &row.currency).converted(&ask.settings));
        let (cost, revenue) = (money(row.cost), money(row.revenue));
        world.aggregates.push(Aggregate { row, at, cost, revenue, dimensions });
    }
}

type Count = fn(&AggregateRow) -> Option<i64>;

impl World {
    /// Whether any row has both counts.
    pub fn counted(&self, one: Count, other: Count) -> bool {
        self.aggregates.iter().any(|a| one(&a.row).is_some() && other(&a.row).is_some())
    }
}

impl<'a> Slice<'a> {
    pub fn aggregates(&self) -> Vec<&'a Aggregate> {
        self.world.aggregates.iter().filter(|a| self.holds(&a.dimensions, a.at)).collect()
    }

    pub fn aggregate_count(&self, count: Count) -> usize {
        self.aggregates().iter().filter_map(|a| count(&a.row)).sum::<i64>() as usize
    }

    /// So many units, so many of them with the property, where a row tells both.
    pub fn aggregate_units(&self, having: Count, all: Count) -> Vec<Unit> {
        let mut units = vec![];
        for aggregate in self.aggregates() {
            if let (Some(having), Some(all)) = (having(&aggregate.row), all(&aggregate.row)) {
                units.extend((0..all).map(|unit| (unit < having, false)));
            }
        }
        units
    }
}
