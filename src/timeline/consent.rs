//! Opt-outs and opt-ins in order: which events count, which message an opt-out belongs to, what was sent in between.

use super::engagement::{is_delivered, latest_before};
use super::story::{ConsentFinding, Life};
use super::walk::Walk;
use crate::tables::message::Millis;
use crate::tables::values::{ConsentEvent, Status};

/// The failure that tells that the customer stopped marketing messages.
const STOPPED_MARKETING: u32 = 131_050;

/// Opt-outs of one customer within this are one.
const ONE_OPT_OUT: Millis = 72 * 3_600_000;

/// Something that changes or tests a customer's consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    /// An inbound opt-out word or button.
    Word { row: usize },
    /// A message that the business sends.
    Sent { row: usize },
    /// A failure that tells of an opt-out elsewhere.
    Refused { row: usize },
    /// A preference event.
    Preference { opt_out: bool },
}

impl Event {
    /// At the same time what the customer writes comes before what the business sends, and what names no side last.
    fn rank(self) -> u8 {
        match self {
            Event::Word { .. } => 0,
            Event::Sent { .. } => 1,
            Event::Refused { .. } | Event::Preference { .. } => 2,
        }
    }
}

/// Walks the customer's consent events.
pub fn find_opt_outs(walk: &mut Walk, life: Life) {
    let mut events = gather(walk);
    events.sort_by_key(|&(at, event)| (walk.clock.key(at), event.rank()));
    let mut out = false;
    let mut counted: Option<Millis> = None;
    for (at, event) in events {
        match event {
            Event::Sent { row } => walk.found[row].after_opt_out |= out,
            Event::Preference { opt_out: false } => {
                (out, counted) = (false, None);
                keep(walk, at, false, None, false);
            }
            // A failure tells nothing new where an opt-out is known already.
            Event::Refused { .. } if out => {}
            Event::Word { .. } | Event::Refused { .. } | Event::Preference { .. } => {
                if let Event::Refused { row } = event {
                    walk.found[row].after_opt_out = true;
                }
                out = true;
                let again = counted.is_some_and(|first| walk.clock.within(first, at, ONE_OPT_OUT));
                if !again {
                    counted = Some(at);
                    let message = marketing_before(walk, at, event);
                    if let Some(row) = message {
                        walk.found[row].opted_out = true;
                    }
                    keep(walk, at, true, message, false);
                }
            }
        }
    }
    for row in walk.found.iter_mut().filter(|row| row.marketing && life.is_contact) {
        row.without_consent = life.consent_at.is_none_or(|consent| walk.clock.after(consent, row.at));
    }
    if let Some(at) = life.consent_at.filter(|&at| at <= walk.world.as_of) {
        keep(walk, at, false, None, true);
    }
}

/// The customer's events; none where nothing tells of an opt-out or opt-in.
fn gather(walk: &Walk) -> Vec<(Millis, Event)> {
    let mut events: Vec<(Millis, Event)> = Vec::new();
    for (row, found) in walk.found.iter().enumerate().filter(|(_, found)| found.is_message) {
        if found.inbound && found.opt_out_word {
            events.push((found.at, Event::Word { row }));
        }
        let refused = !found.inbound && found.state == Status::Failed;
        if refused && walk.profile(row).error_code == Some(STOPPED_MARKETING) {
            let at = walk.rows.messages[row].times.failed.get().unwrap_or(found.at);
            events.push((at, Event::Refused { row }));
        }
    }
    if events.is_empty() && walk.rows.preferences.is_empty() {
        return events;
    }
    let sent = walk.found.iter().enumerate().filter(|(_, found)| found.marketing);
    events.extend(sent.map(|(row, found)| (found.at, Event::Sent { row })));
    for (_, preference) in walk.rows.preferences {
        let opt_out = match preference.event {
            ConsentEvent::OptOut => true,
            ConsentEvent::OptIn | ConsentEvent::Resume => false,
            ConsentEvent::Block | ConsentEvent::Unblock => continue,
        };
        events.push((preference.at, Event::Preference { opt_out }));
    }
    events
}

/// The latest delivered marketing message before an opt-out, within the window.
fn marketing_before(walk: &Walk, at: Millis, event: Event) -> Option<usize> {
    let limit = match event {
        Event::Word { row } => row,
        _ => usize::MAX,
    };
    latest_before(walk, at, walk.world.windows.opt_out, |row| {
        let found = &walk.found[row];
        row < limit && found.marketing && is_delivered(found.state)
    })
}

fn keep(walk: &mut Walk, at: Millis, opt_out: bool, message: Option<usize>, recorded: bool) {
    let message = message.map(|row| (walk.rows.first_message + row) as u32);
    let life = walk.life;
    walk.story().consents.push(ConsentFinding { life, at, opt_out, recorded, message });
}
