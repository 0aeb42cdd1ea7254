//! What the shop asks and customers answer: after a conversation, and twice a year whether they would recommend it.

use super::account::team_of;
use super::clock::{BEGIN, DAY, END, HOUR, MINUTE, moment};
use super::story::Story;

pub struct Survey {
    pub kind: &'static str,
    pub customer: usize,
    pub talk: Option<usize>,
    pub agent: &'static str,
    pub sent: i64,
    pub answer: Option<(i64, i64)>,
}

/// Answers as often as they are given, of twenty.
const CSAT: [i64; 20] = [5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 2, 1, 5, 5, 5, 5, 5];
const CES: [i64; 20] = [7, 7, 7, 7, 7, 7, 6, 6, 6, 6, 6, 6, 5, 5, 5, 5, 4, 4, 3, 2];
const NPS: [i64; 20] = [10, 10, 10, 10, 10, 10, 10, 9, 9, 9, 9, 8, 8, 8, 8, 7, 7, 6, 4, 2];

impl Story {
    /// After a resolve: before the autumn the helpdesk asked, now the shop does.
    pub fn ask_satisfaction(&mut self, talk: usize, resolved: i64) {
        let agent = self.talks[talk].agents.last().copied().unwrap_or_default();
        // People are a little happier with those who sell.
        let kind = if team_of(agent) == "Sales" { 1 } else { 0 };
        if resolved < BEGIN {
            if self.random.chance(220) {
                self.talks[talk].csat = Some((self.random.pick(&CSAT) + kind * self.random.between(0, 1)).min(5));
            }
            return;
        }
        let customer = self.talks[talk].customer;
        match self.random.chance(580) {
            true => self.ask("csat", &CSAT, customer, Some(talk), agent, resolved + HOUR),
            false => self.ask("ces", &CES, customer, Some(talk), agent, resolved + HOUR),
        }
    }

    /// After a matter that the bot settled alone.
    pub fn ask_effort(&mut self, talk: usize, resolved: i64) {
        self.ask("ces", &CES, self.talks[talk].customer, Some(talk), "", resolved + HOUR);
    }

    /// A letter by e-mail to a part of the customers: would you recommend us?
    pub fn ask_recommendation(&mut self, day: i64, per_mille: i64) {
        for customer in 0..self.customers.len() {
            let sent = moment(day, 9, 0) + customer as i64;
            if self.customers[customer].joined < sent && self.random.chance(per_mille) {
                self.ask("nps", &NPS, customer, None, "", sent);
            }
        }
    }

    fn ask(
        &mut self,
        kind: &'static str,
        answers: &[i64],
        customer: usize,
        talk: Option<usize>,
        agent: &'static str,
        sent: i64,
    ) {
        if sent > END {
            return;
        }
        let share = if kind == "nps" { 270 } else { 430 };
        let at = sent + self.random.long_tail(3 * MINUTE, 9).min(3 * DAY);
        let answer = self.random.chance(share).then(|| (at, self.random.pick(answers))).filter(|(at, _)| *at <= END);
        self.surveys.push(Survey { kind, customer, talk, agent, sent, answer });
    }
}
