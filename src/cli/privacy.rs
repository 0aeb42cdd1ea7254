//! The words about privacy: who may be recognised in what is written.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::commands::key;
use crate::commands::rejects::Texts;
use crate::tables::pseudonym::Pseudonyms;

#[derive(Args)]
pub(super) struct PrivacyArguments {
    /// Write customers, ids and agents' numbers as keyed hashes (HMAC-SHA-256); the key stands in WA_KPI_KEY
    #[arg(long, help_heading = "Privacy")]
    pub(super) pseudonymize: bool,
    /// The file that holds the key, instead of WA_KPI_KEY
    #[arg(long, value_name = "FILE", requires = "pseudonymize", help_heading = "Privacy")]
    pub(super) key_file: Option<PathBuf>,
    /// Write rejected records as they stand, not masked (letters as x, digits as 0): they may be personal
    #[arg(long, requires = "rejects", conflicts_with = "pseudonymize", help_heading = "Privacy")]
    pub(super) show_texts: bool,
}

impl PrivacyArguments {
    /// What stands for names, where they are not to be shown.
    pub(super) fn pseudonyms(&self) -> Result<Option<Pseudonyms>> {
        self.pseudonymize.then(|| key::load(self.key_file.as_deref())).transpose()
    }

    /// How the texts of rejected records are written.
    pub(super) fn texts(&self) -> Texts {
        if self.show_texts { Texts::Shown } else { Texts::Masked }
    }
}
