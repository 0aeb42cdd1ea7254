//! The columns of the messages table. The text has none: it is never exported.

use super::archive::Archive;
use super::sheet::Cell;
use crate::tables::message::Message;
use crate::tables::values::{Author, Category, Direction, MessageType, Sentiment, Status};

/// How a column is found.
type Find = for<'a> fn(&'a Archive, &Message) -> Cell<'a>;

/// How a column of the messages table is found; none for one that is not exported.
pub fn message(column: &str) -> Option<Find> {
    let find: Find = match column {
        "message_id" => |archive, row| archive.message_id(row.id()),
        "conversation_id" => |archive, row| archive.conversation(row.conversation),
        "customer" => |archive, row| archive.name(row.customer.0),
        "business" => |archive, row| archive.business(archive.profile(row).business),
        "direction" => |archive, row| Cell::word(archive.profile(row).direction.map(Direction::word)),
        "author" => |archive, row| Cell::word(archive.profile(row).author.map(Author::word)),
        "agent" => |archive, row| archive.agent(archive.profile(row).agent),
        "team" => |archive, row| archive.text(archive.profile(row).team),
        "type" => |archive, row| Cell::word(archive.profile(row).kind.map(MessageType::word)),
        "at" => |_, row| Cell::time(row.times.at.get()),
        "sent_at" => |_, row| Cell::time(row.times.sent.get()),
        "delivered_at" => |_, row| Cell::time(row.times.delivered.get()),
        "read_at" => |_, row| Cell::time(row.times.read.get()),
        "failed_at" => |_, row| Cell::time(row.times.failed.get()),
        "status" => |archive, row| {
            // An empty status of an outbound message would be read as "sent" beside others that have one.
            let means_nothing = row.status == Status::Unknown && archive.profile(row).is_inbound();
            Cell::word((!means_nothing).then(|| row.status.word()))
        },
        "error_code" => |archive, row| Cell::number(archive.profile(row).error_code),
        "reply_to" => |archive, row| archive.message_id(row.reply_to()),
        "template" => |archive, row| archive.text(archive.profile(row).template),
        "category" => |archive, row| Cell::word(archive.profile(row).category.map(Category::word)),
        "campaign" => |archive, row| archive.text(archive.profile(row).campaign),
        "variant" => |archive, row| archive.text(archive.profile(row).variant),
        "segment" => |archive, row| archive.text(archive.profile(row).segment),
        "country" => |archive, row| archive.text(archive.profile(row).country),
        "language" => |archive, row| archive.text(archive.profile(row).language),
        "billable" => |archive, row| Cell::flag(archive.profile(row).billable),
        "cost" => |archive, row| Cell::number(archive.profile(row).cost),
        "currency" => |archive, row| archive.text(archive.profile(row).currency),
        "clicked_at" => |_, row| Cell::time(row.times.clicked.get()),
        "button" => |archive, row| archive.text(archive.profile(row).button),
        "step" => |archive, row| archive.text(archive.profile(row).step),
        "final" => |archive, row| Cell::flag(archive.profile(row).final_step),
        "fallback" => |archive, row| Cell::flag(archive.profile(row).fallback),
        "followup" => |archive, row| Cell::flag(archive.profile(row).followup),
        "sentiment" => |archive, row| Cell::word(archive.profile(row).sentiment.map(Sentiment::word)),
        _ => return None,
    };
    Some(find)
}
