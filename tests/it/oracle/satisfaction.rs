//! Section *satisfaction*: are they happy?

use super::groups::Slice;
use super::measure::{Measured, share};
use super::story::{Message, World};
use super::surveys::Survey;
use super::words;
use std::collections::{BTreeMap, BTreeSet};

pub const IDS: &[&str] = &["csat", "csat_mean", "survey_response_rate", "nps", "ces", "sentiment"];

const MILLION: f64 = 1e6;

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let valid = |kind: &str| -> Vec<(&Survey, i64)> {
        world
            .surveys
            .iter()
            .filter(|survey| survey.kind == kind)
            .filter_map(|survey| Some((survey, survey.valid_score()?)))
            .filter(|(survey, _)| slice.holds(&survey.dimensions, survey.at.unwrap()))
            .collect()
    };
    let satisfied = |survey: &Survey, score: i64| {
        let (low, high) = survey.scale;
        4 * score >= 4 * low * 1_000_000 + 3 * (high - low) * 1_000_000
    };
    let csat = valid("csat");
    let units: Vec<_> = csat.iter().map(|(survey, score)| (satisfied(survey, *score), false)).collect();
    let scales: BTreeSet<(i64, i64)> = csat.iter().map(|(survey, _)| survey.scale).collect();
    let sent: Vec<_> = world
        .surveys
        .iter()
        .filter(|survey| survey.listed && survey.sent.is_some_and(|sent| slice.holds(&survey.dimensions, sent)))
        .map(|survey| (survey.at.is_some(), false))
        .collect();

    let all = vec![
        share("csat", &units, false),
        mean("csat_mean", &csat).unless(scales.len() > 1),
        share("survey_response_rate", &sent, false).unless(!world.surveys.iter().any(|survey| survey.listed)),
        nps(&valid("nps")),
        mean("ces", &valid("ces")),
    ];
    let mut all: Vec<Measured> = all.into_iter().map(|measured| measured.unless(!world.known.surveys)).collect();
    all.push(sentiment(slice));
    all
}

fn mean(kpi: &str, answers: &[(&Survey, i64)]) -> Measured {
    let sum = answers.iter().map(|(_, score)| score).sum::<i64>() as f64 / MILLION;
    let n = answers.len();
    Measured {
        value: if n == 0 { None } else { Some(sum / n as f64) },
        numerator: Some(sum),
        denominator: Some(n as f64),
        n: Some(n as u64),
        ..Measured::null(kpi)
    }
}

/// Of each customer the latest answer of the selection.
fn nps(answers: &[(&Survey, i64)]) -> Measured {
    let mut latest: BTreeMap<usize, (&Survey, i64)> = BTreeMap::new();
    for (survey, score) in answers {
        let Some(customer) = survey.customer else { continue };
        let later = |known: &(&Survey, i64)| (known.0.at, &known.0.id) < (survey.at, &survey.id);
        if latest.get(&customer).is_none_or(later) {
            latest.insert(customer, (survey, *score));
        }
    }
    let n = latest.len();
    let promoters = latest.values().filter(|(_, score)| *score >= 9_000_000).count() as f64;
    let detractors = latest.values().filter(|(_, score)| *score <= 6_000_000).count() as f64;
    Measured {
        value: if n == 0 { None } else { Some(100.0 * (promoters - detractors) / n as f64) },
        numerator: Some(promoters - detractors),
        denominator: Some(n as f64),
        n: Some(n as u64),
        ..Measured::null("nps")
    }
}

/// Positive, negative or neither; from the column, else from the words.
fn classed(m: &Message) -> Option<bool> {
    match m.row.sentiment.as_str() {
        "positive" => Some(true),
        "negative" => Some(false),
        "" => words::mood(&m.row.text),
        _ => None,
    }
}

/// Messages of conversations, with their conversation's dimensions and their own date.
fn sentiment(slice: &Slice) -> Measured {
    let world: &World = slice.world;
    let mut units = vec![];
    for c in &world.conversations {
        let members = c.members.iter().map(|i| &world.messages[*i]);
        for m in members.filter(|m| m.inbound && slice.holds(&c.dimensions, m.at)) {
            units.extend(classed(m).map(|positive| (positive, false)));
        }
    }
    share("sentiment", &units, false)
}
