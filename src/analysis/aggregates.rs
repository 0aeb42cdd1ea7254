//! Counts that somebody else made: they are added to the tallies of the KPIs that need no more than them.
//!
//! Where messages of the same campaign or template are there, the messages win in all that they tell; where rows tell the
//! same days, those with more detail do (`detail`). Not responsible for which column stands for which KPI (`kpis`).

use std::collections::{BTreeMap, HashSet};

use super::compute::Measured;
use super::detail::standing;
use super::folding::{Folds, People};
use super::groups::cuts;
use super::measure::Conditions;
use super::plan::Plan;
use super::prepare::Prepared;
use super::sieve::Sieve;
use super::tally::Tally;
use crate::dimensions::Column;
use crate::facts::frame::{self, Frame, Keys};
use crate::facts::{Fact, Grain, Kind, Vocabulary};
use crate::kpis::{Aggregated, Formula};
use crate::request::Request;
use crate::tables::rows::Aggregate;
use crate::tables::texts::Text;
use crate::timeline::money::Exchange;

/// Rows of the aggregates table, as a frame without facts.
struct Rows<'a> {
    rows: Vec<&'a Aggregate>,
    words: &'a Vocabulary,
}

/// One row, and the words of dimensions.
type Counted<'a> = (&'a Aggregate, &'a Vocabulary);

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Message;
    const FACTS: &'static [&'static Fact] = &[];
    type Row<'a>
        = Counted<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, number: usize) -> Counted<'_> {
        (self.rows[number], self.words)
    }

    fn keys((row, _): &Counted<'_>) -> Keys {
        Keys { at: row.since, ..Keys::default() }
    }

    fn dimension((row, words): &Counted<'_>, column: Column) -> Text {
        match column {
            Column::Campaign => row.campaign,
            Column::Template => row.template,
            Column::Country => row.country,
            Column::Category => words.category(row.category),
            _ => Text::NONE,
        }
    }

    fn build(_: &[Counted<'_>], _: &mut [frame::Column]) {}
}

/// What a measure gets from a row: what is added up, and what it is divided by.
type Columns = (Aggregated, Option<Aggregated>);

/// Adds the counts to what was measured.
pub fn add(prepared: &Prepared, plan: &Plan, conditions: &Conditions, request: &Request, measured: &mut Measured) {
    let shadowed = Shadowed::new(prepared);
    let covered = || prepared.aggregates.iter().filter(|row| shadowed.covers(row, Aggregated::Sent));
    measured.aggregates_left_out = covered().filter(|row| shadowed.covers(row, Aggregated::Cost)).count() as u64;
    measured.aggregates_of_costs = covered().count() as u64 - measured.aggregates_left_out;
    let rows: Vec<&Aggregate> =
        prepared.aggregates.iter().filter(|row| !shadowed.covers(row, Aggregated::Cost)).collect();
    measured.aggregates_undated = rows.iter().filter(|row| row.is_undated() && !covers(conditions, row)).count() as u64;
    if rows.is_empty() {
        return;
    }
    let rows = Rows { rows, words: &prepared.words };
    let frame = Frame::of(&rows, &plan.wanted);
    let sieve = Sieve::new(request, &prepared.world.texts);
    let mask = sieve.map(|mut sieve| sieve.mask(&frame, &plan.wanted.dimensions));
    let cuts = cuts(&frame, plan, request, &prepared.folds, |_| true);
    let filtered = request.filter_dimensions();
    let mut gave_way = vec![false; rows.rows.len()];
    for (measure, (part, columns)) in columns(plan).into_iter().filter(|(measure, _)| plan.knows(*measure, &filtered)) {
        let stands = standing(&rows.rows, |row| tells(columns, row) && !shadowed.covers(row, columns.0));
        for (number, row) in rows.rows.iter().enumerate() {
            gave_way[number] |= !stands[number] && tells(columns, row) && !shadowed.covers(row, columns.0);
            if !stands[number] || mask.as_ref().is_some_and(|mask| !mask.has(number)) || !covers(conditions, row) {
                continue;
            }
            let Some(tally) = tally(part, columns, row, &prepared.world.money) else { continue };
            if !row.is_undated() {
                measured.extent.see(row.since);
            }
            measured.totals.entry(measure).or_default().merge(tally());
            for (cut, by, groups) in &cuts {
                let by_calendar = by.iter().any(|dimension| dimension.is_calendar());
                if plan.knows(measure, by) && !(row.is_undated() && by_calendar) {
                    let key = groups.keys[groups.of_row[number] as usize];
                    measured.groups.entry(*cut).or_default().add(measure, key, tally());
                }
            }
        }
    }
    measured.aggregates_in_less_detail = gave_way.into_iter().filter(|gave_way| *gave_way).count() as u64;
}

/// Tells how many customers there may be in a group of which nothing but counts is known: as many as the largest count.
pub fn tell(prepared: &Prepared, plan: &Plan, conditions: &Conditions, request: &Request, people: &mut People) {
    let rows = Rows { rows: prepared.aggregates.iter().collect(), words: &prepared.words };
    let frame = Frame::of(&rows, &plan.wanted);
    for (cut, by, groups) in cuts(&frame, plan, request, &Folds::default(), |_| true) {
        let covered = |row: &Aggregate| covers(conditions, row);
        for (number, row) in rows.rows.iter().enumerate().filter(|(_, row)| covered(row)) {
            let largest = Aggregated::ALL.iter().filter_map(|&column| count(column, row)).max();
            if by.iter().any(|dimension| !dimension.is_calendar()) {
                people.tell(cut, groups.keys[groups.of_row[number] as usize], largest.unwrap_or_default());
            }
        }
    }
}

/// Whether counts are of the period: those without a date are of none but the whole.
fn covers(conditions: &Conditions, row: &Aggregate) -> bool {
    match row.is_undated() {
        true => conditions.since.is_none() && conditions.until.is_none(),
        false => conditions.covers(row.since),
    }
}

/// What each measure gets: of a quotient the first part what is added up, the second what it is divided by.
fn columns(plan: &Plan) -> BTreeMap<usize, (&'static Formula, Columns)> {
    let mut columns = BTreeMap::new();
    for (kpi, measures) in &plan.kpis {
        let Some(counted) = kpi.counted else { continue };
        match (&kpi.formula.parts()[..], &measures[..], counted.among) {
            ([part], [measure], among) => drop(columns.insert(*measure, (*part, (counted.of, among)))),
            ([above, below], [first, second], Some(among)) => {
                columns.insert(*first, (*above, (counted.of, None)));
                columns.insert(*second, (*below, (among, None)));
            }
            _ => {}
        }
    }
    columns
}

/// What a row adds to a measure; nothing where it lacks a column.
fn tally(part: &Formula, (of, among): Columns, row: &Aggregate, money: &Exchange) -> Option<impl Fn() -> Tally> {
    let kind = part.facts()[0].kind;
    let (amount, currency) = match of {
        Aggregated::Cost => money.convert(row.cost?, row.currency),
        Aggregated::Revenue => money.convert(row.revenue?, row.currency),
        of => {
            // Orders are counted in parts of one.
            let scale = if kind == Kind::Weight { kind.scale() as i64 } else { 1 };
            (i64::try_from(count(of, row)?).ok()?.saturating_mul(scale), Text::NONE)
        }
    };
    let among = match among {
        Some(among) => Some(count(among, row)?),
        None => None,
    };
    Some(move || {
        let mut tally =
            Tally { units: among.unwrap_or(1), value: i128::from(amount), counted: true, ..Tally::default() };
        tally.clusters.add(i128::from(amount), i128::from(among.unwrap_or(1)));
        tally.tag.add(currency);
        tally
    })
}

/// Whether a row tells all that a measure gets.
fn tells((of, among): Columns, row: &Aggregate) -> bool {
    [Some(of), among].into_iter().flatten().all(|column| tells_of(std::slice::from_ref(row), column))
}

fn count(column: Aggregated, row: &Aggregate) -> Option<u64> {
    let counts = &row.counts;
    match column {
        Aggregated::Sent => counts.sent,
        Aggregated::Pending => counts
            .sent
            .zip(counts.delivered)
            .map(|(sent, delivered)| sent.saturating_sub(delivered).saturating_sub(counts.failed.unwrap_or(0))),
        Aggregated::Delivered => counts.delivered,
        Aggregated::Read => counts.read,
        Aggregated::Failed => counts.failed,
        Aggregated::Replied => counts.replied,
        Aggregated::Clicked => counts.clicked,
        Aggregated::Converted => counts.converted,
        Aggregated::OptOuts => counts.opt_outs,
        Aggregated::Cost | Aggregated::Revenue => None,
    }
}

/// Whether some rows tell of a column at all.
pub fn tells_of(rows: &[Aggregate], column: Aggregated) -> bool {
    rows.iter().any(|row| match column {
        Aggregated::Cost => row.cost.is_some(),
        Aggregated::Revenue => row.revenue.is_some(),
        column => count(column, row).is_some(),
    })
}

/// The campaigns and templates of which messages are there.
struct Shadowed {
    /// Whether messages tell what they cost.
    prices: bool,
    campaigns: HashSet<Text>,
    templates: HashSet<Text>,
    any: bool,
}

impl Shadowed {
    fn new(prepared: &Prepared) -> Shadowed {
        let outbound = || prepared.world.profiles.iter().filter(|profile| !profile.is_inbound() && !profile.is_event());
        Shadowed {
            prices: prepared.present.prices,
            campaigns: outbound().map(|profile| profile.campaign).collect(),
            templates: outbound().map(|profile| profile.template).collect(),
            any: prepared.present.messages && outbound().next().is_some(),
        }
    }

    /// Whether messages tell what a column of a row tells. What they cost they may leave to Meta's bill.
    fn covers(&self, row: &Aggregate, column: Aggregated) -> bool {
        if column == Aggregated::Cost && !self.prices && row.cost.is_some() {
            return false;
        }
        match (row.campaign.is_none(), row.template.is_none()) {
            (false, _) => self.campaigns.contains(&row.campaign),
            (true, false) => self.templates.contains(&row.template),
            (true, true) => self.any,
        }
    }
}
