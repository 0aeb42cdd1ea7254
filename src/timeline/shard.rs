//! Shards: the rows of a part of the customers, sorted so that each customer's rows stand together in order.

use super::order;
use super::world::World;
use crate::tables::account::Accounts;
use crate::tables::bag::Packed;
use crate::tables::merge_rows::{Spellings, merge_neighbours};
use crate::tables::message::{Message, Origin};
use crate::tables::rows::{Click, Contact, Conversation, Order, Preference, Survey};
use crate::tables::texts::Text;

/// Rows of the shard's customers as they come. The `u32` beside a row is its customer's number; in messages the
/// customer column holds it.
#[derive(Default)]
pub struct Shard {
    /// Messages and message events.
    pub messages: Packed<Message>,
    /// Whether there are taps among them.
    pub has_taps: bool,
    /// Rows of the conversations table.
    pub conversations: Packed<(u32, Conversation)>,
    /// Clicks.
    pub clicks: Vec<(u32, Click)>,
    /// Consent events.
    pub preferences: Vec<(u32, Preference)>,
    /// Contacts.
    pub contacts: Vec<(u32, Contact)>,
    /// Orders, each key once.
    pub orders: Vec<(u32, Order)>,
    /// Surveys, each key once.
    pub surveys: Vec<(u32, Survey)>,
}

/// One customer's rows, in order.
#[derive(Clone, Copy)]
pub struct CustomerRows<'a> {
    /// The customer's number.
    pub customer: u32,
    /// Index of the first message in the shard.
    pub first_message: usize,
    /// Messages and message events.
    pub messages: &'a [Message],
    /// Rows of the conversations table.
    pub conversations: &'a [(u32, Conversation)],
    /// Clicks by time.
    pub clicks: &'a [(u32, Click)],
    /// Consent events by time.
    pub preferences: &'a [(u32, Preference)],
    /// Orders by time, then by the text of their id.
    pub orders: &'a [(u32, Order)],
    /// Surveys by the text of their id.
    pub surveys: &'a [(u32, Survey)],
    /// The contact.
    pub contact: Option<&'a Contact>,
}

impl Shard {
    /// The rows by customer and inside a customer in the order of time; equal rows of tables without a key become
    /// one, rows of one conversation or contact are merged.
    pub fn sorted(&self, world: &World, accounts: &mut Accounts) -> anyhow::Result<Sorted> {
        let mut sorted = Sorted {
            messages: order::sort_messages(&self.messages.rows()?, world)?,
            conversations: self.conversations.rows()?,
            clicks: self.clicks.clone(),
            preferences: self.preferences.clone(),
            contacts: self.contacts.clone(),
            orders: self.orders.clone(),
            surveys: self.surveys.clone(),
        };
        let text = |text: Text| world.texts.get(text);
        // Texts are fetched only where two rows are not told apart without them.
        sorted.orders.sort_unstable_by(|(customer, row), (other, next)| {
            let times = (customer, row.at).cmp(&(other, next.at));
            times.then_with(|| text(row.order).cmp(text(next.order)))
        });
        sorted.surveys.sort_unstable_by(|(customer, row), (other, next)| {
            customer.cmp(other).then_with(|| text(row.survey).cmp(text(next.survey)))
        });
        sorted.clicks.sort_unstable();
        sorted.clicks.dedup_by(|next, kept| {
            let same = Click { origin: next.1.origin, ..kept.1 } == next.1 && kept.0 == next.0;
            same && count_duplicate(next.1.origin, accounts)
        });
        sorted.preferences.sort_unstable();
        sorted.preferences.dedup_by(|next, kept| {
            let same = Preference { origin: next.1.origin, ..kept.1 } == next.1 && kept.0 == next.0;
            same && count_duplicate(next.1.origin, accounts)
        });
        merge_repeats(&mut sorted, world, accounts);
        Ok(sorted)
    }
}

