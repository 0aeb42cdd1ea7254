//! Whether a file can be read with a source that was just written: its beginning is, into an intake that is thrown away.
//!
//! Not responsible for mending the source.

use crate::settings::file;
use crate::sources::input::Sample;
use crate::sources::{Block, Rules, profiles};
use crate::tables::intake::{IdText, Intake, IntakeRules, Names};

/// What keeps a file from being read with a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// Its times name no zone.
    Zone,
    /// Its dates can be read two ways.
    Order,
    /// Anything else, in words.
    Other(String),
}

impl Problem {
    /// What is to be done.
    pub fn words(&self) -> String {
        match self {
            Problem::Zone => "its times name no zone: add timezone = \"Europe/Berlin\", or whichever it is".to_owned(),
            Problem::Order => {
                "its dates can be read two ways: add date_order = \"dmy\" or date_order = \"mdy\"".to_owned()
            }
            Problem::Other(words) => words.clone(),
        }
    }
}

/// What keeps the file from being read with a source; none where most of its rows are.
pub(super) fn problem(toml: &str, sample: &Sample) -> Option<Problem> {
    let other = |words: &str| Some(Problem::Other(words.to_owned()));
    let keys = toml.trim_start_matches("[[source]]\n");
    let Ok(source) = file::source(keys, "").and_then(profiles::source) else {
        return other("say which columns hold what");
    };
    // It lives as long as the program, as sources do.
    let source = &*Box::leak(Box::new(source));
    let Some(recognised) = source.recognise(sample, &Rules::default()) else {
        return other("say by which columns the file is recognised");
    };
    let reader = recognised.reader;
    let (names, rules) = (Names::default(), IntakeRules::default());
    let mut intake = Intake::new(&names, &rules);
    let skip = reader.skip().min(sample.head.len());
    let bytes = sample.head[skip..].to_vec();
    let block = Block { input: 0, offset: skip as u64, bytes, id_text: IdText::Keep, last: sample.complete };
    if reader.is_scouting() {
        reader.scout(&block);
    }
    if let Err(error) = reader.read(&block, &mut intake) {
        let said = format!("{error:#}");
        return Some(match () {
            () if said.contains("--input-tz") => Problem::Zone,
            () if said.contains("--date-order") => Problem::Order,
            () => Problem::Other(said),
        });
    }
    let account = *intake.accounts.of(0);
    let most = intake.accounts.rejected.iter().max_by_key(|(_, count)| **count);
    let ((_, reason), _) = most.filter(|_| account.rejected * 2 > account.records)?;
    Some(Problem::Other(format!("most of its rows are rejected so far: {reason}")))
}
