//! Webhooks of what customers write and of what agents type in the app.

use super::account::BUSINESS;
use super::json::{array, object, text};
use super::people::Customer;
use super::story::{Message, Story, Way};
use super::webhooks::{Webhook, body, contact, value};

pub fn bodies(story: &Story) -> Vec<Webhook> {
    let one = |message: &Message| {
        let customer = &story.customers[message.customer];
        let body = match message.way {
            Way::Inbound if message.kind == "system" => number_change(message, customer),
            Way::Inbound => written(message, customer),
            Way::Echo => echoed(message, customer),
            Way::Sent => return None,
        };
        Some(Webhook { arrival: message.at + 1, body })
    };
    story.messages.iter().filter(|message| !message.is_former()).filter_map(one).collect()
}

/// The customer's names under these two keys, as far as webhooks show them at that time.
fn names<'a>(customer: &Customer, at: i64, phone: &'a str, user_id: &'a str) -> Vec<(&'a str, String)> {
    let mut fields = Vec::new();
    if customer.shows_phone_at(at) {
        fields.push((phone, text(customer.phone_at(at))));
    }
    if let Some(id) = customer.user_id_at(at) {
        fields.push((user_id, text(&id)));
    }
    fields
}

fn written(message: &Message, customer: &Customer) -> String {
    let mut fields = names(customer, message.at, "from", "from_user_id");
    fields.push(("id", text(&message.id)));
    fields.push(("timestamp", text(&message.at.to_string())));
    if let (Some(about), true) = (&message.about, !is_event(message.kind)) {
        fields.push(("context", object(&[("from", text(BUSINESS)), ("id", text(about))])));
    }
    fields.extend(content(message));
    let contacts = array(&[contact(customer, message.at, true)]);
    body("messages", &value(vec![("contacts", contacts), ("messages", array(&[object(&fields)]))]))
}

/// Whether its `about` is not a quote.
pub fn is_event(kind: &str) -> bool {
    matches!(kind, "reaction" | "edit" | "revoke" | "system")
}

/// Its type and what it holds.
fn content(message: &Message) -> Vec<(&'static str, String)> {
    let about = || text(message.about.as_deref().unwrap_or_default());
    let media = |kind, mime: &str| {
        vec![("type", text(kind)), (kind, object(&[("id", text("90210")), ("mime_type", text(mime))]))]
    };
    match message.kind {
        "image" => media("image", "image/jpeg"),
        "audio" => media("audio", "audio/ogg; codecs=opus"),
        "unsupported" => {
            let error = object(&[("code", "131051".to_owned()), ("title", text("Message type unknown"))]);
            vec![("type", text("unsupported")), ("errors", array(&[error]))]
        }
        "button" => {
            let button = object(&[("payload", text(message.text)), ("text", text(message.text))]);
            vec![("type", text("button")), ("button", button)]
        }
        kind @ ("button_reply" | "list_reply") => {
            let choice = object(&[("id", text(message.text)), ("title", text(message.text))]);
            let interactive = object(&[("type", text(kind)), (kind, choice)]);
            vec![("type", text("interactive")), ("interactive", interactive)]
        }
        "reaction" => {
            let reaction = object(&[("message_id", about()), ("emoji", text(message.text))]);
            vec![("type", text("reaction")), ("reaction", reaction)]
        }
        "edit" => {
            let now = object(&[("type", text("text")), ("text", object(&[("body", text(message.text))]))]);
            vec![("type", text("edit")), ("edit", object(&[("original_message_id", about()), ("message", now)]))]
        }
        "revoke" => vec![("type", text("revoke")), ("revoke", object(&[("original_message_id", about())]))],
        _ => vec![("type", text("text")), ("text", object(&[("body", text(message.text))]))],
    }
}

/// Whether its text is a button's, not typed.
pub fn is_tap(kind: &str) -> bool {
    matches!(kind, "button" | "button_reply" | "list_reply")
}

fn number_change(message: &Message, customer: &Customer) -> String {
    // Only who moves has such a message, and only once.
    let phone = customer.phone_at(message.at + 1);
    let told = format!("{} changed to a new number", customer.name);
    let system = object(&[("body", text(&told)), ("wa_id", text(phone)), ("type", text("user_changed_number"))]);
    let fields = [
        ("from", text(&customer.phone)),
        ("id", text(&message.id)),
        ("timestamp", text(&message.at.to_string())),
        ("type", text("system")),
        ("system", system),
    ];
    body("messages", &value(vec![("messages", array(&[object(&fields)]))]))
}

fn echoed(message: &Message, customer: &Customer) -> String {
    let mut fields = vec![("from", text(BUSINESS))];
    fields.extend(names(customer, message.at, "to", "to_user_id"));
    fields.push(("id", text(&message.id)));
    fields.push(("timestamp", text(&message.at.to_string())));
    fields.extend(content(message));
    body("smb_message_echoes", &value(vec![("message_echoes", array(&[object(&fields)]))]))
}
