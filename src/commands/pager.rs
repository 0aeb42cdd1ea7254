//! The pager: shows what is longer than the terminal, so that nothing scrolls away.
//!
//! `WA_KPI_PAGER`, else `PAGER`, else `less -FRX`; an empty one and `cat` mean none. Not responsible for what is shown.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};
#[cfg(unix)]
use std::sync::{Arc, atomic::AtomicBool};

const USUAL: &str = "less -FRX";

/// Shows a text where a pager is wanted; false where it has to be printed as it is.
pub(super) fn takes(text: &[u8]) -> bool {
    is_longer_than_the_screen(text) && command().is_some_and(|pager| is_shown(&pager, text).unwrap_or(false))
}

fn is_longer_than_the_screen(text: &[u8]) -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let height = || terminal_size::terminal_size().map_or(usize::MAX, |(_, height)| usize::from(height.0));
    // The last line is the prompt's.
    io::stdout().is_terminal() && !is_dumb && text.iter().filter(|byte| **byte == b'\n').count() >= height()
}

fn command() -> Option<OsString> {
    let told = ["WA_KPI_PAGER", "PAGER"].into_iter().find_map(std::env::var_os);
    let pager = told.unwrap_or_else(|| OsString::from(USUAL));
    let is_none = pager.to_string_lossy().trim().is_empty() || pager == "cat";
    (!is_none).then_some(pager)
}

/// Runs a pager to its end; false where there is no such program.
fn is_shown(pager: &OsString, text: &[u8]) -> io::Result<bool> {
    let mut command = shell(pager);
    for (name, value) in [("LESS", "FRX"), ("LESSCHARSET", "utf-8")] {
        if std::env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    // An interrupt is the pager's: who ends a search in it does not end the program.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::new(AtomicBool::new(false)));
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // Who has seen enough closes the pipe.
        let _ = input.write_all(text);
    }
    const NOT_FOUND: i32 = 127;
    const NOT_EXECUTABLE: i32 = 126;
    Ok(!matches!(child.wait()?.code(), Some(NOT_FOUND | NOT_EXECUTABLE)))
}

/// The pager as the shell understands it, with its options.
#[cfg(unix)]
fn shell(pager: &OsString) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(pager);
    command
}

#[cfg(not(unix))]
fn shell(pager: &OsString) -> Command {
    let words = pager.to_string_lossy().into_owned();
    let mut words = words.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}
