//! Statuses: what became of outbound messages.
//!
//! Not responsible for merging the statuses of one message.

use super::loose::{Word, first_of};
use super::model::Status as Event;
use super::sink::{Scope, Sink, time};
use crate::sources::callback::Callback;
use crate::sources::category::category;
use crate::sources::values::boolean;
use crate::tables::message::{MessageDraft, Millis, RecordKind};
use crate::tables::values::{Category, Direction, Status};

/// Takes one status.
pub(super) fn read(status: &Event, scope: &Scope, sink: &mut Sink) {
    let at = time(&status.timestamp);
    if let Some((reason, at)) = useless(status, scope, at) {
        return sink.ignore(reason, at);
    }
    let Some((record, state)) = state(status.status.get()) else {
        sink.note_unknown("status", status.status.get());
        return sink.ignore("unknown status", at);
    };
    let id = status.message_id();
    if id.is_empty() {
        return sink.reject("a status without a message id");
    }
    let callback = Callback::parse(status.biz_opaque_callback_data.get());
    let (customer, user_id) = (status.recipient_id.get(), status.recipient_user_id.get());
    let mut draft = MessageDraft {
        message_id: id,
        customer: first_of([customer, user_id]),
        customer_alias: if customer.is_empty() { "" } else { first_of([user_id, scope.user_id(customer)]) },
        business: scope.business,
        direction: Some(Direction::Outbound),
        status: Some(state),
        category: category_of(status, sink),
        billable: billable(status),
        error_code: status.errors.first().and_then(|error| error.code.get().trim().parse().ok()),
        campaign: &callback.campaign,
        template: &callback.template,
        variant: &callback.variant,
        segment: &callback.segment,
        agent: &callback.agent,
        team: &callback.team,
        ..MessageDraft::default()
    };
    match state {
        Status::Sent => draft.sent_at = at,
        Status::Delivered => draft.delivered_at = at,
        Status::Read => draft.read_at = at,
        Status::Failed => draft.failed_at = at,
        Status::Unknown | Status::Pending => {}
    }
    let (origin, id_text) = sink.place(id);
    sink.intake.message(record, origin, id_text, &draft);
}

/// Why a status is of no use, with its time where that still counts.
fn useless(status: &Event, scope: &Scope, at: Option<Millis>) -> Option<(&'static str, Option<Millis>)> {
    if scope.test {
        return Some(("test payload", None));
    }
    match (status.recipient_type.get(), status.kind.get(), status.status.get()) {
        ("group", ..) => Some(("group chat", at)),
        (_, "call", _) => Some(("call", at)),
        (_, _, "deleted" | "warning") => Some(("legacy status", at)),
        _ => None,
    }
}

fn state(word: &str) -> Option<(RecordKind, Status)> {
    Some(match word {
        "sent" => (RecordKind::StatusSent, Status::Sent),
        "delivered" => (RecordKind::StatusDelivered, Status::Delivered),
        "read" => (RecordKind::StatusRead, Status::Read),
        "played" => (RecordKind::StatusPlayed, Status::Read),
        "failed" => (RecordKind::StatusFailed, Status::Failed),
        "pending" => (RecordKind::StatusOther, Status::Pending),
        _ => return None,
    })
}

fn category_of(status: &Event, sink: &mut Sink) -> Option<Category> {
    let origin = status.conversation.get().and_then(|conversation| conversation.origin.get());
    let billed = status.pricing.get().map_or("", |pricing| pricing.category.get());
    let word = first_of([billed, origin.map_or("", |origin| origin.kind.get())]);
    category(word).unwrap_or_else(|| {
        sink.note_unknown("category", word);
        None
    })
}

fn billable(status: &Event) -> Option<bool> {
    let pricing = status.pricing.get()?;
    match pricing.kind.get() {
        kind if kind.starts_with("free_") => Some(false),
        "regular" if pricing.billable.is_empty() => Some(true),
        _ => truth(&pricing.billable),
    }
}

fn truth(word: &Word) -> Option<bool> {
    if word.is_empty() { None } else { boolean(word.get()) }
}
