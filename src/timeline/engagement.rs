//! Which message a reply, tap, click or reaction belongs to, and what it proves.
//!
//! What names a message proves its delivery, even against a failure; the rest belongs to the latest message before
//! it, within its window. Not responsible for which of this counts in a figure.

use super::walk::Walk;
use crate::tables::message::Millis;
use crate::tables::rows::Click;
use crate::tables::values::{MessageType, Status};

/// Lets everything that names a message prove its delivery (a tap or click also its reading).
pub fn prove_named(walk: &mut Walk) {
    for row in 0..walk.found.len() {
        let message = &walk.rows.messages[row];
        if walk.found[row].inbound {
            let tap = walk.profile(row).kind.is_some_and(MessageType::is_tap);
            if message.reply_to() != 0
                && let Some(named) = find_outbound(walk, message.reply_to())
            {
                walk.prove(named, if tap { Status::Read } else { Status::Delivered });
            }
        } else if message.times.clicked.get().is_some() {
            walk.prove(row, Status::Read);
        }
    }
    for (_, click) in walk.rows.clicks {
        if let Some(named) = named_by(walk, click) {
            walk.prove(named, Status::Read);
        }
    }
}

fn named_by(walk: &Walk, click: &Click) -> Option<usize> {
    if click.message == 0 { None } else { find_outbound(walk, click.message) }
}

/// The customer's outbound message of an id.
fn find_outbound(walk: &Walk, id: u64) -> Option<usize> {
    let found = walk.find(id)?;
    (walk.found[found].is_message && !walk.found[found].inbound).then_some(found)
}

/// Finds the outbound message that an inbound one answers and counts what counts. Returns the message that it replies
/// to within the reply window. `latest` is the latest outbound message of that number before it.
pub fn attribute_reply(walk: &mut Walk, row: usize, latest: Option<usize>) -> Option<usize> {
    let inbound = walk.found[row];
    let windows = walk.world.windows;
    let quoted = match walk.rows.messages[row].reply_to() {
        0 => None,
        id => find_outbound(walk, id),
    };
    let target = quoted.or(latest)?;
    let tap = walk.profile(row).kind.is_some_and(MessageType::is_tap);
    let sent = walk.found[target].at;
    let in_reply_window = walk.clock.within(sent, inbound.at, windows.reply);
    let in_click_window = walk.clock.within(sent, inbound.at, windows.click);
    if tap && in_click_window {
        walk.found[row].tapped = (walk.rows.first_message + target) as u32;
    }
    if inbound.opt_out_word {
        return None;
    }
    if quoted.is_none() {
        if in_reply_window {
            walk.prove(target, Status::Delivered);
        }
        if tap && in_click_window {
            walk.prove(target, Status::Read);
        }
    }
    let span = walk.clock.span(sent, inbound.at);
    let finding = &mut walk.found[target];
    finding.taps += u32::from(tap && in_click_window);
    finding.replied_in_click_window |= in_click_window;
    if !in_reply_window {
        return None;
    }
    finding.replies += 1;
    finding.first_reply = finding.first_reply.or(span);
    Some(target)
}

/// Finds the message that a reaction belongs to: the one it names, else the latest before it.
pub fn attribute_reaction(walk: &mut Walk, row: usize, latest: Option<usize>) {
    let named = find_outbound(walk, walk.rows.messages[row].reply_to());
    let Some(target) = named.or(latest) else { return };
    let reacted = walk.clock.within(walk.found[target].at, walk.found[row].at, walk.world.windows.click);
    walk.found[target].reacted |= reacted;
}

/// Finds the messages that clicks and rows' own click times belong to.
pub fn find_clicks(walk: &mut Walk) {
    let window = walk.world.windows.click;
    for (_, click) in walk.rows.clicks {
        let Some(row) = named_by(walk, click).or_else(|| latest_outreach(walk, click)) else { continue };
        if !walk.clock.within(walk.found[row].at, click.at, window) {
            continue;
        }
        walk.prove(row, Status::Read);
        walk.found[row].clicks += 1;
    }
    for row in 0..walk.found.len() {
        let own = walk.rows.messages[row].times.clicked.get();
        let counts = own.is_some_and(|at| walk.clock.within(walk.found[row].at, at, window));
        // It may be the first of the clicks and taps that are told elsewhere.
        let told = walk.found[row].clicks + walk.found[row].taps > 0;
        if counts && !walk.found[row].inbound && !told {
            walk.found[row].clicks = 1;
        }
    }
}

/// The latest delivered outreach within the click window before a click; one that names its campaign looks only
/// among that campaign's messages.
fn latest_outreach(walk: &Walk, click: &Click) -> Option<usize> {
    latest_before(walk, click.at, walk.world.windows.click, |row| {
        let found = &walk.found[row];
        let campaign = click.campaign.is_none() || walk.profile(row).campaign == click.campaign;
        found.outreach && is_delivered(found.state) && campaign
    })
}

/// The latest message at or before a time, within a window, for which something holds.
pub fn latest_before(walk: &Walk, at: Millis, window: Millis, holds: impl Fn(usize) -> bool) -> Option<usize> {
    let next = walk.found.partition_point(|row| !walk.clock.after(row.at, at));
    let near = (0..next).rev().take_while(|&row| walk.clock.within(walk.found[row].at, at, window));
    near.into_iter().find(|&row| walk.found[row].is_message && !walk.found[row].inbound && holds(row))
}

/// Whether a message counts as delivered where customers' reactions are measured: delivered, or of unknown state.
pub fn is_delivered(state: Status) -> bool {
    state >= Status::Delivered || state == Status::Unknown
}
