//! From a row of somebody's format to the cells of a canonical row: which kind it is, which value goes where, in which
//! form.
//!
//! Not responsible for finding values in a file (`table`, `json`).

use std::borrow::Cow;

use iso_currency::Currency;

use super::reference::{Reference, plain};
use super::{Profile, Rows, Target};
use crate::sources::callback::Callback;
use crate::sources::category::category;
use crate::sources::records::{Cells, Record, Row, Taker, take};
use crate::sources::values::{self, DecimalMark, TimeRules, bare};
use crate::sources::words;
use crate::tables::columns::{AGGREGATES, CONVERSATIONS, ColumnKind, MESSAGES, Table};
use crate::tables::identity;
use crate::tables::values::Status;

/// A row of somebody's format.
pub(super) trait Raw {
    /// A value; empty where there is none.
    fn get(&self, reference: &Reference) -> Cow<'_, str>;

    /// Whether the row has every name by which a kind is recognised.
    fn has(&self, rows: &Rows) -> bool;
}

/// What the whole file says about its values.
#[derive(Clone, Debug, Default)]
pub(super) struct Manners {
    /// Its decimal mark.
    pub mark: DecimalMark,
    /// The span of counts that have no date of their own, as the file's name tells it.
    pub span: Option<(String, String)>,
}

/// Hands a row to the intake: to each table that a kind of rows fits. Whether any kind was recognised.
pub(super) fn hand_in(
    profile: &Profile,
    raw: &dyn Raw,
    record: Record,
    manners: &Manners,
    taker: &mut Taker,
    rules: &TimeRules,
) -> bool {
    let mut taken: Vec<&Table> = Vec::new();
    let (mut recognised, mut ignored) = (None, None);
    for rows in &profile.rows {
        if !raw.has(rows) {
            continue;
        }
        recognised = recognised.or(Some(rows));
        if !rows.fits(raw) {
            continue;
        }
        match rows.table {
            None => ignored = ignored.or(Some(rows.ignore.as_str())),
            Some(table) if rows.is_beside || !taken.iter().any(|known| known.id == table.id) => {
                let record = Record { position: record.position + taken.len() as u64, ..record };
                let cells = rows.cells(raw, record, manners, &profile.own.time_format, rules);
                taker.of_table(table, |taker| take(table, &cells, taker));
                taken.push(table);
            }
            Some(_) => {}
        }
        // What is of no use is so whatever stands below.
        if ignored.is_some() && taken.is_empty() {
            break;
        }
    }
    let Some(rows) = recognised else { return false };
    if taken.is_empty() {
        let cells = Cells::new(&MESSAGES, record);
        match ignored {
            Some(reason) => taker.ignore(&cells, reason),
            None => {
                let word = rows.when.first().map(|(references, _)| said(raw, references)).unwrap_or_default();
                taker.note(&format!("kind {}", crate::sources::json::shown(&word)));
                taker.reject(&cells, "a record of a kind that this source does not know");
            }
        }
    }
    true
}

/// The first of some values that says something.
fn said<'r>(raw: &'r dyn Raw, references: &[Reference]) -> Cow<'r, str> {
    let mut values = references.iter().map(|reference| raw.get(reference));
    values.find(|value| !bare(value).is_empty()).unwrap_or_default()
}

impl Rows {
    /// Whether a row is of this kind.
    pub(super) fn fits(&self, raw: &dyn Raw) -> bool {
        self.when.iter().all(|(references, words)| {
            let value = said(raw, references);
            let value = bare(&value).to_lowercase();
            let (others, words): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| word.starts_with('!'));
            let is_other = others.iter().any(|word| is_said(&word[1..], &value));
            !is_other && (words.is_empty() || words.iter().any(|word| is_said(word, &value)))
        })
    }

    fn cells<'r>(
        &self,
        raw: &'r dyn Raw,
        record: Record<'r>,
        manners: &Manners,
        time_format: &Option<String>,
        rules: &TimeRules,
    ) -> Cells<'r> {
        let Some(table) = self.table else { return Cells::new(&MESSAGES, record) };
        let mut cells = Cells::new(table, record);
        (cells.is_event, cells.counts_nest) = (self.is_event, self.counts_nest);
        for (target, references) in &self.columns {
            let value = self.meaning(*target, said(raw, references));
            if value.is_empty() {
                continue;
            }
            set(&mut cells, *target, value, table, manners, time_format, rules);
        }
        for (target, value) in &self.constants {
            if let Target::Column(place) = *target
                && cells.cells[place].is_empty()
            {
                cells.cells[place] = Cow::Owned(value.clone());
            }
        }
        finish(&mut cells, table, manners);
        cells
    }

    /// What a word of the file means.
    fn meaning<'r>(&self, target: Target, value: Cow<'r, str>) -> Cow<'r, str> {
        let Some(words) = self.values.get(&target) else { return value };
        let lower = bare(&value).to_lowercase();
        let known = |wanted: &str| words.iter().find(|(word, _)| word == wanted);
        match known(&lower).or_else(|| known("*").filter(|_| !lower.is_empty())) {
            Some((_, meaning)) => Cow::Owned(meaning.clone()),
            None => value,
        }
    }
}

