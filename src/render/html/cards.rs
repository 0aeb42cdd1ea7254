//! The cards at the top: what a board asks first, with its change and its course.
//!
//! Not responsible for what figures mean; a card leads to its figure's line.

use super::line;
use crate::render::figures::Figure;
use crate::render::{change, words};
use crate::report::{Report, Row};

/// The figures that a board asks for first, in its order. Those without a value are left out.
const LEADING: [&str; 16] = [
    "messages_sent",
    "delivery_rate",
    "open_rate",
    "reply_rate",
    "click_through_rate",
    "opt_out_rate",
    "conversations",
    "first_response_time",
    "resolution_rate",
    "bot_self_resolution_rate",
    "conversion_rate",
    "revenue",
    "spend",
    "roi",
    "csat",
    "nps",
];

/// A figure at a glance.
pub struct Card {
    /// Its id: cards lead to its line.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// What the value is of, where it needs saying.
    pub beside: String,
    /// How it changed, and the tone of that; empty = not compared.
    pub change: (String, &'static str),
    /// Its course over time, as the places of a line; empty = none.
    pub spark: String,
}

/// The cards of a report.
pub fn cards(figures: &[Figure], report: &Report) -> Vec<Card> {
    let of = |id: &&str| card(figures.iter().find(|figure| figure.main.id == *id)?, report);
    let leading: Vec<Card> = LEADING.iter().filter_map(of).collect();
    if !leading.is_empty() {
        return leading;
    }
    // A choice of other figures has its own.
    figures.iter().filter_map(|figure| card(figure, report)).take(LEADING.len()).collect()
}

fn card(figure: &Figure, report: &Report) -> Option<Card> {
    let row = figure.main.total.filter(|row| row.value.is_some())?;
    let median = figure.median.as_ref().and_then(|median| median.total);
    let cell = change::cell(row, figure.main.better());
    Some(Card {
        id: figure.main.id.to_owned(),
        name: figure.main.name(),
        value: words::value(row),
        beside: median.map(|row| format!("median {}", words::value(row))).unwrap_or_else(|| words::receipt(row)),
        change: (cell.text, super::table::tone(cell.tone)),
        spark: spark(figure.main.id, report),
    })
}

/// The course of a figure over time, as small as a word.
pub fn spark(id: &str, report: &Report) -> String {
    let rows: Vec<&Row> = report.drawn.series.iter().filter(|row| row.kpi == id).collect();
    line::path(&rows, 100.0, 28.0)
}
