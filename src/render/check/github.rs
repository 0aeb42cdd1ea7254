//! Annotations of GitHub Actions: a workflow command for each rule that failed or was skipped, and for the step's
//! summary a table in Markdown.
//!
//! Not responsible for where the summary is written (`commands`) nor for how a figure reads (`words`).

use super::{Renderer, words};
use crate::render::Style;
use crate::render::words as letters;
use crate::verdict::{Judgement, Outcome, RuleVerdict, Verdict};

/// `--format github`
pub static RENDERER: Renderer =
    Renderer { id: "github", extension: None, doc: "annotations of GitHub Actions, and the step's summary", render };

/// More figures of a rule than these are only counted.
const SHOWN: usize = 10;

fn render(verdict: &Verdict, _: &Style) -> anyhow::Result<Vec<u8>> {
    let mut lines: Vec<String> = verdict.rules.iter().filter_map(annotation).collect();
    lines.push(command("notice", "wa-kpi check", None, &words::total(&verdict.counts)));
    Ok(lines.concat().into_bytes())
}

/// What a rule is annotated with, unless it passed.
fn annotation(rule: &RuleVerdict) -> Option<String> {
    let level = match rule.outcome {
        Outcome::Passed => return None,
        Outcome::Failed => "error",
        Outcome::Skipped => "warning",
    };
    let told: Vec<&Judgement> = rule.figures.iter().filter(|figure| figure.outcome == rule.outcome).collect();
    let mut sentences: Vec<String> = told.iter().take(SHOWN).map(|figure| words::sentence(rule, figure)).collect();
    if told.len() > SHOWN {
        sentences.push(more(told.len() - SHOWN, rule.outcome));
    }
    let title = format!("{} {}", letters::clean(&rule.rule), rule.outcome.id());
    let place = rule.path.as_deref().map(|path| (path, rule.line));
    Some(command(level, &title, place, &sentences.join("\n")))
}

fn more(count: usize, outcome: Outcome) -> String {
    format!("{} more {}; --format json lists them", letters::units(count as u64), outcome.id())
}

/// A workflow command, at a line of a file.
fn command(level: &str, title: &str, place: Option<(&str, usize)>, message: &str) -> String {
    let place = place.map(|(path, line)| format!(",file={},line={line}", property(path))).unwrap_or_default();
    format!("::{level} title={}{place}::{}\n", property(title), data(message))
}

/// A message in which nothing ends the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property in which nothing ends the property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The verdict in Markdown, for the summary of a step.
pub fn summary(verdict: &Verdict) -> String {
    let mut lines = vec![
        format!("### wa-kpi check: {}", words::total(&verdict.counts)),
        String::new(),
        markdown(&letters::period(&verdict.period)),
        String::new(),
        "| | rule | value | n | interval |".to_owned(),
        "|---|---|--:|--:|--:|".to_owned(),
    ];
    let mut rules: Vec<&RuleVerdict> = verdict.rules.iter().collect();
    rules.sort_by_key(|rule| rule.outcome);
    for rule in rules {
        let text = format!("`{}`", letters::clean(&rule.rule).replace('`', "'").replace('|', "\\|"));
        let groups = words::groups(rule);
        if groups.is_empty() {
            lines.extend(rule.figures.iter().map(|figure| row(rule, figure, rule.outcome.id(), &text)));
            continue;
        }
        lines.push(format!("| {} | {text}<br>{groups} | | | |", rule.outcome.id()));
        let failed: Vec<&Judgement> = rule.figures.iter().filter(|figure| figure.outcome == Outcome::Failed).collect();
        let shown = failed.iter().take(SHOWN);
        lines.extend(shown.map(|figure| row(rule, figure, "", &markdown(&words::group(figure)))));
        if failed.len() > SHOWN {
            lines.push(format!("| | {} | | | |", more(failed.len() - SHOWN, Outcome::Failed)));
        }
    }
    lines.extend(verdict.notes.iter().map(|note| format!("\n{}", markdown(&letters::clean(&note.text)))));
    lines.iter().map(|line| format!("{line}\n")).collect::<String>() + "\n"
}

fn row(rule: &RuleVerdict, figure: &Judgement, outcome: &str, name: &str) -> String {
    let reason = figure.reason.as_ref().map(|reason| format!("<br>{}", markdown(&letters::clean(reason))));
    let (value, interval) = (words::value(rule, figure), words::interval(rule, figure));
    let n = words::n(rule, figure);
    format!("| {outcome} | {name}{} | {value} | {n} | {interval} |", reason.unwrap_or_default())
}

/// A text in which no letter has a meaning.
fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => safe.extend(['\\', letter]),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::check::fixture;

    #[test]
    fn nothing_in_a_name_ends_a_command_or_a_property() {
        let text = String::from_utf8(render(&fixture::verdict(), &Style::default()).unwrap()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4, "{text}");
        assert!(lines[0].starts_with("::error title=delivery_rate >= 95%25 by campaign with n >= 100 failed,file=shop/wa-kpi.toml,line=67::delivery_rate of campaign 50%25 off: <now>, a|b\u{FFFD}::error::\u{FFFD} is 88.1%25"), "{text}");
        assert!(lines[0].contains("%0Adelivery_rate of campaign 春のセール is 94.996%25"), "{text}");
        assert!(lines[2].starts_with("::warning title=opt_out_rate >= 95%25 skipped::"), "{text}");
        assert_eq!(lines[3], "::notice title=wa-kpi check::4 rules: 2 failed, 1 skipped, 1 passed");
        assert_eq!(property("a:b,c%d\r\n"), "a%3Ab%2Cc%25d%0D%0A");
    }

    #[test]
    fn the_summary_is_a_table_that_no_name_breaks() {
        let summary = summary(&fixture::verdict());
        let rows: Vec<&str> = summary.lines().filter(|line| line.starts_with('|')).collect();
        let bars = |row: &&str| row.replace("\\|", "").matches('|').count();
        assert!(rows.iter().all(|row| bars(row) == 6), "{summary}");
        assert!(
            rows[2].starts_with("| failed | `delivery_rate >= 95% by campaign with n >= 100`<br>2 of 4"),
            "{summary}"
        );
        assert!(summary.contains("50% off: &lt;now>, a\\|b"), "{summary}");
    }
}
