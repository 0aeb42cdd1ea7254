//! When things happen in the invented shop: a day at a time, sends of campaigns and notices, the reactions to them,
//! and conversations. Memory holds one day and five bytes a customer, however many messages are asked for.
//!
//! A customer's life goes forward only (`free_from`): nothing is quoted across something newer, conversations of a
//! customer do not overlap and lie a day apart. Figures then do not hang on how a script breaks such ties.

use crate::random::Random;
use crate::shop::{
    AGENTS, ANSWERS, Author, BEGIN, BUTTON, CAMPAIGNS, Conversation, DAY, DAYS, ERRORS, MEDIA, Message, NOTICES, Order,
    QUESTIONS, STOP, THANKS,
};

/// Share of a day's messages that are outreach, reactions aside.
const OUTREACH: f64 = 0.3;
const FEWEST_CUSTOMERS: u64 = 30;
const MESSAGES_A_CUSTOMER: u64 = 20;
/// The reply window and an hour: nobody writes so soon after a message that may not have arrived.
const QUIET: u32 = DAY + 3600;

/// What happened on one day; messages in the order of their times.
#[derive(Default)]
pub struct Events {
    pub messages: Vec<Message>,
    pub conversations: Vec<Conversation>,
    pub orders: Vec<Order>,
}

pub struct Calendar {
    pub random: Random,
    /// From when on each customer may do or get something new.
    free_from: Vec<u32>,
    opted_out: Vec<bool>,
    day: u32,
    wanted: u64,
    messages: u64,
    conversations: u64,
    orders: u64,
    events: Events,
}

impl Calendar {
    pub fn new(wanted: u64, seed: u64) -> Calendar {
        let customers = (wanted / MESSAGES_A_CUSTOMER).max(FEWEST_CUSTOMERS) as usize;
        Calendar {
            random: Random::new(seed),
            free_from: vec![0; customers],
            opted_out: vec![false; customers],
            day: 0,
            wanted,
            messages: 0,
            conversations: 0,
            orders: 0,
            events: Events::default(),
        }
    }

    /// The next day's events; none after the last day.
    pub fn next_day(&mut self) -> Option<Events> {
        if self.day == DAYS {
            return None;
        }
        let until_tonight = self.wanted * u64::from(self.day + 1) / u64::from(DAYS);
        let today = until_tonight.saturating_sub(self.messages);
        let sends = (today as f64 * OUTREACH) as u64;
        let campaigns = [self.random.below(CAMPAIGNS.len() as u64) as u8, (self.day / 15) as u8];
        for _ in 0..sends {
            let author = match self.random.happens(0.75) {
                true => Author::Campaign(self.random.pick(&campaigns)),
                false => Author::Notice(self.random.below(NOTICES.len() as u64) as u8),
            };
            self.reach_out(author);
        }
        // Every attempt may meet a customer who is busy; a handful of customers may be busy all day.
        for _ in 0..today * 20 {
            if self.messages >= until_tonight {
                break;
            }
            let (customer, at) = (self.some_customer(), self.some_time());
            if self.is_free(customer, at) {
                self.converse(customer, at, Author::Customer, 0);
            }
        }
        self.day += 1;
        let mut events = std::mem::take(&mut self.events);
        events.messages.sort_by_key(|message| (message.sent, message.number));
        Some(events)
    }

    /// Half of all that happens, happens to an eighth of the customers.
    fn some_customer(&mut self) -> u32 {
        let all = self.free_from.len() as u64;
        let few = if self.random.happens(0.43) { (all / 8).max(1) } else { all };
        self.random.below(few) as u32
    }

    fn some_time(&mut self) -> u32 {
        BEGIN + self.day * DAY + self.random.second_of_day()
    }

    fn is_free(&self, customer: u32, at: u32) -> bool {
        self.free_from[customer as usize] <= at
    }

    fn occupy(&mut self, customer: u32, until: u32) {
        self.free_from[customer as usize] = until;
    }

    fn message(&mut self, customer: u32, author: Author, sent: u32) -> Message {
        self.messages += 1;
        let (kind, text) = match author {
            Author::Customer if self.random.happens(0.12) => (self.random.pick(&MEDIA), ""),
            Author::Customer => ("text", self.random.pick(&QUESTIONS)),
            Author::Agent(_) | Author::Bot => ("text", self.random.pick(&ANSWERS)),
            Author::Campaign(_) | Author::Notice(_) => ("template", ""),
        };
        Message {
            number: self.messages,
            conversation: 0,
            customer,
            author,
            kind,
            // Most exports leave the words out: every other message has its own.
            text: if self.random.happens(0.5) { text } else { "" },
            sent,
            delivered: 0,
            read: 0,
            failed: 0,
            error: 0,
            clicked: 0,
            reply_to: 0,
            cost: 0,
        }
    }

    /// What becomes of an outbound message, by how likely it is to fail, to arrive and to be read.
    fn deliver(&mut self, message: &mut Message, failing: f64, arriving: f64, reading: f64, price: u32) {
        if self.random.happens(failing) {
            message.failed = message.sent + self.random.delay(1, 30);
            message.error = self.random.pick(&ERRORS);
            return;
        }
        message.cost = price;
        if self.random.happens(arriving) {
            message.delivered = message.sent + self.random.delay(1, 600);
            if self.random.happens(reading) {
                message.read = message.delivered + self.random.delay(2, 40_000);
            }
        }
    }

