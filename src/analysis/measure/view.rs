//! A frame as all measures of a report see it: which rows the period covers, their units, and which may still change.
//!
//! What several measures look at is found once. Not responsible for what a unit adds.

use std::cell::OnceCell;

use super::Conditions;
use super::units::{By, Units};
use crate::analysis::groups::Groups;
use crate::facts::bits::Bits;
use crate::facts::frame::Frame;
use crate::kpis::Window;

/// A frame under the conditions of a report.
pub struct Look<'a> {
    frame: &'a Frame,
    conditions: &'a Conditions,
    /// The rows inside the period.
    covered: Bits,
    waiting: [OnceCell<Bits>; Window::ALL],
}

impl<'a> Look<'a> {
    /// A look at a frame.
    pub fn new(frame: &'a Frame, conditions: &'a Conditions) -> Look<'a> {
        let covered = match (conditions.since, conditions.until) {
            (None, None) => Bits::all(frame.len()),
            _ => Bits::of(frame.len(), |row| conditions.covers(frame.keys[row].at)),
        };
        Look { frame, conditions, covered, waiting: Default::default() }
    }

    /// The rows that a window has not yet passed for.
    fn waiting(&self, window: Window) -> &Bits {
        self.waiting[window as usize].get_or_init(|| {
            let keys = &self.frame.keys;
            let as_of = self.conditions.as_of;
            match self.conditions.waits_for(window) {
                None => Bits::of(keys.len(), |row| keys[row].open),
                Some(span) => Bits::of(keys.len(), |row| keys[row].at + keys[row].lasted + span > as_of),
            }
        })
    }
}

/// A look at a frame by its groups, or as a whole.
pub struct View<'a> {
    look: &'a Look<'a>,
    pub(super) frame: &'a Frame,
    pub(super) conditions: &'a Conditions,
    /// The rows inside the period.
    pub(super) covered: &'a Bits,
    groups: Option<&'a Groups>,
    units: [OnceCell<Units<'a>>; By::ALL],
    rows: Units<'a>,
}

impl<'a> View<'a> {
    /// The view of a frame; without groups everything is of one.
    pub fn new(look: &'a Look<'a>, groups: Option<&'a Groups>) -> View<'a> {
        let Look { frame, conditions, covered, .. } = look;
        View { look, frame, conditions, covered, groups, units: Default::default(), rows: Units::rows(frame, groups) }
    }

    /// The units, customer by customer and group by group.
    pub(super) fn clusters(&self, by: By) -> &Units<'a> {
        self.units[by as usize].get_or_init(|| Units::new(self.frame, self.groups, by))
    }

    /// The units, in an order that tells nothing: rows need no other numbers then.
    pub(super) fn units(&self, by: By) -> &Units<'a> {
        if by == By::Row { &self.rows } else { self.clusters(by) }
    }

    /// The units that may still change: whose latest row, of these rows, is within the window. None where no row is.
    pub(super) fn immature(&self, units: &Units, rows: &Bits, window: Option<Window>) -> Option<Bits> {
        let waiting = self.look.waiting(window?);
        if !rows.meets(waiting) {
            return None;
        }
        if units.are_rows() {
            return Some(rows.and(waiting));
        }
        let mut latest: Vec<Option<u32>> = vec![None; units.len()];
        for row in rows.ones() {
            let latest = &mut latest[units.of(row)];
            let at = |row: u32| self.frame.keys[row as usize].at;
            // Of rows of one time the last.
            if latest.is_none_or(|before| at(before) <= at(row as u32)) {
                *latest = Some(row as u32);
            }
        }
        Some(Bits::of(units.len(), |unit| latest[unit].is_some_and(|row| waiting.has(row as usize))))
    }
}
