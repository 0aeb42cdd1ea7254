//! The command line: its words, and what they ask for.
//!
//! Only this folder knows clap. Not responsible for doing anything; it only looks up the settings, whose zone has a
//! say in what dates mean.

mod arguments;
mod examples;
mod values;

use std::ffi::OsString;

use anyhow::{Result, ensure};
use chrono_tz::Tz;
use clap::Parser;

use arguments::*;

use crate::commands::measure::Reading;
use crate::commands::output::Color;
use crate::commands::{Command, ListFormat, config, convert, generate, init, inspect, kpis, report, sources};
use crate::kpis::Catalogue;
use crate::request::compare::Compare;
use crate::request::period::{self, Period, Written};
use crate::request::{Clock, Request, Selection};
use crate::settings::Settings;
use crate::sources::load::LoadRequest;
use crate::sources::values::{DateOrder, TimeRules};
use crate::sources::{Rules, Source, profiles};
use crate::tables::memory;

/// Reads the command line. A [`clap::Error`] inside the error has its own way of being shown.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    Ok(match Arguments::try_parse_from(arguments)?.command {
        Words::Report(arguments) => Command::Report(Box::new(arguments.options()?)),
        Words::Inspect(arguments) => Command::Inspect(Box::new(arguments.options()?)),
        Words::Convert(arguments) => Command::Convert(Box::new(arguments.options()?)),
        Words::Init(arguments) => Command::Init(Box::new(arguments.options())),
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
        Words::Sources(arguments) => {
            let own = profiles::own(&config::load(arguments.config.as_deref())?)?;
            Command::Sources(sources::Options {
                source: arguments.source.map(|id| values::source_of(&id, &own)).transpose()?,
                own,
                format: arguments.format.get(),
                color: arguments.color.get(),
            })
        }
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
        let as_of = moment(self.as_of.as_deref(), timezone)?;
        let written =
            Written { since: self.since.as_deref(), until: self.until.as_deref(), last: self.last.as_deref() };
        let period = Period::parse(written, timezone, as_of)?;
        let compare = self.compare.as_deref().map(|text| Compare::parse(text, &period, timezone)).transpose()?;
        let reading = self.inputs.reading(&settings, self.rejects.is_some(), self.quiet)?;
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
            reading: self.inputs.reading(&settings, true, true)?.suggesting(),
            settings,
            format: match self.format {
                PlainFormat::Table => ListFormat::Table,
                PlainFormat::Json => ListFormat::Json,
            },
            color: self.color.get(),
        })
    }
}

impl ConvertArguments {
    fn options(self) -> Result<convert::Options> {
        let settings = self.inputs.settings()?;
        Ok(convert::Options {
            reading: self.inputs.reading(&settings, self.rejects.is_some(), self.quiet)?,
            as_of: moment(self.as_of.as_deref(), settings.timezone.unwrap_or(Tz::UTC))?,
            settings,
            folder: self.output,
            format: match self.format {
                TableFormat::Parquet => convert::Format::Parquet,
                TableFormat::Csv => convert::Format::Csv,
            },
            facts: self.facts,
            rejects: self.rejects,
            color: self.color.get(),
            quiet: self.quiet,
        })
    }
}

/// The moment of looking.
fn moment(written: Option<&str>, timezone: Tz) -> Result<Option<i64>> {
    let as_of = written.map(|text| period::as_of(text, timezone)).transpose();
    as_of.map_err(|error| error.context("--as-of"))
}

impl InitArguments {
    fn options(self) -> init::Options {
        // Settings that are there have no say: what they hold would be missing in those that are written.
        let load = self.files.load(&Settings::default(), Vec::new());
        init::Options {
            load: LoadRequest { suggest: true, ..load },
            timezone: self.tz,
            output: Some(self.output).filter(|path| path.as_os_str() != "-"),
            force: self.force,
            quiet: self.quiet,
        }
    }
}

impl InputArguments {
    fn settings(&self) -> Result<Settings> {
        config::load(self.config.as_deref())
    }

    fn reading(&self, settings: &Settings, keep_rejections: bool, quiet: bool) -> Result<Reading> {
        let load = self.files.load(settings, profiles::own(settings)?);
        // A strict run names the first rejected record, whatever the number of threads.
        let show_progress = self.progress == Progress::Auto && !quiet;
        Ok(Reading { load, strict: self.strict, keep_rejections: keep_rejections || self.strict, show_progress })
    }
}

impl FileArguments {
    fn load(&self, settings: &Settings, own: Vec<&'static Source>) -> LoadRequest {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let date_order = self.date_order.map(|order| match order {
            Order::Dmy => DateOrder::DayMonthYear,
            Order::Mdy => DateOrder::MonthDayYear,
            Order::Ymd => DateOrder::YearMonthDay,
        });
        let times = TimeRules { input_tz: self.input_tz, date_order, ..TimeRules::default() };
        let senders = [self.business.as_slice(), &settings.senders].concat();
        LoadRequest {
            inputs: self.inputs.clone(),
            threads: self.threads.unwrap_or_else(cores),
            rules: Rules { times, senders, business: settings.business.clone(), own },
            memory: self.memory.or_else(memory::half_of_the_machine),
            temp: self.temp.clone(),
            ..LoadRequest::default()
        }
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
