//! Section *resolution*: do we solve it?

use super::groups::Slice;
use super::measure::{Duration, Measured, Unit, count, share, times};
use super::resolves::Resolve;
use super::story::World;
use super::walk::Conversation;

pub const IDS: &[&str] = &[
    "resolutions",
    "resolved_conversations",
    "resolution_rate",
    "resolution_time*",
    "resolution_time_agent*",
    "reopen_rate",
    "first_contact_resolution_rate",
    "sla_resolution",
    "open_conversations",
];

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let mature = slice.ask.mature;
    let everything: Vec<(&Conversation, Option<Resolve>)> =
        world.conversations.iter().map(|c| (c, world.resolve(c))).collect();
    let resolved = || everything.iter().filter_map(|(c, resolve)| Some((*c, resolve.as_ref()?)));
    let held = |c: &Conversation, time: i64| slice.holds(&c.dimensions, time);

    let events = resolved().map(|(c, resolve)| resolve.events.iter().filter(|at| held(c, **at)).count());
    let with_event = resolved().filter(|(c, resolve)| resolve.events.iter().any(|at| held(c, *at))).count();
    let last_here: Vec<(&Conversation, &Resolve)> = resolved().filter(|(c, resolve)| held(c, resolve.last)).collect();
    let young = |resolve: &Resolve| resolve.last + world.windows.reopen > world.as_of;
    let of_last = |has: &dyn Fn(&Conversation, &Resolve) -> bool| -> Vec<Unit> {
        last_here.iter().map(|(c, resolve)| (has(c, resolve), young(resolve))).collect()
    };
    let spans: Vec<Duration> = last_here
        .iter()
        .filter_map(|(c, resolve)| world.working(c.customer, c.start, resolve.last))
        .map(|span| (span, false))
        .collect();
    let agent_spans: Vec<Duration> = last_here
        .iter()
        .filter_map(|(c, resolve)| world.working(c.customer, agent_begins(world, c)?, resolve.last))
        .map(|span| (span, false))
        .collect();
    let started: Vec<Unit> = slice.conversations().iter().map(|c| (world.resolve(c).is_some(), false)).collect();
    let open =
        world.conversations.iter().filter(|c| !world.resolved_now(c) && slice.holds_undated(&c.dimensions)).count();

    let mut all = vec![
        count("resolutions", events.sum(), 0),
        count("resolved_conversations", with_event, 0),
        share("resolution_rate", &started, mature),
        share("reopen_rate", &of_last(&|c, resolve| world.reopened(c, resolve)), mature),
        share("first_contact_resolution_rate", &of_last(&|c, resolve| first_contact(world, c, resolve)), mature),
        within_target(slice),
        count("open_conversations", open, 0),
    ];
    all.extend(times("resolution_time", &spans, mature));
    all.extend(times("resolution_time_agent", &agent_spans, mature));
    all.into_iter().map(|measured| measured.unless(!world.known.resolutions)).collect()
}

/// The hand-off, else the first agent's message.
fn agent_begins(world: &World, c: &Conversation) -> Option<i64> {
    let handoff = c.row.as_ref().and_then(|row| row.handoff_at);
    handoff.or_else(|| world.first_agent_message(c, i64::MIN / 2))
}

fn first_contact(world: &World, c: &Conversation, resolve: &Resolve) -> bool {
    let tick = |time: i64| world.tick(c.customer, time);
    let again = world.conversations.iter().any(|other| {
        other.customer == c.customer
            && !std::ptr::eq(other, c)
            && !other.by_business
            && tick(other.start) > tick(resolve.last)
            && tick(other.start) <= tick(resolve.last) + world.windows.reopen
    });
    world.agents(c) <= 1 && !again && !world.reopened(c, resolve)
}

fn within_target(slice: &Slice) -> Measured {
    let world = slice.world;
    let Some(target) = slice.ask.settings.sla.resolution else { return Measured::null("sla_resolution") };
    let mut units: Vec<Unit> = vec![];
    for c in slice.conversations() {
        match world.resolve(c) {
            Some(resolve) => {
                let span = world.working(c.customer, c.start, resolve.last);
                units.push((span.is_some_and(|span| span <= target), false));
            }
            None if world.working(c.customer, c.start, world.as_of).is_some_and(|span| span > target) => {
                units.push((false, false));
            }
            None => {}
        }
    }
    share("sla_resolution", &units, false)
}
