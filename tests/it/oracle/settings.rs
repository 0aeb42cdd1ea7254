//! What stands in a `wa-kpi.toml`: windows, targets, opening hours, money; and how it is written.

use super::clock::Hours;
use super::rows::SpendRow;
use super::*;
use std::fmt::Write;

/// The windows of kpis.md section 2.
#[derive(Clone, Debug, PartialEq)]
pub struct Windows {
    pub reply: i64,
    pub click: i64,
    pub conversion: i64,
    pub session_gap: i64,
    pub late_answer: i64,
    pub reopen: i64,
    pub opt_out: i64,
    pub retention: i64,
    pub churn: i64,
}

impl Default for Windows {
    fn default() -> Windows {
        Windows {
            reply: 24 * HOUR,
            click: 72 * HOUR,
            conversion: 7 * DAY,
            session_gap: 24 * HOUR,
            late_answer: 7 * DAY,
            reopen: 7 * DAY,
            opt_out: 72 * HOUR,
            retention: 30 * DAY,
            churn: 90 * DAY,
        }
    }
}

/// Times within which we promise to answer or to resolve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets {
    pub first_response: Option<i64>,
    pub response: Option<i64>,
    pub resolution: Option<i64>,
}

/// One line of a rate card.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    pub country: String,
    pub category: String,
    pub price: i64,
    pub currency: String,
    pub valid_from: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    pub windows: Windows,
    pub sla: Targets,
    pub hours: Option<Hours>,
    /// Empty: last-touch.
    pub model: String,
    pub final_steps: Vec<String>,
    /// The report's currency; empty: each amount in its own.
    pub currency: String,
    /// Millionths of `currency` for one unit of another.
    pub rates: Vec<(String, i64)>,
    /// Millionths.
    pub margin: Option<i64>,
    pub spend: Vec<SpendRow>,
    pub rate_card: Vec<Rate>,
}

/// Millionths as decimal text.
pub fn decimal(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let whole = millionths.abs() / 1_000_000;
    let rest = format!("{:06}", millionths.abs() % 1_000_000);
    match rest.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}

/// A span of whole seconds as the settings write it.
fn span(milliseconds: i64) -> String {
    for (size, letter) in [(DAY, "d"), (HOUR, "h"), (MINUTE, "m")] {
        if milliseconds % size == 0 {
            return format!("{}{letter}", milliseconds / size);
        }
    }
    format!("{}s", milliseconds / SECOND)
}

fn date(time: i64) -> String {
    chrono::DateTime::from_timestamp_millis(time).unwrap().format("%Y-%m-%d").to_string()
}

impl Settings {
    /// The settings as a file; `rates.csv` is the name of the rate card beside it.
    pub fn toml(&self) -> String {
        let mut top = String::new();
        if !self.currency.is_empty() {
            writeln!(top, "currency = {:?}", self.currency).unwrap();
        }
        if let Some(margin) = self.margin {
            let text = decimal(margin);
            writeln!(top, "margin = {}", if text.contains('.') { text } else { format!("{text}.0") }).unwrap();
        }
        if !self.rates.is_empty() {
            top.push_str("[rates]\n");
            for (currency, rate) in &self.rates {
                writeln!(top, "{currency} = {}", decimal(*rate)).unwrap();
            }
        }
        top.push_str(&self.spans());
        if let Some(hours) = &self.hours {
            top.push_str(&hours.toml());
        }
        if !self.model.is_empty() {
            writeln!(top, "[attribution]\nmodel = {:?}", self.model).unwrap();
        }
        if !self.final_steps.is_empty() {
            writeln!(top, "[flow]\nfinal_steps = {:?}", self.final_steps).unwrap();
        }
        if !self.rate_card.is_empty() {
            top.push_str("[rate_card]\nfile = \"rates.csv\"\n");
        }
        for row in &self.spend {
            top.push_str("[[spend]]\n");
            if let Some(since) = row.since {
                writeln!(top, "since = {:?}", date(since)).unwrap();
            }
            if let Some(until) = row.until {
                writeln!(top, "until = {:?}", date(until - DAY)).unwrap();
            }
            writeln!(top, "amount = {}\ncurrency = {:?}", decimal(row.amount), row.currency).unwrap();
            for (name, value) in [("campaign", &row.campaign), ("kind", &row.kind)] {
                if !value.is_empty() {
                    writeln!(top, "{name} = {value:?}").unwrap();
                }
            }
        }
        top
    }

    fn spans(&self) -> String {
        let usual = Windows::default();
        let own = &self.windows;
        let windows: String = [
            ("reply", own.reply, usual.reply),
            ("click", own.click, usual.click),
            ("conversion", own.conversion, usual.conversion),
            ("session_gap", own.session_gap, usual.session_gap),
            ("late_answer", own.late_answer, usual.late_answer),
            ("reopen", own.reopen, usual.reopen),
            ("opt_out", own.opt_out, usual.opt_out),
            ("retention", own.retention, usual.retention),
            ("churn", own.churn, usual.churn),
        ]
        .iter()
        .filter(|(_, own, usual)| own != usual)
        .map(|(name, own, _)| format!("{name} = \"{}\"\n", span(*own)))
        .collect();
        let sla = [
            ("first_response", self.sla.first_response),
            ("response", self.sla.response),
            ("resolution", self.sla.resolution),
        ];
        let targets: String = sla
            .iter()
            .filter_map(|(name, target)| target.map(|target| format!("{name} = \"{}\"\n", span(target))))
            .collect();
        let table = |name: &str, lines: String| if lines.is_empty() { lines } else { format!("[{name}]\n{lines}") };
        table("windows", windows) + &table("sla", targets)
    }

    /// The rate card as CSV.
    pub fn rates_csv(&self) -> String {
        let mut lines = "country,category,price,currency,valid_from\n".to_string();
        for rate in &self.rate_card {
            let from = rate.valid_from.map(date).unwrap_or_default();
            let price = decimal(rate.price);
            writeln!(lines, "{},{},{price},{},{from}", rate.country, rate.category, rate.currency).unwrap();
        }
        lines
    }
}
