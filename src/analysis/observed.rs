//! What was measured over the inputs: everything that a report, a rule or a comparison is made from.
//!
//! Not responsible for what becomes of it (`assemble`, `breakdowns`).

use anyhow::{Context, Result};

use super::assemble::{self, InputNames};
use super::baseline::Other;
use super::breakdowns;
use super::compute::{self, Measured, Periods};
use super::drawn;
use super::figures::Making;
use super::interval::Confidence;
use super::measure::Conditions;
use super::notes;
use super::plan::Plan;
use super::prepare::{Prepared, prepare};
use super::present::Present;
use crate::kpis::Catalogue;
use crate::report::{InputAccount, Note, Period, Report};
use crate::request::Request;
use crate::settings::Settings;
use crate::sources::load::Loaded;
use crate::tables::intake::Names;
use crate::tables::message::Millis;

/// What was measured, and what stands behind it.
pub struct Observed<'a> {
    /// What was asked, with the breakdowns that charts want.
    pub request: Request,
    /// With which settings.
    pub settings: &'a Settings,
    /// What was planned: which KPIs the data feed, and what others need.
    pub plan: Plan,
    /// What became of the records, and what the whole input knows.
    pub prepared: Prepared,
    /// The tallies.
    pub measured: Measured,
    confidence: Confidence,
    conditions: Conditions,
    inputs: InputNames,
    compared: Option<Compared>,
}

/// The period compared with.
struct Compared {
    bounds: (Millis, Millis),
    present: Present,
    overlaps: bool,
}

/// Measures what is asked over what was loaded.
pub fn observe<'a>(loaded: Loaded, names: &Names, request: &Request, settings: &'a Settings) -> Result<Observed<'a>> {
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
    let bounds = compare.map(|compare| compare.bounds(since, until, latest, request.timezone)).transpose()?;
    let tells = loaded.intake.tells;
    let mut prepared = prepare(loaded, names, settings, request.as_of, until, taps_matter, request.shards)?;
    prepared.world.hours = hours.cloned();
    let mut request = request.clone();
    if request.drawn {
        request.also_by.extend(drawn::cuts(&request, prepared.data));
    }
    let plan = Plan::new(catalogue, &request, &prepared.present, &settings.targets);
    let (since, until) = request.period.bounds(prepared.dated.then_some(prepared.world.as_of));
    let conditions =
        Conditions { since, until, as_of: prepared.world.as_of, mature: request.mature, windows: settings.windows };
    let other = |(since, until)| Conditions { since: Some(since), until: Some(until), ..conditions };
    let periods = Periods { own: conditions, compared: bounds.map(other) };
    let measured = compute::measure_all(&mut prepared, &plan, &periods, &request)?;
    let compared = bounds.map(|bounds| {
        let mut present = prepared.present.clone();
        present.reach_back(Some(bounds.1), &tells, &settings.windows);
        let overlaps = since.is_none_or(|since| since < bounds.1) && until.is_none_or(|until| until > bounds.0);
        Compared { bounds, present, overlaps }
    });
    Ok(Observed { request, settings, plan, prepared, measured, confidence, conditions, inputs, compared })
}

impl Observed<'_> {
    /// The report that was asked for.
    pub fn report(&self) -> Report {
        let mut report = assemble::assemble(self);
        if self.request.drawn {
            report.drawn = drawn::drawn(self);
        }
        breakdowns::show(&self.measured.breakdowns, &self.prepared, &self.conditions, &self.request, &mut report);
        report
    }

    /// What became of the records, by input in order of path.
    pub fn accounts(&self) -> Vec<InputAccount> {
        assemble::accounts(&self.prepared, &self.inputs)
    }

    /// The period that was measured.
    pub fn period(&self) -> Period {
        assemble::period(self)
    }

    /// What the reader should know of what was measured.
    pub fn notes(&self) -> Vec<Note> {
        notes::notes(&self.request, &self.plan, &self.measured, &self.prepared)
    }

    /// What figures are made with besides their tallies.
    pub fn making(&self) -> Making<'_> {
        Making {
            confidence: self.confidence,
            margin: self.settings.money.margin,
            currency: self.settings.money.currency.as_deref(),
            texts: &self.prepared.world.texts,
        }
    }

    /// What was measured in the period compared with, if there is one.
    pub fn other(&self) -> Option<Other<'_>> {
        let (measured, compared) = self.measured.compared.as_deref().zip(self.compared.as_ref())?;
        Some(Other {
            measured,
            present: compared.present.clone(),
            targets: self.settings.targets,
            bounds: compared.bounds,
            overlaps: compared.overlaps,
        })
    }
}
