//! Inputs: files, folders, globs and standard input, opened whatever their compression.
//!
//! Not responsible for what a file holds: the sources look at its [`Sample`] and read its blocks.

mod blocks;
mod cut;
mod expand;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempPath;

pub use blocks::{Blocks, Piece};
pub use expand::expand;

use super::Source;

/// The beginning of a file, decompressed, for recognition.
pub struct Sample {
    /// The path as shown to people (relative as given).
    pub path: String,
    /// The first bytes (up to 256 KiB) after a byte order mark; ends at the end of a line unless the file is shorter
    /// or has none.
    pub head: Vec<u8>,
    /// Whether `head` is the whole file.
    pub complete: bool,
}

/// A file to read.
pub struct Input {
    /// The path as shown to people; `-` for standard input.
    pub path: String,
    /// The source that the command line forces.
    pub forced: Option<&'static Source>,
    /// Whether the command line names it, rather than a folder or glob that holds it.
    pub named: bool,
    place: PathBuf,
    /// Keeps the copy of standard input until nobody needs it.
    _spool: Option<TempPath>,
}

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    Plain,
    /// Gzip, one member or several.
    Gzip,
    /// Zstandard.
    Zstd,
}

/// A file opened at its first byte after a byte order mark.
pub struct Opened {
    /// How it is compressed.
    pub compression: Compression,
    /// How many bytes the byte order mark took.
    pub mark: u64,
    /// The decompressed bytes.
    pub reader: Box<dyn Read + Send>,
}

const SAMPLE: u64 = 256 * 1024;
const MARK: &[u8] = b"\xEF\xBB\xBF";

impl Input {
    /// A file on disk.
    pub fn file(place: PathBuf, named: bool, forced: Option<&'static Source>) -> Input {
        let shown = place.strip_prefix(".").unwrap_or(&place).to_string_lossy().into_owned();
        Input { path: shown, forced, named, place, _spool: None }
    }

    /// Standard input, copied to a temporary file so that it can be looked at and read again.
    pub fn standard(reader: &mut dyn Read, folder: &Path, forced: Option<&'static Source>) -> Result<Input> {
        let mut spool = tempfile::NamedTempFile::new_in(folder).with_context(|| {
            format!("cannot make a temporary file in `{}`: choose another --temp", folder.display())
        })?;
        io::copy(reader, &mut spool).context("cannot copy standard input to a temporary file")?;
        let spool = spool.into_temp_path();
        Ok(Input { path: "-".to_owned(), forced, named: true, place: spool.to_path_buf(), _spool: Some(spool) })
    }

    /// Where its bytes stand.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Opens it. An error says what the file is where it cannot be read.
    pub fn open(&self) -> Result<Opened> {
        let file = File::open(&self.place).with_context(|| format!("`{}`: cannot be opened", self.path))?;
        let (magic, file) = peek(file, 4).with_context(|| format!("`{}`: cannot be read", self.path))?;
        let compression = match magic.as_slice() {
            [0x1F, 0x8B, ..] => Compression::Gzip,
            [0x28, 0xB5, 0x2F, 0xFD] => Compression::Zstd,
            b"PK\x03\x04" => bail!("`{}`: is a zip archive or a workbook, expected text: unpack it first", self.path),
            _ => Compression::Plain,
        };
        let reader: Box<dyn Read + Send> = match compression {
            Compression::Plain => file,
            Compression::Gzip => Box::new(flate2::read::MultiGzDecoder::new(io::BufReader::new(file))),
            Compression::Zstd => Box::new(zstd::Decoder::new(file)?),
        };
        let (head, reader) = peek(reader, 4).with_context(|| format!("`{}`: cannot be decompressed", self.path))?;
        match head.as_slice() {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=127, 0, 1..=127] | [1..=127, 0, 1..=127, 0] => {
                bail!("`{}`: is UTF-16 text, expected UTF-8: save it as UTF-8", self.path)
            }
            _ => {}
        }
        if !head.starts_with(MARK) {
            return Ok(Opened { compression, mark: 0, reader });
        }
        let mut reader = reader;
        reader.read_exact(&mut [0; MARK.len()])?;
        Ok(Opened { compression, mark: MARK.len() as u64, reader })
    }

    /// The beginning of the file, and how it is compressed.
    pub fn sample(&self) -> Result<(Sample, Compression)> {
        let Opened { compression, reader, .. } = self.open()?;
        let mut head = Vec::new();
        reader.take(SAMPLE + 1).read_to_end(&mut head).with_context(|| format!("`{}`: cannot be read", self.path))?;
        let complete = head.len() as u64 <= SAMPLE;
        if !complete {
            head.truncate(SAMPLE as usize);
            if let Some(newline) = memchr::memrchr(b'\n', &head) {
                head.truncate(newline + 1);
            }
        }
        Ok((Sample { path: self.path.clone(), head, complete }, compression))
    }
}

/// Looks at the first bytes of a stream and puts them back.
fn peek<R: Read + Send + 'static>(mut reader: R, length: u64) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = Vec::new();
    reader.by_ref().take(length).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(io::Cursor::new(head).chain(reader))))
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn compression_is_seen_by_content_and_the_byte_order_mark_is_skipped() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"\xEF\xBB\xBF{}\n").unwrap();
        let gzip = gzip.finish().unwrap();
        assert_eq!(content(&gzip), (b"{}\n".to_vec(), 3));
        assert_eq!(content(&[gzip.as_slice(), &gzip].concat()).0, b"{}\n\xEF\xBB\xBF{}\n", "several members");
        assert_eq!(content(&zstd::encode_all(&b"{}\n"[..], 1).unwrap()), (b"{}\n".to_vec(), 0));
        assert_eq!(content(b"\xEF\xBB\xBFa,b"), (b"a,b".to_vec(), 3));
        assert_eq!(content(b"a"), (b"a".to_vec(), 0));
        assert_eq!(content(b""), (Vec::new(), 0));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (bytes, word) in [(&b"PK\x03\x04rest"[..], "zip"), (b"\xFF\xFEa\0", "UTF-16"), (b"a\0,\0b\0", "UTF-16")] {
            let error = written(bytes).open().err().unwrap().to_string();
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn a_sample_ends_with_a_line_unless_it_is_the_whole_file() {
        let line = [vec![b'x'; 1000], b"\n".to_vec()].concat();
        let (sample, _) = written(&line.repeat(400)).sample().unwrap();
        assert_eq!((sample.complete, sample.head.len() % 1001), (false, 0));
        let (sample, _) = written(b"one\ntwo").sample().unwrap();
        assert_eq!((sample.complete, sample.head.as_slice()), (true, &b"one\ntwo"[..]));
    }
}
