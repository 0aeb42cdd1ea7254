//! The README is executed: its commands succeed, and where it shows what they print, they print that.

use crate::program::{root, run_in, succeeded, text};

/// A command of a `console` block, and the output shown below it.
struct Shown {
    command: String,
    output: String,
}

fn console_blocks(markdown: &str) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    let mut inside = false;
    for line in markdown.lines() {
        match (inside, line) {
            (false, "```console") => inside = true,
            (true, "```") => inside = false,
            (true, line) => match (line.strip_prefix("$ "), shown.last_mut()) {
                (Some(command), _) => shown.push(Shown { command: command.to_owned(), output: String::new() }),
                (None, Some(last)) => last.output += &format!("{}\n", line.trim_end()),
                (None, None) => panic!("output before the first command: {line}"),
            },
            (false, _) => {}
        }
    }
    shown
}

/// The words of a command line; quotes keep blanks and quotes of the other kind together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in command.chars() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (None, '\'' | '"') => quote = Some(letter),
            (None, ' ') => words.push(String::new()),
            (_, letter) => words.last_mut().expect("never empty").push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn commands_of_the_readme_do_what_it_shows() {
    // What commands write is left outside the repository.
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::os::unix::fs::symlink(root().join("examples"), folder.path().join("examples")).expect("a link");
    let mut executed = 0;
    for Shown { command, output } in console_blocks(&text("README.md")) {
        let prefixes = ["wa-kpi ", "cargo run --release -- "];
        let Some(arguments) = prefixes.iter().find_map(|prefix| command.strip_prefix(prefix)) else { continue };
        let arguments = words(arguments);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let printed = succeeded(run_in(folder.path(), 80, &arguments), &arguments);
        let printed: String = printed.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        assert!(output.is_empty() || output == printed, "README.md shows for `{command}`:\n{output}\nnow:\n{printed}");
        executed += 1;
    }
    assert!(executed > 0, "README.md shows no command");
}

#[test]
fn the_settings_that_the_readme_shows_are_those_of_the_example() {
    let readme = text("README.md");
    let shown: Vec<&str> = readme.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let example = text("examples/shop/wa-kpi.toml");
    let is_shown = |block: &&str| example.ends_with(*block) && !block.is_empty();
    assert!(shown.len() == 1 && shown.iter().all(is_shown), "README.md shows other settings than the shop's");
}

#[test]
fn links_of_the_readme_lead_somewhere() {
    let readme = text("README.md");
    for target in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let local = !target.contains("://") && !target.starts_with('#');
        assert!(!local || root().join(target).exists(), "README.md links to {target}, which is not there");
    }
}
