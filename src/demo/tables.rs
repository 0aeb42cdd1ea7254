//! The tables beside messages: conversations, orders, surveys, contacts and spend, as the shop's programs write them
//! and as canonical tables.

use super::Size;
use super::account::team_of;
use super::clock::{utc, with_zone};
use super::people::Customer;
use super::sales::{Buyer, Naming, Order, stranger, strangers};
use super::story::{Click, Story};

/// How times and numbers are written.
pub struct Style {
    time: fn(i64) -> String,
    number: fn(&Customer, i64) -> String,
}

/// The local time with its distance from UTC, numbers with a plus.
pub const SHOP: Style = Style { time: with_zone, number: |customer, at| format!("+{}", customer.phone_at(at)) };
pub const CANONICAL: Style = Style { time: utc, number: |customer, at| customer.phone_at(at).to_owned() };

/// A table as CSV. Nothing in the shop's tables needs quotes but texts.
pub fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let quoted = |cell: String| {
        if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    };
    rows.fold(format!("{header}\n"), |table, row| {
        table + &row.into_iter().map(quoted).collect::<Vec<_>>().join(",") + "\n"
    })
}

fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// The helpdesk's view: who had it, how it ended, what the customer said of it.
pub fn conversations(story: &Story, style: &Style) -> String {
    let mut talks: Vec<_> = story.talks.iter().collect();
    talks.sort_by(|one, other| one.id.cmp(&other.id));
    let rows = talks.into_iter().map(|talk| {
        let time = |time: Option<i64>| time.map(style.time).unwrap_or_default();
        let agent = talk.agents.last().copied().unwrap_or_default();
        let several = |count: usize| if count > 0 { count.to_string() } else { String::new() };
        vec![
            talk.id.clone(),
            (style.number)(&story.customers[talk.customer], talk.started),
            (style.time)(talk.started),
            time(talk.resolved),
            time(talk.reopened),
            time(talk.closed),
            several(talk.resolutions as usize),
            if talk.resolved.is_some() { "resolved" } else { "open" }.to_owned(),
            agent.to_owned(),
            team_of(agent).to_owned(),
            talk.bot.to_string(),
            time(talk.handoff),
            several(talk.agents.len()),
            if talk.sold.is_some() { "true" } else { "" }.to_owned(),
            talk.sold.map(money).unwrap_or_default(),
            if talk.sold.is_some() { "EUR" } else { "" }.to_owned(),
            talk.csat.map(|score| score.to_string()).unwrap_or_default(),
        ]
    });
    let header = "conversation_id,customer,started_at,resolved_at,reopened_at,closed_at,resolutions,status,agent,team,\
                  bot,handoff_at,agents,converted,value,currency,csat";
    table(header, rows)
}

/// The till's orders and the offers asked for.
pub fn orders(story: &Story, style: &Style) -> String {
    let mut orders: Vec<&Order> = story.orders.iter().collect();
    orders.sort_by_key(|order| order.at);
    let rows = orders.into_iter().enumerate().map(|(place, order)| {
        let customer = match order.buyer {
            Buyer::Customer(customer) => (style.number)(&story.customers[customer], order.at),
            Buyer::Stranger(number) => stranger(number),
        };
        let mut row = vec![
            format!("L-{}", 30_001 + place),
            customer,
            (style.time)(order.at),
            order.kind.to_owned(),
            order.cents.map(money).unwrap_or_default(),
            order.currency.to_owned(),
            order.refunded.map(money).unwrap_or_default(),
        ];
        row.extend(match order.naming {
            Naming::Nothing => [String::new(), String::new(), String::new()],
            Naming::Campaign(campaign) => [campaign.to_owned(), String::new(), String::new()],
            Naming::Message(number) => [String::new(), story.messages[number].id.clone(), String::new()],
            Naming::Talk(talk) => [String::new(), String::new(), story.talks[talk].id.clone()],
        });
        row
    });
    table("order_id,customer,at,kind,value,currency,refunded,campaign,message_id,conversation_id", rows)
}

