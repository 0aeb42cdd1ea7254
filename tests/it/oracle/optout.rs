//! Who opted out when, after which marketing message, and what was sent to them afterwards.

use super::rows::PreferenceRow;
use super::story::{Dimensions, World};
use super::*;

/// An opt-out that counts.
#[derive(Clone, Debug)]
pub struct OptOut {
    pub customer: usize,
    pub at: i64,
    /// The marketing message that it belongs to.
    pub message: Option<usize>,
    pub dimensions: Dimensions,
}

/// An opt-in or resume event, or consent recorded in the contacts.
#[derive(Clone, Debug)]
pub struct OptIn {
    pub customer: usize,
    pub at: i64,
    pub dimensions: Dimensions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Said(usize),
    Preference,
    Refused(usize),
    OptIn,
}

pub fn find(world: &mut World, preferences: &[PreferenceRow]) {
    for customer in 0..world.customers.len() {
        let mine = |row: &&PreferenceRow| world.customer_named(&row.customer) == Some(customer);
        let preferences: Vec<PreferenceRow> = preferences.iter().filter(mine).cloned().collect();
        let block = preferences
            .iter()
            .filter(|row| row.event == "block" || row.event == "unblock")
            .max_by_key(|row| (row.at, row.event == "unblock"));
        world.customers[customer].blocked = block.is_some_and(|row| row.event == "block");
        one_customer(world, customer, &preferences);
    }
}

fn one_customer(world: &mut World, customer: usize, preferences: &[PreferenceRow]) {
    let mut events: Vec<(i64, Kind)> = vec![];
    for row in preferences {
        match row.event.as_str() {
            "opt_out" => events.push((row.at.unwrap(), Kind::Preference)),
            "opt_in" | "resume" => events.push((row.at.unwrap(), Kind::OptIn)),
            _ => {}
        }
    }
    for (i, m) in world.messages.iter().enumerate().filter(|(_, m)| m.customer == customer) {
        if m.opt_out_word {
            events.push((m.at, Kind::Said(i)));
        }
        if m.is_outbound() && m.failed() && m.row.error_code == Some(131050) {
            events.push((m.row.failed_at.unwrap_or(m.at), Kind::Refused(i)));
        }
    }
    events.sort_by_key(|(at, kind)| (world.tick(customer, *at), *kind));

    // The walk over the events: which opt-outs count, and from when on one is in force.
    let mut in_force = false;
    let mut last_counted: Option<i64> = None;
    let mut history: Vec<(i64, Kind, bool)> = vec![];
    for (at, kind) in events {
        let tick = world.tick(customer, at);
        if kind == Kind::OptIn {
            (in_force, last_counted) = (false, None);
            history.push((at, kind, false));
            continue;
        }
        if matches!(kind, Kind::Refused(_)) && in_force {
            continue;
        }
        in_force = true;
        history.push((at, kind, true));
        if last_counted.is_none_or(|last| tick - last > SAME_OPT_OUT) {
            last_counted = Some(tick);
            count(world, customer, at, kind);
        }
        if let Kind::Refused(own) = kind {
            world.messages[own].after_opt_out = true;
        }
    }

    world.customers[customer].consent = history.iter().map(|(at, _, out)| (*at, *out)).collect();

    for i in 0..world.messages.len() {
        let m = &world.messages[i];
        if m.customer != customer || !m.marketing {
            continue;
        }
        let before = |at: i64, kind: Kind| match kind {
            Kind::Said(said) => world.order(said) < world.order(i),
            _ => world.tick(customer, at) < world.tick(customer, m.at),
        };
        let last = history.iter().rfind(|(at, kind, _)| before(*at, *kind));
        if last.is_some_and(|(_, _, out)| *out) {
            world.messages[i].after_opt_out = true;
        }
    }

    let consent = world.customers[customer].contact.as_ref().and_then(|c| c.consent_at);
    let consent = consent.filter(|at| *at <= world.as_of);
    let events = history.iter().filter(|(_, kind, _)| *kind == Kind::OptIn).map(|(at, _, _)| *at);
    for at in events.chain(consent) {
        let dimensions = of_customer(world, customer);
        world.opt_ins.push(OptIn { customer, at, dimensions });
    }
}

fn count(world: &mut World, customer: usize, at: i64, kind: Kind) {
    let message = (0..world.messages.len())
        .filter(|i| {
            let m = &world.messages[*i];
            let before = match kind {
                Kind::Said(said) => world.order(*i) < world.order(said),
                _ => true,
            };
            m.customer == customer
                && m.marketing
                && m.reached()
                && before
                && world.within(customer, m.at, at, world.windows.opt_out)
        })
        .max_by_key(|i| world.order(*i));
    let dimensions = match message {
        Some(i) => world.messages[i].dimensions.clone(),
        None => of_customer(world, customer),
    };
    world.opt_outs.push(OptOut { customer, at, message, dimensions });
}

/// The dimensions of something that belongs to no message: only the customer's are known.
fn of_customer(world: &World, customer: usize) -> Dimensions {
    let who = &world.customers[customer];
    let mut dimensions: Dimensions =
        groups::MESSAGE_DIMENSIONS.iter().map(|dimension| (*dimension, "(none)".to_string())).collect();
    dimensions.insert("segment", story::or_none(&who.segment));
    dimensions.insert("country", story::or_none(&who.country));
    dimensions.insert("language", story::or_none(&who.language));
    dimensions
}

/// Whether the last word of a customer before some time was an opt-out.
pub fn in_force(world: &World, customer: usize, before: i64) -> bool {
    let last = world.customers[customer].consent.iter().rfind(|(at, _)| *at < before);
    last.is_some_and(|(_, out)| *out)
}

/// The dimensions of a customer of the contacts table.
pub fn of_contact(world: &World, customer: usize) -> Dimensions {
    of_customer(world, customer)
}
