//! Judging: each rule against the figures that were measured for it.
//!
//! Not responsible for measuring, nor for the words in which a verdict is told.

use std::cmp::Ordering;

use super::quality::{Measure, Quality};
use super::{By, Comparison, Rule, Rules, Subject};
use crate::analysis::Observed;
use crate::analysis::assemble::rows_of;
use crate::report::{InputAccount, Row};
use crate::request::compare::Compare;
use crate::tables::message::Millis;
use crate::units::Unit;
use crate::verdict::{Counts, Judgement, Outcome, RuleVerdict};

/// What rules are judged by.
pub struct Evidence<'a> {
    /// What was measured.
    pub observed: &'a Observed<'a>,
    /// What became of the records, by input in order of path.
    pub accounts: Vec<InputAccount>,
    /// Files that nothing recognised.
    pub unrecognised: &'a [String],
}

impl<'a> Evidence<'a> {
    /// All that is known after measuring.
    pub fn new(observed: &'a Observed<'a>, unrecognised: &'a [String]) -> Evidence<'a> {
        Evidence { observed, accounts: observed.accounts(), unrecognised }
    }

    /// How often there is something that nobody knows, in all inputs or in one.
    pub fn unknown(&self, input: Option<usize>) -> u64 {
        let unknown = &self.observed.prepared.accounts.unknown;
        let wanted = |number: u32| input.is_none_or(|input| usize::try_from(number) == Ok(input));
        unknown.iter().filter(|((number, _), _)| wanted(*number)).map(|(_, count)| count).sum()
    }

    /// The longest span without a message. One without a bound of its own ends at the outermost message, or where
    /// everything is looked at from a moment, there.
    pub fn longest_gap(&self) -> Option<Millis> {
        let Observed { request, prepared, measured, .. } = self.observed;
        let (since, until) = request.period.bounds(prepared.dated.then_some(prepared.world.as_of));
        let end = [until, request.as_of].into_iter().flatten().min();
        measured.coverage.longest_gap(since, end)
    }
}

impl Rules {
    /// What becomes of every rule.
    pub fn judge(&self, evidence: &Evidence) -> Vec<RuleVerdict> {
        self.0.iter().map(|rule| rule.judge(evidence)).collect()
    }
}

impl Rule {
    fn judge(&self, evidence: &Evidence) -> RuleVerdict {
        let figures: Vec<Judgement> = self.rows(evidence).into_iter().map(|row| self.test(row)).collect();
        let counts: Counts = figures.iter().map(|figure| figure.outcome).collect();
        RuleVerdict {
            rule: self.text.clone(),
            path: self.place.path.clone(),
            line: self.place.line,
            subject: self.subject.id().to_owned(),
            comparison: self.comparison.sign(),
            unit: self.bound.unit.id().to_owned(),
            of: self.of.map(|of| if of == Compare::YearBefore { "year" } else { "previous" }.to_owned()),
            by: match &self.by {
                By::Dimensions(by) => by.iter().map(|dimension| dimension.id.to_owned()).collect(),
                By::Input => vec!["input".to_owned()],
            },
            surely: self.surely,
            outcome: counts.outcome(),
            counts,
            figures,
        }
    }

    /// The figures that the rule is asked of: the total, or every group.
    fn rows(&self, evidence: &Evidence) -> Vec<Row> {
        match (self.subject, &self.by) {
            (Subject::Kpi(kpi), By::Dimensions(by)) => {
                let cut = evidence.observed.request.cuts().position(|cut| cut == by.as_slice()).unwrap_or_default();
                let rows = rows_of(evidence.observed, kpi, cut, by);
                let (total, groups): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.group.is_empty());
                match (by.is_empty(), groups.is_empty()) {
                    (true, _) => total,
                    (false, false) => groups,
                    (false, true) => total.into_iter().map(without_groups).collect(),
                }
            }
            (Subject::Quality(quality), By::Input) if !evidence.accounts.is_empty() => {
                let of_input = |(input, account): (usize, &InputAccount)| {
                    let group = vec![("input".to_owned(), Some(account.path.clone()))];
                    Row { group, ..self.found(quality, evidence, Some(input)) }
                };
                evidence.accounts.iter().enumerate().map(of_input).collect()
            }
            (Subject::Quality(quality), _) => vec![self.found(quality, evidence, None)],
            (Subject::Kpi(_), By::Input) => Vec::new(),
        }
    }

