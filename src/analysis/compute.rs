//! Computing a report: prepare, then shard by shard walk, build facts and measure, then assemble.
//!
//! Shards are worked on side by side; their tallies add up exactly, so neither their number nor their order shows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use anyhow::Result;
use hashbrown::HashMap;
use rayon::prelude::*;

use super::aggregates;
use super::breakdowns::{self, Gathered};
use super::coverage::Coverage;
use super::folding::{self, Folds, People};
use super::grouped::{Grouped, Target};
use super::groups::cuts;
use super::measure::{Conditions, Extent, Look, View, measure};
use super::members::Members;
use super::plan::Plan;
use super::prepare::Prepared;
use super::sieve::Sieve;
use super::spending::{Cuts, parts};
use super::tally::Tally;
use crate::facts::bits::Bits;
use crate::facts::frame::Frame;
use crate::facts::{self, Grain, expense, message};
use crate::request::Request;
use crate::tables::account::Accounts;
use crate::timeline::shard::{Shard, Sorted};
use crate::timeline::walk::walk;

/// What a report is assembled from: tallies of every measure, and what was found beside them.
#[derive(Default)]
pub struct Measured {
    /// Totals, by measure.
    pub totals: HashMap<usize, Tally>,
    /// Groups, by breakdown.
    pub groups: HashMap<usize, Grouped>,
    /// The first and last instant with a unit.
    pub extent: Extent,
    /// Spans that would have been negative.
    pub negative_spans: u64,
    /// Answers whose author is unknown.
    pub answers_by_unknown: u64,
    /// Marketing recognised by its campaign alone.
    pub marketing_by_campaign: u64,
    /// Marketing messages to customers that contacts do not have.
    pub consent_unknown: u64,
    /// Outbound messages of unknown state.
    pub unknown_states: u64,
    /// Spend that messages account for themselves, by number.
    pub covered: BTreeSet<usize>,
    /// The customers of the groups, where they are asked for.
    pub members: Members,
    /// The cells of the breakdowns.
    pub breakdowns: Gathered,
    /// Rows of counts that messages replace.
    pub aggregates_left_out: u64,
    /// Rows of counts that messages replace in all but what they cost, which no message tells.
    pub aggregates_of_costs: u64,
    /// Rows of the aggregates table that have no date, and so are of no period.
    pub aggregates_undated: u64,
    /// Rows of counts that gave way, for some figure, to rows with more detail.
    pub aggregates_in_less_detail: u64,
    /// Duplicates among rows of the smaller tables.
    pub accounts: Accounts,
    /// When anybody wrote, where that is asked.
    pub coverage: Coverage,
    /// The period compared with: only its tallies.
    pub compared: Option<Box<Measured>>,
}

/// The periods that are measured.
#[derive(Clone, Copy, Debug)]
pub struct Periods {
    /// The report's.
    pub own: Conditions,
    /// That compared with.
    pub compared: Option<Conditions>,
}

impl Measured {
    /// Ends adding.
    fn settle(&mut self) {
        let totals: Vec<&mut Tally> = self.totals.values_mut().collect();
        totals.into_par_iter().for_each(Tally::settle);
        self.groups.values_mut().for_each(Grouped::settle);
        if let Some(compared) = &mut self.compared {
            compared.settle();
        }
    }

    fn merge(mut self, other: Measured) -> Measured {
        for (measure, tally) in other.totals {
            self.totals.entry(measure).or_default().merge(tally);
        }
        for (cut, groups) in other.groups {
            self.groups.entry(cut).or_default().merge(groups);
        }
        self.extent.merge(other.extent);
        self.negative_spans += other.negative_spans;
        self.answers_by_unknown += other.answers_by_unknown;
        self.marketing_by_campaign += other.marketing_by_campaign;
        self.consent_unknown += other.consent_unknown;
        self.unknown_states += other.unknown_states;
        self.covered.extend(other.covered);
        self.members.merge(other.members);
        breakdowns::merge(&mut self.breakdowns, other.breakdowns);
        self.accounts.merge(other.accounts);
        self.coverage.merge(other.coverage);
        self.compared = match (self.compared, other.compared) {
            (Some(mine), Some(others)) => Some(Box::new(mine.merge(*others))),
            (mine, others) => mine.or(others),
        };
        self
    }
}

