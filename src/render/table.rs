//! The terminal table: a page laid out in letters of one width.
//!
//! The only file that knows comfy-table. Not responsible for what stands on the page (`page`).

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, CellAlignment, Color, ColumnConstraint, Table, Width};

use super::page::{Cell, Column, Grid, Line, Page, Part, Tone, faint, plain, strong};
use super::widths::{Columns, GAP, NARROWEST, Shared, fits};
use super::{Renderer, Style};
use crate::report::Report;

/// `--format table`
pub static RENDERER: Renderer = Renderer {
    id: "table",
    extension: "txt",
    doc: "for reading in a terminal",
    binary: false,
    layouts: false,
    render,
    draws: false,
};

/// Longer lines of prose are hard to read.
const COMFORTABLE: usize = 100;

fn render(report: &Report, style: &Style) -> anyhow::Result<Vec<u8>> {
    Ok(lay_out(&Page::of(report, style), style).into_bytes())
}

/// Columns of the terminal on standard output, if it is one.
pub fn terminal_width() -> Option<usize> {
    Table::new().width().map(usize::from)
}

/// A page as text that fits the width, each line ended.
pub fn lay_out(page: &Page, style: &Style) -> String {
    let plain_page = style.ascii.then(|| page.in_ascii());
    let page = plain_page.as_ref().unwrap_or(page);
    let in_full = page.parts.iter().all(|part| match part {
        Part::Either(full, _) => full.iter().all(|grid| fits(grid, style.width)),
        _ => true,
    });
    let chosen = |part| choose(part, in_full);
    let grids: Vec<&Grid> = page.parts.iter().flat_map(chosen).collect();
    let shared = Shared::of(&grids, style.width);
    let mut lines: Vec<String> = Vec::new();
    for (part, before) in page.parts.iter().zip(std::iter::once(None).chain(page.parts.iter().map(Some))) {
        match part {
            Part::Heading(name, about) => {
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                let name_width = widest([name.as_str()]).max(1);
                let widths = [name_width, style.width.saturating_sub(name_width + GAP).max(NARROWEST)];
                lines.extend(rows(&[vec![strong(name), plain(about)]], &[false, false], &widths, 0, style));
            }
            Part::Text(text) => lines.extend(paragraph(plain(text), GAP, style)),
            Part::Verbatim(text) => lines.extend(text.iter().map(|line| format!("{}{line}", " ".repeat(2 * GAP)))),
            Part::Notes(notes) => {
                let widths = [1, style.width.min(COMFORTABLE).saturating_sub(2 * GAP + 1).max(NARROWEST)];
                let notes: Vec<_> =
                    notes.iter().map(|note| vec![faint(if style.ascii { "*" } else { "•" }), plain(note)]).collect();
                lines.extend(rows(&notes, &[false, false], &widths, GAP, style));
            }
            Part::Grids(_) | Part::Either(..) => {
                if matches!(before, Some(Part::Grids(_) | Part::Either(..) | Part::Verbatim(_))) {
                    lines.push(String::new());
                }
                for (place, grid) in choose(part, in_full).iter().enumerate() {
                    for (piece, columns) in shared.columns(grid, style.width).iter().enumerate() {
                        if place + piece > 0 {
                            lines.push(String::new());
                        }
                        lines.extend(draw(grid, columns, style));
                    }
                }
            }
        }
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The grids of a part.
fn choose(part: &Part, in_full: bool) -> &[Grid] {
    match part {
        Part::Grids(grids) => grids,
        Part::Either(full, short) => {
            if in_full {
                full
            } else {
                short
            }
        }
        Part::Heading(..) | Part::Text(_) | Part::Verbatim(_) | Part::Notes(_) => &[],
    }
}

/// A grid's heading and lines; explanations stand between the lines, over all columns.
fn draw(grid: &Grid, columns: &Columns, style: &Style) -> Vec<String> {
    let Columns { kept, widths } = columns;
    let columns: Vec<&Column> = kept.iter().map(|&column| &grid.columns[column]).collect();
    let right: Vec<bool> = columns.iter().map(|column| column.right).collect();
    let mut drawn = Vec::new();
    if columns.iter().any(|column| !column.title.is_empty()) {
        let titles: Vec<_> = columns.iter().zip(widths).map(|(column, &width)| folded(&column.title, width)).collect();
        let height = titles.iter().map(Vec::len).max().unwrap_or(0);
        // Headings stand on the line above the figures, however many lines each has.
        let cells = titles.into_iter().map(|title| {
            let above = std::iter::repeat_n(String::new(), height - title.len());
            faint(above.chain(title).collect::<Vec<_>>().join("\n"))
        });
        drawn.extend(rows(&[cells.collect()], &right, widths, GAP, style));
    }
    let cells_of = |line: &Line| kept.iter().map(|&column| line.cells[column].clone()).collect::<Vec<Cell>>();
    let mut waiting = Vec::new();
    for line in &grid.lines {
        waiting.push(cells_of(line));
        if !line.below.is_empty() {
            drawn.extend(rows(&std::mem::take(&mut waiting), &right, widths, GAP, style));
            drawn.extend(line.below.iter().flat_map(|text| paragraph(faint(text), 2 * GAP, style)));
        }
    }
    drawn.extend(rows(&waiting, &right, widths, GAP, style));
    drawn
}

/// The words of a heading in lines of at most that width.
fn folded(title: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if widest([line.as_str()]) + 1 + widest([word]) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text of one column.
fn paragraph(text: Cell, indent: usize, style: &Style) -> Vec<String> {
    rows(&[vec![text]], &[false], &[style.width.min(COMFORTABLE).saturating_sub(indent).max(NARROWEST)], indent, style)
}

/// Rows of cells in columns of given widths.
fn rows(rows: &[Vec<Cell>], right: &[bool], widths: &[usize], indent: usize, style: &Style) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new();
    table.load_style(NOTHING).force_no_tty();
    if style.color {
        table.enforce_styling().style_text_only();
    }
    for row in rows {
        table.add_row(row.iter().map(styled).collect::<Vec<_>>());
    }
    for (place, column) in table.column_iter_mut().enumerate() {
        let before = if place == 0 { indent } else { GAP };
        let width = widths.get(place).copied().unwrap_or(NARROWEST).max(1) + before;
        column.set_padding((narrow(before), 0));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(narrow(width))));
        if right.get(place) == Some(&true) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().collect()
}

fn styled(cell: &Cell) -> comfy_table::Cell {
    let styled = comfy_table::Cell::new(&cell.text);
    match cell.tone {
        Tone::Plain => styled,
        Tone::Strong => styled.add_attribute(Attribute::Bold),
        Tone::Faint => styled.add_attribute(Attribute::Dim),
        Tone::Warning => styled.fg(Color::Yellow),
        Tone::Good => styled.fg(Color::Green),
        Tone::Bad => styled.fg(Color::Red),
    }
}

/// The columns that the widest of some texts takes on a screen.
pub fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
    let mut table = Table::new();
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        table.add_row([text]);
    }
    table.column_max_content_widths().first().map_or(0, |width| usize::from(*width))
}

fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
