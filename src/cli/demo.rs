//! The words of `demo`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::values;
use crate::commands::demo;
use crate::demo::Size;

#[derive(Args)]
pub(super) struct DemoArguments {
    /// The folder to write to
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "wa-kpi-demo")]
    pub(super) folder: PathBuf,
    /// About how many messages the shop has, from 500 to 1,000,000 [default: 3,680]
    #[arg(long, value_name = "N", value_parser = values::shop)]
    pub(super) messages: Option<Size>,
    /// Write into a folder that is not empty
    #[arg(long)]
    pub(super) force: bool,
    /// Do not tell what to try next
    #[arg(long)]
    pub(super) quiet: bool,
}

impl DemoArguments {
    pub(super) fn options(self) -> demo::Options {
        demo::Options {
            folder: self.folder,
            size: self.messages.unwrap_or(Size::EXAMPLES),
            force: self.force,
            quiet: self.quiet,
        }
    }
}
