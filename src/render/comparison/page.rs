//! A comparison as a page: first whether the split can be trusted, then what was found, then the figures, at the end
//! what the sample could have shown.
//!
//! Not responsible for finding anything out.

use std::collections::BTreeSet;

use super::figures::{self, Figure, tone};
use super::phrases::{arm, chance, part, short, span, split};
use crate::comparison::{Comparison, Excess, Verdict};
use crate::kpis::Section;
use crate::render::page::{Cell, Column, Grid, Kind, Line, Page, Part, Tone, faint, plain, strong, warning};
use crate::render::{Style, accounts, words};
use crate::units::{Unit, grouped, percent};

/// The page of a comparison.
pub fn of(comparison: &Comparison, style: &Style) -> Page {
    let all = figures::gather(comparison, style);
    let (shown, empty): (Vec<&Figure>, Vec<&Figure>) = all.iter().partition(|figure| figure.has_value());
    let mut parts = vec![Part::Heading("Comparison".to_owned(), about(comparison))];
    parts.extend(arms(comparison));
    parts.extend(incremental(comparison));
    parts.extend(findings(comparison, &shown));
    for section in shown.chunk_by(|one, other| one.control.row.section == other.control.row.section) {
        match comparison.by.as_str() {
            "counts" => parts.push(Part::Heading("Figures".to_owned(), "units that have it among all".to_owned())),
            _ => parts.extend(heading(&section[0].control.row.section)),
        }
        parts.push(Part::Grids(vec![figures::grid(comparison, section)]));
    }
    parts.extend(smallest(comparison, &shown));
    if !comparison.inputs.is_empty() {
        let about = "records = used + duplicates + ignored + rejected".to_owned();
        parts.push(Part::Heading("Inputs".to_owned(), about));
        parts.push(Part::Grids(vec![accounts::grid(&comparison.inputs, style.width)]));
    }
    let notes = notes(comparison, &shown, &empty, style);
    if !notes.is_empty() {
        parts.push(Part::Heading("Notes".to_owned(), String::new()));
        parts.push(Part::Notes(notes));
    }
    Page { parts }
}

fn about(comparison: &Comparison) -> String {
    let period = comparison.period.as_ref().map(|period| format!(" · {}", words::period(period))).unwrap_or_default();
    format!("by {} against {}{period}", comparison.by, words::clean(&comparison.control))
}

/// A section's name, and its question; counts have none.
fn heading(id: &str) -> Option<Part> {
    let section = Section::ALL.iter().find(|section| section.id() == id)?;
    let mut letters = id.chars();
    let name = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    Some(Part::Heading(name.unwrap_or_default(), section.question().to_owned()))
}

fn free(columns: Vec<Column>, lines: Vec<Line>) -> Part {
    Part::Grids(vec![Grid { columns, lines, kind: Kind::Free { names: 1 } }])
}

/// The arms with their customers, and whether these were split as planned.
fn arms(comparison: &Comparison) -> Vec<Part> {
    let all: u64 = comparison.arms.iter().map(|arm| arm.customers).sum();
    let share = |customers: u64| if all > 0 { percent(customers as f64 / all as f64) } else { String::new() };
    let is_counted = comparison.by == "counts";
    let mut columns = vec![Column::words(""), Column::numbers(if is_counted { "units" } else { "customers" })];
    columns.push(Column::numbers("share"));
    if comparison.split.is_some() {
        columns.push(Column::numbers("planned"));
    }
    let planned = comparison.split.iter().flat_map(|split| &split.arms).map(|arm| plain(percent(arm.planned)));
    let mut planned = planned.map(Some).chain(std::iter::repeat(None));
    let lines = comparison.arms.iter().map(|arm| {
        let name = words::clean(&arm.name);
        let name = if arm.control { format!("{name} ({})", control_word(comparison)) } else { name };
        let mut cells = vec![plain(name), plain(words::units(arm.customers)), plain(share(arm.customers))];
        cells.extend(planned.next().flatten());
        Line::from(cells)
    });
    let lines: Vec<Line> = lines.collect();
    let question = if comparison.split.is_some() { "are customers split as planned?" } else { "" };
    let mut parts = vec![Part::Heading("Arms".to_owned(), question.to_owned()), free(columns, lines)];
    if let Some(found) = &comparison.split {
        let said = split(found);
        parts.push(if found.alarm { said_in(warning(said)) } else { Part::Text(said) });
    }
    parts
}

