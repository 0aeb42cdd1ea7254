//! Inputs: files, folders, globs, standard input, members of archives and sheets of workbooks, opened whatever their
//! compression and encoding.
//!
//! Not responsible for what a file holds: the sources look at its [`Sample`] and read its blocks.

mod archive;
mod blocks;
mod cells;
mod cut;
mod encoding;
mod expand;
mod member;
mod told;
mod unpack;
mod workbook;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use hashbrown::HashSet;
use serde_json::Value;

pub use blocks::{Blocks, Piece};
pub use expand::expand;
pub use unpack::{Unpacked, unpack};

use super::Source;
use super::survey::{Names, Survey, Values};
use crate::progress::Progress;
use crate::tables::{ids, temporary};
use member::Member;
use told::Told;

/// The beginning of a file as UTF-8, decompressed, for recognition.
pub struct Sample {
    /// The path as shown to people (relative as given).
    pub path: String,
    /// The first bytes (up to 256 KiB) after a byte order mark; ends at the end of a line unless the file is shorter
    /// or has none.
    pub head: Vec<u8>,
    /// Whether `head` is the whole file.
    pub complete: bool,
    survey: Survey,
}

impl Sample {
    /// The beginning of a file of this name.
    pub fn new(path: impl Into<String>, head: impl Into<Vec<u8>>, complete: bool) -> Sample {
        Sample { path: path.into(), head: head.into(), complete, survey: Survey::default() }
    }

    /// Its first JSON values.
    pub fn values(&self) -> &Values {
        self.survey.values(&self.head)
    }

    /// The same with texts that are JSON themselves put in their places.
    pub fn unfolded(&self) -> &[Value] {
        self.survey.unfolded(&self.head)
    }

    /// Every name in its first lines and JSON values, without case and punctuation.
    pub fn words(&self) -> &HashSet<String> {
        self.survey.words(&self.head)
    }

    /// The names in its first lines, cut at a delimiter.
    pub fn lines(&self, delimiter: u8) -> &[Names] {
        self.survey.lines(&self.head, delimiter)
    }
}

/// A file to read.
pub struct Input {
    /// The path as shown to people; `-` for standard input, `exports.zip/log.csv` for a member of an archive,
    /// `book.xlsx/Sheet` for a sheet of a workbook.
    pub path: String,
    /// The source that the command line forces.
    pub forced: Option<&'static Source>,
    /// Whether the command line names it, rather than a folder, a glob or an archive that holds it.
    pub named: bool,
    place: Place,
    /// Of a sheet: the number of its first row that is not empty.
    first_row: Option<u64>,
}

/// Where the bytes of an input stand.
enum Place {
    /// In a file, maybe a temporary one.
    File(ids::Place),
    /// In an archive.
    Member(Member),
}

/// A file opened at its first byte after a byte order mark.
pub struct Opened {
    /// Whether the bytes are read as they stand in a file: neither packed nor of another encoding, and so found again
    /// at their positions.
    pub plain: bool,
    /// Whether the reader tells of the progress; of a plain file whoever reads it does, which is cheaper.
    pub tells: bool,
    /// How many bytes the byte order mark took.
    pub mark: u64,
    /// The text as UTF-8, decompressed.
    pub reader: Box<dyn Read + Send>,
}

const SAMPLE: u64 = 256 * 1024;
const MARK: &[u8] = b"\xEF\xBB\xBF";

impl Input {
    /// A file on disk.
    pub fn file(place: PathBuf, named: bool, forced: Option<&'static Source>) -> Input {
        let path = place.strip_prefix(".").unwrap_or(&place).to_string_lossy().into_owned();
        Input { path, forced, named, place: Place::File(Arc::new(place)), first_row: None }
    }

    /// Standard input, copied to a temporary file so that it can be looked at and read again.
    pub fn standard(reader: &mut dyn Read, folder: &Path, forced: Option<&'static Source>) -> Result<Input> {
        let mut spool = temporary(folder)?;
        io::copy(reader, &mut spool).map_err(|error| not_copied(error, "standard input", folder))?;
        let place = Place::File(Arc::new(spool.into_temp_path()));
        Ok(Input { path: "-".to_owned(), forced, named: true, place, first_row: None })
    }

    /// What stands inside this input.
    fn inside(&self, name: &str, place: Place, first_row: Option<u64>) -> Input {
        // Names come from strangers: they must not steer a terminal.
        let name = name.replace(char::is_control, "\u{FFFD}");
        Input { path: format!("{}/{name}", self.path), forced: self.forced, named: false, place, first_row }
    }

    /// The file whose bytes it is; `None` for a member of an archive.
    pub fn place(&self) -> Option<&ids::Place> {
        match &self.place {
            Place::File(place) => Some(place),
            Place::Member(_) => None,
        }
    }

