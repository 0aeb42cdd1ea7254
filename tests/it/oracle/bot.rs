//! Section *bot*: does the bot carry its load?

use super::groups::Slice;
use super::measure::{Duration, Measured, Unit, count, share, times};
use super::story::World;
use super::walk::{Conversation, is_answer};

pub const IDS: &[&str] = &[
    "bot_conversations",
    "bot_self_resolution_rate",
    "bot_escalation_rate",
    "bot_abandonment_rate",
    "bot_fallback_rate",
    "handoff_wait*",
];

#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Solved,
    Escalated,
    Abandoned,
}

fn by_bot(world: &World, c: &Conversation) -> bool {
    let answered = c.members.iter().map(|i| &world.messages[*i]).any(|m| is_answer(m) && m.author == "bot");
    answered || c.row.as_ref().is_some_and(|row| row.bot == Some(true))
}

fn outcome(world: &World, c: &Conversation) -> Outcome {
    let members = || c.members.iter().map(|i| &world.messages[*i]);
    let row = c.row.clone().unwrap_or_default();
    let agent_wrote = members().any(|m| m.is_outbound() && m.author == "agent");
    if row.handoff_at.is_some() || agent_wrote || row.agents.unwrap_or(0) >= 1 {
        return Outcome::Escalated;
    }
    if world.resolved_now(c) {
        return Outcome::Solved;
    }
    let last = members().rfind(|m| !(m.inbound && m.closing));
    let last_of_bot = members().rfind(|m| m.is_outbound() && m.author == "bot");
    let unfinished = world.is_flow(c) && world.final_steps_known && !world.finished(c);
    if last.is_some_and(|m| m.inbound) || last_of_bot.is_some_and(|m| m.row.fallback == Some(true)) || unfinished {
        Outcome::Abandoned
    } else {
        Outcome::Solved
    }
}

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let mature = slice.ask.mature;
    let gap = world.windows.session_gap;
    let young = |c: &Conversation| world.latest_message(c) + gap > world.as_of;
    let started = slice.conversations();
    let of_bot: Vec<_> = started.iter().filter(|c| by_bot(world, c)).collect();
    let immature = of_bot.iter().filter(|c| young(c)).count();
    let counted = if mature { of_bot.len() - immature } else { of_bot.len() };
    let ended: Vec<(Outcome, bool)> = of_bot
        .iter()
        .filter(|c| world.resolved_now(c) || world.silent(c))
        .map(|c| (outcome(world, c), young(c)))
        .collect();
    let rate = |kpi: &str, wanted: Outcome| {
        let units: Vec<Unit> = ended.iter().map(|(outcome, young)| (*outcome == wanted, *young)).collect();
        share(kpi, &units, mature)
    };
    let fallbacks: Vec<Unit> = slice
        .messages(|m| m.is_outbound() && m.author == "bot" && !m.failed())
        .iter()
        .map(|i| &world.messages[*i])
        .map(|m| (m.row.fallback == Some(true), m.at + gap > world.as_of))
        .collect();
    let waits: Vec<Duration> = started.iter().filter_map(|c| Some((handoff_wait(world, c)?, young(c)))).collect();
    let mut all = vec![
        count("bot_conversations", counted, immature).unless(!world.known.bots),
        rate("bot_self_resolution_rate", Outcome::Solved),
        rate("bot_escalation_rate", Outcome::Escalated),
        rate("bot_abandonment_rate", Outcome::Abandoned),
        share("bot_fallback_rate", &fallbacks, mature).unless(!world.known.fallbacks),
    ];
    all.extend(times("handoff_wait", &waits, mature));
    all
}

/// From the hand-off to the first agent's message; of a conversation known from the table alone
/// to its first response, where that names an agent.
fn handoff_wait(world: &World, c: &Conversation) -> Option<i64> {
    let row = c.row.as_ref()?;
    let handoff = row.handoff_at?;
    let alone = c.members.is_empty() && !row.agent.is_empty();
    let answered = if alone { row.first_response_at } else { world.first_agent_message(c, handoff) };
    world.working(c.customer, handoff, answered?)
}
