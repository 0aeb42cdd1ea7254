//! Figures, one line each: a time's mean, median and p90 in one line, groups beneath their total.
//!
//! Decides which figures the reader sees first; what is folded is named in the notes (`accounts`).
//! Not responsible for one line a group (`matrix`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::page::{Cell, Column, Grid, Kind, Line, faint, plain, strong, warning};
use super::{Style, change, words};
use crate::kpis::Kpi;
use crate::report::{Report, Row};
use crate::units::Better;

/// The rows of one KPI.
#[derive(Debug)]
pub struct Subject<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its section's id.
    pub section: &'r str,
    /// What the catalogue says about it.
    pub kpi: Option<&'static Kpi>,
    /// The figure of everything.
    pub total: Option<&'r Row>,
    /// The figures of groups, in the order of the report.
    pub groups: Vec<&'r Row>,
    /// Why it has no groups, where it does not know the dimension.
    pub foreign: Option<&'r Row>,
}

impl Subject<'_> {
    /// Its name for people.
    pub fn name(&self) -> String {
        self.kpi.map_or_else(|| words::clean(self.id), |kpi| kpi.name.to_owned())
    }

    /// Which direction is good news, where one is.
    pub fn better(&self) -> Option<Better> {
        self.kpi.and_then(|kpi| kpi.better)
    }
}

/// A KPI, and the median and p90 where it is a span of time.
#[derive(Debug)]
pub struct Figure<'r> {
    /// The KPI; of a span of time its mean.
    pub main: Subject<'r>,
    /// Its median.
    pub median: Option<Subject<'r>>,
    /// Its p90.
    pub p90: Option<Subject<'r>>,
}

impl Figure<'_> {
    /// Every row of its main KPI.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.main.total.into_iter().chain(self.main.groups.iter().copied())
    }

    /// Whether it is a span of time told by mean, median and p90.
    pub fn is_time(&self) -> bool {
        self.median.is_some() || self.p90.is_some()
    }
}

/// What the page does not show: named in the notes.
#[derive(Debug, Default)]
pub struct Folded {
    /// Names by the reason of having no value.
    pub empty: Vec<(String, Vec<String>)>,
    /// Names of figures of fewer than 30 units, with their n.
    pub small: Vec<String>,
    /// Names by the reason of not knowing a dimension.
    pub foreign: Vec<(String, Vec<String>)>,
    /// How many figures are no headlines.
    pub further: usize,
}

/// The figures to show, and those folded.
pub fn gather<'r>(report: &'r Report, style: &Style) -> (Vec<Figure<'r>>, Folded) {
    let mut figures = pair_times(subjects(report, style));
    let mut folded = Folded::default();
    for figure in &figures {
        if let Some(reason) = figure.main.foreign.and_then(|row| row.reason.as_deref()) {
            push(&mut folded.foreign, reason, figure.main.name());
        }
    }
    if style.all {
        return (figures, folded);
    }
    let measured = |figure: &Figure| figure.main.total.is_none_or(|row| row.value.is_some());
    let headline = |figure: &Figure| figure.main.kpi.is_none_or(|kpi| kpi.headline);
    let small = |figure: &Figure| figure.main.total.is_some_and(|row| row.small);
    figures.retain(|figure| {
        let keep = headline(figure);
        folded.further += usize::from(!keep);
        keep
    });
    figures.retain(|figure| {
        let keep = measured(figure);
        if let (false, Some(row)) = (keep, figure.main.total) {
            push(&mut folded.empty, row.reason.as_deref().unwrap_or(words::NOT_AVAILABLE), figure.main.name());
        }
        keep
    });
    // Where everything is small, folding would leave nothing to read: then it is shown and marked.
    let rests_on_more = |figure: &Figure| !small(figure) && figure.main.total.is_some_and(|row| row.unit != "count");
    if figures.iter().any(rests_on_more) {
        figures.retain(|figure| {
            let keep = !small(figure);
            if let (false, Some(row)) = (keep, figure.main.total) {
                folded.small.push(format!("{} (n = {})", figure.main.name(), words::units(row.n.unwrap_or(0))));
            }
            keep
        });
    }
    (figures, folded)
}

