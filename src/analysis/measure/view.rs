//! A frame as one measure sees it: its units, the distinct things that rows of the selection belong to.
//!
//! Not responsible for what a unit adds.

use super::{Conditions, Extent, Measure, Unit};
use crate::analysis::groups::Groups;
use crate::facts::frame::Frame;
use crate::kpis::{Dated, Per, Window};
use crate::tables::message::Millis;
use crate::tables::texts::Text;

/// A frame as one measure sees it.
pub(super) struct View<'a> {
    /// The rows.
    pub(super) frame: &'a Frame,
    /// The group of each.
    pub(super) groups: &'a Groups,
    /// What is covered, and as of when.
    pub(super) conditions: &'a Conditions,
    /// What is measured.
    pub(super) measure: &'a Measure,
}

impl View<'_> {
    fn unit(&self, row: u32) -> Unit {
        let life = self.frame.keys[row as usize].life;
        Unit { life, group: self.groups.of_row[row as usize], x: 0, y: 1, tag: Text::NONE, immature: false }
    }

    /// Whether a unit whose latest row is `row` may still change.
    pub(super) fn is_immature(&self, row: u32) -> bool {
        match self.measure.window {
            Some(Window::LateAnswer) => self.frame.keys[row as usize].open,
            window => self.conditions.waits_for(window).is_some_and(|window| {
                let keys = &self.frame.keys[row as usize];
                keys.at + keys.lasted + window > self.conditions.as_of
            }),
        }
    }

    /// Calls `take` for every unit of a population inside the period: with the customer, the group and the unit's rows
    /// in order. `extent` is widened to cover them.
    pub(super) fn each_unit(
        &self,
        per: Per,
        extent: &mut Extent,
        member: impl Fn(usize) -> bool,
        mut take: impl FnMut(Unit, &[u32]),
    ) {
        let always = self.measure.dated == Dated::AtAsOf;
        let open = self.conditions.since.is_none() && self.conditions.until.is_none();
        let keys = &self.frame.keys;
        let covered = |row: usize| always || open || self.conditions.covers(keys[row].at);
        let rows = (0..keys.len()).filter(|&row| member(row) && self.groups.takes(row) && covered(row));
        let (mut first, mut last) = (Millis::MAX, Millis::MIN);
        let mut units = Units { view: self, per, life: u32::MAX, keyed: Vec::new(), rows: Vec::new() };
        for row in rows {
            (first, last) = (first.min(keys[row].at), last.max(keys[row].at));
            let row = row as u32;
            if per == Per::Row {
                take(Unit { immature: self.is_immature(row), ..self.unit(row) }, &[row]);
            } else {
                units.add(row, &mut take);
            }
        }
        units.finish(&mut take);
        if !always && first <= last {
            extent.merge(Extent { first: Some(first), last: Some(last) });
        }
    }
}

/// Gathers the rows of one customer into units that are more than a row.
struct Units<'a> {
    view: &'a View<'a>,
    per: Per,
    life: u32,
    keyed: Vec<(u32, u32, u32)>,
    rows: Vec<u32>,
}

impl Units<'_> {
    fn add(&mut self, row: u32, take: &mut impl FnMut(Unit, &[u32])) {
        let keys = &self.view.frame.keys[row as usize];
        if keys.life != self.life {
            self.finish(take);
            self.life = keys.life;
        }
        let key = match self.per {
            Per::Recipient => keys.campaign.0,
            Per::Conversation => keys.conversation,
            _ => 0,
        };
        self.keyed.push((self.view.groups.of_row[row as usize], key, row));
    }

    /// The customer's rows are complete.
    fn finish(&mut self, take: &mut impl FnMut(Unit, &[u32])) {
        let view = self.view;
        self.keyed.sort_unstable();
        for unit in self.keyed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            self.rows.clear();
            self.rows.extend(unit.iter().map(|&(_, _, row)| row));
            let at = |row: u32| view.frame.keys[row as usize].at;
            let latest = self.rows.iter().copied().max_by_key(|&row| at(row)).unwrap_or(unit[0].2);
            take(Unit { immature: view.is_immature(latest), ..view.unit(unit[0].2) }, &self.rows);
        }
        self.keyed.clear();
    }
}
