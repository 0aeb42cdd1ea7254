//! Lumen Tea: an invented shop, its two hundred days and all the files that tell of them.
//!
//! One story (`story`, `happenings` and what they call), written down by one module per kind of export. Everything is
//! drawn from one fixed seed, so the files never change unless this code does.

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

use random::Random;
use story::Story;
use tables::{CANONICAL, SHOP};

/// Every generated file: its path under `examples/`, its bytes.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let mut story = Story::new(Random::new(20_260_971), people::customers);
    story.tell();
    let story = &story;
    let webhooks = webhooks::webhooks(story);
    let gzip = |text: String| gzip::gzip(text.as_bytes());
    let shop = [
        ("webhooks.jsonl", webhooks::lines(&webhooks)),
        ("send-log.csv", send_log::csv(story)),
        ("bot.csv", platforms::bot(story)),
        ("inbox.csv", platforms::inbox(story)),
        ("former-provider.csv", platforms::former_provider(story)),
        ("conversations.csv", tables::conversations(story, &SHOP)),
        ("orders.csv", tables::orders(story, &SHOP)),
        ("surveys.csv", tables::surveys(story, &SHOP)),
        ("clicks.csv", tables::clicks(story, &SHOP)),
        ("contacts.csv", tables::contacts(story, &SHOP)),
        ("spend.csv", tables::spend()),
    ];
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
        ("spend.csv", tables::spend()),
    ];
    let formats = [
        ("formats/meta-webhooks/array.json.gz", gzip(webhooks::one_array(&webhooks))),
        ("formats/meta-webhooks/pretty.json.gz", gzip(webhooks::laid_out(&webhooks))),
        ("formats/meta-webhooks/webhooks.log.gz", gzip(webhooks::server_log(&webhooks))),
        ("formats/send-log/broadcasts.csv", send_log::other_csv(story).into_bytes()),
    ];
    let mut files: Vec<(String, Vec<u8>)> = formats.map(|(path, bytes)| (path.to_owned(), bytes)).to_vec();
    files.extend(shop.map(|(name, text)| (format!("shop/{name}"), text.into_bytes())));
    files.extend(chats::files(story).into_iter().map(|(path, text)| (format!("formats/{path}"), text.into_bytes())));
    files.extend(canonical.map(|(name, text)| (format!("formats/canonical/{name}"), text.into_bytes())));
    files.extend(chapter::files(story));
    files.extend(formats::files(story));
    files
}
