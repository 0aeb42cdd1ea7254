//! The generated documents: the catalogue, the sources and the JSON schemas of reports, comparisons, verdicts and settings, all
//! derived from the registries and types.
//!
//! Not responsible for where they are written (`commands::generate`).

pub mod entry;
pub mod markdown;
pub mod reads;

use anyhow::Result;
use schemars::Schema;

use crate::comparison::Comparison;
use crate::report::Report;
use crate::settings;
use crate::verdict::Verdict;

/// Every generated file: its path from the root of the repository, and its text.
pub fn generated() -> Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("docs/kpis.md", markdown::catalogue()),
        ("docs/sources.md", markdown::sources(&[])),
        ("docs/schema/report.json", written(&schemars::schema_for!(Report))?),
        ("docs/schema/check.json", written(&schemars::schema_for!(Verdict))?),
        ("docs/schema/compare.json", written(&schemars::schema_for!(Comparison))?),
        ("docs/schema/settings.json", written(&settings::file::schema())?),
    ])
}

/// A JSON Schema as its file has it.
fn written(schema: &Schema) -> Result<String> {
    Ok(format!("{}\n", serde_json::to_string_pretty(schema)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kpis::catalogue;
    use crate::sources::sources;

    #[test]
    fn every_kpi_and_source_is_documented() {
        let files = generated().unwrap();
        for kpi in catalogue() {
            assert!(files[0].1.contains(&format!("### `{}`", kpi.id)), "{}", kpi.id);
        }
        for source in sources() {
            assert!(files[1].1.contains(&format!("## `{}`", source.id)), "{}", source.id);
        }
    }

    #[test]
    fn the_schemas_name_fields_and_keys() {
        let files = generated().unwrap();
        let schema = |name: &str| &files.iter().find(|(path, _)| path.ends_with(name)).unwrap().1;
        for key in ["\"session_gap\"", "\"final_steps\"", "\"time-decay\"", "\"where\""] {
            assert!(schema("settings.json").contains(key), "{key}");
        }
        for field in ["\"against_control\"", "\"smallest_effect\"", "\"incremental\"", "\"alarm\""] {
            assert!(schema("compare.json").contains(field), "{field}");
        }
        for field in ["\"numerator\"", "\"immature\"", "\"baseline\"", "\"breakdowns\""] {
            assert!(schema("report.json").contains(field), "{field}");
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
