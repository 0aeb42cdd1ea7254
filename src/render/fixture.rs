//! Hand-made KPIs and reports for the tests of renderers. The figures are invented.

use super::Style;
use crate::facts::{Fact, Grain, Kind};
use crate::kpis::{Catalogue, Dated, Example, Formula, Kpi, Per, Section};
use crate::report::{Baseline, InputAccount, Note, Period, Report, Row, SCHEMA};
use crate::units::{Better, Unit};

static FACT: Fact = Fact { id: "sent", grain: Grain::Message, kind: Kind::Flag, needs: &[], doc: "outbound" };

const fn kpi(id: &'static str, name: &'static str, section: Section, unit: Unit, headline: bool) -> Kpi {
    Kpi {
        id,
        name,
        question: "Is it so?",
        section,
        unit,
        better: Some(Better::Higher),
        formula: Formula::Count { of: &FACT, per: Per::Row },
        window: None,
        dated: Dated::ByUnit,
        headline,
        doc: "The definition of this figure in full, long enough that it has to go over to a second line on a terminal of 80 columns.",
        caveat: None,
        counted: None,
        filter: None,
        example: Example { given: &[], then: 1.0 },
    }
}

static KPIS: &[Kpi] = &[
    kpi("messages_sent", "Messages sent", Section::Delivery, Unit::Count, true),
    kpi("messages_delivered", "Messages delivered", Section::Delivery, Unit::Count, true),
    kpi("delivery_rate", "Delivery rate", Section::Delivery, Unit::Share, true),
    kpi("failure_rate", "Failure rate", Section::Delivery, Unit::Share, true),
    kpi("messages_pending", "Messages pending", Section::Delivery, Unit::Count, false),
    kpi("open_rate", "Open rate", Section::Delivery, Unit::Share, true),
    kpi("delivery_latency", "Delivery latency", Section::Delivery, Unit::Seconds, true),
    kpi("delivery_latency_p50", "Delivery latency, median", Section::Delivery, Unit::Seconds, true),
    kpi("delivery_latency_p90", "Delivery latency, p90", Section::Delivery, Unit::Seconds, true),
    kpi("reply_rate", "Reply rate", Section::Engagement, Unit::Share, true),
    kpi("messages_per_recipient", "Messages per recipient", Section::Engagement, Unit::Ratio, true),
    kpi("opt_in_rate", "Opt-in rate", Section::Consent, Unit::Share, true),
    kpi("block_rate", "Block rate (a proxy)", Section::Consent, Unit::Share, true),
    kpi("first_response_time", "First response time", Section::Response, Unit::Seconds, true),
    kpi("first_response_time_p50", "First response time, median", Section::Response, Unit::Seconds, true),
    kpi("first_response_time_p90", "First response time, p90", Section::Response, Unit::Seconds, true),
    kpi("first_response_time_agent", "First response time, by an agent", Section::Response, Unit::Seconds, true),
    kpi("first_response_time_agent_p50", "…, median", Section::Response, Unit::Seconds, true),
    kpi("first_response_time_agent_p90", "…, p90", Section::Response, Unit::Seconds, true),
    kpi("longest_response_time", "Longest response time", Section::Response, Unit::Seconds, true),
    kpi("unanswered_rate", "Waits unanswered", Section::Response, Unit::Share, true),
];

/// Where the names of these figures come from.
const CATALOGUE: Catalogue = Catalogue::of(KPIS);

/// A screen of a width, without colours.
pub fn style(width: usize) -> Style {
    Style { width, catalogue: CATALOGUE, ..Style::default() }
}

/// A figure without a receipt.
pub fn row(kpi: &str, unit: &str, value: Option<f64>) -> Row {
    let section = CATALOGUE.get(kpi).map_or("delivery", |kpi| kpi.section.id());
    Row { value, ..Row::nothing(kpi, section, unit) }
}

/// The same figure of a group.
pub fn grouped(row: Row, group: &[(&str, Option<&str>)]) -> Row {
    let group = group.iter().map(|(name, value)| ((*name).to_owned(), value.map(str::to_owned))).collect();
    Row { group, ..row }
}

impl Row {
    /// With the receipt of a share.
    pub fn part(self, numerator: f64, denominator: f64) -> Row {
        let small = denominator < 30.0;
        Row { numerator: Some(numerator), denominator: Some(denominator), n: Some(denominator as u64), small, ..self }
    }

    /// With the receipt of a count.
    pub fn part_of_count(self) -> Row {
        Row { numerator: self.value, n: self.value.map(|value| value as u64), ..self }
    }

    /// With the receipt of a span of time.
    pub fn over(self, n: u64) -> Row {
        Row { n: Some(n), small: n < 30, ..self }
    }

    /// With an interval.
    pub fn between(self, low: f64, high: f64) -> Row {
        Row { low: Some(low), high: Some(high), method: Some("wilson".to_owned()), ..self }
    }

    /// With the change since another period, and its adjusted p-value.
    pub fn changed(self, change: f64, p_adjusted: Option<f64>) -> Row {
        let (value, p) = (self.value.map(|value| value - change), p_adjusted.map(|p| p / 2.0));
        let baseline = Baseline { value, numerator: None, denominator: None, change: Some(change), p, p_adjusted };
        Row { baseline: Some(baseline), ..self }
    }

    fn because(self, reason: &str) -> Row {
        Row { reason: Some(reason.to_owned()), ..self }
    }

