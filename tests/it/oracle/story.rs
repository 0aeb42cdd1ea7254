//! The world as one story: merged rows cut at as_of, customers, messages in order, and what
//! `links`, `walk` and `optout` find in them. Every unit carries its values of the dimensions.

use super::aggregates::Aggregate;
use super::clock::Clock;
use super::inputs::{self, Known};
use super::links::{Click, Link};
use super::merge::{self, State};
use super::money::Money;
use super::optout::{OptIn, OptOut};
use super::orders::Order;
use super::rows::*;
use super::settings::Windows;
use super::spend::Piece;
use super::surveys::Survey;
use super::touches::Touch;
use super::walk::Conversation;
use super::*;
use std::collections::BTreeSet;

/// A unit's values of all dimensions but the calendar's; a missing one is "(none)".
pub type Dimensions = BTreeMap<&'static str, String>;

pub fn or_none(value: &str) -> String {
    if value.is_empty() { "(none)".to_string() } else { value.to_string() }
}

#[derive(Clone, Debug, Default)]
pub struct Customer {
    pub names: BTreeSet<String>,
    /// Whether this customer's times are compared in whole seconds.
    pub whole_seconds: bool,
    pub contact: Option<ContactRow>,
    pub segment: String,
    /// Country and language without a message's own columns.
    pub country: String,
    pub language: String,
    pub blocked: bool,
    /// Opt-outs (true) and opt-ins (false) in order.
    pub consent: Vec<(i64, bool)>,
}

#[derive(Clone, Debug, Default)]
pub struct Message {
    pub row: MessageRow,
    pub customer: usize,
    pub inbound: bool,
    /// A reaction, edit, note …: never a message.
    pub event: bool,
    pub author: String,
    pub category: String,
    pub at: i64,
    /// The sending time, where the row really gives one.
    pub given: Option<i64>,
    pub state: State,
    pub opt_out_word: bool,
    pub closing: bool,
    pub outreach: bool,
    pub marketing: bool,
    /// A marketing message sent while an opt-out is in force.
    pub after_opt_out: bool,
    pub cost: Option<Money>,
    /// It reaches a step that finishes a flow.
    pub final_step: bool,
    pub dimensions: Dimensions,
}

impl Message {
    pub fn is_outbound(&self) -> bool {
        !self.inbound && !self.event
    }
    pub fn is_tap(&self) -> bool {
        ["button", "button_reply", "list_reply"].contains(&self.row.kind.as_str())
    }
    pub fn known(&self) -> bool {
        self.state != State::Unknown
    }
    pub fn delivered(&self) -> bool {
        self.state >= State::Delivered
    }
    /// Delivered as engagement sees it: a source without states counts as delivered.
    pub fn reached(&self) -> bool {
        self.delivered() || !self.known()
    }
    pub fn failed(&self) -> bool {
        self.state == State::Failed
    }
}

#[derive(Clone, Debug, Default)]
pub struct World {
    pub as_of: i64,
    pub windows: Windows,
    /// Where durations count open hours only.
    pub clock: Option<Clock>,
    pub known: Known,
    /// Whether any step of the input finishes a flow.
    pub final_steps_known: bool,
    pub customers: Vec<Customer>,
    /// In each customer's order; all rows, events too.
    pub messages: Vec<Message>,
    pub links: Vec<Link>,
    pub clicks: Vec<Click>,
    pub conversations: Vec<Conversation>,
    pub opt_outs: Vec<OptOut>,
    pub opt_ins: Vec<OptIn>,
    pub templates: Vec<TemplateRow>,
    pub orders: Vec<Order>,
    pub touches: Vec<Touch>,
    /// Of all rows that tell of one, also where it was refunded in full.
    pub first_purchase: Option<i64>,
    pub surveys: Vec<Survey>,
    pub spend: Vec<Piece>,
    pub aggregates: Vec<Aggregate>,
    /// When the conversations of the table ended, be it after as_of.
    pub ends: BTreeMap<String, Option<i64>>,
}

impl World {
    /// A time as it is compared for this customer.
    pub fn tick(&self, customer: usize, time: i64) -> i64 {
        if self.customers[customer].whole_seconds { time.div_euclid(SECOND) * SECOND } else { time }
    }

    /// The place of a message in its customer's order.
    pub fn order(&self, message: usize) -> (i64, bool, &str) {
        let m = &self.messages[message];
        (self.tick(m.customer, m.at), !m.inbound, &m.row.message_id)
    }

    /// The duration from one time to another: the raw difference, 0 where it is negative only
    /// within the second, none where it is negative.
    pub fn duration(&self, customer: usize, from: i64, to: i64) -> Option<i64> {
        if to >= from {
            Some(to - from)
        } else if self.tick(customer, to) >= self.tick(customer, from) {
            Some(0)
        } else {
            None
        }
    }

