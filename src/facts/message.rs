//! Facts of messages, and the dimensions that a message knows.

use hashbrown::HashMap;

use super::frame::{self, Keys, MIXTURE, Values};
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

    fn build(fact: usize, rows: &[Row<'_>], into: &mut Values) {
        find(fact, rows, into);
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

    fn has_buttons(&self) -> bool {
        self.words.has_buttons(self.profile.template)
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

    fn is_by_bot(&self) -> bool {
        self.outbound() && self.profile.author == Some(Author::Bot) && !self.failed()
    }

    fn is_followup(&self) -> bool {
        self.outbound() && self.profile.followup == Some(true) && is_delivered(self.found.state)
    }

    fn recovered(&self) -> bool {
        self.clicked() || self.found.replied_in_click_window || self.found.ordered
    }

    fn when<T>(&self, holds: bool, value: T) -> Option<T> {
        holds.then_some(value)
    }
}

facts! { Grain::Message;
    OUTBOUND = "outbound" Flag [Messages] "Outbound messages, whatever became of them.",
        |row| Some(row.outbound());
    INBOUND = "inbound" Flag [Messages] "Inbound messages.",
        |row| Some(row.found.inbound);
    STATE_KNOWN = "state_known" Flag [States] "Outbound messages whose state some source tells.",
        |row| Some(row.state_known());
    DELIVERED = "delivered" Flag [States] "Outbound messages that reached the phone: delivered or read; null where the state is unknown.",
        |row| row.when(row.state_known(), row.delivered());
    FAILED = "failed" Flag [States] "Outbound messages that failed and were never delivered; null where the state is unknown.",
        |row| row.when(row.state_known(), row.failed());
    PENDING = "pending" Flag [States] "Outbound messages of known state, neither delivered nor failed.",
        |row| row.when(row.state_known(), !row.delivered() && !row.failed());
    READ = "read" Flag [Reads] "Outbound messages that were read; null where no source of theirs reports reads.",
        |row| row.when(row.outbound() && row.message.reads_known && row.state_known(), row.read());
    DELIVERED_WITH_READS = "delivered_with_reads" Flag [Reads] "Delivered messages of sources that report reads.",
        |row| Some(row.message.reads_known && row.delivered());
    DELIVERED_TO_READERS = "delivered_to_readers" Flag [Reads] "The same to customers with at least one other read message.",
        |row| Some(row.message.reads_known && row.delivered() && row.found.observable);
    DELIVERY_LATENCY = "delivery_latency" Duration [States] "From sending to delivery, where both times are known.",
        |row| row.found.delivery_latency;
    TIME_TO_OPEN = "time_to_open" Duration [Reads] "From delivery to reading, where both times are known.",
        |row| row.when(row.message.reads_known, row.found.time_to_open).flatten();
    UNREACHABLE = "unreachable" Flag [States] "Outbound messages that failed for an unreachable class; false for every other outbound message, null for inbound.",
        |row| row.when(row.outbound(), row.failed() && row.found.unreachable);
    OUTREACH = "outreach" Flag [Messages] "Outbound messages that the business started.",
        |row| Some(row.found.outreach);
    REACHED = "reached" Flag [Messages] "Outreach that was delivered; where the state is unknown it counts as delivered.",
        |row| Some(row.reached());
    REPLIED = "replied" Flag [Messages] "Delivered outreach with a reply within the reply window.",
        |row| Some(row.reached() && row.found.replies > 0);
    REPLIES = "replies" Number [Messages] "Replies to delivered outreach within the reply window.",
        |row| row.when(row.reached(), i64::from(row.found.replies));
    TIME_TO_REPLY = "time_to_reply" Duration [Messages] "From a delivered outreach message to its first reply within the reply window.",
        |row| row.when(row.reached(), row.found.first_reply).flatten();
    CLICKED = "clicked" Flag [Messages] "Delivered outreach with a link click or tap within the click window.",
        |row| Some(row.reached() && row.clicked());
    CLICKS = "clicks" Number [Messages] "Link clicks and taps on delivered outreach within the click window.",
        |row| row.when(row.reached(), i64::from(row.found.clicks + row.found.taps));
    OPENED = "opened" Flag [Reads] "Outreach that was read.",
        |row| Some(row.opened());
    TAPPED = "tapped" Flag [Messages] "Delivered outreach with a tap within the click window, of a template with buttons.",
        |row| Some(row.reached() && row.found.taps > 0 && row.has_buttons());
    TAPS = "taps" Number [Messages] "Taps on delivered outreach within the click window.",
        |row| row.when(row.reached(), i64::from(row.found.taps));
    REACHED_WITH_BUTTONS = "reached_with_buttons" Flag [Messages] "Delivered outreach whose template is known to have buttons or was tapped anywhere in the input.",
        |row| Some(row.reached() && row.has_buttons());
    ENGAGED = "engaged" Flag [Messages] "Delivered outreach with a reply, click, tap or reaction within the click window.",
        |row| Some(row.engaged());
    MARKETING_REACHED = "marketing_reached" Flag [Messages] "Delivered marketing messages.",
        |row| Some(row.found.marketing && is_delivered(row.found.state));
    MARKETING_OPTED_OUT = "marketing_opted_out" Flag [Messages] "Delivered marketing messages that an opt-out belongs to.",
        |row| Some(row.found.marketing && is_delivered(row.found.state) && row.found.opted_out);
    SENT_WITHOUT_CONSENT = "sent_without_consent" Flag [Messages Contacts] "Marketing messages to customers of the contacts table with no consent recorded before.",
        |row| Some(row.found.without_consent);
    SENT_AFTER_OPT_OUT = "sent_after_opt_out" Flag [Messages] "Marketing messages sent after an opt-out and before a resume.",
        |row| Some(row.found.after_opt_out);
    BLOCK_SIGN = "block_sign" Flag [Messages] "Outbound messages to a customer who has blocked, or that failed as unreachable after an earlier delivery; null for inbound.",
        |row| row.when(row.outbound(), row.life.blocked || row.failed() && row.found.unreachable && row.found.after_delivery);
    RATED = "rated" Flag [Ratings] "Outreach sent under a known rating.",
        |row| Some(row.found.outreach && row.found.rating.is_some());
    RATED_GREEN = "rated_green" Flag [Ratings] "Outreach sent under a GREEN rating.",
        |row| Some(row.found.outreach && row.found.rating == Some(Rating::Green));
    BOT_MESSAGE = "bot_message" Flag [Bots] "Messages of a bot that did not fail.",
        |row| Some(row.is_by_bot());
    FALLBACK = "fallback" Flag [Fallbacks] "Messages of a bot marked as not understood.",
        |row| Some(row.is_by_bot() && row.profile.fallback == Some(true));
    FOLLOWUP = "followup_reached" Flag [FollowUps] "Delivered follow-ups.",
        |row| Some(row.is_followup());
    RECOVERED = "recovered" Flag [FollowUps] "Delivered follow-ups with a reply, click or order within the click window.",
        |row| Some(row.is_followup() && row.recovered());
    CONVERTED = "converted" Flag [Orders] "Delivered outreach that an order belongs to.",
        |row| Some(row.reached() && row.found.converted);
    REVENUE = "revenue" Money [Orders] "What purchases that belong to outreach brought, refunds subtracted.",
        |row| row.when(row.found.outreach, row.revenue).flatten();
    MESSAGE_COST = "message_cost" Money [Costs] "What outbound messages cost, where that is known.",
        |row| row.when(row.outbound(), row.cost()).flatten();
    COST_KNOWN = "cost_known" Flag [Costs] "Outbound messages whose cost is known.",
        |row| Some(row.outbound() && row.cost().is_some());
    DELIVERED_COST_KNOWN = "delivered_cost_known" Flag [Costs States] "Delivered messages whose cost is known.",
        |row| Some(row.delivered() && row.cost().is_some());
    BILLING_KNOWN = "billing_known" Flag [Billing States] "Delivered messages of which it is known whether they are billed.",
        |row| Some(row.delivered() && row.is_billed().is_some());
    NOT_BILLED = "not_billed" Flag [Billing States] "Delivered messages that are not billed.",
        |row| Some(row.delivered() && row.is_billed() == Some(false));
}
