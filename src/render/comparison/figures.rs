//! The figures of a comparison as grids: a line per figure and other arm, beside the control.
//!
//! Not responsible for what else stands on the page (`page`).

use super::phrases::{arm, chance, difference, short, span};
use crate::comparison::{ArmRow, Comparison, Contrast};
use crate::render::page::{Cell, Column, Grid, Kind, Line, Tone, faint, plain, strong, warning};
use crate::render::{Style, words};
use crate::units::Unit;

/// A figure of all arms.
pub struct Figure<'a> {
    /// Its name for people.
    pub name: String,
    /// The control's row.
    pub control: &'a ArmRow,
    /// Those of the other arms.
    pub others: Vec<(&'a ArmRow, &'a Contrast)>,
}

impl Figure<'_> {
    /// Whether some arm has a value.
    pub fn has_value(&self) -> bool {
        let rows = self.others.iter().map(|(row, _)| *row).chain([self.control]);
        rows.into_iter().any(|row| row.row.value.is_some())
    }
}

/// The figures of a comparison, in their order.
pub fn gather<'a>(comparison: &'a Comparison, style: &Style) -> Vec<Figure<'a>> {
    let name = |id: &str| match style.catalogue.get(id) {
        Some(kpi) => kpi.name.to_owned(),
        None if comparison.by == "counts" => "Share".to_owned(),
        None => words::clean(id),
    };
    let of_kpi = comparison.rows.chunk_by(|one, other| one.row.kpi == other.row.kpi);
    let figure = |rows: &'a [ArmRow]| {
        Some(Figure {
            name: name(&rows[0].row.kpi),
            control: rows.iter().find(|row| row.against_control.is_none())?,
            others: rows.iter().filter_map(|row| Some((row, row.against_control.as_ref()?))).collect(),
        })
    };
    of_kpi.filter_map(figure).collect()
}

/// A grid of figures.
pub fn grid(comparison: &Comparison, figures: &[&Figure]) -> Grid {
    let is_pair = comparison.arms.len() == 2;
    let of_other = comparison.arms.iter().find(|arm| !arm.control).filter(|_| is_pair);
    let mut columns = vec![Column::words("")];
    if !is_pair {
        columns.push(Column::spans(&comparison.by));
    }
    columns.extend([
        Column::numbers(&short(comparison, &comparison.control)),
        Column::numbers("interval").if_it_fits().joined(),
        Column::numbers(&of_other.map_or("value".to_owned(), |arm| short(comparison, &arm.name))),
        Column::numbers("interval").if_it_fits().joined(),
        Column::numbers("difference"),
        Column::numbers("interval").joined(),
        Column::numbers("ratio").if_it_fits().joined(),
        Column::numbers("interval").if_it_fits().joined(),
        Column::numbers("p").if_it_fits().joined(),
        Column::numbers("p adj.").joined(),
    ]);
    let lines = figures.iter().flat_map(|figure| {
        figure.others.iter().enumerate().map(move |(place, (row, contrast))| {
            let name = if place == 0 { plain(figure.name.clone()) } else { plain("") };
            line(name, (!is_pair).then(|| short(comparison, arm(row))), figure.control, row, contrast)
        })
    });
    let names = if is_pair { 1 } else { 2 };
    Grid { columns, lines: lines.collect(), kind: Kind::Free { names } }
}

fn line(name: Cell, arm: Option<String>, control: &ArmRow, row: &ArmRow, contrast: &Contrast) -> Line {
    let unit = Unit::of(&row.row.unit);
    let value = |row: &ArmRow| match row.row.small {
        true => warning(words::value(&row.row)),
        false => plain(words::value(&row.row)),
    };
    let p = |p: Option<f64>| faint(p.map(chance).unwrap_or_default());
    let ratio = contrast.ratio.map(|ratio| Unit::Ratio.show(ratio)).unwrap_or_default();
    let adjusted = Cell { tone: tone(contrast), ..p(contrast.p_adjusted) };
    let mut cells = vec![name];
    cells.extend(arm.map(plain));
    cells.extend([
        value(control),
        faint(words::interval(&control.row)),
        strong(value(row).text),
        faint(words::interval(&row.row)),
        Cell { tone: tone(contrast), ..plain(difference(row, contrast)) },
        faint(span(unit, contrast.low, contrast.high)),
        plain(ratio),
        faint(span(None, contrast.ratio_low, contrast.ratio_high)),
        p(contrast.p),
        adjusted,
    ]);
    cells.into()
}

/// How loudly a difference is said: only what was found is good or bad news.
pub fn tone(contrast: &Contrast) -> Tone {
    match (contrast.verdict.is_found(), contrast.better) {
        (false, _) => Tone::Faint,
        (true, Some(true)) => Tone::Good,
        (true, Some(false)) => Tone::Bad,
        (true, None) => Tone::Strong,
    }
}
