//! Canonical files of every container and table, whole and broken, read into an intake.

mod naive;
mod outcomes;

use polars::prelude::*;

use super::SOURCE;
use crate::sources::input::Sample;
use crate::sources::values::TimeRules;
use crate::sources::{Block, Recognised, Rules};
use crate::tables::intake::{IdText, Intake, IntakeRules, Names};
use crate::tables::message::{Message, Millis, id_hash};
use crate::tables::values::{ConsentEvent, Rating, Status};

fn recognise(bytes: &[u8]) -> Option<Recognised> {
    recognise_with(bytes, TimeRules::default())
}

fn recognise_with(bytes: &[u8], times: TimeRules) -> Option<Recognised> {
    let rules = Rules { times, ..Rules::default() };
    SOURCE.recognise(&Sample::new("file", bytes, true), &rules)
}

/// Reads a file as one block and hands what came of it to the check.
#[track_caller]
fn read<T>(bytes: &[u8], check: impl FnOnce(&Intake, &Names) -> T) -> T {
    read_with(bytes, TimeRules::default(), check)
}

#[track_caller]
fn read_with<T>(bytes: &[u8], rules: TimeRules, check: impl FnOnce(&Intake, &Names) -> T) -> T {
    read_until(None, bytes, rules, check)
}

/// The same, looking from `as_of`.
#[track_caller]
fn read_until<T>(as_of: Option<Millis>, bytes: &[u8], rules: TimeRules, check: impl FnOnce(&Intake, &Names) -> T) -> T {
    let (names, intake_rules) = (Names::default(), IntakeRules { as_of, ..IntakeRules::default() });
    let mut intake = Intake::new(&names, &intake_rules);
    let reader = recognise_with(bytes, rules).expect("the file is recognised").reader;
    let skip = reader.skip();
    let block =
        Block { input: 0, offset: skip as u64, bytes: bytes[skip..].to_vec(), id_text: IdText::InFile, last: true };
    reader.read(&block, &mut intake).unwrap();
    check(&intake, &names)
}

fn rows(intake: &mut Intake) -> Vec<Message> {
    let mut rows: Vec<Message> = intake.messages.rows().unwrap();
    rows.sort_by_key(Message::origin);
    rows
}

/// Everything that a message row keeps but its place, in words.
fn messages(bytes: &[u8]) -> Vec<String> {
    let (names, intake_rules) = (Names::default(), IntakeRules::default());
    let mut intake = Intake::new(&names, &intake_rules);
    let reader = recognise(bytes).expect("the file is recognised").reader;
    let skip = reader.skip();
    let bytes = bytes[skip..].to_vec();
    let block = Block { input: 0, offset: skip as u64, bytes, id_text: IdText::InFile, last: true };
    reader.read(&block, &mut intake).unwrap();
    let describe = |row: &Message| {
        let profile = names.profiles.get(row.profile);
        let text = |text| names.texts.text(text);
        format!(
            "{:x} {:x} {} {} {:?} {:?} {} | {} {} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            row.id(),
            row.reply_to(),
            names.customers.text(row.customer),
            names.conversations.text(row.conversation),
            row.times,
            row.status,
            row.state_is_open,
            text(profile.campaign),
            text(profile.country),
            text(profile.currency),
            profile.cost,
            profile.error_code,
            profile.direction,
            profile.author,
            profile.kind,
            profile.category,
            profile.billable,
            profile.opt_out_word,
            profile.closing_word,
        )
    };
    rows(&mut intake).iter().map(describe).collect()
}

/// How many records there were, and how many of them were ignored and rejected.
fn counts(intake: &Intake) -> [u64; 3] {
    let account = intake.accounts.inputs[0];
    [account.records, account.ignored, account.rejected]
}

