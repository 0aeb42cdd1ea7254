//! How wide the columns of a page's grids are, which of them are shown, and where a wide grid is cut.
//!
//! Not responsible for drawing, nor for how wide a letter is (`table`).

use super::page::{Grid, Kind};
use super::table::widest;

/// Letters between columns, and before the first one.
pub const GAP: usize = 2;
/// No column of words becomes narrower.
pub const NARROWEST: usize = 11;
/// The names of lines go over two lines before figures are left out or cut off, down to this width.
const NAMES: usize = 18;

fn total(widths: &[usize]) -> usize {
    widths.iter().map(|width| width + GAP).sum()
}

/// How wide each column would like to be: its widest cell, or the longest word of its heading.
fn natural(grid: &Grid, kept: &[usize]) -> Vec<usize> {
    let width = |&column: &usize| {
        let cells = grid.lines.iter().filter_map(|line| line.cells.get(column)).map(|cell| cell.text.as_str());
        widest(cells.chain(grid.columns[column].title.split(' ')))
    };
    kept.iter().map(width).collect()
}

/// The widths below which figures would go over two lines: only words give way.
fn least(grid: &Grid, natural: &[usize]) -> Vec<usize> {
    let names = if let Kind::Free { names } = grid.kind { names } else { 1 };
    let least = |(place, &width): (usize, &usize)| match &grid.columns[place] {
        column if column.whole => width,
        _ if place < names => width.min(NAMES),
        _ => width.min(NARROWEST),
    };
    natural.iter().enumerate().map(least).collect()
}

/// The columns to show: optional ones go, the last one first, until the rest fits.
fn fitting(grid: &Grid, widths: &[usize], width: usize) -> Vec<usize> {
    let mut kept = all(grid);
    while total(&pick(widths, &kept)) > width {
        let Some(place) = kept.iter().rposition(|&column| grid.columns[column].optional) else { break };
        kept.remove(place);
    }
    kept
}

fn all(grid: &Grid) -> Vec<usize> {
    (0..grid.columns.len()).collect()
}

fn pick(widths: &[usize], kept: &[usize]) -> Vec<usize> {
    kept.iter().filter_map(|&column| widths.get(column).copied()).collect()
}

/// Whether a grid fits the screen in one piece.
pub fn fits(grid: &Grid, width: usize) -> bool {
    let Kind::Free { .. } = grid.kind else { return true };
    let natural = natural(grid, &all(grid));
    total(&pick(&least(grid, &natural), &fitting(grid, &natural, width))) <= width
}

/// The columns of the pieces that a grid too wide for the screen is cut into, each with the names of its lines.
fn pieces(grid: &Grid, names: usize, width: usize) -> Vec<Vec<usize>> {
    let natural = natural(grid, &all(grid));
    let least = least(grid, &natural);
    let (names, figures): (Vec<usize>, Vec<usize>) =
        fitting(grid, &natural, width).into_iter().partition(|&column| column < names);
    let mut pieces = vec![names.clone()];
    for together in figures.chunk_by(|_, &next| grid.columns[next].joined) {
        let Some(piece) = pieces.last_mut() else { continue };
        if piece.len() > names.len() && total(&pick(&least, &[&piece[..], together].concat())) > width {
            pieces.push([&names[..], together].concat());
        } else {
            piece.extend(together);
        }
    }
    pieces
}

/// Columns to show, and how wide each is.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Their places in the grid.
    pub kept: Vec<usize>,
    /// How wide each is.
    pub widths: Vec<usize>,
}

impl Columns {
    /// Where columns are too wide for the screen, those of words give way, the widest first.
    fn within(width: usize, grid: &Grid, kept: Vec<usize>, natural: &[usize]) -> Columns {
        let least = pick(&least(grid, natural), &kept);
        let mut widths = pick(natural, &kept);
        while total(&widths) > width {
            let gives = |&place: &usize| widths[place] > least[place];
            let Some(widest) = (0..widths.len()).filter(gives).max_by_key(|&place| widths[place]) else { break };
            widths[widest] -= 1;
        }
        Columns { kept, widths }
    }
}

/// The columns that grids of one kind share, so that they stand under each other.
#[derive(Debug, Default)]
pub struct Shared {
    figures: Option<Columns>,
    times: Option<Columns>,
}

impl Shared {
    /// The widest of each column over all grids of a kind; names and values stand under each other in both kinds.
    pub fn of(grids: &[&Grid], width: usize) -> Shared {
        let of_kind = |kind: Kind| grids.iter().copied().filter(move |grid| grid.kind == kind);
        let widest = |kind: Kind| {
            let widths = of_kind(kind).map(|grid| natural(grid, &all(grid)));
            widths.reduce(|one, other| one.iter().zip(&other).map(|(one, other)| *one.max(other)).collect())
        };
        let (mut figures, mut times) = (widest(Kind::Figures), widest(Kind::Times));
        for (figure, time) in figures.iter_mut().flatten().zip(times.iter_mut().flatten()).take(2) {
            (*figure, *time) = (*figure.max(time), *time.max(figure));
        }
        let solve = |kind: Kind, natural: Option<Vec<usize>>| {
            let (grid, natural) = (of_kind(kind).next()?, natural?);
            let kept = fitting(grid, &least(grid, &natural), width);
            Some(Columns::within(width, grid, kept, &natural))
        };
        let mut shared = Shared { figures: solve(Kind::Figures, figures), times: solve(Kind::Times, times) };
        if let (Some(figures), Some(times)) = (&mut shared.figures, &mut shared.times)
            && let (Some(figure), Some(time)) = (figures.widths.first_mut(), times.widths.first_mut())
        {
            (*figure, *time) = (*figure.min(time), *time.min(figure));
        }
        shared
    }

    /// The columns of a grid; of one too wide for the screen in several pieces.
    pub fn columns(&self, grid: &Grid, width: usize) -> Vec<Columns> {
        match grid.kind {
            Kind::Figures => self.figures.iter().cloned().collect(),
            Kind::Times => self.times.iter().cloned().collect(),
            Kind::Free { names } => {
                let pieces = pieces(grid, names, width).into_iter();
                pieces.map(|kept| Columns::within(width, grid, kept, &natural(grid, &all(grid)))).collect()
            }
        }
    }
}
