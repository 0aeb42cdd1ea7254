//! Quality: outreach by the rating under which it was sent.

use super::{Breakdown, Cell, Cells, Row, Showing, View, part, row};
use crate::dimensions::Family;
use crate::kpis::Section;
use crate::tables::values::Rating;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "quality", section: Section::Consent, family: Family::Message, gather, rows };

fn gather(view: &View, cells: &mut Cells) {
    for &place in &view.messages.messages {
        let found = &view.story.messages[place as usize];
        let Some(rating) = found.rating.filter(|_| found.outreach && view.conditions.covers(found.at)) else {
            continue;
        };
        let row = view.messages.at(place);
        if !view.takes(found.at, |column| row.dimension(column)) {
            continue;
        }
        cells.add(view.group(|column| row.dimension(column)), rating as u64, [1, 0, 0, 0]);
    }
}

fn rows(cells: &[Cell], _: &Showing) -> Vec<Row> {
    let all: u64 = cells.iter().map(|(_, counts)| counts[0]).sum();
    let known = |rating: &Rating| {
        let (_, [messages, ..]) = cells.iter().find(|(key, _)| *key == *rating as u64)?;
        Some(row! {
            "rating": rating.word().to_ascii_uppercase(),
            "messages": messages,
            "share": part(*messages, all),
        })
    };
    Rating::ALL.iter().filter_map(known).collect()
}
