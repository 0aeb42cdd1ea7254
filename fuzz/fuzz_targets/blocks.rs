//! A file cut into blocks holds the records of the whole: the first byte says how many records a block has.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wa_kpi::sources::Shape;
use wa_kpi::tables::intake::{Intake, Names};
use wa_kpi_fuzz::{File, INTAKE_RULES, read};

fuzz_target!(|data: &[u8]| {
    let Some((&every, data)) = data.split_first() else { return };
    let Some(file) = File::of(data).filter(|file| !file.content.starts_with(b"PAR1")) else { return };
    for (source, reader) in file.readers() {
        let whole = file.records(&*reader);
        let ends = match reader.shape() {
            Shape::Whole => continue,
            Shape::Lines => line_ends(whole),
            Shape::Csv { delimiter } => record_ends(whole, delimiter),
        };
        let mut blocks = Vec::new();
        let mut start = 0;
        for end in ends.into_iter().skip(usize::from(every % 4)).step_by(usize::from(every / 4 % 8) + 1) {
            blocks.push(&whole[start..end]);
            start = end;
        }
        if start < whole.len() {
            blocks.push(&whole[start..]);
        }
        let names = Names::default();
        let (mut one, mut many) = (Intake::new(&names, &INTAKE_RULES), Intake::new(&names, &INTAKE_RULES));
        if whole.is_empty() || !read(&*reader, &[whole], &mut one) || !read(&*reader, &blocks, &mut many) {
            continue;
        }
        assert_same(&one, &many, source.id);
    }
});

/// Line ends between a brace and a line that may begin a record. Elsewhere the line end may stand in a damaged value:
/// of those it is known that a cut makes several rejections of one.
fn line_ends(text: &[u8]) -> Vec<usize> {
    let after_value = |end: usize| text[..end].trim_ascii_end().ends_with(b"}");
    let before_record =
        |end: usize| text.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || b"{[".contains(byte));
    let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(place, _)| place + 1);
    ends.filter(|&end| after_value(end) && before_record(end)).collect()
}

/// Behind every line end outside quotes, byte by byte.
fn record_ends(text: &[u8], delimiter: u8) -> Vec<usize> {
    let (mut ends, mut quoted, mut at_start, mut place) = (Vec::new(), false, true, 0);
    while place < text.len() {
        let byte = text[place];
        place += 1;
        match byte {
            b'"' if quoted && text.get(place) == Some(&b'"') => place += 1,
            b'"' if quoted => quoted = false,
            b'"' if at_start => quoted = true,
            b'\n' if !quoted => ends.push(place),
            _ => {}
        }
        at_start = !quoted && (byte == delimiter || byte == b'\n' || byte == b'\r');
    }
    ends
}

fn assert_same(one: &Intake, many: &Intake, source: &str) {
    let (a, b) = (&one.accounts, &many.accounts);
    assert_eq!(a.ignored, b.ignored, "{source}: ignored");
    assert_eq!(a.rejected, b.rejected, "{source}: rejected");
    assert_eq!(a.unknown, b.unknown, "{source}: unknown");
    assert_eq!(a.rejections, b.rejections, "{source}: rejections");
    assert_eq!(a.inputs, b.inputs, "{source}: accounts");
    assert_eq!(messages(one), messages(many), "{source}: messages");
    assert_eq!(one.kept_ids, many.kept_ids, "{source}: ids");
    assert_eq!(one.aliases, many.aliases, "{source}: aliases");
    assert_eq!(one.latest, many.latest, "{source}: latest");
    assert_eq!(lengths(one), lengths(many), "{source}: rows");
}

fn messages(intake: &Intake) -> Vec<(u64, u64)> {
    let mut messages: Vec<_> = intake.messages.rows().unwrap().iter().map(|message| (message.origin().0, message.id())).collect();
    messages.sort_unstable();
    messages
}

fn lengths(intake: &Intake) -> [usize; 9] {
    [
        intake.conversations.len(),
        intake.clicks.len(),
        intake.preferences.len(),
        intake.contacts.len(),
        intake.orders.len(),
        intake.surveys.len(),
        intake.spends.len(),
        intake.aggregates.len(),
        intake.templates.len(),
    ]
}
