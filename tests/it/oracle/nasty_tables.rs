//! The other tables of an invented data set, built around its messages; and the messages
//! spread over files.

use super::nasty::Inventor;
use super::random::Random;
use super::rows::*;
use super::*;

impl Inventor {
    pub(super) fn conversations(&mut self) -> Vec<ConversationRow> {
        let mut ids: Vec<String> = self.rows.iter().map(|row| row.conversation_id.clone()).collect();
        ids.sort();
        ids.dedup();
        let mut table = vec![];
        let with_responses = self.random.chance(60);
        if !self.with_conversations || self.random.chance(25) {
            return table;
        }
        for id in ids.into_iter().filter(|id| !id.is_empty()) {
            if self.random.chance(60) {
                let of_it: Vec<usize> = (0..self.rows.len()).filter(|i| self.rows[*i].conversation_id == id).collect();
                let times: Vec<i64> = of_it.iter().filter_map(|i| self.rows[*i].at).collect();
                if !times.is_empty() {
                    let who = self.owners[of_it[0]];
                    let business = self.rows[of_it[0]].business.clone();
                    table.push(self.conversation(id, who, business, &times, with_responses));
                }
            }
        }
        for extra in 0..self.random.below(3) {
            let time = self.any_time() + self.random.one(&[0, 20 * DAY]);
            let who = self.random.below(self.people.len());
            let business = self.random.one(&self.businesses.clone());
            let mut row = self.conversation(format!("only-{extra}"), who, business, &[time], with_responses);
            row.started_at = row.started_at.or(Some(time));
            row.handoff_at = None;
            table.push(row);
        }
        if !table.is_empty() && self.random.chance(20) {
            table.push(self.random.one(&table.clone()));
        }
        table
    }

    fn conversation(
        &mut self,
        id: String,
        who: usize,
        business: String,
        times: &[i64],
        with_responses: bool,
    ) -> ConversationRow {
        let first = times[0].div_euclid(SECOND) * SECOND;
        let only_business = self.businesses.len() == 1;
        let mut row = ConversationRow {
            conversation_id: id,
            customer: self.name(who),
            business: if only_business && self.random.chance(20) { String::new() } else { business },
            ..ConversationRow::default()
        };
        if self.random.chance(70) {
            row.started_at = Some(first + self.random.one(&[0, 0, -60, 1]) * SECOND);
        }
        let near = |random: &mut Random, offsets: &[i64]| {
            let time = random.one(times).div_euclid(SECOND) * SECOND;
            time + random.one(offsets) * SECOND
        };
        if with_responses && self.random.chance(50) {
            row.first_response_at = Some(near(&mut self.random, &[0, 0, 1, 90]));
        }
        if self.random.chance(40) {
            row.resolved_at = Some(near(&mut self.random, &[0, 1, 60, -60, -299, -300, -301, 7200]));
        }
        if self.random.chance(15) {
            row.closed_at = Some(near(&mut self.random, &[0, 3600, 90_000]));
        }
        if self.random.chance(25) {
            row.handoff_at = Some(near(&mut self.random, &[0, 1, 20]));
        }
        if self.random.chance(50) {
            row.status = match row.resolved_at {
                Some(_) => "resolved".to_string(),
                None => self.random.text(&["open", "pending", "resolved"]),
            };
        }
        if self.random.chance(20) {
            row.agent = self.random.text(&["Ana", "Cleo"]);
            row.team = self.random.text(&["sales", ""]);
        }
        if self.random.chance(10) {
            row.campaign = "spring".to_string();
        }
        if self.random.chance(10) {
            row.segment = "table".to_string();
        }
        row
    }

    fn any_time(&mut self) -> i64 {
        let times: Vec<i64> = self.rows.iter().flat_map(|row| row.times()).collect();
        self.random.one(&times)
    }

    pub(super) fn preferences(&mut self) -> Vec<PreferenceRow> {
        let mut table: Vec<PreferenceRow> = vec![];
        if self.random.chance(40) {
            return table;
        }
        let mut taken: Vec<(usize, i64)> = vec![];
        for _ in 0..self.random.below(7) {
            let place = self.random.below(self.rows.len());
            let Some(at) = self.rows[place].at else { continue };
            let who = self.owners[place];
            let event = self.random.text(&["opt_in", "opt_out", "opt_out", "resume", "block", "unblock"]);
            let offset = match event.as_str() {
                "opt_in" | "resume" => self.random.one(&[37, 3637, 259_237]),
                _ => self.random.one(&[-1, 0, 1, 3600, 259_199, 259_200, 259_201]),
            };
            let at = at.div_euclid(SECOND) * SECOND + offset * SECOND;
            let says_stop = self.rows.iter().any(|row| {
                (words::opts_out(&row.text) || row.error_code == Some(131050))
                    && row.times().iter().any(|time| (time - at).abs() <= SECOND)
            });
            if taken.contains(&(who, at)) || (says_stop && event != "opt_out") {
                continue;
            }
            taken.push((who, at));
            let customer = self.name(who);
            let scope = self.random.text(&["marketing", "all", ""]);
            table.push(PreferenceRow { customer, at: Some(at), event, scope });
        }
        table
    }

