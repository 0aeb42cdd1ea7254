//! Section engagement.

use super::Kpi;

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[];
