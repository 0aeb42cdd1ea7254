//! The bot's tea finder: a flow of a few questions, the people who leave it, and the reminder that some of them get.

use super::clock::{HOUR, moment};
use super::sales::Naming;
use super::story::{Desk, Purpose, Story};
use super::talks::BOT;
use super::texts::{self, MORE, RESUMED};

/// What the customer taps at each step; the last step is the offer.
const STEPS: [(&str, &[&str]); 5] = [
    ("welcome", &["Find my tea"]),
    ("taste", &["Fresh", "Flowery", "Smoky"]),
    ("strength", &["Mild", "Strong"]),
    ("budget", &["Up to 15 euros", "More"]),
    ("offer", &[]),
];

impl Story {
    /// A customer comes from the website's button and lets the bot find a tea.
    pub fn find_a_tea(&mut self, at: i64) {
        let customer = self.writer(at);
        let talk = self.begin_talk(customer, at);
        let asked = self.write(customer, at, "text", "Tea finder", None);
        self.file(asked, talk, Desk::Bot);
        let mut at = at;
        for (step, taps) in STEPS {
            let is_final = taps.is_empty();
            let Some((asked, arrived)) = self.bot_says(talk, at, Purpose { step, is_final, ..BOT }) else { return };
            at = arrived + self.random.long_tail(4, 6);
            if is_final {
                return self.offered(talk, at);
            }
            if self.random.chance(60) {
                return self.remind(customer, at);
            }
            // Somebody types; the bot asks the same again.
            if self.random.chance(70) {
                let text = texts::pick(&MORE, self.customers[customer].language, &mut self.random);
                let typed = self.write(customer, at, "text", text, None);
                self.file(typed, talk, Desk::Bot);
                let again = Purpose { step, is_fallback: true, ..BOT };
                let Some((_, arrived)) = self.bot_says(talk, at, again) else { return };
                at = arrived + self.random.long_tail(4, 6);
                if self.random.chance(250) {
                    return self.remind(customer, at);
                }
            }
            let tap = self.random.pick(taps);
            let tapped = self.write(customer, at, "button_reply", tap, Some(asked));
            self.file(tapped, talk, Desk::Bot);
        }
    }

    /// The finder is through: some ask for more, some buy.
    fn offered(&mut self, talk: usize, at: i64) {
        let customer = self.talks[talk].customer;
        self.end_with_bot(talk, at);
        match self.random.between(1, 100) {
            1..=30 => self.lead(customer, at, Naming::Talk(talk)),
            31..=38 => {
                let later = at + self.random.long_tail(300, 6);
                self.buy(customer, later, Naming::Talk(talk));
            }
            _ => {}
        }
    }

    /// Most who left are reminded within the day, and a few come back.
    fn remind(&mut self, customer: usize, left: i64) {
        if self.random.chance(250) {
            return;
        }
        let reminder = Purpose {
            template: "finder_reminder",
            category: "utility",
            author: "automation",
            is_followup: true,
            ..Purpose::default()
        };
        let Some(number) = self.send(customer, left + 20 * HOUR, reminder) else { return };
        self.messages[number].desk = Some(Desk::Bot);
        let (true, Some(at)) = (self.random.chance(330), self.reaction_time(customer, number)) else { return };
        let talk = self.begin_talk(customer, at);
        let text = texts::pick(&RESUMED, self.customers[customer].language, &mut self.random);
        let back = self.write(customer, at, "text", text, None);
        self.file(back, talk, Desk::Bot);
        let offer = Purpose { step: "offer", is_final: true, ..BOT };
        if let Some((_, arrived)) = self.bot_says(talk, at, offer) {
            let at = arrived + self.random.long_tail(4, 6);
            self.offered(talk, at);
        }
    }

    /// The finder is busiest in the evening.
    pub fn evening(&mut self) -> i64 {
        let day = self.random.between(0, 20);
        let hour = self.random.pick(&[12, 17, 18, 19, 20, 20, 21]);
        moment(day, hour, 0) + self.random.between(0, HOUR - 1)
    }
}
