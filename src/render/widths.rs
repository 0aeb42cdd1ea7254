//! How wide the columns of a page's grids are, which of them are shown, and where a wide grid is cut.
//!
//! Not responsible for drawing, nor for how wide a letter is (`table`).

use super::page::{Grid, Kind};
use super::table::widest;

/// Letters between columns, and before the first one.
pub const GAP: usize = 2;
/// No column of words becomes narrower.
pub const NARROWEST: usize = 10;
/// The names of lines go over two lines rather than that a grid is cut, down to this width.
const NAMES: usize = 24;

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

/// The columns to show: optional ones go, the last one first, until the rest fits.
fn fitting(grid: &Grid, natural: &[usize], width: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..grid.columns.len()).collect();
    while total(&pick(natural, &kept)) > width {
        let Some(place) = kept.iter().rposition(|&column| grid.columns[column].optional) else { break };
        kept.remove(place);
    }
    kept
}

fn pick(widths: &[usize], kept: &[usize]) -> Vec<usize> {
    kept.iter().filter_map(|&column| widths.get(column).copied()).collect()
}

/// The least widths at which nothing but the names of lines goes over two lines.
fn least(grid: &Grid) -> Vec<usize> {
    let mut widths = natural(grid, &(0..grid.columns.len()).collect::<Vec<_>>());
    if let Kind::Free { names } = grid.kind {
        widths.iter_mut().take(names).for_each(|width| *width = (*width).min(NAMES));
    }
    widths
}

/// Whether a grid fits the screen in one piece.
pub fn fits(grid: &Grid, width: usize) -> bool {
    let least = least(grid);
    !matches!(grid.kind, Kind::Free { .. }) || total(&pick(&least, &fitting(grid, &least, width))) <= width
}

/// The columns of the pieces that a grid too wide for the screen is cut into, each with the names of its lines.
fn pieces(grid: &Grid, names: usize, width: usize) -> Vec<Vec<usize>> {
    let least = least(grid);
    let (names, figures): (Vec<usize>, Vec<usize>) =
        fitting(grid, &least, width).into_iter().partition(|&column| column < names);
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

/// The widths that grids of one kind share, so that their columns stand under each other.
#[derive(Debug, Default)]
pub struct Shared {
    figures: Vec<usize>,
    times: Vec<usize>,
}

impl Shared {
    /// The widest of each column over all grids of a kind; names and values stand under each other in both kinds.
    pub fn of<'g>(grids: impl Iterator<Item = &'g Grid>, width: usize) -> Shared {
        let mut shared = Shared::default();
        for grid in grids {
            let widths = match grid.kind {
                Kind::Figures => &mut shared.figures,
                Kind::Times => &mut shared.times,
                Kind::Free { .. } => continue,
            };
            let natural = natural(grid, &(0..grid.columns.len()).collect::<Vec<_>>());
            widths.resize(natural.len(), 0);
            widths.iter_mut().zip(natural).for_each(|(width, natural)| *width = natural.max(*width));
        }
        for (figure, time) in shared.figures.iter_mut().zip(&mut shared.times).take(2) {
            (*figure, *time) = (*figure.max(time), *time.max(figure));
        }
        shared.narrow_names(width);
        shared
    }

    /// Takes from the names, which may go over two lines, what the figures need, in both kinds alike.
    fn narrow_names(&mut self, width: usize) {
        let rest = |widths: &[usize]| total(widths.get(1..).unwrap_or_default()) + GAP;
        let room = width.saturating_sub(rest(&self.figures).max(rest(&self.times)));
        for names in [self.figures.first_mut(), self.times.first_mut()].into_iter().flatten() {
            *names = (*names).min(room.max(2 * NARROWEST));
        }
    }

    /// The columns to show of a grid; of a grid too wide for the screen several lists.
    pub fn columns(&self, grid: &Grid, width: usize) -> Vec<Vec<usize>> {
        match grid.kind {
            Kind::Figures => vec![fitting(grid, &self.figures, width)],
            Kind::Times => vec![fitting(grid, &self.times, width)],
            Kind::Free { names } => pieces(grid, names, width),
        }
    }

    /// The widths of a grid's columns on a screen: where they are too wide, columns of words give way.
    pub fn widths(&self, grid: &Grid, kept: &[usize], width: usize) -> Vec<usize> {
        let (mut widths, fixed) = match grid.kind {
            Kind::Figures => (pick(&self.figures, kept), 1),
            Kind::Times => (pick(&self.times, kept), 1),
            Kind::Free { .. } => (natural(grid, kept), 0),
        };
        while total(&widths) > width {
            let words = |&place: &usize| !grid.columns[kept[place]].right && widths[place] > NARROWEST;
            let Some(widest) = (fixed..widths.len()).filter(words).max_by_key(|&place| widths[place]) else { break };
            widths[widest] -= 1;
        }
        widths
    }
}
