//! Fatigue: how customers take the n-th marketing message that reached them in 30 days.

use super::{Breakdown, Cell, Cells, Counts, Row, Showing, View, part, row};
use crate::dimensions::Family;
use crate::kpis::Section;
use crate::tables::message::Millis;
use crate::tables::values::Status;
use crate::timeline::engagement::is_delivered;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "fatigue", section: Section::Consent, family: Family::Message, gather, rows };

const MONTH: Millis = 30 * 86_400_000;

fn gather(view: &View, cells: &mut Cells) {
    let mut life = u32::MAX;
    let mut times: Vec<Millis> = Vec::new();
    // A customer counts once for every n, with what any of those messages has.
    let mut taken: Vec<((u32, u64), Counts)> = Vec::new();
    for &place in &view.messages.messages {
        let found = &view.story.messages[place as usize];
        if !found.marketing || !is_delivered(found.state) {
            continue;
        }
        if found.life != life {
            taken.drain(..).for_each(|((group, nth), counts)| cells.add(group, nth, counts));
            times.clear();
            life = found.life;
        }
        times.push(found.at);
        if !view.conditions.covers(found.at) {
            continue;
        }
        let row = view.messages.at(place);
        if !view.takes(found.at, |column| row.dimension(column)) {
            continue;
        }
        let before = times.partition_point(|&at| at < found.at - MONTH);
        let nth = (times.len() - before) as u64;
        let has = [true, row.message.reads_known && found.state == Status::Read, found.replies > 0, found.opted_out];
        let key = (view.group(|column| row.dimension(column)), nth);
        // Those of one n stand near: it falls slowly.
        let place = taken.iter().rposition(|(known, _)| *known == key).unwrap_or_else(|| {
            taken.push((key, Counts::default()));
            taken.len() - 1
        });
        taken[place].1.iter_mut().zip(has).for_each(|(mine, has)| *mine = (*mine).max(u64::from(has)));
    }
    taken.into_iter().for_each(|((group, nth), counts)| cells.add(group, nth, counts));
}

fn rows(cells: &[Cell], showing: &Showing) -> Vec<Row> {
    let reads = showing.prepared.present.reads;
    let rows = cells.iter().map(|&(nth, [recipients, opened, replied, opted_out])| {
        row! {
            "nth": nth,
            "recipients": recipients,
            "opened": reads.then_some(opened),
            "replied": replied,
            "opted_out": opted_out,
            "open_rate": part(opened, recipients).filter(|_| reads),
            "reply_rate": part(replied, recipients),
            "opt_out_rate": part(opted_out, recipients),
        }
    });
    rows.collect()
}
