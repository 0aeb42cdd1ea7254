//! What real exports do to a reader, trap by trap: each test is named after one of them and feeds an invented file to
//! the program.

mod csv;
mod identity;
mod json;
mod states;
mod times;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{report, run};

/// Files of one run.
pub struct Files {
    folder: TempDir,
}

impl Files {
    /// Written to a folder of their own, under these names.
    pub fn new(files: &[(&str, &[u8])]) -> Files {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).expect("a file");
        }
        Files { folder }
    }

    /// One file of text.
    pub fn one(name: &str, content: &str) -> Files {
        Files::new(&[(name, content.as_bytes())])
    }

    fn path(&self) -> String {
        self.folder.path().to_string_lossy().into_owned()
    }

    /// The report over them.
    pub fn report(&self, options: &[&str]) -> Value {
        report(&[&self.path()], options)
    }

    /// The value of a KPI in the total.
    #[track_caller]
    pub fn value(&self, kpi: &str, options: &[&str]) -> Option<f64> {
        let report = self.report(&[&["--kpi", kpi], options].concat());
        report["rows"][0]["value"].as_f64()
    }

    /// `[records, used, duplicates, ignored, rejected]` of all files together.
    pub fn counts(&self, options: &[&str]) -> [u64; 5] {
        let report = self.report(options);
        let inputs = report["inputs"].as_array().expect("inputs");
        ["records", "used", "duplicates", "ignored", "rejected"]
            .map(|count| inputs.iter().filter_map(|input| input[count].as_u64()).sum())
    }

    /// What a run that must fail says.
    #[track_caller]
    pub fn refusal(&self, options: &[&str]) -> String {
        let path = self.path();
        let output = run(&[&["report", &path], options].concat());
        assert_eq!(output.status.code(), Some(2), "it should be refused");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

/// A status as a webhook body, without a line end.
pub fn status(id: &str, state: &str, timestamp: &str, customer: &str) -> String {
    let status = format!(r#"{{"id":"{id}","status":"{state}","timestamp":{timestamp},"recipient_id":"{customer}"}}"#);
    body(&format!(r#""statuses":[{status}]"#))
}

/// A message of a customer as a webhook body.
pub fn message(id: &str, timestamp: &str, customer: &str, rest: &str) -> String {
    let message = format!(r#"{{"from":"{customer}","id":"{id}","timestamp":"{timestamp}",{rest}}}"#);
    body(&format!(r#""messages":[{message}]"#))
}

/// A webhook body around a value's fields.
pub fn body(fields: &str) -> String {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1009","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"15550001111","phone_number_id":"77"}},{fields}}}}}]}}]}}"#
    )
}
