//! Profiles: formats that are only a mapping, as data. The same form as `[[source]]` in the settings.
//!
//! A profile says by which columns (CSV) or paths (JSON) its rows are recognised, of which canonical table they are and
//! where each column's value stands. Not responsible for what rows mean (`records`).

mod cells;
mod json;
mod piece;
mod reference;
mod table;
#[cfg(test)]
pub(super) mod tests;

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};

use super::values::DateOrder;
use super::{Recognised, Rules, input::Sample};
use crate::settings::own::{OwnFormat, OwnOrder, OwnRows, OwnSource};
use crate::suggest;
use crate::tables::columns::{TABLES, Table};
use crate::tables::message::Millis;
use reference::Reference;

/// A format that is only a mapping.
#[derive(Debug)]
pub struct Profile {
    /// What it says of times, and who it is.
    pub own: OwnSource,
    /// The columns and paths that it names, each once.
    names: Vec<Name>,
    rows: Vec<Rows>,
}

/// A column of CSV or a path of JSON.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    format: OwnFormat,
    text: String,
}

/// One kind of rows.
#[derive(Debug)]
struct Rows {
    format: OwnFormat,
    /// None: these rows are ignored.
    table: Option<&'static Table>,
    ignore: String,
    /// Slots of the names that must be there.
    recognise: Vec<usize>,
    recognise_paths: Vec<Reference>,
    when: Vec<(Reference, Vec<String>)>,
    columns: Vec<(Target, Vec<Reference>)>,
    values: BTreeMap<Target, Vec<(String, String)>>,
    constants: Vec<(Target, String)>,
    is_event: bool,
    is_also: bool,
}

/// Where a value goes: to a column of the table, or to what several columns are worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// The column in this place of the table.
    Column(usize),
    /// A second name of the customer.
    Alias,
    /// When the state was reached that `status` names.
    StateAt,
    /// Campaign, template, variant and the like in one text.
    Callback,
    /// How long after the start the first response came; a plain number is of so many milliseconds.
    FirstResponseAfter(Millis),
    /// How long after the start it was resolved.
    ResolvedAfter(Millis),
    /// An amount in the currency's smallest unit, for the column in this place.
    Minor(usize),
    /// How many times it was reopened: a resolved one was resolved once more than that.
    Reopens,
}

impl Profile {
    /// Checks a profile: its tables and columns must be known. An error names what is not, without file and line.
    pub fn new(own: OwnSource) -> Result<Profile> {
        let mut names = Vec::new();
        let rows = own.rows.iter().map(|rows| Rows::new(rows, &mut names)).collect::<Result<_>>()?;
        Ok(Profile { own, names, rows })
    }

    /// Looks whether a file is of this format: a table or JSON, whichever is more certain.
    pub fn recognise(&'static self, sample: &Sample, rules: &Rules) -> Option<Recognised> {
        let has = |format| self.rows.iter().any(|rows| rows.format == format);
        let json = has(OwnFormat::Json).then(|| json::recognise(self, sample, rules)).flatten();
        let table = has(OwnFormat::Csv).then(|| table::recognise(self, sample, rules)).flatten();
        json.into_iter().chain(table).max_by_key(|recognised| recognised.certainty)
    }

    /// The order of dates that the format documents.
    fn date_order(&self) -> Option<DateOrder> {
        self.own.date_order.map(|order| match order {
            OwnOrder::DayMonthYear => DateOrder::DayMonthYear,
            OwnOrder::MonthDayYear => DateOrder::MonthDayYear,
        })
    }
}

