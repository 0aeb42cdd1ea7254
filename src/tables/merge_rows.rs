//! Merging of the smaller tables: records of one key become one row, whatever the order of files and rows.
//!
//! Times take the earliest (the resolution of a conversation the latest), booleans are true if any is; anything else
//! is the value of the record with the earliest time of any column (records without a time last; ties: the smaller
//! text or number). Of a key's records the first in (path, position) is the one used, the others are counted as
//! duplicates of their inputs. Not responsible for messages (`merge`) nor for whose a row is.

mod columns;
#[cfg(test)]
mod tests;

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use super::account::Accounts;
use super::intake::Names;
use super::message::{Millis, Origin};
use super::rows::{Aggregate, Order, Spend, Survey};
use super::texts::Text;

/// A record of a table whose rows are told apart by a key.
pub trait Record: Copy {
    /// Where it was read.
    fn origin(&self) -> Origin;

    /// Says where it was read first.
    fn set_origin(&mut self, origin: Origin);

    /// The earliest time of any column.
    fn earliest(&self) -> Option<Millis>;

    /// Takes in another record of the same key, column by column.
    fn combine(&mut self, other: &Self, pick: &Pick);

    /// Takes in what only all records together tell.
    fn gather(&mut self, _records: &[Self]) {}
}

/// How interned texts are looked up where two records disagree.
pub struct Spellings<'a> {
    /// Values of dimensions and other repeated texts.
    pub texts: &'a dyn Fn(Text) -> String,
    /// Customers as written.
    pub customers: &'a dyn Fn(Text) -> String,
    /// Conversation ids.
    pub conversations: &'a dyn Fn(Text) -> String,
}

/// Which of two records' values stays.
pub struct Pick<'a> {
    /// Whether the other record has the same earliest time; else a later one.
    tie: bool,
    spellings: &'a Spellings<'a>,
}

/// Records of one key become one row; what remains keeps its order.
pub fn merge_keyed<T: Record>(
    mut rows: Vec<T>,
    key: impl Fn(&T) -> Text,
    spellings: &Spellings,
    accounts: &mut Accounts,
) -> Vec<T> {
    let mut first: HashMap<Text, u32> = HashMap::with_capacity(rows.len());
    let mut repeats: Vec<(u32, u32)> = Vec::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| !key(row).is_none()) {
        match first.entry(key(row)) {
            Entry::Occupied(earlier) => repeats.push((*earlier.get(), number as u32)),
            Entry::Vacant(place) => {
                place.insert(number as u32);
            }
        }
    }
    repeats.sort_unstable();
    let mut gone = vec![false; if repeats.is_empty() { 0 } else { rows.len() }];
    for group in repeats.chunk_by(|one, other| one.0 == other.0) {
        let kept = group[0].0 as usize;
        let mut records = vec![rows[kept]];
        for &(_, number) in group {
            records.push(rows[number as usize]);
            gone[number as usize] = true;
        }
        rows[kept] = merge_records(records, spellings, accounts);
    }
    let mut gone = gone.into_iter();
    rows.retain(|_| !gone.next().unwrap_or(false));
    rows
}

/// Rows that stand together and are one become one.
pub fn merge_neighbours<T: Record>(
    rows: &mut Vec<(u32, T)>,
    are_one: impl Fn(&(u32, T), &(u32, T)) -> bool,
    spellings: &Spellings,
    accounts: &mut Accounts,
) {
    if !rows.windows(2).any(|pair| are_one(&pair[0], &pair[1])) {
        return;
    }
    let merge = |group: &[(u32, T)]| match group {
        [single] => *single,
        _ => (group[0].0, merge_records(group.iter().map(|row| row.1).collect(), spellings, accounts)),
    };
    *rows = rows.chunk_by(are_one).map(merge).collect();
}

