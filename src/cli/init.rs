//! The words of `init`, and what they ask for.

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::{Args, ValueHint};

use super::logs::LogArguments;
use super::shared::FileArguments;
use super::values;
use crate::commands::init;
use crate::settings::Settings;
use crate::settings::file::NAME;
use crate::sources::load::LoadRequest;

#[derive(Args)]
pub(super) struct InitArguments {
    #[command(flatten)]
    pub(super) files: FileArguments,
    /// The zone of reports
    #[arg(long, value_name = "ZONE", value_parser = values::zone(), hide_possible_values = true)]
    #[arg(help_heading = "Output")]
    pub(super) tz: Option<Tz>,
    /// The file to write; - is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, default_value = NAME, help_heading = "Output")]
    pub(super) output: PathBuf,
    /// Replace a file that is there
    #[arg(long, help_heading = "Output")]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) logs: LogArguments,
}

impl InitArguments {
    pub(super) fn options(self) -> init::Options {
        // Settings that are there have no say: what they hold would be missing in those that are written.
        let load = self.files.load(&Settings::default(), Vec::new());
        init::Options {
            load: LoadRequest { suggest: true, ..load },
            timezone: self.tz,
            output: Some(self.output).filter(|path| path.as_os_str() != "-"),
            force: self.force,
        }
    }
}
