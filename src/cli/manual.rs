//! What the command line tells of itself: scripts that complete it in shells, and pages of the manual.
//!
//! Not responsible for where they are written (`commands::texts`).

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::{Args, Command, CommandFactory, ValueHint};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Arguments;
use crate::commands::texts::{self, Text};
use crate::suggest;

const PROGRAM: &str = "wa-kpi";

#[derive(Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: Shell,
}

impl CompletionsArguments {
    pub(super) fn options(self) -> texts::Options {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), PROGRAM, &mut script);
        // clap_complete 4.6 takes the dash of a program's name for a subcommand where bash looks for its options.
        let script = String::from_utf8_lossy(&script).replace("wa__subcmd__kpi__subcmd__", "wa__kpi__subcmd__");
        let script = Text { name: format!("{PROGRAM}.{}", self.shell), bytes: script.into_bytes() };
        texts::Options { texts: vec![script], folder: None }
    }
}

#[derive(Args)]
pub(super) struct ManArguments {
    /// The subcommand to explain [default: the program]
    #[arg(value_name = "SUBCOMMAND")]
    pub(super) subcommand: Option<String>,
    /// Write the pages of the program and of every subcommand into a folder
    #[arg(short, long, value_name = "DIR", conflicts_with = "subcommand", value_hint = ValueHint::DirPath)]
    pub(super) output: Option<PathBuf>,
}

impl ManArguments {
    pub(super) fn options(self) -> Result<texts::Options> {
        let program = whole();
        let subcommands = || program.get_subcommands().filter(|command| !command.is_hide_set());
        let pages: Vec<&Command> = match (&self.subcommand, &self.output) {
            (Some(name), _) => {
                let found = subcommands().find(|command| command.get_name() == name);
                let names: Vec<&str> = subcommands().map(Command::get_name).collect();
                let known = format!("expected one of {}", names.join(", "));
                vec![found.ok_or_else(|| anyhow!(suggest::unknown("subcommand", name, names, &known)))?]
            }
            (None, Some(_)) => std::iter::once(&program).chain(subcommands()).collect(),
            (None, None) => vec![&program],
        };
        Ok(texts::Options { texts: pages.into_iter().map(page).collect::<Result<_>>()?, folder: self.output })
    }
}

/// The command line with all that its parts inherit.
fn whole() -> Command {
    let mut program = Arguments::command();
    program.build();
    program
}

/// A page of the manual. It bears no date: same program, same bytes.
fn page(command: &Command) -> Result<Text> {
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(command.clone()).source(format!("{PROGRAM} {version}")).manual("WhatsApp KPIs");
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)?;
    man.render_name_section(&mut bytes)?;
    man.render_synopsis_section(&mut bytes)?;
    man.render_description_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    if command.get_subcommands().any(|command| !command.is_hide_set()) {
        man.render_subcommands_section(&mut bytes)?;
    }
    if let Some(examples) = command.get_after_help() {
        bytes.extend(as_they_are("EXAMPLES", &examples.to_string()).into_bytes());
    }
    Ok(Text { name: man.get_filename(), bytes })
}

/// A section of lines as they are: examples would make no paragraph.
fn as_they_are(name: &str, lines: &str) -> String {
    let line = |line: &str| format!("\\&{}\n", line.replace('\\', "\\e").replace('-', "\\-"));
    let lines = lines.lines().filter(|line| *line != "Examples:").map(line);
    format!(".SH {name}\n.nf\n{}.fi\n", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::super::values;
    use super::*;

    #[test]
    fn every_id_of_the_registries_is_completed() {
        let script = CompletionsArguments { shell: Shell::Bash }.options().texts.remove(0);
        let script = String::from_utf8(script.bytes).unwrap();
        let of_lists = [values::kpi_ids(), values::section_ids(), values::dimension_ids(), values::source_ids()];
        for id in of_lists.concat().into_iter().chain(["Europe/Berlin", "parquet", "wide"]) {
            assert!(script.contains(id), "{id}");
        }
    }

    #[test]
    fn the_manual_names_every_subcommand_and_option() {
        let folder = Some(PathBuf::from("man"));
        let texts = ManArguments { subcommand: None, output: folder }.options().unwrap().texts;
        let program = whole();
        let subcommands: Vec<&Command> = program.get_subcommands().filter(|command| !command.is_hide_set()).collect();
        assert_eq!(texts.len(), subcommands.len() + 1);
        let page = |name: &str| {
            let found = texts.iter().find(|text| text.name == name).unwrap_or_else(|| panic!("{name}"));
            String::from_utf8(found.bytes.clone()).unwrap().replace("\\-", "-")
        };
        for command in subcommands {
            assert!(page("wa-kpi.1").contains(&format!("wa-kpi-{}", command.get_name())), "{}", command.get_name());
            let page = page(&format!("wa-kpi-{}.1", command.get_name()));
            for option in command.get_arguments().filter_map(|argument| argument.get_long()) {
                assert!(page.contains(&format!("--{option}")), "{} --{option}", command.get_name());
            }
            let headings = page.lines().filter(|line| line.starts_with(".SH")).count();
            assert!(headings >= 3, "{page}");
        }
        assert!(page("wa-kpi-report.1").contains("\\&  wa-kpi report exports/"));
    }

    #[test]
    fn an_unknown_subcommand_is_answered_with_the_nearest() {
        let asked = ManArguments { subcommand: Some("reprot".to_owned()), output: None };
        let said = asked.options().unwrap_err().to_string();
        assert_eq!(said, "there is no subcommand \"reprot\": did you mean \"report\"?");
    }
}
