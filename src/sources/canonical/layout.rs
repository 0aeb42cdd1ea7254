//! Which table a file is of, and where its columns stand, by the names in its header.
//!
//! Not responsible for how names are found in a file (the readers) nor for the cells.

use super::super::{ColumnUse, Recognised};
use super::split::Fields;
use crate::sources::Read;
use crate::sources::records::is_key;
use crate::tables::columns::{TABLES, Table};
use crate::tables::likeness::Likeness;
use std::sync::Arc;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// More columns than any table has.
const MOST: usize = 64;

/// The field number of a column that a file does not have.
pub const ABSENT: u8 = u8::MAX;

/// Fields from this number on are not looked at.
pub const FIELDS: usize = 253;

/// The columns of a file, as those of a table.
pub struct Layout {
    /// The table.
    pub table: &'static Table,
    /// How many fields a row has.
    pub width: usize,
    /// What became of each column.
    pub columns: Vec<ColumnUse>,
    fields: [u8; MOST],
    places: Vec<usize>,
    /// The first and the last of fields side by side that describe messages.
    runs: Vec<(u8, u8)>,
    /// What the same texts in those of another layout would mean.
    seed: u64,
}

impl Layout {
    /// The table that a header fits best: all its required columns are there, and most others. Nothing where none
    /// fits.
    pub fn of(names: &[&str]) -> Option<Layout> {
        let layouts = TABLES.iter().map(|table| Layout::in_table(names, table)).filter(Layout::is_told);
        // Of equals the first stays.
        layouts.reduce(|best, next| if next.rank() > best.rank() { next } else { best })
    }

    /// A layout with every column of a table.
    pub fn whole(table: &'static Table) -> Layout {
        Layout::in_table(&table.columns.iter().map(|column| column.name).collect::<Vec<_>>(), table)
    }

    /// The number of the field that holds a column, by the column's place in the table; [`ABSENT`] where none does.
    #[inline]
    pub fn field(&self, place: usize) -> u8 {
        self.fields[place % MOST]
    }

    /// The places of the columns that the file has, in the order of its fields.
    #[inline]
    pub fn places(&self) -> &[usize] {
        &self.places
    }

    /// What a row of messages is like, by its fields; rows with odd quotes are like no other.
    #[inline]
    pub fn likeness(&self, fields: &Fields) -> Option<Likeness> {
        let mut hash = self.seed;
        for &(first, last) in &self.runs {
            hash = xxh3_64_with_seed(fields.run(first, last)?, hash);
        }
        Some(Likeness(hash))
    }

    /// Says that the file is recognised, and by what.
    pub fn recognised(&self, what: &str, reader: Arc<dyn Read>) -> Recognised {
        let known = self.columns.iter().filter(|column| column.becomes.is_some());
        let mut named: Vec<&str> = self.required().collect();
        named.extend(known.map(|column| column.column.trim()).filter(|name| !self.is_required(name)));
        named.truncate(self.required().count().max(3));
        let last = named.pop().unwrap_or_default();
        let why = format!("{what} {} and {last}: table {}", named.join(", "), self.table.id);
        Recognised { certainty: self.certainty(), why, columns: self.columns.clone(), reader }
    }

    fn in_table(names: &[&str], table: &'static Table) -> Layout {
        let mut fields = [ABSENT; MOST];
        let mut places = Vec::new();
        let mut runs: Vec<(u8, u8)> = Vec::new();
        let mut columns = Vec::with_capacity(names.len());
        for (number, name) in names.iter().enumerate() {
            let place = table.find(name).filter(|&place| fields[place] == ABSENT && number < FIELDS);
            if let Some(place) = place {
                fields[place] = number as u8;
                places.push(place);
                match runs.last_mut() {
                    _ if is_key(place) => {}
                    Some((_, last)) if usize::from(*last) + 1 == number => *last = number as u8,
                    _ => runs.push((number as u8, number as u8)),
                }
            }
            let becomes = place.map(|place| format!("{}.{}", table.id, table.columns[place].name));
            columns.push(ColumnUse { column: (*name).to_owned(), becomes });
        }
        let seed = xxh3_64(&fields);
        Layout { table, width: names.len(), columns, fields, places, runs, seed }
    }

    fn has(&self, name: &str) -> bool {
        self.table.find(name).is_some_and(|place| self.fields[place] != ABSENT)
    }

    fn required(&self) -> impl Iterator<Item = &'static str> {
        self.table.columns.iter().filter(|column| column.required).map(|column| column.name)
    }

    fn is_required(&self, name: &str) -> bool {
        self.required().any(|required| required.eq_ignore_ascii_case(name))
    }

    fn known(&self) -> usize {
        self.places.len()
    }

    fn rank(&self) -> (usize, usize) {
        (self.known(), self.required().count())
    }

    /// Whether enough is there to tell the table from somebody else's file.
    fn is_told(&self) -> bool {
        let complete = self.required().all(|name| self.has(name));
        // Templates have no required column, since a row is about a template or a number.
        let has_subject =
            self.required().count() > 0 || self.known() > 2 && (self.has("template") || self.has("business"));
        complete && has_subject && self.known() > 1 && self.certainty() > 0
    }

    /// Tables that one or two everyday words tell (`amount`, `currency`) need every column known to be certain.
    fn certainty(&self) -> u8 {
        let (known, all, required) = (self.known(), self.width, self.required().count());
        match () {
            () if known == all => 95,
            () if required > 2 && known * 2 > all => 95,
            () if required > 2 => 60,
            () if known > 2 && known * 2 > all => 40,
            () => 0,
        }
    }
}
