//! Asks the program and the oracle the same questions over a few hundred invented data sets.

use super::{check, expected, files, nasty, shuffle};

/// How many data sets are invented, and how many random option sets each is asked with.
const DATA_SETS: u64 = 240;
const QUESTIONS: usize = 2;

fn differences(seeds: std::ops::Range<u64>) -> Vec<String> {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_wa-kpi"));
    let mut found = Vec::new();
    for seed in seeds {
        let data = nasty::invent(seed);
        let folder = tempfile::tempdir().unwrap();
        for question in check::questions(&data, seed, QUESTIONS) {
            let rows = expected(&data, &question.ask);
            // Other row orders and other splits over files must change nothing.
            for version in [data.clone(), shuffle::shuffle(&data, seed)] {
                files::write(&version, folder.path(), seed);
                let differences = match check::run(program, folder.path(), &question.options) {
                    Ok(report) => check::differences(&rows, &report),
                    Err(said) => vec![format!("the program said: {said}")],
                };
                let options = question.options.join(" ");
                found.extend(differences.first().map(|first| format!("seed {seed} [{options}] {first}")));
            }
        }
    }
    found
}

#[test]
fn the_program_gives_the_oracles_answers_on_nasty_random_data() {
    let halves = [0..DATA_SETS / 2, DATA_SETS / 2..DATA_SETS];
    let found: Vec<String> = std::thread::scope(|scope| {
        let threads = halves.map(|seeds| scope.spawn(move || differences(seeds)));
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(found.is_empty(), "{} differences, the first:\n{}", found.len(), found[..found.len().min(10)].join("\n"));
}
