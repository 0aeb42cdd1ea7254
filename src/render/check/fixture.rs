//! A hand-made verdict for the tests of renderers. The figures are invented.

use crate::report::{InputAccount, Note, Period};
use crate::verdict::{Counts, Judgement, Outcome, RuleVerdict, SCHEMA, Verdict};

/// A figure that is compared with 95 %.
pub fn figure(outcome: Outcome, value: Option<f64>) -> Judgement {
    Judgement {
        group: Vec::new(),
        outcome,
        value,
        bound: Some(0.95),
        baseline: None,
        n: Some(1_200),
        low: None,
        high: None,
        currency: None,
        reason: None,
    }
}

/// A rule with these figures.
pub fn rule(subject: &str, figures: Vec<Judgement>) -> RuleVerdict {
    let counts: Counts = figures.iter().map(|figure| figure.outcome).collect();
    RuleVerdict {
        rule: format!("{subject} >= 95%"),
        path: None,
        line: 1,
        subject: subject.to_owned(),
        comparison: ">=",
        unit: "share".to_owned(),
        of: None,
        by: Vec::new(),
        surely: false,
        outcome: counts.outcome(),
        counts,
        figures,
    }
}

/// A figure of a campaign.
fn of_campaign(campaign: &str, outcome: Outcome, value: Option<f64>) -> Judgement {
    Judgement { group: vec![("campaign".to_owned(), Some(campaign.to_owned()))], ..figure(outcome, value) }
}

/// A verdict with every kind of rule; names with letters that formats would obey.
pub fn verdict() -> Verdict {
    let reason = |figure: Judgement, reason: &str| Judgement { reason: Some(reason.to_owned()), ..figure };
    let interval = |figure: Judgement| Judgement { low: Some(0.9734), high: Some(0.9901), ..figure };
    let mut campaigns = rule(
        "delivery_rate",
        vec![
            of_campaign("50% off: <now>, a|b\n::error::\u{1b}", Outcome::Failed, Some(0.881)),
            of_campaign("春のセール", Outcome::Failed, Some(0.949_96)),
            reason(of_campaign("tea 🌷", Outcome::Skipped, Some(1.0)), "fewer than 100 units"),
            of_campaign("spring", Outcome::Passed, Some(0.96)),
        ],
    );
    campaigns.by = vec!["campaign".to_owned()];
    campaigns.rule = "delivery_rate >= 95% by campaign with n >= 100".to_owned();
    (campaigns.path, campaigns.line) = (Some("shop/wa-kpi.toml".to_owned()), 67);
    let needs = "needs read receipts: no loaded source reports reads";
    let rules = vec![
        rule("reply_rate", vec![interval(figure(Outcome::Passed, Some(0.98)))]),
        campaigns,
        rule("open_rate", vec![reason(Judgement { n: None, ..figure(Outcome::Failed, None) }, needs)]),
        rule("opt_out_rate", vec![reason(figure(Outcome::Skipped, None), "nothing in this selection to measure")]),
    ];
    let counts: Counts = rules.iter().map(|rule| rule.outcome).collect();
    Verdict {
        schema: SCHEMA,
        outcome: counts.outcome(),
        counts,
        period: Period {
            since: Some("2026-10-01T00:00:00+02:00".to_owned()),
            until: Some("2026-11-01T00:00:00+01:00".to_owned()),
            timezone: "Europe/Berlin".to_owned(),
            as_of: Some("2026-10-31T22:59:12Z".to_owned()),
        },
        inputs: vec![InputAccount {
            path: "sends.csv".to_owned(),
            source: "send-log".to_owned(),
            records: 1_300,
            used: 1_200,
            duplicates: 90,
            ignored: 2,
            rejected: 8,
        }],
        rules,
        notes: vec![Note { kpi: None, text: "left out: readme.txt".to_owned() }],
    }
}
