//! What the command line names: files, folders, globs, standard input and forced sources become a list of files.
//!
//! Not responsible for recognising them, nor for archives (`unpack`). Every file is in the list once, sorted by path.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use globset::{GlobBuilder, GlobMatcher};
use walkdir::WalkDir;

use super::Input;
use crate::sources::{Rules, Source};
use crate::suggest;

pub(super) const SETTINGS: &str = "wa-kpi.toml";

/// The files behind INPUT arguments, sorted by path. Standard input is copied into `temp`.
pub fn expand(arguments: &[String], temp: &Path, rules: &Rules) -> Result<Vec<Input>> {
    let mut files: BTreeMap<PathBuf, Input> = BTreeMap::new();
    for argument in arguments {
        for input in inputs_of(argument, temp, rules)? {
            let Some(place) = input.place().map(|place| (**place).as_ref()) else { continue };
            let identity = place.canonicalize().unwrap_or_else(|_| place.to_path_buf());
            let known = files.remove(&identity);
            files.insert(identity, once(known, input)?);
        }
    }
    let mut files: Vec<Input> = files.into_values().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// One of two mentions of the same file: the one that says more.
fn once(known: Option<Input>, input: Input) -> Result<Input> {
    let Some(known) = known else { return Ok(input) };
    if let (Some(one), Some(other)) = (known.forced, input.forced)
        && one.id != other.id
    {
        bail!("`{}`: is given as `{}` and as `{}`, expected one source: drop one", input.path, one.id, other.id);
    }
    let rank = |input: &Input| (input.forced.is_none(), !input.named, input.path.clone());
    Ok(if rank(&input) < rank(&known) { input } else { known })
}

fn inputs_of(argument: &str, temp: &Path, rules: &Rules) -> Result<Vec<Input>> {
    let forced = argument.split_once(':').and_then(|(id, path)| Some((rules.source(id)?, path)));
    let (source, path) = match forced {
        Some((source, path)) => (Some(source), path),
        None => (None, argument),
    };
    let place = Path::new(path);
    if path == "-" {
        return Ok(vec![Input::standard(&mut io::stdin().lock(), temp, source)?]);
    }
    if place.is_dir() {
        return search(place, None, source);
    }
    if place.is_file() {
        let settings = place.file_name().is_some_and(|name| name == SETTINGS);
        return Ok(if settings { Vec::new() } else { vec![Input::file(place.to_path_buf(), true, source)] });
    }
    if place.exists() {
        // A pipe can be read once only.
        let mut pipe = File::open(place).with_context(|| format!("`{path}`: cannot be opened"))?;
        return Ok(vec![Input { path: path.to_owned(), ..Input::standard(&mut pipe, temp, source)? }]);
    }
    if path.contains(['*', '?', '[', '{']) {
        let glob = GlobBuilder::new(path.strip_prefix("./").unwrap_or(path)).literal_separator(true).build();
        let glob =
            glob.with_context(|| format!("`{path}`: is no valid pattern, expected one such as `logs/*.jsonl`"))?;
        let folder = fixed_part(path);
        let found = if folder.exists() { search(&folder, Some(&glob.compile_matcher()), source)? } else { Vec::new() };
        if found.is_empty() {
            bail!("`{path}`: no file matches this pattern, expected at least one: check the folder and the pattern");
        }
        return Ok(found);
    }
    if let Some((id, file)) = argument.split_once(':').filter(|(_, file)| *file == "-" || Path::new(file).exists()) {
        let ids = rules.sources().map(|source| source.id);
        bail!("`{file}`: {}", suggest::unknown("source", id, ids, "`wa-kpi sources` lists them"));
    }
    bail!("`{path}`: no such file or folder, expected exported logs: check the path")
}

/// The folder in which a pattern's search begins: its components before the first with a wildcard.
fn fixed_part(pattern: &str) -> PathBuf {
    let is_fixed = |part: &Component| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let fixed: PathBuf = Path::new(pattern).components().take_while(is_fixed).collect();
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

/// The files below a folder, without hidden ones and settings.
fn search(folder: &Path, glob: Option<&GlobMatcher>, source: Option<&'static Source>) -> Result<Vec<Input>> {
    let visible = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !name.starts_with('.') && name != SETTINGS
    };
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(visible) {
        let entry = entry.with_context(|| format!("`{}`: cannot be searched", folder.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let input = Input::file(entry.into_path(), false, source);
        if glob.is_none_or(|glob| glob.is_match(&input.path)) {
            found.push(input);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn shown(folder: &Path, arguments: &[&str]) -> Result<Vec<String>> {
        let root = folder.to_string_lossy().into_owned();
        let arguments: Vec<String> = arguments.iter().map(|argument| argument.replace("ROOT", &root)).collect();
        let inputs = expand(&arguments, folder, &Rules::default())?;
        Ok(inputs.iter().map(|input| input.path.replace(&format!("{root}/"), "")).collect())
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("logs/.hidden")).unwrap();
        for name in ["b.jsonl", "a.csv", "logs/c.jsonl", "logs/.d.jsonl", "logs/.hidden/e.jsonl", "wa-kpi.toml"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        folder
    }

    #[test]
    fn a_folder_is_searched_and_hidden_files_and_settings_are_left_alone() {
        let folder = folder();
        assert_eq!(shown(folder.path(), &["ROOT"]).unwrap(), ["a.csv", "b.jsonl", "logs/c.jsonl"]);
        assert_eq!(shown(folder.path(), &["ROOT/logs"]).unwrap(), ["logs/c.jsonl"]);
    }

    #[test]
    fn a_pattern_stays_inside_its_folders() {
        let folder = folder();
        assert_eq!(shown(folder.path(), &["ROOT/*.jsonl"]).unwrap(), ["b.jsonl"]);
        assert_eq!(shown(folder.path(), &["ROOT/**/*.jsonl"]).unwrap(), ["b.jsonl", "logs/c.jsonl"]);
        assert!(shown(folder.path(), &["ROOT/*.xml"]).is_err());
    }

    #[test]
    fn a_file_given_twice_is_read_once_and_a_forced_source_stays() {
        let folder = folder();
        assert_eq!(shown(folder.path(), &["ROOT/b.jsonl", "ROOT/./b.jsonl"]).unwrap().len(), 1);
        let root = folder.path().to_string_lossy().into_owned();
        let inputs = expand(
            &[format!("{root}/logs"), format!("send-log:{root}/logs/c.jsonl")],
            folder.path(),
            &Rules::default(),
        )
        .unwrap();
        assert_eq!(inputs.len(), 1);
        assert!(inputs[0].named && inputs[0].forced.is_some_and(|source| source.id == "send-log"));
    }

    #[test]
    fn a_missing_file_and_an_unknown_source_are_errors() {
        let folder = folder();
        assert!(shown(folder.path(), &["ROOT/missing.csv"]).is_err());
        let unknown = shown(folder.path(), &["sendlog:ROOT/a.csv"]).unwrap_err().to_string();
        assert!(unknown.ends_with("there is no source \"sendlog\": did you mean \"send-log\"?"), "{unknown}");
    }
}
