//! The house rules of `src/lib.rs`, checked on the sources themselves.

use std::path::{Path, PathBuf};

use crate::program::root;

const LONGEST: usize = 400;

/// A file may import only what stands in an earlier row; modules of one row do not know each other.
const ORDER: [&[&str]; 21] = [
    &["demo"],
    &["progress"],
    &["units"],
    &["lists"],
    &["suggest"],
    &["settings"],
    &["dimensions"],
    &["request"],
    &["tables"],
    &["sources", "timeline"],
    &["facts"],
    &["kpis"],
    &["report"],
    &["inspection", "verdict", "comparison"],
    &["analysis"],
    &["docs"],
    &["render"],
    &["conversion"],
    &["commands"],
    &["cli"],
    &["main"],
];

struct File {
    /// Relative to the repository, with slashes.
    path: String,
    text: String,
}

impl File {
    /// `analysis` for `src/analysis/interval/mod.rs` and for `src/analysis.rs`.
    fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// The lines that are shipped, with their numbers: neither comments nor test items.
    fn shipped(&self) -> Vec<(usize, &str)> {
        if self.path.ends_with("/tests.rs") || self.path.contains("/tests/") {
            return Vec::new();
        }
        let mut shipped = Vec::new();
        let mut lines = self.text.lines().zip(1..);
        while let Some((line, number)) = lines.next() {
            if line.trim_start() == "#[cfg(test)]" {
                let indent = &line[..line.len() - line.trim_start().len()];
                let end = format!("{indent}}}");
                let whole = |line: &str| line.ends_with(';') && line.len() - line.trim_start().len() == indent.len();
                lines.by_ref().find(|(line, _)| *line == end || whole(line));
            } else if !line.trim_start().starts_with("//") {
                shipped.push((number, line));
            }
        }
        shipped
    }

    /// Shipped lines that hold one of these words, as "path:line: text".
    fn lines_with(&self, words: &[&str]) -> Vec<String> {
        let found = self.shipped().into_iter().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        found.map(|(number, line)| format!("{}:{number}: {}", self.path, line.trim())).collect()
    }
}

fn collect(folder: &Path, files: &mut Vec<File>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file is UTF-8");
            let relative = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
            files.push(File { path: relative, text });
        }
    }
}

fn files(folders: &[&str]) -> Vec<File> {
    let mut files = Vec::new();
    for folder in folders {
        collect(&root().join(folder), &mut files);
    }
    assert!(!files.is_empty(), "no sources found");
    files
}

/// Fails with the list of offences.
fn forbid(rule: &str, offences: Vec<String>) {
    assert!(offences.is_empty(), "{rule}:\n{}", offences.join("\n"));
}

/// Forbids words in all of `src` but where `allowed` says.
fn forbid_words(rule: &str, words: &[&str], allowed: fn(&File) -> bool) {
    let offences =
        files(&["src"]).iter().filter(|file| !allowed(file)).flat_map(|file| file.lines_with(words)).collect();
    forbid(rule, offences);
}

#[test]
fn every_file_begins_with_what_it_is() {
    let silent =
        files(&["src", "tests", "examples", "benches"]).into_iter().filter(|file| !file.text.starts_with("//! "));
    forbid(
        "a file begins with `//!`: what it is, what it is not responsible for",
        silent.map(|file| file.path).collect(),
    );
}

#[test]
fn no_file_outgrows_its_reader() {
    let lengths =
        files(&["src", "tests", "examples", "benches"]).into_iter().map(|file| (file.text.lines().count(), file.path));
    let long = lengths.filter(|(length, _)| *length > LONGEST).map(|(length, path)| format!("{path}: {length} lines"));
    forbid("a file has at most 400 lines", long.collect());
}

#[test]
fn nothing_is_left_unfinished() {
    forbid_words("no stubs", &["todo!", "unimplemented!", "dbg!"], |_| false);
    let ignored = "#[ignore";
    let sources = files(&["src", "tests"]);
    let offences = sources.iter().filter(|file| file.text.lines().any(|line| line.trim_start().starts_with(ignored)));
    forbid("no test is ignored", offences.map(|file| file.path.clone()).collect());
}

#[test]
fn errors_are_told_not_thrown() {
    forbid_words("no panics outside tests", &[".unwrap()", ".expect(", "panic!"], |_| false);
}

