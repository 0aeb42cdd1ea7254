//! How a conversation went, as its messages and its row tell: bots, people, steps.
//!
//! Not responsible for resolutions (`resolution`).

use smallvec::SmallVec;

use crate::tables::message::Millis;
use crate::tables::rows::Conversation;
use crate::tables::texts::Text;
use crate::tables::values::Author;
use crate::timeline::story::Course;
use crate::timeline::walk::Walk;

/// What the messages of a conversation tell, with what its row adds. `conversation` is its number in the story.
pub fn course(walk: &mut Walk, messages: &[usize], row: &Conversation, conversation: u32) -> Course {
    let mut course = Course::default();
    let (mut last_is_inbound, mut last_bot_failed) = (false, false);
    let mut agents: SmallVec<[Text; 4]> = SmallVec::new();
    let steps = walk.story().steps.len();
    for &place in messages {
        let profile = walk.profile(place);
        if !(walk.found[place].inbound && profile.closing_word) {
            last_is_inbound = walk.found[place].inbound;
        }
        match profile.author {
            Some(Author::Bot) => {
                course.bot = true;
                last_bot_failed = profile.fallback == Some(true);
            }
            Some(Author::Agent) => {
                course.escalated = true;
                course.first_agent = course.first_agent.or(Some(walk.found[place].at));
                if !agents.contains(&profile.agent) {
                    agents.push(profile.agent);
                }
            }
            _ => {}
        }
        course.finished |= profile.final_step == Some(true) || walk.world.final_steps.contains(&profile.step);
        if !profile.step.is_none() {
            course.is_flow = true;
            course.last_step = profile.step;
            let step = (conversation, profile.step);
            if !walk.story().steps[steps..].contains(&step) {
                walk.story().steps.push(step);
            }
        }
    }
    let told = row.details.agents.unwrap_or(0);
    course.agents = row.details.agents.unwrap_or(agents.len() as u32);
    course.bot |= row.details.bot == Some(true);
    course.escalated |= row.handoff_at.is_some() || told > 0;
    course.left_hanging = last_is_inbound || last_bot_failed;
    course
}

/// From the hand-off to the first message of a person after it; without messages to the first response by a person.
pub fn handoff_wait(walk: &Walk, messages: &[usize], row: &Conversation) -> Option<i64> {
    let handoff = row.handoff_at?;
    let mut written = messages.iter().copied().filter(|&place| walk.profile(place).author == Some(Author::Agent));
    let first = written.find(|&place| !walk.clock.after(handoff, walk.found[place].at));
    let told = || row.first_response_at.filter(|_| messages.is_empty() && !row.agent.is_none());
    let answered: Option<Millis> = first.map(|place| walk.found[place].at).or_else(told);
    walk.world.working_span(walk.clock, handoff, answered?)
}
