//! The holdout: what treatment brought beyond what would have come anyway.
//!
//! Every customer of an arm counts once, whatever was delivered, and so does any order in the period, whatever it is
//! attributed to: customers who were left out have no message that an order could belong to. Not responsible for finding
//! the customers (`members`).

use super::contrast::FEWEST_CUSTOMERS;
use super::verdict::{Court, amount};
use super::{Question, Side};
use crate::analysis::interval::{Clusters, Confidence, Interval};
use crate::analysis::testing::clustered::{Side as Sums, clustered_difference, clustered_z};
use crate::analysis::testing::effect::{POWER, smallest_difference, smallest_increase};
use crate::analysis::testing::share::{newcombe, shares};
use crate::analysis::testing::{Part, Test, Tested};
use crate::comparison::{Excess, Incremental, Verdict};
use crate::facts::Kind;
use crate::kpis::Kpi;
use crate::units::{Unit, grouped};

/// That the control is a holdout.
pub struct Holdout {
    /// The figure that tells what an arm cost; none for counts, which tell of conversions only.
    pub spend: Option<&'static Kpi>,
}

/// How sure the difference of two arms is, a customer.
struct Compared {
    interval: Option<Interval>,
    tested: Option<Tested>,
}

impl Holdout {
    /// What every treated arm brought beyond the holdout; nothing is judged yet.
    pub fn excesses(&self, question: &Question, sides: &[Side]) -> Vec<Incremental> {
        let holdout = &sides[question.control];
        let treated = sides.iter().enumerate().filter(|(place, _)| *place != question.control);
        treated.map(|(_, arm)| self.excess(arm, holdout, question.confidence)).collect()
    }

    fn excess(&self, arm: &Side, holdout: &Side, confidence: Confidence) -> Incremental {
        let (ours, theirs) = (arm.members, holdout.members);
        let conversions = [&ours, &theirs].map(|side| Part { successes: side.buyers, n: side.customers });
        let empty = Incremental {
            arm: arm.name.clone(),
            holdout: holdout.name.clone(),
            conversions: of_parts(conversions, confidence),
            revenue: None,
            currency: None,
            spend: None,
            iroas: None,
            iroas_low: None,
            iroas_high: None,
            reason: None,
        };
        let Some(spend) = self.spend else { return empty };
        let tag = ours.tag.with(theirs.tag);
        if tag.is_mixture() {
            let reason = "several currencies: set `currency` and [rates] in wa-kpi.toml to add them";
            return Incremental { reason: Some(reason.to_owned()), ..empty };
        }
        if tag.get().is_none() {
            return Incremental { reason: Some("no order has a value".to_owned()), ..empty };
        }
        let currency = arm.currency.clone().or_else(|| holdout.currency.clone());
        let revenue = of_sums([ours.revenue, theirs.revenue], confidence);
        let found = Incremental { revenue: Some(revenue), currency: currency.clone(), ..empty };
        let cost = (arm.find)(spend).map(|found| found.row);
        let Some((cost, value)) = cost.as_ref().and_then(|row| Some((row, row.value?))) else {
            let reason = cost.and_then(|row| row.reason).unwrap_or_else(|| "no spend is known".to_owned());
            return Incremental { reason: Some(format!("no return: {reason}")), ..found };
        };
        if cost.currency.is_some() && currency.is_some() && cost.currency != currency {
            let reason = "no return: revenue and spend are in different currencies";
            return Incremental { reason: Some(reason.to_owned()), ..found };
        }
        let by = |amount: Option<f64>| amount.filter(|_| value > 0.0).map(|amount| amount / value);
        let revenue = found.revenue.as_ref();
        Incremental {
            spend: Some(value),
            iroas: by(revenue.and_then(|revenue| revenue.incremental)),
            iroas_low: by(revenue.and_then(|revenue| revenue.low)),
            iroas_high: by(revenue.and_then(|revenue| revenue.high)),
            reason: (value <= 0.0).then(|| "no return: nothing was spent".to_owned()),
            ..found
        }
    }
}

fn of_parts([ours, theirs]: [Part; 2], confidence: Confidence) -> Excess {
    let compared = ours
        .share()
        .and(theirs.share())
        .map(|_| Compared { interval: newcombe(ours, theirs, confidence), tested: shares(ours, theirs) });
    let effect = theirs.share().and_then(|share| smallest_increase(share, theirs.n, ours.n, confidence, POWER));
    excess((ours.successes as f64, ours.n), (theirs.successes as f64, theirs.n), compared, effect)
}

