//! What the walk finds: findings per message, conversation, wait and consent event, and who the customers are.
//!
//! Plain data, a shard's worth at a time. Times are milliseconds; a missing conversation is [`NOWHERE`].

use crate::settings::Span;
use crate::tables::message::Millis;
use crate::tables::texts::Text;
use crate::tables::values::{Author, Rating, Status, SurveyKind};

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
    /// Of a tap: the message that it belongs to, by its place in the story; else [`NOWHERE`].
    pub tapped: u32,
    /// Link clicks on it within the click window.
    pub clicks: u32,
    /// Whether a reaction to it came within the click window.
    pub reacted: bool,
    /// Whether an opt-out belongs to it.
    pub opted_out: bool,
    /// Whether an order belongs to it.
    pub converted: bool,
    /// Whether the customer ordered within the click window after it, or named it in an order.
    pub ordered: bool,
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
    /// The log's own id.
    pub id: Text,
    /// Its first message, by its place among the customer's; none where the input has no message of it.
    pub first: Option<u32>,
    /// From its start to its latest message.
    pub lasted: Span,
    /// When it was last resolved.
    pub resolved: Option<Millis>,
    /// Whether it was reopened after that.
    pub is_reopened: bool,
    /// From its start to its last resolve.
    pub resolution_time: Option<Span>,
    /// What its messages and its row tell of bots, people and steps.
    pub course: Course,
    /// From the hand-off to the first message of a person after it.
    pub handoff_wait: Option<Span>,
    /// Whether an order belongs to it, or its row says that it converted.
    pub converted: bool,
}

/// How a conversation went: bots, people, steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Whether a bot answered or its row says that one took part.
    pub bot: bool,
    /// Whether it was handed off, or a person wrote.
    pub escalated: bool,
    /// Whether the customer had the last word, closing words aside, or the bot last said that it did not understand.
    pub left_hanging: bool,
    /// Whether any of its messages has a step.
    pub is_flow: bool,
    /// Whether it reached a step that finishes the flow.
    pub finished: bool,
    /// Whether it is silent for the session gap.
    pub silent: bool,
    /// The last step that it reached.
    pub last_step: Text,
    /// How many people took part.
    pub agents: u32,
    /// When a person first wrote.
    pub first_agent: Option<Millis>,
}

/// A resolve of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolutionFinding {
    /// The conversation, and through it the customer.
    pub conversation: u32,
    /// When.
    pub at: Millis,
    /// Whether it is the conversation's last: what follows is told of that one only.
    pub last: bool,
    /// From the conversation's start.
    pub span: Option<Span>,
    /// From the hand-off, else from the first message of a person.
    pub agent_span: Option<Span>,
    /// Whether the conversation was reopened within the window.
    pub reopened: bool,
    /// Whether one person at most was needed, and the customer did not come back within the window.
    pub first_contact: bool,
}

/// An order's share in a message, a conversation or a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TouchFinding {
    /// The customer.
    pub life: u32,
    /// The date: the message's; of a conversation or campaign alone the order's own.
    pub at: Millis,
    /// The outreach message: index into the messages.
    pub message: Option<u32>,
    /// The conversation, where it is no message.
    pub conversation: Option<u32>,
    /// The campaign, where it is neither.
    pub campaign: Text,
    /// The share in billionths.
    pub weight: i64,
    /// The share of the order's value, with its currency, where it is a purchase of known value.
    pub value: Option<(i64, Text)>,
    /// Whether it is a purchase.
    pub purchase: bool,
    /// Whether it is the customer's first lead.
    pub first_lead: bool,
    /// Whether it is the customer's first purchase.
    pub first_purchase: bool,
    /// Whether it is the order's last touch.
    pub last: bool,
    /// From that touch to the order.
    pub span: Option<Span>,
}

/// An order that was not given back in full, of any kind, wherever it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderFinding {
    /// The customer.
    pub life: u32,
    /// When.
    pub at: Millis,
    /// Its value with its currency, where it is a purchase of known value.
    pub value: Option<(i64, Text)>,
}

/// A purchase, wherever it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PurchaseFinding {
    /// The customer.
    pub life: u32,
    /// When.
    pub at: Millis,
}

/// A survey, or an answer to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurveyFinding {
    /// The customer.
    pub life: u32,
    /// When it was answered; of a survey when it was sent.
    pub at: Millis,
    /// The conversation that it asks about.
    pub conversation: Option<u32>,
    /// Whom it asks about.
    pub agent: Text,
    /// What it asks.
    pub kind: SurveyKind,
    /// Whether it was answered.
    pub answered: bool,
    /// The answer, in millionths.
    pub score: i64,
    /// The lowest and highest answer, in millionths.
    pub scale: (i64, i64),
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
    /// Consent that the contacts table records.
    pub recorded: bool,
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
    /// The resolves, by conversation.
    pub resolutions: Vec<ResolutionFinding>,
    /// The steps that conversations reached, each once, in order.
    pub steps: Vec<(u32, Text)>,
    /// What orders belong to.
    pub touches: Vec<TouchFinding>,
    /// All orders.
    pub orders: Vec<OrderFinding>,
    /// All purchases.
    pub purchases: Vec<PurchaseFinding>,
    /// Surveys that were sent.
    pub surveys: Vec<SurveyFinding>,
    /// Valid answers, by customer in order of time.
    pub answers: Vec<SurveyFinding>,
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
