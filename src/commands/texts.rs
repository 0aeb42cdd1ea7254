//! `wa-kpi completions` and `wa-kpi man`: prints what the command line tells of itself, or writes it into a folder.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::output;

/// What is asked of them.
#[derive(Clone, Debug)]
pub struct Options {
    /// What to print or write.
    pub texts: Vec<Text>,
    /// Where it is written; none = standard output.
    pub folder: Option<PathBuf>,
}

/// A text and the name of its file.
#[derive(Clone, Debug)]
pub struct Text {
    /// The name.
    pub name: String,
    /// The text.
    pub bytes: Vec<u8>,
}

/// Prints or writes it.
pub fn run(options: &Options) -> Result<()> {
    let Some(folder) = &options.folder else {
        return options.texts.iter().try_for_each(|text| output::print(&text.bytes));
    };
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    output::write(options.texts.iter().map(|text| (folder.join(&text.name), text.bytes.clone())).collect())
}
