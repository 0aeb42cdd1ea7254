//! A reader that tells how many bytes it has read.

use std::io::{self, Read};

use crate::progress::Progress;

/// A reader and whom it tells.
pub(super) struct Told<R> {
    reader: R,
    progress: Progress,
}

impl<R> Told<R> {
    pub(super) fn new(reader: R, progress: &Progress) -> Told<R> {
        Told { reader, progress: progress.clone() }
    }
}

impl<R: Read> Read for Told<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.progress.read(length as u64);
        Ok(length)
    }
}
