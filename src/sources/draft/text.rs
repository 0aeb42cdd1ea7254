//! A `[[source]]` table to start from, as text: the guessed table, the columns that any product's names tell, and the
//! names that are left.
//!
//! Not responsible for whether the file can be read with it (`trial`).

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::Kind;
use super::outline::Outline;
use crate::settings::own::OwnFormat;
use crate::sources::Rules;
use crate::sources::headers::normalise;
use crate::sources::values::DateOrder;
use crate::tables::columns::{ColumnKind, MESSAGES, Table};

/// Comments are not longer.
const WIDTH: usize = 100;

/// How many columns a file is recognised by.
const TELLING: usize = 4;

/// A source to start from.
pub(super) struct Draft {
    /// Its id.
    pub id: String,
    format: OwnFormat,
    table: &'static Table,
    recognise: Vec<String>,
    /// By the place in the table.
    columns: Vec<(&'static str, String)>,
    constants: BTreeMap<String, String>,
    unused: Vec<String>,
    delimiter: Option<u8>,
    /// The zone of its times, where the user says so.
    pub timezone: Option<Tz>,
    /// Which of day and month comes first, where the user says so.
    pub date_order: Option<&'static str>,
}

/// Tables whose rows say something without a time.
const TIMELESS: [&str; 5] = ["contacts", "aliases", "spend", "templates", "aggregates"];

/// The word by which a source names an order of dates.
pub(super) fn word_of(order: DateOrder) -> Option<&'static str> {
    match order {
        DateOrder::DayMonthYear => Some("dmy"),
        DateOrder::MonthDayYear => Some("mdy"),
        DateOrder::YearMonthDay => None,
    }
}

