//! Conversations: questions, the bot's menu, hand-offs, answers by people, resolves and reopenings.

use super::account::{SALES, SUPPORT, Team};
use super::clock::{BEGIN, DAY, END, HOUR, MINUTE, at_work};
use super::story::{Desk, Purpose, States, Story};
use super::texts::{self, AGENT, CLOSING, FALLBACK, MORE, QUESTIONS};

/// The bot's menu.
const MENU: [&str; 3] = ["Where is my order", "Opening hours", "Talk to a person"];
pub const BOT: Purpose = Purpose {
    campaign: "",
    template: "",
    variant: "",
    category: "service",
    author: "bot",
    agent: "",
    step: "",
    is_final: false,
    is_fallback: false,
    is_followup: false,
};

/// A conversation as the helpdesk sees it.
#[derive(Default)]
pub struct Talk {
    pub customer: usize,
    pub started: i64,
    /// Who of the business took part, the last one at the end.
    pub agents: Vec<&'static str>,
    pub bot: bool,
    pub handoff: Option<i64>,
    pub resolved: Option<i64>,
    pub reopened: Option<i64>,
    pub resolutions: u32,
    pub closed: Option<i64>,
    /// What the customer gave on 1 to 5.
    pub csat: Option<i64>,
    /// What the customer bought, in cents, where the helpdesk noted it.
    pub sold: Option<i64>,
    /// The name that the helpdesk gives it.
    pub id: String,
}

impl Story {
    pub fn begin_talk(&mut self, customer: usize, started: i64) -> usize {
        self.talked[customer].push(started);
        self.talks.push(Talk { customer, started, ..Talk::default() });
        self.talks.len() - 1
    }

    /// Whether the customer talks with the shop around that time.
    pub fn is_talking(&self, customer: usize, at: i64) -> bool {
        self.talked[customer].iter().any(|started| (started - at).abs() < 3 * DAY)
    }

    /// A customer asks something of their own accord. The bot is there since the autumn.
    pub fn question(&mut self, at: i64) {
        let mut at = at;
        let customer = self.writer(at);
        let language = self.customers[customer].language;
        let with_bot = at >= BEGIN && self.random.chance(600);
        let desk = if with_bot { Desk::Bot } else { Desk::Inbox };
        let talk = self.begin_talk(customer, at);
        let asked = match self.random.between(1, 100) {
            1..=4 => self.write(customer, at, "image", "", None),
            5..=6 => self.write(customer, at, "audio", "", None),
            7 => self.write(customer, at, "unsupported", "", None),
            _ => {
                let text = texts::pick(&QUESTIONS, language, &mut self.random);
                self.write(customer, at, "text", text, None)
            }
        };
        self.file(asked, talk, desk);
        if self.random.chance(250) {
            at += self.random.between(8, 90);
            let text = texts::pick(&MORE, language, &mut self.random);
            let more = self.write(customer, at, "text", text, None);
            self.file(more, talk, desk);
        }
        if with_bot { self.ask_the_bot(talk, at) } else { self.assist(talk, &SUPPORT, at) }
    }

    /// The bot says something. Gives the message and when it arrived.
    pub fn bot_says(&mut self, talk: usize, at: i64, what: Purpose) -> Option<(usize, i64)> {
        let customer = self.talks[talk].customer;
        self.talks[talk].bot = true;
        let soon = at + self.random.between(1, 5);
        let said = self.send(customer, soon, what);
        self.file(said, talk, Desk::Bot);
        Some((said?, self.messages[said?].states.arrived()?))
    }

    /// The bot shows its menu; some taps end well, others ask for a person.
    fn ask_the_bot(&mut self, talk: usize, at: i64) {
        let customer = self.talks[talk].customer;
        let Some((menu, arrived)) = self.bot_says(talk, at, BOT) else { return };
        let mut at = arrived + self.random.between(5, 180);
        match self.random.between(1, 100) {
            ..=12 => return,
            // Typed instead of tapped: the bot does not understand, and after a second time fetches somebody.
            13..=24 => {
                let text = texts::pick(&MORE, self.customers[customer].language, &mut self.random);
                let typed = self.write(customer, at, "text", text, None);
                self.file(typed, talk, Desk::Bot);
                let Some((_, arrived)) = self.bot_says(talk, at, Purpose { is_fallback: true, ..BOT }) else { return };
                if self.random.chance(600) {
                    at = arrived + self.random.between(10, 60);
                    let text = texts::pick(&FALLBACK, self.customers[customer].language, &mut self.random);
                    let typed = self.write(customer, at, "text", text, None);
                    self.file(typed, talk, Desk::Bot);
                    self.hand_off(talk, at + 2);
                }
                return;
            }
            _ => {}
        }
        let choice = MENU[self.random.pick(&[0, 1, 2, 2])];
        let kind = if self.random.chance(250) { "list_reply" } else { "button_reply" };
        let tapped = self.write(customer, at, kind, choice, Some(menu));
        self.file(tapped, talk, Desk::Bot);
        if choice == MENU[2] {
            return self.hand_off(talk, at + 1);
        }
        let Some((_, mut over)) = self.bot_says(talk, at, BOT) else { return };
        if self.random.chance(350) {
            over = self.close(talk, over, Desk::Bot);
        }
        self.end_with_bot(talk, over + 30 * MINUTE);
    }

    /// The bot settles the matter alone; now and then it asks how easy that was.
    pub fn end_with_bot(&mut self, talk: usize, at: i64) {
        self.talks[talk].resolved = Some(at);
        self.talks[talk].resolutions = 1;
        if self.random.chance(500) {
            self.ask_effort(talk, at);
        }
    }

