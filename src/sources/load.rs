//! Loading: every input is recognised, cut into blocks and read by several threads into one intake.
//!
//! Not responsible for merging records, nor for what any source does with its blocks.

mod lines;
#[cfg(test)]
mod tests;
mod workers;

use std::fs::File;
use std::io::{Read as _, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};

use super::input::{Compression, Input, Sample, expand};
use super::values::TimeRules;
use super::{ColumnUse, Read, Recognised, SOURCES, Source};
use crate::tables::intake::{Intake, IntakeRules, Names};

/// What to load and how.
#[derive(Clone, Debug, Default)]
pub struct LoadRequest {
    /// Files, folders, patterns, `-`; each may be preceded by `SOURCE:`.
    pub inputs: Vec<String>,
    /// How many threads read; at least one does.
    pub threads: usize,
    /// How times that do not speak for themselves are read.
    pub times: TimeRules,
    /// The folder of temporary files; the system's where none is given.
    pub temp: Option<PathBuf>,
}

/// What a Parquet file of facts that this program wrote says of itself: it is skipped like a report.
pub const FACTS_MARK: &str = "wa-kpi/facts/1";

/// Everything that the inputs hold.
pub struct Loaded<'run> {
    /// The files that were read, sorted by path; an input's number is its place here.
    pub inputs: Vec<InputFile>,
    /// Files that a search found and no source recognises, sorted; with the reason where it is a special one.
    pub unrecognised: Vec<String>,
    /// Their records.
    pub intake: Intake<'run>,
}

/// A file that a source reads.
pub struct InputFile {
    /// The path as shown to people.
    pub path: String,
    /// What reads it.
    pub source: &'static Source,
    /// Whether it is compressed.
    pub compressed: bool,
    /// How it was recognised.
    pub why: String,
    /// How its columns are understood.
    pub columns: Vec<ColumnUse>,
    reader: Arc<dyn Read>,
    input: Input,
    binary: bool,
}

impl InputFile {
    /// The file itself.
    pub fn place(&self) -> &Path {
        self.input.place()
    }

    /// Where the file's bytes can be read again at their positions; `None` for a compressed file.
    pub fn plain_place(&self) -> Option<&Path> {
        (!self.compressed).then(|| self.input.place())
    }
}

/// Reads all inputs. An error is a file that cannot be opened, recognised or read; never a record.
pub fn load<'run>(request: &LoadRequest, names: &'run Names, rules: &'run IntakeRules) -> Result<Loaded<'run>> {
    let temp = request.temp.clone().unwrap_or_else(std::env::temp_dir);
    let mut files = Vec::new();
    let mut unrecognised = Vec::new();
    for input in expand(&request.inputs, &temp)? {
        match recognise(input, &request.times)? {
            Found::File(file) => files.push(*file),
            Found::Unrecognised(why) => unrecognised.push(why),
            Found::OwnReport => {}
        }
    }
    let mut intake = workers::read(&files, request.threads, names, rules)?;
    lines::number(&mut intake.accounts.rejections, &files)?;
    Ok(Loaded { inputs: files, unrecognised, intake })
}

enum Found {
    File(Box<InputFile>),
    Unrecognised(String),
    OwnReport,
}

fn recognise(input: Input, times: &TimeRules) -> Result<Found> {
    let (sample, compression) = match input.sample() {
        Ok(sampled) => sampled,
        Err(error) if input.named => return Err(error),
        Err(error) => return Ok(Found::Unrecognised(format!("{error:#}"))),
    };
    if is_own_report(&sample.head) || is_own_facts(&input, &sample.head) {
        return Ok(Found::OwnReport);
    }
    let Some((source, recognised)) = most_certain(&sample, input.forced, times) else {
        if input.named {
            bail!(unrecognised(&input, &sample));
        }
        return Ok(Found::Unrecognised(input.path));
    };
    let Recognised { why, columns, reader, .. } = recognised;
    let (path, compressed) = (input.path.clone(), compression != Compression::Plain);
    let binary = sample.head.starts_with(b"PAR1");
    Ok(Found::File(Box::new(InputFile { path, source, compressed, why, columns, reader, input, binary })))
}

fn most_certain(
    sample: &Sample,
    forced: Option<&'static Source>,
    times: &TimeRules,
) -> Option<(&'static Source, Recognised)> {
    let mut best: Option<(&'static Source, Recognised)> = None;
    for &source in SOURCES.iter().filter(|source| forced.is_none_or(|forced| forced.id == source.id)) {
        if let Some(recognised) = (source.recognise)(sample, times)
            && best.as_ref().is_none_or(|(_, best)| recognised.certainty > best.certainty)
        {
            best = Some((source, recognised));
        }
    }
    best
}

fn unrecognised(input: &Input, sample: &Sample) -> String {
    let path = &input.path;
    if sample.head.is_empty() {
        return format!("`{path}`: is empty, expected exported logs: export it again or leave it out");
    }
    if let Some(source) = input.forced {
        return format!(
            "`{path}`: does not look like `{}` ({}): see `wa-kpi sources {}` for what it must hold",
            source.id, source.name, source.id
        );
    }
    let ids: Vec<&str> = SOURCES.iter().map(|source| source.id).collect();
    format!(
        "`{path}`: no source recognises its content, expected one of {}: see `wa-kpi sources` for what each must hold",
        ids.join(", ")
    )
}

/// Whether a file is a report that this program wrote: always skipped.
fn is_own_report(head: &[u8]) -> bool {
    let start: Vec<u8> = head.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(40).collect();
    start.starts_with(b"{\"schema\":\"wa-kpi/report") || start.starts_with(b"period_since,period_until,")
}

/// Whether a file holds facts that this program wrote: always skipped. A Parquet file says so at its end.
fn is_own_facts(input: &Input, head: &[u8]) -> bool {
    const LONGEST_END: i64 = 64 * 1024;
    if !head.starts_with(b"PAR1") {
        return head.starts_with(b"grain,customer,");
    }
    let end = || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(input.place())?;
        let length = i64::try_from(file.metadata()?.len()).unwrap_or(i64::MAX);
        file.seek(SeekFrom::End(-LONGEST_END.min(length)))?;
        let mut end = Vec::new();
        file.read_to_end(&mut end)?;
        Ok(end)
    };
    end().is_ok_and(|end| memchr::memmem::find(&end, FACTS_MARK.as_bytes()).is_some())
}
