//! The charts of a section: courses over time, campaigns side by side, spans by length, and the breakdowns.
//!
//! Not responsible for how each is drawn.

use super::breakdowns;
use super::heat::Heat;
use super::line::{self, Line};
use super::table::{Cell, Head, Mark, Table, hundredths};
use crate::render::figures::Figure;
use crate::render::words;
use crate::report::{Report, Row, Spread};
use crate::units::{Unit, duration};

/// A section draws so many figures over time, so many by campaign, and so many spans by length.
const LINES: usize = 3;
const COMPARED: usize = 2;
const SPREADS: usize = 2;
/// So many campaigns are compared: those with the most units.
const CAMPAIGNS: usize = 25;

/// A chart.
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What to see in it.
    pub about: String,
    /// How it is drawn.
    pub body: Body,
}

impl Chart {
    /// Whether two such charts stand side by side where the page has room.
    pub fn is_narrow(&self) -> bool {
        match &self.body {
            Body::Line(_) => true,
            Body::Heat(_) => false,
            Body::Table(table) => table.heads.len() <= 5,
        }
    }
}

/// How a chart is drawn.
pub enum Body {
    /// A line, with a table beside it.
    Line(Box<Line>),
    /// A table with bars in it.
    Table(Table),
    /// Shaded squares, with a table beside them.
    Heat(Heat),
}

/// The charts of a section.
pub fn charts(section: &str, figures: &[&Figure], report: &Report) -> Vec<Chart> {
    // Counts rise and fall together: one of them says it all.
    let is_count = |figure: &&&Figure| figure.main.kpi.is_some_and(|kpi| kpi.unit == Unit::Count);
    let (counts, rates): (Vec<&&Figure>, Vec<&&Figure>) = figures.iter().partition(is_count);
    let chosen = counts.into_iter().take(1).chain(rates);
    let lines = chosen.filter_map(|figure| course(figure, report)).take(LINES);
    let campaigns = figures.iter().filter_map(|figure| campaigns(figure, report)).take(COMPARED);
    let spreads = figures.iter().filter_map(|figure| spread(figure, report)).take(SPREADS);
    lines.chain(campaigns).chain(spreads).chain(breakdowns::charts(section, report)).collect()
}

/// A figure over time.
fn course(figure: &Figure, report: &Report) -> Option<Chart> {
    let rows: Vec<&Row> = report.drawn.series.iter().filter(|row| row.kpi == figure.main.id).collect();
    let line = line::line(&rows, &figure.main.name(), &report.drawn.calendar)?;
    Some(Chart {
        title: format!("{} by {}", figure.main.name(), report.drawn.calendar),
        about: String::new(),
        body: Body::Line(Box::new(line)),
    })
}

/// A share by campaign, each with its interval.
fn campaigns(figure: &Figure, report: &Report) -> Option<Chart> {
    let total = figure.main.total.filter(|row| row.method.is_some() && Unit::of(&row.unit) == Some(Unit::Share))?;
    let of_figure = report.drawn.campaigns.iter().filter(|row| row.kpi == figure.main.id);
    let mut rows: Vec<(&Row, f64, f64, f64)> =
        of_figure.filter_map(|row| Some((row, row.low?, row.value?, row.high?))).collect();
    if rows.len() < 2 {
        return None;
    }
    let all = rows.len();
    rows.sort_by_key(|(row, ..)| std::cmp::Reverse(row.n));
    rows.truncate(CAMPAIGNS);
    let ends = || rows.iter().flat_map(|(_, low, _, high)| [*low, *high]).chain(total.value);
    let (least, most) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    let place = |value: f64| if most > least { hundredths((value - least) / (most - least)) } else { 50.0 };
    let all_at = place(total.value?);
    let lines = rows.iter().map(|&(row, low, value, high)| {
        let mark = Mark::Range { low: place(low), value: place(value), high: place(high), all: all_at };
        let range = Cell { mark, rank: Some(value), ..Cell::default() };
        vec![
            Cell::words(words::group(row)),
            Cell { small: words::receipt(row), ..Cell::number(words::value(row), value) },
            Cell::words(words::interval(row)),
            range,
        ]
    });
    let name = figure.main.name();
    let span = format!("{} to {}", words::amount(total, least), words::amount(total, most));
    let left_out = match all - rows.len() {
        0 => String::new(),
        left_out => format!(" The {} campaigns with the most units; {left_out} more are in the CSV.", rows.len()),
    };
    Some(Chart {
        title: format!("{name} by campaign"),
        about: format!(
            "Where intervals overlap far, chance may explain the difference. The dotted line is the whole: {}.{left_out}",
            words::value(total)
        ),
        body: Body::Table(Table {
            caption: format!("{name} by campaign"),
            heads: vec![Head::words("campaign"), Head::numbers(name), Head::numbers("interval"), Head::words(span)],
            lines: lines.collect(),
        }),
    })
}

/// Spans by length.
fn spread(figure: &Figure, report: &Report) -> Option<Chart> {
    let spread = report.drawn.spreads.iter().find(|spread| spread.kpi == figure.main.id)?;
    let of = |subject: &Option<crate::render::figures::Subject>| {
        subject.as_ref().and_then(|subject| subject.total).filter(|row| row.value.is_some()).map(words::value)
    };
    let about = match (of(&figure.median), of(&figure.p90)) {
        (Some(median), Some(p90)) => format!("Half took at most {median}, nine in ten at most {p90}."),
        _ => String::new(),
    };
    let title = format!("{}, by length", figure.main.name());
    Some(Chart { about, body: Body::Table(bars(spread, &title)?), title })
}

/// The bars of spans, without empty ones at either end.
fn bars(spread: &Spread, caption: &str) -> Option<Table> {
    let used = |place: &usize| spread.bars.get(*place).is_some_and(|bar| bar.units > 0);
    let first = (0..spread.bars.len()).find(used)?;
    let last = (0..spread.bars.len()).rev().find(used)?;
    let all: u64 = spread.bars.iter().map(|bar| bar.units).sum();
    let most = spread.bars.iter().map(|bar| bar.units).max().filter(|most| *most > 0)?;
    let lower = |place: usize| place.checked_sub(1).and_then(|before| spread.bars[before].up_to).unwrap_or(0.0);
    let lines = (first..=last).map(|place| {
        let bar = spread.bars[place];
        let label = match bar.up_to {
            Some(up_to) if place == 0 => format!("up to {}", duration(up_to)),
            Some(up_to) => format!("{} to {}", duration(lower(place)), duration(up_to)),
            None => format!("over {}", duration(lower(place))),
        };
        let share = bar.units as f64 / all as f64;
        vec![
            Cell { rank: Some(lower(place)), ..Cell::words(label) },
            Cell::number(words::units(bar.units), bar.units as f64),
            Cell::number(Unit::Share.show(share), share),
            Cell::bar(bar.units as f64 / most as f64),
        ]
    });
    Some(Table {
        caption: caption.to_owned(),
        heads: vec![Head::words("length"), Head::numbers("units"), Head::numbers("share"), Head::bars()],
        lines: lines.collect(),
    })
}
