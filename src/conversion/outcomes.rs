//! The columns of the tables of conversations, what came of them and what it cost: conversations, orders, surveys,
//! spend, templates, aggregates.

use super::archive::Archive;
use super::sheet::Cell;
use super::tables::Find;
use crate::tables::rows::{Aggregate, Conversation, Counts};
use crate::tables::values::{Category, Rating};

/// Scores of conversations are kept in thousandths, all other decimals in millionths.
const MILLIONTHS: i64 = 1_000;

/// How a column of the conversations table is found.
pub fn conversation(column: &str) -> Option<Find> {
    let find: Find = match column {
        "conversation_id" => |archive, row| archive.conversation(talk(archive, row).conversation),
        "customer" => |archive, row| archive.customer(talk(archive, row).customer, archive.rows.conversations[row].0),
        "business" => |archive, row| archive.business(talk(archive, row).business),
        "started_at" => |archive, row| Cell::time(talk(archive, row).started_at),
        "first_response_at" => |archive, row| Cell::time(talk(archive, row).first_response_at),
        "resolved_at" => |archive, row| Cell::time(talk(archive, row).resolved_at),
        "reopened_at" => |archive, row| Cell::time(talk(archive, row).reopened_at),
        "closed_at" => |archive, row| Cell::time(talk(archive, row).closed_at),
        "resolutions" => |archive, row| Cell::number(talk(archive, row).details.resolutions),
        "status" => |archive, row| Cell::word(state(talk(archive, row))),
        "agent" => |archive, row| archive.agent(talk(archive, row).agent),
        "team" => |archive, row| archive.text(talk(archive, row).team),
        "bot" => |archive, row| Cell::flag(talk(archive, row).details.bot),
        "handoff_at" => |archive, row| Cell::time(talk(archive, row).handoff_at),
        "agents" => |archive, row| Cell::number(talk(archive, row).details.agents),
        "campaign" => |archive, row| archive.text(talk(archive, row).campaign),
        "segment" => |archive, row| archive.text(talk(archive, row).segment),
        "converted" => |archive, row| Cell::flag(talk(archive, row).details.converted),
        "lead" => |archive, row| Cell::flag(talk(archive, row).details.lead),
        "value" => |archive, row| Cell::number(talk(archive, row).details.value),
        "currency" => |archive, row| archive.text(talk(archive, row).details.currency),
        "csat" => |archive, row| score(talk(archive, row).details.csat),
        "nps" => |archive, row| score(talk(archive, row).details.nps),
        "ces" => |archive, row| score(talk(archive, row).details.ces),
        _ => return None,
    };
    Some(find)
}

fn talk(archive: &Archive, row: usize) -> &Conversation {
    &archive.rows.conversations[row].1
}

/// The status of a conversation; which of those that are not resolved wait for somebody is not kept.
fn state(row: &Conversation) -> Option<&'static str> {
    let told_by_count = row.details.resolutions.is_some_and(|count| count > 0);
    match (row.resolved, row.details.has_status) {
        (true, false) if told_by_count => None,
        (true, _) => Some("resolved"),
        (false, true) => Some("open"),
        (false, false) => None,
    }
}

fn score<'a>(thousandths: Option<i32>) -> Cell<'a> {
    Cell::number(thousandths.map(|score| i64::from(score) * MILLIONTHS))
}

/// How a column of the orders table is found.
pub fn order(column: &str) -> Option<Find> {
    let find: Find = match column {
        "order_id" => |archive, row| archive.id("order", archive.rows.orders[row].1.order),
        "customer" => |archive, row| archive.customer(archive.rows.orders[row].1.customer, archive.rows.orders[row].0),
        "at" => |archive, row| Cell::Time(archive.rows.orders[row].1.at),
        "kind" => |archive, row| archive.text(archive.rows.orders[row].1.kind),
        "value" => |archive, row| Cell::number(archive.rows.orders[row].1.value),
        "currency" => |archive, row| archive.text(archive.rows.orders[row].1.currency),
        "refunded" => |archive, row| Cell::number(archive.rows.orders[row].1.refunded),
        "campaign" => |archive, row| archive.text(archive.rows.orders[row].1.campaign),
        "message_id" => |archive, row| archive.message_id(archive.rows.orders[row].1.message),
        "conversation_id" => |archive, row| archive.conversation(archive.rows.orders[row].1.conversation),
        _ => return None,
    };
    Some(find)
}

