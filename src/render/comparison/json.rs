//! JSON: the comparison as it is, schema `wa-kpi/compare/1`.

use super::Renderer;
use crate::render::json::pretty;

/// `--format json`
pub static RENDERER: Renderer = Renderer { id: "json", extension: "json", render: |comparison, _| pretty(comparison) };