const SHOP: &str = "\
message_id,conversation_id,customer,direction,author,type,sent_at,delivered_at,status,error_code,reply_to,campaign,country,cost,currency,billable,text
m1,k1,+15550002222,inbound,,text,2026-10-01T08:00:00Z,,,,,,US,,,,stop
m2,k1,+15550002222,outbound,agent,text,2026-10-01T08:01:30.250Z,2026-10-01T08:01:32Z,,,m1,,US,0.0529,USD,true,
m3,,4915112345678,outbound,campaign,template,2026-10-02T09:00:00+02:00,,failed,131026,,\"Flash, \"\"big\"\"\",DE,0,EUR,false,
m4,,4915112345678,outbound,,,2026-10-02T09:00:00Z,,,,,spring,DE,,,,
";

#[test]
fn a_line_of_very_many_commas_is_no_header() {
    for width in [252, 253, 254, 255, 256, 9000] {
        assert!(recognise(format!("{}\"x\"\n", "{\"a\":1},".repeat(width)).as_bytes()).is_none(), "{width}");
        assert!(recognise(format!("{}x\n", "name,".repeat(width)).as_bytes()).is_none(), "{width}");
    }
}

#[test]
fn csv_json_lines_and_parquet_give_the_same_rows() {
    let mut reader = csv::Reader::from_reader(SHOP.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut lines = String::new();
    for record in &records {
        let mut object = serde_json::Map::new();
        for (name, cell) in header.iter().zip(record).filter(|(_, cell)| !cell.is_empty()) {
            let number = ["cost", "error_code", "billable"].contains(&name.as_str());
            let value = if number { serde_json::from_str(cell).unwrap() } else { cell.into() };
            object.insert(name.clone(), value);
        }
        lines += &format!("{}\n", serde_json::Value::Object(object));
    }
    let columns = header.iter().enumerate().map(|(number, name)| {
        let cells = records.iter().map(|record| Some(&record[number]).filter(|cell| !cell.is_empty()));
        let millis = |cell: &str| chrono::DateTime::parse_from_rfc3339(cell).unwrap().timestamp_millis();
        let column = |series: Series| series.with_name(name.as_str().into()).into_column();
        match name.as_str() {
            "sent_at" => {
                let times: Vec<Option<i64>> = cells.map(|cell| cell.map(millis)).collect();
                let utc = DataType::Datetime(TimeUnit::Milliseconds, TimeZone::opt_try_new(Some("UTC")).unwrap());
                column(Series::new("".into(), times).cast(&utc).unwrap())
            }
            "cost" => column(Series::new("".into(), cells.map(|cell| cell?.parse::<f64>().ok()).collect::<Vec<_>>())),
            "error_code" => {
                column(Series::new("".into(), cells.map(|cell| cell?.parse::<i64>().ok()).collect::<Vec<_>>()))
            }
            "billable" => {
                column(Series::new("".into(), cells.map(|cell| cell?.parse::<bool>().ok()).collect::<Vec<_>>()))
            }
            "country" => {
                let texts = Series::new("".into(), cells.collect::<Vec<_>>());
                column(texts.cast(&DataType::from_categories(Categories::global())).unwrap())
            }
            _ => column(Series::new("".into(), cells.collect::<Vec<_>>())),
        }
    });
    let mut frame = DataFrame::new(records.len(), columns.collect()).unwrap();
    let mut parquet = Vec::new();
    ParquetWriter::new(&mut parquet).finish(&mut frame).unwrap();

    let expected = messages(SHOP.as_bytes());
    assert_eq!(expected.len(), 4);
    assert!(expected[2].contains("Flash, \"big\""));
    assert_eq!(messages(lines.as_bytes()), expected);
    assert_eq!(messages(&parquet), expected);
}

#[test]
fn delimiters_marks_line_ends_and_letter_case_change_nothing() {
    let expected = messages(SHOP.as_bytes());
    for delimiter in [";", "\t", "|"] {
        let other = SHOP.replace("Flash, ", "Flash\u{0} ").replace(',', delimiter).replace('\u{0}', ",");
        assert_eq!(messages(other.as_bytes()), expected, "{delimiter:?}");
    }
    assert_eq!(messages(format!("\u{FEFF}{}", SHOP.replace('\n', "\r\n")).as_bytes()), expected);
    assert_eq!(messages(SHOP.replace("message_id,", "\" Message_ID\",").trim_end().as_bytes()), expected);
}

#[test]
fn headers_are_recognised_by_their_columns_and_foreign_ones_are_left_alone() {
    for (header, table, certainty) in [
        ("message_id,customer,direction", "messages", 95),
        ("message_id,customer,direction,a,b,c,d,e,f", "messages", 60),
        ("customer,at,event", "preferences", 95),
        ("at,customer,message_id", "clicks", 95),
        ("customer,segment", "contacts", 95),
        ("customer,segment,country,shoe size", "contacts", 40),
        ("alias,customer", "aliases", 95),
        ("amount,currency", "spend", 95),
        ("template,rating,at,event", "templates", 95),
        ("order_id,customer,at,value", "orders", 95),
        ("survey_id,customer,kind,score", "surveys", 95),
        ("conversation_id,customer,started_at,agent", "conversations", 95),
        ("since,until,campaign,sent,delivered", "aggregates", 95),
    ] {
        let found = recognise(format!("{header}\n").as_bytes()).expect(header);
        assert_eq!(found.certainty, certainty, "{header}");
        let known = found.columns.iter().filter_map(|column| column.becomes.as_deref());
        assert!(known.clone().count() > 1 && known.clone().all(|name| name.starts_with(table)), "{header}");
    }
    for header in [
        "",
        "at",
        "customer",
        "id,name,email",
        "customer,shoe size,colour",
        "date,amount,currency",
        "category,language",
        "id,Created,Amount,Currency,Fee,Net,Description",
        "at,event,language",
        "{\"object\":\"page\",\"entry\":[]}",
        "to,status,sent_at,template",
        "[12/31/2026, 10:00:00] Anna: customer, direction, message_id",
    ] {
        assert!(recognise(format!("{header}\nx\n").as_bytes()).is_none(), "{header}");
    }
}

#[test]
fn unknown_and_repeated_columns_are_named_and_kept_out() {
    let found = recognise(b"message_id,customer,direction,Shoe size,customer\n").unwrap();
    let uses: Vec<_> = found.columns.iter().map(|column| (column.column.as_str(), column.becomes.as_deref())).collect();
    assert_eq!(uses[1], ("customer", Some("messages.customer")));
    assert_eq!(uses[3..], [("Shoe size", None), ("customer", None)]);
    assert_eq!(found.why, "the header names message_id, customer and direction: table messages");
}

#[test]
fn ids_can_be_read_again_at_the_origin_of_their_row_or_are_kept() {
    let text = "direction,message_id,customer\ninbound,plain,a\ninbound,\"quoted\",\"b\nb\"\ninbound,\"with, comma\",c\n\
                inbound, padded ,d\ninbound,,e\n";
    let mut kept = Vec::new();
    read(text.as_bytes(), |intake, _| kept.clone_from(&intake.kept_ids));
    let kept: Vec<&str> = kept.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(kept, ["with, comma", "padded"]);
    let (names, rules) = (Names::default(), IntakeRules::default());
    let mut intake = Intake::new(&names, &rules);
    let reader = recognise(text.as_bytes()).unwrap().reader;
    let bytes = text.as_bytes()[reader.skip()..].to_vec();
    let block = Block { input: 0, offset: reader.skip() as u64, bytes, id_text: IdText::InFile, last: true };
    reader.read(&block, &mut intake).unwrap();
    let rows = rows(&mut intake);
    for (row, id) in rows.iter().zip(["plain", "quoted"]) {
        assert!(text[row.origin().position() as usize..].starts_with(id));
        assert_eq!(row.id(), id_hash(id));
    }
    assert_eq!(rows[4].origin().position() as usize, text.find("inbound,,e").unwrap());
}

#[test]
fn bad_rows_are_rejected_with_a_reason_and_the_others_are_read() {
    let text = "message_id,customer,direction,sent_at\n\
                m1,a,inbound,2026-10-01T08:00:00Z\n\
                m2,a,sideways,2026-10-01T08:00:00Z\n\
                m3,a,inbound,soon\n\
                m4,a,inbound,5/6/2026\n\
                m5,a,inbound\n\
                \n\
                ,,inbound,2026-10-01T08:00:00Z\n\
                m6,1.5E+10,inbound,2026-10-01T08:00:00Z\n\
                m7,,OUTBOUND,2026-10-01T08:00:00Z\n";
    read(text.as_bytes(), |intake, _| {
        assert_eq!(counts(intake), [8, 0, 6]);
        assert_eq!(intake.messages.len(), 2);
        let reasons: Vec<&str> = intake.accounts.rejections.iter().map(|rejection| rejection.reason.as_str()).collect();
        let starts = [
            "the direction is neither inbound nor outbound",
            "sent_at: it is not a time",
            "sent_at: the date could be read two ways",
            "the row has 3 fields and the header 4",
            "neither a message_id nor a customer",
            "the customer is a number in scientific notation",
        ];
        for (reason, start) in reasons.iter().zip(starts) {
            assert!(reason.starts_with(start), "{reason}");
        }
        assert_eq!(intake.accounts.rejections[3].text, "m5,a,inbound");
    });
}

#[test]
fn unknown_words_and_numbers_are_left_out_and_counted() {
    let text = "message_id,customer,direction,type,category,cost,billable,error_code,status\n\
                m1,a,Inbound,Voice,MARKETING,free,maybe,none,\n\
                m2,a,inbound,call me at +1 555 000,,,,,\n";
    read(text.as_bytes(), |intake, _| {
        assert_eq!(counts(intake), [2, 0, 0]);
        let unknown: Vec<&str> = intake.accounts.unknown.keys().map(|(_, what)| what.as_str()).collect();
        assert_eq!(
            unknown,
            [
                "billable that is not true or false",
                "cost that is not a plain decimal number",
                "type `voice`",
                "type that is none of its words"
            ]
        );
    });
}

#[test]
fn times_without_a_zone_are_utc_unless_told_otherwise_and_noted_once() {
    let text = "message_id,customer,direction,at\nm1,a,inbound,2026-07-01 10:00:00\nm2,a,inbound,2026-07-01 11:00\n";
    let noted =
        |intake: &Intake| intake.accounts.unknown.iter().map(|((_, what), count)| (what.clone(), *count)).collect();
    let (notes, latest): (Vec<(String, u64)>, _) = read(text.as_bytes(), |intake, _| (noted(intake), intake.latest));
    assert_eq!(notes, [("times without a zone were read as UTC".to_owned(), 1)]);
    assert_eq!(latest, Some(1_782_903_600_000));
    let rules = TimeRules { input_tz: Some(chrono_tz::Europe::Berlin), ..TimeRules::default() };
    let (notes, latest) = read_with(text.as_bytes(), rules, |intake, _| (noted(intake), intake.latest));
    assert_eq!(notes, []);
    assert_eq!(latest, Some(1_782_903_600_000 - 2 * 3_600_000));
}

#[test]
fn rows_without_a_state_are_open_and_those_that_say_unknown_are_not() {
    let text = "message_id,customer,direction,status,delivered_at\n\
                m1,a,outbound,,\nm2,a,outbound,unknown,\nm3,a,outbound,pending,\nm4,a,inbound,,\n\
                m5,a,outbound,,2026-10-01T08:00:00Z\n";
    let open: Vec<bool> = messages(text.as_bytes()).iter().map(|row| row.contains(" true |")).collect();
    assert_eq!(open, [true, false, false, false, false]);
    assert_eq!(read(text.as_bytes(), |intake, _| intake.has_states.clone()), [0]);
    let silent = "message_id,customer,direction,sent_at\nm1,a,outbound,2026-10-01T08:00:00Z\n";
    assert!(read(silent.as_bytes(), |intake, _| intake.has_states.is_empty()));
    assert_eq!(Status::from_word("unknown"), Some(Status::Unknown));
}

#[test]
fn bytes_that_are_no_text_harm_their_own_row_only() {
    let mut text =
        b"message_id,customer,direction,campaign\nm1,a,inbound,Fr\xFChling\nm2,a,inbound,\"So\xDFe, n\"\n".to_vec();
    text.extend(b"m3,a,inbound,plain\n");
    read(&text, |intake, names| {
        assert_eq!(counts(intake), [3, 0, 0]);
        let kept: Vec<&str> = intake.kept_ids.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(kept, ["m1", "m2"]);
        assert_eq!(names.profiles.get(2).campaign, names.texts.intern("plain"));
        assert_eq!(names.profiles.get(1).campaign, names.texts.intern("So\u{FFFD}e, n"));
    });
}

#[test]
fn lines_that_are_no_objects_are_rejected() {
    let text = "{\"message_id\":\"m1\",\"customer\":\"a\",\"direction\":\"inbound\"}\n\
                {\"customer\":{\"phone\":1},\"direction\":\"inbound\",\"message_id\":\"m2\"}\n\
                [1,2]\n\"text\"\n\n\
                {\"message_id\":\"m3\",\"extra\":[1],\"customer\":15550002222,\"direction\":\"inbound\",\"campaign\":null}\n\
                {\"message_id\":\"m4\",\"cust";
    read(text.as_bytes(), |intake, _| {
        assert_eq!(counts(intake), [6, 0, 4]);
        assert!(intake.kept_ids.is_empty());
        let reasons: Vec<&String> = intake.accounts.rejected.keys().map(|(_, reason)| reason).collect();
        assert!(reasons.iter().any(|reason| *reason == "customer is an object or a list: write a plain value"));
        assert!(reasons.iter().all(|reason| !reason.contains("line 1")), "{reasons:?}");
    });
}

#[test]
fn every_table_reaches_its_place() {
    let day = "2026-10-01T08:00:00Z";
    read(
        format!("conversation_id,customer,started_at,status,bot\nk1,a,{day},Resolved,true\n,a,{day},,\n").as_bytes(),
        |intake, _| {
            assert!(intake.conversations.rows().unwrap().iter().all(|row| row.resolved));
            assert_eq!(counts(intake), [2, 0, 1]);
        },
    );
    read(format!("at,customer,url\n{day},a,https://example.org\n,a,\n").as_bytes(), |intake, _| {
        assert_eq!((intake.clicks.len(), intake.accounts.inputs[0].rejected), (1, 1));
    });
    read(format!("customer,at,event,scope\na,{day},OPT_OUT,all\na,{day},left,\n").as_bytes(), |intake, _| {
        assert_eq!(intake.preferences[0].event, ConsentEvent::OptOut);
        assert_eq!(counts(intake), [2, 0, 1]);
    });
    read(b"customer,segment,created_at\na,vip,20260102\n", |intake, names| {
        assert_eq!(intake.contacts[0].segment, names.texts.intern("vip"));
        assert_eq!(intake.latest, None);
    });
    read(b"alias,customer\nb,a\n,a\n", |intake, _| {
        assert_eq!((intake.aliases.len(), intake.accounts.inputs[0].rejected), (1, 1));
    });
    read(format!("template,at,event,rating\nwelcome,{day},quality,GREEN\n").as_bytes(), |intake, _| {
        assert_eq!(intake.templates[0].1.rating, Some(Rating::Green));
    });
}
