//! The words of `report`, and what they ask for.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;

use super::question::QuestionArguments;
use super::shared::{ColorArguments, InputArguments};
use super::values;
use crate::commands::report;
use crate::dimensions::Dimension;
use crate::kpis::{Catalogue, Section};
use crate::render::Renderer;
use crate::request::compare::Compare;
use crate::request::{Request, Selection};

#[derive(Args)]
pub(super) struct ReportArguments {
    /// KPIs by their ids, separated by commas [default: all that the data can feed]
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    #[arg(help_heading = "Which figures")]
    pub(super) kpi: Vec<String>,
    /// Sections of the catalogue
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = values::section())]
    #[arg(help_heading = "Which figures")]
    pub(super) section: Vec<Section>,
    /// Break down by up to three dimensions
    #[arg(long, value_name = "DIM,…", value_delimiter = ',', value_parser = values::dimension())]
    #[arg(help_heading = "Which figures")]
    pub(super) by: Vec<&'static Dimension>,
    /// Compare with another period: previous, year (the same a year before) or FROM..UNTIL
    #[arg(long, value_name = "PERIOD", help_heading = "Which period")]
    pub(super) compare: Option<String>,
    #[command(flatten)]
    pub(super) question: QuestionArguments,
    #[command(flatten)]
    pub(super) inputs: InputArguments,
    /// The format of standard output [default: table, or nothing with --output]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::format(), help_heading = "Output")]
    pub(super) format: Option<&'static Renderer>,
    /// Write a file in the format of its extension: .csv, .json or .txt; repeatable
    #[arg(short, long, value_name = "FILE", value_parser = values::output, help_heading = "Output")]
    pub(super) output: Vec<(PathBuf, Option<&'static Renderer>)>,
    /// Write every rejected record to a CSV file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(super) rejects: Option<PathBuf>,
    /// Put the definition under each figure
    #[arg(long, help_heading = "Output")]
    pub(super) explain: bool,
    /// Show every KPI in the table, not the headline ones only
    #[arg(long, help_heading = "Output")]
    pub(super) all: bool,
    #[command(flatten)]
    pub(super) color: ColorArguments,
    /// No remarks on standard error
    #[arg(long, help_heading = "Output")]
    pub(super) quiet: bool,
}

impl ReportArguments {
    pub(super) fn options(self) -> Result<report::Options> {
        let settings = self.inputs.settings()?;
        let catalogue = Catalogue::with(&settings)?;
        values::kpis(&self.kpi, catalogue)?;
        let reading = self.inputs.reading(&settings, self.rejects.is_some(), self.quiet)?;
        let question = self.question.request(&settings, reading.load.threads)?;
        let compare = self.compare.as_deref().map(|text| Compare::parse(text, &question.period, question.timezone));
        let compare = compare.transpose()?;
        for (place, (path, _)) in self.output.iter().enumerate() {
            let twice =
                self.output[..place].iter().any(|(other, _)| other == path) || self.rejects.as_ref() == Some(path);
            ensure!(!twice, "{} is named twice as an output", path.display());
        }
        let files = || self.output.iter().filter_map(|(_, renderer)| *renderer);
        Ok(report::Options {
            request: Request {
                selection: Selection {
                    kpis: self.kpi,
                    sections: self.section.iter().map(|section| section.id().to_owned()).collect(),
                },
                by: values::dimensions(&self.by)?,
                compare,
                drawn: self.format.into_iter().chain(files()).any(|renderer| renderer.draws),
                ..question
            },
            reading,
            settings,
            catalogue,
            format: self.format,
            standard_output: self.output.iter().any(|(_, renderer)| renderer.is_none()),
            files: self.output.into_iter().filter_map(|(path, renderer)| Some((path, renderer?))).collect(),
            rejects: self.rejects,
            explain: self.explain,
            all: self.all,
            color: self.color.get(),
            quiet: self.quiet,
        })
    }
}
