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

use super::draft::Stranger;
use super::input::{Blocks, Input, Piece, Sample, Unpacked, expand, unpack};
use super::{Block, ColumnUse, Read, Recognised, Rules, Source};
use crate::progress::Progress;
use crate::tables::ids::Place;
use crate::tables::intake::{IdText, Intake, IntakeRules, Names};
use crate::tables::memory::Memory;

/// What to load and how.
#[derive(Clone, Debug, Default)]
pub struct LoadRequest {
    /// Files, folders, patterns, `-`; each may be preceded by `SOURCE:`.
    pub inputs: Vec<String>,
    /// How many threads read; at least one does.
    pub threads: usize,
    /// How what does not speak for itself is read.
    pub rules: Rules,
    /// A file that nothing recognises is no error: what it looks like is told, and a source to start from.
    pub suggest: bool,
    /// The folder of temporary files; the system's where none is given.
    pub temp: Option<PathBuf>,
    /// How many bytes of memory the run may take; none = as many as it needs.
    pub memory: Option<u64>,
    /// Whom to tell how far it has come.
    pub progress: Progress,
}

/// What a Parquet file of facts that this program wrote says of itself: it is skipped like a report.
pub const FACTS_MARK: &str = "wa-kpi/facts/1";

/// What a report says of itself, of any version.
pub const REPORT_MARK: &str = "wa-kpi/report/";

/// Everything that the inputs hold.
pub struct Loaded<'run> {
    /// The files that were read, sorted by path; an input's number is its place here.
    pub inputs: Vec<InputFile>,
    /// Files that a search found and no source recognises, sorted; with the reason where it is a special one.
    pub unrecognised: Vec<String>,
    /// What those look like, where that was asked for.
    pub strangers: Vec<Stranger>,
    /// Their records.
    pub intake: Intake<'run>,
    /// The memory that the run may take.
    pub memory: Memory,
    /// Whom to tell how far the run has come.
    pub progress: Progress,
}

/// A file that a source reads.
pub struct InputFile {
    /// The path as shown to people.
    pub path: String,
    /// What reads it.
    pub source: &'static Source,
    /// Whether its bytes are read as they stand in a file: neither packed nor of another encoding.
    pub plain: bool,
    /// How it was recognised.
    pub why: String,
    /// How its columns are understood.
    pub columns: Vec<ColumnUse>,
    reader: Arc<dyn Read>,
    input: Input,
    binary: bool,
}

impl InputFile {
    /// The file itself; `None` for a member of an archive.
    pub fn place(&self) -> Option<&Path> {
        self.input.place().map(|place| (**place).as_ref())
    }

    /// Where the file's bytes can be read again at their positions; `None` for one that is not plain.
    pub fn plain_place(&self) -> Option<&Place> {
        self.input.place().filter(|_| self.plain)
    }
}

/// Reads all inputs. An error is a file that cannot be opened, recognised or read; never a record.
pub fn load<'run>(request: &LoadRequest, names: &'run Names, rules: &'run IntakeRules) -> Result<Loaded<'run>> {
    let temp = request.temp.clone().unwrap_or_else(std::env::temp_dir);
    if request.temp.is_some() && !temp.is_dir() {
        bail!("there is no folder {} for temporary files: name another with --temp", temp.display());
    }
    let mut files = Vec::new();
    let Unpacked { inputs, left_out: mut unrecognised } =
        unpack(expand(&request.inputs, &temp, &request.rules)?, &temp)?;
    let mut strangers = Vec::new();
    for input in inputs {
        match recognise(input, request)? {
            Found::File(file) => files.push(*file),
            Found::Unrecognised(why) => unrecognised.push(why),
            Found::Stranger(stranger) => {
                unrecognised.push(stranger.path.clone());
                strangers.push(*stranger);
            }
            Found::OwnReport => {}
        }
    }
    unrecognised.sort();
    for file in &files {
        log::debug!(path = file.path.as_str(), source = file.source.id; "{} is {}: {}", file.path, file.source.id, file.why);
    }
    log::info!(
        phase = "recognise", files = files.len() as u64, unrecognised = unrecognised.len() as u64;
        "{} files are recognised, {} are not", files.len(), unrecognised.len()
    );
    let memory = Memory { limit: request.memory, folder: temp, threads: request.threads.max(1) };
    let mut intake = workers::read(&files, &memory, &request.progress, names, rules)?;
    lines::number(&mut intake.accounts.rejections, &files)?;
    log::info!(phase = "read", records = intake.accounts.records(); "{} records are read", intake.accounts.records());
    Ok(Loaded { inputs: files, unrecognised, strangers, intake, memory, progress: request.progress.clone() })
}

