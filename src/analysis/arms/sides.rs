//! Sides: where arms come from. Groups of a dimension, two periods, two inputs, counts.
//!
//! Not responsible for comparing them.

use std::borrow::Cow;

use anyhow::{Result, bail, ensure};
use chrono_tz::Tz;

use super::{Found, Side};
use crate::analysis::Observed;
use crate::analysis::assemble;
use crate::analysis::baseline::shown;
use crate::analysis::figures::{Making, figure, without_value};
use crate::analysis::groups::{Key, label, show_instant};
use crate::analysis::members::Bought;
use crate::analysis::plan::unknown_dimension;
use crate::analysis::tally::Tally;
use crate::analysis::testing::Part;
use crate::dimensions::{Dimension, NO_VALUE};
use crate::facts::{Grain, Kind, message};
use crate::kpis::{Dated, Formula, Kpi, Per, Section};
use crate::settings::money::NO_CURRENCY;
use crate::suggest;
use crate::units::Unit;

/// Which arms of a dimension are compared.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The arm that the others are compared with, where it is named.
    pub control: Option<String>,
    /// The arm that was left out of the treatment: it is the control.
    pub holdout: Option<String>,
}

impl Wanted {
    fn named(&self) -> Option<&str> {
        self.holdout.as_deref().or(self.control.as_deref())
    }

    /// The place of the control among some arms: the first one unless it is named.
    pub fn control(&self, names: &[String]) -> Result<usize> {
        let Some(wanted) = self.named() else { return Ok(0) };
        let what = if self.holdout.is_some() { "--holdout" } else { "--control" };
        let all = format!("expected one of {}", names.join(", "));
        match names.iter().position(|name| name == wanted) {
            Some(place) => Ok(place),
            None => {
                bail!("{what}: {}", suggest::unknown("arm", wanted, names.iter().map(String::as_str), &all))
            }
        }
    }
}

/// The groups of a dimension, and how many customers stand in none of them.
pub struct Groups<'a> {
    /// The arms.
    pub sides: Vec<Side<'a>>,
    /// Customers of messages without a value, where these are no arm.
    pub without_value: u64,
    /// Customers in several of the arms.
    pub in_several: u64,
}

/// The arms of a dimension: its values; the missing one only where it is asked for by its name.
pub fn of_dimension<'a>(observed: &'a Observed, dimension: &'static Dimension, wanted: &Wanted) -> Result<Groups<'a>> {
    let members = &observed.measured.members;
    let by = observed.request.by.as_slice();
    let all = assemble::groups(observed, 0, by);
    let mut arms: Vec<(String, Key)> =
        all.into_iter().map(|(key, labels)| (labels.into_iter().next().unwrap_or_default(), key)).collect();
    let holdout = wanted.holdout.as_deref();
    // A holdout without messages occurs in no figure.
    for key in members.groups().into_iter().filter(|_| !dimension.is_calendar()) {
        let key = [key, 0, 0];
        let name = label(dimension, key[0], observed.making().texts);
        if !arms.iter().any(|(known, _)| *known == name) {
            arms.push((name, key));
        }
    }
    if holdout == Some(NO_VALUE) && !arms.iter().any(|(name, _)| name == NO_VALUE) {
        arms.push((NO_VALUE.to_owned(), Key::default()));
    }
    if !dimension.is_calendar() {
        arms.sort();
    }
    let is_none = |name: &str| name == NO_VALUE && wanted.named() != Some(NO_VALUE);
    let without_value =
        arms.iter().find(|(name, _)| is_none(name)).map_or(0, |(_, key)| members.of_group(key[0]).customers);
    arms.retain(|(name, _)| !is_none(name));
    let values: Vec<u32> = arms.iter().map(|(_, key)| key[0]).collect();
    ensure_several(&arms, dimension.id, without_value > 0)?;
    let sides = arms.into_iter().map(|(name, key)| {
        let bought = match holdout == Some(NO_VALUE) && name == NO_VALUE {
            true => members.of_none(),
            false => members.of_group(key[0]),
        };
        side(observed, name, bought, Place { key: Some((0, key)), by })
    });
    Ok(Groups { sides: sides.collect(), without_value, in_several: members.in_several(&values) })
}

