//! Facts: derived columns at one grain. A boolean, an integer or null; null = outside the population or not known.
//!
//! A fact is declared here as pure data; the columns are built by the file of its grain from what the walk found.
//! Not responsible for formulas (`kpis`) nor for adding up (`analysis`).

pub mod answer;
pub mod bits;
pub mod consent;
pub mod contact;
pub mod conversation;
pub mod customer;
pub mod expense;
pub mod frame;
pub mod message;
pub mod purchase;
pub mod references;
pub mod resolution;
pub mod survey;
pub mod talk;
pub mod touch;
pub mod visit;
pub mod wait;

use std::collections::HashSet;

use crate::dimensions::{Column, Family};
use crate::tables::message::Millis;
use crate::tables::texts::{Text, Texts};
use crate::tables::values::{Author, Category, MessageType};
use crate::timeline::story::Life;
use frame::{Frame, Wanted};

/// What one row of a fact frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// A message of either side, dated by its sending.
    Message,
    /// A message as a part of its conversation, dated by the message.
    Talk,
    /// A conversation, dated by its start.
    Conversation,
    /// A wait of a customer, dated by its beginning.
    Wait,
    /// A consent event that counts, dated by itself.
    Consent,
    /// A customer of the contacts table, without a date.
    Contact,
    /// A resolve of a conversation, dated by itself.
    Resolution,
    /// An order's share in a message, a conversation or a campaign: dated by the message, else by the order.
    Touch,
    /// A message whose cost is known, dated by its sending, or a part of a spend.
    Expense,
    /// A purchase, dated by itself.
    Purchase,
    /// A survey, dated by its sending.
    Survey,
    /// A survey's answer, dated by itself.
    Answer,
    /// An inbound message as a visit of its customer, dated by the message.
    Visit,
    /// A customer at the end of the period, without a date.
    Customer,
}

impl Grain {
    /// Every grain.
    pub const ALL: [Grain; 14] = [
        Grain::Message,
        Grain::Talk,
        Grain::Conversation,
        Grain::Wait,
        Grain::Consent,
        Grain::Contact,
        Grain::Resolution,
        Grain::Touch,
        Grain::Expense,
        Grain::Purchase,
        Grain::Survey,
        Grain::Answer,
        Grain::Visit,
        Grain::Customer,
    ];

    /// The dimensions that rows of this grain know.
    pub fn family(self) -> Family {
        match self {
            Grain::Message | Grain::Consent | Grain::Touch | Grain::Expense => Family::Message,
            Grain::Conversation | Grain::Talk | Grain::Resolution | Grain::Survey | Grain::Answer => {
                Family::Conversation
            }
            Grain::Wait => Family::Wait,
            Grain::Contact | Grain::Purchase | Grain::Visit | Grain::Customer => Family::Customer,
        }
    }

    /// Whether its rows have a date: then they know periods and the calendar.
    pub fn is_dated(self) -> bool {
        !matches!(self, Grain::Contact | Grain::Customer)
    }

    /// Its name in help and frames.
    pub fn id(self) -> &'static str {
        match self {
            Grain::Message => "message",
            Grain::Talk => "talk",
            Grain::Conversation => "conversation",
            Grain::Wait => "wait",
            Grain::Consent => "consent",
            Grain::Contact => "contact",
            Grain::Resolution => "resolution",
            Grain::Touch => "touch",
            Grain::Expense => "expense",
            Grain::Purchase => "purchase",
            Grain::Survey => "survey",
            Grain::Answer => "answer",
            Grain::Visit => "visit",
            Grain::Customer => "customer",
        }
    }
}

/// What a fact's column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True, false or null.
    Flag,
    /// A whole number or null.
    Number,
    /// A span in milliseconds or null.
    Duration,
    /// An amount in millionths of the major unit of its currency, or null.
    Money,
    /// A part of one, in billionths, or null.
    Weight,
    /// Points in millionths on a scale, or null.
    Score,
}

impl Kind {
    /// How many of the column's units make one of the report's.
    pub fn scale(self) -> f64 {
        match self {
            Kind::Flag | Kind::Number => 1.0,
            Kind::Duration => 1_000.0,
            Kind::Money | Kind::Score => 1_000_000.0,
            Kind::Weight => 1_000_000_000.0,
        }
    }
}

