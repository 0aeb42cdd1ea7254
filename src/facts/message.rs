//! Facts of messages, and the dimensions that a message knows.

use hashbrown::HashMap;

use super::frame::{self, Keys, MIXTURE};
use super::{Fact, Grain};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::message::Message;
use crate::tables::profile::Profile;
use crate::tables::texts::Text;
use crate::tables::values::{Author, Rating, Status};
use crate::timeline::engagement::is_delivered;
use crate::timeline::money::Amount;
use crate::timeline::shard::Sorted;
use crate::timeline::story::{Life, MessageFinding, Story};
use crate::timeline::world::World;

use super::Vocabulary;

/// What facts of messages are found from.
pub struct Rows<'a> {
    /// What the whole input knows.
    pub world: &'a World,
    /// The words of dimensions.
    pub words: &'a Vocabulary,
    /// The shard's rows.
    pub shard: &'a Sorted,
    /// What the walk found.
    pub story: &'a Story,
    /// The rows that are messages.
    pub messages: Vec<u32>,
    /// What orders brought, by message.
    pub revenue: HashMap<u32, Amount>,
}

/// One message with everything that is known of it.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// What the walk found.
    pub found: &'a MessageFinding,
    /// Its row.
    pub message: &'a Message,
    /// Its profile.
    pub profile: &'a Profile,
    /// Its customer.
    pub life: &'a Life,
    /// The words of dimensions, and what templates have.
    pub words: &'a Vocabulary,
    /// Prices and rates.
    pub world: &'a World,
    /// What orders brought.
    pub revenue: Option<Amount>,
}

