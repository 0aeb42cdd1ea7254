//! The orders, surveys and spend rows of an invented data set, built around its messages.

use super::nasty::Inventor;
use super::nasty_flow::currencies;
use super::random::Random;
use super::rows::*;
use super::*;

impl Inventor {
    /// A message with its time and its customer.
    fn some_message(&self, random: &mut Random) -> Option<(usize, i64)> {
        let place = random.below(self.rows.len());
        Some((place, self.rows[place].at?.div_euclid(SECOND) * SECOND))
    }

    /// Some conversation's id; sometimes one that nobody knows.
    fn some_conversation(&self, who: usize, random: &mut Random) -> String {
        let own: Vec<&String> = (0..self.rows.len())
            .filter(|i| self.owners[*i] == who && !self.rows[*i].conversation_id.is_empty())
            .map(|i| &self.rows[i].conversation_id)
            .collect();
        if own.is_empty() || random.chance(15) { "c-unknown".to_string() } else { random.one(&own).clone() }
    }

    pub(super) fn orders(&mut self, random: &mut Random) -> Vec<OrderRow> {
        let mut table: Vec<OrderRow> = vec![];
        if random.chance(25) {
            return table;
        }
        let currencies = currencies(random);
        let precise = random.chance(30);
        for number in 0..1 + random.below(10) {
            let Some((place, at)) = self.some_message(random) else { continue };
            let who = self.owners[place];
            let offset = random.one(&[0, 0, 1, -1, 3600, 100_000, 259_200, 604_799, 604_800, 604_801]);
            let mut row = OrderRow {
                order_id: format!("o{}-{number}", random.below(100)),
                customer: self.name(who),
                at: Some(at + offset * SECOND + if precise { random.below(1000) as i64 } else { 0 }),
                kind: random.text(&["", "purchase", "purchase", "Purchase", "lead", "signup"]),
                ..OrderRow::default()
            };
            if random.chance(90) {
                row.value = Some(random.one(&[19_990_000, 100_000_000, 10_000, 20_000, 33_330_000, 0, 7_000_000]));
                row.currency = random.text(&currencies);
                if row.currency == "JPY" {
                    row.value = Some(random.one(&[1000, 1001, 2, 0]) * 1_000_000);
                }
                if random.chance(25) {
                    let half = row.value.unwrap() / 20_000 * 10_000;
                    let refunds = [0, 10_000, half, row.value.unwrap(), row.value.unwrap() + 10_000];
                    row.refunded = Some(random.one(&refunds));
                }
                if row.currency == "JPY" {
                    row.refunded = row.refunded.map(|refunded| refunded / 1_000_000 * 1_000_000);
                }
            }
            self.name_something(&mut row, place, random);
            if random.chance(8) && row.conversation_id.is_empty() {
                row.customer = "+49 170 5550001".to_string();
            }
            if random.chance(8) {
                table.push(self.order_again(&row, random));
            }
            table.push(row);
        }
        if random.chance(40) {
            self.buys_again_and_again(&mut table, random);
        }
        table
    }

    /// A customer who comes back every few days.
    fn buys_again_and_again(&mut self, table: &mut Vec<OrderRow>, random: &mut Random) {
        let Some((place, at)) = self.some_message(random) else { return };
        let pause = random.one(&[HOUR, DAY, 2 * DAY, 5 * DAY]);
        for number in 0..3 + random.below(5) as i64 {
            let skipped = random.one(&[0, 0, 0, HOUR]);
            table.push(OrderRow {
                order_id: format!("again-{number}"),
                customer: self.name(self.owners[place]),
                at: Some(at + number * pause + skipped),
                value: Some(5_000_000),
                currency: "EUR".to_string(),
                ..OrderRow::default()
            });
        }
    }

    fn name_something(&mut self, row: &mut OrderRow, place: usize, random: &mut Random) {
        if random.chance(12) {
            row.message_id = self.rows[place].message_id.clone();
        } else if random.chance(4) {
            row.message_id = "unknown-id".to_string();
        }
        if random.chance(12) {
            row.conversation_id = self.some_conversation(self.owners[place], random);
        }
        if random.chance(15) {
            row.campaign = random.text(&["spring", "vip", "Summer sale, 2026", "unheard of"]);
        }
    }

    /// The same order, told a second time later and a little differently.
    fn order_again(&mut self, row: &OrderRow, random: &mut Random) -> OrderRow {
        let mut again = row.clone();
        if random.chance(60) {
            again.at = again.at.map(|at| at + HOUR);
            again.value = again.value.map(|value| value + 5_000_000);
            again.campaign = random.text(&["", "vip"]);
            again.refunded = None;
        }
        again
    }

