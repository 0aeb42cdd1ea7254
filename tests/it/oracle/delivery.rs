//! Section *delivery*: do our messages arrive?

use super::groups::Slice;
use super::measure::{Measured, count, share, times};
use super::merge::State;
use std::collections::BTreeSet;

pub const IDS: &[&str] = &[
    "messages_sent",
    "messages_delivered",
    "messages_read",
    "messages_failed",
    "messages_pending",
    "messages_received",
    "delivery_rate",
    "failure_rate",
    "open_rate",
    "open_rate_observable",
    "delivery_latency*",
    "time_to_open*",
    "unreachable_recipients",
];

/// Error codes of the class "unreachable".
pub fn unreachable(code: Option<i64>) -> bool {
    [131026, 1026, 1013, 63024, 63003].map(Some).contains(&code)
}

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let sent = slice.messages(|m| m.is_outbound());
    let received = slice.messages(|m| m.inbound);
    let m = |i: &usize| &world.messages[*i];
    let read = |i: &usize| m(i).state == State::Read;

    let known: Vec<usize> = sent.iter().copied().filter(|i| m(i).known()).collect();
    let delivered: Vec<usize> = sent.iter().copied().filter(|i| m(i).delivered()).collect();
    let failed = known.iter().filter(|i| m(i).failed()).count();
    let pending = known.iter().filter(|i| !m(i).failed() && !m(i).delivered()).count();
    let reads = delivered.iter().filter(|i| read(i)).count();

    let observable: Vec<usize> = delivered
        .iter()
        .copied()
        .filter(|i| {
            (0..world.messages.len()).any(|other| {
                other != *i && m(&other).is_outbound() && m(&other).customer == m(i).customer && read(&other)
            })
        })
        .collect();

    let between = |i: &usize, from: Option<i64>, to: Option<i64>| {
        world.duration(m(i).customer, from?, to?).map(|duration| (duration, false))
    };
    let latency: Vec<_> = sent.iter().filter_map(|i| between(i, m(i).given, m(i).row.delivered_at)).collect();
    let opening: Vec<_> = sent.iter().filter_map(|i| between(i, m(i).row.delivered_at, m(i).row.read_at)).collect();

    let customers: BTreeSet<usize> = sent.iter().map(|i| m(i).customer).collect();
    let lost = customers.iter().filter(|customer| {
        sent.iter().filter(|i| m(i).customer == **customer).all(|i| m(i).failed() && unreachable(m(i).row.error_code))
    });

    let no_states = !world.known.states;
    let no_reads = !world.known.reads;
    let rate = |kpi: &str, units: &[usize], has: &dyn Fn(&usize) -> bool| {
        let units: Vec<_> = units.iter().map(|i| (has(i), false)).collect();
        share(kpi, &units, false)
    };
    let mut all = vec![
        count("messages_sent", sent.len(), 0),
        count("messages_delivered", delivered.len(), 0).unless(no_states),
        count("messages_read", reads, 0).unless(no_reads),
        count("messages_failed", failed, 0).unless(no_states),
        count("messages_pending", pending, 0).unless(no_states),
        count("messages_received", received.len(), 0),
        rate("delivery_rate", &known, &|i| m(i).delivered()).unless(no_states),
        rate("failure_rate", &known, &|i| m(i).failed()).unless(no_states),
        rate("open_rate", &delivered, &read).unless(no_reads),
        rate("open_rate_observable", &observable, &read).unless(no_reads),
        count("unreachable_recipients", lost.count(), 0).unless(no_states),
    ];
    all.extend(times("delivery_latency", &latency, false));
    all.extend(times("time_to_open", &opening, false).into_iter().map(|t| t.unless(no_reads)));
    all
}
