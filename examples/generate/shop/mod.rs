//! Lumen Tea: an invented shop, its three weeks and all the files that tell of them.
//!
//! One story (`story`, `happenings`), written down by one module per kind of export. Everything is drawn from one
//! fixed seed, so the files never change unless this code does.

mod account;
mod canonical;
mod clock;
mod gzip;
mod happenings;
mod incoming;
mod json;
mod notices;
mod people;
mod random;
mod send_log;
mod story;
mod texts;
mod webhooks;

use random::Random;
use story::Story;

/// Every generated file: its path under `examples/`, its bytes.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let mut story = Story::new(Random::new(20_260_928), people::customers);
    story.tell();
    let webhooks = webhooks::webhooks(&story);
    let files = [
        ("shop/webhooks.jsonl", webhooks::lines(&webhooks).into_bytes()),
        ("shop/send-log.csv", send_log::csv(&story).into_bytes()),
        ("formats/canonical/messages.csv", canonical::messages(&story).into_bytes()),
        ("formats/canonical/preferences.csv", canonical::preferences(&story).into_bytes()),
        ("formats/canonical/aliases.csv", canonical::aliases(&story).into_bytes()),
        ("formats/canonical/templates.csv", canonical::templates().into_bytes()),
        ("formats/meta-webhooks/array.json", webhooks::one_array(&webhooks).into_bytes()),
        ("formats/meta-webhooks/pretty.json.gz", gzip::gzip(webhooks::laid_out(&webhooks).as_bytes())),
        ("formats/meta-webhooks/webhooks.log.gz", gzip::gzip(webhooks::server_log(&webhooks).as_bytes())),
        ("formats/send-log/broadcasts.csv", send_log::other_csv(&story).into_bytes()),
    ];
    files.map(|(path, bytes)| (path.to_owned(), bytes)).to_vec()
}
