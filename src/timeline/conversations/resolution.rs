//! Resolves of conversations, as the conversations table tells of them: when, after how long, and for good or not.
//!
//! Not responsible for waits, which a resolve ends (`conversations`).

use crate::tables::message::Millis;
use crate::tables::rows::Conversation;
use crate::timeline::story::{ConversationFinding, ResolutionFinding};
use crate::timeline::walk::Walk;

/// When a row was resolved, for the last time; a resolve without a time stands at the closing, else at the latest
/// message.
pub fn last_resolve(row: &Conversation, latest: Option<Millis>) -> Option<Millis> {
    let resolved = row.resolved_at.is_some() || row.resolved || row.details.resolutions.is_some_and(|count| count > 0);
    if !resolved {
        return None;
    }
    row.resolved_at.or(row.closed_at).or(latest).or_else(|| row.own_time())
}

/// Whether the conversation is open again after its last resolve.
pub fn is_reopened(row: &Conversation, resolved: Option<Millis>) -> bool {
    resolved.zip(row.reopened_at).is_some_and(|(resolved, reopened)| reopened > resolved)
}

/// Tells the story of a conversation's resolves; its finding is the latest one.
pub fn tell(walk: &mut Walk, row: &Conversation, messages: &[usize]) {
    let conversation = walk.story().conversations.len() as u32 - 1;
    let ConversationFinding { started, course, resolved, .. } = walk.story().conversations[conversation as usize];
    let Some(at) = resolved else { return };
    let clock = walk.clock;
    let window = walk.world.windows.reopen;
    let latest = messages.last().map(|&place| walk.found[place].at);
    let times = row.details.resolutions.unwrap_or(1).max(1);
    let came_back = messages.iter().any(|&place| {
        let found = &walk.found[place];
        let speaks = found.inbound && !found.opt_out_word && !walk.profile(place).closing_word;
        speaks && clock.after(found.at, at) && clock.within(at, found.at, window)
    });
    let again = row.reopened_at.is_some_and(|reopened| reopened <= at || clock.within(at, reopened, window));
    let begun = row.handoff_at.or(course.first_agent);
    let finding = ResolutionFinding {
        conversation,
        at,
        last: true,
        span: walk.world.working_span(clock, started, at),
        agent_span: begun.and_then(|begun| walk.world.working_span(clock, begun, at)),
        reopened: again || times > 1 || came_back,
        first_contact: false,
    };
    walk.story().negative_spans += u64::from(finding.span.is_none());
    walk.story().conversations[conversation as usize].resolution_time = finding.span;
    for _ in 1..times {
        let earlier = row.closed_at.or(latest).unwrap_or(at);
        let earlier =
            ResolutionFinding { at: earlier, last: false, span: None, agent_span: None, reopened: false, ..finding };
        walk.story().resolutions.push(earlier);
    }
    walk.story().resolutions.push(finding);
}

/// Finds which resolves needed one contact only, once all conversations of the customer are known. `first` is the
/// customer's first conversation in the story, `resolves` the first resolve.
pub fn find_first_contacts(walk: &mut Walk, first: usize, resolves: usize) {
    let (clock, window) = (walk.clock, walk.world.windows.reopen);
    let story = walk.story();
    if story.resolutions.len() == resolves {
        return;
    }
    let own = story.conversations[first..].iter().enumerate().filter(|(_, talk)| !talk.by_business);
    let mut begun: Vec<(Millis, u32)> =
        own.map(|(place, talk)| (clock.key(talk.started), (first + place) as u32)).collect();
    begun.sort_unstable();
    for resolve in story.resolutions[resolves..].iter_mut().filter(|resolve| resolve.last) {
        let later = &begun[begun.partition_point(|&(at, _)| !clock.after(at, resolve.at))..];
        let near = later.iter().take_while(|&&(at, _)| clock.within(resolve.at, at, window));
        let came_back = near.into_iter().any(|&(_, number)| number != resolve.conversation);
        let agents = story.conversations[resolve.conversation as usize].course.agents;
        resolve.first_contact = agents <= 1 && !resolve.reopened && !came_back;
    }
}
