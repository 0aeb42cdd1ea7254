//! `wa-kpi demo`: writes an invented shop's exports to try the program on.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::output::{self, Content};
use crate::demo::{Exports, FILES, Size};

/// What is asked of `demo`.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the files go.
    pub folder: PathBuf,
    /// How large the shop is.
    pub size: Size,
    /// Write into a folder that holds something.
    pub force: bool,
    /// No remarks on what to try next.
    pub quiet: bool,
}

/// Writes the files, and tells what can be done with them.
pub fn run(options: &Options) -> Result<()> {
    let Options { folder, size, force, quiet } = options;
    let shown = folder.display();
    let holds_something = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => {
            ensure!(!folder.exists(), "cannot write to {shown}: expected a folder");
            false
        }
    };
    ensure!(
        *force || !holds_something,
        "{shown} is not empty: name another folder, or write over files of the same names with --force"
    );
    fs::create_dir_all(folder).with_context(|| format!("cannot create {shown}"))?;
    let exports = Exports::of(*size);
    let exports = &exports;
    let content = |name| -> Content { Box::new(move |into| Ok(exports.write(name, into)?)) };
    output::write_all(FILES.iter().map(|name| (folder.join(name), content(name))).collect())?;
    if *quiet { Ok(()) } else { output::print(next(folder).as_bytes()) }
}

/// What was written, and what to try on it.
fn next(folder: &Path) -> String {
    let path = folder.to_string_lossy();
    let word = if path.contains(|letter: char| !(letter.is_alphanumeric() || "/._-".contains(letter))) {
        format!("'{}'", path.replace('\'', "'\\''"))
    } else {
        path.into_owned()
    };
    let settings = format!("--config {word}{}wa-kpi.toml", if word.ends_with('/') { "" } else { "/" });
    format!(
        "Half a year of an invented tea shop is in {}: {} files of a webhook log, a send log,\n\
         a bot, a helpdesk, orders, surveys, contacts and bills. Try:\n\n  \
         wa-kpi report {word} {settings}\n  \
         wa-kpi report {word} --by campaign --section engagement\n  \
         wa-kpi report {word} --since 2026-10-05 --until 2026-10-11 --compare previous\n  \
         wa-kpi report {word} {settings} -o report.xlsx\n  \
         wa-kpi inspect {word}\n",
        folder.display(),
        FILES.len(),
    )
}
