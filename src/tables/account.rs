//! The accounting of records: what became of every record of every input.
//!
//! Not responsible for finding duplicates (`merge`), only for counting them. Texts of rejected records are kept
//! only when asked for, since they may hold personal data.

use std::collections::BTreeMap;

use super::message::{Millis, Origin};

/// Counts of one input. `records = used + duplicates + ignored + rejected`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Everything that was there.
    pub records: u64,
    /// Repeats of the key and kind of an earlier record.
    pub duplicates: u64,
    /// Understood and of no use here.
    pub ignored: u64,
    /// Not understood.
    pub rejected: u64,
    /// The earliest time in it.
    pub first: Option<Millis>,
    /// The latest time in it.
    pub last: Option<Millis>,
}

impl Account {
    /// What went into the figures.
    pub fn used(&self) -> u64 {
        self.records - self.duplicates - self.ignored - self.rejected
    }

    /// Adds up two parts of the same input.
    pub fn merge(&mut self, other: &Account) {
        self.records += other.records;
        self.duplicates += other.duplicates;
        self.ignored += other.ignored;
        self.rejected += other.rejected;
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
    }

    /// Widens the span of times to cover one more.
    pub fn see(&mut self, time: Millis) {
        // Hardly any row changes either, so asking costs less than writing.
        if self.first.is_none_or(|first| time < first) {
            self.first = Some(time);
        }
        if self.last.is_none_or(|last| time > last) {
            self.last = Some(time);
        }
    }
}

/// One record that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rejection {
    /// Where it stands.
    pub origin: Origin,
    /// Its line, counted from 1; 0 = not known yet (the reader counts lines only where something is rejected).
    pub line: u64,
    /// What was found and what was expected, without personal data.
    pub reason: String,
    /// The record as it stands in the file.
    pub text: String,
}

/// What the records of the inputs came to, part by part, mergeable.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    /// Counts by input number; inputs without a record may be missing at the end.
    pub inputs: Vec<Account>,
    /// Why records were ignored: (input, reason) → how many.
    pub ignored: BTreeMap<(u32, String), u64>,
    /// Why records were rejected: (input, reason) → how many.
    pub rejected: BTreeMap<(u32, String), u64>,
    /// Fields, types, states and words that nobody knows: (input, what) → how many. Never fatal.
    pub unknown: BTreeMap<(u32, String), u64>,
    /// The rejected records themselves: the first of each input, or all where asked for.
    pub rejections: Vec<Rejection>,
}

/// How many rejected records of each part are kept as examples.
pub const EXAMPLES: usize = 20;

impl Accounts {
    /// The counts of an input.
    pub fn of(&mut self, input: u32) -> &mut Account {
        let input = input as usize;
        if self.inputs.len() <= input {
            self.inputs.resize(input + 1, Account::default());
        }
        &mut self.inputs[input]
    }

    /// How many records there are in all inputs.
    pub fn records(&self) -> u64 {
        self.inputs.iter().map(|account| account.records).sum()
    }

    /// Counts a record that is understood and of no use.
    pub fn ignore(&mut self, input: u32, reason: &str) {
        let account = self.of(input);
        account.records += 1;
        account.ignored += 1;
        *self.ignored.entry((input, reason.to_owned())).or_default() += 1;
    }

    /// Counts a record that was not understood, and keeps it as an example (all of them with `keep_all`).
    pub fn reject(&mut self, origin: Origin, reason: &str, text: &str, keep_all: bool) {
        let input = origin.input();
        let account = self.of(input);
        account.records += 1;
        account.rejected += 1;
        *self.rejected.entry((input, reason.to_owned())).or_default() += 1;
        if keep_all || self.rejections.len() < EXAMPLES {
            self.rejections.push(Rejection { origin, line: 0, reason: reason.to_owned(), text: text.to_owned() });
        }
    }

    /// Counts something that nobody knows.
    pub fn note_unknown(&mut self, input: u32, what: &str) {
        *self.unknown.entry((input, what.to_owned())).or_default() += 1;
    }

    /// Adds up two parts.
    pub fn merge(&mut self, other: Accounts) {
        for (input, account) in other.inputs.iter().enumerate() {
            self.of(input as u32).merge(account);
        }
        for (into, from) in [
            (&mut self.ignored, other.ignored),
            (&mut self.rejected, other.rejected),
            (&mut self.unknown, other.unknown),
        ] {
            for (key, count) in from {
                *into.entry(key).or_default() += count;
            }
        }
        self.rejections.extend(other.rejections);
        self.rejections.sort();
    }
}
