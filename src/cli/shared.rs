//! The words that several subcommands have in common: what is read, and how standard output looks.

use std::path::PathBuf;

use anyhow::Result;
use chrono_tz::Tz;
use clap::{Args, ValueEnum, ValueHint};

use super::logs::LogArguments;
use super::values;
use crate::commands::measure::Reading;
use crate::commands::output::Color;
use crate::commands::{ListFormat, config};
use crate::settings::Settings;
use crate::sources::load::LoadRequest;
use crate::sources::values::{DateOrder, TimeRules};
use crate::sources::{Rules, Source, profiles};
use crate::tables::memory;

#[derive(Args)]
pub(super) struct FileArguments {
    /// Files, folders, patterns or - for standard input; SOURCE:PATH forces a format
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<String>,
    /// Zone of times without one, where the source documents none
    #[arg(long, value_name = "ZONE", value_parser = values::zone(), hide_possible_values = true)]
    #[arg(help_heading = "How inputs are read")]
    pub(super) input_tz: Option<Tz>,
    /// Order of dates that could be read two ways
    #[arg(long, value_name = "ORDER", help_heading = "How inputs are read")]
    pub(super) date_order: Option<Order>,
    /// Name or number of your own in chats, where files do not tell whose it is; repeatable
    #[arg(long, value_name = "NAME", help_heading = "How inputs are read")]
    pub(super) business: Vec<String>,
    /// Threads that work [default: one a core]
    #[arg(long, value_name = "N", value_parser = values::threads, help_heading = "How inputs are read")]
    pub(super) threads: Option<usize>,
    /// Memory to keep to, such as 8G or 500M; what does not fit waits in temporary files [default: half of the machine's]
    #[arg(long, value_name = "SIZE", value_parser = values::size, help_heading = "How inputs are read")]
    pub(super) memory: Option<u64>,
    /// The folder of temporary files [default: the system's]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "How inputs are read")]
    pub(super) temp: Option<PathBuf>,
}

impl FileArguments {
    pub(super) fn load(&self, settings: &Settings, own: Vec<&'static Source>) -> LoadRequest {
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

#[derive(Args)]
pub(super) struct InputArguments {
    #[command(flatten)]
    pub(super) files: FileArguments,
    /// Settings [default: WA_KPI_CONFIG, else wa-kpi.toml here or in a folder above]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "How inputs are read")]
    pub(super) config: Option<PathBuf>,
    /// Any rejected record or unrecognised file is an error
    #[arg(long, help_heading = "How inputs are read")]
    pub(super) strict: bool,
    /// Show on a terminal how far a long run has come
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output", display_order = 900)]
    pub(super) progress: Progress,
    #[command(flatten)]
    pub(super) logs: LogArguments,
}

impl InputArguments {
    pub(super) fn settings(&self) -> Result<Settings> {
        config::load(self.config.as_deref())
    }

    pub(super) fn reading(&self, settings: &Settings, keep_rejections: bool) -> Result<Reading> {
        let load = self.files.load(settings, profiles::own(settings)?);
        // A strict run names the first rejected record, whatever the number of threads.
        let show_progress = self.progress == Progress::Auto && self.logs.allow_a_bar();
        Ok(Reading { load, strict: self.strict, keep_rejections: keep_rejections || self.strict, show_progress })
    }
}

#[derive(Args)]
pub(super) struct ColorArguments {
    /// When colours are used; auto obeys NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub(super) color: When,
}

impl ColorArguments {
    pub(super) fn get(&self) -> Color {
        match self.color {
            When::Auto => Color::Auto,
            When::Always => Color::Always,
            When::Never => Color::Never,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Progress {
    Auto,
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Order {
    Dmy,
    Mdy,
    Ymd,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum DocumentFormat {
    Table,
    Json,
    Md,
}

impl DocumentFormat {
    pub(super) fn get(self) -> ListFormat {
        match self {
            DocumentFormat::Table => ListFormat::Table,
            DocumentFormat::Json => ListFormat::Json,
            DocumentFormat::Md => ListFormat::Markdown,
        }
    }
}
