//! Whether and when a conversation was resolved, and whether it came back.

use super::story::{Message, World};
use super::walk::Conversation;
use std::collections::BTreeSet;

/// The resolve events of one conversation.
pub struct Resolve {
    pub last: i64,
    /// The times of all of them, the last one included.
    pub events: Vec<i64>,
}

impl World {
    fn members<'a>(&'a self, c: &'a Conversation) -> impl DoubleEndedIterator<Item = &'a Message> {
        c.members.iter().map(|i| &self.messages[*i])
    }

    /// The latest message of a conversation; its start where it has none.
    pub fn latest_message(&self, c: &Conversation) -> i64 {
        self.members(c).next_back().map_or(c.start, |m| m.at)
    }

    /// Whether nobody wrote for longer than the session gap.
    pub fn silent(&self, c: &Conversation) -> bool {
        let tick = |time: i64| self.tick(c.customer, time);
        tick(self.as_of) - tick(self.latest_message(c)) > self.windows.session_gap
    }

    pub fn resolve(&self, c: &Conversation) -> Option<Resolve> {
        let row = c.row.as_ref()?;
        if !row.is_resolved() {
            return None;
        }
        let last_message = self.members(c).next_back().map(|m| m.at);
        let undated = row.closed_at.or(last_message);
        let last = row.resolved_at.or(undated).unwrap_or(c.start);
        let others = row.resolutions.unwrap_or(1).max(1) - 1;
        let mut events = vec![undated.unwrap_or(last); others as usize];
        events.push(last);
        Some(Resolve { last, events })
    }

    /// Resolved and not reopened since.
    pub fn resolved_now(&self, c: &Conversation) -> bool {
        let tick = |time: i64| self.tick(c.customer, time);
        let reopened = c.row.as_ref().and_then(|row| row.reopened_at);
        self.resolve(c).is_some_and(|resolve| reopened.is_none_or(|at| tick(at) <= tick(resolve.last)))
    }

    /// Resolved, and reopened between two resolves or within the window after the last.
    pub fn reopened(&self, c: &Conversation, resolve: &Resolve) -> bool {
        let Some(row) = &c.row else { return false };
        let tick = |time: i64| self.tick(c.customer, time);
        let end = tick(resolve.last) + self.windows.reopen;
        let by_hand = row.reopened_at.is_some_and(|at| tick(at) <= end);
        let by_message = self
            .members(c)
            .filter(|m| m.inbound && !m.opt_out_word && !m.closing)
            .any(|m| tick(m.at) > tick(resolve.last) && tick(m.at) <= end);
        by_hand || by_message || resolve.events.len() > 1
    }

    /// How many agents took part.
    pub fn agents(&self, c: &Conversation) -> i64 {
        let names = || self.members(c).filter(|m| m.is_outbound() && m.author == "agent").map(|m| &m.row.agent);
        let told = c.row.as_ref().and_then(|row| row.agents);
        told.unwrap_or_else(|| names().collect::<BTreeSet<_>>().len() as i64)
    }

    /// The first agent's message at or after a time.
    pub fn first_agent_message(&self, c: &Conversation, from: i64) -> Option<i64> {
        let tick = |time: i64| self.tick(c.customer, time);
        self.members(c).find(|m| m.is_outbound() && m.author == "agent" && tick(m.at) >= tick(from)).map(|m| m.at)
    }
}

impl super::rows::ConversationRow {
    pub fn is_resolved(&self) -> bool {
        self.resolved_at.is_some() || self.status == "resolved" || self.resolutions.unwrap_or(0) >= 1
    }
}
