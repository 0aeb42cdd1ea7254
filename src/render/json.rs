//! JSON: the report as it is, schema `wa-kpi/report/1`.

use super::{Renderer, Style};
use crate::report::Report;

/// `--format json`
pub static RENDERER: Renderer = Renderer {
    id: "json",
    extension: "json",
    doc: "everything, for programs; its schema is documented",
    binary: false,
    layouts: false,
    render,
    draws: false,
};

fn render(report: &Report, _: &Style) -> anyhow::Result<Vec<u8>> {
    pretty(report)
}

/// Any value as indented JSON that ends with a line end.
pub fn pretty(value: &impl serde::Serialize) -> anyhow::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture;

    #[test]
    fn json_ends_with_one_line_end_and_keeps_the_order_of_the_contract() {
        let text = String::from_utf8(render(&fixture::october(), &Style::default()).unwrap()).unwrap();
        assert!(text.ends_with("}\n") && !text.ends_with("\n\n"));
        let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
        let keys: Vec<_> = parsed.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, ["schema", "period", "inputs", "by", "rows", "breakdowns", "notes"]);
    }

    #[test]
    fn whole_numbers_have_no_fraction_and_missing_ones_are_null() {
        let text = String::from_utf8(render(&fixture::october(), &Style::default()).unwrap()).unwrap();
        assert!(text.contains("\"value\": 12412,"), "{text}");
        assert!(text.contains("\"value\": null,"));
    }
}