fn push(list: &mut Vec<(String, Vec<String>)>, reason: &str, name: String) {
    match list.iter_mut().find(|(known, _)| known == reason) {
        Some((_, names)) => names.push(name),
        None => list.push((reason.to_owned(), vec![name])),
    }
}

/// The rows by KPI, in the order of the report.
fn subjects<'r>(report: &'r Report, style: &Style) -> Vec<Subject<'r>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut subjects: Vec<Subject> = Vec::new();
    for row in &report.rows {
        let place = *places.entry(&row.kpi).or_insert_with(|| {
            let (id, section, kpi) = (row.kpi.as_str(), row.section.as_str(), style.catalogue.get(&row.kpi));
            subjects.push(Subject { id, section, kpi, total: None, groups: Vec::new(), foreign: None });
            subjects.len() - 1
        });
        let subject = &mut subjects[place];
        if row.group.is_empty() {
            subject.total = Some(row);
        } else if row.group.iter().any(|(_, value)| value.is_none()) {
            subject.foreign = Some(row);
        } else {
            subject.groups.push(row);
        }
    }
    subjects
}

/// Puts a median and a p90 beside the mean that they belong to.
fn pair_times(subjects: Vec<Subject>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for subject in subjects {
        match figures.last_mut() {
            Some(last) if subject.id.strip_suffix("_p50") == Some(last.main.id) => last.median = Some(subject),
            Some(last) if subject.id.strip_suffix("_p90") == Some(last.main.id) => last.p90 = Some(subject),
            _ => figures.push(Figure { main: subject, median: None, p90: None }),
        }
    }
    figures
}

/// The figures by section, in the order of the report.
pub fn by_section<'f, 'r>(figures: &'f [Figure<'r>]) -> Vec<(&'r str, Vec<&'f Figure<'r>>)> {
    let sections = figures.chunk_by(|one, next| one.main.section == next.main.section);
    sections.map(|section| (section[0].main.section, section.iter().collect())).collect()
}

/// The values of a group's dimensions.
pub type Group = [(String, Option<String>)];

