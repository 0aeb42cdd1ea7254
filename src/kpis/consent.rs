//! Consent: are we welcome? KPIs of customers of marketing.

use super::Section::Consent;
use super::{Aggregated, Dated, Example, Formula, Kpi, Per, Window};
use crate::facts::{consent, contact, message};
use crate::units::Better::{Higher, Lower};
use crate::units::{Better, Unit};

/// Two recipients of a marketing campaign; one writes STOP and is sent another message all the same.
const STOPPED: &[&str] = &["message_id,customer,direction,category,campaign,sent_at,delivered_at,text
a,4915100000001,outbound,marketing,spring,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,
b,4915100000002,outbound,marketing,spring,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,
c,4915100000001,inbound,,,2026-10-01T11:00:00Z,,STOP
d,4915100000001,outbound,marketing,autumn,2026-10-10T10:00:00Z,2026-10-10T10:00:04Z,
"];

/// The same with contacts, one of whom has consent recorded before the campaign.
const WITH_CONTACTS: &[&str] = &[
    STOPPED[0],
    "customer,consent_at
4915100000001,2026-09-01T10:00:00Z
4915100000002,
",
];

/// A customer whose third message cannot be delivered any more.
const GONE: &[&str] = &["message_id,customer,direction,sent_at,delivered_at,failed_at,error_code
a,4915100000001,outbound,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,,
b,4915100000001,outbound,2026-10-05T10:00:00Z,,2026-10-05T10:00:04Z,131026
c,4915100000002,outbound,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,,
"];

/// One message under a green rating, one under a red one.
const RATINGS: &[&str] = &[
    "message_id,customer,direction,category,template,sent_at
a,4915100000001,outbound,marketing,tea,2026-10-02T10:00:00Z
b,4915100000001,outbound,marketing,tea,2026-10-04T10:00:00Z
",
    "template,at,event,rating
tea,2026-10-01T00:00:00Z,quality,GREEN
tea,2026-10-03T00:00:00Z,quality,RED
",
];

#[allow(clippy::too_many_arguments, reason = "a literal with names at the call would be three times as long")]
const fn figure(
    id: &'static str,
    name: &'static str,
    question: &'static str,
    unit: Unit,
    better: Better,
    formula: Formula,
    window: Option<Window>,
    dated: Dated,
    headline: bool,
    doc: &'static str,
    caveat: Option<&'static str>,
    example: Example,
) -> Kpi {
    Kpi {
        id,
        name,
        question,
        section: Consent,
        unit,
        better: Some(better),
        formula,
        window,
        dated,
        headline,
        doc,
        caveat,
        counted: None,
        filter: None,
        example,
    }
}

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[&[
    figure(
        "opt_outs",
        "Opt-outs",
        "How many customers left our list?",
        Unit::Count,
        Lower,
        Formula::Count { of: &consent::OPTED_OUT, per: Per::Customer },
        None,
        Dated::ByUnit,
        true,
        "Customers who opted out in the period: by a preference event, by an opt-out word or button, or told by failure \
         131050. Dated by the opt-out; its dimensions are those of the marketing message that it belongs to.",
        None,
        Example { given: STOPPED, then: 1.0 },
    ).counted(Aggregated::OptOuts, None),
    figure(
        "opt_out_rate",
        "Opt-out rate",
        "How many recipients does marketing cost us?",
        Unit::Share,
        Lower,
        Formula::Share { of: &message::MARKETING_OPTED_OUT, among: &message::MARKETING_REACHED, per: Per::Recipient },
        Some(Window::OptOut),
        Dated::ByUnit,
        true,
        "Marketing recipients with an opt-out within the window among marketing recipients delivered to.",
        None,
        Example { given: STOPPED, then: 1.0 / 3.0 },
    ).counted(Aggregated::OptOuts, Some(Aggregated::Delivered)),
    figure(
        "opt_in_rate",
        "Opt-in rate",
        "How many contacts may we write to?",
        Unit::Share,
        Higher,
        Formula::Share { of: &contact::CONSENTED, among: &contact::CONTACT, per: Per::Row },
        None,
        Dated::AtAsOf,
        true,
        "Customers with consent recorded among the customers of the contacts table, at as_of.",
        Some("Consent recorded and later withdrawn still counts as recorded."),
        Example { given: WITH_CONTACTS, then: 0.5 },
    ),
    figure(
        "net_list_growth",
        "Net list growth",
        "Does our list grow?",
        Unit::Count,
        Higher,
        Formula::Net { plus: &consent::OPTED_IN, minus: &consent::OPTED_OUT, per: Per::Customer },
        None,
        Dated::ByUnit,
        false,
        "Customers with an opt-in, a resume or consent recorded in the period less customers who opted out.",
        None,
        Example { given: WITH_CONTACTS, then: 0.0 },
    ),
    figure(
        "sends_without_consent",
        "Sends without consent",
        "Do we write to people who never agreed?",
        Unit::Count,
        Lower,
        Formula::Count { of: &message::SENT_WITHOUT_CONSENT, per: Per::Row },
        None,
        Dated::ByUnit,
        true,
        "Marketing messages to customers of the contacts table with no consent recorded before.",
        Some("Customers who are missing from the contacts table are unknown, not counted, and noted."),
        Example { given: WITH_CONTACTS, then: 1.0 },
    ),
    figure(
        "sends_after_opt_out",
        "Sends after opt-out",
        "Do we write to people who left?",
        Unit::Count,
        Lower,
        Formula::Count { of: &message::SENT_AFTER_OPT_OUT, per: Per::Row },
        None,
        Dated::ByUnit,
        true,
        "Marketing messages sent after an opt-out and before a resume. A failure 131050 that tells of an opt-out made \
         elsewhere counts itself.",
        None,
        Example { given: STOPPED, then: 1.0 },
    ),
    figure(
        "block_rate",
        "Block rate (proxy)",
        "How many customers have probably blocked us?",
        Unit::Share,
        Lower,
        Formula::Share { of: &message::BLOCK_SIGN, among: &message::OUTBOUND, per: Per::CustomerAtLast },
        None,
        Dated::ByUnit,
        true,
        "A proxy: customers with a block event that is not undone, or whose last message of the selection failed as \
         unreachable after an earlier delivery, among the customers messaged.",
        Some("WhatsApp tells nobody of blocks; a changed number looks the same."),
        Example { given: GONE, then: 0.5 },
    ),
    figure(
        "quality_green_share",
        "Quality: green share",
        "Do we send under a good rating?",
        Unit::Share,
        Higher,
        Formula::Share { of: &message::RATED_GREEN, among: &message::RATED, per: Per::Row },
        None,
        Dated::ByUnit,
        true,
        "Outreach sent while its template's last rating (where that is unknown, its number's) was GREEN among outreach \
         with a known rating.",
        None,
        Example { given: RATINGS, then: 0.5 },
    ),
]];
