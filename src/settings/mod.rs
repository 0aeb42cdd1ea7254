//! Settings: windows, targets, money, opening hours and words, each with its default.
//!
//! Plain data; [`file`](mod@file) reads it from `wa-kpi.toml`. Not responsible for what it means.

pub mod file;
pub mod hours;
pub mod money;
pub mod own;
pub mod zoned;

use chrono_tz::Tz;

use hours::Hours;
use money::{Money, RateCard, Spending};
use own::{OwnCheck, OwnKpi, OwnSource};

/// A span in milliseconds.
pub type Span = i64;

const SECOND: Span = 1_000;
const HOUR: Span = 3_600 * SECOND;
const DAY: Span = 24 * HOUR;

/// How long things may take and still belong together. All windows are closed at both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// After a message was sent, for a reply.
    pub reply: Span,
    /// After a message was sent, for a click, tap or reaction.
    pub click: Span,
    /// After a message was sent, for an order.
    pub conversion: Span,
    /// The longest silence inside a conversation.
    pub session_gap: Span,
    /// After a wait began, for an answer.
    pub late_answer: Span,
    /// After a marketing message, for an opt-out.
    pub opt_out: Span,
    /// After a resolve, for a reopening or another conversation.
    pub reopen: Span,
    /// How long a customer has to come back to be retained.
    pub retention: Span,
    /// How long a customer has to be silent to be lost.
    pub churn: Span,
    /// After a resolve, for an answer that still ends the wait.
    pub after_resolve: Span,
}

impl Default for Windows {
    fn default() -> Self {
        Windows {
            reply: 24 * HOUR,
            click: 72 * HOUR,
            conversion: 7 * DAY,
            session_gap: 24 * HOUR,
            late_answer: 7 * DAY,
            opt_out: 72 * HOUR,
            reopen: 7 * DAY,
            retention: 30 * DAY,
            churn: 90 * DAY,
            after_resolve: 300 * SECOND,
        }
    }
}

/// Targets; without one the figure is not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// For the first answer of a conversation.
    pub first_response: Option<Span>,
    /// For every answer.
    pub response: Option<Span>,
    /// For the resolution of a conversation.
    pub resolution: Option<Span>,
}

/// How the credit for an order is shared among the messages before it (kpis.md section 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attribution {
    /// All to the last.
    #[default]
    LastTouch,
    /// All to the first.
    FirstTouch,
    /// The same to each.
    Linear,
    /// 40 % to the first, 40 % to the last, the rest to those between.
    Position,
    /// Halved for every seven days before the order.
    TimeDecay,
}

impl Attribution {
    /// Every model.
    pub const ALL: [Attribution; 5] = [
        Attribution::LastTouch,
        Attribution::FirstTouch,
        Attribution::Linear,
        Attribution::Position,
        Attribution::TimeDecay,
    ];

    /// Its name in the settings.
    pub fn id(self) -> &'static str {
        match self {
            Attribution::LastTouch => "last-touch",
            Attribution::FirstTouch => "first-touch",
            Attribution::Linear => "linear",
            Attribution::Position => "position",
            Attribution::TimeDecay => "time-decay",
        }
    }
}

/// The language of names and notes in reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// Chinese.
    Chinese,
    /// Russian.
    Russian,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 5] =
        [Language::English, Language::German, Language::Spanish, Language::Chinese, Language::Russian];

    /// Its ISO 639 code.
    pub fn id(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::Spanish => "es",
            Language::Chinese => "zh",
            Language::Russian => "ru",
        }
    }
}

/// Everything that can be set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The file they were read from, as people name it; empty = none.
    pub path: String,
    /// The report's zone, where the command line names none.
    pub timezone: Option<Tz>,
    /// How long things may take.
    pub windows: Windows,
    /// Service levels.
    pub targets: Targets,
    /// When the business is open; needed by the business clock.
    pub hours: Option<Hours>,
    /// The report's currency, rates and margin.
    pub money: Money,
    /// What messages cost that do not say so themselves.
    pub rate_card: RateCard,
    /// Costs that are not in a message.
    pub spending: Vec<Spending>,
    /// How the credit for an order is shared.
    pub attribution: Attribution,
    /// Steps that finish a flow, beside those that the log marks.
    pub final_steps: Vec<String>,
    /// Own numbers, for sources that do not tell sides apart.
    pub business: Vec<String>,
    /// Own names in chat exports.
    pub senders: Vec<String>,
    /// Opt-out words beside the built-in ones.
    pub opt_out_words: Vec<String>,
    /// Closing words beside the built-in ones.
    pub closing_words: Vec<String>,
    /// The language of reports, where the command line names none.
    pub language: Language,
    /// Rules of one's own.
    pub checks: Vec<OwnCheck>,
    /// Figures of one's own.
    pub kpis: Vec<OwnKpi>,
    /// Formats of one's own.
    pub sources: Vec<OwnSource>,
}
