//! Cost: at what price? KPIs of message costs and spend. They have no window.

use super::Section::Cost;
use super::{Aggregated, Counted, Example, Formula, Kpi, Per};
use crate::facts::{conversation, expense, message, resolution, touch};
use crate::units::Better::{Higher, Lower};
use crate::units::Unit;

/// Two messages of 0.05 each, one of them free of charge, and a bill of 9.95; one recipient replies and buys for 40.00, a
/// second becomes a lead in a conversation that is resolved.
const GIVEN: &[&str] = &[
    "message_id,customer,direction,category,campaign,sent_at,delivered_at,cost,currency,billable,clicked_at
a,4915100000001,outbound,marketing,spring,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,0.05,EUR,true,2026-10-01T11:00:00Z
b,4915100000002,outbound,marketing,spring,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,0,EUR,false,
c,4915100000001,inbound,,,2026-10-01T12:00:00Z,,,,,
",
    "order_id,customer,at,kind,value,currency
o1,4915100000001,2026-10-02T10:00:00Z,purchase,40.00,EUR
o2,4915100000002,2026-10-02T10:00:00Z,lead,,
",
    "since,until,amount,currency
2026-10-01,2026-10-01,9.95,EUR
",
    "conversation_id,customer,started_at,resolved_at
c9,4915100000009,2026-10-01T10:00:00Z,2026-10-01T11:00:00Z
",
];

const SPEND: Formula = Formula::Sum { of: &expense::EXPENSE, among: &expense::SPENT };
const CLICKS: Formula = Formula::Sum { of: &message::CLICKS, among: &message::REACHED };
const REPLIES: Formula = Formula::Sum { of: &message::REPLIES, among: &message::REACHED };
const CONVERSATIONS: Formula = Formula::Count { of: &conversation::STARTED, per: Per::Row };
const LEADS: Formula = Formula::Sum { of: &touch::LEAD_SHARE, among: &touch::ATTRIBUTED };
const CONVERSIONS: Formula = Formula::Sum { of: &touch::ORDER_SHARE, among: &touch::ATTRIBUTED };
const ACQUISITIONS: Formula = Formula::Sum { of: &touch::ACQUISITION_SHARE, among: &touch::ATTRIBUTED };
const RESOLVED: Formula = Formula::Count { of: &resolution::RESOLVE, per: Per::Conversation };
const REVENUE: Formula = Formula::Sum { of: &touch::ORDER_VALUE, among: &touch::ATTRIBUTED };

