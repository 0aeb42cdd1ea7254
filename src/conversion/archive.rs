//! The archive: merged rows of every table in memory at once, and what their cells are looked up in.
//!
//! Not responsible for which columns there are (`tables`, `facts`).

use anyhow::Result;
use rayon::prelude::*;

use super::facts::{self, Gathered};
use super::ids::MessageIds;
use super::people;
use super::privacy::Privacy;
use super::sheet::{Cell, Sheet};
use super::tables;
use crate::analysis::assemble::{InputNames, accounts};
use crate::analysis::prepare::{Prepared, prepare_with_customers};
use crate::facts::message;
use crate::report::InputAccount;
use crate::settings::Settings;
use crate::sources::load::Loaded;
use crate::tables::account::Accounts;
use crate::tables::identity::Customers;
use crate::tables::intake::Names;
use crate::tables::message::{Message, Millis};
use crate::tables::profile::Profile;
use crate::tables::pseudonym::Pseudonyms;
use crate::tables::rows::{Click, Contact, Conversation, Order, Preference, Survey};
use crate::tables::texts::Text;
use crate::timeline::shard::{Shard, Sorted};
use crate::timeline::walk::walk;

/// Everything that was read.
pub struct Archive {
    /// What only the whole input knows, and the tables that have no customers.
    pub(super) prepared: Prepared,
    customers: Customers,
    /// The name that stands for each customer.
    names: Vec<String>,
    pub(super) rows: Rows,
    /// Second names of customers, and the first ones.
    pub(super) aliases: Vec<(String, u32)>,
    pub(super) ids: MessageIds,
    facts: Option<Gathered>,
    inputs: InputNames,
    pub(super) privacy: Privacy,
}

/// Rows that belong to customers; the `u32` beside a row is its customer's number, in messages the customer column.
#[derive(Default)]
pub(super) struct Rows {
    pub messages: Vec<Message>,
    pub conversations: Vec<(u32, Conversation)>,
    pub clicks: Vec<(u32, Click)>,
    pub preferences: Vec<(u32, Preference)>,
    pub contacts: Vec<(u32, Contact)>,
    pub orders: Vec<(u32, Order)>,
    pub surveys: Vec<(u32, Survey)>,
}

/// What one shard came to.
#[derive(Default)]
struct Part {
    rows: Rows,
    facts: Option<Gathered>,
    accounts: Accounts,
}

impl Archive {
    /// Merges and resolves what was loaded; derives facts where they are asked for.
    pub fn new(
        loaded: Loaded,
        names: &Names,
        settings: &Settings,
        as_of: Option<Millis>,
        with_facts: bool,
        pseudonyms: Option<&Pseudonyms>,
    ) -> Result<Archive> {
        let inputs: InputNames = loaded.inputs.iter().map(|input| (input.path.clone(), input.source.id)).collect();
        let prepared = prepare_with_customers(loaded, names, settings, as_of, None, with_facts, 0)?;
        let (mut prepared, customers) = prepared;
        let shards = std::mem::take(&mut prepared.shards);
        let part = |shard: Shard| {
            let mut accounts = Accounts::default();
            let sorted = shard.sorted(&prepared.world, &mut accounts)?;
            drop(shard);
            let facts = with_facts.then(|| derive(&prepared, &sorted));
            anyhow::Ok(Part { rows: Rows::of(&sorted), facts, accounts })
        };
        // In the order of the shards, whoever is done first.
        let parts = shards.into_par_iter().map(part).collect::<Result<Vec<Part>>>()?;
        let (mut rows, mut gathered) = (Rows::default(), with_facts.then(Gathered::default));
        for part in parts {
            prepared.accounts.merge(part.accounts);
            rows.append(part.rows);
            if let (Some(all), Some(more)) = (&mut gathered, part.facts) {
                all.append(more);
            }
        }
        if let Some(gathered) = &mut gathered {
            gathered.add_spending(&prepared);
        }
        let privacy = Privacy::new(pseudonyms, &customers);
        let ids = MessageIds::new(&rows.messages, &prepared.world.ids, &inputs, &privacy)?;
        let names: Vec<String> = (0..customers.len() as u32).filter_map(|number| customers.name(number)).collect();
        let aliases = people::aliases(&customers, &names);
        let aliases = aliases.into_iter().map(|(alias, customer)| (privacy.customer(alias), customer)).collect();
        let names = names.into_iter().map(|name| privacy.customer(name)).collect();
        Ok(Archive { prepared, customers, names, rows, aliases, ids, facts: gathered, inputs, privacy })
    }

