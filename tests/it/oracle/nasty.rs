//! A seeded generator of small, nasty data sets: everything that goes wrong in real exports
//! (kpis.md section 2, formats.md section 7) and that canonical CSV files can express.

use super::random::Random;
use super::rows::*;
use super::*;
use chrono::DateTime;

const BEGINNINGS: [&str; 7] = [
    "2025-10-25T20:00:00Z", // Berlin: an hour twice
    "2026-03-28T20:00:00Z", // Berlin: an hour missing
    "2018-11-03T20:00:00Z", // São Paulo: midnight missing
    "2018-02-17T20:00:00Z", // São Paulo: midnight twice
    "2025-12-30T22:00:00Z", // year, ISO week
    "2026-01-31T20:00:00Z", // month
    "2026-05-13T09:30:00Z",
];

const BOUNDARIES: [i64; 7] = [5 * MINUTE, HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY, 30 * SECOND];

pub(super) struct Person {
    pub phone: String,
    pub user_id: String,
    phone_first: bool,
    /// Every message to this customer fails for good.
    lost: bool,
    /// 0: whole seconds, 1: milliseconds everywhere, 2: both.
    precision: usize,
}

pub(super) struct Inventor {
    pub(super) random: Random,
    pub(super) people: Vec<Person>,
    pub(super) businesses: Vec<String>,
    campaigns: Vec<String>,
    with_states: bool,
    with_reads: bool,
    pub(super) with_conversations: bool,
    /// Rows in order of time, one customer after another.
    pub(super) rows: Vec<MessageRow>,
    pub(super) owners: Vec<usize>,
}

/// Invents a data set.
pub fn invent(seed: u64) -> Data {
    let mut random = Random::new(seed);
    let people = (0..1 + random.below(6)).map(|i| person(&mut random, i)).collect::<Vec<_>>();
    let businesses = random.one(&[vec!["15550001111"], vec![""], vec!["15550001111", "15550002222"]]);
    let campaigns: Vec<String> =
        ["spring", "Summer sale, 2026", "vip"][..random.below(4)].iter().map(|c| c.to_string()).collect();
    let with_states = random.chance(92);
    let with_reads = random.chance(88);
    let with_conversations = random.chance(60);
    let mut inventor = Inventor {
        random,
        people,
        businesses: businesses.into_iter().map(String::from).collect(),
        campaigns,
        with_states,
        with_reads,
        with_conversations,
        rows: vec![],
        owners: vec![],
    };
    inventor.everything()
}

fn person(random: &mut Random, index: usize) -> Person {
    let number = random.below(900_000) + 100_000;
    let phone = match random.below(3) {
        0 => format!("49151{index}0{number}"),
        1 => format!("55119{index}8{number}"),
        _ => format!("346{index}0{number}"),
    };
    let user_id = match random.below(5) {
        0 | 1 => format!("US.134912{index}{number}"),
        _ => String::new(),
    };
    let phone = if !user_id.is_empty() && random.chance(40) { String::new() } else { phone };
    let phone_first = random.chance(50);
    let lost = random.chance(12);
    Person { phone, user_id, phone_first, lost, precision: random.below(3) }
}

impl Inventor {
    fn everything(&mut self) -> Data {
        let start = DateTime::parse_from_rfc3339(&self.random.text(&BEGINNINGS)).unwrap();
        let total = 5 + self.random.below(76);
        let each = total.div_ceil(self.people.len());
        for who in 0..self.people.len() {
            self.life_of(who, start.timestamp_millis(), each);
        }
        let mut more = Random::new(self.random.next());
        self.flows(&mut more);
        let mut conversations = self.conversations();
        self.results(&mut conversations, &mut more);
        let preferences = self.preferences();
        let contacts = self.contacts(start.timestamp_millis());
        let clicks = self.clicks();
        let mut templates = self.templates();
        self.template_events(&mut templates, &mut more);
        let aliases = self
            .people
            .iter()
            .filter(|p| !p.phone.is_empty() && !p.user_id.is_empty())
            .map(|p| match p.phone_first {
                true => AliasRow { alias: p.user_id.clone(), customer: format!("+{}", p.phone) },
                false => AliasRow { alias: format!("00{}", p.phone), customer: p.user_id.clone() },
            })
            .collect();
        let orders = self.orders(&mut more);
        let surveys = self.surveys(&mut more);
        let spend = self.spend(&mut more);
        let aggregates = self.aggregates(&mut more);
        let messages = self.files();
        Data {
            messages,
            conversations,
            preferences,
            contacts,
            aliases,
            templates,
            clicks,
            orders,
            surveys,
            spend,
            aggregates,
        }
    }

    /// One of the names and forms under which a customer stands in the files.
    pub(super) fn name(&mut self, who: usize) -> String {
        let Person { phone, user_id, .. } = &self.people[who];
        let (phone, user_id) = (phone.clone(), user_id.clone());
        if phone.is_empty() || (!user_id.is_empty() && self.random.chance(40)) {
            return user_id;
        }
        let (country, rest) = phone.split_at(2);
        match self.random.below(10) {
            0 => format!("+{phone}"),
            1 => format!("00{phone}"),
            2 => format!("whatsapp:+{phone}"),
            3 => format!("+{country} {} {}", &rest[..3], &rest[3..]),
            4 => format!("+{country} ({}) {}-{}", &rest[..3], &rest[3..5], &rest[5..]),
            _ => phone,
        }
    }