    /// The same in open hours, where the clock of the report is the business's.
    pub fn working(&self, customer: usize, from: i64, to: i64) -> Option<i64> {
        let elapsed = self.duration(customer, from, to)?;
        match &self.clock {
            Some(clock) => Some(clock.between(from, to.max(from))),
            None => Some(elapsed),
        }
    }

    fn clock_of(&self, hours: &clock::Hours) -> Clock {
        let mut times: Vec<i64> = self.messages.iter().map(|m| m.at).collect();
        for c in &self.conversations {
            times.push(c.start);
            times.extend(c.row.iter().flat_map(|row| row.times()));
        }
        times.push(self.as_of);
        Clock::new(hours, *times.iter().min().unwrap(), *times.iter().max().unwrap())
    }

    pub fn within(&self, customer: usize, from: i64, to: i64, window: i64) -> bool {
        let gap = self.tick(customer, to) - self.tick(customer, from);
        (0..=window).contains(&gap)
    }

    pub fn customer_named(&self, name: &str) -> Option<usize> {
        let name = merge::plain_customer(name);
        self.customers.iter().position(|customer| customer.names.contains(&name))
    }
}

/// Tells the whole story.
pub fn tell(data: &Data, ask: &Ask) -> World {
    let as_of = ask.as_of.unwrap_or_else(|| inputs::latest_time(data));
    let kept = |time: Option<i64>| time.filter(|time| *time <= as_of);

    let mut world = World {
        as_of,
        windows: ask.settings.windows.clone(),
        known: inputs::known(data, &ask.settings, ask.as_of),
        ends: inputs::ends(&data.conversations, as_of),
        ..World::default()
    };
    world.templates = merge::distinct(data.templates.iter().cloned());
    world.templates.retain(|row| row.at.is_none_or(|at| at <= as_of));

    let merged = merge::messages(&data.messages, ask.as_of);
    let table = inputs::conversations(&data.conversations, as_of);
    meet_customers(&mut world, data, &merged, &table);

    for row in merged {
        let customer = world.customer_named(&row.customer).unwrap();
        if let Some(message) = read_message(&world, row, customer, as_of) {
            world.messages.push(message);
        }
    }
    journey::mark_final_steps(&mut world, data, &ask.settings.final_steps);
    for customer in 0..world.customers.len() {
        let whole = |m: &Message| m.customer == customer && !m.event && m.at % SECOND == 0;
        world.customers[customer].whole_seconds = world.messages.iter().any(whole);
    }
    let mut sorted: Vec<usize> = (0..world.messages.len()).collect();
    sorted.sort_by_key(|i| (world.messages[*i].customer, world.order(*i)));
    world.messages = sorted.into_iter().map(|i| world.messages[i].clone()).collect();

    describe_customers(&mut world, as_of);
    describe_messages(&mut world);

    let mut preferences = data.preferences.clone();
    preferences.retain(|row| kept(row.at).is_some());
    let clicks = merge::distinct(
        data.clicks.iter().map(|row| ClickRow { customer: merge::plain_customer(&row.customer), ..row.clone() }),
    )
    .into_iter()
    .filter(|row| kept(row.at).is_some())
    .collect::<Vec<_>>();

    links::prove_by_name(&mut world, &clicks);
    links::link_inbound(&mut world);
    links::prove_unnamed(&mut world);
    walk::walk(&mut world, &table);
    links::link_clicks(&mut world, &clicks);
    optout::find(&mut world, &preferences);
    orders::find(&mut world, &data.orders, &ask.settings);
    touches::find(&mut world, &ask.settings.model, &ask.settings.windows);
    surveys::find(&mut world, &data.surveys);
    spend::find(&mut world, &data.spend, ask);
    let told = data.messages.iter().flatten().any(|row| row.cost.is_some());
    aggregates::find(&mut world, &data.aggregates, told, ask);
    if ask.business_clock {
        world.clock = ask.settings.hours.as_ref().map(|hours| world.clock_of(hours));
    }
    world
}

fn meet_customers(world: &mut World, data: &Data, merged: &[MessageRow], table: &[ConversationRow]) {
    let mut names: BTreeSet<String> = BTreeSet::new();
    names.extend(merged.iter().map(|row| row.customer.clone()));
    names.extend(table.iter().map(|row| row.customer.clone()));
    names.extend(data.preferences.iter().map(|row| merge::plain_customer(&row.customer)));
    names.extend(data.contacts.iter().map(|row| merge::plain_customer(&row.customer)));
    names.extend(data.clicks.iter().map(|row| merge::plain_customer(&row.customer)));
    names.extend(data.orders.iter().map(|row| merge::plain_customer(&row.customer)));
    names.extend(data.surveys.iter().map(|row| merge::plain_customer(&row.customer)));
    names.remove("");
    for names in merge::people(names, &data.aliases) {
        let rows: Vec<&ContactRow> =
            data.contacts.iter().filter(|row| names.contains(&merge::plain_customer(&row.customer))).collect();
        let contact = if rows.is_empty() { None } else { Some(merge::one_contact(&rows)) };
        world.customers.push(Customer { names, contact, ..Customer::default() });
    }
}