    /// Of a sheet, whose lines are rows: the number of the first one.
    pub fn first_row(&self) -> Option<u64> {
        self.first_row
    }

    /// How many bytes it takes where it is stored.
    pub fn stored(&self) -> u64 {
        match &self.place {
            Place::File(place) => std::fs::metadata((**place).as_ref()).map_or(0, |file| file.len()),
            Place::Member(member) => member.compressed,
        }
    }

    /// Opens it. An error says what the file is where it cannot be read.
    pub fn open(&self) -> Result<Opened> {
        self.open_telling(&Progress::default())
    }

    /// Opens it to be read from its beginning to its end, and told of.
    pub fn open_telling(&self, progress: &Progress) -> Result<Opened> {
        let (mut plain, mut reader) = self.decompressed(progress)?;
        let mut tells = !plain;
        let mut head = Vec::new();
        let taken = reader.by_ref().take(SAMPLE).read_to_end(&mut head);
        taken.with_context(|| format!("`{}`: cannot be read", self.path))?;
        let foreign = encoding::foreign(&head, (head.len() as u64) < SAMPLE);
        reader = Box::new(io::Cursor::new(head).chain(reader));
        if let Some(encoding) = foreign {
            let reader_that_tells: Box<dyn Read + Send> =
                if tells { reader } else { Box::new(Told::new(reader, progress)) };
            (plain, tells, reader) = (false, true, encoding::transcode(reader_that_tells, encoding)?);
        }
        let (head, mut reader) = peek(reader, MARK.len() as u64)?;
        if head != MARK {
            return Ok(Opened { plain, tells, mark: 0, reader });
        }
        reader.read_exact(&mut [0; MARK.len()])?;
        Ok(Opened { plain, tells, mark: MARK.len() as u64, reader })
    }

    /// Its bytes, decompressed, and whether they stand so in a file.
    fn decompressed(&self, progress: &Progress) -> Result<(bool, Box<dyn Read + Send>)> {
        let opened: io::Result<Box<dyn Read + Send>> = match &self.place {
            Place::File(place) => File::open((**place).as_ref()).map(|file| Box::new(file) as _),
            Place::Member(member) => member.open(progress),
        };
        let reader = opened.with_context(|| format!("`{}`: cannot be opened", self.path))?;
        let (magic, reader) = peek(reader, 4).with_context(|| format!("`{}`: cannot be read", self.path))?;
        let in_file = matches!(self.place, Place::File(_));
        let told = |reader: Box<dyn Read + Send>| -> Box<dyn Read + Send> {
            if in_file { Box::new(Told::new(reader, progress)) } else { reader }
        };
        Ok(match magic.as_slice() {
            [0x1F, 0x8B, ..] => (false, Box::new(flate2::read::MultiGzDecoder::new(io::BufReader::new(told(reader))))),
            [0x28, 0xB5, 0x2F, 0xFD] => (false, Box::new(zstd::Decoder::new(told(reader))?)),
            _ => (in_file, reader),
        })
    }

    /// The beginning of the file, and whether it is [plain](Opened::plain).
    pub fn sample(&self) -> Result<(Sample, bool)> {
        let Opened { plain, reader, .. } = self.open()?;
        let mut head = Vec::new();
        reader.take(SAMPLE + 1).read_to_end(&mut head).with_context(|| format!("`{}`: cannot be read", self.path))?;
        let complete = head.len() as u64 <= SAMPLE;
        if !complete {
            head.truncate(SAMPLE as usize);
            if let Some(newline) = memchr::memrchr(b'\n', &head) {
                head.truncate(newline + 1);
            }
        }
        Ok((Sample::new(self.path.as_str(), head, complete), plain))
    }
}

/// A new temporary file.
fn temporary(folder: &Path) -> Result<tempfile::NamedTempFile> {
    temporary::file(&tempfile::Builder::new(), folder)
        .with_context(|| format!("cannot make a temporary file in `{}`: choose another --temp", folder.display()))
}

/// Why something could not be copied to a temporary file.
fn not_copied(error: io::Error, what: &str, folder: &Path) -> anyhow::Error {
    if matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
        // The name of the file means nothing to anybody.
        return anyhow::Error::from(io::Error::from(error.kind())).context(format!(
            "cannot copy {what} to the temporary folder {}: free space there, or name another with --temp",
            folder.display()
        ));
    }
    anyhow::Error::from(error).context(format!("cannot copy {what} to a temporary file"))
}

/// Looks at the first bytes of a stream and puts them back.
fn peek(mut reader: Box<dyn Read + Send>, length: u64) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = Vec::new();
    reader.by_ref().take(length).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(io::Cursor::new(head).chain(reader))))
}

#[cfg(test)]
mod tests;
