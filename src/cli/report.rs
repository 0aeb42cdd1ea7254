//! The words of `report`, and what they ask for.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum, ValueHint};

use super::privacy::PrivacyArguments;
use super::question::QuestionArguments;
use super::shared::{ColorArguments, InputArguments};
use super::values;
use crate::commands::report;
use crate::dimensions::Dimension;
use crate::kpis::{Catalogue, Section};
use crate::render::Renderer;
use crate::render::sheet::Layout;
use crate::request::compare::Compare;
use crate::request::{Request, Selection};

#[derive(Args)]
pub(super) struct ReportArguments {
    /// KPIs by their ids, separated by commas [default: all that the data can feed]
    #[arg(long, value_name = "ID,…", value_delimiter = ',', value_parser = values::figure())]
    #[arg(help_heading = "Which figures", hide_possible_values = true)]
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
    /// Write a file in the format of its extension, such as .xlsx, .csv, .html, .md or .json; repeatable
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, value_parser = values::output, help_heading = "Output")]
    pub(super) output: Vec<(PathBuf, Option<&'static Renderer>)>,
    /// Rows of csv, xlsx and parquet: one per value, or one per group with a column per KPI
    #[arg(long, value_name = "LAYOUT", help_heading = "Output")]
    pub(super) layout: Option<LayoutName>,
    /// Keep the rows that .csv files hold already, but those of the same period, groups and KPI
    #[arg(long, requires = "output", help_heading = "Output")]
    pub(super) append: bool,
    /// Write every rejected record to a CSV file: file, line, reason and the shape of its text
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(super) rejects: Option<PathBuf>,
    #[command(flatten)]
    pub(super) privacy: PrivacyArguments,
    /// Put the definition under each figure
    #[arg(long, help_heading = "Output")]
    pub(super) explain: bool,
    /// Show every KPI in the table, not the headline ones only
    #[arg(long, help_heading = "Output")]
    pub(super) all: bool,
    #[command(flatten)]
    pub(super) color: ColorArguments,
}

impl ReportArguments {
    pub(super) fn options(self) -> Result<report::Options> {
        let settings = self.inputs.settings()?;
        let catalogue = Catalogue::with(&settings)?;
        values::kpis(&self.kpi, catalogue)?;
        let reading = self.inputs.reading(&settings, self.rejects.is_some())?;
        let question = self.question.request(&settings, reading.load.threads)?;
        let compare = self.compare.as_deref().map(|text| Compare::parse(text, &question.period, question.timezone));
        let compare = compare.transpose()?;
        for (place, (path, _)) in self.output.iter().enumerate() {
            let twice =
                self.output[..place].iter().any(|(other, _)| other == path) || self.rejects.as_ref() == Some(path);
            ensure!(!twice, "{} is named twice as an output", path.display());
        }
        let files = self.output.iter().filter_map(|(path, renderer)| Some((path.clone(), (*renderer)?)));
        let files: Vec<(PathBuf, &'static Renderer)> = files.collect();
        let renderers = || self.format.into_iter().chain(files.iter().map(|(_, renderer)| *renderer));
        ensure!(
            self.layout.is_none() || renderers().any(|renderer| renderer.layouts),
            "--layout is about rows and columns: name {} with --format or --output, or leave it out",
            values::formats_with_layouts()
        );
        if self.append {
            report::ensure_appendable(&files)?;
            ensure!(
                self.layout != Some(LayoutName::Wide),
                "--append keeps rows of one value each: leave out --layout wide, or --append"
            );
        }
        Ok(report::Options {
            request: Request {
                selection: Selection {
                    kpis: self.kpi,
                    sections: self.section.iter().map(|section| section.id().to_owned()).collect(),
                },
                by: values::dimensions(&self.by)?,
                compare,
                drawn: self
                    .format
                    .into_iter()
                    .chain(files.iter().map(|(_, renderer)| *renderer))
                    .any(|renderer| renderer.draws),
                ..question
            },
            reading,
            settings,
            catalogue,
            format: self.format,
            standard_output: self.output.iter().any(|(_, renderer)| renderer.is_none()),
            files,
            append: self.append,
            rejects: self.rejects,
            texts: self.privacy.texts(),
            pseudonyms: self.privacy.pseudonyms()?,
            layout: match self.layout {
                None | Some(LayoutName::Long) => Layout::Long,
                Some(LayoutName::Wide) => Layout::Wide,
            },
            explain: self.explain,
            all: self.all,
            color: self.color.get(),
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LayoutName {
    Long,
    Wide,
}
