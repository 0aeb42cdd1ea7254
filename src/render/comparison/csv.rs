//! CSV: a row per figure and arm. Cells are the comparison's own JSON values.
//!
//! Not responsible for the split and for what a holdout tells: they are in JSON.

use anyhow::Result;

use super::Renderer;
use crate::comparison::Comparison;
use crate::render::Style;
use serde_json::Value;

use crate::render::csv::{guard, writer};

/// `--format csv`
pub static RENDERER: Renderer = Renderer { id: "csv", extension: "csv", render };

const FIGURE: [&str; 13] = [
    "kpi",
    "unit",
    "value",
    "numerator",
    "denominator",
    "n",
    "immature",
    "low",
    "high",
    "currency",
    "method",
    "small",
    "reason",
];

/// Columns of the contrast, with the field that each shows.
const CONTRAST: [(&str, &str); 13] = [
    ("difference", "difference"),
    ("difference_low", "low"),
    ("difference_high", "high"),
    ("ratio", "ratio"),
    ("ratio_low", "ratio_low"),
    ("ratio_high", "ratio_high"),
    ("test", "test"),
    ("p", "p"),
    ("p_adjusted", "p_adjusted"),
    ("p_ranks", "p_ranks"),
    ("smallest_effect", "smallest_effect"),
    ("verdict", "verdict"),
    ("words", "words"),
];

fn render(comparison: &Comparison, _: &Style) -> Result<Vec<u8>> {
    let mut writer = writer();
    let names = CONTRAST.iter().map(|(name, _)| *name);
    writer.write_record([comparison.by.as_str(), "control"].into_iter().chain(FIGURE).chain(names))?;
    for row in &comparison.rows {
        let fields = serde_json::to_value(row)?;
        let arm = [text(&fields["group"][&comparison.by]), comparison.control.clone()];
        let figure = FIGURE.iter().map(|column| text(&fields[column]));
        let contrast = CONTRAST.iter().map(|(_, field)| text(&fields["against_control"][field]));
        let cells = arm.into_iter().chain(figure).chain(contrast);
        writer.write_record(cells.map(|cell| guard(&cell).into_owned()))?;
    }
    Ok(writer.into_inner()?)
}

/// A JSON value as a cell.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