    fn life_of(&mut self, who: usize, start: i64, messages: usize) {
        let mut time = start + self.random.below(36 * 3600) as i64 * SECOND;
        let mut conversation = 0;
        let first = self.rows.len();
        for _ in 0..messages {
            let gap = self.gap();
            let earlier = self.rows.len() - first;
            time = if earlier > 0 && self.random.chance(25) {
                // Exactly, or a second beside, a window after some earlier message.
                let from = self.rows[first + self.random.below(earlier)].at.unwrap_or(time);
                let around = self.random.one(&[-SECOND, 0, 0, SECOND]);
                let next = from.div_euclid(SECOND) * SECOND + self.random.one(&BOUNDARIES) + around;
                next.max(time)
            } else {
                time + gap
            };
            if gap >= DAY && self.random.chance(60) || self.random.chance(12) {
                conversation += 1;
            }
            let milliseconds = match self.people[who].precision {
                0 => 0,
                1 => 1 + self.random.below(999) as i64,
                _ => self.random.one(&[0, 1, 400, 500, 999]),
            };
            let mut row = MessageRow {
                message_id: self.fresh_id(),
                customer: self.name(who),
                business: self.random.one(&self.businesses.clone()),
                at: Some(time + milliseconds),
                ..MessageRow::default()
            };
            if self.random.chance(42) {
                self.inbound(&mut row, first);
            } else {
                self.outbound(&mut row, who);
            }
            let carries_id = if row.campaign.is_empty() { 65 } else { 10 };
            if self.with_conversations && self.random.chance(carries_id) {
                let which = conversation - usize::from(conversation > 0 && self.random.chance(10));
                let place = self.businesses.iter().position(|b| *b == row.business).unwrap();
                row.conversation_id = format!("c{who}-{place}-{which}");
            }
            if self.random.chance(6) {
                row.segment = self.random.text(&["vip", "new", "old friends"]);
            }
            if self.random.chance(8) {
                row.country = self.random.text(&["DE", "FR"]);
            }
            if self.random.chance(20) {
                row.language = self.random.text(&["de", "en"]);
            }
            self.rows.push(row);
            self.owners.push(who);
        }
    }

    fn gap(&mut self) -> i64 {
        match self.random.below(10) {
            0 | 1 => 0,
            2 => SECOND,
            3..=6 => self.random.below(3 * 3600) as i64 * SECOND,
            7 => self.random.one(&[299, 300, 301, 86_399, 86_400, 86_401]) * SECOND,
            8 => self.random.one(&[259_199, 259_200, 259_201, 604_800, 604_801]) * SECOND,
            _ => self.random.below(100 * 3600) as i64 * SECOND,
        }
    }

    fn fresh_id(&mut self) -> String {
        let letter = self.random.text(&["a", "B", "wamid.", "z", "Z"]);
        format!("{letter}{}-{}", self.random.below(1000), self.rows.len())
    }

    fn inbound(&mut self, row: &mut MessageRow, first: usize) {
        row.direction = "inbound".to_string();
        if self.random.chance(50) {
            row.author = "customer".to_string();
        }
        match self.random.below(20) {
            0..=8 => {
                row.kind = "text".to_string();
                row.text = self.random.text(&[
                    "hello",
                    "what a great shop that is",
                    "that is not good",
                    "Terrible, really",
                    "where is my order?",
                    "I said \"no\", twice",
                    "two\nlines",
                    "ok but when?",
                    "stop it please",
                    "merci",
                    "¿qué?",
                ]);
            }
            9..=11 => {
                row.kind = "text".to_string();
                row.text = self.random.text(&["thanks", "Thanks!", "ok", "OK 👍🏽", "👍👍", "Danke.", "ok, thanks"]);
            }
            12 => {
                row.kind = "text".to_string();
                row.text = self.random.text(&["STOP", " stop ", "Unsubscribe", "BAJA"]);
            }
            13 | 14 => {
                row.kind = self.random.text(&["button", "button_reply", "list_reply"]);
                row.text = self.random.text(&["Shop now", "Yes, please", ""]);
                row.button = self.random.text(&["SHOP", "YES"]);
            }
            15 if self.random.chance(50) => {
                row.kind = self.random.text(&["button", "button_reply"]);
                row.text = "Stop".to_string();
                row.button = self.random.text(&["STOP", ""]);
            }
            15 | 16 => row.kind = "reaction".to_string(),
            17 => row.kind = self.random.text(&["edit", "revoke", "system", "request_welcome"]),
            _ => row.kind = self.random.text(&["image", "audio", "unsupported", "sticker"]),
        }
        let likely = match row.kind.as_str() {
            "reaction" => 85,
            "button" | "button_reply" | "list_reply" => 60,
            _ => 25,
        };
        if self.random.chance(likely) {
            let earlier: Vec<String> = self.rows[first..].iter().map(|row| row.message_id.clone()).collect();
            row.reply_to = match earlier.is_empty() || self.random.chance(6) {
                true => "unknown-id".to_string(),
                false => self.random.one(&earlier),
            };
        }
    }