    pub(super) fn contacts(&mut self, start: i64) -> Vec<ContactRow> {
        let mut table: Vec<ContactRow> = vec![];
        if self.random.chance(25) {
            return table;
        }
        for who in 0..self.people.len() {
            if self.random.chance(65) {
                let mut row = ContactRow { customer: self.name(who), ..ContactRow::default() };
                if self.random.chance(60) {
                    let own: Vec<i64> = (0..self.rows.len())
                        .filter(|i| self.owners[*i] == who)
                        .filter_map(|i| self.rows[i].at)
                        .collect();
                    let near = own.first().map_or(start, |_| self.random.one(&own));
                    row.consent_at = Some(self.random.one(&[near, near + 1000, near - 1, start - 40 * DAY]));
                }
                if self.random.chance(50) {
                    row.segment = self.random.text(&["vip", "new"]);
                }
                if self.random.chance(25) {
                    row.country = self.random.text(&["AT", "PT", "DE"]);
                }
                if self.random.chance(40) {
                    row.language = self.random.text(&["de", "pt_BR"]);
                }
                table.push(row);
            }
        }
        if self.random.chance(40) {
            let customer = "+49 170 5550000".to_string();
            table.push(ContactRow { customer, segment: "silent".into(), ..ContactRow::default() });
        }
        if let Some(first) = table.first_mut()
            && first.consent_at.is_none()
        {
            first.consent_at = Some(start - 10 * DAY);
        }
        table
    }

    pub(super) fn clicks(&mut self) -> Vec<ClickRow> {
        let outbound: Vec<usize> = (0..self.rows.len()).filter(|i| self.rows[*i].direction == "outbound").collect();
        let mut table: Vec<ClickRow> = vec![];
        if outbound.is_empty() || self.random.chance(45) {
            return table;
        }
        for _ in 0..self.random.below(8) {
            let place = self.random.one(&outbound);
            let row = self.rows[place].clone();
            let Some(at) = row.at else { continue };
            let offset = self.random.one(&[0, 1, 3600, 259_199, 259_200, 259_201, 50_000]);
            let mut click = ClickRow { at: Some(at + offset * SECOND), ..ClickRow::default() };
            let event = ["note", "system", "reaction", "edit"].contains(&row.kind.as_str());
            if self.random.chance(50) && !event {
                click.message_id = row.message_id.clone();
            }
            if click.message_id.is_empty() || self.random.chance(70) {
                click.customer = self.name(self.owners[place]);
            }
            if click.message_id.is_empty() && self.random.chance(40) {
                click.campaign = row.campaign.clone();
            }
            if click.message_id.is_empty() && self.random.chance(10) {
                click.message_id = "unknown-id".to_string();
            }
            click.url = self.random.text(&["", "https://shop.example/a?b=1,2"]);
            table.push(click.clone());
            if self.random.chance(12) {
                table.push(click);
            }
        }
        table
    }

    pub(super) fn templates(&mut self) -> Vec<TemplateRow> {
        let mut table = vec![];
        if self.random.chance(40) {
            return table;
        }
        let describe = |template: &str, category: &str, buttons| TemplateRow {
            template: template.to_string(),
            category: category.to_string(),
            buttons,
            ..TemplateRow::default()
        };
        table.push(describe("winter", "marketing", Some(false)));
        if self.random.chance(70) {
            table.push(describe("order_update", "utility", Some(true)));
        }
        for _ in 0..self.random.below(5) {
            let number = self.random.chance(35);
            let template = self.random.text(&["winter", "order_update", "unlisted"]);
            table.push(TemplateRow {
                template: if number { String::new() } else { template },
                business: if number { self.businesses[0].clone() } else { String::new() },
                at: Some(self.any_time() + 11 * MINUTE + 13),
                event: "quality".to_string(),
                rating: self.random.text(&["GREEN", "GREEN", "YELLOW", "RED", "UNKNOWN"]),
                ..TemplateRow::default()
            });
        }
        table.retain(|row| !(row.template.is_empty() && row.business.is_empty()));
        table
    }

    /// The messages as one file or two, with partial and duplicated rows.
    pub(super) fn files(&mut self) -> Vec<Vec<MessageRow>> {
        let two = self.random.chance(50);
        let mut files = vec![vec![], vec![]];
        for (place, row) in self.rows.clone().into_iter().enumerate() {
            let home = if two && self.random.chance(30) { 1 } else { 0 };
            let other = if two { self.random.below(2) } else { 0 };
            let mut whole = row.clone();
            if row.tells_a_state() && row.at.is_some() && self.random.chance(15) {
                let rest = MessageRow {
                    message_id: row.message_id.clone(),
                    customer: self.name(self.owners[place]),
                    direction: row.direction.clone(),
                    delivered_at: row.delivered_at,
                    read_at: row.read_at,
                    failed_at: row.failed_at,
                    status: row.status.clone(),
                    error_code: row.error_code,
                    ..MessageRow::default()
                };
                whole.delivered_at = None;
                whole.read_at = None;
                whole.failed_at = None;
                whole.status = String::new();
                whole.error_code = None;
                if rest.tells_a_state() {
                    files[if two { 1 - home } else { 0 }].push(rest);
                } else {
                    whole = row.clone();
                }
            }
            if self.random.chance(5) {
                let mut again = whole.clone();
                if self.random.chance(50) {
                    // The same message told later and a little differently.
                    again.delivered_at = again.delivered_at.map(|time| time + HOUR);
                    again.read_at = again.read_at.map(|time| time + HOUR);
                    again.variant = self.random.text(&["A", "B", "C"]);
                    again.customer = self.name(self.owners[place]);
                }
                files[other].push(again);
            }
            files[home].push(whole);
        }
        files.retain(|file| !file.is_empty());
        for file in &mut files {
            if self.random.chance(50) {
                self.random.shuffle(file);
            }
        }
        files
    }
}
