//! Facts of messages, and the dimensions that a message knows.

use super::frame::{self, Keys, Values};
use super::{Fact, Grain};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::message::Message;
use crate::tables::profile::Profile;
use crate::tables::texts::Text;
use crate::tables::values::{Rating, Status};
use crate::timeline::engagement::is_delivered;
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
}

impl<'a> Rows<'a> {
    /// The messages of a shard, without its events.
    pub fn new(world: &'a World, words: &'a Vocabulary, shard: &'a Sorted, story: &'a Story) -> Rows<'a> {
        let is_message = |row: &u32| story.messages[*row as usize].is_message;
        let messages = (0..story.messages.len() as u32).filter(is_message).collect();
        Rows { world, words, shard, story, messages }
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
            open: false,
        }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        row.dimension(column)
    }

    fn build(fact: &Fact, rows: &[Row<'_>], into: &mut Values) {
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

    fn reached(&self) -> bool {
        self.found.outreach && is_delivered(self.found.state)
    }

    fn clicked(&self) -> bool {
        self.found.clicks + self.found.taps > 0
    }

    fn has_buttons(&self) -> bool {
        self.words.has_buttons(self.profile.template)
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
        |row| Some(row.found.outreach && row.read());
    TAPPED = "tapped" Flag [Messages] "Delivered outreach with a tap within the click window, of a template with buttons.",
        |row| Some(row.reached() && row.found.taps > 0 && row.has_buttons());
    TAPS = "taps" Number [Messages] "Taps on delivered outreach within the click window.",
        |row| row.when(row.reached(), i64::from(row.found.taps));
    REACHED_WITH_BUTTONS = "reached_with_buttons" Flag [Messages] "Delivered outreach whose template is known to have buttons or was tapped anywhere in the input.",
        |row| Some(row.reached() && row.has_buttons());
    ENGAGED = "engaged" Flag [Messages] "Delivered outreach with a reply, click, tap or reaction within the click window.",
        |row| Some(row.reached() && (row.clicked() || row.found.replied_in_click_window || row.found.reacted));
    MARKETING_REACHED = "marketing_reached" Flag [Messages] "Delivered marketing messages.",
        |row| Some(row.found.marketing && is_delivered(row.found.state));
    MARKETING_OPTED_OUT = "marketing_opted_out" Flag [Messages] "Delivered marketing messages that an opt-out belongs to.",
        |row| Some(row.found.marketing && is_delivered(row.found.state) && row.found.opted_out);
    SENT_WITHOUT_CONSENT = "sent_without_consent" Flag [Contacts] "Marketing messages to customers of the contacts table with no consent recorded before.",
        |row| Some(row.found.without_consent);
    SENT_AFTER_OPT_OUT = "sent_after_opt_out" Flag [Messages] "Marketing messages sent after an opt-out and before a resume.",
        |row| Some(row.found.after_opt_out);
    BLOCK_SIGN = "block_sign" Flag [Messages] "Outbound messages to a customer who has blocked, or that failed as unreachable after an earlier delivery; null for inbound.",
        |row| row.when(row.outbound(), row.life.blocked || row.failed() && row.found.unreachable && row.found.after_delivery);
    RATED = "rated" Flag [Ratings] "Outreach sent under a known rating.",
        |row| Some(row.found.outreach && row.found.rating.is_some());
    RATED_GREEN = "rated_green" Flag [Ratings] "Outreach sent under a GREEN rating.",
        |row| Some(row.found.outreach && row.found.rating == Some(Rating::Green));
}
