//! Tests of archives and workbooks: what becomes of each member and sheet, and what is refused.

use std::io::Read;

use super::*;
use packed::{ods, xlsx, zipped};

#[path = "../../../../tests/it/packed.rs"]
mod packed;

fn content(input: &Input) -> Result<String> {
    let mut text = String::new();
    input.open()?.reader.read_to_string(&mut text)?;
    Ok(text)
}

/// Paths and contents of what is read, sentences on what is left out.
type Held = (Vec<(String, String)>, Vec<String>);

/// What a file becomes whose name is `name`.
fn unpacked(name: &str, bytes: &[u8], named: bool) -> Result<Held> {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join(name);
    std::fs::write(&place, bytes).unwrap();
    let Unpacked { inputs, left_out } = unpack(vec![Input::file(place, named, None)], folder.path())?;
    let root = format!("{}/", folder.path().display());
    let inputs =
        inputs.iter().map(|input| Ok((input.path.replace(&root, ""), content(input)?))).collect::<Result<_>>()?;
    Ok((inputs, left_out.iter().map(|sentence| sentence.replace(&root, "")).collect()))
}

fn refused(bytes: &[u8]) -> String {
    let error = format!("{:#}", unpacked("a.zip", bytes, true).err().unwrap());
    let (inputs, left_out) = unpacked("a.zip", bytes, false).unwrap();
    assert!(inputs.is_empty() && left_out.len() == 1, "a note where it was found: {left_out:?}");
    error
}

/// Overwrites bytes behind every mark of a header.
fn patched(mut archive: Vec<u8>, mark: &[u8], offset: usize, bytes: &[u8]) -> Vec<u8> {
    let places: Vec<usize> = memchr::memmem::find_iter(&archive, mark).collect();
    for place in places {
        archive[place + offset..place + offset + bytes.len()].copy_from_slice(bytes);
    }
    archive
}

const CENTRAL: &[u8] = b"PK\x01\x02";

#[test]
fn an_archive_becomes_its_members_and_media_hidden_files_and_settings_are_left_alone() {
    let long = "id,name\n".repeat(100_000);
    let archive = zipped(&[
        ("folder/", b""),
        ("folder/b.csv", long.as_bytes()),
        ("a.txt", b"short"),
        ("folder\\c.csv", b"\xFF\xFEx\0"),
        ("IMG-1.JPG", b"\xFF\xD8"),
        ("talk/voice.opus", b"x"),
        ("__MACOSX/._a.txt", b"x"),
        (".hidden/d.csv", b"x"),
        ("folder/wa-kpi.toml", b"x"),
    ]);
    let (inputs, left_out) = unpacked("a.zip", &archive, true).unwrap();
    let expected = [("a.zip/a.txt", "short"), ("a.zip/folder/b.csv", &long), ("a.zip/folder/c.csv", "x")];
    assert!(inputs.iter().map(|(path, text)| (path.as_str(), text.as_str())).eq(expected));
    assert!(left_out.is_empty());
}

#[test]
fn a_member_may_be_compressed_itself_or_a_workbook_but_no_archive() {
    let book = xlsx(&[("Sends", vec![vec!["id"], vec!["1"]])]);
    let packed = zstd::encode_all(&b"packed\n"[..], 1).unwrap();
    let inner = zipped(&[("c.csv", b"x")]);
    let archive = zipped(&[("a.csv.zst", &packed), ("book.xlsx", &book), ("in.zip", &inner), ("in.bin", &inner)]);
    let (inputs, left_out) = unpacked("a.zip", &archive, true).unwrap();
    let expected = [("a.zip/a.csv.zst", "packed\n"), ("a.zip/book.xlsx/Sends", "id\n1\n")];
    assert!(inputs.iter().map(|(path, text)| (path.as_str(), text.as_str())).eq(expected), "{inputs:?}");
    let said = ["in.bin", "in.zip"].map(|name| archive::nested(&format!("a.zip/{name}")));
    assert_eq!(left_out, said);
}

#[test]
fn members_that_lead_out_of_their_archive_are_left_out() {
    for name in ["../x.csv", "/etc/x.csv", "a/../../x.csv", "C:\\x.csv"] {
        let (inputs, left_out) = unpacked("a.zip", &zipped(&[(name, b"x"), ("b.csv", b"b")]), true).unwrap();
        assert_eq!(inputs, [("a.zip/b.csv".to_owned(), "b".to_owned())], "{name}");
        assert!(left_out[0].contains("leads out of its archive"), "{left_out:?}");
    }
}

