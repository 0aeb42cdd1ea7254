//! The words by which products name states, directions and types of messages, and what each means.
//!
//! Not responsible for billing words (`category`).

use crate::tables::values::{Direction, MessageType, Status};

/// The state that a word in lower case names.
pub fn status(word: &str) -> Option<Status> {
    Some(match word {
        "accepted"
        | "pending"
        | "queued"
        | "enqueued"
        | "submitted"
        | "scheduled"
        | "sending"
        | "processing"
        | "success"
        | "ok"
        | "held_for_quality_assessment"
        | "paused"
        | "200"
        | "201"
        | "202"
        | "dispatched"
        | "initiated"
        | "in progress"
        | "in_progress"
        | "waiting" => Status::Pending,
        "sent" | "enviado" | "gesendet" | "send" | "partially_delivered" => Status::Sent,
        "delivered" | "delivrd" | "received" | "entregado" | "entregue" | "zugestellt" => Status::Delivered,
        "read" | "seen" | "opened" | "played" | "leído" | "leido" | "lido" | "gelesen" | "replied" | "clicked" => {
            Status::Read
        }
        "failed" | "undelivered" | "undeliverable" | "rejected" | "expired" | "error" | "canceled" | "cancelled"
        | "fallido" | "falhou" | "fehlgeschlagen" | "failure" | "not delivered" | "invalid" | "blocked" | "undelv" => {
            Status::Failed
        }
        "unknown" => Status::Unknown,
        _ => return None,
    })
}

/// The direction that a word in lower case names.
pub fn direction(word: &str) -> Option<Direction> {
    Some(match word {
        "inbound" | "incoming" | "in" | "received" | "mo" | "receive" | "user" | "visitor" | "customer" => {
            Direction::Inbound
        }
        "outbound" | "outgoing" | "out" | "sent" | "mt" | "send" | "outbound-api" | "outbound-reply"
        | "outbound-call" | "agent" | "template" => Direction::Outbound,
        _ => return None,
    })
}

/// The type that a word in lower case names.
pub fn message_type(word: &str) -> Option<MessageType> {
    if let Some(known) = MessageType::from_word(word) {
        return Some(known);
    }
    Some(match word {
        "photo" | "picture" | "gif" => MessageType::Image,
        "voice" | "ptt" | "voice_note" => MessageType::Audio,
        "file" | "pdf" | "media" => MessageType::Document,
        "contact" | "vcard" => MessageType::Contacts,
        "hsm" | "whatsapp_template" | "campaignmessage" => MessageType::Template,
        "quick_reply" | "quickreply" => MessageType::ButtonReply,
        "list" => MessageType::ListReply,
        "chat" | "message" | "plain" => MessageType::Text,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_words_mean_themselves() {
        for &known in Status::ALL {
            assert_eq!(status(known.word()), Some(known));
        }
        for &known in Direction::ALL {
            assert_eq!(direction(known.word()), Some(known));
        }
        for &known in MessageType::ALL {
            assert_eq!(message_type(known.word()), Some(known));
        }
        assert_eq!((status("rainy"), direction("up"), message_type("smell")), (None, None, None));
    }
}
