//! The words of `convert`, and what they ask for.

use std::path::PathBuf;

use anyhow::Result;
use chrono_tz::Tz;
use clap::{Args, ValueEnum, ValueHint};

use super::privacy::PrivacyArguments;
use super::question::moment;
use super::shared::{ColorArguments, InputArguments};
use crate::commands::convert;

#[derive(Args)]
pub(super) struct ConvertArguments {
    #[command(flatten)]
    pub(super) inputs: InputArguments,
    /// Look at everything as of this moment [default: the latest time in the data]
    #[arg(long, value_name = "TIME", help_heading = "How inputs are read")]
    pub(super) as_of: Option<String>,
    /// The folder to write to, a file a table; made where it is missing
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "Output")]
    pub(super) output: PathBuf,
    /// What kind of files
    #[arg(short, long, value_name = "FORMAT", default_value = "parquet", help_heading = "Output")]
    pub(super) format: TableFormat,
    /// Write derived facts, too: a row per message, conversation, wait, customer …
    #[arg(long, help_heading = "Output")]
    pub(super) facts: bool,
    /// Write every rejected record to a CSV file: file, line, reason and the shape of its text
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(super) rejects: Option<PathBuf>,
    #[command(flatten)]
    pub(super) privacy: PrivacyArguments,
    #[command(flatten)]
    pub(super) color: ColorArguments,
}

impl ConvertArguments {
    pub(super) fn options(self) -> Result<convert::Options> {
        let settings = self.inputs.settings()?;
        Ok(convert::Options {
            reading: self.inputs.reading(&settings, self.rejects.is_some())?,
            as_of: moment(self.as_of.as_deref(), settings.timezone.unwrap_or(Tz::UTC))?,
            settings,
            folder: self.output,
            format: match self.format {
                TableFormat::Parquet => convert::Format::Parquet,
                TableFormat::Csv => convert::Format::Csv,
            },
            facts: self.facts,
            rejects: self.rejects,
            texts: self.privacy.texts(),
            pseudonyms: self.privacy.pseudonyms()?,
            color: self.color.get(),
        })
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TableFormat {
    Parquet,
    Csv,
}
