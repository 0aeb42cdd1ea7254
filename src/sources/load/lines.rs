//! Line numbers of rejected records: counted only where something was rejected.
//!
//! Not responsible for files without lines (Parquet): their rejections keep line 0.

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
    let (mut position, mut line) = (mark, 1);
    let mut buffer = vec![0; 1 << 20];
    let mut waiting = rejections.iter_mut().peekable();
    while waiting.peek().is_some() {
        let length = reader.read(&mut buffer)?;
        let mut rest = &buffer[..length];
        while let Some(rejection) =
            waiting.next_if(|rejection| length == 0 || rejection.origin.position() < position + rest.len() as u64)
        {
            let before = rejection.origin.position().saturating_sub(position).min(rest.len() as u64);
            line += newlines(&rest[..before as usize]);
            rest = &rest[before as usize..];
            position += before;
            rejection.line = line;
        }
        line += newlines(rest);
        position += rest.len() as u64;
    }
    Ok(())
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
