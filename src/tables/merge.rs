//! Merging: partial records of one message become one message, whatever the order of files and rows.
//!
//! Times take the earliest, the state the highest, booleans are true if any is; anything else is the value of the
//! record with the earliest time of any kind (records without a time last; ties: the smaller text).
//! Duplicates (same key, same kind) are counted here. Not responsible for who is who (`identity`).

use anyhow::Result;
use hashbrown::hash_table::Entry;
use hashbrown::{HashMap, HashTable};

use super::account::Accounts;
use super::bag::Packed;
use super::intake::Names;
use super::message::{Message, Origin, Times};
use super::packed::PackedMessage;
use super::profile::Profile;
use super::texts::Text;
use super::values::{Direction, Status};

/// What is known of one input once everything is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InputTraits {
    /// Some record of this very input has a state: what its rows leave open was sent.
    pub has_states: bool,
    /// The input's source reports reads.
    pub reports_reads: bool,
}

/// What is known of all inputs once everything is read.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    /// By input number.
    pub inputs: Vec<InputTraits>,
    /// Some input tells what became of messages, beyond "accepted".
    pub any_states: bool,
}

/// What merging a part came to.
#[derive(Default)]
pub struct Merged {
    /// One row a message.
    pub rows: Vec<Message>,
    /// Names that turned out to be one customer's.
    pub aliases: Vec<(Text, Text)>,
    /// Corrections of the accounting: duplicates, messages without any time.
    pub accounts: Accounts,
    profiles: MergedProfiles,
}

/// Merges the records of one part in place: all records of a key are in the same part.
pub fn merge_part(mut rows: Vec<Message>, names: &Names, traits: &Traits) -> Merged {
    let mut merged = Merged::default();
    for row in &mut rows {
        (row.status, row.reads_known) = settled(row.status, row.state_is_open, row.origin(), traits);
    }
    let repeats = find_repeats(&rows);
    for group in repeats.chunk_by(|a, b| a.0 == b.0) {
        let first = group[0].0 as usize;
        let mut records: Vec<Message> = vec![rows[first]];
        records.extend(group.iter().map(|&(_, row)| rows[row as usize]));
        rows[first] = merge_records(records, names, &mut merged);
    }
    let mut gone: Vec<u32> = repeats.into_iter().map(|(_, row)| row).collect();
    gone.sort_unstable();
    let mut gone = gone.into_iter().peekable();
    let mut row = 0;
    rows.retain(|message| {
        row += 1;
        gone.next_if_eq(&(row - 1)).is_none() && is_dated(message, &mut merged.accounts)
    });
    merged.rows = rows;
    merged
}

/// Whether a message has any time; one without is ignored and counted.
fn is_dated(message: &Message, accounts: &mut Accounts) -> bool {
    let dated = message.times.own().is_some();
    if !dated {
        let input = message.origin().input();
        accounts.of(input).ignored += 1;
        *accounts.ignored.entry((input, "message without any time".to_owned())).or_default() += 1;
    }
    dated
}

/// Turns what a row leaves open about its state into what its input as a whole says. Not for merged rows: they hold
/// what several inputs say.
pub fn settle_state(row: &mut PackedMessage, traits: &Traits) {
    let (status, reads_known) = settled(row.status(), row.state_is_open(), row.origin(), traits);
    row.set_state(status, reads_known);
}

/// The state of a row, and whether its source reports reads.
fn settled(status: Status, is_open: bool, origin: Origin, traits: &Traits) -> (Status, bool) {
    let input = traits.inputs.get(origin.input() as usize).copied().unwrap_or_default();
    let status = match status {
        // "Accepted" says something only beside sources that tell what became of it.
        Status::Pending if !traits.any_states => Status::Unknown,
        Status::Unknown if is_open && input.has_states => Status::Sent,
        status => status,
    };
    (status, input.reports_reads)
}

