//! `wa-kpi inspect`: what the files hold, as understood, and which KPIs they can feed.

use anyhow::Result;

use super::ListFormat;
use super::measure::{Reading, log_account, measure};
use super::output::{self, Color};
use crate::render::{inspection, json};
use crate::request::Request;
use crate::settings::Settings;

/// What is asked of `inspect`.
#[derive(Debug)]
pub struct Options {
    /// What to read.
    pub reading: Reading,
    /// Words of one's own, and what else has a say in reading.
    pub settings: Settings,
    /// How it is written.
    pub format: ListFormat,
    /// When colours are used.
    pub color: Color,
}

/// Reads the files and tells what they hold.
pub fn run(options: &Options) -> Result<()> {
    let request = Request { threads: options.reading.load.threads, ..Request::default() };
    let measured = measure(&options.reading, &request, &options.settings)?;
    measured.report.inputs.iter().for_each(log_account);
    match options.format {
        ListFormat::Json => output::print(&json::pretty(&measured.inspection)?),
        _ => output::show(inspection::text(&measured.inspection, &output::screen(options.color)).as_bytes()),
    }
}