/// What must be in the input for a fact to be known at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Needs {
    /// Messages.
    Messages,
    /// A source that reports states.
    States,
    /// A source that reports reads.
    Reads,
    /// Contacts with consent recorded.
    Contacts,
    /// Ratings of templates or numbers.
    Ratings,
    /// Opt-ins: consent events, or contacts with consent recorded.
    OptIns,
    /// Messages or the conversations table.
    Conversations,
    /// An SLA target in the settings.
    SlaFirstResponse,
    /// An SLA target in the settings.
    SlaResponse,
    /// A conversations table that tells of resolutions.
    Resolutions,
    /// An SLA target in the settings.
    SlaResolution,
    /// Messages of a bot, or conversations that name one.
    Bots,
    /// Bot messages that say whether they understood.
    Fallbacks,
    /// Hand-offs.
    Handoffs,
    /// Steps of a flow, some of which are final.
    FinalSteps,
    /// Messages marked as follow-ups.
    FollowUps,
    /// Orders.
    Orders,
    /// What messages cost, or other spend.
    Costs,
    /// Messages that say whether they are billed.
    Billing,
    /// Surveys that were sent.
    Surveys,
    /// Answers to surveys.
    Answers,
    /// Messages classed by their mood.
    Sentiment,
    /// Inbound messages that reach back two retention windows.
    RetentionVisits,
    /// Purchases that reach back two retention windows.
    RetentionPurchases,
    /// Inbound messages that reach back two churn windows.
    ChurnVisits,
}

impl Needs {
    /// What is missing, and the export that would feed it: the reason of a value that cannot be given.
    pub fn reason(self) -> &'static str {
        match self {
            Needs::Messages => "needs messages: a webhook log, a campaign export or canonical messages",
            Needs::States => "needs delivery states: a webhook log or a campaign export with delivery columns",
            Needs::Reads => "needs read receipts: no loaded source reports reads",
            Needs::Contacts => "needs contacts with consent: a canonical contacts file",
            Needs::Ratings => "needs quality ratings of templates or numbers: webhooks or a canonical templates file",
            Needs::OptIns => "needs opt-ins: consent events or contacts with consent recorded",
            Needs::Conversations => "needs conversations: messages of both sides or a conversations file",
            Needs::SlaFirstResponse => "needs a target: no first_response target is set",
            Needs::SlaResponse => "needs a target: no response target is set",
            Needs::Resolutions => "needs resolutions: a helpdesk export or a canonical conversations file",
            Needs::SlaResolution => "needs a target: no resolution target is set",
            Needs::Bots => "needs messages of a bot: a bot export, or messages whose author is bot",
            Needs::Fallbacks => "needs bot messages marked as understood or not: a bot export",
            Needs::Handoffs => "needs hand-offs: a helpdesk export or a canonical conversations file",
            Needs::FinalSteps => "needs steps of a flow, some final: a bot export, or final_steps in wa-kpi.toml",
            Needs::FollowUps => "needs messages marked as follow-ups: a canonical messages file",
            Needs::Orders => "needs orders: a shop export or a canonical orders file",
            Needs::Costs => "needs costs: messages with prices, a spend file, or a rate card in wa-kpi.toml",
            Needs::Billing => "needs billing: webhooks with pricing, or messages with costs",
            Needs::Surveys => "needs surveys: a canonical surveys file",
            Needs::Answers => "needs survey answers: a survey export or a helpdesk export with scores",
            Needs::Sentiment => "needs inbound texts or messages classed by mood",
            Needs::RetentionVisits => "needs inbound messages that reach back two retention windows",
            Needs::RetentionPurchases => "needs purchases that reach back two retention windows",
            Needs::ChurnVisits => "needs inbound messages that reach back two churn windows",
        }
    }
}

/// A derived column: pure data.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name in frames, formulas and help.
    pub id: &'static str,
    /// What one row is.
    pub grain: Grain,
    /// What the column holds.
    pub kind: Kind,
    /// What must be in the input.
    pub needs: &'static [Needs],
    /// What it means, and when it is null.
    pub doc: &'static str,
}

