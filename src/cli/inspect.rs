//! The words of `inspect`, and what they ask for.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::shared::{ColorArguments, InputArguments};
use crate::commands::{ListFormat, inspect};

#[derive(Args)]
pub(super) struct InspectArguments {
    #[command(flatten)]
    pub(super) inputs: InputArguments,
    /// The format of standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub(super) format: PlainFormat,
    #[command(flatten)]
    pub(super) color: ColorArguments,
}

impl InspectArguments {
    pub(super) fn options(self) -> Result<inspect::Options> {
        let settings = self.inputs.settings()?;
        Ok(inspect::Options {
            // All of them, so that the first ones are the first whatever the number of threads.
            reading: self.inputs.reading(&settings, true)?.suggesting(),
            settings,
            format: match self.format {
                PlainFormat::Table => ListFormat::Table,
                PlainFormat::Json => ListFormat::Json,
            },
            color: self.color.get(),
        })
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum PlainFormat {
    Table,
    Json,
}