    fn outbound(&mut self, row: &mut MessageRow, who: usize) {
        row.direction = "outbound".to_string();
        row.kind = self.random.text(&["text", "text", "image", "interactive"]);
        let templates = ["winter", "order_update", "unlisted"];
        match self.random.below(20) {
            0..=5 if !self.campaigns.is_empty() => {
                row.campaign = self.random.one(&self.campaigns.clone());
                row.author = self.random.text(&["", "campaign", "campaign", "bot"]);
                row.category = self.random.text(&["marketing", "marketing", "utility", "", "service"]);
                row.template = self.random.text(&["winter", "unlisted", ""]);
                row.variant = self.random.text(&["A", "B", ""]);
                row.kind = "template".to_string();
            }
            0..=3 => {
                row.category = self.random.text(&["marketing", "authentication"]);
                row.author = self.random.text(&["", "agent", "bot", "campaign"]);
                row.template = self.random.text(&templates);
            }
            4..=7 => {
                row.template = self.random.text(&templates);
                row.category = self.random.text(&["", "", "utility", "service"]);
                row.author = self.random.text(&["", "agent", "bot", "automation"]);
                row.kind = "template".to_string();
            }
            8..=12 => {
                let agent = self.random.below(3);
                row.author = self.random.text(&["agent", "agent", ""]);
                row.agent = ["Ana", "Bob, Jr.", "zoë"][agent].to_string();
                row.team = ["sales", "support", "support"][agent].to_string();
                row.category = self.random.text(&["", "", "", "service", "utility"]);
                if row.author == "agent" && self.random.chance(20) {
                    (row.agent, row.team) = (String::new(), String::new());
                }
            }
            13 | 14 => row.author = "bot".to_string(),
            15 => row.author = "automation".to_string(),
            16..=18 => {}
            _ => {
                row.kind = self.random.text(&["note", "system", "reaction", "edit"]);
                row.author = self.random.text(&["agent", "system", ""]);
            }
        }
        if self.with_states && self.people[who].lost {
            row.failed_at = row.at;
            row.error_code = Some(self.random.one(&[131026, 1026, 63003]));
            return;
        }
        if self.with_states {
            self.deliver(row);
        }
        if !row.campaign.is_empty() && self.random.chance(10) {
            let later = self.random.one(&[60, 259_200, 259_201, -5, 259_199, 3600]) * SECOND;
            row.clicked_at = row.at.map(|at| at + later);
        }
    }

    /// What became of a message, in every way in which exports tell it.
    fn deliver(&mut self, row: &mut MessageRow) {
        let at = row.at.unwrap();
        let later = self.random.one(&[0, 0, SECOND, 5 * SECOND, HOUR, -SECOND, 300, -300]);
        let delivered = at + later;
        let read = delivered + self.random.one(&[0, 2 * SECOND, HOUR, 3 * DAY, -SECOND, 700, -1]);
        let codes = [131026, 131026, 131047, 131049, 131050, 1013, 1026, 63024, 63003, 130472];
        if self.random.chance(50) {
            row.sent_at = Some(at + self.random.one(&[0, 0, SECOND, 200]));
        }
        let sent_given = row.sent_at.is_some();
        match self.random.below(20) {
            0..=3 => row.delivered_at = Some(delivered),
            4..=7 => (row.delivered_at, row.read_at) = (Some(delivered), Some(read)),
            8 => row.read_at = Some(read),
            9 => {
                row.failed_at = Some(at + 2 * SECOND);
                row.delivered_at = Some(delivered);
                row.error_code = Some(131049);
            }
            10 | 11 => {
                row.failed_at = Some(at + self.random.one(&[0, 2 * SECOND, HOUR]));
                row.error_code = if self.random.chance(90) { Some(self.random.one(&codes)) } else { None };
            }
            12 => {
                row.status = "failed".to_string();
                row.error_code = Some(self.random.one(&codes));
            }
            13 => row.status = self.random.text(&["read", "delivered"]),
            14 => row.status = self.random.text(&["sent", "pending"]),
            15 if !sent_given => row.status = "unknown".to_string(),
            16 => (row.delivered_at, row.status) = (Some(delivered), "read".to_string()),
            17 => (row.delivered_at, row.status) = (Some(delivered), "delivered".to_string()),
            _ => {}
        }
        if !self.with_reads {
            row.read_at = None;
            if row.status == "read" {
                row.status = "delivered".to_string();
            }
        }
        let other_time = row.sent_at.or(row.delivered_at).or(row.read_at).or(row.failed_at);
        if other_time.is_some() && self.random.chance(6) || self.random.chance(1) {
            row.at = None;
        }
    }
}
