//! The canonical tables: what every export becomes. Compact typed rows, partial records of one key merged in one
//! place, customers resolved over all their names.
//!
//! Not responsible for reading files (`sources`) nor for what rows mean in time (`timeline`).

pub mod account;
pub mod bag;
pub mod columns;
pub mod identity;
pub mod ids;
pub mod intake;
pub mod likeness;
mod memo;
pub mod memory;
pub mod merge;
pub mod merge_rows;
pub mod message;
pub mod packed;
pub mod profile;
pub mod pseudonym;
pub mod rows;
pub mod spill;
pub mod tells;
pub mod temporary;
pub mod texts;
pub mod values;
