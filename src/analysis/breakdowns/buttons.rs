//! Buttons: taps by the text or payload of the button, those in bot menus and opt-outs, too.
//!
//! A tap has the date and dimensions of the message it belongs to, else its own.

use std::collections::BTreeSet;

use super::{Breakdown, Cell, Cells, Row, Showing, View, row};
use crate::dimensions::{Family, NO_VALUE};
use crate::kpis::Section;
use crate::tables::texts::Text;
use crate::tables::values::MessageType;
use crate::timeline::story::NOWHERE;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "buttons", section: Section::Engagement, family: Family::Message, gather, rows };

fn gather(view: &View, cells: &mut Cells) {
    let mut seen: BTreeSet<(u32, u64)> = BTreeSet::new();
    let mut life = u32::MAX;
    for &place in &view.messages.messages {
        let found = &view.story.messages[place as usize];
        if !found.inbound {
            continue;
        }
        let row = view.messages.at(place);
        if !row.profile.kind.is_some_and(MessageType::is_tap) {
            continue;
        }
        let target = if found.tapped == NOWHERE { row } else { view.messages.at(found.tapped) };
        let covered = view.conditions.covers(target.found.at);
        if !covered || !view.takes(target.found.at, |column| target.dimension(column)) {
            continue;
        }
        if found.life != life {
            (life, seen) = (found.life, BTreeSet::new());
        }
        let group = view.group(|column| target.dimension(column));
        let key = u64::from(row.profile.button.0) << 1 | u64::from(found.opt_out_word);
        cells.add(group, key, [1, u64::from(seen.insert((group, key))), 0, 0]);
    }
}

fn rows(cells: &[Cell], showing: &Showing) -> Vec<Row> {
    let name = |key: u64| match Text((key >> 1) as u32) {
        Text::NONE => NO_VALUE,
        button => showing.text(button),
    };
    let mut cells: Vec<(&str, bool, u64, u64)> =
        cells.iter().map(|(key, [taps, recipients, ..])| (name(*key), key & 1 == 1, *taps, *recipients)).collect();
    cells.sort_by_key(|&(button, opt_out, taps, _)| (std::cmp::Reverse(taps), button, opt_out));
    let rows = cells.into_iter().map(|(button, opt_out, taps, recipients)| {
        row! { "button": button, "taps": taps, "recipients": recipients, "opt_out": opt_out }
    });
    rows.collect()
}
