//! Periods: what `--since`, `--until` and `--last` mean.

/// A period of time, resolved to milliseconds where that is possible without the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First instant; none = from the beginning.
    pub since: Option<i64>,
    /// First instant after the end; none = to the end.
    pub until: Option<i64>,
    /// This span before the instant after as_of, once that is known.
    pub last: Option<i64>,
}

impl Period {
    /// The bounds once as_of is known: first instant and first instant after the end.
    pub fn bounds(&self, as_of: Option<i64>) -> (Option<i64>, Option<i64>) {
        match (self.last, as_of) {
            (Some(last), Some(as_of)) => (Some(as_of + 1 - last), Some(as_of + 1)),
            _ => (self.since, self.until),
        }
    }
}
