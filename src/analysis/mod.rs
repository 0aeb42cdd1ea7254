//! Measuring: facts become tallies, tallies become figures with receipts and intervals, figures become the report.
//!
//! Not responsible for what a figure means (`kpis`) nor for looks (`render`).

pub mod aggregates;
pub mod assemble;
pub mod baseline;
pub mod breakdowns;
pub mod compute;
mod detail;
pub mod distribution;
pub mod figures;
pub mod grouped;
pub mod groups;
pub mod interval;
pub mod measure;
pub mod notes;
pub mod plan;
pub mod prepare;
pub mod present;
pub mod sieve;
pub mod spending;
pub mod tally;
pub mod testing;

use anyhow::{Context, Result};

use crate::kpis::Catalogue;
use crate::report::Report;
use crate::request::Request;
use crate::settings::Settings;
use crate::sources::load::Loaded;
use crate::tables::intake::Names;
use baseline::Other;
use compute::Periods;
use figures::Making;
use interval::Confidence;
use measure::Conditions;
use plan::Plan;
use prepare::{Prepared, prepare};

/// A computed report and what stands behind it.
pub struct Computed {
    /// The report.
    pub report: Report,
    /// What was planned: which KPIs the data feed, and what others need.
    pub plan: Plan,
    /// What became of the records, and what the whole input knows.
    pub prepared: Prepared,
}

/// Computes the report that is asked for over what was loaded.
pub fn compute(loaded: Loaded, names: &Names, request: &Request, settings: &Settings) -> Result<Computed> {
    let hours = request.clock.hours(settings)?;
    let confidence = Confidence::new(request.confidence).context("the confidence must lie between 0 and 1")?;
    let inputs = loaded.inputs.iter().map(|input| (input.path.clone(), input.source.id)).collect();
    let catalogue = Catalogue::with(settings)?;
    let taps_matter = catalogue
        .iter()
        .any(|kpi| kpi.id == "button_click_rate" && request.selection.includes(kpi.id, kpi.section.id()));
    let latest = request.as_of.or(loaded.intake.latest);
    let (since, until) = request.period.bounds(latest);
    let compare = request.compare.filter(|_| latest.is_some());
    let compared = compare.map(|compare| compare.bounds(since, until, latest, request.timezone)).transpose()?;
    let tells = loaded.intake.tells;
    let mut prepared = prepare(loaded, names, settings, request.as_of, until, taps_matter, request.shards)?;
    prepared.world.hours = hours.cloned();
    let plan = Plan::new(catalogue, request, &prepared.present, &settings.targets);
    let (since, until) = request.period.bounds(prepared.dated.then_some(prepared.world.as_of));
    let conditions =
        Conditions { since, until, as_of: prepared.world.as_of, mature: request.mature, windows: settings.windows };
    let other = |(since, until)| Conditions { since: Some(since), until: Some(until), ..conditions };
    let periods = Periods { own: conditions, compared: compared.map(other) };
    let measured = compute::measure_all(&mut prepared, &plan, &periods, request)?;
    let making = Making {
        confidence,
        margin: settings.money.margin,
        currency: settings.money.currency.as_deref(),
        texts: &prepared.world.texts,
    };
    let other = measured.compared.as_deref().zip(compared).map(|(measured, bounds)| {
        let mut present = prepared.present.clone();
        present.reach_back(Some(bounds.1), &tells, &settings.windows);
        let overlaps = since.is_none_or(|since| since < bounds.1) && until.is_none_or(|until| until > bounds.0);
        Other { measured, present, targets: settings.targets, bounds, overlaps }
    });
    let mut report = assemble::assemble(request, &plan, &measured, other.as_ref(), &prepared, &inputs, &making);
    breakdowns::show(&measured.breakdowns, &prepared, &conditions, request, &mut report);
    Ok(Computed { report, plan, prepared })
}
