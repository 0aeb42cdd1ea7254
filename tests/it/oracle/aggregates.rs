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
    /// Messages of the same campaign or template are there: they tell everything but what they cost.
    pub only_costs: bool,
}

/// The rows of campaigns and templates that no message has, whose span is over; of others what they cost, where no
/// message and no rate card tells it.
pub fn find(world: &mut World, rows: &[AggregateRow], told: bool, ask: &Ask) {
    let priced = told || !ask.settings.rate_card.is_empty();
    for row in merge::distinct(rows.iter().cloned()) {
        let has = |m: &&story::Message| {
            (!row.campaign.is_empty() && m.row.campaign == row.campaign)
                || (!row.template.is_empty() && m.row.template == row.template)
        };
        let Some(at) = row.since else { continue };
        let only_costs = world.messages.iter().any(|m| has(&m));
        if row.until.is_none_or(|until| until > world.as_of) || only_costs && (priced || row.cost.is_none()) {
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
        world.aggregates.push(Aggregate { row, at, cost, revenue, dimensions, only_costs });
    }
}

type Count = fn(&AggregateRow) -> Option<i64>;

impl World {
    /// Whether any row has both counts.
    pub fn counted(&self, one: Count, other: Count) -> bool {
        self.aggregates.iter().any(|a| one(&a.row).is_some() && other(&a.row).is_some())
    }
}

/// How closely a row names its messages.
fn detail(row: &AggregateRow) -> (u8, bool) {
    let counts = [row.sent, row.delivered, row.read, row.failed, row.replied, row.clicked, row.converted, row.opt_outs];
    let level = match row {
        _ if !row.template.is_empty() => 3,
        _ if !row.campaign.is_empty() => 2,
        _ if !row.country.is_empty() || !row.category.is_empty() => 1,
        _ => 0,
    };
    (level, counts.iter().any(Option::is_some))
}

impl<'a> Slice<'a> {
    /// The rows that know a figure, and of the same days none with less detail than another.
    pub fn aggregates_telling(&self, tells: impl Fn(&AggregateRow) -> bool) -> Vec<&'a Aggregate> {
        self.standing(|a| !a.only_costs && tells(&a.row))
    }

    /// The same for a figure of costs.
    pub fn aggregates_costing(&self, tells: impl Fn(&AggregateRow) -> bool) -> Vec<&'a Aggregate> {
        self.standing(|a| a.row.cost.is_some() && tells(&a.row))
    }

    fn standing(&self, tells: impl Fn(&Aggregate) -> bool) -> Vec<&'a Aggregate> {
        let all = &self.world.aggregates;
        let mut standing: Vec<&'a Aggregate> = vec![];
        for level in (0..4).rev().flat_map(|level| [(level, true), (level, false)]) {
            let of_level = all.iter().filter(|a| detail(&a.row) == level && tells(a));
            let meets = |a: &Aggregate, b: &Aggregate| a.row.since <= b.row.until && b.row.since <= a.row.until;
            let free: Vec<&Aggregate> = of_level.filter(|a| !standing.iter().any(|b| meets(a, b))).collect();
            standing.extend(free);
        }
        standing.into_iter().filter(|a| self.holds(&a.dimensions, a.at)).collect()
    }

    /// The rows that some figure takes.
    pub fn aggregates_of_use(&self) -> Vec<&'a Aggregate> {
        let columns: [Count; 10] = [
            |row| row.sent,
            |row| row.delivered,
            |row| row.read,
            |row| row.failed,
            |row| row.replied,
            |row| row.clicked,
            |row| row.converted,
            |row| row.opt_outs,
            |row| row.cost,
            |row| row.revenue,
        ];
        let sent = [columns[1], columns[3], columns[8]].map(|of| (of, columns[0]));
        let delivered = [2, 4, 5, 6, 7, 8, 9].map(|of| (columns[of], columns[1]));
        let read = [(columns[5], columns[2])];
        let alone = columns.map(|of| (of, of));
        let figures = alone.into_iter().chain(sent).chain(delivered).chain(read);
        let rows = figures
            .flat_map(|(of, among)| self.aggregates_telling(move |row| of(row).is_some() && among(row).is_some()));
        let costs = [columns[8], columns[0], columns[1]];
        rows.chain(costs.into_iter().flat_map(|among| self.aggregates_costing(move |row| among(row).is_some())))
            .collect()
    }

    pub fn aggregate_count(&self, count: Count) -> usize {
        let rows = self.aggregates_telling(|row| count(row).is_some());
        rows.iter().filter_map(|a| count(&a.row)).sum::<i64>() as usize
    }

    /// So many units, so many of them with the property, where a row tells both.
    pub fn aggregate_units(&self, having: Count, all: Count) -> Vec<Unit> {
        let mut units = vec![];
        for aggregate in self.aggregates_telling(|row| having(row).is_some() && all(row).is_some()) {
            if let (Some(having), Some(all)) = (having(&aggregate.row), all(&aggregate.row)) {
                units.extend((0..all).map(|unit| (unit < having, false)));
            }
        }
        units
    }
}
