//! The three weeks: campaigns, order updates, sign-in codes and conversations.

use super::clock::{DAY, HOUR, MINUTE, at_work, moment};
use super::people::{CUSTOMERS, Habit};
use super::story::{Preference, Purpose, States, Story, Way};
use super::texts::{self, AGENT, CLOSING, MORE, QUESTIONS, REPLIES};

const AGENTS: [&str; 3] = ["Mara", "Jonas", "Ines"];
/// The reply buttons of `sampler_offer`.
pub const BUTTONS: [&str; 3] = ["Send me one", "Tell me more", "Stop promotions"];
/// The bot's menu.
const MENU: [&str; 3] = ["Where is my order", "Opening hours", "Talk to a person"];

impl Story {
    pub fn tell(&mut self) {
        self.autumn_harvest();
        self.preference_changes();
        self.sampler_week();
        self.loyalty_reminder();
        for _ in 0..560 {
            self.order();
        }
        for _ in 0..360 {
            self.sign_in();
        }
        for _ in 0..520 {
            self.question();
        }
        self.odds_and_ends();
    }

    fn campaign(&mut self, day: i64, hour: i64, per_mille: i64, purpose: Purpose) -> Vec<(usize, usize)> {
        let start = moment(day, hour, 0);
        let mut sent = Vec::new();
        for customer in 0..CUSTOMERS {
            // Customers with a number change or a username were in every campaign.
            let chosen = self.random.chance(per_mille)
                || matches!(self.customers[customer].habit, Habit::Username(_) | Habit::NewNumber(..));
            if !chosen {
                continue;
            }
            let variant = match purpose.variant {
                "" => "",
                _ => self.random.pick(&["A", "B"]),
            };
            if let Some(number) = self.send(customer, start + sent.len() as i64 / 4, Purpose { variant, ..purpose }) {
                sent.push((customer, number));
            }
        }
        sent
    }

    /// When a customer reacts to a message, where it arrived and the customer ever writes.
    fn reaction_time(&mut self, customer: usize, number: usize) -> Option<i64> {
        let states = self.messages[number].states;
        let seen = states.read.or(states.arrived())?;
        let later = seen + self.random.long_tail(15, 11);
        let writes = self.customers[customer].writes() && !self.customers[customer].blocks_at(later);
        writes.then_some(later)
    }

    fn autumn_harvest(&mut self) {
        let purpose = Purpose {
            campaign: "autumn-harvest",
            template: "autumn_harvest",
            variant: "A/B",
            category: "marketing",
            ..Purpose::default()
        };
        for (customer, number) in self.campaign(1, 10, 960, purpose) {
            let Some(at) = self.reaction_time(customer, number) else { continue };
            let replies = if self.messages[number].purpose.variant == "A" { 110 } else { 190 };
            match self.random.between(1, 1000) {
                share if share <= replies => self.reply(customer, at, number),
                share if share <= replies + 40 => self.write(customer, at, "reaction", "❤", Some(number)),
                share if share <= replies + 52 => self.stop(customer, at, None),
                _ => {}
            }
        }
    }

    fn sampler_week(&mut self) {
        let purpose = Purpose {
            campaign: "sampler-week",
            template: "sampler_offer",
            category: "marketing",
            ..Purpose::default()
        };
        for (customer, number) in self.campaign(9, 11, 870, purpose) {
            let Some(at) = self.reaction_time(customer, number) else { continue };
            match self.random.between(1, 1000) {
                ..=230 => {
                    let button = self.random.pick(&BUTTONS[..2]);
                    self.write(customer, at, "button", button, Some(number));
                    if button == BUTTONS[1] {
                        self.answer(customer, at);
                    }
                }
                231..=255 => {
                    self.write(customer, at, "button", BUTTONS[2], Some(number));
                    self.stopped[customer] = self.stopped[customer].or(Some(at));
                }
                256..=310 => self.reply(customer, at, number),
                311..=325 => self.write(customer, at, "reaction", "👍", Some(number)),
                326..=335 => self.stop(customer, at, Some(number)),
                _ => {}
            }
        }
    }

