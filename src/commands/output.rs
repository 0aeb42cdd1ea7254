//! Where bytes go: standard output, or files that a reader never sees half written.
//!
//! Not responsible for what the bytes say.

mod draft;
mod lock;

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, bail, ensure};

use super::pager;
use crate::render::{Renderer, Style, table};
use draft::Draft;

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

/// Adds to the end of a file, which is made where it is missing.
pub fn append(path: &Path, bytes: &[u8]) -> Result<()> {
    let open = || File::options().append(true).create(true).open(path);
    open().and_then(|mut file| file.write_all(bytes)).with_context(|| format!("cannot write {}", path.display()))
}

/// Says something on standard error, unless nobody wants to hear it (`--quiet`).
pub fn remark(text: &str) {
    log::warn!("{text}");
}

/// What puts the content of a file where it belongs.
pub type Content<'a> = Box<dyn Fn(&mut dyn Write) -> Result<()> + 'a>;

/// Writes files, all or none.
pub fn write(files: Vec<(PathBuf, Vec<u8>)>) -> Result<()> {
    write_all(files.into_iter().map(|(path, bytes)| (path, whole(bytes))).collect())
}

/// The same where contents are made while they are written.
pub fn write_all(files: Vec<(PathBuf, Content)>) -> Result<()> {
    deliver(files, None)
}

/// The same for a page that people read. On a terminal it may stay in a pager for long: files come first, and nobody waits
/// for their places meanwhile.
pub fn deliver_and_show(files: Vec<(PathBuf, Content)>, page: Option<&[u8]>) -> Result<()> {
    if !io::stdout().is_terminal() {
        return deliver(files, page);
    }
    deliver(files, None)?;
    page.map_or(Ok(()), show)
}

/// Writes files and prints, all or none: each file is written as a draft first, then it is printed, then all drafts are
/// put in their places. Nobody else writes to their folders meanwhile, so contents may be made from what is there.
pub fn deliver(files: Vec<(PathBuf, Content)>, printed: Option<&[u8]>) -> Result<()> {
    let places = files.into_iter().map(|(path, content)| Place::of(path, content)).collect::<Result<Vec<_>>>()?;
    let _locks = lock::lock(places.iter().filter_map(Place::folder))?;
    let prepared = places.into_iter().map(Place::prepare).collect::<Result<Vec<_>>>()?;
    let printed = printed.map_or(Ok(()), print);
    // Whoever reads from a pipe may stop when it has seen enough; the files are wanted all the same.
    if printed.as_ref().is_err_and(|error| !is_closed_pipe(error)) {
        return printed;
    }
    // Devices and pipes may refuse, and what has its place cannot be taken back: they come first.
    let (direct, drafts): (Vec<_>, Vec<_>) =
        prepared.into_iter().partition(|file| matches!(file, Prepared::Direct { .. }));
    let count = direct.len() + drafts.len();
    direct.into_iter().chain(drafts).try_for_each(Prepared::publish)?;
    if count > 0 {
        log::info!(phase = "write", files = count as u64; "{count} files are written");
    }
    printed
}

/// Whether an error only says that nobody reads any more.
pub fn is_closed_pipe(error: &Error) -> bool {
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|cause| cause.kind() == ErrorKind::BrokenPipe)
    };
    error.chain().any(closed)
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

/// Where a file goes to.
enum Place<'a> {
    /// A file that can be replaced, or that is new: its path as named and with links followed, and its permissions.
    File { path: PathBuf, target: PathBuf, known: Option<Permissions>, content: Content<'a> },
    /// Devices and pipes cannot be replaced.
    Direct { path: PathBuf, content: Content<'a> },
}

/// A file before anybody sees it.
enum Prepared<'a> {
    Draft { path: PathBuf, target: PathBuf, draft: Draft },
    Direct { path: PathBuf, content: Content<'a> },
}

impl<'a> Place<'a> {
    fn of(path: PathBuf, content: Content<'a>) -> Result<Place<'a>> {
        let failed = || format!("cannot write {}", path.display());
        let known = fs::metadata(&path).ok();
        ensure!(known.as_ref().is_none_or(|known| !known.is_dir()), "{}: it is a folder", failed());
        if known.as_ref().is_some_and(|known| !known.is_file()) {
            return Ok(Place::Direct { path, content });
        }
        // A link stays a link: the file that it leads to is replaced.
        let target = if known.is_some() { fs::canonicalize(&path).with_context(failed)? } else { path.clone() };
        let folder = folder_of(&target);
        ensure!(folder.is_dir(), "{}: there is no folder {}", failed(), folder.display());
        Ok(Place::File { known: known.map(|known| known.permissions()), path, target, content })
    }

    fn folder(&self) -> Option<PathBuf> {
        match self {
            Place::File { target, .. } => Some(folder_of(target).to_owned()),
            Place::Direct { .. } => None,
        }
    }

    fn prepare(self) -> Result<Prepared<'a>> {
        let (path, target, known, content) = match self {
            Place::Direct { path, content } => return Ok(Prepared::Direct { path, content }),
            Place::File { path, target, known, content } => (path, target, known, content),
        };
        let failed = || format!("cannot write {}", path.display());
        let draft = Draft::new(folder_of(&target), known).with_context(failed)?;
        fill(draft.file(), &content).with_context(failed)?;
        // A disk may say only now that it is full, and a name must not outlive a power cut without its bytes.
        draft.file().sync_all().with_context(failed)?;
        Ok(Prepared::Draft { path, target, draft })
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Prepared<'_> {
    fn publish(self) -> Result<()> {
        let (path, outcome) = match self {
            Prepared::Draft { path, target, draft } => {
                let outcome = draft.publish(&target).map_err(Error::from);
                (path, outcome)
            }
            Prepared::Direct { path, content } => {
                let file = File::options().write(true).open(&path);
                let outcome = file.map_err(Error::from).and_then(|file| fill(&file, &content));
                (path, outcome)
            }
        };
        outcome.with_context(|| format!("cannot write {}", path.display()))?;
        log::info!(path = path.display().to_string().as_str(); "wrote {}", path.display());
        Ok(())
    }
}

fn fill(file: &File, content: &Content) -> Result<()> {
    let mut buffer = BufWriter::new(file);
    content(&mut buffer)?;
    Ok(buffer.flush()?)
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
