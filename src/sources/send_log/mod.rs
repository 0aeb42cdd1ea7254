//! Source `send-log`: Send log. Only declared so far.

use super::Source;

/// The declaration.
pub static SOURCE: Source = Source {
    id: "send-log",
    name: "Send log",
    doc: "",
    how_to_export: &[],
    tells: &[],
    lacks: &[],
    recognise: |_, _| None,
};