impl<'a> Rows<'a> {
    /// The messages of a shard, without its events.
    pub fn new(world: &'a World, words: &'a Vocabulary, shard: &'a Sorted, story: &'a Story) -> Rows<'a> {
        let is_message = |row: &u32| story.messages[*row as usize].is_message;
        let messages = (0..story.messages.len() as u32).filter(is_message).collect();
        let mut revenue: HashMap<u32, Amount> = HashMap::new();
        for touch in &story.touches {
            let (Some(message), Some((value, currency))) = (touch.message, touch.value) else { continue };
            let entry = revenue.entry(message).or_insert((0, currency));
            *entry = (entry.0.saturating_add(value), if entry.1 == currency { currency } else { MIXTURE });
        }
        Rows { world, words, shard, story, messages, revenue }
    }

    /// One message of the shard, by its place there.
    pub fn at(&self, place: u32) -> Row<'_> {
        let found = &self.story.messages[place as usize];
        let message = &self.shard.messages[place as usize];
        Row {
            found,
            message,
            profile: &self.world.profiles[message.profile as usize],
            life: &self.story.lives[found.life as usize],
            words: self.words,
            world: self.world,
            revenue: if found.converted { self.revenue.get(&place).copied() } else { None },
        }
    }
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Message;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.messages.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        self.at(self.messages[number])
    }

    fn keys(row: &Row<'_>) -> Keys {
        let Row { found, profile, .. } = *row;
        Keys {
            life: found.life,
            at: found.at,
            campaign: profile.campaign,
            conversation: found.conversation,
            ..Keys::default()
        }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        row.dimension(column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

impl Row<'_> {
    /// The value of a dimension.
    pub fn dimension(&self, column: Column) -> Text {
        let Row { profile, life, words, .. } = *self;
        match column {
            Column::Campaign => profile.campaign,
            Column::Template => profile.template,
            Column::Variant => profile.variant,
            Column::Category => words.category(profile.category),
            Column::Type => words.kind(profile.kind),
            Column::Author => words.author(profile.author),
            Column::Agent => profile.agent,
            Column::Team => profile.team,
            Column::Segment => life.segment(profile.segment),
            Column::Country => profile.country.or(life.country),
            Column::Language => profile.language.or(life.language),
            Column::Business => profile.business,
        }
    }

    fn outbound(&self) -> bool {
        !self.found.inbound
    }

    fn state_known(&self) -> bool {
        self.outbound() && self.found.state != Status::Unknown
    }

    fn delivered(&self) -> bool {
        self.outbound() && self.found.state >= Status::Delivered
    }

    fn read(&self) -> bool {
        self.message.reads_known && self.delivered() && self.found.state == Status::Read
    }

    fn failed(&self) -> bool {
        self.outbound() && self.found.state == Status::Failed
    }

    /// Delivered outreach.
    pub fn reached(&self) -> bool {
        self.found.outreach && is_delivered(self.found.state)
    }

    fn clicked(&self) -> bool {
        self.found.clicks + self.found.taps > 0
    }

    /// Outreach that was read.
    pub fn opened(&self) -> bool {
        self.found.outreach && self.read()
    }

    /// Delivered outreach with a reply, click, tap or reaction within the click window.
    pub fn engaged(&self) -> bool {
        self.reached() && (self.clicked() || self.found.replied_in_click_window || self.found.reacted)
    }

    /// What it cost, where that is known: its own cost; of an outbound message nothing where it failed or is free, else
    /// the price of the rate card.
    pub fn cost(&self) -> Option<Amount> {
        let Row { profile, world, .. } = *self;
        if let Some(cost) = profile.cost {
            return Some(world.money.convert(cost, profile.currency));
        }
        if !self.outbound() {
            return None;
        }
        if self.failed() || profile.billable == Some(false) {
            return Some((0, Text::NONE));
        }
        let priced = is_delivered(self.found.state) && world.money.has_prices();
        if priced { world.money.price(self.dimension(Column::Country), profile.category, self.found.at) } else { None }
    }

    /// Whether it is billed, where that is known.
    fn is_billed(&self) -> Option<bool> {
        self.profile.billable.or_else(|| self.profile.cost.map(|cost| cost > 0))
    }

    fn when<T>(&self, holds: bool, value: T) -> Option<T> {
        holds.then_some(value)
    }
}

/// Declares what messages are: each a name, what it means and how a row tells it.
macro_rules! signs {
    ($( $name:ident: $doc:literal, $find:expr; )+) => {
        /// What up to sixty-four messages are, a bit a message.
        #[derive(Default)]
        struct Signs {
            $( #[doc = $doc] $name: u64, )+
        }

        impl Signs {
            fn of(rows: &[Row<'_>]) -> Signs {
                let mut signs = Signs::default();
                for (place, row) in rows.iter().enumerate() {
                    $( signs.$name |= u64::from(holds(row, $find)) << place; )+
                }
                signs
            }
        }
    };
}

#[inline]
fn holds(row: &Row, find: impl Fn(&Row) -> bool) -> bool {
    find(row)
}

signs! {
    outbound: "Sent by the business.", |row| row.outbound();
    inbound: "Written by the customer.", |row| row.found.inbound;
    state_known: "Outbound, and some source tells the state.", |row| row.state_known();
    delivered: "Outbound, delivered or read.", |row| row.delivered();
    failed: "Outbound, failed and never delivered.", |row| row.failed();
    reads_known: "Told by a source that reports reads.", |row| row.message.reads_known;
    read: "Outbound, read, and told by such a source.", |row| row.read();
    arrived: "Delivered, or of unknown state.", |row| is_delivered(row.found.state);
    observable: "To a customer with another read message.", |row| row.found.observable;
    unreachable: "Failed as unreachable.", |row| row.found.unreachable;
    outreach: "Begun by the business.", |row| row.found.outreach;
    marketing: "Outreach for marketing.", |row| row.found.marketing;
    replied: "With a reply within the reply window.", |row| row.found.replies > 0;
    replied_soon: "With a reply within the click window.", |row| row.found.replied_in_click_window;
    clicked: "With a link click or tap within the click window.", |row| row.clicked();
    tapped: "With a tap within the click window.", |row| row.found.taps > 0;
    reacted: "With a reaction within the click window.", |row| row.found.reacted;
    with_buttons: "Of a template with buttons.", |row| row.words.has_buttons(row.profile.template);
    opted_out: "An opt-out belongs to it.", |row| row.found.opted_out;
    without_consent: "Marketing to a contact without consent before.", |row| row.found.without_consent;
    after_opt_out: "Between an opt-out and a resume.", |row| row.found.after_opt_out;
    blocked: "To a customer who has blocked.", |row| row.life.blocked;
    after_delivery: "After another was delivered to the customer.", |row| row.found.after_delivery;
    rated: "Sent under a known rating.", |row| row.found.rating.is_some();
    rated_green: "Sent under a green rating.", |row| row.found.rating == Some(Rating::Green);
    of_bot: "Written by a bot.", |row| row.profile.author == Some(Author::Bot);
    fallback: "Marked as not understood.", |row| row.profile.fallback == Some(true);
    followup: "An automated follow-up.", |row| row.profile.followup == Some(true);
    ordered: "Followed or named by an order.", |row| row.found.ordered;
    converted: "An order belongs to it.", |row| row.found.converted;
    costed: "Its cost is known.", |row| row.cost().is_some();
    billed: "It is billed.", |row| row.is_billed() == Some(true);
    free: "It is known not to be billed.", |row| row.is_billed() == Some(false);
}

impl Signs {
    /// Delivered outreach.
    fn reached(&self) -> u64 {
        self.outreach & self.arrived
    }

    /// Written by a bot, and not failed.
    fn by_bot(&self) -> u64 {
        self.outbound & self.of_bot & !self.failed
    }

    /// Delivered follow-ups.
    fn followed_up(&self) -> u64 {
        self.outbound & self.followup & self.arrived
    }
}

/// A fact known of all messages.
fn all(yes: u64) -> (u64, u64) {
    (yes, u64::MAX)
}

/// A fact that is null but for some messages.
fn among(known: u64, yes: u64) -> (u64, u64) {
    (yes & known, known)
}

facts! { Grain::Message, Signs;
    OUTBOUND = "outbound" Sign [Messages] "Outbound messages, whatever became of them.",
        |of| all(of.outbound);
    INBOUND = "inbound" Sign [Messages] "Inbound messages.",
        |of| all(of.inbound);
    STATE_KNOWN = "state_known" Sign [States] "Outbound messages whose state some source tells.",
        |of| all(of.state_known);
    DELIVERED = "delivered" Sign [States] "Outbound messages that reached the phone: delivered or read; null where the state is unknown.",
        |of| among(of.state_known, of.delivered);
    FAILED = "failed" Sign [States] "Outbound messages that failed and were never delivered; null where the state is unknown.",
        |of| among(of.state_known, of.failed);
    PENDING = "pending" Sign [States] "Outbound messages of known state, neither delivered nor failed.",
        |of| among(of.state_known, !of.delivered & !of.failed);
    READ = "read" Sign [Reads] "Outbound messages that were read; null where no source of theirs reports reads.",
        |of| among(of.state_known & of.reads_known, of.read);
    DELIVERED_WITH_READS = "delivered_with_reads" Sign [Reads] "Delivered messages of sources that report reads.",
        |of| all(of.reads_known & of.delivered);
    DELIVERED_TO_READERS = "delivered_to_readers" Sign [Reads] "The same to customers with at least one other read message.",
        |of| all(of.reads_known & of.delivered & of.observable);
    DELIVERY_LATENCY = "delivery_latency" Duration [States] "From sending to delivery, where both times are known.",
        |row| row.found.delivery_latency;
    TIME_TO_OPEN = "time_to_open" Duration [Reads] "From delivery to reading, where both times are known.",
        |row| row.when(row.message.reads_known, row.found.time_to_open).flatten();
    UNREACHABLE = "unreachable" Sign [States] "Outbound messages that failed for an unreachable class; false for every other outbound message, null for inbound.",
        |of| among(of.outbound, of.failed & of.unreachable);
    OUTREACH = "outreach" Sign [Messages] "Outbound messages that the business started.",
        |of| all(of.outreach);
    REACHED = "reached" Sign [Messages] "Outreach that was delivered; where the state is unknown it counts as delivered.",
        |of| all(of.reached());
    REPLIED = "replied" Sign [Messages] "Delivered outreach with a reply within the reply window.",
        |of| all(of.reached() & of.replied);
    REPLIES = "replies" Number [Messages] "Replies to delivered outreach within the reply window.",
        |row| row.when(row.reached(), i64::from(row.found.replies));
    TIME_TO_REPLY = "time_to_reply" Duration [Messages] "From a delivered outreach message to its first reply within the reply window.",
        |row| row.when(row.reached(), row.found.first_reply).flatten();
    CLICKED = "clicked" Sign [Messages] "Delivered outreach with a link click or tap within the click window.",
        |of| all(of.reached() & of.clicked);
    CLICKS = "clicks" Number [Messages] "Link clicks and taps on delivered outreach within the click window.",
        |row| row.when(row.reached(), i64::from(row.found.clicks + row.found.taps));
    OPENED = "opened" Sign [Reads] "Outreach that was read.",
        |of| all(of.outreach & of.read);
    TAPPED = "tapped" Sign [Messages] "Delivered outreach with a tap within the click window, of a template with buttons.",
        |of| all(of.reached() & of.tapped & of.with_buttons);
    TAPS = "taps" Number [Messages] "Taps on delivered outreach within the click window.",
        |row| row.when(row.reached(), i64::from(row.found.taps));
    REACHED_WITH_BUTTONS = "reached_with_buttons" Sign [Messages] "Delivered outreach whose template is known to have buttons or was tapped anywhere in the input.",
        |of| all(of.reached() & of.with_buttons);
    ENGAGED = "engaged" Sign [Messages] "Delivered outreach with a reply, click, tap or reaction within the click window.",
        |of| all(of.reached() & (of.clicked | of.replied_soon | of.reacted));
    MARKETING_REACHED = "marketing_reached" Sign [Messages] "Delivered marketing messages.",
        |of| all(of.marketing & of.arrived);
    MARKETING_OPTED_OUT = "marketing_opted_out" Sign [Messages] "Delivered marketing messages that an opt-out belongs to.",
        |of| all(of.marketing & of.arrived & of.opted_out);
    SENT_WITHOUT_CONSENT = "sent_without_consent" Sign [Messages Contacts] "Marketing messages to customers of the contacts table with no consent recorded before.",
        |of| all(of.without_consent);
    SENT_AFTER_OPT_OUT = "sent_after_opt_out" Sign [Messages] "Marketing messages sent after an opt-out and before a resume.",
        |of| all(of.after_opt_out);
    BLOCK_SIGN = "block_sign" Sign [Messages] "Outbound messages to a customer who has blocked, or that failed as unreachable after an earlier delivery; null for inbound.",
        |of| among(of.outbound, of.blocked | of.failed & of.unreachable & of.after_delivery);
    RATED = "rated" Sign [Ratings] "Outreach sent under a known rating.",
        |of| all(of.outreach & of.rated);
    RATED_GREEN = "rated_green" Sign [Ratings] "Outreach sent under a GREEN rating.",
        |of| all(of.outreach & of.rated_green);
    BOT_MESSAGE = "bot_message" Sign [Bots] "Messages of a bot that did not fail.",
        |of| all(of.by_bot());
    FALLBACK = "fallback" Sign [Fallbacks] "Messages of a bot marked as not understood.",
        |of| all(of.by_bot() & of.fallback);
    FOLLOWUP = "followup_reached" Sign [FollowUps] "Delivered follow-ups.",
        |of| all(of.followed_up());
    RECOVERED = "recovered" Sign [FollowUps] "Delivered follow-ups with a reply, click or order within the click window.",
        |of| all(of.followed_up() & (of.clicked | of.replied_soon | of.ordered));
    CONVERTED = "converted" Sign [Orders] "Delivered outreach that an order belongs to.",
        |of| all(of.reached() & of.converted);
    REVENUE = "revenue" Money [Orders] "What purchases that belong to outreach brought, refunds subtracted.",
        |row| row.when(row.found.outreach, row.revenue).flatten();
    MESSAGE_COST = "message_cost" Money [Costs] "What outbound messages cost, where that is known.",
        |row| row.when(row.outbound(), row.cost()).flatten();
    COST_KNOWN = "cost_known" Sign [Costs] "Outbound messages whose cost is known.",
        |of| all(of.outbound & of.costed);
    DELIVERED_COST_KNOWN = "delivered_cost_known" Sign [Costs States] "Delivered messages whose cost is known.",
        |of| all(of.delivered & of.costed);
    BILLING_KNOWN = "billing_known" Sign [Billing States] "Delivered messages of which it is known whether they are billed.",
        |of| all(of.delivered & (of.billed | of.free));
    NOT_BILLED = "not_billed" Sign [Billing States] "Delivered messages that are not billed.",
        |of| all(of.delivered & of.free);
}
