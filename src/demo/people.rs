//! The shop's customers: invented names and numbers, and the habits that decide what happens to them.

use super::Size;
use super::clock::{FIRST_DAY, moment};
use super::random::Random;

/// How many customers the shop of the examples has.
const CUSTOMERS: i64 = 400;

/// One customer. Where a habit has a time, it holds from then on.
pub struct Customer {
    pub name: &'static str,
    /// As WhatsApp writes it: digits with the country code.
    pub phone: String,
    /// As the shop keeps it: with a plus, spaces, two zeros, sometimes without the country code.
    pub written: String,
    pub user_id: Option<String>,
    pub segment: &'static str,
    pub language: Language,
    /// ISO 3166.
    pub country: &'static str,
    pub habit: Habit,
    /// When the shop first heard of this customer; for many long before the exports begin.
    pub joined: i64,
    /// When the customer loses interest, if ever.
    pub left: Option<i64>,
    /// Whether the shop has this customer's consent to marketing.
    pub consent: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Language {
    German,
    Spanish,
    Portuguese,
}

impl Language {
    /// ISO 639.
    pub fn code(self) -> &'static str {
        match self {
            Language::German => "de",
            Language::Spanish => "es",
            Language::Portuguese => "pt",
        }
    }
}

#[derive(Clone, PartialEq)]
pub enum Habit {
    None,
    /// Has read receipts switched off.
    NoReceipts,
    /// Reads, and never writes.
    Silent,
    /// Has no WhatsApp on this number.
    Unreachable,
    /// Takes a username: from then on webhooks carry the user id alone.
    Username(i64),
    /// Moves to another phone number.
    NewNumber(i64, String),
    /// Blocks the shop.
    Blocks(i64),
}

impl Customer {
    /// The phone number at a time.
    pub fn phone_at(&self, time: i64) -> &str {
        match &self.habit {
            Habit::NewNumber(since, phone) if time > *since => phone,
            _ => &self.phone,
        }
    }

    /// The user id at a time, where there is one: a new number brings a new one.
    pub fn user_id_at(&self, time: i64) -> Option<String> {
        let user_id = self.user_id.as_ref()?;
        match self.habit {
            Habit::NewNumber(since, _) if time > since => Some(format!("{user_id}N")),
            _ => Some(user_id.clone()),
        }
    }

    /// Whether webhooks carry the phone number at a time.
    pub fn shows_phone_at(&self, time: i64) -> bool {
        !matches!(self.habit, Habit::Username(since) if time > since)
    }

    pub fn writes(&self) -> bool {
        !matches!(self.habit, Habit::Silent | Habit::Unreachable)
    }

    /// Whether the shop knows this customer and the customer still cares.
    pub fn cares_at(&self, time: i64) -> bool {
        self.joined <= time && self.left.is_none_or(|left| time < left)
    }

    pub fn blocks_at(&self, time: i64) -> bool {
        matches!(self.habit, Habit::Blocks(since) if time > since)
    }
}

const NAMES: [&str; 16] = [
    "Alma", "Bruno", "Carla", "Dario", "Edda", "Finn", "Greta", "Henri", "Ida", "Joris", "Kira", "Leo", "Mila", "Nuno",
    "Ona", "Piet",
];

pub fn customers(size: Size, random: &mut Random) -> Vec<Customer> {
    (0..size.scaled(CUSTOMERS) as usize).map(|number| customer(number, random)).collect()
}

fn customer(number: usize, random: &mut Random) -> Customer {
    let habit = habit(number, random);
    // Where no webhook will ever tell the full number, the shop has it.
    let plain = matches!(habit, Habit::Silent | Habit::Username(_));
    let (language, country, phone, written) = numbers(number, plain, random);
    let segment =
        random.pick(&["vip", "vip", "regular", "regular", "regular", "regular", "regular", "new", "new", "new"]);
    let day = match segment {
        "new" => random.between(-75, -3),
        _ if random.chance(700) => random.between(-600, FIRST_DAY - 1),
        _ => random.between(FIRST_DAY, -40),
    };
    let joined = moment(day, 8, 0) + random.between(0, 12 * 3600);
    let leaves = segment != "vip" && day < -100 && random.chance(260);
    let left = leaves.then(|| moment(random.between(-150, -60), 12, 0));
    let keeps_id = matches!(habit, Habit::Username(_) | Habit::NewNumber(..));
    Customer {
        name: NAMES[(number * 7 + number / 16) % NAMES.len()],
        user_id: (keeps_id || random.chance(350)).then(|| format!("{country}.7{:06}", number * 2371 % 1_000_000)),
        segment,
        phone,
        written,
        language,
        country,
        habit,
        joined,
        left,
        consent: !random.chance(35),
    }
}

/// Most customers are German, every tenth Spanish, every twentieth Brazilian.
fn numbers(number: usize, plain: bool, random: &mut Random) -> (Language, &'static str, String, String) {
    match number % 20 {
        3 | 13 => {
            let (thousands, rest) = (number / 100 + 10, number % 100 * 7 + 100);
            let phone = format!("346000{thousands}{rest}");
            (Language::Spanish, "ES", phone, format!("+34 600 0{thousands} {rest}"))
        }
        17 => {
            // An old account: WhatsApp's number lacks the ninth digit, the shop's has it.
            let (area, last) = (11 + number / 9000, 1000 + number % 9000);
            (Language::Portuguese, "BR", format!("55{area}9000{last}"), format!("+55 {area} 99000-{last}"))
        }
        _ => {
            let last = 2_000_000 + number * 37;
            let written = match random.between(1, 10) {
                _ if plain => format!("+491555{last}"),
                1 => format!("01555{last}"),
                2 => format!("00491555{last}"),
                3 | 4 => format!("+49 1555 {last}"),
                5 => format!("+49 (1555) {}-{:03}", last / 1000, last % 1000),
                _ => format!("+491555{last}"),
            };
            (Language::German, "DE", format!("491555{last}"), written)
        }
    }
}

/// The few who do something special have fixed places, the rest are drawn.
fn habit(number: usize, random: &mut Random) -> Habit {
    match number {
        20 => Habit::NewNumber(moment(9, 19, 12), "4915558000011".to_owned()),
        40 => Habit::NewNumber(moment(12, 8, 41), "4915558000022".to_owned()),
        61 | 82 | 101 | 122 | 141 | 162 | 181 | 202 | 221 | 242 => Habit::Username(moment(12, 6, 0)),
        55 | 155 | 255 | 355 => Habit::Blocks(moment(10, 20, 0)),
        _ if number % 57 == 9 => Habit::Unreachable,
        _ if random.chance(150) => Habit::Silent,
        _ if random.chance(110) => Habit::NoReceipts,
        _ => Habit::None,
    }
}
