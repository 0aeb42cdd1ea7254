//! The send log: what the shop keeps about what it sent, in its own table and in another program's.

use super::clock::with_zone;
use super::people::Customer;
use super::story::{Message, Story, Way};

const EUROS: &str = "EUR";

/// What a delivered message costs, in ten-thousandths of a euro. Invented prices.
pub fn cost(customer: &Customer, message: &Message) -> Option<i64> {
    message.states.arrived()?;
    let german = customer.phone.starts_with("49");
    match message.purpose.category {
        "marketing" => Some(if german { 1_131 } else { 521 }),
        "utility" => Some(if german { 456 } else { 173 }),
        "authentication" => Some(if german { 636 } else { 294 }),
        _ => None,
    }
}

pub fn decimal(cost: i64) -> String {
    format!("{}.{:04}", cost / 10_000, cost % 10_000)
}

/// The shop's own table, in the order of sending.
pub fn csv(story: &Story) -> String {
    let header =
        "message_id,phone,sent_at,campaign,template,variant,category,segment,author,agent,cost,currency\n".to_owned();
    rows(story).iter().fold(header, |table, row| table + &row.join(",") + "\n")
}

/// The same as another program writes it: other names and order, semicolons, a decimal comma, a byte order mark.
pub fn other_csv(story: &Story) -> String {
    let header = "\u{FEFF}send_time;mobile;wamid;broadcast_name;template_name;variant;category;segment;author;operator;price;currency\r\n";
    rows(story).iter().fold(header.to_owned(), |table, row| {
        let [id, phone, at, rest @ .., cost, currency] = row;
        let rest = rest.join(";");
        table + &format!("{at};{phone};{id};{rest};{};{currency}\r\n", cost.replace('.', ","))
    })
}

fn rows(story: &Story) -> Vec<[String; 12]> {
    let logged = |message: &&Message| message.way == Way::Sent && message.logged;
    let mut sent: Vec<&Message> = story.messages.iter().filter(logged).collect();
    sent.sort_by_key(|message| (message.at, &message.id));
    sent.into_iter().map(|message| row(message, &story.customers[message.customer])).collect()
}

fn row(message: &Message, customer: &Customer) -> [String; 12] {
    let purpose = message.purpose;
    let cost = cost(customer, message);
    let phone = match customer.phone_at(message.at) {
        phone if phone == customer.phone => customer.written.clone(),
        moved => format!("+{moved}"),
    };
    [
        message.id.clone(),
        phone,
        with_zone(message.at),
        purpose.campaign.to_owned(),
        purpose.template.to_owned(),
        purpose.variant.to_owned(),
        purpose.category.to_owned(),
        customer.segment.to_owned(),
        purpose.author.to_owned(),
        purpose.agent.to_owned(),
        cost.map(decimal).unwrap_or_default(),
        cost.map(|_| EUROS.to_owned()).unwrap_or_default(),
    ]
}
