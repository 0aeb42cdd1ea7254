//! Archives and workbooks among the inputs become what they hold.
//!
//! Not responsible for the limits of archives (`archive`), nor for cells (`workbook`). One archive deep, no deeper.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};

use super::archive::{self, Archive, Listing};
use super::workbook::{self, Kind};
use crate::progress::Progress;

use super::{Input, Place, not_copied, peek, temporary};

/// No workbook that stands in an archive may be larger.
const WORKBOOK: u64 = 1 << 30;

/// More members of an archive that cannot be read are only counted.
const NAMED: usize = 5;

/// Inputs without archives and workbooks.
#[derive(Default)]
pub struct Unpacked {
    /// Sorted by path.
    pub inputs: Vec<Input>,
    /// What was found and cannot be read, a sentence each.
    pub left_out: Vec<String>,
}

/// Replaces archives and workbooks by what they hold. What the command line names and cannot be read is an error.
pub fn unpack(inputs: Vec<Input>, temp: &Path) -> Result<Unpacked> {
    let mut unpacked = Unpacked::default();
    for input in inputs {
        let named = input.named;
        match unpacked.take(input, temp, false) {
            Err(error) if named => return Err(error),
            Err(error) => unpacked.left_out.push(format!("{error:#}")),
            Ok(()) => {}
        }
    }
    unpacked.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    unpacked.left_out.sort();
    Ok(unpacked)
}

impl Unpacked {
    fn take(&mut self, input: Input, temp: &Path, is_member: bool) -> Result<()> {
        let (plain, reader) = input.decompressed(&Progress::default())?;
        let (magic, reader) = peek(reader, 8).with_context(|| format!("`{}`: cannot be read", input.path))?;
        let is_zip = magic.starts_with(b"PK\x03\x04") || magic.starts_with(b"PK\x05\x06");
        let is_old_book = magic.starts_with(workbook::OLE);
        if !is_zip && !is_old_book {
            self.inputs.push(input);
            return Ok(());
        }
        let input = if plain { input } else { spooled(input, reader, temp)? };
        let Some(place) = input.place().map(Arc::clone) else { return Ok(()) };
        if is_old_book {
            return self.take_book(&input, Kind::Xls, temp);
        }
        let mut archive = archive::open(&place, &input.path)?;
        if let Some(kind) = workbook::kind(&mut archive, &input.path)? {
            let Listing { refused, .. } = archive::list(&mut archive, &place, &input.path)?;
            ensure!(refused.is_empty(), "{}", refused.join("; "));
            if workbook::is_own_report(&mut archive) {
                return Ok(());
            }
            return self.take_book(&input, kind, temp);
        }
        ensure!(plain && !is_member, "{}", archive::nested(&input.path));
        self.take_members(&input, archive, temp)
    }

    fn take_members(&mut self, input: &Input, mut archive: Archive, temp: &Path) -> Result<()> {
        let Some(place) = input.place() else { return Ok(()) };
        let Listing { members, left_out, refused } = archive::list(&mut archive, place, &input.path)?;
        if let Some(reason) = refused.first().filter(|_| input.named) {
            bail!("{reason}");
        }
        let path = &input.path;
        if members.is_empty() && left_out.is_empty() && refused.is_empty() {
            bail!("`{path}`: holds nothing to read, expected exported logs: export it again or leave it out");
        }
        let others = (left_out.len() + refused.len()).saturating_sub(NAMED);
        self.left_out.extend(left_out.into_iter().chain(refused).take(NAMED));
        if others > 0 {
            self.left_out.push(format!("`{path}`: {others} more of its files cannot be read: unpack it first"));
        }
        for (name, member) in members {
            if let Err(error) = self.take(input.inside(&name, Place::Member(member), None), temp, true) {
                self.left_out.push(format!("{error:#}"));
            }
        }
        Ok(())
    }

    fn take_book(&mut self, input: &Input, kind: Kind, temp: &Path) -> Result<()> {
        let sheets = workbook::sheets(input, kind, temp)?;
        let path = &input.path;
        ensure!(!sheets.is_empty(), "`{path}`: is a workbook without a filled cell, expected exported logs");
        for sheet in sheets {
            self.inputs.push(input.inside(&sheet.name, Place::File(Arc::new(sheet.text)), Some(sheet.first_row)));
        }
        Ok(())
    }
}

/// The input with its bytes in a temporary file: neither archives nor workbooks can be read from a stream.
fn spooled(input: Input, reader: Box<dyn Read + Send>, temp: &Path) -> Result<Input> {
    let mut spool = temporary(temp)?;
    let path = &input.path;
    let length = io::copy(&mut reader.take(WORKBOOK + 1), &mut spool);
    let length = length.map_err(|error| not_copied(error, &format!("`{path}`"), temp))?;
    ensure!(length <= WORKBOOK, "`{path}`: is larger than a workbook may be inside an archive: unpack it first");
    spool.flush()?;
    Ok(Input { place: Place::File(Arc::new(spool.into_temp_path())), ..input })
}

#[cfg(test)]
mod tests;
