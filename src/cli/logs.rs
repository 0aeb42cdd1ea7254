//! The words about standard error: how much is told there, and how it looks. And the clock, which only logs show.

use std::ffi::{OsStr, OsString};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use chrono::{SecondsFormat, Utc};
use clap::{ArgAction, Args, ValueEnum};
use log::LevelFilter;

use crate::commands::logs::{self, Clock, Format};

#[derive(Args, Clone, Default)]
pub(super) struct LogArguments {
    /// No remarks on standard error
    #[arg(long, conflicts_with = "verbose", help_heading = "Output")]
    pub(super) quiet: bool,
    /// Tell on standard error what is read, decided and written, and how long it takes; -vv tells more
    #[arg(short, long, action = ArgAction::Count, help_heading = "Output")]
    pub(super) verbose: u8,
    /// How lines on standard error look: json is one object a line, errors too
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(super) log_format: LogFormat,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    #[default]
    Text,
    Json,
}

impl LogArguments {
    /// What is asked for before anybody could read the rest of the command line: mistakes in it are told like all else.
    pub(super) fn peek(arguments: &[OsString]) -> LogArguments {
        let mut words = arguments.iter().map(OsString::as_os_str).take_while(|word| *word != "--");
        let mut log_format = LogFormat::Text;
        while let Some(word) = words.next() {
            let is_json = match word == "--log-format" {
                true => words.next() == Some(OsStr::new("json")),
                false => word == "--log-format=json",
            };
            if is_json {
                log_format = LogFormat::Json;
            }
        }
        LogArguments { log_format, ..LogArguments::default() }
    }

    /// From here on it is told.
    pub(super) fn start(&self) {
        let level = match (self.quiet, self.verbose) {
            (true, _) => LevelFilter::Error,
            (false, 0) => LevelFilter::Warn,
            (false, 1) => LevelFilter::Info,
            (false, _) => LevelFilter::Debug,
        };
        let format = match self.log_format {
            LogFormat::Text => Format::Text,
            LogFormat::Json => Format::Json,
        };
        // The clock starts with the program.
        elapsed();
        logs::start(level, format, Clock { elapsed, now });
    }

    /// Whether standard error is free for a progress bar.
    pub(super) fn allow_a_bar(&self) -> bool {
        !self.quiet && self.verbose == 0 && self.log_format == LogFormat::Text
    }
}

/// How long it is since somebody first asked.
fn elapsed() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_of_mistakes_is_found_wherever_it_stands() {
        let peeked = |line: &str| {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            LogArguments::peek(&words).log_format == LogFormat::Json
        };
        assert!(peeked("wa-kpi report x --log-format json --nonsense") && peeked("wa-kpi --log-format=json"));
        assert!(!peeked("wa-kpi report -- --log-format json") && !peeked("wa-kpi report --log-format text"));
    }
}
