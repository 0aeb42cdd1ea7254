//! Places: which customer a row belongs to that names a message or a conversation.
//!
//! A conversation is its messages' customer's, else its row's, else that of an order or survey that names it. Ids may
//! have been given twice: then the row's own customer counts where it is one of them, else the one with the smallest
//! name. Not responsible for finding the messages (`scatter` shows them).

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use hashbrown::{HashMap, HashSet};

use crate::tables::bag::Bag;
use crate::tables::identity::Customers;
use crate::tables::packed::PackedMessage;
use crate::tables::rows::{Click, Conversation, Order, Survey};
use crate::tables::texts::Text;

/// The messages and conversations whose customer some row must know.
pub struct Named {
    conversations: HashSet<Text>,
    messages: HashSet<u64>,
}

impl Named {
    /// What these rows name; of the rows of the conversations table those without a customer.
    pub fn by(of_nobody: Vec<Text>, clicks: &[Click], orders: &[Order], surveys: &[Survey]) -> Named {
        let of_surveys = surveys.iter().filter(|row| row.customer.is_none()).map(|row| row.conversation);
        let of_orders = orders.iter().map(|row| row.conversation);
        let messages = clicks.iter().map(|row| row.message).chain(orders.iter().map(|row| row.message));
        let conversations = of_nobody.into_iter().chain(of_surveys).chain(of_orders);
        Named {
            conversations: conversations.filter(|text| !text.is_none()).collect(),
            messages: messages.filter(|&message| message != 0).collect(),
        }
    }
}

/// Whose a conversation is as far as is known.
#[derive(Clone, Copy)]
struct Owner {
    customer: u32,
    /// The message that tells so.
    message: u64,
}

/// Whose the named messages and conversations are.
#[derive(Default)]
pub struct Owners {
    messages: HashMap<u64, u32>,
    conversations: HashMap<Text, Owner>,
    /// Of conversations of several customers each.
    shared: HashSet<(Text, u32)>,
}

impl Owners {
    /// Notes whose a message is, and its conversation, where some row names them.
    #[inline]
    pub fn see(&mut self, message: &PackedMessage, named: &Named, customers: &Customers) {
        let (id, conversation, customer) = (message.id(), message.conversation(), message.customer().0);
        if !named.messages.is_empty() && named.messages.contains(&id) {
            self.messages.insert(id, customer);
        }
        if !named.conversations.is_empty() && named.conversations.contains(&conversation) {
            self.add(conversation, Owner { customer, message: id }, customers);
        }
    }

    /// Adds what another thread noted.
    pub fn merge(&mut self, other: Owners, customers: &Customers) {
        self.messages.extend(other.messages);
        self.shared.extend(other.shared);
        other.conversations.into_iter().for_each(|(conversation, owner)| self.add(conversation, owner, customers));
    }

    fn add(&mut self, conversation: Text, owner: Owner, customers: &Customers) {
        let known = self.conversations.entry(conversation).or_insert(owner);
        if known.customer != owner.customer {
            self.shared.extend([known.customer, owner.customer].map(|customer| (conversation, customer)));
            // No order of threads or rows may show.
            if rank(&owner, customers) < rank(known, customers) {
                *known = owner;
            }
        }
    }

    fn is_of(&self, conversation: Text, customer: u32) -> bool {
        self.conversations.get(&conversation).is_some_and(|owner| owner.customer == customer)
            || self.shared.contains(&(conversation, customer))
    }

    fn of(&self, conversation: Text) -> Option<u32> {
        self.conversations.get(&conversation).map(|owner| owner.customer)
    }
}

/// Named customers stand before messages without one.
fn rank(owner: &Owner, customers: &Customers) -> (bool, String, u64) {
    match customers.name(owner.customer) {
        Some(name) => (false, name, 0),
        None => (true, String::new(), owner.message),
    }
}

