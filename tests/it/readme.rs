//! The README is executed: its commands succeed, and where it shows what they print, they print that.

use crate::program::{ended, root, run_in, text};

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
        // A check that finds something has done its work.
        let codes: &[i32] = if arguments[0] == "check" { &[0, 1] } else { &[0] };
        let printed = ended(run_in(folder.path(), 80, &arguments), codes, &arguments);
        let printed: String = printed.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        assert!(output.is_empty() || output == printed, "README.md shows for `{command}`:\n{output}\nnow:\n{printed}");
        executed += 1;
    }
    assert!(executed > 0, "README.md shows no command");
}

/// What cron would run, as the shell gets it: behind the five fields of time, `\%` for a percent sign.
fn cron_lines(markdown: &str) -> Vec<String> {
    let blocks = markdown.split("```crontab\n").skip(1).filter_map(|rest| rest.split("```").next());
    let command = |line: &str| {
        let mut rest = line.trim_start();
        for _ in 0..5 {
            rest = rest.split_once(' ').expect("five fields of time").1.trim_start();
        }
        rest.replace("\\%", "%")
    };
    blocks.flat_map(str::lines).map(command).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn cron_lines_of_the_readme_run_as_written_and_twice_is_once() {
    let home = tempfile::tempdir().expect("a folder");
    let shop = home.path().join("shop");
    std::fs::create_dir_all(shop.join("textfile")).expect("a folder");
    std::os::unix::fs::symlink(root().join("examples/shop"), shop.join("exports")).expect("a link");
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_wa-kpi")).parent().expect("a folder");
    let path = format!("{}:/usr/bin:/bin", folder.display());
    // Those that write; the one that checks is run by `pipeline`.
    let is_writing = |line: &String| line.contains("wa-kpi report");
    let lines: Vec<String> = cron_lines(&text("README.md")).into_iter().filter(is_writing).collect();
    assert_eq!(lines.len(), 2);
    let files = ["kpis.csv", "textfile/wa-kpi.prom"].map(|name| shop.join(name));
    let mut before = Vec::new();
    for round in 0..2 {
        for line in &lines {
            // As cron does it: a shell, hardly any environment, no terminal, and mail where anything is said.
            let mut shell = std::process::Command::new("/bin/sh");
            shell.env_clear().env("HOME", home.path()).env("PATH", &path).args(["-c", line]);
            let output = shell.stdin(std::process::Stdio::null()).output().expect("a shell");
            let said = [output.stdout, output.stderr].concat();
            assert!(output.status.success() && said.is_empty(), "{line}: {}", String::from_utf8_lossy(&said));
        }
        let written: Vec<Vec<u8>> = files.iter().map(|path| std::fs::read(path).expect("it was written")).collect();
        assert!(round == 0 || written == before, "the second run changed something");
        before = written;
    }
    assert_eq!(std::fs::read_dir(&shop).expect("a folder").count(), 3);
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