/// Whether the records of a part are messages already, each with a time and an id of its own; shows them to `see`.
pub fn is_merged(part: &Packed<Message>, mut see: impl FnMut(&PackedMessage)) -> Result<bool> {
    let mut ids: HashTable<u64> = HashTable::with_capacity(part.len());
    let mut merged = true;
    part.each_as(|row: PackedMessage| {
        let id = row.id();
        match ids.entry(spread(id), |&other| other == id, |&other| spread(other)) {
            Entry::Occupied(_) => merged = false,
            Entry::Vacant(place) => drop(place.insert(id)),
        }
        merged &= row.is_dated();
        see(&row);
    })?;
    Ok(merged)
}

/// Rows whose id stands on an earlier row: (that row, this row), grouped by the former.
fn find_repeats(rows: &[Message]) -> Vec<(u32, u32)> {
    let mut first: HashTable<u32> = HashTable::with_capacity(rows.len());
    let mut repeats = Vec::new();
    for (row, message) in rows.iter().enumerate() {
        let (id, row) = (message.id(), row as u32);
        match first.find(spread(id), |&other| rows[other as usize].id() == id) {
            Some(&other) => repeats.push((other, row)),
            None => {
                first.insert_unique(spread(id), row, |&other| spread(rows[other as usize].id()));
            }
        }
    }
    repeats.sort_unstable();
    repeats
}

/// The ids of a part share their first bits, and the table looks at the first bits before anything else.
fn spread(id: u64) -> u64 {
    id.rotate_left(32)
}

fn merge_records(mut records: Vec<Message>, names: &Names, merged: &mut Merged) -> Message {
    records.sort_unstable_by_key(|record| record.origin());
    count_duplicates(&records, &mut merged.accounts);
    let origin = records[0].origin();
    let kind = records[0].record;
    // Stable: records without a time, and of the same time, keep the order of their places.
    records.sort_by_key(|record| record.times.earliest().unwrap_or(i64::MAX));
    let (mut customer, mut conversation, mut reply_to) = (Text::NONE, Text::NONE, 0);
    for equals in of_equal_times(&records) {
        let mut level = Level::of(&equals[0]);
        for record in &equals[1..] {
            level.take_smaller(&Level::of(record), names);
        }
        join_customers(customer, level.customer, names, &mut merged.aliases);
        customer = customer.or(level.customer);
        conversation = conversation.or(level.conversation);
        reply_to = if reply_to == 0 { level.reply_to } else { reply_to };
        for record in equals {
            join_customers(customer, record.customer, names, &mut merged.aliases);
        }
    }
    let mut times = records[0].times;
    let mut status = records[0].status;
    for record in &records[1..] {
        times = Times {
            at: times.at.earliest(record.times.at),
            sent: times.sent.earliest(record.times.sent),
            delivered: times.delivered.earliest(record.times.delivered),
            read: times.read.earliest(record.times.read),
            failed: times.failed.earliest(record.times.failed),
            clicked: times.clicked.earliest(record.times.clicked),
        };
        status = status.max(record.status);
    }
    let profile = merged.profiles.of(&records, names);
    let mut message =
        Message::new(records[0].id(), reply_to, origin, customer, conversation, profile, times, kind, status);
    message.reads_known = records.iter().any(|record| record.reads_known);
    message
}

/// A repeat of key and kind is a duplicate; the first in (path, position) is the one used.
fn count_duplicates(records: &[Message], accounts: &mut Accounts) {
    for (number, record) in records.iter().enumerate() {
        if records[..number].iter().any(|earlier| earlier.record == record.record) {
            accounts.of(record.origin().input()).duplicates += 1;
        }
    }
}

