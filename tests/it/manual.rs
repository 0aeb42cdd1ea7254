//! Completions and the manual, read by the shells and the formatter that they are for, where those are installed.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::program::{printed, run};

/// What a program says of a text on its standard input; none where it is not installed.
fn fed(line: &[&str], text: &str) -> Option<(bool, String)> {
    let mut command = Command::new(line[0]);
    command.args(&line[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("!! SKIPPED: {} is not installed", line[0]);
        return None;
    };
    let mut input = child.stdin.take().expect("a pipe");
    let text = text.to_owned();
    // It may print more than a pipe holds before it has read everything.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    let _ = writer.join();
    let told = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&told).into_owned()))
}

#[test]
fn shells_understand_their_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let script = printed(&["completions", shell]);
        assert!(script.contains("delivery_rate") && script.contains("Europe/Berlin"), "{shell}");
        // fish takes no dash for its standard input.
        let line = if shell == "fish" { vec!["fish", "-n", "/dev/stdin"] } else { vec![shell, "-n"] };
        if let Some((understood, told)) = fed(&line, &script) {
            assert!(understood && told.is_empty(), "{shell}: {told}");
        }
    }
    for shell in ["powershell", "elvish"] {
        assert!(printed(&["completions", shell]).contains("wa-kpi"), "{shell}");
    }
}

#[test]
fn bash_completes_options_and_ids() {
    let script = printed(&["completions", "bash"]);
    let asked = |words: &str, last: &str| {
        let count = words.split(' ').count();
        format!(
            "{script}\nCOMP_WORDS=({words} '{last}'); COMP_CWORD={count}\n_wa__kpi wa-kpi '{last}' \
             \"${{COMP_WORDS[COMP_CWORD-1]}}\" 2>/dev/null; echo \"${{COMPREPLY[@]}}\"\n"
        )
    };
    let cases = [
        ("wa-kpi", "rep", "report"),
        ("wa-kpi report", "--lay", "--layout"),
        ("wa-kpi report --kpi", "delivery_rat", "delivery_rate"),
        ("wa-kpi report --by", "camp", "campaign"),
        ("wa-kpi report --section", "eng", "engagement"),
        ("wa-kpi report --tz", "Europe/Berl", "Europe/Berlin"),
        ("wa-kpi sources", "meta-web", "meta-webhooks"),
    ];
    for (words, last, completed) in cases {
        let Some((_, told)) = fed(&["bash", "-s"], &asked(words, last)) else { return };
        assert_eq!(told.trim(), completed, "{words} {last}");
    }
}

#[test]
fn the_formatter_has_nothing_to_say_about_the_manual() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(printed(&["man", "-o", &folder.path().to_string_lossy()]), "");
    let pages: Vec<_> =
        std::fs::read_dir(folder.path()).expect("a folder").map(|page| page.expect("a page").path()).collect();
    assert!(pages.len() > 8);
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page");
        let shown = page.display();
        if let Some((understood, told)) = fed(&["groff", "-man", "-Tutf8", "-ww", "-z", "-K", "utf8"], &text) {
            assert!(understood && told.is_empty(), "{shown}: {told}");
        }
        if let Some((understood, told)) = fed(&["groff", "-man", "-Tascii", "-K", "utf8"], &text) {
            assert!(understood && told.contains("wa-kpi"), "{shown}: {told}");
        }
    }
    assert_eq!(
        printed(&["man", "report"]),
        std::fs::read_to_string(folder.path().join("wa-kpi-report.1")).expect("a page")
    );
}

#[test]
fn a_page_of_no_subcommand_is_refused() {
    let output = run(&["man", "reprot"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean \"report\"?"));
}
