//! Conversations and waits of one customer, message by message in order.
//!
//! A message with an id of its own belongs to that conversation; one without joins the conversation whose wait is
//! open, else the latest one within the session gap. Not responsible for what counts in a figure.

use super::clock::Clock;
use super::story::{ConversationFinding, Outcome, WaitFinding};
use super::walk::Walk;
use super::world::World;
use crate::tables::message::Millis;
use crate::tables::rows::Conversation;
use crate::tables::texts::Text;
use crate::tables::values::Author;

/// The conversations of one customer while the walk goes on.
pub struct Conversations<'a> {
    rows: Vec<Conversation>,
    clock: Clock,
    world: &'a World,
    talks: Vec<Talk>,
    waits: Vec<Wait>,
}

/// A conversation in the making.
#[derive(Clone, Debug)]
struct Talk {
    id: Text,
    business: Text,
    row: Option<Conversation>,
    messages: Vec<usize>,
    exchanges: u32,
    inbound_last: bool,
    has_inbound: bool,
    has_question: bool,
    has_answer: bool,
    begun_by_agent: bool,
    answered: Option<usize>,
    agent: Text,
    team: Text,
    waits: Vec<usize>,
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
    /// No conversation yet.
    pub fn new(rows: Vec<Conversation>, clock: Clock, world: &'a World) -> Conversations<'a> {
        Conversations { rows, clock, world, talks: Vec::new(), waits: Vec::new() }
    }

    /// Whether a wait of the customer with a number is open at a moment.
    pub fn is_waiting(&mut self, business: Text, at: Millis) -> bool {
        (0..self.talks.len()).rev().any(|talk| {
            if self.talks[talk].business != business {
                return false;
            }
            self.hand_off_before(talk, at);
            self.is_open(talk, at)
        })
    }

    /// Takes an inbound message; `answered` is the message that it replies to.
    pub fn take_inbound(&mut self, walk: &mut Walk, row: usize, answered: Option<usize>) {
        let profile = *walk.profile(row);
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
        let profile = *walk.profile(row);
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
        let resolved = self.resolved(talk).is_some_and(|resolved| {
            !self.clock.after(began, resolved) && self.clock.after(at, resolved)
        });
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
        let row = self.talks[talk].row.as_ref()?;
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
        let handoff = self.talks[talk].row.as_ref().and_then(|row| row.handoff_at);
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
        let own = (0..self.talks.len()).rev().find(|&talk| !id.is_none() && self.talks[talk].id == id);
        if own.is_some() {
            return own;
        }
        let near = self.nearby(walk, business, at, answers);
        match near {
            Some(talk) if id.is_none() => Some(talk),
            // A run without an id that goes on under one was that conversation from its start.
            Some(talk) if self.talks[talk].id.is_none() => {
                self.talks[talk].id = id;
                self.talks[talk].row = self.row_of(id);
                let handoff = self.talks[talk].row.and_then(|row| row.handoff_at);
                self.talks[talk].handed_off = handoff.is_some_and(|handoff| self.clock.after(at, handoff));
                Some(talk)
            }
            _ if may_begin => {
                self.talks.push(Talk::new(id, business, self.row_of(id)));
                Some(self.talks.len() - 1)
            }
            _ => None,
        }
    }

    /// The conversation with an open wait (the latest begun; for an answer also one that a resolve has just ended),
    /// else the one with the latest message within the gap.
    fn nearby(&mut self, walk: &Walk, business: Text, at: Millis, answers: bool) -> Option<usize> {
        let mut waiting: Option<(bool, Millis, usize)> = None;
        let mut latest: Option<(usize, usize)> = None;
        for talk in 0..self.talks.len() {
            if self.talks[talk].business != business {
                continue;
            }
            self.hand_off_before(talk, at);
            let is_open = self.is_open(talk, at);
            if let Some(wait) = self.talks[talk].open
                && (is_open || answers && self.is_pardoned(talk, at))
            {
                waiting = waiting.max(Some((is_open, self.waits[wait].began, talk)));
            }
            let last = self.talks[talk].messages.last().copied();
            if let Some(last) = last
                && self.clock.within(walk.found[last].at, at, self.world.windows.session_gap)
            {
                latest = latest.max(Some((last, talk)));
            }
        }
        waiting.map(|(_, _, talk)| talk).or(latest.map(|(_, talk)| talk))
    }

    fn row_of(&self, id: Text) -> Option<Conversation> {
        if id.is_none() {
            return None;
        }
        self.rows.iter().find(|row| row.conversation == id).copied()
    }

    /// Dates every resolve without any time to the last message of its conversation.
    pub fn date_resolves(&self, walk: &Walk, rows: &mut [Conversation]) {
        for row in rows.iter_mut().filter(|row| row.resolved && row.resolved_at.or(row.closed_at).is_none()) {
            let talk = self.talks.iter().find(|talk| !talk.id.is_none() && talk.id == row.conversation);
            row.resolved_at = talk.and_then(|talk| talk.messages.last()).map(|&last| walk.found[last].at);
        }
    }

    /// Ends what is over at as_of and hands the conversations and waits to the story.
    pub fn finish(mut self, walk: &mut Walk) {
        for talk in 0..self.talks.len() {
            self.hand_off_before(talk, self.world.as_of + 1000);
            self.finish_talk(talk, walk);
        }
        let known: Vec<Text> = self.talks.iter().map(|talk| talk.id).collect();
        for row in &self.rows {
            if row.conversation.is_none() || !known.contains(&row.conversation) {
                finish_row(row, walk);
            }
        }
    }

    fn finish_talk(&mut self, number: usize, walk: &mut Walk) {
        let talk = self.talks[number].clone();
        if talk.row.is_none() && !talk.has_question && !talk.has_answer {
            return;
        }
        let (first, last) = (talk.messages[0], talk.messages[talk.messages.len() - 1]);
        let (first, last) = (walk.found[first].at, walk.found[last].at);
        let outreach = talk.answered.filter(|&row| walk.found[row].outreach).map(|row| walk.profile(row).campaign);
        let row = talk.row.unwrap_or(NO_ROW);
        let finding = ConversationFinding {
            life: walk.life,
            started: row.started_at.unwrap_or(first),
            duration: Some(last - first).filter(|&span| span >= 0).or(Some(0)),
            messages: talk.messages.len() as u32,
            exchanges: talk.exchanges,
            by_business: outreach.is_some() || talk.begun_by_agent,
            campaign: row.campaign.or(outreach.unwrap_or_default()),
            agent: row.agent.or(talk.agent),
            team: row.team.or(talk.team),
            business: row.business.or(talk.business),
            segment: row.segment,
        };
        let conversation = walk.story().conversations.len() as u32;
        walk.story().conversations.push(finding);
        talk.messages.iter().for_each(|&row| walk.found[row].conversation = conversation);
        let answered = self.first_response(&talk, walk);
        let mut by_agent_seen = false;
        for (place, &number) in talk.waits.iter().enumerate() {
            let mut wait = self.waits[number];
            if let (0, Some(answer)) = (place, answered) {
                wait.end = Some(answer);
            }
            let resolved = row.resolved_at.or(row.closed_at).unwrap_or(last);
            let is_resolved = (row.resolved_at.is_some() || row.resolved) && !self.clock.after(wait.began, resolved);
            let late = !self.clock.within(wait.began, self.world.as_of, self.world.windows.late_answer);
            let (author, agent) = wait.end.map_or_else(Default::default, |(_, who)| (who.author, who.agent));
            let span = wait.end.and_then(|(end, _)| self.clock.span(wait.began, end));
            walk.story().negative_spans += u64::from(wait.end.is_some() && span.is_none());
            let by_agent = wait.end.is_some() && author == Some(Author::Agent);
            walk.story().waits.push(WaitFinding {
                conversation,
                began: wait.began,
                first: place == 0,
                first_by_agent: by_agent && !by_agent_seen,
                outcome: match wait.end {
                    Some(_) => Outcome::Answered,
                    None if wait.over || is_resolved || late => Outcome::Unanswered,
                    None => Outcome::Open,
                },
                span,
                agent_span: span,
                author,
                agent,
            });
            by_agent_seen |= by_agent;
        }
    }

    /// What the conversations table says of the first answer: it wins over what the messages tell. Who gave it tells
    /// an answer in the same second, else the row.
    fn first_response(&self, talk: &Talk, walk: &Walk) -> Option<(Millis, Answerer)> {
        let row = talk.row.as_ref()?;
        let at = row.first_response_at?;
        let answers = talk.messages.iter().filter(|&&row| !walk.found[row].inbound);
        let mut at_that_second = answers.filter(|&&row| walk.found[row].at / 1000 == at / 1000);
        let told = at_that_second.find_map(|&row| {
            let profile = walk.profile(row);
            matches!(profile.author, None | Some(Author::Agent | Author::Bot)).then_some(Answerer {
                author: profile.author,
                agent: profile.agent,
            })
        });
        Some((at, told.unwrap_or_else(|| answerer_of(row))))
    }
}

impl Talk {
    fn new(id: Text, business: Text, row: Option<Conversation>) -> Talk {
        Talk {
            id,
            business,
            row,
            messages: Vec::new(),
            exchanges: 0,
            inbound_last: false,
            has_inbound: false,
            has_question: false,
            has_answer: false,
            begun_by_agent: false,
            answered: None,
            agent: Text::NONE,
            team: Text::NONE,
            waits: Vec::new(),
            open: None,
            handed_off: false,
        }
    }
}

/// A first response is by an agent where the row names one.
fn answerer_of(row: &Conversation) -> Answerer {
    let author = (!row.agent.is_none()).then_some(Author::Agent);
    Answerer { author, agent: row.agent }
}

/// A conversation that only the conversations table knows.
fn finish_row(row: &Conversation, walk: &mut Walk) {
    let Some(started) = row.own_time() else { return };
    let conversation = walk.story().conversations.len() as u32;
    let life = walk.life;
    walk.story().conversations.push(ConversationFinding {
        life,
        started,
        duration: None,
        messages: 0,
        exchanges: 0,
        by_business: false,
        campaign: row.campaign,
        agent: row.agent,
        team: row.team,
        business: row.business,
        segment: row.segment,
    });
    let Some(began) = row.started_at else { return };
    let who = row.first_response_at.map_or_else(Answerer::default, |_| answerer_of(row));
    let span = row.first_response_at.and_then(|end| walk.clock.span(began, end));
    let late = !walk.clock.within(began, walk.world.as_of, walk.world.windows.late_answer);
    let outcome = match row.first_response_at {
        Some(_) => Outcome::Answered,
        None if !walk.world.tells_first_responses => return,
        None if row.resolved || row.resolved_at.is_some() || late => Outcome::Unanswered,
        None => Outcome::Open,
    };
    // A bot that hands over has answered before: the agent's clock starts at the hand-off.
    let handoff = row.handoff_at.filter(|&at| at >= began);
    let from_handoff = handoff.zip(row.first_response_at).and_then(|(from, end)| walk.clock.span(from, end));
    walk.story().negative_spans += u64::from(outcome == Outcome::Answered && span.is_none());
    walk.story().waits.push(WaitFinding {
        conversation,
        began,
        first: true,
        first_by_agent: outcome == Outcome::Answered && who.author == Some(Author::Agent),
        outcome,
        span,
        agent_span: from_handoff.or(span),
        author: who.author,
        agent: who.agent,
    });
}

/// What a conversation without a row of its own says.
const NO_ROW: Conversation = Conversation {
    conversation: Text::NONE,
    customer: Text::NONE,
    business: Text::NONE,
    agent: Text::NONE,
    team: Text::NONE,
    campaign: Text::NONE,
    segment: Text::NONE,
    started_at: None,
    first_response_at: None,
    resolved_at: None,
    reopened_at: None,
    closed_at: None,
    handoff_at: None,
    resolved: false,
    origin: crate::tables::message::Origin(0),
};

