//! Tests of loading: several threads and files, what is rejected, what cannot be read.

use std::io::Write;
use std::path::Path;

use super::*;

#[test]
fn own_reports_are_known_whatever_their_layout() {
    assert!(is_own_report(b"{\n  \"schema\": \"wa-kpi/report/1\",\n"));
    assert!(is_own_report(b"period_since,period_until,campaign,kpi\n"));
    assert!(is_own_report(b"{\n  \"schema\": \"wa-kpi/check/1\",\n"));
    assert!(is_own_report(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"wa-kpi check\" tests=\"2\""
    ));
    assert!(!is_own_report(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"other\""));
    assert!(is_own_report(b"WhatsApp KPIs  the whole input") && is_own_report(b"# WhatsApp KPIs\n\nthe whole"));
    assert!(!is_own_report(b"{\"schema\":\"other\"}"));
}

#[test]
fn what_cannot_be_read_is_an_error_when_named_and_a_note_when_found() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in [("a.txt", &b"hello\n"[..]), ("b.zip", b"PK\x03\x04"), ("c.log", b"")] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let (names, rules) = (Names::default(), IntakeRules::default());
    let root = folder.path().to_string_lossy().into_owned();
    let load = |path: String| load(&LoadRequest { inputs: vec![path], ..Default::default() }, &names, &rules);
    assert_eq!(load(root.clone()).unwrap().unrecognised.len(), 3);
    for (name, word) in
        [("a.txt", "recognises"), ("b.zip", "zip"), ("c.log", "empty"), ("send-log:ROOT/a.txt", "send-log")]
    {
        let path = if name.contains(':') { name.replace("ROOT", &root) } else { format!("{root}/{name}") };
        let error = load(path).err().unwrap().to_string();
        assert!(error.contains(word), "{error}");
    }
}

fn status(id: usize) -> String {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"9","changes":[{{"field":"messages","value":{{"statuses":[{{"id":"wamid.{id}=","status":"sent","timestamp":"{}","recipient_id":"1555{:07}"}}]}}}}]}}]}}"#,
        1_785_072_102 + id,
        id % 1000
    )
}

/// Many bodies, every thousandth torn.
fn log(first: usize, count: usize) -> String {
    let line = |id: usize| if id % 1000 == 7 { status(id)[..80].to_owned() } else { status(id) };
    (first..first + count).map(|id| line(id) + "\n").collect()
}

fn request(path: &Path, threads: usize) -> LoadRequest {
    LoadRequest { inputs: vec![path.to_string_lossy().into_owned()], threads, ..Default::default() }
}

#[test]
fn threads_share_the_files_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.jsonl"), log(0, 60_000)).unwrap();
    std::fs::write(folder.path().join("b.jsonl"), log(60_000, 10)).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(log(70_000, 30_000).as_bytes()).unwrap();
    std::fs::write(folder.path().join("c.log"), gzip.finish().unwrap()).unwrap();
    let rules = IntakeRules::default();
    let told = |threads: usize| {
        let names = Names::default();
        let loaded = load(&request(folder.path(), threads), &names, &rules).unwrap();
        let accounts = loaded.intake.accounts.clone();
        let mut ids: Vec<_> = loaded.intake.messages.rows().unwrap();
        ids.sort_by_key(|message| message.origin());
        let ids: Vec<_> = ids.iter().map(|message| (message.origin(), message.id())).collect();
        (loaded.inputs.len(), ids, accounts.inputs, accounts.rejections, loaded.intake.kept_ids)
    };
    let one = told(1);
    assert_eq!((one.0, one.1.len(), one.4.len()), (3, 90_010 - 91, 30_000 - 30));
    assert_eq!(one, told(4));
    let lines: Vec<(u32, u64)> = one.3.iter().map(|rejection| (rejection.origin.input(), rejection.line)).collect();
    let expected: Vec<(u32, u64)> = (0..20).map(|n| (0, n * 1000 + 8)).chain([(1, 8)]).collect();
    assert_eq!(lines[..21], expected, "the first of each input, with their lines");
    assert_eq!(lines[21..].iter().map(|(_, line)| *line).take(3).collect::<Vec<_>>(), [8, 1008, 2008]);
}

#[test]
fn every_id_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a.jsonl");
    std::fs::write(&place, format!("\u{FEFF}{}", log(0, 500))).unwrap();
    let (names, rules) = (Names::default(), IntakeRules::default());
    let loaded = load(&request(&place, 2), &names, &rules).unwrap();
    let places = loaded.inputs.iter().map(|input| input.plain_place().cloned()).collect();
    let ids = crate::tables::ids::IdTexts::new(places, loaded.intake.kept_ids);
    for message in loaded.intake.messages.rows().unwrap() {
        let text = ids.text(message.origin()).unwrap();
        assert_eq!(crate::tables::message::id_hash(&text), message.id());
    }
}

#[test]
fn a_damaged_archive_is_an_error_that_names_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a.jsonl.gz");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(log(0, 20_000).as_bytes()).unwrap();
    let bytes = gzip.finish().unwrap();
    std::fs::write(&place, &bytes[..bytes.len() - 100]).unwrap();
    let (names, rules) = (Names::default(), IntakeRules::default());
    let error = load(&request(&place, 2), &names, &rules).err().unwrap();
    assert!(format!("{error:#}").contains("a.jsonl.gz"), "{error:#}");
}

#[test]
fn a_reader_that_panics_is_an_error_that_names_the_file() {
    struct Hostile;
    impl Read for Hostile {
        fn shape(&self) -> crate::sources::Shape {
            crate::sources::Shape::Lines
        }
        fn read(&self, _: &crate::sources::Block, _: &mut Intake) -> Result<()> {
            panic!("a test's panic: expected in the output")
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("hostile.log");
    std::fs::write(&place, "x\n").unwrap();
    let files = [InputFile {
        path: "hostile.log".to_owned(),
        source: super::super::sources().next().unwrap(),
        plain: true,
        why: String::new(),
        columns: Vec::new(),
        reader: Arc::new(Hostile),
        input: Input::file(place, true, None),
        binary: false,
    }];
    let (names, rules) = (Names::default(), IntakeRules::default());
    let memory = Memory { limit: None, folder: std::env::temp_dir(), threads: 2 };
    let error = workers::read(&files, &memory, &Progress::default(), &names, &rules).err().unwrap();
    assert!(format!("{error:#}").contains("hostile.log"), "{error:#}");
}
