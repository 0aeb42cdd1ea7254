//! From the entries of a chat to messages: sides, times, ids.
//!
//! Not responsible for taking lines apart (`entries`, `content`).

use std::collections::HashMap;

use anyhow::{Result, bail};

use super::content::{Content, content};
use super::dates::{midnight, order};
use super::entries::{Entry, Parts, entries};
use super::marks::is_mark;
use super::parties::{Parties, parties};
use crate::sources::json::text_of;
use crate::sources::values::{DateOrder, TimeProblem, TimeRules, local_time};
use crate::sources::{Block, Rules};
use crate::tables::identity;
use crate::tables::intake::{IdText, Intake};
use crate::tables::message::{MessageDraft, Millis, Origin, RecordKind, id_hash};
use crate::tables::values::{Author, Direction, MessageType, Status};

/// A message of a chat.
struct Said<'e> {
    entry: &'e Entry<'e>,
    sender: &'e str,
    kind: MessageType,
    text: String,
}

/// Reads a whole chat. An error is a question that only the user can answer.
pub(super) fn read(block: &Block, title: Option<&str>, rules: &Rules, intake: &mut Intake) -> Result<()> {
    let text = text_of(&block.bytes);
    let origin = |place: usize| Origin::new(block.input, block.offset + place as u64);
    let Parts { before, entries, strangers } = entries(&text);
    for _ in 0..strangers {
        intake.note_unknown(block.input, "a time and a sender in another form, taken as text");
    }
    let beginning = text.get(..before).unwrap_or_default();
    if beginning.chars().any(|letter| !letter.is_whitespace() && !is_mark(letter)) {
        intake.reject(origin(0), "text before the first message, expected a date, a time and a sender", beginning);
    }
    let mut said = Vec::new();
    let mut events = Vec::new();
    let mut is_group = false;
    for entry in &entries {
        match (content(entry.text, entry.sender.is_some()), entry.sender.as_deref()) {
            (Content::Message { kind, text }, Some(sender)) => said.push(Said { entry, sender, kind, text }),
            (Content::Event(why), _) => events.push((entry, why)),
            (Content::Group, _) | (Content::Message { .. }, None) => {
                is_group = true;
                events.push((entry, "group chat"));
            }
        }
    }
    let mut senders: Vec<&str> = said.iter().map(|said| said.sender).collect();
    senders.sort_unstable();
    senders.dedup();
    let sides = if is_group { Parties::Group } else { parties(title, &senders, rules) };
    let useless = match &sides {
        Parties::Group => Some("group chat"),
        Parties::Several => {
            Some("chat of several others: a group, or one of them is yours and not named by --business")
        }
        Parties::NoCustomer => Some("chat that names no customer"),
        Parties::Unknown if !said.is_empty() => bail!(
            "nothing tells which sender is the business: name it with --business, or let the file be called \
             `WhatsApp Chat with NAME.txt` after the customer"
        ),
        _ => None,
    };
    for (entry, why) in events {
        intake.ignore(origin(entry.place.start), useless.unwrap_or(why), None);
    }
    let Parties::Known { customer, senders: customers } = sides else {
        for said in said {
            intake.ignore(origin(said.entry.place.start), useless.unwrap_or("group chat"), None);
        }
        return Ok(());
    };
    let dates: Vec<_> = entries.iter().map(|entry| entry.header.date).collect();
    let order = order(&dates, rules.times.date_order)?;
    let mut minutes: HashMap<Millis, Millis> = HashMap::new();
    let mut repeats: HashMap<u64, u32> = HashMap::new();
    for said in &said {
        let place = origin(said.entry.place.start);
        let Some(at) = time(said.entry, order, &rules.times)? else {
            let record = text.get(said.entry.place.clone()).unwrap_or_default();
            intake.reject(place, "a date that does not exist in the order of this file's dates", record);
            continue;
        };
        // Messages of one minute (or second) stand in their order, a thousandth apart. The first has a thousandth,
        // too: a time without any would make all of the customer's times be compared by the second.
        let number = minutes.entry(at).and_modify(|number| *number += 1).or_insert(1);
        let inbound = customers.contains(said.sender);
        let message_id = message_id(&customer, at, said, inbound, &mut repeats);
        let draft = MessageDraft {
            message_id: &message_id,
            customer: &customer,
            direction: Some(if inbound { Direction::Inbound } else { Direction::Outbound }),
            author: (!inbound).then_some(Author::Agent),
            agent: if inbound { "" } else { said.sender },
            status: (!inbound).then_some(Status::Unknown),
            kind: Some(said.kind),
            at: Some(at + (*number).min(999)),
            text: if inbound { &said.text } else { "" },
            ..MessageDraft::default()
        };
        intake.message(RecordKind::Message, place, IdText::Keep, &draft);
    }
    Ok(())
}

/// When an entry was written; nothing for a day that does not exist. An error where no zone is known.
fn time(entry: &Entry, order: DateOrder, rules: &TimeRules) -> Result<Option<Millis>> {
    let Some(midnight) = midnight(entry.header.date, order) else { return Ok(None) };
    match local_time(midnight + entry.header.clock, rules) {
        Err(question @ TimeProblem::NeedsZone) => Err(question.into()),
        time => Ok(time.ok().flatten()),
    }
}

/// An id that another export of the same chat gives the same message: of its time, side and text, and of how many
/// times the same was said before at that time. It does not depend on what the export begins with.
fn message_id(customer: &str, at: Millis, said: &Said, inbound: bool, repeats: &mut HashMap<u64, u32>) -> String {
    let speaker = if inbound { "" } else { said.sender };
    // Exported with media or without, a picture is the same.
    let what = if said.kind == MessageType::Text { "" } else { "media" };
    let words: String = said.text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let parts = [&identity::normalise(customer), &at.to_string(), speaker, what, &words];
    let same = id_hash(&parts.join("\0"));
    let number = repeats.entry(same).and_modify(|number| *number += 1).or_default();
    format!("chat:{:016x}", same.wrapping_add(u64::from(*number)))
}