/// Walks and measures all shards.
pub fn measure_all(prepared: &mut Prepared, plan: &Plan, periods: &Periods, request: &Request) -> Result<Measured> {
    let shards = std::mem::take(&mut prepared.shards);
    if folding::is_wanted(request) {
        prepared.folds = Run { prepared, plan, request }.folds(&shards, periods)?;
    }
    prepared.progress.expect_shards(shards.len() as u64);
    let run = Run { prepared, plan, request };
    let mut measured = shards
        .into_par_iter()
        .try_fold(Measured::default, |mut measured, shard| {
            let sorted = shard.sorted(&run.prepared.world, &mut measured.accounts)?;
            drop(shard);
            run.measure_shard(&sorted, periods, &mut measured)?;
            run.prepared.progress.walked();
            Ok::<Measured, anyhow::Error>(measured)
        })
        .try_reduce(Measured::default, |one, other| Ok(one.merge(other)))?;
    measured.settle();
    let compared = measured.compared.take();
    let covered = measured.covered.clone();
    let add = |conditions: &Conditions, measured: &mut Measured| {
        measured.covered.clone_from(&covered);
        run.add_spending(conditions, measured)?;
        aggregates::add(run.prepared, plan, conditions, request, measured);
        anyhow::Ok(())
    };
    add(&periods.own, &mut measured)?;
    if let Some(conditions) = &periods.compared {
        let mut compared = compared.unwrap_or_default();
        add(conditions, &mut compared)?;
        measured.compared = Some(compared);
    }
    prepared.accounts.merge(std::mem::take(&mut measured.accounts));
    log::info!(phase = "measure", measures = plan.measures.len() as u64; "{} measures are taken", plan.measures.len());
    Ok(measured)
}

/// What all shards are measured with.
struct Run<'a> {
    prepared: &'a Prepared,
    plan: &'a Plan,
    request: &'a Request,
}