/// How a column of the surveys table is found.
pub fn survey(column: &str) -> Option<Find> {
    let find: Find = match column {
        "survey_id" => |archive, row| archive.id("survey", archive.rows.surveys[row].1.survey),
        "customer" => {
            |archive, row| archive.customer(archive.rows.surveys[row].1.customer, archive.rows.surveys[row].0)
        }
        "conversation_id" => |archive, row| archive.conversation(archive.rows.surveys[row].1.conversation),
        "sent_at" => |archive, row| Cell::time(archive.rows.surveys[row].1.sent_at),
        "at" => |archive, row| Cell::time(archive.rows.surveys[row].1.at),
        "kind" => |archive, row| Cell::word(Some(archive.rows.surveys[row].1.kind.word())),
        "score" => |archive, row| Cell::number(archive.rows.surveys[row].1.score),
        "scale_min" => |archive, row| Cell::Number(archive.rows.surveys[row].1.scale.0),
        "scale_max" => |archive, row| Cell::Number(archive.rows.surveys[row].1.scale.1),
        "agent" => |archive, row| archive.agent(archive.rows.surveys[row].1.agent),
        _ => return None,
    };
    Some(find)
}

/// How a column of the spend table is found.
pub fn spend(column: &str) -> Option<Find> {
    let find: Find = match column {
        "spend_id" => |archive, row| archive.text(archive.prepared.spends[row].spend),
        "since" => |archive, row| Cell::time(archive.prepared.spends[row].since),
        "until" => |archive, row| Cell::time(archive.prepared.spends[row].until),
        "amount" => |archive, row| Cell::Number(archive.prepared.spends[row].amount),
        "currency" => |archive, row| archive.text(archive.prepared.spends[row].currency),
        "campaign" => |archive, row| archive.text(archive.prepared.spends[row].campaign),
        "kind" => |archive, row| archive.text(archive.prepared.spends[row].kind),
        "note" => |archive, row| archive.privacy.note(archive.plain(archive.prepared.spends[row].note)),
        _ => return None,
    };
    Some(find)
}

/// How a column of the templates table is found.
pub fn template(column: &str) -> Option<Find> {
    let find: Find = match column {
        "template" => |archive, row| archive.text(archive.prepared.templates[row].template),
        "business" => |archive, row| archive.business(archive.prepared.templates[row].business),
        "at" => |archive, row| Cell::time(archive.prepared.templates[row].at),
        "event" => |archive, row| archive.text(archive.prepared.templates[row].event),
        "rating" => |archive, row| Cell::word(archive.prepared.templates[row].rating.map(Rating::word)),
        "category" => |archive, row| Cell::word(archive.prepared.templates[row].category.map(Category::word)),
        "language" => |archive, row| archive.text(archive.prepared.templates[row].language),
        "buttons" => |archive, row| Cell::flag(archive.prepared.templates[row].buttons),
        _ => return None,
    };
    Some(find)
}

/// How a column of the aggregates table is found.
pub fn aggregate(column: &str) -> Option<Find> {
    let find: Find = match column {
        "since" => |archive, row| Cell::time(dated(archive, row).map(|row| row.since)),
        "until" => |archive, row| Cell::time(dated(archive, row).map(|row| row.until)),
        "template" => |archive, row| archive.text(archive.prepared.aggregates[row].template),
        "campaign" => |archive, row| archive.text(archive.prepared.aggregates[row].campaign),
        "country" => |archive, row| archive.text(archive.prepared.aggregates[row].country),
        "category" => |archive, row| Cell::word(archive.prepared.aggregates[row].category.map(Category::word)),
        "sent" => |archive, row| number_of(archive, row, |counts| counts.sent),
        "delivered" => |archive, row| number_of(archive, row, |counts| counts.delivered),
        "read" => |archive, row| number_of(archive, row, |counts| counts.read),
        "failed" => |archive, row| number_of(archive, row, |counts| counts.failed),
        "replied" => |archive, row| number_of(archive, row, |counts| counts.replied),
        "clicked" => |archive, row| number_of(archive, row, |counts| counts.clicked),
        "converted" => |archive, row| number_of(archive, row, |counts| counts.converted),
        "opt_outs" => |archive, row| number_of(archive, row, |counts| counts.opt_outs),
        "cost" => |archive, row| Cell::number(archive.prepared.aggregates[row].cost),
        "currency" => |archive, row| archive.text(archive.prepared.aggregates[row].currency),
        "revenue" => |archive, row| Cell::number(archive.prepared.aggregates[row].revenue),
        _ => return None,
    };
    Some(find)
}

fn dated(archive: &Archive, row: usize) -> Option<&Aggregate> {
    Some(&archive.prepared.aggregates[row]).filter(|row| !row.is_undated())
}

fn number_of<'a>(archive: &Archive, row: usize, count: fn(&Counts) -> Option<u64>) -> Cell<'a> {
    let count = count(&archive.prepared.aggregates[row].counts);
    Cell::number(count.map(|count| i64::try_from(count).unwrap_or(i64::MAX)))
}
