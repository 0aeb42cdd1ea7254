//! The command line: its words, and what they ask for.
//!
//! The only file that knows clap. Not responsible for doing anything; it only looks up the settings, whose zone has a
//! say in what dates mean.

mod examples;
mod values;

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands::measure::Reading;
use crate::commands::output::Color;
use crate::commands::{Command, ListFormat, config, generate, inspect, kpis, report, sources};
use crate::dimensions::Dimension;
use crate::kpis::{Catalogue, Kpi, Section};
use crate::render::Renderer;
use crate::request::compare::Compare;
use crate::request::filter::Filter;
use crate::request::period::{self, Period, Written};
use crate::request::{Clock, Request, Selection};
use crate::settings::Settings;
use crate::sources::load::LoadRequest;
use crate::sources::values::{DateOrder, TimeRules};
use crate::sources::{Rules, Source};

/// KPIs from exported WhatsApp Business logs, every figure with its receipt.
#[derive(Parser)]
#[command(name = "wa-kpi", version, arg_required_else_help = true, max_term_width = 100)]
#[command(disable_help_subcommand = true, after_help = examples::PROGRAM)]
struct Arguments {
    #[command(subcommand)]
    command: Words,
}

#[derive(Subcommand)]
enum Words {
    /// Compute KPIs over exports; print them or write reports
    #[command(after_help = examples::REPORT)]
    Report(Box<ReportArguments>),
    /// Tell what files hold, how they are understood and which KPIs they feed
    Inspect(InspectArguments),
    /// List the catalogue of KPIs, or explain one
    Kpis(KpisArguments),
    /// List the formats understood, or explain how to export one
    Sources(SourcesArguments),
    /// Write the generated documents of this repository
    #[command(hide = true)]
    Generate(GenerateArguments),
}

#[derive(Args)]
struct ReportArguments {
    /// KPIs by their ids, separated by commas [default: all that the data can feed]
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    #[arg(help_heading = "Which figures")]
    kpi: Vec<String>,
    /// Sections of the catalogue
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = values::section())]
    #[arg(help_heading = "Which figures")]
    section: Vec<Section>,
    /// Break down by up to three dimensions
    #[arg(long, value_name = "DIM,…", value_delimiter = ',', value_parser = values::dimension())]
    #[arg(help_heading = "Which figures")]
    by: Vec<&'static Dimension>,
    /// Only units that match, in SQL over the dimensions: country = 'DE' and category <> 'utility'
    #[arg(long = "where", value_name = "EXPR", value_parser = values::filter, help_heading = "Which figures")]
    filter: Option<Filter>,
    /// First day, date-time or span (30d) before the latest data
    #[arg(long, value_name = "TIME", help_heading = "Which period")]
    since: Option<String>,
    /// Last day; a date-time is the first instant after the period
    #[arg(long, value_name = "TIME", help_heading = "Which period")]
    until: Option<String>,
    /// The span that ends with the latest data: 12h, 30d, 2w
    #[arg(long, value_name = "SPAN", conflicts_with_all = ["since", "until"], help_heading = "Which period")]
    last: Option<String>,
    /// Compare with another period: previous, year (the same a year before) or FROM..UNTIL
    #[arg(long, value_name = "PERIOD", help_heading = "Which period")]
    compare: Option<String>,
    /// The report's time zone [default: the settings' timezone, else UTC]
    #[arg(long, value_name = "ZONE", value_parser = values::zone(), hide_possible_values = true)]
    #[arg(help_heading = "Which period")]
    tz: Option<Tz>,
    /// Look at everything as of this moment [default: the latest time in the data]
    #[arg(long, value_name = "TIME", help_heading = "Which period")]
    as_of: Option<String>,
    /// Leave out units whose window is not over
    #[arg(long, help_heading = "How figures are made")]
    mature: bool,
    /// Which time counts while customers wait: all, or opening hours (the settings' [hours])
    #[arg(long, value_name = "CLOCK", default_value = "elapsed", help_heading = "How figures are made")]
    clock: ClockName,
    /// The confidence of intervals
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = values::confidence)]
    #[arg(help_heading = "How figures are made")]
    confidence: f64,
    #[command(flatten)]
    inputs: InputArguments,
    /// The format of standard output [default: table, or nothing with --output]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::format(), help_heading = "Output")]
    format: Option<&'static Renderer>,
    /// Write a file in the format of its extension: .csv, .json or .txt; repeatable
    #[arg(short, long, value_name = "FILE", value_parser = values::output, help_heading = "Output")]
    output: Vec<(PathBuf, Option<&'static Renderer>)>,
    /// Write every rejected record to a CSV file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    rejects: Option<PathBuf>,
    /// Put the definition under each figure
    #[arg(long, help_heading = "Output")]
    explain: bool,
    /// Show every KPI in the table, not the headline ones only
    #[arg(long, help_heading = "Output")]
    all: bool,
    #[command(flatten)]
    color: ColorArguments,
    /// No remarks on standard error
    #[arg(long, help_heading = "Output")]
    quiet: bool,
}

