//! What happens when: half a year with the former provider, then three weeks with the Cloud API.

use super::clock::{FIRST_DAY, HOUR, moment};
use super::people::Habit;
use super::story::{Desk, Story};
use super::texts::{self, QUESTIONS};

/// In a small shop everybody may be busy: then anybody will do.
pub const TRIES: usize = 10_000;

impl Story {
    pub fn tell(&mut self) {
        self.spring_and_summer();
        for _ in 0..self.size.scaled(190) {
            let at = self.daytime(FIRST_DAY, -1);
            self.question(at);
        }
        for _ in 0..self.size.scaled(190) {
            let at = self.daytime(FIRST_DAY, -1);
            self.order(at);
        }
        self.autumn();
        for _ in 0..self.size.scaled(26) {
            let at = self.daytime(0, 20);
            self.order(at);
        }
        for _ in 0..self.size.scaled(40) {
            let at = self.daytime(0, 20);
            self.sign_in(at);
        }
        for _ in 0..self.size.scaled(150) {
            let at = self.daytime(0, 20);
            self.question(at);
        }
        for _ in 0..self.size.scaled(62) {
            let at = self.evening();
            self.find_a_tea(at);
        }
        self.ask_recommendation(-40, 450);
        self.ask_recommendation(11, 350);
        self.odds_and_ends();
        self.note_sales();
        self.name_talks();
    }

    pub fn someone(&mut self) -> usize {
        self.random.between(0, self.customers.len() as i64 - 1) as usize
    }

    /// Somebody who has WhatsApp, writes, and is not in a conversation already.
    pub fn writer(&mut self, at: i64) -> usize {
        for _ in 0..TRIES {
            let number = self.someone();
            let customer = &self.customers[number];
            let blocks = matches!(customer.habit, Habit::Blocks(_));
            if customer.writes() && !blocks && customer.cares_at(at) && !self.is_talking(number, at) {
                return number;
            }
        }
        self.someone()
    }

    /// Some time between two days, mostly by day and in the evening.
    fn daytime(&mut self, first: i64, last: i64) -> i64 {
        let day = self.random.between(first, last);
        let hour = self.random.pick(&[7, 8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 17, 18, 19, 20, 21, 22]);
        moment(day, hour, 0) + self.random.between(0, HOUR - 1)
    }

    /// On the last evening a few questions are still open; some events that are no messages.
    fn odds_and_ends(&mut self) {
        for minute in [4, 19, 37, 52] {
            let at = moment(20, 21, minute);
            let customer = self.writer(at);
            let talk = self.begin_talk(customer, at);
            let text = texts::pick(&QUESTIONS, self.customers[customer].language, &mut self.random);
            let asked = self.write(customer, at, "text", text, None);
            self.file(asked, talk, Desk::Inbox);
        }
        for (kind, day) in [("edit", 4), ("revoke", 11)] {
            let at = moment(day, 15, 3);
            let customer = self.writer(at);
            let written = self.write(customer, at, "text", "Ich hätte gern zwei Dosen", None);
            self.write(customer, at + 40, kind, "Ich hätte gern drei Dosen", written);
        }
        for customer in 0..self.customers.len() {
            if let Habit::NewNumber(since, _) = self.customers[customer].habit {
                self.write(customer, since, "system", "", None);
            }
        }
    }
}
