//! Merging of the smaller tables: which value stays, what counts as a duplicate, and that no order shows.

use proptest::prelude::*;

use super::*;
use crate::tables::rows::{Contact, Conversation, Counts};
use crate::tables::values::SurveyKind;

/// Merges keyed rows; the counts of duplicates by input.
fn merge<T: Record>(rows: Vec<T>, key: impl Fn(&T) -> Text, names: &Names) -> (Vec<T>, Vec<u64>) {
    let spellings = Spellings {
        texts: &|text| names.texts.text(text),
        customers: &|text| names.customers.text(text),
        conversations: &|text| names.conversations.text(text),
    };
    let mut accounts = Accounts::default();
    let rows = merge_keyed(rows, key, &spellings, &mut accounts);
    (rows, accounts.inputs.iter().map(|account| account.duplicates).collect())
}

fn order(names: &Names, input: u32, at: Millis, value: Option<i64>, currency: &str, campaign: &str) -> Order {
    Order {
        order: names.texts.intern("o1"),
        customer: names.customers.intern("a"),
        at,
        kind: Text::NONE,
        value,
        currency: names.texts.intern(currency),
        refunded: None,
        campaign: names.texts.intern(campaign),
        message: 0,
        conversation: Text::NONE,
        origin: Origin::new(input, 0),
    }
}

#[test]
fn an_order_takes_each_value_from_the_earliest_record_that_has_one() {
    let names = Names::default();
    let late = order(&names, 0, 50, Some(7), "EUR", "spring");
    let early = Order { message: 9, ..order(&names, 1, 40, None, "", "winter") };
    let other = Order { order: names.texts.intern("o2"), ..late };
    let (rows, duplicates) = merge(vec![late, other, early], |row| row.order, &names);
    assert_eq!(rows.len(), 2);
    let expected = Order { message: 9, campaign: early.campaign, ..Order { at: 40, ..late } };
    assert_eq!((rows[0], rows[1]), (expected, other));
    // The first in (path, position) is used, whatever its time.
    assert_eq!(duplicates, [0, 1]);
}

#[test]
fn records_of_one_time_agree_on_the_smaller_text_and_number_column_by_column() {
    let names = Names::default();
    // Interned in an order that is not that of the alphabet.
    let one = order(&names, 0, 50, Some(7), "USD", "winter");
    let other = order(&names, 1, 50, Some(9), "EUR", "");
    for rows in [vec![one, other], vec![other, one]] {
        let (rows, _) = merge(rows, |row| row.order, &names);
        assert_eq!((rows[0].value, rows[0].currency, rows[0].campaign), (Some(7), other.currency, one.campaign));
    }
}

#[test]
fn rows_without_a_key_are_one_only_when_they_are_equal() {
    let names = Names::default();
    let spend = |id: &str, amount: i64| Spend {
        spend: names.texts.intern(id),
        since: Some(0),
        until: None,
        amount,
        currency: names.texts.intern("EUR"),
        campaign: Text::NONE,
        kind: Text::NONE,
        note: Text::NONE,
    };
    let at = |input: u32, position: u64| Origin::new(input, position);
    let spends = vec![
        (at(0, 0), spend("", 5)),
        (at(0, 1), spend("x", 5)),
        (at(1, 0), spend("", 5)),
        (at(1, 1), spend("y", 5)),
        (at(1, 2), spend("x", 6)),
        (at(1, 3), spend("", 6)),
    ];
    let aggregate = Aggregate {
        since: 0,
        until: 9,
        template: Text::NONE,
        campaign: Text::NONE,
        country: Text::NONE,
        category: None,
        counts: Counts { sent: Some(3), ..Counts::default() },
        cost: None,
        currency: Text::NONE,
        revenue: None,
    };
    let other = Aggregate { until: 8, ..aggregate };
    let aggregates = vec![(at(1, 5), aggregate), (at(0, 5), aggregate), (at(0, 6), other)];
    let mut accounts = Accounts::default();
    let outcomes = Outcomes::merge(Vec::new(), Vec::new(), spends, aggregates, &names, &mut accounts);
    let kept: Vec<_> = outcomes.spends.iter().map(|row| (names.texts.text(row.spend), row.amount)).collect();
    assert_eq!(kept, [("", 5), ("x", 5), ("y", 5), ("", 6)].map(|(id, amount)| (id.to_owned(), amount)));
    assert_eq!(outcomes.aggregates, [other, aggregate]);
    let duplicates: Vec<u64> = accounts.inputs.iter().map(|account| account.duplicates).collect();
    assert_eq!(duplicates, [0, 3]);
}

#[test]
fn orders_without_any_kind_are_purchases_once_they_are_merged() {
    let names = Names::default();
    let lead = Order { kind: names.texts.intern("lead"), ..order(&names, 1, 50, None, "", "") };
    let other = Order { order: names.texts.intern("o2"), ..order(&names, 0, 40, None, "", "") };
    let rows = vec![order(&names, 0, 40, None, "", ""), lead, other];
    let outcomes = Outcomes::merge(rows, Vec::new(), Vec::new(), Vec::new(), &names, &mut Accounts::default());
    let kinds: Vec<String> = outcomes.orders.iter().map(|row| names.texts.text(row.kind)).collect();
    assert_eq!(kinds, ["lead", "purchase"]);
}

