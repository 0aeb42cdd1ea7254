//! Markdown: the comparison as a table for a document or a pull request, after what is to be known first.

use super::Renderer;
use super::figures::gather;
use super::phrases::{arm, chance, difference, span, split};
use crate::comparison::Comparison;
use crate::render::{Style, words};
use crate::units::Unit;

/// `--format md`
pub static RENDERER: Renderer = Renderer { id: "md", extension: "md", render };

fn render(comparison: &Comparison, style: &Style) -> anyhow::Result<Vec<u8>> {
    let mut lines = vec![format!("## {} against {}", comparison.by, cell(&comparison.control)), String::new()];
    if let Some(found) = &comparison.split {
        lines.extend([format!("**Split.** {}", split(found)), String::new()]);
    }
    for found in &comparison.incremental {
        let revenue = found.revenue.as_ref().map(|revenue| format!("; {}", revenue.words)).unwrap_or_default();
        lines.extend([format!("**{}.** {}{revenue}", cell(&found.arm), found.conversions.words), String::new()]);
    }
    let figures = gather(comparison, style);
    if !figures.is_empty() {
        lines.push("| | arm | control | value | difference | interval | p, adjusted | |".to_owned());
        lines.push("|---|---|---:|---:|---:|---:|---:|---|".to_owned());
    }
    for figure in &figures {
        for (row, contrast) in &figure.others {
            let unit = Unit::of(&row.row.unit);
            let cells = [
                cell(&figure.name),
                cell(arm(row)),
                words::value(&figure.control.row),
                words::value(&row.row),
                difference(row, contrast),
                span(unit, contrast.low, contrast.high),
                contrast.p_adjusted.map(chance).unwrap_or_default(),
                cell(&contrast.words),
            ];
            lines.push(format!("| {} |", cells.join(" | ")));
        }
    }
    if !comparison.notes.is_empty() {
        lines.push(String::new());
        lines.extend(comparison.notes.iter().map(|note| match &note.kpi {
            Some(kpi) => format!("- {kpi}: {}", words::clean(&note.text)),
            None => format!("- {}", words::clean(&note.text)),
        }));
    }
    Ok(lines.iter().map(|line| format!("{}\n", line.trim_end())).collect::<String>().into_bytes())
}

/// A text that ends no cell.
fn cell(text: &str) -> String {
    words::clean(text).replace('|', "\\|")
}
