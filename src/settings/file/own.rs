//! Rules, figures and formats of one's own as they stand in the file.

use std::collections::BTreeMap;

use anyhow::Result;

use super::readable::Table;
use super::sentence::Told;
use super::shape;
use crate::settings::own::{OwnCheck, OwnFormat, OwnKpi, OwnOrder, OwnRows, OwnSource};

/// The rules of `[[check]]`.
pub fn checks(written: Vec<Table<shape::Check>>, told: &Told) -> Result<Vec<OwnCheck>> {
    let check = |Table { value, place }: Table<shape::Check>| {
        filled(&value.rule, "check.rule", "a rule such as \"delivery_rate >= 95%\"", place, told)?;
        Ok(OwnCheck { rule: value.rule, by: value.by, line: told.line(place) })
    };
    written.into_iter().map(check).collect()
}

/// The figures of `[[kpi]]`.
pub fn kpis(written: Vec<Table<shape::Kpi>>, told: &Told) -> Result<Vec<OwnKpi>> {
    let mut kpis: Vec<OwnKpi> = Vec::new();
    for Table { value, place } in written {
        let id = value.id.0.0;
        alone("kpi", &id, kpis.iter().map(|known| (&known.id, known.line)), place, told)?;
        filled(&value.name, "kpi.name", "a name for people", place, told)?;
        filled(&value.formula, "kpi.formula", "one such as \"share of read among delivered\"", place, told)?;
        kpis.push(OwnKpi {
            id,
            name: value.name,
            unit: value.unit.0,
            better: value.better.map(|better| better.0),
            formula: value.formula,
            filter: value.filter,
            line: told.line(place),
        });
    }
    Ok(kpis)
}

/// The formats of `[[source]]`.
pub fn sources(written: Vec<Table<shape::Source>>, told: &Told) -> Result<Vec<OwnSource>> {
    let mut sources: Vec<OwnSource> = Vec::new();
    for Table { value, place } in written {
        alone("source", &value.id.0.0, sources.iter().map(|known| (&known.id, known.line)), place, told)?;
        sources.push(source(value, place, told)?);
    }
    Ok(sources)
}

/// A format whose keys stand in a table or a file of its own.
pub fn source(value: shape::Source, place: usize, told: &Told) -> Result<OwnSource> {
    let mut rows: Vec<OwnRows> = value.rows.into_iter().map(|rows| rows_of(rows, value.format)).collect();
    let own = shape::Rows {
        format: None,
        table: value.table,
        ignore: None,
        recognise: value.recognise,
        without: Vec::new(),
        when: value.when,
        columns: value.columns,
        values: value.values,
        constants: value.constants,
        event: false,
        also: false,
        nested: false,
    };
    if own.table.is_some() {
        rows.insert(0, rows_of(own, value.format));
    } else if rows.is_empty() {
        return Err(told.error(place, "source.table: is missing: expected a canonical table such as \"messages\""));
    }
    for rows in &rows {
        if rows.recognise.is_empty() {
            return Err(told.error(place, "source.recognise: is empty: expected columns that only these files have"));
        }
        if rows.ignore.is_none() && rows.columns.is_empty() {
            return Err(
                told.error(place, "source.columns: is empty: expected columns such as { customer = \"Phone\" }")
            );
        }
    }
    let id = value.id.0.0;
    Ok(OwnSource {
        name: if value.name.is_empty() { id.clone() } else { value.name },
        id,
        doc: value.doc,
        how_to_export: value.how_to_export,
        tells: value.tells,
        lacks: value.lacks,
        generic: value.generic,
        rows,
        time_format: value.time_format.map(|format| format.0.0),
        timezone: value.timezone.map(|zone| zone.0),
        date_order: value.date_order.map(|order| match order {
            shape::Order::Dmy => OwnOrder::DayMonthYear,
            shape::Order::Mdy => OwnOrder::MonthDayYear,
        }),
        delimiter: value.delimiter.map(|delimiter| delimiter.0.0),
        line: told.line(place),
    })
}

/// A kind of rows; `format` is what holds the source's rows as a rule.
fn rows_of(rows: shape::Rows, format: shape::RowFormat) -> OwnRows {
    let many = |words: BTreeMap<String, shape::OneOrMany>| {
        let list = |words| match words {
            shape::OneOrMany::One(word) => vec![word],
            shape::OneOrMany::Many(words) => words,
        };
        words.into_iter().map(|(name, words)| (name, list(words))).collect()
    };
    OwnRows {
        format: match rows.format.unwrap_or(format) {
            shape::RowFormat::Csv => OwnFormat::Csv,
            shape::RowFormat::Json => OwnFormat::Json,
        },
        table: rows.table.unwrap_or_default(),
        ignore: rows.ignore,
        recognise: rows.recognise,
        without: rows.without,
        when: many(rows.when),
        columns: many(rows.columns),
        values: rows.values,
        constants: rows.constants,
        event: rows.event,
        also: rows.also,
        nested: rows.nested,
    }
}

/// Refuses an id that stands in the file twice.
fn alone<'a>(
    table: &str,
    id: &str,
    known: impl Iterator<Item = (&'a String, usize)>,
    place: usize,
    told: &Told,
) -> Result<()> {
    let mut known = known;
    match known.find(|(known, _)| *known == id) {
        Some((_, line)) => {
            Err(told.error(place, &format!("{table}.id: \"{id}\" stands in line {line} already: choose another")))
        }
        None => Ok(()),
    }
}

/// Refuses a text of blanks.
fn filled(text: &str, key: &str, expected: &str, place: usize, told: &Told) -> Result<()> {
    match text.trim().is_empty() {
        true => Err(told.error(place, &format!("{key}: is empty: expected {expected}"))),
        false => Ok(()),
    }
}
