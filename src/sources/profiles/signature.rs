//! Signatures: the names by which a built-in profile recognises its files, found in its text before it is parsed.
//!
//! Reading all profiles is more work than reading a small export, and nearly none of them has a chance. Not responsible
//! for recognising: a signature only says which profiles cannot.

use hashbrown::HashSet;

use crate::sources::headers::normalise;

/// How the names begin in the text of a profile.
const NAMES: &str = "\nrecognise = [";

/// Whether a profile's text names anything by which a file of these words could be recognised.
pub fn may_know(text: &str, words: &HashSet<String>) -> bool {
    text.split(NAMES).skip(1).any(|list| names(list).all(|name| name.split(" | ").any(|name| is_among(name, words))))
}

/// The quoted names at the beginning of a text.
fn names(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let quoted = rest.trim_start_matches([' ', ',', '\n', '\r']).strip_prefix('"')?;
        let (name, after) = quoted.split_once('"')?;
        rest = after;
        Some(name)
    })
}

/// Whether a column, or any step of a path, is among some words.
fn is_among(name: &str, words: &HashSet<String>) -> bool {
    let column = name.split(" > ").next().unwrap_or_default();
    let has = |name: &str| words.contains(&normalise(name));
    has(column) || column.contains(['.', '[', '?']) && column.split(['.', '[', ']', '=', '?']).any(has)
}

#[cfg(test)]
mod tests {
    use super::super::{BUILT_IN, BuiltIn};
    use super::*;

    /// Words that a file has which the rows of a profile recognise: of each several names one.
    fn words(recognise: &[String], number: usize) -> HashSet<String> {
        let name = |names: &String| {
            let names: Vec<&str> = names.split(" | ").collect();
            let column = names[number % names.len()].split(" > ").next().unwrap_or_default().to_owned();
            normalise(column.rsplit(['.', '^', ']', '?']).find(|step| !step.is_empty()).unwrap_or_default())
        };
        let columns = recognise.iter().map(|names| {
            let names: Vec<&str> = names.split(" | ").collect();
            normalise(names[number % names.len()].split(" > ").next().unwrap_or_default())
        });
        columns.chain(recognise.iter().map(name)).collect()
    }

    #[test]
    fn no_profile_is_passed_over_whose_names_are_all_there() {
        for BuiltIn { name, text, .. } in &BUILT_IN {
            let profile = super::super::find(name).and_then(|source| source.profile()).expect("a profile");
            let parsed: Vec<&Vec<String>> = profile.own.rows.iter().map(|rows| &rows.recognise).collect();
            let found: Vec<Vec<&str>> = text.split(NAMES).skip(1).map(|list| names(list).collect()).collect();
            assert_eq!(
                found,
                parsed.iter().map(|names| names.iter().collect::<Vec<_>>()).collect::<Vec<_>>(),
                "{name}"
            );
            let is_plain = |name: &str| {
                !["sum ", "minus ", "first of ", "last of ", "name of "].iter().any(|it| name.starts_with(it))
            };
            assert!(found.iter().flatten().flat_map(|names| names.split(" | ")).all(is_plain), "{name}");
            for (recognise, number) in parsed.iter().flat_map(|names| (0..30).map(move |number| (names, number))) {
                assert!(may_know(text, &words(recognise, number)), "{name}: {recognise:?}");
            }
            assert!(!may_know(text, &HashSet::new()), "{name}");
        }
    }
}
