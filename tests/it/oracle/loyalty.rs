//! Section *loyalty*: do they come back?

use super::groups::Slice;
use super::measure::{Measured, count, share};
use super::optout;
use super::story::World;
use std::collections::BTreeSet;
use std::ops::Range;

pub const IDS: &[&str] = &[
    "active_customers",
    "new_customers",
    "retention_rate",
    "customer_retention_rate",
    "churn_rate",
    "repeat_purchase_rate",
];

/// A visit or a purchase: who and when.
pub type Seen = (usize, i64);

pub fn visits(world: &World) -> Vec<Seen> {
    world.messages.iter().filter(|m| m.inbound && !m.event).map(|m| (m.customer, m.at)).collect()
}

pub fn purchases(world: &World) -> Vec<Seen> {
    let purchases = world.orders.iter().filter(|order| order.is_purchase());
    purchases.map(|order| (order.customer, order.at)).collect()
}

fn active(seen: &[Seen], span: Range<i64>) -> BTreeSet<usize> {
    seen.iter().filter(|(_, at)| span.contains(at)).map(|(customer, _)| *customer).collect()
}

/// E of kpis.md: the end of the period, else the instant after as_of.
pub fn end(slice: &Slice) -> i64 {
    slice.ask.until.unwrap_or(slice.world.as_of + 1)
}

/// Those who were there in a window of twice the length before, unless the data begin later.
pub fn earlier(slice: &Slice, seen: &[Seen], first: Option<i64>, window: i64) -> Option<BTreeSet<usize>> {
    let begin = end(slice) - 2 * window;
    if first? > begin { None } else { Some(active(seen, begin..end(slice) - window)) }
}

fn kept(
    slice: &Slice,
    kpi: &str,
    (seen, first): (&[Seen], Option<i64>),
    window: i64,
    has: impl Fn(usize, bool) -> bool,
) -> Measured {
    let Some(before) = earlier(slice, seen, first, window) else { return Measured::null(kpi) };
    let now = active(seen, end(slice) - window..end(slice));
    let units: Vec<_> = before
        .into_iter()
        .filter(|customer| slice.holds_undated(&optout::of_contact(slice.world, *customer)))
        .map(|customer| (has(customer, now.contains(&customer)), false))
        .collect();
    share(kpi, &units, false)
}

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let windows = &world.windows;
    let held = |seen: &Seen| slice.holds(&optout::of_contact(world, seen.0), seen.1);
    let visits = visits(world);
    let purchases = purchases(world);
    let here: BTreeSet<usize> = visits.iter().filter(|seen| held(seen)).map(|seen| seen.0).collect();
    let everybody: BTreeSet<usize> = visits.iter().map(|seen| seen.0).collect();
    let new = everybody
        .into_iter()
        .filter(|customer| held(visits.iter().filter(|seen| seen.0 == *customer).min_by_key(|seen| seen.1).unwrap()));
    let bought: Vec<usize> = purchases.iter().filter(|seen| held(seen)).map(|seen| seen.0).collect();
    let buyers: BTreeSet<usize> = bought.iter().copied().collect();
    let repeated: Vec<_> =
        buyers.iter().map(|buyer| (bought.iter().filter(|who| *who == buyer).count() >= 2, false)).collect();
    let no_orders = !world.known.orders;
    let first_visit = visits.iter().map(|seen| seen.1).min();
    vec![
        count("active_customers", here.len(), 0),
        count("new_customers", new.count(), 0),
        kept(slice, "retention_rate", (&visits, first_visit), windows.retention, |_, active| active),
        kept(slice, "customer_retention_rate", (&purchases, world.first_purchase), windows.retention, |_, active| {
            active
        })
        .unless(no_orders),
        kept(slice, "churn_rate", (&visits, first_visit), windows.churn, |customer, active| {
            !active || optout::in_force(world, customer, end(slice))
        }),
        share("repeat_purchase_rate", &repeated, false).unless(no_orders),
    ]
}
