//! Journey: where do customers drop off? KPIs of flows and of follow-ups.

use super::Section::Journey;
use super::{Example, Formula, Kpi, Per, Window};
use crate::facts::{conversation, message};
use crate::units::Better::Lower;

/// Two flows: one reaches the final step, one stops at the first.
const GIVEN: &[&str] = &["message_id,customer,conversation_id,direction,author,sent_at,step,final
a1,4915100000001,c1,outbound,bot,2026-10-01T08:00:00Z,name,
a2,4915100000001,c1,inbound,customer,2026-10-01T08:01:00Z,,
a3,4915100000001,c1,outbound,bot,2026-10-01T08:01:02Z,done,true
b1,4915100000002,c2,inbound,customer,2026-10-01T07:59:00Z,,
b2,4915100000002,c2,outbound,bot,2026-10-01T08:00:00Z,name,
c1,4915100000003,c3,inbound,customer,2026-10-08T08:00:00Z,,
"];

/// Two follow-ups; one customer answers.
const FOLLOWED: &[&str] = &["message_id,customer,direction,author,sent_at,delivered_at,followup
a,4915100000001,outbound,automation,2026-10-01T08:00:00Z,2026-10-01T08:00:03Z,true
b,4915100000001,inbound,customer,2026-10-01T09:00:00Z,,
c,4915100000002,outbound,automation,2026-10-01T08:00:00Z,2026-10-01T08:00:03Z,true
"];

/// What the figures of this section have in common; each names the rest.
const FIGURE: Kpi = Kpi { section: Journey, window: Some(Window::SessionGap), ..Kpi::SHARE };

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[&[
    Kpi {
        id: "dropoff_rate",
        name: "Drop-off",
        question: "How many leave before the end?",
        better: Some(Lower),
        formula: Formula::Share { of: &conversation::FLOW_LEFT, among: &conversation::FLOW_OVER, per: Per::Row },
        doc: "Flows (conversations with steps) that are silent for the session gap and not finished among those \
         finished or silent. Finished = reached a step that the log marks as final or the settings name.",
        example: Example { given: GIVEN, then: 0.5 },
        ..FIGURE
    },
    Kpi {
        id: "completion_rate",
        name: "Completion",
        question: "How many reach the end?",
        formula: Formula::Share { of: &conversation::FLOW_FINISHED, among: &conversation::FLOW_OVER, per: Per::Row },
        doc: "Flows that are finished among those finished or silent: the rest of the drop-off.",
        example: Example { given: GIVEN, then: 0.5 },
        ..FIGURE
    },
    Kpi {
        id: "followup_recovery_rate",
        name: "Follow-up recovery",
        question: "How many do follow-ups bring back?",
        formula: Formula::Share { of: &message::RECOVERED, among: &message::FOLLOWUP, per: Per::Recipient },
        window: Some(Window::Click),
        doc: "Recipients of follow-ups who replied, clicked or ordered within the click window among recipients of \
         follow-ups delivered to.",
        example: Example { given: FOLLOWED, then: 0.5 },
        ..FIGURE
    },
]];
