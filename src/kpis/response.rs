//! Response: how fast do we answer? KPIs of waits, dated by their beginning.

use super::Section::Response;
use super::{Dated, Example, Formula, Kpi, Per, Window};
use crate::facts::{Fact, wait};
use crate::times;
use crate::units::Better::{Higher, Lower};
use crate::units::{Better, Unit};

/// A bot answers after 10 s, an agent the next question after 5 minutes; a second customer is answered by the agent
/// after 20 minutes; a third never, and the data end the same day.
const THREE: &[&str] = &["message_id,customer,direction,author,agent,sent_at
a,4915100000001,inbound,customer,,2026-10-01T10:00:00Z
b,4915100000001,outbound,bot,,2026-10-01T10:00:10Z
c,4915100000001,inbound,customer,,2026-10-01T10:01:00Z
d,4915100000001,outbound,agent,Ada,2026-10-01T10:06:00Z
e,4915100000002,inbound,customer,,2026-10-01T11:00:00Z
f,4915100000002,outbound,agent,Ada,2026-10-01T11:20:00Z
g,4915100000003,inbound,customer,,2026-10-01T12:00:00Z
"];

const LATE: Option<Window> = Some(Window::LateAnswer);

#[allow(clippy::too_many_arguments, reason = "a literal with names at the call would be three times as long")]
const fn figure(
    id: &'static str,
    name: &'static str,
    question: &'static str,
    unit: Unit,
    better: Better,
    formula: Formula,
    dated: Dated,
    headline: bool,
    doc: &'static str,
    caveat: Option<&'static str>,
    then: f64,
) -> Kpi {
    Kpi {
        id,
        name,
        question,
        section: Response,
        unit,
        better: Some(better),
        formula,
        window: LATE,
        dated,
        headline,
        doc,
        caveat,
        counted: None,
        filter: None,
        example: Example { given: THREE, then },
    }
}

const fn share(of: &'static Fact, among: &'static Fact) -> Formula {
    Formula::Share { of, among, per: Per::Row }
}

const ELAPSED: Option<&str> = Some("Elapsed time unless --clock business is given: nights and weekends count.");

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[
    &times!(
        "first_response_time", "First response", "How fast is the first answer?", Response, Some(Lower),
        &wait::FIRST_RESPONSE_TIME, among: &wait::FIRST_RESPONSE_TIME, Per::Row, LATE, headline: true,
        "The first wait of each conversation, whoever of the business answered.", ELAPSED,
        given: THREE, then: [605.0, 605.0, 1081.0]
    ),
    &times!(
        "first_response_time_agent", "First response, agent", "How fast is a person there?", Response, Some(Lower),
        &wait::FIRST_RESPONSE_TIME_AGENT, among: &wait::FIRST_RESPONSE_TIME_AGENT, Per::Row, LATE, headline: true,
        "The first wait of each conversation that an agent ended; one begun by a hand-off starts there.", ELAPSED,
        given: THREE, then: [750.0, 750.0, 1110.0]
    ),
    &times!(
        "first_response_time_bot", "First response, bot", "How fast does the bot answer?", Response, Some(Lower),
        &wait::FIRST_RESPONSE_TIME_BOT, among: &wait::FIRST_RESPONSE_TIME_BOT, Per::Row, LATE, headline: false,
        "The first wait of each conversation, where a bot ended it.", ELAPSED, given: THREE, then: [10.0, 10.0, 10.0]
    ),
    &times!(
        "response_time", "Response time", "How long do customers wait for an answer?", Response, Some(Lower),
        &wait::RESPONSE_TIME, among: &wait::RESPONSE_TIME, Per::Row, LATE, headline: true,
        "Every answered wait: from the first message of an unanswered run to the first answer after it.", ELAPSED,
        given: THREE, then: [1510.0 / 3.0, 300.0, 1020.0]
    ),
    &times!(
        "next_response_time", "Next response", "How fast are the answers after the first?", Response, Some(Lower),
        &wait::NEXT_RESPONSE_TIME, among: &wait::NEXT_RESPONSE_TIME, Per::Row, LATE, headline: false,
        "Every answered wait but the conversation's first.", ELAPSED, given: THREE, then: [300.0, 300.0, 300.0]
    ),
    &[
        figure(
            "longest_response_time",
            "Longest response",
            "How long did the unluckiest customer wait?",
            Unit::Seconds,
            Lower,
            Formula::Longest { of: &wait::RESPONSE_TIME },
            Dated::ByUnit,
            false,
            "The longest answered wait.",
            ELAPSED,
            1200.0,
        ),
        figure(
            "open_waits",
            "Open waits",
            "How many customers are waiting now?",
            Unit::Count,
            Lower,
            Formula::Count { of: &wait::OPEN, per: Per::Row },
            Dated::AtAsOf,
            true,
            "Waits that are open at as_of, whatever the period.",
            Some("All of them may still be answered: with --mature none is left."),
            1.0,
        ),
        figure(
            "unanswered_rate",
            "Unanswered",
            "How many waits never end?",
            Unit::Share,
            Lower,
            share(&wait::NOT_ANSWERED, &wait::WAITED),
            Dated::ByUnit,
            true,
            "Waits that are open or over without an answer among all waits.",
            None,
            0.25,
        ),
        Kpi {
            example: Example { given: THREE, then: f64::NAN },
            ..figure(
                "sla_first_response",
                "First response within target",
                "Do we keep our word on first answers?",
                Unit::Share,
                Higher,
                share(&wait::FIRST_MET, &wait::FIRST_DUE),
                Dated::ByUnit,
                true,
                "First waits answered within the target among those answered, unanswered, or open past the target. \
                 No value until a target is set.",
                ELAPSED,
                0.0,
            )
        },
        Kpi {
            example: Example { given: THREE, then: f64::NAN },
            ..figure(
                "sla_response",
                "Response within target",
                "Do we keep our word on every answer?",
                Unit::Share,
                Higher,
                share(&wait::MET, &wait::DUE),
                Dated::ByUnit,
                false,
                "Waits answered within the target among those answered, unanswered, or open past the target. No value \
                 until a target is set.",
                ELAPSED,
                0.0,
            )
        },
    ],
];
