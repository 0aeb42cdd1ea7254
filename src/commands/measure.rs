//! From inputs to figures: load, merge, walk, measure. What `report` and `inspect` have in common.
//!
//! Not responsible for showing anything.

use anyhow::{Result, bail, ensure};

use super::findings::Findings;
use super::output;
use super::progress::Bar;
use crate::analysis::{Observed, observe};
use crate::inspection::Inspection;
use crate::lists::Words;
use crate::report::{InputAccount, Note, Report};
use crate::request::Request;
use crate::settings::Settings;
use crate::sources::load::{LoadRequest, load};
use crate::tables::intake::{IntakeRules, Names};

/// More files that no source recognises are only counted.
const NAMED: usize = 5;

/// What to read, and how strictly.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Files, folders and patterns, and how their times are read.
    pub load: LoadRequest,
    /// Any rejected record and any file that nothing recognises is an error.
    pub strict: bool,
    /// Keep every rejected record with its text, not the first ones only.
    pub keep_rejections: bool,
    /// Show on a terminal how far the run has come.
    pub show_progress: bool,
}

impl Reading {
    /// How records become rows, looking from a moment.
    pub fn rules(&self, settings: &Settings, as_of: Option<i64>) -> IntakeRules {
        IntakeRules {
            words: Words::with(&settings.opt_out_words, &settings.closing_words),
            as_of,
            keep_rejections: self.keep_rejections,
        }
    }

    /// The same, but what nothing recognises is no error: what it looks like is told.
    pub fn suggesting(self) -> Reading {
        Reading { load: LoadRequest { suggest: true, ..self.load }, ..self }
    }

    /// Refuses a command line without inputs; `purpose` is what they are needed for.
    pub fn ensure_inputs(&self, purpose: &str) -> Result<()> {
        ensure!(!self.load.inputs.is_empty(), "nothing to {purpose}: name a file, a folder, or - for standard input");
        Ok(())
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Measured {
    /// The figures.
    pub report: Report,
    /// Records that were not understood.
    pub rejections: Vec<Rejected>,
    /// What the files hold.
    pub inspection: Inspection,
    /// How many bytes of memory it took at least, where that is more than it was allowed.
    pub excess: Option<u64>,
}

/// A record that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The file.
    pub path: String,
    /// Its line, counted from 1.
    pub line: u64,
    /// What was found and what was expected.
    pub reason: String,
    /// The record as it stands in the file.
    pub text: String,
}

/// Reads the inputs and measures what is asked: the figures and all that is beside them.
pub fn measure(reading: &Reading, request: &Request, settings: &Settings) -> Result<Measured> {
    reading.ensure_inputs("report on")?;
    let (findings, observed) = read_and_observe(reading, request, settings)?;
    let mut report = observed.report();
    let Observed { plan, prepared, .. } = observed;
    report.notes.extend(left_out(&findings.unrecognised));
    let rejections = findings.rejections(&prepared.accounts);
    let inspection = findings.inspection(&report, &plan, &prepared.accounts, &rejections);
    Ok(Measured { report, rejections, inspection, excess: prepared.excess })
}

/// Reads the inputs and measures what is asked; what is made of it is up to the command.
pub(super) fn read_and_observe<'a>(
    reading: &Reading,
    request: &'a Request,
    settings: &'a Settings,
) -> Result<(Findings, Observed<'a>)> {
    // Reading takes its time: say before what cannot be computed.
    request.clock.hours(settings)?;
    let rules = reading.rules(settings, request.as_of);
    let names = Names::default();
    let _bar = Bar::start(&reading.load.progress, reading.show_progress);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(request.threads.max(1)).build()?;
    pool.install(|| {
        let loaded = load(&reading.load, &names, &rules)?;
        let findings = Findings::of(&loaded);
        Ok((findings, observe(loaded, &names, request, settings)?))
    })
}

/// Whether a file was left out for a reason of its own, told in a sentence; else only its path is.
fn has_reason(file: &str) -> bool {
    file.starts_with('`')
}

/// Notes on files that no source recognises: those with a reason of their own first, of the others a few by name.
pub(super) fn left_out(files: &[String]) -> Vec<Note> {
    let (special, plain): (Vec<&String>, Vec<&String>) = files.iter().partition(|file| has_reason(file));
    let mut texts: Vec<String> = special.into_iter().map(|reason| format!("left out: {reason}")).collect();
    let named: Vec<&str> = plain.iter().take(NAMED).map(|path| path.as_str()).collect();
    let others = plain.len() - named.len();
    if !named.is_empty() {
        let others = if others > 0 { format!(" and {others} more") } else { String::new() };
        let named = named.join(", ");
        texts.push(format!("left out, no source recognises them (`wa-kpi inspect` tells more): {named}{others}"));
    }
    texts.into_iter().map(|text| Note { kpi: None, text }).collect()
}

/// What became of all records.
#[derive(Clone, Copy)]
pub struct Records<'a> {
    /// By input, in numbers.
    pub inputs: &'a [InputAccount],
    /// Those that were not understood.
    pub rejections: &'a [Rejected],
    /// The files that nothing recognised.
    pub unrecognised: &'a [String],
}

impl Measured {
    /// What became of all records.
    pub fn records(&self) -> Records<'_> {
        let Measured { report, rejections, inspection, .. } = self;
        Records { inputs: &report.inputs, rejections, unrecognised: &inspection.unrecognised }
    }
}

