//! The words of `compare`, and what they ask for.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use super::question::QuestionArguments;
use super::shared::{ColorArguments, InputArguments};
use super::values;
use crate::analysis::arms::Shown;
use crate::analysis::arms::sides::{Counted, Wanted};
use crate::analysis::testing::Part;
use crate::commands::compare::{Arms, Options};
use crate::dimensions::{Dimension, Family};
use crate::kpis::{Catalogue, Section};
use crate::render::comparison::{RENDERERS, Renderer};
use crate::request::compare::Compare;
use crate::request::{Request, Selection};
use crate::suggest;

#[derive(Args)]
pub(super) struct CompareArguments {
    /// The dimension whose values are the arms: variant, segment, campaign …
    #[arg(long, value_name = "DIM", value_parser = values::dimension(), hide_possible_values = true)]
    #[arg(help_heading = "What is compared")]
    pub(super) arms: Option<&'static Dimension>,
    /// The period before as the other arm: previous, year (the same a year before) or FROM..UNTIL
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["arms", "split"], help_heading = "What is compared")]
    pub(super) compare: Option<String>,
    /// Counts without files: A=387/592,B=356/596
    #[arg(long, value_name = "ARM=X/N,…", conflicts_with_all = ["arms", "compare", "inputs"])]
    #[arg(help_heading = "What is compared")]
    pub(super) counts: Option<String>,
    /// The arm that the others are compared with [default: the first]
    #[arg(long, value_name = "ARM", help_heading = "What is compared")]
    pub(super) control: Option<String>,
    /// The arm that was left out: what would have come anyway; tells incremental conversions and revenue
    #[arg(long, value_name = "ARM", conflicts_with_all = ["control", "compare"], help_heading = "What is compared")]
    pub(super) holdout: Option<String>,
    /// How customers were meant to be split, in the order of the arms' names [default: equally, for variant]
    #[arg(long, value_name = "N:N", value_parser = split, help_heading = "What is compared")]
    pub(super) split: Option<Split>,
    /// KPIs by their ids, separated by commas [default: the headline ones; each further one blurs the others]
    #[arg(long, value_name = "ID,…", value_delimiter = ',', help_heading = "Which figures")]
    pub(super) kpi: Vec<String>,
    /// Sections of the catalogue
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = values::section())]
    #[arg(help_heading = "Which figures")]
    pub(super) section: Vec<Section>,
    /// Every KPI that the data can feed
    #[arg(long, help_heading = "Which figures")]
    pub(super) all: bool,
    #[command(flatten)]
    pub(super) question: QuestionArguments,
    #[command(flatten)]
    pub(super) inputs: InputArguments,
    /// The format of standard output: table, json, csv or md [default: table, or nothing with --output]
    #[arg(short, long, value_name = "FORMAT", value_parser = format, help_heading = "Output")]
    pub(super) format: Option<&'static Renderer>,
    /// Write a file in the format of its extension: .txt, .json, .csv or .md; repeatable
    #[arg(short, long, value_name = "FILE", value_parser = output, help_heading = "Output")]
    pub(super) output: Vec<(PathBuf, Option<&'static Renderer>)>,
    #[command(flatten)]
    pub(super) color: ColorArguments,
}

impl CompareArguments {
    pub(super) fn options(self) -> Result<Options> {
        let settings = self.inputs.settings()?;
        let catalogue = Catalogue::with(&settings)?;
        values::kpis(&self.kpi, catalogue)?;
        let reading = self.inputs.reading(&settings, false)?;
        let question = self.question.request(&settings, reading.load.threads)?;
        let compare = self.compare.as_deref().map(|text| Compare::parse(text, &question.period, question.timezone));
        let compare = compare.transpose()?;
        let arms = match (&self.counts, self.arms, compare, reading.load.inputs.len()) {
            (Some(text), ..) => Arms::Counts(counts(text)?),
            (None, Some(_), _, 0) | (None, None, Some(_), 0) => {
                bail!("nothing to compare: name a file, a folder, or - for standard input")
            }
            (None, Some(dimension), ..) => Arms::Of(dimension),
            (None, None, Some(_), _) => Arms::Periods,
            (None, None, None, 2) => Arms::Inputs,
            (None, None, None, _) => bail!(
                "nothing to compare: name what makes the arms (--arms variant), another period (--last 30d --compare \
                 previous), two inputs (september/ october/) or counts (--counts A=387/592,B=356/596)"
            ),
        };
        let is_holdout = self.holdout.is_some();
        match &arms {
            Arms::Of(dimension) => ensure_customers(is_holdout, dimension, &question)?,
            Arms::Periods | Arms::Inputs => {
                ensure!(!is_holdout, "--holdout names an arm: --arms tells of which dimension");
                let inputs = &reading.load.inputs;
                let is_same = matches!((&arms, &inputs[..]), (Arms::Inputs, [one, other]) if one == other);
                ensure!(!is_same, "nothing to compare: {} is named twice", inputs[0]);
                ensure!(self.split.is_none(), "--split is for arms that customers were split into, not for two inputs");
            }
            Arms::Counts(_) => {}
        }
        for (place, (path, _)) in self.output.iter().enumerate() {
            let twice = self.output[..place].iter().any(|(other, _)| other == path);
            ensure!(!twice, "{} is named twice as an output", path.display());
        }
        let selection = Selection {
            kpis: self.kpi,
            sections: self.section.iter().map(|section| section.id().to_owned()).collect(),
        };
        let shown = Shown { selection, all: self.all, named_only: is_holdout && !self.all };
        Ok(Options {
            request: Request {
                selection: measured(&shown, catalogue, is_holdout),
                by: self.arms.into_iter().collect(),
                members: true,
                compare,
                ..question
            },
            arms,
            wanted: Wanted { control: self.control, holdout: self.holdout },
            split: self.split.map(|split| split.0),
            shown,
            reading,
            settings,
            catalogue,
            format: self.format,
            standard_output: self.output.iter().any(|(_, renderer)| renderer.is_none()),
            files: self.output.into_iter().filter_map(|(path, renderer)| Some((path, renderer?))).collect(),
            color: self.color.get(),
        })
    }
}

