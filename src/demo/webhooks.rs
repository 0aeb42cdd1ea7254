//! The webhook log: what Meta told the shop's server, body by body, in the order of arrival.

use super::account::{ACCOUNT, BUSINESS, PHONE_NUMBER_ID};
use super::clock::server_time;
use super::json::{array, object, pretty, text};
use super::people::Customer;
use super::random::Random;
use super::story::{Message, Story, Way};
use super::{incoming, notices};

/// One webhook: when it arrived, and its body.
pub struct Webhook {
    pub arrival: i64,
    pub body: String,
}

/// A status on its way: statuses that arrive in the same second share a body.
struct Status {
    arrival: i64,
    json: String,
    contact: Option<String>,
}

/// Every webhook of the three weeks, about one in twenty-five delivered twice.
pub fn webhooks(story: &Story) -> Vec<Webhook> {
    let mut random = Random::new(77_001);
    let mut webhooks = status_bodies(story, &mut random);
    webhooks.extend(incoming::bodies(story));
    webhooks.extend(notices::bodies(story));
    for number in 0..webhooks.len() {
        if random.chance(40) {
            let arrival = webhooks[number].arrival + random.long_tail(3, 15);
            webhooks.push(Webhook { arrival, body: webhooks[number].body.clone() });
        }
    }
    webhooks.sort_by(|one, other| (one.arrival, &one.body).cmp(&(other.arrival, &other.body)));
    webhooks
}

fn status_bodies(story: &Story, random: &mut Random) -> Vec<Webhook> {
    let mut statuses = Vec::new();
    let sent = story.messages.iter().filter(|message| message.way == Way::Sent && !message.is_former());
    for message in sent {
        let customer = &story.customers[message.customer];
        let states = message.states;
        let told =
            [("sent", states.sent), ("delivered", states.delivered), ("read", states.read), ("failed", states.failed)];
        for (state, at) in told {
            let Some(at) = at else { continue };
            // Most come with the next round of the sender's queue; some take a while and overtake each other.
            let lag = if random.chance(960) { 5 - at % 5 } else { random.long_tail(4, 12) };
            statuses.push(Status {
                arrival: at + lag,
                json: status(message, customer, state, at),
                contact: customer.user_id_at(at).is_some().then(|| contact(customer, at, false)),
            });
        }
    }
    statuses.sort_by(|one, other| (one.arrival, &one.json).cmp(&(other.arrival, &other.json)));
    let together = statuses.chunk_by(|one, other| one.arrival == other.arrival);
    together.map(|statuses| Webhook { arrival: statuses[0].arrival, body: status_body(statuses) }).collect()
}

fn status_body(statuses: &[Status]) -> String {
    let mut contacts: Vec<String> = statuses.iter().filter_map(|status| status.contact.clone()).collect();
    contacts.dedup();
    let statuses: Vec<String> = statuses.iter().map(|status| status.json.clone()).collect();
    let mut fields = Vec::new();
    if !contacts.is_empty() {
        fields.push(("contacts", array(&contacts)));
    }
    fields.push(("statuses", array(&statuses)));
    body("messages", &value(fields))
}

fn status(message: &Message, customer: &Customer, state: &str, at: i64) -> String {
    let mut fields = vec![("id", text(&message.id)), ("status", text(state)), ("timestamp", text(&at.to_string()))];
    if customer.shows_phone_at(at) {
        fields.push(("recipient_id", text(customer.phone_at(at))));
    }
    if let Some(user_id) = customer.user_id_at(at) {
        fields.push(("recipient_user_id", text(&user_id)));
    }
    match state {
        "failed" => fields.push(("errors", array(&[error(message.states.error)]))),
        "read" if message.states.delivered.is_some() => {}
        _ => fields.push(("pricing", pricing(message.purpose.category))),
    }
    object(&fields)
}

fn error(code: u32) -> String {
    let title = match code {
        131_026 => "Message undeliverable",
        131_047 => "Re-engagement message",
        131_049 => "Meta chose not to deliver.",
        131_050 => "User has stopped marketing messages",
        130_472 => "User's number is part of an experiment",
        _ => "Something went wrong",
    };
    object(&[("code", code.to_string()), ("title", text(title)), ("message", text(title))])
}

fn pricing(category: &str) -> String {
    let free = category == "service";
    object(&[
        ("billable", (!free).to_string()),
        ("pricing_model", text("PMP")),
        ("category", text(category)),
        ("type", text(if free { "free_customer_service" } else { "regular" })),
    ])
}

/// Who it is, as webhooks show it at that time.
pub fn contact(customer: &Customer, at: i64, named: bool) -> String {
    let mut fields = Vec::new();
    if named {
        fields.push(("profile", object(&[("name", text(customer.name))])));
    }
    if customer.shows_phone_at(at) {
        fields.push(("wa_id", text(customer.phone_at(at))));
    }
    if let Some(user_id) = customer.user_id_at(at) {
        fields.push(("user_id", text(&user_id)));
    }
    object(&fields)
}

/// A `value` with the number's metadata.
pub fn value(fields: Vec<(&str, String)>) -> String {
    let number = object(&[("display_phone_number", text(BUSINESS)), ("phone_number_id", text(PHONE_NUMBER_ID))]);
    let mut all = vec![("messaging_product", text("whatsapp")), ("metadata", number)];
    all.extend(fields);
    object(&all)
}

/// The envelope of messages and statuses: `field` before or after `value`, as in real logs.
pub fn body(field: &str, value: &str) -> String {
    let (field, value) = (("field", text(field)), ("value", value.to_owned()));
    let change = if value.1.len() % 2 == 0 { object(&[field, value]) } else { object(&[value, field]) };
    envelope(&[("id", text(ACCOUNT)), ("changes", array(&[change]))])
}

pub fn envelope(entry: &[(&str, String)]) -> String {
    object(&[("object", text("whatsapp_business_account")), ("entry", array(&[object(entry)]))])
}

/// All bodies in one array.
pub fn one_array(webhooks: &[Webhook]) -> String {
    let bodies: Vec<&str> = webhooks.iter().map(|webhook| webhook.body.as_str()).collect();
    format!("[\n{}\n]\n", bodies.join(",\n"))
}

/// Bodies laid out over lines, one after another with nothing between them but a line end.
pub fn laid_out(webhooks: &[Webhook]) -> String {
    webhooks.iter().map(|webhook| format!("{}\n", pretty(&webhook.body))).collect()
}

/// A server's own log: its local time, the body, an empty line; a banner a day; a time alone for an empty body.
pub fn server_log(webhooks: &[Webhook]) -> String {
    let mut log = String::new();
    let mut day = String::new();
    for webhook in webhooks {
        let time = server_time(webhook.arrival);
        if time[..10] != day {
            day = time[..10].to_owned();
            log.push_str(&format!("===== 📅 {day} | webhooks =====\n{time}\n\n"));
        }
        log.push_str(&format!("{time}\n{}\n\n", webhook.body));
    }
    log
}
