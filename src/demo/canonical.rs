//! The canonical tables: what the webhook log and the send log become together.

use super::account::{BUSINESS, News, WITH_BUTTONS, team_of, template_events};
use super::clock::utc;
use super::incoming::{is_event, is_tap};
use super::people::{Customer, Habit};
use super::send_log::{cost, decimal};
use super::story::{Message, Story, Way};
use super::tables::table;

/// The state of a message whose sources tell none.
const UNTOLD: &str = "unknown";
/// The columns of `messages.csv`.
const COLUMNS: [&str; 32] = [
    "message_id",
    "conversation_id",
    "customer",
    "business",
    "direction",
    "author",
    "agent",
    "team",
    "type",
    "at",
    "sent_at",
    "delivered_at",
    "read_at",
    "failed_at",
    "status",
    "error_code",
    "reply_to",
    "template",
    "category",
    "campaign",
    "variant",
    "segment",
    "billable",
    "cost",
    "currency",
    "text",
    "button",
    "step",
    "final",
    "fallback",
    "followup",
    "sentiment",
];

pub fn messages(story: &Story) -> String {
    of_messages(story, &COLUMNS, utc, |_| true)
}

/// Some columns of some messages, in the order of time.
pub fn of_messages(
    story: &Story,
    columns: &[&str],
    time: fn(i64) -> String,
    chosen: impl Fn(&Message) -> bool,
) -> String {
    let lines = lines(story, time, chosen);
    table(
        &columns.join(","),
        lines.iter().map(|line| columns.iter().map(|column| line.get(column).to_owned()).collect()),
    )
}

/// A row of a canonical table, by column.
pub struct Line(pub Vec<(&'static str, String)>);

impl Line {
    /// The value of a column; empty where the row has none.
    pub fn get(&self, column: &str) -> &str {
        self.0.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| value)
    }
}

/// All that is known of some messages, in the order of time.
pub fn lines(story: &Story, time: fn(i64) -> String, chosen: impl Fn(&Message) -> bool) -> Vec<Line> {
    let mut messages: Vec<&Message> = story.messages.iter().filter(|message| chosen(message)).collect();
    messages.sort_by_key(|message| (message.at, &message.id));
    let line = |message: &Message| {
        let customer = &story.customers[message.customer];
        let mut cells = match message.way {
            Way::Sent => sent(message, customer, time),
            Way::Inbound | Way::Echo => written(message, customer, time),
        };
        let talk = message.talk.map(|talk| story.talks[talk].id.clone()).unwrap_or_default();
        cells.extend([("message_id", message.id.clone()), ("conversation_id", talk)]);
        Line(cells)
    };
    messages.into_iter().map(line).collect()
}

/// What is known of a message, by column.
type Cells = Vec<(&'static str, String)>;

/// The customer under the name that webhooks show at that time.
fn shown_name(customer: &Customer, at: i64) -> String {
    match customer.user_id_at(at) {
        Some(user_id) if !customer.shows_phone_at(at) => user_id,
        _ => customer.phone_at(at).to_owned(),
    }
}

fn written(message: &Message, customer: &Customer, time: fn(i64) -> String) -> Cells {
    let inbound = message.way == Way::Inbound;
    let quotes = !is_event(message.kind) || message.kind == "reaction";
    let (text, button) = match message.kind {
        "reaction" => ("", ""),
        _ if is_tap(message.kind) => ("", message.text),
        _ => (message.text, ""),
    };
    vec![
        ("customer", shown_name(customer, message.at)),
        ("business", BUSINESS.to_owned()),
        ("direction", if inbound { "inbound" } else { "outbound" }.to_owned()),
        ("author", if inbound { "customer" } else { "agent" }.to_owned()),
        ("type", message.kind.to_owned()),
        ("at", time(message.at)),
        ("status", if inbound { "" } else { UNTOLD }.to_owned()),
        ("reply_to", message.about.clone().filter(|_| quotes).unwrap_or_default()),
        ("text", text.to_owned()),
        ("button", button.to_owned()),
        ("sentiment", message.sentiment.to_owned()),
    ]
}

fn sent(message: &Message, customer: &Customer, time: fn(i64) -> String) -> Cells {
    let (states, purpose) = (message.states, message.purpose);
    // What only the sender's own exports tell, and what only webhooks do.
    let (is_former, is_logged) = (message.is_former(), message.logged || message.is_former());
    let is_known = is_logged || message.desk.is_some();
    let is_priced = !is_former && states.sent.or(states.arrived()).is_some();
    let first = [is_logged.then_some(message.at), states.sent].into_iter().flatten().min();
    let name = match is_logged {
        true => customer.phone_at(message.at).to_owned(),
        false => shown_name(customer, states.sent.or(states.arrived()).or(states.failed).unwrap_or(message.at)),
    };
    let status = match states {
        _ if states.read.is_some() => "read",
        _ if states.delivered.is_some() => "delivered",
        _ if states.failed.is_some() => "failed",
        _ if states.sent.is_some() => "sent",
        // Accepted by the API, never heard of again; of what the bot logs, nobody says so.
        _ if is_logged => "pending",
        _ => UNTOLD,
    };
    let known = |of: bool, what: &str| if of { what.to_owned() } else { String::new() };
    let told = |state: Option<i64>| state.map(time).unwrap_or_default();
    let is_bot = purpose.author == "bot";
    let cost = cost(customer, message).filter(|_| message.logged);
    vec![
        ("customer", name),
        ("business", known(states.any() || is_former, BUSINESS)),
        ("direction", "outbound".to_owned()),
        ("author", known(is_known, purpose.author)),
        ("agent", known(is_known, purpose.agent)),
        ("team", known(message.desk.is_some(), team_of(purpose.agent))),
        ("at", told(message.desk.map(|_| message.at))),
        ("sent_at", told(first)),
        ("delivered_at", told(states.delivered)),
        ("read_at", told(states.read)),
        ("failed_at", told(states.failed)),
        ("status", status.to_owned()),
        ("error_code", known(states.error > 0, &states.error.to_string())),
        ("template", known(is_known, purpose.template)),
        ("category", known(is_priced || is_logged, purpose.category)),
        ("campaign", known(is_known, purpose.campaign)),
        ("variant", known(is_known, purpose.variant)),
        ("segment", known(message.logged, customer.segment)),
        ("billable", known(is_priced, &(purpose.category != "service").to_string())),
        ("cost", cost.map(decimal).unwrap_or_default()),
        ("currency", known(cost.is_some(), "EUR")),
        ("step", purpose.step.to_owned()),
        ("final", known(purpose.is_final, "true")),
        ("fallback", known(is_bot, if purpose.is_fallback { "true" } else { "false" })),
        ("followup", known(purpose.is_followup, "true")),
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
