//! `wa-kpi generate`: writes the generated documents into the repository, or checks that they are up to date.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::output;
use crate::docs;

/// What is asked of `generate`.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Only look whether the files are what they should be.
    pub check: bool,
}

/// Writes or checks the documents of the current folder.
pub fn run(options: &Options) -> Result<()> {
    let files = docs::generated()?;
    if options.check {
        let differs = |(path, text): &&(&str, String)| fs::read_to_string(path).ok().as_deref() != Some(text);
        let stale: Vec<&str> = files.iter().filter(differs).map(|(path, _)| *path).collect();
        ensure!(stale.is_empty(), "not up to date: {}; run `wa-kpi generate`", stale.join(", "));
        return Ok(());
    }
    for (path, _) in &files {
        let folder = Path::new(path).parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    output::write(files.into_iter().map(|(path, text)| (PathBuf::from(path), text.into_bytes())).collect())
}
