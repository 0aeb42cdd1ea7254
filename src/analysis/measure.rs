//! Measuring: facts of a frame are added up into tallies, by measure and group.
//!
//! A measure is what one or more KPIs share (a mean and its percentiles read the same tally). Not responsible for
//! dividing: that happens once, in `figures`.

use anyhow::Result;

use super::groups::Groups;
use super::tally::Tally;
use crate::facts::frame::{Frame, NULL};
use crate::facts::{Fact, Grain};
use crate::kpis::{Dated, Formula, Kpi, Per, Window};
use crate::settings::Windows;
use crate::tables::message::Millis;

/// What is added up.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Adds {
    Count { of: &'static Fact, per: Per },
    Sum { of: &'static Fact, among: &'static Fact },
    Share { of: &'static Fact, among: &'static Fact, per: Per },
    Ratio { of: &'static Fact, to: &'static Fact, per: Per },
    Spans { of: &'static Fact, among: &'static Fact, per: Per },
    Net { plus: &'static Fact, minus: &'static Fact, per: Per },
}

/// Something to add up for one or more KPIs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    adds: Adds,
    /// The grain of its facts.
    pub grain: Grain,
    window: Option<Window>,
    dated: Dated,
}

impl Measure {
    /// The measure that a KPI reads.
    pub fn of(kpi: &Kpi) -> Measure {
        let adds = match kpi.formula {
            Formula::Count { of, per } => Adds::Count { of, per },
            Formula::Sum { of, among } => Adds::Sum { of, among },
            Formula::Share { of, among, per } => Adds::Share { of, among, per },
            Formula::Ratio { of, to, per } => Adds::Ratio { of, to, per },
            Formula::Mean { of, among, per } | Formula::Quantile { of, among, per, .. } => {
                Adds::Spans { of, among, per }
            }
            Formula::Longest { of } => Adds::Spans { of, among: of, per: Per::Row },
            Formula::Net { plus, minus, per } => Adds::Net { plus, minus, per },
        };
        Measure { adds, grain: kpi.formula.grain(), window: kpi.window, dated: kpi.dated }
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
    fn covers(&self, at: Millis) -> bool {
        self.since.is_none_or(|since| at >= since) && self.until.is_none_or(|until| at < until)
    }

    fn waits_for(&self, window: Option<Window>) -> Option<Millis> {
        match window? {
            Window::Reply => Some(self.windows.reply),
            Window::Click => Some(self.windows.click),
            Window::OptOut => Some(self.windows.opt_out),
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
    /// Widens it to cover another.
    pub fn merge(&mut self, other: Extent) {
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
    }
}

/// A unit's contribution.
struct Unit {
    life: u32,
    group: u32,
    x: i64,
    y: i64,
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
            let (member, amounts) = (frame.flags(among)?, frame.amounts(of)?);
            view.each_unit(
                Per::Row,
                &mut extent,
                |row| member[row] == 1,
                |unit, rows| {
                    adding.count(Unit { x: amounts.of(rows[0] as usize), ..unit });
                },
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
            let (member, amounts) = (frame.flags(to)?, frame.amounts(of)?);
            view.each_unit(
                per,
                &mut extent,
                |row| member[row] == 1,
                |unit, rows| {
                    adding.unit(Unit { x: rows.iter().map(|&row| amounts.of(row as usize)).sum(), ..unit });
                },
            );
        }
        Adds::Spans { of, among, per } => {
            let spans = frame.numbers(of)?;
            let member = if of == among { None } else { Some(frame.flags(among)?) };
            let belongs = |row: usize| member.map_or(spans[row] != NULL, |member| member[row] == 1);
            view.each_unit(per, &mut extent, belongs, |unit, rows| {
                let known = rows.iter().filter(|&&row| spans[row as usize] != NULL);
                let ends = known.map(|&row| (frame.keys[row as usize].at + spans[row as usize], row));
                if let Some((_, row)) = ends.min() {
                    adding.span(Unit { x: spans[row as usize], ..unit });
                }
            });
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

/// Whether a unit has what its rows have.
fn holds(per: Per, rows: &[u32], has: &[u8]) -> bool {
    let of = |row: &u32| has[*row as usize] == 1;
    match per {
        Per::CustomerThroughout => rows.iter().all(of),
        Per::CustomerAtLast => rows.last().is_some_and(of),
        Per::Row | Per::Recipient | Per::Customer | Per::Conversation => rows.iter().any(of),
    }
}

/// A frame as one measure sees it.
struct View<'a> {
    frame: &'a Frame,
    groups: &'a Groups,
    conditions: &'a Conditions,
    measure: &'a Measure,
}

impl View<'_> {
    fn unit(&self, row: u32) -> Unit {
        let life = self.frame.keys[row as usize].life;
        Unit { life, group: self.groups.of_row[row as usize], x: 0, y: 1, immature: false }
    }

    /// Whether a unit whose latest row is `row` may still change.
    fn is_immature(&self, row: u32) -> bool {
        match self.measure.window {
            Some(Window::LateAnswer) => self.frame.keys[row as usize].open,
            window => self
                .conditions
                .waits_for(window)
                .is_some_and(|window| self.frame.keys[row as usize].at + window > self.conditions.as_of),
        }
    }

    /// Calls `take` for every unit of a population inside the period: with the customer, the group and the unit's rows
    /// in order. `extent` is widened to cover them.
    fn each_unit(
        &self,
        per: Per,
        extent: &mut Extent,
        member: impl Fn(usize) -> bool,
        mut take: impl FnMut(Unit, &[u32]),
    ) {
        let always = self.measure.dated == Dated::AtAsOf;
        let open = self.conditions.since.is_none() && self.conditions.until.is_none();
        let keys = &self.frame.keys;
        let rows =
            (0..keys.len()).filter(|&row| member(row) && (always || open || self.conditions.covers(keys[row].at)));
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

/// Tallies in the making: the customer at hand is added up before it becomes a cluster.
struct Adding {
    tallies: Vec<Tally>,
    customers: Vec<Option<Customer>>,
    mature: bool,
}

#[derive(Clone, Copy)]
struct Customer {
    life: u32,
    x: i128,
    y: i128,
    units: u32,
}

impl Adding {
    fn new(groups: usize, mature: bool) -> Adding {
        Adding { tallies: (0..groups).map(|_| Tally::default()).collect(), customers: vec![None; groups], mature }
    }

    /// Notes a unit's immaturity; whether it is to be left out.
    fn leaves_out(&mut self, unit: &Unit) -> bool {
        self.tallies[unit.group as usize].immature += u64::from(unit.immature);
        unit.immature && self.mature
    }

    /// Adds to a count or total.
    fn count(&mut self, unit: Unit) {
        if !self.leaves_out(&unit) {
            let tally = &mut self.tallies[unit.group as usize];
            tally.units += 1;
            tally.value += i128::from(unit.x);
        }
    }

    /// Adds a unit of a ratio.
    fn unit(&mut self, unit: Unit) {
        if self.leaves_out(&unit) {
            return;
        }
        let group = unit.group as usize;
        self.tallies[group].units += 1;
        self.tallies[group].value += i128::from(unit.x);
        let (x, y) = (i128::from(unit.x), i128::from(unit.y));
        match &mut self.customers[group] {
            Some(customer) if customer.life == unit.life => {
                customer.x += x;
                customer.y += y;
                customer.units += 1;
            }
            other => {
                let before = other.replace(Customer { life: unit.life, x, y, units: 1 });
                close(&mut self.tallies[group], before);
            }
        }
    }

    /// Adds a unit that is a span.
    fn span(&mut self, unit: Unit) {
        if unit.immature && self.mature {
            return self.unit(unit);
        }
        self.tallies[unit.group as usize].spans.get_or_insert_default().push(unit.x);
        self.unit(unit);
    }

    fn finish(mut self) -> Vec<Tally> {
        for (tally, customer) in self.tallies.iter_mut().zip(self.customers) {
            close(tally, customer);
        }
        self.tallies
    }
}

/// A customer's sums are complete: they become a cluster.
fn close(tally: &mut Tally, customer: Option<Customer>) {
    if let Some(customer) = customer {
        tally.clusters.add(customer.x, customer.y);
        tally.repeated |= customer.units > 1;
    }
}
