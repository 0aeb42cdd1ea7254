//! The table: every text of a report in every language, a file an area.
//!
//! Not responsible for finding a text.

/// Declares texts: the English as it stands in the code, then German, Spanish, Chinese and Russian.
macro_rules! texts {
    ($($english:literal: $german:literal, $spanish:literal, $chinese:literal, $russian:literal;)+) => {
        /// The texts of this area.
        pub static TEXTS: &[crate::render::language::Text] = &[$(crate::render::language::Text {
            english: $english,
            others: [$german, $spanish, $chinese, $russian],
        }),+];
    };
}
use texts;

mod charts;
mod columns;
mod delivery;
mod engagement;
mod errors;
mod labels;
mod money;
mod needs;
mod notes;
mod response;
mod satisfaction;
mod sections;
mod service;

use super::Text;

static AREAS: [&[Text]; 13] = [
    sections::TEXTS,
    delivery::TEXTS,
    engagement::TEXTS,
    response::TEXTS,
    service::TEXTS,
    money::TEXTS,
    satisfaction::TEXTS,
    labels::TEXTS,
    charts::TEXTS,
    columns::TEXTS,
    errors::TEXTS,
    notes::TEXTS,
    needs::TEXTS,
];

/// The texts that stand in sentences of a report, whose values are already in them.
pub fn sentences() -> impl Iterator<Item = &'static Text> {
    [delivery::TEXTS, notes::TEXTS, needs::TEXTS].into_iter().flatten()
}

/// Every text of the table.
pub fn all() -> impl Iterator<Item = &'static Text> {
    AREAS.into_iter().flatten()
}
