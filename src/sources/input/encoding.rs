//! How text is encoded, and its way to UTF-8 while it is read.
//!
//! Not responsible for damaged UTF-8: that stays as it is, and whoever reads a record says what is wrong with it.

use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

const BUFFER: usize = 64 * 1024;

/// The encoding of a text that is not UTF-8, by its beginning; `complete` = the beginning is all of it.
pub(super) fn foreign(head: &[u8], complete: bool) -> Option<&'static Encoding> {
    match head {
        [0xFF, 0xFE, ..] | [1..=127, 0, 1..=127, 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, 1..=127, 0, 1..=127, ..] => Some(UTF_16BE),
        _ => is_windows_1252(head, complete).then_some(WINDOWS_1252),
    }
}

/// Whether there are bytes beyond ASCII and not one character of UTF-8: damaged UTF-8 would still have some.
fn is_windows_1252(head: &[u8], complete: bool) -> bool {
    let Err(error) = std::str::from_utf8(head) else { return false };
    // A character that the sample's end cuts says nothing.
    let cut = !complete && error.error_len().is_none();
    !cut && memchr::memchr(0, head).is_none() && head.utf8_chunks().all(|chunk| chunk.valid().is_ascii())
}

/// A text as UTF-8; what does not fit its encoding becomes U+FFFD.
pub(super) fn transcode(reader: Box<dyn Read + Send>, encoding: &'static Encoding) -> io::Result<Box<dyn Read + Send>> {
    let mut builder = DecodeReaderBytesBuilder::new();
    Ok(Box::new(builder.encoding(Some(encoding)).build_with_buffer(reader, vec![0; BUFFER])?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(head: &[u8]) -> &'static str {
        foreign(head, true).map_or("UTF-8", Encoding::name)
    }

    #[test]
    fn an_encoding_is_told_by_the_beginning() {
        assert_eq!(name(b"id,name\n"), "UTF-8");
        assert_eq!(name("id,gr\u{FC}n\n".as_bytes()), "UTF-8");
        assert_eq!(name(b"\xFF\xFEa\0"), "UTF-16LE");
        assert_eq!(name(b"\xFE\xFF\0a"), "UTF-16BE");
        assert_eq!(name(b"a\0,\0b\0"), "UTF-16LE");
        assert_eq!(name(b"\0a\0,\0b"), "UTF-16BE");
        assert_eq!(name(b"gr\xFCn,f\xFChl\n"), "windows-1252");
        assert_eq!(name(b"gr\xFC"), "windows-1252");
    }

    #[test]
    fn damaged_utf_8_and_binary_files_stay_as_they_are() {
        assert_eq!(name(b"gr\xC3\xBCn,f\xFChl\n"), "UTF-8", "one character is whole");
        assert_eq!(name(b"PAR1\0\x15\xFC\x01"), "UTF-8");
        assert!(foreign(b"plain, then cut: \xE2\x82", false).is_none());
    }
}