/// Every group of several figures once, in the order of the report.
pub fn in_order<'r, 's>(figures: impl Iterator<Item = &'s [&'r Row]>) -> Vec<&'r Group>
where
    'r: 's,
{
    let mut groups: Vec<&Group> = Vec::new();
    let mut known = BTreeSet::new();
    // Most figures have all groups in the same order: the longest list leads, stragglers follow.
    let mut lists: Vec<&[&'r Row]> = figures.collect();
    lists.sort_by_key(|list| Reverse(list.len()));
    for row in lists.into_iter().flatten() {
        if known.insert(row.group.as_slice()) {
            groups.push(&row.group);
        }
    }
    groups
}

/// One grid of plain figures and one of times, each only where it has lines.
pub fn grids(figures: &[&Figure], by: &[String], style: &Style) -> Vec<Grid> {
    let (times, plain): (Vec<&Figure>, Vec<&Figure>) = figures.iter().copied().partition(|figure| figure.is_time());
    let title = if by.is_empty() { String::new() } else { format!("by {}", by.join(", ")) };
    let compared = is_compared(figures);
    let changes = || compared.then(|| Column::numbers(change::TITLE));
    let mut grids = Vec::new();
    if !plain.is_empty() {
        let mut columns = vec![Column::words(&title), Column::numbers("value")];
        columns.extend(changes());
        columns.extend([
            Column::spans("interval").if_it_fits(),
            Column::numbers("counted").if_it_fits(),
            Column::words(""),
        ]);
        grids.push(Grid { columns, lines: lines(&plain, style, compared, figure_cells), kind: Kind::Figures });
    }
    if !times.is_empty() {
        let mut columns = vec![Column::words(&title), Column::numbers("mean")];
        columns.extend(changes());
        columns.extend([
            Column::spans("interval").if_it_fits(),
            Column::numbers("p50"),
            Column::numbers("p90"),
            Column::numbers("n"),
            Column::words(""),
        ]);
        grids.push(Grid { columns, lines: lines(&times, style, compared, time_cells), kind: Kind::Times });
    }
    // What the section asks first stands first.
    if figures.first().is_some_and(|figure| figure.is_time()) {
        grids.reverse();
    }
    grids
}

/// Whether some of the figures are compared with another period.
pub fn is_compared(figures: &[&Figure]) -> bool {
    figures.iter().any(|figure| figure.rows().any(|row| row.baseline.is_some()))
}

/// Turns a group's row (none = the total) of a figure into the cells after its name, with the change where figures are
/// compared.
type Cells = fn(&Figure, Option<usize>, bool) -> Option<Vec<Cell>>;

fn lines(figures: &[&Figure], style: &Style, compared: bool, cells: Cells) -> Vec<Line> {
    let mut lines = Vec::new();
    for figure in figures {
        if let Some(rest) = cells(figure, None, compared) {
            let cells = std::iter::once(plain(figure.main.name())).chain(rest).collect();
            lines.push(Line { cells, below: explanations(figure, style) });
        }
        for (place, row) in figure.main.groups.iter().enumerate() {
            if let Some(rest) = cells(figure, Some(place), compared) {
                let name = plain(format!("  {}", words::group(row)));
                lines.push(std::iter::once(name).chain(rest).collect::<Vec<_>>().into());
            }
        }
    }
    lines
}

/// What stands under a figure: why it has no value, and its definition where asked for.
fn explanations(figure: &Figure, style: &Style) -> Vec<String> {
    let total = figure.main.total;
    let reason = total.filter(|row| row.value.is_none()).and_then(|row| row.reason.as_deref()).map(words::clean);
    let definition = figure.main.kpi.filter(|_| style.explain).map(|kpi| match kpi.caveat {
        Some(caveat) => format!("{} {caveat}", kpi.doc),
        None => kpi.doc.to_owned(),
    });
    reason.into_iter().chain(definition).collect()
}

fn row_of<'r>(subject: &Subject<'r>, group: Option<usize>) -> Option<&'r Row> {
    match group {
        None => subject.total,
        Some(place) => subject.groups.get(place).copied(),
    }
}

fn figure_cells(figure: &Figure, group: Option<usize>, compared: bool) -> Option<Vec<Cell>> {
    let row = row_of(&figure.main, group)?;
    let mut cells = vec![value(row, group.is_none())];
    cells.extend(compared.then(|| change::cell(row, figure.main.better())));
    cells.extend([faint(words::interval(row)), faint(words::receipt(row)), warning(words::cautions(row))]);
    Some(cells)
}

fn time_cells(figure: &Figure, group: Option<usize>, compared: bool) -> Option<Vec<Cell>> {
    let row = row_of(&figure.main, group)?;
    let beside = |subject: &Option<Subject>| {
        // Rows of the three figures stand in the same order, but only their names are proof.
        let same = |other: &&Row| other.group == row.group;
        let found = subject.as_ref().and_then(|subject| match group {
            None => subject.total,
            Some(place) => {
                subject.groups.get(place).copied().filter(same).or_else(|| subject.groups.iter().copied().find(same))
            }
        });
        found.map_or_else(|| plain(""), |row| value(row, false))
    };
    let mut cells = vec![value(row, group.is_none())];
    cells.extend(compared.then(|| change::cell(row, figure.main.better())));
    cells.extend([
        faint(words::interval(row)),
        beside(&figure.median),
        beside(&figure.p90),
        faint(row.n.map(words::units).unwrap_or_default()),
        warning(words::cautions(row)),
    ]);
    Some(cells)
}

/// A value; the total's is what the reader came for.
fn value(row: &Row, total: bool) -> Cell {
    match (row.value, total) {
        (None, _) => faint(words::value(row)),
        (Some(_), true) => strong(words::value(row)),
        (Some(_), false) => plain(words::value(row)),
    }
}
