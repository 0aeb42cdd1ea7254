//! Outreach, conversations and waits: one customer's messages in order, one after another.

use super::finish::{finish, from_row_alone};
use super::rows::ConversationRow;
use super::story::{Dimensions, Message, World};
use super::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Open,
    Answered,
    Unanswered,
}

#[derive(Clone, Debug)]
pub struct Wait {
    pub begin: i64,
    pub handoff: bool,
    pub outcome: Outcome,
    pub end: Option<i64>,
    pub author: String,
    pub agent: String,
    /// Where it was cut by a resolve and an answer within five minutes still ends it.
    resolved: Option<i64>,
    pub dimensions: Dimensions,
}

impl Wait {
    pub fn new(begin: i64, handoff: bool) -> Wait {
        Wait {
            begin,
            handoff,
            outcome: Outcome::Open,
            end: None,
            author: String::new(),
            agent: String::new(),
            resolved: None,
            dimensions: Dimensions::new(),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Conversation {
    pub id: Option<String>,
    pub customer: usize,
    pub business: String,
    pub members: Vec<usize>,
    pub waits: Vec<Wait>,
    pub row: Option<ConversationRow>,
    pub start: i64,
    pub by_business: bool,
    pub dimensions: Dimensions,
}

enum Step {
    Message(usize),
    Handoff(String, i64),
    Resolve(String, i64),
}

/// Finds outreach, conversations and waits of everybody.
pub fn walk(world: &mut World, table: &[ConversationRow]) {
    // A resolve without any time is dated to the last message of its conversation, which is
    // known only after a walk without it.
    let mut resolves: BTreeMap<String, i64> = BTreeMap::new();
    for row in table {
        let closed = if row.is_resolved() { row.closed_at } else { None };
        if let Some(time) = row.resolved_at.or(closed) {
            resolves.insert(row.conversation_id.clone(), time);
        }
    }
    let mut conversations = walk_all(world, table, &resolves);
    for row in table {
        let id = &row.conversation_id;
        if row.is_resolved() && !resolves.contains_key(id) {
            let found = conversations.iter().find(|c| c.id.as_ref() == Some(id));
            if let Some(last) = found.and_then(|c| c.members.last()) {
                resolves.insert(id.clone(), world.messages[*last].at);
            }
        }
    }
    conversations = walk_all(world, table, &resolves);
    for conversation in &mut conversations {
        conversation.row = table.iter().find(|row| Some(&row.conversation_id) == conversation.id.as_ref()).cloned();
    }
    conversations.retain(|c| {
        let talk = |i: &usize| {
            let m = &world.messages[*i];
            if m.inbound { !m.opt_out_word } else { is_answer(m) }
        };
        c.row.is_some() || c.members.iter().any(talk)
    });
    let responses_known = table.iter().any(|row| row.first_response_at.is_some());
    for row in table {
        if !conversations.iter().any(|c| c.id.as_ref() == Some(&row.conversation_id)) {
            conversations.extend(from_row_alone(world, row, &resolves, responses_known));
        }
    }
    for conversation in &mut conversations {
        finish(world, conversation);
    }
    world.conversations = conversations;
}

fn walk_all(world: &mut World, table: &[ConversationRow], resolves: &BTreeMap<String, i64>) -> Vec<Conversation> {
    let mut all = vec![];
    for customer in 0..world.customers.len() {
        let mut steps: Vec<(i64, u8, usize, Step)> = vec![];
        for i in 0..world.messages.len() {
            let m = &world.messages[i];
            if m.customer == customer && !m.event {
                steps.push((world.tick(customer, m.at), 0, i, Step::Message(i)));
            }
        }
        for row in table {
            if world.customer_named(&row.customer) != Some(customer) {
                continue;
            }
            let id = row.conversation_id.clone();
            if let Some(time) = row.handoff_at {
                let step = Step::Handoff(id.clone(), time);
                steps.push((world.tick(customer, time), 1, steps.len(), step));
            }
            if let Some(time) = resolves.get(&id) {
                let step = Step::Resolve(id, *time);
                steps.push((world.tick(customer, *time), 2, steps.len(), step));
            }
        }
        steps.sort_by_key(|(tick, kind, place, _)| (*tick, *kind, *place));
        let mut walker = Walker { world, customer, table, resolves, conversations: vec![] };
        for (_, _, _, step) in steps {
            walker.step(step);
        }
        all.extend(walker.conversations);
    }
    all
}

pub fn is_answer(m: &Message) -> bool {
    m.is_outbound() && !m.outreach && !m.failed() && ["agent", "bot", ""].contains(&m.author.as_str())
}

struct Walker<'a> {
    world: &'a mut World,
    customer: usize,
    table: &'a [ConversationRow],
    resolves: &'a BTreeMap<String, i64>,
    conversations: Vec<Conversation>,
}

impl Walker<'_> {
    fn step(&mut self, step: Step) {
        match step {
            Step::Message(i) => self.message(i),
            Step::Handoff(id, time) => {
                let Some(c) = self.position(&id) else { return };
                if self.open_wait(c, time).is_none() {
                    self.conversations[c].waits.push(Wait::new(time, true));
                }
            }
            Step::Resolve(id, time) => {
                let Some(c) = self.position(&id) else { return };
                if let Some(w) = self.open_wait(c, time) {
                    let wait = &mut self.conversations[c].waits[w];
                    wait.outcome = Outcome::Unanswered;
                    wait.resolved = Some(time);
                }
            }
        }
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.conversations.iter().position(|c| c.id.as_deref() == Some(id))
    }

    fn tick(&self, time: i64) -> i64 {
        self.world.tick(self.customer, time)
    }

    /// The wait of a conversation that is open at a time, its late-answer window included.
    fn open_wait(&self, conversation: usize, time: i64) -> Option<usize> {
        self.conversations[conversation].waits.iter().position(|wait| {
            wait.outcome == Outcome::Open && self.tick(time) <= self.tick(wait.begin) + self.world.windows.late_answer
        })
    }

    /// The last wait of a conversation, cut by a resolve less than five minutes ago.
    fn wait_in_grace(&self, conversation: usize, time: i64) -> Option<usize> {
        let waits = &self.conversations[conversation].waits;
        let last = waits.len().checked_sub(1)?;
        let resolved = self.tick(waits[last].resolved?);
        let late = self.tick(time) > self.tick(waits[last].begin) + self.world.windows.late_answer;
        let over = self.tick(time) > resolved + GRACE_AFTER_RESOLVE;
        if late || over || waits[last].outcome != Outcome::Unanswered { None } else { Some(last) }
    }

    fn message(&mut self, i: usize) {
        let mut m = self.world.messages[i].clone();
        if m.is_outbound() {
            m.outreach = self.is_outreach(&m);
            let uncategorised = m.category.is_empty() && !m.row.campaign.is_empty();
            m.marketing = m.outreach && (m.category == "marketing" || uncategorised);
            self.world.messages[i] = m.clone();
        }
        if m.failed() || m.outreach {
            return;
        }
        let Some(c) = self.conversation_of(&m) else { return };
        self.conversations[c].members.push(i);
        if m.inbound && !m.opt_out_word && !m.closing && self.open_wait(c, m.at).is_none() {
            for wait in &mut self.conversations[c].waits {
                wait.resolved = None;
            }
            self.expire(c, m.at);
            self.conversations[c].waits.push(Wait::new(m.at, false));
        }
        if is_answer(&m) {
            let wait = self.open_wait(c, m.at).or(self.wait_in_grace(c, m.at));
            if let Some(w) = wait {
                let wait = &mut self.conversations[c].waits[w];
                if !wait.handoff || m.author == "agent" {
                    wait.outcome = Outcome::Answered;
                    wait.end = Some(m.at);
                    wait.author = m.author.clone();
                    wait.agent = m.row.agent.clone();
                }
            }
        }
    }

    /// A run that gets its id now was resolved where the table says so, though nobody could tell then.
    fn resolve_late(&mut self, conversation: usize, id: &str, now: i64) {
        let Some(time) = self.resolves.get(id).copied() else { return };
        if self.tick(time) >= self.tick(now) {
            return;
        }
        for w in 0..self.conversations[conversation].waits.len() {
            let begin = self.conversations[conversation].waits[w].begin;
            let before = self.tick(begin) <= self.tick(time)
                && self.tick(time) <= self.tick(begin) + self.world.windows.late_answer;
            let wait = &mut self.conversations[conversation].waits[w];
            if before && wait.outcome == Outcome::Open {
                wait.outcome = Outcome::Unanswered;
                wait.resolved = Some(time);
            }
        }
    }

    /// Waits whose late-answer window has passed are unanswered.
    fn expire(&mut self, conversation: usize, time: i64) {
        for w in 0..self.conversations[conversation].waits.len() {
            let wait = &self.conversations[conversation].waits[w];
            let late = self.tick(time) > self.tick(wait.begin) + self.world.windows.late_answer;
            if wait.outcome == Outcome::Open && late {
                self.conversations[conversation].waits[w].outcome = Outcome::Unanswered;
            }
        }
    }

    fn is_outreach(&self, m: &Message) -> bool {
        if !m.row.campaign.is_empty() || m.author == "campaign" {
            return true;
        }
        if m.category == "service" {
            return false;
        }
        if m.category == "marketing" || m.category == "authentication" {
            return true;
        }
        let waiting = (0..self.conversations.len())
            .any(|c| self.conversations[c].business == m.row.business && self.open_wait(c, m.at).is_some());
        if !m.row.template.is_empty() || m.category == "utility" {
            let in_person = m.author == "agent" || m.author == "bot";
            return !(in_person && waiting);
        }
        if m.author.is_empty() && m.category.is_empty() {
            let wrote = self.world.messages.iter().any(|other| {
                other.customer == m.customer
                    && other.inbound
                    && !other.event
                    && !other.failed()
                    && other.row.business == m.row.business
                    && self.world.within(m.customer, other.at, m.at, DAY)
            });
            return !waiting && !wrote;
        }
        false
    }

    /// The conversation that a message belongs to; a new one where it may begin one.
    fn conversation_of(&mut self, m: &Message) -> Option<usize> {
        if !m.row.conversation_id.is_empty()
            && let Some(c) = self.position(&m.row.conversation_id)
        {
            return Some(c);
        }
        {
            let here: Vec<usize> =
                (0..self.conversations.len()).filter(|c| self.conversations[*c].business == m.row.business).collect();
            let begun = |c: usize, w: usize| self.tick(self.conversations[c].waits[w].begin);
            let open = here.iter().filter_map(|c| self.open_wait(*c, m.at).map(|w| (begun(*c, w), *c))).max();
            let grace = here
                .iter()
                .filter(|_| is_answer(m))
                .filter_map(|c| self.wait_in_grace(*c, m.at).map(|w| (begun(*c, w), *c)))
                .max();
            let latest = here
                .iter()
                .filter_map(|c| self.conversations[*c].members.last().map(|last| (*last, *c)))
                .filter(|(last, _)| {
                    self.world.within(m.customer, self.world.messages[*last].at, m.at, self.world.windows.session_gap)
                })
                .max();
            let found = open.or(grace).map(|(_, c)| c).or(latest.map(|(_, c)| c));
            let own = &m.row.conversation_id;
            if let Some(c) = found
                && (own.is_empty() || self.conversations[c].id.is_none())
            {
                // A run without an id that goes on under one was that conversation from its start.
                if !own.is_empty() {
                    self.conversations[c].id = Some(own.clone());
                    self.resolve_late(c, own, m.at);
                }
                return found;
            }
        }
        if m.opt_out_word {
            return None;
        }
        let id = Some(m.row.conversation_id.clone()).filter(|id| !id.is_empty());
        let row = self.table.iter().find(|row| Some(&row.conversation_id) == id.as_ref());
        let business = match row {
            Some(row) if !row.business.is_empty() => row.business.clone(),
            _ => m.row.business.clone(),
        };
        let customer = self.customer;
        let handoff = row.and_then(|row| row.handoff_at).filter(|at| self.tick(*at) < self.tick(m.at));
        let mut waits = vec![];
        if let Some(begin) = handoff {
            let mut wait = Wait::new(begin, true);
            let resolve = id.as_ref().and_then(|id| self.resolves.get(id)).copied();
            if let Some(time) = resolve
                && self.tick(begin) <= self.tick(time)
                && self.tick(time) < self.tick(m.at)
            {
                wait.outcome = Outcome::Unanswered;
                wait.resolved = Some(time);
            }
            waits.push(wait);
        }
        self.conversations.push(Conversation { id, customer, business, waits, ..Conversation::default() });
        Some(self.conversations.len() - 1)
    }
}
