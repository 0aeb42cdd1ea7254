//! Orders: those of the orders table and those that the conversations table makes, each with its
//! customer and with what it names.

use super::merge_orders;
use super::money::Money;
use super::rows::{ConversationRow, OrderRow};
use super::settings::Settings;
use super::story::World;

#[derive(Clone, Debug)]
pub struct Order {
    pub id: String,
    pub customer: usize,
    pub at: i64,
    pub kind: String,
    /// Refunds subtracted.
    pub value: Option<Money>,
    /// The message that it names, of either side.
    pub message: Option<usize>,
    pub conversation: Option<usize>,
    pub campaign: String,
}

impl Order {
    pub fn is_purchase(&self) -> bool {
        self.kind == "purchase"
    }
}

pub fn find(world: &mut World, rows: &[OrderRow], settings: &Settings) {
    let rows = merge_orders::orders(rows, world.as_of);
    let mut all: Vec<OrderRow> = made_by_conversations(world, &rows);
    all.extend(rows);
    let bought = all.iter().filter(|row| row.kind.is_empty() || row.kind.to_lowercase() == "purchase");
    world.first_purchase = bought.filter_map(|row| row.at).min();
    for row in all {
        if row.value.zip(row.refunded).is_some_and(|(value, refunded)| refunded > 0 && refunded >= value) {
            continue;
        }
        world.orders.extend(placed(world, &row, settings));
    }
    world.orders.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
}

fn placed(world: &World, row: &OrderRow, settings: &Settings) -> Option<Order> {
    let message = world.messages.iter().position(|m| !row.message_id.is_empty() && m.row.message_id == row.message_id);
    let conversation = world.conversation_named(&row.conversation_id);
    let customer = match (message, conversation) {
        (Some(message), _) => world.messages[message].customer,
        (None, Some(conversation)) => world.conversations[conversation].customer,
        (None, None) => world.customer_named(&row.customer)?,
    };
    let value = row.value.map(|value| value - row.refunded.unwrap_or(0).max(0));
    Some(Order {
        id: row.order_id.clone(),
        customer,
        at: row.at?,
        kind: if row.kind.is_empty() { "purchase".to_string() } else { row.kind.to_lowercase() },
        value: value.map(|value| Money::new(value, &row.currency).converted(settings)),
        message,
        conversation: conversation.filter(|c| world.conversations[*c].customer == customer),
        campaign: row.campaign.clone(),
    })
}

/// `lead` and `converted` of the conversations table, unless an order names the conversation.
fn made_by_conversations(world: &World, orders: &[OrderRow]) -> Vec<OrderRow> {
    let mut made = vec![];
    for c in &world.conversations {
        let Some(row) = &c.row else { continue };
        let named = orders.iter().any(|order| order.conversation_id == row.conversation_id);
        let at = world.outcome_time(row, c);
        if named || at > world.as_of {
            continue;
        }
        let order = |id: String, kind: &str| OrderRow {
            order_id: id,
            customer: row.customer.clone(),
            at: Some(at),
            kind: kind.to_string(),
            conversation_id: row.conversation_id.clone(),
            ..OrderRow::default()
        };
        let id = format!("conversation:{}", row.conversation_id);
        if row.lead == Some(true) {
            made.push(order(format!("{id}:lead"), "lead"));
        }
        if row.converted == Some(true) {
            let purchase = order(id, "purchase");
            made.push(OrderRow { value: row.value, currency: row.currency.clone(), ..purchase });
        }
    }
    made
}

impl World {
    pub fn conversation_named(&self, id: &str) -> Option<usize> {
        self.conversations.iter().position(|c| !id.is_empty() && c.id.as_deref() == Some(id))
    }

    /// When a conversation came to its result: closed_at, else resolved_at, else the last message,
    /// else its start.
    pub fn outcome_time(&self, row: &ConversationRow, c: &super::walk::Conversation) -> i64 {
        let last = c.members.last().map(|last| self.messages[*last].at);
        let ends = self.ends.get(&row.conversation_id).copied().flatten();
        ends.or(last).unwrap_or(c.start)
    }
}