impl Run<'_> {
    /// Which groups are measured as one: those of few customers, whom all shards together tell.
    fn folds(&self, shards: &[Shard], periods: &Periods) -> Result<Folds> {
        let Run { prepared, plan, request } = *self;
        let enough = request.min_group;
        let conditions: Vec<&Conditions> = [&periods.own].into_iter().chain(&periods.compared).collect();
        let merge = |one: Vec<People>, other: Vec<People>| {
            let merged = one.into_iter().zip(other).map(|(one, other)| one.merge(other, enough));
            Ok(merged.collect())
        };
        let none = || conditions.iter().map(|_| People::default()).collect();
        let mut people: Vec<People> = shards
            .par_iter()
            .enumerate()
            .map(|(number, shard)| {
                let sorted = shard.sorted(&prepared.world, &mut Accounts::default())?;
                let story = walk(&sorted, &prepared.world);
                let messages = &message::Rows::new(&prepared.world, &prepared.words, &sorted, &story);
                let grains = Grain::ALL.into_iter().filter(|&grain| grain != Grain::Expense);
                let measured = grains.filter(|&grain| plan.measures.iter().any(|measure| measure.grain == grain));
                let frames: Vec<(Frame, Bits)> = measured
                    .map(|grain| {
                        let frame = facts::build(grain, messages, &plan.wanted, prepared.world.end);
                        let taken = self.taken(&frame);
                        (frame, taken)
                    })
                    .collect();
                let of = |conditions: &&Conditions| People::of_shard(number, frames.iter(), conditions, plan, request);
                Ok::<Vec<People>, anyhow::Error>(conditions.iter().map(of).collect())
            })
            .try_reduce(none, merge)?;
        for (people, conditions) in people.iter_mut().zip(&conditions) {
            aggregates::tell(prepared, plan, conditions, request, people);
        }
        log::info!(phase = "fold"; "groups of fewer than {enough} customers are folded");
        Ok(folding::decide(&people, request, &prepared.world.texts))
    }

    /// The rows of a frame that the report is about.
    fn taken(&self, frame: &Frame) -> Bits {
        let sieve = Sieve::new(self.request, &self.prepared.world.texts);
        let sift = |mut sieve: Sieve| sieve.mask(frame, &self.plan.wanted.dimensions);
        sieve.map_or_else(|| Bits::all(frame.len()), sift)
    }

    /// Adds what is measured in a shard.
    fn measure_shard(&self, shard: &Sorted, periods: &Periods, measured: &mut Measured) -> Result<()> {
        let Prepared { world, words, .. } = self.prepared;
        let story = walk(shard, world);
        measured.negative_spans += story.negative_spans;
        measured.answers_by_unknown += story.answers_by_unknown;
        measured.marketing_by_campaign += story.marketing_by_campaign;
        measured.consent_unknown += story.consent_unknown();
        measured.unknown_states += story.unknown_states();
        let messages = &message::Rows::new(world, words, shard, &story);
        for grain in Grain::ALL {
            if !self.plan.measures.iter().any(|measure| measure.grain == grain) {
                continue;
            }
            let build = |end| facts::build(grain, messages, &self.plan.wanted, end);
            let mut frame = build(world.end);
            self.add_frame(&frame, &periods.own, measured)?;
            if let Some(conditions) = &periods.compared {
                // Customers stand as they do at the end of a period.
                if let (Grain::Customer, Some(end)) = (grain, conditions.until) {
                    frame = build(end);
                }
                self.add_frame(&frame, conditions, measured.compared.get_or_insert_default())?;
            }
        }
        if self.request.coverage {
            measured.coverage.merge(Coverage::of(&shard.messages));
        }
        if self.request.members {
            let members = |conditions| Members::of(messages, self.plan, self.request, conditions);
            measured.members.merge(members(&periods.own)?);
            if let Some(conditions) = &periods.compared {
                measured.compared.get_or_insert_default().members.merge(members(conditions)?);
            }
        }
        breakdowns::gather(self.prepared, messages, &periods.own, self.request, &mut measured.breakdowns);
        if let Some(spans) = &self.prepared.bills {
            measured.covered.extend(expense::covered(messages, &self.prepared.spends, spans));
        }
        Ok(())
    }

    /// Measures everything that reads a frame.
    fn add_frame(&self, frame: &Frame, conditions: &Conditions, measured: &mut Measured) -> Result<()> {
        let Run { prepared, plan, request } = *self;
        let filtered = request.filter_dimensions();
        let wanted = |&number: &usize| plan.measures[number].grain == frame.grain && plan.knows(number, &filtered);
        let measures: Vec<usize> = (0..plan.measures.len()).filter(wanted).collect();
        if measures.is_empty() {
            return Ok(());
        }
        let texts = &prepared.world.texts;
        let sift = |mut sieve: Sieve| sieve.mask(frame, &plan.wanted.dimensions);
        let taken = self.taken(frame);
        let needed = |by: &[_]| measures.iter().any(|&number| plan.knows(number, by));
        let cuts = cuts(frame, plan, request, &prepared.folds, needed);
        let look = Look::new(frame, conditions);
        let total = View::new(&look, None);
        let views: Vec<(View, Vec<u32>)> = cuts
            .iter()
            .map(|(cut, _, groups)| {
                let numbers = measured.groups.entry(*cut).or_default().numbers(&groups.keys);
                (View::new(&look, Some(groups)), numbers)
            })
            .collect();
        let mut seen = Bits::none(frame.len());
        for &number in &measures {
            let wanted = &plan.measures[number];
            let taken = match wanted.filter() {
                None => Cow::Borrowed(&taken),
                Some(filter) => Cow::Owned(sift(Sieve::of(filter, request, texts)).and(&taken)),
            };
            let into = Target::total(measured.totals.entry(number).or_default());
            measure(wanted, &total, &taken, Some(&mut seen), into)?;
            for ((cut, by, _), (view, numbers)) in cuts.iter().zip(&views) {
                if plan.knows(number, by) {
                    let groups = measured.groups.entry(*cut).or_default();
                    measure(wanted, view, &taken, None, Target::groups(groups.of(number), numbers))?;
                }
            }
        }
        seen.ones().for_each(|row| measured.extent.see(frame.keys[row].at));
        Ok(())
    }

    /// Adds spend that is in no message, cut where the report cuts it.
    fn add_spending(&self, conditions: &Conditions, measured: &mut Measured) -> Result<()> {
        let Run { prepared, plan, request } = *self;
        if prepared.spends.is_empty() || !plan.measures.iter().any(|measure| measure.grain == Grain::Expense) {
            return Ok(());
        }
        let cuts = Cuts {
            dimensions: &plan.wanted.dimensions,
            timezone: request.timezone,
            bounds: conditions.since.into_iter().chain(conditions.until).collect(),
            data: prepared.data,
        };
        let covered: Vec<usize> = measured.covered.iter().copied().collect();
        let parts = parts(&prepared.spends, &covered, &cuts, &prepared.world.money);
        self.add_frame(&Frame::of(&expense::Parts(&parts), &plan.wanted), conditions, measured)
    }
}
