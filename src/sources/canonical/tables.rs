//! Rows of every table but messages.
//!
//! Orders, surveys, spend and aggregates are only checked: no KPI reads them yet.

use super::messages;
use super::row::{Reason, Row, Taker, text};
use crate::sources::values;
use crate::tables::columns::*;
use crate::tables::identity;
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
        "orders" => order(row, taker),
        "surveys" => survey(row, taker),
        "spend" => spend(row, taker),
        _ => aggregate(row, taker),
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
        agent: text(row, column!(CONVERSATIONS.agent)),
        team: text(row, column!(CONVERSATIONS.team)),
        campaign: text(row, column!(CONVERSATIONS.campaign)),
        segment: text(row, column!(CONVERSATIONS.segment)),
        ..ConversationDraft::default()
    };
    taker.intake.conversation(taker.origin(row), &draft);
    Ok(())
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

fn order(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    needed(row, &ORDERS, column!(ORDERS.order_id))?;
    identity::check(needed(row, &ORDERS, column!(ORDERS.customer))?)?;
    let at = needed_time(row, taker, &ORDERS, column!(ORDERS.at))?;
    taker.intake.ignore(taker.origin(row), "orders feed no KPI yet", Some(at));
    Ok(())
}

fn survey(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    needed(row, &SURVEYS, column!(SURVEYS.survey_id))?;
    let customer = text(row, column!(SURVEYS.customer));
    identity::check(customer)?;
    if customer.is_empty() && text(row, column!(SURVEYS.conversation_id)).is_empty() {
        return Err("neither a customer nor a conversation_id: one of them is needed".into());
    }
    if !["csat", "nps", "ces"].contains(&text(row, column!(SURVEYS.kind)).to_ascii_lowercase().as_str()) {
        return Err("the kind is none of csat, nps and ces: write one of them".into());
    }
    let times = (taker.time(row, column!(SURVEYS.sent_at))?, taker.time(row, column!(SURVEYS.at))?);
    taker.intake.ignore(taker.origin(row), "surveys feed no KPI yet", times.0.max(times.1));
    Ok(())
}

fn spend(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    needed(row, &SPEND, column!(SPEND.currency))?;
    values::decimal_millionths(row.cell(column!(SPEND.amount)))
        .ok_or("the amount is not a plain decimal number: write it like 199.00")?;
    taker.time(row, column!(SPEND.since))?;
    taker.time(row, column!(SPEND.until))?;
    taker.intake.ignore(taker.origin(row), "spend feeds no KPI yet", None);
    Ok(())
}

fn aggregate(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    let since = needed_time(row, taker, &AGGREGATES, column!(AGGREGATES.since))?;
    let until = needed_time(row, taker, &AGGREGATES, column!(AGGREGATES.until))?;
    if until < since {
        return Err("until lies before since: swap them".into());
    }
    taker.intake.ignore(taker.origin(row), "aggregates feed no KPI yet", Some(until));
    Ok(())
}

/// A cell that must not be empty.
fn needed<'row>(row: &'row impl Row, table: &Table, column: usize) -> Result<&'row str, Reason> {
    let cell = text(row, column);
    if cell.is_empty() { Err(missing(table, column)) } else { Ok(cell) }
}

/// A time that must be there.
fn needed_time(row: &impl Row, taker: &mut Taker, table: &Table, column: usize) -> Result<Millis, Reason> {
    taker.time(row, column)?.ok_or_else(|| missing(table, column))
}

fn missing(table: &Table, column: usize) -> Reason {
    format!("no {}: every row of {} needs one", table.columns[column].name, table.id)
}
