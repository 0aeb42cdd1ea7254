//! Every bit of every row comes back, from memory and from a file.

use proptest::prelude::*;

use super::*;
use crate::tables::bag::{Bag, PARTS, Packed};
use crate::tables::message::{Message, Origin, RecordKind, Time, Times};
use crate::tables::rows::{Conversation, ConversationDetails};
use crate::tables::spill::Spill;
use crate::tables::texts::Text;
use crate::tables::values::Status;

/// Small, large and in between, near every length of a packed number.
fn number() -> impl Strategy<Value = u64> {
    (any::<u64>(), 0..64_u32, any::<bool>()).prop_map(|(value, shift, low)| {
        let value = value >> shift;
        if low { (1_u64 << (63 - shift)).wrapping_sub(value & 1) } else { value }
    })
}

fn text() -> impl Strategy<Value = Text> {
    prop_oneof![Just(Text::NONE), number().prop_map(|value| Text(value as u32))]
}

fn origin() -> impl Strategy<Value = Origin> {
    number().prop_map(Origin)
}

fn millis() -> impl Strategy<Value = Option<i64>> {
    let day = 1_785_072_102_000..1_785_158_502_000_i64;
    prop_oneof![
        Just(None),
        day.clone().prop_map(Some),
        day.prop_map(|time| Some(time / 1000 * 1000)),
        number().prop_map(|value| Some(value as i64)),
        number().prop_map(|value| Some((value as i64).wrapping_neg())),
    ]
}

prop_compose! {
    fn message()(
        (id, reply_to, origin) in (number(), number(), origin()),
        (customer, conversation, profile) in (text(), text(), any::<u32>()),
        times in proptest::array::uniform6(millis()),
        record in proptest::sample::select(RecordKind::ALL.as_slice()),
        status in proptest::sample::select(Status::ALL),
        (reads_known, state_is_open) in any::<(bool, bool)>(),
    ) -> Message {
        let times = Times::of(times.map(Time::new));
        let mut message = Message::new(id, reply_to, origin, customer, conversation, profile, times, record, status);
        message.reads_known = reads_known;
        message.state_is_open = state_is_open;
        message
    }
}

prop_compose! {
    fn conversation()(
        (conversation, origin, flags) in (text(), origin(), any::<[bool; 3]>()),
        texts in proptest::array::uniform7(text()),
        times in proptest::array::uniform6(millis()),
        (bot, converted, lead) in any::<(Option<bool>, Option<bool>, Option<bool>)>(),
        (resolutions, agents, value) in any::<(Option<u32>, Option<u32>, Option<i64>)>(),
        (csat, nps, ces) in any::<(Option<i32>, Option<i32>, Option<i32>)>(),
    ) -> Conversation {
        let [customer, business, agent, team, campaign, segment, currency] = texts;
        let [started_at, first_response_at, resolved_at, reopened_at, closed_at, handoff_at] = times;
        let [has_status, resolved, is_event] = flags;
        let details = ConversationDetails {
            has_status, bot, converted, lead, resolutions, agents, value, currency, csat, nps, ces,
        };
        Conversation {
            conversation, customer, business, agent, team, campaign, segment, details, started_at, first_response_at,
            resolved_at, reopened_at, closed_at, handoff_at, resolved, is_event, origin,
        }
    }
}

/// Packs rows into a bag, spills some of them on the way, and gives back what comes out of each part.
fn through_a_bag<T: Pack>(rows: &[(usize, T)], limit: Option<usize>) -> Vec<Vec<T>> {
    let folder = tempfile::tempdir().unwrap();
    let spill = Spill::new(folder.path());
    let (mut bag, mut more) = (Bag::default(), Bag::default());
    for (number, (part, row)) in rows.iter().enumerate() {
        let bag = if number < rows.len() / 2 { &mut bag } else { &mut more };
        bag.push(*part, *row);
        if let Some(limit) = limit {
            bag.spill_beyond(limit, &spill).unwrap();
            assert!(bag.held() <= limit);
        }
    }
    bag.append(more);
    assert_eq!((bag.len(), bag.is_empty()), (rows.len(), rows.is_empty()));
    bag.into_parts().iter().map(|part| part.rows().unwrap()).collect()
}