/// Whether a value is a word of a condition: `*` stands for anything that follows.
fn is_said(word: &str, value: &str) -> bool {
    match (word.strip_prefix('*'), word.strip_suffix('*')) {
        (Some(_), Some("")) => !value.is_empty(),
        (Some(rest), Some(_)) => value.contains(rest.trim_end_matches('*')),
        (None, Some(beginning)) => value.starts_with(beginning),
        _ => value == word,
    }
}

/// Puts a value where it belongs, in the form that canonical files have.
fn set<'r>(
    cells: &mut Cells<'r>,
    target: Target,
    value: Cow<'r, str>,
    table: &Table,
    manners: &Manners,
    time_format: &Option<String>,
    rules: &TimeRules,
) {
    match target {
        Target::Column(place) => {
            let column = &table.columns[place];
            cells.cells[place] = match column.kind {
                ColumnKind::Decimal => number(value, |text| values::amount(text, manners.mark).map(plain)),
                ColumnKind::Integer if column.name == "error_code" => error_code(value),
                ColumnKind::Integer => number(value, |text| Some(values::count(text)?.to_string())),
                ColumnKind::Time if table.id == MESSAGES.id && values::boolean(&value).is_some() => {
                    return happened(cells, column.name, &value);
                }
                ColumnKind::Time => time_format.as_ref().map_or_else(|| value.clone(), |form| formatted(&value, form)),
                ColumnKind::Word if column.name == "status" => higher(&cells.cells[place], word("status", value)),
                ColumnKind::Word => word(column.name, value),
                // So that one number has one name, whatever the product puts around it.
                ColumnKind::Text if column.name == "business" => Cow::Owned(identity::normalise(&value)),
                ColumnKind::Text | ColumnKind::Boolean => unguarded(value),
            };
        }
        Target::Alias => cells.alias = value,
        Target::StateAt => {
            let state = match cells.cells[place("status", &MESSAGES)].as_ref() {
                "sent" => "sent_at",
                "delivered" => "delivered_at",
                "read" => "read_at",
                "failed" => "failed_at",
                _ => "at",
            };
            let value = time_format.as_ref().map_or_else(|| value.clone(), |form| formatted(&value, form));
            cells.cells[place(state, &MESSAGES)] = value;
        }
        Target::Callback => callback(cells, &value),
        Target::FirstResponseAfter(unit) => after(cells, "first_response_at", &value, unit, rules),
        Target::ResolvedAfter(unit) => after(cells, "resolved_at", &value, unit, rules),
        Target::EndsBefore(place) => {
            let end = values::time(&value, rules).ok().flatten();
            cells.cells[place] = end.map_or(value, |end| Cow::Owned((end - 1).to_string()));
        }
        Target::Reopens => {
            let [status, resolved, times] =
                ["status", "resolved_at", "resolutions"].map(|name| place(name, &CONVERSATIONS));
            let is_resolved = cells.cell(status) == "resolved" || !bare(cells.cell(resolved)).is_empty();
            if let (true, Some(reopens)) = (is_resolved && cells.cell(times).is_empty(), values::count(&value)) {
                cells.cells[times] = Cow::Owned(reopens.saturating_add(1).to_string());
            }
        }
        Target::Minor(place) => {
            let currency = table.find("currency").map_or("", |currency| cells.cells[currency].as_ref());
            let digits = Currency::from_code(&currency.to_uppercase()).and_then(Currency::exponent).unwrap_or(2);
            if let Some(amount) = values::decimal_millionths(value.trim()) {
                cells.cells[place] = Cow::Owned(plain(amount / 10_i64.pow(u32::from(digits.min(6)))));
            }
        }
    }
}

/// A plain "yes" where a time is expected: that it happened, not when.
fn happened(cells: &mut Cells, column: &str, value: &str) {
    let state = Status::ALL.iter().find(|state| column.strip_suffix("_at") == Some(state.word()));
    let status = &mut cells.cells[place("status", &MESSAGES)];
    if let (Some(true), Some(&state)) = (values::boolean(value), state)
        && Status::from_word(status).is_none_or(|known| known < state)
    {
        *status = Cow::Borrowed(state.word());
    }
}

