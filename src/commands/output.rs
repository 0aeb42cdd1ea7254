//! Where bytes go: standard output, or files that a reader never sees half written.
//!
//! Not responsible for what the bytes say.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, bail, ensure};
use tempfile::NamedTempFile;

use super::pager;
use crate::render::{Renderer, Style, table};
use crate::tables::temporary;

/// Narrower screens are treated as this wide.
const NARROWEST: usize = 40;
/// What is not written to a terminal is as wide as this.
const USUAL: usize = 80;

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless the environment asks for none (`NO_COLOR`).
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// The style of standard output.
pub fn screen(color: Color) -> Style {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let width = columns.or_else(table::terminal_width).unwrap_or(USUAL).max(NARROWEST);
    let color = match color {
        Color::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        Color::Always => true,
        Color::Never => false,
    };
    Style { width, color, ascii: is_of_ascii(), ..Style::default() }
}

/// Whether standard output is a terminal that has no other letters: a dumb one, or one of a locale that says so.
fn is_of_ascii() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    let is_unicode = |locale: String| locale.to_uppercase().replace('-', "").contains("UTF8");
    let is_dumb = set("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && (is_dumb || !locale.is_none_or(is_unicode))
}

/// Shows a page: on a terminal that is too low for it through a pager.
pub fn show(text: &[u8]) -> Result<()> {
    if pager::takes(text) { Ok(()) } else { print(text) }
}

/// Refuses to write what is no text to a terminal.
pub fn spare_terminal(renderer: &Renderer) -> Result<()> {
    let Renderer { id, extension, binary, .. } = renderer;
    let is_spared = !binary || !io::stdout().is_terminal();
    ensure!(is_spared, "{id} is no text for a terminal: write it to a file with -o report.{extension}");
    Ok(())
}

/// Writes to standard output.
pub fn print(bytes: &[u8]) -> Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(bytes).and_then(|()| output.flush()).context("cannot write to standard output")
}

/// Whether an error is that whoever reads from a pipe has stopped: it may, when it has seen enough.
pub fn is_closed_pipe(error: &Error) -> bool {
    let is_closed = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_closed)
}

/// Adds to the end of a file, which is made where it is missing.
pub fn append(path: &Path, bytes: &[u8]) -> Result<()> {
    let open = || File::options().append(true).create(true).open(path);
    open().and_then(|mut file| file.write_all(bytes)).with_context(|| format!("cannot write {}", path.display()))
}

/// Says something on standard error; nobody may be there to hear it.
pub fn remark(text: &str) {
    let _ = writeln!(io::stderr(), "wa-kpi: {text}");
}

/// What puts the content of a file where it belongs.
pub type Content<'a> = Box<dyn Fn(&mut dyn Write) -> Result<()> + 'a>;

/// Writes files, all or none: each to a temporary file beside it first, then all are renamed.
pub fn write(files: Vec<(PathBuf, Vec<u8>)>) -> Result<()> {
    write_all(files.into_iter().map(|(path, bytes)| (path, whole(bytes))).collect())
}

/// The same where contents are made while they are written.
pub fn write_all(files: Vec<(PathBuf, Content)>) -> Result<()> {
    let prepared = files.into_iter().map(|(path, content)| Prepared::new(path, content)).collect::<Result<Vec<_>>>()?;
    prepared.into_iter().try_for_each(Prepared::publish)
}

/// A content that is there already.
pub fn whole<'a>(bytes: Vec<u8>) -> Content<'a> {
    Box::new(move |into| Ok(into.write_all(&bytes)?))
}

/// Refuses outputs that are inputs, as the command line names them: writing there would destroy the export.
pub fn spare_inputs<'a>(inputs: &[String], outputs: impl IntoIterator<Item = &'a PathBuf>) -> Result<()> {
    let real = |path: &Path| path.canonicalize().ok();
    let inputs: Vec<PathBuf> = inputs.iter().filter_map(|input| real(Path::new(input))).collect();
    for path in outputs {
        if real(path).is_some_and(|path| path.is_file() && inputs.contains(&path)) {
            bail!("{} is an input: writing to it would destroy the export", path.display());
        }
    }
    Ok(())
}

enum Prepared<'a> {
    Renamed {
        path: PathBuf,
        file: NamedTempFile,
    },
    /// Devices and pipes cannot be replaced.
    Direct {
        path: PathBuf,
        content: Content<'a>,
    },
}

impl<'a> Prepared<'a> {
    fn new(path: PathBuf, content: Content<'a>) -> Result<Prepared<'a>> {
        let failed = || format!("cannot write {}", path.display());
        let known = fs::metadata(&path).ok();
        ensure!(known.as_ref().is_none_or(|known| !known.is_dir()), "{}: it is a folder", failed());
        if known.as_ref().is_some_and(|known| !known.is_file()) {
            return Ok(Prepared::Direct { path, content });
        }
        // A link stays a link: the file that it leads to is replaced.
        let target = if known.is_some() { fs::canonicalize(&path).with_context(failed)? } else { path.clone() };
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        ensure!(folder.is_dir(), "{}: there is no folder {}", failed(), folder.display());
        let mut file = temporary(folder, known.map(|known| known.permissions())).with_context(failed)?;
        fill(file.as_file_mut(), &content).with_context(failed)?;
        Ok(Prepared::Renamed { path: target, file })
    }

    fn publish(self) -> Result<()> {
        match self {
            Prepared::Renamed { path, file } => {
                let failed = || format!("cannot write {}", path.display());
                file.persist(&path).map_err(|error| error.error).with_context(failed)?;
            }
            Prepared::Direct { path, content } => {
                let failed = || format!("cannot write {}", path.display());
                let mut file = File::options().write(true).open(&path).with_context(failed)?;
                fill(&mut file, &content).with_context(failed)?;
            }
        }
        Ok(())
    }
}

fn fill(file: &mut File, content: &Content) -> Result<()> {
    let mut buffer = BufWriter::new(file);
    content(&mut buffer)?;
    Ok(buffer.flush()?)
}

/// A temporary file that others may read as they may read any new file, or the one that it replaces.
fn temporary(folder: &Path, known: Option<Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".wa-kpi-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // The name of the temporary file means nothing to the reader of an error.
    let file = temporary::file(&builder, folder).map_err(|error| io::Error::from(error.kind()))?;
    if let Some(known) = known {
        file.as_file().set_permissions(known)?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        fs::write(&path, "old").unwrap();
        write(vec![(path.clone(), b"new".to_vec())]).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn where_one_file_cannot_be_written_none_is() {
        let folder = tempfile::tempdir().unwrap();
        let (good, bad) = (folder.path().join("good.csv"), folder.path().join("missing/bad.csv"));
        let error = write(vec![(good.clone(), b"new".to_vec()), (bad, Vec::new())]).unwrap_err();
        assert!(format!("{error:#}").contains("missing/bad.csv: there is no folder"), "{error:#}");
        assert!(!good.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(vec![(folder.path().to_owned(), Vec::new())]).unwrap_err();
        assert!(error.to_string().ends_with("it is a folder"));
    }

    #[cfg(unix)]
    #[test]
    fn links_devices_and_permissions_stay_what_they_are() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("report.csv"), folder.path().join("latest.csv"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        write(vec![(link.clone(), b"new".to_vec()), ("/dev/null".into(), b"gone".to_vec())]).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
