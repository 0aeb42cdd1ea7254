//! Measuring: facts become tallies, tallies become figures with receipts and intervals, figures become the report.
//!
//! Not responsible for what a figure means (`kpis`) nor for looks (`render`).

pub mod aggregates;
pub mod arms;
pub mod assemble;
pub mod baseline;
pub mod breakdowns;
pub mod compute;
pub mod coverage;
mod detail;
pub mod distribution;
mod drawn;
pub mod figures;
pub mod folding;
pub mod grouped;
pub mod groups;
pub mod interval;
pub mod measure;
pub mod members;
pub mod notes;
pub mod observed;
pub mod plan;
pub mod prepare;
pub mod present;
pub mod rules;
pub mod sieve;
pub mod spending;
pub mod tally;
pub mod testing;

pub use observed::{Observed, observe};
