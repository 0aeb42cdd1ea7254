//! The naive oracle: the answers that `wa-kpi report` must give, computed a second time in
//! the plainest way, straight from kpis.md. It shares no code with the program.
//!
//! `nasty` invents small data sets, `files` writes them as canonical CSV files; `expected`
//! reads the same rows and says what every KPI must be.

mod aggregates;
mod bot;
pub mod breakdowns;
mod catalogue;
pub mod check;
mod check_breakdowns;
mod clock;
mod condition;
mod consent;
mod conversations;
mod cost;
mod delivery;
mod engagement;
pub mod files;
mod finish;
mod groups;
mod inputs;
mod journey;
mod links;
mod loyalty;
mod measure;
mod measure_money;
mod merge;
mod merge_orders;
mod money;
pub mod nasty;
mod nasty_flow;
mod nasty_orders;
mod nasty_settings;
mod nasty_tables;
mod optout;
mod orders;
mod outcome;
mod random;
mod resolution;
mod resolves;
mod response;
pub mod rows;
pub mod run;
mod satisfaction;
pub mod settings;
mod sheets;
pub mod shuffle;
mod spend;
pub mod story;
mod surveys;
mod touches;
mod units;
pub mod walk;
mod words;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod cases_hours;
#[cfg(test)]
mod cases_money;
#[cfg(test)]
mod cases_solving;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod sums;

pub use catalogue::catalogue;
use chrono_tz::Tz;
use condition::Condition;
use groups::Slice;
use measure::Measured;
pub use rows::*;
use settings::Settings;
use std::collections::BTreeMap;

pub const SECOND: i64 = 1000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// Within this after an opt-out that counts, further ones are the same.
pub const SAME_OPT_OUT: i64 = 72 * HOUR;
pub const GRACE_AFTER_RESOLVE: i64 = 5 * MINUTE;

/// What is asked of the report. Times are milliseconds since 1970; `until` is exclusive.
#[derive(Clone, Debug)]
pub struct Ask {
    pub by: Vec<String>,
    pub since: Option<i64>,
    pub until: Option<i64>,
    pub zone: Tz,
    pub as_of: Option<i64>,
    pub mature: bool,
    /// Durations of the sections response and resolution count open hours only.
    pub business_clock: bool,
    pub condition: Option<Condition>,
    pub settings: Settings,
    /// Sections and ids that are not asked for.
    pub without: Vec<String>,
}

impl Default for Ask {
    fn default() -> Ask {
        Ask {
            by: vec![],
            since: None,
            until: None,
            zone: Tz::UTC,
            as_of: None,
            mature: false,
            business_clock: false,
            condition: None,
            settings: Settings::default(),
            without: vec![],
        }
    }
}

/// One row that the report must hold.
///
/// Where `value` is `None` only that is to be checked. `net_list_growth` has no receipt here,
/// because a count's receipt cannot say a negative number.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    pub kpi: String,
    pub group: BTreeMap<String, Option<String>>,
    pub value: Option<f64>,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    pub n: Option<u64>,
    pub immature: u64,
    pub currency: Option<String>,
}

/// The answers: the totals, and one row for every group that occurs.
pub fn expected(data: &Data, request: &Ask) -> Vec<Expected> {
    let world = story::tell(data, request);
    let catalogue = catalogue(request);
    let mut rows = vec![];

    let total = measure_all(&world, request, &[]);
    for entry in &catalogue {
        let known = request.condition_known_to(entry.family);
        rows.push(row(&total, &entry.kpi, known, BTreeMap::new()));
    }
    if request.by.is_empty() {
        return rows;
    }
    for values in groups::occurring(&world, request) {
        let by: Vec<(String, String)> = request.by.iter().cloned().zip(values).collect();
        let measured = measure_all(&world, request, &by);
        for entry in catalogue.iter().filter(|entry| request.groups_known_to(entry.family)) {
            let group = by.iter().map(|(d, v)| (d.clone(), Some(v.clone()))).collect();
            let known = request.condition_known_to(entry.family);
            rows.push(row(&measured, &entry.kpi, known, group));
        }
    }
    for entry in catalogue.iter().filter(|entry| !request.groups_known_to(entry.family)) {
        let group = request.by.iter().map(|d| (d.clone(), None)).collect();
        rows.push(row(&[], &entry.kpi, false, group));
    }
    rows
}

fn measure_all(world: &story::World, ask: &Ask, by: &[(String, String)]) -> Vec<Measured> {
    let slice = Slice { world, ask, by };
    let mut all = delivery::measure(&slice);
    all.extend(engagement::measure(&slice));
    all.extend(consent::measure(&slice));
    all.extend(conversations::measure(&slice));
    all.extend(response::measure(&slice));
    type Section = fn(&Slice) -> Vec<Measured>;
    let later: [(&str, Section); 7] = [
        ("resolution", resolution::measure),
        ("bot", bot::measure),
        ("journey", journey::measure),
        ("outcome", outcome::measure),
        ("cost", cost::measure),
        ("satisfaction", satisfaction::measure),
        ("loyalty", loyalty::measure),
    ];
    for (section, measure) in later {
        if ask.wants(section) {
            all.extend(measure(&slice));
        }
    }
    all
}

/// A KPI's row; one that does not know a dimension has no value.
fn row(measured: &[Measured], kpi: &str, known: bool, group: BTreeMap<String, Option<String>>) -> Expected {
    let none = Measured::null(kpi);
    let found = match known {
        true => measured.iter().find(|m| m.kpi == kpi).unwrap_or_else(|| panic!("{kpi} unmeasured")),
        false => &none,
    };
    Expected {
        kpi: kpi.to_string(),
        group,
        value: found.value,
        numerator: found.numerator,
        denominator: found.denominator,
        n: found.n,
        immature: found.immature,
        currency: found.currency.clone(),
    }
}
