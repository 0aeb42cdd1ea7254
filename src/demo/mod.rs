//! Lumen Tea: an invented shop, its two hundred days and all the files that tell of them.
//!
//! One story (`story`, `happenings` and what they call), written down by one module per kind of export. Everything is
//! drawn from one fixed seed, so the files never change unless this code does. It knows nothing of the program that
//! reads them. Not responsible for where files go.

mod account;
mod campaigns;
mod canonical;
mod chapter;
mod chats;
mod clock;
mod finder;
mod formats;
mod gzip;
mod happenings;
mod incoming;
mod json;
mod notices;
mod people;
mod platforms;
mod random;
mod sales;
mod send_log;
mod story;
mod surveys;
mod tables;
mod talks;
mod texts;
mod webhooks;

use std::io::{self, Write};

use random::Random;
use story::Story;
use tables::{CANONICAL, SHOP};
use webhooks::Webhook;

/// How large the shop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    messages: i64,
}

impl Size {
    /// That of the examples.
    pub const EXAMPLES: Size = Size { messages: 3_680 };
    /// The smallest shop that has a story, and the largest that is told in memory.
    pub const BOUNDS: (i64, i64) = (500, 1_000_000);

    /// A shop of about so many messages; none beyond the bounds.
    pub fn of(messages: i64) -> Option<Size> {
        (Size::BOUNDS.0..=Size::BOUNDS.1).contains(&messages).then_some(Size { messages })
    }

    /// As many for this size as the examples have of something.
    fn scaled(self, number: i64) -> i64 {
        let one = Size::EXAMPLES.messages;
        (number * self.messages + one / 2) / one
    }
}

/// The exports of a shop.
pub struct Exports {
    story: Story,
    webhooks: Vec<Webhook>,
}

/// The names of a shop's files.
pub const FILES: [&str; 12] = [
    "webhooks.jsonl",
    "send-log.csv",
    "bot.csv",
    "inbox.csv",
    "former-provider.csv",
    "conversations.csv",
    "orders.csv",
    "surveys.csv",
    "clicks.csv",
    "contacts.csv",
    "spend.csv",
    "wa-kpi.toml",
];

/// Written by hand, unlike all else.
const SETTINGS: &str = include_str!("../../examples/shop/wa-kpi.toml");

impl Exports {
    /// Tells the story of a shop.
    pub fn of(size: Size) -> Exports {
        let mut story = Story::new(Random::new(20_260_971), size);
        story.tell();
        let webhooks = webhooks::webhooks(&story);
        Exports { story, webhooks }
    }

    /// Writes the file of a name.
    pub fn write(&self, name: &str, into: &mut dyn Write) -> io::Result<()> {
        let Exports { story, webhooks } = self;
        let text = match name {
            "webhooks.jsonl" => return webhooks.iter().try_for_each(|webhook| writeln!(into, "{}", webhook.body)),
            "send-log.csv" => send_log::csv(story),
            "bot.csv" => platforms::bot(story),
            "inbox.csv" => platforms::inbox(story),
            "former-provider.csv" => platforms::former_provider(story),
            "conversations.csv" => tables::conversations(story, &SHOP),
            "orders.csv" => tables::orders(story, &SHOP),
            "surveys.csv" => tables::surveys(story, &SHOP),
            "clicks.csv" => tables::clicks(story, &SHOP),
            "contacts.csv" => tables::contacts(story, &SHOP),
            "spend.csv" => tables::spend(story.size),
            _ => SETTINGS.to_owned(),
        };
        into.write_all(text.as_bytes())
    }
}

/// Every generated file of `examples`: its path there, its bytes.
pub fn examples() -> io::Result<Vec<(String, Vec<u8>)>> {
    let exports = Exports::of(Size::EXAMPLES);
    let Exports { story, webhooks } = &exports;
    let gzip = |text: String| gzip::gzip(text.as_bytes());
    let canonical = [
        ("messages.csv", canonical::messages(story)),
        ("preferences.csv", canonical::preferences(story)),
        ("aliases.csv", canonical::aliases(story)),
        ("templates.csv", canonical::templates()),
        ("conversations.csv", tables::conversations(story, &CANONICAL)),
        ("orders.csv", tables::orders(story, &CANONICAL)),
        ("surveys.csv", tables::surveys(story, &CANONICAL)),
        ("clicks.csv", tables::clicks(story, &CANONICAL)),
        ("contacts.csv", tables::contacts(story, &CANONICAL)),
        ("spend.csv", tables::spend(story.size)),
    ];
    let formats = [
        ("formats/meta-webhooks/array.json.gz", gzip(webhooks::one_array(webhooks))),
        ("formats/meta-webhooks/pretty.json.gz", gzip(webhooks::laid_out(webhooks))),
        ("formats/meta-webhooks/webhooks.log.gz", gzip(webhooks::server_log(webhooks))),
        ("formats/send-log/broadcasts.csv", send_log::other_csv(story).into_bytes()),
    ];
    let mut files: Vec<(String, Vec<u8>)> = formats.map(|(path, bytes)| (path.to_owned(), bytes)).to_vec();
    for name in FILES {
        let mut bytes = Vec::new();
        exports.write(name, &mut bytes)?;
        files.push((format!("shop/{name}"), bytes));
    }
    files.extend(chats::files(story).into_iter().map(|(path, text)| (format!("formats/{path}"), text.into_bytes())));
    files.extend(canonical.map(|(name, text)| (format!("formats/canonical/{name}"), text.into_bytes())));
    files.extend(chapter::files(story));
    files.extend(formats::files(story));
    Ok(files)
}

#[cfg(test)]
mod tests;
