//! Opening hours: how much of a span lies inside them.
//!
//! Not responsible for reading them from the settings file nor for which figures use them.

use super::Span;

/// When the business is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {}

impl Hours {
    /// The part of a span that lies inside the opening hours, in milliseconds; both ends truncated to seconds. The
    /// end must not lie before the beginning.
    pub fn span(&self, from: i64, to: i64) -> Span {
        to.div_euclid(1000) * 1000 - from.div_euclid(1000) * 1000
    }
}
