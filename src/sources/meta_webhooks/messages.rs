//! Messages: what customers write, echoes of what the business types into its app, and the app's history.
//!
//! Not responsible for answers and replies (`timeline`). Texts are handed on only to be looked at for opt-out words.

use super::loose::{Word, first_of};
use super::model::{Choice, Message};
use super::sink::{Scope, Sink, time};
use crate::tables::message::{MessageDraft, RecordKind};
use crate::tables::values::{Author, Direction, MessageType, Status};

/// Where a message stands in its body, which decides whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side<'a> {
    /// In `messages`: a customer's.
    Customer,
    /// In `message_echoes`: typed by a person into the business app.
    Echo,
    /// In a thread of a history with this customer: either side's.
    Thread { customer: &'a str, user_id: &'a str },
}

const TEST_SENDER: &str = "16315551181";
const TEST_ID: &str = "ABGGFlA5Fpa";

/// Takes one message.
pub(super) fn read(message: &Message, side: Side, scope: &Scope, sink: &mut Sink) {
    if scope.test || message.from.get() == TEST_SENDER || message.id.get() == TEST_ID {
        return sink.ignore("test payload", None);
    }
    let at = time(&message.timestamp);
    if !message.group_id.is_empty() {
        return sink.ignore("group chat", at);
    }
    if message.reaction.get().is_some_and(|reaction| reaction.emoji.is_empty()) {
        return sink.ignore("reaction taken back", at);
    }
    let mut draft = parties(message, side, scope);
    if draft.customer.is_empty() {
        return sink.reject("a message without a customer");
    }
    if at.is_none() {
        return sink.reject("a message without a time");
    }
    draft.message_id = message.id.get();
    draft.at = at;
    draft.kind = kind(message, sink);
    draft.reply_to = reply_to(message);
    if draft.business.is_empty() && draft.direction == Some(Direction::Outbound) {
        draft.business = message.from.get();
    }
    if let Some(system) = message.system.get() {
        draft.customer_alias = first_of([system.wa_id.get(), system.new_wa_id.get(), system.user_id.get()]);
    }
    (draft.text, draft.button) = words(message);
    let (origin, id_text) = sink.place(message.id.get());
    sink.intake.message(RecordKind::Message, origin, id_text, &draft);
}

/// Who wrote to whom.
fn parties<'m, 's: 'm>(message: &'m Message, side: Side<'m>, scope: &Scope<'s>) -> MessageDraft<'m> {
    let business = scope.business;
    let named = |number: &'m Word, user_id: &'m Word| {
        let known = scope.user_id(number.get());
        match number.get() {
            "" => (user_id.get(), ""),
            number => (number, first_of([user_id.get(), known])),
        }
    };
    let (direction, author, (customer, customer_alias)) = match side {
        Side::Customer => (Direction::Inbound, None, named(&message.from, &message.from_user_id)),
        Side::Echo => (Direction::Outbound, Some(Author::Agent), named(&message.to, &message.to_user_id)),
        Side::Thread { customer, user_id } => {
            let (direction, (number, alias)) = if same_number(message.from.get(), scope.display) {
                (Direction::Outbound, named(&message.to, &message.to_user_id))
            } else {
                (Direction::Inbound, named(&message.from, &message.from_user_id))
            };
            (direction, None, (first_of([customer, number]), first_of([user_id, alias])))
        }
    };
    let status = match direction {
        // Nothing tells what became of a message that carries no state.
        Direction::Outbound => {
            let context = message.history_context.get();
            Some(context.and_then(|context| history_status(context.status.get())).unwrap_or(Status::Unknown))
        }
        Direction::Inbound => None,
    };
    let customer = first_of([customer, if side == Side::Customer { scope.only_customer() } else { "" }]);
    MessageDraft {
        customer,
        customer_alias,
        business,
        direction: Some(direction),
        author,
        status,
        ..Default::default()
    }
}

/// Whether two phone numbers have the same digits, however they are written.
fn same_number(one: &str, other: &str) -> bool {
    let digits = |number: &'_ str| number.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    !digits(one).is_empty() && digits(one) == digits(other)
}

fn history_status(word: &str) -> Option<Status> {
    Some(match word {
        "PENDING" => Status::Pending,
        "SENT" => Status::Sent,
        "DELIVERED" => Status::Delivered,
        "READ" | "PLAYED" => Status::Read,
        "ERROR" => Status::Failed,
        _ => return None,
    })
}

fn kind(message: &Message, sink: &mut Sink) -> Option<MessageType> {
    let word = message.kind.get();
    Some(match word {
        "interactive" => interactive(message, sink),
        "voice" => MessageType::Audio,
        // The message itself follows in another webhook.
        "media_placeholder" => return None,
        "unknown" | "errors" | "ephemeral" => MessageType::Unsupported,
        _ => match MessageType::from_word(word).filter(|kind| is_metas(*kind)) {
            Some(kind) => kind,
            None => {
                sink.note_unknown("message type", word);
                MessageType::Unsupported
            }
        },
    })
}

/// Whether a canonical type's word is one of Meta's too.
fn is_metas(kind: MessageType) -> bool {
    use MessageType::*;
    !matches!(kind, ButtonReply | ListReply | FlowReply | Note)
}

fn interactive(message: &Message, sink: &mut Sink) -> MessageType {
    match message.interactive.get().map_or("", |interactive| interactive.kind.get()) {
        "button_reply" => MessageType::ButtonReply,
        "list_reply" => MessageType::ListReply,
        "nfm_reply" => MessageType::FlowReply,
        // What a business sends: lists, buttons, forms.
        "call_permission_reply" | "list" | "button" | "product" | "product_list" | "flow" | "cta_url" | "" => {
            MessageType::Interactive
        }
        word => {
            sink.note_unknown("interactive type", word);
            MessageType::Interactive
        }
    }
}

/// The message that this one is about.
fn reply_to<'m>(message: &'m Message) -> &'m str {
    let original = |original: Option<&'m super::model::Original>| original.map_or("", |o| o.original_message_id.get());
    first_of([
        message.reaction.get().map_or("", |reaction| reaction.message_id.get()),
        original(message.edit.get()),
        original(message.revoke.get()),
        message.context.get().map_or("", |context| context.id.get()),
    ])
}

/// The text, and what stands on the tapped button. A button's payload is looked at as a text: it may be the opt-out
/// word where the title is a sentence.
fn words<'m>(message: &'m Message) -> (&'m str, &'m str) {
    if let Some(button) = message.button.get() {
        return tapped(button.payload.get(), button.text.get());
    }
    let choice = |choice: &'m Choice| tapped(choice.id.get(), choice.title.get());
    let interactive = message.interactive.get();
    let chosen = interactive.and_then(|interactive| interactive.button_reply.get().or(interactive.list_reply.get()));
    match chosen {
        Some(chosen) => choice(chosen),
        None => (message.text.get().map_or("", |text| text.body.get()), ""),
    }
}

fn tapped<'m>(payload: &'m str, title: &'m str) -> (&'m str, &'m str) {
    (first_of([payload, title]), first_of([title, payload]))
}
