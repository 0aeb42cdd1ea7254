//! The end of a customer's walk: conversations and waits become findings, with what the conversations table adds.
//!
//! What stands in the table wins over what messages tell. Not responsible for who belongs where.

use super::{Answerer, Conversations, Used, course, resolution};
use crate::tables::message::Millis;
use crate::tables::rows::{Conversation, ConversationDetails};
use crate::tables::texts::Text;
use crate::tables::values::Author;
use crate::timeline::story::{ConversationFinding, Course, Outcome, WaitFinding};
use crate::timeline::walk::Walk;

impl Conversations<'_> {
    /// Dates every resolve without any time to the last message of its conversation.
    pub fn date_resolves(&self, walk: &Walk, rows: &mut [(u32, Conversation)]) {
        for (_, row) in rows.iter_mut().filter(|(_, row)| row.resolved && row.resolved_at.or(row.closed_at).is_none()) {
            let talk = self.named(row.conversation).map(|talk| &self.talks[talk]);
            row.resolved_at = talk.and_then(|talk| talk.messages.last()).map(|&last| walk.found[last].at);
        }
    }

    /// Ends what is over at as_of and hands the conversations and waits to the story.
    pub fn finish(mut self, walk: &mut Walk) -> Used {
        let (first, resolves) = (walk.story().conversations.len(), walk.story().resolutions.len());
        let untold = |(_, row): &&(u32, Conversation)| self.named(row.conversation).is_none();
        let untold: Vec<Conversation> = self.rows.iter().filter(untold).map(|(_, row)| *row).collect();
        for talk in 0..self.talks.len() {
            self.hand_off_before(talk, self.world.as_of + 1000);
            self.finish_talk(talk, walk);
        }
        untold.iter().for_each(|row| finish_row(row, walk));
        resolution::find_first_contacts(walk, first, resolves);
        let Conversations { mut talks, mut waits, mut active, .. } = self;
        talks.clear();
        waits.clear();
        active.clear();
        Used { talks, waits, active }
    }

    fn finish_talk(&mut self, number: usize, walk: &mut Walk) {
        let row = self.row(number).copied().unwrap_or(NO_ROW);
        let talk = std::mem::take(&mut self.talks[number]);
        if talk.row.is_none() && !talk.has_question && !talk.has_answer {
            return;
        }
        let (first, last) = (talk.messages[0], talk.messages[talk.messages.len() - 1]);
        let (first, last) = (walk.found[first].at, walk.found[last].at);
        let outreach = talk.answered.filter(|&row| walk.found[row].outreach).map(|row| walk.profile(row).campaign);
        let conversation = walk.story().conversations.len() as u32;
        let started = row.started_at.unwrap_or(first);
        let resolved = resolution::last_resolve(&row, Some(last));
        let finding = ConversationFinding {
            life: walk.life,
            id: talk.id,
            first: talk.messages.first().map(|&row| row as u32),
            started,
            lasted: last - started,
            resolved,
            resolution_time: None,
            is_reopened: resolution::is_reopened(&row, resolved),
            course: Course {
                silent: !self.clock.within(last, self.world.as_of, self.world.windows.session_gap),
                ..course::course(walk, &talk.messages, &row, conversation)
            },
            handoff_wait: course::handoff_wait(walk, &talk.messages, &row),
            converted: row.details.converted == Some(true),
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
        walk.story().conversations.push(finding);
        resolution::tell(walk, &row, &talk.messages);
        talk.messages.iter().for_each(|&row| walk.found[row].conversation = conversation);
        let answered = first_response(&row, &talk.messages, walk);
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
            let span = wait.end.and_then(|(end, _)| self.world.working_span(self.clock, wait.began, end));
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
}

/// What the conversations table says of the first answer: it wins over what the messages tell. Who gave it tells an
/// answer in the same second, else the row.
fn first_response(row: &Conversation, messages: &[usize], walk: &Walk) -> Option<(Millis, Answerer)> {
    let at = row.first_response_at?;
    let answers = messages.iter().filter(|&&row| !walk.found[row].inbound);
    let mut at_that_second = answers.filter(|&&row| walk.found[row].at / 1000 == at / 1000);
    let told = at_that_second.find_map(|&row| {
        let profile = walk.profile(row);
        matches!(profile.author, None | Some(Author::Agent | Author::Bot))
            .then_some(Answerer { author: profile.author, agent: profile.agent })
    });
    Some((at, told.unwrap_or_else(|| answerer_of(row))))
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
    let resolved = resolution::last_resolve(row, None);
    let course = Course {
        silent: !walk.clock.within(started, walk.world.as_of, walk.world.windows.session_gap),
        ..course::course(walk, &[], row, conversation)
    };
    let handoff_wait = course::handoff_wait(walk, &[], row);
    walk.story().conversations.push(ConversationFinding {
        life,
        id: row.conversation,
        first: None,
        started,
        lasted: 0,
        resolved,
        resolution_time: None,
        is_reopened: resolution::is_reopened(row, resolved),
        course,
        handoff_wait,
        converted: row.details.converted == Some(true),
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
    resolution::tell(walk, row, &[]);
    let Some(began) = row.started_at else { return };
    let who = row.first_response_at.map_or_else(Answerer::default, |_| answerer_of(row));
    let span = row.first_response_at.and_then(|end| walk.world.working_span(walk.clock, began, end));
    let late = !walk.clock.within(began, walk.world.as_of, walk.world.windows.late_answer);
    let outcome = match row.first_response_at {
        Some(_) => Outcome::Answered,
        None if !walk.world.tells_first_responses => return,
        None if row.resolved || row.resolved_at.is_some() || late => Outcome::Unanswered,
        None => Outcome::Open,
    };
    // A bot that hands over has answered before: the agent's clock starts at the hand-off.
    let handoff = row.handoff_at.filter(|&at| at >= began);
    let from_handoff = handoff.zip(row.first_response_at);
    let from_handoff = from_handoff.and_then(|(from, end)| walk.world.working_span(walk.clock, from, end));
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

const NO_DETAILS: ConversationDetails = ConversationDetails {
    has_status: false,
    bot: None,
    converted: None,
    lead: None,
    resolutions: None,
    agents: None,
    value: None,
    currency: Text::NONE,
    csat: None,
    nps: None,
    ces: None,
};

/// What a conversation without a row of its own says.
const NO_ROW: Conversation = Conversation {
    conversation: Text::NONE,
    customer: Text::NONE,
    business: Text::NONE,
    agent: Text::NONE,
    team: Text::NONE,
    campaign: Text::NONE,
    segment: Text::NONE,
    details: NO_DETAILS,
    started_at: None,
    first_response_at: None,
    resolved_at: None,
    reopened_at: None,
    closed_at: None,
    handoff_at: None,
    resolved: false,
    is_event: false,
    origin: crate::tables::message::Origin(0),
};