/// Says on standard error where the memory did not suffice: figures are right all the same.
pub fn remark_on_memory(excess: Option<u64>) {
    if let Some(needed) = excess {
        let needed = needed.div_ceil(1 << 20);
        output::remark(&format!(
            "--memory is too little for names, orders and other small tables, which stay in memory: about {needed}M \
             were taken"
        ));
    }
}

/// Tells in the log what became of an input.
pub fn log_account(input: &InputAccount) {
    let InputAccount { path, source, records, used, duplicates, ignored, rejected } = input;
    log::info!(
        path = path.as_str(), source = source.as_str(), records = *records, used = *used, duplicates = *duplicates,
        ignored = *ignored, rejected = *rejected;
        "{path}: {source}, {records} records = {used} used + {duplicates} duplicates + {ignored} ignored + {rejected} \
         rejected"
    );
}

/// Refuses what a strict run does not accept, and a run without a single record of use.
/// `purpose` is what they are needed for.
pub fn accept(found: &Records, strict: bool, purpose: &str) -> Result<()> {
    found.inputs.iter().for_each(log_account);
    if strict {
        ensure_clean(found)?;
    }
    ensure_something(found, purpose)
}

/// Refuses what a strict run does not accept.
pub fn ensure_clean(found: &Records) -> Result<()> {
    if let Some(first) = found.rejections.first() {
        let rejected: u64 = found.inputs.iter().map(|input| input.rejected).sum();
        let Rejected { path, line, reason, .. } = first;
        let all = if rejected > 1 { format!(", the first of {rejected} rejected records") } else { String::new() };
        bail!("{path}:{line}: {reason}{all}; mend the export, or run without --strict");
    }
    if let Some(file) = found.unrecognised.first() {
        let known = if has_reason(file) { "" } else { ": no source recognises this file" };
        bail!("{file}{known}; leave it out, or run without --strict");
    }
    Ok(())
}

/// Refuses a run without a single record of use.
pub fn ensure_something(found: &Records, purpose: &str) -> Result<()> {
    let sum = |count: fn(&InputAccount) -> u64| found.inputs.iter().map(count).sum::<u64>();
    let (records, used) = (sum(|input| input.records), sum(|input| input.used));
    let nothing = match (found.unrecognised, found.inputs.len(), records) {
        _ if used > 0 => return Ok(()),
        ([], 0, _) => "no file was found".to_owned(),
        ([file], 0, _) if has_reason(file) => file.clone(),
        ([path], 0, _) => {
            format!("no source recognises {path}, the only file; `wa-kpi inspect` tells what it looks like")
        }
        (files, 0, _) => {
            format!("no source recognises any of {} files; `wa-kpi inspect` tells what they look like", files.len())
        }
        (_, _, 0) => "the inputs hold no records".to_owned(),
        (_, _, 1) => "the only record is of no use; `wa-kpi inspect` tells why".to_owned(),
        (_, _, records) => format!("none of {records} records is of use; `wa-kpi inspect` tells why"),
    };
    bail!("nothing to {purpose}: {nothing}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Period, SCHEMA};

    fn measured(rejected: u64, used: u64) -> Measured {
        let rejection =
            Rejected { path: "a.csv".to_owned(), line: 7, reason: "no time".to_owned(), text: String::new() };
        Measured {
            report: Report {
                schema: SCHEMA,
                period: Period { since: None, until: None, timezone: "UTC".to_owned(), as_of: None },
                inputs: vec![InputAccount {
                    path: "a.csv".to_owned(),
                    source: "canonical".to_owned(),
                    records: rejected + used,
                    used,
                    duplicates: 0,
                    ignored: 0,
                    rejected,
                }],
                by: Vec::new(),
                rows: Vec::new(),
                breakdowns: Default::default(),
                notes: Vec::new(),
                drawn: Default::default(),
            },
            rejections: (0..rejected).map(|_| rejection.clone()).collect(),
            excess: None,
            inspection: Inspection::default(),
        }
    }

    fn refused(measured: &Measured, strict: bool) -> String {
        accept(&measured.records(), strict, "report on").err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_strict_run_refuses_any_rejected_record_and_names_the_first() {
        assert_eq!(refused(&measured(1, 5), true), "a.csv:7: no time; mend the export, or run without --strict");
        assert!(refused(&measured(3, 5), true).contains("the first of 3 rejected records"));
        assert_eq!(refused(&measured(3, 5), false), "");
    }

    #[test]
    fn a_strict_run_refuses_files_that_nothing_recognises() {
        let mut found = measured(0, 5);
        found.inspection.unrecognised.push("readme.txt".to_owned());
        assert!(refused(&found, true).starts_with("readme.txt: no source recognises"));
        assert_eq!(refused(&found, false), "");
    }

    #[test]
    fn a_run_without_a_record_of_use_has_nothing_to_report_on() {
        assert_eq!(refused(&measured(0, 0), false), "nothing to report on: the inputs hold no records");
        assert!(refused(&measured(4, 0), false).contains("none of 4 records is of use"));
        let mut found = measured(0, 0);
        found.report.inputs.clear();
        assert_eq!(refused(&found, false), "nothing to report on: no file was found");
        found.inspection.unrecognised.push("readme.txt".to_owned());
        assert!(refused(&found, false).contains("no source recognises readme.txt, the only file"));
    }
}
