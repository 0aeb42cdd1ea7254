//! A naive reader beside the real one: each record cut by the csv crate, its cells read one by one, nothing remembered
//! from row to row. Both must come to the same.

use std::borrow::Cow;

use super::*;
use crate::sources::records::{Cells, Record, Taker, Zoneless, take};
use crate::tables::columns::MESSAGES;
use crate::tables::profile::Profile;
use crate::tables::texts::Text;
use proptest::prelude::*;

/// Cells of every kind, plain and nasty.
fn choices(column: &str) -> &'static [&'static str] {
    match column {
        "message_id" => &["m1", "m2", "m 3", "'=m4", "m,5", "", " m6 ", "m\"7", "ü8", "-", "m;9"],
        "customer" => &["+15550002222", "4915112345678", "4915112345678", "", "1.5E+10", "a,b", "n/a"],
        "direction" => &["inbound", "inbound", "outbound", "outbound", "OUTBOUND", "", "sideways"],
        "at" | "sent_at" | "delivered_at" | "read_at" | "failed_at" | "clicked_at" => {
            &["2026-10-01T08:00:00Z", "2026-10-01T08:00:07Z", "", "", "soon", "5/6/2026", "2026-10-01 08:00", "null"]
        }
        "type" => &["text", "text", "", "Image", "reaction", "voice", "call me at +1 555 000"],
        "author" => &["", "agent", "bot", "robot"],
        "status" => &["", "", "read", "failed", "pending", "unknown", "lost"],
        "cost" | "error_code" | "billable" => &["", "", "0.05", "131026", "true", "free", "none"],
        "text" => &["", "", "stop", "thanks", "great", "two\nlines", "so \"called\""],
        _ => &["", "", "spring", "Flash, \"big\"", "-", " usd "],
    }
}

/// What a message row keeps but its place, and all of its profile.
fn words(row: &Message, names: &Names) -> String {
    let mut profile = names.profiles.get(row.profile);
    let Profile { business, agent, team, template, campaign, variant, .. } = &mut profile;
    let mut texts: Vec<String> = Vec::new();
    let mut take = |text: &mut Text| texts.push(names.texts.text(std::mem::take(text)));
    [business, agent, team, template, campaign, variant].into_iter().for_each(&mut take);
    let Profile { segment, country, language, button, step, currency, .. } = &mut profile;
    [segment, country, language, button, step, currency].into_iter().for_each(&mut take);
    let persons = (names.customers.text(row.customer), names.conversations.text(row.conversation));
    let (id, reply_to) = (row.id(), row.reply_to());
    let states = (row.times, row.record, row.status, row.state_is_open);
    format!("{id:x} {reply_to:x} {persons:?} {states:?} {texts:?} {profile:?}")
}

/// Everything that an intake keeps of messages, in words.
fn told(intake: &mut Intake, names: &Names) -> Vec<String> {
    let mut told: Vec<String> = rows(intake).iter().map(|row| words(row, names)).collect();
    let account = intake.accounts.inputs.first().copied().unwrap_or_default();
    told.push(format!("{account:?} {:?} {:?} {:?}", intake.latest, intake.tells, intake.accounts.unknown));
    told.push(format!("{:?} {:?} {:?}", intake.has_states, intake.reports_states, intake.reports_reads));
    let is_width = |reason: &str| reason.starts_with("the row has");
    let reasons = intake.accounts.rejected.iter().filter(|((_, reason), _)| !is_width(reason));
    told.push(format!("{:?}", reasons.collect::<Vec<_>>()));
    told
}