#[test]
fn limits_hold_before_anything_is_read() {
    let archive = zipped(&[("a.csv", "x\n".repeat(1000).as_bytes())]);
    let hundred_mebibytes = (100_u32 << 20).to_le_bytes();
    assert!(refused(&patched(archive.clone(), CENTRAL, 24, &hundred_mebibytes)).contains("times its size"));
    assert!(refused(&patched(archive.clone(), CENTRAL, 8, &[1, 0])).contains("password"));
    assert!(refused(&patched(archive, CENTRAL, 10, &[12, 0])).contains("method"));
    let names: Vec<String> = (0..10_001).map(|number| format!("{number}.csv")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refused(&zipped(&members)).contains("holds 10001 files"));
    assert!(refused(&zipped(&[("photo.jpg", b"x")])).contains("holds nothing to read"));
    assert!(refused(b"PK\x03\x04 not really").contains("damaged"));
}

#[test]
fn what_an_archive_says_of_a_member_is_checked_while_reading() {
    let archive = zipped(&[("a.csv", "some line\n".repeat(1000).as_bytes())]);
    for (offset, bytes, word) in [(24, 9000_u32, "longer"), (24, 11_000, "damaged"), (16, 7, "damaged")] {
        let error = unpacked("a.zip", &patched(archive.clone(), CENTRAL, offset, &bytes.to_le_bytes()), true);
        let error = format!("{:#}", error.err().unwrap());
        assert!(error.contains(word), "{error}");
    }
}

#[test]
fn sheets_become_csv_without_empty_edges() {
    let sends = vec![
        vec!["", "", ""],
        vec!["", "id", "sent", "to", "took", "text"],
        vec!["", "=1", "=45943.5@1", "=15550002222", "=0.5@2", "a, \"b\"\nc"],
        vec![],
        vec!["", "=120226000000000000", "=45943@1"],
    ];
    let book = xlsx(&[("Sends", sends), ("Empty", vec![]), ("Notes", vec![vec!["of <mine>"]])]);
    let (inputs, _) = unpacked("book.xlsx", &book, true).unwrap();
    let sends = "id,sent,to,took,text\n1,2025-10-13T12:00:00,15550002222,43200,\"a, \"\"b\"\"\nc\"\n\n\
                 1.20226E+17,2025-10-13,,,\n";
    let expected = [("book.xlsx/Notes", "of <mine>\n"), ("book.xlsx/Sends", sends)];
    assert!(inputs.iter().map(|(path, text)| (path.as_str(), text.as_str())).eq(expected), "{inputs:?}");
    let table = ods("Sends", &[vec!["id", "sent"], vec!["1", "=2026-10-31T22:59:12"]]);
    let (inputs, _) = unpacked("book.ods", &table, true).unwrap();
    assert_eq!(inputs, [("book.ods/Sends".to_owned(), "id,sent\n1,2026-10-31T22:59:12\n".to_owned())]);
}

#[test]
fn a_workbook_that_cannot_be_read_is_told_in_one_sentence() {
    let whole = xlsx(&[("Sends", vec![vec!["id"]])]);
    let torn = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook><sheets>")]);
    let binary = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"\x9C\x01\x04x")]);
    let legacy = [workbook::OLE, b"\xA1\xB1\x1A\xE1 not really"].concat();
    for bytes in [&whole[..whole.len() - 30], &torn, &binary, &legacy, &xlsx(&[("Empty", vec![])])] {
        let said = refused(bytes);
        assert!(said.starts_with('`') && said.lines().count() == 1, "{said}");
    }
    let letter = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>")]);
    assert!(refused(&letter).contains("is a document"));
}

#[test]
fn standard_input_may_be_an_archive() {
    let folder = tempfile::tempdir().unwrap();
    let archive = zipped(&[("a.csv", b"x")]);
    let input = Input::standard(&mut archive.as_slice(), folder.path(), None).unwrap();
    let Unpacked { inputs, .. } = unpack(vec![input], folder.path()).unwrap();
    assert_eq!((inputs[0].path.as_str(), content(&inputs[0]).unwrap().as_str()), ("-/a.csv", "x"));
}
