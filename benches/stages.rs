//! Benches of the whole way from files to figures, on invented messages: reading alone, and reading with measuring.
//!
//! Run with `cargo bench`. Not a test: nothing here asserts a time.

use std::fmt::Write as _;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wa_kpi::analysis::compute;
use wa_kpi::request::Request;
use wa_kpi::settings::Settings;
use wa_kpi::sources::load::{LoadRequest, load};
use wa_kpi::tables::intake::{IntakeRules, Names};

const MESSAGES: u64 = 100_000;

/// Campaign messages and answered questions of many customers, as canonical CSV.
fn invent() -> String {
    let mut csv = String::from(
        "message_id,conversation_id,customer,direction,author,agent,campaign,category,sent_at,delivered_at,read_at,cost,country\n",
    );
    for number in 0..MESSAGES {
        let (customer, second) = (number * 7919 % 9973, number % 60);
        let (day, hour, minute) = (1 + number / 5000 % 28, number / 200 % 24, number % 59);
        let at = format!("2026-10-{day:02}T{hour:02}:{minute:02}");
        let row = match number % 3 {
            0 => format!("outbound,campaign,,spring,marketing,{at}:{second:02}Z,{at}:59Z,"),
            1 => format!("inbound,customer,,,,{at}:{second:02}Z,,"),
            _ => format!("outbound,agent,Ada,,service,{at}:{second:02}Z,{at}:59Z,{at}:59Z"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(csv, "m{number},k{},4915{customer:08},{row},0.0{},DE", number / 8, number % 3);
    }
    csv
}

fn request(folder: &Path) -> LoadRequest {
    LoadRequest { inputs: vec![folder.display().to_string()], threads: 1, ..LoadRequest::default() }
}

fn stages(criterion: &mut Criterion) {
    let csv = invent();
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("messages.csv"), &csv).expect("the temporary folder can be written");
    let rules = IntakeRules::default();
    let mut group = criterion.benchmark_group("canonical");
    group.throughput(Throughput::Bytes(csv.len() as u64)).sample_size(10);
    group.bench_function("load", |bencher| {
        bencher
            .iter(|| load(&request(folder.path()), &Names::default(), &rules).expect("the file is read").inputs.len())
    });
    group.bench_function("load and compute", |bencher| {
        bencher.iter(|| {
            let names = Names::default();
            let loaded = load(&request(folder.path()), &names, &rules).expect("the file is read");
            let computed = compute(loaded, &names, &Request::default(), &Settings::default());
            computed.expect("the report is computed").report.rows.len()
        })
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