#[derive(Args)]
struct InputArguments {
    /// Files, folders, patterns or - for standard input; SOURCE:PATH forces a format
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,
    /// Zone of times without one, where the source documents none
    #[arg(long, value_name = "ZONE", value_parser = values::zone(), hide_possible_values = true)]
    #[arg(help_heading = "How inputs are read")]
    input_tz: Option<Tz>,
    /// Order of dates that could be read two ways
    #[arg(long, value_name = "ORDER", help_heading = "How inputs are read")]
    date_order: Option<Order>,
    /// Name or number of your own in chats, where files do not tell whose it is; repeatable
    #[arg(long, value_name = "NAME", help_heading = "How inputs are read")]
    business: Vec<String>,
    /// Settings [default: WA_KPI_CONFIG, else wa-kpi.toml here or in a folder above]
    #[arg(long, value_name = "FILE", help_heading = "How inputs are read")]
    config: Option<PathBuf>,
    /// Any rejected record or unrecognised file is an error
    #[arg(long, help_heading = "How inputs are read")]
    strict: bool,
    /// Threads that work [default: one a core]
    #[arg(long, value_name = "N", value_parser = values::threads, help_heading = "How inputs are read")]
    threads: Option<usize>,
}

#[derive(Args)]
struct InspectArguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// The format of standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    format: PlainFormat,
    #[command(flatten)]
    color: ColorArguments,
}

#[derive(Args)]
struct KpisArguments {
    /// The KPI to explain
    #[arg(value_name = "ID", value_parser = values::kpi(), hide_possible_values = true)]
    kpi: Option<&'static Kpi>,
    /// List the facts that formulas read
    #[arg(long, conflicts_with = "kpi")]
    facts: bool,
    /// Print the word lists and code lists
    #[arg(long, conflicts_with_all = ["kpi", "facts"])]
    lists: bool,
    /// The format of standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    format: DocumentFormat,
    #[command(flatten)]
    color: ColorArguments,
}

#[derive(Args)]
struct SourcesArguments {
    /// The source to explain
    #[arg(value_name = "ID", value_parser = values::source(), hide_possible_values = true)]
    source: Option<&'static Source>,
    /// The format of standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    format: DocumentFormat,
    #[command(flatten)]
    color: ColorArguments,
}

#[derive(Args)]
struct GenerateArguments {
    /// Only look whether the files are up to date
    #[arg(long)]
    check: bool,
}

#[derive(Args)]
struct ColorArguments {
    /// When colours are used; auto obeys NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    color: When,
}

#[derive(Clone, Copy, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
enum ClockName {
    Elapsed,
    Business,
}

#[derive(Clone, Copy, ValueEnum)]
enum Order {
    Dmy,
    Mdy,
    Ymd,
}

#[derive(Clone, Copy, ValueEnum)]
enum PlainFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum DocumentFormat {
    Table,
    Json,
    Md,
}

/// Reads the command line. A [`clap::Error`] inside the error has its own way of being shown.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    Ok(match Arguments::try_parse_from(arguments)?.command {
        Words::Report(arguments) => Command::Report(Box::new(arguments.options()?)),
        Words::Inspect(arguments) => Command::Inspect(Box::new(arguments.options()?)),
        Words::Kpis(arguments) => Command::Kpis(kpis::Options {
            about: match (arguments.kpi, arguments.facts, arguments.lists) {
                (Some(kpi), ..) => kpis::About::One(kpi),
                (_, true, _) => kpis::About::Facts,
                (_, _, true) => kpis::About::Lists,
                _ => kpis::About::Everything,
            },
            format: arguments.format.get(),
            color: arguments.color.get(),
        }),
        Words::Sources(arguments) => Command::Sources(sources::Options {
            source: arguments.source,
            format: arguments.format.get(),
            color: arguments.color.get(),
        }),
        Words::Generate(arguments) => Command::Generate(generate::Options { check: arguments.check }),
    })
}

