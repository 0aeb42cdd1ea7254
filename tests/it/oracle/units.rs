//! The units of all KPIs, each with its family, its dimensions and its date: what makes a group
//! occur.

use super::groups::{Family, Slice};
use super::loyalty::{self, Seen};
use super::optout;
use super::story::Dimensions;
use super::walk::Outcome;

pub struct Unit {
    pub family: Family,
    pub dimensions: Dimensions,
    pub date: Option<i64>,
}

struct Units(Vec<Unit>);

impl Units {
    fn add(&mut self, family: Family, dimensions: &Dimensions, date: Option<i64>) {
        self.0.push(Unit { family, dimensions: dimensions.clone(), date });
    }
}

pub fn all(slice: &Slice) -> Vec<Unit> {
    let mut units = Units(vec![]);
    of_messages(slice, &mut units);
    of_conversations(slice, &mut units);
    of_orders(slice, &mut units);
    of_customers(slice, &mut units);
    units.0
}

fn of_messages(slice: &Slice, units: &mut Units) {
    let world = slice.world;
    for m in world.messages.iter().filter(|m| !m.event) {
        units.add(Family::Message, &m.dimensions, Some(m.at));
    }
    for aggregate in slice.aggregates_of_use() {
        units.add(Family::Message, &aggregate.dimensions, Some(aggregate.at));
    }
    for event in &world.opt_outs {
        units.add(Family::Message, &event.dimensions, Some(event.at));
    }
    if world.known.opt_ins {
        for event in &world.opt_ins {
            units.add(Family::Message, &event.dimensions, Some(event.at));
        }
    }
}

fn of_conversations(slice: &Slice, units: &mut Units) {
    let world = slice.world;
    for c in &world.conversations {
        units.add(Family::Conversation, &c.dimensions, Some(c.start));
        for i in &c.members {
            units.add(Family::Conversation, &c.dimensions, Some(world.messages[*i].at));
        }
        for wait in &c.waits {
            units.add(Family::Wait, &wait.dimensions, Some(wait.begin));
            if wait.outcome == Outcome::Open {
                units.add(Family::OpenWait, &wait.dimensions, None);
            }
        }
        if slice.ask.wants("resolution") && world.known.resolutions {
            for at in world.resolve(c).iter().flat_map(|resolve| &resolve.events) {
                units.add(Family::Conversation, &c.dimensions, Some(*at));
            }
            if !world.resolved_now(c) {
                units.add(Family::OpenConversation, &c.dimensions, None);
            }
        }
    }
    if slice.ask.wants("satisfaction") {
        for survey in &world.surveys {
            let answered = survey.at.filter(|_| survey.valid_score().is_some());
            for date in [answered, survey.sent.filter(|_| survey.listed)].into_iter().flatten() {
                units.add(Family::Conversation, &survey.dimensions, Some(date));
            }
        }
    }
}

fn of_orders(slice: &Slice, units: &mut Units) {
    let world = slice.world;
    if slice.ask.wants("outcome") || slice.ask.wants("cost") {
        for touch in &world.touches {
            units.add(Family::Message, &touch.dimensions, Some(touch.date));
        }
    }
    if slice.ask.wants("cost") {
        for piece in &world.spend {
            units.add(Family::Message, &piece.dimensions, Some(piece.date));
        }
    }
}

fn of_customers(slice: &Slice, units: &mut Units) {
    let world = slice.world;
    let dimensions = |customer: usize| optout::of_contact(world, customer);
    for customer in 0..world.customers.len() {
        if world.known.consent && world.customers[customer].contact.is_some() {
            units.add(Family::Customer, &dimensions(customer), None);
        }
    }
    if !slice.ask.wants("loyalty") {
        return;
    }
    let visits = loyalty::visits(world);
    let purchases = loyalty::purchases(world);
    let dated = |seen: &Seen| (dimensions(seen.0), seen.1);
    for (dimensions, date) in visits.iter().chain(&purchases).map(dated) {
        units.add(Family::DatedCustomer, &dimensions, Some(date));
    }
    let windows = &world.windows;
    let first = visits.iter().map(|seen| seen.1).min();
    for (seen, first, window) in [
        (&visits, first, windows.retention),
        (&purchases, world.first_purchase, windows.retention),
        (&visits, first, windows.churn),
    ] {
        for customer in loyalty::earlier(slice, seen, first, window).into_iter().flatten() {
            units.add(Family::Customer, &dimensions(customer), None);
        }
    }
}
