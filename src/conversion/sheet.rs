//! Sheets: rows of cells under named columns, in an order that does not depend on how they were found.
//!
//! Not responsible for what the cells mean nor for how files hold them.

use std::borrow::Cow;
use std::cmp::Ordering::Equal;

use rayon::prelude::*;

use crate::tables::message::Millis;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Any text.
    Text,
    /// A point in time.
    Time,
    /// A decimal number with so many decimals, kept as a whole number of them.
    Decimal(u32),
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell<'a> {
    /// No value.
    Nothing,
    /// A text; never the empty one.
    Text(Cow<'a, str>),
    /// A point in time.
    Time(Millis),
    /// A whole number, or a decimal one in the units that its column's form names.
    Number(i64),
    /// True or false.
    Boolean(bool),
}

impl<'a> Cell<'a> {
    /// A text, where there is one.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
        let text = text.into();
        if text.is_empty() { Cell::Nothing } else { Cell::Text(text) }
    }

    /// A word of a vocabulary, where there is one.
    pub fn word(word: Option<&'static str>) -> Cell<'a> {
        word.map_or(Cell::Nothing, Cell::text)
    }

    /// A time, where there is one.
    pub fn time(time: Option<Millis>) -> Cell<'a> {
        time.map_or(Cell::Nothing, Cell::Time)
    }

    /// A number, where there is one.
    pub fn number(number: Option<impl Into<i64>>) -> Cell<'a> {
        number.map_or(Cell::Nothing, |number| Cell::Number(number.into()))
    }

    /// Yes or no, where it is known.
    pub fn flag(flag: Option<bool>) -> Cell<'a> {
        flag.map_or(Cell::Nothing, Cell::Boolean)
    }
}

/// A column: its name, what it holds, and how the cell of a row is found.
pub struct Column<'a> {
    /// Its name.
    pub name: Cow<'static, str>,
    /// What its cells hold.
    pub form: Form,
    find: Box<dyn Fn(usize) -> Cell<'a> + Send + Sync + 'a>,
}

impl<'a> Column<'a> {
    /// A column whose cells are found by the number of the row.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        form: Form,
        find: impl Fn(usize) -> Cell<'a> + Send + Sync + 'a,
    ) -> Column<'a> {
        Column { name: name.into(), form, find: Box::new(find) }
    }
}

/// Rows under named columns.
pub struct Sheet<'a> {
    /// Its name: that of its file, without the extension.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column<'a>>,
    order: Vec<u32>,
}

impl<'a> Sheet<'a> {
    /// A sheet of so many rows, sorted by what `first` tells of a row, then by all of its cells. Rows that are still
    /// equal may stand in any order: nobody can tell.
    pub fn new(
        name: impl Into<String>,
        columns: Vec<Column<'a>>,
        rows: usize,
        first: impl Fn(usize) -> Cell<'a> + Sync,
    ) -> Sheet<'a> {
        let mut order: Vec<u32> = (0..rows as u32).collect();
        order.par_sort_unstable_by(|&one, &other| {
            let (one, other) = (one as usize, other as usize);
            let cells = columns.iter().map(|column| (column.find)(one).cmp(&(column.find)(other)));
            first(one).cmp(&first(other)).then_with(|| cells.into_iter().find(|found| found.is_ne()).unwrap_or(Equal))
        });
        Sheet { name: name.into(), columns, order }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The cell of a column in a row of the order.
    pub fn cell(&self, column: usize, row: usize) -> Cell<'a> {
        (self.columns[column].find)(self.order[row] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_by_what_stands_first_then_by_all_cells() {
        let rows = [("b", 2), ("a", 2), ("c", 1), ("", 2)];
        let name = Column::new("name", Form::Text, move |row| Cell::text(rows[row].0));
        let place = Column::new("place", Form::Integer, move |row| Cell::number(Some(rows[row].1)));
        let sheet = Sheet::new("x", vec![name, place], rows.len(), |row| Cell::number(Some(rows[row].1)));
        let names: Vec<Cell> = (0..sheet.len()).map(|row| sheet.cell(0, row)).collect();
        assert_eq!(names, [Cell::text("c"), Cell::Nothing, Cell::text("a"), Cell::text("b")]);
    }
}
