//! The table is complete and every text in it is fit to stand in place of the English one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::*;
use crate::analysis::breakdowns::BREAKDOWNS;
use crate::dimensions::DIMENSIONS;
use crate::facts::Grain;
use crate::kpis::{Section, catalogue};
use crate::render::words;

/// The languages that have translations.
fn others() -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|language| *language != Language::English)
}

/// Words that a language writes as English does.
const ALIKE: &[&str] = &[
    "{} × {text}",
    "{} to {}",
    "{text}, p90",
    "Leads",
    "agent",
    "Buttons",
    "Conversions",
    "button",
    "no",
    "team",
    "segment",
    "interval {} ({})",
    "variant",
    "experiment",
];

fn has_text(english: &str) -> bool {
    others().all(|language| language.tell(english) != english) || ALIKE.contains(&english)
}

fn missing<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    texts.into_iter().filter(|text| !has_text(text)).collect()
}

#[test]
fn every_figure_section_dimension_and_breakdown_has_a_name_in_every_language() {
    assert_eq!(missing(catalogue().map(|kpi| kpi.name)), [""; 0]);
    assert_eq!(missing(catalogue().map(|kpi| kpi.question)), [""; 0]);
    assert_eq!(missing(Section::ALL.iter().map(|section| section.question())), [""; 0]);
    let names: Vec<String> = Section::ALL.iter().map(|section| words::capitalised(section.id())).collect();
    assert_eq!(missing(names.iter().map(String::as_str)), [""; 0]);
    assert_eq!(missing(DIMENSIONS.iter().map(|dimension| dimension.id)), [""; 0]);
    assert_eq!(missing(Grain::ALL.map(Grain::id)), [""; 0]);
    let names: Vec<String> = BREAKDOWNS.iter().map(|breakdown| words::capitalised(breakdown.id)).collect();
    assert_eq!(missing(names.iter().map(String::as_str)), [""; 0]);
}

#[test]
fn every_error_code_has_a_meaning_in_every_language() {
    let codes = source("src/lists/error_codes.txt");
    let listed = codes.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    for error in listed.filter(|error| error.len() == 3) {
        assert_eq!(missing(error[1..].iter().copied()), [""; 0]);
    }
}

#[test]
fn a_text_stands_once_in_the_table_and_is_never_empty() {
    let mut known = BTreeSet::new();
    for text in texts::all() {
        assert!(known.insert(text.english), "twice: {}", text.english);
        for language in others() {
            let said = text.get(language);
            assert!(!said.trim().is_empty(), "{}: {}", language.id(), text.english);
            let is_alike = said == text.english && !ALIKE.contains(&text.english);
            assert!(!is_alike, "{} says the same as English: {}", language.id(), text.english);
        }
    }
}

/// The places that a text names, in any order.
fn places(text: &str) -> Vec<usize> {
    let holes = text.split('{').skip(1).filter_map(|piece| piece.split_once('}')).enumerate();
    let mut places: Vec<usize> = holes.map(|(place, (inside, _))| inside.parse().unwrap_or(place + 1)).collect();
    places.sort_unstable();
    places
}

#[test]
fn every_language_says_every_value() {
    for text in texts::all() {
        for language in others() {
            assert_eq!(places(text.get(language)), places(text.english), "{}: {}", language.id(), text.english);
        }
    }
}

/// Ids and code in a text: what stands in back quotes, options, ids with an underscore. They never change.
fn ids(text: &str) -> BTreeMap<&str, usize> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    let words = text.split(|letter: char| !is_letter(letter)).map(|word| word.trim_matches(['.', '-']));
    let is_id = |word: &&str| word.contains('_') || ["wa-kpi", "wa-kpi.toml", "UTC"].contains(word);
    words.filter(is_id).fold(BTreeMap::new(), |mut counts, word| {
        *counts.entry(word).or_default() += 1;
        counts
    })
}

#[test]
fn ids_and_settings_in_sentences_are_the_same_in_every_language() {
    for text in texts::all().filter(|text| text.english.contains(' ')) {
        for language in others() {
            assert_eq!(ids(text.get(language)), ids(text.english), "{}: {}", language.id(), text.english);
        }
    }
}

#[test]
fn texts_are_written_in_the_letters_of_their_language() {
    for text in texts::all() {
        let [_, _, chinese, russian] = text.others;
        let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
        let is_russian = |letter: char| ('а'..='я').contains(&letter.to_lowercase().next().unwrap_or(letter));
        assert!(ALIKE.contains(&text.english) || chinese.chars().any(is_chinese), "{}", text.english);
        assert!(ALIKE.contains(&text.english) || russian.chars().any(is_russian), "{}", text.english);
    }
}

