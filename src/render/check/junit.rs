//! JUnit XML, which CI servers show as tests: a test case for every figure that a rule is asked of.
//!
//! Not responsible for how a figure reads (`words`).

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Renderer, words};
use crate::render::Style;
use crate::render::words::clean;
use crate::verdict::{Judgement, Outcome, RuleVerdict, Verdict};

/// `--format junit`
pub static RENDERER: Renderer =
    Renderer { id: "junit", extension: Some("xml"), doc: "for CI servers, as test cases", render };

const NAME: &str = "wa-kpi check";

fn render(verdict: &Verdict, _: &Style) -> anyhow::Result<Vec<u8>> {
    let mut suite = TestSuite::new(NAME);
    let period = &verdict.period;
    let timezone = Some(period.timezone.clone());
    for (name, value) in
        [("since", &period.since), ("until", &period.until), ("timezone", &timezone), ("as_of", &period.as_of)]
    {
        suite.add_properties(value.iter().map(|value| Property::new(name, value)));
    }
    for rule in &verdict.rules {
        suite.add_test_cases(rule.figures.iter().map(|figure| case(rule, figure)));
    }
    let mut report = Report::new(NAME);
    report.add_test_suite(suite);
    Ok(report.to_string()?.into_bytes())
}

fn case(rule: &RuleVerdict, figure: &Judgement) -> TestCase {
    let sentence = words::sentence(rule, figure);
    let mut status = match figure.outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::Failed => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Outcome::Skipped => TestCaseStatus::skipped(),
    };
    if figure.outcome != Outcome::Passed {
        status.set_message(sentence);
    }
    if figure.outcome == Outcome::Failed {
        status.set_type(if figure.reason.is_none() { "rule" } else { "no value" });
    }
    let group = words::group(figure);
    let name = clean(&rule.rule);
    let mut case = TestCase::new(if group.is_empty() { name } else { format!("{name} [{group}]") }, status);
    case.set_classname(&*rule.subject);
    if let Some(path) = &rule.path {
        case.extra.insert("file".into(), clean(path).into());
        case.extra.insert("line".into(), rule.line.to_string().into());
    }
    case
}
