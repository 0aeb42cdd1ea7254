//! What customers buy and ask for: orders with their confirmations, leads, refunds, sign-ins.

use super::account::{SALES, team_of};
use super::clock::{BEGIN, DAY, END, HOUR, MINUTE, moment};
use super::happenings::TRIES;
use super::story::{Purpose, Story};

/// How many customers buy in the web shop and never get a message.
const STRANGERS: i64 = 9;
/// Prices of packages, in cents.
const PRICES: [i64; 9] = [1_290, 1_490, 1_850, 2_190, 2_490, 2_990, 3_480, 4_450, 6_900];

#[derive(Clone, Copy)]
pub enum Buyer {
    Customer(usize),
    Stranger(i64),
}

/// What the shop's till knows of where a sale came from.
#[derive(Clone, Copy)]
pub enum Naming {
    Nothing,
    /// A voucher's code.
    Campaign(&'static str),
    /// A link made for one message.
    Message(usize),
    /// The agent or bot that sold it.
    Talk(usize),
}

pub struct Order {
    pub buyer: Buyer,
    pub at: i64,
    pub kind: &'static str,
    pub cents: Option<i64>,
    pub currency: &'static str,
    pub refunded: Option<i64>,
    pub naming: Naming,
}

/// Two in five customers buy most of what is sold.
pub fn is_loyal(customer: usize) -> bool {
    customer % 5 < 2
}

/// The number of a customer who never gets a message.
pub fn stranger(number: i64) -> String {
    format!("4915559{:06}", 100 + number * 13)
}

pub fn strangers() -> impl Iterator<Item = i64> {
    0..STRANGERS
}

impl Story {
    /// A campaign's message led to a purchase, which the till knows of or not.
    pub fn buy_because(&mut self, customer: usize, number: usize) {
        let states = self.messages[number].states;
        let Some(seen) = states.read.or(states.arrived()) else { return };
        let at = seen + self.random.long_tail(15 * MINUTE, 9);
        let campaign = self.messages[number].purpose.campaign;
        let naming = match self.random.between(1, 10) {
            1..=4 => Naming::Campaign(campaign),
            5..=6 => Naming::Message(number),
            _ => Naming::Nothing,
        };
        self.buy(customer, at, naming);
    }

    /// A purchase; in the autumn its confirmations come over WhatsApp.
    pub fn buy(&mut self, customer: usize, at: i64, naming: Naming) {
        if at > END {
            return;
        }
        self.till(Buyer::Customer(customer), at, naming);
        if at < BEGIN {
            return;
        }
        let update = |template| Purpose { template, category: "utility", ..Purpose::default() };
        self.send(customer, at + 20, update("order_confirmed"));
        let shipped = moment((at - moment(0, 0, 0)) / DAY + self.random.between(1, 3), 16, 0);
        let shipped = shipped + self.random.between(0, HOUR);
        let Some(number) = self.send(customer, shipped, update("parcel_shipped")) else { return };
        if let (true, Some(later)) = (self.random.chance(120), self.reaction_time(customer, number)) {
            self.write(customer, later, "reaction", "🙏", Some(number));
        }
    }

    fn till(&mut self, buyer: Buyer, at: i64, naming: Naming) {
        let packages = self.random.pick(&[1, 1, 1, 2, 2, 3]);
        let cents = (0..packages).map(|_| self.random.pick(&PRICES)).sum();
        // The sampler is sold through a marketplace in dollars, too.
        let sampler = match naming {
            Naming::Campaign(campaign) => campaign == "sampler-week",
            Naming::Message(number) => self.messages[number].purpose.campaign == "sampler-week",
            _ => false,
        };
        let currency = if sampler && self.random.chance(700) { "USD" } else { "EUR" };
        let refunded = match self.random.between(1, 100) {
            1..=3 => Some(cents),
            4..=9 => Some(cents / 2),
            _ => None,
        };
        self.orders.push(Order { buyer, at, kind: "purchase", cents: Some(cents), currency, refunded, naming });
    }

    /// Before the autumn the helpdesk kept track of some sales itself, and the till knows nothing of them.
    pub fn note_sales(&mut self) {
        let talks = self.talks.iter_mut().enumerate();
        let by_sales = talks.filter(|(_, talk)| talk.agents.last().is_some_and(|agent| team_of(agent) == SALES.name));
        let former = by_sales.filter(|(_, talk)| talk.resolved.is_some_and(|at| at < BEGIN));
        for (place, (number, talk)) in former.enumerate() {
            talk.sold = (place % 7 == 3).then_some(PRICES[number % PRICES.len()]);
        }
    }

    /// Somebody asks for an offer.
    pub fn lead(&mut self, customer: usize, at: i64, naming: Naming) {
        if at <= END {
            let buyer = Buyer::Customer(customer);
            self.orders.push(Order { buyer, at, kind: "lead", cents: None, currency: "", refunded: None, naming });
        }
    }

    /// A conversation with the sales team may end in a purchase or in an offer.
    pub fn sell(&mut self, talk: usize, over: i64) {
        let customer = self.talks[talk].customer;
        let at = over + self.random.long_tail(5 * MINUTE, 6);
        match self.random.between(1, 100) {
            1..=8 => self.buy(customer, at, Naming::Talk(talk)),
            9..=18 => self.lead(customer, at, Naming::Talk(talk)),
            _ => {}
        }
    }

    /// Somebody buys without being asked to: the shop's best customers most of all.
    pub fn order(&mut self, at: i64) {
        if self.random.chance(70) {
            let number = self.random.between(0, STRANGERS - 1);
            return self.till(Buyer::Stranger(number), at, Naming::Nothing);
        }
        let mut customer = self.someone();
        for _ in 0..TRIES {
            if self.customers[customer].cares_at(at) && (is_loyal(customer) || !self.random.chance(800)) {
                break;
            }
            customer = self.someone();
        }
        self.buy(customer, at, Naming::Nothing);
    }

    pub fn sign_in(&mut self, at: i64) {
        let customer = self.someone();
        let code = Purpose { template: "sign_in_code", category: "authentication", ..Purpose::default() };
        self.send(customer, at, code);
    }
}