fn merge_records<T: Record>(mut records: Vec<T>, spellings: &Spellings, accounts: &mut Accounts) -> T {
    records.sort_by_key(Record::origin);
    for record in &records[1..] {
        accounts.of(record.origin().input()).duplicates += 1;
    }
    let origin = records[0].origin();
    let time = |record: &T| record.earliest().unwrap_or(Millis::MAX);
    records.sort_by_key(time);
    let (ties, laters) = (Pick { tie: true, spellings }, Pick { tie: false, spellings });
    let levels = records.chunk_by(|one, other| time(one) == time(other)).map(|equals| {
        let mut level = equals[0];
        equals[1..].iter().for_each(|record| level.combine(record, &ties));
        level
    });
    let merged = levels.reduce(|mut merged, level| {
        merged.combine(&level, &laters);
        merged
    });
    let mut merged = merged.unwrap_or(records[0]);
    merged.gather(&records);
    merged.set_origin(origin);
    merged
}

/// Rows that are equal in every column are one; the others are counted as duplicates.
pub fn distinct<T: Ord + Copy>(mut rows: Vec<(Origin, T)>, accounts: &mut Accounts) -> Vec<T> {
    rows.sort_unstable_by_key(|(origin, row)| (*row, *origin));
    rows.dedup_by(|(origin, row), (_, kept)| {
        let same = row == kept;
        accounts.of(origin.input()).duplicates += u64::from(same);
        same
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The rows of the tables of what came of it and what it cost, each once.
pub struct Outcomes {
    /// Orders, in no order.
    pub orders: Vec<Order>,
    /// Surveys, in no order.
    pub surveys: Vec<Survey>,
    /// Spend by time, then by its texts.
    pub spends: Vec<Spend>,
    /// Aggregates by time, then by their texts.
    pub aggregates: Vec<Aggregate>,
}

impl Outcomes {
    /// Merges what was read. `names` are still being collected.
    pub fn merge(
        orders: Vec<Order>,
        surveys: Vec<Survey>,
        spends: Vec<(Origin, Spend)>,
        aggregates: Vec<(Origin, Aggregate)>,
        names: &Names,
        accounts: &mut Accounts,
    ) -> Outcomes {
        let spellings = Spellings {
            texts: &|text| names.texts.text(text),
            customers: &|text| names.customers.text(text),
            conversations: &|text| names.conversations.text(text),
        };
        let mut orders = merge_keyed(orders, |row| row.order, &spellings, accounts);
        let purchase = names.texts.intern("purchase");
        orders.iter_mut().for_each(|row| row.kind = row.kind.or(purchase));
        let surveys = merge_keyed(surveys, |row| row.survey, &spellings, accounts);
        let spends = merge_keyed(spends, |(_, row)| row.spend, &spellings, accounts);
        let (mut spends, mut aggregates) = (distinct(spends, accounts), distinct(aggregates, accounts));
        let text = spellings.texts;
        // Numbers of texts depend on the order of reading, texts do not.
        spends.sort_by_cached_key(|row| {
            let texts = [row.spend, row.currency, row.campaign, row.kind, row.note].map(text);
            (row.since, row.until, row.amount, texts)
        });
        aggregates.sort_by_cached_key(|row| {
            let texts = [row.template, row.campaign, row.country, row.currency].map(text);
            (row.since, row.until, texts, row.category, row.counts, row.cost, row.revenue)
        });
        Outcomes { orders, surveys, spends, aggregates }
    }
}

impl Pick<'_> {
    /// A text; a missing one loses.
    fn text(&self, mine: &mut Text, other: Text) {
        self.text_in(self.spellings.texts, mine, other);
    }

    fn customer(&self, mine: &mut Text, other: Text) {
        self.text_in(self.spellings.customers, mine, other);
    }

    fn conversation(&self, mine: &mut Text, other: Text) {
        self.text_in(self.spellings.conversations, mine, other);
    }

    fn text_in(&self, text: &dyn Fn(Text) -> String, mine: &mut Text, other: Text) {
        let is_smaller = || self.tie && !other.is_none() && *mine != other && text(other) < text(*mine);
        if mine.is_none() || is_smaller() {
            *mine = other;
        }
    }

    /// A value that may be missing; a missing one loses.
    fn option<T: Ord + Copy>(&self, mine: &mut Option<T>, other: Option<T>) {
        match (*mine, other) {
            (None, _) => *mine = other,
            (Some(ours), Some(theirs)) if self.tie && theirs < ours => *mine = other,
            _ => {}
        }
    }

    /// A value that is never missing.
    fn value<T: Ord + Copy>(&self, mine: &mut T, other: T) {
        if self.tie && other < *mine {
            *mine = other;
        }
    }
}
