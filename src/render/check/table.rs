//! The verdict as a table for a terminal: what failed first, with the figures that failed.
//!
//! Not responsible for how a figure reads (`words`).

use super::{Renderer, words};
use crate::render::page::{Cell, Column, Grid, Kind, Line, Page, Part, Tone, faint, plain, strong};
use crate::render::{Style, table, words as letters};
use crate::verdict::{Judgement, Outcome, RuleVerdict, Verdict};

/// `--format table`
pub static RENDERER: Renderer =
    Renderer { id: "table", extension: Some("txt"), doc: "for reading in a terminal", render };

/// More groups of a rule than these are only counted.
const SHOWN: usize = 20;

fn render(verdict: &Verdict, style: &Style) -> anyhow::Result<Vec<u8>> {
    Ok(table::lay_out(&page(verdict), style).into_bytes())
}

fn page(verdict: &Verdict) -> Page {
    let heading = words::total(&verdict.counts);
    let mut parts =
        vec![Part::Heading("Check".to_owned(), format!("{heading} · {}", letters::period(&verdict.period)))];
    let mut columns = vec![Column::spans(""), Column::words("rule"), Column::numbers("value")];
    // Otherwise the rule says it itself.
    let has_baseline = verdict.rules.iter().any(|rule| rule.of.is_some());
    if has_baseline {
        columns.push(Column::numbers("expected"));
    }
    columns.extend([Column::numbers("n").if_it_fits(), Column::numbers("interval").if_it_fits()]);
    columns.push(Column::spans("stands in").if_it_fits());
    let mut rules: Vec<&RuleVerdict> = verdict.rules.iter().collect();
    rules.sort_by_key(|rule| rule.outcome);
    let lines = rules.into_iter().flat_map(|rule| lines(rule, has_baseline)).collect();
    parts.push(Part::Grids(vec![Grid { columns, lines, kind: Kind::Free { names: 2 } }]));
    if !verdict.notes.is_empty() {
        parts.push(Part::Heading("Notes".to_owned(), String::new()));
        parts.push(Part::Notes(verdict.notes.iter().map(|note| letters::clean(&note.text)).collect()));
    }
    Page { parts }
}

/// The line of a rule, and a line for each of its groups that failed.
fn lines(rule: &RuleVerdict, has_baseline: bool) -> Vec<Line> {
    let outcome = Cell { tone: tone(rule.outcome), ..plain(rule.outcome.id()) };
    let name = strong(letters::clean(&rule.rule));
    let place = faint(words::place(rule));
    let groups = words::groups(rule);
    if groups.is_empty() {
        let of_figure =
            |figure| line([outcome.clone(), name.clone()], Some((rule, figure)), place.clone(), has_baseline);
        return rule.figures.iter().map(of_figure).collect();
    }
    let failed: Vec<&Judgement> = rule.figures.iter().filter(|figure| figure.outcome == Outcome::Failed).collect();
    let mut lines = vec![Line { below: vec![groups], ..line([outcome, name], None, place, has_baseline) }];
    for figure in failed.iter().take(SHOWN) {
        let group = plain(format!("· {}", words::group(figure)));
        lines.push(line([plain(""), group], Some((rule, figure)), plain(""), has_baseline));
    }
    if let (Some(last), more @ 1..) = (lines.last_mut(), failed.len().saturating_sub(SHOWN)) {
        last.below.push(format!("{} more failed; --format json lists them", letters::units(more as u64)));
    }
    lines
}

/// A line with the figure that it is about.
fn line(names: [Cell; 2], about: Option<(&RuleVerdict, &Judgement)>, place: Cell, has_baseline: bool) -> Line {
    let tell = |text: fn(&RuleVerdict, &Judgement) -> String| about.map(|(rule, figure)| text(rule, figure));
    let value = tell(words::value).unwrap_or_default();
    let failed = about.is_some_and(|(_, figure)| figure.outcome == Outcome::Failed);
    let mut cells = names.to_vec();
    cells.push(Cell { tone: if failed { Tone::Bad } else { Tone::Plain }, ..plain(value) });
    if has_baseline {
        cells.push(faint(tell(words::expected).unwrap_or_default()));
    }
    cells.extend([words::n, words::interval].map(|text| faint(tell(text).unwrap_or_default())));
    cells.push(place);
    let reason = about.and_then(|(_, figure)| figure.reason.as_deref());
    Line { cells, below: reason.map(letters::clean).into_iter().collect() }
}

fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Failed => Tone::Bad,
        Outcome::Skipped => Tone::Warning,
        Outcome::Passed => Tone::Good,
    }
}
