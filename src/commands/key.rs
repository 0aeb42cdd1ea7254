//! The key of pseudonyms: out of a file, else out of the environment.
//!
//! It is never shown, not even its length beyond what is missing. Not responsible for what is done with it.

use std::ffi::OsString;
use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::tables::pseudonym::{Pseudonyms, SHORTEST_KEY};

/// The variable that holds the key where no file is named.
pub const VARIABLE: &str = "WA_KPI_KEY";

/// How to make a key.
const RECIPE: &str = "`openssl rand -hex 32` makes one";

/// What pseudonyms are made with.
pub fn load(named: Option<&Path>) -> Result<Pseudonyms> {
    of(named, env::var_os(VARIABLE).filter(|key| !key.is_empty()))
}

fn of(named: Option<&Path>, variable: Option<OsString>) -> Result<Pseudonyms> {
    let (key, place) = match (named, variable) {
        (Some(path), _) => {
            let place = path.display().to_string();
            (fs::read(path).with_context(|| format!("cannot read the key file {place}"))?, place)
        }
        (None, Some(key)) => (key.into_encoded_bytes(), VARIABLE.to_owned()),
        (None, None) => bail!(
            "--pseudonymize needs a key: put {SHORTEST_KEY} characters or more into {VARIABLE} or into a file named with \
             --key-file, and keep them; {RECIPE}"
        ),
    };
    // Editors and shells end a file with a line end.
    Pseudonyms::new(key.trim_ascii()).with_context(|| format!("the key in {place} is too short; {RECIPE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_before_the_environment_and_its_line_end_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        fs::write(&path, "a key of twenty bytes\n").unwrap();
        let shown = |named, variable: Option<&str>| {
            of(named, variable.map(OsString::from)).map(|pseudonyms| pseudonyms.id("message", "1")).unwrap()
        };
        assert_eq!(shown(Some(&path), Some("another key of it all")), shown(None, Some("a key of twenty bytes")));
        assert_ne!(shown(None, Some("another key of it all")), shown(None, Some("a key of twenty bytes")));
    }

    #[test]
    fn without_a_key_it_is_said_how_to_make_one() {
        let refused =
            |named, variable: Option<&str>| format!("{:#}", of(named, variable.map(OsString::from)).unwrap_err());
        assert!(refused(None, None).contains("WA_KPI_KEY") && refused(None, None).contains("openssl rand -hex 32"));
        let short = refused(None, Some("geheim"));
        assert!(short.starts_with("the key in WA_KPI_KEY is too short") && !short.contains("geheim"), "{short}");
        assert!(refused(Some(Path::new("no/such")), None).starts_with("cannot read the key file no/such"));
    }
}
