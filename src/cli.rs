//! The command line: its words, and what they ask for. A file a subcommand.
//!
//! Only this folder knows clap. Not responsible for doing anything; it only looks up the settings, whose zone has a
//! say in what dates mean.

mod check;
mod compare;
mod convert;
mod demo;
mod examples;
mod init;
mod inspect;
mod lists;
mod logs;
mod manual;
mod privacy;
mod question;
mod report;
mod shared;
mod values;

use std::ffi::OsString;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::commands::{Command, generate};

/// KPIs from exported WhatsApp Business logs, every figure with its receipt.
#[derive(Parser)]
#[command(name = "wa-kpi", version, arg_required_else_help = true, max_term_width = 100)]
#[command(disable_help_subcommand = true, after_help = examples::PROGRAM)]
struct Arguments {
    #[command(subcommand)]
    command: Words,
}

#[derive(Subcommand)]
enum Words {
    /// Compute KPIs over exports; print them or write reports
    #[command(after_help = examples::REPORT)]
    Report(Box<report::ReportArguments>),
    /// Test KPIs and data quality against rules; exit 1 when one fails
    #[command(after_help = examples::CHECK)]
    Check(Box<check::CheckArguments>),
    /// Compare arms of an experiment, two periods or two data sets, with tests
    #[command(after_help = examples::COMPARE)]
    Compare(Box<compare::CompareArguments>),
    /// Write the canonical tables that any export becomes, and derived facts
    #[command(after_help = examples::CONVERT)]
    Convert(convert::ConvertArguments),
    /// Tell what files hold, how they are understood and which KPIs they feed
    #[command(after_help = examples::INSPECT)]
    Inspect(inspect::InspectArguments),
    /// Write a commented wa-kpi.toml from what files hold
    #[command(after_help = examples::INIT)]
    Init(init::InitArguments),
    /// List the catalogue of KPIs, or explain one
    #[command(after_help = examples::KPIS)]
    Kpis(lists::KpisArguments),
    /// List the formats understood, or explain how to export one
    #[command(after_help = examples::SOURCES)]
    Sources(lists::SourcesArguments),
    /// Write an invented shop's exports to try the program on
    #[command(after_help = examples::DEMO)]
    Demo(demo::DemoArguments),
    /// Print a script that completes the command line in a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions(manual::CompletionsArguments),
    /// Print a page of the manual, or write all of them
    #[command(after_help = examples::MAN)]
    Man(manual::ManArguments),
    /// Write the generated documents of this repository
    #[command(hide = true)]
    Generate(GenerateArguments),
}

impl Words {
    /// What is asked about standard error.
    fn logs(&self) -> logs::LogArguments {
        match self {
            Words::Report(arguments) => arguments.inputs.logs.clone(),
            Words::Check(arguments) => arguments.inputs.logs.clone(),
            Words::Compare(arguments) => arguments.inputs.logs.clone(),
            Words::Convert(arguments) => arguments.inputs.logs.clone(),
            Words::Inspect(arguments) => arguments.inputs.logs.clone(),
            Words::Init(arguments) => arguments.logs.clone(),
            Words::Kpis(_)
            | Words::Sources(_)
            | Words::Demo(_)
            | Words::Completions(_)
            | Words::Man(_)
            | Words::Generate(_) => logs::LogArguments::default(),
        }
    }
}

#[derive(Args)]
struct GenerateArguments {
    /// Only look whether the files are up to date
    #[arg(long)]
    check: bool,
}

/// Reads the command line. A [`clap::Error`] inside the error has its own way of being shown.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    logs::LogArguments::peek(&arguments).start();
    let words = Arguments::try_parse_from(arguments)?.command;
    words.logs().start();
    log::info!(version = env!("CARGO_PKG_VERSION"); "wa-kpi {}", env!("CARGO_PKG_VERSION"));
    Ok(match words {
        Words::Report(arguments) => Command::Report(Box::new(arguments.options()?)),
        Words::Check(arguments) => Command::Check(Box::new(arguments.options()?)),
        Words::Compare(arguments) => Command::Compare(Box::new(arguments.options()?)),
        Words::Inspect(arguments) => Command::Inspect(Box::new(arguments.options()?)),
        Words::Convert(arguments) => Command::Convert(Box::new(arguments.options()?)),
        Words::Init(arguments) => Command::Init(Box::new(arguments.options())),
        Words::Kpis(arguments) => Command::Kpis(arguments.options()),
        Words::Sources(arguments) => Command::Sources(arguments.options()?),
        Words::Demo(arguments) => Command::Demo(arguments.options()),
        Words::Completions(arguments) => Command::Texts(arguments.options()),
        Words::Man(arguments) => Command::Texts(arguments.options()?),
        Words::Generate(arguments) => Command::Generate(generate::Options { check: arguments.check }),
    })
}

/// What is wrong with a command line, in one sentence; none where help or the version was asked for.
pub fn sentence(usage: &clap::Error) -> Option<String> {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    if matches!(usage.kind(), DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand | DisplayVersion) {
        return None;
    }
    // A value's own parser says it best.
    if let Some(own) = std::error::Error::source(usage) {
        return Some(own.to_string());
    }
    let text = usage.render().to_string();
    let lines = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let idle =
        |line: &str| line.is_empty() || line.starts_with("For more information") || line.starts_with("tip: to pass");
    let told: Vec<&str> = lines.filter(|line| !idle(line)).collect();
    Some(told.join("; ").trim_start_matches("error: ").replace(":;", ":"))
}

#[cfg(test)]
mod tests;
