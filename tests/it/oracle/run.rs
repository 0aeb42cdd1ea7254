//! Asks the program and the oracle the same questions over a few hundred invented data sets.

use super::{check, check_breakdowns, expected, files, nasty, shuffle};
use std::ops::Range;
use std::path::Path;

/// How many data sets are invented, and how many random option sets each is asked with.
const DATA_SETS: u64 = 160;
const QUESTIONS: usize = 2;

/// What the program does not know yet: a list in `ORACLE_WITHOUT`.
pub fn without() -> Vec<String> {
    let list = std::env::var("ORACLE_WITHOUT").unwrap_or_default();
    list.split(',').map(String::from).collect()
}

/// One line for every difference, or only for the first of each question.
pub fn differences(seeds: Range<u64>, questions: usize, all: bool) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_wa-kpi"));
    let mut found = Vec::new();
    for seed in seeds {
        let data = nasty::invent(seed);
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data");
        for question in check::questions(&data, seed, questions, &without()) {
            let rows = expected(&data, &question.ask);
            let mut tell = |differences: Vec<String>| {
                let options = question.options.join(" ");
                let shown = if all { differences.len() } else { differences.len().min(1) };
                found.extend(differences[..shown].iter().map(|line| format!("seed {seed} [{options}] {line}")));
            };
            // Other row orders, other splits over files and rows that must leave memory change nothing.
            let mut versions = vec![(data.clone(), &[][..])];
            if seed % 2 == 0 {
                versions.insert(0, (shuffle::shuffle(&data, seed), &["--memory", "1M"]));
            }
            for (version, bounds) in versions {
                files::write(&version, &folder, seed);
                tell(match check::run_within(program, &folder, &question, bounds) {
                    Ok(report) => check::differences(&rows, &report),
                    Err(said) => vec![format!("the program said: {said}")],
                });
            }
            if seed % 3 == 0 && question.ask.wants("breakdowns") {
                tell(match check::run_with(program, &folder, &question, &[]) {
                    Ok(report) => check_breakdowns::differences(&data, &question.ask, &report),
                    Err(said) => vec![format!("the program said: {said}")],
                });
            }
        }
    }
    found
}

#[test]
fn the_program_gives_the_oracles_answers_on_nasty_random_data() {
    let halves = [0..DATA_SETS / 2, DATA_SETS / 2..DATA_SETS];
    let found: Vec<String> = std::thread::scope(|scope| {
        let threads = halves.map(|seeds| scope.spawn(move || differences(seeds, QUESTIONS, false)));
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(found.is_empty(), "{} differences, the first:\n{}", found.len(), found[..found.len().min(10)].join("\n"));
}
