//! Send logs as CSV: a row a send.
//!
//! Not responsible for files in the canonical columns: those are another source's.

use csv::ByteRecord;

use super::columns::{Column, LABELS, becomes, places};
use super::entry::Entry;
use super::place::place;
use crate::sources::headers::normalise;
use crate::sources::input::Sample;
use crate::sources::rows::{DELIMITERS, Rows};
use crate::sources::values::TimeRules;
use crate::sources::{Block, ColumnUse, Read, Shape, json};
use crate::tables::intake::Intake;
use crate::tables::message::Origin;

/// Reads the rows of one CSV file.
pub(super) struct Table {
    delimiter: u8,
    header: Vec<String>,
    /// Where the first row begins.
    first_row: usize,
    /// Which column stands in which place of a row.
    uses: Vec<(Column, usize)>,
    /// Whether a column of its own names the agents.
    names_agents: bool,
    times: TimeRules,
}

impl Table {
    /// A table whose header names a message id and something that a send log is kept for.
    pub(super) fn find(sample: &Sample, times: &TimeRules) -> Option<Table> {
        DELIMITERS.into_iter().find_map(|delimiter| {
            let mut rows = Rows::new(&sample.head, delimiter);
            let mut head = ByteRecord::new();
            rows.next(&mut head).ok()??;
            let header: Vec<String> = head.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
            let (rows, first_row) = rows.take(20);
            let first_row = first_row.unwrap_or(sample.head.len());
            let uses = places(header.iter().map(String::as_str));
            let names_agents = uses.iter().any(|(column, _)| *column == Column::Agent);
            let table = Table { delimiter, header, first_row, uses, names_agents, times: *times };
            let id = table.place_of(Column::MessageId)?;
            let labelled = LABELS.iter().any(|&label| table.place_of(label).is_some());
            let ids = rows.iter().filter_map(|row| row.get(id));
            (labelled && !is_other(&table.header) && are_ids(&table.header[id], ids)).then_some(table)
        })
    }

    fn place_of(&self, column: Column) -> Option<usize> {
        self.uses.iter().find(|(used, _)| *used == column).map(|(_, place)| *place)
    }

    /// How its columns are understood.
    pub(super) fn columns(&self) -> Vec<ColumnUse> {
        let used = |place: usize| self.uses.iter().find(|(_, used)| *used == place).map(|(column, _)| becomes(*column));
        let name = |(place, name): (usize, &String)| ColumnUse {
            column: name.clone(),
            becomes: used(place).map(str::to_owned),
        };
        self.header.iter().enumerate().map(name).collect()
    }

    /// Why it is a send log.
    pub(super) fn why(&self) -> String {
        let named = |column: Column| self.place_of(column).map(|place| self.header[place].as_str());
        let labels: Vec<&str> = LABELS.iter().filter_map(|&label| named(label)).collect();
        let id = named(Column::MessageId).unwrap_or_default();
        format!("the header names a message id ({id}) and {}", labels.join(", "))
    }

    fn entry<'r>(&self, row: &'r ByteRecord) -> Entry<'r> {
        let mut entry = Entry::default();
        for &(column, place) in &self.uses {
            let Some(value) = row.get(place).filter(|value| !value.is_empty()) else { continue };
            let value = String::from_utf8_lossy(value);
            match column {
                Column::Author => entry.set_author(value, self.names_agents),
                column => entry.set(column, value),
            }
        }
        entry
    }
}

/// Whether a header is of another kind: of the canonical messages, or of orders, surveys or clicks that name a message.
fn is_other(header: &[String]) -> bool {
    let names: Vec<String> = header.iter().map(|name| normalise(name)).collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    ["message_id", "customer", "direction"].iter().all(|name| header.iter().any(|column| column == name))
        || ["orderid", "surveyid", "score", "rating", "url", "clickid"].into_iter().any(has)
}

/// Whether the values of an id column can be message ids: a column that is only called `id` may number the rows.
fn are_ids<'v>(name: &str, mut values: impl Iterator<Item = &'v [u8]>) -> bool {
    normalise(name) != "id" || values.any(|value| value.starts_with(b"wamid."))
}

impl Read for Table {
    fn shape(&self) -> Shape {
        Shape::Csv { delimiter: self.delimiter }
    }

    fn skip(&self) -> usize {
        self.first_row
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        let mut rows = Rows::new(&block.bytes, self.delimiter);
        let mut record = ByteRecord::new();
        while let Some(row) = rows.next(&mut record)? {
            let text = &block.bytes[row.clone()];
            if record.len() == self.header.len() {
                let entry = self.entry(&record);
                if let Some(question) = entry.question(&self.times) {
                    anyhow::bail!(question);
                }
                let guess = self.place_of(Column::MessageId).and_then(|place| Some(record.range(place)?.start + place));
                let place = place(block, row, entry.get(Column::MessageId), guess);
                entry.hand_in(place, text, &self.times, intake);
            } else {
                let origin = Origin::new(block.input, block.offset + row.start as u64);
                let (found, expected) = (record.len(), self.header.len());
                let reason = format!("a row of {found} values, expected {expected} as in the header");
                intake.reject(origin, &reason, &json::text_of(text));
            }
        }
        Ok(())
    }
}
