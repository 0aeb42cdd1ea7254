//! Delivery: do our messages arrive? KPIs of outbound messages, dated by their sending.

use super::Section::Delivery;
use super::{Aggregated, Dated, Example, Formula, Kpi, Per};
use crate::facts::message;
use crate::times;
use crate::units::Better::{Higher, Lower};
use crate::units::{Better, Unit};

/// Four messages sent (one read, one delivered, one failed, one pending) and one received.
const FIVE: &[&str] = &["message_id,customer,direction,sent_at,delivered_at,read_at,failed_at,error_code
a,4915100000001,outbound,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,2026-10-01T10:01:04Z,,
b,4915100000002,outbound,2026-10-01T10:00:00Z,2026-10-01T10:00:08Z,,,
c,4915100000003,outbound,2026-10-01T10:00:00Z,,,2026-10-01T10:00:02Z,131026
d,4915100000004,outbound,2026-10-01T10:00:00Z,,,,
e,4915100000001,inbound,2026-10-01T12:00:00Z,,,,
"];

/// Two customers with two messages each: one reads both, the other none.
const READERS: &[&str] = &["message_id,customer,direction,sent_at,delivered_at,read_at
a,4915100000001,outbound,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,2026-10-01T10:01:04Z
b,4915100000001,outbound,2026-10-02T10:00:00Z,2026-10-02T10:00:04Z,2026-10-02T10:01:04Z
c,4915100000002,outbound,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,
d,4915100000002,outbound,2026-10-02T10:00:00Z,2026-10-02T10:00:04Z,
"];

/// A count of messages.
#[allow(clippy::too_many_arguments, reason = "only the list below calls it")]
const fn count(
    id: &'static str,
    name: &'static str,
    question: &'static str,
    better: Option<Better>,
    formula: Formula,
    headline: bool,
    doc: &'static str,
    caveat: Option<&'static str>,
    then: f64,
) -> Kpi {
    Kpi {
        id,
        name,
        question,
        section: Delivery,
        unit: Unit::Count,
        better,
        formula,
        window: None,
        dated: Dated::ByUnit,
        headline,
        doc,
        caveat,
        counted: None,
        filter: None,
        example: Example { given: FIVE, then },
    }
}

const fn rows(of: &'static crate::facts::Fact) -> Formula {
    Formula::Count { of, per: Per::Row }
}

/// A share of messages.
#[allow(clippy::too_many_arguments, reason = "only the list below calls it")]
const fn share(
    id: &'static str,
    name: &'static str,
    question: &'static str,
    better: Better,
    formula: Formula,
    headline: bool,
    doc: &'static str,
    caveat: Option<&'static str>,
    example: Example,
) -> Kpi {
    Kpi {
        id,
        name,
        question,
        section: Delivery,
        unit: Unit::Share,
        better: Some(better),
        formula,
        window: None,
        dated: Dated::ByUnit,
        headline,
        doc,
        caveat,
        counted: None,
        filter: None,
        example,
    }
}

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[
    &[
        count(
            "messages_sent",
            "Messages sent",
            "How many messages did we send?",
            None,
            rows(&message::OUTBOUND),
            true,
            "Outbound messages, whatever became of them.",
            Some("Without a send log, messages that were refused at once leave no trace and are not counted."),
            4.0,
        )
        .counted(Aggregated::Sent, None),
        count(
            "messages_delivered",
            "Messages delivered",
            "How many reached the phone?",
            Some(Higher),
            rows(&message::DELIVERED),
            true,
            "Outbound messages that were delivered or read.",
            None,
            2.0,
        )
        .counted(Aggregated::Delivered, None),
        count(
            "messages_read",
            "Messages read",
            "How many were opened?",
            Some(Higher),
            rows(&message::READ),
            true,
            "Outbound messages that were read.",
            Some("A lower bound: customers can switch read receipts off."),
            1.0,
        )
        .counted(Aggregated::Read, None),
        count(
            "messages_failed",
            "Messages failed",
            "How many failed?",
            Some(Lower),
            rows(&message::FAILED),
            true,
            "Outbound messages that failed and were never delivered.",
            None,
            1.0,
        )
        .counted(Aggregated::Failed, None),
        count(
            "messages_pending",
            "Messages pending",
            "How many are still under way?",
            Some(Lower),
            rows(&message::PENDING),
            false,
            "Outbound messages of known state, neither delivered nor failed. delivered + failed + pending = sent.",
            Some("Messages sent minutes before the export may still arrive."),
            1.0,
        )
        .counted(Aggregated::Pending, None),
        count(
            "messages_received",
            "Messages received",
            "How many messages did customers write?",
            None,
            rows(&message::INBOUND),
            true,
            "Inbound messages. Reactions, edits and system lines are no messages.",
            None,
            1.0,
        ),
    ],
    &[
        share(
            "delivery_rate",
            "Delivery rate",
            "Do our messages reach the customer's phone?",
            Higher,
            Formula::Share { of: &message::DELIVERED, among: &message::STATE_KNOWN, per: Per::Row },
            true,
            "Messages delivered or read among the messages sent whose state is known.",
            Some("Messages sent minutes before the export may still arrive."),
            Example { given: FIVE, then: 0.5 },
        )
        .counted(Aggregated::Delivered, Some(Aggregated::Sent)),
        share(
            "failure_rate",
            "Failure rate",
            "How many of our messages fail?",
            Lower,
            Formula::Share { of: &message::FAILED, among: &message::STATE_KNOWN, per: Per::Row },
            true,
            "Messages that failed and were never delivered among the messages sent whose state is known.",
            None,
            Example { given: FIVE, then: 0.25 },
        )
        .counted(Aggregated::Failed, Some(Aggregated::Sent)),
        share(
            "open_rate",
            "Open rate",
            "Are our messages opened?",
            Higher,
            Formula::Share { of: &message::READ, among: &message::DELIVERED_WITH_READS, per: Per::Row },
            true,
            "Messages read among the messages delivered.",
            Some("A lower bound: customers can switch read receipts off."),
            Example { given: FIVE, then: 0.5 },
        )
        .counted(Aggregated::Read, Some(Aggregated::Delivered)),
        share(
            "open_rate_observable",
            "Open rate, observable",
            "Are they opened where we can see it?",
            Higher,
            Formula::Share { of: &message::READ, among: &message::DELIVERED_TO_READERS, per: Per::Row },
            false,
            "The open rate over messages to customers with at least one other read message: their receipts are on.",
            Some("Leaves out customers who never read anything."),
            Example { given: READERS, then: 1.0 },
        ),
    ],
    &times!(
        "delivery_latency", "Time to delivery", "How long until a message arrives?", Delivery, Some(Lower),
        &message::DELIVERY_LATENCY, among: &message::DELIVERY_LATENCY, Per::Row, None, headline: true,
        "From sending to delivery, where both times are known.", None, given: FIVE, then: [6.0, 6.0, 7.6]
    ),
    &times!(
        "time_to_open", "Time to open", "How long until a message is opened?", Delivery, Some(Lower),
        &message::TIME_TO_OPEN, among: &message::TIME_TO_OPEN, Per::Row, None, headline: true,
        "From delivery to reading, where both times are known.",
        Some("Messages delivered and read at once have no delivery of their own and are left out."),
        given: FIVE, then: [60.0, 60.0, 60.0]
    ),
    &[count(
        "unreachable_recipients",
        "Unreachable recipients",
        "How many customers can we not reach at all?",
        Some(Lower),
        Formula::Count { of: &message::UNREACHABLE, per: Per::CustomerThroughout },
        false,
        "Customers with every message of the selection failed for an unreachable class.",
        None,
        1.0,
    )],
];
