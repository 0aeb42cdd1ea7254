//! Conversations and waits of one customer, message by message in order.
//!
//! A message with an id of its own belongs to that conversation; one without joins the conversation whose wait is
//! open, else the latest one within the session gap. Not responsible for what counts in a figure.

use std::borrow::Cow;

use hashbrown::HashMap;
use smallvec::SmallVec;

use super::clock::Clock;
use super::walk::Walk;
use super::world::World;
use crate::tables::message::Millis;
use crate::tables::rows::Conversation;
use crate::tables::texts::Text;
use crate::tables::values::Author;

mod course;
mod finish;
mod resolution;

/// Up to so many conversations are looked through rather than indexed.
const FEW: usize = 16;

/// The conversations of one customer while the walk goes on.
pub struct Conversations<'a> {
    /// The customer's rows of the conversations table, by conversation.
    rows: Cow<'a, [(u32, Conversation)]>,
    clock: Clock,
    world: &'a World,
    talks: Vec<Talk>,
    waits: Vec<Wait>,
    /// Conversations by their ids, once there are more than a few.
    by_id: HashMap<Text, usize>,
    /// Those that a message without an id may still join.
    active: Vec<usize>,
}

/// Memory that one customer's conversations leave to the next one's.
#[derive(Default)]
pub struct Used {
    talks: Vec<Talk>,
    waits: Vec<Wait>,
    active: Vec<usize>,
}

/// A conversation in the making.
#[derive(Debug, Default)]
struct Talk {
    id: Text,
    business: Text,
    /// The place of its row among the customer's.
    row: Option<usize>,
    messages: SmallVec<[usize; 8]>,
    exchanges: u32,
    inbound_last: bool,
    has_inbound: bool,
    has_question: bool,
    has_answer: bool,
    begun_by_agent: bool,
    answered: Option<usize>,
    agent: Text,
    team: Text,
    waits: SmallVec<[usize; 4]>,
    open: Option<usize>,
    handed_off: bool,
}

#[derive(Clone, Copy, Debug)]
struct Wait {
    began: Millis,
    by_handoff: bool,
    end: Option<(Millis, Answerer)>,
    over: bool,
}

/// Who ended a wait.
#[derive(Clone, Copy, Debug, Default)]
struct Answerer {
    author: Option<Author>,
    agent: Text,
}

