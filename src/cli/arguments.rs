//! The words of the command line: every subcommand and option, with its help.
//!
//! Not responsible for what becomes of them (`cli`).

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{examples, values};
use crate::dimensions::Dimension;
use crate::kpis::{Kpi, Section};
use crate::render::Renderer;
use crate::request::filter::Filter;
use crate::settings::file::NAME;

/// KPIs from exported WhatsApp Business logs, every figure with its receipt.
#[derive(Parser)]
#[command(name = "wa-kpi", version, arg_required_else_help = true, max_term_width = 100)]
#[command(disable_help_subcommand = true, after_help = examples::PROGRAM)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Words,
}

#[derive(Subcommand)]
pub(super) enum Words {
    /// Compute KPIs over exports; print them or write reports
    #[command(after_help = examples::REPORT)]
    Report(Box<ReportArguments>),
    /// Write the canonical tables that any export becomes, and derived facts
    #[command(after_help = examples::CONVERT)]
    Convert(ConvertArguments),
    /// Tell what files hold, how they are understood and which KPIs they feed
    #[command(after_help = examples::INSPECT)]
    Inspect(InspectArguments),
    /// Write a commented wa-kpi.toml from what files hold
    #[command(after_help = examples::INIT)]
    Init(InitArguments),
    /// List the catalogue of KPIs, or explain one
    Kpis(KpisArguments),
    /// List the formats understood, or explain how to export one
    Sources(SourcesArguments),
    /// Write the generated documents of this repository
    #[command(hide = true)]
    Generate(GenerateArguments),
}

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
    /// Only units that match, in SQL over the dimensions: country = 'DE' and category <> 'utility'
    #[arg(long = "where", value_name = "EXPR", value_parser = values::filter, help_heading = "Which figures")]
    pub(super) filter: Option<Filter>,
    /// First day, date-time or span (30d) before the latest data
    #[arg(long, value_name = "TIME", help_heading = "Which period")]
    pub(super) since: Option<String>,
    /// Last day; a date-time is the first instant after the period
    #[arg(long, value_name = "TIME", help_heading = "Which period")]
    pub(super) until: Option<String>,
    /// The span that ends with the latest data: 12h, 30d, 2w
    #[arg(long, value_name = "SPAN", conflicts_with_all = ["since", "until"], help_heading = "Which period")]
    pub(super) last: Option<String>,
    /// Compare with another period: previous, year (the same a year before) or FROM..UNTIL
    #[arg(long, value_name = "PERIOD", help_heading = "Which period")]
    pub(super) compare: Option<String>,
    /// The report's time zone [default: the settings' timezone, else UTC]
    #[arg(long, value_name = "ZONE", value_parser = values::zone(), hide_possible_values = true)]
    #[arg(help_heading = "Which period")]
    pub(super) tz: Option<Tz>,
    /// Look at everything as of this moment [default: the latest time in the data]
    #[arg(long, value_name = "TIME", help_heading = "Which period")]
    pub(super) as_of: Option<String>,
    /// Leave out units whose window is not over
    #[arg(long, help_heading = "How figures are made")]
    pub(super) mature: bool,
    /// Which time counts while customers wait: all, or opening hours (the settings' [hours])
    #[arg(long, value_name = "CLOCK", default_value = "elapsed", help_heading = "How figures are made")]
    pub(super) clock: ClockName,
    /// The confidence of intervals
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = values::confidence)]
    #[arg(help_heading = "How figures are made")]
    pub(super) confidence: f64,
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

#[derive(Args)]
pub(super) struct ConvertArguments {
    #[command(flatten)]
    pub(super) inputs: InputArguments,
    /// Look at everything as of this moment [default: the latest time in the data]
    #[arg(long, value_name = "TIME", help_heading = "How inputs are read")]
    pub(super) as_of: Option<String>,
    /// The folder to write to, a file a table; made where it is missing
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    pub(super) output: PathBuf,
    /// What kind of files
    #[arg(short, long, value_name = "FORMAT", default_value = "parquet", help_heading = "Output")]
    pub(super) format: TableFormat,
    /// Write derived facts, too: a row per message, conversation, wait, customer …
    #[arg(long, help_heading = "Output")]
    pub(super) facts: bool,
    /// Write every rejected record to a CSV file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(super) rejects: Option<PathBuf>,
    #[command(flatten)]
    pub(super) color: ColorArguments,
    /// No remarks on standard error
    #[arg(long, help_heading = "Output")]
    pub(super) quiet: bool,
}

#[derive(Args)]
pub(super) struct InitArguments {
    #[command(flatten)]
    pub(super) files: FileArguments,
    /// The zone of reports
    #[arg(long, value_name = "ZONE", value_parser = values::zone(), hide_possible_values = true)]
    #[arg(help_heading = "Output")]
    pub(super) tz: Option<Tz>,
    /// The file to write; - is standard output
    #[arg(short, long, value_name = "FILE", default_value = NAME, help_heading = "Output")]
    pub(super) output: PathBuf,
    /// Replace a file that is there
    #[arg(long, help_heading = "Output")]
    pub(super) force: bool,
    /// No remarks on standard error
    #[arg(long, help_heading = "Output")]
    pub(super) quiet: bool,
}

#[derive(Args)]
pub(super) struct FileArguments {
    /// Files, folders, patterns or - for standard input; SOURCE:PATH forces a format
    #[arg(value_name = "INPUT")]
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
    #[arg(long, value_name = "DIR", help_heading = "How inputs are read")]
    pub(super) temp: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct InputArguments {
    #[command(flatten)]
    pub(super) files: FileArguments,
    /// Settings [default: WA_KPI_CONFIG, else wa-kpi.toml here or in a folder above]
    #[arg(long, value_name = "FILE", help_heading = "How inputs are read")]
    pub(super) config: Option<PathBuf>,
    /// Any rejected record or unrecognised file is an error
    #[arg(long, help_heading = "How inputs are read")]
    pub(super) strict: bool,
    /// Show on a terminal how far a long run has come
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub(super) progress: Progress,
}

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

#[derive(Args)]
pub(super) struct SourcesArguments {
    /// The source to explain
    #[arg(value_name = "ID", value_parser = values::source(), hide_possible_values = true)]
    pub(super) source: Option<String>,
    /// Settings, for formats of one's own [default: WA_KPI_CONFIG, else wa-kpi.toml here or in a folder above]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The format of standard output
    #[arg(short, long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub(super) format: DocumentFormat,
    #[command(flatten)]
    pub(super) color: ColorArguments,
}

#[derive(Args)]
pub(super) struct GenerateArguments {
    /// Only look whether the files are up to date
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(Args)]
pub(super) struct ColorArguments {
    /// When colours are used; auto obeys NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub(super) color: When,
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
pub(super) enum ClockName {
    Elapsed,
    Business,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Order {
    Dmy,
    Mdy,
    Ymd,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TableFormat {
    Parquet,
    Csv,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum PlainFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum DocumentFormat {
    Table,
    Json,
    Md,
}
