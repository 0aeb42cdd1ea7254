//! Line numbers of rejected records: counted only where something was rejected.
//!
//! A line of a sheet is a row. Not responsible for files without lines (Parquet): their rejections keep line 0.

use std::io::Read;

use anyhow::{Context, Result};

use super::InputFile;
use crate::sources::input::Opened;
use crate::tables::account::Rejection;

/// Fills the lines of rejections that are sorted by origin.
pub(super) fn number(rejections: &mut [Rejection], files: &[InputFile]) -> Result<()> {
    for group in rejections.chunk_by_mut(|a, b| a.origin.input() == b.origin.input()) {
        let Some(file) = group.first().and_then(|first| files.get(first.origin.input() as usize)) else { continue };
        if !file.binary {
            number_file(group, file).with_context(|| format!("`{}`: cannot be read again", file.path))?;
        }
    }
    Ok(())
}

fn number_file(rejections: &mut [Rejection], file: &InputFile) -> Result<()> {
    let Opened { mark, mut reader, .. } = file.input.open()?;
    let mut position = mark;
    let mut lines = Lines::of(file.input.first_row());
    let mut buffer = vec![0; 1 << 20];
    let mut waiting = rejections.iter_mut().peekable();
    while waiting.peek().is_some() {
        let length = reader.read(&mut buffer)?;
        let mut rest = &buffer[..length];
        while let Some(rejection) =
            waiting.next_if(|rejection| length == 0 || rejection.origin.position() < position + rest.len() as u64)
        {
            let before = rejection.origin.position().saturating_sub(position).min(rest.len() as u64);
            lines.pass(&rest[..before as usize]);
            rest = &rest[before as usize..];
            position += before;
            rejection.line = lines.line;
        }
        lines.pass(rest);
        position += rest.len() as u64;
    }
    Ok(())
}

/// Counts lines.
struct Lines {
    line: u64,
    /// Of a sheet, whose cells may hold line ends: whether a quoted one is open.
    quoted: Option<bool>,
}

impl Lines {
    fn of(first_row: Option<u64>) -> Lines {
        Lines { line: first_row.unwrap_or(1), quoted: first_row.map(|_| false) }
    }

    fn pass(&mut self, bytes: &[u8]) {
        let Some(quoted) = &mut self.quoted else {
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
            return;
        };
        for place in memchr::memchr2_iter(b'\n', b'"', bytes) {
            match bytes[place] {
                b'"' => *quoted = !*quoted,
                _ => self.line += u64::from(!*quoted),
            }
        }
    }
}