/// One message has one customer: where its records name two, one of them written locally or as a user id, both names
/// are the same customer's. Two full phone numbers are not joined: an id may have been given twice.
fn join_customers(one: Text, other: Text, names: &Names, aliases: &mut Vec<(Text, Text)>) {
    if one.is_none() || other.is_none() || one == other || aliases.last() == Some(&(one, other)) {
        return;
    }
    let digits = |name: Text| super::identity::normalise(&names.customers.text(name));
    let (a, b) = (digits(one), digits(other));
    let is_phone = |name: &str| name.len() >= 8 && name.bytes().all(|byte| byte.is_ascii_digit());
    let local = |short: &str, long: &str| {
        let short = short.trim_start_matches('0');
        short.len() >= 6 && long.len() > short.len() && long.ends_with(short)
    };
    if is_phone(&a) != is_phone(&b) || local(&a, &b) || local(&b, &a) {
        aliases.push((one, other));
    }
}

/// Records in the order of their times, those of the same time together.
fn of_equal_times(records: &[Message]) -> impl Iterator<Item = &[Message]> {
    records.chunk_by(|a, b| a.times.earliest() == b.times.earliest())
}

/// What profiles came to that were merged before: the records of most messages have the same few ones in a row.
#[derive(Default)]
struct MergedProfiles {
    known: HashMap<Vec<u64>, u32>,
    key: Vec<u64>,
}

impl MergedProfiles {
    /// The profile of the message whose records these are, in the order of their times.
    fn of(&mut self, records: &[Message], names: &Names) -> u32 {
        self.key.clear();
        for equals in of_equal_times(records) {
            self.key.extend(equals.iter().map(|record| u64::from(record.profile)));
            self.key.push(u64::MAX);
        }
        if let Some(&profile) = self.known.get(&self.key) {
            return profile;
        }
        let profile = names.profiles.intern(&merge_profiles(records, names));
        self.known.insert(self.key.clone(), profile);
        profile
    }
}

fn merge_profiles(records: &[Message], names: &Names) -> Profile {
    let mut merged = Profile::default();
    for equals in of_equal_times(records) {
        let mut level = names.profiles.get(equals[0].profile);
        for record in &equals[1..] {
            take_smaller(&mut level, &names.profiles.get(record.profile), names);
        }
        merged.fill_from(&level);
    }
    merged
}

/// The columns of one or more records of the same time that their profiles do not hold.
struct Level {
    customer: Text,
    conversation: Text,
    reply_to: u64,
}

impl Level {
    fn of(record: &Message) -> Level {
        Level { customer: record.customer, conversation: record.conversation, reply_to: record.reply_to() }
    }

    /// Takes column by column the smaller text; a missing value loses.
    fn take_smaller(&mut self, other: &Level, names: &Names) {
        smaller(&mut self.customer, other.customer, &|name| names.customers.text(name));
        smaller(&mut self.conversation, other.conversation, &|name| names.conversations.text(name));
        if self.reply_to == 0 || other.reply_to != 0 && other.reply_to < self.reply_to {
            // Only the hash of a quoted id is kept; any fixed order serves where two records disagree.
            self.reply_to = other.reply_to;
        }
    }
}

/// Takes column by column the smaller text of two profiles of the same time.
fn take_smaller(mine: &mut Profile, others: &Profile, names: &Names) {
    for (mine, others) in [
        (&mut mine.business, others.business),
        (&mut mine.agent, others.agent),
        (&mut mine.team, others.team),
        (&mut mine.template, others.template),
        (&mut mine.campaign, others.campaign),
        (&mut mine.variant, others.variant),
        (&mut mine.segment, others.segment),
        (&mut mine.country, others.country),
        (&mut mine.language, others.language),
        (&mut mine.button, others.button),
        (&mut mine.step, others.step),
    ] {
        smaller(mine, others, &|text| names.texts.text(text));
    }
    if mine.cost.is_none() || others.cost.is_some_and(|cost| mine.cost.is_some_and(|mine| cost < mine)) {
        (mine.cost, mine.currency) = (others.cost, others.currency);
    }
    smaller_word(&mut mine.author, others.author, |author| author.word());
    smaller_word(&mut mine.kind, others.kind, |kind| kind.word());
    smaller_word(&mut mine.category, others.category, |category| category.word());
    if mine.sentiment_estimated == others.sentiment_estimated {
        smaller_word(&mut mine.sentiment, others.sentiment, |sentiment| sentiment.word());
    } else if !mine.is_classed() && others.sentiment.is_some() {
        (mine.sentiment, mine.sentiment_estimated) = (others.sentiment, others.sentiment_estimated);
    }
    smaller_word(&mut mine.direction, others.direction, Direction::word);
    if mine.error_code.is_none() || others.error_code.is_some_and(|code| mine.error_code.is_some_and(|m| code < m)) {
        mine.error_code = others.error_code;
    }
    mine.any_of(others);
}

