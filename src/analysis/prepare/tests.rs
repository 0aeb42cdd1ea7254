//! Whose orders, surveys and conversations are: by what they name, whatever the order of rows and the shards.

use proptest::prelude::*;

use super::*;
use crate::tables::account::Account;
use crate::tables::intake::{IdText, IntakeRules};
use crate::tables::memory::Memory;
use crate::tables::message::{MessageDraft, Origin, RecordKind};
use crate::tables::rows::{ConversationDraft, OrderDraft, SurveyDraft};
use crate::tables::values::{Direction, SurveyKind};

/// A row: its label, its customer, the message and the conversation that it names or has.
#[derive(Clone, Copy, Debug)]
enum Row {
    Message(&'static str, &'static str, &'static str),
    Conversation(&'static str, &'static str, &'static str),
    Order(&'static str, &'static str, &'static str, &'static str),
    Survey(&'static str, &'static str, &'static str),
}

fn take(row: Row, origin: Origin, intake: &mut Intake) {
    match row {
        Row::Message(id, customer, conversation_id) => {
            let draft = MessageDraft {
                message_id: id,
                customer,
                conversation_id,
                campaign: id,
                direction: Some(Direction::Outbound),
                at: Some(1_000_000),
                ..MessageDraft::default()
            };
            intake.message(RecordKind::Message, origin, IdText::Keep, &draft);
        }
        Row::Conversation(label, customer, conversation_id) => {
            let draft = ConversationDraft { conversation_id, customer, agent: label, ..ConversationDraft::default() };
            intake.conversation(origin, &draft);
        }
        Row::Order(order_id, customer, message_id, conversation_id) => {
            let draft = OrderDraft { order_id, customer, at: 9, message_id, conversation_id, ..OrderDraft::default() };
            intake.order(origin, &draft).unwrap();
        }
        Row::Survey(survey_id, customer, conversation_id) => {
            let draft = SurveyDraft {
                survey_id,
                customer,
                conversation_id,
                sent_at: None,
                at: None,
                kind: SurveyKind::Csat,
                score: None,
                scale_min: None,
                scale_max: None,
                agent: "",
            };
            intake.survey(origin, &draft).unwrap();
        }
    }
}

/// What each customer has, by labels, and what became of the records.
fn told(rows: &[Row], shards: usize) -> (Vec<String>, Vec<Account>) {
    told_within(None, rows, shards)
}

/// The same with so many bytes of memory.
fn told_within(limit: Option<u64>, rows: &[Row], shards: usize) -> (Vec<String>, Vec<Account>) {
    let (names, rules) = (Names::default(), IntakeRules::default());
    let mut intake = Intake::new(&names, &rules);
    for (place, row) in rows.iter().enumerate() {
        take(*row, Origin::new(0, place as u64), &mut intake);
    }
    intake.kept_ids.sort_unstable();
    let memory = Memory { limit, folder: std::env::temp_dir(), threads: 1 };
    intake.make_room(&memory, &memory.spill()).unwrap();
    let loaded = Loaded {
        inputs: Vec::new(),
        unrecognised: Vec::new(),
        strangers: Vec::new(),
        intake,
        memory,
        progress: Default::default(),
    };
    let prepared = prepare(loaded, &names, &Settings::default(), None, None, false, shards).unwrap();
    let world = &prepared.world;
    let mut accounts = prepared.accounts;
    let mut customers = Vec::new();
    for shard in &prepared.shards {
        for rows in shard.sorted(world, &mut accounts).unwrap().customers() {
            let messages = rows.messages.iter().map(|row| world.profiles[row.profile as usize].campaign);
            let conversations = rows.conversations.iter().map(|(_, row)| row.agent);
            let orders = rows.orders.iter().map(|(_, row)| row.order);
            let surveys = rows.surveys.iter().map(|(_, row)| row.survey);
            let all = messages.chain(conversations).chain(orders).chain(surveys);
            let mut labels: Vec<&str> = all.map(|text| world.texts.get(text)).collect();
            labels.sort_unstable();
            customers.push(labels.join(" "));
        }
    }
    customers.sort();
    (customers, accounts.inputs)
}

#[track_caller]
fn assert_told(rows: &[Row], expected: &[&str]) {
    assert_eq!(told(rows, 0).0, expected);
}

use Row::{Conversation, Order, Survey};

#[test]
fn an_order_is_placed_by_the_message_then_the_conversation_that_it_names_then_its_customer() {
    let story = [
        Row::Message("m1", "a", ""),
        Row::Message("m2", "b", "k1"),
        Conversation("k2 of c", "c", "k2"),
        Order("o1", "x", "m1", "k1"),
        Order("o2", "x", "lost", "k1"),
        Order("o3", "x", "", "k2"),
        Order("o4", "x", "lost", "lost"),
        Order("o5", "a", "", ""),
    ];
    assert_told(&story, &["k2 of c o3", "m1 o1 o5", "m2 o2", "o4"]);
}

#[test]
fn a_conversation_is_its_messages_before_its_rows_and_messages_without_a_customer_come_last() {
    let story = [
        Row::Message("m1", "a", "k1"),
        Conversation("k1 of b", "b", "k1"),
        Order("o1", "x", "", "k1"),
        Row::Message("m2", "", "k2"),
        Conversation("k2 of b", "b", "k2"),
        Order("o2", "x", "", "k2"),
        Row::Message("m3", "", "k3"),
        Order("o3", "x", "", "k3"),
    ];
    assert_told(&story, &["k1 of b k2 of b o2", "m1 o1", "m2", "m3 o3"]);
}

#[test]
fn where_a_conversation_is_of_several_customers_an_order_stays_with_its_own() {
    let story = [
        Row::Message("m1", "b", "k1"),
        Row::Message("m2", "a", "k1"),
        Order("o1", "b", "", "k1"),
        Order("o2", "x", "", "k1"),
        Conversation("k1 of nobody", "", "k1"),
    ];
    assert_told(&story, &["k1 of nobody m2 o2", "m1 o1"]);
}

#[test]
fn a_survey_is_its_customers_else_its_conversations() {
    let story = [
        Row::Message("m1", "a", "k1"),
        Conversation("k2 of b", "b", "k2"),
        Survey("s1", "", "k1"),
        Survey("s2", "", "k2"),
        Survey("s3", "b", "k1"),
        Survey("s4", "", "lost"),
    ];
    assert_told(&story, &["k2 of b s2 s3", "m1 s1", "s4"]);
}

#[test]
fn a_conversation_of_nobody_is_of_those_who_name_it_and_of_one_stranger_otherwise() {
    let story = [
        Conversation("k1 of nobody", "", "k1"),
        Order("o1", "a", "", "k1"),
        Survey("s1", "", "k1"),
        Conversation("k2 of nobody", "", "k2"),
        Survey("s2", "", "k2"),
        Conversation("k3 of nobody", "", "k3"),
        Conversation("k3 of c", "c", "k3"),
    ];
    assert_told(&story, &["k1 of nobody o1 s1", "k2 of nobody s2", "k3 of c"]);
    assert_eq!(told(&story, 0).1[0].duplicates, 1);
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let customer = || proptest::sample::select(vec!["", "a", "b", "c"]);
    let someone = || proptest::sample::select(vec!["a", "b", "c"]);
    let message = || proptest::sample::select(vec!["", "m1", "m2", "m3"]);
    let talk = || proptest::sample::select(vec!["", "k1", "k2"]);
    let row = prop_oneof![
        (message().prop_filter("an id", |id| !id.is_empty()), customer(), talk())
            .prop_map(|(id, customer, talk)| Row::Message(id, customer, talk)),
        (customer(), talk().prop_filter("an id", |id| !id.is_empty()))
            .prop_map(|(customer, talk)| Conversation("row", customer, talk)),
        (proptest::sample::select(vec!["o1", "o2", "o3"]), someone(), message(), talk())
            .prop_map(|(id, customer, message, talk)| Order(id, customer, message, talk)),
        (proptest::sample::select(vec!["s1", "s2"]), customer(), talk())
            .prop_map(|(id, customer, talk)| Survey(id, customer, talk)),
    ];
    proptest::collection::vec(row, 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn neither_the_order_of_rows_nor_shards_nor_spilling_show(
        rows in rows(),
        shards in 1..9_usize,
        turn in 0..14_usize,
    ) {
        let mut turned = rows.clone();
        turned.reverse();
        turned.rotate_left(turn % rows.len());
        let expected = told(&rows, 1);
        prop_assert_eq!(&expected, &told(&turned, shards));
        prop_assert_eq!(&expected, &told_within(Some(1), &turned, shards));
    }
}
