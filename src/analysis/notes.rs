//! Notes: what the reader of a report should know besides the figures.

use std::collections::BTreeMap;

use super::compute::Measured;
use super::plan::Plan;
use super::prepare::Prepared;
use crate::facts::Needs;
use crate::kpis::{Kpi, Section};
use crate::report::Note;
use crate::request::Request;
use crate::settings::hours::Hours;

/// More kinds of unknown words than these are left to `inspect`.
const UNKNOWN: usize = 5;

/// The notes of a report, in order.
pub fn notes(request: &Request, plan: &Plan, measured: &Measured, prepared: &Prepared) -> Vec<Note> {
    let mut notes: Vec<Note> = only(request).into_iter().chain(unfed(plan)).collect();
    notes.extend(clock(prepared));
    let mut say = |kpi: Option<&str>, count: u64, text: &str| {
        if count > 0 {
            notes.push(Note { kpi: kpi.map(str::to_owned), text: text.replace("{}", &count.to_string()) });
        }
    };
    let asked = |id: &str| plan.kpis.iter().any(|(kpi, _)| kpi.id == id);
    say(
        None,
        if prepared.present.states { measured.unknown_states } else { 0 },
        "messages of unknown state: {}; they count in messages_sent, in no other delivery figure, and as delivered \
         where reactions are measured",
    );
    say(
        None,
        measured.answers_by_unknown,
        "answers that name no author: {}; they count as answers, and neither as an agent's nor as a bot's",
    );
    say(
        None,
        measured.marketing_by_campaign,
        "outreach messages with a campaign and no known category: {}; they are taken as marketing",
    );
    if asked("sends_without_consent") {
        say(
            Some("sends_without_consent"),
            measured.consent_unknown,
            "marketing messages to customers who are missing from the contacts: {}; their consent is unknown",
        );
    }
    say(
        None,
        measured.aggregates_left_out,
        "rows of counts for campaigns or templates whose messages are there, too: {}; the messages win",
    );
    say(
        None,
        measured.aggregates_of_costs,
        "rows of counts for campaigns or templates whose messages are there, too: {}; the messages win, but for costs, \
         which no message tells",
    );
    say(
        None,
        measured.aggregates_undated,
        "rows of counts without a date: {}; they are of no period: put the date into the file's name",
    );
    say(
        None,
        measured.aggregates_in_less_detail,
        "rows of counts that give way in some figure to rows that tell the same days by template, campaign, country or \
         category: {}; else the same messages would count twice",
    );
    say(
        None,
        measured.negative_spans,
        "spans that end before they begin: {}; they are no observations: check the clocks",
    );
    notes.extend(assumed(plan, prepared));
    notes.extend(unknown(prepared));
    notes
}

/// Which units figures are of, where they are not of all.
pub fn only(request: &Request) -> Option<Note> {
    request.filter.as_ref().map(|filter| Note { kpi: None, text: format!("only units where {filter}") })
}

/// Which time counted, where it is not all.
pub fn clock(prepared: &Prepared) -> Option<Note> {
    prepared.world.hours.as_ref().map(business_clock)
}

/// What figures rest on besides the data: a margin that nobody set, lists of words, a young export, counts by others.
fn assumed(plan: &Plan, prepared: &Prepared) -> Vec<Note> {
    let world = &prepared.world;
    let estimates = world.profiles.iter().any(|profile| profile.sentiment_estimated);
    let is_young = prepared.data.0 > world.end - world.windows.churn;
    let counted = |kpi: &Kpi| kpi.counted.is_some_and(|counted| prepared.present.is_counted(counted));
    let told = [
        (
            "roi",
            !world.money.margin_is_set,
            "no margin is set: all revenue is taken as earned; set `margin` in wa-kpi.toml",
        ),
        ("sentiment", estimates, "an estimate: word lists class the messages that nobody has classed"),
        ("new_customers", is_young, "the input is younger than the churn window: customers of long ago look new"),
    ];
    let asked = |id: &str| plan.kpis.iter().any(|(kpi, _)| kpi.id == id);
    let told = told.into_iter().filter(|(id, holds, _)| *holds && asked(id));
    let mut notes: Vec<Note> =
        told.map(|(id, _, text)| Note { kpi: Some(id.to_owned()), text: text.to_owned() }).collect();
    if plan.kpis.iter().any(|(kpi, _)| counted(kpi)) {
        let text = "counts that somebody else made are in the figures: they have no interval, and where recipients are \
                    counted a message stands for its recipient";
        notes.push(Note { kpi: None, text: text.to_owned() });
    }
    notes
}

fn business_clock(hours: &Hours) -> Note {
    let text = format!(
        "business clock: times of the sections response and resolution and handoff_wait are opening hours ({})",
        hours.schedule().zone.name()
    );
    Note { kpi: None, text }
}

/// What the inputs hold that nobody knows, over all inputs, the most frequent first. Words are left to `inspect`: a
/// report travels, and a word in the wrong column may be a name.
fn unknown(prepared: &Prepared) -> Vec<Note> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for ((_, what), count) in &prepared.accounts.unknown {
        let kind = what.split_once(" `").filter(|(_, word)| word.ends_with('`')).map(|(kind, _)| kind);
        let hidden = kind.map(|kind| format!("{kind} that nobody knows (`wa-kpi inspect` tells the word)"));
        let what = hidden.unwrap_or_else(|| what.clone());
        *counts.entry(what).or_default() += count;
    }
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut texts: Vec<String> = counts.iter().take(UNKNOWN).map(|(what, count)| format!("{count} × {what}")).collect();
    if counts.len() > UNKNOWN {
        texts.push(format!("{} more that nobody knows: `wa-kpi inspect` tells", counts.len() - UNKNOWN));
    }
    texts.into_iter().map(|text| Note { kpi: None, text }).collect()
}

/// What could not be computed: a line for each section of which nothing could, then one for each missing input, with
/// the export that would help.
fn unfed(plan: &Plan) -> Vec<Note> {
    let is_fed = |section: Section| plan.kpis.iter().any(|(kpi, _)| kpi.section == section);
    let mut missing: BTreeMap<Needs, Vec<&str>> = BTreeMap::new();
    let mut sections: BTreeMap<Section, Vec<Needs>> = BTreeMap::new();
    for (kpi, need) in &plan.unfed {
        if !is_fed(kpi.section) {
            sections.entry(kpi.section).or_default().push(*need);
            continue;
        }
        let ids = missing.entry(*need).or_default();
        // The figures of one span of time are named once.
        let name = kpi.id.trim_end_matches("_p50").trim_end_matches("_p90");
        if ids.last() != Some(&name) {
            ids.push(name);
        }
    }
    let of_section = |(section, needs): (Section, Vec<Needs>)| {
        let mut distinct: Vec<Needs> = needs;
        distinct.sort_unstable();
        distinct.dedup();
        let reasons: Vec<&str> = distinct.iter().map(|need| need.reason()).collect();
        Note { kpi: None, text: format!("section {} is left out: it {}", section.id(), reasons.join("; it ")) }
    };
    let of_need = |(need, kpis): (Needs, Vec<&str>)| Note {
        kpi: None,
        text: format!("left out: {} ({})", kpis.join(", "), need.reason()),
    };
    sections.into_iter().map(of_section).chain(missing.into_iter().map(of_need)).collect()
}
