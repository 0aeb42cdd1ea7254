//! Rows of every table: conversations, clicks, consent events, contacts, aliases and templates are read here.
//!
//! Not responsible for messages (`messages`) nor for orders, surveys, spend and aggregates (`outcomes`).

use super::row::{Reason, Row, Taker, text};
use super::{messages, outcomes};
use crate::tables::columns::*;
use crate::tables::message::Millis;
use crate::tables::rows::*;
use crate::tables::values::{Category, ConsentEvent, Rating};

/// Hands a row of a table to the intake.
#[inline]
pub fn take(table: &Table, row: &impl Row, taker: &mut Taker) {
    if table.id == MESSAGES.id {
        return messages::take(row, taker);
    }
    let taken = match table.id {
        "conversations" => conversation(row, taker),
        "clicks" => click(row, taker),
        "preferences" => preference(row, taker),
        "contacts" => contact(row, taker),
        "aliases" => alias(row, taker),
        "templates" => template(row, taker),
        "orders" => outcomes::order(row, taker),
        "surveys" => outcomes::survey(row, taker),
        "spend" => outcomes::spend(row, taker),
        _ => outcomes::aggregate(row, taker),
    };
    if let Err(reason) = taken {
        taker.reject(row, &reason);
    }
}

fn conversation(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    let status = taker.word(row, column!(CONVERSATIONS.status), |word| {
        matches!(word, "open" | "resolved" | "pending").then(|| word == "resolved")
    });
    let draft = ConversationDraft {
        conversation_id: needed(row, &CONVERSATIONS, column!(CONVERSATIONS.conversation_id))?,
        customer: text(row, column!(CONVERSATIONS.customer)),
        business: text(row, column!(CONVERSATIONS.business)),
        started_at: taker.time(row, column!(CONVERSATIONS.started_at))?,
        first_response_at: taker.time(row, column!(CONVERSATIONS.first_response_at))?,
        resolved_at: taker.time(row, column!(CONVERSATIONS.resolved_at))?,
        reopened_at: taker.time(row, column!(CONVERSATIONS.reopened_at))?,
        closed_at: taker.time(row, column!(CONVERSATIONS.closed_at))?,
        handoff_at: taker.time(row, column!(CONVERSATIONS.handoff_at))?,
        resolved: status.unwrap_or(false),
        is_event: row.is_event(),
        details: ConversationDetails {
            has_status: status.is_some(),
            bot: taker.boolean(row, column!(CONVERSATIONS.bot)),
            converted: taker.boolean(row, column!(CONVERSATIONS.converted)),
            lead: taker.boolean(row, column!(CONVERSATIONS.lead)),
            resolutions: small(taker.count(row, column!(CONVERSATIONS.resolutions))),
            agents: small(taker.count(row, column!(CONVERSATIONS.agents))),
            value: taker.decimal(row, column!(CONVERSATIONS.value)),
            csat: taker.decimal(row, column!(CONVERSATIONS.csat)).and_then(thousandths),
            nps: taker.decimal(row, column!(CONVERSATIONS.nps)).and_then(thousandths),
            ces: taker.decimal(row, column!(CONVERSATIONS.ces)).and_then(thousandths),
            ..ConversationDetails::default()
        },
        currency: text(row, column!(CONVERSATIONS.currency)),
        agent: text(row, column!(CONVERSATIONS.agent)),
        team: text(row, column!(CONVERSATIONS.team)),
        campaign: text(row, column!(CONVERSATIONS.campaign)),
        segment: text(row, column!(CONVERSATIONS.segment)),
    };
    taker.intake.conversation(taker.origin(row), &draft);
    Ok(())
}

/// A count of people or events; nobody counts further.
fn small(count: Option<u64>) -> Option<u32> {
    count.map(|count| u32::try_from(count).unwrap_or(u32::MAX))
}

/// Millionths in thousandths, rounded half to even.
fn thousandths(millionths: i64) -> Option<i32> {
    let (whole, rest) = (millionths.div_euclid(1000), millionths.rem_euclid(1000));
    let up = rest > 500 || rest == 500 && whole % 2 != 0;
    i32::try_from(whole + i64::from(up)).ok()
}

fn click(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    let draft = ClickDraft {
        at: taker.time(row, column!(CLICKS.at))?,
        customer: text(row, column!(CLICKS.customer)),
        message_id: text(row, column!(CLICKS.message_id)),
        campaign: text(row, column!(CLICKS.campaign)),
        url: text(row, column!(CLICKS.url)),
    };
    taker.intake.click(taker.origin(row), &draft);
    Ok(())
}

fn preference(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    let scope = taker
        .word(row, column!(PREFERENCES.scope), |word| ["marketing", "all"].into_iter().find(|known| *known == word));
    let draft = PreferenceDraft {
        customer: text(row, column!(PREFERENCES.customer)),
        customer_alias: "",
        at: taker.time(row, column!(PREFERENCES.at))?,
        event: taker.word(row, column!(PREFERENCES.event), ConsentEvent::from_word),
        scope: scope.unwrap_or(""),
    };
    taker.intake.preference(taker.origin(row), &draft);
    Ok(())
}

fn contact(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    let draft = ContactDraft {
        customer: text(row, column!(CONTACTS.customer)),
        segment: text(row, column!(CONTACTS.segment)),
        country: text(row, column!(CONTACTS.country)),
        language: text(row, column!(CONTACTS.language)),
        consent_at: taker.time(row, column!(CONTACTS.consent_at))?,
        created_at: taker.time(row, column!(CONTACTS.created_at))?,
    };
    taker.intake.contact(taker.origin(row), &draft);
    Ok(())
}

fn alias(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    taker.intake.alias(taker.origin(row), text(row, column!(ALIASES.alias)), text(row, column!(ALIASES.customer)));
    Ok(())
}

fn template(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    const EVENTS: [&str; 6] = ["approved", "rejected", "paused", "disabled", "reinstated", "quality"];
    let event = taker.word(row, column!(TEMPLATES.event), |word| EVENTS.into_iter().find(|event| *event == word));
    let draft = TemplateDraft {
        template: text(row, column!(TEMPLATES.template)),
        business: text(row, column!(TEMPLATES.business)),
        at: taker.time(row, column!(TEMPLATES.at))?,
        event: event.unwrap_or(""),
        rating: taker.word(row, column!(TEMPLATES.rating), Rating::from_word),
        category: taker.word(row, column!(TEMPLATES.category), Category::from_word),
        language: text(row, column!(TEMPLATES.language)),
        buttons: taker.boolean(row, column!(TEMPLATES.buttons)),
    };
    taker.intake.template(taker.origin(row), &draft);
    Ok(())
}

/// A cell that must not be empty.
pub(super) fn needed<'row>(row: &'row impl Row, table: &Table, column: usize) -> Result<&'row str, Reason> {
    let cell = text(row, column);
    if cell.is_empty() { Err(missing(table, column)) } else { Ok(cell) }
}

/// A time that must be there.
pub(super) fn needed_time(row: &impl Row, taker: &mut Taker, table: &Table, column: usize) -> Result<Millis, Reason> {
    taker.time(row, column)?.ok_or_else(|| missing(table, column))
}

/// Why a row without a cell is rejected.
pub(super) fn missing(table: &Table, column: usize) -> Reason {
    format!("no {}: every row of {} needs one", table.columns[column].name, table.id)
}
