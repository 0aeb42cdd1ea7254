//! Runs the program as a user does: from the root of the repository, with a fixed width and no colour.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn run(arguments: &[&str]) -> Output {
    run_at(80, arguments)
}

/// The same on a terminal of another width.
pub fn run_at(width: usize, arguments: &[&str]) -> Output {
    run_in(root(), width, arguments)
}

/// The same in another folder.
pub fn run_in(folder: &Path, width: usize, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wa-kpi"))
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", width.to_string())
        .env("NO_COLOR", "1")
        .env_remove("WA_KPI_CONFIG")
        .env_remove("GITHUB_STEP_SUMMARY")
        .env_remove("WA_KPI_KEY")
        .output()
        .expect("the program starts")
}

/// What it prints, where it succeeds; else its error fails the test.
pub fn printed(arguments: &[&str]) -> String {
    printed_at(80, arguments)
}

/// The same on a terminal of another width.
pub fn printed_at(width: usize, arguments: &[&str]) -> String {
    succeeded(run_at(width, arguments), arguments)
}

/// What a run printed; its error fails the test.
pub fn succeeded(output: Output, arguments: &[&str]) -> String {
    ended(output, &[0], arguments)
}

/// What a run printed that may end with one of several codes.
pub fn ended(output: Output, codes: &[i32], arguments: &[&str]) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    let is_expected = output.status.code().is_some_and(|code| codes.contains(&code));
    assert!(is_expected, "wa-kpi {} ended with {:?}\n{errors}", arguments.join(" "), output.status.code());
    String::from_utf8(output.stdout).expect("reports are UTF-8")
}

/// The JSON report over these inputs, with these options.
pub fn report(inputs: &[&str], options: &[&str]) -> Value {
    let arguments = [&["report", "--format", "json"], options, inputs].concat();
    serde_json::from_str(&printed(&arguments)).expect("a JSON report")
}

/// The text of a file of the repository.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