/// A merged row as a message, as it stood at as_of; none where it has no time or is later.
fn read_message(world: &World, row: MessageRow, customer: usize, as_of: i64) -> Option<Message> {
    let status_times = [row.delivered_at, row.read_at, row.failed_at, row.clicked_at];
    let given = row.sent_at.filter(|time| *time <= as_of).or(row.at);
    let at = row.at.or(row.sent_at).or(status_times.into_iter().flatten().min())?;
    if at > as_of {
        return None;
    }
    let later = |time: Option<i64>| time.is_some_and(|time| time > as_of);
    let declared = merge::state_named(&row.status);
    let undone = match declared {
        State::Read => later(row.read_at) || later(row.delivered_at),
        State::Delivered => later(row.delivered_at),
        State::Failed => later(row.failed_at),
        _ => false,
    };
    let mut state = if undone { State::Sent } else { declared };
    for (time, reached) in
        [(row.failed_at, State::Failed), (row.delivered_at, State::Delivered), (row.read_at, State::Read)]
    {
        if time.is_some() {
            state = state.max(if later(time) { State::Sent } else { reached });
        }
    }
    let inbound = row.direction == "inbound";
    let author = match row.author.as_str() {
        "" if inbound => "customer",
        "" if !row.agent.is_empty() => "agent",
        author => author,
    }
    .to_string();
    let event_kinds = ["reaction", "edit", "revoke", "system", "request_welcome", "note"];
    let event = event_kinds.contains(&row.kind.as_str()) || author == "system";
    let described = world.templates.iter().find(|t| t.template == row.template && !t.category.is_empty());
    let category = match described {
        Some(template) if row.category.is_empty() && !row.template.is_empty() => template.category.clone(),
        _ => row.category.clone(),
    };
    let tap = ["button", "button_reply", "list_reply"].contains(&row.kind.as_str());
    let opt_out_word = inbound
        && !event
        && ((row.kind == "text" && words::opts_out(&row.text))
            || (tap && (words::opts_out(&row.text) || words::opts_out(&row.button))));
    let closing = inbound && row.kind == "text" && words::closes(&row.text);
    let mut row = row;
    for time in [&mut row.delivered_at, &mut row.read_at, &mut row.failed_at, &mut row.clicked_at] {
        *time = time.filter(|time| *time <= as_of);
    }
    Some(Message {
        customer,
        inbound,
        event,
        author,
        category,
        at,
        given,
        state,
        opt_out_word,
        closing,
        row,
        ..Message::default()
    })
}

fn describe_customers(world: &mut World, _as_of: i64) {
    for index in 0..world.customers.len() {
        let customer = &world.customers[index];
        let contact = customer.contact.clone().unwrap_or_default();
        let from_messages = world
            .messages
            .iter()
            .find(|m| m.customer == index && !m.row.segment.is_empty())
            .map(|m| m.row.segment.clone())
            .unwrap_or_default();
        let phone = customer.names.iter().find(|name| name.chars().all(|c| c.is_ascii_digit()));
        let prefixes = [("49", "DE"), ("55", "BR"), ("34", "ES")];
        let prefix = prefixes.iter().find(|(digits, _)| phone.is_some_and(|p| p.starts_with(digits)));
        let country = match contact.country.as_str() {
            "" => prefix.map(|(_, country)| country.to_string()).unwrap_or_default(),
            country => country.to_string(),
        };
        let customer = &mut world.customers[index];
        customer.segment = if contact.segment.is_empty() { from_messages } else { contact.segment.clone() };
        customer.country = country;
        customer.language = contact.language.clone();
    }
}

fn describe_messages(world: &mut World) {
    let first = |values: [&str; 3]| or_none(values.into_iter().find(|value| !value.is_empty()).unwrap_or(""));
    for index in 0..world.messages.len() {
        let message = &world.messages[index];
        let customer = &world.customers[message.customer];
        let contact = customer.contact.clone().unwrap_or_default();
        let row = &message.row;
        let dimensions = BTreeMap::from([
            ("campaign", or_none(&row.campaign)),
            ("template", or_none(&row.template)),
            ("variant", or_none(&row.variant)),
            ("category", or_none(&message.category)),
            ("type", or_none(&row.kind)),
            ("author", or_none(&message.author)),
            ("agent", or_none(&row.agent)),
            ("team", or_none(&row.team)),
            ("segment", first([&contact.segment, &row.segment, &customer.segment])),
            ("country", first([&row.country, &customer.country, ""])),
            ("language", first([&row.language, &customer.language, ""])),
            ("business", or_none(&row.business)),
        ]);
        world.messages[index].dimensions = dimensions;
    }
}
