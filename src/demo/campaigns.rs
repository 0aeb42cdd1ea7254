//! The campaigns of the year: who gets them and what people do with them.

use super::account::SALES;
use super::clock::{BEGIN, END, moment};
use super::people::Habit;
use super::sales::{Naming, is_loyal};
use super::story::{Click, Desk, Preference, Purpose, Story};
use super::talks::BOT;
use super::texts::{self, REPLIES};

/// The reply buttons of `sampler_offer`.
pub const BUTTONS: [&str; 3] = ["Send me one", "Tell me more", "Stop promotions"];

/// What people do with a campaign, of a thousand whom it reached.
#[derive(Clone, Copy, Default)]
struct Odds {
    tap: i64,
    reply: i64,
    react: i64,
    link: i64,
    stop: i64,
    buy: i64,
}

/// Who is on a campaign's list.
#[derive(Clone, Copy, PartialEq)]
enum List {
    Fresh,
    /// Made from an old copy: those who had stopped in the autumn are still on it.
    OldCopy,
}

impl Story {
    pub fn spring_and_summer(&mut self) {
        let spring = Odds { reply: 130, react: 40, link: 70, stop: 10, buy: 34, ..Odds::default() };
        self.campaign((-146, 10), 800, List::Fresh, named("spring-picks", "spring_picks"), [spring; 2]);
        let summer = Odds { reply: 120, react: 50, link: 60, stop: 8, buy: 30, ..Odds::default() };
        self.campaign((-75, 11), 800, List::Fresh, named("summer-iced", "summer_iced"), [summer; 2]);
    }

    pub fn autumn(&mut self) {
        let control = Odds { reply: 130, react: 40, link: 80, stop: 9, buy: 30, ..Odds::default() };
        let better = Odds { reply: 170, link: 100, buy: 44, ..control };
        let harvest = Purpose { variant: "A/B", ..named("autumn-harvest", "autumn_harvest") };
        self.campaign((1, 10), 850, List::Fresh, harvest, [control, better]);
        self.preference_changes();
        let sampler = Odds { tap: 170, reply: 45, react: 15, link: 40, stop: 4, buy: 30 };
        self.campaign((9, 11), 750, List::Fresh, named("sampler-week", "sampler_offer"), [sampler; 2]);
        let loyalty = Odds { reply: 85, react: 20, link: 50, stop: 8, buy: 20, ..Odds::default() };
        self.campaign((16, 17), 690, List::OldCopy, named("loyalty-reminder", "loyalty_points"), [loyalty; 2]);
    }

