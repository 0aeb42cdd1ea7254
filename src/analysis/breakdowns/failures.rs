//! Failures: messages that failed and were never delivered, by error code, meaning and class.

use super::{Breakdown, Cell, Cells, Row, Showing, View, part, row};
use crate::dimensions::Family;
use crate::kpis::Section;
use crate::lists::{failure_class_word, failure_meaning};
use crate::tables::values::Status;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "failures", section: Section::Delivery, family: Family::Message, gather, rows };

/// The key of a failure that names no code.
const NO_CODE: u64 = u64::MAX;

fn gather(view: &View, cells: &mut Cells) {
    for &place in &view.messages.messages {
        let found = &view.story.messages[place as usize];
        if found.inbound || found.state != Status::Failed || !view.conditions.covers(found.at) {
            continue;
        }
        let row = view.messages.at(place);
        if !view.takes(found.at, |column| row.dimension(column)) {
            continue;
        }
        let code = row.profile.error_code.map_or(NO_CODE, u64::from);
        cells.add(view.group(|column| row.dimension(column)), code, [1, 0, 0, 0]);
    }
}

fn rows(cells: &[Cell], _: &Showing) -> Vec<Row> {
    let all: u64 = cells.iter().map(|(_, counts)| counts[0]).sum();
    let mut cells = cells.to_vec();
    cells.sort_by_key(|(code, counts)| (std::cmp::Reverse(counts[0]), *code));
    let rows = cells.into_iter().map(|(code, [messages, ..])| {
        let code = u32::try_from(code).ok();
        row! {
            "code": code,
            "meaning": code.and_then(failure_meaning),
            "class": failure_class_word(code),
            "messages": messages,
            "share": part(messages, all),
        }
    });
    rows.collect()
}
