//! Tests of the source on invented bodies: every way of storing them, every kind of record.

mod events;
mod records;
mod shapes;

use std::sync::Arc;

use super::*;
use crate::tables::message::{Message, RecordKind, Times, id_hash};
use crate::tables::profile::Profile;
use crate::tables::texts::Text;
use crate::tables::values::Status;

/// What a text turned out to tell.
struct Told {
    names: &'static Names,
    intake: Intake<'static>,
}

/// A message as it was read.
struct Row {
    id: u64,
    reply_to: u64,
    customer: String,
    profile: Profile,
    times: Times,
    status: Status,
    record: RecordKind,
}

fn sample(text: &str) -> Sample {
    Sample::new("log", text, true)
}

/// Reads a whole file the way it is recognised.
fn tell(text: &str) -> Told {
    let recognised = recognise(&sample(text), &Rules::default()).expect("recognised");
    tell_with(recognised.reader, text.as_bytes())
}

fn tell_with(reader: Arc<dyn Read>, bytes: &[u8]) -> Told {
    let names: &'static Names = Box::leak(Box::default());
    let rules: &'static IntakeRules = Box::leak(Box::default());
    let mut intake = Intake::new(names, rules);
    let (skip, id_text) = (reader.skip(), IdText::InFile);
    let block = Block { input: 0, offset: skip as u64, bytes: bytes[skip..].to_vec(), id_text, last: true };
    reader.read(&block, &mut intake).unwrap();
    Told { names, intake }
}

impl Told {
    fn text(&self, text: Text) -> String {
        self.names.texts.text(text)
    }

    /// records, ignored, rejected
    fn counts(&mut self) -> [u64; 3] {
        let account = *self.intake.accounts.of(0);
        [account.records, account.ignored, account.rejected]
    }

    fn ignored(&self) -> Vec<&str> {
        self.intake.accounts.ignored.keys().map(|(_, reason)| reason.as_str()).collect()
    }

    fn unknown(&self) -> Vec<&str> {
        self.intake.accounts.unknown.keys().map(|(_, what)| what.as_str()).collect()
    }

    fn aliases(&self) -> Vec<(String, String)> {
        let name = |text: Text| self.names.customers.text(text);
        self.intake.aliases.iter().map(|&(a, b)| (name(a), name(b))).collect()
    }

    /// The messages by position.
    fn rows(&mut self) -> Vec<Row> {
        let bag = std::mem::take(&mut self.intake.messages);
        let mut messages: Vec<Message> = bag.rows().unwrap();
        messages.sort_by_key(Message::origin);
        let row = |message: Message| Row {
            id: message.id(),
            reply_to: message.reply_to(),
            customer: self.names.customers.text(message.customer),
            profile: self.names.profiles.get(message.profile),
            times: message.times,
            status: message.status,
            record: message.record,
        };
        messages.into_iter().map(row).collect()
    }
}

/// A body around the fields of a `messages` value.
fn body(fields: &str) -> String {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"900","changes":[{{"value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"15550001111","phone_number_id":"77"}},{fields}}},"field":"messages"}}]}}]}}"#
    )
}

/// A body with one plain status.
fn status(id: &str, word: &str) -> String {
    body(&format!(
        r#""statuses":[{{"id":"{id}","status":"{word}","timestamp":"1785072102","recipient_id":"15550002222"}}]"#
    ))
}

/// A body of another field.
fn other(field: &str, value: &str) -> String {
    format!(
        r#"{{"entry":[{{"time":1785072000,"id":"900","changes":[{{"field":"{field}","value":{value}}}]}}],"object":"whatsapp_business_account"}}"#
    )
}
