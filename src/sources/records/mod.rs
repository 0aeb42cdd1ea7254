//! Rows of canonical tables in whatever container: their cells are read and handed to the intake.
//!
//! Shared by the sources whose files are such rows, or become such rows by a mapping. Not responsible for finding cells
//! in a file.

/// The place of a column in its table, worked out while compiling.
macro_rules! column {
    ($table:ident . $column:ident) => {
        const { $table.place(stringify!($column)) }
    };
}

mod cells;
mod messages;
mod outcomes;
mod row;
mod tables;

pub use cells::Cells;
pub use messages::is_key;
pub use row::{Reason, Record, Row, Taker, Zoneless};
pub use tables::take;
