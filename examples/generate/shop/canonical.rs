//! The canonical tables: what the webhook log and the send log become together.

use super::account::{BUSINESS, News, WITH_BUTTONS, template_events};
use super::clock::utc;
use super::incoming::{is_event, is_tap};
use super::people::{Customer, Habit};
use super::send_log::{cost, decimal};
use super::story::{Message, Story, Way};

/// The state of an echo: no source tells it.
const UNTOLD: &str = "unknown";

/// A table as CSV. Nothing in the shop's tables needs quotes but texts.
fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let quoted =
        |cell: String| if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell };
    rows.fold(format!("{header}\n"), |table, row| {
        table + &row.into_iter().map(quoted).collect::<Vec<_>>().join(",") + "\n"
    })
}

pub fn messages(story: &Story) -> String {
    let header = "message_id,customer,business,direction,author,agent,type,at,sent_at,delivered_at,read_at,failed_at,\
                  status,error_code,reply_to,template,category,campaign,variant,segment,billable,cost,currency,text,\
                  button";
    let mut messages: Vec<&Message> = story.messages.iter().collect();
    messages.sort_by_key(|message| (message.at, &message.id));
    table(header, messages.into_iter().map(|message| row(message, &story.customers[message.customer])))
}

fn row(message: &Message, customer: &Customer) -> Vec<String> {
    match message.way {
        Way::Sent => sent(message, customer),
        Way::Inbound | Way::Echo => written(message, customer),
    }
}

/// The customer under the name that webhooks show at that time.
fn shown_name(customer: &Customer, at: i64) -> String {
    match customer.user_id_at(at) {
        Some(user_id) if !customer.shows_phone_at(at) => user_id,
        _ => customer.phone_at(at).to_owned(),
    }
}

fn written(message: &Message, customer: &Customer) -> Vec<String> {
    let inbound = message.way == Way::Inbound;
    let quotes = !is_event(message.kind) || message.kind == "reaction";
    let (text, button) = match message.kind {
        "reaction" => ("", ""),
        _ if is_tap(message.kind) => ("", message.text),
        _ => (message.text, ""),
    };
    let mut row = vec![
        message.id.clone(),
        shown_name(customer, message.at),
        BUSINESS.to_owned(),
        if inbound { "inbound" } else { "outbound" }.to_owned(),
        if inbound { "customer" } else { "agent" }.to_owned(),
        String::new(),
        message.kind.to_owned(),
        utc(message.at),
    ];
    row.extend([""; 4].map(str::to_owned));
    row.push(if inbound { "" } else { UNTOLD }.to_owned());
    row.push(String::new());
    row.push(message.about.clone().filter(|_| quotes).unwrap_or_default());
    row.extend([""; 8].map(str::to_owned));
    row.extend([text, button].map(str::to_owned));
    row
}

fn sent(message: &Message, customer: &Customer) -> Vec<String> {
    let states = message.states;
    let priced = states.sent.or(states.arrived()).is_some();
    let first = [message.logged.then_some(message.at), states.sent].into_iter().flatten().min();
    let name = match message.logged {
        true => customer.phone_at(message.at).to_owned(),
        false => shown_name(customer, states.sent.or(states.arrived()).or(states.failed).unwrap_or(message.at)),
    };
    let status = match states {
        _ if states.read.is_some() => "read",
        _ if states.delivered.is_some() => "delivered",
        _ if states.failed.is_some() => "failed",
        _ if states.sent.is_some() => "sent",
        // Accepted by the API, never heard of again.
        _ => "pending",
    };
    let time = |time: Option<i64>| time.map(utc).unwrap_or_default();
    // What only the send log knows.
    let logged = |known: &str| if message.logged { known.to_owned() } else { String::new() };
    let purpose = message.purpose;
    let cost = cost(customer, message).filter(|_| message.logged);
    vec![
        message.id.clone(),
        name,
        if states.any() { BUSINESS } else { "" }.to_owned(),
        "outbound".to_owned(),
        logged(purpose.author),
        logged(purpose.agent),
        String::new(),
        String::new(),
        time(first),
        time(states.delivered),
        time(states.read),
        time(states.failed),
        status.to_owned(),
        if states.error > 0 { states.error.to_string() } else { String::new() },
        String::new(),
        logged(purpose.template),
        if priced || message.logged { purpose.category.to_owned() } else { String::new() },
        logged(purpose.campaign),
        logged(purpose.variant),
        logged(customer.segment),
        if priced { (purpose.category != "service").to_string() } else { String::new() },
        cost.map(decimal).unwrap_or_default(),
        cost.map(|_| "EUR".to_owned()).unwrap_or_default(),
        String::new(),
        String::new(),
    ]
}

pub fn preferences(story: &Story) -> String {
    let rows = story.preferences.iter().map(|preference| {
        let name = shown_name(&story.customers[preference.customer], preference.at);
        let event = if preference.stops { "opt_out" } else { "resume" };
        vec![name, utc(preference.at), event.to_owned(), "marketing".to_owned()]
    });
    table("customer,at,event,scope", rows)
}

pub fn aliases(story: &Story) -> String {
    let rows = story.customers.iter().flat_map(|customer| {
        let mut names = Vec::new();
        if let Some(user_id) = &customer.user_id {
            names.push(vec![user_id.clone(), customer.phone.clone(), String::new()]);
        }
        if let Habit::NewNumber(since, phone) = &customer.habit {
            names.push(vec![phone.clone(), customer.phone.clone(), utc(*since)]);
            names.extend(customer.user_id_at(since + 1).map(|user_id| vec![user_id, phone.clone(), utc(*since)]));
        }
        names
    });
    table("alias,customer,since", rows)
}

pub fn templates() -> String {
    let buttons = ["", "", "", "", "", "true"].map(str::to_owned);
    let described = std::iter::once([vec![WITH_BUTTONS.to_owned()], buttons.to_vec()].concat());
    let events = template_events().into_iter().map(|event| {
        let (word, rating, category) = match event.news {
            News::Status(word) => (word.to_lowercase(), "", event.category),
            News::Quality(_, to) => ("quality".to_owned(), to, ""),
        };
        let rest = [rating, category, event.language, ""].map(str::to_owned);
        [vec![event.template.to_owned(), utc(event.at), word], rest.to_vec()].concat()
    });
    table("template,at,event,rating,category,language,buttons", described.chain(events))
}