    /// A matter of data quality as a figure.
    fn found(&self, quality: &Quality, evidence: &Evidence, input: Option<usize>) -> Row {
        let found = (quality.find)(evidence, input);
        let among = found.and_then(|found| found.among);
        let value = found.and_then(|found| match (self.bound.unit, among) {
            (Unit::Share, Some(among)) => (among > 0).then(|| found.amount / among as f64),
            _ => Some(found.amount),
        });
        let reason = match quality.measure {
            Measure::Span(_) => "needs messages: no input has any",
            _ => "there are no records",
        };
        Row {
            kpi: quality.id.to_owned(),
            section: String::new(),
            unit: self.bound.unit.id().to_owned(),
            group: Vec::new(),
            value,
            numerator: None,
            denominator: None,
            n: among,
            immature: 0,
            small: false,
            low: None,
            high: None,
            method: None,
            currency: None,
            reason: value.is_none().then(|| reason.to_owned()),
            baseline: None,
        }
    }

    /// Tests one figure.
    fn test(&self, row: Row) -> Judgement {
        let baseline = row.baseline.as_ref().and_then(|baseline| baseline.value);
        let are_foreign =
            self.bound.currency.is_some() && row.currency.is_some() && self.bound.currency != row.currency;
        let bound = match self.of {
            _ if are_foreign => None,
            Some(_) => baseline.map(|baseline| self.bound.amount * baseline),
            None => Some(self.bound.amount),
        };
        let (outcome, reason) = match self.answer(&row, bound) {
            Answer::Compared(true) => (Outcome::Passed, None),
            Answer::Compared(false) => (Outcome::Failed, None),
            Answer::Missing(reason) if self.if_present => (Outcome::Skipped, Some(reason)),
            Answer::Missing(reason) | Answer::Unfit(reason) => (Outcome::Failed, Some(reason)),
            Answer::TooFew(reason) => (Outcome::Skipped, Some(reason)),
        };
        Judgement {
            group: row.group,
            outcome,
            value: row.value,
            bound,
            baseline: baseline.filter(|_| self.of.is_some()),
            n: row.n,
            low: row.low,
            high: row.high,
            currency: row.currency,
            reason,
        }
    }

    fn answer(&self, row: &Row, bound: Option<f64>) -> Answer {
        if let Some(least) = self.least
            && row.n.is_some_and(|n| n < least)
        {
            return Answer::TooFew(format!("fewer than {least} units"));
        }
        let Some(value) = row.value else {
            return Answer::Missing(row.reason.clone().unwrap_or_else(|| "no value".to_owned()));
        };
        if let (Some(asked), Some(found)) = (&self.bound.currency, &row.currency)
            && asked != found
        {
            return Answer::Unfit(format!("the rule speaks of {asked}, not of {found}"));
        }
        let Some(bound) = bound else {
            return Answer::Missing("no value in the period compared with".to_owned());
        };
        if !self.surely {
            return Answer::Compared(self.comparison.holds(value, bound));
        }
        let (end, name) = match self.comparison {
            Comparison::AtLeast | Comparison::Above | Comparison::Equal => (row.low, "lower"),
            Comparison::AtMost | Comparison::Below => (row.high, "upper"),
        };
        match end {
            Some(end) => Answer::Compared(self.comparison.holds(end, bound)),
            None if row.method.is_none() => Answer::Unfit("it has no interval here".to_owned()),
            None => Answer::Unfit(format!("its interval has no {name} end")),
        }
    }
}

/// What is told of a figure that is asked by groups of which there is none.
fn without_groups(total: Row) -> Row {
    let reason = total.reason.unwrap_or_else(|| "nothing in this selection to measure".to_owned());
    Row { value: None, n: None, reason: Some(reason), ..total }
}

/// What a test says.
enum Answer {
    /// Whether the comparison holds.
    Compared(bool),
    /// There is no value, or none to compare with.
    Missing(String),
    /// What there is cannot be compared.
    Unfit(String),
    /// It rests on too few units.
    TooFew(String),
}

impl Comparison {
    /// Whether a value stands so to a bound. What differs by rounding alone is equal.
    pub fn holds(self, value: f64, bound: f64) -> bool {
        const ROUNDING: f64 = 1e-12;
        let is_equal = (value - bound).abs() <= ROUNDING * value.abs().max(bound.abs());
        let order = if is_equal { Some(Ordering::Equal) } else { value.partial_cmp(&bound) };
        match self {
            Comparison::AtLeast => matches!(order, Some(Ordering::Equal | Ordering::Greater)),
            Comparison::AtMost => matches!(order, Some(Ordering::Equal | Ordering::Less)),
            Comparison::Above => order == Some(Ordering::Greater),
            Comparison::Below => order == Some(Ordering::Less),
            Comparison::Equal => order == Some(Ordering::Equal),
        }
    }
}

#[cfg(test)]
mod tests;
