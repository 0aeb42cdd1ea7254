//! The plan: which KPIs the data can feed, and what has to be measured for them.
//!
//! Not responsible for measuring.

use super::measure::Measure;
use super::present::Present;
use crate::dimensions::Dimension;
use crate::facts::Needs;
use crate::facts::frame::Wanted;
use crate::kpis::{Catalogue, Counted, Formula, Kpi};
use crate::request::Request;
use crate::request::filter::Filter;
use crate::settings::Targets;

/// What is to be measured.
pub struct Plan {
    /// The KPIs that the data can feed, with the measures each reads.
    pub kpis: Vec<(&'static Kpi, Vec<usize>)>,
    /// KPIs asked for that the data cannot feed, with what they need.
    pub unfed: Vec<(&'static Kpi, Needs)>,
    /// The measures, each once.
    pub measures: Vec<Measure>,
    /// What frames are built for.
    pub wanted: Wanted,
    /// All figures of the run.
    pub catalogue: Catalogue,
}

impl Plan {
    /// The plan for a request to data that can tell what is `present`.
    pub fn new(catalogue: Catalogue, request: &Request, present: &Present, targets: &Targets) -> Plan {
        let mut dimensions: Vec<&'static Dimension> = Vec::new();
        let groups = request.cuts().flatten().copied();
        let own = catalogue.iter().filter_map(|kpi| kpi.filter).flat_map(Filter::dimensions);
        for dimension in groups.chain(request.filter_dimensions()).chain(own) {
            if !dimensions.contains(&dimension) {
                dimensions.push(dimension);
            }
        }
        let wanted = Wanted { facts: Vec::new(), dimensions };
        let mut plan = Plan { kpis: Vec::new(), unfed: Vec::new(), measures: Vec::new(), wanted, catalogue };
        for kpi in catalogue.iter().filter(|kpi| request.selection.includes(kpi.id, kpi.section.id())) {
            if let Some(need) = present.lacks(kpi, targets) {
                plan.unfed.push((kpi, need));
                continue;
            }
            let measures = Measure::all_of(kpi).into_iter().map(|wanted| plan.number_of(wanted)).collect();
            plan.kpis.push((kpi, measures));
            for fact in kpi.formula.facts() {
                if !plan.wanted.facts.contains(&fact) {
                    plan.wanted.facts.push(fact);
                }
            }
        }
        plan
    }

    /// Whether some KPI that reads a measure knows all of these dimensions.
    pub fn knows(&self, measure: usize, dimensions: &[&'static Dimension]) -> bool {
        let mut readers = self.kpis.iter().filter(|(_, measures)| measures.contains(&measure));
        readers.any(|(kpi, _)| unknown_dimension(kpi, dimensions).is_none())
    }

    /// The number of a measure, each of which is there once.
    fn number_of(&mut self, wanted: Measure) -> usize {
        let known = self.measures.iter().position(|measure| *measure == wanted);
        known.unwrap_or_else(|| {
            self.measures.push(wanted);
            self.measures.len() - 1
        })
    }
}

impl Present {
    /// The first thing that a KPI needs and the input does not have. Of a quotient each part may come from counts that
    /// somebody else made.
    pub fn lacks(&self, kpi: &Kpi, targets: &Targets) -> Option<Needs> {
        let missing = |formula: &Formula| formula.needs().into_iter().find(|need| !self.feeds(*need, targets));
        match (kpi.counted, &kpi.formula.parts()[..]) {
            (Some(Counted { of, among: Some(among) }), [above, below]) => {
                let of_part = |part, column| missing(part).filter(|_| !self.counts.contains(&column));
                of_part(above, of).or_else(|| of_part(below, among))
            }
            (Some(counted), _) => missing(&kpi.formula).filter(|_| !self.is_counted(counted)),
            (None, _) => missing(&kpi.formula),
        }
    }

    /// Whether the input has what a KPI needs.
    pub fn feeds(&self, need: Needs, targets: &Targets) -> bool {
        match need {
            Needs::Messages => self.messages,
            Needs::States => self.states,
            Needs::Reads => self.reads,
            Needs::Contacts => self.contacts,
            Needs::OptIns => self.opt_ins,
            Needs::Ratings => self.ratings,
            Needs::Conversations => self.conversations,
            Needs::SlaFirstResponse => targets.first_response.is_some(),
            Needs::SlaResponse => targets.response.is_some(),
            Needs::SlaResolution => targets.resolution.is_some(),
            Needs::Resolutions => self.resolutions,
            Needs::Bots => self.bots,
            Needs::Fallbacks => self.fallbacks,
            Needs::Handoffs => self.handoffs,
            Needs::FinalSteps => self.final_steps,
            Needs::FollowUps => self.follow_ups,
            Needs::Orders => self.orders,
            Needs::Costs => self.costs,
            Needs::Billing => self.billing,
            Needs::Surveys => self.surveys,
            Needs::Answers => self.answers,
            Needs::Sentiment => self.sentiment,
            Needs::RetentionVisits => self.retention_visits,
            Needs::RetentionPurchases => self.retention_purchases,
            Needs::ChurnVisits => self.churn_visits,
        }
    }
}

/// Whether a KPI knows all dimensions of a report; else the first that it does not know.
pub fn unknown_dimension(kpi: &Kpi, by: &[&'static Dimension]) -> Option<&'static Dimension> {
    by.iter().copied().find(|dimension| !kpi.knows(dimension))
}
