//! Benches of the packed form of messages: what packing and unpacking a row costs.
//!
//! Run with `cargo bench --bench packed`. Not a test: nothing here asserts a time.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wa_kpi::tables::bag::Bag;
use wa_kpi::tables::message::{Message, Origin, RecordKind, Time, Times};
use wa_kpi::tables::texts::Text;
use wa_kpi::tables::values::Status;

const MESSAGES: u64 = 200_000;

/// Messages as a log has them: in the order of time, of many customers, most of them delivered, half of them read.
fn invent() -> Vec<Message> {
    let message = |number: u64| {
        let at = 1_785_072_102_000 + 1000 * (number as i64 / 3);
        let read = number.is_multiple_of(2).then_some(at + 1000 * (number as i64 % 977));
        let times = [None, Some(at), Some(at + 2000), read, None, None].map(Time::new);
        let [none, sent, delivered, read, failed, clicked] = times;
        let times = Times { at: none, sent, delivered, read, failed, clicked };
        let id = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let (customer, conversation) = (Text((number * 7919 % 500_009) as u32), Text((number / 7) as u32));
        let (origin, profile) = (Origin::new(0, number * 183), (number % 3000) as u32);
        Message::new(id, 0, origin, customer, conversation, profile, times, RecordKind::Message, Status::Read)
    };
    (0..MESSAGES).map(message).collect()
}

fn pack(messages: &[Message]) -> Bag<Message> {
    let mut bag = Bag::default();
    messages.iter().for_each(|message| bag.push(Bag::<Message>::part_of(message.id()), *message));
    bag
}

fn packed(criterion: &mut Criterion) {
    let messages = invent();
    let bag = pack(&messages);
    let mut group = criterion.benchmark_group("packed messages");
    group.throughput(Throughput::Elements(MESSAGES)).sample_size(20);
    group.bench_function("pack", |bencher| bencher.iter(|| pack(&messages).len()));
    group.bench_function("unpack", |bencher| {
        bencher.iter(|| {
            let mut latest = None;
            bag.for_each(|message| latest = latest.max(message.times.latest())).expect("rows in memory come back");
            latest
        })
    });
    group.finish();
}

criterion_group!(benches, packed);
criterion_main!(benches);
