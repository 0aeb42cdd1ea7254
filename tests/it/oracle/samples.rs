//! Rows to build small cases from, and the answer to one KPI.

use super::rows::*;
use super::*;
use chrono::DateTime;

pub fn at(text: &str) -> Option<i64> {
    Some(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
}

/// Monday 2026-05-11 09:00 UTC and some seconds later.
pub fn after(seconds: i64) -> Option<i64> {
    at("2026-05-11T09:00:00Z").map(|start| start + seconds * SECOND)
}

pub fn message(id: &str, seconds: i64, direction: &str, author: &str) -> MessageRow {
    MessageRow {
        message_id: id.to_string(),
        customer: "+49 151 1234567".to_string(),
        direction: direction.to_string(),
        author: author.to_string(),
        kind: "text".to_string(),
        at: after(seconds),
        ..MessageRow::default()
    }
}

pub fn customer(id: &str, seconds: i64) -> MessageRow {
    MessageRow { text: "hello there".to_string(), ..message(id, seconds, "inbound", "") }
}

pub fn said(id: &str, seconds: i64, text: &str) -> MessageRow {
    MessageRow { text: text.to_string(), ..customer(id, seconds) }
}

pub fn agent(id: &str, seconds: i64) -> MessageRow {
    message(id, seconds, "outbound", "agent")
}

pub fn campaign(id: &str, seconds: i64) -> MessageRow {
    MessageRow {
        campaign: "spring".to_string(),
        category: "marketing".to_string(),
        delivered_at: after(seconds + 5),
        ..message(id, seconds, "outbound", "campaign")
    }
}

pub fn in_conversation(rows: Vec<MessageRow>) -> Vec<MessageRow> {
    let name = |row| MessageRow { conversation_id: "c1".to_string(), ..row };
    rows.into_iter().map(name).collect()
}

pub fn with(messages: Vec<MessageRow>) -> Data {
    Data { messages: vec![messages], ..Data::default() }
}

pub fn conversation() -> ConversationRow {
    ConversationRow {
        conversation_id: "c1".to_string(),
        customer: "491511234567".to_string(),
        ..ConversationRow::default()
    }
}

pub fn total(data: &Data, kpi: &str) -> Expected {
    total_of(data, &Ask::default(), kpi)
}

pub fn total_of(data: &Data, ask: &Ask, kpi: &str) -> Expected {
    expected(data, ask).into_iter().find(|row| row.kpi == kpi && row.group.is_empty()).unwrap()
}

pub fn value(data: &Data, kpi: &str) -> Option<f64> {
    total(data, kpi).value
}

pub fn order(id: &str, seconds: i64, euros: i64) -> OrderRow {
    OrderRow {
        order_id: id.to_string(),
        customer: "491511234567".to_string(),
        at: after(seconds),
        value: Some(euros * 1_000_000),
        currency: "EUR".to_string(),
        ..OrderRow::default()
    }
}

pub fn survey(id: &str, seconds: i64, kind: &str, score: i64) -> SurveyRow {
    SurveyRow {
        survey_id: id.to_string(),
        customer: "491511234567".to_string(),
        sent_at: after(seconds - 10),
        at: after(seconds),
        kind: kind.to_string(),
        score: Some(score * 1_000_000),
        ..SurveyRow::default()
    }
}

/// An ask by one dimension.
pub fn by(dimension: &str) -> Ask {
    Ask { by: vec![dimension.to_string()], ..Ask::default() }
}

/// The value of every group of one KPI.
pub fn values(data: &Data, ask: &Ask, kpi: &str) -> Vec<(String, Option<f64>)> {
    expected(data, ask)
        .into_iter()
        .filter(|row| row.kpi == kpi && !row.group.is_empty())
        .map(|row| (row.group.into_values().flatten().collect(), row.value))
        .collect()
}
