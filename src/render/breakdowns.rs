//! The breakdowns of a report as sheets: typed columns, names for people.
//!
//! Not responsible for how a sheet looks.

use serde_json::{Map, Value};

use super::sheet::{Cell, Column, Form, Sheet};
use super::words;
use crate::analysis::breakdowns::BREAKDOWNS;
use crate::kpis::Section;
use crate::report::Report;
use crate::units::Unit;

/// A breakdown.
#[derive(Debug)]
pub struct Breakdown<'r> {
    /// Its name in reports.
    pub id: &'static str,
    /// The section that it belongs to.
    pub section: Section,
    /// Its rows.
    pub sheet: Sheet<'r>,
    /// How many of the first columns name the group.
    pub groups: usize,
}

impl<'r> Breakdown<'r> {
    /// The rows of everything, without the columns of groups.
    pub fn total(&self) -> impl Iterator<Item = &[Cell<'r>]> + Clone {
        let rows = self.sheet.rows.iter().filter_map(|row| row.split_at_checked(self.groups));
        rows.filter(|(group, _)| group.iter().all(|cell| *cell == Cell::Nothing)).map(|(_, row)| row)
    }

    /// The columns after those of groups.
    pub fn columns(&self) -> &[Column] {
        self.sheet.columns.get(self.groups..).unwrap_or_default()
    }

    /// Its name for people.
    pub fn name(&self) -> String {
        words::capitalised(self.id)
    }
}

/// The breakdowns that a report has, in the order of the catalogue.
pub fn all(report: &Report) -> impl Iterator<Item = Breakdown<'_>> {
    BREAKDOWNS.iter().filter_map(|breakdown| {
        let rows = report.breakdowns.get(breakdown.id)?;
        let (sheet, groups) = sheet(rows, &report.by);
        Some(Breakdown { id: breakdown.id, section: breakdown.section, sheet, groups })
    })
}

/// The rows, and how many columns name the group.
fn sheet<'r>(rows: &'r [Value], by: &'r [String]) -> (Sheet<'r>, usize) {
    let group = |row: &'r Value| row.get("group").and_then(Value::as_object);
    let groups: Vec<&String> =
        by.iter().filter(|by| rows.iter().any(|row| group(row).is_some_and(|group| group.contains_key(*by)))).collect();
    let names: Vec<&String> = rows
        .first()
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::keys)
        .filter(|name| *name != "group")
        .collect();
    let of_group = groups.iter().map(|name| Column::new(*name, Form::Text));
    let others = names.iter().map(|name| Column::new(*name, form(name, rows)));
    let columns = of_group.chain(others).collect();
    let cells = |row: &'r Value| {
        let of_group = groups.iter().map(move |name| group(row).and_then(|group| group.get(*name)));
        let group = of_group.map(|value| cell("", value));
        group.chain(names.iter().map(|name| cell(name, row.get(*name)))).collect()
    };
    (Sheet { columns, rows: rows.iter().map(cells).collect() }, groups.len())
}

/// Whether a column holds parts of a whole.
fn is_share(name: &str) -> bool {
    name.starts_with("share") || name.ends_with("_rate")
}

fn form(name: &str, rows: &[Value]) -> Form {
    let first = rows.iter().filter_map(|row| row.get(name)).find(|value| !value.is_null());
    match first {
        _ if name == "at" => Form::Moment,
        Some(Value::Bool(_)) => Form::Boolean,
        Some(Value::Number(number)) if number.is_f64() || is_share(name) => Form::Number,
        Some(Value::Number(_)) => Form::Whole,
        _ => Form::Text,
    }
}

fn cell<'r>(name: &str, value: Option<&'r Value>) -> Cell<'r> {
    match value {
        Some(Value::String(text)) => Cell::Text(text),
        Some(Value::Bool(flag)) => Cell::Boolean(*flag),
        Some(Value::Number(number)) => match number.as_f64() {
            Some(share) if is_share(name) => Cell::Amount(share, Unit::Share, None),
            number => number.map_or(Cell::Nothing, Cell::Number),
        },
        _ => Cell::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::render::fixture;

    #[test]
    fn columns_of_breakdowns_are_typed_and_groups_stand_first() {
        let mut report = fixture::october();
        report.by = vec!["campaign".to_owned()];
        let funnel = json!([
            {"group": {}, "step": "sent", "recipients": 10, "share_of_first": 1.0},
            {"group": {"campaign": "spring"}, "step": "sent", "recipients": 4, "share_of_first": null},
        ]);
        report.breakdowns.insert("funnel".to_owned(), funnel.as_array().unwrap().clone());
        let found: Vec<Breakdown> = all(&report).collect();
        assert_eq!((found.len(), found[0].name().as_str(), found[0].section), (1, "Funnel", Section::Journey));
        let forms: Vec<Form> = found[0].sheet.columns.iter().map(|column| column.form).collect();
        assert_eq!(forms, [Form::Text, Form::Text, Form::Whole, Form::Number]);
        let share = Cell::Amount(1.0, Unit::Share, None);
        assert_eq!(found[0].sheet.rows[0], [Cell::Nothing, Cell::Text("sent"), Cell::Number(10.0), share]);
        let second = [Cell::Text("spring"), Cell::Text("sent"), Cell::Number(4.0), Cell::Nothing];
        assert_eq!(found[0].sheet.rows[1], second);
    }
}