/// What is wrong with a command line, in one sentence; none where help or the version was asked for.
pub fn sentence(usage: &clap::Error) -> Option<String> {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    if matches!(usage.kind(), DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand | DisplayVersion) {
        return None;
    }
    // A value's own parser says it best.
    if let Some(own) = std::error::Error::source(usage) {
        return Some(own.to_string());
    }
    let text = usage.render().to_string();
    let lines = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let idle =
        |line: &str| line.is_empty() || line.starts_with("For more information") || line.starts_with("tip: to pass");
    let told: Vec<&str> = lines.filter(|line| !idle(line)).collect();
    Some(told.join("; ").trim_start_matches("error: ").replace(":;", ":"))
}

impl ReportArguments {
    fn options(self) -> Result<report::Options> {
        let settings = self.inputs.settings()?;
        let catalogue = Catalogue::with(&settings)?;
        values::kpis(&self.kpi, catalogue)?;
        let timezone = self.tz.or(settings.timezone).unwrap_or(Tz::UTC);
        let as_of = self.as_of.as_deref().map(|text| period::as_of(text, timezone)).transpose();
        let as_of = as_of.map_err(|error| error.context("--as-of"))?;
        let written =
            Written { since: self.since.as_deref(), until: self.until.as_deref(), last: self.last.as_deref() };
        let period = Period::parse(written, timezone, as_of)?;
        let compare = self.compare.as_deref().map(|text| Compare::parse(text, &period, timezone)).transpose()?;
        let reading = self.inputs.reading(&settings, self.rejects.is_some());
        for (place, (path, _)) in self.output.iter().enumerate() {
            let twice =
                self.output[..place].iter().any(|(other, _)| other == path) || self.rejects.as_ref() == Some(path);
            ensure!(!twice, "{} is named twice as an output", path.display());
        }
        Ok(report::Options {
            request: Request {
                selection: Selection {
                    kpis: self.kpi,
                    sections: self.section.iter().map(|section| section.id().to_owned()).collect(),
                },
                by: values::dimensions(&self.by)?,
                period,
                compare,
                filter: self.filter,
                timezone,
                as_of,
                mature: self.mature,
                clock: match self.clock {
                    ClockName::Elapsed => Clock::Elapsed,
                    ClockName::Business => Clock::Business,
                },
                confidence: self.confidence,
                threads: reading.load.threads,
                ..Request::default()
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

impl InspectArguments {
    fn options(self) -> Result<inspect::Options> {
        let settings = self.inputs.settings()?;
        Ok(inspect::Options {
            // All of them, so that the first ones are the first whatever the number of threads.
            reading: self.inputs.reading(&settings, true),
            settings,
            format: match self.format {
                PlainFormat::Table => ListFormat::Table,
                PlainFormat::Json => ListFormat::Json,
            },
            color: self.color.get(),
        })
    }
}

impl InputArguments {
    fn settings(&self) -> Result<Settings> {
        config::load(self.config.as_deref())
    }

    fn reading(&self, settings: &Settings, keep_rejections: bool) -> Reading {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let date_order = self.date_order.map(|order| match order {
            Order::Dmy => DateOrder::DayMonthYear,
            Order::Mdy => DateOrder::MonthDayYear,
            Order::Ymd => DateOrder::YearMonthDay,
        });
        let times = TimeRules { input_tz: self.input_tz, date_order, ..TimeRules::default() };
        let senders = [self.business.as_slice(), &settings.senders].concat();
        let load = LoadRequest {
            inputs: self.inputs.clone(),
            threads: self.threads.unwrap_or_else(cores),
            rules: Rules { times, senders, business: settings.business.clone() },
            ..LoadRequest::default()
        };
        // A strict run names the first rejected record, whatever the number of threads.
        Reading { load, strict: self.strict, keep_rejections: keep_rejections || self.strict }
    }
}

impl ColorArguments {
    fn get(&self) -> Color {
        match self.color {
            When::Auto => Color::Auto,
            When::Always => Color::Always,
            When::Never => Color::Never,
        }
    }
}

impl DocumentFormat {
    fn get(self) -> ListFormat {
        match self {
            DocumentFormat::Table => ListFormat::Table,
            DocumentFormat::Json => ListFormat::Json,
            DocumentFormat::Md => ListFormat::Markdown,
        }
    }
}

#[cfg(test)]
mod tests;
