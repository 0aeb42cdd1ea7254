//! What happened in the shop: the one story that every export tells in its own way.

use super::Size;
use super::clock::{BEGIN, END};
use super::people::{self, Customer, Habit};
use super::random::Random;
use super::sales::Order;
use super::surveys::Survey;
use super::talks::Talk;

/// How a message came into being; this decides which exports know what about it.
#[derive(Clone, Copy, PartialEq)]
pub enum Way {
    /// Written by the customer.
    Inbound,
    /// Sent by the shop over the interface: statuses in the webhooks, the rest in the send log.
    Sent,
    /// Typed by an agent in the app: echoed to the webhooks, without statuses.
    Echo,
}

pub struct Message {
    pub id: String,
    pub customer: usize,
    pub way: Way,
    /// When it was received, echoed, or handed over for sending.
    pub at: i64,
    /// Type of inbound and echoed messages.
    pub kind: &'static str,
    pub text: &'static str,
    /// The message it quotes, or reacts to.
    pub about: Option<String>,
    pub purpose: Purpose,
    pub states: States,
    /// Whether the send log has it.
    pub logged: bool,
    /// Whose export has it too, and the conversation that it belongs to there.
    pub desk: Option<Desk>,
    pub talk: Option<usize>,
    /// What the helpdesk thinks of the customer's mood.
    pub sentiment: &'static str,
}

/// Who keeps a conversation: the bot's platform, then, from a hand-off on, the helpdesk.
#[derive(Clone, Copy, PartialEq)]
pub enum Desk {
    Bot,
    Inbox,
}

impl Message {
    /// Whether it went through the former provider, whose export has everything of it.
    pub fn is_former(&self) -> bool {
        self.at < BEGIN
    }
}

/// Why the shop sent a message, as its send log tells.
#[derive(Clone, Copy, Default)]
pub struct Purpose {
    pub campaign: &'static str,
    pub template: &'static str,
    pub variant: &'static str,
    pub category: &'static str,
    pub author: &'static str,
    pub agent: &'static str,
    /// Of the bot: the step of its flow, whether that is the last, whether it did not understand, whether it reminds.
    pub step: &'static str,
    pub is_final: bool,
    pub is_fallback: bool,
    pub is_followup: bool,
}

/// What became of a sent message.
#[derive(Clone, Copy, Default)]
pub struct States {
    pub sent: Option<i64>,
    pub delivered: Option<i64>,
    pub read: Option<i64>,
    pub failed: Option<i64>,
    pub error: u32,
}

impl States {
    pub fn arrived(&self) -> Option<i64> {
        self.delivered.or(self.read)
    }

    pub fn any(&self) -> bool {
        self.sent.or(self.arrived()).or(self.failed).is_some()
    }

    /// Forgets what lies after the export.
    fn until_the_end(self) -> States {
        let known = |time: Option<i64>| time.filter(|&time| time <= END);
        States {
            sent: known(self.sent),
            delivered: known(self.delivered),
            read: known(self.read),
            failed: known(self.failed),
            error: if known(self.failed).is_some() { self.error } else { 0 },
        }
    }
}

/// A change of the marketing preference in the app.
pub struct Preference {
    pub customer: usize,
    pub at: i64,
    pub stops: bool,
}

/// A click on a link, with or without the number of the message that carried it.
pub struct Click {
    pub at: i64,
    pub customer: usize,
    pub number: usize,
    pub knows_message: bool,
}

pub struct Story {
    pub size: Size,
    pub random: Random,
    pub customers: Vec<Customer>,
    pub messages: Vec<Message>,
    pub preferences: Vec<Preference>,
    /// Since when a customer wants no marketing, as WhatsApp knows or the customer wrote.
    pub stopped: Vec<Option<i64>>,
    pub talks: Vec<Talk>,
    /// When each customer wrote, and when conversations with each began.
    pub written: Vec<Vec<i64>>,
    pub talked: Vec<Vec<i64>>,
    pub orders: Vec<Order>,
    pub surveys: Vec<Survey>,
    pub clicks: Vec<Click>,
}

impl Story {
    pub fn new(mut random: Random, size: Size) -> Story {
        let customers = people::customers(size, &mut random);
        let stopped = vec![None; customers.len()];
        let (written, talked) = (vec![Vec::new(); customers.len()], vec![Vec::new(); customers.len()]);
        Story {
            size,
            random,
            customers,
            messages: Vec::new(),
            preferences: Vec::new(),
            stopped,
            talks: Vec::new(),
            written,
            talked,
            orders: Vec::new(),
            surveys: Vec::new(),
            clicks: Vec::new(),
        }
    }

