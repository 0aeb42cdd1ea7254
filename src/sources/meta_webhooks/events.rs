//! The rarer news: consent, changed user ids, templates, histories, and everything that is known and of no use.
//!
//! Recognised by their keys, not by the name of the field they come under. Not responsible for statuses and messages.

use serde::Deserialize;
use serde_json::Value;

use super::loose::{Fill, Loose, Word};
use super::messages::{self, Side};
use super::model::Message;
use super::sink::{Scope, Sink, time};
use crate::sources::category::category;
use crate::tables::rows::{PreferenceDraft, TemplateDraft};
use crate::tables::values::{Category, ConsentEvent, Rating};

/// Takes one item of a list of events.
type Reader = fn(&Value, &Scope, &mut Sink);

/// Takes every event of a change's value.
pub(super) fn read(value: &Value, scope: &Scope, sink: &mut Sink) {
    let readers: [(&str, Reader); 7] = [
        ("message_echoes", echo),
        ("history", history),
        ("user_preferences", preference),
        ("user_id_update", user_id),
        ("user_actions", |item, _, sink| sink.ignore("click without message or customer", moment(item))),
        ("automatic_events", |item, _, sink| sink.ignore("automatic event", moment(item))),
        ("calls", |item, _, sink| sink.ignore("call", moment(item))),
    ];
    for (key, reader) in readers {
        for item in items(value, key) {
            match (item, scope.test) {
                (Value::Object(_), false) => reader(item, scope, sink),
                (Value::Object(_), true) => sink.ignore("test payload", None),
                _ => sink.reject_items(1, "an item that is no object"),
            }
        }
    }
    if value.get("user_id").is_some_and(Value::is_object) {
        user_id(value, scope, sink);
    }
    template(value, scope, sink);
    for _ in items(value, "errors") {
        sink.ignore("account error", None);
    }
}

/// The items of a list, or the one object that stands in its place.
fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value.get(key) {
        Some(Value::Array(items)) => items,
        Some(item @ Value::Object(_)) => std::slice::from_ref(item),
        _ => &[],
    }
}

/// A text or number of an object, as text.
pub(super) fn word<'v>(value: &'v Value, key: &str) -> Word<'v> {
    value.get(key).and_then(|value| Word::deserialize(value).ok()).unwrap_or_default()
}

fn moment(item: &Value) -> Option<i64> {
    time(&word(item, "timestamp"))
}

fn message(item: &Value, side: Side, scope: &Scope, sink: &mut Sink) {
    let mut message = Loose::<Message>::default();
    match (message.fill(item), message.get()) {
        (Ok(()), Some(message)) => messages::read(message, side, scope, sink),
        _ => sink.reject("a message that cannot be read"),
    }
}

fn echo(item: &Value, scope: &Scope, sink: &mut Sink) {
    message(item, Side::Echo, scope, sink);
}

fn history(item: &Value, scope: &Scope, sink: &mut Sink) {
    for thread in items(item, "threads") {
        let customer = word(thread, "id");
        let user_id = thread.get("context").map(|context| word(context, "user_id")).unwrap_or_default();
        let side = Side::Thread { customer: customer.get(), user_id: user_id.get() };
        for item in items(thread, "messages") {
            message(item, side, scope, sink);
        }
    }
    for _ in items(item, "errors") {
        sink.ignore("history not shared", None);
    }
}

fn preference(item: &Value, _: &Scope, sink: &mut Sink) {
    let event = match word(item, "value").get() {
        "stop" => ConsentEvent::OptOut,
        "resume" => ConsentEvent::Resume,
        other => {
            sink.note_unknown("preference", other);
            return sink.ignore("unknown preference", moment(item));
        }
    };
    let (number, user_id) = (word(item, "wa_id"), word(item, "user_id"));
    let scope = if word(item, "category").get() == "marketing_messages" { "marketing" } else { "all" };
    let (origin, _) = sink.place("");
    let draft = PreferenceDraft {
        customer: number.get(),
        customer_alias: user_id.get(),
        at: moment(item),
        event: Some(event),
        scope,
    };
    sink.intake.preference(origin, &draft);
}

fn user_id(item: &Value, _: &Scope, sink: &mut Sink) {
    let Some(change) = item.get("user_id") else { return sink.reject("a changed user id without its ids") };
    let (previous, current) = (word(change, "previous"), word(change, "current"));
    let (origin, _) = sink.place("");
    sink.intake.alias(origin, previous.get(), current.get());
}

/// An event of a template: its state, its quality, its category.
fn template(value: &Value, scope: &Scope, sink: &mut Sink) {
    let (name, language) = (word(value, "message_template_name"), word(value, "message_template_language"));
    let (quality, new_category) = (word(value, "new_quality_score"), word(value, "new_category"));
    let (event, own_category) = (word(value, "event"), word(value, "message_template_category"));
    if name.is_empty() {
        return;
    }
    if scope.test {
        return sink.ignore("test payload", None);
    }
    let mut draft = TemplateDraft {
        template: name.get(),
        language: language.get(),
        business: scope.business,
        at: scope.time,
        ..TemplateDraft::default()
    };
    if !quality.is_empty() {
        draft.event = "quality";
        draft.rating = Rating::from_word(&quality.get().to_ascii_lowercase());
        if draft.rating.is_none() {
            sink.note_unknown("quality", quality.get());
            draft.rating = Some(Rating::Unknown);
        }
    } else if !new_category.is_empty() {
        draft.category = known_category(&new_category, sink);
    } else {
        draft.category = known_category(&own_category, sink);
        draft.event = match event.get() {
            "APPROVED" => "approved",
            "REJECTED" => "rejected",
            "PAUSED" => "paused",
            "DISABLED" => "disabled",
            "REINSTATED" => "reinstated",
            _ => return sink.ignore("template event without a KPI", scope.time),
        };
    }
    let (origin, _) = sink.place("");
    sink.intake.template(origin, &draft);
}

fn known_category(word: &Word, sink: &mut Sink) -> Option<Category> {
    category(word.get()).unwrap_or_else(|| {
        sink.note_unknown("category", word.get());
        None
    })
}

/// Whether a value holds something that `read` takes.
pub(super) fn known(value: &Value) -> bool {
    const LISTS: [&str; 6] =
        ["message_echoes", "history", "user_preferences", "user_id_update", "user_actions", "automatic_events"];
    LISTS.iter().any(|key| value.get(key).is_some_and(Value::is_array)) || value.get("message_template_name").is_some()
}

/// Why a field without any known record in it is of no use; `None` = nobody knows it.
pub(super) fn useless_field(field: &str) -> Option<&'static str> {
    Some(match field {
        "phone_number_quality_update" | "phone_number_name_update" | "business_capability_update" => "number event",
        "account_update"
        | "account_alerts"
        | "account_review_update"
        | "account_settings_update"
        | "security"
        | "business_status_update"
        | "business_username_update"
        | "partner_solutions" => "account event",
        "calls" | "call_permission_update" => "call",
        "flows" => "flow event",
        "message_template_components_update"
        | "message_template_status_update"
        | "message_template_quality_update"
        | "template_category_update"
        | "template_correct_category_detection" => "template event without a KPI",
        "group_lifecycle_update" | "group_participants_update" | "group_settings_update" | "group_status_update" => {
            "group chat"
        }
        "smb_app_state_sync" | "history" | "smb_message_echoes" => "app event",
        "messages"
        | "user_preferences"
        | "standby"
        | "messaging_handovers"
        | "tracking_events"
        | "automatic_events"
        | "payment_configuration_update"
        | "user_id_update"
        | "user_actions" => "webhook without a record",
        _ => return None,
    })
}
