//! The commands: each loads, measures, renders and writes, readable as a table of contents.
//!
//! Not responsible for words on the command line (`cli`) nor for anything that could be asked without one.

pub mod append;
pub mod check;
pub mod compare;
pub mod config;
pub mod convert;
pub mod demo;
mod findings;
pub mod generate;
pub mod init;
pub mod inspect;
pub mod key;
pub mod kpis;
pub mod logs;
pub mod measure;
pub mod output;
mod pager;
pub mod progress;
pub mod rejects;
pub mod report;
pub mod sources;
pub mod texts;

use anyhow::Result;

/// What is to be done.
#[derive(Debug)]
pub enum Command {
    /// Compute KPIs.
    Report(Box<report::Options>),
    /// Test figures and data quality against rules.
    Check(Box<check::Options>),
    /// Compare arms, periods, data sets.
    Compare(Box<compare::Options>),
    /// Write canonical tables and facts.
    Convert(Box<convert::Options>),
    /// Tell what files hold.
    Inspect(Box<inspect::Options>),
    /// Write settings to start from.
    Init(Box<init::Options>),
    /// Explain KPIs.
    Kpis(kpis::Options),
    /// Explain sources.
    Sources(sources::Options),
    /// Write an invented shop's exports.
    Demo(demo::Options),
    /// Print or write what the command line tells of itself.
    Texts(texts::Options),
    /// Write the generated documents.
    Generate(generate::Options),
}

/// How lists and explanations are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListFormat {
    /// For reading in a terminal.
    #[default]
    Table,
    /// For programs.
    Json,
    /// For documents.
    Markdown,
}

/// How a command that was carried out ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All is well.
    Done,
    /// A rule failed.
    RuleFailed,
}

/// Does it.
pub fn run(command: &Command) -> Result<Ending> {
    match command {
        Command::Check(options) => return check::run(options),
        Command::Report(options) => report::run(options),
        Command::Compare(options) => compare::run(options),
        Command::Convert(options) => convert::run(options),
        Command::Inspect(options) => inspect::run(options),
        Command::Init(options) => init::run(options),
        Command::Kpis(options) => kpis::run(options),
        Command::Sources(options) => sources::run(options),
        Command::Demo(options) => demo::run(options),
        Command::Texts(options) => texts::run(options),
        Command::Generate(options) => generate::run(options),
    }?;
    Ok(Ending::Done)
}