    /// The third list was made from an old copy: most who had stopped are still on it.
    fn loyalty_reminder(&mut self) {
        let purpose = Purpose {
            campaign: "loyalty-reminder",
            template: "loyalty_points",
            category: "marketing",
            ..Purpose::default()
        };
        for (customer, number) in self.campaign(16, 17, 820, purpose) {
            let Some(at) = self.reaction_time(customer, number) else { continue };
            match self.random.between(1, 1000) {
                ..=90 => self.reply(customer, at, number),
                91..=110 => self.write(customer, at, "reaction", "🙏", Some(number)),
                111..=118 => self.stop(customer, at, None),
                _ => {}
            }
        }
    }

    fn stop(&mut self, customer: usize, at: i64, about: Option<usize>) {
        self.write(customer, at, "text", "STOP", about);
        self.stopped[customer] = self.stopped[customer].or(Some(at));
    }

    fn preference_changes(&mut self) {
        for (customer, day, hour) in [(5, 1, 21), (46, 2, 8), (99, 3, 20), (144, 5, 11), (201, 9, 20), (302, 10, 7)] {
            let at = moment(day, hour, 17);
            self.preferences.push(Preference { customer, at, stops: true });
            self.stopped[customer] = Some(at);
        }
        for (customer, day) in [(46, 6), (144, 8)] {
            self.preferences.push(Preference { customer, at: moment(day, 9, 40), stops: false });
            self.stopped[customer] = None;
        }
    }

    /// A reply to a campaign; every seventh or so quotes the message.
    fn reply(&mut self, customer: usize, at: i64, number: usize) {
        let quoted = self.random.chance(150).then_some(number);
        let text = texts::pick(&REPLIES, self.customers[customer].language, &mut self.random);
        self.write(customer, at, "text", text, quoted);
        self.answer(customer, at);
    }

    fn someone(&mut self) -> usize {
        self.random.between(0, CUSTOMERS as i64 - 1) as usize
    }

    /// Somebody who has WhatsApp and writes, at that time still under the known name.
    fn writer(&mut self) -> usize {
        loop {
            let customer = self.someone();
            if self.customers[customer].writes() && !matches!(self.customers[customer].habit, Habit::Blocks(_)) {
                return customer;
            }
        }
    }

    fn daytime(&mut self) -> i64 {
        let day = self.random.between(0, 20);
        let hour = self.random.pick(&[7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 21, 22]);
        moment(day, hour, 0) + self.random.between(0, HOUR - 1)
    }

    fn order(&mut self) {
        let customer = self.someone();
        let at = self.daytime();
        let update = |template| Purpose { template, category: "utility", ..Purpose::default() };
        self.send(customer, at, update("order_confirmed"));
        let shipped = moment((at - moment(0, 0, 0)) / DAY + self.random.between(1, 3), 16, 0);
        let shipped = shipped + self.random.between(0, HOUR);
        let Some(number) = self.send(customer, shipped, update("parcel_shipped")) else {
            return;
        };
        if let (true, Some(later)) = (self.random.chance(60), self.reaction_time(customer, number)) {
            self.write(customer, later, "reaction", "🙏", Some(number));
        }
    }

    fn sign_in(&mut self) {
        let (customer, at) = (self.someone(), self.daytime());
        let code = Purpose { template: "sign_in_code", category: "authentication", ..Purpose::default() };
        self.send(customer, at, code);
    }

    /// A customer asks something of their own accord.
    fn question(&mut self) {
        let (customer, mut at) = (self.writer(), self.daytime());
        let language = self.customers[customer].language;
        match self.random.between(1, 100) {
            1..=4 => self.write(customer, at, "image", "", None),
            5..=6 => self.write(customer, at, "audio", "", None),
            7 => self.write(customer, at, "unsupported", "", None),
            _ => {
                let text = texts::pick(&QUESTIONS, language, &mut self.random);
                self.write(customer, at, "text", text, None);
            }
        }
        if self.random.chance(300) {
            at += self.random.between(8, 90);
            let text = texts::pick(&MORE, language, &mut self.random);
            self.write(customer, at, "text", text, None);
        }
        if self.random.chance(550) { self.ask_the_bot(customer, at) } else { self.answer(customer, at) }
    }