fn assert_comes_back<T: Pack + PartialEq + std::fmt::Debug>(rows: &[(usize, T)], limit: Option<usize>) {
    let mut expected = vec![Vec::new(); PARTS];
    rows.iter().for_each(|(part, row)| expected[*part].push(*row));
    let told = through_a_bag(rows, limit);
    // What was spilled later may come back before what stayed in memory.
    for (told, expected) in told.iter().zip(&expected) {
        assert_eq!(told.len(), expected.len());
        match limit {
            None | Some(0) => assert_eq!(told, expected),
            Some(_) => assert!(expected.iter().all(|row| told.contains(row))),
        }
    }
}

fn limit() -> impl Strategy<Value = Option<usize>> {
    proptest::sample::select(vec![None, Some(0), Some(300)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn messages_come_back(rows in proptest::collection::vec((0..3_usize, message()), 0..40), limit in limit()) {
        assert_comes_back(&rows, limit);
    }

    #[test]
    fn packed_messages_tell_and_take_what_messages_do(
        rows in proptest::collection::vec(message(), 1..20),
        (customer, status, reads_known) in (text(), proptest::sample::select(Status::ALL), any::<bool>()),
    ) {
        let part: Packed<Message> = rows.iter().copied().collect();
        let (mut told, mut bag) = (Vec::new(), Bag::<Message>::of(1));
        part.each_as(|mut row: PackedMessage| {
            told.push((
                (row.id(), row.origin(), row.reply_to(), row.customer(), row.conversation(), row.profile()),
                (row.status(), row.state_is_open(), row.is_dated()),
            ));
            row.set_customer(customer);
            row.set_state(status, reads_known);
            bag.push(0, row);
        })
        .unwrap();
        let expected = |row: &Message| (
            (row.id(), row.origin(), row.reply_to(), row.customer, row.conversation, row.profile),
            (row.status, row.state_is_open, row.times.own().is_some()),
        );
        prop_assert_eq!(told, rows.iter().map(expected).collect::<Vec<_>>());
        let changed = |row: &Message| {
            let mut row = *row;
            (row.customer, row.status, row.reads_known) = (customer, status, reads_known);
            row
        };
        prop_assert_eq!(bag.rows().unwrap(), rows.iter().map(changed).collect::<Vec<_>>());
    }

    #[test]
    fn conversations_come_back(
        rows in proptest::collection::vec((0..3_usize, (any::<u32>(), conversation())), 0..40),
        limit in limit(),
    ) {
        assert_comes_back(&rows, limit);
    }

    #[test]
    fn damaged_bytes_break_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let (mut reader, mut before) = (Reader::new(&bytes), Default::default());
        while !reader.is_at_end() && <(u32, Conversation)>::read(&mut before, &mut reader).is_some() {}
        let (mut reader, mut before) = (Reader::new(&bytes), Default::default());
        while !reader.is_at_end() && Message::read(&mut before, &mut reader).is_some() {}
        let mut reader = Reader::new(&bytes);
        while !reader.is_at_end() && PackedMessage::read(&mut before, &mut reader).is_some() {}
    }
}

#[test]
fn many_rows_take_many_chunks_and_few_bytes() {
    let times = |number: u64| {
        let at = 1_785_072_102_000 + 7000 * number as i64;
        Times::of([Some(at), None, Some(at + 2000), Some(at + 60_000), None, None].map(Time::new))
    };
    let rows: Vec<(usize, Message)> = (0..5000_u64)
        .map(|number| {
            let (id, origin) = (number.wrapping_mul(0x9E37_79B9_7F4A_7C15), Origin::new(0, 45_000 * number));
            let customer = Text(number as u32 * 71);
            let (kind, status) = (RecordKind::Message, Status::Read);
            (3, Message::new(id, 0, origin, customer, Text(number as u32 * 31), 900, times(number), kind, status))
        })
        .collect();
    assert_comes_back(&rows, None);
    let mut bag = Bag::default();
    rows.iter().for_each(|(part, row)| bag.push(*part, *row));
    assert!(bag.held() < 5000 * 50, "{} bytes", bag.held());
}
