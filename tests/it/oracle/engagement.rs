//! Section *engagement*: do customers react? A recipient is a (campaign, customer) pair.

use super::groups::Slice;
use super::measure::{Duration, Measured, Unit, count, ratio, share, times};
use super::merge::State;
use std::collections::BTreeSet;

pub const IDS: &[&str] = &[
    "recipients",
    "reply_rate",
    "message_reply_rate",
    "replies",
    "clicks",
    "click_through_rate",
    "click_to_open_rate",
    "button_clicks",
    "button_click_rate",
    "engagement_rate",
    "time_to_reply*",
    "messages_per_recipient",
];

type Recipient = (String, usize);

fn recipient(slice: &Slice, i: usize) -> Recipient {
    let m = &slice.world.messages[i];
    (m.row.campaign.clone(), m.customer)
}

pub fn distinct_recipients(slice: &Slice, messages: &[usize]) -> BTreeSet<Recipient> {
    messages.iter().map(|i| recipient(slice, *i)).collect()
}

fn immature(slice: &Slice, i: usize, window: i64) -> bool {
    slice.world.messages[i].at + window > slice.world.as_of
}

/// The share of the recipients of some messages that have a property by any of them. A
/// recipient is immature when its latest message is.
pub fn recipient_share(
    slice: &Slice,
    kpi: &str,
    messages: &[usize],
    window: i64,
    has: impl Fn(usize) -> bool,
) -> Measured {
    recipient_share_and(slice, kpi, messages, window, has, vec![])
}

/// The same with more units, of which only counts are known.
pub fn recipient_share_and(
    slice: &Slice,
    kpi: &str,
    messages: &[usize],
    window: i64,
    has: impl Fn(usize) -> bool,
    more: Vec<Unit>,
) -> Measured {
    let mut units: Vec<Unit> = distinct_recipients(slice, messages)
        .iter()
        .map(|who| {
            let own = || messages.iter().copied().filter(|i| &recipient(slice, *i) == who);
            (own().any(&has), own().any(|i| immature(slice, i, window)))
        })
        .collect();
    units.extend(more);
    share(kpi, &units, slice.ask.mature)
}

/// Templates known to have buttons, or tapped anywhere.
fn templates_with_buttons(slice: &Slice) -> BTreeSet<String> {
    let world = slice.world;
    let described = world.templates.iter().filter(|t| t.buttons == Some(true));
    let tapped = world
        .links
        .iter()
        .filter(|link| link.tap && (link.named || world.link_within(link, world.windows.click)))
        .map(|link| world.messages[link.target].row.template.clone());
    described.map(|t| t.template.clone()).chain(tapped).filter(|t| !t.is_empty()).collect()
}

pub fn measure(slice: &Slice) -> Vec<Measured> {
    let world = slice.world;
    let mature = slice.ask.mature;
    let outreach = slice.messages(|m| m.outreach);
    let delivered = slice.messages(|m| m.outreach && m.reached());
    let read = slice.messages(|m| m.outreach && m.state == State::Read && world.known.reads);
    let buttons = templates_with_buttons(slice);
    let with_buttons = slice.messages(|m| m.outreach && m.reached() && buttons.contains(&m.row.template));

    let replied = |i: usize| world.replies(i, world.windows.reply).next().is_some();
    let tapped = |i: usize| world.taps(i).next().is_some();
    let clicked = |i: usize| tapped(i) || world.link_clicks(i) > 0;
    let engaged =
        |i: usize| clicked(i) || world.replies(i, world.windows.click).next().is_some() || world.reactions(i) > 0;

    // Counts over delivered messages; --mature leaves out those whose window is not over.
    let sum = |kpi: &str, window: i64, of: &dyn Fn(usize) -> usize, more: usize| {
        let young = delivered.iter().filter(|i| immature(slice, **i, window)).count();
        let counted = delivered.iter().filter(|i| !(mature && immature(slice, **i, window)));
        count(kpi, counted.map(|i| of(*i)).sum::<usize>() + more, young)
    };
    let replies_told = slice.aggregate_units(|row| row.replied, |row| row.delivered);
    let clicks_told = slice.aggregate_units(|row| row.clicked, |row| row.delivered);
    let mut by_message: Vec<Unit> =
        delivered.iter().map(|i| (replied(*i), immature(slice, *i, world.windows.reply))).collect();
    by_message.extend(&replies_told);
    let customers: BTreeSet<usize> = delivered.iter().map(|i| world.messages[*i].customer).collect();

    let no_reads = !world.known.reads;
    let read_counts = world.counted(|row| row.clicked, |row| row.read);
    let mut all = vec![
        count("recipients", distinct_recipients(slice, &outreach).len(), 0),
        recipient_share_and(slice, "reply_rate", &delivered, world.windows.reply, replied, replies_told),
        share("message_reply_rate", &by_message, mature),
        sum(
            "replies",
            world.windows.reply,
            &|i| world.replies(i, world.windows.reply).count(),
            slice.aggregate_count(|row| row.replied),
        ),
        sum(
            "clicks",
            world.windows.click,
            &|i| world.link_clicks(i) + world.taps(i).count(),
            slice.aggregate_count(|row| row.clicked),
        ),
        recipient_share_and(slice, "click_through_rate", &delivered, world.windows.click, clicked, clicks_told),
        click_to_open(slice, &read, &delivered, &clicked).unless(no_reads && !read_counts),
        sum("button_clicks", world.windows.click, &|i| world.taps(i).count(), 0),
        recipient_share(slice, "button_click_rate", &with_buttons, world.windows.click, tapped),
        recipient_share(slice, "engagement_rate", &delivered, world.windows.click, engaged),
        ratio("messages_per_recipient", delivered.len(), customers.len()),
    ];
    all.extend(times("time_to_reply", &first_replies(slice, &delivered), mature));
    all
}

/// Of the recipients who read: those with a click on any of their delivered messages.
fn click_to_open(slice: &Slice, read: &[usize], delivered: &[usize], clicked: &dyn Fn(usize) -> bool) -> Measured {
    let clickers: Vec<usize> = delivered.iter().copied().filter(|i| clicked(*i)).collect();
    let clickers = distinct_recipients(slice, &clickers);
    let window = slice.world.windows.click;
    let told = slice.aggregate_units(|row| row.clicked, |row| row.read);
    let has = |i| clickers.contains(&recipient(slice, i));
    recipient_share_and(slice, "click_to_open_rate", read, window, has, told)
}

/// The first reply of each recipient minus its message: of all first replies to the
/// recipient's messages the earliest, of two at the same time that to the earlier message.
fn first_replies(slice: &Slice, delivered: &[usize]) -> Vec<Duration> {
    let world = slice.world;
    let mut durations = vec![];
    for who in distinct_recipients(slice, delivered) {
        let own = || delivered.iter().copied().filter(|i| recipient(slice, *i) == who);
        let first = own()
            .filter_map(|i| {
                let reply = world
                    .replies(i, world.windows.reply)
                    .map(|link| link.inbound)
                    .min_by_key(|reply| world.order(*reply))?;
                Some((world.tick(who.1, world.messages[reply].at), world.order(i), reply, i))
            })
            .min();
        if let Some((_, _, reply, message)) = first {
            let (from, to) = (world.messages[message].at, world.messages[reply].at);
            if let Some(duration) = world.duration(who.1, from, to) {
                durations.push((duration, own().any(|i| immature(slice, i, world.windows.reply))));
            }
        }
    }
    durations
}
