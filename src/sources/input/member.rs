//! A member of a zip archive, read as a stream straight from the archive.
//!
//! Not responsible for which members may be read (`archive`).

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::told::Told;
use crate::progress::Progress;
use crate::tables::ids::Place;

/// Where a member stands in its archive, and what the archive says about it.
pub(super) struct Member {
    pub(super) archive: Place,
    pub(super) start: u64,
    pub(super) compressed: u64,
    pub(super) size: u64,
    pub(super) checksum: u32,
    pub(super) deflated: bool,
}

impl Member {
    /// Its bytes, decompressed. Reading fails where they are not what the archive says.
    pub(super) fn open(&self, progress: &Progress) -> io::Result<Box<dyn Read + Send>> {
        let mut file = File::open((*self.archive).as_ref())?;
        file.seek(SeekFrom::Start(self.start))?;
        let packed = Told::new(file.take(self.compressed), progress);
        Ok(if self.deflated {
            Box::new(Checked::new(DeflateDecoder::new(packed), self))
        } else {
            Box::new(Checked::new(packed, self))
        })
    }
}

/// Compares what is read with the size and the checksum that the archive tells.
struct Checked<R> {
    reader: R,
    left: u64,
    checksum: u32,
    sum: Crc,
}

impl<R> Checked<R> {
    fn new(reader: R, member: &Member) -> Checked<R> {
        Checked { reader, left: member.size, checksum: member.checksum, sum: Crc::new() }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let damaged = |what: &str| io::Error::new(ErrorKind::InvalidData, format!("{what}: pack the archive again"));
        let length = self.reader.read(buffer)?;
        let Some(left) = self.left.checked_sub(length as u64) else {
            return Err(damaged("it is longer than its archive says"));
        };
        self.left = left;
        self.sum.update(&buffer[..length]);
        if length == 0 && !buffer.is_empty() && (left > 0 || self.sum.sum() != self.checksum) {
            return Err(damaged("it is not what its archive says, the archive is damaged"));
        }
        Ok(length)
    }
}
