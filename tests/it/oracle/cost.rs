//! Section *cost*: at what price?

use super::groups::Slice;
use super::measure::{Measured, share};
use super::measure_money::{major, per_unit, quotient, total};
use super::money::{Money, sum};
use super::outcome::{amounts, firsts, purchases, touches, weight};
use super::rows::AggregateRow;
use super::story::Message;
use super::touches::WHOLE;
use std::collections::BTreeSet;

pub const IDS: &[&str] = &[
    "spend",
    "cost_per_message",
    "cost_per_delivered_message",
    "cost_per_click",
    "cost_per_reply",
    "cost_per_conversation",
    "cost_per_lead",
    "cost_per_conversion",
    "cost_per_acquisition",
    "cost_per_resolution",
    "roas",
    "roi",
    "free_message_share",
];

/// What is divided by and what KPI it stands for knows only where its input is loaded.
pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let costs: Vec<Money> =
        slice.messages(|m| m.cost.is_some()).into_iter().filter_map(|i| world.messages[i].cost.clone()).collect();
    let pieces: Vec<_> = world.spend.iter().filter(|piece| slice.holds(&piece.dimensions, piece.date)).collect();
    let rows: BTreeSet<usize> = pieces.iter().map(|piece| piece.row).collect();
    let mut spent = costs.clone();
    spent.extend(pieces.iter().map(|piece| piece.money.clone()));

    let aggregates = slice.aggregates_costing(|_| true);
    spent.extend(aggregates.iter().filter_map(|aggregate| aggregate.cost.clone()));
    let carriers = costs.len() + rows.len() + aggregates.len();

    let delivered = slice.messages(|m| m.outreach && m.reached());
    let mut clicks: usize = delivered.iter().map(|i| world.link_clicks(*i) + world.taps(*i).count()).sum();
    clicks += slice.aggregate_count(|row| row.clicked);
    let mut replies: usize = delivered.iter().map(|i| world.replies(*i, world.windows.reply).count()).sum();
    replies += slice.aggregate_count(|row| row.replied);
    let resolved = world.conversations.iter().filter(|c| {
        let resolve = world.resolve(c);
        resolve.is_some_and(|resolve| resolve.events.iter().any(|at| slice.holds(&c.dimensions, *at)))
    });
    let here = touches(slice);
    let weighed = |touches: &[&super::touches::Touch]| weight(touches) as f64 / WHOLE as f64;
    let per = |kpi: &str, units: f64| per_unit(kpi, &spent, units, 0);
    let mut earned = amounts(&purchases(world, &here));
    let counted = slice.aggregates_telling(|row| row.revenue.is_some());
    earned.extend(counted.iter().filter_map(|aggregate| aggregate.revenue.clone()));
    let revenue = sum(&earned).map(|revenue| (major(revenue.amount), revenue.currency));
    let spend = sum(&spent).map(|spend| (major(spend.amount), spend.currency));
    let margin = slice.ask.settings.margin.map_or(1.0, major);
    let gain = match (&revenue, &spend) {
        (Some((revenue, one)), Some((spend, other))) if one == other || one.is_empty() || other.is_empty() => {
            Some((revenue * margin - spend, other.clone()))
        }
        _ => None,
    };
    let no_orders = !world.known.orders;
    let conversions_told = world.counted(|row| row.converted, |row| row.converted);
    let revenue_told = world.counted(|row| row.revenue, |row| row.revenue);
    let converted = slice.aggregate_count(|row| row.converted);

    vec![
        total("spend", &spent, carriers, 0),
        per_message(slice, "cost_per_message", |m| m.is_outbound(), |row| row.sent),
        per_message(slice, "cost_per_delivered_message", |m| m.is_outbound() && m.delivered(), |row| row.delivered),
        per("cost_per_click", clicks as f64),
        per("cost_per_reply", replies as f64),
        per("cost_per_conversation", slice.conversations().len() as f64),
        per("cost_per_lead", weighed(&firsts(world, &here, "lead"))).unless(no_orders),
        per("cost_per_conversion", weighed(&here) + converted as f64).unless(no_orders && !conversions_told),
        per("cost_per_acquisition", weighed(&firsts(world, &here, "purchase"))).unless(no_orders),
        per("cost_per_resolution", resolved.count() as f64).unless(!world.known.resolutions),
        quotient("roas", revenue, spend.clone()).unless(no_orders && !revenue_told),
        quotient("roi", gain, spend).unless(no_orders && !revenue_told),
        free_share(slice),
    ]
    .into_iter()
    .map(|measured| {
        let needless = measured.kpi == "free_message_share";
        measured.unless(!world.known.costs && !needless)
    })
    .collect()
}

/// The costs of outbound messages over those with a known cost; of the second KPI, all costs over
/// the delivered ones.
fn per_message(
    slice: &Slice,
    kpi: &str,
    counts: impl Fn(&Message) -> bool,
    told: fn(&AggregateRow) -> Option<i64>,
) -> Measured {
    let world = slice.world;
    let paid = slice.messages(|m| m.is_outbound() && m.cost.is_some());
    let mut units = paid.iter().filter(|i| counts(&world.messages[**i])).count();
    let mut costs: Vec<Money> = paid.iter().filter_map(|i| world.messages[*i].cost.clone()).collect();
    for aggregate in slice.aggregates_costing(|row| told(row).is_some()) {
        if let (Some(cost), Some(messages)) = (&aggregate.cost, told(&aggregate.row)) {
            costs.push(cost.clone());
            units += messages as usize;
        }
    }
    per_unit(kpi, &costs, units as f64, 0)
}

fn free_share(slice: &Slice) -> Measured {
    let billed = |m: &Message| m.row.billable.or(m.row.cost.map(|cost| cost > 0));
    let units: Vec<_> = slice
        .messages(|m| m.is_outbound() && m.delivered() && billed(m).is_some())
        .into_iter()
        .map(|i| (billed(&slice.world.messages[i]) == Some(false), false))
        .collect();
    share("free_message_share", &units, false)
}
