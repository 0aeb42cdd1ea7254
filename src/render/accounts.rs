//! The end of the page: what became of every record, and what the reader should know.
//!
//! Not responsible for counting: the report holds the counts.

use super::figures::{Figure, Folded};
use super::page::{Cell, Column, Grid, Kind, Line, faint, plain, strong, warning};
use super::{Style, matrix, words};
use crate::report::{InputAccount, Report, Row};

/// The accounting of the inputs, file by file, and their sum.
pub fn grid(inputs: &[InputAccount]) -> Grid {
    let mut columns = vec![Column::words(""), Column::words("source").if_it_fits()];
    columns.extend(["records", "used", "duplicates", "ignored", "rejected"].map(Column::numbers));
    let mut lines: Vec<Line> = inputs
        .iter()
        .map(|input| {
            let counts = [input.records, input.used, input.duplicates, input.ignored, input.rejected];
            line(plain(words::clean(&input.path)), faint(words::clean(&input.source)), counts, plain)
        })
        .collect();
    if inputs.len() > 1 {
        let sum = |count: fn(&InputAccount) -> u64| inputs.iter().map(count).sum::<u64>();
        let counts = [
            sum(|input| input.records),
            sum(|input| input.used),
            sum(|input| input.duplicates),
            sum(|input| input.ignored),
            sum(|input| input.rejected),
        ];
        lines.push(line(strong("all"), plain(""), counts, strong));
    }
    Grid { columns, lines, kind: Kind::Free { names: 1 } }
}

fn line(name: Cell, source: Cell, counts: [u64; 5], tone: fn(String) -> Cell) -> Line {
    let mut cells = vec![name, source];
    for (place, count) in counts.into_iter().enumerate() {
        let is_rejected = place == counts.len() - 1;
        cells.push(match count {
            0 => faint("0"),
            count if is_rejected => warning(words::units(count)),
            count => tone(words::units(count)),
        });
    }
    cells.into()
}

/// The report's notes, then what the page folded, then what its marks mean.
pub fn notes(report: &Report, figures: &[Figure], folded: &Folded, style: &Style) -> Vec<String> {
    let mark = |letter: &str, word: &str| {
        if report.by.is_empty() || style.explain { format!("{word}:") } else { format!("{letter} {word}:") }
    };
    let name = |id: &str| (style.catalogue)(id).map_or_else(|| words::clean(id), |kpi| kpi.name.to_owned());
    let mut notes: Vec<String> = report
        .notes
        .iter()
        .map(|note| match &note.kpi {
            Some(kpi) => format!("{}: {}", name(kpi), words::clean(&note.text)),
            None => words::clean(&note.text),
        })
        .collect();
    notes.extend(folded.foreign.iter().map(|(reason, names)| format!("{}: {reason}", names.join(", "))));
    notes.extend(folded.empty.iter().map(|(reason, names)| format!("{}: n/a – {reason}", names.join(", "))));
    if !folded.small.is_empty() {
        notes.push(format!("Fewer than 30 units, shown with --all: {}", folded.small.join(", ")));
    }
    match folded.further {
        0 => {}
        1 => notes.push("1 more figure is shown with --all or --section".to_owned()),
        further => notes.push(format!("{further} more figures are shown with --all or --section")),
    }
    let shown = |is: fn(&Row) -> bool| figures.iter().any(|figure| figure.rows().any(is));
    if shown(|row| row.small) {
        notes.push(format!("{} fewer than 30 units", mark(matrix::SMALL, "small")));
    }
    if shown(|row| row.immature > 0) {
        notes.push(format!(
            "{} some units' windows are not over; the figure may still change",
            mark(matrix::IMMATURE, "immature")
        ));
    }
    notes
}
