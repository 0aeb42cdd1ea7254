//! Records with the same key become one: times take the earliest (`resolved_at` the latest),
//! the status the highest, anything else the value of the record with the earliest time.

use super::rows::*;
use std::collections::{BTreeMap, BTreeSet};

/// How far a message got. The order is the order of kpis.md rule 1, failure below delivery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    #[default]
    Unknown,
    Pending,
    Sent,
    Failed,
    Delivered,
    Read,
}

pub fn state_named(status: &str) -> State {
    match status {
        "pending" => State::Pending,
        "sent" => State::Sent,
        "failed" => State::Failed,
        "delivered" => State::Delivered,
        "read" => State::Read,
        _ => State::Unknown,
    }
}

/// The digits of a phone number, or the user id as it stands.
pub fn plain_customer(name: &str) -> String {
    let mut rest = name.trim().trim_start_matches('\'');
    rest = rest.strip_prefix("whatsapp:").unwrap_or(rest);
    rest = rest.strip_suffix("@c.us").unwrap_or(rest);
    rest = rest.strip_suffix("@s.whatsapp.net").unwrap_or(rest);
    let digits: String = rest.chars().filter(|c| !" +-()\u{a0}\u{202a}\u{202c}".contains(*c)).collect();
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
        let digits = digits.strip_prefix("00").unwrap_or(&digits);
        return digits.to_string();
    }
    name.trim().to_string()
}

/// Of all records that have a value: the one of the earliest record, ties the smaller text.
pub fn pick<'a>(values: impl Iterator<Item = (Option<i64>, &'a str)>) -> String {
    values
        .filter(|(_, text)| !text.is_empty())
        .min_by_key(|(time, text)| (time.unwrap_or(i64::MAX), *text))
        .map(|(_, text)| text.to_string())
        .unwrap_or_default()
}

/// The same of numbers; ties: the smaller text.
pub fn pick_number(values: impl Iterator<Item = (Option<i64>, Option<i64>)>) -> Option<i64> {
    let values: Vec<(Option<i64>, String)> =
        values.filter_map(|(time, number)| number.map(|number| (time, number.to_string()))).collect();
    pick(values.iter().map(|(time, text)| (*time, text.as_str()))).parse().ok()
}

/// The messages of all files, one a message id. `status` is the highest state that any record
/// declares; times stay as they are, so that `--as-of` can still cut them.
pub fn messages(files: &[Vec<MessageRow>], as_of: Option<i64>) -> Vec<MessageRow> {
    let mut by_id: BTreeMap<String, Vec<MessageRow>> = BTreeMap::new();
    for file in files {
        let file_has_states = file.iter().any(|row| row.tells_a_state());
        for row in file {
            let mut row = row.clone();
            row.customer = plain_customer(&row.customer);
            if row.status.is_empty() && !row.tells_a_state() {
                row.status = if file_has_states { "sent" } else { "unknown" }.to_string();
            }
            // A row whose own time is later has not happened yet, whatever other rows say of its message.
            let own = row.at.or(row.sent_at).or(row.times().into_iter().min());
            if own.zip(as_of).is_some_and(|(own, as_of)| own > as_of) {
                continue;
            }
            by_id.entry(row.message_id.clone()).or_default().push(row);
        }
    }
    by_id.into_values().map(|rows| one_message(&rows)).collect()
}

fn one_message(rows: &[MessageRow]) -> MessageRow {
    let text = |field: fn(&MessageRow) -> &String| -> String {
        pick(rows.iter().map(|row| (row.times().into_iter().min(), field(row).as_str())))
    };
    let time = |field: fn(&MessageRow) -> Option<i64>| -> Option<i64> { rows.iter().filter_map(field).min() };
    let status = rows.iter().max_by_key(|row| state_named(&row.status)).unwrap().status.clone();
    let number = |field: fn(&MessageRow) -> Option<i64>| -> Option<i64> {
        pick_number(rows.iter().map(|row| (row.times().into_iter().min(), field(row))))
    };
    let yes = |field: fn(&MessageRow) -> Option<bool>| -> Option<bool> { rows.iter().filter_map(field).max() };
    MessageRow {
        message_id: rows[0].message_id.clone(),
        conversation_id: text(|row| &row.conversation_id),
        customer: text(|row| &row.customer),
        business: text(|row| &row.business),
        direction: text(|row| &row.direction),
        author: text(|row| &row.author),
        agent: text(|row| &row.agent),
        team: text(|row| &row.team),
        kind: text(|row| &row.kind),
        at: time(|row| row.at),
        sent_at: time(|row| row.sent_at),
        delivered_at: time(|row| row.delivered_at),
        read_at: time(|row| row.read_at),
        failed_at: time(|row| row.failed_at),
        clicked_at: time(|row| row.clicked_at),
        status,
        error_code: number(|row| row.error_code),
        reply_to: text(|row| &row.reply_to),
        template: text(|row| &row.template),
        category: text(|row| &row.category),
        campaign: text(|row| &row.campaign),
        variant: text(|row| &row.variant),
        segment: text(|row| &row.segment),
        country: text(|row| &row.country),
        language: text(|row| &row.language),
        text: text(|row| &row.text),
        button: text(|row| &row.button),
        billable: yes(|row| row.billable),
        cost: number(|row| row.cost),
        currency: text(|row| &row.currency),
        step: text(|row| &row.step),
        last_step: yes(|row| row.last_step),
        fallback: yes(|row| row.fallback),
        followup: yes(|row| row.followup),
        sentiment: text(|row| &row.sentiment),
    }
}

