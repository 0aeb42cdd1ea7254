//! Orders, surveys and spend rows with the same key become one.

use super::merge::{distinct, pick, pick_number};
use super::rows::*;
use std::collections::BTreeMap;

/// Rows by their key, in the key's order.
fn by_key<Row: Clone>(rows: impl Iterator<Item = Row>, key: impl Fn(&Row) -> &String) -> Vec<Vec<Row>> {
    let mut groups: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows {
        groups.entry(key(&row).clone()).or_default().push(row);
    }
    groups.into_values().collect()
}

/// The orders that had been placed by then.
pub fn orders(rows: &[OrderRow], as_of: i64) -> Vec<OrderRow> {
    let placed = rows.iter().filter(|row| row.at.is_none_or(|at| at <= as_of)).cloned();
    by_key(placed, |row| &row.order_id).iter().map(|same| one_order(same)).collect()
}

fn one_order(same: &[OrderRow]) -> OrderRow {
    let text = |field: fn(&OrderRow) -> &String| pick(same.iter().map(|row| (row.at, field(row).as_str())));
    let number = |field: fn(&OrderRow) -> Option<i64>| pick_number(same.iter().map(|row| (row.at, field(row))));
    OrderRow {
        order_id: same[0].order_id.clone(),
        customer: text(|row| &row.customer),
        at: same.iter().filter_map(|row| row.at).min(),
        kind: text(|row| &row.kind),
        value: number(|row| row.value),
        currency: text(|row| &row.currency),
        refunded: number(|row| row.refunded),
        campaign: text(|row| &row.campaign),
        message_id: text(|row| &row.message_id),
        conversation_id: text(|row| &row.conversation_id),
    }
}

/// The surveys that had been sent by then; an answer that came later has not come yet.
pub fn surveys(rows: &[SurveyRow], as_of: i64) -> Vec<SurveyRow> {
    let sent = rows.iter().filter(|row| row.sent_at.or(row.at).is_none_or(|at| at <= as_of)).cloned();
    by_key(sent, |row| &row.survey_id).iter().map(|same| one_survey(same, as_of)).collect()
}

fn one_survey(same: &[SurveyRow], as_of: i64) -> SurveyRow {
    let first = |row: &SurveyRow| [row.sent_at, row.at].into_iter().flatten().min();
    let text = |field: fn(&SurveyRow) -> &String| pick(same.iter().map(|row| (first(row), field(row).as_str())));
    let number = |field: fn(&SurveyRow) -> Option<i64>| pick_number(same.iter().map(|row| (first(row), field(row))));
    SurveyRow {
        survey_id: same[0].survey_id.clone(),
        customer: text(|row| &row.customer),
        conversation_id: text(|row| &row.conversation_id),
        sent_at: same.iter().filter_map(|row| row.sent_at).min(),
        at: same.iter().filter_map(|row| row.at).min().filter(|at| *at <= as_of),
        kind: text(|row| &row.kind),
        score: number(|row| row.score),
        scale_min: number(|row| row.scale_min),
        scale_max: number(|row| row.scale_max),
        agent: text(|row| &row.agent),
    }
}

/// The spend rows; those without an id are one where they are equal in every column.
pub fn spend(rows: &[SpendRow], as_of: Option<i64>) -> Vec<SpendRow> {
    let begun = |row: &&SpendRow| row.since.or(row.until).zip(as_of).is_none_or(|(since, as_of)| since <= as_of);
    let rows: Vec<SpendRow> = rows.iter().filter(begun).cloned().collect();
    let nameless = distinct(rows.iter().filter(|row| row.spend_id.is_empty()).cloned());
    let named = by_key(rows.into_iter().filter(|row| !row.spend_id.is_empty()), |row| &row.spend_id);
    named.iter().map(|same| one_spend(same)).chain(nameless).collect()
}

fn one_spend(same: &[SpendRow]) -> SpendRow {
    let first = |row: &SpendRow| [row.since, row.until].into_iter().flatten().min();
    let text = |field: fn(&SpendRow) -> &String| pick(same.iter().map(|row| (first(row), field(row).as_str())));
    SpendRow {
        spend_id: same[0].spend_id.clone(),
        since: same.iter().filter_map(|row| row.since).min(),
        until: same.iter().filter_map(|row| row.until).min(),
        as_dates: same.iter().all(|row| row.as_dates),
        amount: pick_number(same.iter().map(|row| (first(row), Some(row.amount)))).unwrap(),
        currency: text(|row| &row.currency),
        campaign: text(|row| &row.campaign),
        kind: text(|row| &row.kind),
        note: text(|row| &row.note),
    }
}
