//! Benches of the whole way from files to figures, on invented messages: reading alone, and reading with measuring.
//!
//! Run with `cargo bench`. Not a test: nothing here asserts a time.

use std::fmt::Write as _;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wa_kpi::analysis::observe;
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

/// Three statuses of each message and the answers to some, as Meta posts them, a body a line.
fn invent_webhooks() -> String {
    let mut lines = String::new();
    for number in 0..MESSAGES {
        let (customer, at) = (number * 7919 % 9973, 1_790_000_000 + number * 7);
        let news = |place: u64| match ["sent", "delivered", "read"].get(place as usize) {
            Some(status) => format!(
                r#""statuses":[{{"id":"wamid.HBgNMTU1NTAwMDEyMzQ{number:08}AA==","status":"{status}","timestamp":"{}","recipient_id":"4915{customer:08}","biz_opaque_callback_data":"campaign=spring;variant=A","conversation":{{"id":"c{number:032}","origin":{{"type":"marketing"}}}},"pricing":{{"billable":true,"pricing_model":"PMP","category":"marketing","type":"regular"}}}}]"#,
                at + place * 5,
            ),
            None => format!(
                r#""contacts":[{{"profile":{{"name":"Customer {customer}"}},"wa_id":"4915{customer:08}"}}],"messages":[{{"from":"4915{customer:08}","id":"wamid.answer{number:020}","timestamp":"{}","type":"text","text":{{"body":"Ol\u00e1, is size \"M\" in stock?"}}}}]"#,
                at + 60,
            ),
        };
        for place in 0..if number % 4 == 0 { 4 } else { 3 } {
            // Writing to a string cannot fail.
            let _ = writeln!(
                lines,
                r#"{{"object":"whatsapp_business_account","entry":[{{"id":"102290129340398","changes":[{{"value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"15550001111","phone_number_id":"106540352242922"}},{}}},"field":"messages"}}]}}]}}"#,
                news(place),
            );
        }
    }
    lines
}

fn request(folder: &Path) -> LoadRequest {
    LoadRequest { inputs: vec![folder.display().to_string()], threads: 1, ..LoadRequest::default() }
}

fn stages(criterion: &mut Criterion) {
    measure(criterion, "canonical", "messages.csv", &invent());
    measure(criterion, "webhooks", "webhooks.jsonl", &invent_webhooks());
}

fn measure(criterion: &mut Criterion, name: &str, file: &str, content: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join(file), content).expect("the temporary folder can be written");
    let rules = IntakeRules::default();
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(content.len() as u64)).sample_size(10);
    group.bench_function("load", |bencher| {
        bencher
            .iter(|| load(&request(folder.path()), &Names::default(), &rules).expect("the file is read").inputs.len())
    });
    group.bench_function("load and compute", |bencher| {
        bencher.iter(|| {
            let names = Names::default();
            let loaded = load(&request(folder.path()), &names, &rules).expect("the file is read");
            let (request, settings) = (Request::default(), Settings::default());
            let observed = observe(loaded, &names, &request, &settings);
            observed.expect("the inputs are measured").report().rows.len()
        })
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
