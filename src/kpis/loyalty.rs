//! Loyalty: do they come back? KPIs of customers.

use super::Section::Loyalty;
use super::{Dated, Example, Formula, Kpi, Per};
use crate::facts::{customer, purchase, visit};
use crate::units::Better::Lower;
use crate::units::Unit;

/// The first customer writes in July, September and October, the second in July and September; the data end with
/// October. The first one buys in September and October, the second in September.
const GIVEN: &[&str] = &[
    "message_id,customer,direction,sent_at
0,4915100000003,inbound,2026-04-01T10:00:00Z
a,4915100000001,inbound,2026-07-20T10:00:00Z
b,4915100000001,inbound,2026-09-20T10:00:00Z
c,4915100000001,inbound,2026-10-20T10:00:00Z
d,4915100000002,inbound,2026-07-20T10:00:00Z
e,4915100000002,inbound,2026-09-20T10:00:00Z
f,4915100000003,inbound,2026-06-01T10:00:00Z
g,4915100000004,inbound,2026-10-31T10:00:00Z
",
    "order_id,customer,at,value,currency
o0,4915100000003,2026-08-01T10:00:00Z,10.00,EUR
o1,4915100000001,2026-09-20T11:00:00Z,10.00,EUR
o2,4915100000001,2026-10-20T11:00:00Z,10.00,EUR
o3,4915100000002,2026-09-20T11:00:00Z,10.00,EUR
",
];

/// What the figures of this section have in common; each names the rest.
const FIGURE: Kpi = Kpi { section: Loyalty, ..Kpi::SHARE };

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[&[
    Kpi {
        id: "active_customers",
        name: "Active customers",
        question: "How many customers write to us?",
        unit: Unit::Count,
        formula: Formula::Count { of: &visit::VISITED, per: Per::Customer },
        doc: "Customers with an inbound message in the period.",
        example: Example { given: GIVEN, then: 4.0 },
        ..FIGURE
    },
    Kpi {
        id: "new_customers",
        name: "New customers",
        question: "How many write for the first time?",
        unit: Unit::Count,
        formula: Formula::Count { of: &visit::FIRST_VISIT, per: Per::Customer },
        doc: "Customers whose first inbound message of the input lies in the period.",
        caveat: Some("First in the input: a young export makes old customers look new."),
        example: Example { given: GIVEN, then: 4.0 },
        ..FIGURE
    },
    Kpi {
        id: "retention_rate",
        name: "Retention",
        question: "How many come back within a month?",
        formula: Formula::Share { of: &customer::RETAINED, among: &customer::ACTIVE_BEFORE, per: Per::Row },
        dated: Dated::AtAsOf,
        doc: "Customers active in the retention window (30 d) before the last and in the last one, too, among those \
         active in the former; seen from the end of the period, else from as_of.",
        example: Example { given: GIVEN, then: 0.5 },
        ..FIGURE
    },
    Kpi {
        id: "customer_retention_rate",
        name: "Customer retention",
        question: "How many buy again within a month?",
        formula: Formula::Share { of: &customer::BOUGHT_AGAIN, among: &customer::BOUGHT_BEFORE, per: Per::Row },
        dated: Dated::AtAsOf,
        doc: "Customers with a purchase in the retention window (30 d) before the last and in the last one, too, \
         among those with one in the former.",
        example: Example { given: GIVEN, then: 0.5 },
        ..FIGURE
    },
    Kpi {
        id: "churn_rate",
        name: "Churn",
        question: "How many do we lose?",
        better: Some(Lower),
        formula: Formula::Share { of: &customer::CHURNED, among: &customer::PRESENT_BEFORE, per: Per::Row },
        dated: Dated::AtAsOf,
        doc: "Customers active in the churn window (90 d) before the last who opted out, or were not active in the \
         last one, among those active in the former.",
        example: Example { given: GIVEN, then: 1.0 / 3.0 },
        ..FIGURE
    },
    Kpi {
        id: "repeat_purchase_rate",
        name: "Repeat purchases",
        question: "How many buy twice?",
        formula: Formula::Share { of: &purchase::PURCHASED, among: &purchase::PURCHASED, per: Per::CustomerTwice },
        headline: false,
        doc: "Customers with two or more purchases in the period among those with one or more.",
        example: Example { given: GIVEN, then: 1.0 / 3.0 },
        ..FIGURE
    },
]];