/// What the figures of this section have in common; each names the rest.
const FIGURE: Kpi = Kpi { section: Cost, unit: Unit::Money, better: Some(Lower), ..Kpi::SHARE };

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[&[
    Kpi {
        id: "spend",
        name: "Spend",
        question: "What did it cost?",
        formula: SPEND,
        doc: "Message costs and spend. The cost of a message is its own, else nothing where it failed or is free, \
         else the price of the rate card when it was delivered. Spend is spread evenly over its span; spend on \
         messages is left out where the messages themselves have costs.",
        counted: Some(Counted { of: Aggregated::Cost, among: None }),
        example: Example { given: GIVEN, then: 10.0 },
        ..FIGURE
    },
    Kpi {
        id: "cost_per_message",
        name: "Cost per message",
        question: "What does one message cost?",
        formula: Formula::Ratio { of: &message::MESSAGE_COST, to: &message::COST_KNOWN, per: Per::Row },
        doc: "Message costs by messages sent whose cost is known.",
        counted: Some(Counted { of: Aggregated::Cost, among: Some(Aggregated::Sent) }),
        example: Example { given: GIVEN, then: 0.025 },
        ..FIGURE
    },
    Kpi {
        id: "cost_per_delivered_message",
        name: "Cost per delivered message",
        question: "What does one message on a phone cost?",
        formula: Formula::Ratio { of: &message::MESSAGE_COST, to: &message::DELIVERED_COST_KNOWN, per: Per::Row },
        headline: false,
        doc: "Message costs by delivered messages whose cost is known.",
        counted: Some(Counted { of: Aggregated::Cost, among: Some(Aggregated::Delivered) }),
        example: Example { given: GIVEN, then: 0.025 },
        ..FIGURE
    },
    Kpi {
        id: "cost_per_click",
        name: "Cost per click",
        question: "What does one click cost?",
        formula: Formula::Quotient { of: &SPEND, to: &CLICKS },
        headline: false,
        doc: "Spend by link clicks and taps.",
        counted: Some(Counted { of: Aggregated::Cost, among: Some(Aggregated::Clicked) }),
        example: Example { given: GIVEN, then: 10.0 },
        ..FIGURE
    },
    Kpi {
        id: "cost_per_reply",
        name: "Cost per reply",
        question: "What does one reply cost?",
        formula: Formula::Quotient { of: &SPEND, to: &REPLIES },
        headline: false,
        doc: "Spend by replies to outreach.",
        counted: Some(Counted { of: Aggregated::Cost, among: Some(Aggregated::Replied) }),
        example: Example { given: GIVEN, then: 10.0 },
        ..FIGURE
    },
    Kpi {
        id: "cost_per_conversation",
        name: "Cost per conversation",
        question: "What does one conversation cost?",
        formula: Formula::Quotient { of: &SPEND, to: &CONVERSATIONS },
        headline: false,
        doc: "Spend by conversations.",
        example: Example { given: GIVEN, then: 5.0 },
        ..FIGURE
    },
    Kpi {
        id: "cost_per_lead",
        name: "Cost per lead",
        question: "What does one lead cost?",
        formula: Formula::Quotient { of: &SPEND, to: &LEADS },
        headline: false,
        doc: "Spend by leads.",
        example: Example { given: GIVEN, then: 10.0 },
        ..FIGURE
    },
    Kpi {
        id: "cost_per_conversion",
        name: "Cost per conversion",
        question: "What does one order cost?",
        formula: Formula::Quotient { of: &SPEND, to: &CONVERSIONS },
        doc: "Spend by attributed orders.",
        counted: Some(Counted { of: Aggregated::Cost, among: Some(Aggregated::Converted) }),
        example: Example { given: GIVEN, then: 5.0 },
        ..FIGURE
    },
    Kpi {
        id: "cost_per_acquisition",
        name: "Cost per acquisition",
        question: "What does one new buyer cost?",
        formula: Formula::Quotient { of: &SPEND, to: &ACQUISITIONS },
        doc: "Spend by customers whose first purchase in the input is attributed.",
        caveat: Some("First in the input: a customer of years looks new where the export is young."),
        example: Example { given: GIVEN, then: 10.0 },
        ..FIGURE
    },
    Kpi {
        id: "cost_per_resolution",
        name: "Cost per resolution",
        question: "What does one solution cost?",
        formula: Formula::Quotient { of: &SPEND, to: &RESOLVED },
        headline: false,
        doc: "Spend by resolved conversations.",
        example: Example { given: GIVEN, then: 10.0 },
        ..FIGURE
    },
    Kpi {
        id: "roas",
        name: "Return on spend",
        question: "What does one coin bring?",
        unit: Unit::Ratio,
        better: Some(Higher),
        formula: Formula::Quotient { of: &REVENUE, to: &SPEND },
        headline: false,
        doc: "Revenue by spend.",
        counted: Some(Counted { of: Aggregated::Revenue, among: Some(Aggregated::Cost) }),
        example: Example { given: GIVEN, then: 4.0 },
        ..FIGURE
    },
    Kpi {
        id: "roi",
        name: "Return on investment",
        question: "Does it earn more than it costs?",
        unit: Unit::Share,
        better: Some(Higher),
        formula: Formula::Return { revenue: &REVENUE, spend: &SPEND },
        doc: "Revenue times the margin of the settings less spend, by spend.",
        counted: Some(Counted { of: Aggregated::Revenue, among: Some(Aggregated::Cost) }),
        example: Example { given: GIVEN, then: 3.0 },
        ..FIGURE
    },
    Kpi {
        id: "free_message_share",
        name: "Free messages",
        question: "How much goes out for nothing?",
        unit: Unit::Share,
        better: Some(Higher),
        formula: Formula::Share { of: &message::NOT_BILLED, among: &message::BILLING_KNOWN, per: Per::Row },
        headline: false,
        doc: "Delivered messages that are not billed among delivered messages of which that is known.",
        example: Example { given: GIVEN, then: 0.5 },
        ..FIGURE
    },
]];
