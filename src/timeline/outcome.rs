//! Orders: which message, conversation or campaign each belongs to, and with which share.
//!
//! What an order names comes first, then the model of the settings over the delivered outreach before it, then the
//! latest conversation that the customer began. Not responsible for the shares themselves (`attribution`).

use super::attribution::{WHOLE, split, weights};
use super::engagement::{is_delivered, latest_before};
use super::money::{Amount, minor_unit};
use super::story::{NOWHERE, OrderFinding, PurchaseFinding, TouchFinding};
use super::walk::Walk;
use super::world::World;
use crate::settings::Attribution;
use crate::tables::message::Millis;
use crate::tables::rows::{Conversation, Order};
use crate::tables::texts::Text;

/// An order as far as it matters here.
#[derive(Clone, Copy)]
struct Sale {
    at: Millis,
    value: Option<Amount>,
    purchase: bool,
    lead: bool,
    message: u64,
    conversation: Text,
    campaign: Text,
}

/// What an order belongs to.
enum Place {
    /// Outreach messages of the customer, in order.
    Messages(Vec<usize>),
    /// A conversation, by its number in the story.
    Conversation(u32),
    /// A campaign that did not reach the customer before.
    Campaign(Text),
}

/// Attributes the customer's orders. `first` is the customer's first conversation in the story.
pub fn attribute_orders(walk: &mut Walk, first: usize) {
    if walk.rows.orders.is_empty() && walk.rows.conversations.is_empty() {
        return;
    }
    let sales = sales(walk, first);
    let (mut lead_seen, mut purchase_seen) = (false, false);
    for sale in sales {
        let (first_lead, first_purchase) = (sale.lead && !lead_seen, sale.purchase && !purchase_seen);
        lead_seen |= sale.lead;
        purchase_seen |= sale.purchase;
        let order = OrderFinding { life: walk.life, at: sale.at, value: sale.value };
        walk.story().orders.push(order);
        if sale.purchase {
            let purchase = PurchaseFinding { life: walk.life, at: sale.at };
            walk.story().purchases.push(purchase);
        }
        convert_conversation(walk, &sale, first);
        mark_followups(walk, &sale);
        if let Some(place) = place_of(walk, &sale, first) {
            attribute(walk, &sale, place, first_lead, first_purchase);
        }
    }
}

/// The customer's orders and those that the conversations table tells of, in order of time, then of their ids.
fn sales(walk: &mut Walk, first: usize) -> Vec<Sale> {
    let World { money, texts, conversations, .. } = walk.world;
    let orders = walk.rows.orders.iter().map(|(_, order)| order);
    let told = orders.clone().filter_map(|order| Some((texts.get(order.order).to_owned(), sale(order, walk)?)));
    let mut sales: Vec<(String, Sale)> = told.collect();
    for (_, row) in walk.rows.conversations {
        let details = row.details;
        let tells = details.lead == Some(true) || details.converted == Some(true);
        if !tells || orders.clone().any(|order| order.conversation == row.conversation) {
            continue;
        }
        let Some(at) = settled_at(walk, row, first) else { continue };
        let id = format!("conversation:{}", conversations.get(row.conversation));
        let named = Sale {
            at,
            value: None,
            purchase: false,
            lead: false,
            message: 0,
            conversation: row.conversation,
            campaign: Text::NONE,
        };
        if details.lead == Some(true) {
            sales.push((format!("{id}:lead"), Sale { lead: true, ..named }));
        }
        if details.converted == Some(true) {
            let value = details.value.map(|value| money.convert(value, details.currency));
            sales.push((id, Sale { value, purchase: true, ..named }));
        }
    }
    sales.sort_by(|(id, sale), (other_id, other)| {
        (walk.clock.key(sale.at), id).cmp(&(walk.clock.key(other.at), other_id))
    });
    sales.into_iter().map(|(_, sale)| sale).collect()
}

/// An order; none where it was given back in full.
fn sale(order: &Order, walk: &Walk) -> Option<Sale> {
    let money = &walk.world.money;
    let refunded = order.refunded.unwrap_or(0);
    if refunded > 0 && order.value.is_some_and(|value| refunded >= value) {
        return None;
    }
    let purchase = order.kind == money.purchase;
    Some(Sale {
        at: order.at,
        value: order
            .value
            .filter(|_| purchase)
            .map(|value| money.convert(value.saturating_sub(refunded), order.currency)),
        purchase,
        lead: order.kind == money.lead,
        message: order.message,
        conversation: order.conversation,
        campaign: order.campaign,
    })
}

/// When what a row of the conversations table tells beside times has happened: at the closing, else the resolve, else
/// the latest message, else the start.
pub fn settled_at(walk: &mut Walk, row: &Conversation, first: usize) -> Option<Millis> {
    let named = conversation_of(walk, row.conversation, first);
    let latest = named.and_then(|number| {
        let talk = walk.story().conversations[number as usize];
        (talk.messages > 0).then_some(talk.started + talk.lasted)
    });
    row.closed_at.or(row.resolved_at).or(latest).or_else(|| row.own_time())
}

/// The customer's conversation of an id, by its number in the story.
pub fn conversation_of(walk: &mut Walk, id: Text, first: usize) -> Option<u32> {
    if id.is_none() {
        return None;
    }
    let own = &walk.story().conversations[first..];
    own.iter().position(|talk| talk.id == id).map(|place| (first + place) as u32)
}

