//! `wa-kpi convert`: write the canonical tables that the inputs become, and facts.
//!
//! Not responsible for what stands in the files (`conversion`).

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::findings::Findings;
use super::measure::{Reading, Records, accept};
use super::output::{self, Color, Content};
use super::progress::Bar;
use super::rejects::{self, Texts};
use crate::conversion::sheet::Sheet;
use crate::conversion::{Archive, Mark, csv, parquet};
use crate::facts::Grain;
use crate::render::files::{self, WrittenFile};
use crate::settings::Settings;
use crate::sources::Rules;
use crate::sources::load::{Loaded, load};
use crate::tables::columns::TABLES;
use crate::tables::intake::Names;
use crate::tables::pseudonym::Pseudonyms;

/// What is asked of `convert`.
#[derive(Debug)]
pub struct Options {
    /// What to read.
    pub reading: Reading,
    /// Words, windows, targets, rates: what facts depend on.
    pub settings: Settings,
    /// The moment of looking, milliseconds; none = the latest time of the data.
    pub as_of: Option<i64>,
    /// Where the files go.
    pub folder: PathBuf,
    /// What kind of files.
    pub format: Format,
    /// Whether facts are written, too.
    pub facts: bool,
    /// Where rejected records are written.
    pub rejects: Option<PathBuf>,
    /// How their texts are written.
    pub texts: Texts,
    /// What stands for customers and ids; none = they themselves.
    pub pseudonyms: Option<Pseudonyms>,
    /// When colours are used.
    pub color: Color,
}

/// What kind of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Typed columns, compressed.
    Parquet,
    /// Text.
    Csv,
}

impl Format {
    const ALL: [Format; 2] = [Format::Parquet, Format::Csv];

    fn extension(self) -> &'static str {
        match self {
            Format::Parquet => "parquet",
            Format::Csv => "csv",
        }
    }
}

/// Reads, resolves, and writes a file a table.
pub fn run(options: &Options) -> Result<()> {
    let Options { reading, settings, folder, .. } = options;
    reading.ensure_inputs("convert")?;
    output::spare_inputs(&reading.load.inputs, &options.rejects)?;
    ensure_apart(folder, &reading.load.inputs, &reading.load.rules)?;
    if let Some(path) = options.rejects.as_ref().filter(|path| places(folder).contains(&real(path))) {
        bail!("{} is named twice as an output", path.display());
    }
    let rules = reading.rules(settings, options.as_of);
    let names = Names::default();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(reading.load.threads.max(1)).build()?;
    pool.install(|| {
        let _bar = Bar::start(&reading.load.progress, reading.show_progress);
        let loaded = load(&reading.load, &names, &rules)?;
        ensure_no_input_is_replaced(folder, &loaded)?;
        let findings = Findings::of(&loaded);
        let archive =
            Archive::new(loaded, &names, settings, options.as_of, options.facts, options.pseudonyms.as_ref())?;
        publish(&archive, &findings, options)
    })
}

