//! Conversations: how much do we talk? KPIs of conversations, dated by their start.

use super::Section::Conversations;
use super::{Dated, Example, Formula, Kpi, Per};
use crate::facts::{conversation, talk};
use crate::times;
use crate::units::Unit;

/// A conversation that the customer began (three messages, two changes of side, ten minutes), and one that an agent
/// began two days later (one message, answered after a minute).
const TWO: &[&str] = &["message_id,customer,direction,author,agent,sent_at
a,4915100000001,inbound,customer,,2026-10-01T10:00:00Z
b,4915100000001,outbound,agent,Ada,2026-10-01T10:05:00Z
c,4915100000001,inbound,customer,,2026-10-01T10:10:00Z
d,4915100000002,outbound,agent,Ada,2026-10-03T10:00:00Z
e,4915100000002,inbound,customer,,2026-10-03T10:01:00Z
"];

#[allow(clippy::too_many_arguments, reason = "only the list below calls it")]
const fn figure(
    id: &'static str,
    name: &'static str,
    question: &'static str,
    unit: Unit,
    formula: Formula,
    headline: bool,
    doc: &'static str,
    then: f64,
) -> Kpi {
    Kpi {
        id,
        name,
        question,
        section: Conversations,
        unit,
        better: None,
        formula,
        window: None,
        dated: Dated::ByUnit,
        headline,
        doc,
        caveat: None,
        counted: None,
        filter: None,
        example: Example { given: TWO, then },
    }
}

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[
    &[
        figure(
            "conversations",
            "Conversations",
            "How many conversations began?",
            Unit::Count,
            Formula::Count { of: &conversation::STARTED, per: Per::Row },
            true,
            "Conversations that started in the period: the log's own, else runs between one customer and one number \
             with no silence longer than the session gap.",
            2.0,
        ),
        figure(
            "active_conversations",
            "Active conversations",
            "How many were going on?",
            Unit::Count,
            Formula::Count { of: &talk::TALKED, per: Per::Conversation },
            false,
            "Conversations with a message in the period; one counts on every date on which it has one.",
            2.0,
        ),
        figure(
            "conversations_by_customer",
            "Begun by the customer",
            "How often do customers begin?",
            Unit::Count,
            Formula::Count { of: &conversation::BY_CUSTOMER, per: Per::Row },
            true,
            "Conversations that the customer began (session starts).",
            1.0,
        ),
        figure(
            "conversations_by_business",
            "Begun by the business",
            "How often do we begin?",
            Unit::Count,
            Formula::Count { of: &conversation::BY_BUSINESS, per: Per::Row },
            false,
            "Conversations whose first inbound message is a reply to outreach, or whose first message is an agent's.",
            1.0,
        ),
        figure(
            "messages_per_conversation",
            "Messages per conversation",
            "How long are conversations?",
            Unit::Ratio,
            Formula::Ratio { of: &conversation::MESSAGES, to: &conversation::WITH_MESSAGES, per: Per::Row },
            true,
            "Messages of both sides per conversation that has messages.",
            2.5,
        ),
        figure(
            "exchanges_per_conversation",
            "Exchanges per conversation",
            "How much back and forth is there?",
            Unit::Ratio,
            Formula::Ratio { of: &conversation::EXCHANGES, to: &conversation::WITH_MESSAGES, per: Per::Row },
            false,
            "Changes of side per conversation that has messages.",
            1.5,
        ),
    ],
    &times!(
        "conversation_duration", "Conversation duration", "How long do conversations last?", Conversations, None,
        &conversation::DURATION, among: &conversation::DURATION, Per::Row, None, headline: true,
        "From a conversation's first to its last message.", None, given: TWO, then: [330.0, 330.0, 546.0]
    ),
];