/// The latest of the customer's conversations that began within the conversion window before a moment.
fn conversation_before(walk: &mut Walk, at: Millis, first: usize, by_customer: bool) -> Option<u32> {
    let (clock, window) = (walk.clock, walk.world.windows.conversion);
    let ids = &walk.world.conversations;
    let own = walk.story().conversations[first..].iter().enumerate();
    let near = own.filter(|(_, talk)| !(by_customer && talk.by_business) && clock.within(talk.started, at, window));
    let latest = near.max_by_key(|(place, talk)| (clock.key(talk.started), talk.first, ids.get(talk.id), *place));
    latest.map(|(place, _)| (first + place) as u32)
}

/// An order converts the conversation that it names, by a message of it or by its id, else the latest one within the
/// window.
fn convert_conversation(walk: &mut Walk, sale: &Sale, first: usize) {
    let message = (sale.message != 0).then(|| walk.find(sale.message)).flatten();
    let of_message = message.map(|row| walk.found[row].conversation).filter(|&number| number != NOWHERE);
    let named = of_message.or_else(|| conversation_of(walk, sale.conversation, first));
    if let Some(number) = named.or_else(|| conversation_before(walk, sale.at, first, false)) {
        walk.story().conversations[number as usize].converted = true;
    }
}

/// Follow-ups within whose click window the customer ordered, or that the order names.
fn mark_followups(walk: &mut Walk, sale: &Sale) {
    let window = walk.world.windows.click;
    for row in 0..walk.found.len() {
        let named = sale.message != 0 && walk.rows.messages[row].id() == sale.message;
        let near = walk.clock.within(walk.found[row].at, sale.at, window);
        if (named || near) && walk.profile(row).followup == Some(true) {
            walk.found[row].ordered = true;
        }
    }
}

fn place_of(walk: &mut Walk, sale: &Sale, first: usize) -> Option<Place> {
    if let Some(row) = (sale.message != 0).then(|| walk.find(sale.message)).flatten() {
        if walk.found[row].outreach {
            return Some(Place::Messages(vec![row]));
        }
        if walk.found[row].conversation != NOWHERE {
            return Some(Place::Conversation(walk.found[row].conversation));
        }
    }
    if let Some(number) = conversation_of(walk, sale.conversation, first) {
        return Some(Place::Conversation(number));
    }
    let delivered = |row: usize| walk.found[row].outreach && is_delivered(walk.found[row].state);
    if !sale.campaign.is_none() {
        let of_campaign = |row: usize| delivered(row) && walk.profile(row).campaign == sale.campaign;
        let found = latest_before(walk, sale.at, Millis::MAX, of_campaign);
        return Some(found.map_or(Place::Campaign(sale.campaign), |row| Place::Messages(vec![row])));
    }
    let window = walk.world.windows.conversion;
    let next = walk.found.partition_point(|row| !walk.clock.after(row.at, sale.at));
    let near = (0..next).rev().take_while(|&row| walk.clock.within(walk.found[row].at, sale.at, window));
    let mut touched: Vec<usize> = near.filter(|&row| delivered(row)).collect();
    if !touched.is_empty() {
        touched.reverse();
        return Some(Place::Messages(touched));
    }
    conversation_before(walk, sale.at, first, true).map(Place::Conversation)
}

fn attribute(walk: &mut Walk, sale: &Sale, place: Place, first_lead: bool, first_purchase: bool) {
    let touch = TouchFinding {
        life: walk.life,
        at: sale.at,
        message: None,
        conversation: None,
        campaign: Text::NONE,
        weight: WHOLE,
        value: sale.value,
        purchase: sale.purchase,
        first_lead,
        first_purchase,
        last: true,
        span: None,
    };
    match place {
        Place::Campaign(campaign) => walk.story().touches.push(TouchFinding { campaign, ..touch }),
        Place::Conversation(number) => {
            let started = walk.story().conversations[number as usize].started;
            let span = walk.clock.span(started, sale.at);
            walk.story().negative_spans += u64::from(span.is_none());
            walk.story().touches.push(TouchFinding { conversation: Some(number), span, ..touch });
        }
        Place::Messages(rows) => share(walk, sale, &rows, touch),
    }
}

/// Shares an order among the messages that it belongs to. Of several first ones in one second the later id counts.
fn share(walk: &mut Walk, sale: &Sale, rows: &[usize], touch: TouchFinding) {
    let second = |row: usize| walk.clock.key(walk.found[row].at);
    let tied = rows.iter().take_while(|&&row| second(row) == second(rows[0])).count();
    let rows = match walk.world.attribution {
        Attribution::FirstTouch => &rows[tied - 1..],
        _ => rows,
    };
    let ages: Vec<Millis> = rows.iter().map(|&row| (sale.at - walk.found[row].at).max(0)).collect();
    let weights = weights(walk.world.attribution, &ages);
    let values = sale.value.map(|value| split(value, &weights, minor_unit(walk.world.texts.get(value.1))));
    // A message without a share is no touch.
    let last = weights.iter().rposition(|&weight| weight > 0).unwrap_or_default();
    for (place, (&row, &weight)) in rows.iter().zip(&weights).enumerate().filter(|(_, (_, weight))| **weight > 0) {
        walk.found[row].converted = true;
        let span = if place == last { walk.clock.span(walk.found[row].at, sale.at) } else { None };
        walk.story().negative_spans += u64::from(place == last && span.is_none());
        let touch = TouchFinding {
            at: walk.found[row].at,
            message: Some((walk.rows.first_message + row) as u32),
            weight,
            value: values.as_ref().map(|values| values[place]),
            last: place == last,
            span,
            ..touch
        };
        walk.story().touches.push(touch);
    }
}
