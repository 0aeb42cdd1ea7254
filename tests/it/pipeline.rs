//! `wa-kpi check` where nobody looks: the workflow of the examples and the cron line of the README, run as written.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use crate::program::{root, text};

/// The shell lines of a workflow file's steps.
fn steps(workflow: &str) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    let mut inside: Option<usize> = None;
    for line in workflow.lines() {
        let indent = line.len() - line.trim_start().len();
        match (inside, line.trim_start().strip_prefix("run: ")) {
            (_, Some("|")) => {
                steps.push(String::new());
                inside = Some(indent);
            }
            (_, Some(command)) => steps.push(format!("{command}\n")),
            (Some(outer), None) if indent > outer => {
                *steps.last_mut().expect("inside a step") += &format!("{}\n", line.trim())
            }
            _ => inside = None,
        }
    }
    steps
}

/// A folder as a business has it: exports, settings, and programs on the path.
fn shop(home: &Path) {
    let (programs, folder) = (home.join("bin"), home.join("kpis"));
    fs::create_dir_all(&programs).expect("a folder");
    fs::create_dir_all(&folder).expect("a folder");
    symlink(env!("CARGO_BIN_EXE_wa-kpi"), programs.join("wa-kpi")).expect("a link");
    // Installing is not what is tested.
    fs::write(programs.join("cargo"), "#!/bin/sh\n").expect("a file");
    fs::set_permissions(programs.join("cargo"), fs::Permissions::from_mode(0o755)).expect("permissions");
    symlink(root().join("examples/shop"), folder.join("exports")).expect("a link");
    fs::copy(root().join("examples/shop/wa-kpi.toml"), folder.join("wa-kpi.toml")).expect("a copy");
}

/// Runs a line of a shell in that home.
fn shell(home: &Path, line: &str) -> Output {
    let path = format!("{}:{}", home.join("bin").display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("bash");
    shell.args(["-e", "-c", line]).current_dir(home.join("kpis")).env("PATH", path).env("HOME", home);
    shell.env_remove("WA_KPI_CONFIG").env("GITHUB_STEP_SUMMARY", home.join("summary.md"));
    shell.output().expect("a shell")
}

#[test]
fn the_workflow_of_the_examples_runs_as_written() {
    let home = tempfile::tempdir().expect("a folder");
    shop(home.path());
    let mut codes = Vec::new();
    for step in steps(&text("examples/ci/github-actions.yml")) {
        let output = shell(home.path(), &step);
        codes.push(output.status.code());
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if step.contains("wa-kpi check") {
            assert!(said.contains("::notice title=wa-kpi check::3 rules: "), "{said}{step}");
        }
    }
    assert_eq!(codes, [Some(0), Some(1)], "installing works, and a rule of the shop fails");
    for (file, word) in
        [("kpis/check.xml", "<testsuites"), ("kpis/check.json", "wa-kpi/check/1"), ("summary.md", "### wa-kpi check")]
    {
        assert!(fs::read_to_string(home.path().join(file)).expect("a file").contains(word), "{file}");
    }
}

#[test]
fn the_cron_line_of_the_readme_says_something_only_where_a_rule_fails() {
    let readme = text("README.md");
    let line = readme.split("```crontab\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("a cron line");
    let fields: Vec<&str> = line.splitn(6, ' ').collect();
    assert!(fields[..5].iter().all(|field| field.bytes().all(|byte| b"0123456789*,-/".contains(&byte))), "{line}");
    // To cron a percent sign is the end of a line.
    assert!(!line.contains('%') && line.lines().count() == 1, "{line}");
    let home = tempfile::tempdir().expect("a folder");
    shop(home.path());
    let said = |rules: &str| {
        fs::write(home.path().join("kpis/wa-kpi.toml"), rules).expect("settings");
        let Output { status, stdout, stderr } = shell(home.path(), fields[5]);
        (status.code(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
    };
    assert_eq!(said("[[check]]\nrule = \"messages_sent >= 1\"\n"), (Some(0), String::new()));
    let (_, failed) = said("[[check]]\nrule = \"messages_sent < 1\"\n");
    assert!(failed.starts_with("Check  1 rule: 1 failed"), "{failed}");
    let (_, wrong) = said("[[check]]\nrule = \"mesages_sent < 1\"\n");
    assert!(wrong.starts_with("wa-kpi: wa-kpi.toml:1: ") && wrong.lines().count() == 1, "{wrong}");
}
