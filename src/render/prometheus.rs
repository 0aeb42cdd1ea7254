//! The text format of Prometheus, for the textfile collector: a gauge per KPI with its groups as labels, and how many
//! units each rests on.
//!
//! Totals have no group labels. There is no period in the labels, so that a series goes on from run to run, and no time
//! beside the values: what moment they are about is a gauge of its own. Not responsible for intervals, baselines and
//! breakdowns (JSON has them).

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::Result;
use chrono::DateTime;

use super::{Renderer, Style};
use crate::report::{Report, Row};
use crate::units::Unit;

/// `--format prometheus`
pub static RENDERER: Renderer = Renderer {
    id: "prometheus",
    extension: "prom",
    doc: "gauges for the textfile collector of Prometheus' node exporter",
    binary: false,
    layouts: false,
    render,
    draws: false,
};

fn render(report: &Report, style: &Style) -> Result<Vec<u8>> {
    let mut text = String::new();
    about(report, &mut text)?;
    for rows in report.rows.chunk_by(|one, other| one.kpi == other.kpi) {
        let name = name(&rows[0]);
        let kpi = style.catalogue.get(&rows[0].kpi);
        let help = kpi.map_or_else(|| rows[0].kpi.clone(), |kpi| format!("{}: {}", kpi.name, kpi.question));
        family(&mut text, &name, &help, rows, |row| row.value)?;
        // Of a count the units are the count.
        if Unit::of(&rows[0].unit) != Some(Unit::Count) {
            let help = format!("Units that {name} rests on.");
            family(&mut text, &format!("wa_kpi_{}_n", words(&rows[0].kpi)), &help, rows, |row| {
                row.n.filter(|_| row.value.is_some()).map(|n| n as f64)
            })?;
        }
    }
    Ok(text.into_bytes())
}

/// What the whole report is about: the moment, and what became of the records.
fn about(report: &Report, text: &mut String) -> Result<()> {
    let as_of = report.period.as_of.as_deref().and_then(|as_of| DateTime::parse_from_rfc3339(as_of).ok());
    if let Some(as_of) = as_of {
        let name = "wa_kpi_as_of_timestamp_seconds";
        begin(
            text,
            name,
            "The moment at which everything is looked at: the latest in the data, unless --as-of names one.",
        )?;
        writeln!(text, "{name} {}", as_of.timestamp())?;
    }
    begin(text, "wa_kpi_records", "Records of the inputs by what became of them.")?;
    let sum = |count: fn(&crate::report::InputAccount) -> u64| report.inputs.iter().map(count).sum::<u64>();
    for (state, count) in [
        ("used", sum(|input| input.used)),
        ("duplicates", sum(|input| input.duplicates)),
        ("ignored", sum(|input| input.ignored)),
        ("rejected", sum(|input| input.rejected)),
    ] {
        writeln!(text, "wa_kpi_records{{state=\"{state}\"}} {count}")?;
    }
    Ok(())
}

/// The gauge of a KPI, with its unit as Prometheus names units.
fn name(row: &Row) -> String {
    let id = words(&row.kpi);
    let suffix = match Unit::of(&row.unit) {
        Some(Unit::Share) => "_ratio",
        Some(Unit::Seconds) => "_seconds",
        _ => "",
    };
    format!("wa_kpi_{}{suffix}", id.strip_suffix(suffix).unwrap_or(&id))
}

/// A name of letters, digits and `_`, which is all that names of metrics and labels may hold.
fn words(id: &str) -> String {
    id.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
}

fn begin(text: &mut String, name: &str, help: &str) -> Result<()> {
    let help = help.replace('\\', "\\\\").replace('\n', "\\n");
    Ok(write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n")?)
}

/// A gauge with the rows that have a value. A series may stand only once: of equal labels the first row counts.
fn family(text: &mut String, name: &str, help: &str, rows: &[Row], value: fn(&Row) -> Option<f64>) -> Result<()> {
    let mut seen = BTreeSet::new();
    let valued = rows.iter().filter_map(|row| Some((labels(row), value(row)?)));
    let lines: Vec<_> = valued.filter(|(labels, _)| seen.insert(labels.clone())).collect();
    if lines.is_empty() {
        return Ok(());
    }
    begin(text, name, help)?;
    lines.into_iter().try_for_each(|(labels, value)| Ok(writeln!(text, "{name}{labels} {value}")?))
}

/// The groups of a row as labels, and the currency of money.
fn labels(row: &Row) -> String {
    let groups = row.group.iter().filter_map(|(name, value)| Some((words(name), value.as_deref()?)));
    let currency = row.currency.as_deref().map(|currency| ("currency".to_owned(), currency));
    let labels: Vec<String> =
        groups.chain(currency).map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
    if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::{self, grouped, row};

    fn text(report: &Report) -> String {
        String::from_utf8(render(report, &Style::default()).unwrap()).unwrap()
    }

    #[test]
    fn a_share_is_a_ratio_a_time_has_seconds_and_money_its_currency() {
        let mut report = fixture::october();
        let mut spend = row("spend", "money", Some(606.09));
        spend.currency = Some("EUR".to_owned());
        report.rows = vec![
            row("delivery_rate", "share", Some(0.95)),
            row("first_response_time_p50", "seconds", Some(646.0)),
            spend,
            row("open_rate", "share", None),
        ];
        let text = text(&report);
        for line in [
            "# HELP wa_kpi_delivery_rate_ratio Delivery rate: Do our messages reach the customer's phone?",
            "# TYPE wa_kpi_delivery_rate_ratio gauge",
            "wa_kpi_delivery_rate_ratio 0.95",
            "wa_kpi_first_response_time_p50_seconds 646",
            "wa_kpi_spend{currency=\"EUR\"} 606.09",
            "wa_kpi_records{state=\"rejected\"} 8",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        assert!(!text.contains("open_rate"), "no value, no series");
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn groups_are_labels_escaped_and_each_series_stands_once() {
        let mut report = fixture::october();
        let of = |name, value| grouped(row("open_rate", "share", Some(value)), &[("campaign", Some(name))]);
        report.rows = vec![row("open_rate", "share", Some(0.5)), of("a \"b\"\\\nc", 0.25), of("x", 0.75), of("x", 1.0)];
        let text = text(&report);
        let series: Vec<&str> = text.lines().filter(|line| line.starts_with("wa_kpi_open_rate_ratio")).collect();
        assert_eq!(
            series,
            [
                "wa_kpi_open_rate_ratio 0.5",
                "wa_kpi_open_rate_ratio{campaign=\"a \\\"b\\\"\\\\\\nc\"} 0.25",
                "wa_kpi_open_rate_ratio{campaign=\"x\"} 0.75",
            ]
        );
    }
}
