//! What the input as a whole can tell, and the conversations table as it stood at as_of.

use super::merge;
use super::merge_orders;
use super::rows::*;
use super::settings::Settings;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default)]
pub struct Known {
    pub states: bool,
    pub reads: bool,
    pub consent: bool,
    pub opt_ins: bool,
    pub ratings: bool,
    pub resolutions: bool,
    pub orders: bool,
    pub costs: bool,
    pub bots: bool,
    pub fallbacks: bool,
    pub followups: bool,
    pub surveys: bool,
}

pub fn known(data: &Data, settings: &Settings, as_of: Option<i64>) -> Known {
    let messages = || data.messages.iter().flatten();
    let outbound: Vec<&MessageRow> = messages().filter(|row| row.direction == "outbound").collect();
    let consent = data.contacts.iter().any(|row| row.consent_at.is_some());
    let table = &data.conversations;
    Known {
        states: outbound.iter().any(|row| row.tells_a_state()),
        reads: outbound.iter().any(|row| row.read_at.is_some() || row.status == "read"),
        consent,
        opt_ins: consent || !data.preferences.is_empty(),
        ratings: data.templates.iter().any(|row| !row.rating.is_empty() && row.at.is_some()),
        resolutions: table
            .iter()
            .any(|row| !row.status.is_empty() || row.resolved_at.is_some() || row.resolutions.is_some()),
        orders: !data.orders.is_empty() || table.iter().any(|row| row.converted.is_some() || row.lead.is_some()),
        costs: messages().any(|row| row.cost.is_some())
            || !merge_orders::spend(&data.spend, as_of).is_empty()
            || !merge_orders::spend(&settings.spend, as_of).is_empty()
            || !settings.rate_card.is_empty()
            || data.aggregates.iter().any(|row| row.cost.is_some()),
        bots: outbound.iter().any(|row| row.author == "bot") || table.iter().any(|row| row.bot.is_some()),
        fallbacks: messages().any(|row| row.fallback.is_some()),
        followups: messages().any(|row| row.followup == Some(true)),
        surveys: !data.surveys.is_empty()
            || table.iter().any(|row| row.csat.is_some() || row.nps.is_some() || row.ces.is_some()),
    }
}

/// The latest time of any row but spend, contacts and aliases.
pub fn latest_time(data: &Data) -> i64 {
    let mut times: Vec<i64> = data.messages.iter().flatten().flat_map(|row| row.times()).collect();
    times.extend(data.conversations.iter().flat_map(|row| row.times()));
    times.extend(data.preferences.iter().filter_map(|row| row.at));
    times.extend(data.clicks.iter().filter_map(|row| row.at));
    times.extend(data.templates.iter().filter_map(|row| row.at));
    times.extend(data.orders.iter().filter_map(|row| row.at));
    times.extend(data.aggregates.iter().flat_map(|row| [row.since, row.until]).flatten());
    times.extend(data.surveys.iter().flat_map(|row| [row.sent_at, row.at]).flatten());
    times.into_iter().max().unwrap_or(0)
}

/// The rows of conversations that had begun by then.
fn begun(rows: &[ConversationRow], as_of: i64) -> Vec<ConversationRow> {
    let begun =
        |row: &&ConversationRow| row.started_at.or(row.times().into_iter().min()).is_none_or(|time| time <= as_of);
    rows.iter().filter(begun).cloned().collect()
}

/// The conversations table as it stood at as_of.
pub fn conversations(rows: &[ConversationRow], as_of: i64) -> Vec<ConversationRow> {
    let mut rows = begun(rows, as_of);
    for row in &mut rows {
        let later = |time: Option<i64>| time.is_some_and(|time| time > as_of);
        if row.status == "resolved" && (later(row.resolved_at) || later(row.closed_at)) {
            row.status = "open".to_string();
        }
        if later(row.resolved_at) {
            // The last of its resolves has not happened yet, and of the others nothing is dated.
            row.resolutions = None;
        }
        for time in [
            &mut row.first_response_at,
            &mut row.resolved_at,
            &mut row.reopened_at,
            &mut row.closed_at,
            &mut row.handoff_at,
        ] {
            *time = time.filter(|time| *time <= as_of);
        }
    }
    merge::conversations(&rows)
}

/// When each conversation closed, else was resolved, also after as_of: scores and orders of the
/// table have that time.
pub fn ends(rows: &[ConversationRow], as_of: i64) -> BTreeMap<String, Option<i64>> {
    let merged = merge::conversations(&begun(rows, as_of));
    merged.into_iter().map(|row| (row.conversation_id.clone(), row.closed_at.or(row.resolved_at))).collect()
}
