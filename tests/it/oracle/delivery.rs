//! Section *delivery*: do our messages arrive?

use super::groups::Slice;
use super::measure::{Measured, Unit, count, share, times};
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
    // Where no source reports reads, what taps and clicks prove is no count of reads.
    let openable: &[usize] = if world.known.reads { &delivered } else { &[] };
    let reads = openable.iter().filter(|i| read(i)).count();

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
    let counts_of_states = world.counted(|row| row.delivered, |row| row.sent);
    let counts_of_reads = world.counted(|row| row.read, |row| row.delivered);
    let rate = |kpi: &str, units: &[usize], has: &dyn Fn(&usize) -> bool, more: Vec<Unit>| {
        let mut units: Vec<_> = units.iter().map(|i| (has(i), false)).collect();
        units.extend(more);
        share(kpi, &units, false)
    };
    let no_delivery = no_states && !counts_of_states;
    let no_opening = no_reads && !counts_of_reads;
    let told = |count| slice.aggregate_count(count);
    let still_pending = told(|row| row.sent) - told(|row| row.delivered) - told(|row| row.failed);
    let of_sent = |has| slice.aggregate_units(has, |row| row.sent);
    let opened = slice.aggregate_units(|row| row.read, |row| row.delivered);
    let mut all = vec![
        count("messages_sent", sent.len() + told(|row| row.sent), 0),
        count("messages_delivered", delivered.len() + told(|row| row.delivered), 0).unless(no_delivery),
        count("messages_read", reads + told(|row| row.read), 0).unless(no_opening),
        count("messages_failed", failed + told(|row| row.failed), 0).unless(no_delivery),
        count("messages_pending", pending + still_pending, 0).unless(no_delivery),
        count("messages_received", received.len(), 0),
        rate("delivery_rate", &known, &|i| m(i).delivered(), of_sent(|row| row.delivered)).unless(no_delivery),
        rate("failure_rate", &known, &|i| m(i).failed(), of_sent(|row| row.failed)).unless(no_delivery),
        rate("open_rate", openable, &read, opened).unless(no_opening),
        rate("open_rate_observable", &observable, &read, vec![]).unless(no_reads),
        count("unreachable_recipients", lost.count(), 0).unless(no_states),
    ];
    all.extend(times("delivery_latency", &latency, false));
    all.extend(times("time_to_open", &opening, false).into_iter().map(|t| t.unless(no_reads)));
    all
}
