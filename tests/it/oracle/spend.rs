//! What messages cost, and the spend rows cut to the pieces that a report needs.

use super::merge_orders;
use super::money::{Money, half_even};
use super::rows::SpendRow;
use super::story::{Dimensions, Message, World, or_none};
use super::*;

/// The part of a spend row that lies in one cell of the calendar.
#[derive(Clone, Debug)]
pub struct Piece {
    pub row: usize,
    pub date: i64,
    pub money: Money,
    pub dimensions: Dimensions,
}

/// A message's cost: its own, else known to be nothing, else the rate card's.
pub fn cost_of(world: &World, m: &Message, ask: &Ask) -> Option<Money> {
    if let Some(own) = m.row.cost {
        return Some(Money::new(own, &m.row.currency).converted(&ask.settings));
    }
    if m.inbound || m.event {
        return None;
    }
    if m.failed() || m.row.billable == Some(false) {
        return Some(Money::default());
    }
    if !m.reached() || m.category.is_empty() {
        return None;
    }
    let tick = |time: i64| world.tick(m.customer, time);
    let country = &m.dimensions["country"];
    let card = |wanted: &str| {
        ask.settings
            .rate_card
            .iter()
            .filter(|rate| rate.country == wanted && rate.category == m.category)
            .filter(|rate| rate.valid_from.is_none_or(|from| from <= tick(m.at)))
            .max_by_key(|rate| rate.valid_from)
    };
    let rate = card(country).or_else(|| card("*"))?;
    Some(Money::new(rate.price, &rate.currency).converted(&ask.settings))
}

pub fn find(world: &mut World, rows: &[SpendRow], ask: &Ask) {
    for i in 0..world.messages.len() {
        let cost = if world.messages[i].event { None } else { cost_of(world, &world.messages[i], ask) };
        world.messages[i].cost = cost;
    }
    let all: Vec<SpendRow> = rows.iter().chain(&ask.settings.spend).cloned().collect();
    for (place, row) in merge_orders::spend(&all, ask.as_of).into_iter().enumerate() {
        let Some((since, until)) = span(world, &row) else { continue };
        if row.kind != "message" || !messages_have_costs(world, &row.campaign, since, until) {
            let pieces = pieces(&row, place, since, until, ask);
            world.spend.extend(pieces);
        }
    }
}

/// From when to when a row spends; one bound alone is a moment, none from the first message to
/// as_of.
fn span(world: &World, row: &SpendRow) -> Option<(i64, i64)> {
    let until = row.until.map(|until| if row.as_dates && row.since.is_none() { until - 1 } else { until });
    let times = world.messages.iter().map(|m| m.at);
    match (row.since, until) {
        (Some(since), Some(until)) => Some((since, until)),
        (Some(moment), None) | (None, Some(moment)) => Some((moment, moment)),
        (None, None) => Some((times.min()?, world.as_of)),
    }
}

/// Whether some message of that campaign (of any, where none is named) has a cost in the span.
fn messages_have_costs(world: &World, campaign: &str, since: i64, until: i64) -> bool {
    world.messages.iter().any(|m| {
        let inside = (since..until).contains(&m.at) || (since == until && m.at == since);
        let priced = m.row.cost.is_some() || m.cost.as_ref().is_some_and(|cost| cost.amount > 0);
        inside && priced && (campaign.is_empty() || m.row.campaign == campaign)
    })
}

fn pieces(row: &SpendRow, place: usize, since: i64, until: i64, ask: &Ask) -> Vec<Piece> {
    let whole = Money::new(row.amount, &row.currency).converted(&ask.settings);
    let none = groups::MESSAGE_DIMENSIONS.iter().map(|dimension| (*dimension, "(none)".to_string()));
    let mut dimensions: Dimensions = none.collect();
    dimensions.insert("campaign", or_none(&row.campaign));
    let piece = |date: i64, amount: i64| Piece {
        row: place,
        date,
        money: Money::new(amount, &whole.currency),
        dimensions: dimensions.clone(),
    };
    if since >= until {
        return vec![piece(since, whole.amount)];
    }
    let spent = |time: i64| half_even(i128::from(whole.amount) * i128::from(time - since), i128::from(until - since));
    let cuts = cuts(since, until, ask);
    cuts.windows(2).map(|pair| piece(pair[0], spent(pair[1]) - spent(pair[0]))).collect()
}

/// Where the period cuts a span, or where a value of the calendar changes that the report asks for.
fn cuts(since: i64, until: i64, ask: &Ask) -> Vec<i64> {
    let mut asked: Vec<&String> = ask.by.iter().collect();
    asked.extend(ask.condition.iter().flat_map(|condition| condition.dimensions()));
    asked.retain(|dimension| groups::CALENDAR.contains(&dimension.as_str()));
    let cell = |time: i64| asked.iter().map(|dimension| groups::calendar(ask, dimension, time)).collect::<Vec<_>>();

    let mut cuts = vec![since];
    if !asked.is_empty() {
        let mut last = cell(since);
        let mut hour = (since.div_euclid(HOUR) + 1) * HOUR;
        while hour < until {
            let now = cell(hour);
            if now != last {
                cuts.push(hour);
            }
            last = now;
            hour += HOUR;
        }
    }
    cuts.extend([ask.since, ask.until].into_iter().flatten().filter(|bound| since < *bound && *bound < until));
    cuts.push(until);
    cuts.sort();
    cuts.dedup();
    cuts
}
