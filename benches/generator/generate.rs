//! Writes invented data of any size, the same for the same numbers, a day at a time.
//!
//! Stands alone, without Cargo: `rustc -O --edition 2024 benches/generator/generate.rs -o target/bench/generate`.

mod calendar;
mod lines;
mod random;
mod shop;
mod tables;
mod webhooks;

use std::io::{Error, Result};
use std::path::Path;

use calendar::Calendar;
use tables::Tables;
use webhooks::Webhooks;

const USAGE: &str = "usage: generate FOLDER MESSAGES [webhooks]
writes messages.csv, conversations.csv and orders.csv, or with the word webhooks a webhooks.jsonl instead";
const SEED: u64 = 20_260_101;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, messages, webhooks) = match arguments.as_slice() {
        [folder, messages] => (folder, messages, false),
        [folder, messages, form] if form == "webhooks" => (folder, messages, true),
        _ => return Err(Error::other(USAGE)),
    };
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    let mut calendar = Calendar::new(messages.parse().map_err(Error::other)?, SEED);
    if webhooks { write_webhooks(&mut calendar, folder) } else { write_tables(&mut calendar, folder) }
}

fn write_tables(calendar: &mut Calendar, folder: &Path) -> Result<()> {
    let mut tables = Tables::create(folder)?;
    while let Some(events) = calendar.next_day() {
        tables.write(&events)?;
    }
    tables.finish()
}

fn write_webhooks(calendar: &mut Calendar, folder: &Path) -> Result<()> {
    let mut webhooks = Webhooks::create(folder)?;
    // Delays of lines are of their own chance: both forms tell of the same messages.
    let mut random = random::Random::new(SEED + 1);
    while let Some(events) = calendar.next_day() {
        webhooks.write(&events, &mut random)?;
    }
    webhooks.finish()
}
