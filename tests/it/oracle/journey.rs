//! Section *journey*: where do customers drop off?

use super::engagement::recipient_share;
use super::groups::Slice;
use super::measure::{Measured, Unit, share};
use super::rows::{Data, MessageRow};
use super::story::World;
use super::walk::Conversation;
use std::collections::BTreeSet;

pub const IDS: &[&str] = &["dropoff_rate", "completion_rate", "followup_recovery_rate"];

/// Which messages reach a step that finishes a flow: one marked final anywhere in the log, or named
/// in the settings. A message marked final without a step finishes its own flow only.
pub fn mark_final_steps(world: &mut World, data: &Data, final_steps: &[String]) {
    let plain = |step: &String| step.trim().to_lowercase();
    let rows = || data.messages.iter().flatten();
    let marked = rows().filter(|row| row.last_step == Some(true) && !row.step.is_empty());
    let mut finals: BTreeSet<String> = marked.map(|row| plain(&row.step)).collect();
    finals.extend(final_steps.iter().map(plain));
    let named = |row: &MessageRow| !row.step.is_empty() && finals.contains(&plain(&row.step));
    for m in &mut world.messages {
        m.final_step = named(&m.row) || m.row.last_step == Some(true);
    }
    world.final_steps_known = rows().any(|row| named(row) || row.last_step == Some(true));
}

impl World {
    pub fn is_flow(&self, c: &Conversation) -> bool {
        c.members.iter().any(|i| !self.messages[*i].row.step.is_empty())
    }

    pub fn finished(&self, c: &Conversation) -> bool {
        c.members.iter().any(|i| self.messages[*i].final_step)
    }

    /// Whether an order follows a message within the click window, or names it.
    fn ordered_after(&self, i: usize) -> bool {
        let m = &self.messages[i];
        self.orders.iter().any(|order| {
            order.message == Some(i)
                || (order.customer == m.customer && self.within(m.customer, m.at, order.at, self.windows.click))
        })
    }
}

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let mature = slice.ask.mature;
    let flows: Vec<(bool, bool)> = slice
        .conversations()
        .into_iter()
        .filter(|c| world.is_flow(c) && (world.finished(c) || world.silent(c)))
        .map(|c| (world.finished(c), world.latest_message(c) + world.windows.session_gap > world.as_of))
        .collect();
    let dropped: Vec<Unit> = flows.iter().map(|(finished, young)| (!finished, *young)).collect();

    let click = world.windows.click;
    let followups = slice.messages(|m| m.is_outbound() && m.row.followup == Some(true) && m.reached());
    let recovered = |i: usize| {
        let replied = world.replies(i, click).next().is_some();
        replied || world.taps(i).next().is_some() || world.link_clicks(i) > 0 || world.ordered_after(i)
    };
    let unknown = !world.final_steps_known;
    vec![
        share("dropoff_rate", &dropped, mature).unless(unknown),
        share("completion_rate", &flows, mature).unless(unknown),
        recipient_share(slice, "followup_recovery_rate", &followups, click, recovered).unless(!world.known.followups),
    ]
}
