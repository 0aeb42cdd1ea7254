//! What is asked: KPIs, groups, period, units, moment, limits.
//!
//! Not responsible for the command line's words (`cli`) nor for answering.

pub mod compare;
pub mod filter;
pub mod moment;
pub mod period;

use anyhow::{Result, bail};
use chrono_tz::Tz;

use crate::dimensions::Dimension;
use crate::settings::Settings;
use crate::settings::file::NAME;
use crate::settings::hours::Hours;
use compare::Compare;
use filter::Filter;
use period::Period;

/// Which time counts while somebody waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// All of it.
    #[default]
    Elapsed,
    /// The opening hours.
    Business,
}

impl Clock {
    /// The hours that count; none = all of them. The business clock does not go without hours.
    pub fn hours(self, settings: &Settings) -> Result<Option<&Hours>> {
        match (self, &settings.hours) {
            (Clock::Elapsed, _) => Ok(None),
            (Clock::Business, Some(hours)) => Ok(Some(hours)),
            (Clock::Business, None) => {
                let path = if settings.path.is_empty() { NAME } else { &settings.path };
                bail!("--clock business needs opening hours: add a table [hours] to {path}")
            }
        }
    }
}

/// Which figures of the catalogue are asked for. Both empty = every figure that the data can feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Ids of KPIs, as named by the user.
    pub kpis: Vec<String>,
    /// Ids of sections, as named by the user.
    pub sections: Vec<String>,
}

impl Selection {
    /// No figure at all, for questions about records only: a section that there is not.
    pub fn nothing() -> Selection {
        Selection { kpis: Vec::new(), sections: vec![String::new()] }
    }

    /// Whether a figure is asked for, by its id and its section's id.
    pub fn includes(&self, kpi: &str, section: &str) -> bool {
        let everything = self.kpis.is_empty() && self.sections.is_empty();
        everything || self.kpis.iter().any(|id| id == kpi) || self.sections.iter().any(|id| id == section)
    }

    /// Whether a figure is asked for by its own name: then it has its row even without a value.
    pub fn names(&self, kpi: &str) -> bool {
        self.kpis.iter().any(|id| id == kpi)
    }
}

/// A question to the data.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which figures.
    pub selection: Selection,
    /// Broken down by up to three dimensions.
    pub by: Vec<&'static Dimension>,
    /// Further breakdowns of the same figures, each by up to three dimensions: for rules, which may each want another.
    pub also_by: Vec<Vec<&'static Dimension>>,
    /// Measure what pages draw, too: figures over time and by campaign, spans by length.
    pub drawn: bool,
    /// Whether to count the customers of the first breakdown's groups, and what they ordered: for comparisons.
    pub members: bool,
    /// Of which period of the KPI's date.
    pub period: Period,
    /// Compared with which other period.
    pub compare: Option<Compare>,
    /// Of which units only.
    pub filter: Option<Filter>,
    /// The report's zone.
    pub timezone: Tz,
    /// The moment of looking, milliseconds; none = the latest time of the data.
    pub as_of: Option<i64>,
    /// Leave out units whose window is not over.
    pub mature: bool,
    /// Which time counts in the sections response and resolution, and in handoff_wait.
    pub clock: Clock,
    /// Find out when anybody wrote.
    pub coverage: bool,
    /// The confidence of intervals, between 0 and 1.
    pub confidence: f64,
    /// Groups of fewer customers are measured as one; 0 and 1 = none is.
    pub min_group: u64,
    /// How many threads work.
    pub threads: usize,
    /// How many shards customers are spread over; 0 = as many as the input deserves. Never shows in a report.
    pub shards: usize,
}

impl Request {
    /// Every breakdown that is measured: the report's own, which may be none, then the further ones. They are known by
    /// their places.
    pub fn cuts(&self) -> impl Iterator<Item = &[&'static Dimension]> {
        std::iter::once(self.by.as_slice()).chain(self.also_by.iter().map(Vec::as_slice))
    }

    /// The dimensions that the filter reads.
    pub fn filter_dimensions(&self) -> Vec<&'static Dimension> {
        self.filter.as_ref().map(Filter::dimensions).unwrap_or_default()
    }
}

impl Default for Request {
    fn default() -> Self {
        Request {
            selection: Selection::default(),
            by: Vec::new(),
            also_by: Vec::new(),
            drawn: false,
            members: false,
            period: Period::default(),
            compare: None,
            filter: None,
            timezone: Tz::UTC,
            as_of: None,
            mature: false,
            clock: Clock::Elapsed,
            coverage: false,
            confidence: 0.95,
            min_group: 0,
            threads: 1,
            shards: 0,
        }
    }
}
