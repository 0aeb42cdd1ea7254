//! Measuring: facts of a frame are added up into tallies, by measure and group.
//!
//! A measure is what one or more KPIs share (a mean and its percentiles read the same tally). Not responsible for
//! dividing: that happens once, in `figures`.

mod adding;
mod view;

use anyhow::Result;

use adding::Adding;
use view::View;

use super::groups::Groups;
use super::tally::Tally;
use crate::facts::frame::{Amounts, Frame, MIXTURE};
use crate::facts::{Fact, Grain};
use crate::kpis::{Dated, Formula, Kpi, Per, Window};
use crate::request::filter::Filter;
use crate::settings::Windows;
use crate::tables::message::Millis;
use crate::tables::texts::Text;

/// What is added up.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Adds {
    Count { of: &'static Fact, per: Per },
    Sum { of: &'static Fact, among: &'static Fact },
    Share { of: &'static Fact, among: &'static Fact, per: Per },
    Ratio { of: &'static Fact, to: &'static Fact, per: Per },
    Spans { of: &'static Fact, among: &'static Fact, per: Per },
    Net { plus: &'static Fact, minus: &'static Fact, per: Per },
    Promoters { of: &'static Fact },
}

/// Something to add up for one or more KPIs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    adds: Adds,
    /// The grain of its facts.
    pub grain: Grain,
    window: Option<Window>,
    dated: Dated,
    filter: Option<&'static Filter>,
}

impl Measure {
    /// Which units count; none = all.
    pub fn filter(&self) -> Option<&'static Filter> {
        self.filter
    }

    /// The measures that a KPI reads: one, or of a quotient two.
    pub fn all_of(kpi: &Kpi) -> Vec<Measure> {
        let parts = kpi.formula.parts().into_iter();
        parts.filter_map(|part| Measure::of(part, kpi)).collect()
    }

    fn of(formula: &Formula, kpi: &Kpi) -> Option<Measure> {
        let adds = match *formula {
            Formula::Count { of, per } => Adds::Count { of, per },
            Formula::Sum { of, among } => Adds::Sum { of, among },
            Formula::Share { of, among, per } => Adds::Share { of, among, per },
            Formula::Ratio { of, to, per } => Adds::Ratio { of, to, per },
            Formula::Mean { of, among, per } | Formula::Quantile { of, among, per, .. } => {
                Adds::Spans { of, among, per }
            }
            Formula::Longest { of } => Adds::Spans { of, among: of, per: Per::Row },
            Formula::Net { plus, minus, per } => Adds::Net { plus, minus, per },
            Formula::Promoters { of } => Adds::Promoters { of },
            // Quotients are made of formulas that are measured, never of quotients.
            Formula::Quotient { .. } | Formula::Return { .. } => return None,
        };
        Some(Measure { adds, grain: formula.grain(), window: kpi.window, dated: kpi.dated, filter: kpi.filter })
    }
}

/// What every frame is measured under.
#[derive(Clone, Copy, Debug)]
pub struct Conditions {
    /// First instant of the period.
    pub since: Option<Millis>,
    /// First instant after it.
    pub until: Option<Millis>,
    /// The moment of looking.
    pub as_of: Millis,
    /// Leave out what may still change.
    pub mature: bool,
    /// How long things may take.
    pub windows: Windows,
}

impl Conditions {
    /// Whether a moment lies in the period.
    pub fn covers(&self, at: Millis) -> bool {
        self.since.is_none_or(|since| at >= since) && self.until.is_none_or(|until| at < until)
    }

    fn waits_for(&self, window: Option<Window>) -> Option<Millis> {
        match window? {
            Window::Reply => Some(self.windows.reply),
            Window::Click => Some(self.windows.click),
            Window::OptOut => Some(self.windows.opt_out),
            Window::Conversion => Some(self.windows.conversion),
            Window::SessionGap => Some(self.windows.session_gap),
            Window::Reopen => Some(self.windows.reopen),
            Window::LateAnswer => None,
        }
    }
}

/// The first and last instant with a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The first.
    pub first: Option<Millis>,
    /// The last.
    pub last: Option<Millis>,
}

impl Extent {
    /// Widens it to cover a moment.
    pub fn see(&mut self, at: Millis) {
        self.merge(Extent { first: Some(at), last: Some(at) });
    }

    /// Widens it to cover another.
    pub fn merge(&mut self, other: Extent) {
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
    }
}

/// A unit's contribution.
#[derive(Clone, Copy)]
struct Unit {
    life: u32,
    group: u32,
    x: i64,
    y: i64,
    tag: Text,
    immature: bool,
}

