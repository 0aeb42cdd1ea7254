//! Outcome: does it pay off? KPIs of orders and of what they belong to.

use super::Section::Outcome;
use super::{Aggregated, Counted, Example, Formula, Kpi, Per, Window};
use crate::facts::{conversation, message, touch};
use crate::times;
use crate::units::Better::Lower;
use crate::units::Unit;

/// Two recipients of a campaign; one buys a day later for 40.00 and gives 10.00 back. A third customer writes and
/// becomes a lead the next day.
const GIVEN: &[&str] = &[
    "message_id,customer,direction,category,campaign,sent_at,delivered_at
a,4915100000001,outbound,marketing,spring,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z
b,4915100000002,outbound,marketing,spring,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z
c,4915100000003,inbound,,,2026-10-01T10:00:00Z,
d,4915100000004,inbound,,,2026-10-01T11:00:00Z,
",
    "order_id,customer,at,kind,value,currency,refunded
o1,4915100000001,2026-10-02T10:00:00Z,purchase,40.00,EUR,10.00
o2,4915100000003,2026-10-02T10:00:00Z,lead,,,
",
];

const WINDOW: Option<Window> = Some(Window::Conversion);

/// What the figures of this section have in common; each names the rest.
const FIGURE: Kpi = Kpi { section: Outcome, window: WINDOW, ..Kpi::SHARE };

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[
    &[
        Kpi {
            id: "conversions",
            name: "Conversions",
            question: "How many orders did it bring?",
            unit: Unit::Count,
            formula: Formula::Sum { of: &touch::ORDER_SHARE, among: &touch::ATTRIBUTED },
            doc: "Orders of any kind attributed to outreach, to conversations or to a campaign, by the model of the \
             settings: models with several touches give fractions, which add up. Dated by the message, else by the \
             order.",
            counted: Some(Counted { of: Aggregated::Converted, among: None }),
            example: Example { given: GIVEN, then: 2.0 },
            ..FIGURE
        },
        Kpi {
            id: "conversion_rate",
            name: "Conversion rate",
            question: "How many recipients order?",
            formula: Formula::Share { of: &message::CONVERTED, among: &message::REACHED, per: Per::Recipient },
            doc: "Recipients with an attributed order among recipients delivered to.",
            counted: Some(Counted { of: Aggregated::Converted, among: Some(Aggregated::Delivered) }),
            example: Example { given: GIVEN, then: 0.5 },
            ..FIGURE
        },
        Kpi {
            id: "conversation_conversion_rate",
            name: "Conversation conversion",
            question: "How many conversations end in an order?",
            formula: Formula::Share { of: &conversation::CONVERTED, among: &conversation::STARTED, per: Per::Row },
            headline: false,
            doc: "Conversations with an order of that customer within the window after their start (an order \
             belongs to the one that it names, else to the latest such conversation only), or marked as converted, \
             among conversations.",
            example: Example { given: GIVEN, then: 0.5 },
            ..FIGURE
        },
        Kpi {
            id: "leads",
            name: "Leads",
            question: "How many new leads did it bring?",
            unit: Unit::Count,
            formula: Formula::Sum { of: &touch::LEAD_SHARE, among: &touch::ATTRIBUTED },
            doc: "Customers whose first lead is attributed.",
            example: Example { given: GIVEN, then: 1.0 },
            ..FIGURE
        },
        Kpi {
            id: "revenue",
            name: "Revenue",
            question: "What did it bring?",
            unit: Unit::Money,
            formula: Formula::Sum { of: &touch::ORDER_VALUE, among: &touch::ATTRIBUTED },
            doc: "Value of attributed purchases, refunds subtracted; the parts of one order add up to it, to the cent.",
            counted: Some(Counted { of: Aggregated::Revenue, among: None }),
            example: Example { given: GIVEN, then: 30.0 },
            ..FIGURE
        },
        Kpi {
            id: "revenue_per_message",
            name: "Revenue per message",
            question: "What does one message bring?",
            unit: Unit::Money,
            formula: Formula::Ratio { of: &message::REVENUE, to: &message::REACHED, per: Per::Row },
            headline: false,
            doc: "Revenue from outreach by delivered outreach messages.",
            counted: Some(Counted { of: Aggregated::Revenue, among: Some(Aggregated::Delivered) }),
            example: Example { given: GIVEN, then: 15.0 },
            ..FIGURE
        },
        Kpi {
            id: "revenue_per_recipient",
            name: "Revenue per recipient",
            question: "What does one recipient bring?",
            unit: Unit::Money,
            formula: Formula::Ratio { of: &message::REVENUE, to: &message::REACHED, per: Per::Recipient },
            headline: false,
            doc: "Revenue from outreach by recipients delivered to.",
            example: Example { given: GIVEN, then: 15.0 },
            ..FIGURE
        },
        Kpi {
            id: "average_order_value",
            name: "Average order value",
            question: "What is one order worth?",
            unit: Unit::Money,
            formula: Formula::Ratio { of: &touch::ORDER_VALUE, to: &touch::PURCHASE_SHARE, per: Per::Row },
            headline: false,
            doc: "Revenue by attributed purchases.",
            example: Example { given: GIVEN, then: 30.0 },
            ..FIGURE
        },
    ],
    &times!(
        "time_to_convert", "Time to convert", "How long do customers think it over?", Outcome, Some(Lower),
        &touch::TIME_TO_CONVERT, among: &touch::TIME_TO_CONVERT, Per::Row, WINDOW, headline: false,
        "From the last touch to the order.", None, given: GIVEN, then: [86_400.0, 86_400.0, 86_400.0]
    ),
];
