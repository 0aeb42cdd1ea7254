//! Records are cut as the csv crate cuts them, whatever their quotes.

use super::*;
use crate::sources::canonical::layout::ABSENT;

fn cut_all(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut splitter = Splitter::new(delimiter, text.as_bytes());
    let (mut end, mut records) = (0, Vec::new());
    while let Some(place) = splitter.next() {
        assert_eq!(place.start, end);
        end = place.end;
        if !splitter.is_blank() {
            let fields = splitter.fields(text);
            records.push((0..splitter.width()).map(|number| fields.get(number as u8).to_owned()).collect());
        }
    }
    assert_eq!(end, text.len());
    records
}

#[test]
fn quoted_delimiters_newlines_and_doubled_quotes_are_text() {
    assert_eq!(
        cut_all("a,\"b, \"\"c\"\"\nd\",e\r\n\"\",f\"g,\"h\"\r\n\ni,j,\"", b','),
        [vec!["a", "b, \"c\"\nd", "e"], vec!["", "f\"g", "h"], vec!["i", "j", ""]]
    );
}

#[test]
fn every_delimiter_cuts_and_the_others_are_text() {
    for (delimiter, other) in [(b',', ';'), (b';', '\t'), (b'\t', '|'), (b'|', ',')] {
        let text = format!("a{}{other}b{0}", delimiter as char);
        assert_eq!(cut_all(&text, delimiter), [vec!["a".to_owned(), format!("{other}b"), String::new()]]);
    }
}

#[test]
fn fields_beyond_the_last_are_counted_and_the_absent_one_is_empty() {
    let line = "x,".repeat(400);
    for line in [line.clone(), format!("\"\"\"\",{}", &line[2..])] {
        let mut splitter = Splitter::new(b',', line.as_bytes());
        assert_eq!(splitter.next(), Some(0..line.len()));
        assert_eq!(splitter.width(), 401);
        assert_eq!(splitter.fields(&line).get(FIELDS as u8 - 1), "x");
        assert_eq!(splitter.fields(&line).get(ABSENT), "");
        assert!(splitter.fields(&line).is_empty(ABSENT));
    }
}

#[test]
fn random_nasty_lines_are_cut_as_the_csv_crate_cuts_them() {
    const PIECES: [&str; 16] = [
        "a",
        "ü",
        "\"",
        "\"\"",
        ",",
        ",",
        "\n",
        "\r\n",
        " ",
        ";",
        "long text ",
        ",\"a, b\"",
        "\"c\nd\",",
        ",\"\"\r\n",
        "\"e\"\n",
        "a text that is longer than the sixteen bytes that are compared, and it has a comma",
    ];
    let mut seed: u64 = 7;
    for round in 0..6_000 {
        let mut text = String::new();
        // Some are longer than what is looked at ahead.
        for _ in 0..if round % 1000 == 0 { 2000 } else { 12 + round % 8 } {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(PIECES[(seed >> 33) as usize % PIECES.len()]);
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let expected: Vec<Vec<String>> =
            reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(cut_all(&text, b','), expected, "{text:?}");
    }
}

#[test]
fn only_records_with_odd_quotes_are_copied() {
    let lines =
        ["a,b,c", "\"a, b\",c,\"d\ne\"", "\"\",\"b\",c", "a,\"b \"\"c\"\"\",d", "a\",b,c", "\"a\"b,c,d", "a,b,\"c\""];
    let text = lines.join("\r\n");
    let mut splitter = Splitter::new(b',', text.as_bytes());
    for (number, line) in lines.into_iter().enumerate() {
        splitter.next().unwrap();
        let run = splitter.fields(&text).run(0, 2);
        assert_eq!(run.is_none(), [4, 5].contains(&number), "{line}");
        assert!(run.is_none_or(|run| run == line.as_bytes()));
    }
    assert_eq!(splitter.next(), None);
}

#[test]
fn a_record_longer_than_what_is_looked_at_is_cut_all_the_same() {
    for length in [5_000, 20_000, 2_000_000] {
        let record = format!("\"{}\",{}", "a, ".repeat(length / 4), "b".repeat(length / 4));
        let text = format!("x,y\n{record}\nx,y\n");
        let records = cut_all(&text, b',');
        assert_eq!(records.len(), 3);
        assert_eq!(records[1], ["a, ".repeat(length / 4), "b".repeat(length / 4)]);
        assert_eq!(records[2], ["x", "y"]);
    }
}
