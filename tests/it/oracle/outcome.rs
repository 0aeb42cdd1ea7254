//! Section *outcome*: does it pay off?

use super::engagement::distinct_recipients;
use super::groups::Slice;
use super::measure::{Duration, Measured, Unit, share, times};
use super::measure_money::{per_unit, total, weighed};
use super::money::Money;
use super::orders::Order;
use super::story::World;
use super::touches::{Target, Touch, WHOLE};
use std::collections::BTreeSet;

pub const IDS: &[&str] = &[
    "conversions",
    "conversion_rate",
    "conversation_conversion_rate",
    "leads",
    "revenue",
    "revenue_per_message",
    "revenue_per_recipient",
    "average_order_value",
    "time_to_convert*",
];

/// The parts of orders that belong to the selection.
pub fn touches<'a>(slice: &Slice<'a>) -> Vec<&'a Touch> {
    slice.world.touches.iter().filter(|touch| slice.holds(&touch.dimensions, touch.date)).collect()
}

/// Whether an order is its customer's first of that kind.
pub fn is_first(world: &World, order: usize) -> bool {
    let own: &Order = &world.orders[order];
    let same = |other: &Order| other.customer == own.customer && other.kind == own.kind;
    world.orders.iter().position(same) == Some(order)
}

pub fn weight(touches: &[&Touch]) -> i64 {
    touches.iter().map(|touch| touch.weight).sum()
}

pub fn purchases<'a>(world: &World, touches: &[&'a Touch]) -> Vec<&'a Touch> {
    touches.iter().copied().filter(|touch| world.orders[touch.order].is_purchase()).collect()
}

pub fn amounts(touches: &[&Touch]) -> Vec<Money> {
    touches.iter().filter_map(|touch| touch.money.clone()).collect()
}

pub fn firsts<'a>(world: &World, touches: &[&'a Touch], kind: &str) -> Vec<&'a Touch> {
    let first = |touch: &&Touch| world.orders[touch.order].kind == kind && is_first(world, touch.order);
    touches.iter().copied().filter(first).collect()
}

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let mature = slice.ask.mature;
    let window = world.windows.conversion;
    let is_young = |date: i64| date + window > world.as_of;
    let here = touches(slice);
    let young = |touches: &[&Touch]| touches.iter().filter(|touch| is_young(touch.date)).count();
    let counted = |touches: &[&'_ Touch]| -> Vec<Touch> {
        touches.iter().filter(|touch| !(mature && is_young(touch.date))).map(|touch| (*touch).clone()).collect()
    };
    let weights = |touches: &[Touch]| touches.iter().map(|touch| touch.weight).sum::<i64>();

    let leads = firsts(world, &here, "lead");
    let bought = purchases(world, &here);
    let paid: Vec<Touch> = counted(&bought);
    let money: Vec<Money> = paid.iter().filter_map(|touch| touch.money.clone()).collect();
    let valued = bought.iter().copied().filter(|touch| touch.money.is_some()).collect::<Vec<_>>();

    let no_orders = !world.known.orders;
    let told = world.counted(|row| row.converted, |row| row.converted);
    let rate_told = world.counted(|row| row.converted, |row| row.delivered);
    let revenue_told = world.counted(|row| row.revenue, |row| row.delivered);
    let converted = slice.aggregate_count(|row| row.converted) as i64;
    let mut revenue = money.clone();
    revenue.extend(
        slice.aggregates_telling(|row| row.revenue.is_some()).iter().filter_map(|aggregate| aggregate.revenue.clone()),
    );
    let mut all = vec![
        weighed("conversions", weights(&counted(&here)) + converted * WHOLE, young(&here)).unless(no_orders && !told),
        conversion_rate(slice).unless(no_orders && !rate_told),
        conversation_conversion_rate(slice),
        weighed("leads", weights(&counted(&leads)), young(&leads)),
        total("revenue", &revenue, revenue.len(), young(&valued)).unless(no_orders && !revenue_told),
        revenue_per_message(slice, &bought).unless(no_orders && !revenue_told),
        revenue_per_recipient(slice, &bought),
        per_unit("average_order_value", &money, weights(&paid) as f64 / WHOLE as f64, young(&bought)),
    ];
    all.extend(times("time_to_convert", &times_to_convert(slice), mature));
    let counted = ["conversions", "conversion_rate", "revenue", "revenue_per_message"];
    let missing = |measured: &Measured| no_orders && !counted.contains(&measured.kpi.as_str());
    all.into_iter()
        .map(|measured| {
            let none = missing(&measured);
            measured.unless(none)
        })
        .collect()
}

fn recipient(world: &World, i: usize) -> (String, usize) {
    (world.messages[i].row.campaign.clone(), world.messages[i].customer)
}

