//! Arms side by side: every arm's figures against the control's, with tests that hold for all of them together.
//!
//! Arms may be groups of a dimension, two periods, two inputs, or counts without any files; all come here as [`Side`]s.
//! Not responsible for finding these (`sides`), nor for looks (`render`).

mod contrast;
pub mod holdout;
pub mod sides;
pub mod split;
mod verdict;

use std::borrow::Cow;

use super::interval::Confidence;
use super::members::Bought;
use super::tally::Tally;
use super::testing::{holm, overall};
use crate::comparison::{Arm, ArmRow, Comparison, Overall, SCHEMA};
use crate::kpis::{Catalogue, Kpi};
use crate::report::{Note, Row};
use crate::request::Selection;
use contrast::{Open, contrast, is_ranked};
use holdout::Holdout;
use split::Plan;
use verdict::{Court, judge};

/// A figure of an arm, and what it was made of; nothing where it could not be measured.
pub struct Found<'a> {
    /// The arm.
    pub arm: String,
    /// The figure.
    pub row: Row,
    /// Its tallies.
    pub tallies: Vec<Option<&'a Tally>>,
    /// What each of them is measured in: a currency or a scale.
    pub measured_in: Vec<Option<Cow<'a, str>>>,
}

impl Found<'_> {
    /// What the two are measured in, where that is not the same.
    fn measured_otherwise<'a>(&'a self, other: &'a Found) -> Option<(&'a str, &'a str)> {
        let tags = self.measured_in.iter().map(Option::as_deref).zip(other.measured_in.iter().map(Option::as_deref));
        let currencies = (self.row.currency.as_deref(), other.row.currency.as_deref());
        tags.chain([currencies]).filter_map(|(one, other)| one.zip(other)).find(|(one, other)| one != other)
    }
}

/// One side of a comparison.
pub struct Side<'a> {
    /// Its name.
    pub name: String,
    /// Its customers, and what they ordered.
    pub members: Bought,
    /// The currency of what they bought.
    pub currency: Option<String>,
    /// Finds a figure; none where it is not among what was measured.
    pub find: Box<dyn Fn(&'static Kpi) -> Option<Found<'a>> + 'a>,
}

/// Which figures are compared: those that are named, else the headline ones, which every further test would blur.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Named by id or section.
    pub selection: Selection,
    /// All that the data can feed.
    pub all: bool,
    /// None, unless they are named: the question is another.
    pub named_only: bool,
}

impl Shown {
    /// Whether a figure is.
    pub fn shows(&self, kpi: &Kpi) -> bool {
        let is_named = !self.selection.kpis.is_empty() || !self.selection.sections.is_empty();
        match is_named {
            true => self.selection.includes(kpi.id, kpi.section.id()),
            false => !self.named_only && (self.all || kpi.headline),
        }
    }
}

/// How arms are compared.
pub struct Question {
    /// What makes the arms: a dimension, `period`, `input`, `counts`.
    pub by: String,
    /// Which of the sides the others are compared with.
    pub control: usize,
    /// Which figures.
    pub shown: Shown,
    /// How sure intervals are.
    pub confidence: Confidence,
    /// How customers were meant to be split; none = nothing is known of it.
    pub plan: Option<Plan>,
    /// Whether the sides share instants: then nothing is tested.
    pub overlaps: bool,
    /// Whether the control was left out of the treatment.
    pub holdout: Option<Holdout>,
}

/// Compares.
pub fn compare(question: &Question, catalogue: Catalogue, sides: &[Side]) -> Comparison {
    let control = &sides[question.control].name;
    let split = question.plan.as_ref().and_then(|plan| split::check(plan, sides));
    let court = Court {
        alpha: question.confidence.alpha(),
        is_split_broken: split.as_ref().is_some_and(|split| split.alarm),
        overlaps: question.overlaps,
    };
    let mut lines = Vec::new();
    let mut overalls = Vec::new();
    for kpi in catalogue.iter().filter(|kpi| question.shown.shows(kpi)) {
        let found: Vec<Found> = sides.iter().filter_map(|side| (side.find)(kpi)).collect();
        let is_measured = found.iter().any(|found| !found.tallies.is_empty());
        if found.len() == sides.len() && (is_measured || question.shown.selection.names(kpi.id)) {
            overalls.extend(overall_of(kpi, &found).filter(|_| !question.overlaps));
            lines.extend(contrasts(kpi, found, question));
        }
    }
    let mut excesses = question.holdout.as_ref().map_or_else(Vec::new, |holdout| holdout.excesses(question, sides));
    let p_values: Vec<Option<f64>> = lines
        .iter()
        .map(|line| line.open.as_ref().and_then(|open| open.contrast.p))
        .chain(excesses.iter().flat_map(holdout::p_values))
        .collect();
    let mut adjusted = holm(&p_values).into_iter();
    for line in &mut lines {
        let p_adjusted = adjusted.next().flatten();
        if let Some(open) = &mut line.open {
            open.contrast.p_adjusted = p_adjusted;
        }
    }
    excesses.iter_mut().for_each(|excess| holdout::adjust(excess, &mut adjusted, court));
    let notes = notes(&lines, court);
    Comparison {
        schema: SCHEMA,
        by: question.by.clone(),
        control: control.clone(),
        confidence: question.confidence.level(),
        power: super::testing::effect::POWER,
        period: None,
        inputs: Vec::new(),
        arms: sides.iter().enumerate().map(|(place, side)| arm(side, place == question.control)).collect(),
        split,
        rows: concluded(lines, court),
        overall: overalls,
        incremental: excesses,
        tests: p_values.iter().flatten().count() as u64,
        notes,
    }
}

