//! Section *response*: how fast do we answer?

use super::groups::Slice;
use super::measure::{Duration, Measured, Unit, count, longest, share, times};
use super::story::World;
use super::walk::{Outcome, Wait};

pub const IDS: &[&str] = &[
    "first_response_time*",
    "first_response_time_agent*",
    "first_response_time_bot*",
    "response_time*",
    "next_response_time*",
    "longest_response_time",
    "open_waits",
    "unanswered_rate",
    "sla_first_response",
    "sla_response",
];

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let mature = slice.ask.mature;
    let mut first: Vec<Duration> = vec![];
    let mut first_by_agent: Vec<Duration> = vec![];
    let mut first_by_bot: Vec<Duration> = vec![];
    let mut every: Vec<Duration> = vec![];
    let mut next: Vec<Duration> = vec![];
    let mut outcomes: Vec<Unit> = vec![];
    let mut in_time: Vec<Unit> = vec![];
    let mut first_in_time: Vec<Unit> = vec![];
    let targets = &slice.ask.settings.sla;
    let mut open = 0;
    for c in &world.conversations {
        let duration = |wait: &Wait| world.working(c.customer, wait.begin, wait.end?).map(|duration| (duration, false));
        let by_agent = c.waits.iter().position(|wait| wait.author == "agent");
        for (place, wait) in c.waits.iter().enumerate() {
            if wait.outcome == Outcome::Open && slice.holds_undated(&wait.dimensions) {
                open += 1;
            }
            if !slice.holds(&wait.dimensions, wait.begin) {
                continue;
            }
            let still_open = wait.outcome == Outcome::Open;
            outcomes.push((wait.outcome != Outcome::Answered, still_open));
            every.extend(duration(wait));
            in_time.extend(met(world, c.customer, wait, targets.response));
            if place == 0 {
                first_in_time.extend(met(world, c.customer, wait, targets.first_response));
                first.extend(duration(wait));
                if wait.author == "bot" {
                    first_by_bot.extend(duration(wait));
                }
            } else {
                next.extend(duration(wait));
            }
            if by_agent == Some(place) {
                first_by_agent.extend(duration(wait));
            }
        }
    }
    let mut all = vec![
        longest("longest_response_time", &every, mature),
        count("open_waits", if mature { 0 } else { open }, open),
        share("unanswered_rate", &outcomes, mature),
        share("sla_first_response", &first_in_time, mature).unless(targets.first_response.is_none()),
        share("sla_response", &in_time, mature).unless(targets.response.is_none()),
    ];
    for (kpi, durations) in [
        ("first_response_time", &first),
        ("first_response_time_agent", &first_by_agent),
        ("first_response_time_bot", &first_by_bot),
        ("response_time", &every),
        ("next_response_time", &next),
    ] {
        all.extend(times(kpi, durations, mature));
    }
    all
}

/// Whether a wait was answered within its target; an open one counts once it is past it.
fn met(world: &World, customer: usize, wait: &Wait, target: Option<i64>) -> Option<Unit> {
    let target = target?;
    match wait.outcome {
        Outcome::Answered => {
            let duration = world.working(customer, wait.begin, wait.end?)?;
            Some((duration <= target, false))
        }
        Outcome::Unanswered => Some((false, false)),
        Outcome::Open => {
            let waited = world.working(customer, wait.begin, world.as_of)?;
            if waited > target { Some((false, true)) } else { None }
        }
    }
}
