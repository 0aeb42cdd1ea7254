//! Tests of opening: compression, byte order marks, encodings, samples.

use std::io::Write;

use super::*;

fn written(bytes: &[u8]) -> Input {
    let folder = std::env::temp_dir();
    Input::standard(&mut &bytes[..], &folder, None).unwrap()
}

fn content(bytes: &[u8]) -> (Vec<u8>, u64) {
    let opened = written(bytes).open().unwrap();
    let (mut all, mut reader) = (Vec::new(), opened.reader);
    reader.read_to_end(&mut all).unwrap();
    (all, opened.mark)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

#[test]
fn compression_is_seen_by_content_and_the_byte_order_mark_is_skipped() {
    let packed = gzip(b"\xEF\xBB\xBF{}\n");
    assert_eq!(content(&packed), (b"{}\n".to_vec(), 3));
    assert_eq!(content(&[packed.as_slice(), &packed].concat()).0, b"{}\n\xEF\xBB\xBF{}\n", "several members");
    assert_eq!(content(&zstd::encode_all(&b"{}\n"[..], 1).unwrap()), (b"{}\n".to_vec(), 0));
    assert_eq!(content(b"\xEF\xBB\xBFa,b"), (b"a,b".to_vec(), 3));
    assert_eq!(content(b"a"), (b"a".to_vec(), 0));
    assert_eq!(content(b""), (Vec::new(), 0));
}

fn utf_16(text: &str, of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(of).collect()
}

#[test]
fn text_of_another_encoding_is_read_as_utf_8_with_or_without_a_mark_and_compressed_too() {
    let long = "message,gr\u{FC}n \u{1F600}\n".repeat(50_000);
    for mark in ["", "\u{FEFF}"] {
        for of in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes = utf_16(&format!("{mark}{long}"), of);
            assert!(content(&bytes).0 == long.as_bytes());
            assert!(content(&gzip(&bytes)).0 == long.as_bytes());
        }
    }
    assert_eq!(content(b"gr\xFCn, 5 \x80\n").0, "gr\u{FC}n, 5 \u{20AC}\n".as_bytes());
}

#[test]
fn only_what_stands_in_a_file_as_it_is_read_can_be_found_again_at_its_position() {
    let plain = |bytes: &[u8]| written(bytes).sample().unwrap().1;
    assert!(plain(b"a,b\n") && plain(b"\xEF\xBB\xBFa,b\n") && plain(b"gr\xC3\xBCn \xFC\n"));
    assert!(!plain(b"gr\xFCn\n") && !plain(b"a\0,\0b\0") && !plain(&gzip(b"a,b\n")));
}

#[test]
fn a_sample_ends_with_a_line_unless_it_is_the_whole_file() {
    let line = [vec![b'x'; 1000], b"\n".to_vec()].concat();
    let (sample, _) = written(&line.repeat(400)).sample().unwrap();
    assert_eq!((sample.complete, sample.head.len() % 1001), (false, 0));
    let (sample, _) = written(b"one\ntwo").sample().unwrap();
    assert_eq!((sample.complete, sample.head.as_slice()), (true, &b"one\ntwo"[..]));
}
