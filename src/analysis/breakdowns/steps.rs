//! Steps: how many flows reached each step, and how many ended there without being finished.

use super::{Breakdown, Cell, Cells, Row, Showing, View, part, row};
use crate::dimensions::Family;
use crate::facts::conversation;
use crate::kpis::Section;
use crate::tables::texts::Text;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "steps", section: Section::Journey, family: Family::Conversation, gather, rows };

fn gather(view: &View, cells: &mut Cells) {
    let mut conversation = u32::MAX;
    let mut place = 0;
    for &(number, step) in &view.story.steps {
        place = if number == conversation { place + 1 } else { 0 };
        conversation = number;
        let found = &view.story.conversations[number as usize];
        if !view.conditions.covers(found.started) {
            continue;
        }
        let life = &view.story.lives[found.life as usize];
        let value = |column| conversation::dimension(found, life, column);
        if !view.takes(found.started, value) {
            continue;
        }
        let group = view.group(value);
        let left = found.course.silent && !found.course.finished && found.course.last_step == step;
        cells.add(group, u64::from(step.0), [1, u64::from(left), place, 0]);
    }
}

/// In the order in which flows reach them on average.
fn rows(cells: &[Cell], showing: &Showing) -> Vec<Row> {
    let mut cells: Vec<(f64, &str, u64, u64)> = cells
        .iter()
        .map(|&(step, [reached, left, places, _])| {
            (part(places, reached).unwrap_or(0.0), showing.text(Text(step as u32)), reached, left)
        })
        .collect();
    cells.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.2.cmp(&a.2)).then(a.1.cmp(b.1)));
    let rows = cells.into_iter().map(|(_, step, reached, left)| {
        row! { "step": step, "reached": reached, "left": left, "share_left": part(left, reached) }
    });
    rows.collect()
}
