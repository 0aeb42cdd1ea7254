//! Contrasts: a figure of one arm against the control's, with intervals, test, and what the sample could have shown.
//!
//! Not responsible for what may be concluded (`verdict`), which depends on all tests of the comparison.

use std::cmp::Ordering;

use super::Found;
use crate::analysis::interval::{Confidence, Interval};
use crate::analysis::tally::Tally;
use crate::analysis::testing::{Test, difference, leaning, quotient, ranks, scale, smallest_effect, test};
use crate::comparison::{Contrast, Verdict};
use crate::kpis::{Formula, Kpi};

/// A contrast that nothing is concluded from yet.
pub struct Open {
    /// The numbers.
    pub contrast: Contrast,
    /// Why there is no test.
    pub untested: Option<String>,
    /// Why a difference that the test finds is none to be told.
    pub doubt: Option<&'static str>,
    /// How many customers the sides have, where the test rests on too few of them.
    pub few_customers: Option<(u64, u64)>,
}

impl Open {
    fn untested(contrast: Contrast, why: impl Into<String>) -> Open {
        Open { contrast, untested: Some(why.into()), doubt: None, few_customers: None }
    }
}

/// Errors over fewer customers than this are themselves too unsure for a normal test.
pub const FEWEST_CUSTOMERS: u64 = 30;

/// An empty contrast.
pub fn nothing() -> Contrast {
    Contrast {
        difference: None,
        low: None,
        high: None,
        ratio: None,
        ratio_low: None,
        ratio_high: None,
        test: None,
        p: None,
        p_adjusted: None,
        p_ranks: None,
        smallest_effect: None,
        verdict: Verdict::NotTested,
        better: None,
        words: String::new(),
    }
}

/// A figure of an arm against that of the control.
pub fn contrast(kpi: &Kpi, arm: &Found, control: &Found, confidence: Confidence) -> Open {
    let untested = |why: String| Open::untested(nothing(), why);
    for found in [arm, control] {
        if found.row.value.is_none() {
            let reason = found.row.reason.as_deref().unwrap_or("nothing to measure");
            return untested(format!("no value for {}: {reason}", found.arm));
        }
    }
    if let Some((one, other)) = arm.measured_otherwise(control) {
        let is_scale = one.bytes().all(|byte| byte.is_ascii_digit());
        return untested(match is_scale {
            true => "scores on different scales are not compared".to_owned(),
            false => format!("{one} is not compared with {other}"),
        });
    }
    let (value, base) = (arm.row.value.unwrap_or_default(), control.row.value.unwrap_or_default());
    let mut found = Contrast {
        difference: Some(value - base),
        ratio: (base > 0.0 && value >= 0.0).then(|| value / base),
        ..nothing()
    };
    let sides = match (&arm.tallies[..], &control.tallies[..]) {
        ([Some(arm)], [Some(control)]) => Some((*arm, *control)),
        _ => None,
    };
    let (Some((this, other)), None) = (sides, reason(kpi, sides)) else {
        return Open::untested(found, reason(kpi, sides).unwrap_or("there is no test for it"));
    };
    fill(&mut found, kpi, (this, other), confidence);
    let customers = (this.clusters.customers, other.clusters.customers);
    let is_clustered = found.test.as_deref() == Some(Test::ClusteredZ.name());
    let few_customers = Some(customers).filter(|(one, other)| is_clustered && *one.min(other) < FEWEST_CUSTOMERS);
    let medians = value.partial_cmp(&base).unwrap_or(Ordering::Equal);
    let doubt = match kpi.formula {
        Formula::Quantile { .. } if this.repeated || other.repeated => Some(
            "ranks differ, but the test takes units of one customer as independent, which may be all there is to it",
        ),
        Formula::Quantile { .. } if leaning(this, other) != Some(medians) => {
            Some("ranks differ, but not the way that medians do")
        }
        _ => None,
    };
    Open { contrast: found, untested: None, doubt, few_customers }
}

fn fill(found: &mut Contrast, kpi: &Kpi, (this, other): (&Tally, &Tally), confidence: Confidence) {
    let scale = scale(kpi);
    let tested = test(kpi, this, other);
    found.p = tested.map(|tested| tested.p);
    found.test = tested.map(|tested| tested.test.name().to_owned());
    if matches!(kpi.formula, Formula::Mean { .. }) {
        found.p_ranks = ranks(this, other).map(|tested| tested.p);
    }
    let clipped = |interval: Interval| match kpi.formula {
        Formula::Share { .. } => interval.clip(-1.0, 1.0),
        _ => interval.divided_by(scale),
    };
    if let Some(interval) = difference(kpi, this, other, confidence).map(clipped) {
        (found.low, found.high) = (interval.low, interval.high);
    }
    if let (Some(interval), Some(_)) = (quotient(kpi, this, other, confidence), found.ratio) {
        (found.ratio_low, found.ratio_high) = (interval.low, interval.high);
    }
    found.smallest_effect = smallest_effect(kpi, this, other, confidence).map(|effect| effect / scale);
}

/// Why a KPI has no test, if it has none.
fn reason(kpi: &Kpi, sides: Option<(&Tally, &Tally)>) -> Option<&'static str> {
    if sides.is_some_and(|(one, other)| one.counted || other.counted) {
        return Some("counts that somebody else made do not tell whose they are");
    }
    match kpi.formula {
        Formula::Count { .. } | Formula::Sum { .. } | Formula::Net { .. } => Some("counts and totals have no test"),
        Formula::Quotient { .. } | Formula::Return { .. } => Some("quotients of totals have no test"),
        Formula::Quantile { percent, .. } if percent != 50 => Some("percentiles but the median have no test"),
        Formula::Longest { .. } => Some("the longest has no test"),
        _ => None,
    }
}

/// Whether a test takes units as independent.
pub fn is_ranked(contrast: &Contrast) -> bool {
    contrast.test.as_deref() == Some(Test::MannWhitney.name())
}
