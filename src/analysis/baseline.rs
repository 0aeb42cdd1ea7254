//! Baselines: each figure beside that of the period compared with, its change, and how likely chance explains it.
//!
//! Periods are compared as independent. Not responsible for finding the other period (`request::compare`) nor for the
//! tests (`testing`).

use chrono_tz::Tz;

use super::compute::Measured;
use super::figures::{Making, figure};
use super::groups::{Key, show_instant};
use super::plan::Plan;
use super::present::Present;
use super::tally::Tally;
use super::testing::{holm, test};
use crate::dimensions::{Axis, Calendar, Dimension};
use crate::facts::Grain;
use crate::kpis::{Dated, Formula, Kpi};
use crate::report::{Baseline, Note, Row};
use crate::settings::Targets;
use crate::tables::message::Millis;

/// What was measured in the period compared with.
pub struct Other<'a> {
    /// The tallies.
    pub measured: &'a Measured,
    /// What the input can tell, seen from the end of that period.
    pub present: Present,
    /// Service levels: some figures need one.
    pub targets: Targets,
    /// Its first instant and the first one after it.
    pub bounds: (Millis, Millis),
    /// Whether it shares instants with the report's period: then nothing is tested.
    pub overlaps: bool,
}

impl Other<'_> {
    /// The baseline of a figure made of these tallies, in a group of a breakdown or (none) in total.
    pub fn baseline(
        &self,
        kpi: &Kpi,
        row: &Row,
        tallies: &[Option<&Tally>],
        measures: &[usize],
        key: Option<(usize, Key)>,
        making: &Making,
    ) -> Baseline {
        let fed = self.present.lacks(kpi, &self.targets).is_none();
        // What stands at as_of is the same in every period, but customers stand as at the period's end.
        let has_period = kpi.dated == Dated::ByUnit || kpi.formula.grain() == Grain::Customer;
        if !fed || !has_period {
            return Baseline::default();
        }
        let others = self.measured.tallies(measures, key);
        let other = figure(kpi, &others, making);
        let currencies_differ = row.currency.is_some() && other.currency.is_some() && row.currency != other.currency;
        let mixed = |(one, other): (&Option<&Tally>, &Option<&Tally>)| {
            one.zip(*other).is_some_and(|(one, other)| one.tag.with(other.tag).is_mixture())
        };
        if currencies_differ || tallies.iter().zip(&others).any(mixed) {
            return Baseline::default();
        }
        let change = row.value.zip(other.value).map(|(value, base)| value - base);
        let sides = match (tallies, &others[..]) {
            ([Some(one)], [Some(other)]) if change.is_some() && !self.overlaps => Some((one, other)),
            _ => None,
        };
        let tested = sides.and_then(|(one, other)| test(kpi, one, other));
        Baseline {
            value: other.value,
            numerator: other.numerator,
            denominator: other.denominator,
            change,
            p: tested.map(|tested| tested.p),
            p_adjusted: None,
        }
    }

    /// What the reader should know about the comparison.
    pub fn notes(&self, rows: &[Row], plan: &Plan, measured: &Measured, timezone: Tz) -> Vec<Note> {
        let tests = rows.iter().filter(|row| p_of(row).is_some()).count();
        let how = match tests {
            _ if self.overlaps => "the periods overlap: changes are not tested".to_owned(),
            0 => "no change can be tested".to_owned(),
            1 => "one change is tested".to_owned(),
            tests => format!("{tests} changes are tested, p_adjusted holds for all of them together (Holm)"),
        };
        let ranked: Vec<&str> = plan
            .kpis
            .iter()
            .filter(|(kpi, _)| matches!(kpi.formula, Formula::Quantile { .. }))
            .filter(|(kpi, _)| rows.iter().any(|row| row.kpi == kpi.id && p_of(row).is_some()))
            .filter(|(_, measures)| [measured, self.measured].iter().any(|side| side.repeats(measures)))
            .map(|(kpi, _)| kpi.id)
            .collect();
        let mut texts = vec![format!("compared with {}; {how}", shown(self.bounds, timezone))];
        if !ranked.is_empty() {
            let ranked = ranked.join(", ");
            texts.push(format!("tested as if no customer had several units (Mann–Whitney): {ranked}"));
        }
        texts.into_iter().map(|text| Note { kpi: None, text }).collect()
    }
}

impl Measured {
    /// The tallies of some measures, in a group of a breakdown or (none) in total.
    pub fn tallies(&self, measures: &[usize], key: Option<(usize, Key)>) -> Vec<Option<&Tally>> {
        let tally = |measure: &usize| match key {
            Some((cut, key)) => self.groups.get(&cut)?.get(*measure, &key),
            None => self.totals.get(measure),
        };
        measures.iter().map(tally).collect()
    }

    /// Whether some customer has several units.
    fn repeats(&self, measures: &[usize]) -> bool {
        self.tallies(measures, None).into_iter().flatten().any(|tally| tally.repeated)
    }
}

fn p_of(row: &Row) -> Option<f64> {
    row.baseline.as_ref()?.p
}

/// Whether groups by a dimension occur in several periods: hours and weekdays do, days and months do not.
pub fn recurs(dimension: &Dimension) -> bool {
    matches!(dimension.axis, Axis::Column(_) | Axis::Calendar(Calendar::Hour | Calendar::Weekday))
}

/// Adjusts the p-values of a report for their number. A row without a baseline gets an empty one: all have the same
/// shape.
pub fn adjust(rows: &mut [Row]) {
    let p_values: Vec<Option<f64>> = rows.iter().map(p_of).collect();
    for (row, p_adjusted) in rows.iter_mut().zip(holm(&p_values)) {
        row.baseline.get_or_insert_default().p_adjusted = p_adjusted;
    }
}

/// A period for people: its days where it holds whole ones.
pub fn shown((since, until): (Millis, Millis), timezone: Tz) -> String {
    let [since, until] = [since, until].map(|at| show_instant(at, timezone));
    let last = show_day_before(&until);
    match (since.split_once("T00:00:00"), last) {
        (Some((first, _)), Some(last)) if first == last => last,
        (Some((first, _)), Some(last)) => format!("{first} to {last}"),
        _ => format!("{since} until {until}"),
    }
}

/// The day that ends with an instant, where one does.
fn show_day_before(instant: &str) -> Option<String> {
    let (day, _) = instant.split_once("T00:00:00")?;
    let day: chrono::NaiveDate = day.parse().ok()?;
    Some(day.pred_opt()?.to_string())
}