fn naively(csv: &[u8], delimiter: u8, rules: &IntakeRules) -> Vec<String> {
    let (names, zoneless) = (Names::default(), Zoneless::default());
    let mut intake = Intake::new(&names, rules);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(csv);
    let header = reader.headers().unwrap().clone();
    let places: Vec<usize> = header.iter().map(|name| MESSAGES.find(name).unwrap()).collect();
    let block = Block { input: 0, offset: 0, bytes: Vec::new(), id_text: IdText::Keep, last: true };
    let mut taker = Taker::new(&MESSAGES, &places, &block, TimeRules::default(), &zoneless, &mut intake);
    for (number, record) in reader.records().map(Result::unwrap).enumerate() {
        let mut row = Cells::new(&MESSAGES, Record { position: number as u64, text: "", is_exact: false });
        for (&place, cell) in places.iter().zip(&record) {
            row.cells[place] = Cow::Borrowed(cell);
        }
        if record.len() == places.len() {
            take(&MESSAGES, &row, &mut taker);
        } else {
            taker.reject(&row, "the row has another number of fields");
        }
    }
    told(&mut intake, &names)
}

fn really(csv: &[u8], rules: &IntakeRules) -> Vec<String> {
    let names = Names::default();
    let mut intake = Intake::new(&names, rules);
    let reader = recognise(csv).expect("the file is recognised").reader;
    let skip = reader.skip();
    let bytes = csv[skip..].to_vec();
    // Two blocks, so that the second meets what the first one remembers.
    let middle = bytes[..bytes.len() / 2].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let quotes = bytes[..middle].iter().filter(|&&byte| byte == b'"').count();
    let middle = if quotes % 2 == 0 { middle } else { 0 };
    for (start, bytes) in [(0, &bytes[..middle]), (middle, &bytes[middle..])] {
        let offset = (skip + start) as u64;
        let block = Block { input: 0, offset, bytes: bytes.to_vec(), id_text: IdText::InFile, last: start > 0 };
        reader.read(&block, &mut intake).unwrap();
    }
    told(&mut intake, &names)
}

/// A table: which of the columns it has, and which choices its cells are.
fn tables() -> impl Strategy<Value = (Vec<&'static str>, Vec<Vec<usize>>)> {
    let optional: Vec<&'static str> = MESSAGES.columns.iter().map(|column| column.name).collect();
    let columns = proptest::sample::subsequence(optional, 0..=MESSAGES.columns.len()).prop_map(|mut columns| {
        for required in ["customer", "message_id", "direction"] {
            if !columns.contains(&required) {
                columns.insert(columns.len() / 2, required);
            }
        }
        columns
    });
    let rows = proptest::collection::vec(proptest::collection::vec(0_usize..11, MESSAGES.columns.len()), 1..12);
    (columns.prop_shuffle(), rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nasty_tables_are_read_as_a_naive_reader_reads_them(
        (columns, rows) in tables(),
        repeats in 1_usize..4,
        delimiter in proptest::sample::select(vec![b',', b';', b'\t', b'|']),
        returns in any::<bool>(),
        always in any::<bool>(),
        torn in proptest::option::of(0_usize..12),
        as_of in proptest::option::of(Just(1_790_841_603_000)),
    ) {
        let terminator = if returns { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let quotes = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new();
        let writer = writer.delimiter(delimiter).terminator(terminator).quote_style(quotes).flexible(true);
        let mut writer = writer.from_writer(Vec::new());
        writer.write_record(&columns).unwrap();
        for number in 0..rows.len() * repeats {
            let row = &rows[number % rows.len()];
            let mut cells: Vec<&str> = columns.iter().zip(row).map(|(column, &pick)| {
                let choices = choices(column);
                choices[pick % choices.len()]
            }).collect();
            if torn == Some(number) {
                cells.pop();
            }
            // Without an id its place would stand for it, and the naive reader knows no places.
            let place = columns.iter().position(|column| *column == "message_id").unwrap();
            let stand_in = format!("x{number}");
            if let Some(id) = cells.get_mut(place).filter(|id| matches!(**id, "" | "-")) {
                *id = &stand_in;
            }
            writer.write_record(&cells).unwrap();
        }
        let csv = writer.into_inner().unwrap();
        let rules = IntakeRules { as_of, ..IntakeRules::default() };
        prop_assert_eq!(really(&csv, &rules), naively(&csv, delimiter, &rules));
    }
}