impl Rows {
    fn new(own: &OwnRows, names: &mut Vec<Name>) -> Result<Rows> {
        let format = own.format;
        let is_json = format == OwnFormat::Json;
        let mut slot = |name: &str| match names.iter().position(|known| known.format == format && known.text == name) {
            Some(slot) => slot,
            None => {
                names.push(Name { format, text: name.to_owned() });
                names.len() - 1
            }
        };
        let table = match own.ignore {
            Some(_) => None,
            None => Some(table_of(&own.table)?),
        };
        let target = |name: &String| match table {
            Some(table) => Target::of(name, table),
            None => bail!("rows that are ignored have no columns, found {name}"),
        };
        let mut references = |texts: &Vec<String>| -> Vec<Reference> {
            texts.iter().map(|text| Reference::parse(text, is_json, &mut slot)).collect()
        };
        let when: Vec<(Reference, Vec<String>)> = own
            .when
            .iter()
            .filter_map(|(name, words)| {
                let words = words.iter().map(|word| word.to_lowercase()).collect();
                Some((references(&vec![name.clone()]).pop()?, words))
            })
            .collect();
        let mut columns = own
            .columns
            .iter()
            .map(|(column, texts)| Ok((target(column)?, references(texts))))
            .collect::<Result<Vec<_>>>()?;
        // What is worked out from columns comes after them.
        columns.sort_by_key(|(target, _)| *target);
        let recognise_paths = references(&own.recognise);
        let values = own.values.iter().map(|(column, words)| {
            let words = words.iter().map(|(word, meaning)| (word.to_lowercase(), meaning.clone())).collect();
            Ok((target(column)?, words))
        });
        let constants = own.constants.iter().map(|(column, value)| Ok((target(column)?, value.clone())));
        Ok(Rows {
            format,
            table,
            ignore: own.ignore.clone().unwrap_or_default(),
            recognise: recognise_paths.iter().flat_map(Reference::named).map(|part| part.slot).collect(),
            recognise_paths,
            when,
            columns,
            values: values.collect::<Result<_>>()?,
            constants: constants.collect::<Result<_>>()?,
            is_event: own.event,
            is_also: own.also,
        })
    }
}

fn table_of(id: &str) -> Result<&'static Table> {
    let found = TABLES.iter().copied().find(|table| table.id == id);
    let ids = || TABLES.iter().map(|table| table.id);
    found.ok_or_else(|| anyhow!(suggest::unknown("table", id, ids(), &format!("expected one of {}", list(ids())))))
}

fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// What is worked out: its name, the tables that know it and what it is.
type WorkedOut = (&'static str, &'static [&'static str], fn(&Table) -> Option<Target>);

const WORKED_OUT: [WorkedOut; 11] = [
    ("customer_alias", &["messages"], |_| Some(Target::Alias)),
    ("state_at", &["messages"], |_| Some(Target::StateAt)),
    ("callback", &["messages"], |_| Some(Target::Callback)),
    ("first_response_after", &["conversations"], |_| Some(Target::FirstResponseAfter(1000))),
    ("first_response_after_minutes", &["conversations"], |_| Some(Target::FirstResponseAfter(60_000))),
    ("resolved_after", &["conversations"], |_| Some(Target::ResolvedAfter(1000))),
    ("resolved_after_minutes", &["conversations"], |_| Some(Target::ResolvedAfter(60_000))),
    ("reopens", &["conversations"], |_| Some(Target::Reopens)),
    ("value_minor", &["orders", "conversations"], |table| table.find("value").map(Target::Minor)),
    ("refunded_minor", &["orders"], |table| table.find("refunded").map(Target::Minor)),
    ("cost_minor", &["messages"], |table| table.find("cost").map(Target::Minor)),
];

impl Target {
    /// What `inspect` calls it.
    fn name(self, table: &Table) -> String {
        let name = match self {
            Target::Column(place) | Target::Minor(place) => table.columns[place].name,
            Target::Alias => "customer (second name)",
            Target::StateAt => "time of the state",
            Target::Callback => "campaign, template, variant, segment",
            Target::FirstResponseAfter(_) => "first_response_at",
            Target::ResolvedAfter(_) => "resolved_at",
            Target::Reopens => "resolutions",
        };
        format!("{}.{name}", table.id)
    }

    fn of(name: &str, table: &'static Table) -> Result<Target> {
        if let Some(place) = table.find(name) {
            return Ok(Target::Column(place));
        }
        let known = WORKED_OUT.iter().filter(|(_, tables, _)| tables.contains(&table.id));
        let found = known.clone().find(|(known, ..)| *known == name).and_then(|(_, _, target)| target(table));
        let names = table.columns.iter().map(|column| column.name).chain(known.map(|(name, ..)| *name));
        let hint = "`wa-kpi sources canonical` lists the columns";
        found.ok_or_else(|| anyhow!(suggest::unknown(&format!("column of {}", table.id), name, names, hint)))
    }
}
