//! The canonical tables as sheets: their declared columns, each with the way its cells are found.
//!
//! Not responsible for which cell stands in a column (`messages`, `people`, `outcomes`).

use super::archive::Archive;
use super::sheet::{Cell, Column, Form, Sheet};
use super::{messages, outcomes, people};
use crate::tables::columns::{self, ColumnKind, MESSAGES, TABLES, Table};

/// How a cell of a table's column is found by the number of its row.
pub type Find = for<'a> fn(&'a Archive, usize) -> Cell<'a>;

/// Decimals are kept in millionths.
const DECIMALS: u32 = 6;

/// The tables that have rows.
pub fn sheets(archive: &Archive) -> Vec<Sheet<'_>> {
    let sheets = TABLES.iter().filter(|table| count(archive, table) > 0).map(|table| {
        let columns = table.columns.iter().filter_map(|declared| column(archive, table, declared));
        Sheet::new(table.id, columns.collect(), count(archive, table), |row| time(archive, table, row))
    });
    sheets.collect()
}

/// A declared column; none for one that is not exported.
fn column<'a>(archive: &'a Archive, table: &Table, declared: &columns::Column) -> Option<Column<'a>> {
    let form = match declared.kind {
        ColumnKind::Text | ColumnKind::Word => Form::Text,
        ColumnKind::Time => Form::Time,
        ColumnKind::Decimal => Form::Decimal(DECIMALS),
        ColumnKind::Integer => Form::Integer,
        ColumnKind::Boolean => Form::Boolean,
    };
    if table.id == MESSAGES.id {
        let find = messages::message(declared.name)?;
        return Some(Column::new(declared.name, form, move |row| find(archive, &archive.rows.messages[row])));
    }
    let find = find(table, declared.name)?;
    Some(Column::new(declared.name, form, move |row| find(archive, row)))
}

/// How a column of a table is found, of any but the messages.
pub(super) fn find(table: &Table, column: &str) -> Option<Find> {
    match table.id {
        "conversations" => outcomes::conversation(column),
        "orders" => outcomes::order(column),
        "surveys" => outcomes::survey(column),
        "clicks" => people::click(column),
        "preferences" => people::preference(column),
        "contacts" => people::contact(column),
        "aliases" => people::alias(column),
        "spend" => outcomes::spend(column),
        "templates" => outcomes::template(column),
        "aggregates" => outcomes::aggregate(column),
        _ => None,
    }
}

fn count(archive: &Archive, table: &Table) -> usize {
    let Archive { rows, prepared, aliases, .. } = archive;
    match table.id {
        "messages" => rows.messages.len(),
        "conversations" => rows.conversations.len(),
        "orders" => rows.orders.len(),
        "surveys" => rows.surveys.len(),
        "clicks" => rows.clicks.len(),
        "preferences" => rows.preferences.len(),
        "contacts" => rows.contacts.len(),
        "aliases" => aliases.len(),
        "spend" => prepared.told_spends,
        "templates" => prepared.templates.len(),
        "aggregates" => prepared.aggregates.len(),
        _ => 0,
    }
}

/// When a row happened or began, of tables that are in the order of time.
fn time<'a>(archive: &'a Archive, table: &Table, row: usize) -> Cell<'a> {
    let column = match table.id {
        "messages" => return Cell::time(archive.rows.messages[row].times.own()),
        "orders" | "clicks" | "preferences" | "templates" => "at",
        "spend" | "aggregates" => "since",
        _ => return Cell::Nothing,
    };
    find(table, column).map_or(Cell::Nothing, |find| find(archive, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declared_column_is_exported_but_the_text() {
        for table in TABLES {
            for column in table.columns {
                let found = match table.id {
                    "messages" => messages::message(column.name).is_some(),
                    _ => find(table, column.name).is_some(),
                };
                assert_eq!(found, (table.id, column.name) != ("messages", "text"), "{}.{}", table.id, column.name);
            }
        }
    }
}
