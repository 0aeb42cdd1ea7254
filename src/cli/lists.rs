//! The words of `kpis` and `sources`, and what they ask for.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};

use super::shared::{ColorArguments, DocumentFormat};
use super::values;
use crate::commands::{config, kpis, sources};
use crate::kpis::Kpi;
use crate::sources::profiles;

#[derive(Args)]
pub(super) struct KpisArguments {
    /// The KPI to explain
    #[arg(value_name = "ID", value_parser = values::kpi(), hide_possible_values = true)]
    pub(super) kpi: Option<&'static Kpi>,
    /// List the facts that formulas read
    #[arg(long, conflicts_with = "kpi")]
    pub(super) facts: bool,
    /// Print the word lists and code lists
    #[arg(long, conflicts_with_all = ["kpi", "facts"])]
    pub(super) lists: bool,
    /// The format of standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub(super) format: DocumentFormat,
    #[command(flatten)]
    pub(super) color: ColorArguments,
}

impl KpisArguments {
    pub(super) fn options(self) -> kpis::Options {
        kpis::Options {
            about: match (self.kpi, self.facts, self.lists) {
                (Some(kpi), ..) => kpis::About::One(kpi),
                (_, true, _) => kpis::About::Facts,
                (_, _, true) => kpis::About::Lists,
                _ => kpis::About::Everything,
            },
            format: self.format.get(),
            color: self.color.get(),
        }
    }
}

#[derive(Args)]
pub(super) struct SourcesArguments {
    /// The source to explain
    #[arg(value_name = "ID", value_parser = values::source(), hide_possible_values = true)]
    pub(super) source: Option<String>,
    /// Settings, for formats of one's own [default: WA_KPI_CONFIG, else wa-kpi.toml here or in a folder above]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
    /// The format of standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub(super) format: DocumentFormat,
    #[command(flatten)]
    pub(super) color: ColorArguments,
}

impl SourcesArguments {
    pub(super) fn options(self) -> Result<sources::Options> {
        let own = profiles::own(&config::load(self.config.as_deref())?)?;
        Ok(sources::Options {
            source: self.source.map(|id| values::source_of(&id, &own)).transpose()?,
            own,
            format: self.format.get(),
            color: self.color.get(),
        })
    }
}