/// The recipients of some messages, and whether the window of one of their messages is not over.
fn recipients(slice: &Slice, messages: &[usize]) -> Vec<((String, usize), bool)> {
    let world = slice.world;
    let young = |i: &usize| world.messages[*i].at + world.windows.conversion > world.as_of;
    distinct_recipients(slice, messages)
        .into_iter()
        .map(|who| {
            let immature = messages.iter().filter(|i| recipient(world, **i) == who).any(young);
            (who, immature)
        })
        .collect()
}

fn delivered(slice: &Slice) -> Vec<usize> {
    slice.messages(|m| m.outreach && m.reached())
}

fn conversion_rate(slice: &Slice) -> Measured {
    let world = slice.world;
    let delivered = delivered(slice);
    let converted: BTreeSet<(String, usize)> = world
        .touches
        .iter()
        .filter_map(|touch| match touch.target {
            Target::Message(i) if delivered.contains(&i) => Some(recipient(world, i)),
            _ => None,
        })
        .collect();
    let mut units: Vec<Unit> =
        recipients(slice, &delivered).into_iter().map(|(who, young)| (converted.contains(&who), young)).collect();
    units.extend(slice.aggregate_units(|row| row.converted, |row| row.delivered));
    share("conversion_rate", &units, slice.ask.mature)
}

/// The conversation that an order belongs to: the one it names, else the latest begun within the
/// window before it.
fn conversation_of(world: &World, order: &Order) -> Option<usize> {
    let begun_before = (0..world.conversations.len()).filter(|c| {
        let c = &world.conversations[*c];
        c.customer == order.customer && world.within(c.customer, c.start, order.at, world.windows.conversion)
    });
    world.named_conversation(order).or_else(|| begun_before.max_by_key(|c| world.begun(*c)))
}

fn conversation_conversion_rate(slice: &Slice) -> Measured {
    let world = slice.world;
    let with_order: BTreeSet<usize> = world.orders.iter().filter_map(|order| conversation_of(world, order)).collect();
    let mut units: Vec<Unit> = vec![];
    for (place, c) in world.conversations.iter().enumerate() {
        if slice.holds(&c.dimensions, c.start) {
            let marked = c
                .row
                .as_ref()
                .is_some_and(|row| row.converted == Some(true) && world.outcome_time(row, c) <= world.as_of);
            let young = world.latest_message(c) + world.windows.conversion > world.as_of;
            units.push((marked || with_order.contains(&place), young));
        }
    }
    share("conversation_conversion_rate", &units, slice.ask.mature)
}

fn revenue_per_message(slice: &Slice, bought: &[&Touch]) -> Measured {
    let world = slice.world;
    let young = |i: usize| world.messages[i].at + world.windows.conversion > world.as_of;
    let skip = |i: usize| slice.ask.mature && young(i);
    let messages = delivered(slice);
    let mut units = messages.iter().filter(|i| !skip(**i)).count();
    let mut money: Vec<Money> = bought
        .iter()
        .filter(|touch| matches!(touch.target, Target::Message(i) if !skip(i)))
        .filter_map(|touch| touch.money.clone())
        .collect();
    for aggregate in slice.aggregates_telling(|row| row.revenue.is_some() && row.delivered.is_some()) {
        if let (Some(revenue), Some(delivered)) = (&aggregate.revenue, aggregate.row.delivered) {
            money.push(revenue.clone());
            units += delivered as usize;
        }
    }
    per_unit("revenue_per_message", &money, units as f64, messages.iter().filter(|i| young(**i)).count())
}

fn revenue_per_recipient(slice: &Slice, bought: &[&Touch]) -> Measured {
    let world = slice.world;
    let everyone = recipients(slice, &delivered(slice));
    let young = |i: usize| world.messages[i].at + world.windows.conversion > world.as_of;
    let skipped: Vec<&(String, usize)> =
        everyone.iter().filter(|(_, young)| slice.ask.mature && *young).map(|(who, _)| who).collect();
    let skip = |i: usize| slice.ask.mature && young(i) || skipped.contains(&&recipient(world, i));
    let money: Vec<Money> = bought
        .iter()
        .filter(|touch| matches!(touch.target, Target::Message(i) if !skip(i)))
        .filter_map(|touch| touch.money.clone())
        .collect();
    let immature = everyone.iter().filter(|(_, young)| *young).count();
    per_unit("revenue_per_recipient", &money, (everyone.len() - skipped.len()) as f64, immature)
}

/// From its last touch to each attributed order, dated and grouped as that touch.
fn times_to_convert(slice: &Slice) -> Vec<Duration> {
    let world = slice.world;
    let mut durations = vec![];
    for order in 0..world.orders.len() {
        let Some(last) = world.touches.iter().rfind(|touch| touch.order == order) else { continue };
        let from = match &last.target {
            Target::Message(i) => world.messages[*i].at,
            Target::Conversation(c) => world.conversations[*c].start,
            Target::Campaign(_) => continue,
        };
        let own = &world.orders[order];
        if let Some(duration) = world.duration(own.customer, from, own.at)
            && slice.holds(&last.dimensions, last.date)
        {
            durations.push((duration, last.date + world.windows.conversion > world.as_of));
        }
    }
    durations
}
