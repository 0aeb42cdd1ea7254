//! Runs a command line: done, or one line on standard error that says what went wrong (`commands::logs` writes it).

use std::process::ExitCode;

use anyhow::Error;
use wa_kpi::cli;
use wa_kpi::commands::{self, Ending, output};

/// A rule of `check` failed.
const RULE_FAILED: u8 = 1;
/// Wrong usage, unreadable input, or nothing to report on.
const REFUSED: u8 = 2;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()).and_then(|command| commands::run(&command)) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::RuleFailed) => ExitCode::from(RULE_FAILED),
        Err(error) => explain(&error),
    }
}

fn explain(error: &Error) -> ExitCode {
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        return explain_usage(usage);
    }
    // Whoever reads from a pipe may stop when it has seen enough.
    if output::is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    log::error!("{error:#}");
    ExitCode::from(REFUSED)
}

/// One sentence about what is wrong. Help and version are no errors.
fn explain_usage(usage: &clap::Error) -> ExitCode {
    match cli::sentence(usage) {
        Some(sentence) => log::error!("{sentence}"),
        // Nobody may be there to read it.
        None => drop(usage.print()),
    }
    ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(REFUSED))
}
