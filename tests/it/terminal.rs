//! What a terminal gets: a pager for what is longer than the screen, other letters where it has none.

use std::process::Command;

use crate::program::root;

/// What the program prints on a terminal of ten lines of 80 columns; none where `script` is not there to make one.
fn on_a_terminal(line: &str, environment: &[(&str, &str)]) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_wa-kpi");
    let mut command = Command::new("script");
    command.args(["-qec", &format!("stty rows 10 cols 80; '{program}' {line}"), "/dev/null"]);
    command.current_dir(root()).env("TERM", "xterm").env("NO_COLOR", "1");
    for name in ["PAGER", "WA_KPI_PAGER", "LESS", "COLUMNS", "LC_ALL", "LC_CTYPE", "LANG", "WA_KPI_CONFIG"] {
        command.env_remove(name);
    }
    command.envs(environment.iter().copied()).stdin(std::process::Stdio::null());
    let Ok(output) = command.output() else {
        eprintln!("!! SKIPPED: script is not installed");
        return None;
    };
    assert!(output.status.success(), "{line}");
    Some(String::from_utf8_lossy(&output.stdout).replace('\r', ""))
}

const MARKED: (&str, &str) = ("PAGER", "sed s/^/paged:/");

#[test]
fn what_is_longer_than_the_screen_goes_through_the_pager() {
    let Some(told) = on_a_terminal("kpis", &[MARKED]) else { return };
    assert!(told.lines().count() > 10 && told.lines().all(|line| line.starts_with("paged:")), "{told}");
    let own = on_a_terminal("kpis", &[MARKED, ("WA_KPI_PAGER", "sed s/^/own:/")]);
    assert!(own.is_some_and(|told| told.starts_with("own:")));
}

#[test]
fn what_fits_and_what_nobody_wants_paged_is_printed() {
    let short = "kpis --format table --color never no_such_kpi 2>&1 || true";
    let Some(told) = on_a_terminal(short, &[MARKED]) else { return };
    assert!(told.starts_with("wa-kpi: there is no KPI"), "{told}");
    for pager in ["", "cat", "no-such-pager"] {
        let told = on_a_terminal("kpis delivery_rate", &[("WA_KPI_PAGER", pager)]);
        assert!(told.is_some_and(|told| told.contains("Delivery rate") && !told.contains("paged:")), "{pager}");
    }
    let dumb = on_a_terminal("kpis", &[MARKED, ("TERM", "dumb")]);
    assert!(dumb.is_some_and(|told| !told.contains("paged:")));
    let piped = on_a_terminal("kpis | head -3", &[MARKED]);
    assert!(piped.is_some_and(|told| !told.contains("paged:") && told.lines().count() == 3));
}

#[test]
fn terminals_without_other_letters_get_those_of_ascii() {
    // The bar of a slow run would stand between.
    let line = "report examples/shop --section conversations,engagement --progress never";
    let none = ("WA_KPI_PAGER", "");
    let Some(told) = on_a_terminal(line, &[none, ("LC_ALL", "C")]) else { return };
    assert!(told.is_ascii() && told.contains("####") && told.contains("  * "), "{told}");
    let dumb = on_a_terminal(line, &[none, ("TERM", "dumb"), ("LANG", "de_DE.UTF-8")]);
    assert!(dumb.is_some_and(|told| told.is_ascii()));
    for environment in [&[none][..], &[none, ("LANG", "de_DE.UTF-8")]] {
        let told = on_a_terminal(line, environment);
        assert!(told.is_some_and(|told| told.contains('█') && told.contains('•')), "{environment:?}");
    }
}