fn ensure_several(arms: &[(String, Key)], by: &str, are_some_without: bool) -> Result<()> {
    match arms {
        [] => bail!("nothing to compare: no unit has a {by}; `wa-kpi inspect` tells which columns the files have"),
        [(name, _)] if are_some_without => bail!(
            "nothing to compare: {by} has one value only, {name}; --control \"{NO_VALUE}\" compares it with messages \
             without one"
        ),
        [(name, _)] => bail!("nothing to compare: {by} has one value only, {name}; name a dimension with two or more"),
        _ => Ok(()),
    }
}

/// Where in what was measured a side stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    key: Option<(usize, Key)>,
    by: &'a [&'static Dimension],
}

fn side<'a>(observed: &'a Observed, name: String, members: Bought, place: Place<'a>) -> Side<'a> {
    let arm = name.clone();
    Side {
        members,
        currency: currency(observed, members),
        find: Box::new(move |kpi| find(observed, kpi, &arm, place)),
        name,
    }
}

fn currency(observed: &Observed, members: Bought) -> Option<String> {
    let making = observed.making();
    let found = members.tag.get().map(|currency| making.texts.get(currency)).filter(|code| *code != NO_CURRENCY);
    found.or(making.currency).map(str::to_owned)
}

/// A figure in a group, or in total; none where it was not asked for.
fn find<'a>(observed: &'a Observed, kpi: &'static Kpi, arm: &str, place: Place) -> Option<Found<'a>> {
    let Observed { request, plan, measured, .. } = observed;
    let nothing = |reason: &str| Some(unmeasured(kpi, arm, reason));
    if let Some((_, need)) = plan.unfed.iter().find(|(unfed, _)| unfed.id == kpi.id) {
        return nothing(need.reason());
    }
    let (_, measures) = plan.kpis.iter().find(|(fed, _)| fed.id == kpi.id)?;
    if let Some(dimension) = unknown_dimension(kpi, &request.filter_dimensions()) {
        return nothing(&format!("does not know {}", dimension.id));
    }
    if let Some(dimension) = unknown_dimension(kpi, place.by) {
        return nothing(&format!("not by {}", dimension.id));
    }
    Some(made(kpi, arm, measured.tallies(measures, place.key), &observed.making()))
}

fn unmeasured<'a>(kpi: &Kpi, arm: &str, reason: &str) -> Found<'a> {
    Found { arm: arm.to_owned(), row: without_value(kpi, reason), tallies: Vec::new(), measured_in: Vec::new() }
}

fn made<'a>(kpi: &Kpi, arm: &str, tallies: Vec<Option<&'a Tally>>, making: &Making<'a>) -> Found<'a> {
    // A currency is known by its name, which is the same in any input; a scale has a number and no name.
    let is_money = |part: &Formula| part.facts().iter().any(|fact| fact.kind == Kind::Money);
    let measured_in = |(part, tally): (&Formula, &Option<&'a Tally>)| -> Option<Cow<'a, str>> {
        let tag = tally.and_then(|tally| tally.tag.get())?;
        Some(if is_money(part) { making.texts.get(tag).into() } else { tag.0.to_string().into() })
    };
    let measured_in = kpi.formula.parts().into_iter().zip(&tallies).map(measured_in).collect();
    Found { arm: arm.to_owned(), row: figure(kpi, &tallies, making), measured_in, tallies }
}

/// The two periods of a question, the earlier one first; with whether they overlap.
pub fn of_periods<'a>(observed: &'a Observed) -> Result<(Vec<Side<'a>>, bool)> {
    let Some(other) = observed.other() else { bail!("nothing to compare: the input has no time") };
    let as_of = observed.prepared.dated.then_some(observed.prepared.world.as_of);
    let timezone = observed.request.timezone;
    let (since, until) = observed.request.period.bounds(as_of);
    let own = (since.unwrap_or(i64::MIN), named(since, until, timezone));
    let overlaps = other.overlaps;
    let own_members = observed.measured.members.of_group(0);
    let ours = side(observed, own.1, own_members, Place { key: None, by: &[] });
    let (since, until) = other.bounds;
    let name = named(Some(since), Some(until), timezone);
    let members = other.measured.members.of_group(0);
    let arm = name.clone();
    let find = move |kpi: &'static Kpi| {
        let now = find(observed, kpi, &arm, Place { key: None, by: &[] })?;
        let (Some((_, measures)), Some(other)) =
            (observed.plan.kpis.iter().find(|(fed, _)| fed.id == kpi.id), observed.other())
        else {
            return Some(now);
        };
        let has_period = kpi.dated == Dated::ByUnit || kpi.formula.grain() == Grain::Customer;
        if now.tallies.is_empty() {
            return Some(now);
        } else if !has_period {
            return Some(unmeasured(kpi, &arm, "stands at as_of, whatever the period"));
        } else if let Some(need) = other.present.lacks(kpi, &other.targets) {
            return Some(unmeasured(kpi, &arm, need.reason()));
        }
        Some(made(kpi, &arm, other.measured.tallies(measures, None), &observed.making()))
    };
    let before = Side { name, members, currency: currency(observed, members), find: Box::new(find) };
    let sides = if since <= own.0 { vec![before, ours] } else { vec![ours, before] };
    Ok((sides, overlaps))
}