/// A shard whose rows stand in order.
pub struct Sorted {
    /// Messages and message events.
    pub messages: Vec<Message>,
    conversations: Vec<(u32, Conversation)>,
    clicks: Vec<(u32, Click)>,
    preferences: Vec<(u32, Preference)>,
    contacts: Vec<(u32, Contact)>,
    orders: Vec<(u32, Order)>,
    surveys: Vec<(u32, Survey)>,
}

impl Sorted {
    /// Every customer that has any row, in order of number.
    pub fn customers(&self) -> Customers<'_> {
        Customers { shard: self, at: [0; 7] }
    }
}

/// Walks a shard customer by customer.
pub struct Customers<'a> {
    shard: &'a Sorted,
    at: [usize; 7],
}

impl<'a> Iterator for Customers<'a> {
    type Item = CustomerRows<'a>;

    fn next(&mut self) -> Option<CustomerRows<'a>> {
        let shard = self.shard;
        let [message, conversation, click, preference, contact, order, survey] = self.at;
        let customer = [
            shard.messages.get(message).map(|row| row.customer.0),
            shard.conversations.get(conversation).map(|row| row.0),
            shard.clicks.get(click).map(|row| row.0),
            shard.preferences.get(preference).map(|row| row.0),
            shard.contacts.get(contact).map(|row| row.0),
            shard.orders.get(order).map(|row| row.0),
            shard.surveys.get(survey).map(|row| row.0),
        ]
        .into_iter()
        .flatten()
        .min()?;
        let messages = leading(&shard.messages[message..], |row| row.customer.0 == customer);
        let conversations = leading(&shard.conversations[conversation..], |row| row.0 == customer);
        let clicks = leading(&shard.clicks[click..], |row| row.0 == customer);
        let preferences = leading(&shard.preferences[preference..], |row| row.0 == customer);
        let contacts = leading(&shard.contacts[contact..], |row| row.0 == customer);
        let orders = leading(&shard.orders[order..], |row| row.0 == customer);
        let surveys = leading(&shard.surveys[survey..], |row| row.0 == customer);
        for (at, rows) in self.at.iter_mut().zip([
            messages.len(),
            conversations.len(),
            clicks.len(),
            preferences.len(),
            contacts.len(),
            orders.len(),
            surveys.len(),
        ]) {
            *at += rows;
        }
        let contact = contacts.first().map(|row| &row.1);
        Some(CustomerRows {
            customer,
            first_message: message,
            messages,
            conversations,
            clicks,
            preferences,
            orders,
            surveys,
            contact,
        })
    }
}

/// The rows at the beginning for which something holds.
fn leading<T>(rows: &[T], holds: impl Fn(&T) -> bool) -> &[T] {
    let len = rows.iter().position(|row| !holds(row)).unwrap_or(rows.len());
    &rows[..len]
}

/// Rows of one conversation or contact become one.
fn merge_repeats(sorted: &mut Sorted, world: &World, accounts: &mut Accounts) {
    let text = |text: Text| world.texts.get(text).to_owned();
    // Rows that are compared have one customer and one conversation.
    let equal = |_: Text| String::new();
    let spellings = Spellings { texts: &text, customers: &equal, conversations: &equal };
    sorted.conversations.sort_unstable_by_key(|(customer, row)| (*customer, row.conversation, row.origin));
    let are_one = |(customer, row): &(u32, Conversation), (next_customer, next): &(u32, Conversation)| {
        customer == next_customer && row.conversation == next.conversation && !row.conversation.is_none()
    };
    merge_neighbours(&mut sorted.conversations, are_one, &spellings, accounts);
    sorted.contacts.sort_unstable_by_key(|(customer, row)| (*customer, row.origin));
    merge_neighbours(&mut sorted.contacts, |(customer, _), (next, _)| customer == next, &spellings, accounts);
}

/// Counts a record that repeats an earlier one; always true.
fn count_duplicate(origin: Origin, accounts: &mut Accounts) -> bool {
    accounts.of(origin.input()).duplicates += 1;
    true
}

/// Spreads customers evenly over shards.
pub fn shard_of(customer: u32, shards: usize) -> usize {
    (u64::from(customer).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % shards
}
