//! The naive oracle: the answers that `wa-kpi report` must give, computed a second time in
//! the plainest way, straight from kpis.md. It shares no code with the program.
//!
//! `nasty` invents small data sets, `files` writes them as canonical CSV files; `expected`
//! reads the same rows and says what every KPI of five sections must be.

pub mod check;
mod consent;
mod conversations;
mod delivery;
mod engagement;
pub mod files;
mod finish;
mod groups;
mod links;
mod measure;
mod merge;
pub mod nasty;
mod nasty_tables;
mod optout;
mod random;
mod response;
pub mod rows;
mod run;
pub mod shuffle;
mod story;
mod walk;

#[cfg(test)]
mod cases;

use chrono_tz::Tz;
use groups::{Family, Slice};
use measure::Measured;
pub use rows::*;
use std::collections::BTreeMap;

pub const SECOND: i64 = 1000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// The windows of kpis.md section 2, at their defaults.
pub const REPLY: i64 = 24 * HOUR;
pub const CLICK: i64 = 72 * HOUR;
pub const SESSION_GAP: i64 = 24 * HOUR;
pub const LATE_ANSWER: i64 = 7 * DAY;
pub const OPT_OUT: i64 = 72 * HOUR;
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
}

impl Default for Ask {
    fn default() -> Ask {
        Ask { by: vec![], since: None, until: None, zone: Tz::UTC, as_of: None, mature: false }
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
}

/// Every id of the five sections with the family of its dimensions, in the catalogue's order.
pub fn catalogue() -> Vec<(String, Family)> {
    let mut ids: Vec<(String, Family)> = vec![];
    let mut add = |list: &[&str], family: Family| {
        for id in list {
            match id.strip_suffix('*') {
                Some(stem) => {
                    for tail in ["", "_p50", "_p90"] {
                        ids.push((format!("{stem}{tail}"), family));
                    }
                }
                None => ids.push((id.to_string(), family)),
            }
        }
    };
    add(delivery::IDS, Family::Message);
    add(engagement::IDS, Family::Message);
    add(consent::IDS, Family::Message);
    add(conversations::IDS, Family::Conversation);
    add(response::IDS, Family::Wait);
    for (id, family) in &mut ids {
        match id.as_str() {
            "opt_in_rate" => *family = Family::Customer,
            "open_waits" => *family = Family::OpenWait,
            _ => {}
        }
    }
    ids
}

/// The answers: the totals, and one row for every group that occurs.
pub fn expected(data: &Data, request: &Ask) -> Vec<Expected> {
    let world = story::tell(data, request);
    let catalogue = catalogue();
    let mut rows = vec![];

    let total = measure_all(&world, request, &[]);
    for (id, _) in &catalogue {
        rows.push(row(&total, id, BTreeMap::new()));
    }
    if request.by.is_empty() {
        return rows;
    }
    for values in groups::occurring(&world, request) {
        let by: Vec<(String, String)> = request.by.iter().cloned().zip(values).collect();
        let measured = measure_all(&world, request, &by);
        for (id, family) in &catalogue {
            if request.by.iter().all(|dimension| family.knows(dimension)) {
                let group = by.iter().map(|(d, v)| (d.clone(), Some(v.clone()))).collect();
                rows.push(row(&measured, id, group));
            }
        }
    }
    for (id, family) in &catalogue {
        if !request.by.iter().all(|dimension| family.knows(dimension)) {
            let group = request.by.iter().map(|d| (d.clone(), None)).collect();
            rows.push(row(&[Measured::null(id)], id, group));
        }
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
    all
}

fn row(measured: &[Measured], id: &str, group: BTreeMap<String, Option<String>>) -> Expected {
    let found = measured.iter().find(|m| m.kpi == id).unwrap_or_else(|| panic!("{id} unmeasured"));
    Expected {
        kpi: id.to_string(),
        group,
        value: found.value,
        numerator: found.numerator,
        denominator: found.denominator,
        n: found.n,
        immature: found.immature,
    }
}