pub fn surveys(story: &Story, style: &Style) -> String {
    let mut surveys: Vec<_> = story.surveys.iter().collect();
    surveys.sort_by_key(|survey| (survey.sent, survey.customer));
    let rows = surveys.into_iter().enumerate().map(|(place, survey)| {
        vec![
            format!("S-{}", 5001 + place),
            (style.number)(&story.customers[survey.customer], survey.sent),
            survey.talk.map(|talk| story.talks[talk].id.clone()).unwrap_or_default(),
            survey.kind.to_owned(),
            (style.time)(survey.sent),
            survey.answer.map(|(at, _)| (style.time)(at)).unwrap_or_default(),
            survey.answer.map(|(_, score)| score.to_string()).unwrap_or_default(),
            survey.agent.to_owned(),
        ]
    });
    table("survey_id,customer,conversation_id,kind,sent_at,at,score,agent", rows)
}

/// The link tracker's clicks: most name the message, some the campaign alone.
pub fn clicks(story: &Story, style: &Style) -> String {
    let mut clicks: Vec<&Click> = story.clicks.iter().collect();
    clicks.sort_by_key(|click| (click.at, click.customer));
    let rows = clicks.into_iter().map(|click| {
        let message = &story.messages[click.number];
        let campaign = message.purpose.campaign;
        vec![
            (style.time)(click.at),
            (style.number)(&story.customers[click.customer], click.at),
            if click.knows_message { message.id.clone() } else { String::new() },
            campaign.to_owned(),
            format!("https://lumen-tea.example/{campaign}"),
        ]
    });
    table("at,customer,message_id,campaign,url", rows)
}

/// The shop's customers, but a few whom somebody forgot; and those who buy without ever getting a message.
pub fn contacts(story: &Story, style: &Style) -> String {
    let known = story.customers.iter().enumerate().filter(|(number, _)| number % 67 != 30);
    let customers = known.map(|(_, customer)| {
        let consent = if customer.consent { (style.time)(customer.joined + 90) } else { String::new() };
        vec![
            customer.phone.clone(),
            customer.segment.to_owned(),
            customer.country.to_owned(),
            customer.language.code().to_owned(),
            consent,
            (style.time)(customer.joined),
        ]
    });
    let others = strangers().map(|number| {
        let row = [&stranger(number), "regular", "DE", "de", "", ""];
        row.map(str::to_owned).to_vec()
    });
    table("customer,segment,country,language,consent_at,created_at", customers.chain(others))
}

/// Bills, larger for a larger shop: those of kind `message` count only where the messages themselves have no prices.
pub fn spend(size: Size) -> String {
    let mut rows = vec![
        ("A-101", "2026-09-14", "2026-10-04", 24_000, "autumn-harvest", "other", "agency: texts and pictures"),
        ("M-501", "2026-05-05", "2026-05-05", 2_140, "spring-picks", "message", "former provider"),
        ("M-502", "2026-07-15", "2026-07-15", 2_680, "summer-iced", "message", "former provider"),
        ("M-503", "2026-09-29", "2026-09-29", 3_800, "autumn-harvest", "message", "in the send log, too"),
    ];
    let months = [
        ("P-204", "2026-04-01", "2026-04-30"),
        ("P-205", "2026-05-01", "2026-05-31"),
        ("P-206", "2026-06-01", "2026-06-30"),
        ("P-207", "2026-07-01", "2026-07-31"),
        ("P-208", "2026-08-01", "2026-08-31"),
        ("P-209", "2026-09-01", "2026-09-30"),
        ("P-210", "2026-10-01", "2026-10-31"),
    ];
    rows.extend(months.map(|(id, since, until)| (id, since, until, 2_900, "", "platform", "platform fee")));
    let rows = rows.into_iter().map(|(id, since, until, cents, campaign, kind, note)| {
        [id, since, until, &money(size.scaled(cents)), "EUR", campaign, kind, note].map(str::to_owned).to_vec()
    });
    table("spend_id,since,until,amount,currency,campaign,kind,note", rows)
}