enum Found {
    File(Box<InputFile>),
    Unrecognised(String),
    Stranger(Box<Stranger>),
    OwnReport,
}

fn recognise(input: Input, request: &LoadRequest) -> Result<Found> {
    let rules = &request.rules;
    let (sample, plain) = match input.sample() {
        Ok(sampled) => sampled,
        Err(error) if input.named => return Err(error),
        Err(error) => return Ok(Found::Unrecognised(format!("{error:#}"))),
    };
    if is_own_report(&sample.head) || is_own_facts(&input, &sample.head) {
        return Ok(Found::OwnReport);
    }
    let Some((source, recognised)) = rules.most_certain(&sample, input.forced) else {
        let is_strange = input.forced.is_none() && !sample.head.is_empty();
        if request.suggest && is_strange {
            return Ok(Found::Stranger(Box::new(Stranger::of(&sample, rules))));
        }
        if input.named {
            bail!(unrecognised(&input, &sample, rules));
        }
        return Ok(Found::Unrecognised(input.path));
    };
    let Recognised { why, columns, reader, .. } = recognised;
    if reader.is_scouting() {
        scout(&input, &*reader)?;
    }
    let path = input.path.clone();
    let binary = sample.head.starts_with(b"PAR1");
    Ok(Found::File(Box::new(InputFile { path, source, plain, why, columns, reader, input, binary })))
}

/// Shows a reader more of its file before it reads, until it knows enough.
fn scout(input: &Input, reader: &dyn Read) -> Result<()> {
    let mut blocks = Blocks::new(input.open()?, reader.shape(), reader.skip())?;
    while let Some(Piece { offset, bytes, last }) = blocks.next(Vec::new())? {
        reader.scout(&Block { input: 0, offset, bytes, id_text: IdText::Keep, last });
        if !reader.is_scouting() {
            break;
        }
    }
    Ok(())
}

fn unrecognised(input: &Input, sample: &Sample, rules: &Rules) -> String {
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
    let start = sample.head.trim_ascii_start().get(..6).unwrap_or_default().to_ascii_lowercase();
    if [&b"<html"[..], b"<table", b"<!doct", b"<meta "].iter().any(|mark| start.starts_with(mark)) {
        return format!(
            "`{path}`: is a web page, whatever its name says, expected a table: export it again as CSV (Salesforce: \
             details only, comma delimited)"
        );
    }
    let stranger = Stranger::of(sample, rules);
    let nearest = match stranger.nearest {
        Some(nearest) => format!("nearest is `{}`, {}", nearest.source, nearest.needs()),
        None => "expected exported logs: `wa-kpi sources` lists the formats".to_owned(),
    };
    let hint = if stranger.suggestion.is_some() { "; `wa-kpi inspect` writes a [[source]] to start from" } else { "" };
    format!("`{path}`: no source recognises its content: {nearest}{hint}")
}

/// Whether a file is a report that this program wrote: always skipped. Workbooks are known by `unpack`.
fn is_own_report(head: &[u8]) -> bool {
    // Spreadsheets put a mark before the text.
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start: Vec<u8> = head.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(80).collect();
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| start.starts_with(mark));
    let junit = b"<?xmlversion=\"1.0\"encoding=\"UTF-8\"?><testsuitesname=\"wa-kpicheck\"";
    let text = [&b"WhatsAppKPIs"[..], b"#WhatsAppKPIs"];
    let title = || memchr::memmem::find(&head[..head.len().min(2_048)], b"<title>WhatsApp KPIs").is_some();
    begins(&[b"{\"schema\":\"wa-kpi/", b"period_since,period_until,", junit, b"#HELPwa_kpi_"])
        || begins(&text)
        || begins(&[b"<!doctypehtml>"]) && title()
}

/// Whether a file holds facts that this program wrote, or a report as Parquet: always skipped. A Parquet file says so
/// at its end.
fn is_own_facts(input: &Input, head: &[u8]) -> bool {
    const LONGEST_END: i64 = 64 * 1024;
    if !head.starts_with(b"PAR1") {
        return head.starts_with(b"grain,customer,");
    }
    let end = || -> std::io::Result<Vec<u8>> {
        let Some(place) = input.place() else { return Ok(Vec::new()) };
        let mut file = File::open((**place).as_ref())?;
        let length = i64::try_from(file.metadata()?.len()).unwrap_or(i64::MAX);
        file.seek(SeekFrom::End(-LONGEST_END.min(length)))?;
        let mut end = Vec::new();
        file.read_to_end(&mut end)?;
        Ok(end)
    };
    let marks = [FACTS_MARK, REPORT_MARK];
    end().is_ok_and(|end| marks.iter().any(|mark| memchr::memmem::find(&end, mark.as_bytes()).is_some()))
}
