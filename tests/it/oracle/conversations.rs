//! Section *conversations*: how much do we talk?

use super::groups::Slice;
use super::measure::{Measured, count, ratio, times};

pub const IDS: &[&str] = &[
    "conversations",
    "active_conversations",
    "conversations_by_customer",
    "conversations_by_business",
    "messages_per_conversation",
    "exchanges_per_conversation",
    "conversation_duration*",
];

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let started = slice.conversations();
    let by_business = started.iter().filter(|c| c.by_business).count();
    let active = world
        .conversations
        .iter()
        .filter(|c| c.members.iter().any(|i| slice.holds(&c.dimensions, world.messages[*i].at)))
        .count();

    // Of a conversation known from the table alone the messages are unknown.
    let told: Vec<_> = started.iter().filter(|c| !c.members.is_empty()).collect();
    let messages = told.iter().map(|c| c.members.len()).sum();
    let turns = |members: &[usize]| {
        members.windows(2).filter(|pair| world.messages[pair[0]].inbound != world.messages[pair[1]].inbound).count()
    };
    let exchanges = told.iter().map(|c| turns(&c.members)).sum();
    let durations: Vec<_> = told
        .iter()
        .filter_map(|c| {
            let (first, last) = (*c.members.first()?, *c.members.last()?);
            world.duration(c.customer, world.messages[first].at, world.messages[last].at)
        })
        .map(|duration| (duration, false))
        .collect();

    let mut all = vec![
        count("conversations", started.len(), 0),
        count("active_conversations", active, 0),
        count("conversations_by_customer", started.len() - by_business, 0),
        count("conversations_by_business", by_business, 0),
        ratio("messages_per_conversation", messages, told.len()),
        ratio("exchanges_per_conversation", exchanges, told.len()),
    ];
    all.extend(times("conversation_duration", &durations, false));
    all
}