fn control_word(comparison: &Comparison) -> &'static str {
    if comparison.incremental.is_empty() { "control" } else { "holdout" }
}

/// A sentence of some tone.
fn said_in(cell: Cell) -> Part {
    free(vec![Column::words("")], vec![vec![cell].into()])
}

/// What treatment brought beyond the holdout.
fn incremental(comparison: &Comparison) -> Vec<Part> {
    if comparison.incremental.is_empty() {
        return Vec::new();
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut told: Vec<Line> = Vec::new();
    for found in &comparison.incremental {
        let name = short(comparison, &found.arm);
        let money = |value: f64| match &found.currency {
            Some(currency) => format!("{} {}", Unit::Money.show(value), words::clean(currency)),
            None => Unit::Money.show(value),
        };
        let count = |value: f64| grouped(value, 0);
        lines.push(excess_line(&name, "conversions", &found.conversions, &count));
        told.push(excess_words(&name, &found.conversions));
        if let Some(revenue) = &found.revenue {
            lines.push(excess_line(&name, "revenue", revenue, &money));
            told.push(excess_words(&name, revenue));
        }
        if let (Some(iroas), Some(spend)) = (found.iroas, found.spend) {
            let bounds = span(Some(Unit::Ratio), found.iroas_low, found.iroas_high);
            let said = format!("{name}: iROAS {} ({bounds}) of {} spent", Unit::Ratio.show(iroas), money(spend));
            told.push(vec![plain(said)].into());
        }
        if let Some(reason) = &found.reason {
            told.push(vec![faint(format!("{name}: {}", words::clean(reason)))].into());
        }
    }
    let columns = vec![
        Column::spans(""),
        Column::spans(""),
        Column::numbers("treated"),
        Column::numbers(&short(comparison, &comparison.control)),
        Column::numbers("incremental"),
        Column::numbers("interval").joined(),
        Column::numbers("p adj.").joined(),
    ];
    let question = "what would not have come without it? (totals / customers)".to_owned();
    let grid = Grid { columns, lines, kind: Kind::Free { names: 2 } };
    vec![
        Part::Heading("Incremental".to_owned(), question),
        Part::Grids(vec![grid]),
        Part::Text(String::new()),
        free(vec![Column::words("")], told),
    ]
}

fn excess_line(name: &str, what: &str, excess: &Excess, show: &dyn Fn(f64) -> String) -> Line {
    let bounds = excess.low.zip(excess.high).map(|(low, high)| format!("{} to {}", show(low), show(high)));
    let cells = vec![
        plain(name),
        plain(what),
        plain(part(excess.total, excess.customers)),
        plain(part(excess.holdout_total, excess.holdout_customers)),
        Cell { tone: excess_tone(excess), ..plain(excess.incremental.map(show).unwrap_or_default()) },
        faint(bounds.unwrap_or_default()),
        faint(excess.p_adjusted.map(chance).unwrap_or_default()),
    ];
    cells.into()
}

fn excess_tone(excess: &Excess) -> Tone {
    match excess.verdict {
        Verdict::Higher => Tone::Good,
        Verdict::Lower => Tone::Bad,
        _ => Tone::Plain,
    }
}

fn excess_words(name: &str, excess: &Excess) -> Line {
    let said = plain(format!("{name}: {}", words::clean(&excess.words)));
    vec![Cell { tone: excess_tone(excess), ..said }].into()
}

/// What was found, and in short what was not.
fn findings(comparison: &Comparison, shown: &[&Figure]) -> Vec<Part> {
    let mut lines: Vec<Line> = Vec::new();
    let of = |verdict: Verdict| {
        let open = |figure: &&&Figure| {
            let verdicts = || figure.others.iter().map(|(_, contrast)| contrast.verdict);
            verdicts().all(|other| !other.is_found()) && verdicts().any(|other| other == verdict)
        };
        shown.iter().filter(open).map(|figure| figure.name.clone()).collect::<Vec<_>>()
    };
    for figure in shown {
        for (_, contrast) in figure.others.iter().filter(|(_, contrast)| contrast.verdict.is_found()) {
            let said = format!("{}: {}", figure.name, words::clean(&contrast.words));
            lines.push(vec![Cell { tone: tone(contrast), ..plain(said) }].into());
        }
    }
    let alike = of(Verdict::NoDifference);
    let unsure: Vec<String> = of(Verdict::Unsure).into_iter().filter(|name| !alike.contains(name)).collect();
    let known = |name: &String| alike.contains(name) || unsure.contains(name);
    let too_few: Vec<String> = of(Verdict::TooFew).into_iter().filter(|name| !known(name)).collect();
    if comparison.tests == 0 && too_few.is_empty() || comparison.rows.is_empty() {
        return Vec::new();
    }
    if !alike.is_empty() {
        lines.push(vec![plain(format!("No difference found: {}", alike.join("; ")))].into());
    }
    if !unsure.is_empty() {
        let why = "ranks differ, but units of one customer, or medians, speak against it";
        lines.push(vec![plain(format!("Nothing is concluded, {why}: {}", unsure.join("; ")))].into());
    }
    if !too_few.is_empty() {
        lines.push(vec![faint(format!("Too few units to tell: {}", too_few.join("; ")))].into());
    }
    let about = match comparison.tests {
        1 => "what chance hardly explains".to_owned(),
        tests => format!("what chance hardly explains, {tests} tests together"),
    };
    vec![Part::Heading("Findings".to_owned(), about), free(vec![Column::words("")], lines)]
}

/// What a sample like this could have shown.
fn smallest(comparison: &Comparison, shown: &[&Figure]) -> Vec<Part> {
    let is_pair = comparison.arms.len() == 2;
    let mut lines: Vec<Line> = Vec::new();
    for figure in shown {
        for (row, contrast) in &figure.others {
            let Some(effect) = contrast.smallest_effect else { continue };
            let direction = if effect < 0.0 { "a decrease of " } else { "" };
            let unit = match &row.row.currency {
                _ if row.row.unit == Unit::Share.id() => " points".to_owned(),
                Some(currency) => format!(" {}", words::clean(currency)),
                None => String::new(),
            };
            let shown = Unit::of(&row.row.unit).map(|unit| unit.show_difference(effect.abs())).unwrap_or_default();
            let mut cells = vec![plain(figure.name.clone())];
            cells.extend((!is_pair).then(|| plain(short(comparison, arm(row)))));
            cells.push(strong(format!("{direction}{shown}{unit}")));
            lines.push(cells.into());
        }
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let mut columns = vec![Column::words("")];
    columns.extend((!is_pair).then(|| Column::spans(&comparison.by)));
    columns.push(Column::numbers("could have shown"));
    let names = columns.len() - 1;
    let about = format!("that one test of this sample finds, {} power", percent(comparison.power).replace(".0", ""));
    vec![
        Part::Heading("Smallest effects".to_owned(), about),
        Part::Grids(vec![Grid { columns, lines, kind: Kind::Free { names } }]),
    ]
}

fn notes(comparison: &Comparison, shown: &[&Figure], empty: &[&Figure], style: &Style) -> Vec<String> {
    let name = |id: &str| style.catalogue.get(id).map_or_else(|| words::clean(id), |kpi| kpi.name.to_owned());
    let mut notes: Vec<String> = comparison
        .notes
        .iter()
        .map(|note| match &note.kpi {
            Some(kpi) => format!("{}: {}", name(kpi), words::clean(&note.text)),
            None => words::clean(&note.text),
        })
        .collect();
    for overall in &comparison.overall {
        let test = format!("chi-square {}, p {}", grouped(overall.statistic, 2), chance(overall.p));
        notes.push(format!("{}: all arms at once: {test}", name(&overall.kpi)));
    }
    let reasons: BTreeSet<&str> = empty.iter().filter_map(|figure| figure.control.row.reason.as_deref()).collect();
    for reason in reasons {
        let has = |figure: &&&Figure| figure.control.row.reason.as_deref() == Some(reason);
        let names: Vec<&str> = empty.iter().filter(has).map(|figure| figure.name.as_str()).collect();
        notes.push(format!("{}: n/a – {}", names.join(", "), words::clean(reason)));
    }
    let untested: BTreeSet<&str> = shown
        .iter()
        .flat_map(|figure| figure.others.iter().map(|(_, contrast)| contrast))
        .filter(|contrast| contrast.verdict == Verdict::NotTested)
        .map(|contrast| contrast.words.as_str())
        .collect();
    notes.extend(untested.into_iter().map(words::clean));
    notes
}