    /// Counts of other campaigns and templates, and of some that the messages tell of too.
    pub(super) fn aggregates(&mut self, random: &mut Random) -> Vec<AggregateRow> {
        let mut table: Vec<AggregateRow> = vec![];
        if random.chance(75) {
            return table;
        }
        let with_results = random.chance(60);
        for _ in 0..1 + random.below(4) {
            let Some((_, at)) = self.some_message(random) else { continue };
            let read = random.below(5) as i64;
            let delivered = read + random.below(5) as i64;
            let failed = random.below(3) as i64;
            let part = |random: &mut Random| Some(random.below(read as usize + 1) as i64).filter(|_| with_results);
            let mut row = AggregateRow {
                since: Some(at),
                until: Some(at + DAY),
                category: "marketing".to_string(),
                country: random.text(&["DE", "FR", ""]),
                sent: Some(delivered + failed + random.below(2) as i64),
                delivered: Some(delivered),
                read: Some(read),
                failed: Some(failed),
                replied: part(random),
                clicked: part(random),
                converted: part(random),
                opt_outs: part(random),
                ..AggregateRow::default()
            };
            match random.below(3) {
                0 => row.template = random.text(&["winter", "somebody's template"]),
                _ => row.campaign = random.text(&["spring", "newsletter", "autumn, 2025"]),
            }
            if random.chance(50) {
                row.cost = Some(random.one(&[12_500_000, 0, 990_000]));
                row.revenue = Some(random.one(&[99_000_000, 0])).filter(|_| with_results);
                row.currency = "EUR".to_string();
            }
            table.push(row.clone());
            if random.chance(10) {
                table.push(row);
            }
        }
        table
    }

    /// Pauses, disablings and rejections of templates.
    pub(super) fn template_events(&mut self, table: &mut Vec<TemplateRow>, random: &mut Random) {
        for _ in 0..random.below(4) {
            let Some((_, at)) = self.some_message(random) else { continue };
            table.push(TemplateRow {
                template: random.text(&["winter", "order_update"]),
                at: Some(at + 17 * MINUTE),
                event: random.text(&["paused", "disabled", "rejected", "approved", "reinstated"]),
                ..TemplateRow::default()
            });
        }
    }

    pub(super) fn surveys(&mut self, random: &mut Random) -> Vec<SurveyRow> {
        let mut table: Vec<SurveyRow> = vec![];
        if random.chance(35) {
            return table;
        }
        for number in 0..1 + random.below(9) {
            let Some((place, at)) = self.some_message(random) else { continue };
            let who = self.owners[place];
            let mut row = SurveyRow {
                survey_id: format!("s{}-{number}", random.below(100)),
                customer: self.name(who),
                kind: random.text(&["csat", "csat", "nps", "nps", "ces"]),
                sent_at: if random.chance(85) { Some(at) } else { None },
                ..SurveyRow::default()
            };
            if row.sent_at.is_none() || random.chance(75) {
                row.at = Some(at + random.one(&[0, 60, 7200, 90_000]) * SECOND);
                row.score = Some(random.below(11) as i64 * 1_000_000).filter(|_| random.chance(92));
            }
            if row.kind == "csat" && random.chance(70) {
                row.score = row.score.map(|_| random.one(&[1, 2, 3, 4, 5, 5, 4]) * 1_000_000);
            }
            match row.kind.as_str() {
                "csat" if random.chance(20) => (row.scale_min, row.scale_max) = (Some(1), Some(7)),
                "csat" if random.chance(8) => row.scale_max = Some(10),
                "nps" if random.chance(8) => (row.scale_min, row.scale_max) = (Some(0), Some(5)),
                "ces" if random.chance(8) => row.scale_max = Some(5),
                _ => {}
            }
            if random.chance(40) {
                row.conversation_id = self.some_conversation(who, random);
            }
            if random.chance(30) {
                row.agent = random.text(&["Ana", "Dora"]);
            }
            if random.chance(8) {
                let mut again = row.clone();
                again.at = again.at.map(|at| at + MINUTE);
                again.sent_at = again.sent_at.map(|at| at + MINUTE);
                again.score = again.score.map(|_| 1_000_000);
                table.push(again);
            }
            table.push(row);
        }
        table
    }

    pub(super) fn spend(&mut self, random: &mut Random) -> Vec<SpendRow> {
        let mut table: Vec<SpendRow> = vec![];
        if random.chance(45) {
            return table;
        }
        let currencies = currencies(random);
        for number in 0..1 + random.below(4) {
            let Some((_, at)) = self.some_message(random) else { continue };
            let as_dates = random.chance(50);
            let day = at.div_euclid(DAY) * DAY;
            let since = if as_dates { day } else { at };
            let length = random.one(&[1, 1, 3, 31]) * DAY;
            let mut row = SpendRow {
                spend_id: if random.chance(50) { format!("invoice-{number}") } else { String::new() },
                since: Some(since),
                until: Some(since + length),
                as_dates,
                amount: random.one(&[199_000_000, 10_000_000, 100_000, 333_330_000]),
                currency: random.text(&currencies),
                campaign: random.text(&["", "", "spring", "vip", "unheard of"]),
                kind: random.text(&["message", "message", "platform", "agents", "other", ""]),
                note: random.text(&["", "an invoice, in parts"]),
            };
            match random.below(10) {
                0 => row.until = None,
                1 => row.since = None,
                _ => {}
            }
            if random.chance(15) {
                let mut again = row.clone();
                if random.chance(40) {
                    again.spend_id = format!("twin-{number}");
                }
                table.push(again);
            }
            table.push(row);
        }
        table
    }
}
