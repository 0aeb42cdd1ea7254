//! The words of `check`, and what they ask for.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;

use super::question::QuestionArguments;
use super::shared::{ColorArguments, InputArguments};
use super::values;
use crate::analysis::rules::Rules;
use crate::commands::check;
use crate::kpis::Catalogue;
use crate::render::check::Renderer;

/// The variable that names the file of a step's summary on GitHub.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

#[derive(Args)]
pub(super) struct CheckArguments {
    /// A rule, such as 'delivery_rate >= 95% by campaign'; repeatable, beside those of the settings
    #[arg(long, value_name = "RULE", help_heading = "Which rules")]
    pub(super) rule: Vec<String>,
    #[command(flatten)]
    pub(super) question: QuestionArguments,
    #[command(flatten)]
    pub(super) inputs: InputArguments,
    /// The format of standard output [default: table, or nothing with --output]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::verdict_format(), help_heading = "Output")]
    pub(super) format: Option<&'static Renderer>,
    /// Write a file in the format of its extension: .json, .xml (JUnit) or .txt; repeatable
    #[arg(short, long, value_name = "FILE", value_parser = values::verdict_output, help_heading = "Output")]
    pub(super) output: Vec<(PathBuf, Option<&'static Renderer>)>,
    /// Write every rejected record to a CSV file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(super) rejects: Option<PathBuf>,
    #[command(flatten)]
    pub(super) color: ColorArguments,
}

impl CheckArguments {
    pub(super) fn options(self) -> Result<check::Options> {
        let settings = self.inputs.settings()?;
        let rules = Rules::read(&self.rule, &settings, Catalogue::with(&settings)?)?;
        let reading = self.inputs.reading(&settings, self.rejects.is_some())?;
        let question = self.question.request(&settings, reading.load.threads)?;
        for (place, (path, _)) in self.output.iter().enumerate() {
            let twice =
                self.output[..place].iter().any(|(other, _)| other == path) || self.rejects.as_ref() == Some(path);
            ensure!(!twice, "{} is named twice as an output", path.display());
        }
        Ok(check::Options {
            request: rules.request(question)?,
            rules,
            reading,
            settings,
            format: self.format,
            standard_output: self.output.iter().any(|(_, renderer)| renderer.is_none()),
            files: self.output.into_iter().filter_map(|(path, renderer)| Some((path, renderer?))).collect(),
            rejects: self.rejects,
            summary: std::env::var_os(SUMMARY).filter(|path| !path.is_empty()).map(PathBuf::from),
            color: self.color.get(),
        })
    }
}
