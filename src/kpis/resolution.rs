//! Resolution: do we solve it? KPIs of conversations, dated by the resolution where they count resolutions.

use super::Section::Resolution;
use super::{Dated, Example, Formula, Kpi, Per, Window};
use crate::facts::{conversation, resolution};
use crate::times;
use crate::units::Better::Lower;
use crate::units::Unit;

/// Three conversations: one resolved after two hours and reopened the next day, one resolved after four hours for good,
/// one open.
const GIVEN: &[&str] = &["conversation_id,customer,started_at,resolved_at,reopened_at,agent,agents,status
c1,4915100000001,2026-10-01T08:00:00Z,2026-10-01T10:00:00Z,2026-10-02T10:00:00Z,Ada,1,open
c2,4915100000002,2026-10-01T08:00:00Z,2026-10-01T12:00:00Z,,Ada,1,resolved
c3,4915100000003,2026-10-20T08:00:00Z,,,,,open
"];

/// An agent writes after ten minutes, the conversation is resolved after an hour.
const WITH_AGENT: &[&str] = &[
    "message_id,customer,conversation_id,direction,author,agent,sent_at
a,4915100000001,c1,inbound,customer,,2026-10-01T08:00:00Z
b,4915100000001,c1,outbound,agent,Ada,2026-10-01T08:10:00Z
",
    "conversation_id,customer,resolved_at,status
c1,4915100000001,2026-10-01T09:00:00Z,resolved
",
];

/// What the figures of this section have in common; each names the rest.
const FIGURE: Kpi = Kpi { section: Resolution, ..Kpi::SHARE };

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[
    &[
        Kpi {
            id: "resolutions",
            name: "Resolutions",
            question: "How often did we solve something?",
            unit: Unit::Count,
            formula: Formula::Count { of: &resolution::RESOLVE, per: Per::Row },
            headline: false,
            doc: "Resolve events by their dates. One without a time stands at the closing, else at the latest message.",
            example: Example { given: GIVEN, then: 2.0 },
            ..FIGURE
        },
        Kpi {
            id: "resolved_conversations",
            name: "Resolved conversations",
            question: "How many conversations did we solve?",
            unit: Unit::Count,
            formula: Formula::Count { of: &resolution::RESOLVE, per: Per::Conversation },
            doc: "Distinct conversations with a resolve in the period.",
            example: Example { given: GIVEN, then: 2.0 },
            ..FIGURE
        },
        Kpi {
            id: "resolution_rate",
            name: "Resolution rate",
            question: "How many conversations do we solve?",
            formula: Formula::Share { of: &conversation::RESOLVED, among: &conversation::STARTED, per: Per::Row },
            doc: "Conversations that were resolved among those that started in the period.",
            caveat: Some("Young conversations may still be resolved."),
            example: Example { given: GIVEN, then: 2.0 / 3.0 },
            ..FIGURE
        },
    ],
    &times!(
        "resolution_time", "Resolution time", "How long until a conversation is solved?", Resolution, Some(Lower),
        &resolution::RESOLUTION_TIME, among: &resolution::RESOLUTION_TIME, Per::Row, None, headline: true,
        "From the start of a conversation to its last resolve, dated by the resolve.", Some("Elapsed time unless --clock business is given."), given: GIVEN, then: [10_800.0, 10_800.0, 13_680.0]
    ),
    &times!(
        "resolution_time_agent", "Resolution time, agent", "How long do people need for it?", Resolution, Some(Lower),
        &resolution::RESOLUTION_TIME_AGENT, among: &resolution::RESOLUTION_TIME_AGENT, Per::Row, None, headline: false,
        "From the hand-off, else the first message of a person, to the last resolve.", Some("Elapsed time unless --clock business is given."), given: WITH_AGENT, then: [3_000.0, 3_000.0, 3_000.0]
    ),
    &[
        Kpi {
            id: "reopen_rate",
            name: "Reopen rate",
            question: "How often was it not solved after all?",
            better: Some(Lower),
            formula: Formula::Share { of: &resolution::REOPENED, among: &resolution::LAST_RESOLVE, per: Per::Row },
            window: Some(Window::Reopen),
            doc: "Resolved conversations that were reopened within the window (by the table, by another resolve, or \
             by a message of the customer that is no closing word) among resolved conversations.",
            example: Example { given: GIVEN, then: 0.5 },
            ..FIGURE
        },
        Kpi {
            id: "first_contact_resolution_rate",
            name: "First-contact resolution",
            question: "How often is once enough?",
            formula: Formula::Share { of: &resolution::FIRST_CONTACT, among: &resolution::LAST_RESOLVE, per: Per::Row },
            window: Some(Window::Reopen),
            doc: "Conversations resolved with at most one agent, not reopened, and without a new conversation begun \
             by that customer within the window, among resolved conversations.",
            example: Example { given: GIVEN, then: 0.5 },
            ..FIGURE
        },
        Kpi {
            id: "sla_resolution",
            name: "Resolved within target",
            question: "Do we keep our word on solutions?",
            formula: Formula::Share {
                of: &conversation::RESOLUTION_MET,
                among: &conversation::RESOLUTION_DUE,
                per: Per::Row,
            },
            doc: "Conversations resolved within the target among those resolved, or open past the target. No value \
             until a target is set.",
            example: Example { given: GIVEN, then: f64::NAN },
            ..FIGURE
        },
        Kpi {
            id: "open_conversations",
            name: "Open conversations",
            question: "How much is on our desk?",
            unit: Unit::Count,
            better: Some(Lower),
            formula: Formula::Count { of: &conversation::UNRESOLVED, per: Per::Row },
            dated: Dated::AtAsOf,
            doc: "Conversations that are not resolved at as_of, or reopened since, whatever the period.",
            example: Example { given: GIVEN, then: 2.0 },
            ..FIGURE
        },
    ],
];
