//! The end of the page: what became of every record, and what the reader should know.
//!
//! Not responsible for counting: the report holds the counts.

use std::collections::BTreeSet;

use super::figures::{Figure, Folded};
use super::page::{Cell, Column, Grid, Kind, Line, faint, plain, strong, warning};
use super::table::widest;
use super::widths::GAP;
use super::{Style, change, matrix, words};
use crate::report::{InputAccount, Report, Row};
use crate::settings::Language;

/// More files than these are told source by source.
const FILES: usize = 12;

/// No path is cut to fewer letters.
const SHORTEST: usize = 12;

/// What is counted of each input.
const COUNTS: [&str; 5] = ["records", "used", "duplicates", "ignored", "rejected"];

/// The accounting of the inputs, file by file (of many files source by source), and their sum; on so many letters.
pub fn grid(inputs: &[InputAccount], width: usize, language: Language) -> Grid {
    let mut columns = vec![Column::words(""), Column::words(language.say("source")).if_it_fits()];
    columns.extend(COUNTS.map(|count| Column::numbers(language.say(count))));
    let mut lines: Vec<Line> = Vec::new();
    if inputs.len() <= FILES {
        let room = width.saturating_sub(GAP + counts_width(inputs, language));
        lines.extend(inputs.iter().map(|input| {
            let name = plain(ending(&words::clean(&input.path), room));
            line(name, faint(words::clean(&input.source)), sums([input]), plain, language)
        }));
    } else {
        let sources: BTreeSet<&str> = inputs.iter().map(|input| input.source.as_str()).collect();
        for source in sources {
            let files = || inputs.iter().filter(|input| input.source == source);
            let count = language.units(files().count() as u64);
            let name = language.fill("{} files of {}", &[&count, &words::clean(source)]);
            lines.push(line(plain(name), faint(words::clean(source)), sums(files()), plain, language));
        }
    }
    if lines.len() > 1 {
        lines.push(line(strong(language.say("all")), plain(""), sums(inputs), strong, language));
    }
    Grid { columns, lines, kind: Kind::Free { names: 1 } }
}

/// How wide the columns of counts are: none is wider than its sum or its title.
fn counts_width(inputs: &[InputAccount], language: Language) -> usize {
    let widths = sums(inputs)
        .into_iter()
        .zip(COUNTS)
        .map(|(sum, title)| widest([&*language.units(sum), language.say(title)]) + GAP);
    widths.sum()
}

/// Of a path without room its end, from a slash on where that fits: it tells more than the beginning.
fn ending(path: &str, room: usize) -> String {
    let fits = |text: &String| widest([text.as_str()]) <= room.max(SHORTEST);
    let slashes = path.match_indices('/').map(|(place, _)| place);
    let letters = path.char_indices().map(|(place, _)| place);
    let ends = slashes.chain(letters).map(|place| format!("…{}", &path[place..]));
    std::iter::once(path.to_owned()).chain(ends).find(fits).unwrap_or_default()
}

/// Records, used, duplicates, ignored, rejected.
fn sums<'a>(inputs: impl IntoIterator<Item = &'a InputAccount>) -> [u64; 5] {
    inputs.into_iter().fold([0; 5], |sums, input| {
        let counts = [input.records, input.used, input.duplicates, input.ignored, input.rejected];
        std::array::from_fn(|place| sums[place] + counts[place])
    })
}

fn line(name: Cell, source: Cell, counts: [u64; 5], tone: fn(String) -> Cell, language: Language) -> Line {
    let mut cells = vec![name, source];
    for (place, count) in counts.into_iter().enumerate() {
        let is_rejected = place == counts.len() - 1;
        cells.push(match count {
            0 => faint("0"),
            count if is_rejected => warning(language.units(count)),
            count => tone(language.units(count)),
        });
    }
    cells.into()
}

/// The report's notes, then what the page folded, then what its marks mean.
pub fn notes(report: &Report, figures: &[Figure], folded: &Folded, style: &Style) -> Vec<String> {
    let language = style.language;
    let mark = |letter: &str, word: &str| match report.by.is_empty() || style.explain {
        true => format!("{}:", language.say(word)),
        false => format!("{letter} {}:", language.say(word)),
    };
    let name = |id: &str| style.catalogue.get(id).map_or_else(|| words::clean(id), |kpi| language.name(kpi));
    let told = |text: &str| words::clean(&language.tell(text));
    let mut notes: Vec<String> = report
        .notes
        .iter()
        .map(|note| match &note.kpi {
            Some(kpi) => format!("{}: {}", name(kpi), told(&note.text)),
            None => told(&note.text),
        })
        .collect();
    notes.extend(folded.foreign.iter().map(|(reason, names)| format!("{}: {}", names.join(", "), told(reason))));
    notes.extend(folded.empty.iter().map(|(reason, names)| {
        format!("{}: {} – {}", names.join(", "), language.say(words::NOT_AVAILABLE), told(reason))
    }));
    if !folded.small.is_empty() {
        notes.push(language.fill("Fewer than 30 units, shown with --all: {}", &[&folded.small.join(", ")]));
    }
    match folded.further {
        0 => {}
        1 => notes.push(language.say("1 more figure is shown with --all or --section").to_owned()),
        further => {
            let further = language.units(further as u64);
            notes.push(language.fill("{} more figures are shown with --all or --section", &[&further]));
        }
    }
    if report.inputs.len() > FILES {
        notes.push(language.say("`wa-kpi inspect` tells about each file").to_owned());
    }
    let shown = |is: fn(&Row) -> bool| figures.iter().any(|figure| figure.rows().any(is));
    if shown(change::is_significant) {
        notes.push(language.fill(
            "{} {} hardly chance: p below 0.05, adjusted for all tests of the report",
            &[change::RISE, change::FALL],
        ));
    }
    if shown(|row| row.small) {
        notes.push(language.fill("{} fewer than 30 units", &[&mark(matrix::SMALL, "small")]));
    }
    if shown(|row| row.immature > 0) {
        notes.push(language.fill(
            "{} some units' windows are not over; the figure may still change",
            &[&mark(matrix::IMMATURE, "immature")],
        ));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_path_the_end_is_shown() {
        assert_eq!(ending("exports/october/sends.csv", 25), "exports/october/sends.csv");
        assert_eq!(ending("exports/october/sends.csv", 24), "…/october/sends.csv");
        assert_eq!(ending("exports/october/sends.csv", 12), "…/sends.csv");
        assert_eq!(ending("exports/october/webhooks.jsonl", 5), "…hooks.jsonl");
    }
}
