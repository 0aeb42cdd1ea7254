//! Units: the distinct things that rows of a frame belong to, numbered so that those of one customer and group stand
//! together.
//!
//! Such a stretch is a cluster: what one customer adds to a group, for intervals that know that customers repeat. Not
//! responsible for which rows are selected nor for what units add.

use std::borrow::Cow;

use crate::analysis::groups::Groups;
use crate::facts::bits::Bits;
use crate::facts::frame::{Frame, Keys};
use crate::kpis::Per;

/// What tells the units of one customer and group apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Nothing: each row is one.
    Row,
    /// The customer is one.
    Customer,
    /// The campaign.
    Campaign,
    /// The conversation.
    Conversation,
}

impl By {
    /// Every way.
    pub(super) const ALL: usize = 4;

    /// What a KPI counts.
    pub(super) fn of(per: Per) -> By {
        match per {
            Per::Row => By::Row,
            Per::Recipient => By::Campaign,
            Per::Conversation => By::Conversation,
            Per::Customer | Per::CustomerThroughout | Per::CustomerAtLast | Per::CustomerTwice => By::Customer,
        }
    }
}

/// The units of a frame.
pub(super) struct Units<'a> {
    /// The unit of each row; none where each row is one.
    of_row: Option<Vec<u32>>,
    /// The last unit of each cluster.
    pub(super) ends: Cow<'a, Bits>,
    /// The group of each unit; none where all are of one.
    groups: Option<Cow<'a, [u32]>>,
}

impl<'a> Units<'a> {
    /// Rows as units. Their clusters are told only where no groups cut them.
    pub(super) fn rows(frame: &'a Frame, groups: Option<&'a Groups>) -> Units<'a> {
        let groups = groups.map(|groups| Cow::Borrowed(&groups.of_row[..]));
        Units { of_row: None, ends: Cow::Borrowed(&frame.ends), groups }
    }

    /// The units of a frame by groups; without them all are of one.
    pub(super) fn new(frame: &'a Frame, groups: Option<&'a Groups>, by: By) -> Units<'a> {
        if by == By::Row && groups.is_none() {
            return Units::rows(frame, None);
        }
        if let (By::Row, Some(groups)) = (by, groups)
            && let Some(ends) = ends_in_order(frame, &groups.of_row)
        {
            return Units { ends: Cow::Owned(ends), ..Units::rows(frame, Some(groups)) };
        }
        let numbering = match by {
            By::Row => Numbering::of(frame, groups, |row, _| row as u32),
            By::Customer => Numbering::of(frame, groups, |_, _| 0),
            By::Campaign => Numbering::of(frame, groups, |_, keys| keys.campaign.0),
            By::Conversation => Numbering::of(frame, groups, |_, keys| keys.conversation),
        };
        Units {
            of_row: Some(numbering.of_row),
            ends: Cow::Owned(numbering.ends),
            groups: groups.map(|_| Cow::Owned(numbering.groups)),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The unit of a row.
    #[inline]
    pub(super) fn of(&self, row: usize) -> usize {
        self.of_row.as_ref().map_or(row, |of_row| of_row[row] as usize)
    }

    /// The group of a unit.
    #[inline]
    pub(super) fn group(&self, unit: usize) -> usize {
        self.groups.as_ref().map_or(0, |groups| groups[unit] as usize)
    }

    /// Whether each row is a unit, under its own number.
    pub(super) fn are_rows(&self) -> bool {
        self.of_row.is_none()
    }

    /// Whether all units are of one group.
    pub(super) fn are_together(&self) -> bool {
        self.groups.is_none()
    }

    /// The units that any of some rows belongs to.
    pub(super) fn having<'b>(&self, rows: Cow<'b, Bits>) -> Cow<'b, Bits> {
        if self.of_row.is_none() {
            return rows;
        }
        let mut units = Bits::none(self.len());
        rows.ones().for_each(|row| units.set(self.of(row)));
        Cow::Owned(units)
    }

    /// The units that at least two of some rows belong to.
    pub(super) fn having_two(&self, rows: &Bits) -> Bits {
        let (mut one, mut two) = (Bits::none(self.len()), Bits::none(self.len()));
        for unit in rows.ones().map(|row| self.of(row)) {
            if one.has(unit) { two.set(unit) } else { one.set(unit) }
        }
        two
    }

    /// The units of which the last of some rows has something.
    pub(super) fn having_at_last(&self, rows: &Bits, has: &Bits) -> Bits {
        let mut units = Bits::none(self.len());
        rows.ones().for_each(|row| units.put(self.of(row), has.has(row)));
        units
    }
}

/// Units in the making.
struct Numbering {
    of_row: Vec<u32>,
    /// The last of each cluster.
    ends: Bits,
    groups: Vec<u32>,
}

impl Numbering {
    /// Numbers the units of a frame, customer by customer; `key` tells those of one group apart.
    fn of(frame: &Frame, groups: Option<&Groups>, key: impl Fn(usize, &Keys) -> u32) -> Numbering {
        let len = frame.len();
        let mut numbering = Numbering { of_row: vec![0; len], ends: Bits::none(len), groups: Vec::with_capacity(len) };
        // Group, key and row stand one behind the other in one number, which is compared at once.
        let mut keyed: Vec<u128> = Vec::new();
        let mut start = 0;
        for end in frame.ends.ones() {
            keyed.clear();
            keyed.extend(frame.keys[start..=end].iter().zip(start..).map(|(keys, row)| {
                let group = groups.map_or(0, |groups| groups.of_row[row]);
                u128::from(group) << 64 | u128::from(key(row, keys)) << 32 | row as u128
            }));
            if !keyed.is_sorted() {
                keyed.sort_unstable();
            }
            numbering.number(&keyed);
            start = end + 1;
        }
        numbering.ends.cut(numbering.groups.len());
        numbering
    }

    /// Numbers the units of a customer, whose rows stand in order of group and key.
    fn number(&mut self, rows: &[u128]) {
        let mut before = None;
        for &place in rows {
            let (unit, row) = ((place >> 32) as u64, place as u32);
            if before != Some(unit) {
                let group = (unit >> 32) as u32;
                if before.is_some() && self.groups.last() != Some(&group) {
                    self.end_cluster();
                }
                self.groups.push(group);
                before = Some(unit);
            }
            self.of_row[row as usize] = self.groups.len() as u32 - 1;
        }
        self.end_cluster();
    }

    /// The unit before is the last of its cluster.
    fn end_cluster(&mut self) {
        if let Some(last) = self.groups.len().checked_sub(1) {
            self.ends.set(last);
        }
    }
}

/// The last row of each customer's group, where the rows of every customer stand in order of their groups: as they
/// do by day, week or month. Then rows need no other numbers.
fn ends_in_order(frame: &Frame, groups: &[u32]) -> Option<Bits> {
    let mut in_order = true;
    let ends = Bits::of(frame.len(), |row| {
        let next = groups.get(row + 1).copied().unwrap_or_default();
        let is_last = frame.ends.has(row);
        in_order &= is_last || groups[row] <= next;
        is_last || groups[row] != next
    });
    in_order.then_some(ends)
}
