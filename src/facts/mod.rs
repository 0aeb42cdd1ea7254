//! Facts: derived columns at one grain. A boolean, an integer or null; null = outside the population or not known.
//!
//! A fact is declared here as pure data; the columns are built by the file of its grain from what the walk found.
//! Not responsible for formulas (`kpis`) nor for adding up (`analysis`).

pub mod consent;
pub mod contact;
pub mod conversation;
pub mod frame;
pub mod message;
pub mod talk;
pub mod wait;

use std::collections::HashSet;

use anyhow::Result;

use crate::dimensions::Family;
use crate::tables::texts::{Text, Texts};
use crate::tables::values::{Author, Category, MessageType};
use crate::timeline::shard::Shard;
use crate::timeline::story::Story;
use crate::timeline::world::World;
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
}

impl Grain {
    /// Every grain.
    pub const ALL: [Grain; 6] =
        [Grain::Message, Grain::Talk, Grain::Conversation, Grain::Wait, Grain::Consent, Grain::Contact];

    /// The dimensions that rows of this grain know.
    pub fn family(self) -> Family {
        match self {
            Grain::Message | Grain::Consent => Family::Message,
            Grain::Conversation | Grain::Talk => Family::Conversation,
            Grain::Wait => Family::Wait,
            Grain::Contact => Family::Customer,
        }
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
    buttons: HashSet<Text>,
}

impl Vocabulary {
    /// Interns the words; `buttons` are the templates known to have buttons or tapped anywhere.
    pub fn new(texts: &Texts) -> Vocabulary {
        Vocabulary {
            categories: Category::ALL.iter().map(|value| texts.intern(value.word())).collect(),
            kinds: MessageType::ALL.iter().map(|value| texts.intern(value.word())).collect(),
            authors: Author::ALL.iter().map(|value| texts.intern(value.word())).collect(),
            buttons: HashSet::new(),
        }
    }

    /// Adds templates that have buttons.
    pub fn with_buttons(self, buttons: HashSet<Text>) -> Vocabulary {
        Vocabulary { buttons, ..self }
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
        self.buttons.contains(&template)
    }
}

/// The frame of one grain of a shard.
pub fn build(grain: Grain, world: &World, words: &Vocabulary, shard: &Shard, story: &Story, wanted: &Wanted) -> Result<Frame> {
    match grain {
        Grain::Message => message::Rows::new(world, words, shard, story).frame(wanted),
        Grain::Talk => talk::Rows::new(story).frame(wanted),
        Grain::Conversation => conversation::Rows { story }.frame(wanted),
        Grain::Wait => wait::Rows { world, words, story }.frame(wanted),
        Grain::Consent => {
            let messages = &message::Rows::new(world, words, shard, story);
            consent::Rows { messages, words }.frame(wanted)
        }
        Grain::Contact => contact::Rows::new(story, world.as_of).frame(wanted),
    }
}

/// Every fact, by grain.
pub fn all() -> impl Iterator<Item = &'static Fact> {
    let of_grains = [message::FACTS, talk::FACTS, conversation::FACTS, wait::FACTS, consent::FACTS, contact::FACTS];
    of_grains.into_iter().flatten().copied()
}
