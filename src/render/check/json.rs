//! JSON: the verdict as it is, schema `wa-kpi/check/1`.

use super::Renderer;
use crate::render::json::pretty;

/// `--format json`
pub static RENDERER: Renderer = Renderer {
    id: "json",
    extension: Some("json"),
    doc: "everything, for programs; its schema is documented",
    render: |verdict, _| pretty(verdict),
};
