//! The funnel: recipients of outreach, from sent to converted.

use super::{Breakdown, Cell, Cells, Row, Showing, View, part, row};
use crate::dimensions::Family;
use crate::facts::message;
use crate::kpis::Section;
use crate::tables::texts::Text;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "funnel", section: Section::Journey, family: Family::Message, gather, rows };

const STEPS: [&str; 5] = ["sent", "delivered", "read", "engaged", "converted"];

fn gather(view: &View, cells: &mut Cells) {
    let mut life = u32::MAX;
    let mut recipients: Vec<(u32, Text, u8)> = Vec::new();
    for &place in &view.messages.messages {
        let found = &view.story.messages[place as usize];
        if !found.outreach || !view.conditions.covers(found.at) {
            continue;
        }
        if found.life != life {
            count(&mut recipients, cells);
            life = found.life;
        }
        let row = view.messages.at(place);
        if !view.takes(found.at, |column| row.dimension(column)) {
            continue;
        }
        let group = view.group(|column| row.dimension(column));
        recipients.push((group, row.profile.campaign, reached(&row)));
    }
    count(&mut recipients, cells);
}

/// The steps that a message reached, as bits.
fn reached(row: &message::Row) -> u8 {
    let steps = [true, row.reached(), row.opened(), row.engaged(), row.reached() && row.found.converted];
    steps.iter().enumerate().map(|(step, &reached)| u8::from(reached) << step).sum()
}

/// Counts one customer's recipients: one has reached what any of its messages has.
fn count(recipients: &mut Vec<(u32, Text, u8)>, cells: &mut Cells) {
    recipients.sort_unstable();
    for of_group in recipients.chunk_by(|a, b| a.0 == b.0) {
        let mut counts = [0; STEPS.len()];
        for recipient in of_group.chunk_by(|a, b| a.1 == b.1) {
            let steps = recipient.iter().fold(0, |steps, (_, _, reached)| steps | reached);
            counts.iter_mut().enumerate().for_each(|(step, count)| *count += u64::from(steps >> step & 1));
        }
        for (step, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            cells.add(of_group[0].0, step as u64, [count, 0, 0, 0]);
        }
    }
    recipients.clear();
}

fn rows(cells: &[Cell], showing: &Showing) -> Vec<Row> {
    let present = &showing.prepared.present;
    let count = |step: usize| cells.iter().find(|(key, _)| *key == step as u64).map_or(0, |(_, counts)| counts[0]);
    let known = |step: usize| match STEPS[step] {
        "read" => present.reads,
        "converted" => present.orders,
        _ => true,
    };
    let steps: Vec<usize> = (0..STEPS.len()).filter(|&step| known(step)).collect();
    let rows = steps.iter().enumerate().map(|(place, &step)| {
        let previous = place.checked_sub(1).map_or(step, |before| steps[before]);
        row! {
            "step": STEPS[step],
            "recipients": count(step),
            "share_of_first": part(count(step), count(0)),
            "share_of_previous": part(count(step), count(previous)),
        }
    });
    rows.collect()
}
