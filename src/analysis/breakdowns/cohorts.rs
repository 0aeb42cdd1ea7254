//! Cohorts: customers by the month of their first inbound message, and how many of them write in the months after.
//!
//! Cells of months that are not over are left empty.

use super::{Breakdown, Cell, Cells, Row, Showing, View, part, row};
use crate::analysis::groups::{ZoneClock, label_of};
use crate::dimensions::{Calendar, Family};
use crate::facts::of_customer;
use crate::kpis::Section;

pub(super) const BREAKDOWN: Breakdown =
    Breakdown { id: "cohorts", section: Section::Loyalty, family: Family::Customer, gather, rows };

fn gather(view: &View, cells: &mut Cells) {
    let mut clock = ZoneClock::new(view.request.timezone);
    let (mut life, mut cohort, mut last) = (u32::MAX, 0, 0);
    for &place in &view.messages.messages {
        let found = &view.story.messages[place as usize];
        if !found.inbound || found.at >= view.prepared.world.end {
            continue;
        }
        let of_customer = |column| of_customer(&view.story.lives[found.life as usize], column);
        if !view.takes(found.at, of_customer) {
            continue;
        }
        let month = clock.key(Calendar::Month, found.at);
        if found.life != life {
            (life, cohort) = (found.life, month);
        } else if month == last {
            continue;
        }
        last = month;
        let group = view.group(of_customer);
        cells.add(group, u64::from(cohort) << 32 | u64::from(month - cohort), [1, 0, 0, 0]);
    }
}

fn rows(cells: &[Cell], showing: &Showing) -> Vec<Row> {
    let count = |cohort: u64, age: u64| {
        let key = cohort << 32 | age;
        cells.binary_search_by_key(&key, |(key, _)| *key).map_or(0, |place| cells[place].1[0])
    };
    let mut clock = ZoneClock::new(showing.request.timezone);
    // The month in which the period ends is not over, unless it ends with it.
    let ending = u64::from(clock.key(Calendar::Month, showing.prepared.world.end));
    let mut cohorts: Vec<u64> = cells.iter().map(|(key, _)| key >> 32).collect();
    cohorts.dedup();
    let mut rows = Vec::new();
    for cohort in cohorts {
        let customers = count(cohort, 0);
        let last =
            cells.iter().filter(|(key, _)| key >> 32 >= cohort).map(|(key, _)| (key >> 32) + (key & 0xFFFF_FFFF));
        let last = last.max().unwrap_or(cohort).max(ending.saturating_sub(1));
        for age in 0..=last.saturating_sub(cohort) {
            let is_over = cohort + age < ending;
            let active = is_over.then(|| count(cohort, age));
            rows.push(row! {
                "cohort": label_of(Calendar::Month, cohort as u32),
                "age": age,
                "customers": customers,
                "active": active,
                "share": active.and_then(|active| part(active, customers)),
            });
        }
    }
    rows
}
