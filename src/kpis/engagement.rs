//! Engagement: do customers react? KPIs of recipients of delivered outreach, dated by the sending of the message.

use super::Section::Engagement;
use super::{Aggregated, Dated, Example, Formula, Kpi, Per, Window};
use crate::facts::{Fact, message};
use crate::times;
use crate::units::Better::{Higher, Lower};
use crate::units::{Better, Unit};

/// Four recipients of one campaign: one replies after 30 minutes with a tap that quotes, one writes after an hour, one
/// clicks, one does nothing. The template has buttons because it was tapped.
const FOUR: &[&str] = &["message_id,customer,direction,type,campaign,template,sent_at,delivered_at,read_at,clicked_at,reply_to
a,4915100000001,outbound,template,spring,tea,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,2026-10-01T10:10:00Z,,
b,4915100000002,outbound,template,spring,tea,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,,,
c,4915100000003,outbound,template,spring,tea,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,2026-10-01T10:10:00Z,2026-10-01T10:11:00Z,
d,4915100000004,outbound,template,spring,tea,2026-10-01T10:00:00Z,2026-10-01T10:00:04Z,2026-10-01T11:10:00Z,,
e,4915100000001,inbound,button,,,2026-10-01T10:30:00Z,,,,a
f,4915100000002,inbound,text,,,2026-10-01T11:00:00Z,,,,
"];

#[allow(clippy::too_many_arguments, reason = "a literal with names at the call would be three times as long")]
const fn figure(
    id: &'static str,
    name: &'static str,
    question: &'static str,
    unit: Unit,
    better: Option<Better>,
    formula: Formula,
    window: Option<Window>,
    headline: bool,
    doc: &'static str,
    caveat: Option<&'static str>,
    then: f64,
) -> Kpi {
    Kpi {
        id,
        name,
        question,
        section: Engagement,
        unit,
        better,
        formula,
        window,
        dated: Dated::ByUnit,
        headline,
        doc,
        caveat,
        counted: None,
        filter: None,
        example: Example { given: FOUR, then },
    }
}

const fn recipients(of: &'static Fact, among: &'static Fact) -> Formula {
    Formula::Share { of, among, per: Per::Recipient }
}

const UNQUOTED: &str = "Most replies quote nothing: they belong to the latest message before them.";

/// The figures of this section.
pub const KPIS: &[&[Kpi]] = &[
    &[
        figure(
            "recipients",
            "Recipients",
            "How many did we address?",
            Unit::Count,
            None,
            Formula::Count { of: &message::OUTREACH, per: Per::Recipient },
            None,
            true,
            "Distinct pairs of campaign and customer among outreach; outreach without a campaign forms the campaign \"(none)\".",
            None,
            4.0,
        ),
        figure(
            "reply_rate",
            "Reply rate",
            "Do customers answer our campaigns?",
            Unit::Share,
            Some(Higher),
            recipients(&message::REPLIED, &message::REACHED),
            Some(Window::Reply),
            true,
            "Recipients with a reply within the reply window among recipients delivered to.",
            Some(UNQUOTED),
            0.5,
        )
        .counted(Aggregated::Replied, Some(Aggregated::Delivered)),
        figure(
            "message_reply_rate",
            "Reply rate, per message",
            "How many messages are answered?",
            Unit::Share,
            Some(Higher),
            Formula::Share { of: &message::REPLIED, among: &message::REACHED, per: Per::Row },
            Some(Window::Reply),
            false,
            "Delivered outreach messages with a reply within the reply window among delivered outreach messages.",
            Some(UNQUOTED),
            0.5,
        )
        .counted(Aggregated::Replied, Some(Aggregated::Delivered)),
        figure(
            "replies",
            "Replies",
            "How many replies came?",
            Unit::Count,
            Some(Higher),
            Formula::Sum { of: &message::REPLIES, among: &message::REACHED },
            Some(Window::Reply),
            false,
            "Replies to delivered outreach within the reply window.",
            Some(UNQUOTED),
            2.0,
        )
        .counted(Aggregated::Replied, None),
        figure(
            "clicks",
            "Clicks",
            "How many clicks and taps came?",
            Unit::Count,
            Some(Higher),
            Formula::Sum { of: &message::CLICKS, among: &message::REACHED },
            Some(Window::Click),
            true,
            "Link clicks and taps on buttons or lists that belong to delivered outreach, within the click window.",
            None,
            2.0,
        )
        .counted(Aggregated::Clicked, None),
        figure(
            "click_through_rate",
            "Click-through rate",
            "Do recipients click?",
            Unit::Share,
            Some(Higher),
            recipients(&message::CLICKED, &message::REACHED),
            Some(Window::Click),
            true,
            "Recipients with a click or tap within the click window among recipients delivered to.",
            None,
            0.5,
        )
        .counted(Aggregated::Clicked, Some(Aggregated::Delivered)),
        figure(
            "click_to_open_rate",
            "Click-to-open rate",
            "Do those who open also click?",
            Unit::Share,
            Some(Higher),
            recipients(&message::CLICKED, &message::OPENED),
            Some(Window::Click),
            false,
            "Recipients with a click or tap within the click window among recipients who read. A click or tap \
             proves reading.",
            None,
            2.0 / 3.0,
        )
        .counted(Aggregated::Clicked, Some(Aggregated::Read)),
        figure(
            "button_clicks",
            "Button clicks",
            "How often were our buttons tapped?",
            Unit::Count,
            Some(Higher),
            Formula::Sum { of: &message::TAPS, among: &message::REACHED },
            Some(Window::Click),
            false,
            "Taps on buttons and lists of delivered outreach, within the click window.",
            None,
            1.0,
        ),
        figure(
            "button_click_rate",
            "Button click rate",
            "Do recipients tap the buttons?",
            Unit::Share,
            Some(Higher),
            recipients(&message::TAPPED, &message::REACHED_WITH_BUTTONS),
            Some(Window::Click),
            true,
            "Recipients with a tap within the click window among recipients delivered to, over templates known to have \
             buttons or tapped anywhere in the input.",
            None,
            0.25,
        ),
        figure(
            "engagement_rate",
            "Engagement rate",
            "Do recipients react at all?",
            Unit::Share,
            Some(Higher),
            recipients(&message::ENGAGED, &message::REACHED),
            Some(Window::Click),
            true,
            "Recipients with a reply, click, tap or reaction within the click window among recipients delivered to.",
            None,
            0.75,
        ),
    ],
    &times!(
        "time_to_reply", "Time to reply", "How fast do customers reply?", Engagement, Some(Lower),
        &message::TIME_TO_REPLY, among: &message::REACHED, Per::Recipient, Some(Window::Reply), headline: true,
        "From a recipient's message to its first reply, within the reply window.",
        Some("Replies within seconds are often a customer's own automatic answer."),
        given: FOUR, then: [2700.0, 2700.0, 3420.0]
    ),
    &[figure(
        "messages_per_recipient",
        "Messages per recipient",
        "How often do we address the same person?",
        Unit::Ratio,
        None,
        Formula::Ratio { of: &message::REACHED, to: &message::REACHED, per: Per::Customer },
        None,
        false,
        "Delivered outreach messages / distinct customers reached.",
        None,
        1.0,
    )],
];