#[test]
fn imports_lead_backwards_only() {
    let rank = |module: &str| ORDER.iter().position(|row| row.contains(&module));
    let mut offences = Vec::new();
    for file in files(&["src"]).iter().filter(|file| file.path != "src/lib.rs") {
        let Some(own) = rank(file.module()) else {
            offences.push(format!("{}: {} has no place in the order", file.path, file.module()));
            continue;
        };
        for (number, line) in file.shipped() {
            for module in imported(line).into_iter().filter(|module| module != file.module()) {
                let strangers = ["sources", "facts"];
                let known = rank(&module);
                let unknown_to_each_other = strangers.contains(&file.module()) && strangers.contains(&module.as_str());
                if known.is_some_and(|other| other >= own) || unknown_to_each_other {
                    offences.push(format!("{}:{number}: {} may not know {module}", file.path, file.module()));
                }
            }
        }
    }
    forbid("a file may import only what stands earlier in the order", offences);
}

/// The modules of this crate that a line names: `crate::a`, `wa_kpi::b`, `crate::{a::x, b}`.
fn imported(line: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for prefix in ["crate::", "wa_kpi::"] {
        for (place, _) in line.match_indices(prefix) {
            let rest = &line[place + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(group) => modules.extend(top_level(group)),
                None => modules.push(name(rest)),
            }
        }
    }
    modules
}

fn name(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The first names of a group's members, groups inside groups left out.
fn top_level(group: &str) -> Vec<String> {
    let (mut depth, mut members, mut member) = (0, Vec::new(), String::new());
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => members.push(std::mem::take(&mut member)),
            _ if depth == 0 => member.push(letter),
            _ => {}
        }
    }
    members.push(member);
    members.iter().map(|member| name(member)).filter(|member| !member.is_empty()).collect()
}

#[test]
fn each_library_stays_in_its_room() {
    let command_line = |file: &File| ["cli", "main"].contains(&file.module());
    forbid_words("clap only in cli and main", &["clap::", "use clap"], command_line);
    forbid_words("comfy-table only under render", &["comfy_table"], |file| file.module() == "render");
    let with_frames =
        |file: &File| !["kpis", "report", "render"].contains(&file.module()) || file.path == "src/render/parquet.rs";
    forbid_words("no polars in kpis, report, render but where it writes Parquet", &["polars"], with_frames);
    let book = |file: &File| file.path == "src/render/xlsx/book.rs";
    forbid_words("rust_xlsxwriter only where it writes a workbook", &["rust_xlsxwriter"], book);
}

#[test]
fn only_commands_print() {
    let may_print = |file: &File| ["commands", "main"].contains(&file.module());
    forbid_words("printing only in commands and main", &["print!(", "println!("], may_print);
}

#[test]
fn standard_error_has_one_door() {
    let doors = |file: &File| ["src/commands/logs.rs", "src/commands/progress.rs"].contains(&file.path.as_str());
    forbid_words("log instead: commands::logs writes it", &["stderr()", "eprint"], doors);
}

#[test]
fn only_the_command_line_knows_the_time() {
    let clocks = ["SystemTime", "Instant::now", "time::Instant", "Utc::now", "Local::now"];
    forbid_words("no clock but in cli", &clocks, |file| file.module() == "cli");
}

#[test]
fn the_import_rule_sees_every_form() {
    assert_eq!(imported("use crate::tables::bag::Bag;"), ["tables"]);
    assert_eq!(imported("use crate::{units::{Unit, Better}, lists};"), ["units", "lists"]);
    assert_eq!(imported("    wa_kpi::commands::run(crate::cli::parse())"), ["cli", "commands"]);
}

#[test]
fn test_items_are_not_shipped() {
    let text = "use a;\n#[cfg(test)]\nuse b;\nfn c() {}\n#[cfg(test)]\nmod tests {\n    d;\n}\nfn e() {}\n";
    let file = File { path: "src/x.rs".to_owned(), text: text.to_owned() };
    let shipped: Vec<&str> = file.shipped().into_iter().map(|(_, line)| line).collect();
    assert_eq!(shipped, ["use a;", "fn c() {}", "fn e() {}"]);
}
