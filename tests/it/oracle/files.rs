//! Writes a data set as canonical CSV files, in the ways in which people write CSV: any order
//! of columns, empty columns left out, quotes, CRLF, a byte order mark, several time formats.

use super::random::Random;
use super::rows::*;
use chrono::{DateTime, FixedOffset};
use std::fs;
use std::path::Path;

/// One table as text: the header, then the cells of every row.
struct Sheet {
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

enum Cell {
    Text(String),
    Time(Option<i64>),
}

fn text(value: &str) -> Cell {
    Cell::Text(value.to_string())
}

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
        save(&folder.join(name), messages(rows), &mut random, 5);
    }
    save(&folder.join("conversations.csv"), conversations(&data.conversations), &mut random, 2);
    save(&folder.join("preferences.csv"), preferences(&data.preferences), &mut random, 3);
    save(&folder.join("contacts.csv"), contacts(&data.contacts), &mut random, 5);
    save(&folder.join("aliases.csv"), aliases(&data.aliases), &mut random, 2);
    save(&folder.join("templates.csv"), templates(&data.templates), &mut random, 7);
    save(&folder.join("clicks.csv"), clicks(&data.clicks), &mut random, 4);
}

fn messages(rows: &[MessageRow]) -> Sheet {
    let columns = vec![
        "message_id",
        "customer",
        "direction",
        "at",
        "type",
        "conversation_id",
        "business",
        "author",
        "agent",
        "team",
        "sent_at",
        "delivered_at",
        "read_at",
        "failed_at",
        "clicked_at",
        "status",
        "error_code",
        "reply_to",
        "template",
        "category",
        "campaign",
        "variant",
        "segment",
        "country",
        "language",
        "text",
        "button",
    ];
    let cells = |m: &MessageRow| {
        vec![
            text(&m.message_id),
            text(&m.customer),
            text(&m.direction),
            Cell::Time(m.at),
            text(&m.kind),
            text(&m.conversation_id),
            text(&m.business),
            text(&m.author),
            text(&m.agent),
            text(&m.team),
            Cell::Time(m.sent_at),
            Cell::Time(m.delivered_at),
            Cell::Time(m.read_at),
            Cell::Time(m.failed_at),
            Cell::Time(m.clicked_at),
            text(&m.status),
            text(&m.error_code.map(|code| code.to_string()).unwrap_or_default()),
            text(&m.reply_to),
            text(&m.template),
            text(&m.category),
            text(&m.campaign),
            text(&m.variant),
            text(&m.segment),
            text(&m.country),
            text(&m.language),
            text(&m.text),
            text(&m.button),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

fn conversations(rows: &[ConversationRow]) -> Sheet {
    let columns = vec![
        "conversation_id",
        "customer",
        "business",
        "started_at",
        "first_response_at",
        "resolved_at",
        "reopened_at",
        "closed_at",
        "handoff_at",
        "status",
        "agent",
        "team",
        "campaign",
        "segment",
    ];
    let cells = |c: &ConversationRow| {
        vec![
            text(&c.conversation_id),
            text(&c.customer),
            text(&c.business),
            Cell::Time(c.started_at),
            Cell::Time(c.first_response_at),
            Cell::Time(c.resolved_at),
            Cell::Time(c.reopened_at),
            Cell::Time(c.closed_at),
            Cell::Time(c.handoff_at),
            text(&c.status),
            text(&c.agent),
            text(&c.team),
            text(&c.campaign),
            text(&c.segment),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

fn preferences(rows: &[PreferenceRow]) -> Sheet {
    let cells = |p: &PreferenceRow| vec![text(&p.customer), Cell::Time(p.at), text(&p.event), text(&p.scope)];
    Sheet { columns: vec!["customer", "at", "event", "scope"], rows: rows.iter().map(cells).collect() }
}

fn contacts(rows: &[ContactRow]) -> Sheet {
    let columns = vec!["customer", "segment", "country", "language", "consent_at", "created_at"];
    let cells = |c: &ContactRow| {
        vec![
            text(&c.customer),
            text(&c.segment),
            text(&c.country),
            text(&c.language),
            Cell::Time(c.consent_at),
            Cell::Time(c.created_at),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

fn aliases(rows: &[AliasRow]) -> Sheet {
    let cells = |a: &AliasRow| vec![text(&a.alias), text(&a.customer)];
    Sheet { columns: vec!["alias", "customer"], rows: rows.iter().map(cells).collect() }
}

fn templates(rows: &[TemplateRow]) -> Sheet {
    let columns = vec!["template", "business", "at", "event", "rating", "category", "buttons"];
    let cells = |t: &TemplateRow| {
        vec![
            text(&t.template),
            text(&t.business),
            Cell::Time(t.at),
            text(&t.event),
            text(&t.rating),
            text(&t.category),
            text(&t.buttons.map(|yes| yes.to_string()).unwrap_or_default()),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

fn clicks(rows: &[ClickRow]) -> Sheet {
    let columns = vec!["at", "customer", "message_id", "campaign", "url"];
    let cells =
        |c: &ClickRow| vec![Cell::Time(c.at), text(&c.customer), text(&c.message_id), text(&c.campaign), text(&c.url)];
    Sheet { columns, rows: rows.iter().map(cells).collect() }
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
        Cell::Time(None) => return String::new(),
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
