//! `wa-kpi check`: test KPIs and data quality against rules.

use std::path::PathBuf;

use anyhow::Result;

use super::Ending;
use super::measure::{Reading, Records, ensure_clean, ensure_something, left_out, read_and_observe, remark_on_memory};
use super::output::{self, Color};
use super::rejects::{self, Texts};
use crate::analysis::assemble::period;
use crate::analysis::rules::{Evidence, Rules};
use crate::analysis::{Observed, notes};
use crate::render::Style;
use crate::render::check::{RENDERERS, Renderer, github};
use crate::request::Request;
use crate::settings::Settings;
use crate::verdict::{Counts, Outcome, SCHEMA, Verdict};

/// What is asked of `check`.
#[derive(Debug)]
pub struct Options {
    /// What to read.
    pub reading: Reading,
    /// What to measure: all that the rules need.
    pub request: Request,
    /// What is tested.
    pub rules: Rules,
    /// Windows, targets, hours, words.
    pub settings: Settings,
    /// How what goes to standard output is written; none = the default, or nothing where files are written.
    pub format: Option<&'static Renderer>,
    /// The files to write, each with its renderer.
    pub files: Vec<(PathBuf, &'static Renderer)>,
    /// Whether standard output was named as one of the files.
    pub standard_output: bool,
    /// Where rejected records are written.
    pub rejects: Option<PathBuf>,
    /// The file that GitHub shows as the summary of a step: annotations are summed up there.
    pub summary: Option<PathBuf>,
    /// When colours are used.
    pub color: Color,
}

/// Lines of text files are as long as this.
const FILE_WIDTH: usize = 100;

/// Reads once, judges every rule, and writes the verdict.
pub fn run(options: &Options) -> Result<Ending> {
    let Options { reading, request, settings, .. } = options;
    reading.ensure_inputs("check")?;
    let outputs = options.files.iter().map(|(path, _)| path).chain(&options.rejects);
    output::spare_inputs(&reading.load.inputs, outputs)?;
    let (findings, observed) = read_and_observe(reading, request, settings)?;
    let rejections = findings.rejections(&observed.prepared.accounts);
    let accounts = observed.accounts();
    let found = Records { inputs: &accounts, rejections: &rejections, unrecognised: &findings.unrecognised };
    if reading.strict {
        ensure_clean(&found)?;
    }
    // Where not one record is of use, rules about records say so.
    if !options.rules.are_about_records() || accounts.iter().all(|account| account.records == 0) {
        ensure_something(&found, "check")?;
    }
    let verdict = verdict(&options.rules, &observed, &findings.unrecognised);
    let rejects =
        options.rejects.as_ref().map(|path| anyhow::Ok((path.clone(), rejects::csv(&rejections, Texts::Masked)?)));
    publish(&verdict, rejects.transpose()?, options)?;
    remark_on_memory(observed.prepared.excess);
    Ok(match verdict.outcome {
        Outcome::Failed => Ending::RuleFailed,
        Outcome::Passed | Outcome::Skipped => Ending::Done,
    })
}

fn verdict(rules: &Rules, observed: &Observed, unrecognised: &[String]) -> Verdict {
    let rules = rules.judge(&Evidence::new(observed, unrecognised));
    let counts: Counts = rules.iter().map(|rule| rule.outcome).collect();
    let conditions = notes::only(&observed.request).into_iter().chain(notes::clock(&observed.prepared));
    Verdict {
        schema: SCHEMA,
        outcome: counts.outcome(),
        counts,
        period: period(observed),
        inputs: observed.accounts(),
        rules,
        notes: conditions.chain(left_out(unrecognised)).collect(),
    }
}

fn publish(verdict: &Verdict, rejects: Option<(PathBuf, Vec<u8>)>, options: &Options) -> Result<()> {
    let style = output::screen(options.color);
    let by_default = (options.files.is_empty() || options.standard_output).then(|| RENDERERS[0]);
    let on_screen = options.format.or(by_default);
    let printed = on_screen.map(|renderer| (renderer.render)(verdict, &style)).transpose()?;
    let in_files = Style { width: FILE_WIDTH, color: false, ..style };
    let mut files = Vec::new();
    for (path, renderer) in &options.files {
        files.push((path.clone(), (renderer.render)(verdict, &in_files)?));
    }
    let are_kept = rejects.is_some();
    files.extend(rejects);
    output::write(files)?;
    if let Some(path) = &options.summary
        && on_screen.is_some_and(|renderer| renderer.id == github::RENDERER.id)
    {
        output::append(path, github::summary(verdict).as_bytes())?;
    }
    rejects::remark(&verdict.inputs, are_kept);
    match printed.map_or(Ok(()), |bytes| output::print(&bytes)) {
        // The verdict stands, whoever has stopped reading.
        Err(error) if output::is_closed_pipe(&error) => Ok(()),
        printed => printed,
    }
}