    /// One outreach message to somebody who is free, and what it leads to.
    fn reach_out(&mut self, author: Author) {
        let (customer, at) = (self.some_customer(), self.some_time());
        let tells_again = !self.opted_out[customer as usize] || self.random.happens(0.1);
        if !self.is_free(customer, at) || !tells_again {
            return;
        }
        let mut message = self.message(customer, author, at);
        let price = if matches!(author, Author::Campaign(_)) { 1131 } else { 456 };
        self.deliver(&mut message, 0.04, 0.975, 0.68, price);
        let reacts = message.read > 0 && matches!(author, Author::Campaign(_));
        if reacts && !author.has_button() && self.random.happens(0.16) {
            message.clicked = message.read + self.random.delay(1, 20_000);
        }
        let buys = reacts && self.random.happens(if message.clicked > 0 { 0.12 } else { 0.01 });
        let number = message.number;
        let reaction = message.read + self.random.delay(5, 30_000);
        self.events.messages.push(message);
        self.occupy(customer, at + if message.delivered == 0 { QUIET } else { 3600 });
        if buys {
            self.order(customer, message.read.max(message.clicked));
        }
        if reacts {
            if self.random.happens(0.01) {
                self.opt_out(customer, reaction, number);
            } else if self.random.happens(0.08) {
                self.converse(customer, reaction, author, number);
            }
        }
    }

    fn opt_out(&mut self, customer: u32, at: u32, quoted: u64) {
        let mut message = self.message(customer, Author::Customer, at);
        (message.kind, message.text, message.reply_to) = ("text", STOP, quoted);
        self.events.messages.push(message);
        self.opted_out[customer as usize] = true;
        // Words of the same will within three days would count once: there are none.
        self.occupy(customer, at + 4 * DAY);
    }

    fn order(&mut self, customer: u32, after: u32) {
        self.orders += 1;
        let value = self.random.delay(900, 20_000);
        let refunded = if self.random.happens(0.03) { value / 4 } else { 0 };
        let at = after + self.random.delay(300, 5 * DAY);
        self.events.orders.push(Order { number: self.orders, customer, at, value, refunded });
    }

    /// Questions and answers in turn; `cause` is the quoted message of a campaign, zero where there is none.
    fn converse(&mut self, customer: u32, at: u32, origin: Author, cause: u64) {
        self.conversations += 1;
        let mut conversation = Conversation {
            number: self.conversations,
            customer,
            started: at,
            resolved: 0,
            reopened: 0,
            handoff: 0,
            bot: self.random.happens(0.55),
            agent: "",
            csat: None,
            nps: None,
        };
        let agent = Author::Agent(self.random.below(AGENTS.len() as u64) as u8);
        let mut author = if conversation.bot { Author::Bot } else { agent };
        let mut now = at;
        let answered = loop {
            let questions = 1 + u64::from(self.random.happens(0.3));
            for place in 0..questions {
                let mut message = self.message(customer, Author::Customer, now);
                message.conversation = conversation.number;
                if now == at && place == 0 && cause > 0 {
                    message.reply_to = cause;
                    if origin.has_button() {
                        (message.kind, message.text) = ("button", BUTTON);
                    }
                }
                self.events.messages.push(message);
                now += self.random.delay(3, 90);
            }
            if self.random.happens(0.045) {
                break false;
            }
            if author == Author::Bot && self.random.happens(0.15) {
                conversation.handoff = now;
                author = agent;
            }
            now += if author == Author::Bot { self.random.delay(2, 40) } else { self.random.delay(30, 9000) };
            for _ in 0..1 + u64::from(self.random.happens(0.25)) {
                let mut message = self.message(customer, author, now);
                message.conversation = conversation.number;
                self.deliver(&mut message, 0.004, 1.0, 0.92, 0);
                self.events.messages.push(message);
                conversation.agent = author.agent();
                now += self.random.delay(4, 60);
            }
            if !self.random.happens(0.7) {
                break true;
            }
            now += self.random.delay(5, 2400);
        };
        self.finish(conversation, now, answered);
    }

    /// How a conversation ends: thanks, a resolution, surveys, an order, and a day of silence.
    fn finish(&mut self, mut conversation: Conversation, mut now: u32, answered: bool) {
        let customer = conversation.customer;
        if answered && self.random.happens(0.3) {
            let mut message = self.message(customer, Author::Customer, now);
            (message.conversation, message.kind, message.text) =
                (conversation.number, "text", self.random.pick(&THANKS));
            self.events.messages.push(message);
            now += 1;
        }
        if answered && self.random.happens(0.88) {
            now += self.random.delay(60, 7200);
            conversation.resolved = now;
            if self.random.happens(0.03) {
                conversation.reopened = now + self.random.delay(3600, 5 * DAY);
            }
            conversation.csat = self.random.happens(0.3).then(|| 5 - self.random.below(16) / 4 * self.random.below(2));
            conversation.nps = self.random.happens(0.12).then(|| 10 - self.random.below(7) * self.random.below(2));
            if self.random.happens(0.06) {
                self.order(customer, now);
            }
        }
        // What is not resolved may still be waited for, for a week.
        self.occupy(customer, now + if conversation.resolved > 0 { DAY } else { 8 * DAY });
        self.events.conversations.push(conversation);
    }
}
