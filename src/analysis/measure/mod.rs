//! Measuring: facts of a frame are added up into tallies, by measure and group.
//!
//! A measure is what one or more KPIs share (a mean and its percentiles read the same tally). Not responsible for
//! dividing: that happens once, in `figures`.

mod adding;
mod flags;
mod units;
mod view;

use std::borrow::Cow;

use anyhow::Result;

use adding::Added;
use units::{By, Units};
pub use view::{Look, View};

use super::grouped::Target;
use crate::facts::bits::Bits;
use crate::facts::frame::{Amounts, Flags, MIXTURE};
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

    /// How long a window lasts; none for one that ends with an answer.
    fn waits_for(&self, window: Window) -> Option<Millis> {
        match window {
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

/// Adds the rows that are taken up for one measure. `seen` notes the rows with a unit that has a date.
pub fn measure(measure: &Measure, view: &View, taken: &Bits, seen: Option<&mut Bits>, into: Target) -> Result<()> {
    let always = measure.dated == Dated::AtAsOf;
    let taken = if always { Cow::Borrowed(taken) } else { Cow::Owned(taken.and(view.covered)) };
    let mut work = Work { measure, view, taken: &taken, seen: seen.filter(|_| !always), into };
    let frame = view.frame;
    match measure.adds {
        Adds::Count { of, per } => work.count(frame.flags(of)?, per),
        Adds::Share { of, among, per } => work.share(frame.flags(of)?, frame.flags(among)?, per),
        Adds::Net { plus, minus, per } => work.net(frame.flags(plus)?, frame.flags(minus)?, per),
        Adds::Sum { of, among } => {
            let amounts = frame.amounts(of)?;
            let member = if of == among { amounts.known() } else { &frame.flags(among)?.yes };
            work.sum(amounts, &amounts.known().and(member))
        }
        Adds::Ratio { of, to, per } => work.ratio(frame.amounts(of)?, frame.amounts(to)?, per),
        Adds::Spans { of, among, per } => {
            let spans = frame.amounts(of)?;
            let member = if of == among { spans.known() } else { &frame.flags(among)?.yes };
            work.spans(spans, member, per)
        }
        Adds::Promoters { of } => work.promoters(frame.amounts(of)?),
    }
    Ok(())
}

/// One measure at work on the rows that are taken.
struct Work<'a, 'frame> {
    measure: &'a Measure,
    view: &'a View<'frame>,
    taken: &'a Bits,
    seen: Option<&'a mut Bits>,
    into: Target<'a>,
}

impl Work<'_, '_> {
    /// Those of some rows that are taken.
    fn select(&mut self, rows: &Bits) -> Bits {
        let rows = rows.and(self.taken);
        if let Some(seen) = &mut self.seen {
            seen.add(&rows);
        }
        rows
    }

    fn count(&mut self, has: &Flags, per: Per) {
        let units = self.view.units(By::of(per));
        // A customer is judged by all rows for which the fact is known; anything else is there once one has it.
        let by_all = matches!(per, Per::CustomerThroughout | Per::CustomerAtLast);
        let rows = if by_all { self.select(&has.yes.or(&has.no)) } else { self.select(&has.yes) };
        let of = units.having(Cow::Borrowed(&rows));
        let having = holding(units, &rows, has, per);
        let of = self.keep(units, &rows, &of);
        flags::count(units, &of, &having, &mut self.into);
    }

    fn share(&mut self, has: &Flags, among: &Flags, per: Per) {
        let units = self.view.clusters(By::of(per));
        // A thing has what any of its rows has, but is counted, and waits, by those of the population.
        let rows = if per == Per::Row { self.select(&among.yes) } else { self.select(&among.yes.or(&has.yes)) };
        let members = rows.and(&among.yes);
        let of = units.having(Cow::Borrowed(&members));
        let having = holding(units, &rows, has, per);
        let of = self.keep(units, &members, &of);
        flags::add(units, &of, &having, &mut self.into);
    }

    fn net(&mut self, gains: &Flags, losses: &Flags, per: Per) {
        let units = self.view.units(By::of(per));
        let rows = self.select(&gains.yes.or(&losses.yes));
        let of = units.having(Cow::Borrowed(&rows));
        let gains = units.having(Cow::Owned(rows.and(&gains.yes)));
        let losses = units.having(Cow::Owned(rows.and(&losses.yes)));
        let of = self.keep(units, &rows, &of);
        flags::count(units, &of, &gains, &mut self.into);
        of.and(&losses).ones().for_each(|unit| self.into.of(units.group(unit)).value -= 1);
    }

    /// Those of some units that count: without those that may still change, where these are left out. `rows` tell
    /// which do.
    fn keep<'b>(&mut self, units: &Units, rows: &Bits, of: &'b Bits) -> Cow<'b, Bits> {
        let Some(immature) = self.view.immature(units, rows, self.measure.window) else { return Cow::Borrowed(of) };
        let immature = immature.and(of);
        immature.ones().for_each(|unit| self.into.of(units.group(unit)).immature += 1);
        if self.view.conditions.mature { Cow::Owned(of.but(&immature)) } else { Cow::Borrowed(of) }
    }

    fn sum(&mut self, amounts: Amounts, known: &Bits) {
        let units = self.view.units(if self.view.frame.in_parts { By::Conversation } else { By::Row });
        let rows = self.select(known);
        let having = units.having(Cow::Borrowed(&rows));
        let of = self.keep(units, &rows, &having);
        if units.are_rows() {
            return adding::total(units, &of, |row| (amounts.of(row), amounts.tag(row)), &mut self.into);
        }
        let added = self.added_up(units, &rows, amounts, None);
        adding::total(units, &of, |unit| (added[unit].x, added[unit].tag), &mut self.into);
    }

    fn ratio(&mut self, amounts: Amounts, things: Amounts, per: Per) {
        let units = self.view.clusters(By::of(per));
        let rows = self.select(&amounts.known().or(things.known()));
        if units.are_rows() {
            let of = |row| Some(Added { x: amounts.of(row), y: things.of(row), tag: amounts.tag(row) });
            return self.add_numbers(units, &rows, false, of);
        }
        let added = self.added_up(units, &rows, amounts, Some(things));
        self.add_numbers(units, &rows, false, |unit| Some(added[unit]))
    }

    fn spans(&mut self, spans: Amounts, member: &Bits, per: Per) {
        let units = self.view.clusters(By::of(per));
        let rows = self.select(member);
        if units.are_rows() {
            let known = rows.and(spans.known());
            // Nearly all spans are plain numbers.
            if let Amounts::Numbers(_, numbers) = spans {
                return self
                    .add_numbers(units, &known, true, |row| Some(Added { x: numbers[row], y: 1, tag: Text::NONE }));
            }
            let of = |row| Some(Added { x: spans.of(row), y: 1, tag: spans.tag(row) });
            return self.add_numbers(units, &known, true, of);
        }
        let keys = &self.view.frame.keys;
        let ends = |row: usize| keys[row].at + spans.of(row);
        // Of a unit's spans the one that ends first.
        let mut first: Vec<Option<u32>> = vec![None; units.len()];
        for row in rows.and(spans.known()).ones() {
            let first = &mut first[units.of(row)];
            if first.is_none_or(|before| ends(row) < ends(before as usize)) {
                *first = Some(row as u32);
            }
        }
        self.add_numbers(units, &rows, true, |unit| {
            first[unit].map(|row| Added { x: spans.of(row as usize), y: 1, tag: spans.tag(row as usize) })
        })
    }

    fn promoters(&mut self, points: Amounts) {
        let units = self.view.clusters(By::Customer);
        let rows = self.select(points.known());
        let mut last = vec![0; units.len()];
        rows.ones().for_each(|row| last[units.of(row)] = points.of(row));
        self.add_numbers(units, &rows, false, |unit| Some(Added { x: last[unit], y: 1, tag: Text::NONE }))
    }

    fn add_numbers(&mut self, units: &Units, rows: &Bits, keeps: bool, added: impl Fn(usize) -> Option<Added>) {
        let of = units.having(Cow::Borrowed(rows));
        let Some(immature) = self.view.immature(units, rows, self.measure.window) else {
            return adding::add(units, &of, keeps, added, &mut self.into);
        };
        for unit in immature.and(&of).ones() {
            let counts = added(unit).is_some_and(|added| added.y != 0);
            self.into.of(units.group(unit)).immature += u64::from(counts);
        }
        let of = if self.view.conditions.mature { Cow::Owned(of.but(&immature)) } else { of };
        adding::add(units, &of, keeps, added, &mut self.into);
    }

    /// What the rows of each unit add up to: amounts above, things below. A flag counts one thing a unit.
    fn added_up(&self, units: &Units, rows: &Bits, amounts: Amounts, things: Option<Amounts>) -> Vec<Added> {
        let mut added = vec![Added { x: 0, y: 0, tag: Text::NONE }; units.len()];
        for row in rows.ones() {
            let unit = &mut added[units.of(row)];
            unit.x = unit.x.saturating_add(amounts.of(row));
            unit.y = match things {
                None => 0,
                Some(Amounts::Flags(flags)) => unit.y | i64::from(flags.yes.has(row)),
                Some(things) => unit.y.saturating_add(things.of(row)),
            };
            let tag = amounts.tag(row);
            unit.tag = if unit.tag.is_none() || unit.tag == tag { tag } else { mixed(unit.tag, tag) };
        }
        added
    }
}

/// The units that have what some of their rows have.
fn holding(units: &Units, rows: &Bits, has: &Flags, per: Per) -> Bits {
    let having = || rows.and(&has.yes);
    match per {
        Per::Row | Per::Recipient | Per::Customer | Per::Conversation => {
            units.having(Cow::Owned(having())).into_owned()
        }
        Per::CustomerThroughout => {
            let lacking = units.having(Cow::Owned(rows.but(&has.yes)));
            units.having(Cow::Borrowed(rows)).but(&lacking)
        }
        Per::CustomerAtLast => units.having_at_last(rows, &has.yes),
        Per::CustomerTwice => units.having_two(&having()),
    }
}

/// What two values together are measured in.
fn mixed(one: Text, other: Text) -> Text {
    if other.is_none() { one } else { MIXTURE }
}