fn publish(archive: &Archive, findings: &Findings, options: &Options) -> Result<()> {
    let rejections = findings.rejections(archive.findings());
    let accounts = archive.accounts();
    let records = Records { inputs: &accounts, rejections: &rejections, unrecognised: &findings.unrecognised };
    accept(&records, options.reading.strict, "convert")?;

    let tables = archive.tables().into_iter().map(|sheet| (sheet, Mark::Table));
    let sheets: Vec<(Sheet, Mark)> =
        tables.chain(archive.facts().into_iter().map(|sheet| (sheet, Mark::Facts))).collect();
    let name = |sheet: &Sheet| format!("{}.{}", sheet.name, options.format.extension());
    let mut contents: Vec<(PathBuf, Content)> = Vec::new();
    for (sheet, mark) in &sheets {
        let content: Content = match options.format {
            Format::Parquet => Box::new(move |into| parquet::write(sheet, *mark, into)),
            Format::Csv => Box::new(move |into| csv::write(sheet, into)),
        };
        contents.push((options.folder.join(name(sheet)), content));
    }
    if let Some(path) = &options.rejects {
        contents.push((path.clone(), output::whole(rejects::csv(&rejections, options.texts)?)));
    }
    let shown = options.folder.display();
    let written: Vec<WrittenFile> = sheets
        .iter()
        .map(|(sheet, _)| WrittenFile {
            name: name(sheet),
            rows: sheet.len() as u64,
            columns: sheet.columns.len() as u64,
        })
        .collect();
    let as_of = archive.as_of().map(|time| format!("as of {}", csv::instant(time)));
    let style = output::screen(options.color);
    let printed = files::text(&shown.to_string(), &as_of.unwrap_or_default(), &written, &style);
    let is_new = !options.folder.exists();
    fs::create_dir_all(&options.folder).with_context(|| format!("cannot make the folder {shown}"))?;
    let delivered = output::deliver(contents, Some(printed.as_bytes()));
    if delivered.is_err() && is_new {
        // It stays where anything is in it.
        drop(fs::remove_dir(&options.folder));
    }
    delivered?;
    rejects::remark(&accounts, options.rejects.is_some());
    remark_left_behind(&options.folder, &written);
    if archive.telling_texts() > 0 {
        output::remark(&format!(
            "{} messages hold opt-out or closing words in their texts, which are not exported: what is read back \
             from {shown} differs in opt-outs, replies, waits and conversations",
            archive.telling_texts()
        ));
    }
    Ok(())
}

/// Refuses a folder inside an input: the next run would read what this one wrote.
fn ensure_apart(folder: &Path, inputs: &[String], rules: &Rules) -> Result<()> {
    let shown = folder.display();
    ensure!(folder.is_dir() || !folder.exists(), "cannot write to {shown}: it is no folder");
    let real_folder = real(folder);
    for input in inputs {
        let forced = input.split_once(':').filter(|(id, _)| rules.source(id).is_some());
        let path = Path::new(forced.map_or(input.as_str(), |(_, path)| path));
        if path.is_dir() && real_folder.starts_with(real(path)) {
            bail!(
                "{shown} lies inside the input {}: the next run would read what this one writes, choose another folder",
                path.display()
            );
        }
    }
    Ok(())
}

/// The absolute path of what may not be there yet.
fn real(path: &Path) -> PathBuf {
    let mut missing = Vec::new();
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut known = whole.as_path();
    loop {
        if let Ok(found) = known.canonicalize() {
            return missing.iter().rev().fold(found, |path: PathBuf, part: &Component| path.join(part));
        }
        let (Some(folder), Some(last)) = (known.parent(), known.components().next_back()) else { return whole };
        missing.push(last);
        known = folder;
    }
}

/// Refuses to replace a table that was read, or to write beside it: the export would be lost, or read twice from then on.
fn ensure_no_input_is_replaced(folder: &Path, loaded: &Loaded) -> Result<()> {
    let ours = places(folder);
    if let Some(input) =
        loaded.inputs.iter().find(|input| input.place().is_some_and(|place| ours.contains(&real(place))))
    {
        bail!("{} is an input: converting would replace it or stand beside it, choose another folder", input.path);
    }
    Ok(())
}

/// Where a file written here may stand, links followed.
fn places(folder: &Path) -> Vec<PathBuf> {
    names().map(|name| real(&folder.join(name))).collect()
}

/// Every name that a file written here may have.
fn names() -> impl Iterator<Item = String> {
    let tables = TABLES.iter().map(|table| table.id.to_owned());
    let all = tables.chain(Grain::ALL.into_iter().map(|grain| format!("facts-{}", grain.id())));
    all.flat_map(|name| Format::ALL.map(|format| format!("{name}.{}", format.extension())))
}

/// Tells of files of an earlier run that this one did not replace: they would be read beside the new ones.
fn remark_left_behind(folder: &Path, written: &[WrittenFile]) {
    let is_new = |name: &String| written.iter().any(|file| file.name == *name);
    let left: Vec<String> = names().filter(|name| !is_new(name) && folder.join(name).exists()).collect();
    if !left.is_empty() {
        let (folder, left) = (folder.display(), left.join(", "));
        output::remark(&format!("{folder} holds files that this run did not write, read with the new ones: {left}"));
    }
}