/// What has to be measured: what is shown, and of a holdout the spend.
fn measured(shown: &Shown, catalogue: Catalogue, is_holdout: bool) -> Selection {
    let shown = catalogue.iter().filter(|kpi| shown.shows(kpi)).map(|kpi| kpi.id.to_owned());
    let spend = is_holdout.then(|| "spend".to_owned());
    Selection { kpis: shown.chain(spend).collect(), sections: Vec::new() }
}

/// A holdout is of customers, and nothing but what a customer is can be asked of those who got no message.
fn ensure_customers(is_holdout: bool, arms: &Dimension, request: &Request) -> Result<()> {
    if !is_holdout {
        return Ok(());
    }
    ensure!(!arms.is_calendar(), "--holdout names customers who were left out: {} has none", arms.id);
    let strange = |dimension: &&&Dimension| !dimension.families.contains(&Family::Customer);
    if let Some(dimension) = request.filter_dimensions().iter().find(strange) {
        bail!(
            "--where: customers of a holdout have no {}: with --holdout ask for segment, country or language only",
            dimension.id
        );
    }
    Ok(())
}

/// The planned parts of a split.
#[derive(Clone, Debug)]
pub(super) struct Split(Vec<f64>);

fn split(text: &str) -> Result<Split, String> {
    let part = |part: &str| part.trim().parse::<f64>().ok().filter(|part| *part > 0.0 && part.is_finite());
    let parts: Option<Vec<f64>> = text.split(':').map(part).collect();
    let parts = parts.filter(|parts| parts.len() > 1);
    parts.map(Split).ok_or_else(|| format!("--split: expected parts such as 50:50 or 80:10:10, found \"{text}\""))
}

/// Arms by their counts: `A=387/592,B=356/596`.
fn counts(text: &str) -> Result<Vec<Counted>> {
    const EXPECTED: &str = "expected arms such as A=387/592,B=356/596";
    let arm = |text: &str| -> Result<Counted> {
        let parts = text.split_once('=').and_then(|(name, counts)| Some((name.trim(), counts.split_once('/')?)));
        let Some((name, (successes, n))) = parts.filter(|(name, _)| !name.is_empty()) else {
            bail!("found \"{text}\", {EXPECTED}")
        };
        let number = |text: &str| text.trim().parse::<u64>().with_context(|| format!("\"{text}\" is no whole number"));
        let [successes, n] = [number(successes), number(n)];
        // The reason why digits are none says nothing more.
        let whole = |number: Result<u64>| number.map_err(|error| anyhow::anyhow!("{error}, {EXPECTED}"));
        Counted::new(name, Part { successes: whole(successes)?, n: whole(n)? })
    };
    let arms: Vec<Counted> = text.split(',').map(arm).collect::<Result<_>>().context("--counts")?;
    for (place, Counted { name, .. }) in arms.iter().enumerate() {
        ensure!(arms[..place].iter().all(|other| other.name != *name), "--counts: arm {name} is there twice");
    }
    ensure!(arms.len() > 1, "--counts: one arm has nothing to be compared with, {EXPECTED}");
    Ok(arms)
}

fn format(id: &str) -> Result<&'static Renderer> {
    let ids = || RENDERERS.iter().map(|renderer| renderer.id);
    let expected = format!("expected one of {}", ids().collect::<Vec<_>>().join(", "));
    let found = RENDERERS.iter().copied().find(|renderer| renderer.id == id);
    found.with_context(|| suggest::unknown("format", id, ids(), &expected))
}

/// A file to write, by its extension; `-` is standard output.
fn output(path: &str) -> Result<(PathBuf, Option<&'static Renderer>), String> {
    if path == "-" {
        return Ok((PathBuf::from(path), None));
    }
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).map(str::to_lowercase);
    let of = |renderer: &&&'static Renderer| extension.as_deref() == Some(renderer.extension);
    let extensions: Vec<String> = RENDERERS.iter().map(|renderer| format!(".{}", renderer.extension)).collect();
    RENDERERS
        .iter()
        .find(of)
        .map(|renderer| (PathBuf::from(path), Some(*renderer)))
        .ok_or_else(|| format!("{path}: the extension decides the format: expected one of {}", extensions.join(", ")))
}