    /// An id that tells nothing, like the real ones: a scrambled counter.
    fn next_id(&self) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let scrambled = (self.messages.len() as u64 + 1) * 0x2545_F491 % (1 << 30);
        let letters = (0..6).map(|place| char::from(LETTERS[(scrambled >> (5 * place)) as usize % 32]));
        format!("wamid.{}=", letters.collect::<String>())
    }

    fn push(&mut self, customer: usize, way: Way, at: i64, kind: &'static str) -> usize {
        self.messages.push(Message {
            id: self.next_id(),
            customer,
            way,
            at,
            kind,
            text: "",
            about: None,
            purpose: Purpose::default(),
            states: States::default(),
            logged: false,
            desk: None,
            talk: None,
            sentiment: "",
        });
        self.messages.len() - 1
    }

    /// The customer writes, taps or reacts. Nothing is written after the export.
    pub fn write(
        &mut self,
        customer: usize,
        at: i64,
        kind: &'static str,
        text: &'static str,
        about: Option<usize>,
    ) -> Option<usize> {
        if at > END {
            return None;
        }
        let number = self.push(customer, Way::Inbound, at, kind);
        self.written[customer].push(at);
        self.messages[number].text = text;
        self.messages[number].about = about.map(|about| self.messages[about].id.clone());
        Some(number)
    }

    /// An agent types in the app.
    pub fn echo(&mut self, customer: usize, at: i64, text: &'static str) {
        if at <= END {
            let number = self.push(customer, Way::Echo, at, "text");
            self.messages[number].text = text;
        }
    }

    /// Puts a message into a conversation, as the bot's platform or the helpdesk keeps it.
    pub fn file(&mut self, number: Option<usize>, talk: usize, desk: Desk) {
        if let Some(number) = number {
            self.messages[number].talk = Some(talk);
            self.messages[number].desk = Some(desk);
        }
    }

    /// The shop sends. Gives the message's number, where it was sent before the export.
    pub fn send(&mut self, customer: usize, at: i64, purpose: Purpose) -> Option<usize> {
        if at > END {
            return None;
        }
        let states = self.become_of(customer, at, purpose.category).until_the_end();
        let number = self.push(customer, Way::Sent, at, "");
        // What the bot sends it logs itself; a few messages were sent by another system, which keeps no log.
        let elsewhere = purpose.template == "order_confirmed" && states.any() && self.random.chance(60);
        let logged = at >= BEGIN && !elsewhere && !matches!(purpose.author, "bot" | "automation");
        let message = &mut self.messages[number];
        message.purpose = purpose;
        message.states = states;
        message.logged = logged;
        Some(number)
    }

    fn become_of(&mut self, customer: usize, at: i64, category: &str) -> States {
        let habit = self.customers[customer].habit.clone();
        let random = &mut self.random;
        let sent = at + random.between(0, 2);
        if let Some(error) = failure(random, &self.customers[customer], self.stopped[customer], at, category) {
            let first_sent = random.chance(300).then_some(sent);
            return States { sent: first_sent, failed: Some(sent + random.between(1, 40)), error, ..States::default() };
        }
        if habit == Habit::Silent && random.chance(60) {
            return States::default();
        }
        if random.chance(14) {
            return States { sent: Some(sent), ..States::default() };
        }
        let wait = if random.chance(850) { random.between(0, 4) } else { random.long_tail(60, 10) };
        let delivered = sent + wait;
        let reads = if category == "marketing" { 690 } else { 820 };
        let read = (habit != Habit::NoReceipts && random.chance(reads)).then(|| delivered + random.long_tail(4, 13));
        // A failure on one device, and then another one got it.
        let failed = random.chance(4).then_some(sent + 1);
        States {
            sent: (!random.chance(15)).then_some(sent),
            // Delivered while the chat was open: only the reading is told.
            delivered: (read.is_none() || !random.chance(25)).then_some(delivered),
            read,
            failed,
            error: if failed.is_some() { 131_026 } else { 0 },
        }
    }
}

/// Why a message fails, if it does.
fn failure(random: &mut Random, customer: &Customer, stopped: Option<i64>, at: i64, category: &str) -> Option<u32> {
    if customer.habit == Habit::Unreachable || customer.blocks_at(at) {
        return Some(131_026);
    }
    if category == "marketing" {
        if stopped.is_some_and(|since| since < at) {
            return Some(131_050);
        }
        if random.chance(22) {
            return Some(random.pick(&[131_049, 131_049, 131_049, 130_472]));
        }
    }
    random.chance(9).then(|| random.pick(&[131_000, 131_026, 131_053, 132_000, 130_429]))
}
