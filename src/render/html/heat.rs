//! Heat maps: the hours of a week as shaded squares, and cohorts as a shaded table.
//!
//! Not responsible for counting.

use serde_json::Value;

use super::charts::{Body, Chart};
use super::table::{Cell, Head, Table, hundredths};
use crate::render::words;
use crate::units::{Unit, grouped};

/// The days of a week, Monday first.
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const HOURS: usize = 24;

/// Shaded squares.
pub struct Heat {
    /// The names of its rows.
    pub rows: Vec<&'static str>,
    /// The squares.
    pub squares: Vec<Square>,
    /// What it shows, in a sentence.
    pub said: String,
    /// The numbers as a table.
    pub table: Table,
}

/// A square of a heat map.
pub struct Square {
    /// Its column.
    pub x: usize,
    /// Its row.
    pub y: usize,
    /// How dark it is, in hundredths.
    pub shade: f64,
    /// What it says.
    pub title: String,
}

/// Messages by weekday and hour, as rows of the breakdown tell.
pub fn peak_hours(rows: &[&Value]) -> Option<Chart> {
    let mut counts = [[0_u64; HOURS]; DAYS.len()];
    for row in rows {
        let number = |field: &str| row[field].as_str().and_then(|text| text.parse::<usize>().ok());
        let place = number("weekday").and_then(|day| day.checked_sub(1)).zip(number("hour"));
        let Some((day, hour)) = place.filter(|(day, hour)| *day < DAYS.len() && *hour < HOURS) else { continue };
        counts[day][hour] = row["messages"].as_u64().unwrap_or(0);
    }
    let each = || (0..DAYS.len()).flat_map(|day| (0..HOURS).map(move |hour| (day, hour)));
    let (day, hour) = each().max_by_key(|&(day, hour)| (counts[day][hour], std::cmp::Reverse((day, hour))))?;
    let most = counts[day][hour];
    if most == 0 {
        return None;
    }
    let share = |day: usize, hour: usize| counts[day][hour] as f64 / most as f64;
    let title = |day: usize, hour: usize| format!("{} {hour:02}:00: {}", DAYS[day], words::units(counts[day][hour]));
    let squares = each().map(|(day, hour)| Square {
        x: hour,
        y: day,
        shade: hundredths(share(day, hour)),
        title: title(day, hour),
    });
    let cell = |day: usize, hour: usize| {
        Cell::number(words::units(counts[day][hour]), counts[day][hour] as f64).shaded(share(day, hour))
    };
    let line = |day: usize| std::iter::once(Cell::words(DAYS[day])).chain((0..HOURS).map(move |hour| cell(day, hour)));
    let said = format!("Most messages: {}", title(day, hour));
    let heat = Heat {
        rows: DAYS.to_vec(),
        squares: squares.collect(),
        said: said.clone(),
        table: Table {
            caption: "Inbound messages by weekday and hour".to_owned(),
            heads: std::iter::once(Head::words("weekday"))
                .chain((0..HOURS).map(|hour| Head::numbers(format!("{hour:02}"))))
                .collect(),
            lines: (0..DAYS.len()).map(|day| line(day).collect()).collect(),
        },
    };
    Some(Chart {
        title: "When customers write".to_owned(),
        about: format!("Inbound messages by weekday and hour. {said}."),
        body: Body::Heat(heat),
    })
}

/// The part of each cohort that was active again, month by month.
pub fn cohorts(rows: &[&Value]) -> Option<Chart> {
    let ages = rows.iter().filter_map(|row| row["age"].as_u64()).max()?;
    let mut lines: Vec<Vec<Cell>> = Vec::new();
    for cohort in rows.chunk_by(|one, next| one["cohort"] == next["cohort"]) {
        let first = cohort.first()?;
        let customers = first["customers"].as_u64().unwrap_or(0);
        let name = Cell::words(words::clean(first["cohort"].as_str().unwrap_or("")));
        let mut line = vec![name, Cell::number(words::units(customers), customers as f64)];
        for age in 0..=ages {
            let row = cohort.iter().find(|row| row["age"].as_u64() == Some(age));
            line.push(match row.and_then(|row| Some((row["share"].as_f64()?, row["active"].as_u64()?))) {
                Some((share, active)) => Cell {
                    small: grouped(active as f64, 0),
                    ..Cell::number(Unit::Share.show(share), share).shaded(share)
                },
                None => Cell::default(),
            });
        }
        lines.push(line);
    }
    let ages = (0..=ages).map(|age| Head::numbers(format!("+{age}")));
    Some(Chart {
        title: "Cohorts".to_owned(),
        about: "Customers by the month of their first message, and how many wrote again so many months later."
            .to_owned(),
        body: Body::Table(Table {
            caption: "Cohorts by month".to_owned(),
            heads: [Head::words("first month"), Head::numbers("customers")].into_iter().chain(ages).collect(),
            lines,
        }),
    })
}
