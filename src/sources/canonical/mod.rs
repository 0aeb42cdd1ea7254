//! The canonical tables themselves as files: CSV, JSON Lines or Parquet with the tables' own column names.
//!
//! Not responsible for other products' names and words: those have sources of their own.

mod csv;
mod json_lines;
mod layout;
mod parquet;
mod split;
#[cfg(test)]
mod tests;

use super::input::Sample;
use super::{Recognised, Recogniser, Rules, Source};

/// The source `canonical`.
pub static SOURCE: Source = Source {
    id: "canonical",
    name: "Canonical tables",
    doc: "Files that already have the columns of the canonical tables: CSV (comma, semicolon, tab or pipe), JSON \
          Lines or Parquet. Whatever your own database knows can be written this way; unknown columns are kept out. \
          Times without a zone are UTC unless --input-tz names one.",
    how_to_export: &[
        "Write one file a table from your own database: messages, conversations, clicks, preferences, contacts, \
         aliases, templates, orders, surveys, spend or aggregates.",
        "Give the columns the names of the table; messages needs message_id, customer and direction, any other column \
         may be missing or empty.",
        "Write times as 2026-10-31T22:59:12Z, decimals with a dot, phone numbers with the country code and as text.",
        "Save it as UTF-8 CSV with a header, as one JSON object a line, or as Parquet.",
    ],
    tells: &[
        "messages",
        "states",
        "reads",
        "replies",
        "conversations",
        "clicks",
        "preferences",
        "contacts",
        "aliases",
        "templates",
        "costs",
        "campaigns",
        "agents",
        "orders",
        "surveys",
        "aggregates",
    ],
    lacks: &[],
    recogniser: Recogniser::Code { look: recognise, most_certain: 95 },
};

fn recognise(sample: &Sample, rules: &Rules) -> Option<Recognised> {
    let rules = &rules.times;
    if sample.head.starts_with(parquet::MAGIC) {
        return parquet::recognise(sample, rules);
    }
    json_lines::recognise(sample, rules).or_else(|| csv::recognise(sample, rules))
}

/// The bytes of a mark that some programs put before the text.
const MARK: &[u8] = "\u{FEFF}".as_bytes();