/// Adds a frame up for one measure: one tally a group, and where the units lie in time.
pub fn measure(
    measure: &Measure,
    frame: &Frame,
    groups: &Groups,
    conditions: &Conditions,
) -> Result<(Vec<Tally>, Extent)> {
    let mut extent = Extent::default();
    let mut adding = Adding::new(groups.keys.len(), conditions.mature);
    let view = View { frame, groups, conditions, measure };
    match measure.adds {
        Adds::Count { of, per } => {
            let has = frame.flags(of)?;
            // A customer is judged by all rows for which the fact is known; anything else is there once one has it.
            let by_all = matches!(per, Per::CustomerThroughout | Per::CustomerAtLast);
            view.each_unit(
                per,
                &mut extent,
                |row| has[row] == 1 || by_all && has[row] == 0,
                |unit, rows| {
                    adding.count(Unit { x: i64::from(holds(per, rows, has)), ..unit });
                },
            );
        }
        Adds::Sum { of, among } => {
            let amounts = frame.amounts(of)?;
            let member = if of == among { None } else { Some(frame.flags(among)?) };
            view.each_unit(
                if frame.in_parts { Per::Conversation } else { Per::Row },
                &mut extent,
                |row| member.is_none_or(|member| member[row] == 1) && amounts.is_known(row),
                |unit, rows| adding.count(Unit { x: sum(amounts, rows), tag: tag(amounts, rows), ..unit }),
            );
        }
        Adds::Share { of, among, per: Per::Row } => {
            let (member, has) = (frame.flags(among)?, frame.flags(of)?);
            view.each_unit(
                Per::Row,
                &mut extent,
                |row| member[row] == 1,
                |unit, rows| {
                    adding.unit(Unit { x: i64::from(has[rows[0] as usize] == 1), ..unit });
                },
            );
        }
        Adds::Share { of, among, per } => {
            let (member, has) = (frame.flags(among)?, frame.flags(of)?);
            view.each_unit(
                per,
                &mut extent,
                |row| member[row] == 1 || has[row] == 1,
                |unit, rows| {
                    // A thing has what any of its rows has, but is counted, and waits, by those of the population.
                    let members = rows.iter().copied().filter(|&row| member[row as usize] == 1);
                    if let Some(latest) = members.max_by_key(|&row| frame.keys[row as usize].at) {
                        let immature = view.is_immature(latest);
                        adding.unit(Unit { x: i64::from(holds(per, rows, has)), immature, ..unit });
                    }
                },
            );
        }
        Adds::Ratio { of, to, per } => {
            let (things, amounts) = (frame.amounts(to)?, frame.amounts(of)?);
            view.each_unit(
                per,
                &mut extent,
                |row| things.is_known(row) || amounts.is_known(row),
                |unit, rows| {
                    let y = match things {
                        Amounts::Flags(_) => i64::from(rows.iter().any(|&row| things.is_known(row as usize))),
                        _ => sum(things, rows),
                    };
                    adding.unit(Unit { x: sum(amounts, rows), y, tag: tag(amounts, rows), ..unit });
                },
            );
        }
        Adds::Spans { of, among, per } => {
            let spans = frame.amounts(of)?;
            let member = if of == among { None } else { Some(frame.flags(among)?) };
            let belongs = |row: usize| member.map_or(spans.is_known(row), |member| member[row] == 1);
            view.each_unit(per, &mut extent, belongs, |unit, rows| {
                let known = rows.iter().map(|&row| row as usize).filter(|&row| spans.is_known(row));
                let ends = known.map(|row| (frame.keys[row].at + spans.of(row), row));
                if let Some((_, row)) = ends.min() {
                    adding.span(Unit { x: spans.of(row), tag: spans.tag(row), ..unit });
                }
            });
        }
        Adds::Promoters { of } => {
            let points = frame.amounts(of)?;
            view.each_unit(
                Per::CustomerAtLast,
                &mut extent,
                |row| points.is_known(row),
                |unit, rows| adding.unit(Unit { x: rows.last().map_or(0, |&row| points.of(row as usize)), ..unit }),
            );
        }
        Adds::Net { plus, minus, per } => {
            let (gains, losses) = (frame.flags(plus)?, frame.flags(minus)?);
            view.each_unit(
                per,
                &mut extent,
                |row| gains[row] == 1 || losses[row] == 1,
                |unit, rows| {
                    let any = |flags: &[u8]| i64::from(rows.iter().any(|&row| flags[row as usize] == 1));
                    adding.count(Unit { x: any(gains) - any(losses), ..unit });
                },
            );
        }
    }
    Ok((adding.finish(), extent))
}

/// What the rows of a unit add up to.
fn sum(amounts: Amounts, rows: &[u32]) -> i64 {
    rows.iter().fold(0, |sum: i64, &row| sum.saturating_add(amounts.of(row as usize)))
}

/// What the rows of a unit are measured in.
fn tag(amounts: Amounts, rows: &[u32]) -> Text {
    let tags = rows.iter().map(|&row| amounts.tag(row as usize)).filter(|tag| !tag.is_none());
    tags.reduce(|one, other| if one == other { one } else { MIXTURE }).unwrap_or_default()
}

/// Whether a unit has what its rows have.
fn holds(per: Per, rows: &[u32], has: &[u8]) -> bool {
    let of = |row: &u32| has[*row as usize] == 1;
    match per {
        Per::CustomerThroughout => rows.iter().all(of),
        Per::CustomerAtLast => rows.last().is_some_and(of),
        Per::CustomerTwice => rows.iter().filter(|row| of(row)).count() >= 2,
        Per::Row | Per::Recipient | Per::Customer | Per::Conversation => rows.iter().any(of),
    }
}
