//! What the walk finds: findings per message, conversation, wait and consent event, and who the customers are.
//!
//! Plain data, a shard's worth at a time. Times are milliseconds; a missing conversation is [`NOWHERE`].

use crate::settings::Span;
use crate::tables::message::Millis;
use crate::tables::texts::Text;
use crate::tables::values::{Author, Rating, Status};

/// No conversation.
pub const NOWHERE: u32 = u32::MAX;

/// A customer of the shard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The segment that the contacts table tells.
    pub contact_segment: Text,
    /// The segment that the earliest message with one tells.
    pub told_segment: Text,
    /// Contacts, else the phone number.
    pub country: Text,
    /// Contacts.
    pub language: Text,
    /// Whether the contacts table has the customer.
    pub is_contact: bool,
    /// When consent was recorded.
    pub consent_at: Option<Millis>,
    /// Whether the customer has a block event that is not undone.
    pub blocked: bool,
}

impl Life {
    /// The customer's segment: contacts, else what the unit's own row tells, else the earliest message with one.
    pub fn segment(&self, own: Text) -> Text {
        self.contact_segment.or(own).or(self.told_segment)
    }
}

/// What was found about one message. Rows stand in the order of the shard's messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageFinding {
    /// The customer: index into the story's lives.
    pub life: u32,
    /// The conversation: index into the story's conversations.
    pub conversation: u32,
    /// When it was sent or received.
    pub at: Millis,
    /// Whether it is a message at all and no event.
    pub is_message: bool,
    /// Whether the customer sent it.
    pub inbound: bool,
    /// The state after all proofs.
    pub state: Status,
    /// Whether the business started it.
    pub outreach: bool,
    /// Whether it is marketing.
    pub marketing: bool,
    /// Whether it is an opt-out word or button.
    pub opt_out_word: bool,
    /// Replies to it within the reply window.
    pub replies: u32,
    /// The first of them: its time less this message's.
    pub first_reply: Option<Span>,
    /// Whether a reply came within the click window.
    pub replied_in_click_window: bool,
    /// Taps on it within the click window.
    pub taps: u32,
    /// Link clicks on it within the click window.
    pub clicks: u32,
    /// Whether a reaction to it came within the click window.
    pub reacted: bool,
    /// Whether an opt-out belongs to it.
    pub opted_out: bool,
    /// Whether it was sent between an opt-out and a resume.
    pub after_opt_out: bool,
    /// Whether it is marketing to a contact without consent recorded before.
    pub without_consent: bool,
    /// Whether it failed as unreachable.
    pub unreachable: bool,
    /// Whether an earlier message to the customer was delivered.
    pub after_delivery: bool,
    /// Whether the customer has another read message.
    pub observable: bool,
    /// The rating under which it was sent.
    pub rating: Option<Rating>,
    /// From sending to delivery.
    pub delivery_latency: Option<Span>,
    /// From delivery to reading.
    pub time_to_open: Option<Span>,
}

/// A conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConversationFinding {
    /// The customer.
    pub life: u32,
    /// Its start.
    pub started: Millis,
    /// Last less first message; none without messages.
    pub duration: Option<Span>,
    /// How many messages.
    pub messages: u32,
    /// How often the side changed.
    pub exchanges: u32,
    /// Whether the business began it.
    pub by_business: bool,
    /// The campaign it belongs to.
    pub campaign: Text,
    /// The conversations table's agent, else the last agent who wrote.
    pub agent: Text,
    /// That agent's team.
    pub team: Text,
    /// The business number.
    pub business: Text,
    /// The segment its own row tells.
    pub segment: Text,
}

/// How a wait stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Ended by an answer.
    Answered,
    /// Over without an answer.
    Unanswered,
    /// Still open at as_of.
    Open,
}

/// A wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitFinding {
    /// The conversation, and through it the customer.
    pub conversation: u32,
    /// When it began.
    pub began: Millis,
    /// Whether it is the conversation's first.
    pub first: bool,
    /// Whether it is the first of the conversation that an agent ended.
    pub first_by_agent: bool,
    /// How it stands.
    pub outcome: Outcome,
    /// How long it took; none for one that ended before it began.
    pub span: Option<Span>,
    /// The same from the hand-off on, where one began it.
    pub agent_span: Option<Span>,
    /// Who answered.
    pub author: Option<Author>,
    /// By name.
    pub agent: Text,
}

/// A consent event that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentFinding {
    /// The customer.
    pub life: u32,
    /// When.
    pub at: Millis,
    /// An opt-out; else an opt-in, a resume or a recorded consent.
    pub opt_out: bool,
    /// The marketing message that an opt-out belongs to: index into the messages.
    pub message: Option<u32>,
}

/// A shard's findings.
#[derive(Default)]
pub struct Story {
    /// The customers.
    pub lives: Vec<Life>,
    /// Findings about the shard's messages, in their order.
    pub messages: Vec<MessageFinding>,
    /// The conversations.
    pub conversations: Vec<ConversationFinding>,
    /// The waits, by conversation.
    pub waits: Vec<WaitFinding>,
    /// The consent events that count.
    pub consents: Vec<ConsentFinding>,
    /// Spans that would have been negative: no observations.
    pub negative_spans: u64,
    /// Messages whose author is unknown and that were taken as answers.
    pub answers_by_unknown: u64,
    /// Outreach taken as marketing because it has a campaign and no known category.
    pub marketing_by_campaign: u64,
}

impl Story {
    /// Marketing messages to customers that the contacts table does not have.
    pub fn consent_unknown(&self) -> u64 {
        let unknown = |row: &&MessageFinding| row.marketing && !self.lives[row.life as usize].is_contact;
        self.messages.iter().filter(unknown).count() as u64
    }

    /// Outbound messages of unknown state.
    pub fn unknown_states(&self) -> u64 {
        let unknown = |row: &&MessageFinding| row.is_message && !row.inbound && row.state == Status::Unknown;
        self.messages.iter().filter(unknown).count() as u64
    }
}
