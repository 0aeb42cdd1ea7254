//! Rules, figures and formats of one's own as they stand in the file.

use anyhow::Result;

use super::readable::Table;
use super::sentence::Told;
use super::shape;
use crate::settings::own::{OwnCheck, OwnKpi, OwnSource};

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
        let id = value.id.0.0;
        alone("source", &id, sources.iter().map(|known| (&known.id, known.line)), place, told)?;
        if value.recognise.is_empty() {
            return Err(told.error(place, "source.recognise: is empty: expected columns that only these files have"));
        }
        if value.columns.is_empty() {
            return Err(
                told.error(place, "source.columns: is empty: expected columns such as { customer = \"Phone\" }")
            );
        }
        sources.push(OwnSource {
            id,
            table: value.table,
            recognise: value.recognise,
            columns: value.columns,
            values: value.values,
            time_format: value.time_format.map(|format| format.0.0),
            timezone: value.timezone.map(|zone| zone.0),
            delimiter: value.delimiter.map(|delimiter| delimiter.0.0),
            line: told.line(place),
        });
    }
    Ok(sources)
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
