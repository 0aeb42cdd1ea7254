//! Measuring: facts of a frame are added up into tallies, by measure and group.
//!
//! A measure is what one or more KPIs share (a mean and its percentiles read the same tally). Not responsible for
//! dividing: that happens once, in `figures`.

use anyhow::Result;

use super::groups::Groups;
use super::tally::Tally;
use crate::facts::frame::Frame;
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
            Formula::Mean { of, among, per } | Formula::Quantile { of, among, per, .. } => Adds::Spans { of, among, per },
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
    measure: &Measure, frame: &Frame, groups: &Groups, conditions: &Conditions,
) -> Result<(Vec<Tally>, Extent)> {
    let mut extent = Extent::default();
    let mut adding = Adding::new(groups.keys.len(), conditions.mature);
    let view = View { frame, groups, conditions, measure };
    match measure.adds {
        Adds::Count { of, per } => {
            let population = view.population(&mut extent, view.known(of)?);
            let has = frame.flag(of)?;
            view.each_unit(per, &population, |unit, rows| {
                let holds = holds(per, rows, &has);
                adding.count(Unit { x: i64::from(holds), y: 1, ..unit });
            });
        }
        Adds::Sum { of, among } => {
            let population = view.population(&mut extent, frame.flag(among)?);
            let numbers = frame.numbers(of)?;
            view.each_unit(Per::Row, &population, |unit, rows| {
                let number = numbers[rows[0] as usize].unwrap_or(0);
                adding.count(Unit { x: number, y: 1, ..unit });
            });
        }
        Adds::Share { of, among, per } => {
            let (member, has) = (frame.flag(among)?, frame.flag(of)?);
            let either = member.iter().zip(&has).map(|(member, has)| *member || *has).collect();
            let population = view.population(&mut extent, if per == Per::Row { member.clone() } else { either });
            view.each_unit(per, &population, |unit, rows| {
                // A thing has what any of its rows has, but is counted, and waits, by those of the population.
                let latest = rows.iter().copied().filter(|&row| member[row as usize]).max_by_key(|&row| frame.at[row as usize]);
                if let Some(latest) = latest {
                    let immature = view.is_immature(latest);
                    adding.unit(Unit { x: i64::from(holds(per, rows, &has)), y: 1, immature, ..unit });
                }
            });
        }
        Adds::Ratio { of, to, per } => {
            let population = view.population(&mut extent, frame.flag(to)?);
            let numbers = frame.numbers(of)?;
            view.each_unit(per, &population, |unit, rows| {
                let sum = rows.iter().map(|&row| numbers[row as usize].unwrap_or(0)).sum();
                adding.unit(Unit { x: sum, y: 1, ..unit });
            });
        }
        Adds::Spans { of, among, per } => {
            let spans = frame.numbers(of)?;
            let population = match of == among {
                true => view.population(&mut extent, spans.iter().map(Option::is_some).collect()),
                false => view.population(&mut extent, frame.flag(among)?),
            };
            view.each_unit(per, &population, |unit, rows| {
                let ends = rows.iter().filter_map(|&row| Some((frame.at[row as usize] + spans[row as usize]?, row)));
                if let Some((_, row)) = ends.min() {
                    adding.span(Unit { x: spans[row as usize].unwrap_or(0), y: 1, ..unit });
                }
            });
        }
        Adds::Net { plus, minus, per } => {
            let (gains, losses) = (frame.flag(plus)?, frame.flag(minus)?);
            let either = gains.iter().zip(&losses).map(|(gain, loss)| *gain || *loss).collect();
            let population = view.population(&mut extent, either);
            view.each_unit(per, &population, |unit, rows| {
                let any = |flags: &[bool]| i64::from(rows.iter().any(|&row| flags[row as usize]));
                adding.count(Unit { x: any(&gains) - any(&losses), y: 1, ..unit });
            });
        }
    }
    Ok((adding.finish(), extent))
}

/// Whether a unit has what its rows have.
fn holds(per: Per, rows: &[u32], has: &[bool]) -> bool {
    let of = |row: &u32| has[*row as usize];
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
    /// The rows of a population that lie in the period.
    fn population(&self, extent: &mut Extent, member: Vec<bool>) -> Vec<u32> {
        let always = self.measure.dated == Dated::AtAsOf;
        let open = self.conditions.since.is_none() && self.conditions.until.is_none();
        let covered = |row: usize| always || open || self.conditions.covers(self.frame.at[row]);
        let rows = member.iter().enumerate().filter(|(row, member)| **member && covered(*row));
        let rows: Vec<u32> = rows.map(|(row, _)| row as u32).collect();
        if !always {
            let times = rows.iter().map(|&row| self.frame.at[row as usize]);
            extent.merge(Extent { first: times.clone().min(), last: times.max() });
        }
        rows
    }

    /// The rows for which a fact is known at all; counted per row, only those that have it.
    fn known(&self, fact: &'static Fact) -> Result<Vec<bool>> {
        match self.measure.adds {
            Adds::Count { per: Per::CustomerThroughout | Per::CustomerAtLast, .. } => self.frame.known(fact),
            _ => self.frame.flag(fact),
        }
    }

    fn unit(&self, row: u32) -> Unit {
        Unit { life: self.frame.life[row as usize], group: self.groups.of_row[row as usize], x: 0, y: 0, immature: false }
    }

    /// Whether a unit whose latest row is `row` may still change.
    fn is_immature(&self, row: u32) -> bool {
        match self.measure.window {
            Some(Window::LateAnswer) => self.frame.open.get(row as usize).copied().unwrap_or(false),
            window => self
                .conditions
                .waits_for(window)
                .is_some_and(|window| self.frame.at[row as usize] + window > self.conditions.as_of),
        }
    }

    /// Calls `take` for every unit among the rows: with the customer, the group and the unit's rows in order.
    fn each_unit(&self, per: Per, rows: &[u32], mut take: impl FnMut(Unit, &[u32])) {
        if per == Per::Row {
            for row in rows {
                let unit = Unit { immature: self.is_immature(*row), ..self.unit(*row) };
                take(unit, std::slice::from_ref(row));
            }
            return;
        }
        let key = |row: u32| match per {
            Per::Recipient => self.frame.campaign[row as usize].0,
            Per::Conversation => self.frame.conversation[row as usize],
            _ => 0,
        };
        let mut keyed: Vec<(u32, u32, u32)> = Vec::new();
        let mut of_unit: Vec<u32> = Vec::new();
        for life in rows.chunk_by(|&a, &b| self.frame.life[a as usize] == self.frame.life[b as usize]) {
            keyed.clear();
            keyed.extend(life.iter().map(|&row| (self.groups.of_row[row as usize], key(row), row)));
            keyed.sort_unstable();
            for unit in keyed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
                of_unit.clear();
                of_unit.extend(unit.iter().map(|&(_, _, row)| row));
                let latest = of_unit.iter().copied().max_by_key(|&row| self.frame.at[row as usize]).unwrap_or(unit[0].2);
                take(Unit { immature: self.is_immature(latest), ..self.unit(unit[0].2) }, &of_unit);
            }
        }
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
