//! From inputs to figures: load, merge, walk, measure. What `report` and `inspect` have in common.
//!
//! Not responsible for showing anything.

use anyhow::{Result, bail, ensure};

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::analysis::groups::show_instant;
use crate::analysis::{Computed, compute};
use crate::inspection::{ColumnInspection, FileInspection, Inspection, Missing, RejectedLine, Tally};
use crate::lists::Words;
use crate::report::Report;
use crate::request::Request;
use crate::settings::Settings;
use crate::sources::ColumnUse;
use crate::sources::load::{InputFile, LoadRequest, load};
use crate::tables::account::Rejection;
use crate::tables::intake::{IntakeRules, Names};

/// What to read, and how strictly.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Files, folders and patterns, and how their times are read.
    pub load: LoadRequest,
    /// Any rejected record and any file that nothing recognises is an error.
    pub strict: bool,
    /// Keep every rejected record with its text, not the first ones only.
    pub keep_rejections: bool,
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

/// Reads the inputs and measures what is asked.
pub fn measure(reading: &Reading, request: &Request, settings: &Settings) -> Result<Measured> {
    ensure!(!reading.load.inputs.is_empty(), NO_INPUT);
    let names = Names::default();
    let rules = IntakeRules {
        words: Words::with(&settings.opt_out_words, &settings.closing_words),
        as_of: request.as_of,
        keep_rejections: reading.keep_rejections,
    };
    let loaded = load(&reading.load, &names, &rules)?;
    let files: Vec<Recognition> = loaded.inputs.iter().map(Recognition::of).collect();
    let unrecognised = loaded.unrecognised.clone();
    let computed = compute(loaded, &names, request, settings)?;
    let accounts = &computed.prepared.accounts;
    let rejected = |rejection: &Rejection| Rejected {
        path: computed.report.inputs[rejection.origin.input() as usize].path.clone(),
        line: rejection.line,
        reason: rejection.reason.clone(),
        text: rejection.text.clone(),
    };
    Ok(Measured {
        rejections: accounts.rejections.iter().map(rejected).collect(),
        inspection: inspect(&computed, files, unrecognised),
        report: computed.report,
    })
}

/// How a file was recognised.
struct Recognition {
    why: String,
    columns: Vec<ColumnInspection>,
}

impl Recognition {
    fn of(file: &InputFile) -> Recognition {
        let column =
            |column: &ColumnUse| ColumnInspection { column: column.column.clone(), becomes: column.becomes.clone() };
        Recognition { why: file.why.clone(), columns: file.columns.iter().map(column).collect() }
    }
}

fn inspect(computed: &Computed, files: Vec<Recognition>, unrecognised: Vec<String>) -> Inspection {
    let mut missing: Vec<Missing> = Vec::new();
    for (kpi, need) in &computed.plan.unfed {
        match missing.iter_mut().find(|missing| missing.reason == need.reason()) {
            Some(missing) => missing.kpis.push(kpi.id.to_owned()),
            None => missing.push(Missing { reason: need.reason().to_owned(), kpis: vec![kpi.id.to_owned()] }),
        }
    }
    let file = |(number, file)| inspect_file(computed, number as u32, file);
    Inspection {
        files: files.into_iter().enumerate().map(file).collect(),
        unrecognised,
        feeds: computed.plan.kpis.iter().map(|(kpi, _)| kpi.id.to_owned()).collect(),
        missing,
        notes: computed.report.notes.iter().map(|note| note.text.clone()).collect(),
    }
}

fn inspect_file(computed: &Computed, number: u32, file: Recognition) -> FileInspection {
    let accounts = &computed.prepared.accounts;
    let of_file = |counts: &BTreeMap<(u32, String), u64>| -> Vec<Tally> {
        let mine = counts.iter().filter(|((input, _), _)| *input == number);
        mine.map(|((_, what), count)| Tally { what: what.clone(), count: *count }).collect()
    };
    let account = accounts.inputs.get(&number).copied().unwrap_or_default();
    let instant = |time: Option<i64>| time.map(|time| show_instant(time, Tz::UTC));
    let rejections = accounts.rejections.iter().filter(|rejection| rejection.origin.input() == number);
    let line = |rejection: &Rejection| RejectedLine { line: rejection.line, reason: rejection.reason.clone() };
    FileInspection {
        account: computed.report.inputs[number as usize].clone(),
        why: file.why,
        columns: file.columns,
        first: instant(account.first),
        last: instant(account.last),
        ignored_because: of_file(&accounts.ignored),
        rejected_because: of_file(&accounts.rejected),
        first_rejections: rejections.take(EXAMPLES).map(line).collect(),
        unknown: of_file(&accounts.unknown),
    }
}

/// How many rejected lines of a file are shown.
const EXAMPLES: usize = 5;

const NO_INPUT: &str = "nothing to report on: name a file, a folder, or - for standard input";

/// Refuses what a strict run does not accept, and a run without a single record of use.
pub fn accept(measured: &Measured, strict: bool) -> Result<()> {
    let sum = |count: fn(&crate::report::InputAccount) -> u64| measured.report.inputs.iter().map(count).sum::<u64>();
    if strict {
        if let Some(first) = measured.rejections.first() {
            let rejected = sum(|input| input.rejected);
            let Rejected { path, line, reason, .. } = first;
            let all = if rejected > 1 { format!(", the first of {rejected} rejected records") } else { String::new() };
            bail!("{path}:{line}: {reason}{all}: mend the export, or run without --strict");
        }
        if let Some(path) = measured.inspection.unrecognised.first() {
            bail!("{path}: no source recognises this file: leave it out, or run without --strict");
        }
    }
    let (records, used) = (sum(|input| input.records), sum(|input| input.used));
    match (records, used) {
        (0, _) => bail!("nothing to report on: the inputs hold no records"),
        (records, 0) => {
            bail!("nothing to report on: none of {records} records is of use; `wa-kpi inspect` tells why")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{InputAccount, Period, SCHEMA};

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
            },
            rejections: (0..rejected).map(|_| rejection.clone()).collect(),
            inspection: Inspection::default(),
        }
    }

    fn refused(measured: &Measured, strict: bool) -> String {
        accept(measured, strict).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_strict_run_refuses_any_rejected_record_and_names_the_first() {
        assert_eq!(refused(&measured(1, 5), true), "a.csv:7: no time: mend the export, or run without --strict");
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
    }
}