/// The conversations table, one row a conversation id.
pub fn conversations(rows: &[ConversationRow]) -> Vec<ConversationRow> {
    let ids: BTreeSet<&String> = rows.iter().map(|row| &row.conversation_id).collect();
    ids.into_iter()
        .map(|id| {
            let same: Vec<&ConversationRow> = rows.iter().filter(|row| &row.conversation_id == id).collect();
            let text = |field: fn(&ConversationRow) -> &String| -> String {
                pick(same.iter().map(|row| (row.times().into_iter().min(), field(row).as_str())))
            };
            let time = |field: fn(&ConversationRow) -> Option<i64>| -> Option<i64> {
                same.iter().filter_map(|row| field(row)).min()
            };
            let number = |field: fn(&ConversationRow) -> Option<i64>| -> Option<i64> {
                pick_number(same.iter().map(|row| (row.times().into_iter().min(), field(row))))
            };
            let yes = |field: fn(&ConversationRow) -> Option<bool>| -> Option<bool> {
                same.iter().filter_map(|row| field(row)).max()
            };
            ConversationRow {
                conversation_id: id.clone(),
                customer: plain_customer(&text(|row| &row.customer)),
                business: text(|row| &row.business),
                started_at: time(|row| row.started_at),
                first_response_at: time(|row| row.first_response_at),
                resolved_at: same.iter().filter_map(|row| row.resolved_at).max(),
                reopened_at: time(|row| row.reopened_at),
                closed_at: time(|row| row.closed_at),
                handoff_at: time(|row| row.handoff_at),
                status: ["resolved", "pending", "open", ""]
                    .into_iter()
                    .find(|status| same.iter().any(|row| row.status == *status))
                    .unwrap()
                    .to_string(),
                agent: text(|row| &row.agent),
                team: text(|row| &row.team),
                campaign: text(|row| &row.campaign),
                segment: text(|row| &row.segment),
                resolutions: number(|row| row.resolutions),
                bot: yes(|row| row.bot),
                agents: number(|row| row.agents),
                converted: yes(|row| row.converted),
                lead: yes(|row| row.lead),
                value: number(|row| row.value),
                currency: text(|row| &row.currency),
                csat: number(|row| row.csat),
                nps: number(|row| row.nps),
                ces: number(|row| row.ces),
            }
        })
        .collect()
}

/// The contacts of one customer, whatever names they stand under, as one.
pub fn one_contact(rows: &[&ContactRow]) -> ContactRow {
    let text = |field: fn(&ContactRow) -> &String| -> String {
        pick(rows.iter().map(|row| {
            let first = [row.consent_at, row.created_at].into_iter().flatten().min();
            (first, field(row).as_str())
        }))
    };
    ContactRow {
        customer: rows[0].customer.clone(),
        segment: text(|row| &row.segment),
        country: text(|row| &row.country),
        language: text(|row| &row.language),
        consent_at: rows.iter().filter_map(|row| row.consent_at).min(),
        created_at: rows.iter().filter_map(|row| row.created_at).min(),
    }
}

/// Rows of a table without a key are one when they are equal in every column.
pub fn distinct<Row: Clone + PartialEq>(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut kept: Vec<Row> = vec![];
    for row in rows {
        if !kept.contains(&row) {
            kept.push(row);
        }
    }
    kept
}

/// Groups of names that are the same person.
pub fn people(names: BTreeSet<String>, aliases: &[AliasRow]) -> Vec<BTreeSet<String>> {
    let mut people: Vec<BTreeSet<String>> = names.into_iter().map(|name| BTreeSet::from([name])).collect();
    for alias in aliases {
        let (one, other) = (plain_customer(&alias.alias), plain_customer(&alias.customer));
        let mut joined = BTreeSet::from([one.clone(), other.clone()]);
        people.retain(|person| {
            let same = person.contains(&one) || person.contains(&other);
            if same {
                joined.extend(person.iter().cloned());
            }
            !same
        });
        people.push(joined);
    }
    people
}
