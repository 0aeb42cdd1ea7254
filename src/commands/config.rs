//! Finds the settings: the file that is named, else `wa-kpi.toml` in the working folder or above it.
//!
//! Not responsible for what they mean.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::settings::Settings;
use crate::settings::file::{self, NAME};

/// The variable that names the file where the command line does not.
pub const VARIABLE: &str = "WA_KPI_CONFIG";

/// The settings for a run; `named` on the command line.
pub fn load(named: Option<&Path>) -> Result<Settings> {
    let variable = env::var_os(VARIABLE).filter(|path| !path.is_empty());
    let folder = env::current_dir().unwrap_or_default();
    match place(named, variable, &folder)? {
        Some(path) => {
            log::info!(path = path.display().to_string().as_str(); "settings of {}", path.display());
            file::read(&path)
        }
        None => {
            log::info!("no settings: every key has its default");
            Ok(Settings::default())
        }
    }
}

/// Where the settings are, if there are any.
fn place(named: Option<&Path>, variable: Option<OsString>, folder: &Path) -> Result<Option<PathBuf>> {
    let named = named.map(|path| (path.to_owned(), "--config"));
    if let Some((path, who)) = named.or_else(|| variable.map(|path| (PathBuf::from(path), VARIABLE))) {
        ensure!(path.is_file(), "{}: there is no such file, expected settings: check {who}", path.display());
        return Ok(Some(path));
    }
    let mut above = PathBuf::new();
    for folder in folder.ancestors() {
        if folder.join(NAME).is_file() {
            return Ok(Some(above.join(NAME)));
        }
        above.push("..");
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_file_above_is_found_unless_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (inner, named) = (folder.path().join("a/b"), folder.path().join("my.toml"));
        fs::create_dir_all(&inner).unwrap();
        fs::write(&named, "").unwrap();
        assert_eq!(place(Some(&named), Some("x".into()), &inner).unwrap().as_deref(), Some(&*named));
        assert_eq!(place(None, Some(named.clone().into()), &inner).unwrap().as_deref(), Some(&*named));
        fs::write(folder.path().join("a").join(NAME), "").unwrap();
        assert_eq!(place(None, None, &inner).unwrap(), Some(Path::new("..").join(NAME)));
        fs::write(inner.join(NAME), "").unwrap();
        assert_eq!(place(None, None, &inner).unwrap(), Some(PathBuf::from(NAME)));
    }

    #[test]
    fn a_file_that_is_named_must_be_there() {
        let folder = tempfile::tempdir().unwrap();
        let refused = |named: Option<&Path>, variable: Option<OsString>| {
            place(named, variable, folder.path()).unwrap_err().to_string()
        };
        let said = refused(Some(Path::new("no.toml")), None);
        assert_eq!(said, "no.toml: there is no such file, expected settings: check --config");
        assert!(refused(None, Some("no.toml".into())).ends_with("check WA_KPI_CONFIG"));
    }
}