#[test]
fn a_survey_sent_and_a_survey_answered_are_one() {
    let names = Names::default();
    let sent = Survey {
        survey: names.texts.intern("s1"),
        customer: names.customers.intern("a"),
        conversation: Text::NONE,
        sent_at: Some(10),
        at: None,
        kind: SurveyKind::Nps,
        score: None,
        scale: (0, 10),
        agent: Text::NONE,
        origin: Origin::new(1, 0),
    };
    let agent = names.texts.intern("Ada");
    let answered = Survey { sent_at: None, at: Some(20), score: Some(9), agent, origin: Origin::new(0, 0), ..sent };
    let (rows, duplicates) = merge(vec![sent, answered], |row| row.survey, &names);
    assert_eq!(rows, [Survey { at: Some(20), score: Some(9), agent, origin: answered.origin, ..sent }]);
    assert_eq!(duplicates, [0, 1]);
}

fn conversation(
    names: &Names,
    [segment, agent]: [&str; 2],
    times: [Option<Millis>; 3],
    details: [u8; 4],
) -> Conversation {
    let flag = |value: u8| [None, Some(false), Some(true)][usize::from(value % 3)];
    let [started_at, resolved_at, closed_at] = times;
    let mut row = Conversation {
        conversation: names.conversations.intern("k1"),
        customer: Text::NONE,
        business: Text::NONE,
        agent: names.texts.intern(agent),
        team: Text::NONE,
        campaign: Text::NONE,
        segment: names.texts.intern(segment),
        details: Default::default(),
        started_at,
        first_response_at: None,
        resolved_at,
        reopened_at: None,
        closed_at,
        handoff_at: None,
        resolved: details[0] > 1,
        is_event: false,
        origin: Origin::default(),
    };
    row.details.has_status = details[0] > 0;
    row.details.converted = flag(details[1]);
    row.details.resolutions = (details[2] > 0).then_some(u32::from(details[2]));
    row.details.csat = (details[3] > 0).then_some(i32::from(details[3]));
    row
}

#[test]
fn a_conversation_is_resolved_late_and_converted_if_any_record_says_so() {
    let names = Names::default();
    let early = conversation(&names, ["", "Bo"], [Some(1), Some(5), None], [1, 1, 0, 4]);
    let late = conversation(&names, ["vip", "Al"], [Some(2), Some(9), Some(9)], [2, 2, 3, 5]);
    let (rows, _) = merge(vec![late, early], |row| row.conversation, &names);
    let row = rows[0];
    assert_eq!((row.started_at, row.resolved_at, row.closed_at), (Some(1), Some(9), Some(9)));
    assert_eq!((row.agent, row.segment, row.resolved), (early.agent, late.segment, true));
    let details = (row.details.converted, row.details.resolutions, row.details.csat);
    assert_eq!(details, (Some(true), Some(3), Some(4)));
}

#[test]
fn rows_of_events_count_each_resolve_once() {
    let names = Names::default();
    let resolve = |at| Conversation {
        is_event: true,
        resolved_at: Some(at),
        ..conversation(&names, ["", ""], [None; 3], [0; 4])
    };
    let (rows, _) = merge(vec![resolve(5), resolve(99_000), resolve(7)], |_| Text(1), &names);
    assert_eq!((rows[0].details.resolutions, rows[0].resolved_at), (Some(2), Some(99_000)));
    let (rows, _) = merge(vec![resolve(5), resolve(5)], |_| Text(1), &names);
    assert_eq!(rows[0].details.resolutions, None);
}

#[test]
fn only_neighbours_that_are_one_are_merged() {
    let names = Names::default();
    let contact = |position: u64, segment: &str| Contact {
        customer: Text(1),
        segment: names.texts.intern(segment),
        country: Text::NONE,
        language: Text::NONE,
        consent_at: None,
        created_at: None,
        origin: Origin::new(0, position),
    };
    let mut rows = vec![(1, contact(0, "vip")), (1, contact(1, "new")), (2, contact(2, "old"))];
    let text = |text: Text| names.texts.text(text);
    let spellings = Spellings { texts: &text, customers: &text, conversations: &text };
    let mut accounts = Accounts::default();
    merge_neighbours(&mut rows, |one, other| one.0 == other.0, &spellings, &mut accounts);
    assert_eq!(rows, [(1, contact(0, "new")), (2, contact(2, "old"))]);
    assert_eq!(accounts.inputs[0].duplicates, 1);
}

/// Words, times and details of a record.
type Values = ([usize; 2], [Option<i64>; 3], [u8; 4]);

/// Values of few kinds, so that records agree, disagree and tie.
fn records() -> impl Strategy<Value = Vec<Values>> {
    let time = || proptest::option::of(0..3_i64);
    let record = ([0..3_usize, 0..3], [time(), time(), time()], [0..3_u8, 0..3, 0..3, 0..3]);
    proptest::collection::vec(record, 1..6)
}

proptest! {
    #[test]
    fn the_order_of_records_changes_nothing(records in records(), seed in 0..720_usize) {
        let names = Names::default();
        let word = |number: usize| ["", "b", "a"][number];
        let rows: Vec<Conversation> = records
            .iter()
            .map(|(words, times, details)| conversation(&names, words.map(word), *times, *details))
            .collect();
        let mut shuffled = rows.clone();
        for place in (1..shuffled.len()).rev() {
            shuffled.swap(place, seed / (place + 1) % (place + 1));
        }
        let mut merged = [rows, shuffled].map(|mut rows| {
            // The place in the input is no value of the row.
            (0_u64..).zip(&mut rows).for_each(|(place, row)| row.origin = Origin::new(0, place));
            merge(rows, |row| row.conversation, &names)
        });
        prop_assert_eq!(&merged[0], &merged[1]);
        prop_assert_eq!(merged[0].0.pop().map(|row| row.origin), Some(Origin::new(0, 0)));
    }
}
