//! Runs the library in this process, where tests ask what the command line cannot: shards, rows as they are.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use wa_kpi::commands::measure::{Measured, Reading, measure};
use wa_kpi::dimensions::dimension;
use wa_kpi::kpis::Kpi;
use wa_kpi::report::Row;
use wa_kpi::request::{Request, Selection};
use wa_kpi::settings::Settings;
use wa_kpi::sources::Rules;
use wa_kpi::sources::load::LoadRequest;
use wa_kpi::sources::values::{DateOrder, TimeRules};

/// A question for the total and for groups of one dimension.
pub fn by(id: &str) -> Request {
    Request { by: dimension(id).into_iter().collect(), ..Request::default() }
}

/// A question for some figures by their names: they have rows even without a value.
pub fn named(kpis: impl Iterator<Item = &'static Kpi>) -> Request {
    let selection = Selection { kpis: kpis.map(|kpi| kpi.id.to_owned()).collect(), sections: Vec::new() };
    Request { selection, ..Request::default() }
}

pub fn measured(inputs: &[PathBuf], request: &Request) -> Measured {
    measured_within(None, inputs, request)
}

/// The same with so many bytes of memory.
pub fn measured_within(memory: Option<u64>, inputs: &[PathBuf], request: &Request) -> Measured {
    let inputs: Vec<String> = inputs.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    // Some of the broken files would stop the run and ask.
    let order = Some(DateOrder::DayMonthYear);
    let times = TimeRules { input_tz: Some(chrono_tz::UTC), date_order: order, ..TimeRules::default() };
    let rules = Rules { times, senders: vec!["Lumen Tea".to_owned()], ..Rules::default() };
    let threads = request.threads;
    let load = LoadRequest { inputs: inputs.clone(), threads, rules, memory, ..LoadRequest::default() };
    let reading = Reading { load, ..Reading::default() };
    measure(&reading, request, &Settings::default()).unwrap_or_else(|error| panic!("{inputs:?}: {error:#}"))
}

pub fn rows(inputs: &[PathBuf], request: &Request) -> Vec<Row> {
    measured(inputs, request).report.rows
}

/// Writes tables into a folder of their own.
pub fn folder_of(tables: &[impl AsRef<str>]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (number, table) in tables.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number}.csv")), table.as_ref()).expect("a file");
    }
    folder
}

/// The files below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}
