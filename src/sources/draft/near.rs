//! Which source a file comes nearest to: what of its columns the file has, and what it lacks.
//!
//! Not responsible for finding the file's names (`outline`).

use super::Kind;
use super::outline::Outline;
use crate::sources::Rules;

/// The source that a file looks most like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// Its id.
    pub source: &'static str,
    /// What the file has: ``customer (`Telefon`)``.
    pub has: Vec<String>,
    /// What it lacks: ``status or read_at (such as `state`)``.
    pub lacks: Vec<String>,
    /// Columns that the source's files do not have.
    pub surplus: Vec<String>,
}

impl Nearest {
    /// In words: ``has customer (`Telefon`), lacks status or read_at (such as `state`)``.
    pub fn words(&self) -> String {
        let mut told = vec![format!("has {}", self.has.join(" and "))];
        if !self.lacks.is_empty() {
            told.push(format!("lacks {}", self.lacks.join(" and ")));
        }
        if !self.surplus.is_empty() {
            told.push(format!("has {}, too, which its files have not", self.surplus.join(" and ")));
        }
        told.join(", ")
    }

    /// What keeps the file from being the source's, as the end of a sentence about the source.
    pub fn needs(&self) -> String {
        match self.lacks.is_empty() {
            true => format!("whose files have no {}", self.surplus.join(" and no ")),
            false => format!("which also needs {}", self.lacks.join(" and ")),
        }
    }
}

/// The kind of rows of whose columns the file has the largest part, at least half.
pub(super) fn nearest(outline: &Outline, rules: &Rules) -> Option<Nearest> {
    let kinds = Kind::all(rules).into_iter().filter(|kind| kind.of_any_format || kind.rows.format == outline.format);
    let mut best: Option<((usize, usize), Nearest)> = None;
    for kind in kinds {
        let (mut has, mut lacks) = (Vec::new(), Vec::new());
        for group in &kind.rows.recognise {
            let names: Vec<&str> = group.split(" | ").collect();
            match names.iter().find_map(|name| outline.find(name)) {
                Some(found) => has.push(told(&kind, &names, found)),
                None => lacks.push(wanted(&kind, &names)),
            }
        }
        let surplus = kind.rows.without.iter().flat_map(|names| names.split(" | "));
        let surplus: Vec<String> = surplus.filter_map(|name| outline.find(name)).map(quoted).collect();
        let score = (100 * has.len() / (has.len() + lacks.len() + surplus.len()).max(1), kind.found(outline).len());
        let is_near = score.0 >= 50 && score.0 < 100;
        if is_near && best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, Nearest { source: kind.source, has, lacks, surplus }));
        }
    }
    best.map(|(_, nearest)| nearest)
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

/// The canonical columns that some names feed.
fn fed(kind: &Kind, names: &[&str]) -> Vec<&'static str> {
    let is_fed = |column: &&str| {
        let by = kind.rows.columns.get(*column);
        by.is_some_and(|known| known.iter().any(|known| names.contains(&known.as_str())))
    };
    kind.table.columns.iter().map(|column| column.name).filter(is_fed).collect()
}

/// What a file has, by what it is for.
fn told(kind: &Kind, names: &[&str], found: &str) -> String {
    match fed(kind, names).as_slice() {
        [column] if *column != found && names.len() > 1 => format!("{column} ({})", quoted(found)),
        _ => quoted(found),
    }
}

/// What a file lacks, by what it is for, with an example.
fn wanted(kind: &Kind, names: &[&str]) -> String {
    let example = quoted(names.first().copied().unwrap_or_default());
    match (names, fed(kind, names).as_slice()) {
        ([_], _) | (_, []) => example,
        (_, [column]) => format!("{column} (such as {example})"),
        (_, [others @ .., last]) => format!("{} or {last} (such as {example})", others.join(", ")),
    }
}
