//! What loading and computing found out about the files, gathered for `inspect` and `--rejects`.
//!
//! Not responsible for how it is shown (`render::inspection`).

use std::collections::BTreeMap;

use super::measure::Rejected;
use crate::analysis::groups::show_instant;
use crate::analysis::plan::Plan;
use crate::facts::Needs;
use crate::inspection::{
    ColumnInspection, FileInspection, Inspection, Missing, NearestInspection, RejectedLine, StrangerInspection, Tally,
};
use crate::report::Report;
use crate::sources::draft::Stranger;
use crate::sources::load::Loaded;
use crate::tables::account::Accounts;
use crate::tables::columns::TABLES;

/// How many rejected records of a file are shown.
const EXAMPLES: usize = 5;

/// How the files were recognised: kept aside before their records are computed.
pub struct Findings {
    files: Vec<File>,
    /// Files of a folder that nothing recognised.
    pub unrecognised: Vec<String>,
    strangers: Vec<StrangerInspection>,
}

struct File {
    path: String,
    why: String,
    columns: Vec<ColumnInspection>,
}

impl Findings {
    /// How the files were recognised.
    pub fn of(loaded: &Loaded) -> Findings {
        let files = loaded.inputs.iter().map(|input| File {
            path: input.path.clone(),
            why: input.why.clone(),
            columns: input
                .columns
                .iter()
                .map(|column| ColumnInspection { column: column.column.clone(), becomes: column.becomes.clone() })
                .collect(),
        });
        let strangers = loaded.strangers.iter().map(stranger).collect();
        Findings { files: files.collect(), unrecognised: loaded.unrecognised.clone(), strangers }
    }

    /// The rejected records, by path and line.
    pub fn rejections(&self, accounts: &Accounts) -> Vec<Rejected> {
        let rejected = accounts.rejections.iter().filter_map(|rejection| {
            let file = self.files.get(usize::try_from(rejection.origin.input()).ok()?)?;
            Some(Rejected {
                path: file.path.clone(),
                line: rejection.line,
                reason: rejection.reason.clone(),
                text: rejection.text.clone(),
            })
        });
        rejected.collect()
    }

    /// What the files hold, once they are accounted for.
    pub fn inspection(self, report: &Report, plan: &Plan, accounts: &Accounts, rejections: &[Rejected]) -> Inspection {
        let files = self.files.into_iter().zip(&report.inputs).enumerate().map(|(input, (file, account))| {
            let examples = rejections.iter().filter(|rejection| rejection.path == file.path).take(EXAMPLES);
            let times = accounts.inputs.get(input).copied().unwrap_or_default();
            let instant = |time: i64| show_instant(time, chrono_tz::Tz::UTC);
            FileInspection {
                account: account.clone(),
                why: file.why,
                tables: tables(&file.columns),
                columns: file.columns,
                first: times.first.map(instant),
                last: times.last.map(instant),
                ignored_because: tallies(&accounts.ignored, input),
                rejected_because: tallies(&accounts.rejected, input),
                first_rejections: examples
                    .map(|rejection| RejectedLine { line: rejection.line, reason: rejection.reason.clone() })
                    .collect(),
                unknown: tallies(&accounts.unknown, input),
            }
        });
        let mut missing: BTreeMap<Needs, Vec<String>> = BTreeMap::new();
        for (kpi, need) in &plan.unfed {
            missing.entry(*need).or_default().push(kpi.id.to_owned());
        }
        Inspection {
            files: files.collect(),
            unrecognised: self.unrecognised,
            strangers: self.strangers,
            feeds: plan.kpis.iter().map(|(kpi, _)| kpi.id.to_owned()).collect(),
            missing: missing
                .into_iter()
                .map(|(need, kpis)| Missing { reason: need.reason().to_owned(), kpis })
                .collect(),
        }
    }
}

/// The canonical tables that some columns become.
fn tables(columns: &[ColumnInspection]) -> Vec<String> {
    let becomes = || columns.iter().filter_map(|column| column.becomes.as_deref()).flat_map(|names| names.split(", "));
    let feeds = |id: &str| becomes().any(|name| name.split_once('.').is_some_and(|(table, _)| table == id));
    TABLES.iter().filter(|table| feeds(table.id)).map(|table| table.id.to_owned()).collect()
}

/// A file that nothing recognised, as people see it.
fn stranger(stranger: &Stranger) -> StrangerInspection {
    StrangerInspection {
        path: stranger.path.clone(),
        nearest: stranger.nearest.as_ref().map(|nearest| NearestInspection {
            source: nearest.source.to_owned(),
            why: nearest.words(),
            has: nearest.has.clone(),
            lacks: nearest.lacks.clone(),
        }),
        suggestion: stranger.suggestion.as_ref().map(|suggestion| suggestion.text.clone()),
    }
}

/// The counts of one input, the most frequent first.
fn tallies(counts: &BTreeMap<(u32, String), u64>, input: usize) -> Vec<Tally> {
    let of_input = counts.iter().filter(|((number, _), _)| usize::try_from(*number) == Ok(input));
    let mut tallies: Vec<Tally> =
        of_input.map(|((_, what), count)| Tally { what: what.clone(), count: *count }).collect();
    tallies.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.what.cmp(&other.what)));
    tallies
}
