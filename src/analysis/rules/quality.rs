//! Matters of data quality that rules may be about. One entry each.
//!
//! They are about the records of the inputs, whatever period and units figures are of; only the coverage looks at the
//! period. Not responsible for judging.

use super::judge::Evidence;
use crate::analysis::coverage::FINEST;
use crate::report::InputAccount;

/// A matter of data quality, declared once.
#[derive(Debug)]
pub struct Quality {
    /// Its name in rules.
    pub id: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// What it is measured in.
    pub measure: Measure,
    /// Whether it can be asked by input.
    pub by_input: bool,
    /// Finds it, in all inputs or in one; none = it cannot be told.
    pub find: fn(&Evidence, Option<usize>) -> Option<Found>,
}

/// What a matter of data quality is measured in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Records: a number of them, or a share of all.
    Records,
    /// Things that are no records: a number of them.
    Things,
    /// A span of time of this length or longer, in seconds.
    Span(f64),
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// How many, or how many seconds.
    pub amount: f64,
    /// Among how many records, where it is about records.
    pub among: Option<u64>,
}

/// The longest silence.
pub static COVERAGE_GAP: Quality = Quality {
    id: "coverage_gap",
    doc: "the longest span without any message, in the period or between the first and the last message",
    measure: Measure::Span(FINEST as f64 / 1_000.0),
    by_input: false,
    find: |evidence, _| Some(Found { amount: evidence.longest_gap()? as f64 / 1_000.0, among: None }),
};

/// All of them, in the order of help.
pub static ALL: &[&Quality] = &[
    &Quality {
        id: "rejected",
        doc: "records that were not understood",
        measure: Measure::Records,
        by_input: true,
        find: |evidence, input| records(evidence, input, |account| account.rejected),
    },
    &Quality {
        id: "duplicates",
        doc: "records that repeat others",
        measure: Measure::Records,
        by_input: true,
        find: |evidence, input| records(evidence, input, |account| account.duplicates),
    },
    &Quality {
        id: "ignored",
        doc: "records that were understood and are of no use here",
        measure: Measure::Records,
        by_input: true,
        find: |evidence, input| records(evidence, input, |account| account.ignored),
    },
    &Quality {
        id: "unknown",
        doc: "occurrences of fields, types and words that nobody knows",
        measure: Measure::Things,
        by_input: true,
        find: |evidence, input| {
            let amount = evidence.unknown(input) as f64;
            Some(Found { amount, ..records(evidence, input, |_| 0)? })
        },
    },
    &Quality {
        id: "unrecognised",
        doc: "files that no source recognises",
        measure: Measure::Things,
        by_input: false,
        find: |evidence, _| Some(Found { amount: evidence.unrecognised.len() as f64, among: None }),
    },
    &COVERAGE_GAP,
];

/// The matter of an id.
pub fn quality(id: &str) -> Option<&'static Quality> {
    ALL.iter().copied().find(|quality| quality.id == id)
}

fn records(evidence: &Evidence, input: Option<usize>, count: fn(&InputAccount) -> u64) -> Option<Found> {
    let accounts = match input {
        Some(input) => std::slice::from_ref(evidence.accounts.get(input)?),
        None => &evidence.accounts,
    };
    let sum = |count: fn(&InputAccount) -> u64| accounts.iter().map(count).sum::<u64>();
    Some(Found { amount: sum(count) as f64, among: Some(sum(|account| account.records)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_no_figure_has_one_of_them() {
        for (place, one) in ALL.iter().enumerate() {
            assert!(ALL[..place].iter().all(|other| other.id != one.id), "{}", one.id);
            assert!(crate::kpis::kpi(one.id).is_none(), "{}", one.id);
        }
    }
}
