//! What an invented message and conversation tell beyond their delivery: steps of a bot, costs,
//! sentiment; resolutions, scores and results.

use super::nasty::Inventor;
use super::random::Random;
use super::rows::*;
use super::*;

/// The currencies of a data set; the first one is the usual.
pub fn currencies(random: &mut Random) -> Vec<&'static str> {
    match random.below(10) {
        0..=5 => vec!["EUR"],
        6..=8 => vec!["EUR", "EUR", "USD"],
        _ => vec!["JPY", "EUR", "USD"],
    }
}

impl Inventor {
    pub(super) fn flows(&mut self, random: &mut Random) {
        let (with_steps, with_finals) = (random.chance(60), random.chance(70));
        let with_flags = random.chance(60);
        let with_costs = random.chance(50);
        let with_billing = random.chance(40);
        let with_sentiment = random.chance(50);
        let currencies = currencies(random);
        for row in &mut self.rows {
            let by_bot = row.direction == "outbound" && row.author == "bot";
            if with_steps && (by_bot && random.chance(60) || random.chance(3)) {
                row.step = random.text(&["start", "menu", "menu", "address", "Paid "]);
                if with_finals && random.chance(25) {
                    row.last_step = Some(random.chance(70));
                }
            }
            if with_flags && by_bot && random.chance(70) {
                row.fallback = Some(random.chance(40));
            }
            if with_flags && row.direction == "outbound" && random.chance(15) {
                row.followup = Some(random.chance(80));
            }
            if with_costs && random.chance(if row.direction == "outbound" { 60 } else { 4 }) {
                row.cost = Some(random.one(&[0, 56_500, 10_100, 1_500_000, 250_000]));
                row.currency = random.text(&currencies);
            }
            if with_billing && row.direction == "outbound" && random.chance(60) {
                row.billable = Some(random.chance(60));
            }
            if with_sentiment && row.direction == "inbound" && random.chance(60) {
                row.sentiment = random.text(&["positive", "negative", "neutral"]);
            }
        }
    }

    /// The columns of the conversations table that tell of its result.
    pub(super) fn results(&mut self, table: &mut Vec<ConversationRow>, random: &mut Random) {
        let with_counts = random.chance(50);
        let (with_results, with_scores) = (random.chance(40), random.chance(50));
        let currencies = currencies(random);
        for row in table.iter_mut() {
            let resolved = row.resolved_at.is_some() || row.status == "resolved";
            if with_counts && random.chance(40) {
                row.resolutions = Some(if resolved { 1 + random.below(3) as i64 } else { random.below(4) as i64 / 3 });
            }
            if let Some(at) = row.resolved_at
                && random.chance(25)
            {
                let offset = random.one(&[1, 3600, 604_800, 604_801, -60, -3600, 0]);
                row.reopened_at = Some(at + offset * SECOND);
            }
            if with_counts && random.chance(30) {
                row.bot = Some(random.chance(60));
            }
            if with_counts && random.chance(30) {
                row.agents = Some(random.below(4) as i64);
            }
            if with_results && random.chance(50) {
                row.converted = Some(random.chance(60));
                if random.chance(80) {
                    row.value = Some(random.one(&[19_990_000, 100_000_000, 0, 5_550_000]));
                    row.currency = random.text(&currencies);
                }
            }
            if with_results && random.chance(40) {
                row.lead = Some(random.chance(60));
            }
            if with_scores {
                row.csat = Some(random.below(6) as i64).filter(|_| random.chance(50));
                row.nps = Some(random.below(12) as i64).filter(|_| random.chance(40));
                row.ces = Some(random.below(9) as i64).filter(|_| random.chance(40));
            }
        }
        self.tell_again(table, random);
    }

    /// A conversation told twice, the second time differently.
    fn tell_again(&mut self, table: &mut Vec<ConversationRow>, random: &mut Random) {
        if table.is_empty() || !random.chance(35) {
            return;
        }
        let mut again = random.one(table);
        let later = random.one(&[1, 60, 7200, 90_000]) * SECOND;
        for time in [&mut again.started_at, &mut again.resolved_at, &mut again.closed_at, &mut again.reopened_at] {
            *time = time.map(|time| time + later);
        }
        if again.started_at.is_none() || again.times().iter().min() != again.started_at.iter().min() {
            return;
        }
        (again.first_response_at, again.handoff_at) = (None, None);
        again.agent = random.text(&["Ana", "Cleo", ""]);
        again.agents = again.agents.map(|agents| agents + 1);
        again.csat = again.csat.map(|score| (score + 1) % 6);
        again.converted = Some(random.chance(50)).filter(|_| again.converted.is_some());
        again.bot = Some(random.chance(50)).filter(|_| again.bot.is_some());
        if again.status == "resolved" && random.chance(50) {
            again.status = "open".to_string();
        }
        table.push(again);
    }
}