fn smaller(mine: &mut Text, others: Text, text: &dyn Fn(Text) -> String) {
    if mine.is_none() || !others.is_none() && *mine != others && text(others) < text(*mine) {
        *mine = others;
    }
}

fn smaller_word<T: Copy>(mine: &mut Option<T>, others: Option<T>, word: impl Fn(T) -> &'static str) {
    match (*mine, others) {
        (Some(ours), Some(theirs)) if word(theirs) < word(ours) => *mine = others,
        (None, _) => *mine = others,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::message::{Origin, RecordKind, Time};
    use super::*;

    #[test]
    fn a_part_is_merged_where_every_record_has_a_time_and_an_id_of_its_own() {
        let record = |(id, at): (u64, Option<i64>)| {
            let times = Times::of([Time::new(at), Time::NONE, Time::NONE, Time::NONE, Time::NONE, Time::NONE]);
            let (origin, kind) = (Origin::new(0, id), RecordKind::Message);
            Message::new(id, 0, origin, Text::NONE, Text::NONE, 0, times, kind, Status::Unknown)
        };
        for (rows, merged) in [
            (vec![], true),
            (vec![(1, Some(5)), (2, Some(5))], true),
            (vec![(1, Some(5)), (2, Some(6)), (1, Some(7))], false),
            (vec![(1, Some(5)), (2, None)], false),
        ] {
            let part: Packed<Message> = rows.iter().copied().map(record).collect();
            let mut seen = Vec::new();
            assert_eq!(is_merged(&part, |row| seen.push(row.id())).unwrap(), merged);
            assert_eq!(seen, rows.iter().map(|row| row.0).collect::<Vec<_>>());
        }
    }

    #[test]
    fn profiles_that_were_merged_before_come_to_what_they_come_to_anew() {
        let names = Names::default();
        let profiles = [("b", ""), ("a", "Ada"), ("", "Bo")].map(|(campaign, agent)| {
            let (campaign, agent) = (names.texts.intern(campaign), names.texts.intern(agent));
            names.profiles.intern(&Profile { campaign, agent, ..Profile::default() })
        });
        let none = Time::NONE;
        let times = |at| Times {
            at: Time::new(Some(at)),
            sent: none,
            delivered: none,
            read: none,
            failed: none,
            clicked: none,
        };
        let record = |profile: usize, at| {
            let (origin, profile) = (Origin::new(0, 0), profiles[profile]);
            Message::new(1, 0, origin, Text::NONE, Text::NONE, profile, times(at), RecordKind::Message, Status::Unknown)
        };
        let mut merged = MergedProfiles::default();
        // The second time everything was merged before.
        for _ in 0..2 {
            for (records, campaign, agent) in [
                (vec![record(0, 1), record(1, 2)], "b", "Ada"),
                (vec![record(1, 1), record(0, 2)], "a", "Ada"),
                (vec![record(0, 1), record(1, 1)], "a", "Ada"),
                (vec![record(2, 1), record(0, 2), record(1, 2)], "a", "Bo"),
                (vec![record(2, 1), record(0, 2), record(1, 3)], "b", "Bo"),
                (vec![record(2, 1), record(0, 1), record(1, 3)], "b", "Bo"),
            ] {
                let profile = names.profiles.get(merged.of(&records, &names));
                let text = |text| names.texts.text(text);
                assert_eq!((text(profile.campaign), text(profile.agent)), (campaign.to_owned(), agent.to_owned()));
            }
        }
        assert_eq!(merged.known.len(), 6);
    }
}