    /// The canonical tables that have rows.
    pub fn tables(&self) -> Vec<Sheet<'_>> {
        tables::sheets(self)
    }

    /// The facts of every grain that has rows; none where they were not asked for.
    pub fn facts(&self) -> Vec<Sheet<'_>> {
        self.facts.as_ref().map_or(Vec::new(), |gathered| facts::sheets(self, gathered))
    }

    /// What became of the records of each input.
    pub fn accounts(&self) -> Vec<InputAccount> {
        accounts(&self.prepared, &self.inputs)
    }

    /// What was rejected, ignored and unknown.
    pub fn findings(&self) -> &Accounts {
        &self.prepared.accounts
    }

    /// How many messages have words in their texts that figures rest on: opt-out words, closing words. Buttons are
    /// exported, texts are not.
    pub fn telling_texts(&self) -> usize {
        let tells = |message: &&Message| {
            let profile = self.profile(message);
            profile.closing_word || profile.opt_out_word && profile.button.is_none()
        };
        self.rows.messages.iter().filter(tells).count()
    }

    /// The moment of looking, where anything has a date.
    pub fn as_of(&self) -> Option<Millis> {
        self.prepared.dated.then_some(self.prepared.world.as_of)
    }

    pub(super) fn profile(&self, message: &Message) -> &Profile {
        &self.prepared.world.profiles[message.profile as usize]
    }

    /// A repeated text as it stands.
    pub(super) fn plain(&self, text: Text) -> &str {
        self.prepared.world.texts.get(text)
    }

    /// A word about something; never a customer's number where these are hidden.
    pub(super) fn text(&self, text: Text) -> Cell<'_> {
        self.privacy.word(self.plain(text))
    }

    /// A number or name of the business itself.
    pub(super) fn business(&self, text: Text) -> Cell<'_> {
        Cell::text(self.plain(text))
    }

    /// Who writes for the business.
    pub(super) fn agent(&self, text: Text) -> Cell<'_> {
        self.privacy.agent(self.plain(text))
    }

    /// The id of an order or a survey.
    pub(super) fn id(&self, kind: &str, id: Text) -> Cell<'_> {
        Cell::text(self.privacy.id(kind, self.plain(id)))
    }

    /// The log's own id of a conversation.
    pub(super) fn conversation(&self, id: Text) -> Cell<'_> {
        Cell::text(self.privacy.id("conversation", self.prepared.world.conversations.get(id)))
    }

    /// The id behind the hash of a message's id.
    pub(super) fn message_id(&self, hash: u64) -> Cell<'_> {
        self.ids.text(hash, &self.privacy)
    }

    /// The name that stands for a customer; none for one of whom no name is known.
    pub(super) fn name(&self, customer: u32) -> Cell<'_> {
        self.names.get(customer as usize).map_or(Cell::Nothing, |name| Cell::text(name.as_str()))
    }

    /// The customer that a row names, else the one that it was found to belong to.
    pub(super) fn customer(&self, written: Text, found: u32) -> Cell<'_> {
        self.name(self.customers.number(written).unwrap_or(found))
    }
}

/// The facts of a shard.
fn derive(prepared: &Prepared, sorted: &Sorted) -> Gathered {
    let story = walk(sorted, &prepared.world);
    let messages = message::Rows::new(&prepared.world, &prepared.words, sorted, &story);
    Gathered::of(prepared, &messages)
}

impl Rows {
    fn of(sorted: &Sorted) -> Rows {
        let mut rows = Rows { messages: sorted.messages.clone(), ..Rows::default() };
        for customer in sorted.customers() {
            rows.conversations.extend(customer.conversations);
            rows.clicks.extend(customer.clicks);
            rows.preferences.extend(customer.preferences);
            rows.contacts.extend(customer.contact.map(|contact| (customer.customer, *contact)));
            rows.orders.extend(customer.orders);
            rows.surveys.extend(customer.surveys);
        }
        rows
    }

    fn append(&mut self, other: Rows) {
        // Every table is named, so that a new one cannot be forgotten.
        let Rows { messages, conversations, clicks, preferences, contacts, orders, surveys } = other;
        self.messages.extend(messages);
        self.conversations.extend(conversations);
        self.clicks.extend(clicks);
        self.preferences.extend(preferences);
        self.contacts.extend(contacts);
        self.orders.extend(orders);
        self.surveys.extend(surveys);
    }
}
