//! Settings: windows, targets and words, each with its default.
//!
//! Not responsible for reading them from a file: until `wa-kpi.toml` is read, the defaults hold.

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
    /// The longest silence inside a conversation.
    pub session_gap: Span,
    /// After a wait began, for an answer.
    pub late_answer: Span,
    /// After a marketing message, for an opt-out; also the span in which several opt-outs are one.
    pub opt_out: Span,
    /// After a resolve, for an answer that still ends the wait.
    pub after_resolve: Span,
}

impl Default for Windows {
    fn default() -> Self {
        Windows {
            reply: 24 * HOUR,
            click: 72 * HOUR,
            session_gap: 24 * HOUR,
            late_answer: 7 * DAY,
            opt_out: 72 * HOUR,
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
}

/// Everything that can be set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How long things may take.
    pub windows: Windows,
    /// Service levels.
    pub targets: Targets,
    /// Opt-out words beside the built-in ones.
    pub opt_out_words: Vec<String>,
    /// Closing words beside the built-in ones.
    pub closing_words: Vec<String>,
}
