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

use super::headers;
use super::values::DateOrder;
use super::{Recognised, Rules, input::Sample};
use crate::settings::own::{OwnFormat, OwnOrder, OwnRows, OwnSource};
use crate::suggest;
use crate::tables::columns::{TABLES, Table};
use crate::tables::message::Millis;
use reference::{Part, Reference};

/// How sure a profile can be of a file.
pub const MOST_CERTAIN: u8 = 90;

/// How much of that depends on how many of its names are there.
const BY_FIT: u8 = 25;

/// A format that is only a mapping, with rows of CSV, of JSON or of both.
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
    /// Without case and punctuation.
    normal: String,
}

/// One kind of rows.
#[derive(Debug)]
struct Rows {
    format: OwnFormat,
    /// None: these rows are ignored.
    table: Option<&'static Table>,
    ignore: String,
    /// The names that must be there, of each several one.
    recognise: Vec<Vec<Part>>,
    /// The names of which none may be there.
    without: Vec<Part>,
    /// What a row must say: the first of some values that says something, and the words of which it is one.
    when: Vec<(Vec<Reference>, Vec<String>)>,
    columns: Vec<(Target, Vec<Reference>)>,
    values: BTreeMap<Target, Vec<(String, String)>>,
    constants: Vec<(Target, String)>,
    is_event: bool,
    /// Whether other rows of the same table may come of the same row.
    is_beside: bool,
    counts_nest: bool,
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
    /// The first moment after the span whose last is the column in this place.
    EndsBefore(usize),
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

    /// How sure its files are, from how many of its names they have: 0..=25 is added to what every format has.
    fn certainty(&self, fit: usize) -> u8 {
        let base = if self.own.generic { 10 } else { MOST_CERTAIN - BY_FIT };
        base + fit.min(usize::from(BY_FIT)) as u8
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
                names.push(Name { format, text: name.to_owned(), normal: headers::normalise(name) });
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
        let one_of = |names: &String| names.split(" | ").map(str::to_owned).collect::<Vec<_>>();
        let when: Vec<(Vec<Reference>, Vec<String>)> = own
            .when
            .iter()
            .map(|(names, words)| {
                let words = words.iter().map(|word| word.to_lowercase()).collect();
                (references(&one_of(names)), words)
            })
            .collect();
        let mut columns = own
            .columns
            .iter()
            .map(|(column, texts)| Ok((target(column)?, references(texts))))
            .collect::<Result<Vec<_>>>()?;
        // What is worked out from columns comes after them.
        columns.sort_by_key(|(target, _)| *target);
        let parts = |references: Vec<Reference>| references.into_iter().flat_map(|one| one.parts).collect::<Vec<_>>();
        let recognise = own.recognise.iter().map(|names| parts(references(&one_of(names)))).collect();
        let without = parts(references(&own.without));
        let values = own.values.iter().map(|(column, words)| {
            let words = words.iter().map(|(word, meaning)| (word.to_lowercase(), meaning.clone())).collect();
            Ok((target(column)?, words))
        });
        let constants = own.constants.iter().map(|(column, value)| Ok((target(column)?, value.clone())));
        Ok(Rows {
            format,
            table,
            ignore: own.ignore.clone().unwrap_or_default(),
            recognise,
            without,
            when,
            columns,
            values: values.collect::<Result<_>>()?,
            constants: constants.collect::<Result<_>>()?,
            is_event: own.event,
            is_beside: own.also,
            counts_nest: own.nested,
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

const WORKED_OUT: [WorkedOut; 12] = [
    ("customer_alias", &["messages"], |_| Some(Target::Alias)),
    ("state_at", &["messages"], |_| Some(Target::StateAt)),
    ("callback", &["messages"], |_| Some(Target::Callback)),
    ("first_response_after", &["conversations"], |_| Some(Target::FirstResponseAfter(1000))),
    ("first_response_after_minutes", &["conversations"], |_| Some(Target::FirstResponseAfter(60_000))),
    ("resolved_after", &["conversations"], |_| Some(Target::ResolvedAfter(1000))),
    ("resolved_after_minutes", &["conversations"], |_| Some(Target::ResolvedAfter(60_000))),
    ("ends_before", &["aggregates", "spend"], |table| table.find("until").map(Target::EndsBefore)),
    ("reopens", &["conversations"], |_| Some(Target::Reopens)),
    ("value_minor", &["orders", "conversations"], |table| table.find("value").map(Target::Minor)),
    ("refunded_minor", &["orders"], |table| table.find("refunded").map(Target::Minor)),
    ("cost_minor", &["messages"], |table| table.find("cost").map(Target::Minor)),
];

impl Target {
    /// What `inspect` calls it.
    fn name(self, table: &Table) -> String {
        let name = match self {
            Target::Column(place) | Target::Minor(place) | Target::EndsBefore(place) => table.columns[place].name,
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
