//! What pages draw beside the figures: the same tallies by day (week, month) and by campaign, and spans by length.
//!
//! Not responsible for charts (`render::html`).

use super::Observed;
use super::assemble::rows;
use super::groups::{ZoneClock, label_of};
use super::tally::Tally;
use crate::dimensions::{Axis, Dimension, dimension};
use crate::kpis::{Formula, Kpi};
use crate::report::{Bar, Drawn, Row, Spread};
use crate::request::Request;
use crate::tables::message::Millis;
use crate::units::Unit;

/// The parts of the calendar that charts use, each with the longest span that it is used for, in days.
const CALENDARS: [(&str, i64); 3] = [("day", 92), ("week", 2 * 366), ("month", i64::MAX)];
const DAY: Millis = 86_400_000;

/// Spans up to these lengths, in seconds, share a bar; longer ones have the last.
const LENGTHS: [u32; 13] = [10, 30, 60, 120, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 259_200];

/// The breakdowns that charts want beside those of the report, of data from one instant to another.
pub fn cuts(request: &Request, (first, last): (Millis, Millis)) -> Vec<Vec<&'static Dimension>> {
    let wanted = [calendar(request, (first, last)), "campaign"];
    let cuts = wanted.into_iter().filter_map(dimension).map(|dimension| vec![dimension]);
    cuts.filter(|cut| request.by != *cut).collect()
}

/// The part of the calendar by which figures are drawn: fine enough to see weekdays, coarse enough to fit.
fn calendar(request: &Request, (first, last): (Millis, Millis)) -> &'static str {
    let (since, until) = request.period.bounds(Some(last));
    let days = until.unwrap_or(last).saturating_sub(since.unwrap_or(first)) / DAY;
    CALENDARS.iter().find(|(_, most)| days <= *most).map_or("day", |(id, _)| id)
}

/// What the page of a report draws.
pub fn drawn(observed: &Observed) -> Drawn {
    let calendar = calendar(&observed.request, observed.prepared.data);
    Drawn {
        calendar: calendar.to_owned(),
        series: series(observed, calendar),
        campaigns: grouped(observed, "campaign"),
        spreads: spreads(observed),
    }
}

/// The rows of a part of the calendar, from the first message to the moment of looking unless the period is another:
/// a bill that runs into next month, or a customer since years, says nothing there.
fn series(observed: &Observed, id: &str) -> Vec<Row> {
    let Some(Dimension { axis: Axis::Calendar(calendar), .. }) = dimension(id) else { return Vec::new() };
    let (since, until) = observed.request.period.bounds(Some(observed.prepared.data.1));
    let mut clock = ZoneClock::new(observed.request.timezone);
    let mut label = |at: Millis| label_of(*calendar, clock.key(*calendar, at));
    let first = label(since.unwrap_or(observed.prepared.data.0));
    let last = label(until.map_or(observed.prepared.data.1, |until| until - 1));
    let is_inside =
        |row: &Row| row.group.iter().filter_map(|(_, value)| value.as_ref()).all(|at| (&first..=&last).contains(&at));
    grouped(observed, id).into_iter().filter(is_inside).collect()
}

/// The rows of one breakdown that are of a group.
fn grouped(observed: &Observed, id: &str) -> Vec<Row> {
    let is_wanted = |by: &[&'static Dimension]| matches!(by, [dimension] if dimension.id == id);
    let Some((cut, by)) = observed.request.cuts().enumerate().find(|(_, by)| is_wanted(by)) else { return Vec::new() };
    let of_group = |row: &Row| row.group.iter().any(|(_, value)| value.is_some());
    rows(observed, cut, by).into_iter().filter(of_group).collect()
}

/// How the spans of each mean are spread.
fn spreads(observed: &Observed) -> Vec<Spread> {
    let is_mean = |kpi: &Kpi| kpi.unit == Unit::Seconds && matches!(kpi.formula, Formula::Mean { .. });
    let means = observed.plan.kpis.iter().filter(|(kpi, _)| is_mean(kpi));
    let spread = |(kpi, measures): &(&'static Kpi, Vec<usize>)| {
        let bars = bars(observed.measured.totals.get(measures.first()?)?)?;
        Some(Spread { kpi: kpi.id.to_owned(), bars })
    };
    means.filter_map(spread).collect()
}

/// The bars of a tally of spans; none where it has none.
fn bars(tally: &Tally) -> Option<Vec<Bar>> {
    let runs = (**tally.spans.as_ref()?).clone().into_runs();
    let lengths = LENGTHS.map(|length| Some(f64::from(length)));
    let mut bars: Vec<Bar> = lengths.into_iter().chain([None]).map(|up_to| Bar { up_to, units: 0 }).collect();
    for (milliseconds, count) in runs.iter() {
        let place = LENGTHS.partition_point(|length| i64::from(*length) * 1_000 < milliseconds);
        bars[place].units += count;
    }
    (!runs.is_empty()).then_some(bars)
}
