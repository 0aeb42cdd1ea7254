//! Webhooks about preferences, names, templates and the number; and the test payloads Meta's dashboard sends.

use super::account::{ACCOUNT, BUSINESS, News, TemplateEvent, WITH_BUTTONS, template_events};
use super::campaigns::BUTTONS;
use super::clock::moment;
use super::json::{array, object, text};
use super::people::Habit;
use super::story::{Preference, Story};
use super::webhooks::{Webhook, body, contact, envelope, value};

pub fn bodies(story: &Story) -> Vec<Webhook> {
    let mut webhooks: Vec<Webhook> = story.preferences.iter().map(|preference| changed(story, preference)).collect();
    webhooks.extend(story.customers.iter().filter_map(|customer| match customer.habit {
        Habit::NewNumber(since, _) => {
            let (Some(previous), Some(current)) = (customer.user_id_at(since), customer.user_id_at(since + 20)) else {
                return None;
            };
            let ids = object(&[("previous", text(&previous)), ("current", text(&current))]);
            let update = object(&[
                ("wa_id", text(customer.phone_at(since + 20))),
                ("user_id", ids),
                ("timestamp", (since + 20).to_string()),
            ]);
            let body = body("user_id_update", &value(vec![("user_id_update", array(&[update]))]));
            Some(Webhook { arrival: since + 21, body })
        }
        _ => None,
    }));
    webhooks.extend(template_events().iter().enumerate().map(template));
    webhooks.push(buttons());
    webhooks.push(number());
    webhooks.extend([moment(0, 7, 50), moment(7, 12, 30)].map(test_payload));
    webhooks
}

fn changed(story: &Story, preference: &Preference) -> Webhook {
    let customer = &story.customers[preference.customer];
    let (word, detail) = match preference.stops {
        true => ("stop", "User requested to stop marketing messages"),
        false => ("resume", "User requested to resume marketing messages"),
    };
    let mut fields = vec![("wa_id", text(customer.phone_at(preference.at)))];
    if let Some(user_id) = customer.user_id_at(preference.at) {
        fields.push(("user_id", text(&user_id)));
    }
    fields.extend([
        ("detail", text(detail)),
        ("category", text("marketing_messages")),
        ("value", text(word)),
        ("timestamp", preference.at.to_string()),
    ]);
    let contacts = array(&[contact(customer, preference.at, false)]);
    let preferences = array(&[object(&fields)]);
    let body = body("user_preferences", &value(vec![("contacts", contacts), ("user_preferences", preferences)]));
    Webhook { arrival: preference.at + 1, body }
}

/// An account webhook: the entry has the time, the value no metadata.
fn notice(at: i64, field: &str, value: &[(&str, String)]) -> Webhook {
    let change = object(&[("field", text(field)), ("value", object(value))]);
    let entry = [("id", text(ACCOUNT)), ("time", at.to_string()), ("changes", array(&[change]))];
    Webhook { arrival: at + 1, body: envelope(&entry) }
}

fn template((number, event): (usize, &TemplateEvent)) -> Webhook {
    let mut fields = Vec::new();
    let field = match event.news {
        News::Status(word) => {
            fields.push(("event", text(word)));
            "message_template_status_update"
        }
        News::Quality(from, to) => {
            fields.push(("previous_quality_score", text(from)));
            fields.push(("new_quality_score", text(to)));
            "message_template_quality_update"
        }
    };
    fields.extend([
        ("message_template_id", (55_001 + number).to_string()),
        ("message_template_name", text(event.template)),
        ("message_template_language", text(event.language)),
    ]);
    if let News::Status(_) = event.news {
        fields.push(("reason", text("NONE")));
        fields.push(("message_template_category", text(&event.category.to_uppercase())));
    }
    notice(event.at, field, &fields)
}

fn buttons() -> Webhook {
    let button = |title: &&str| {
        object(&[("message_template_button_type", text("QUICK_REPLY")), ("message_template_button_text", text(title))])
    };
    let fields = [
        ("message_template_id", "55008".to_owned()),
        ("message_template_name", text(WITH_BUTTONS)),
        ("message_template_language", text("de")),
        ("message_template_element", text("Ein Probierpäckchen für dich")),
        ("message_template_buttons", array(&BUTTONS.iter().map(button).collect::<Vec<_>>())),
    ];
    notice(moment(7, 12, 44), "message_template_components_update", &fields)
}

fn number() -> Webhook {
    let fields = [
        ("display_phone_number", text(BUSINESS)),
        ("event", text("UPGRADE")),
        ("old_limit", text("TIER_1K")),
        ("current_limit", text("TIER_10K")),
    ];
    notice(moment(5, 3, 30), "phone_number_quality_update", &fields)
}

fn test_payload(arrival: i64) -> Webhook {
    let metadata = object(&[("display_phone_number", text("16505551111")), ("phone_number_id", text("123456123"))]);
    let contact = object(&[("profile", object(&[("name", text("test user name"))])), ("wa_id", text("16315551181"))]);
    let message = object(&[
        ("from", text("16315551181")),
        ("id", text("ABGGFlA5Fpa")),
        ("timestamp", text("1504902988")),
        ("type", text("text")),
        ("text", object(&[("body", text("this is a text message"))])),
    ]);
    let value = object(&[
        ("messaging_product", text("whatsapp")),
        ("metadata", metadata),
        ("contacts", array(&[contact])),
        ("messages", array(&[message])),
    ]);
    let change = object(&[("field", text("messages")), ("value", value)]);
    Webhook { arrival, body: envelope(&[("id", text("0")), ("changes", array(&[change]))]) }
}
