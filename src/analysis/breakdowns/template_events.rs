//! Template events: pauses, disablings and rejections in the period, by time.

use super::{Breakdown, Cell, Cells, Row, Showing, TOTAL, View, folded, row};
use crate::analysis::groups::show_instant;
use crate::analysis::sieve::Sieve;
use crate::dimensions::{Column, Family};
use crate::kpis::Section;
use crate::tables::rows::TemplateEvent;
use crate::tables::texts::Text;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "template_events", section: Section::Consent, family: Family::Message, gather, rows };

/// The events that are told of.
const TOLD: [&str; 3] = ["paused", "disabled", "rejected"];

/// Events are in no shard: a cell only says which groups have any.
fn gather(view: &View, cells: &mut Cells) {
    for event in &view.prepared.templates {
        let group = match view.column {
            None => TOTAL,
            Some(Column::Template) => view.group(|_| event.template),
            Some(Column::Business) => view.group(|_| event.business),
            Some(_) => continue,
        };
        cells.add(group, 0, [1, 0, 0, 0]);
    }
}

fn rows(_: &[Cell], showing: &Showing) -> Vec<Row> {
    let of = |value: Text| folded(showing.prepared, showing.request, value);
    let own = |event: &&TemplateEvent| match showing.group {
        Some((Column::Template, name)) => of(event.template) == name,
        Some((_, name)) => of(event.business) == name,
        None => true,
    };
    let told = |event: &&TemplateEvent| {
        let in_period = event.at.is_some_and(|at| showing.conditions.covers(at));
        in_period && TOLD.contains(&showing.text(event.event))
    };
    let mut sieve = Sieve::new(showing.request, &showing.prepared.world.texts);
    let mut taken = |event: &&TemplateEvent| {
        let value = |column| match column {
            Column::Template => event.template,
            Column::Business => event.business,
            _ => Text::NONE,
        };
        sieve.as_mut().is_none_or(|sieve| sieve.takes(event.at.unwrap_or_default(), value))
    };
    let events = showing.prepared.templates.iter().filter(own).filter(told);
    let mut events: Vec<&TemplateEvent> = events.filter(|event| taken(event)).collect();
    events.sort_by_key(|event| (event.at, showing.text(event.template), showing.text(event.event)));
    let name = |text| Some(showing.text(text)).filter(|text| !text.is_empty());
    let rows = events.into_iter().map(|event| {
        row! {
            "at": event.at.map(|at| show_instant(at, showing.request.timezone)),
            "template": name(event.template),
            "business": name(event.business),
            "event": name(event.event),
            "rating": event.rating.map(|rating| rating.word().to_ascii_uppercase()),
        }
    });
    rows.collect()
}