    fn hand_off(&mut self, talk: usize, at: i64) {
        self.talks[talk].handoff = Some(at);
        self.assist(talk, &SUPPORT, at);
    }

    /// A person answers, during work: over the interface, or in the app. Now and then nobody does.
    pub fn assist(&mut self, talk: usize, team: &Team, at: i64) {
        if self.random.chance(35) {
            return;
        }
        let customer = self.talks[talk].customer;
        let language = self.customers[customer].language;
        let mut agent = self.random.pick(team.agents);
        let in_app = at >= BEGIN && self.random.chance(120);
        let mut at = at;
        for round in 0..3 {
            at = at_work(at + self.random.long_tail(40, 7)) + self.random.between(0, 10 * MINUTE);
            let mut quoted = None;
            let answered = if in_app {
                let text = texts::pick(&AGENT, language, &mut self.random);
                self.echo(customer, at, text);
                at
            } else {
                let Some((number, arrived)) = self.agent_says(talk, at, agent) else { return };
                quoted = self.random.chance(150).then_some(number);
                arrived
            };
            if round == 2 || !self.random.chance(380) {
                let thanked = self.random.chance(450);
                let over = if thanked { self.close(talk, answered, Desk::Inbox) } else { answered };
                return self.settle(talk, team, over);
            }
            at = answered + self.random.long_tail(30, 6);
            let text = texts::pick(&MORE, language, &mut self.random);
            let asked = self.write(customer, at, "text", text, quoted);
            self.file(asked, talk, Desk::Inbox);
            if self.random.chance(150) {
                agent = self.random.pick(team.agents);
            }
        }
    }

    /// An agent answers over the interface. A day or more after the customer last wrote only a template may be sent;
    /// who forgets that fails.
    fn agent_says(&mut self, talk: usize, at: i64, agent: &'static str) -> Option<(usize, i64)> {
        let customer = self.talks[talk].customer;
        let last = self.written[customer].iter().copied().filter(|&written| written <= at).max();
        let is_late = last.is_none_or(|last| at - last > DAY);
        let forgets = is_late && self.random.chance(80);
        let (template, category) = if is_late && !forgets { ("we_are_back", "utility") } else { ("", "service") };
        let number =
            self.send(customer, at, Purpose { template, category, author: "agent", agent, ..Purpose::default() });
        self.file(number, talk, Desk::Inbox);
        if forgets {
            self.messages[number?].states = States { failed: Some(at + 1), error: 131_047, ..States::default() };
        }
        let agents = &mut self.talks[talk].agents;
        agents.retain(|known| *known != agent);
        agents.push(agent);
        Some((number?, self.messages[number?].states.arrived()?))
    }

    /// The customer says thanks. Gives when.
    fn close(&mut self, talk: usize, answered: i64, desk: Desk) -> i64 {
        let customer = self.talks[talk].customer;
        let at = answered + self.random.long_tail(6, 8);
        let text = texts::pick(&CLOSING, self.customers[customer].language, &mut self.random);
        let closed = self.write(customer, at, "text", text, None);
        self.file(closed, talk, desk);
        if let (Some(number), Desk::Inbox) = (closed, desk) {
            self.messages[number].sentiment = "positive";
        }
        at
    }

    /// The matter is settled, once or, where the customer comes back to it, twice; then the customer is asked.
    fn settle(&mut self, talk: usize, team: &Team, over: i64) {
        if self.random.chance(60) {
            return;
        }
        let mut resolved = at_work(over + self.random.long_tail(10 * MINUTE, 6));
        let again = resolved + self.random.between(2 * HOUR, 4 * DAY);
        let agent = self.talks[talk].agents.last().copied();
        if let (Some(agent), true, true) = (agent, self.random.chance(75), again < END) {
            let customer = self.talks[talk].customer;
            let text = texts::pick(&MORE, self.customers[customer].language, &mut self.random);
            let asked = self.write(customer, again, "text", text, None);
            self.file(asked, talk, Desk::Inbox);
            if let Some(asked) = asked {
                self.messages[asked].sentiment = "negative";
            }
            self.talks[talk].reopened = Some(again);
            self.talks[talk].resolutions = 1;
            let at = at_work(again + self.random.long_tail(40, 7)) + self.random.between(0, 10 * MINUTE);
            let Some((_, arrived)) = self.agent_says(talk, at, agent) else { return };
            resolved = at_work(arrived + self.random.long_tail(10 * MINUTE, 6));
        }
        let handled = &mut self.talks[talk];
        handled.resolved = Some(resolved);
        handled.resolutions += 1;
        handled.closed = self.random.chance(600).then_some(resolved + DAY);
        if team.name == SALES.name {
            self.sell(talk, over);
        }
        self.ask_satisfaction(talk, resolved);
    }

    /// Forgets what lies after the export and names the conversations in the order of their beginning.
    pub fn name_talks(&mut self) {
        let mut order: Vec<usize> = (0..self.talks.len()).collect();
        order.sort_by_key(|&talk| (self.talks[talk].started, talk));
        for (place, talk) in order.into_iter().enumerate() {
            let talk = &mut self.talks[talk];
            let known = |time: Option<i64>| time.filter(|&time| time <= END);
            if known(talk.resolved).is_none() && talk.resolved.is_some() {
                talk.resolutions -= 1;
            }
            (talk.resolved, talk.reopened) = (known(talk.resolved), known(talk.reopened));
            (talk.closed, talk.handoff) = (known(talk.closed), known(talk.handoff));
            if talk.resolved.is_none() {
                (talk.csat, talk.sold) = (None, None);
            }
            talk.id = format!("LT-{}", 2001 + place);
        }
    }
}
