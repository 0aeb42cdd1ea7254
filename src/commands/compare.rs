//! `wa-kpi compare`: arms of an experiment, two periods or two data sets side by side, with tests.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use super::findings::Findings;
use super::measure::{Reading, Records, accept, left_out, read_and_observe, remark_on_memory};
use super::output::{self, Color};
use super::rejects;
use crate::analysis::Observed;
use crate::analysis::arms::holdout::Holdout;
use crate::analysis::arms::sides::{self, Counted, Groups, SHARE, Wanted};
use crate::analysis::arms::split::Plan;
use crate::analysis::arms::{Question, Shown, Side, compare};
use crate::analysis::figures::Making;
use crate::analysis::interval::Confidence;
use crate::comparison::Comparison;
use crate::dimensions::{Axis, Column, Dimension, NO_VALUE};
use crate::kpis::Catalogue;
use crate::render::Style;
use crate::render::comparison::{RENDERERS, Renderer};
use crate::report::{InputAccount, Note, Period};
use crate::request::Request;
use crate::settings::Settings;
use crate::sources::load::LoadRequest;
use crate::tables::texts::Texts;

/// What is asked of `compare`.
#[derive(Debug)]
pub struct Options {
    /// What makes the arms.
    pub arms: Arms,
    /// Which arm the others are compared with.
    pub wanted: Wanted,
    /// The parts that customers were meant to be split into.
    pub split: Option<Vec<f64>>,
    /// Which figures.
    pub shown: Shown,
    /// What to read.
    pub reading: Reading,
    /// What to measure.
    pub request: Request,
    /// Windows, targets, hours, words.
    pub settings: Settings,
    /// All figures of the run.
    pub catalogue: Catalogue,
    /// How what goes to standard output is written; none = the default, or nothing where files are written.
    pub format: Option<&'static Renderer>,
    /// The files to write, each with its renderer.
    pub files: Vec<(PathBuf, &'static Renderer)>,
    /// Whether standard output was named as one of the files.
    pub standard_output: bool,
    /// When colours are used.
    pub color: Color,
}

/// What makes the arms.
#[derive(Debug)]
pub enum Arms {
    /// The values of a dimension.
    Of(&'static Dimension),
    /// The period and the one that the request compares it with.
    Periods,
    /// Two inputs, each a data set of its own.
    Inputs,
    /// Counts, without any files.
    Counts(Vec<Counted>),
}

/// Lines of text files are as long as this.
const FILE_WIDTH: usize = 100;

/// Reads, compares, and writes every format that is asked for.
pub fn run(options: &Options) -> Result<()> {
    output::spare_inputs(&options.reading.load.inputs, options.files.iter().map(|(path, _)| path))?;
    let comparison = match &options.arms {
        Arms::Counts(counts) => of_counts(options, counts)?,
        Arms::Inputs => of_inputs(options)?,
        Arms::Of(dimension) => of_dimension(options, dimension)?,
        Arms::Periods => of_periods(options)?,
    };
    publish(&comparison, options)
}

fn of_counts(options: &Options, counts: &[Counted]) -> Result<Comparison> {
    // The only figure, whatever is asked for.
    static SHARES: Catalogue = Catalogue::of(std::slice::from_ref(&SHARE));
    let texts = Texts::default().freeze();
    let margin = options.settings.money.margin;
    let making = Making { confidence: confidence(options)?, margin, currency: None, texts: &texts };
    let sides = sides::of_counts(counts, making);
    let control = options.wanted.control(&names(&sides))?;
    let holdout = options.wanted.holdout.as_ref().map(|_| Holdout { spend: None });
    let plan = plan(options, &sides, false)?;
    // Of a holdout the difference is told as conversions.
    let shown = Shown { all: true, named_only: holdout.is_some(), ..Shown::default() };
    let question = Question { holdout, plan, shown, ..question(options, "counts", control)? };
    Ok(compare(&question, SHARES, &sides))
}

fn of_dimension(options: &Options, dimension: &'static Dimension) -> Result<Comparison> {
    let Options { request, wanted, catalogue, .. } = options;
    let (findings, observed) = read_and_observe(&options.reading, request, &options.settings)?;
    let account = Account::of(options, &findings, &observed)?;
    if wanted.holdout.is_some() {
        ensure!(observed.prepared.present.orders, "nothing to compare: --holdout counts orders, and no input has any");
    }
    let groups = sides::of_dimension(&observed, dimension, wanted)?;
    let control = wanted.control(&names(&groups.sides))?;
    // Units without an arm are none that chance chose, and a holdout is rarely a half.
    let is_everyone_chosen = groups.sides.iter().all(|side| side.name != NO_VALUE) && wanted.holdout.is_none();
    let is_experiment = dimension.axis == Axis::Column(Column::Variant) && is_everyone_chosen;
    let plan = plan(options, &groups.sides, is_experiment)?;
    let is_chosen = plan.is_some();
    let holdout = wanted.holdout.as_ref().map(|_| Holdout { spend: catalogue.get("spend") });
    let question = Question { holdout, plan, ..question(options, dimension.id, control)? };
    let comparison = compare(&question, *catalogue, &groups.sides);
    let notes = remarks(options, dimension, &groups, is_chosen);
    Ok(account.add_to(comparison, observed.period(), notes))
}

fn of_periods(options: &Options) -> Result<Comparison> {
    let (findings, observed) = read_and_observe(&options.reading, &options.request, &options.settings)?;
    let account = Account::of(options, &findings, &observed)?;
    let (sides, overlaps) = sides::of_periods(&observed)?;
    let control = options.wanted.control(&names(&sides))?;
    let question = Question { overlaps, ..question(options, "period", control)? };
    let comparison = compare(&question, options.catalogue, &sides);
    Ok(account.add_to(comparison, observed.period(), vec![INDEPENDENT.to_owned()]))
}

fn of_inputs(options: &Options) -> Result<Comparison> {
    let mut account = Account::default();
    let mut inputs: Vec<(String, Observed)> = Vec::new();
    for input in &options.reading.load.inputs {
        let load = LoadRequest { inputs: vec![input.clone()], ..options.reading.load.clone() };
        let reading = Reading { load, ..options.reading.clone() };
        let (findings, observed) = read_and_observe(&reading, &options.request, &options.settings)?;
        account.append(Account::of(options, &findings, &observed)?);
        inputs.push((input.clone(), observed));
    }
    let sides = sides::of_inputs(&inputs);
    let control = options.wanted.control(&names(&sides))?;
    let comparison = compare(&question(options, "input", control)?, options.catalogue, &sides);
    let Some((_, first)) = inputs.first() else { bail!("nothing to compare") };
    // Each input has a latest time of its own.
    let period = Period { as_of: None, ..first.period() };
    Ok(account.add_to(comparison, period, vec![INDEPENDENT.to_owned()]))
}

/// What is to be known of periods and inputs.
const INDEPENDENT: &str =
    "both are taken as independent; where customers are in both, differences are told too cautiously";

fn confidence(options: &Options) -> Result<Confidence> {
    Confidence::new(options.request.confidence).context("the confidence must lie between 0 and 1")
}

fn question(options: &Options, by: &str, control: usize) -> Result<Question> {
    Ok(Question {
        by: by.to_owned(),
        control,
        shown: options.shown.clone(),
        confidence: confidence(options)?,
        plan: None,
        overlaps: false,
        holdout: None,
    })
}

fn names(sides: &[Side]) -> Vec<String> {
    sides.iter().map(|side| side.name.clone()).collect()
}

/// The planned split: as named, else equal parts for what is an experiment by its nature.
fn plan(options: &Options, sides: &[Side], is_experiment: bool) -> Result<Option<Plan>> {
    let Some(weights) = &options.split else { return Ok(is_experiment.then(|| Plan::equal(sides.len()))) };
    let (parts, arms) = (weights.len(), names(sides).join(", "));
    ensure!(parts == sides.len(), "--split names {parts} parts, but there are {} arms: {arms}", sides.len());
    Ok(Some(Plan { weights: weights.clone(), named: true }))
}

/// What the reader should know of the arms of a dimension.
fn remarks(options: &Options, dimension: &Dimension, groups: &Groups, is_chosen: bool) -> Vec<String> {
    let (id, holdout) = (dimension.id, options.wanted.holdout.as_deref());
    let mut notes = Vec::new();
    let customers = |count: u64| if count == 1 { "1 customer".to_owned() } else { format!("{count} customers") };
    if groups.without_value > 0 {
        let hint =
            if holdout.is_none() { format!("; --control \"{NO_VALUE}\" makes them an arm") } else { String::new() };
        notes.push(format!("left out: units without a {id} ({}){hint}", customers(groups.without_value)));
    }
    if groups.in_several > 0 {
        notes.push(format!(
            "in several arms, and counted in each: {}; the tests take arms as independent",
            customers(groups.in_several)
        ));
    }
    if holdout == Some(NO_VALUE) {
        notes.push(
            "the holdout are the contacts without a message of any arm: nothing says that chance chose them".to_owned(),
        );
    }
    if holdout.is_some() {
        notes.push(format!("spend is what messages to the arm cost, and spend rows that name its {id}"));
    }
    if holdout.is_some() && options.request.period.since.is_none() {
        notes.push(
            "orders of the whole input count, also those before the experiment: --since names its first day".to_owned(),
        );
    }
    if !is_chosen {
        let why = if holdout.is_some() { "the plan is not known" } else { "nothing says that chance chose the arms" };
        notes.push(format!("the split is not checked: {why}; --split 50:50 checks it"));
    }
    if !is_chosen && holdout.is_none() {
        notes.push(format!("arms by {id} may differ in more than their {id}: a difference is not yet its effect"));
    }
    notes
}

/// What became of what was read.
#[derive(Default)]
struct Account {
    inputs: Vec<InputAccount>,
    notes: Vec<Note>,
    excess: Option<u64>,
}

impl Account {
    fn of(options: &Options, findings: &Findings, observed: &Observed) -> Result<Account> {
        let inputs = observed.accounts();
        let rejections = findings.rejections(&observed.prepared.accounts);
        let records = Records { inputs: &inputs, rejections: &rejections, unrecognised: &findings.unrecognised };
        accept(&records, options.reading.strict, "compare")?;
        let is_shown = |note: &Note| {
            note.kpi.as_deref().is_none_or(|id| options.catalogue.get(id).is_some_and(|kpi| options.shown.shows(kpi)))
        };
        let mut notes: Vec<Note> = observed.notes().into_iter().filter(is_shown).collect();
        notes.extend(left_out(&findings.unrecognised));
        Ok(Account { inputs, notes, excess: observed.prepared.excess })
    }

