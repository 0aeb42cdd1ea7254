//! Conversion: what was read, merged and resolved, as sheets: the canonical tables, and facts of every grain.
//!
//! Not responsible for reading (`sources`), for what a fact means (`facts`), nor for where files go (`commands`).

mod archive;
pub mod csv;
mod facts;
mod ids;
mod messages;
mod outcomes;
pub mod parquet;
mod people;
mod privacy;
pub mod sheet;
mod tables;

pub use archive::Archive;

/// What a file says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A canonical table.
    Table,
    /// Facts: nobody reads them as a table.
    Facts,
}

impl Mark {
    fn text(self) -> &'static str {
        match self {
            Mark::Table => "wa-kpi/table/1",
            Mark::Facts => crate::sources::load::FACTS_MARK,
        }
    }
}
