//! Notes: what the reader of a report should know besides the figures.

use std::collections::BTreeMap;

use super::compute::{Measured, Plan};
use super::prepare::Prepared;
use crate::facts::Needs;
use crate::report::Note;

/// The notes of a report, in order.
pub fn notes(plan: &Plan, measured: &Measured, prepared: &Prepared) -> Vec<Note> {
    let mut notes: Vec<Note> = unfed(plan);
    let mut say = |kpi: Option<&str>, count: u64, text: &str| {
        if count > 0 {
            notes.push(Note { kpi: kpi.map(str::to_owned), text: text.replace("{}", &count.to_string()) });
        }
    };
    let asked = |id: &str| plan.kpis.iter().any(|(kpi, _)| kpi.id == id);
    say(
        None,
        if prepared.present.states { measured.unknown_states } else { 0 },
        "{} messages have no known state: they count in messages_sent, in no other delivery figure, and as delivered \
         where reactions are measured",
    );
    say(
        None,
        measured.answers_by_unknown,
        "{} answers name no author: they count as answers, and neither as an agent's nor as a bot's",
    );
    say(
        None,
        measured.marketing_by_campaign,
        "{} outreach messages have a campaign and no known category: they are taken as marketing",
    );
    if asked("sends_without_consent") {
        say(
            Some("sends_without_consent"),
            measured.consent_unknown,
            "{} marketing messages went to customers who are missing from the contacts: their consent is unknown",
        );
    }
    say(None, measured.negative_spans, "{} spans end before they begin and are no observations: check the clocks");
    for (_, what, count) in prepared.accounts.unknown_by_what() {
        say(None, count, &format!("{what}: {{}} times"));
    }
    notes
}

/// One note for each missing input, with the KPIs that it would feed.
fn unfed(plan: &Plan) -> Vec<Note> {
    let mut missing: BTreeMap<Needs, Vec<&str>> = BTreeMap::new();
    for (kpi, need) in &plan.unfed {
        missing.entry(*need).or_default().push(kpi.id);
    }
    let note = |(need, kpis): (Needs, Vec<&str>)| Note {
        kpi: None,
        text: format!("left out: {} ({})", kpis.join(", "), need.reason()),
    };
    missing.into_iter().map(note).collect()
}
