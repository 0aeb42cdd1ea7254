//! What command lines ask for, and what they are told when they ask wrongly.

use chrono_tz::Tz;
use clap::CommandFactory;

use super::*;
use crate::commands::{convert, report};
use crate::render::RENDERERS;
use crate::request::period;

fn refused(line: &str) -> String {
    let arguments = line.split(' ').map(OsString::from);
    let error = parse(std::iter::once(OsString::from("wa-kpi")).chain(arguments)).err().unwrap();
    match error.downcast_ref::<clap::Error>() {
        Some(usage) => sentence(usage).unwrap_or_default(),
        None => format!("{error:#}"),
    }
}

fn report(line: &str) -> report::Options {
    let arguments = line.split(' ').map(OsString::from);
    match parse(["wa-kpi", "report"].map(OsString::from).into_iter().chain(arguments)) {
        Ok(Command::Report(options)) => *options,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_declaration_is_sound() {
    Arguments::command().debug_assert();
}

#[test]
fn unknown_names_are_answered_in_one_sentence_with_the_nearest_known_one() {
    for (line, said) in [
        ("report --by campain", "there is no dimension \"campain\": did you mean \"campaign\"?"),
        ("report --section delivry", "there is no section \"delivry\": did you mean \"delivery\"?"),
        ("report --tz europe/berln", "there is no time zone \"europe/berln\": did you mean \"Europe/Berlin\"?"),
        ("report -f jsn", "there is no format \"jsn\": did you mean \"json\"?"),
        ("kpis weather", "there is no KPI \"weather\": `wa-kpi kpis` lists them"),
        ("sources canonicl", "there is no source \"canonicl\": did you mean \"canonical\"?"),
    ] {
        assert!(refused(line).starts_with(said), "{}", refused(line));
    }
}

#[test]
fn values_out_of_bounds_are_refused() {
    for (line, said) in [
        ("report --by day,week,month,year", "--by takes up to three dimensions, found 4"),
        ("report --by day --by day", "--by names day twice"),
        ("report --confidence 95", "--confidence: expected a number between 0 and 1 such as 0.95, found \"95\""),
        ("report --confidence NaN", "--confidence: expected a number between 0 and 1 such as 0.95, found \"NaN\""),
        ("report --threads 0", "--threads: expected a number from 1 to 1024, found \"0\""),
        ("demo --messages 12", "--messages: expected a number from 500 to 1000000, found \"12\""),
        ("report --memory 8X", "--memory: expected a size such as 8G or 500M, found \"8X\""),
        ("report --memory 0", "--memory: expected a size such as 8G or 500M, found \"0\""),
        (
            "report -o report.md --layout wide",
            "--layout is about rows and columns: name csv, xlsx or parquet with --format or --output, or leave it out",
        ),
        ("report -o a.csv -o a.csv", "a.csv is named twice as an output"),
        ("report -o a.csv --rejects a.csv", "a.csv is named twice as an output"),
        ("report --as-of 30d", "--as-of: \"30d\" is a span: expected a date or a date-time"),
        (
            "report --since tomorrow --until 2026-10-01",
            "--since: \"tomorrow\" is no time: expected a date (2026-10-31), a date-time (2026-10-31T18:00, with or without a zone) or a span (30d)",
        ),
    ] {
        assert!(refused(line).starts_with(said), "{}", refused(line));
    }
}

#[test]
fn an_unknown_format_is_answered_with_all_that_there_are() {
    let ids: Vec<&str> = RENDERERS.iter().map(|renderer| renderer.id).collect();
    assert_eq!(refused("report -f pdf"), format!("there is no format \"pdf\": expected one of {}", ids.join(", ")));
    let extensions: Vec<String> = RENDERERS.iter().map(|renderer| format!(".{}", renderer.extension)).collect();
    let expected = format!("the extension decides the format: expected one of {}", extensions.join(", "));
    assert_eq!(refused("report -o report.pdf"), format!("report.pdf: {expected}"));
}

#[test]
fn a_condition_that_cannot_be_read_is_told_where() {
    let arguments = ["wa-kpi", "report", "x.csv", "--where", "contry = 'DE'"].map(OsString::from);
    let error = parse(arguments).err().unwrap();
    let said = error.downcast_ref::<clap::Error>().and_then(sentence);
    assert_eq!(
        said.as_deref(),
        Some("--where: at character 1: there is no dimension \"contry\": did you mean \"country\"?")
    );
}

#[test]
fn an_unknown_option_is_one_sentence_too() {
    assert_eq!(refused("report --arms variant"), "unexpected argument '--arms' found");
    assert!(refused("report --last 30d --since 2026-10-01").starts_with("the argument '--last"));
}

#[test]
fn a_period_is_read_in_the_reports_zone() {
    let options = report("x.csv --since 2026-10-01 --until 2026-10-31 --tz europe/berlin");
    assert_eq!(options.request.timezone, Tz::Europe__Berlin);
    let (since, until) = options.request.period.bounds(None);
    assert_eq!(since.and_then(|time| period::written(time, Tz::UTC)).as_deref(), Some("2026-09-30T22:00:00Z"));
    assert_eq!(until.and_then(|time| period::written(time, Tz::UTC)).as_deref(), Some("2026-10-31T23:00:00Z"));
}

#[test]
fn outputs_know_their_format_and_standard_output_its_name() {
    let options = report("x.csv -o report.JSON -o - -o report.txt --by day,hour");
    let formats: Vec<&str> = options.files.iter().map(|(_, renderer)| renderer.id).collect();
    assert_eq!(formats, ["json", "table"]);
    assert!(options.standard_output && options.format.is_none());
    assert_eq!(options.request.by.iter().map(|dimension| dimension.id).collect::<Vec<_>>(), ["day", "hour"]);
}

#[test]
fn help_fits_80_columns() {
    let mut program = Arguments::command();
    program.build();
    for command in program.get_subcommands().chain([&program]) {
        let help = command.clone().term_width(80).render_long_help().to_string();
        let wide: Vec<&str> = help.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }
}

#[test]
fn converting_needs_a_folder_and_writes_parquet_unless_told_otherwise() {
    assert!(refused("convert x.csv").contains("--output <DIR>"));
    let arguments = "wa-kpi convert x.csv -o out --facts --as-of 2026-10-31".split(' ').map(OsString::from);
    let Ok(Command::Convert(options)) = parse(arguments) else { panic!("not understood") };
    assert_eq!((options.format, options.facts), (convert::Format::Parquet, true));
    assert_eq!(options.as_of, Some(1_793_491_199_999));
}
