//! What the invented shop is made of: its customers, agents, campaigns and sentences, and what happens to them.
//! Not responsible for when things happen (`calendar`) or for how they are written (`tables`, `webhooks`).

use crate::random::scatter;

/// First instant of the data: 2026-01-01T00:00:00Z.
pub const BEGIN: u32 = 1_767_225_600;
pub const DAY: u32 = 86_400;
/// Days on which something begins.
pub const DAYS: u32 = 180;

/// Leading digits of mobile numbers and their country; eight digits of the customer follow.
const COUNTRIES: [(&str, &str); 8] = [
    ("49151", "DE"),
    ("55119", "BR"),
    ("5255", "MX"),
    ("62812", "ID"),
    ("346", "ES"),
    ("9198", "IN"),
    ("4477", "GB"),
    ("120", "US"),
];

pub const AGENTS: [&str; 16] = [
    "Ada", "Bruno", "Chen", "Dana", "Emeka", "Farah", "Goran", "Hana", "Ines", "Jonas", "Katya", "Liam", "Mei", "Nuno",
    "Olga", "Priya",
];

pub const CAMPAIGNS: [&str; 12] = [
    "spring_sale",
    "welcome_back",
    "new_arrivals",
    "summer_preview",
    "bundle_week",
    "loyalty_points",
    "Flowers, cards and more",
    "early_access",
    "weekend_deal",
    "clearance",
    "birthday_gift",
    "refer_a_friend",
];

/// Templates that systems of the shop send, each with its category.
pub const NOTICES: [(&str, &str); 4] = [
    ("order_confirmed", "utility"),
    ("parcel_on_its_way", "utility"),
    ("payment_reminder", "utility"),
    ("login_code", "authentication"),
];

pub const QUESTIONS: [&str; 10] = [
    "Hello, is the blue one still in stock?",
    "Where is my parcel?",
    "Do you deliver on Saturday",
    "Which size should I take, I am 1.80 m",
    "It says \"sold out\" on the page",
    "¿Tienen talla 42?",
    "Can I change the address of my order",
    "The zip is broken and I would like my money back",
    "price please",
    "I love it, can I have two more",
];

pub const ANSWERS: [&str; 8] = [
    "Let me check that for you",
    "Yes, it is in stock",
    "Your parcel arrives tomorrow between nine and noon",
    "Please send us the number of your order",
    "We are sorry, here is a label to return it",
    "Choose one: sizes, delivery, payment",
    "Sí, claro",
    "Done, you receive a confirmation by mail",
];

pub const THANKS: [&str; 3] = ["thanks", "ok", "👍"];
pub const STOP: &str = "STOP";
pub const BUTTON: &str = "Tell me more";
pub const MEDIA: [&str; 4] = ["image", "audio", "document", "video"];
/// Codes of failed messages: nobody there, too many of this kind, part of an experiment.
pub const ERRORS: [u32; 3] = [131026, 131049, 130472];

#[derive(Clone, Copy, PartialEq)]
pub enum Author {
    Customer,
    Agent(u8),
    Bot,
    /// By its place among the campaigns.
    Campaign(u8),
    /// By its place among the notices.
    Notice(u8),
}

impl Author {
    pub fn word(self) -> &'static str {
        match self {
            Author::Customer => "customer",
            Author::Agent(_) => "agent",
            Author::Bot => "bot",
            Author::Campaign(_) => "campaign",
            Author::Notice(_) => "automation",
        }
    }

    pub fn category(self) -> &'static str {
        match self {
            Author::Customer => "",
            Author::Agent(_) | Author::Bot => "service",
            Author::Campaign(_) => "marketing",
            Author::Notice(notice) => NOTICES[usize::from(notice)].1,
        }
    }

    pub fn template(self) -> &'static str {
        match self {
            Author::Campaign(_) if self.has_button() => "offer_with_button",
            Author::Campaign(_) => "offer_with_link",
            Author::Notice(notice) => NOTICES[usize::from(notice)].0,
            _ => "",
        }
    }

    /// Every other campaign offers a button, the others a link.
    pub fn has_button(self) -> bool {
        matches!(self, Author::Campaign(campaign) if campaign % 2 == 1)
    }

    pub fn campaign(self) -> &'static str {
        match self {
            Author::Campaign(campaign) => CAMPAIGNS[usize::from(campaign)],
            _ => "",
        }
    }

    pub fn agent(self) -> &'static str {
        match self {
            Author::Agent(agent) => AGENTS[usize::from(agent)],
            _ => "",
        }
    }
}

/// One message. Times are Unix seconds, zero where there is none.
#[derive(Clone, Copy)]
pub struct Message {
    pub number: u64,
    /// Zero where it belongs to none.
    pub conversation: u64,
    pub customer: u32,
    pub author: Author,
    pub kind: &'static str,
    pub text: &'static str,
    pub sent: u32,
    pub delivered: u32,
    pub read: u32,
    pub failed: u32,
    pub error: u32,
    pub clicked: u32,
    /// The number of the quoted message, zero for none.
    pub reply_to: u64,
    /// In ten-thousandths of a euro.
    pub cost: u32,
}

pub struct Conversation {
    pub number: u64,
    pub customer: u32,
    pub started: u32,
    pub resolved: u32,
    pub reopened: u32,
    pub handoff: u32,
    pub bot: bool,
    /// The last agent who wrote.
    pub agent: &'static str,
    pub csat: Option<u64>,
    pub nps: Option<u64>,
}

pub struct Order {
    pub number: u64,
    pub customer: u32,
    pub at: u32,
    /// In cents, as is what was paid back.
    pub value: u32,
    pub refunded: u32,
}

fn country_of(customer: u32) -> (&'static str, &'static str) {
    COUNTRIES[(scatter(u64::from(customer)) % COUNTRIES.len() as u64) as usize]
}

pub fn country(customer: u32) -> &'static str {
    country_of(customer).1
}

/// An invented phone number; no two customers share one.
pub fn phone(customer: u32) -> String {
    // The factor has no divisor in common with a power of ten: the digits are spread and stay unique.
    let digits = u64::from(customer) * 48_271_003 % 100_000_000;
    format!("{}{digits:08}", country_of(customer).0)
}

/// An id of the length and look of the platform's.
pub fn message_id(number: u64) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut id = String::from("wamid.");
    for bits in [scatter(number), scatter(!number), scatter(number << 20)] {
        (0..11).for_each(|place| id.push(char::from(SIGNS[(bits >> (place * 6) & 63) as usize])));
    }
    id
}
