//! The generated documents: the catalogue, the sources and the JSON schema, all derived from the registries.
//!
//! Not responsible for where they are written (`commands::generate`).

pub mod entry;
pub mod markdown;

use anyhow::Result;

use crate::report::Report;

/// Every generated file: its path from the root of the repository, and its text.
pub fn generated() -> Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("docs/kpis.md", markdown::catalogue()),
        ("docs/sources.md", markdown::sources()),
        ("docs/schema/report.json", schema()?),
    ])
}

/// The JSON Schema of a report.
fn schema() -> Result<String> {
    let schema = schemars::schema_for!(Report);
    Ok(format!("{}\n", serde_json::to_string_pretty(&schema)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kpis::catalogue;
    use crate::sources::SOURCES;

    #[test]
    fn every_kpi_and_source_is_documented() {
        let files = generated().unwrap();
        for kpi in catalogue() {
            assert!(files[0].1.contains(&format!("### `{}`", kpi.id)), "{}", kpi.id);
        }
        for source in SOURCES {
            assert!(files[1].1.contains(&format!("## `{}`", source.id)), "{}", source.id);
        }
    }

    #[test]
    fn the_schema_names_the_fields_of_a_row() {
        let schema = schema().unwrap();
        for field in ["\"numerator\"", "\"immature\"", "\"baseline\"", "\"breakdowns\""] {
            assert!(schema.contains(field), "{field}");
        }
    }

    #[test]
    fn generated_texts_end_with_one_line_end_and_have_no_trailing_spaces() {
        for (path, text) in generated().unwrap() {
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
            assert!(text.lines().all(|line| line.trim_end() == line), "{path}");
        }
    }
}
