//! Section *consent*: are we welcome?

use super::delivery::unreachable;
use super::engagement::recipient_share_and;
use super::groups::Slice;
use super::measure::{Measured, Unit, count, share};
use super::optout;
use super::story::World;
use std::collections::BTreeSet;

pub const IDS: &[&str] = &[
    "opt_outs",
    "opt_out_rate",
    "opt_in_rate",
    "net_list_growth",
    "sends_without_consent",
    "sends_after_opt_out",
    "block_rate",
    "quality_green_share",
];

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let out: BTreeSet<usize> = world
        .opt_outs
        .iter()
        .filter(|event| slice.holds(&event.dimensions, event.at))
        .map(|event| event.customer)
        .collect();
    let joined: BTreeSet<usize> = world
        .opt_ins
        .iter()
        .filter(|event| slice.holds(&event.dimensions, event.at))
        .map(|event| event.customer)
        .collect();
    let growth = Measured { value: Some(joined.len() as f64 - out.len() as f64), ..Measured::null("net_list_growth") };
    let marketing = slice.messages(|m| m.marketing && m.reached());
    let left = slice.aggregate_units(|row| row.opt_outs, |row| row.delivered);
    let lost_by = |i: usize| world.opt_outs.iter().any(|event| event.message == Some(i));
    let without_consent = slice.messages(|m| m.marketing && sent_without_consent(world, m));
    let after = slice.messages(|m| m.after_opt_out);

    vec![
        count("opt_outs", out.len() + slice.aggregate_count(|row| row.opt_outs), 0),
        recipient_share_and(slice, "opt_out_rate", &marketing, world.windows.opt_out, lost_by, left),
        opt_in_rate(slice),
        growth.unless(!world.known.opt_ins),
        count("sends_without_consent", without_consent.len(), 0).unless(!world.known.consent),
        count("sends_after_opt_out", after.len(), 0),
        block_rate(slice),
        quality(slice).unless(!world.known.ratings),
    ]
}

fn opt_in_rate(slice: &Slice) -> Measured {
    let world = slice.world;
    let mut units: Vec<Unit> = vec![];
    for (index, customer) in world.customers.iter().enumerate() {
        if let Some(contact) = &customer.contact
            && slice.holds_undated(&optout::of_contact(world, index))
        {
            units.push((contact.consent_at.is_some_and(|at| at <= world.as_of), false));
        }
    }
    share("opt_in_rate", &units, false).unless(!world.known.consent)
}

/// A message to a customer of the contacts table without consent recorded before it.
fn sent_without_consent(world: &World, m: &super::story::Message) -> bool {
    match &world.customers[m.customer].contact {
        None => false,
        Some(contact) => contact.consent_at.is_none_or(|at| world.tick(m.customer, at) > world.tick(m.customer, m.at)),
    }
}

fn block_rate(slice: &Slice) -> Measured {
    let world = slice.world;
    let sent = slice.messages(|m| m.is_outbound());
    let customers: BTreeSet<usize> = sent.iter().map(|i| world.messages[*i].customer).collect();
    let units: Vec<Unit> = customers
        .into_iter()
        .map(|customer| {
            let last = sent
                .iter()
                .copied()
                .filter(|i| world.messages[*i].customer == customer)
                .max_by_key(|i| world.order(*i))
                .unwrap();
            let m = &world.messages[last];
            let refused = m.failed() && unreachable(m.row.error_code);
            let reached_before = (0..world.messages.len()).any(|i| {
                let earlier = &world.messages[i];
                earlier.customer == customer
                    && earlier.is_outbound()
                    && earlier.delivered()
                    && world.order(i) < world.order(last)
            });
            (world.customers[customer].blocked || (refused && reached_before), false)
        })
        .collect();
    share("block_rate", &units, false)
}

/// The last known rating of a message's template, else of its number.
pub fn rating(world: &World, m: &super::story::Message) -> String {
    let latest = |template: &str, number_only: bool| {
        world
            .templates
            .iter()
            .filter(|row| row.template == template && !row.rating.is_empty())
            .filter(|row| row.at.is_some_and(|at| at <= m.at))
            .filter(|row| row.business == m.row.business || (!number_only && row.business.is_empty()))
            .max_by_key(|row| (row.at, row.rating.clone()))
            .map(|row| row.rating.clone())
            .filter(|rating| rating != "UNKNOWN")
    };
    let own = if m.row.template.is_empty() { None } else { latest(&m.row.template, false) };
    own.or_else(|| latest("", true)).unwrap_or_default()
}

fn quality(slice: &Slice) -> Measured {
    let units: Vec<Unit> = slice
        .messages(|m| m.outreach)
        .into_iter()
        .map(|i| rating(slice.world, &slice.world.messages[i]))
        .filter(|rating| !rating.is_empty())
        .map(|rating| (rating == "GREEN", false))
        .collect();
    share("quality_green_share", &units, false)
}