/// A period's name: its days where it holds whole ones, else to the minute.
fn named(since: Option<i64>, until: Option<i64>, timezone: Tz) -> String {
    if let (Some(since), Some(until)) = (since, until)
        && [since, until].iter().all(|at| show_instant(*at, timezone).contains("T00:00:00"))
    {
        return shown((since, until), timezone);
    }
    let minute = |at: i64| show_instant(at, timezone).replace('T', " ").chars().take(16).collect::<String>();
    match (since.map(minute), until.map(minute)) {
        (Some(since), Some(until)) => format!("{since} to {until}"),
        (Some(since), None) => format!("since {since}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "the whole input".to_owned(),
    }
}

/// Inputs that are data sets of their own.
pub fn of_inputs<'a>(inputs: &'a [(String, Observed<'a>)]) -> Vec<Side<'a>> {
    let whole = |(name, observed): &'a (String, Observed<'a>)| {
        let members = observed.measured.members.of_group(0);
        side(observed, name.clone(), members, Place { key: None, by: &[] })
    };
    inputs.iter().map(whole).collect()
}

/// The figure of counts: a share of units that are independent. Its facts are never read.
pub static SHARE: Kpi = Kpi {
    id: "share",
    name: "Share",
    question: "How many of the units have it?",
    section: Section::Own,
    better: None,
    formula: Formula::Share { of: &message::READ, among: &message::DELIVERED, per: Per::Row },
    unit: Unit::Share,
    doc: "Counts as they were given.",
    ..Kpi::SHARE
};

/// An arm told by its counts.
#[derive(Debug)]
pub struct Counted {
    /// Its name.
    pub name: String,
    part: Part,
    tally: Tally,
}

impl Counted {
    /// An arm of so many units, some of which have it.
    pub fn new(name: &str, part: Part) -> Result<Counted> {
        ensure!(part.n > 0, "arm {name} has no units");
        ensure!(part.successes <= part.n, "arm {name} has {} of {}: more than all", part.successes, part.n);
        let tally = Tally { units: part.n, value: part.successes.into(), ..Tally::default() };
        Ok(Counted { name: name.to_owned(), part, tally })
    }
}

/// Arms told by their counts.
pub fn of_counts<'a>(counts: &'a [Counted], making: Making<'a>) -> Vec<Side<'a>> {
    let side = |counted: &'a Counted| Side {
        name: counted.name.clone(),
        members: Bought { customers: counted.part.n, buyers: counted.part.successes, ..Bought::default() },
        currency: None,
        find: Box::new(move |kpi| Some(made(kpi, &counted.name, vec![Some(&counted.tally)], &making))),
    };
    counts.iter().map(side).collect()
}
