//! Writes a data set as canonical CSV files, in the ways in which people write CSV: any order
//! of columns, empty columns left out, quotes, CRLF, a byte order mark, several time formats.

use super::random::Random;
use super::rows::Data;
use super::sheets::{self, Cell, Sheet};
use chrono::{DateTime, FixedOffset};
use std::fs;
use std::path::Path;

/// Writes the folder; the seed decides the looks, never the content.
pub fn write(data: &Data, folder: &Path, seed: u64) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    let mut random = Random::new(seed ^ 0xF11E5);
    for (place, rows) in data.messages.iter().enumerate() {
        let name = match place {
            0 => "messages.csv".to_string(),
            _ => format!("messages-{place}.csv"),
        };
        save(&folder.join(name), sheets::messages(rows), &mut random, 5);
    }
    save(&folder.join("conversations.csv"), sheets::conversations(&data.conversations), &mut random, 2);
    save(&folder.join("preferences.csv"), sheets::preferences(&data.preferences), &mut random, 3);
    save(&folder.join("contacts.csv"), sheets::contacts(&data.contacts), &mut random, 5);
    save(&folder.join("aliases.csv"), sheets::aliases(&data.aliases), &mut random, 2);
    save(&folder.join("templates.csv"), sheets::templates(&data.templates), &mut random, 7);
    save(&folder.join("clicks.csv"), sheets::clicks(&data.clicks), &mut random, 4);
    save(&folder.join("orders.csv"), sheets::orders(&data.orders), &mut random, 3);
    save(&folder.join("surveys.csv"), sheets::surveys(&data.surveys), &mut random, 3);
    save(&folder.join("aggregates.csv"), sheets::aggregates(&data.aggregates), &mut random, 3);
    save(&folder.join("spend.csv"), sheets::spend(&data.spend), &mut random, 5);
}

/// Saves a sheet unless it is empty. The first `kept` columns always stay; of the others the
/// empty ones may be left out.
fn save(path: &Path, sheet: Sheet, random: &mut Random, kept: usize) {
    if sheet.rows.is_empty() {
        return;
    }
    let looks = random.below(10);
    let lines: Vec<Vec<String>> =
        sheet.rows.iter().map(|row| row.iter().map(|cell| written(cell, looks, random)).collect()).collect();
    let leave_out = random.chance(70);
    let mut order: Vec<usize> = (0..sheet.columns.len())
        .filter(|c| *c < kept || !leave_out || lines.iter().any(|line| !line[*c].is_empty()))
        .collect();
    if random.chance(50) {
        random.shuffle(&mut order);
    }
    let end = if random.chance(30) { "\r\n" } else { "\n" };
    let mut out = if random.chance(20) { "\u{feff}".to_string() } else { String::new() };
    let header: Vec<&str> = order.iter().map(|c| sheet.columns[*c]).collect();
    out.push_str(&header.join(","));
    out.push_str(end);
    for line in &lines {
        let cells: Vec<String> = order.iter().map(|c| quoted(&line[*c])).collect();
        out.push_str(&cells.join(","));
        out.push_str(end);
    }
    fs::write(path, out).unwrap();
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) || cell.trim() != cell {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_string()
    }
}

/// A time in UTC or with an offset; in one file of ten naive, or as epoch milliseconds.
fn written(cell: &Cell, looks: usize, random: &mut Random) -> String {
    let time = match cell {
        Cell::Text(text) => return text.clone(),
        Cell::Time(None) | Cell::Date(None) => return String::new(),
        Cell::Date(Some(time)) => {
            return DateTime::from_timestamp_millis(*time).unwrap().format("%Y-%m-%d").to_string();
        }
        Cell::Time(Some(time)) => *time,
    };
    let utc = DateTime::from_timestamp_millis(time).unwrap();
    let whole = time % 1000 == 0;
    match looks {
        0 if whole => utc.format("%Y-%m-%d %H:%M:%S").to_string(),
        0 => utc.format("%Y-%m-%d %H:%M:%S%.3f").to_string(),
        1 => time.to_string(),
        2..=4 if random.chance(40) => {
            let offset = FixedOffset::east_opt([7200, -10_800, 19_800][random.below(3)]).unwrap();
            let there = utc.with_timezone(&offset);
            if whole { there.format("%Y-%m-%dT%H:%M:%S%:z") } else { there.format("%Y-%m-%dT%H:%M:%S%.3f%:z") }
                .to_string()
        }
        _ if whole => utc.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        _ => utc.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string(),
    }
}
