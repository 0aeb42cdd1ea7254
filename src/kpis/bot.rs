//! Bot: does the bot carry its load? KPIs of conversations in which a bot answered.

use super::Section::Bot;
use super::{Example, Formula, Kpi, Per, Window};
use crate::facts::{conversation, message};
use crate::times;
use crate::units::Better::Lower;
use crate::units::Unit;

/// Four customers ask the bot: one is helped and says thanks, one is not understood and goes, one is handed to a person
/// who writes five minutes later, one writes a day later, when the data end.
const GIVEN: &[&str] = &[
    "message_id,customer,conversation_id,direction,author,agent,sent_at,fallback,text
a1,4915100000001,c1,inbound,customer,,2026-10-01T08:00:00Z,,Are you open?
a2,4915100000001,c1,outbound,bot,,2026-10-01T08:00:02Z,false,
a3,4915100000001,c1,inbound,customer,,2026-10-01T08:00:30Z,,Thanks!
b1,4915100000002,c2,inbound,customer,,2026-10-01T08:00:00Z,,Qwertz
b2,4915100000002,c2,outbound,bot,,2026-10-01T08:00:02Z,true,
c1,4915100000003,c3,inbound,customer,,2026-10-01T08:00:00Z,,A person please
c2,4915100000003,c3,outbound,bot,,2026-10-01T08:00:02Z,false,
c3,4915100000003,c3,outbound,agent,Ada,2026-10-01T08:06:00Z,,
d1,4915100000004,c4,inbound,customer,,2026-10-05T08:00:00Z,,Are you open?
d2,4915100000004,c4,outbound,bot,,2026-10-05T08:00:02Z,false,
",
    "conversation_id,customer,handoff_at
c3,4915100000003,2026-10-01T08:01:00Z
",
];

/// What the figures of this section have in common; each names the rest.
const FIGURE: Kpi = Kpi { section: Bot, window: Some(Window::SessionGap), ..Kpi::SHARE };

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[
    &[
        Kpi {
            id: "bot_conversations",
            name: "Bot conversations",
            question: "How many conversations does the bot have?",
            unit: Unit::Count,
            better: None,
            formula: Formula::Count { of: &conversation::BOT, per: Per::Row },
            doc: "Conversations in which a bot answered, or whose row says that one took part, ended or not.",
            example: Example { given: GIVEN, then: 4.0 },
            ..FIGURE
        },
        Kpi {
            id: "bot_self_resolution_rate",
            name: "Bot self-resolution",
            question: "How many does it finish alone?",
            formula: Formula::Share { of: &conversation::BOT_RESOLVED, among: &conversation::BOT_ENDED, per: Per::Row },
            doc: "Ended conversations with a bot, neither escalated nor abandoned, among those ended: resolved, or \
             silent for the session gap.",
            caveat: Some("Silence is read as content: a customer who gave up quietly counts as helped."),
            example: Example { given: GIVEN, then: 1.0 / 3.0 },
            ..FIGURE
        },
        Kpi {
            id: "bot_escalation_rate",
            name: "Bot escalation",
            question: "How many need a person?",
            better: Some(Lower),
            formula: Formula::Share {
                of: &conversation::BOT_ESCALATED,
                among: &conversation::BOT_ENDED,
                per: Per::Row,
            },
            doc: "Ended conversations with a bot that were handed off or in which a person wrote, among those ended.",
            example: Example { given: GIVEN, then: 1.0 / 3.0 },
            ..FIGURE
        },
        Kpi {
            id: "bot_abandonment_rate",
            name: "Bot abandonment",
            question: "How many does it lose?",
            better: Some(Lower),
            formula: Formula::Share {
                of: &conversation::BOT_ABANDONED,
                among: &conversation::BOT_ENDED,
                per: Per::Row,
            },
            doc: "Ended conversations with a bot, neither escalated nor resolved, in which the customer had the \
             last word (closing words aside), the last message of the bot was not understood, or the flow did not \
             reach a final step, among those ended. The three shares add up to 1.",
            example: Example { given: GIVEN, then: 1.0 / 3.0 },
            ..FIGURE
        },
        Kpi {
            id: "bot_fallback_rate",
            name: "Bot fallback",
            question: "How often does it not understand?",
            better: Some(Lower),
            formula: Formula::Share { of: &message::FALLBACK, among: &message::BOT_MESSAGE, per: Per::Row },
            doc: "Messages of the bot marked as not understood among messages of the bot.",
            example: Example { given: GIVEN, then: 0.25 },
            ..FIGURE
        },
    ],
    &times!(
        "handoff_wait", "Hand-off wait", "How long until a person takes over?", Bot, Some(Lower),
        &conversation::HANDOFF_WAIT, among: &conversation::HANDOFF_WAIT, Per::Row, Some(Window::SessionGap), headline: true,
        "From a hand-off to the first message of a person after it, dated by the start of the conversation.", Some("Elapsed time unless --clock business is given."), given: GIVEN, then: [300.0, 300.0, 300.0]
    ),
];
