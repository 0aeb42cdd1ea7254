//! What the platforms around the shop export as messages tables: the bot's, the helpdesk's, the former provider's.

use super::canonical::of_messages;
use super::clock::with_zone;
use super::story::{Desk, Message, Story};

/// The bot's platform: every message that it took or sent, and where its flow was.
pub fn bot(story: &Story) -> String {
    let columns = [
        "message_id",
        "conversation_id",
        "customer",
        "direction",
        "author",
        "at",
        "template",
        "step",
        "final",
        "fallback",
        "followup",
    ];
    let by_bot = |message: &Message| message.desk == Some(Desk::Bot) && !message.is_former();
    of_messages(story, &columns, with_zone, by_bot)
}

/// The helpdesk's inbox: which message belongs to which conversation, and who wrote it.
pub fn inbox(story: &Story) -> String {
    let columns =
        ["message_id", "conversation_id", "customer", "direction", "author", "agent", "team", "at", "sentiment"];
    let in_inbox = |message: &Message| message.desk == Some(Desk::Inbox) && !message.is_former();
    of_messages(story, &columns, with_zone, in_inbox)
}

/// All that the former provider kept: every message with its states.
pub fn former_provider(story: &Story) -> String {
    let columns = [
        "message_id",
        "conversation_id",
        "business",
        "customer",
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
        "text",
        "sentiment",
    ];
    of_messages(story, &columns, with_zone, Message::is_former)
}