    fn immature(self, immature: u64) -> Row {
        Row { immature, ..self }
    }
}

fn time(kpi: &str, n: u64, [mean, p50, p90]: [f64; 3]) -> Vec<Row> {
    vec![
        row(kpi, "seconds", Some(mean)).over(n).between(mean * 0.9, mean * 1.1),
        row(&format!("{kpi}_p50"), "seconds", Some(p50)).over(n).between(p50 * 0.9, p50 * 1.1),
        row(&format!("{kpi}_p90"), "seconds", Some(p90)).over(n),
    ]
}

/// A report of a busy month, without groups.
pub fn october() -> Report {
    let mut rows = vec![
        row("messages_sent", "count", Some(12_412.0)).part_of_count(),
        row("messages_delivered", "count", Some(11_790.0)).part_of_count(),
        row("delivery_rate", "share", Some(0.9499)).part(11_790.0, 12_412.0).between(0.9459, 0.9536).immature(12),
        row("failure_rate", "share", Some(0.0042)).part(52.0, 12_412.0).between(0.0032, 0.0055),
        row("messages_pending", "count", Some(570.0)).part_of_count(),
        row("open_rate", "share", None).because("needs read receipts: no loaded source reports reads"),
    ];
    rows.extend(time("delivery_latency", 11_790, [4.2, 2.0, 9.0]));
    rows.push(row("reply_rate", "share", Some(0.231)).part(2_310.0, 10_000.0).between(0.2229, 0.2394).immature(1_204));
    rows.push(row("messages_per_recipient", "ratio", Some(1.18)).part(11_790.0, 10_000.0).between(1.16, 1.2));
    rows.push(row("opt_in_rate", "share", None).because("needs contacts with consent: a canonical contacts file"));
    rows.push(row("block_rate", "share", Some(0.0833)).part(2.0, 24.0).between(0.0232, 0.2585));
    rows.extend(time("first_response_time", 812, [724.0, 490.0, 1_862.0]));
    rows.extend(time("first_response_time_agent", 640, [5_724.0, 4_490.0, 93_862.0]));
    rows.push(row("longest_response_time", "seconds", Some(190_000.0)).over(812));
    rows.push(row("unanswered_rate", "share", Some(0.041)).part(35.0, 847.0).between(0.0298, 0.0568).immature(9));
    Report {
        schema: SCHEMA,
        period: Period {
            since: Some("2026-10-01T00:00:00+02:00".to_owned()),
            until: Some("2026-11-01T00:00:00+01:00".to_owned()),
            timezone: "Europe/Berlin".to_owned(),
            as_of: Some("2026-10-31T22:59:12Z".to_owned()),
        },
        inputs: vec![
            account("exports/sends-2026-10.csv", "send-log", [12_500, 12_412, 80, 0, 8]),
            account("exports/webhooks-2026-10.jsonl.gz", "meta-webhooks", [61_004, 58_700, 2_300, 4, 0]),
        ],
        by: Vec::new(),
        rows,
        breakdowns: Default::default(),
        drawn: Default::default(),
        notes: vec![
            Note { kpi: Some("open_rate".to_owned()), text: "a lower bound: read receipts can be off".to_owned() },
            Note { kpi: None, text: "exports/readme.txt: nothing recognised it; skipped".to_owned() },
        ],
    }
}

fn account(path: &str, source: &str, [records, used, duplicates, ignored, rejected]: [u64; 5]) -> InputAccount {
    InputAccount { path: path.to_owned(), source: source.to_owned(), records, used, duplicates, ignored, rejected }
}

/// Every figure a tenth larger than in the period before; shares and times hardly by chance, unless they are small.
pub fn compared(mut report: Report) -> Report {
    for row in &mut report.rows {
        let change = row.value.map_or(0.0, |value| value / 11.0);
        let p_adjusted = (row.unit == "share" || row.unit == "seconds").then_some(if row.small { 0.2 } else { 0.01 });
        *row = row.clone().changed(change, p_adjusted);
    }
    report
}

/// The same month by campaign; names with wide letters, emoji and letters that a terminal would obey.
pub fn by_campaign() -> Report {
    let mut report = october();
    report.by = vec!["campaign".to_owned()];
    let names = [("(none)", 1.0), ("春のセール", 0.96), ("spring 🌷👍🏽 sale", 1.02), ("b\u{1b}[31mlack friday", 0.9)];
    let mut rows = Vec::new();
    for row in std::mem::take(&mut report.rows) {
        if row.kpi == "opt_in_rate" {
            rows.push(row.clone());
            let foreign = Row { reason: Some("not by campaign".to_owned()), value: None, ..row };
            rows.push(grouped(foreign, &[("campaign", None)]));
            continue;
        }
        rows.push(row.clone());
        for (place, (name, factor)) in names.iter().enumerate() {
            let scaled = |value: Option<f64>| value.map(|value| value * factor);
            let mut part = grouped(row.clone(), &[("campaign", Some(name))]);
            (part.value, part.low, part.high) = (scaled(row.value), scaled(row.low), scaled(row.high));
            if row.unit == "count" {
                (part.value, part.numerator) = (row.value.map(|value| (value / 4.0).round()), None);
            }
            part.small = place == 3 && row.unit != "count";
            rows.push(part);
        }
    }
    report.rows = rows;
    report
}