    /// The bot shows its menu; some taps end well, others ask for a person.
    fn ask_the_bot(&mut self, customer: usize, at: i64) {
        let bot = Purpose { category: "service", author: "bot", ..Purpose::default() };
        let soon = at + self.random.between(1, 6);
        let Some(menu) = self.send(customer, soon, bot) else { return };
        let Some(arrived) = self.messages[menu].states.arrived() else { return };
        if !self.random.chance(700) {
            return;
        }
        let at = arrived + self.random.between(5, 180);
        let choice = self.random.pick(&MENU);
        let kind = if self.random.chance(250) { "list_reply" } else { "button_reply" };
        self.write(customer, at, kind, choice, Some(menu));
        if choice == MENU[2] {
            return self.answer(customer, at);
        }
        let soon = at + self.random.between(1, 6);
        let Some(told) = self.send(customer, soon, bot) else { return };
        if let (true, Some(arrived)) = (self.random.chance(350), self.messages[told].states.arrived()) {
            self.close(customer, arrived);
        }
    }

    /// A person answers, during work: over the interface, or in the app. Now and then nobody does.
    fn answer(&mut self, customer: usize, at: i64) {
        if self.random.chance(70) {
            return;
        }
        let language = self.customers[customer].language;
        let agent =
            Purpose { category: "service", author: "agent", agent: self.random.pick(&AGENTS), ..Purpose::default() };
        let in_app = self.random.chance(350);
        let mut at = at;
        for round in 0..3 {
            at = at_work(at + self.random.long_tail(40, 8)) + self.random.between(0, 20 * MINUTE);
            let mut quoted = None;
            let answered = if in_app {
                let text = texts::pick(&AGENT, language, &mut self.random);
                self.echo(customer, at, text);
                at
            } else {
                let Some(number) = self.send(customer, at, agent) else { return };
                self.too_late(number, customer);
                let Some(arrived) = self.messages[number].states.arrived() else { return };
                quoted = self.random.chance(150).then_some(number);
                arrived
            };
            if round == 2 || !self.random.chance(450) {
                if self.random.chance(450) {
                    self.close(customer, answered);
                }
                return;
            }
            at = answered + self.random.long_tail(30, 6);
            let text = texts::pick(&MORE, language, &mut self.random);
            self.write(customer, at, "text", text, quoted);
        }
    }

    /// An answer a day or more after the customer last wrote fails: the window is closed.
    fn too_late(&mut self, number: usize, customer: usize) {
        let at = self.messages[number].at;
        let written = self.messages.iter().filter(|other| other.customer == customer && other.way == Way::Inbound);
        let last = written.map(|message| message.at).filter(|&written| written <= at).max();
        if last.is_none_or(|last| at - last > DAY) {
            let states = States { failed: Some(at + 1), error: 131_047, ..States::default() };
            self.messages[number].states = states;
        }
    }

    fn close(&mut self, customer: usize, answered: i64) {
        let at = answered + self.random.long_tail(6, 8);
        let text = texts::pick(&CLOSING, self.customers[customer].language, &mut self.random);
        self.write(customer, at, "text", text, None);
    }

    /// On the last evening a few questions are still open; some events that are no messages.
    fn odds_and_ends(&mut self) {
        for minute in [4, 19, 37, 52] {
            let customer = self.writer();
            let text = texts::pick(&QUESTIONS, self.customers[customer].language, &mut self.random);
            self.write(customer, moment(20, 21, minute), "text", text, None);
        }
        for (kind, day) in [("edit", 4), ("revoke", 11)] {
            let customer = self.writer();
            let at = moment(day, 15, 3);
            self.write(customer, at, "text", "Ich hätte gern zwei Dosen", None);
            let number = self.messages.len() - 1;
            self.write(customer, at + 40, kind, "Ich hätte gern drei Dosen", Some(number));
        }
        for customer in 0..CUSTOMERS {
            if let Habit::NewNumber(since, _) = self.customers[customer].habit {
                self.write(customer, since, "system", "", None);
            }
        }
    }
}