fn arm(side: &Side, control: bool) -> Arm {
    Arm { name: side.name.clone(), control, customers: side.members.customers }
}

/// A figure of an arm with its contrast, unless it is the control's.
struct Line {
    kpi: &'static Kpi,
    row: Row,
    arm: String,
    open: Option<Open>,
    control: Row,
    /// Whether some customer has several units.
    repeats: bool,
}

fn contrasts(kpi: &'static Kpi, found: Vec<Found>, question: &Question) -> Vec<Line> {
    let control = &found[question.control];
    let repeats = found.iter().any(|found| found.tallies.iter().flatten().any(|tally| tally.repeated));
    let line = |(place, arm): (usize, &Found)| {
        let is_control = place == question.control;
        let mut open = (!is_control).then(|| contrast(kpi, arm, control, question.confidence));
        if let Some(open) = open.as_mut().filter(|_| question.overlaps) {
            (open.contrast.p, open.contrast.test, open.contrast.p_ranks) = (None, None, None);
            (open.contrast.low, open.contrast.high, open.contrast.smallest_effect) = (None, None, None);
            (open.contrast.ratio_low, open.contrast.ratio_high) = (None, None);
        }
        let group = vec![(question.by.clone(), Some(arm.arm.clone()))];
        let row = Row { group, ..arm.row.clone() };
        Line { kpi, row, arm: arm.arm.clone(), open, control: control.row.clone(), repeats }
    };
    found.iter().enumerate().map(line).collect()
}

fn concluded(lines: Vec<Line>, court: Court) -> Vec<ArmRow> {
    let conclude = |line: Line| {
        let Line { kpi, row, arm, open, control, .. } = line;
        let against_control = open.map(|open| judge(open, kpi, (&row, &control), &arm, court));
        ArmRow { row, against_control }
    };
    lines.into_iter().map(conclude).collect()
}

/// Whether a share differs between more than two arms at all.
fn overall_of(kpi: &Kpi, found: &[Found]) -> Option<Overall> {
    let tallies: Vec<&Tally> = found.iter().filter_map(|found| found.tallies.first().copied().flatten()).collect();
    if found.len() < 3 || tallies.len() < found.len() {
        return None;
    }
    let chi_square = overall(kpi, &tallies)?;
    Some(Overall {
        kpi: kpi.id.to_owned(),
        statistic: chi_square.statistic,
        degrees: chi_square.degrees,
        p: chi_square.p,
    })
}

/// What the reader should know about the tests.
fn notes(lines: &[Line], court: Court) -> Vec<Note> {
    let tested = || lines.iter().filter(|line| line.open.as_ref().is_some_and(|open| open.contrast.p.is_some()));
    let mut ranked: Vec<&str> = tested()
        .filter(|line| line.repeats && line.open.as_ref().is_some_and(|open| is_ranked(&open.contrast)))
        .map(|line| line.kpi.id)
        .collect();
    ranked.dedup();
    let mut texts = Vec::new();
    match tested().count() {
        _ if court.overlaps => texts.push("the periods overlap: nothing is tested".to_owned()),
        0 | 1 => {}
        tests => texts.push(format!(
            "{tests} differences are tested, p_adjusted holds for all of them together (Holm); what a sample could have \
             shown is told of a single test: fewer figures (--kpi) show more"
        )),
    }
    if !ranked.is_empty() {
        let ranked = ranked.join(", ");
        texts.push(format!("tested as if no customer had several units (Mann–Whitney): {ranked}"));
    }
    let immature: u64 = lines.iter().map(|line| line.row.immature).max().unwrap_or(0);
    if immature > 0 {
        texts.push("some units' windows are not over; --mature leaves them out".to_owned());
    }
    texts.into_iter().map(|text| Note { kpi: None, text }).collect()
}