/// Which customer each row belongs to.
pub struct Places<'a> {
    customers: &'a Customers,
    /// The next number that no customer has.
    next: AtomicU32,
    by_messages: Owners,
    by_rows: Owners,
    by_namers: Owners,
    /// The numbers of those of whom nothing is known but their conversation.
    strangers: Mutex<HashMap<Text, u32>>,
}

impl<'a> Places<'a> {
    /// What the messages, the rows of conversations, and the orders and surveys tell; numbers from `next` on are free.
    pub fn new(
        customers: &'a Customers,
        next: u32,
        by_messages: Owners,
        named: &Named,
        conversations: &Bag<Conversation>,
        orders: &[Order],
        surveys: &[Survey],
    ) -> Result<Places<'a>> {
        let see = |owners: &mut Owners, conversation: Text, customer: Text| {
            if let Some(customer) = customers.number(customer).filter(|_| named.conversations.contains(&conversation)) {
                owners.add(conversation, Owner { customer, message: 0 }, customers);
            }
        };
        let (mut by_rows, mut by_namers) = (Owners::default(), Owners::default());
        if !named.conversations.is_empty() {
            conversations.for_each(|row| see(&mut by_rows, row.conversation, row.customer))?;
        }
        orders.iter().for_each(|row| see(&mut by_namers, row.conversation, row.customer));
        surveys.iter().for_each(|row| see(&mut by_namers, row.conversation, row.customer));
        let (next, strangers) = (AtomicU32::new(next), Mutex::default());
        Ok(Places { customers, next, by_messages, by_rows, by_namers, strangers })
    }

    /// The customer of a name; a row without a name is a customer of its own.
    pub fn of_name(&self, name: Text) -> u32 {
        self.customers.number(name).unwrap_or_else(|| self.stranger())
    }

    /// A row of the conversations table belongs to the customer it names, else to the conversation's.
    pub fn of_conversation(&self, row: &Conversation) -> u32 {
        self.customers.number(row.customer).unwrap_or_else(|| self.of_talk(row.conversation))
    }

    /// A click belongs to the customer of the message it names; one that names neither tells nothing.
    pub fn of_click(&self, click: &Click) -> Option<u32> {
        self.by_messages.messages.get(&click.message).copied().or_else(|| self.customers.number(click.customer))
    }

    /// An order belongs to the customer of the message it names, else of the conversation it names, else to its own.
    pub fn of_order(&self, order: &Order) -> u32 {
        if let Some(&customer) = self.by_messages.messages.get(&order.message) {
            return customer;
        }
        let own = self.customers.number(order.customer);
        let is_own = |customer: &u32| {
            self.by_messages.is_of(order.conversation, *customer) || self.by_rows.is_of(order.conversation, *customer)
        };
        let of_talk = || self.told(order.conversation);
        own.filter(is_own).or_else(of_talk).or(own).unwrap_or_else(|| self.stranger())
    }

    /// A survey belongs to its customer, else to its conversation's.
    pub fn of_survey(&self, survey: &Survey) -> u32 {
        self.customers.number(survey.customer).unwrap_or_else(|| self.of_talk(survey.conversation))
    }

    /// The customer of a conversation, whatever tells of it; all that nobody tells of is one stranger's.
    fn of_talk(&self, conversation: Text) -> u32 {
        let told = self.told(conversation).or_else(|| self.by_namers.of(conversation));
        told.unwrap_or_else(|| {
            if conversation.is_none() {
                return self.stranger();
            }
            let mut strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
            *strangers.entry(conversation).or_insert_with(|| self.stranger())
        })
    }

    /// The customer of a conversation by its messages, else by its rows.
    fn told(&self, conversation: Text) -> Option<u32> {
        let by_messages = self.by_messages.of(conversation);
        let has_name = |customer: &u32| (*customer as usize) < self.customers.len();
        by_messages.filter(has_name).or_else(|| self.by_rows.of(conversation)).or(by_messages)
    }

    fn stranger(&self) -> u32 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }
}
