//! Satisfaction: are they happy? KPIs of survey answers, and the mood of inbound messages.

use super::Section::Satisfaction;
use super::{Example, Formula, Kpi, Per};
use crate::facts::{answer, survey, talk};
use crate::units::Unit;

/// Four surveys on satisfaction, three answered; two on recommendation; one on effort.
const GIVEN: &[&str] = &["survey_id,customer,sent_at,at,kind,score
s1,4915100000001,2026-10-01T10:00:00Z,2026-10-01T11:00:00Z,csat,5
s2,4915100000002,2026-10-01T10:00:00Z,2026-10-01T11:00:00Z,csat,4
s3,4915100000003,2026-10-01T10:00:00Z,2026-10-01T11:00:00Z,csat,2
s4,4915100000004,2026-10-01T10:00:00Z,,csat,
s5,4915100000001,2026-10-01T10:00:00Z,2026-10-01T12:00:00Z,nps,9
s6,4915100000002,2026-10-01T10:00:00Z,2026-10-01T12:00:00Z,nps,8
s7,4915100000003,2026-10-01T10:00:00Z,2026-10-01T12:00:00Z,ces,6
s8,4915100000004,2026-10-01T10:00:00Z,,ces,
"];

/// Two messages that somebody classed.
const MOODS: &[&str] = &["message_id,customer,direction,sent_at,sentiment
a,4915100000001,inbound,2026-10-01T10:00:00Z,positive
b,4915100000002,inbound,2026-10-01T10:00:00Z,negative
c,4915100000003,inbound,2026-10-01T10:00:00Z,neutral
"];

/// What the figures of this section have in common; each names the rest.
const FIGURE: Kpi = Kpi { section: Satisfaction, ..Kpi::SHARE };

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[&[
    Kpi {
        id: "csat",
        name: "Satisfied customers",
        question: "How many are satisfied?",
        formula: Formula::Share { of: &answer::SATISFIED, among: &answer::SATISFACTION, per: Per::Row },
        doc: "Answers in the top quarter of the scale's span (4 and 5 of 1 to 5) among valid answers on satisfaction.",
        example: Example { given: GIVEN, then: 2.0 / 3.0 },
        ..FIGURE
    },
    Kpi {
        id: "csat_mean",
        name: "Satisfaction, mean",
        question: "How satisfied are they on average?",
        unit: Unit::Score,
        formula: Formula::Mean { of: &answer::SATISFACTION_SCORE, among: &answer::SATISFACTION_SCORE, per: Per::Row },
        headline: false,
        doc: "The mean answer on satisfaction, on its own scale; none over several scales.",
        example: Example { given: GIVEN, then: 11.0 / 3.0 },
        ..FIGURE
    },
    Kpi {
        id: "survey_response_rate",
        name: "Survey response",
        question: "How many answer at all?",
        formula: Formula::Share { of: &survey::SURVEY_ANSWERED, among: &survey::SURVEYED, per: Per::Row },
        headline: false,
        doc: "Surveys answered among surveys sent, dated by their sending. Scores of a conversations table are in \
         neither.",
        example: Example { given: GIVEN, then: 0.75 },
        ..FIGURE
    },
    Kpi {
        id: "nps",
        name: "Net promoter score",
        question: "How many would recommend us?",
        unit: Unit::Score,
        formula: Formula::Promoters { of: &answer::PROMOTER },
        doc: "100 × (share of 9 and 10 − share of 0 to 6) of the latest answer of each customer, answers from 0 to \
         10 only.",
        example: Example { given: GIVEN, then: 50.0 },
        ..FIGURE
    },
    Kpi {
        id: "ces",
        name: "Customer effort",
        question: "How easy is it?",
        unit: Unit::Score,
        formula: Formula::Mean { of: &answer::EFFORT, among: &answer::EFFORT, per: Per::Row },
        headline: false,
        doc: "The mean answer on effort, 1 to 7 only; 7 = very easy.",
        caveat: Some("Scales that run the other way must be turned before."),
        example: Example { given: GIVEN, then: 6.0 },
        ..FIGURE
    },
    Kpi {
        id: "sentiment",
        name: "Sentiment",
        question: "In what mood do they write?",
        formula: Formula::Share { of: &talk::MOOD_POSITIVE, among: &talk::MOOD_KNOWN, per: Per::Row },
        headline: false,
        doc: "Inbound messages classed as positive among those classed as positive or negative: by the column, \
         else, as an estimate, by the word lists.",
        caveat: Some("An estimate where the word lists class the messages."),
        example: Example { given: MOODS, then: 0.5 },
        ..FIGURE
    },
]];