impl Draft {
    pub fn new(outline: &Outline, path: &str, rules: &Rules) -> Draft {
        let outline = &Outline {
            names: outline.names.iter().filter(|name| can_be_named(name)).cloned().collect(),
            ..outline.clone()
        };
        let is_plain = |kind: &Kind| kind.is_generic && kind.rows.when.is_empty();
        let kinds: Vec<Kind> = Kind::all(rules).into_iter().filter(is_plain).collect();
        let score = |kind: &Kind| {
            let names = |group: &String| group.split(" | ").any(|name| outline.find(name).is_some());
            2 * kind.rows.recognise.iter().filter(|group| names(group)).count() + kind.found(outline).len()
        };
        // Of equals the first.
        let best = kinds.iter().rev().max_by_key(|kind| score(kind)).filter(|kind| score(kind) > 0);
        let table = best.map_or(&MESSAGES, |kind| kind.table);
        let mut columns: Vec<(&'static str, String)> = Vec::new();
        let others = kinds.iter().filter(|kind| kind.table.id == table.id);
        for (column, name) in best.into_iter().chain(others).flat_map(|kind| kind.found(outline)) {
            if columns.iter().all(|(known, taken)| *known != column && taken != name) {
                columns.push((column, name.to_owned()));
            }
        }
        columns.sort_by_key(|(column, _)| table.find(column).unwrap_or(usize::MAX));
        let mut constants = best.map(|kind| kind.rows.constants.clone()).unwrap_or_default();
        constants.retain(|column, _| columns.iter().all(|(known, _)| known != column));
        let used = |name: &&String| columns.iter().any(|(_, known)| known == *name);
        let unused: Vec<String> = outline.names.iter().filter(|name| !used(name)).cloned().collect();
        Draft {
            id: id(path, rules),
            format: outline.format,
            table,
            recognise: telling(&columns, &unused, table),
            columns,
            constants,
            unused,
            delimiter: outline.delimiter,
            timezone: None,
            date_order: None,
        }
    }

    /// The canonical columns that nothing tells and without which rows say little, in words.
    pub fn missing(&self) -> Option<String> {
        let is_told =
            |name: &str| self.columns.iter().any(|(column, _)| *column == name) || self.constants.contains_key(name);
        let of_table = || self.table.columns.iter();
        // Ids can be done without where rows are told apart by their places; if they cannot, the trial says so.
        let needed = of_table().filter(|column| column.required && !column.name.ends_with("_id"));
        let mut missing: Vec<&str> = needed.map(|column| column.name).filter(|name| !is_told(name)).collect();
        let mut times = of_table().filter(|column| column.kind == ColumnKind::Time).map(|column| column.name);
        let has_time = TIMELESS.contains(&self.table.id) || is_told("state_at") || times.clone().any(is_told);
        missing.extend(times.find(|name| !has_time && !missing.contains(name)).map(|_| "a time"));
        let places = of_table().filter(|column| column.kind == ColumnKind::Time).map(|column| column.name);
        let hint = match missing.last() {
            Some(&"a time") => format!(" ({})", places.take(4).collect::<Vec<_>>().join(", ")),
            _ => String::new(),
        };
        (!missing.is_empty()).then(|| format!("say which columns hold {}{hint}", missing.join(" and ")))
    }

    /// The table as it stands in the settings.
    pub fn toml(&self) -> String {
        let mut lines = vec!["[[source]]".to_owned(), format!("id = {}", quoted(&self.id))];
        if self.format == OwnFormat::Json {
            lines.push("format = \"json\"".to_owned());
        }
        lines.push(format!("table = {}", quoted(self.table.id)));
        let names: Vec<String> = self.recognise.iter().map(|name| quoted(name)).collect();
        lines.push(format!("recognise = [{}]", names.join(", ")));
        for (column, name) in &self.columns {
            lines.push(format!("columns.{column} = {}", quoted(name)));
        }
        if self.columns.is_empty() {
            lines.push("# columns.customer = \"…\"".to_owned());
        }
        for (column, value) in &self.constants {
            lines.push(format!("constants.{column} = {}", quoted(value)));
        }
        lines.extend(self.timezone.map(|zone| format!("timezone = {}", quoted(zone.name()))));
        lines.extend(self.date_order.map(|order| format!("date_order = {}", quoted(order))));
        lines.extend(self.delimiter.map(|sign| format!("delimiter = {}", quoted(&char::from(sign).to_string()))));
        if !self.unused.is_empty() {
            lines.extend(comment(&format!("not used yet: {}", self.unused.join(", "))));
        }
        lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

/// Lines of a comment.
pub(super) fn comment(text: &str) -> Vec<String> {
    let mut lines = vec!["#".to_owned()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() == 1 || line.chars().count() + word.chars().count() < WIDTH => {
                *line += &format!(" {word}")
            }
            _ => lines.push(format!("#   {word}")),
        }
    }
    lines
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Whether a profile can name a column: some signs mean something there.
fn can_be_named(name: &str) -> bool {
    let begins = ["minus ", "sum ", "last of ", "name of ", "\""].iter().any(|word| name.starts_with(word));
    !begins && ![" | ", " + ", " > "].iter().any(|sign| name.contains(sign)) && !normalise(name).is_empty()
}

/// The columns without which the file is of no use, and those that others have hardly.
fn telling(columns: &[(&'static str, String)], unused: &[String], table: &Table) -> Vec<String> {
    let is_key = |column: &str| table.columns.iter().any(|known| known.name == column && known.required);
    let keys = columns.iter().filter(|(column, _)| is_key(column)).map(|(_, name)| name);
    // Not every object has an item in its lists.
    let mut rare: Vec<&String> = unused.iter().filter(|name| !name.contains('[')).collect();
    rare.sort_by_key(|name| std::cmp::Reverse(normalise(name).chars().count()));
    let others = columns.iter().filter(|(column, _)| !is_key(column)).map(|(_, name)| name);
    let mut telling: Vec<String> = Vec::new();
    for name in keys.take(2).chain(rare.into_iter().take(2)).chain(others) {
        if telling.len() < TELLING && !telling.contains(name) {
            telling.push(name.clone());
        }
    }
    telling
}

/// An id from the file's name that no other source has.
fn id(path: &str, rules: &Rules) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_lowercase();
    let stem = name.split('.').find(|part| !part.is_empty()).unwrap_or_default();
    let pieces = stem.split(|letter: char| !letter.is_ascii_alphanumeric());
    // Days and running numbers differ from export to export.
    let words: Vec<&str> =
        pieces.filter(|piece| piece.starts_with(|letter: char| letter.is_ascii_alphabetic())).collect();
    let id = if words.is_empty() { "our-export".to_owned() } else { words.join("-") };
    if rules.source(&id).is_some() { format!("our-{id}") } else { id }
}