#[test]
fn sentences_keep_their_values_and_tell_the_texts_inside_them() {
    let german = |sentence: &str| Language::German.tell(sentence);
    assert_eq!(german("Time to delivery, median"), "Zeit bis zur Zustellung, Median");
    assert_eq!(
        german("left out: nps, csat (needs surveys: a canonical surveys file)"),
        "entfällt: nps, csat (braucht Umfragen: eine canonical-Umfragedatei)"
    );
    assert_eq!(
        german(
            "section cost is left out: it needs surveys: a canonical surveys file; it needs a target: no response target is set"
        ),
        "Abschnitt cost entfällt: braucht Umfragen: eine canonical-Umfragedatei; braucht eine Zielzeit: response ist nicht gesetzt"
    );
    assert_eq!(
        german(
            "compared with 2026-09-28 to 2026-10-04; 15 changes are tested, p_adjusted holds for all of them together (Holm)"
        ),
        "verglichen mit 2026-09-28 bis 2026-10-04; getestete Änderungen: 15, p_adjusted gilt für alle zusammen (Holm)"
    );
    assert_eq!(german("not by country"), "nicht nach Dimension Land");
    assert_eq!(
        german("12 × message type that nobody knows (`wa-kpi inspect` tells the word)"),
        "12 × Nachrichtentyp: unbekannt (`wa-kpi inspect` nennt das Wort)"
    );
    assert_eq!(german("7 × status \"queued-eu\""), "7 × status \"queued-eu\"");
    assert_eq!(german("left out: `Inputs` holds nothing"), "ausgelassen: `Inputs` holds nothing");
}

#[test]
fn what_the_table_lacks_stays_as_it_is() {
    for language in Language::ALL {
        assert_eq!(language.say("VIP open rate"), "VIP open rate");
        assert_eq!(language.tell("VIP open rate"), "VIP open rate");
    }
    assert_eq!(Language::English.say("Inputs"), "Inputs");
    assert_eq!(Language::English.fill("{} to {}", &["1", "2"]), "1 to 2");
}

/// Files of the program, below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn source(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The text that a literal at the beginning of some code says; none where there is no literal.
fn literal(code: &str) -> Option<String> {
    let mut letters = code.trim_start().strip_prefix('"')?.chars();
    let mut text = String::new();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => match letters.next()? {
                // The line goes on where the next word begins.
                '\n' => letters = letters.as_str().trim_start().chars(),
                letter => text.push(letter),
            },
            letter => text.push(letter),
        }
    }
}

/// Every literal of some code, outside of comments and tests, whose values are named as in the table.
fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut rest = lines.join("\n");
    let mut found = Vec::new();
    while let Some(place) = rest.find('"') {
        let Some(text) = literal(&rest[place..]) else { break };
        // What was read is at least as long as what it says.
        let mut after = place + 1;
        while let Some(end) = rest[after..].find('"') {
            after += end + 1;
            if !rest[..after - 1].ends_with('\\') {
                break;
            }
        }
        rest = rest[after..].to_owned();
        found.push(text);
    }
    found
}

/// A text with all of its values named alike.
fn unnamed(text: &str) -> String {
    let mut pieces = text.split('{');
    let begin = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(begin, |text, piece| text + "{}" + piece.split_once('}').map_or(piece, |(_, after)| after))
}

#[test]
fn every_text_that_a_renderer_says_is_in_the_table() {
    let known: BTreeSet<&str> = texts::all().map(|text| text.english).collect();
    let mut missing = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render");
    for path in files(&folder).into_iter().filter(|path| !path.starts_with(folder.join("language"))) {
        let code = std::fs::read_to_string(&path).unwrap();
        for call in [".say(", ".fill("] {
            let said = code.split(call).skip(1).filter_map(literal).filter(|text| !known.contains(text.as_str()));
            missing.extend(said.map(|text| format!("{}: {text}", path.display())));
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn every_sentence_of_a_report_is_in_the_table() {
    let known: BTreeSet<String> = texts::all().map(|text| unnamed(text.english)).collect();
    let is_sentence = |text: &String| text.matches(' ').count() > 1 && text != REASONS;
    for path in ["src/analysis/notes.rs", "src/analysis/figures.rs", "src/analysis/baseline.rs", "src/facts/mod.rs"] {
        let said: Vec<String> = literals(&source(path)).into_iter().filter(is_sentence).collect();
        assert!(!said.is_empty(), "{path}");
        // A sentence may be put together from several.
        let said = said.into_iter().map(|text| unnamed(&text));
        let missing: Vec<String> = said.filter(|text| !known.contains(text)).collect();
        assert_eq!(missing, [""; 0], "{path}");
    }
    for sentence in [
        "left out: `notes.txt` is empty",
        "left out, no source recognises them (`wa-kpi inspect` tells more): a.csv, b.csv",
        "left out, no source recognises them (`wa-kpi inspect` tells more): a.csv, b.csv and 3 more",
        "does not know country",
        "peak_hour: weekday 1, 09:00, 61 inbound messages; peak_weekday: 2, 284",
        "by the date of its message",
    ] {
        assert!(has_text(sentence), "{sentence}");
    }
}