/// Fills in what follows from what is there.
fn finish(cells: &mut Cells, table: &Table, manners: &Manners) {
    if table.id == AGGREGATES.id {
        cells.may_be_undated = true;
        let (since, until) = (place("since", table), place("until", table));
        if let Some((first, last)) = manners.span.as_ref().filter(|_| cells.cells[since].is_empty()) {
            (cells.cells[since], cells.cells[until]) = (Cow::Owned(first.clone()), Cow::Owned(last.clone()));
        }
        if cells.cells[until].is_empty() {
            cells.cells[until] = cells.cells[since].clone();
        }
    }
    if table.id == MESSAGES.id {
        let stated = ["status", "delivered_at", "read_at", "failed_at"];
        let is_open = stated.iter().all(|name| cells.cells[place(name, table)].is_empty());
        if is_open && !cells.cells[place("error_code", table)].is_empty() {
            cells.cells[place("status", table)] = Cow::Borrowed("failed");
        }
    }
    // Charges are written below zero by those who bill them.
    if table.id == MESSAGES.id || table.id == AGGREGATES.id {
        let cost = &mut cells.cells[place("cost", table)];
        if let Some(positive) = cost.strip_prefix('-') {
            *cost = Cow::Owned(positive.to_owned());
        }
    }
}

/// The place of a column that the table has.
fn place(name: &str, table: &Table) -> usize {
    table.find(name).unwrap_or_default()
}

/// A number in plain form; one that is none stays as it is, so that it is noted.
fn number<'r>(value: Cow<'r, str>, read: impl Fn(&str) -> Option<String>) -> Cow<'r, str> {
    match read(&value) {
        Some(plain) => Cow::Owned(plain),
        None => value,
    }
}

/// The code in a text such as `131026: Message undeliverable`.
fn error_code(value: Cow<str>) -> Cow<str> {
    let digits = value.split(|letter: char| !letter.is_ascii_digit()).find(|digits| (2..=6).contains(&digits.len()));
    Cow::Owned(digits.filter(|digits| digits.bytes().any(|digit| digit != b'0')).unwrap_or_default().to_owned())
}

/// A time in a form of one's own as canonical files write it; one that does not fit stays as it is.
fn formatted<'r>(value: &str, form: &str) -> Cow<'r, str> {
    use chrono::{DateTime, NaiveDate, NaiveDateTime};
    let text = value.trim();
    if let Ok(time) = DateTime::parse_from_str(text, form) {
        return Cow::Owned(time.to_rfc3339());
    }
    if let Ok(time) = NaiveDateTime::parse_from_str(text, form) {
        return Cow::Owned(time.format("%Y-%m-%dT%H:%M:%S%.f").to_string());
    }
    match NaiveDate::parse_from_str(text, form) {
        Ok(date) => Cow::Owned(date.to_string()),
        Err(_) => Cow::Owned(text.to_owned()),
    }
}

/// The higher of two states, where both are known.
fn higher<'r>(known: &str, found: Cow<'r, str>) -> Cow<'r, str> {
    match (Status::from_word(known), Status::from_word(&found)) {
        (Some(known), found) if found.is_none_or(|found| found < known) => Cow::Borrowed(known.word()),
        _ => found,
    }
}

/// One of a column's words, by the words that products use for it.
fn word<'r>(column: &str, value: Cow<'r, str>) -> Cow<'r, str> {
    let lower = value.trim().to_lowercase();
    let known = match column {
        "status" => words::status(&lower).map(|status| status.word()),
        "direction" => words::direction(&lower).map(|direction| direction.word()),
        "category" => category(&lower).flatten().map(|category| category.word()),
        "type" => words::message_type(&lower).map(|kind| kind.word()),
        _ => None,
    };
    match known {
        Some(word) => Cow::Borrowed(word),
        None => Cow::Owned(lower),
    }
}

/// A text without the mark by which exports keep spreadsheets from running it.
fn unguarded(value: Cow<str>) -> Cow<str> {
    match value.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])) {
        Some(rest) => Cow::Owned(rest.to_owned()),
        None => value,
    }
}

/// Spreads a text that tells campaign, template and the like.
fn callback(cells: &mut Cells, value: &str) {
    let told = Callback::parse(value);
    for (name, value) in [
        ("campaign", told.campaign),
        ("template", told.template),
        ("variant", told.variant),
        ("segment", told.segment),
        ("agent", told.agent),
        ("team", told.team),
    ] {
        let cell = &mut cells.cells[place(name, &MESSAGES)];
        if cell.is_empty() {
            *cell = Cow::Owned(value.into_owned());
        }
    }
}

/// A time so long after the start.
fn after(cells: &mut Cells, column: &str, length: &str, unit: i64, rules: &TimeRules) {
    let (to, from) = (place(column, &CONVERSATIONS), place("started_at", &CONVERSATIONS));
    let started = values::time(cells.cell(from), rules).ok().flatten();
    if let (true, Some(started), Some(length)) = (cells.cells[to].is_empty(), started, values::duration(length, unit)) {
        cells.cells[to] = Cow::Owned(started.saturating_add(length).to_string());
    }
}
