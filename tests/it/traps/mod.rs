//! What exports get wrong: small invented files with one oddity each, and the figures that must come out all the same.

mod outcomes;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{printed, report};

/// Invented files in a folder of their own.
pub struct Files(TempDir);

impl Files {
    /// Writes files by name.
    pub fn new(files: &[(&str, &str)]) -> Files {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("a file can be written");
        }
        Files(folder)
    }

    fn path(&self) -> String {
        self.0.path().to_string_lossy().into_owned()
    }

    /// Figures of a report, group by group: `conversions spring 2`, `revenue spring 19.9 EUR`.
    pub fn figures(&self, kpis: &str, options: &[&str]) -> Vec<String> {
        let told = report(&[&self.path()], &[&["--kpi", kpis], options].concat());
        let rows = told["rows"].as_array().expect("a report has rows");
        let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let figure = |row: &Value| {
            let group = row["group"].as_object().map(|group| group.values().map(word).collect::<Vec<_>>().join(" "));
            let value = row["value"].as_f64().map_or("none".to_owned(), |value| value.to_string());
            let parts = [word(&row["kpi"]), group.unwrap_or_default(), value];
            let unit = row["currency"].as_str().map(str::to_owned);
            parts.into_iter().chain(unit).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        rows.iter().map(figure).collect()
    }

    /// What became of the records: how many were ignored and rejected, and the reasons.
    pub fn leftovers(&self, options: &[&str]) -> (u64, u64, String) {
        let path = self.path();
        let arguments = [&["inspect", "--format", "json"], options, &[&path]].concat();
        let told: Value = serde_json::from_str(&printed(&arguments)).expect("an inspection");
        let files = told["files"].as_array().expect("files");
        let sum = |what: &str| files.iter().filter_map(|file| file[what].as_u64()).sum();
        let reasons = files.iter().map(|file| format!("{}{}", file["ignored_because"], file["rejected_because"]));
        (sum("ignored"), sum("rejected"), reasons.collect())
    }
}
