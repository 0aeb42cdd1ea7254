//! Source `meta-webhooks`: WhatsApp Cloud API webhooks. Only declared so far.

use super::Source;

/// The declaration.
pub static SOURCE: Source = Source {
    id: "meta-webhooks",
    name: "WhatsApp Cloud API webhooks",
    doc: "",
    how_to_export: &[],
    tells: &[],
    lacks: &[],
    recognise: |_, _| None,
};
