//! Rules: what `check` tests, as people write it: `delivery_rate >= 95% by campaign with n >= 100`.
//!
//! A rule is a subject, a comparison, a bound, and clauses in any order: `of previous` or `of year`, `by DIM[,DIM]`,
//! `with n >= N`, `surely`, `if present`. Not responsible for where rules come from nor for how verdicts are shown.

mod bound;
mod judge;
mod parse;
pub mod quality;
mod words;

use std::fmt;

use anyhow::{Result, bail, ensure};

use crate::dimensions::Dimension;
use crate::kpis::{Catalogue, Kpi};
use crate::request::compare::Compare;
use crate::request::{Request, Selection};
use crate::settings::Settings;
use crate::units::Unit;
pub use judge::Evidence;
use parse::parse;
use quality::{Measure, Quality};

/// Where a rule stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The settings file; none = the command line.
    pub path: Option<String>,
    /// The line there, or which `--rule` it is; both are counted from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match &self.path {
            Some(path) => write!(formatter, "{path}:{}", self.line),
            None => write!(formatter, "--rule {}", self.line),
        }
    }
}

/// What a rule is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// A figure.
    Kpi(&'static Kpi),
    /// A matter of data quality.
    Quality(&'static Quality),
}

impl Subject {
    /// Its id.
    pub fn id(self) -> &'static str {
        match self {
            Subject::Kpi(kpi) => kpi.id,
            Subject::Quality(quality) => quality.id,
        }
    }

    /// What its value is measured in; of records also a share can be asked.
    pub fn unit(self) -> Unit {
        match self {
            Subject::Kpi(kpi) => kpi.unit,
            Subject::Quality(Quality { measure: Measure::Span(_), .. }) => Unit::Seconds,
            Subject::Quality(_) => Unit::Count,
        }
    }
}

/// How a value has to stand to its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `<`
    Below,
    /// `=`
    Equal,
}

impl Comparison {
    /// How it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::AtLeast => ">=",
            Comparison::AtMost => "<=",
            Comparison::Above => ">",
            Comparison::Below => "<",
            Comparison::Equal => "=",
        }
    }
}

/// What a value is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// In the unit of reports: shares in 0..1, seconds, major units; with `of` a share of the other period's figure.
    pub amount: f64,
    /// The unit of the value.
    pub unit: Unit,
    /// The currency of an amount of money.
    pub currency: Option<String>,
}

/// By what a rule is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// Every combination of the values of these dimensions; none of them = the total.
    Dimensions(Vec<&'static Dimension>),
    /// Every input file.
    Input,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// As it is written.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// What it is about.
    pub subject: Subject,
    /// How the value has to stand to the bound.
    pub comparison: Comparison,
    /// The bound.
    pub bound: Bound,
    /// The period whose figure the bound is a share of.
    pub of: Option<Compare>,
    /// By what it is asked.
    pub by: By,
    /// Figures that rest on fewer units are skipped.
    pub least: Option<u64>,
    /// Test the end of the interval that makes the rule harder.
    pub surely: bool,
    /// A figure without a value is skipped.
    pub if_present: bool,
}

/// All rules of a run.
#[derive(Clone, Debug, Default)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// Reads the rules of the command line, then those of the settings: all of them hold.
    pub fn read(written: &[String], settings: &Settings, catalogue: Catalogue) -> Result<Rules> {
        if let Some(own) = settings.kpis.iter().find(|own| quality::quality(&own.id).is_some()) {
            let place = Place { path: Some(settings.path.clone()), line: own.line };
            bail!("{place}: [[kpi]] `{}` bears the name of a matter of data quality: choose another", own.id);
        }
        let currency = settings.money.currency.as_deref();
        let mut rules = Vec::new();
        for (number, text) in written.iter().enumerate() {
            rules.push(parse(text, None, Place { path: None, line: number + 1 }, catalogue, currency)?);
        }
        for own in &settings.checks {
            let place = Place { path: Some(settings.path.clone()), line: own.line };
            rules.push(parse(&own.rule, own.by.as_deref(), place, catalogue, currency)?);
        }
        ensure!(
            !rules.is_empty(),
            "nothing to check: name a rule such as --rule 'delivery_rate >= 95%', or write [[check]] tables into \
             wa-kpi.toml"
        );
        Ok(Rules(rules))
    }

    /// The question whose answer all rules can be judged by: one reading, one walk.
    pub fn request(&self, question: Request) -> Result<Request> {
        let mut kpis: Vec<String> = Vec::new();
        let mut also_by: Vec<Vec<&'static Dimension>> = Vec::new();
        let mut compare: Option<Compare> = None;
        for rule in &self.0 {
            match rule.subject {
                Subject::Kpi(kpi) if !kpis.iter().any(|id| id == kpi.id) => kpis.push(kpi.id.to_owned()),
                _ => {}
            }
            match &rule.by {
                By::Dimensions(by) if !by.is_empty() && !also_by.contains(by) => also_by.push(by.clone()),
                _ => {}
            }
            let Some(of) = rule.of else { continue };
            if let Err(error) = of.ensure_found(&question.period, "of") {
                bail!("{}: {error}", rule.place);
            }
            ensure!(
                compare.is_none_or(|other| other == of),
                "{}: some rules speak of the previous period and some of the year before: ask in two runs",
                rule.place
            );
            compare = Some(of);
        }
        let selection = match kpis.is_empty() {
            true => Selection::nothing(),
            false => Selection { kpis, sections: Vec::new() },
        };
        let coverage = self.0.iter().any(|rule| rule.subject.id() == quality::COVERAGE_GAP.id);
        Ok(Request { selection, also_by, compare, coverage, ..question })
    }

    /// Whether some rule is about the records, not about figures.
    pub fn are_about_records(&self) -> bool {
        self.0.iter().any(|rule| matches!(rule.subject, Subject::Quality(_)))
    }
}