    /// Adds what was read besides: what is known of both is told once.
    fn append(&mut self, other: Account) {
        self.inputs.extend(other.inputs);
        self.notes.extend(other.notes.into_iter().filter(|note| !self.notes.contains(note)).collect::<Vec<_>>());
        self.excess = self.excess.max(other.excess);
    }

    fn add_to(self, comparison: Comparison, period: Period, remarks: Vec<String>) -> Comparison {
        remark_on_memory(self.excess);
        let remarks = remarks.into_iter().map(|text| Note { kpi: None, text });
        let notes = remarks.chain(comparison.notes).chain(self.notes).collect();
        Comparison { period: Some(period), inputs: self.inputs, notes, ..comparison }
    }
}

fn publish(comparison: &Comparison, options: &Options) -> Result<()> {
    let style = Style { all: options.shown.all, catalogue: options.catalogue, ..output::screen(options.color) };
    let is_screen_wanted = options.files.is_empty() || options.standard_output;
    let on_screen = options.format.or(is_screen_wanted.then_some(RENDERERS[0]));
    let printed = on_screen.map(|renderer| (renderer.render)(comparison, &style)).transpose()?;
    let in_files = Style { width: FILE_WIDTH, color: false, ..style };
    let content =
        |(path, renderer): &(PathBuf, &'static Renderer)| Ok((path.clone(), (renderer.render)(comparison, &in_files)?));
    output::write(options.files.iter().map(content).collect::<Result<Vec<_>>>()?)?;
    // Whoever reads the table sees the accounting there.
    if on_screen.is_none_or(|renderer| renderer.id != RENDERERS[0].id) {
        rejects::remark(&comparison.inputs, true);
    }
    printed.map_or(Ok(()), |bytes| output::print(&bytes))
}