impl<'a> Conversations<'a> {
    /// No conversation yet; what comes goes into memory that other customers have used.
    pub fn new(rows: Cow<'a, [(u32, Conversation)]>, clock: Clock, world: &'a World, used: Used) -> Conversations<'a> {
        let Used { talks, waits, active } = used;
        Conversations { rows, clock, world, talks, waits, by_id: HashMap::new(), active }
    }

    /// Whether a wait of the customer with a number is open at a moment.
    pub fn is_waiting(&mut self, business: Text, at: Millis) -> bool {
        (0..self.active.len()).any(|place| {
            let talk = self.active[place];
            self.hand_off_before(talk, at);
            self.talks[talk].business == business && self.is_open(talk, at)
        })
    }

    /// Takes an inbound message; `answered` is the message that it replies to.
    pub fn take_inbound(&mut self, walk: &mut Walk, row: usize, answered: Option<usize>) {
        let profile = walk.profile(row);
        let found = walk.found[row];
        let Some(talk) = self.join(walk, row, profile.business, !found.opt_out_word, false) else { return };
        self.hand_off_before(talk, found.at);
        self.add(talk, row, true);
        self.talks[talk].has_question |= !found.opt_out_word;
        if !self.talks[talk].has_inbound {
            self.talks[talk].has_inbound = true;
            self.talks[talk].answered = answered;
        }
        if found.opt_out_word || profile.closing_word {
            return;
        }
        self.close_before(talk, found.at);
        if self.talks[talk].open.is_none() {
            self.begin_wait(talk, found.at, false);
        }
    }

    /// Takes an outbound message that neither failed nor is outreach.
    pub fn take_outbound(&mut self, walk: &mut Walk, row: usize) {
        let profile = walk.profile(row);
        let at = walk.found[row].at;
        let answers = matches!(profile.author, None | Some(Author::Agent | Author::Bot));
        let Some(talk) = self.join(walk, row, profile.business, true, answers) else { return };
        self.hand_off_before(talk, at);
        let begins = self.talks[talk].messages.is_empty();
        self.add(talk, row, false);
        let author = profile.author;
        if author == Some(Author::Agent) {
            self.talks[talk].begun_by_agent |= begins;
            self.talks[talk].agent = profile.agent.or(self.talks[talk].agent);
            self.talks[talk].team = profile.team.or(self.talks[talk].team);
        }
        if answers {
            self.talks[talk].has_answer = true;
            walk.story().answers_by_unknown += u64::from(author.is_none());
            self.answer(talk, at, Answerer { author, agent: profile.agent });
        }
    }

    /// An answer ends the open wait; after a hand-off only an agent's does.
    fn answer(&mut self, talk: usize, at: Millis, answerer: Answerer) {
        let open = self.is_open(talk, at) || self.is_pardoned(talk, at);
        let Some(wait) = self.talks[talk].open.filter(|_| open) else { return self.close_before(talk, at) };
        if !self.waits[wait].by_handoff || answerer.author == Some(Author::Agent) {
            self.waits[wait].end = Some((at, answerer));
            self.waits[wait].over = true;
            self.talks[talk].open = None;
        }
    }

    /// Whether the conversation's wait is open at a moment: neither resolved nor older than the late-answer window.
    fn is_open(&self, talk: usize, at: Millis) -> bool {
        let Some(wait) = self.talks[talk].open else { return false };
        let began = self.waits[wait].began;
        let resolved = self
            .resolved(talk)
            .is_some_and(|resolved| !self.clock.after(began, resolved) && self.clock.after(at, resolved));
        !resolved && self.clock.within(began, at, self.world.windows.late_answer)
    }

    /// Whether an answer at a moment still ends a wait that a resolve has ended.
    fn is_pardoned(&self, talk: usize, at: Millis) -> bool {
        let Some(wait) = self.talks[talk].open else { return false };
        let began = self.waits[wait].began;
        self.resolved(talk).is_some_and(|resolved| {
            !self.clock.after(began, resolved) && self.clock.within(resolved, at, self.world.windows.after_resolve)
        }) && self.clock.within(began, at, self.world.windows.late_answer)
    }

    /// When the conversation was resolved, where that has a time of its own.
    fn resolved(&self, talk: usize) -> Option<Millis> {
        let row = self.row(talk)?;
        row.resolved_at.or(if row.resolved { row.closed_at } else { None })
    }

    /// Ends a wait that is over by a moment.
    fn close_before(&mut self, talk: usize, at: Millis) {
        if let Some(wait) = self.talks[talk].open
            && !self.is_open(talk, at)
        {
            self.waits[wait].over = true;
            self.talks[talk].open = None;
        }
    }

    /// Begins the wait of a hand-off that lies before a moment, where none is open then.
    fn hand_off_before(&mut self, talk: usize, at: Millis) {
        let handoff = self.row(talk).and_then(|row| row.handoff_at);
        let Some(handoff) = handoff.filter(|&handoff| self.clock.after(at, handoff)) else { return };
        if self.talks[talk].handed_off {
            return;
        }
        self.talks[talk].handed_off = true;
        self.close_before(talk, handoff);
        if self.talks[talk].open.is_none() {
            self.begin_wait(talk, handoff, true);
        }
    }

    fn begin_wait(&mut self, talk: usize, began: Millis, by_handoff: bool) {
        self.talks[talk].open = Some(self.waits.len());
        self.talks[talk].waits.push(self.waits.len());
        self.waits.push(Wait { began, by_handoff, end: None, over: false });
    }

    fn add(&mut self, talk: usize, row: usize, inbound: bool) {
        let talk = &mut self.talks[talk];
        talk.exchanges += u32::from(!talk.messages.is_empty() && talk.inbound_last != inbound);
        talk.inbound_last = inbound;
        talk.messages.push(row);
    }

    /// The conversation that a message belongs to; none for an opt-out that would have to begin one.
    fn join(&mut self, walk: &Walk, row: usize, business: Text, may_begin: bool, answers: bool) -> Option<usize> {
        let id = walk.rows.messages[row].conversation;
        let at = walk.found[row].at;
        if let Some(own) = self.named(id) {
            if !self.active.contains(&own) {
                self.active.push(own);
            }
            return Some(own);
        }
        let near = self.nearby(walk, business, at, answers);
        match near {
            Some(talk) if id.is_none() => Some(talk),
            // A run without an id that goes on under one was that conversation from its start.
            Some(talk) if self.talks[talk].id.is_none() => {
                self.talks[talk].id = id;
                self.index(talk);
                self.talks[talk].row = self.row_of(id);
                let handoff = self.row(talk).and_then(|row| row.handoff_at);
                self.talks[talk].handed_off = handoff.is_some_and(|handoff| self.clock.after(at, handoff));
                Some(talk)
            }
            _ if may_begin => {
                let talk = self.talks.len();
                self.talks.push(Talk::new(id, business, self.row_of(id)));
                self.active.push(talk);
                self.index(talk);
                Some(talk)
            }
            _ => None,
        }
    }

    /// The conversation of an id.
    fn named(&self, id: Text) -> Option<usize> {
        match self.talks.len() {
            _ if id.is_none() => None,
            ..=FEW => self.talks.iter().position(|talk| talk.id == id),
            _ => self.by_id.get(&id).copied(),
        }
    }

    /// Has a conversation that is new, or has a new id, found by that.
    fn index(&mut self, talk: usize) {
        if self.talks.len() == FEW + 1 {
            // Before there were too few for an index to pay.
            self.by_id.extend(self.talks.iter().enumerate().map(|(talk, known)| (known.id, talk)));
        } else if self.talks.len() > FEW {
            self.by_id.insert(self.talks[talk].id, talk);
        }
    }

    /// The conversation with an open wait (the latest begun; for an answer also one that a resolve has just ended),
    /// else the one with the latest message within the gap.
    fn nearby(&mut self, walk: &Walk, business: Text, at: Millis, answers: bool) -> Option<usize> {
        let mut waiting: Option<(bool, Millis, usize)> = None;
        let mut latest: Option<(usize, usize)> = None;
        let mut active = std::mem::take(&mut self.active);
        active.retain(|&talk| self.may_matter(talk, walk, at));
        for &talk in &active {
            self.hand_off_before(talk, at);
            if self.talks[talk].business != business {
                continue;
            }
            let is_open = self.is_open(talk, at);
            if let Some(wait) = self.talks[talk].open
                && (is_open || answers && self.is_pardoned(talk, at))
            {
                waiting = waiting.max(Some((is_open, self.clock.key(self.waits[wait].began), talk)));
            }
            let last = self.talks[talk].messages.last().copied();
            if let Some(last) = last
                && self.clock.within(walk.found[last].at, at, self.world.windows.session_gap)
            {
                latest = latest.max(Some((last, talk)));
            }
        }
        self.active = active;
        waiting.map(|(_, _, talk)| talk).or(latest.map(|(_, talk)| talk))
    }

    /// Whether a conversation can still be joined or waited in from a moment on, unless a message names it.
    fn may_matter(&self, talk: usize, walk: &Walk, at: Millis) -> bool {
        let windows = &self.world.windows;
        let Talk { open, messages, handed_off, .. } = &self.talks[talk];
        let waits = open.is_some_and(|wait| self.clock.within(self.waits[wait].began, at, windows.late_answer));
        let recent =
            messages.last().is_some_and(|&last| self.clock.within(walk.found[last].at, at, windows.session_gap));
        waits || recent || !handed_off && self.row(talk).is_some_and(|row| row.handoff_at.is_some())
    }

    /// The place of a conversation's row.
    fn row_of(&self, id: Text) -> Option<usize> {
        if id.is_none() { None } else { self.rows.binary_search_by_key(&id, |(_, row)| row.conversation).ok() }
    }

    /// What the conversations table says of a conversation.
    fn row(&self, talk: usize) -> Option<&Conversation> {
        self.talks[talk].row.map(|place| &self.rows[place].1)
    }
}

impl Talk {
    fn new(id: Text, business: Text, row: Option<usize>) -> Talk {
        Talk { id, business, row, ..Talk::default() }
    }
}
