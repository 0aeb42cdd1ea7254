//! Measuring: facts become tallies, tallies become figures with intervals.

pub mod distribution;
pub mod interval;