fn of_sums([ours, theirs]: [Clusters; 2], confidence: Confidence) -> Excess {
    let scale = Kind::Money.scale();
    let [one, other] = [ours, theirs].map(|clusters| Sums { clusters, is_share: false });
    let compared = ours.ratio().and(theirs.ratio()).map(|_| Compared {
        interval: clustered_difference(&one, &other, confidence).map(|interval| interval.divided_by(scale)),
        tested: clustered_z(&one, &other),
    });
    let error = ours.standard_error().zip(theirs.standard_error()).map(|(one, other)| one.hypot(other) / scale);
    let effect = error.and_then(|error| smallest_difference(error, confidence, POWER));
    let total = |clusters: Clusters| (clusters.x as f64 / scale, clusters.customers);
    excess(total(ours), total(theirs), compared, effect)
}

/// Nothing is concluded yet.
fn excess(ours: (f64, u64), theirs: (f64, u64), compared: Option<Compared>, effect: Option<f64>) -> Excess {
    let customers = ours.1 as f64;
    let interval = compared.as_ref().and_then(|compared| compared.interval);
    let tested = compared.as_ref().and_then(|compared| compared.tested);
    let smallest = effect.map(|effect| effect * customers);
    Excess {
        total: Some(ours.0),
        customers: ours.1,
        holdout_total: Some(theirs.0),
        holdout_customers: theirs.1,
        incremental: compared.as_ref().map(|_| ours.0 - customers * theirs.0 / theirs.1 as f64),
        low: interval.and_then(|interval| interval.low).map(|low| low * customers),
        high: interval.and_then(|interval| interval.high).map(|high| high * customers),
        test: tested.map(|tested| tested.test.name().to_owned()),
        p: tested.map(|tested| tested.p),
        p_adjusted: None,
        smallest_effect: smallest,
        verdict: Verdict::NotTested,
        words: String::new(),
    }
}

/// The tests of an arm, in their order.
pub fn p_values(incremental: &Incremental) -> [Option<f64>; 2] {
    [incremental.conversions.p, incremental.revenue.as_ref().and_then(|revenue| revenue.p)]
}

/// Takes the adjusted p-values, in the same order, and concludes.
pub fn adjust(incremental: &mut Incremental, adjusted: &mut impl Iterator<Item = Option<f64>>, court: Court) {
    let currency = incremental.currency.clone();
    let [conversions, revenue] = [adjusted.next().flatten(), adjusted.next().flatten()];
    conclude(&mut incremental.conversions, conversions, "conversions", court, |value| grouped(value, 0));
    if let Some(excess) = &mut incremental.revenue {
        conclude(excess, revenue, "revenue", court, |value| amount(Unit::Money, currency.as_deref(), value));
    }
}

fn conclude(excess: &mut Excess, adjusted: Option<f64>, what: &str, court: Court, show: impl Fn(f64) -> String) {
    excess.p_adjusted = adjusted;
    let (Some(incremental), Some(adjusted)) = (excess.incremental, adjusted) else {
        excess.verdict = Verdict::TooFew;
        excess.words = "too few customers to tell, or all of them alike".to_owned();
        return;
    };
    let customers = (excess.customers, excess.holdout_customers);
    if customers.0.min(customers.1) < FEWEST_CUSTOMERS && excess.test.as_deref() != Some(Test::Fisher.name()) {
        excess.verdict = Verdict::TooFew;
        excess.words = format!("too few customers to tell ({} and {})", customers.0, customers.1);
        return;
    }
    let bounds = excess.low.zip(excess.high);
    let is_sure = adjusted < court.alpha && bounds.is_none_or(|(low, high)| low > 0.0 || high < 0.0);
    let broken = if court.is_split_broken { "; not to be trusted, the split is broken" } else { "" };
    let total = excess.total.map(&show).unwrap_or_default();
    let span = bounds.map(|(low, high)| format!(" ({} to {})", show(low), show(high))).unwrap_or_default();
    (excess.verdict, excess.words) = match (is_sure, incremental > 0.0) {
        (true, true) => (
            Verdict::Higher,
            format!("{} of {total} {what} would not have come without it{span}{broken}", show(incremental)),
        ),
        (true, false) => (Verdict::Lower, format!("{what} fell by {}{span}{broken}", show(-incremental))),
        (false, _) => {
            let could = excess.smallest_effect.map(|effect| format!("; this sample could have shown {}", show(effect)));
            (Verdict::NoDifference, format!("no incremental {what} found{}", could.unwrap_or_default()))
        }
    };
}