    /// Sends a campaign, four messages a second, then tells what people did; `odds` are those of A and of B.
    fn campaign(&mut self, (day, hour): (i64, i64), per_mille: i64, list: List, purpose: Purpose, odds: [Odds; 2]) {
        let start = moment(day, hour, 0);
        let mut sent = Vec::new();
        for customer in 0..self.customers.len() {
            if !self.is_on_list(customer, start, per_mille, list) {
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
        for (customer, number) in sent {
            let arm = usize::from(self.messages[number].purpose.variant == "B");
            self.happens(customer, number, odds[arm]);
        }
    }

    fn is_on_list(&mut self, customer: usize, at: i64, per_mille: i64, list: List) -> bool {
        let who = &self.customers[customer];
        // Customers with a number change or a username were in every campaign of the autumn.
        let always = at >= BEGIN && matches!(who.habit, Habit::Username(_) | Habit::NewNumber(..));
        let (is_known, consents) = (who.joined < at, who.consent);
        let stopped = self.stopped[customer].is_some_and(|since| since < BEGIN || list == List::Fresh && since < at);
        let chosen = self.random.chance(per_mille) && (consents || self.random.chance(250));
        always || is_known && chosen && !stopped
    }

    fn happens(&mut self, customer: usize, number: usize, odds: Odds) {
        let cares = self.customers[customer].cares_at(self.messages[number].at);
        let share = if is_loyal(customer) { odds.buy * 17 / 10 } else { odds.buy / 2 };
        let buys = cares && self.random.chance(share);
        if cares && (self.random.chance(odds.link) || buys && self.random.chance(500)) {
            self.click(customer, number);
        }
        if buys {
            self.buy_because(customer, number);
        }
        let Some(at) = self.reaction_time(customer, number) else { return };
        let (tap, reply) = (odds.tap, odds.tap + odds.reply);
        let (react, stop) = (reply + odds.react, reply + odds.react + odds.stop);
        match self.random.between(1, 1000) {
            share if share <= tap && cares => self.tap(customer, at, number),
            share if share <= reply && cares => self.reply(customer, at, number),
            share if share <= react && cares => drop(self.write(customer, at, "reaction", "❤", Some(number))),
            share if share > react && share <= stop => {
                let quoted = self.random.chance(200).then_some(number);
                self.write(customer, at, "text", "STOP", quoted);
                self.stopped[customer] = self.stopped[customer].or(Some(at));
            }
            _ => {}
        }
    }

    /// A click on the campaign's link, as the link tracker counts it.
    fn click(&mut self, customer: usize, number: usize) {
        let states = self.messages[number].states;
        let Some(seen) = states.read.or(states.arrived()) else { return };
        let at = seen + self.random.long_tail(10, 10);
        if at <= END {
            let knows_message = self.random.chance(850);
            self.clicks.push(Click { at, customer, number, knows_message });
        }
    }

    /// When a customer reacts to a message, where it arrived and the customer ever writes.
    pub fn reaction_time(&mut self, customer: usize, number: usize) -> Option<i64> {
        let states = self.messages[number].states;
        let seen = states.read.or(states.arrived())?;
        let later = seen + self.random.long_tail(15, 11);
        let writes = self.customers[customer].writes() && !self.customers[customer].blocks_at(later);
        writes.then_some(later)
    }

    /// A tap on a button: the bot takes orders, people tell more, and one button stops promotions.
    fn tap(&mut self, customer: usize, at: i64, number: usize) {
        let choice = self.random.between(1, 100);
        let button = BUTTONS[usize::from(choice > 60) + usize::from(choice > 97)];
        let tapped = self.write(customer, at, "button", button, Some(number));
        if button == BUTTONS[2] {
            self.stopped[customer] = self.stopped[customer].or(Some(at));
            return;
        }
        let talk = self.begin_talk(customer, at);
        if button == BUTTONS[1] {
            self.file(tapped, talk, Desk::Inbox);
            return self.assist(talk, &SALES, at);
        }
        self.file(tapped, talk, Desk::Bot);
        if self.bot_says(talk, at, BOT).is_some() {
            self.talks[talk].resolved = Some(at + 600);
            self.talks[talk].resolutions = 1;
            if self.random.chance(400) {
                self.lead(customer, at + 60, Naming::Message(number));
            }
        }
    }

    /// A reply; every seventh or so quotes the message.
    fn reply(&mut self, customer: usize, at: i64, number: usize) {
        let quoted = self.random.chance(150).then_some(number);
        let text = texts::pick(&REPLIES, self.customers[customer].language, &mut self.random);
        let talk = self.begin_talk(customer, at);
        let replied = self.write(customer, at, "text", text, quoted);
        self.file(replied, talk, Desk::Inbox);
        self.assist(talk, &SALES, at);
    }

    fn preference_changes(&mut self) {
        for (customer, day, hour) in [(5, 1, 21), (46, 2, 8), (99, 3, 20), (201, 9, 20)] {
            if customer >= self.customers.len() {
                continue;
            }
            let at = moment(day, hour, 17);
            self.preferences.push(Preference { customer, at, stops: true });
            self.stopped[customer] = Some(at);
        }
        let (customer, at) = (46, moment(6, 9, 40));
        if let Some(stopped) = self.stopped.get_mut(customer) {
            self.preferences.push(Preference { customer, at, stops: false });
            *stopped = None;
        }
    }
}

fn named(campaign: &'static str, template: &'static str) -> Purpose {
    Purpose { campaign, template, category: "marketing", ..Purpose::default() }
}
