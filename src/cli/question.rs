//! The words of a question to the data: which units of which period, and how figures are made of them.

use anyhow::Result;
use chrono_tz::Tz;
use clap::{Args, ValueEnum};

use super::values;
use crate::request::filter::Filter;
use crate::request::period::{self, Period, Written};
use crate::request::{Clock, Request};
use crate::settings::Settings;

#[derive(Args)]
pub(super) struct QuestionArguments {
    /// Only units that match, in SQL over the dimensions: country = 'DE' and category <> 'utility'
    #[arg(long = "where", value_name = "EXPR", value_parser = values::filter, help_heading = "Which figures")]
    pub(super) filter: Option<Filter>,
    /// First day, date-time or span (30d) before the latest data
    #[arg(long, value_name = "TIME", help_heading = "Which period")]
    pub(super) since: Option<String>,
    /// Last day; a date-time is the first instant after the period
    #[arg(long, value_name = "TIME", help_heading = "Which period")]
    pub(super) until: Option<String>,
    /// The span that ends with the latest data: 12h, 30d, 2w
    #[arg(long, value_name = "SPAN", conflicts_with_all = ["since", "until"], help_heading = "Which period")]
    pub(super) last: Option<String>,
    /// The report's time zone [default: the settings' timezone, else UTC]
    #[arg(long, value_name = "ZONE", value_parser = values::zone(), hide_possible_values = true)]
    #[arg(help_heading = "Which period")]
    pub(super) tz: Option<Tz>,
    /// Look at everything as of this moment [default: the latest time in the data]
    #[arg(long, value_name = "TIME", help_heading = "Which period")]
    pub(super) as_of: Option<String>,
    /// Leave out units whose window is not over
    #[arg(long, help_heading = "How figures are made")]
    pub(super) mature: bool,
    /// Which time counts while customers wait: all, or opening hours (the settings' [hours])
    #[arg(long, value_name = "CLOCK", default_value = "elapsed", help_heading = "How figures are made")]
    pub(super) clock: ClockName,
    /// The confidence of intervals
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = values::confidence)]
    #[arg(help_heading = "How figures are made")]
    pub(super) confidence: f64,
    /// Show groups of fewer than N customers as one, "(small groups)"
    #[arg(long, value_name = "N", value_parser = values::customers, help_heading = "Which figures")]
    pub(super) min_group: Option<u64>,
}

impl QuestionArguments {
    /// The question about every figure, not broken down.
    pub(super) fn request(self, settings: &Settings, threads: usize) -> Result<Request> {
        let timezone = self.tz.or(settings.timezone).unwrap_or(Tz::UTC);
        let as_of = moment(self.as_of.as_deref(), timezone)?;
        let written =
            Written { since: self.since.as_deref(), until: self.until.as_deref(), last: self.last.as_deref() };
        Ok(Request {
            period: Period::parse(written, timezone, as_of)?,
            filter: self.filter,
            timezone,
            as_of,
            mature: self.mature,
            clock: match self.clock {
                ClockName::Elapsed => Clock::Elapsed,
                ClockName::Business => Clock::Business,
            },
            confidence: self.confidence,
            min_group: self.min_group.unwrap_or_default(),
            threads,
            ..Request::default()
        })
    }
}

/// The moment of looking.
pub(super) fn moment(written: Option<&str>, timezone: Tz) -> Result<Option<i64>> {
    let as_of = written.map(|text| period::as_of(text, timezone)).transpose();
    as_of.map_err(|error| error.context("--as-of"))
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum ClockName {
    Elapsed,
    Business,
}