/// The words of closed vocabularies as texts, so that every dimension's value is one; and which templates have buttons.
pub struct Vocabulary {
    categories: Vec<Text>,
    kinds: Vec<Text>,
    authors: Vec<Text>,
    buttons: hashbrown::HashSet<Text>,
}

impl Vocabulary {
    /// Interns the words; `buttons` are the templates known to have buttons or tapped anywhere.
    pub fn new(texts: &Texts) -> Vocabulary {
        Vocabulary {
            categories: Category::ALL.iter().map(|value| texts.intern(value.word())).collect(),
            kinds: MessageType::ALL.iter().map(|value| texts.intern(value.word())).collect(),
            authors: Author::ALL.iter().map(|value| texts.intern(value.word())).collect(),
            buttons: hashbrown::HashSet::new(),
        }
    }

    /// Adds templates that have buttons.
    pub fn with_buttons(self, buttons: HashSet<Text>) -> Vocabulary {
        Vocabulary { buttons: buttons.into_iter().collect(), ..self }
    }

    /// The word of a category.
    pub fn category(&self, category: Option<Category>) -> Text {
        category.map_or(Text::NONE, |category| self.categories[category as usize])
    }

    /// The word of a type.
    pub fn kind(&self, kind: Option<MessageType>) -> Text {
        kind.map_or(Text::NONE, |kind| self.kinds[kind as usize])
    }

    /// The word of an author.
    pub fn author(&self, author: Option<Author>) -> Text {
        author.map_or(Text::NONE, |author| self.authors[author as usize])
    }

    /// Whether a template has buttons. Messages without a template have none.
    pub fn has_buttons(&self, template: Text) -> bool {
        !template.is_none() && self.buttons.contains(&template)
    }
}

/// A dimension of whatever knows nothing but its customer.
pub fn of_customer(life: &Life, column: Column) -> Text {
    match column {
        Column::Segment => life.segment(Text::NONE),
        Column::Country => life.country,
        Column::Language => life.language,
        _ => Text::NONE,
    }
}

/// The frame of one grain of a shard, found beside its messages; `end` is the first instant after the period.
pub fn build(grain: Grain, messages: &message::Rows, wanted: &Wanted, end: Millis) -> Frame {
    let message::Rows { world, words, shard, story, .. } = *messages;
    match grain {
        Grain::Message => Frame::of(messages, wanted),
        Grain::Talk => Frame::of(&talk::Rows::new(world, shard, story), wanted),
        Grain::Conversation => Frame::of(&conversation::Rows { story, world }, wanted),
        Grain::Wait => Frame::of(&wait::Rows { world, words, story }, wanted),
        Grain::Consent => Frame::of(&consent::Rows { messages }, wanted),
        Grain::Contact => Frame::of(&contact::Rows::new(story, world.as_of), wanted),
        Grain::Resolution => Frame::of(&resolution::Rows { story }, wanted),
        Grain::Touch => Frame::of(&touch::Rows { messages }, wanted),
        Grain::Expense => Frame::of(&expense::Rows::new(messages), wanted),
        Grain::Purchase => Frame::of(&purchase::Rows { story }, wanted),
        Grain::Survey => Frame::of(&survey::Rows { story }, wanted),
        Grain::Answer => Frame::of(&answer::Rows { story }, wanted),
        Grain::Visit => Frame::of(&visit::Rows::new(story), wanted),
        Grain::Customer => Frame::of(&customer::Rows::new(world, story, end), wanted),
    }
}

/// Every fact, by grain.
pub fn all() -> impl Iterator<Item = &'static Fact> {
    let of_grains = [
        message::FACTS,
        talk::FACTS,
        conversation::FACTS,
        wait::FACTS,
        consent::FACTS,
        contact::FACTS,
        resolution::FACTS,
        touch::FACTS,
        expense::FACTS,
        purchase::FACTS,
        survey::FACTS,
        answer::FACTS,
        visit::FACTS,
        customer::FACTS,
    ];
    of_grains.into_iter().flatten().copied()
}
